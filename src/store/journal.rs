//! The journal: events in, events after a number.

use jiff::Timestamp;
use rusqlite::{Row, Rows, params};

use super::{
    News, Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{Event, OrderUid, Recorded};

/// The journal after a number.
const EVENTS_AFTER: &str = "select seq, body from events where seq > ?1 order by seq limit ?2";

/// The events of one order after one of them.
const EVENTS_OF_ORDER: &str = "
    select seq, body from events
    where order_id = (select id from orders where uid = ?1) and rev > ?2
    order by rev limit ?3";

impl Writer<'_> {
    /// Writes an event into the journal and has it told once it is durable.
    pub(super) fn record(&mut self, order_id: i64, event: Event) -> Result<(), StoreError> {
        let body = serde_json::to_string(&event)?;
        let (rev, topic) = (event.order.rev, event.happening.topic());
        self.prepare_cached(
            "insert into events (order_id, rev, type, at, body) values (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![order_id, rev, topic, millis(event.at), body])?;
        let seq = self.last_insert_rowid();
        self.announce(News::Event(Box::new(Recorded { seq, event })));
        Ok(())
    }
}

impl Reader<'_> {
    /// The newest number of the journal; 0 when it is empty.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn newest_seq(&self) -> Result<i64, StoreError> {
        Ok(self
            .prepare_cached("select ifnull(max(seq), 0) from events")?
            .query_row([], |row| row.get(0))?)
    }

    /// The oldest number the journal still keeps; 1 when it is empty.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn oldest_seq(&self) -> Result<i64, StoreError> {
        Ok(self
            .prepare_cached("select ifnull(min(seq), 1) from events")?
            .query_row([], |row| row.get(0))?)
    }

    /// When the newest event happened; the shop's clock never runs behind it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn newest_event_time(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut find = self.prepare_cached("select at from events order by seq desc limit 1")?;
        let mut rows = find.query([])?;
        rows.next()?.map(|row| row.time("at")).transpose()
    }

    /// Up to `limit` events after `seq`, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn events_after(&self, seq: i64, limit: i64) -> Result<Vec<Recorded>, StoreError> {
        let mut list = self.prepare_cached(EVENTS_AFTER)?;
        all(list.query(params![seq, limit])?)
    }

    /// The oldest `limit` events, none after `seq`, in order, with when they were written.
    pub(super) fn events_up_to(
        &self,
        seq: i64,
        limit: i64,
    ) -> Result<Vec<(Timestamp, Recorded)>, StoreError> {
        let mut list = self.prepare_cached(
            "select seq, at, body from events where seq <= ?1 order by seq limit ?2",
        )?;
        let mut rows = list.query([seq, limit])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push((row.time("at")?, recorded(row)?));
        }
        Ok(events)
    }

    /// Up to `limit` events before `seq`, the newest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn events_before(&self, seq: i64, limit: i64) -> Result<Vec<Recorded>, StoreError> {
        let mut list = self.prepare_cached(
            "select seq, body from events where seq < ?1 order by seq desc limit ?2",
        )?;
        all(list.query([seq, limit])?)
    }

    /// Up to `limit` events of one order after its own `rev`, in order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn events_of_order(
        &self,
        uid: &OrderUid,
        rev: i64,
        limit: i64,
    ) -> Result<Vec<Recorded>, StoreError> {
        let mut list = self.prepare_cached(EVENTS_OF_ORDER)?;
        all(list.query(params![uid.as_str(), rev, limit])?)
    }
}

fn all(mut rows: Rows<'_>) -> Result<Vec<Recorded>, StoreError> {
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(recorded(row)?);
    }
    Ok(events)
}

fn recorded(row: &Row<'_>) -> Result<Recorded, StoreError> {
    let body = row
        .get_ref("body")?
        .as_str()
        .map_err(|_| StoreError::Unreadable("body".to_owned()))?;
    Ok(Recorded {
        seq: row.get("seq")?,
        event: serde_json::from_str(body)?,
    })
}

#[cfg(test)]
pub(super) const REPLAY_OF_ORDER: &str = EVENTS_OF_ORDER;
