//! The ledger of an order, or of one of its checks: payments and refunds against what it costs. Every state of the
//! money follows from these rows; nothing is counted twice.

use jiff::Timestamp;

use super::{Payment, PaymentMethod, Refund};
use crate::domain::{CashStep, Money, MoneyOverflow, PaymentStatus, Refusal};

/// The money of an order so far, or of one of its checks.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'o> {
    /// Which check of the order; none for all of it.
    pub check_id: Option<i64>,
    /// What that costs.
    pub total: Money,
    /// What came in for the order, oldest first.
    pub payments: &'o [Payment],
    /// What of the order went back, oldest first.
    pub refunds: &'o [Refund],
}

impl<'o> Ledger<'o> {
    fn own_payments(&self) -> impl Iterator<Item = &'o Payment> {
        let check_id = self.check_id;
        let payments = self.payments.iter();
        payments.filter(move |payment| check_id.is_none() || payment.check_id == check_id)
    }

    fn own_refunds(&self) -> impl Iterator<Item = &'o Refund> {
        let check_id = self.check_id;
        let refunds = self.refunds.iter();
        refunds.filter(move |refund| check_id.is_none() || refund.check_id == check_id)
    }

    /// How much of the bill was paid.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly, as below.
    pub fn paid(&self) -> Result<Money, MoneyOverflow> {
        sum(self.own_payments().map(|payment| payment.amount))
    }

    /// How much of that went back.
    pub fn refunded(&self) -> Result<Money, MoneyOverflow> {
        sum(self.own_refunds().map(|refund| refund.parts.total))
    }

    /// What is still owed.
    pub fn rest(&self) -> Result<Money, MoneyOverflow> {
        self.total.minus(self.paid()?)
    }

    /// Where the money is.
    pub fn status(&self) -> Result<PaymentStatus, MoneyOverflow> {
        let (paid, refunded) = (self.paid()?, self.refunded()?);
        Ok(if self.own_refunds().next().is_some() {
            if refunded == paid {
                PaymentStatus::Refunded
            } else {
                PaymentStatus::PartiallyRefunded
            }
        } else if self.own_payments().next().is_none() {
            PaymentStatus::Unpaid
        } else if paid == self.total {
            PaymentStatus::Paid
        } else {
            PaymentStatus::PartiallyPaid
        })
    }

    /// The next payment: of `amount`, or of all that is owed. `tendered` counts only for cash, and is the exact amount
    /// if left out.
    ///
    /// # Errors
    /// When it is more than what is owed, nothing, or less was handed over.
    pub fn take(
        &self,
        method: PaymentMethod,
        amount: Option<Money>,
        tendered: Option<Money>,
        cash: CashStep,
        paid_at: Timestamp,
    ) -> Result<Payment, Refusal> {
        let rest = self.rest()?;
        let amount = amount.unwrap_or(rest);
        if amount > rest {
            return Err(Refusal::MoreThanOwed { rest });
        }
        // A bill of nothing is paid with nothing, once.
        let is_free = self.total == Money::ZERO && self.own_payments().next().is_none();
        if amount <= Money::ZERO && !is_free {
            return Err(Refusal::UnfitAmount);
        }
        let (owed, tendered) = if method.gives_change() {
            let owed = if amount == rest {
                cash.round(amount)
            } else {
                amount
            };
            (owed, tendered.unwrap_or(owed))
        } else {
            (amount, amount)
        };
        if tendered < owed {
            return Err(Refusal::TenderedTooLittle { total: owed });
        }
        Ok(Payment {
            id: next_id(self.payments),
            check_id: self.check_id,
            method,
            amount,
            rounding: owed.minus(amount)?,
            tendered,
            change: tendered.minus(owed)?,
            paid_at,
        })
    }

    /// The rounding of a refund of `amount`: cash goes up to what can be counted out, but never past what came in, and
    /// the last refund of what was paid in cash gives back exactly the rest of that.
    ///
    /// # Errors
    /// When more would go back than was paid.
    pub fn refund_rounding(
        &self,
        method: PaymentMethod,
        amount: Money,
        cash: CashStep,
    ) -> Result<Money, Refusal> {
        if amount <= Money::ZERO {
            return Err(Refusal::UnfitAmount);
        }
        let left = self.paid()?.minus(self.refunded()?)?;
        if amount > left {
            return Err(Refusal::MoreThanPaid { left });
        }
        if !method.gives_change() {
            return Ok(Money::ZERO);
        }
        let roundings = sum(self.own_payments().map(|payment| payment.rounding))?;
        let came_in = self.paid()?.plus(roundings)?;
        let roundings = sum(self.own_refunds().map(|refund| refund.rounding))?;
        let went_back = self.refunded()?.plus(roundings)?;
        let remaining = came_in.minus(went_back)?;
        let was_all_cash = self
            .own_payments()
            .all(|payment| payment.method.gives_change());
        let handed_out = match (amount == left, was_all_cash) {
            (true, true) => remaining,
            (true, false) => cash.up(remaining),
            (false, _) => cash.up(amount).min(remaining),
        };
        // A correction may have left less than that: cash that was rounded up was QRIS after all.
        Ok(handed_out.max(Money::ZERO).minus(amount)?)
    }
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Result<Money, MoneyOverflow> {
    amounts.into_iter().try_fold(Money::ZERO, Money::plus)
}

/// The number after so many.
pub(in crate::domain) fn next_id<T>(before: &[T]) -> i64 {
    i64::try_from(before.len() + 1).unwrap_or(i64::MAX)
}
