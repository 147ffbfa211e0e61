//! Rows of corrections, and of money that came in and pays for nothing.
//!
//! They are only ever added, as payments are; triggers of the file hold the program to that.

use rusqlite::{Row, params};

use crate::{
    domain::{Claim, ClaimCause, Correction, Event, Order, PaidWay, PaymentMethod, Settlement},
    store::{
        StoreError, Writer,
        rows::{Columns, millis},
    },
};

const INSERT_CORRECTION: &str = "
    insert into payment_corrections
        (order_id, number, payment, method_from, method_to, received_from, received_to,
         reason, by, approved_by, corrected_at, shift_id)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

const INSERT_CLAIM: &str = "
    insert into claims (order_id, number, cause, method, amount, by, received_at, shift_id)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const INSERT_SETTLEMENT: &str = "
    insert into claim_settlements
        (claim_id, method, amount, rounding, reason, by, approved_by, settled_at, shift_id)
    select id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 from claims where order_id = ?1 and number = ?2";

/// The columns of a claim that its settlement was joined to.
macro_rules! claim_columns {
    () => {
        "claims.*, settlements.method as settled_with, rounding, settlements.reason as settled_reason,
         settlements.by as settled_by, approved_by, settled_at"
    };
}
pub(super) use claim_columns;

impl Writer<'_> {
    /// Writes the newest correction.
    pub(super) fn insert_correction(
        &self,
        order_id: i64,
        event: &Event,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let Some(correction) = event.order.corrections.last() else {
            return Ok(());
        };
        self.prepare_cached(INSERT_CORRECTION)?.execute(params![
            order_id,
            correction.id,
            correction.payment_id,
            correction.from.method.as_str(),
            correction.to.method.as_str(),
            correction.from.received().amount(),
            correction.to.received().amount(),
            correction.reason,
            correction.by,
            correction.approved_by,
            millis(correction.corrected_at),
            shift_id,
        ])?;
        Ok(())
    }

    /// Writes the newest claim.
    pub(super) fn insert_claim(
        &self,
        order_id: i64,
        event: &Event,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let Some(claim) = event.order.claims.last() else {
            return Ok(());
        };
        self.prepare_cached(INSERT_CLAIM)?.execute(params![
            order_id,
            claim.id,
            claim.cause.as_str(),
            claim.method.as_str(),
            claim.amount.amount(),
            claim.by,
            millis(claim.received_at),
            shift_id,
        ])?;
        Ok(())
    }

    /// Writes that a claim was given back.
    pub(super) fn insert_settlement(
        &self,
        order_id: i64,
        order: &Order,
        claim_id: i64,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let claim = order.claims.iter().find(|claim| claim.id == claim_id);
        let settled = claim.and_then(|claim| Some((claim, claim.settlement.as_ref()?)));
        let Some((claim, settlement)) = settled else {
            return Ok(());
        };
        self.prepare_cached(INSERT_SETTLEMENT)?.execute(params![
            order_id,
            claim_id,
            settlement.method.as_str(),
            claim.amount.amount(),
            settlement.rounding.amount(),
            settlement.reason,
            settlement.by,
            settlement.approved_by,
            millis(settlement.settled_at),
            shift_id,
        ])?;
        Ok(())
    }
}

/// Reads a correction, and has its payment count by it; `order` has those before it.
pub(super) fn add_correction(order: &mut Order, row: &Row<'_>) -> Result<(), StoreError> {
    let payment_id: i64 = row.get("payment")?;
    let to = row.word("method_to", PaymentMethod::parse)?;
    let mut payments = order.payments.iter_mut();
    let payment = payments.find(|payment| payment.id == payment_id);
    let payment = payment.ok_or_else(|| StoreError::Unreadable("payment".to_owned()))?;
    let (from, to): (PaidWay, PaidWay) = (payment.way(), payment.way_with(to, &order.corrections));
    payment.count_as(to);
    order.corrections.push(Correction {
        id: row.get("number")?,
        payment_id,
        from,
        to,
        reason: row.get("reason")?,
        by: row.get("by")?,
        approved_by: row.get("approved_by")?,
        corrected_at: row.time("corrected_at")?,
    });
    Ok(())
}

/// A claim of a row that its settlement was joined to.
pub(super) fn claim(row: &Row<'_>) -> Result<Claim, StoreError> {
    let settlement = match row.time_if_any("settled_at")? {
        Some(settled_at) => Some(Settlement {
            method: row.word("settled_with", PaymentMethod::parse)?,
            rounding: row.money("rounding")?,
            reason: row.get("settled_reason")?,
            by: row.get("settled_by")?,
            approved_by: row.get("approved_by")?,
            settled_at,
        }),
        None => None,
    };
    Ok(Claim {
        id: row.get("number")?,
        cause: row.word("cause", ClaimCause::parse)?,
        method: row.word("method", PaymentMethod::parse)?,
        amount: row.money("amount")?,
        by: row.get("by")?,
        received_at: row.time("received_at")?,
        settlement,
    })
}
