//! Rounding of cash: what a shop can count out. It belongs to the payment that settles in cash, never to the bill or
//! its tax.

use serde::{Deserialize, Serialize};

use super::spread::half_up;
use crate::domain::{Money, string_enum::string_enum};

string_enum! {
    /// Where a sum between two steps goes.
    pub enum CashRounding {
        /// To the nearer; the middle goes up.
        Nearest = "nearest",
        /// Down, in the customer's favour.
        Down = "down",
        /// Up.
        Up = "up",
    }
}

string_enum! {
    /// The smallest coin of a shop, in rupiah.
    pub enum SmallestCoin {
        /// Sums are not rounded.
        One = "1",
        /// Rp100.
        OneHundred = "100",
        /// Rp500.
        FiveHundred = "500",
        /// Rp1.000.
        OneThousand = "1000",
    }
}

impl SmallestCoin {
    /// What it is worth.
    pub const fn rupiah(self) -> i64 {
        match self {
            Self::One => 1,
            Self::OneHundred => 100,
            Self::FiveHundred => 500,
            Self::OneThousand => 1_000,
        }
    }
}

/// The smallest coin of a shop, and how sums get there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashStep {
    /// In rupiah; 1 rounds nothing.
    pub step: i64,
    /// Where a sum between two steps goes.
    pub rounding: CashRounding,
}

impl CashStep {
    /// Every rupiah is counted out.
    pub const EXACT: Self = Self {
        step: 1,
        rounding: CashRounding::Nearest,
    };

    pub(super) fn is_exact(&self) -> bool {
        *self == Self::EXACT
    }

    /// What `amount`, which is not below zero, is in cash.
    pub fn round(self, amount: Money) -> Money {
        let (amount, step) = (i128::from(amount.amount()), i128::from(self.step.max(1)));
        let steps = match self.rounding {
            CashRounding::Nearest => half_up(amount, step),
            CashRounding::Down => amount / step,
            CashRounding::Up => (amount + step - 1) / step,
        };
        Money::new(super::to_i64(steps * step))
    }

    /// The next sum up that can be counted out.
    pub fn up(self, amount: Money) -> Money {
        let up = Self {
            rounding: CashRounding::Up,
            ..self
        };
        up.round(amount)
    }
}
