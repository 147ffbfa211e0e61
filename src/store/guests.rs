//! The words of guests, name and notes of an order, and how they are erased.
//!
//! They stand in a table of their own and are overwritten in place. An `update` to null, also under `secure_delete`, is
//! not enough for words in a row that changes its length with every status: SQLite moves rows between pages to make
//! room, and does not clear where they were. Rows that are only added at the end and never change their length are not
//! moved, but for those of the first page when the table gets its second, and these `secure_delete` clears.

use std::collections::BTreeMap;

use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::{StoreError, Writer};
use crate::domain::Order;

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
}
