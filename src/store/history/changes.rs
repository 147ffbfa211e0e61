//! Who changed what, and when: only ever added to. The file itself refuses anything else.

use std::ops::Range;

use jiff::Timestamp;
use rusqlite::{Row, named_params, params};

use crate::domain::{Change, Chapter, Subject};
use crate::store::{
    Reader, StoreError, Stretch, Writer,
    rows::{Columns, millis},
};

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
        let mut list = self.prepare_cached(
            "select * from changes
             where id < ?1 and instr(?2, ',' || subject || ',') > 0
             order by id desc limit ?3",
        )?;
        let mut rows = list.query(params![before, subjects(chapter), limit])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(kept(row)?);
        }
        Ok(changes)
    }
}

impl Reader<'_> {
    /// Where the changes of this time are, or those of one chapter.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn changes_of_time(
        &self,
        chapter: Option<Chapter>,
        time: &Range<Timestamp>,
    ) -> Result<Stretch, StoreError> {
        let mut find = self.prepare_cached(
            "select min(id), max(id), count(*) from changes
             where at >= ?1 and at < ?2 and instr(?3, ',' || subject || ',') > 0",
        )?;
        let (from, to) = (millis(time.start), millis(time.end));
        Ok(find.query_row(params![from, to, subjects(chapter)], Stretch::read)?)
    }

    /// Up to `limit` changes of this time within a stretch, the oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn list_changes_of_time(
        &self,
        (chapter, time): (Option<Chapter>, &Range<Timestamp>),
        stretch: Stretch,
        limit: i64,
    ) -> Result<Vec<KeptChange>, StoreError> {
        let mut list = self.prepare_cached(
            "select * from changes
             where id > :after and id <= :last and at >= :from and at < :to
                 and instr(:subjects, ',' || subject || ',') > 0
             order by id limit :limit",
        )?;
        let mut rows = list.query(named_params! {
            ":after": stretch.after,
            ":last": stretch.last,
            ":from": millis(time.start),
            ":to": millis(time.end),
            ":subjects": subjects(chapter),
            ":limit": limit,
        })?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(kept(row)?);
        }
        Ok(changes)
    }
}

impl Reader<'_> {
    /// Whether this setting was ever changed.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_decided(&self, field: &str) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached(
            "select exists (select 1 from changes where subject = 'setting' and field = ?1)",
        )?;
        Ok(find.query_row([field], |row| row.get(0))?)
    }

    /// The newest change of a setting by this one; 0 if there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn newest_decision_by(&self, by: &str) -> Result<i64, StoreError> {
        let mut find = self.prepare_cached(
            "select ifnull(max(id), 0) from changes where subject in ('setting', 'tables') and by = ?1",
        )?;
        Ok(find.query_row([by], |row| row.get(0))?)
    }
}

/// The words of a chapter, or of all of them, with a comma around each.
fn subjects(chapter: Option<Chapter>) -> String {
    let subjects = chapter.map_or(Subject::ALL, Chapter::subjects).iter();
    let subjects: Vec<&str> = subjects.map(|subject| subject.as_str()).collect();
    format!(",{},", subjects.join(","))
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
