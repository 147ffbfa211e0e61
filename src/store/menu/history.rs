//! Who changed what on the menu, and when: only ever added to.

use jiff::Timestamp;
use rusqlite::params;

use crate::{
    domain::{MenuChange, MenuSubject},
    store::{
        Reader, StoreError, Writer,
        rows::{Columns, millis},
    },
};

/// A change of the menu as it was kept.
#[derive(Debug, Clone)]
pub struct KeptChange {
    /// Its number; later ones have higher ones.
    pub id: i64,
    /// When, by the shop's clock.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What kind of thing.
    pub subject: MenuSubject,
    /// Which one.
    pub subject_id: i64,
    /// What it was called.
    pub name: String,
    /// What of it.
    pub field: String,
    /// As it was, in words.
    pub before: Option<String>,
    /// As it became, in words.
    pub after: Option<String>,
}

/// A part of the history, the newest first, and where the next part begins.
#[derive(Debug, Clone)]
pub struct ChangePage {
    /// The newest first.
    pub changes: Vec<KeptChange>,
    /// Pass as `before` for more; none at the end.
    pub next: Option<i64>,
}

impl Reader<'_> {
    /// The history of the menu from the change before `before` backwards, 1..500 of it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn menu_changes(&self, before: i64, limit: i64) -> Result<ChangePage, StoreError> {
        let mut list = self.prepare_cached(
            "select * from menu_changes where id < ?1 order by id desc limit ?2 + 1",
        )?;
        let mut rows = list.query([before, limit])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(KeptChange {
                id: row.get("id")?,
                at: row.time("at")?,
                by: row.get("by")?,
                subject: row.word("subject", MenuSubject::parse)?,
                subject_id: row.get("subject_id")?,
                name: row.get("name")?,
                field: row.get("field")?,
                before: row.get("before")?,
                after: row.get("after")?,
            });
        }
        let limit = usize::try_from(limit).unwrap_or_default();
        let more = changes.len() > limit;
        changes.truncate(limit);
        let next = changes.last().filter(|_| more).map(|change| change.id);
        Ok(ChangePage { changes, next })
    }
}

impl Writer<'_> {
    /// Keeps a change of the menu. What is added and was there before has been brought back.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn insert_menu_change(
        &self,
        change: &MenuChange,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into menu_changes
                 (at, by, subject, subject_id, name, field, before, after)
             values
                 (?1, ?2, ?3, ?4, ?5,
                  iif(?6 = 'added' and exists
                          (select 1 from menu_changes
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
