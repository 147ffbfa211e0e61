//! The money of an order: what came in, what went back, and what is still owed.

mod claim;
mod correction;
mod ledger;
mod refund;

use jiff::Timestamp;
use serde::Serialize;

pub use claim::{Claim, ClaimCause, Settlement};
pub use correction::{Correction, PaidWay};
pub use ledger::Ledger;
pub(super) use ledger::next_id;
pub use refund::{Refund, RefundedLine};

use super::{Money, string_enum::string_enum};

string_enum! {
    /// How a customer pays.
    pub enum PaymentMethod {
        /// Notes and coins at the counter.
        Cash = "cash",
        /// The shop's QRIS code.
        Qris = "qris",
        /// A bank transfer.
        Transfer = "transfer",
        /// A card on the shop's own terminal.
        Card = "card",
        /// In the app of who delivers, which settles with the shop later.
        App = "app",
    }
}

impl PaymentMethod {
    /// Whether it can be paid with more than is owed, so that change is given; only such payments are rounded.
    pub const fn gives_change(self) -> bool {
        match self {
            Self::Cash => true,
            Self::Qris | Self::Transfer | Self::Card | Self::App => false,
        }
    }

    /// What a shop can offer its customers; [`PaymentMethod::App`] comes with a price level instead.
    pub const OFFERED: &'static [Self] = &[Self::Cash, Self::Qris, Self::Transfer, Self::Card];

    /// The word for each of [`PaymentMethod::OFFERED`].
    pub const OFFERED_WORDS: &'static [&'static str] = &[
        Self::Cash.as_str(),
        Self::Qris.as_str(),
        Self::Transfer.as_str(),
        Self::Card.as_str(),
    ];
}

/// One payment, confirmed by the staff, as it was corrected since. `tendered - change = amount + rounding`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// Its number among the payments of its order, from 1.
    pub id: i64,
    /// The check it pays; none, and not sent, where the bill was not split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_id: Option<i64>,
    /// How it was paid.
    pub method: PaymentMethod,
    /// How much of the bill it pays.
    pub amount: Money,
    /// What was taken more, or less where it is below zero, because cash has no smaller coins.
    pub rounding: Money,
    /// What the customer handed over.
    pub tendered: Money,
    /// What was handed back.
    pub change: Money,
    /// When it was confirmed.
    pub paid_at: Timestamp,
}
