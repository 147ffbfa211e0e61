//! A claim: money that came in and pays for nothing, so that the shop owes it back.
//!
//! It is no payment: those sum up to what an order costs and never to more. It stays a claim until all of it was given
//! back, and counts on the day it came in and on the day it went.

use jiff::Timestamp;
use serde::Serialize;

use super::PaymentMethod;
use crate::domain::{Money, string_enum::string_enum};

string_enum! {
    /// How money came in that pays for nothing.
    pub enum ClaimCause {
        /// It arrived after the order was cancelled.
        LatePayment = "late_payment",
        /// The order was paid already.
        Double = "double",
    }
}

/// Money that the shop owes to a customer, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Its number among the claims of its order, from 1.
    pub id: i64,
    /// How it came about.
    pub cause: ClaimCause,
    /// How the money came in.
    pub method: PaymentMethod,
    /// How much.
    pub amount: Money,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub received_at: Timestamp,
    /// How it was given back; none as long as it is owed.
    pub settlement: Option<Settlement>,
}

/// The giving back of a claim. The claim's amount + `rounding` was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// How it was given back.
    pub method: PaymentMethod,
    /// What was handed out more, because cash has no smaller coins.
    pub rounding: Money,
    /// Why so, or to whom.
    pub reason: String,
    /// Who gave it back.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When.
    pub settled_at: Timestamp,
}

impl Claim {
    /// Whether the shop still owes it.
    pub const fn is_open(&self) -> bool {
        self.settlement.is_none()
    }

    /// What was handed out for it; none as long as it is owed.
    pub fn handed_out(&self) -> Option<Money> {
        let rounding = self.settlement.as_ref()?.rounding;
        // It fitted when it was given back.
        self.amount.plus(rounding).ok()
    }
}
