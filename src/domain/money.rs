//! Money: whole rupiah, never a float, and a sum that does not fit is an error.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in the currency's smallest unit in use (rupiah: `25000` is Rp25.000).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

/// A sum left the range that a browser can count exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sum is too large")]
pub struct MoneyOverflow;

/// The largest whole number JavaScript keeps exactly (ECMA-262, `Number.MAX_SAFE_INTEGER`).
pub const LARGEST: i64 = 9_007_199_254_740_991;

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `rupiah`.
    #[must_use]
    pub const fn new(rupiah: i64) -> Self {
        Self(rupiah)
    }

    /// The amount as a plain number, in rupiah.
    pub const fn amount(self) -> i64 {
        self.0
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly.
    pub fn plus(self, other: Self) -> Result<Self, MoneyOverflow> {
        within_range(self.0.checked_add(other.0))
    }

    /// `self` less `other`.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly.
    pub fn minus(self, other: Self) -> Result<Self, MoneyOverflow> {
        within_range(self.0.checked_sub(other.0))
    }

    /// This amount, `quantity` times.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly.
    pub fn times(self, quantity: i64) -> Result<Self, MoneyOverflow> {
        within_range(self.0.checked_mul(quantity))
    }
}

fn within_range(sum: Option<i64>) -> Result<Money, MoneyOverflow> {
    match sum {
        Some(sum) if (-LARGEST..=LARGEST).contains(&sum) => Ok(Money(sum)),
        _ => Err(MoneyOverflow),
    }
}

/// `Rp25.000`: no space, a dot between thousands, no decimals; `-Rp5.000` below zero.
impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 {
            out.write_str("-")?;
        }
        out.write_str("Rp")?;
        let digits = self.0.unsigned_abs().to_string();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.write_str(".")?;
            }
            write!(out, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupiah_are_written_as_on_a_menu() {
        for (amount, written) in [
            (0, "Rp0"),
            (500, "Rp500"),
            (25_000, "Rp25.000"),
            (1_250_000, "Rp1.250.000"),
            (-5_000, "-Rp5.000"),
        ] {
            assert_eq!(Money::new(amount).to_string(), written);
        }
    }

    #[test]
    fn a_sum_that_does_not_fit_is_an_error_and_never_wraps() {
        let most = Money::new(LARGEST);
        assert_eq!(most.plus(Money::ZERO), Ok(most));
        assert_eq!(most.plus(Money::new(1)), Err(MoneyOverflow));
        assert_eq!(most.times(2), Err(MoneyOverflow));
        assert_eq!(Money::new(i64::MAX).times(2), Err(MoneyOverflow));
        assert_eq!(
            Money::new(-LARGEST).minus(Money::new(1)),
            Err(MoneyOverflow)
        );
    }
}
