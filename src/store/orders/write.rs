//! Writes orders.

use jiff::Timestamp;
use rusqlite::{named_params, params};

use super::Stored;
use crate::{
    domain::{Event, EventKind, OrderLine},
    store::{StoreError, Writer, rows::millis},
};

const INSERT_ORDER: &str = "
    insert into orders
        (uid, day, channel, counter, code, status, is_open, payment_status, rev, total_amount,
         payment_method, order_type, table_number, placed_by, created_at, expires_at)
    values
        (:uid, :day, :channel, :counter, :code, :status, :is_open, :payment_status, :rev, :total_amount,
         :payment_method, :order_type, :table_number, :placed_by, :created_at, :expires_at)";

const INSERT_LINE: &str = "
    insert into order_lines
        (order_id, id, menu_item_id, name, unit_price, quantity, status, line_total, station)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const INSERT_MODIFIER: &str = "
    insert into order_line_modifiers (order_id, line_id, position, option_id, name, price)
    values (?1, ?2, ?3, ?4, ?5, ?6)";

const UPDATE_ORDER: &str = "
    update orders set
        status = :status, is_open = :is_open, payment_status = :payment_status,
        payment_method = :payment_method,
        rev = :rev, cancel_cause = :cancel_cause, cancel_reason = :cancel_reason,
        expires_at = :expires_at, ready_at = :ready_at, completed_at = :completed_at
    where id = :id";

const UPDATE_LINE: &str = "update order_lines set status = ?3 where order_id = ?1 and id = ?2";

const INSERT_PAYMENT: &str = "
    insert into payments (order_id, method, amount, tendered, change, paid_at, paid_to)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

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
        })?;
        let id = self.last_insert_rowid();
        for line in &order.lines {
            self.insert_line(id, line)?;
        }
        self.insert_guest(id, order)?;
        self.record(id, event)?;
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

    /// Writes what the rules did to an order, and their events.
    pub(crate) fn update_order(
        &mut self,
        stored: &Stored,
        events: Vec<Event>,
    ) -> Result<(), StoreError> {
        let Stored { id, order } = stored;
        let cancellation = order.cancellation.as_ref();
        self.prepare_cached(UPDATE_ORDER)?.execute(named_params! {
            ":id": id,
            ":status": order.status.as_str(),
            ":is_open": order.status.is_open(),
            ":payment_status": order.payment_status.as_str(),
            ":payment_method": order.payment_method.as_str(),
            ":rev": order.rev,
            ":cancel_cause": cancellation.map(|cancellation| cancellation.cause.as_str()),
            ":cancel_reason": cancellation.and_then(|cancellation| cancellation.reason.as_deref()),
            ":expires_at": order.expires_at.map(millis),
            ":ready_at": order.ready_at.map(millis),
            ":completed_at": order.completed_at.map(millis),
        })?;
        for event in events {
            match event.kind {
                EventKind::OrderLineUpdate { line_id, .. } => {
                    let line = order.lines.iter().find(|line| line.id == line_id);
                    let status = line.map(|line| line.status.as_str());
                    self.prepare_cached(UPDATE_LINE)?
                        .execute(params![id, line_id, status])?;
                }
                EventKind::PaymentSuccess => self.insert_payment(*id, &event)?,
                EventKind::NewOrder | EventKind::OrderStatusUpdate { .. } => {}
            }
            self.record(*id, event)?;
        }
        Ok(())
    }

    fn insert_payment(&self, order_id: i64, event: &Event) -> Result<(), StoreError> {
        let Some(payment) = &event.order.payment else {
            return Ok(());
        };
        self.prepare_cached(INSERT_PAYMENT)?.execute(params![
            order_id,
            payment.method.as_str(),
            payment.amount.amount(),
            payment.tendered.amount(),
            payment.change.amount(),
            millis(payment.paid_at),
            event.by.name(),
        ])?;
        Ok(())
    }

    /// Remembers which order answered a request.
    pub fn remember_answer(
        &self,
        key: &str,
        fingerprint: [u8; 32],
        order_id: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached("insert into idempotency_keys values (?1, ?2, ?3, ?4)")?
            .execute(params![key, fingerprint, order_id, millis(at)])?;
        Ok(())
    }

    /// Forgets answers given before `at`.
    pub fn forget_answers_before(&self, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached("delete from idempotency_keys where created_at < ?1")?
            .execute([millis(at)])?;
        Ok(())
    }
}
