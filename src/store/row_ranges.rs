//! Row ranges of the tables that are exported.

use rusqlite::Row;

/// A stretch of a table: of its rows after one and up to another, so many are wanted.
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
