//! The payment of an order.

use jiff::Timestamp;
use serde::Serialize;

use super::{Money, Refusal, string_enum::string_enum};

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
    }
}

impl PaymentMethod {
    /// Whether more than what is owed can be handed over, and change be given.
    pub const fn gives_change(self) -> bool {
        match self {
            Self::Cash => true,
            Self::Qris | Self::Transfer | Self::Card => false,
        }
    }
}

/// One payment, confirmed by the staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// How it was paid.
    pub method: PaymentMethod,
    /// What was owed and is now paid.
    pub amount: Money,
    /// What the customer handed over.
    pub tendered: Money,
    /// What was handed back.
    pub change: Money,
    /// When it was confirmed.
    pub paid_at: Timestamp,
}

impl Payment {
    /// Takes `tendered` for `amount`; none is just what is owed, as is what a method that gives no change takes.
    ///
    /// # Errors
    /// When it is less than what is owed, or a sum that does not fit.
    pub fn take(
        amount: Money,
        method: PaymentMethod,
        tendered: Option<Money>,
        paid_at: Timestamp,
    ) -> Result<Self, Refusal> {
        let tendered = tendered.filter(|_| method.gives_change()).unwrap_or(amount);
        if tendered < amount {
            return Err(Refusal::TenderedTooLittle { total: amount });
        }
        let change = tendered.minus(amount)?;
        Ok(Self {
            method,
            amount,
            tendered,
            change,
            paid_at,
        })
    }
}
