//! Watermark of a database: tells whether there is anything new to back up.

use std::path::Path;

use rusqlite::Connection;

use crate::store::{Reader, StoreError, schema};

/// How far the shop had come when a backup was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watermark {
    epoch: String,
    /// The newest number of the journal.
    seq: i64,
    /// The newest number of the history.
    change: i64,
}

impl Watermark {
    fn of(shop: &Connection) -> rusqlite::Result<Self> {
        let question = "select epoch, (select coalesce(max(seq), 0) from events),
            (select coalesce(max(id), 0) from changes) from epoch";
        shop.query_row(question, [], |row| {
            Ok(Self {
                epoch: row.get(0)?,
                seq: row.get(1)?,
                change: row.get(2)?,
            })
        })
    }
}

impl Watermark {
    /// How far it had come in this backup; nothing when that is unknown.
    pub(super) fn in_file(file: &Path) -> Option<Self> {
        let shop = schema::open_to_read(file);
        shop.and_then(|shop| Self::of(&shop)).ok()
    }
}

impl Reader<'_> {
    /// How far the shop has come.
    pub fn mark(&self) -> Result<Watermark, StoreError> {
        Ok(Watermark::of(self)?)
    }
}
