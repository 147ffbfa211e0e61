//! Customers' names and notes, and how they are erased.
//!
//! They stand in a table of their own and are overwritten in place. An `update` to null, also under `secure_delete`, is
//! not enough for words in a row that changes its length with every status: SQLite moves rows between pages to make
//! room, and does not clear where they were. Rows that are only added at the end and never change their length are not
//! moved, but for those of the first page when the table gets its second, and these `secure_delete` clears.

use std::collections::BTreeMap;

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{StoreError, Writer};
use crate::domain::{BusinessDay, Order};

/// What a guest said with an order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Guest {
    pub(super) name: Option<String>,
    pub(super) note: Option<String>,
    /// Notes by the number of their line.
    #[serde(default)]
    pub(super) lines: BTreeMap<i64, String>,
}

impl Guest {
    fn of(order: &Order) -> Self {
        let notes = order.lines.iter();
        Self {
            name: order.customer_name.clone(),
            note: order.note.clone(),
            lines: notes
                .filter_map(|line| Some((line.id, line.note.clone()?)))
                .collect(),
        }
    }

    /// Reads the words of one order.
    pub(super) fn parse(words: &str) -> Result<Self, StoreError> {
        Ok(serde_json::from_str(words)?)
    }

    /// Puts the words into an order that was read without them.
    pub(super) fn put_into(mut self, order: &mut Order) {
        order.customer_name = self.name;
        order.note = self.note;
        for line in &mut order.lines {
            line.note = self.lines.remove(&line.id);
        }
    }

    fn is_silent(&self) -> bool {
        self.name.is_none() && self.note.is_none() && self.lines.is_empty()
    }
}

/// Closed orders of before a day whose guests are remembered, the oldest day first. A customer who waits for an open
/// one is
/// still called by name, also where the clock was wrong and its day is long ago.
const REMEMBERED: &str = "select order_id from guests indexed by guests_remembered
    where is_erased = 0 and day < ?1 and (select is_open from orders where id = order_id) = 0
    order by day limit ?2";

impl Writer<'_> {
    /// Keeps what the guest of a new order said.
    pub(super) fn insert_guest(&self, order_id: i64, order: &Order) -> Result<(), StoreError> {
        let guest = Guest::of(order);
        if guest.is_silent() {
            return Ok(());
        }
        self.prepare_cached("insert into guests (order_id, day, words) values (?1, ?2, ?3)")?
            .execute(params![
                order_id,
                order.day.to_string(),
                serde_json::to_string(&guest)?
            ])?;
        Ok(())
    }

    /// Erases the words of up to `most` guests of closed orders of the days before `day`; answers of how many. The log
    /// of the database
    /// still has them until it is emptied ([`Store::empty_log`](super::Store::empty_log)).
    pub fn erase_guests_before(&self, day: BusinessDay, most: i64) -> Result<usize, StoreError> {
        // As many bytes as there were, so that the row is overwritten where it is.
        let erase = format!(
            "update guests set is_erased = 1, words = cast(zeroblob(octet_length(words)) as text)
             where order_id in ({REMEMBERED})"
        );
        let mut erase = self.prepare_cached(&erase)?;
        Ok(erase.execute(params![day.to_string(), most])?)
    }
}

#[cfg(test)]
pub(super) const REMEMBERED_BEFORE: &str = REMEMBERED;
