//! What a refund gives back of a bill: pieces of a line, or an amount with its share of tax and service.

use serde::Serialize;

use super::{Parts, spread::half_up};
use crate::domain::{Money, MoneyOverflow};

/// What a refund gives back, or what can still be given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct RefundParts {
    /// Of the dishes.
    pub net: Money,
    /// Of the service charge.
    pub service: Money,
    /// Of the tax.
    pub tax: Money,
    /// All of it.
    pub total: Money,
}

impl From<&Parts> for RefundParts {
    fn from(parts: &Parts) -> Self {
        Self {
            net: parts.net,
            service: parts.service,
            tax: parts.tax,
            total: parts.total,
        }
    }
}

impl RefundParts {
    /// Part by part.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn plus(self, other: Self) -> Result<Self, MoneyOverflow> {
        Ok(Self {
            net: self.net.plus(other.net)?,
            service: self.service.plus(other.service)?,
            tax: self.tax.plus(other.tax)?,
            total: self.total.plus(other.total)?,
        })
    }

    /// Part by part.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn minus(self, other: Self) -> Result<Self, MoneyOverflow> {
        Ok(Self {
            net: self.net.minus(other.net)?,
            service: self.service.minus(other.service)?,
            tax: self.tax.minus(other.tax)?,
            total: self.total.minus(other.total)?,
        })
    }

    /// Pieces `before..before + quantity` of a line of which `sold` were sold. All pieces together are the line, in
    /// every part, in any grouping: piece `n` ends where `n / sold` of the line is, half up.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn of_pieces(
        line: &Parts,
        sold: i64,
        before: i64,
        quantity: i64,
    ) -> Result<Self, MoneyOverflow> {
        let up_to = |part: Money, pieces: i64| {
            half_up(
                i128::from(part.amount()) * i128::from(pieces),
                i128::from(sold.max(1)),
            )
        };
        let share = |part: Money| {
            Money::new(super::to_i64(
                up_to(part, before + quantity) - up_to(part, before),
            ))
        };
        let (net, service, tax) = (share(line.net), share(line.service), share(line.tax));
        // Tax within the prices is part of the others.
        let with_service = net.plus(service)?;
        let total = if line.net.plus(line.service)? == line.total {
            with_service
        } else {
            with_service.plus(tax)?
        };
        Ok(Self {
            net,
            service,
            tax,
            total,
        })
    }

    /// `amount` of what is left, with its share of tax and service; all that is left where it is all of it. `amount` is
    /// not more than what is left.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn of_amount(left: &Self, amount: Money) -> Result<Self, MoneyOverflow> {
        Self::of_check(left, amount, left)
    }

    /// `amount` of what is left of a check, with that check's share of tax and service, held within what is left of the
    /// bill.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn of_check(check: &Self, amount: Money, left: &Self) -> Result<Self, MoneyOverflow> {
        let share = |part: Money| {
            let part = part.max(Money::ZERO);
            let product = i128::from(part.amount()) * i128::from(amount.amount());
            Money::new(super::to_i64(half_up(
                product,
                i128::from(check.total.amount().max(1)),
            )))
        };
        Self::with_total(amount, share(check.service), share(check.tax), left)
    }

    /// This, held within what is left in every part.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn within(self, left: &Self) -> Result<Self, MoneyOverflow> {
        Self::with_total(self.total, self.service, self.tax, left)
    }

    fn with_total(
        total: Money,
        service: Money,
        tax: Money,
        left: &Self,
    ) -> Result<Self, MoneyOverflow> {
        if total == left.total {
            return Ok(*left);
        }
        let is_within = left.net.plus(left.service)? == left.total;
        let (mut service, mut tax) = (service.min(left.service), tax.min(left.tax));
        let on_top = |service: Money, tax: Money| {
            if is_within {
                Ok(service)
            } else {
                service.plus(tax)
            }
        };
        let mut net = total.minus(on_top(service, tax)?)?;
        // More of the dishes than is left of them: the rest is service, and then tax.
        let mut excess = net.minus(left.net)?.max(Money::ZERO);
        net = net.minus(excess)?;
        let more = excess.min(left.service.minus(service)?);
        service = service.plus(more)?;
        excess = excess.minus(more)?;
        if !is_within {
            tax = tax.plus(excess)?;
        }
        Ok(Self {
            net,
            service,
            tax,
            total,
        })
    }
}
