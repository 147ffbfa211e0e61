//! Who changed what, and when: only ever added to. The file itself refuses anything else.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{
    Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{Change, Chapter, Subject};

/// A change as it was kept.
#[derive(Debug, Clone)]
pub struct KeptChange {
    /// Its number; later ones have higher ones.
    pub id: i64,
    /// When, by the shop's clock.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What.
    pub change: Change,
}

impl Reader<'_> {
    /// The history, or one chapter of it, from the change before `before` backwards: up to `limit`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn changes(
        &self,
        chapter: Option<Chapter>,
        before: i64,
        limit: i64,
    ) -> Result<Vec<KeptChange>, StoreError> {
        let subjects = chapter.map_or(Subject::ALL, Chapter::subjects).iter();
        let subjects: Vec<&str> = subjects.map(|subject| subject.as_str()).collect();
        let mut list = self.prepare_cached(
            "select * from changes
             where id < ?1 and instr(?2, ',' || subject || ',') > 0
             order by id desc limit ?3",
        )?;
        let subjects = format!(",{},", subjects.join(","));
        let mut rows = list.query(params![before, subjects, limit])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(kept(row)?);
        }
        Ok(changes)
    }
}

impl Writer<'_> {
    /// Keeps a change. What is added and was there before has been brought back.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn insert_change(
        &self,
        change: &Change,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into changes
                 (at, by, subject, subject_id, name, field, before, after)
             values
                 (?1, ?2, ?3, ?4, ?5,
                  iif(?6 = 'added' and exists
                          (select 1 from changes
                           where subject = ?3 and subject_id = ?4 and field = 'retired'),
                      'restored', ?6),
                  ?7, ?8)",
        )?
        .execute(params![
            millis(at),
            by,
            change.subject.as_str(),
            change.subject_id,
            change.name,
            change.field,
            change.before,
            change.after,
        ])?;
        Ok(())
    }
}

fn kept(row: &Row<'_>) -> Result<KeptChange, StoreError> {
    Ok(KeptChange {
        id: row.get("id")?,
        at: row.time("at")?,
        by: row.get("by")?,
        change: Change {
            subject: row.word("subject", Subject::parse)?,
            subject_id: row.get("subject_id")?,
            name: row.get("name")?,
            field: row.get("field")?,
            before: row.get("before")?,
            after: row.get("after")?,
        },
    })
}
