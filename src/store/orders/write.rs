//! Writes orders.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{named_params, params};

use super::{Stored, money::terms_json};
use crate::{
    domain::{Event, EventKind, FeeKind, Money, OrderLine},
    store::{StoreError, Writer, rows::millis},
};

const INSERT_ORDER: &str = "
    insert into orders
        (uid, day, channel, counter, code, status, is_open, payment_status, rev, total_amount,
         payment_method, order_type, table_number, placed_by, created_at, expires_at, ready_at,
         served_at, terms, price_level)
    values
        (:uid, :day, :channel, :counter, :code, :status, :is_open, :payment_status, :rev, :total_amount,
         :payment_method, :order_type, :table_number, :placed_by, :created_at, :expires_at,
         :ready_at, :served_at, :terms, :price_level)";

const INSERT_LINE: &str = "
    insert into order_lines
        (order_id, id, menu_item_id, name, unit_price, quantity, status, line_total, station,
         round, tax_class, carries_service, is_discountable,
         line_discount, order_discount, net, service, tax, total, fee, moved_from)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";

const INSERT_MODIFIER: &str = "
    insert into order_line_modifiers (order_id, line_id, position, option_id, name, price)
    values (?1, ?2, ?3, ?4, ?5, ?6)";

const UPDATE_ORDER: &str = "
    update orders set
        status = :status, is_open = :is_open, payment_status = :payment_status,
        payment_method = :payment_method, total_amount = :total_amount,
        table_number = :table_number, order_type = :order_type, owes_back = :owes_back,
        rev = :rev, cancel_cause = :cancel_cause, cancel_reason = :cancel_reason,
        expires_at = :expires_at, ready_at = :ready_at, served_at = :served_at,
        completed_at = :completed_at,
        merged_into_uid = :merged_into_uid, merged_into_number = :merged_into_number
    where id = :id";

const UPDATE_LINE: &str =
    "update order_lines set status = ?3, moved_to = ?4 where order_id = ?1 and id = ?2";

impl Writer<'_> {
    /// Writes a new order and its first event.
    pub fn insert_order(&mut self, event: Event) -> Result<i64, StoreError> {
        let order = &event.order;
        self.prepare_cached(INSERT_ORDER)?.execute(named_params! {
            ":uid": order.uid.as_str(),
            ":day": order.day.to_string(),
            ":channel": order.number.channel.as_str(),
            ":counter": order.number.counter,
            ":code": order.code.as_str(),
            ":status": order.status.as_str(),
            ":is_open": order.status.is_open(),
            ":payment_status": order.payment_status.as_str(),
            ":rev": order.rev,
            ":total_amount": order.total_amount.amount(),
            ":payment_method": order.payment_method.as_str(),
            ":order_type": order.order_type.as_str(),
            ":table_number": order.table_number,
            ":placed_by": order.placed_by,
            ":created_at": millis(order.created_at),
            ":expires_at": order.expires_at.map(millis),
            ":ready_at": order.ready_at.map(millis),
            ":served_at": order.served_at.map(millis),
            ":terms": terms_json(&order.terms)?,
            ":price_level": order.level.as_ref().map(serde_json::to_string).transpose()?,
        })?;
        let id = self.last_insert_rowid();
        for line in &order.lines {
            self.insert_line(id, line)?;
        }
        self.insert_guest(id, order)?;
        self.move_pieces(&BTreeMap::new(), order)?;
        self.follow_kitchen(id, &event)?;
        self.forget_day_totals_since(order.created_at)?;
        self.record(id, event, None)?;
        Ok(id)
    }

    fn insert_line(&self, order_id: i64, line: &OrderLine) -> Result<(), StoreError> {
        self.prepare_cached(INSERT_LINE)?.execute(params![
            order_id,
            line.id,
            line.menu_item_id,
            line.name,
            line.unit_price.amount(),
            line.quantity,
            line.status.as_str(),
            line.line_total.amount(),
            line.station,
            line.round,
            line.tax.as_str(),
            line.carries_service,
            line.is_discountable,
            line.parts.line_discount.amount(),
            line.parts.order_discount.amount(),
            line.parts.net.amount(),
            line.parts.service.amount(),
            line.parts.tax.amount(),
            line.parts.total.amount(),
            line.fee.map(FeeKind::as_str),
            line.moved_from,
        ])?;
        let mut insert = self.prepare_cached(INSERT_MODIFIER)?;
        for (modifier, position) in line.modifiers.iter().zip(1_i64..) {
            let (option, price) = (modifier.option_id, modifier.price.amount());
            insert.execute(params![
                order_id,
                line.id,
                position,
                option,
                modifier.name,
                price
            ])?;
        }
        Ok(())
    }

    /// Writes an order as the rules have changed it, and its events; money that moved belongs to this shift.
    pub(crate) fn update_order(
        &mut self,
        stored: &Stored,
        events: Vec<Event>,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let Stored { id, order } = stored;
        let held = self.held_before(*id, &events)?;
        let cancellation = order.cancellation.as_ref();
        self.prepare_cached(UPDATE_ORDER)?.execute(named_params! {
            ":id": id,
            ":status": order.status.as_str(),
            ":is_open": order.status.is_open(),
            ":payment_status": order.payment_status.as_str(),
            ":payment_method": order.payment_method.as_str(),
            ":total_amount": order.total_amount.amount(),
            ":table_number": order.table_number,
            ":order_type": order.order_type.as_str(),
            ":owes_back": order.owed_back() > Money::ZERO,
            ":rev": order.rev,
            ":cancel_cause": cancellation.map(|cancellation| cancellation.cause.as_str()),
            ":cancel_reason": cancellation.and_then(|cancellation| cancellation.reason.as_deref()),
            ":expires_at": order.expires_at.map(millis),
            ":ready_at": order.ready_at.map(millis),
            ":served_at": order.served_at.map(millis),
            ":completed_at": order.completed_at.map(millis),
            ":merged_into_uid": order.merged_into.as_ref().map(|other| other.uid.as_str()),
            ":merged_into_number": order.merged_into.as_ref().map(|other| other.number.as_str()),
        })?;
        for event in events {
            match event.kind {
                EventKind::OrderLineUpdate { line_id, .. } => {
                    if let Some(line) = order.lines.iter().find(|line| line.id == line_id) {
                        self.update_line(*id, line)?;
                    }
                }
                EventKind::PaymentReceived => self.insert_payment(*id, &event, shift_id)?,
                EventKind::PaymentSuccess => {
                    self.insert_payment(*id, &event, shift_id)?;
                    self.insert_sale(*id, &event, shift_id)?;
                }
                EventKind::PaymentRefunded => self.insert_refund(*id, &event, shift_id)?,
                EventKind::BillChanged => self.update_bill(*id, &event)?,
                EventKind::PaymentCorrected => self.insert_correction(*id, &event, shift_id)?,
                EventKind::ClaimRecorded => self.insert_claim(*id, &event, shift_id)?,
                EventKind::ClaimSettled { claim_id } => {
                    self.insert_settlement(*id, order, claim_id, shift_id)?;
                }
                EventKind::OrderLinesAdded { round } => {
                    self.insert_round(*id, round, &event)?;
                    self.answer_requests(*id, order)?;
                }
                EventKind::OrderLinesMovedIn { round, .. } => {
                    self.insert_round(*id, round, &event)?;
                    self.insert_details(*id, order)?;
                }
                EventKind::OrderLinesMovedOut { .. } => {
                    for line in &order.lines {
                        self.update_line(*id, line)?;
                    }
                    self.update_bill(*id, &event)?;
                }
                EventKind::OrderLinesRequested { request } => {
                    self.insert_request(*id, order, request)?;
                }
                EventKind::OrderLinesDeclined { .. } => self.answer_requests(*id, order)?,
                EventKind::OrderLineVoided { line_id } => {
                    self.update_voided(*id, order, line_id, shift_id)?;
                    self.update_bill(*id, &event)?;
                }
                EventKind::OrderDetailsChanged => self.insert_details(*id, order)?,
                EventKind::NewOrder | EventKind::OrderStatusUpdate { .. } => {}
            }
            self.follow_kitchen(*id, &event)?;
            self.forget_day_totals_since(order.created_at.min(event.at))?;
            self.record(*id, event, shift_id)?;
        }
        match held {
            Some(held) => self.move_pieces(&held, order),
            None => Ok(()),
        }
    }

    fn update_line(&self, order_id: i64, line: &OrderLine) -> Result<(), StoreError> {
        let (status, moved_to) = (line.status.as_str(), &line.moved_to);
        self.prepare_cached(UPDATE_LINE)?
            .execute(params![order_id, line.id, status, moved_to])?;
        Ok(())
    }

    /// Writes lines that were added later, and what that changed in the others.
    fn insert_round(&self, order_id: i64, round: i64, event: &Event) -> Result<(), StoreError> {
        for line in &event.order.lines {
            if line.round == round {
                self.insert_line(order_id, line)?;
            } else {
                // What was called out before the round came counts as made.
                self.update_line(order_id, line)?;
            }
        }
        self.insert_notes(order_id, &event.order, round)?;
        self.update_bill(order_id, event)
    }

    /// Remembers which order, and which state of it, answered a request.
    pub fn remember_answer(
        &self,
        key: &str,
        fingerprint: [u8; 32],
        (order_id, rev): (i64, i64),
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into idempotency_keys (key, fingerprint, order_id, created_at, rev)
             values (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![key, fingerprint, order_id, millis(at), rev])?;
        Ok(())
    }

    /// Forgets answers given before `at`.
    pub fn forget_answers_before(&self, at: Timestamp) -> Result<(), StoreError> {
        for delete in [
            "delete from idempotency_keys where created_at < ?1",
            "delete from shift_answers where created_at < ?1",
        ] {
            self.prepare_cached(delete)?.execute([millis(at)])?;
        }
        Ok(())
    }
}
