//! Refusals: every reason for which the shop's rules say no.

mod facts;

use super::{
    LineStatus, Money, MoneyAct, MoneyOverflow, OrderStatus, PrintingError, QrisError, SplitError,
    TableError, WallTime, Words,
};

/// A request that the rules refuse. Nothing was changed or published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The shop takes no orders from customers now.
    ShopClosed,
    /// The till has paused the orders of guests.
    ShopPaused {
        /// When guests can order again.
        again: WallTime,
    },
    /// Not an hour at which guests can order.
    OutsideHours {
        /// When they can again.
        again: WallTime,
    },
    /// An order without a line.
    EmptyOrder,
    /// More than 50 lines.
    TooManyLines,
    /// A quantity outside 1..99.
    QuantityOutOfRange {
        /// The line, counted from 1.
        line: usize,
    },
    /// No such item on the menu.
    UnknownItem {
        /// The line, counted from 1.
        line: usize,
    },
    /// The item, or a chosen option of it, is sold out.
    SoldOut {
        /// What is sold out.
        name: Words,
    },
    /// Fewer pieces are left of the item than were asked for.
    OnlyLeft {
        /// The item.
        name: Words,
        /// How many are left.
        left: i64,
    },
    /// The item is of a category that guests order at other hours.
    NotServedNow {
        /// The item.
        name: Words,
        /// When they can.
        again: WallTime,
    },
    /// Not an option of this item, or chosen twice.
    UnknownOption {
        /// The item.
        item: Words,
    },
    /// Fewer options than the group asks for.
    ChoiceMissing {
        /// The item.
        item: Words,
        /// The group.
        group: Words,
    },
    /// More options than the group allows.
    TooManyChoices {
        /// The item.
        item: Words,
        /// The group.
        group: Words,
    },
    /// A word that is not one of the words for this field, or not offered by this shop.
    UnknownWord {
        /// The field.
        field: &'static str,
    },
    /// Longer than allowed, counted in characters.
    TextTooLong {
        /// The field.
        field: &'static str,
        /// Characters allowed.
        most: usize,
    },
    /// Control characters in a text.
    ControlCharacters {
        /// The field.
        field: &'static str,
    },
    /// A sum too large to count exactly.
    SumTooLarge,
    /// Less handed over than is owed.
    TenderedTooLittle {
        /// What is owed.
        total: Money,
    },
    /// More than what is owed, in a way that gives no change.
    MoreThanOwed {
        /// What is owed.
        rest: Money,
    },
    /// More than what was paid and has not gone back.
    MoreThanPaid {
        /// How much can go back.
        left: Money,
    },
    /// An amount of nothing, or below.
    UnfitAmount,
    /// More pieces of a line than were sold and have not gone back, or none.
    MoreThanSold {
        /// How many can go back.
        left: i64,
    },
    /// Money came in, so that the bill stays as it is.
    AlreadyPaid,
    /// Not a way to split this bill.
    UnfitSplit(SplitError),
    /// The bill is split, and stays as it is until it is joined again.
    BillSplit,
    /// The bill is split, and it is not said which check is meant.
    CheckMissing,
    /// No such check of this order, or none any more.
    UnknownCheck,
    /// No such discount of this order.
    UnknownDiscount,
    /// No such payment of this order.
    UnknownPayment,
    /// No such claim of this order.
    UnknownClaim,
    /// The order still takes payments, so that money for it is one.
    StillOwed {
        /// What is owed.
        rest: Money,
    },
    /// The money of a claim went back already.
    AlreadyGivenBack,
    /// The order would cost less than what was paid.
    PaidFor {
        /// What was paid.
        paid: Money,
    },
    /// The only line that is left: without it, the order is cancelled.
    LastLine,
    /// Another person has to approve it.
    ApprovalNeeded {
        /// What has to be approved.
        act: MoneyAct,
        /// The names of those who may.
        approvers: Vec<String>,
    },
    /// The approval is not one: a wrong PIN, or a person who may not do this either.
    ApprovalRefused,
    /// Who changes their own PIN typed another one than they have.
    WrongPin,
    /// Guests of this shop add nothing to an order that was sent.
    GuestsCannotAdd,
    /// Guests of this shop do not call the staff from their phones.
    GuestsCannotCall,
    /// The order has no table to come to.
    NotAtATable,
    /// The order is over: there is nothing to add to.
    OrderOver,
    /// No such round was asked for.
    UnknownRequest,
    /// The till has answered the other way.
    RequestAnswered,
    /// This person may never do this.
    NotAllowed,
    /// Not from where the order is now.
    IllegalMove {
        /// Where it is.
        from: OrderStatus,
        /// Where it was to go; none for money and lines.
        to: Option<OrderStatus>,
    },
    /// An order leaves only when it is paid.
    NotPaid,
    /// The kitchen starts this order only when it is paid: so the owner decided.
    PaysFirst,
    /// One of two orders between which dishes move has payments already.
    HasPayments,
    /// A discount of the whole order would be another one with other dishes.
    DiscountsConflict,
    /// A guest waits for an answer about this order, which would get none once it is merged.
    RequestWaiting,
    /// Two orders whose bills are made by other rates.
    TermsDiffer,
    /// An order has nothing to take over from itself.
    SameOrder,
    /// The drawer is open already.
    ShiftOpen,
    /// The shift is closed.
    ShiftClosed,
    /// Nothing was counted yet, or cash moved since.
    CountAgain,
    /// Too long ago to be taken back.
    TooLate,
    /// A cancellation by staff needs a reason.
    ReasonMissing,
    /// The order has moved on since it was read.
    MovedOn,
    /// No such line in this order.
    UnknownLine,
    /// A line that was taken off, or a status that staff cannot give a line.
    IllegalLineMove {
        /// The status asked for.
        to: LineStatus,
    },
    /// A setting the shop cannot work with.
    UnfitSetting {
        /// The setting.
        field: &'static str,
    },
    /// Not the shop's QRIS code, or no amount for it.
    UnfitQris(QrisError),
    /// The shop has no QRIS code.
    NoQris,
    /// Not a grey picture that can be looked through.
    UnfitGraymap,
    /// No QR code can be made out in the photo.
    NoCodeInPhoto,
    /// Phones do not reach the shop at that address any more.
    AddressChanged,
    /// The machine's clock is not where it was when the owner said that it is right.
    ClockMovedOn,
    /// Something that cannot stand on a menu.
    UnfitMenu {
        /// The field, with its place when it came in a file: `items[3].price`.
        field: String,
    },
    /// An item would cost nothing, or less.
    PriceTooLow {
        /// The item.
        name: Words,
    },
    /// An item would cost more than anything may.
    PriceTooHigh {
        /// The item.
        name: Words,
    },
    /// A table that cannot be the menu.
    UnfitTable(TableError),
    /// More categories, choices or items than one menu holds.
    MenuFull,
    /// The card on the table was replaced, or there is no such table any more.
    CardNotValid,
    /// The menu is not the one that was looked at.
    MenuMovedOn,
    /// A category that still has items.
    CategoryNotEmpty,
    /// Not a picture this shop can show.
    UnfitPhoto,
    /// Not a name of 1 to 40 characters.
    UnfitName,
    /// Not 4 to 10 digits.
    UnfitPin,
    /// A member of the staff has that name.
    NameTaken,
    /// The shop would have no owner any more.
    LastOwner,
    /// Something about printers.
    Printing(PrintingError),
}

impl Refusal {
    /// The stable code on the wire.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ShopClosed => "shop_closed",
            Self::ShopPaused { .. } => "shop_paused",
            Self::OutsideHours { .. } => "outside_hours",
            Self::EmptyOrder => "empty_order",
            Self::TooManyLines => "too_many_lines",
            Self::QuantityOutOfRange { .. } => "quantity_out_of_range",
            Self::UnknownItem { .. } => "unknown_item",
            Self::SoldOut { .. } => "sold_out",
            Self::OnlyLeft { .. } => "only_left",
            Self::NotServedNow { .. } => "not_served_now",
            Self::UnknownOption { .. } => "unknown_option",
            Self::ChoiceMissing { .. } => "choice_missing",
            Self::TooManyChoices { .. } => "too_many_choices",
            Self::UnknownWord { .. } => "unknown_word",
            Self::TextTooLong { .. } => "text_too_long",
            Self::ControlCharacters { .. } => "control_characters",
            Self::SumTooLarge => "sum_too_large",
            Self::TenderedTooLittle { .. } => "tendered_too_little",
            Self::MoreThanOwed { .. } => "more_than_owed",
            Self::MoreThanPaid { .. } => "more_than_paid",
            Self::UnfitAmount => "unfit_amount",
            Self::MoreThanSold { .. } => "more_than_sold",
            Self::AlreadyPaid => "already_paid",
            Self::UnfitSplit(error) => error.code(),
            Self::BillSplit => "bill_split",
            Self::CheckMissing => "check_missing",
            Self::UnknownCheck => "unknown_check",
            Self::UnknownDiscount => "unknown_discount",
            Self::UnknownPayment => "unknown_payment",
            Self::UnknownClaim => "unknown_claim",
            Self::StillOwed { .. } => "still_owed",
            Self::AlreadyGivenBack => "already_given_back",
            Self::PaidFor { .. } => "paid_for",
            Self::LastLine => "last_line",
            Self::ApprovalNeeded { .. } => "approval_needed",
            Self::ApprovalRefused => "approval_refused",
            Self::WrongPin => "wrong_pin",
            Self::GuestsCannotAdd => "guests_cannot_add",
            Self::GuestsCannotCall => "guests_cannot_call",
            Self::NotAtATable => "not_at_a_table",
            Self::OrderOver => "order_over",
            Self::UnknownRequest => "unknown_request",
            Self::RequestAnswered => "request_answered",
            Self::NotAllowed => "forbidden",
            Self::IllegalMove { .. } => "illegal_move",
            Self::NotPaid => "not_paid",
            Self::PaysFirst => "pays_first",
            Self::HasPayments => "has_payments",
            Self::DiscountsConflict => "discounts_conflict",
            Self::RequestWaiting => "request_waiting",
            Self::TermsDiffer => "terms_differ",
            Self::SameOrder => "same_order",
            Self::ShiftOpen => "shift_open",
            Self::ShiftClosed => "shift_closed",
            Self::CountAgain => "count_again",
            Self::TooLate => "too_late",
            Self::ReasonMissing => "reason_missing",
            Self::MovedOn => "moved_on",
            Self::UnknownLine => "unknown_line",
            Self::IllegalLineMove { .. } => "illegal_line_move",
            Self::UnfitSetting { .. } => "unfit_setting",
            Self::UnfitQris(error) => error.code(),
            Self::NoQris => "qris_not_set",
            Self::UnfitGraymap => "unfit_graymap",
            Self::NoCodeInPhoto => "no_code_in_photo",
            Self::AddressChanged => "address_changed",
            Self::ClockMovedOn => "clock_moved_on",
            Self::UnfitMenu { .. } => "unfit_menu",
            Self::PriceTooLow { .. } => "price_too_low",
            Self::PriceTooHigh { .. } => "price_too_high",
            Self::UnfitTable(error) => error.code(),
            Self::MenuFull => "menu_full",
            Self::CardNotValid => "card_not_valid",
            Self::MenuMovedOn => "menu_moved_on",
            Self::CategoryNotEmpty => "category_not_empty",
            Self::UnfitPhoto => "unfit_photo",
            Self::UnfitName => "unfit_name",
            Self::UnfitPin => "unfit_pin",
            Self::NameTaken => "name_taken",
            Self::LastOwner => "last_owner",
            Self::Printing(error) => error.code(),
        }
    }
}

impl From<SplitError> for Refusal {
    fn from(error: SplitError) -> Self {
        Self::UnfitSplit(error)
    }
}

impl From<MoneyOverflow> for Refusal {
    fn from(_: MoneyOverflow) -> Self {
        Self::SumTooLarge
    }
}
