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
use crate::domain::{BusinessDay, Order, RoundRequest};

/// What a guest said with an order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Guest {
    pub(super) name: Option<String>,
    pub(super) note: Option<String>,
    /// Notes by the number of their line.
    #[serde(default)]
    pub(super) lines: BTreeMap<i64, String>,
    /// Notes of a round that the guest asked for, by its number and that of its line.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) requests: BTreeMap<i64, BTreeMap<i64, String>>,
    /// What the staff call a check, mostly by a guest's name, by its number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) checks: BTreeMap<i64, String>,
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
            requests: BTreeMap::new(),
            checks: BTreeMap::new(),
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

    /// Merges a later change: left out, a text stays; an empty text deletes it.
    pub(super) fn add_to(self, order: &mut Order) {
        let kept = |text: String| Some(text).filter(|text| !text.is_empty());
        if let Some(name) = self.name {
            order.customer_name = kept(name);
        }
        if let Some(note) = self.note {
            order.note = kept(note);
        }
        for (id, note) in self.lines {
            if let Some(line) = order.lines.iter_mut().find(|line| line.id == id) {
                line.note = kept(note);
            }
        }
        for (id, mut notes) in self.requests {
            let request = order.requests.iter_mut().find(|request| request.id == id);
            for line in request
                .map(|request| &mut request.lines)
                .into_iter()
                .flatten()
            {
                line.note = notes.remove(&line.id);
            }
        }
        for (id, label) in self.checks {
            if let Some(check) = order.checks.iter_mut().find(|check| check.id == id) {
                check.label = kept(label);
            }
        }
    }

    fn is_silent(&self) -> bool {
        self.name.is_none()
            && self.note.is_none()
            && self.lines.is_empty()
            && self.requests.is_empty()
            && self.checks.is_empty()
    }
}

/// Closed orders of before a day whose guests are remembered, the oldest day first. A customer who waits for an open
/// one is still called by name, also where the clock was wrong and its day is long ago.
const REMEMBERED: &str = "select order_id from guests indexed by guests_remembered
    where is_erased = 0 and day < ?1 and (select is_open from orders where id = order_id) = 0
    order by day limit ?2";

/// The same of what was said later.
const REMEMBERED_ADDITIONS: &str =
    "select id from guest_additions indexed by guest_additions_remembered
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

    /// Keeps the notes of dishes that were added.
    pub(super) fn insert_notes(
        &self,
        order_id: i64,
        order: &Order,
        round: i64,
    ) -> Result<(), StoreError> {
        let lines = order.lines.iter().filter(|line| line.round == round);
        let notes = lines.filter_map(|line| Some((line.id, line.note.clone()?)));
        let guest = Guest {
            lines: notes.collect(),
            ..Guest::default()
        };
        self.insert_addition(order_id, order, &guest)
    }

    /// Keeps the notes of dishes that a guest asks for.
    pub(super) fn insert_requested_notes(
        &self,
        order_id: i64,
        order: &Order,
        request: &RoundRequest,
    ) -> Result<(), StoreError> {
        let lines = request.lines.iter();
        let notes: BTreeMap<_, _> = lines
            .filter_map(|line| Some((line.id, line.note.clone()?)))
            .collect();
        let requests = (!notes.is_empty()).then_some((request.id, notes));
        let guest = Guest {
            requests: requests.into_iter().collect(),
            ..Guest::default()
        };
        self.insert_addition(order_id, order, &guest)
    }

    /// Stores the present name and note.
    pub(super) fn insert_details(&self, order_id: i64, order: &Order) -> Result<(), StoreError> {
        let guest = Guest {
            name: Some(order.customer_name.clone().unwrap_or_default()),
            note: Some(order.note.clone().unwrap_or_default()),
            ..Guest::default()
        };
        self.insert_addition(order_id, order, &guest)
    }

    /// Keeps what the checks of these numbers are called.
    pub(super) fn insert_labels(
        &self,
        order_id: i64,
        order: &Order,
        new: &[i64],
    ) -> Result<(), StoreError> {
        let checks = order.checks.iter().filter(|check| new.contains(&check.id));
        let labels = checks.filter_map(|check| Some((check.id, check.label.clone()?)));
        let guest = Guest {
            checks: labels.collect(),
            ..Guest::default()
        };
        self.insert_addition(order_id, order, &guest)
    }

    fn insert_addition(
        &self,
        order_id: i64,
        order: &Order,
        guest: &Guest,
    ) -> Result<(), StoreError> {
        if guest.is_silent() {
            return Ok(());
        }
        let insert = "insert into guest_additions (order_id, day, words) values (?1, ?2, ?3)";
        self.prepare_cached(insert)?.execute(params![
            order_id,
            order.day.to_string(),
            serde_json::to_string(guest)?
        ])?;
        Ok(())
    }

    /// Erases the words of up to `most` guests of closed orders of the days before `day`; answers of how many. The log
    /// of the database still has them until it is emptied ([`Store::empty_log`](super::Store::empty_log)).
    pub fn erase_guests_before(&self, day: BusinessDay, most: i64) -> Result<usize, StoreError> {
        // As many bytes as there were, so that the row is overwritten where it is.
        let erase = format!(
            "update guests set is_erased = 1, words = cast(zeroblob(octet_length(words)) as text)
             where order_id in ({REMEMBERED})"
        );
        let erase_additions = format!(
            "update guest_additions set is_erased = 1, words = cast(zeroblob(octet_length(words)) as text)
             where id in ({REMEMBERED_ADDITIONS})"
        );
        let mut erased = 0;
        for erase in [erase, erase_additions] {
            let mut erase = self.prepare_cached(&erase)?;
            erased += erase.execute(params![day.to_string(), most])?;
        }
        Ok(erased)
    }
}

#[cfg(test)]
pub(super) const REMEMBERED_BEFORE: &str = REMEMBERED;
