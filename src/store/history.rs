//! The history of orders: from the journal while it keeps the event, later from a short row.

mod changes;

use std::ops::RangeInclusive;

use jiff::Timestamp;
use rusqlite::{Row, params};

pub use changes::KeptChange;

use super::{Reader, RowRange, StoreError, Writer, journal, orders::order_number, rows::Columns};
use crate::domain::{EventType, HistoryEntry, HistoryFilter, OrderStatus, OrderUid, Recorded};

/// What the journal has left behind, with the order it happened to.
const LEFT_BEHIND: &str = "select history.*, uid, channel, counter, cancel_reason from order_history history join orders on id = order_id";

/// Of that what is of the kinds `?3`, or a cancellation of a paid order, by `?4`.
const WANTED: &str = "
    (?3 = '' or instr(?3, ',' || type || ',') > 0
        or after = 'cancelled' and type = 'order_status_update'
            and exists (select 1 from payments paid where paid.order_id = history.order_id))
    and (?4 is null or by = ?4)";

impl Reader<'_> {
    /// Up to `limit` things that happened to orders before `seq`, of those that are wanted; the newest first.
    pub fn history_entries_before(
        &self,
        seq: i64,
        limit: i64,
        wanted: &HistoryFilter,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let (kinds, by) = (kinds(wanted), wanted.by.as_deref());
        let events = self.events_before(seq, limit, &kinds, by)?;
        let mut entries: Vec<HistoryEntry> = events.into_iter().map(HistoryEntry::from).collect();
        let more = limit - i64::try_from(entries.len()).unwrap_or(limit);
        if more > 0 {
            let mut list = self.prepare_cached(&format!(
                "{LEFT_BEHIND} where seq < ?1 and {WANTED} order by seq desc limit ?2"
            ))?;
            let mut rows = list.query(params![seq, more, kinds, by])?;
            while let Some(row) = rows.next()? {
                entries.push(entry(row)?);
            }
        }
        Ok(entries)
    }

    /// What happened to one order and who did it, oldest first.
    pub fn history_entries_of_order(
        &self,
        uid: &OrderUid,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        self.wanted_entries_of_order(uid, &HistoryFilter::default())
    }

    /// What of that is wanted.
    pub fn wanted_entries_of_order(
        &self,
        uid: &OrderUid,
        wanted: &HistoryFilter,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let (kinds, by) = (kinds(wanted), wanted.by.as_deref());
        let mut list = self.prepare_cached(&format!(
            "{LEFT_BEHIND} where uid = ?1 and history.rev > ?2 and {WANTED} order by history.rev"
        ))?;
        let mut rows = list.query(params![uid.as_str(), 0, kinds, by])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(entry(row)?);
        }
        let events = self.wanted_events_of_order(uid, &kinds, by)?;
        entries.extend(events.into_iter().map(HistoryEntry::from));
        Ok(entries)
    }

    /// How many wanted things happened to the orders of a stretch.
    pub fn count_history_entries(
        &self,
        orders: RowRange,
        wanted: &HistoryFilter,
    ) -> Result<i64, StoreError> {
        let of_journal = journal::WANTED;
        let mut count = self.prepare_cached(&format!(
            "select (select count(*) from order_history history where order_id > ?1 and order_id <= ?2 and {WANTED})
                  + (select count(*) from events where order_id > ?1 and order_id <= ?2 and {of_journal})"
        ))?;
        let (kinds, by) = (kinds(wanted), wanted.by.as_deref());
        let which = params![orders.after, orders.last, kinds, by];
        Ok(count.query_row(which, |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Removes from the journal up to `most` of its oldest events that are not of `time` and not among its newest
    /// `kept`; a summary stays. Returns how many it removed. An event later than `time` is old, too: the clock was set
    /// back since.
    pub fn shorten_journal(
        &self,
        time: RangeInclusive<Timestamp>,
        kept: i64,
        most: i64,
    ) -> Result<i64, StoreError> {
        let last = self.newest_seq()? - kept;
        let oldest = self.events_up_to(last, most)?.into_iter();
        // From the oldest on, so that no gap is left.
        let old: Vec<Recorded> = oldest
            .take_while(|recorded| !time.contains(&recorded.event.at))
            .collect();
        let mut count = 0;
        for recorded in old {
            let entry = HistoryEntry::from(recorded);
            self.prepare_cached(
                "insert into order_history
                     (seq, order_id, rev, type, at, by, status, before, after)
                 select seq, order_id, rev, type, at, ?2, ?3, ?4, ?5 from events where seq = ?1",
            )?
            .execute(params![
                entry.seq,
                entry.by,
                entry.status.as_str(),
                entry.before,
                entry.after,
            ])?;
            self.prepare_cached("delete from events where seq = ?1")?
                .execute([entry.seq])?;
            count += 1;
        }
        Ok(count)
    }

    /// Lets SQLite look how much there is of what, so that its plans stay good (`SQLite` on `ANALYZE`,
    /// «recommended usage»).
    pub fn optimize(&self) -> Result<(), StoreError> {
        // 0x10000: also the tables that this connection has not asked about.
        Ok(self.execute_batch("pragma optimize = 0x10002")?)
    }
}

/// The wanted kinds with a comma around each, as the queries take them; empty for all.
fn kinds(wanted: &HistoryFilter) -> String {
    if !wanted.money_only {
        return String::new();
    }
    let kinds = EventType::ALL.iter().filter(|kind| kind.moves_money());
    let words: Vec<&str> = kinds.map(|kind| kind.as_str()).collect();
    format!(",{},", words.join(","))
}

fn entry(row: &Row<'_>) -> Result<HistoryEntry, StoreError> {
    let uid: String = row.get("uid")?;
    let after: String = row.get("after")?;
    let is_cancelled = after == OrderStatus::Cancelled.as_str();
    Ok(HistoryEntry {
        seq: row.get("seq")?,
        uid: OrderUid::parse(&uid).ok_or_else(|| StoreError::Unreadable("uid".to_owned()))?,
        number: order_number(row)?,
        rev: row.get("rev")?,
        topic: row.get("type")?,
        at: row.time("at")?,
        by: row.get("by")?,
        status: row.word("status", OrderStatus::parse)?,
        before: row.get("before")?,
        reason: row
            .get::<_, Option<String>>("cancel_reason")?
            .filter(|_| is_cancelled),
        after,
        items: None,
        amount: None,
    })
}
