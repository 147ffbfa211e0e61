//! The journal: appends events, and reads events after a sequence number.
//!
//! A row holds what an event changed ([`stored`]); the orders of a page of events are read in one go.

pub(super) mod stored;

use std::{ops::RangeInclusive, sync::Arc};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Params, params};

use super::{
    Committed, Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{Event, OrderUid, Recorded};
use stored::StoredEvent;

/// The journal after a number.
const EVENTS_AFTER: &str = "select * from events where seq > ?1 order by seq limit ?2";

/// The events of one order after one of them.
const EVENTS_OF_ORDER: &str = "
    select * from events
    where order_id = (select id from orders where uid = ?1) and rev > ?2
    order by rev limit ?3";

/// Events of the kinds `?3`, or cancellations of paid orders, by `?4`; see [`super::history`].
pub(super) const WANTED: &str = "
    (?3 = '' or instr(?3, ',' || type || ',') > 0
        or body ->> '$.status' = 'cancelled' and type = 'order_status_update'
            and exists (select 1 from payments paid where paid.order_id = events.order_id))
    and (?4 is null or ifnull(body ->> '$.by.staff[1]', body ->> '$.by') = ?4)";

impl Writer<'_> {
    /// Appends an event to the journal and publishes it once it is durable; what it moved of money belongs to this
    /// shift.
    pub(super) fn record(
        &mut self,
        order_id: i64,
        event: Event,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        self.insert_jobs_of(order_id, &event, shift_id)?;
        let body = StoredEvent::of(&event).to_json()?;
        let (rev, topic) = (event.order.rev, event.kind.topic().as_str());
        self.prepare_cached(
            "insert into events (order_id, rev, type, at, body) values (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![order_id, rev, topic, millis(event.at), body])?;
        let seq = self.last_insert_rowid();
        self.publish_after_commit(Committed::Event(Arc::new(Recorded { seq, event })));
        Ok(())
    }
}

impl Reader<'_> {
    /// The newest number of the journal; 0 when it is empty.
    pub fn newest_seq(&self) -> Result<i64, StoreError> {
        Ok(self
            .prepare_cached("select ifnull(max(seq), 0) from events")?
            .query_row([], |row| row.get(0))?)
    }

    /// The oldest number the journal still keeps; 1 when it is empty.
    pub fn oldest_seq(&self) -> Result<i64, StoreError> {
        Ok(self
            .prepare_cached("select ifnull(min(seq), 1) from events")?
            .query_row([], |row| row.get(0))?)
    }

    /// After which of an order's own numbers (`rev`) the journal has everything; none if there is no such order.
    pub fn kept_of_order(&self, uid: &OrderUid) -> Result<Option<RangeInclusive<i64>>, StoreError> {
        let mut find = self.prepare_cached(
            "select rev, ifnull((select min(rev) from events where order_id = orders.id), rev + 1)
             from orders where uid = ?1",
        )?;
        let kept = find.query_row([uid.as_str()], |row| {
            let (rev, oldest): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok(oldest - 1..=rev)
        });
        Ok(kept.optional()?)
    }

    /// When the newest event happened; the shop's clock never runs behind it.
    pub fn newest_event_time(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut find = self.prepare_cached("select at from events order by seq desc limit 1")?;
        let mut rows = find.query([])?;
        rows.next()?.map(|row| row.time("at")).transpose()
    }

    /// Up to `limit` events after `seq`, in order.
    pub fn events_after(&self, seq: i64, limit: i64) -> Result<Vec<Recorded>, StoreError> {
        self.events(EVENTS_AFTER, params![seq, limit])
    }

    /// The oldest `limit` events, none after `seq`, in order.
    pub(super) fn events_up_to(&self, seq: i64, limit: i64) -> Result<Vec<Recorded>, StoreError> {
        let oldest = "select * from events where seq <= ?1 order by seq limit ?2";
        self.events(oldest, params![seq, limit])
    }

    /// Up to `limit` events before `seq` of these kinds and cancellations of paid orders, by this one, the newest
    /// first; see [`super::history`].
    pub(super) fn events_before(
        &self,
        seq: i64,
        limit: i64,
        kinds: &str,
        by: Option<&str>,
    ) -> Result<Vec<Recorded>, StoreError> {
        let newest =
            format!("select * from events where seq < ?1 and {WANTED} order by seq desc limit ?2");
        self.events(&newest, params![seq, limit, kinds, by])
    }

    /// The same of one order, in order.
    pub(super) fn wanted_events_of_order(
        &self,
        uid: &OrderUid,
        kinds: &str,
        by: Option<&str>,
    ) -> Result<Vec<Recorded>, StoreError> {
        let events = format!(
            "select * from events
             where order_id = (select id from orders where uid = ?1) and rev > ?2 and {WANTED} order by rev"
        );
        self.events(&events, params![uid.as_str(), 0, kinds, by])
    }

    /// Up to `limit` events of one order after its own `rev`, in order.
    pub fn events_of_order(
        &self,
        uid: &OrderUid,
        rev: i64,
        limit: i64,
    ) -> Result<Vec<Recorded>, StoreError> {
        self.events(EVENTS_OF_ORDER, params![uid.as_str(), rev, limit])
    }

    fn events(&self, list: &str, which: impl Params) -> Result<Vec<Recorded>, StoreError> {
        let mut list = self.prepare_cached(list)?;
        let mut rows = list.query(which)?;
        let (mut found, mut ids) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let columns = stored::Columns {
                rev: row.get("rev")?,
                topic: row.get("type")?,
                at: row.time("at")?,
            };
            let order_id: i64 = row.get("order_id")?;
            ids.push(order_id);
            found.push((
                row.get("seq")?,
                order_id,
                columns,
                row.get::<_, String>("body")?,
            ));
        }
        let orders = self.orders_with_ids(ids)?;
        let read = |(seq, order_id, columns, body): (i64, i64, stored::Columns, String)| {
            let order = orders.get(&order_id).cloned();
            let order = order.ok_or_else(|| StoreError::Unreadable("order_id".to_owned()))?;
            let event = stored::read(&body, &columns, order)?;
            Ok(Recorded { seq, event })
        };
        found.into_iter().map(read).collect()
    }
}

#[cfg(test)]
pub(super) const REPLAY_OF_ORDER: &str = EVENTS_OF_ORDER;
