//! Reads rows, and converts between values of the domain and columns of the database.

use jiff::Timestamp;
use rusqlite::{Params, Row, types::Type};

use super::{Reader, StoreError};
use crate::domain::Money;

/// Milliseconds since 1970, as times are stored.
pub(super) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

impl Reader<'_> {
    /// All rows of a query, each as `read` reads it.
    pub(super) fn list<T>(
        &self,
        sql: &str,
        parameters: impl Params,
        read: fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut list = self.prepare_cached(sql)?;
        let mut rows = list.query(parameters)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(row)?);
        }
        Ok(all)
    }
}

/// Column readers that name the column when its content makes no sense.
pub(super) trait Columns {
    fn time(&self, column: &str) -> Result<Timestamp, StoreError>;
    fn time_if_any(&self, column: &str) -> Result<Option<Timestamp>, StoreError>;
    fn money(&self, column: &str) -> Result<Money, StoreError>;
    /// A column that holds one of the domain's words.
    fn word<T>(&self, column: &str, parse: fn(&str) -> Option<T>) -> Result<T, StoreError>;
}

impl Columns for Row<'_> {
    fn time(&self, column: &str) -> Result<Timestamp, StoreError> {
        self.time_if_any(column)?.ok_or_else(|| unreadable(column))
    }

    fn time_if_any(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        let millis: Option<i64> = self.get(column)?;
        millis
            .map(|millis| Timestamp::from_millisecond(millis).map_err(|_| unreadable(column)))
            .transpose()
    }

    fn money(&self, column: &str) -> Result<Money, StoreError> {
        Ok(Money::new(self.get(column)?))
    }

    fn word<T>(&self, column: &str, parse: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let text = self.get_ref(column)?;
        let text = text
            .as_str()
            .map_err(|_| rusqlite::Error::InvalidColumnType(0, column.to_owned(), Type::Text))?;
        parse(text).ok_or_else(|| unreadable(column))
    }
}

fn unreadable(column: &str) -> StoreError {
    StoreError::Unreadable(column.to_owned())
}
