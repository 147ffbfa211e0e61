//! When the kitchen was asked for something, and when it had made it.
//!
//! Rows of their own, station by station and round by round: an order says only when all of it was last called out, and
//! its events leave the journal.

use jiff::Timestamp;
use rusqlite::params;

use crate::{
    domain::{Event, EventKind, OrderStatus},
    store::{StoreError, Writer, rows::millis},
};

const FIRED: &str = "
    insert into kitchen_times (order_id, round, station, fired_at)
    select distinct order_id, round, station, ?2 from order_lines
    where order_id = ?1 and status = 'queued' and fee is null
    on conflict (order_id, round, station) do nothing";

/// A station is done when nothing of its round is left to be made; all are, of an order that is called out.
const MADE: &str = "
    update kitchen_times as times set made_at = ?2
    where order_id = ?1 and made_at is null and (?3 or not exists (
        select 1 from order_lines lines
        where lines.order_id = ?1 and lines.round = times.round and lines.station = times.station
            and lines.status = 'queued'))";

/// For a line that is marked as not made after all.
const UNMADE: &str = "
    update kitchen_times set made_at = null
    where order_id = ?1 and made_at is not null
        and (round, station) = (select round, station from order_lines where order_id = ?1 and id = ?2)";

impl Writer<'_> {
    /// Writes what an event says about the kitchen's work on an order.
    pub(super) fn follow_kitchen(&self, order_id: i64, event: &Event) -> Result<(), StoreError> {
        let status = event.order.status;
        match &event.kind {
            EventKind::NewOrder
            | EventKind::OrderLinesAdded { .. }
            | EventKind::OrderLinesMovedIn { .. } => {
                if status == OrderStatus::Preparing {
                    self.fired(order_id, event.at)?;
                }
            }
            EventKind::OrderStatusUpdate {
                previous_status, ..
            } => match status {
                OrderStatus::Preparing => self.fired(order_id, event.at)?,
                OrderStatus::Ready => {
                    if *previous_status == OrderStatus::Preparing {
                        self.made(order_id, event.at, true)?;
                    }
                }
                OrderStatus::AwaitingPayment | OrderStatus::Completed | OrderStatus::Cancelled => {}
            },
            EventKind::OrderLineUpdate { line_id, .. } => {
                let mut lines = event.order.lines.iter();
                let line = lines.find(|line| line.id == *line_id);
                if line.is_some_and(|line| line.status.is_to_be_made()) {
                    self.prepare_cached(UNMADE)?.execute([order_id, *line_id])?;
                } else {
                    self.made(order_id, event.at, false)?;
                }
            }
            EventKind::OrderLinesRequested { .. }
            | EventKind::OrderLinesDeclined { .. }
            | EventKind::OrderLineVoided { .. }
            | EventKind::OrderLinesMovedOut { .. }
            | EventKind::OrderDetailsChanged
            | EventKind::PaymentReceived
            | EventKind::PaymentSuccess
            | EventKind::PaymentRefunded
            | EventKind::PaymentCorrected
            | EventKind::ClaimRecorded
            | EventKind::ClaimSettled { .. }
            | EventKind::BillChanged => {}
        }
        Ok(())
    }

    fn fired(&self, order_id: i64, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached(FIRED)?
            .execute(params![order_id, millis(at)])?;
        Ok(())
    }

    fn made(&self, order_id: i64, at: Timestamp, all: bool) -> Result<(), StoreError> {
        self.prepare_cached(MADE)?
            .execute(params![order_id, millis(at), all])?;
        Ok(())
    }
}
