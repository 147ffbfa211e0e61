//! A correction: another way of paying than the one that was tapped.
//!
//! The payment's row stays as it was taken, and what it says now follows from the correction: change and rounding are
//! of notes and coins, so a payment that was not in cash after all had neither, and one that was is just enough. What
//! it pays of the bill is never corrected.

use jiff::Timestamp;

use super::{Payment, PaymentMethod};
use crate::domain::Money;

/// How a payment counts: `tendered - change` of `method` came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidWay {
    /// How it was paid.
    pub method: PaymentMethod,
    /// What was taken more, or less where it is below zero.
    pub rounding: Money,
    /// What the customer handed over.
    pub tendered: Money,
    /// What was handed back.
    pub change: Money,
}

impl PaidWay {
    /// Just so much.
    const fn exact(method: PaymentMethod, amount: Money) -> Self {
        Self {
            method,
            rounding: Money::ZERO,
            tendered: amount,
            change: Money::ZERO,
        }
    }

    /// What came in.
    pub fn received(&self) -> Money {
        // Both fitted when the payment was taken.
        self.tendered.minus(self.change).unwrap_or_default()
    }
}

/// A way of paying that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number among the corrections of its order, from 1.
    pub id: i64,
    /// The payment, by its number among those of the order.
    pub payment_id: i64,
    /// How it counted before.
    pub from: PaidWay,
    /// How it counts since.
    pub to: PaidWay,
    /// Why.
    pub reason: String,
    /// Who corrected it.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When: the day and the shift that it is counted in.
    pub corrected_at: Timestamp,
}

impl Payment {
    /// How it counts.
    pub const fn way(&self) -> PaidWay {
        PaidWay {
            method: self.method,
            rounding: self.rounding,
            tendered: self.tendered,
            change: self.change,
        }
    }

    /// Has it count so.
    pub const fn count_as(&mut self, way: PaidWay) {
        self.method = way.method;
        self.rounding = way.rounding;
        self.tendered = way.tendered;
        self.change = way.change;
    }

    /// How it would count with another method, given its corrections so far: as it was taken, where that is the method
    /// it was taken with.
    pub fn way_with(&self, method: PaymentMethod, corrections: &[Correction]) -> PaidWay {
        let mut of_this = corrections
            .iter()
            .filter(|correction| correction.payment_id == self.id);
        let taken = of_this
            .next()
            .map_or_else(|| self.way(), |first| first.from);
        if taken.method == method {
            taken
        } else {
            PaidWay::exact(method, self.amount)
        }
    }
}
