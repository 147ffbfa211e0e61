//! Discounts: how much is taken off a line or an order.

use super::BasisPoints;
use crate::domain::Money;

/// How much a discount takes off. Never more than there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiscountRule {
    /// A part of it, rounded half up.
    Percent {
        /// Which part.
        rate: BasisPoints,
        /// At most this much.
        ceiling: Option<Money>,
    },
    /// So much.
    Amount(Money),
    /// All of it, as a gift of the shop: reports count it apart.
    Complimentary,
}

impl DiscountRule {
    /// Its kind, as a word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Percent { .. } => "percent",
            Self::Amount(_) => "amount",
            Self::Complimentary => "complimentary",
        }
    }

    /// What it takes off `base`, which is not below zero.
    pub fn of(&self, base: Money) -> Money {
        match *self {
            Self::Percent { rate, ceiling } => {
                let off = rate.of(base);
                ceiling.map_or(off, |ceiling| off.min(ceiling))
            }
            Self::Amount(amount) => amount.min(base),
            Self::Complimentary => base,
        }
    }
}
