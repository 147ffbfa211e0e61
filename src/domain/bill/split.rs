//! Splits a bill into checks: by dish, by shares of a dish, or into equal amounts.

use super::{Parts, PricesInclude, spread::spread};
use crate::domain::{Money, MoneyOverflow};

/// Most checks of one bill.
pub const MOST_CHECKS: usize = 20;

/// What a check takes of one line: `numerator / denominator` of it. Two of three pieces are `2 / 3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// Which line of the bill, from 0.
    pub line: usize,
    /// How many shares.
    pub numerator: i64,
    /// Of how many.
    pub denominator: i64,
}

/// Why a bill cannot be split so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitError {
    /// Fewer than two checks, more than [`MOST_CHECKS`], or one that costs nothing.
    BadParts,
    /// No such line, or no such share of it.
    NotAPart,
    /// A line, or a part of it, is on no check.
    LineLeftOver,
    /// The checks take more of a line than there is.
    MoreThanSold,
    /// A sum that does not fit.
    Overflow,
}

impl SplitError {
    /// The stable code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadParts => "bad_parts",
            Self::NotAPart => "not_a_part",
            Self::LineLeftOver => "line_left_over",
            Self::MoreThanSold => "taken_twice",
            Self::Overflow => "sum_too_large",
        }
    }
}

impl From<MoneyOverflow> for SplitError {
    fn from(_: MoneyOverflow) -> Self {
        Self::Overflow
    }
}

/// Splits the lines of a bill: for each check, the parts of each line it takes, as `(line, parts)`.
///
/// # Errors
/// When the checks do not take each line exactly once.
pub fn split(
    lines: &[Parts],
    checks: &[Vec<Portion>],
    prices_include: PricesInclude,
) -> Result<Vec<Vec<(usize, Parts)>>, SplitError> {
    if !(2..=MOST_CHECKS).contains(&checks.len()) {
        return Err(SplitError::BadParts);
    }
    let mut split = vec![Vec::new(); checks.len()];
    let portions = || checks.iter().flatten();
    let is_share = |portion: &Portion| (1..=portion.denominator).contains(&portion.numerator);
    if portions().any(|portion| portion.line >= lines.len() || !is_share(portion)) {
        return Err(SplitError::NotAPart);
    }
    for (index, line) in lines.iter().enumerate() {
        let of_line = || portions().filter(|portion| portion.line == index);
        let denominator = of_line().try_fold(1, |common, portion| {
            common_multiple(common, portion.denominator).ok_or(SplitError::NotAPart)
        })?;
        let weights: Vec<i64> = checks
            .iter()
            .map(|check| {
                let of_line = check.iter().filter(|portion| portion.line == index);
                of_line
                    .map(|portion| portion.numerator * (denominator / portion.denominator))
                    .sum()
            })
            .collect();
        match weights.iter().sum::<i64>().cmp(&denominator) {
            std::cmp::Ordering::Less => return Err(SplitError::LineLeftOver),
            std::cmp::Ordering::Greater => return Err(SplitError::MoreThanSold),
            std::cmp::Ordering::Equal => {}
        }
        for ((share, check), weight) in shares(line, &weights, prices_include)?
            .into_iter()
            .zip(&mut split)
            .zip(&weights)
        {
            if *weight > 0 {
                check.push((index, share));
            }
        }
    }
    Ok(split)
}

/// Splits a bill into so many checks of all of its lines. Their totals are [`even`]; the other parts follow them.
///
/// # Errors
/// When it is not into 2 to [`MOST_CHECKS`] checks, or one of them would cost nothing.
pub fn split_evenly(
    bill: &Parts,
    parts: usize,
    step: i64,
    prices_include: PricesInclude,
) -> Result<Vec<Parts>, SplitError> {
    let amounts = even(bill.total, parts, step).ok_or(SplitError::BadParts)?;
    let weights: Vec<i64> = amounts.iter().map(|amount| amount.amount()).collect();
    if weights.contains(&0) {
        return Err(SplitError::BadParts);
    }
    Ok(shares(bill, &weights, prices_include)?)
}

/// The parts of a line for each of `weights`. Discounts, service and tax are spread by what the part before them left,
/// so that none is larger than what it is taken from; the total by the weights themselves, so that equal shares cost
/// the same to the rupiah. A share's total can therefore differ by a rupiah from the sum of its parts.
fn shares(
    line: &Parts,
    weights: &[i64],
    prices_include: PricesInclude,
) -> Result<Vec<Parts>, MoneyOverflow> {
    let part = |amount: Money, weights: &[i64]| spread(amount.amount(), weights);
    let minus = |from: &[i64], off: &[i64]| -> Vec<i64> {
        from.iter().zip(off).map(|(from, off)| from - off).collect()
    };
    let gross = part(line.gross, weights);
    let line_discount = part(line.line_discount, &gross);
    let charged = minus(&gross, &line_discount);
    let order_discount = part(line.order_discount, &charged);
    let charged = minus(&charged, &order_discount);
    let service = part(line.service, &charged);
    let tax = part(line.tax, &charged);
    let total = part(line.total, weights);
    (0..weights.len())
        .map(|check| {
            let (charged, service) = (Money::new(charged[check]), Money::new(service[check]));
            let net = match prices_include {
                PricesInclude::Nothing | PricesInclude::Tax => charged,
                PricesInclude::TaxAndService => charged.minus(service)?,
            };
            Ok(Parts {
                gross: Money::new(gross[check]),
                line_discount: Money::new(line_discount[check]),
                order_discount: Money::new(order_discount[check]),
                net,
                service,
                tax: Money::new(tax[check]),
                total: Money::new(total[check]),
            })
        })
        .collect()
}

/// The least common multiple; none where the second is no denominator, or it is out of reach.
fn common_multiple(a: i64, b: i64) -> Option<i64> {
    const MOST: i64 = 1_000_000_000;
    let (mut x, mut y) = (a, b);
    if b < 1 {
        return None;
    }
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b).filter(|multiple| *multiple <= MOST)
}

/// `total` in equal amounts of whole steps; what is no whole step goes to the last. None unless it is into 2 to
/// [`MOST_CHECKS`].
pub(super) fn even(total: Money, parts: usize, step: i64) -> Option<Vec<Money>> {
    if !(2..=MOST_CHECKS).contains(&parts) || step < 1 {
        return None;
    }
    let mut amounts: Vec<i64> = spread(total.amount() / step, &vec![1; parts])
        .into_iter()
        .map(|steps| steps * step)
        .collect();
    amounts[parts - 1] += total.amount() % step;
    Some(amounts.into_iter().map(Money::new).collect())
}
