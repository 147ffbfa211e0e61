//! The bill: what the lines of an order cost after discounts, service and tax.
//!
//! One function makes every bill ([`Bill::of`]), and stores each line's share of what belongs to the whole order on the
//! line. Splits and refunds compute nothing again: they share out what the lines hold, so that every part adds up to
//! the rupiah.
//!
//! Line discount → order discount → service → tax → total. Service and each class of tax are rounded half up once per
//! bill, because a tax office reckons by the receipt; shares are spread by the largest remainder.

mod cash;
mod discount;
mod refund;
mod split;
mod spread;
mod terms;
#[cfg(test)]
mod tests;

pub use cash::{CashRounding, CashStep, SmallestCoin};
pub use discount::DiscountRule;
pub use refund::RefundParts;
pub use split::{MOST_CHECKS, Portion, SplitError, split, split_evenly};
pub use terms::{BasisPoints, PricesInclude, TaxClass, Terms};

use spread::half_up;
pub(super) use spread::spread;

use serde::Serialize;

use super::{Money, MoneyOverflow};

/// What a line brings to a bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Quantity times the price with what was chosen; nothing for a line that was taken off.
    pub gross: Money,
    /// A discount of this line alone.
    pub discount: Option<DiscountRule>,
    /// How it is taxed.
    pub tax: TaxClass,
    /// Whether the service charge counts it.
    pub carries_service: bool,
    /// Whether a discount of the whole order counts it.
    pub is_discountable: bool,
}

/// What a line costs, part by part; also the sums of several.
///
/// `gross - line_discount - order_discount` is what is charged for the line before anything is put on top. Where prices
/// include nothing, that is `net` and `net + service + tax = total`; where they include tax, tax is within
/// `net + service = total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Parts {
    /// By the menu.
    pub gross: Money,
    /// Taken off this line alone; all of it where the line is complimentary.
    pub line_discount: Money,
    /// Its share of the order's discount.
    pub order_discount: Money,
    /// Without service; without tax only where prices do not include it.
    pub net: Money,
    /// Its share of the service charge.
    pub service: Money,
    /// Its share of the tax.
    pub tax: Money,
    /// What the customer pays for it.
    pub total: Money,
}

impl Parts {
    /// A line that costs what the menu says.
    #[must_use]
    pub const fn plain(gross: Money) -> Self {
        Self {
            gross,
            line_discount: Money::ZERO,
            order_discount: Money::ZERO,
            net: gross,
            service: Money::ZERO,
            tax: Money::ZERO,
            total: gross,
        }
    }

    /// Whether it costs what the menu says.
    pub fn is_plain(&self) -> bool {
        *self == Self::plain(self.gross)
    }

    /// Part by part.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn plus(self, other: Self) -> Result<Self, MoneyOverflow> {
        self.zip(other, Money::plus)
    }

    /// Part by part.
    ///
    /// # Errors
    /// As for [`Parts::plus`].
    pub fn minus(self, other: Self) -> Result<Self, MoneyOverflow> {
        self.zip(other, Money::minus)
    }

    fn zip(
        self,
        other: Self,
        with: fn(Money, Money) -> Result<Money, MoneyOverflow>,
    ) -> Result<Self, MoneyOverflow> {
        Ok(Self {
            gross: with(self.gross, other.gross)?,
            line_discount: with(self.line_discount, other.line_discount)?,
            order_discount: with(self.order_discount, other.order_discount)?,
            net: with(self.net, other.net)?,
            service: with(self.service, other.service)?,
            tax: with(self.tax, other.tax)?,
            total: with(self.total, other.total)?,
        })
    }
}

/// A bill: the parts of each line, in the order of the charges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Of each line.
    pub lines: Vec<Parts>,
    /// Their sums.
    pub sums: Parts,
}

impl Bill {
    /// Makes the bill of `charges`.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn of(
        charges: &[Charge],
        order_discount: Option<&DiscountRule>,
        terms: &Terms,
    ) -> Result<Self, MoneyOverflow> {
        let mut lines = charges
            .iter()
            .map(|charge| {
                let discount = charge.discount.as_ref();
                let off = discount.map_or(Money::ZERO, |discount| discount.of(charge.gross));
                Ok(Parts {
                    line_discount: off,
                    net: charge.gross.minus(off)?,
                    ..Parts::plain(charge.gross)
                })
            })
            .collect::<Result<Vec<_>, MoneyOverflow>>()?;
        // Before anything is multiplied: no product below leaves 128 bits.
        sum(&lines)?;
        if let Some(discount) = order_discount {
            let bases = weights(charges, &lines, |charge| charge.is_discountable);
            let off = discount.of(Money::new(bases.iter().sum()));
            for (line, share) in lines.iter_mut().zip(spread(off.amount(), &bases)) {
                line.order_discount = Money::new(share);
                line.net = line.net.minus(line.order_discount)?;
            }
        }
        let bases = weights(charges, &lines, |charge| charge.carries_service);
        let service = service(charges, &bases, terms);
        for (line, share) in lines.iter_mut().zip(spread(service, &bases)) {
            line.service = Money::new(share);
            match terms.prices_include {
                PricesInclude::Nothing | PricesInclude::Tax => {}
                PricesInclude::TaxAndService => line.net = line.net.minus(line.service)?,
            }
            line.total = line.net.plus(line.service)?;
        }
        for class in TaxClass::ALL.iter().copied() {
            let pairs = charges.iter().zip(&lines);
            let bases: Vec<i64> = pairs
                .map(|(charge, line)| {
                    if charge.tax == class {
                        line.total.amount()
                    } else {
                        0
                    }
                })
                .collect();
            let tax = tax(bases.iter().sum(), class, terms);
            for (line, share) in lines.iter_mut().zip(spread(tax, &bases)) {
                line.tax = line.tax.plus(Money::new(share))?;
            }
        }
        if terms.prices_include == PricesInclude::Nothing {
            for line in &mut lines {
                line.total = line.total.plus(line.tax)?;
            }
        }
        let sums = sum(&lines)?;
        Ok(Self { lines, sums })
    }
}

/// 100 % in basis points.
const WHOLE: i128 = 10_000;

/// The service charge of the whole bill.
fn service(charges: &[Charge], bases: &[i64], terms: &Terms) -> i64 {
    let rate = i128::from(terms.service.points());
    match terms.prices_include {
        PricesInclude::Nothing | PricesInclude::Tax => {
            let base: i64 = bases.iter().sum();
            to_i64(half_up(i128::from(base) * rate, WHOLE))
        }
        PricesInclude::TaxAndService => {
            // The price holds service, and tax on both: price / (1 + tax) / (1 + service) · service. By the rate of
            // each line; eight more digits than rupiah, so that the one rounding is at the end.
            const FINE: i128 = 100_000_000;
            let of_line = |(charge, base): (&Charge, &i64)| {
                let tax = i128::from(terms.rate(charge.tax).points());
                let within = i128::from(*base) * WHOLE * rate * FINE;
                half_up(within, (WHOLE + tax) * (WHOLE + rate))
            };
            let exact: i128 = charges.iter().zip(bases).map(of_line).sum();
            to_i64(half_up(exact, FINE))
        }
    }
}

/// The tax of one class, of what is charged for its lines with service.
fn tax(base: i64, class: TaxClass, terms: &Terms) -> i64 {
    let rate = i128::from(terms.rate(class).points());
    let whole = match terms.prices_include {
        PricesInclude::Nothing => WHOLE,
        PricesInclude::Tax | PricesInclude::TaxAndService => WHOLE + rate,
    };
    to_i64(half_up(i128::from(base) * rate, whole))
}

/// A share of a sum that fits, or twice one: far below 2^63.
fn to_i64(share: i128) -> i64 {
    i64::try_from(share).unwrap_or(i64::MAX)
}

fn weights(charges: &[Charge], lines: &[Parts], counts: impl Fn(&Charge) -> bool) -> Vec<i64> {
    let pairs = charges.iter().zip(lines);
    pairs
        .map(|(charge, line)| if counts(charge) { line.net.amount() } else { 0 })
        .collect()
}

/// The sums of some lines.
///
/// # Errors
/// When a browser could no longer count one exactly.
pub fn sum<'p>(lines: impl IntoIterator<Item = &'p Parts>) -> Result<Parts, MoneyOverflow> {
    let mut lines = lines.into_iter();
    lines.try_fold(Parts::default(), |sum, line| sum.plus(*line))
}
