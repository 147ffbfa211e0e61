//! Money of an order that goes back: all of it, an amount, or pieces of its dishes; of one of its checks, where its
//! bill is split. A refund takes its share of tax and service with it, and all refunds together are the bill in every
//! part.

use jiff::Timestamp;

use super::{Approved, Check, Event, EventKind, Order, REASON_LENGTH, clean_text};
use crate::domain::{
    Ledger, Money, MoneyOverflow, Move, PaymentMethod, Refund, RefundParts, RefundedLine, Refusal,
    allowed, payment::next_id,
};

/// What is to be given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundOf {
    /// All that was paid and has not gone back.
    Everything,
    /// So much of it.
    Amount(Money),
    /// Pieces of lines, as `(line, quantity)`.
    Pieces(Vec<(i64, i64)>),
}

impl Order {
    /// Gives money back; where its bill is split, of the check that is named.
    ///
    /// # Errors
    /// When nothing of it is left, it is more than that, more pieces than were sold, no reason is given, or it is not
    /// said of which check.
    pub fn refund(
        &mut self,
        by: Approved,
        of: RefundOf,
        check_id: Option<i64>,
        method: PaymentMethod,
        reason: Option<String>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::Pay, by.by.party()) {
            return Err(Refusal::NotAllowed);
        }
        let method = self.possible(method)?;
        let reason = clean_text("reason", reason, REASON_LENGTH)?.ok_or(Refusal::ReasonMissing)?;
        let check = match check_id {
            Some(id) => Some(self.check_in_force(id)?),
            None if self.is_split() => return Err(Refusal::CheckMissing),
            None => None,
        };
        let ledger = check.map_or_else(|| self.ledger(), |check| self.ledger_of(check));
        let (parts, lines) = self.refund_parts(of, &ledger, check)?;
        let rounding = ledger.refund_rounding(method, parts.total, self.terms.cash)?;
        self.refunds.push(Refund {
            id: next_id(&self.refunds),
            check_id,
            method,
            parts,
            rounding,
            lines,
            reason,
            by: by.by.name().to_owned(),
            approved_by: by.approved_by,
            refunded_at: at,
        });
        self.payment_status = self.ledger().status()?;
        Ok(vec![self.record(EventKind::PaymentRefunded, &by.by, at)])
    }

    /// The parts of a refund, held within what can go back.
    fn refund_parts(
        &self,
        of: RefundOf,
        ledger: &Ledger<'_>,
        check: Option<&Check>,
    ) -> Result<(RefundParts, Vec<RefundedLine>), Refusal> {
        let left = self.refundable()?;
        let most = ledger.paid()?.minus(ledger.refunded()?)?;
        if most == Money::ZERO {
            return Err(Refusal::MoreThanPaid { left: most });
        }
        let amount = match of {
            RefundOf::Everything => most,
            RefundOf::Amount(amount) => amount,
            RefundOf::Pieces(pieces) => {
                let lines = self.refunded_lines(&pieces)?;
                let is_on = |line: &RefundedLine| check.is_none_or(|check| check.has(line.line_id));
                if !lines.iter().all(is_on) {
                    return Err(Refusal::UnknownLine);
                }
                let total = lines
                    .iter()
                    .try_fold(RefundParts::default(), |all, line| all.plus(line.parts))?;
                if total.total > most {
                    return Err(Refusal::MoreThanPaid { left: most });
                }
                return Ok((total.within(&left)?, lines));
            }
        };
        if amount > most {
            return Err(Refusal::MoreThanPaid { left: most });
        }
        if amount <= Money::ZERO {
            return Err(Refusal::UnfitAmount);
        }
        let parts = match check {
            Some(check) => RefundParts::of_check(&self.refundable_of(check)?, amount, &left)?,
            None => RefundParts::of_amount(&left, amount)?,
        };
        Ok((parts, Vec::new()))
    }

    /// What of the bill has not gone back, part by part; of a bill that was paid in part, more than can go back.
    fn refundable(&self) -> Result<RefundParts, MoneyOverflow> {
        let whole = RefundParts::from(&self.bill()?.sums);
        self.refunds
            .iter()
            .try_fold(whole, |left, refund| left.minus(refund.parts))
    }

    /// What of a check has not gone back; part by part it may be a few rupiah off, as the shares of a split are.
    fn refundable_of(&self, check: &Check) -> Result<RefundParts, MoneyOverflow> {
        let refunds = self.refunds.iter();
        refunds
            .filter(|refund| refund.check_id == Some(check.id))
            .try_fold(RefundParts::from(&check.parts), |left, refund| {
                left.minus(refund.parts)
            })
    }

    /// How many pieces of a line went back.
    pub fn refunded_pieces(&self, line_id: i64) -> i64 {
        let lines = self.refunds.iter().flat_map(|refund| &refund.lines);
        lines
            .filter(|line| line.line_id == line_id)
            .map(|line| line.quantity)
            .sum()
    }

    fn refunded_lines(&self, pieces: &[(i64, i64)]) -> Result<Vec<RefundedLine>, Refusal> {
        let mut lines: Vec<RefundedLine> = Vec::new();
        for &(line_id, quantity) in pieces {
            let line = self
                .lines
                .iter()
                .find(|line| line.id == line_id)
                .ok_or(Refusal::UnknownLine)?;
            let before = self.refunded_pieces(line_id);
            let is_twice = lines.iter().any(|line| line.line_id == line_id);
            if quantity < 1 || is_twice || before + quantity > line.quantity {
                return Err(Refusal::MoreThanSold {
                    left: line.quantity - before,
                });
            }
            let parts = RefundParts::of_pieces(&line.parts, line.quantity, before, quantity)?;
            lines.push(RefundedLine {
                line_id,
                quantity,
                parts,
            });
        }
        Ok(lines)
    }
}
