//! The rates by which a bill is made. An order keeps those of the moment it was placed.

use serde::{Deserialize, Serialize};

use super::{CashStep, spread::half_up};
use crate::domain::{Money, string_enum::string_enum};

/// A rate in hundredths of a percent, 0..=10,000: `1000` is 10 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct BasisPoints(u16);

impl BasisPoints {
    /// No rate at all.
    pub const ZERO: Self = Self(0);

    /// A rate of so many hundredths of a percent; none outside 0..=10,000.
    pub fn new(points: i64) -> Option<Self> {
        let points = u16::try_from(points).ok()?;
        (points <= 10_000).then_some(Self(points))
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }

    /// Its part of `amount`, which is not below zero, rounded half up.
    pub fn of(self, amount: Money) -> Money {
        let part = half_up(
            i128::from(amount.amount()) * i128::from(self.0),
            super::WHOLE,
        );
        Money::new(super::to_i64(part))
    }

    /// In hundredths of a percent.
    pub fn points(self) -> i64 {
        i64::from(self.0)
    }
}

impl TryFrom<i64> for BasisPoints {
    type Error = &'static str;

    fn try_from(points: i64) -> Result<Self, Self::Error> {
        Self::new(points).ok_or("not within 0 and 10000 basis points")
    }
}

impl From<BasisPoints> for i64 {
    fn from(rate: BasisPoints) -> Self {
        rate.points()
    }
}

string_enum! {
    /// What the prices of the menu hold.
    pub enum PricesInclude {
        /// Service and tax are put on top.
        Nothing = "nothing",
        /// Tax is within; service is put on top, and holds tax as well.
        Tax = "tax",
        /// Both are within («harga nett»).
        TaxAndService = "tax_and_service",
    }
}

string_enum! {
    /// How something is taxed.
    pub enum TaxClass {
        /// Food and drink in a restaurant: PB1, now PBJT, of the region.
        Restaurant = "restaurant",
        /// Goods: PPN, of the state.
        Vat = "vat",
        /// Not at all.
        Untaxed = "untaxed",
    }
}

/// The rates of an order, as they were when it was placed. What is as in [`Terms::PLAIN`] is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The service charge.
    #[serde(skip_serializing_if = "BasisPoints::is_zero")]
    pub service: BasisPoints,
    /// The rate of [`TaxClass::Restaurant`].
    #[serde(skip_serializing_if = "BasisPoints::is_zero")]
    pub restaurant_tax: BasisPoints,
    /// The rate of [`TaxClass::Vat`].
    #[serde(skip_serializing_if = "BasisPoints::is_zero")]
    pub vat: BasisPoints,
    /// What the prices hold.
    #[serde(skip_serializing_if = "PricesInclude::is_nothing")]
    pub prices_include: PricesInclude,
    /// What can be counted out in cash.
    #[serde(skip_serializing_if = "CashStep::is_exact")]
    pub cash: CashStep,
}

impl Default for Terms {
    fn default() -> Self {
        Self::PLAIN
    }
}

impl PricesInclude {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_nothing(&self) -> bool {
        *self == Self::Nothing
    }
}

impl Terms {
    /// No service, no tax, every rupiah counted out.
    pub const PLAIN: Self = Self {
        service: BasisPoints::ZERO,
        restaurant_tax: BasisPoints::ZERO,
        vat: BasisPoints::ZERO,
        prices_include: PricesInclude::Nothing,
        cash: CashStep::EXACT,
    };

    /// The rate of a class.
    pub const fn rate(&self, class: TaxClass) -> BasisPoints {
        match class {
            TaxClass::Restaurant => self.restaurant_tax,
            TaxClass::Vat => self.vat,
            TaxClass::Untaxed => BasisPoints::ZERO,
        }
    }
}
