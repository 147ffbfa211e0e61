//! Statuses of orders, payments and lines, and every legal move between them in one table.

use crate::domain::string_enum::string_enum;

string_enum! {
    /// Where the food of an order is.
    pub enum OrderStatus {
        /// Menunggu Pembayaran: not with the kitchen before it is paid.
        AwaitingPayment = "awaiting_payment",
        /// Sedang Disiapkan: with the kitchen.
        Preparing = "preparing",
        /// Siap Diambil: called out.
        Ready = "ready",
        /// Selesai: picked up.
        Completed = "completed",
        /// Dibatalkan: will not be made.
        Cancelled = "cancelled",
    }
}

string_enum! {
    /// Where the money of an order is.
    pub enum PaymentStatus {
        /// Nothing came in yet.
        Unpaid = "unpaid",
        /// Some of it came in.
        PartiallyPaid = "partially_paid",
        /// All of it came in.
        Paid = "paid",
        /// Some of it went back.
        PartiallyRefunded = "partially_refunded",
        /// All of it went back.
        Refunded = "refunded",
    }
}

string_enum! {
    /// Where one line of an order is.
    pub enum LineStatus {
        /// Still to be made.
        Queued = "queued",
        /// Made.
        Done = "done",
        /// Taken off the order.
        Void = "void",
    }
}

string_enum! {
    /// Who can ask for a move.
    pub enum Initiator {
        /// The holder of the order's link.
        Customer = "customer",
        /// Staff at the stove.
        Kitchen = "kitchen",
        /// Staff at the tables, without the till's money.
        Waiter = "waiter",
        /// Staff at the till.
        Cashier = "cashier",
        /// The owner.
        Owner = "owner",
        /// Time itself.
        Clock = "clock",
    }
}

string_enum! {
    /// Something that can be done to an order once it is placed.
    pub enum Move {
        /// Its money arrived.
        Pay = "pay",
        /// The kitchen starts although it is not paid.
        Send = "send",
        /// More dishes are wanted.
        AddLines = "add_lines",
        /// A guest asks for more dishes, and waits for the till.
        RequestLines = "request_lines",
        /// What a guest asks for will not be made.
        DeclineLines = "decline_lines",
        /// More or fewer of one dish are wanted.
        SetQuantity = "set_quantity",
        /// A dish is not wanted after all.
        VoidLine = "void_line",
        /// Another table or name.
        ChangeDetails = "change_details",
        /// All of it goes over to another order.
        Merge = "merge",
        /// Some of it goes over to another order.
        MoveLines = "move_lines",
        /// Dishes of another order come to it.
        TakeOver = "take_over",
        /// A line is made.
        LineDone = "line_done",
        /// A line is not made after all.
        LineUndone = "line_undone",
        /// All of it is made: call it out.
        Ready = "ready",
        /// It was brought to the table, and is paid later.
        Serve = "serve",
        /// It was called out too early.
        Recall = "recall",
        /// It was picked up.
        Complete = "complete",
        /// It was not picked up after all.
        Reopen = "reopen",
        /// It is not wanted any more.
        Cancel = "cancel",
        /// Not paid in time.
        Expire = "expire",
        /// Its business day is over, and no one has noted that it was picked up. Only for what is ready and paid: an
        /// unpaid order is owed by the customer, an unmade one by the shop, and neither ends by itself.
        Close = "close",
    }
}

/// What else must hold for a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing else.
    None,
    /// All of the money is there.
    Paid,
    /// None of the money is there.
    NothingPaid,
    /// None of the money is there, or ever was: what was paid for is not another order's.
    NoPayments,
    /// It became ready less than [`UNDO_MINUTES`] ago.
    ReadyNotLongAgo,
    /// It was picked up less than [`UNDO_MINUTES`] ago, or completed by the clock on this business day.
    CompletedNotLongAgo,
    /// A reason of 1..200 characters.
    Reason,
    /// Its time to be paid is over.
    Overdue,
    /// All of the money is there, it became ready on a business day that is over, and it can no longer be recalled.
    DayOver,
}

/// How long a ready or completed order can be taken back, in minutes.
pub const UNDO_MINUTES: i64 = 30;

/// One legal move.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What is done.
    pub step: Move,
    /// Where the order must be.
    pub from: OrderStatus,
    /// Where it is then.
    pub to: OrderStatus,
    /// Who may ask for it.
    pub by: &'static [Initiator],
    /// What else must hold.
    pub guard: Guard,
}

const CUSTOMER: &[Initiator] = &[Initiator::Customer];
const CLOCK: &[Initiator] = &[Initiator::Clock];
const OWNER: &[Initiator] = &[Initiator::Owner];
const TILL: &[Initiator] = &[Initiator::Cashier, Initiator::Owner];
const FLOOR: &[Initiator] = &[Initiator::Waiter, Initiator::Cashier, Initiator::Owner];
/// Guests where the owner lets them; which of them the settings say, not this table.
const FLOOR_AND_GUESTS: &[Initiator] = &[
    Initiator::Customer,
    Initiator::Waiter,
    Initiator::Cashier,
    Initiator::Owner,
];
const STAFF: &[Initiator] = &[Initiator::Kitchen, Initiator::Cashier, Initiator::Owner];
const ALL_STAFF: &[Initiator] = &[
    Initiator::Kitchen,
    Initiator::Waiter,
    Initiator::Cashier,
    Initiator::Owner,
];

const fn rule(
    step: Move,
    from: OrderStatus,
    to: OrderStatus,
    by: &'static [Initiator],
    guard: Guard,
) -> Rule {
    Rule {
        step,
        from,
        to,
        by,
        guard,
    }
}

/// Every legal move there is. What goes over to another order takes its status along: see
/// [`Order::merge`](crate::domain::Order::merge). A line that is made may also make the order ready; see
/// [`Order::set_line`](crate::domain::Order::set_line).
#[rustfmt::skip]
pub const RULES: &[Rule] = {
    use OrderStatus::{AwaitingPayment, Cancelled, Completed, Preparing, Ready};
    &[
        rule(Move::Pay,        AwaitingPayment, Preparing, TILL,     Guard::None),
        rule(Move::Pay,        Preparing,       Preparing, TILL,     Guard::None),
        rule(Move::Pay,        Ready,           Ready,     TILL,     Guard::None),
        rule(Move::Send,       AwaitingPayment, Preparing, FLOOR,    Guard::None),
        rule(Move::AddLines,   AwaitingPayment, AwaitingPayment, FLOOR_AND_GUESTS, Guard::None),
        rule(Move::AddLines,   Preparing,       Preparing, FLOOR_AND_GUESTS, Guard::None),
        rule(Move::AddLines,   Ready,           Preparing, FLOOR_AND_GUESTS, Guard::None),
        rule(Move::RequestLines, AwaitingPayment, AwaitingPayment, CUSTOMER, Guard::None),
        rule(Move::RequestLines, Preparing,     Preparing, CUSTOMER, Guard::None),
        rule(Move::RequestLines, Ready,         Ready,     CUSTOMER, Guard::None),
        rule(Move::DeclineLines, AwaitingPayment, AwaitingPayment, TILL, Guard::None),
        rule(Move::DeclineLines, Preparing,     Preparing, TILL,     Guard::None),
        rule(Move::DeclineLines, Ready,         Ready,     TILL,     Guard::None),
        rule(Move::SetQuantity, AwaitingPayment, AwaitingPayment, TILL, Guard::None),
        rule(Move::VoidLine,   AwaitingPayment, AwaitingPayment, TILL, Guard::None),
        rule(Move::VoidLine,   Preparing,       Preparing, TILL,     Guard::None),
        rule(Move::VoidLine,   Ready,           Ready,     TILL,     Guard::None),
        rule(Move::ChangeDetails, AwaitingPayment, AwaitingPayment, FLOOR, Guard::None),
        rule(Move::ChangeDetails, Preparing,    Preparing, FLOOR,    Guard::None),
        rule(Move::ChangeDetails, Ready,        Ready,     FLOOR,    Guard::None),
        rule(Move::Merge,      AwaitingPayment, Cancelled, TILL,     Guard::NoPayments),
        rule(Move::Merge,      Preparing,       Cancelled, TILL,     Guard::NoPayments),
        rule(Move::Merge,      Ready,           Cancelled, TILL,     Guard::NoPayments),
        rule(Move::MoveLines,  AwaitingPayment, AwaitingPayment, TILL, Guard::NoPayments),
        rule(Move::MoveLines,  Preparing,       Preparing, TILL,     Guard::NoPayments),
        rule(Move::MoveLines,  Ready,           Ready,     TILL,     Guard::NoPayments),
        rule(Move::TakeOver,   AwaitingPayment, AwaitingPayment, TILL, Guard::NoPayments),
        rule(Move::TakeOver,   Preparing,       Preparing, TILL,     Guard::NoPayments),
        rule(Move::TakeOver,   Ready,           Ready,     TILL,     Guard::NoPayments),
        rule(Move::LineDone,   Preparing,       Preparing, STAFF,    Guard::None),
        rule(Move::LineUndone, Preparing,       Preparing, STAFF,    Guard::None),
        rule(Move::LineUndone, Ready,           Preparing, STAFF,    Guard::ReadyNotLongAgo),
        rule(Move::Ready,      Preparing,       Ready,     STAFF,    Guard::None),
        rule(Move::Serve,      Ready,           Ready,     FLOOR,    Guard::None),
        rule(Move::Recall,     Ready,           Preparing, ALL_STAFF, Guard::ReadyNotLongAgo),
        rule(Move::Complete,   Ready,           Completed, FLOOR,    Guard::Paid),
        rule(Move::Reopen,     Completed,       Ready,     FLOOR,    Guard::CompletedNotLongAgo),
        rule(Move::Cancel,     AwaitingPayment, Cancelled, CUSTOMER, Guard::NothingPaid),
        rule(Move::Cancel,     AwaitingPayment, Cancelled, TILL,     Guard::Reason),
        rule(Move::Cancel,     Preparing,       Cancelled, TILL,     Guard::Reason),
        rule(Move::Cancel,     Ready,           Cancelled, OWNER,    Guard::Reason),
        rule(Move::Expire,     AwaitingPayment, Cancelled, CLOCK,    Guard::Overdue),
        rule(Move::Close,      Ready,           Completed, CLOCK,    Guard::DayOver),
    ]
};

/// The rule by which `party` may do `step` to an order that is at `from`.
pub fn rule_for(step: Move, from: OrderStatus, party: Initiator) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.step == step && rule.from == from && rule.by.contains(&party))
}

/// Whether `party` may ever do `step`: the line between «not you» and «not now».
pub fn allowed(step: Move, party: Initiator) -> bool {
    RULES
        .iter()
        .any(|rule| rule.step == step && rule.by.contains(&party))
}

impl OrderStatus {
    /// Whether the kitchen has it, or had it.
    pub const fn is_the_kitchens(self) -> bool {
        match self {
            Self::Preparing | Self::Ready | Self::Completed => true,
            Self::AwaitingPayment | Self::Cancelled => false,
        }
    }

    /// Whether something is still to happen to it: it is on the screens of the staff, and its number is taken.
    pub const fn is_open(self) -> bool {
        match self {
            Self::AwaitingPayment | Self::Preparing | Self::Ready => true,
            Self::Completed | Self::Cancelled => false,
        }
    }

    /// Whether its number is shown on the board.
    pub const fn is_on_board(self) -> bool {
        match self {
            Self::Preparing | Self::Ready => true,
            Self::AwaitingPayment | Self::Completed | Self::Cancelled => false,
        }
    }

    /// The move that a request for `target` means, seen from here.
    pub const fn step_to(self, target: Self) -> Option<Move> {
        match (self, target) {
            (_, Self::Cancelled) => Some(Move::Cancel),
            (Self::Completed, Self::Ready) => Some(Move::Reopen),
            (
                Self::AwaitingPayment | Self::Preparing | Self::Ready | Self::Cancelled,
                Self::Ready,
            ) => Some(Move::Ready),
            (Self::AwaitingPayment, Self::Preparing) => Some(Move::Send),
            (
                Self::Preparing | Self::Ready | Self::Completed | Self::Cancelled,
                Self::Preparing,
            ) => Some(Move::Recall),
            (_, Self::Completed) => Some(Move::Complete),
            (_, Self::AwaitingPayment) => None,
        }
    }
}

impl PaymentStatus {
    /// Whether all of the money is there.
    pub const fn is_paid(self) -> bool {
        match self {
            Self::Paid => true,
            Self::Unpaid | Self::PartiallyPaid | Self::PartiallyRefunded | Self::Refunded => false,
        }
    }

    /// Whether a payment was taken, also where all of it was refunded since.
    pub const fn has_payment(self) -> bool {
        match self {
            Self::Unpaid => false,
            Self::PartiallyPaid | Self::Paid | Self::PartiallyRefunded | Self::Refunded => true,
        }
    }
}

impl PaymentStatus {
    /// Whether some of the money went back.
    pub const fn has_refund(self) -> bool {
        match self {
            Self::PartiallyRefunded | Self::Refunded => true,
            Self::Unpaid | Self::PartiallyPaid | Self::Paid => false,
        }
    }
}

impl LineStatus {
    /// Whether the kitchen has yet to make it.
    pub const fn is_to_be_made(self) -> bool {
        match self {
            Self::Queued => true,
            Self::Done | Self::Void => false,
        }
    }
}
