//! Money that came in for an order.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Money, Refusal, wire::wire_enum};

wire_enum! {
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

/// One payment that somebody of the staff confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Takes `tendered` for `amount`; only cash can be more than what is owed.
    ///
    /// # Errors
    /// When it is less than what is owed, or a sum that does not fit.
    pub fn take(
        amount: Money,
        method: PaymentMethod,
        tendered: Option<Money>,
        paid_at: Timestamp,
    ) -> Result<Self, Refusal> {
        let tendered = match (method, tendered) {
            (PaymentMethod::Cash, Some(tendered)) => tendered,
            _ => amount,
        };
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
