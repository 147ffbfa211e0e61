//! The books: a business day as an entry of a general journal, in which debit and credit are the same.
//!
//! It is made from the day's report and from nothing else, so that the books cannot say another sum than the report.
//! What the report itself cannot explain is a posting of its own and is not left out: an entry that does not balance is
//! refused by every bookkeeping program, without a word about which order it is.

mod drawer;
mod invoices;

pub use drawer::{DrawerMove, drawer_entry};
pub use invoices::Invoice;

use super::{DayReport, Group};
use crate::domain::{PaymentMethod, TaxClass, string_enum::string_enum, text};

/// Most characters of an account, its code and a space included.
pub const ACCOUNT_LENGTH: usize = 80;
/// Most characters of its code.
const CODE_LENGTH: usize = 20;

string_enum! {
    /// An account of the journal; the settings have its code and its name.
    pub enum BookAccount {
        /// Notes and coins.
        Cash = "cash",
        /// What QRIS providers owe.
        Qris = "qris",
        /// The bank account.
        Transfer = "transfer",
        /// What the bank owes for cards.
        Card = "card",
        /// What delivery apps owe.
        App = "app",
        /// Sales at menu prices.
        Sales = "sales",
        /// Discounts.
        Discounts = "discounts",
        /// What was given away.
        Gifts = "gifts",
        /// What was given back of dishes.
        Refunds = "refunds",
        /// The service charge.
        Service = "service",
        /// The tax on food and drink that is owed.
        RestaurantTax = "restaurant_tax",
        /// The value added tax that is owed.
        Vat = "vat",
        /// What cash was rounded by.
        Rounding = "rounding",
        /// What customers paid ahead.
        Deposits = "deposits",
        /// What customers have to get back.
        Claims = "claims",
        /// Cash of the shop that is not in a drawer.
        Safe = "safe",
        /// What was paid out of drawers.
        Expenses = "expenses",
        /// Money that fits no bill, or no count.
        Difference = "difference",
    }
}

string_enum! {
    /// What a posting is about.
    pub enum PostingKind {
        /// Cash that stayed: received and corrected, less what was given back.
        Cash = "cash",
        /// The same by QRIS.
        Qris = "qris",
        /// By bank transfer.
        Transfer = "transfer",
        /// By card.
        Card = "card",
        /// Paid in a delivery app.
        App = "app",
        /// Discounts of lines and orders.
        Discounts = "discounts",
        /// Given away.
        Complimentary = "complimentary",
        /// Of dishes, given back.
        Refunds = "refunds",
        /// At menu prices, without the tax and service that these hold.
        Sales = "sales",
        /// Service, less what of it was given back.
        Service = "service",
        /// Tax on food and drink, less what of it was given back.
        RestaurantTax = "restaurant_tax",
        /// Value added tax, likewise.
        Vat = "vat",
        /// Because cash has no smaller coins.
        Rounding = "rounding",
        /// Came in for orders that are not paid in full.
        DepositsTaken = "deposits_taken",
        /// Came in earlier for orders that are paid in full now.
        DepositsUsed = "deposits_used",
        /// Of deposits, given back.
        DepositsReturned = "deposits_returned",
        /// Came in and pays for nothing.
        ClaimsTaken = "claims_taken",
        /// Of that, given back.
        ClaimsSettled = "claims_settled",
        /// By how much the money does not fit the bills ([`Sales::difference`](super::Sales::difference)).
        Difference = "difference",
        /// Put into a drawer before it was opened.
        Float = "float",
        /// Put into an open drawer.
        PayIn = "pay_in",
        /// Taken out of it to pay for something.
        PayOut = "pay_out",
        /// Taken to a safer place.
        Drop = "drop",
        /// By how much the last count of a drawer differed.
        Counted = "counted",
        /// Taken out of a drawer after its last count.
        HandedOver = "handed_over",
    }
}

impl PostingKind {
    /// The account that it is posted to; against cash, where it moved in a drawer.
    pub const fn account(self) -> BookAccount {
        match self {
            Self::Cash => BookAccount::Cash,
            Self::Qris => BookAccount::Qris,
            Self::Transfer => BookAccount::Transfer,
            Self::Card => BookAccount::Card,
            Self::App => BookAccount::App,
            Self::Discounts => BookAccount::Discounts,
            Self::Complimentary => BookAccount::Gifts,
            Self::Refunds => BookAccount::Refunds,
            Self::Sales => BookAccount::Sales,
            Self::Service => BookAccount::Service,
            Self::RestaurantTax => BookAccount::RestaurantTax,
            Self::Vat => BookAccount::Vat,
            Self::Rounding => BookAccount::Rounding,
            Self::DepositsTaken | Self::DepositsUsed | Self::DepositsReturned => {
                BookAccount::Deposits
            }
            Self::ClaimsTaken | Self::ClaimsSettled => BookAccount::Claims,
            Self::Difference | Self::Counted => BookAccount::Difference,
            Self::Float | Self::PayIn | Self::Drop | Self::HandedOver => BookAccount::Safe,
            Self::PayOut => BookAccount::Expenses,
        }
    }

    /// Whether it is money that came in by a method.
    pub const fn is_received(self) -> bool {
        match self {
            Self::Cash | Self::Qris | Self::Transfer | Self::Card | Self::App => true,
            Self::Discounts
            | Self::Complimentary
            | Self::Refunds
            | Self::Sales
            | Self::Service
            | Self::RestaurantTax
            | Self::Vat
            | Self::Rounding
            | Self::DepositsTaken
            | Self::DepositsUsed
            | Self::DepositsReturned
            | Self::ClaimsTaken
            | Self::ClaimsSettled
            | Self::Difference
            | Self::Float
            | Self::PayIn
            | Self::PayOut
            | Self::Drop
            | Self::Counted
            | Self::HandedOver => false,
        }
    }

    const fn received(method: PaymentMethod) -> Self {
        match method {
            PaymentMethod::Cash => Self::Cash,
            PaymentMethod::Qris => Self::Qris,
            PaymentMethod::Transfer => Self::Transfer,
            PaymentMethod::Card => Self::Card,
            PaymentMethod::App => Self::App,
        }
    }

    /// None for what is not taxed.
    const fn owed(class: TaxClass) -> Option<Self> {
        match class {
            TaxClass::Restaurant => Some(Self::RestaurantTax),
            TaxClass::Vat => Some(Self::Vat),
            TaxClass::Untaxed => None,
        }
    }
}

/// A posting: an amount on one side of an account, in whole rupiah above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// The account.
    pub account: BookAccount,
    /// What it is about.
    pub kind: PostingKind,
    /// The amount, or 0 where it is a credit.
    pub debit: i64,
    /// The amount, or 0 where it is a debit.
    pub credit: i64,
    /// What was noted of it.
    pub note: Option<String>,
}

/// The postings of one entry.
#[derive(Default)]
struct Entry(Vec<Posting>);

impl Entry {
    /// On the credit side; below zero it is a debit, and nothing is no posting.
    fn post(&mut self, account: BookAccount, kind: PostingKind, credit: i64, note: Option<String>) {
        if credit != 0 {
            self.0.push(Posting {
                account,
                kind,
                debit: credit.saturating_neg().max(0),
                credit: credit.max(0),
                note,
            });
        }
    }

    fn credit(&mut self, kind: PostingKind, amount: i64) {
        self.post(kind.account(), kind, amount, None);
    }

    fn debit(&mut self, kind: PostingKind, amount: i64) {
        self.credit(kind, amount.saturating_neg());
    }

    /// Debits less credits.
    fn left(&self) -> i64 {
        let sides = self.0.iter().map(|it| it.debit.saturating_sub(it.credit));
        sides.fold(0, i64::saturating_add)
    }
}

impl DayReport {
    /// The day's entry in the general journal: what came in by every method against sales, tax and what is owed to
    /// customers. Debits and credits have the same sum; nothing on a day without sales and money.
    #[must_use]
    pub fn journal(&self) -> Vec<Posting> {
        let sales = &self.sales;
        let mut entry = Entry::default();
        for (method, row) in self.group(Group::Method) {
            if let Some(method) = PaymentMethod::parse(method) {
                let stayed = row.received + row.corrected - row.given_back;
                entry.debit(PostingKind::received(method), stayed);
            }
        }
        let discounts = sales.line_discounts + sales.order_discounts;
        entry.debit(PostingKind::Discounts, discounts);
        entry.debit(PostingKind::Complimentary, sales.complimentary);
        let refunds = sales.refunded_net - sales.refunded_tax_within;
        entry.debit(PostingKind::Refunds, refunds);
        // The gross sales without what of them is owed to the tax office, reckoned from the total: what an order's own
        // parts do not explain is in `difference`, as on the report.
        let taxes: i64 = self.taxes.values().map(|sum| sum.tax).sum();
        let sold = sales.total - sales.service - taxes + discounts + sales.complimentary + refunds;
        entry.credit(PostingKind::Sales, sold);
        entry.credit(PostingKind::Service, sales.service);
        for (class, sum) in &self.taxes {
            if let Some(kind) = TaxClass::parse(class).and_then(PostingKind::owed) {
                entry.credit(kind, sum.tax);
            }
        }
        entry.credit(PostingKind::Rounding, sales.rounding);
        entry.credit(PostingKind::DepositsTaken, sales.deposits_taken);
        entry.debit(PostingKind::DepositsUsed, sales.deposits_used);
        entry.debit(PostingKind::DepositsReturned, sales.deposits_returned);
        entry.credit(PostingKind::ClaimsTaken, sales.claims_taken);
        entry.debit(PostingKind::ClaimsSettled, sales.claims_settled);
        let left = entry.left();
        entry.credit(PostingKind::Difference, left);
        entry.0
    }
}

/// An account as the shop's chart of accounts has it: `1-10001 Kas`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its code: letters, digits, and `-`, `.` or `/` between them.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl Account {
    /// Reads a code, a space and a name; none where it is no code with a digit in it, or too long.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = text::fit(written, ACCOUNT_LENGTH).ok()?;
        let (code, name) = written.split_once(' ')?;
        let is_letter = |letter: u8| letter.is_ascii_alphanumeric() || b"-./".contains(&letter);
        let is_code = code.len() <= CODE_LENGTH
            && code.starts_with(|first: char| first.is_ascii_alphanumeric())
            && code.bytes().all(is_letter)
            && code.bytes().any(|letter| letter.is_ascii_digit());
        is_code.then(|| Self {
            code: code.to_owned(),
            name: name.to_owned(),
        })
    }
}

impl std::fmt::Display for Account {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.code, self.name)
    }
}

#[cfg(test)]
pub(super) mod tests;
