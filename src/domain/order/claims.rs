//! Corrections of payments, and money that came in for an order that takes none any more.
//!
//! Neither changes what an order costs or what was paid of it.

use jiff::Timestamp;

use super::{Approved, Event, EventKind, Order, OrderStatus, REASON_LENGTH, clean_text};
use crate::domain::{
    Actor, Claim, ClaimCause, Correction, Money, MoneyOverflow, Move, PaymentMethod, Refusal,
    Settlement, allowed, payment::next_id,
};

impl Order {
    /// Corrects how a payment was made. What it is already changes nothing.
    ///
    /// # Errors
    /// When this actor may not, there is no such payment, or no reason is given.
    pub fn correct_payment(
        &mut self,
        by: Approved,
        payment_id: i64,
        to: PaymentMethod,
        reason: Option<String>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let Approved { by, approved_by } = by;
        may_move_money(&by)?;
        let reason = clean_text("reason", reason, REASON_LENGTH)?.ok_or(Refusal::ReasonMissing)?;
        let corrections = &self.corrections;
        let mut payments = self.payments.iter_mut();
        let payment = payments
            .find(|payment| payment.id == payment_id)
            .ok_or(Refusal::UnknownPayment)?;
        if payment.method == to {
            return Ok(Vec::new());
        }
        let (from, to) = (payment.way(), payment.way_with(to, corrections));
        payment.count_as(to);
        self.corrections.push(Correction {
            id: next_id(&self.corrections),
            payment_id,
            from,
            to,
            reason,
            by: by.name().to_owned(),
            approved_by,
            corrected_at: at,
        });
        if let Some(newest) = self.payments.last() {
            self.payment_method = newest.method;
        }
        Ok(vec![self.record(EventKind::PaymentCorrected, &by, at)])
    }

    /// Leaves only the first so many corrections, and has the payments count as they did then.
    pub fn forget_corrections_after(&mut self, count: usize) {
        while self.corrections.len() > count {
            let Some(last) = self.corrections.pop() else {
                return;
            };
            let mut payments = self.payments.iter_mut();
            if let Some(payment) = payments.find(|payment| payment.id == last.payment_id) {
                payment.count_as(last.from);
            }
        }
    }

    /// Records money that came in and pays for nothing: the order is cancelled, or nothing of it is owed any more.
    ///
    /// # Errors
    /// When this actor may not, the order still takes payments, or it is no sum.
    pub fn record_claim(
        &mut self,
        by: &Actor,
        cause: ClaimCause,
        method: PaymentMethod,
        amount: Money,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        may_move_money(by)?;
        if self.status != OrderStatus::Cancelled && !self.is_settled() {
            let rest = self.ledger().rest()?;
            return Err(Refusal::StillOwed { rest });
        }
        if amount <= Money::ZERO {
            return Err(Refusal::UnfitAmount);
        }
        self.owed()?.plus(amount)?;
        self.claims.push(Claim {
            id: next_id(&self.claims),
            cause,
            method,
            amount,
            by: by.name().to_owned(),
            received_at: at,
            settlement: None,
        });
        Ok(vec![self.record(EventKind::ClaimRecorded, by, at)])
    }

    /// Gives the money of a claim back, all of it.
    ///
    /// # Errors
    /// When this actor may not, there is no such claim, it was given back already, or no reason is given.
    pub fn settle_claim(
        &mut self,
        by: Approved,
        claim_id: i64,
        method: PaymentMethod,
        reason: Option<String>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let Approved { by, approved_by } = by;
        may_move_money(&by)?;
        let reason = clean_text("reason", reason, REASON_LENGTH)?.ok_or(Refusal::ReasonMissing)?;
        let cash = self.terms.cash;
        let mut claims = self.claims.iter_mut();
        let claim = claims
            .find(|claim| claim.id == claim_id)
            .ok_or(Refusal::UnknownClaim)?;
        if !claim.is_open() {
            return Err(Refusal::AlreadyGivenBack);
        }
        // What came in as notes and coins goes back as the same.
        let is_rounded = method.gives_change() && !claim.method.gives_change();
        let handed_out = if is_rounded {
            cash.up(claim.amount)
        } else {
            claim.amount
        };
        claim.settlement = Some(Settlement {
            method,
            rounding: handed_out.minus(claim.amount)?,
            reason,
            by: by.name().to_owned(),
            approved_by,
            settled_at: at,
        });
        Ok(vec![self.record(
            EventKind::ClaimSettled { claim_id },
            &by,
            at,
        )])
    }

    /// Whether more went back since this moment than came in since: then some of it is of before.
    ///
    /// # Errors
    /// When a browser could no longer count a sum exactly.
    pub fn gave_back_what_came_before(&self, moment: Timestamp) -> Result<bool, MoneyOverflow> {
        let since = |at: Timestamp| at >= moment;
        let payments = self.payments.iter();
        let came_in = payments
            .filter(|payment| since(payment.paid_at))
            .map(|payment| payment.amount)
            .try_fold(Money::ZERO, Money::plus)?;
        let refunds = self.refunds.iter();
        let went_back = refunds
            .filter(|refund| since(refund.refunded_at))
            .map(|refund| refund.parts.total)
            .try_fold(Money::ZERO, Money::plus)?;
        Ok(went_back > came_in)
    }

    /// What the shop owes its customer: what was paid for a cancelled order and has not gone back, and every claim.
    pub fn owed_back(&self) -> Money {
        // Each sum fitted when the money came in.
        self.owed().unwrap_or_default()
    }

    fn owed(&self) -> Result<Money, MoneyOverflow> {
        let ledger = self.ledger();
        let kept = if self.status == OrderStatus::Cancelled {
            ledger.paid()?.minus(ledger.refunded()?)?
        } else {
            Money::ZERO
        };
        let open = self.claims.iter().filter(|claim| claim.is_open());
        open.map(|claim| claim.amount).try_fold(kept, Money::plus)
    }
}

fn may_move_money(by: &Actor) -> Result<(), Refusal> {
    if allowed(Move::Pay, by.party()) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed)
    }
}
