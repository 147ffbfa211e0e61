//! Row ranges of the tables that are exported, and the queries that read them.
//!
//! An export reads a part at a time, each in a moment of its own: a range says where the rows are, so that what comes
//! in meanwhile is in no part.

use std::ops::Range;

use jiff::Timestamp;
use rusqlite::{Row, named_params};

use super::{Reader, StoreError, rows::millis};

/// A range of a table: rows after one and up to another, at most so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowRange {
    /// The row before the first.
    pub after: i64,
    /// The last.
    pub last: i64,
    /// How many of them are wanted.
    pub rows: i64,
}

impl RowRange {
    /// Reads `select min(id), max(id), count(*)`.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (first, last): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(Self {
            after: first.unwrap_or(1) - 1,
            last: last.unwrap_or(0),
            rows: row.get(2)?,
        })
    }
}

impl Reader<'_> {
    /// Where rows of a time are; `sql` asks with `:from` and `:to`.
    pub(super) fn range_of_time(
        &self,
        sql: &str,
        time: &Range<Timestamp>,
    ) -> Result<RowRange, StoreError> {
        let mut find = self.prepare_cached(sql)?;
        let time = named_params! { ":from": millis(time.start), ":to": millis(time.end) };
        Ok(find.query_row(time, RowRange::read)?)
    }

    /// Up to `limit` rows of a time within a range; `sql` asks with `:after`, `:last`, `:from`, `:to` and `:limit`.
    pub(super) fn list_of_time<T>(
        &self,
        sql: &str,
        (time, rows, limit): (&Range<Timestamp>, RowRange, i64),
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let which = named_params! {
            ":after": rows.after,
            ":last": rows.last,
            ":from": millis(time.start),
            ":to": millis(time.end),
            ":limit": limit,
        };
        self.list(sql, which, read)
    }
}
