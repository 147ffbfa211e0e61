//! The ledger of an order: its payments and refunds against its total. Every state of its money follows from these
//! rows; nothing is counted twice.

use jiff::Timestamp;

use super::{Payment, PaymentMethod, Refund};
use crate::domain::{CashStep, Money, MoneyOverflow, PaymentStatus, Refusal};

/// The money of an order so far.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'o> {
    /// What the order costs.
    pub total: Money,
    /// What came in, oldest first.
    pub payments: &'o [Payment],
    /// What went back, oldest first.
    pub refunds: &'o [Refund],
}

impl Ledger<'_> {
    /// How much of the bill was paid.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly, as below.
    pub fn paid(&self) -> Result<Money, MoneyOverflow> {
        sum(self.payments.iter().map(|payment| payment.amount))
    }

    /// How much of that went back.
    pub fn refunded(&self) -> Result<Money, MoneyOverflow> {
        sum(self.refunds.iter().map(|refund| refund.parts.total))
    }

    /// What is still owed.
    pub fn rest(&self) -> Result<Money, MoneyOverflow> {
        self.total.minus(self.paid()?)
    }

    /// Where the money is.
    pub fn status(&self) -> Result<PaymentStatus, MoneyOverflow> {
        let (paid, refunded) = (self.paid()?, self.refunded()?);
        Ok(if !self.refunds.is_empty() {
            if refunded == paid {
                PaymentStatus::Refunded
            } else {
                PaymentStatus::PartiallyRefunded
            }
        } else if self.payments.is_empty() {
            PaymentStatus::Unpaid
        } else if paid == self.total {
            PaymentStatus::Paid
        } else {
            PaymentStatus::PartiallyPaid
        })
    }

    /// The next payment: of `amount`, or of all that is owed. `tendered` counts only for cash, and is just enough if it
    /// is not said.
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
        let is_free = self.total == Money::ZERO && self.payments.is_empty();
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
            method,
            amount,
            rounding: owed.minus(amount)?,
            tendered,
            change: tendered.minus(owed)?,
            paid_at,
        })
    }

    /// The rounding of a refund of `amount`: cash goes up to what can be counted out, but never past what came in, and the
    /// last refund of what was paid in cash gives back exactly the rest of that.
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
        let roundings = sum(self.payments.iter().map(|payment| payment.rounding))?;
        let came_in = self.paid()?.plus(roundings)?;
        let roundings = sum(self.refunds.iter().map(|refund| refund.rounding))?;
        let went_back = self.refunded()?.plus(roundings)?;
        let remaining = came_in.minus(went_back)?;
        let was_all_cash = self
            .payments
            .iter()
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
