//! The history of changes to menu, staff and settings: append-only, by triggers of the database.

use std::ops::Range;

use jiff::Timestamp;
use rusqlite::{Row, named_params, params};

use crate::domain::{Change, HistoryScope, Subject};
use crate::store::{
    Reader, RowRange, StoreError, Writer,
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
    /// The history or one chapter of it, by one or all, from the change before `before` backwards: up to `limit`.
    pub fn changes(
        &self,
        scope: Option<HistoryScope>,
        by: Option<&str>,
        before: i64,
        limit: i64,
    ) -> Result<Vec<KeptChange>, StoreError> {
        let mut list = self.prepare_cached(
            "select * from changes
             where id < ?1 and instr(?2, ',' || subject || ',') > 0 and (?4 is null or by = ?4)
             order by id desc limit ?3",
        )?;
        let mut rows = list.query(params![before, subjects(scope), limit, by])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            changes.push(kept(row)?);
        }
        Ok(changes)
    }
}

impl Reader<'_> {
    /// Where the changes of this time are, or those of one chapter, by one or all.
    pub fn changes_of_time(
        &self,
        (scope, by): (Option<HistoryScope>, Option<&str>),
        time: &Range<Timestamp>,
    ) -> Result<RowRange, StoreError> {
        let mut find = self.prepare_cached(
            "select min(id), max(id), count(*) from changes
             where at >= ?1 and at < ?2 and instr(?3, ',' || subject || ',') > 0 and (?4 is null or by = ?4)",
        )?;
        let (from, to) = (millis(time.start), millis(time.end));
        let which = params![from, to, subjects(scope), by];
        Ok(find.query_row(which, RowRange::read)?)
    }

    /// Up to `limit` changes of this time within a stretch, the oldest first.
    pub fn list_changes_of_time(
        &self,
        (scope, by): (Option<HistoryScope>, Option<&str>),
        time: &Range<Timestamp>,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<KeptChange>, StoreError> {
        let mut list = self.prepare_cached(
            "select * from changes
             where id > :after and id <= :last and at >= :from and at < :to
                 and instr(:subjects, ',' || subject || ',') > 0 and (:by is null or by = :by)
             order by id limit :limit",
        )?;
        let mut rows = list.query(named_params! {
            ":after": rows.after,
            ":last": rows.last,
            ":from": millis(time.start),
            ":to": millis(time.end),
            ":subjects": subjects(scope),
            ":by": by,
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
    pub fn is_decided(&self, field: &str) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached(
            "select exists (select 1 from changes where subject = 'setting' and field = ?1)",
        )?;
        Ok(find.query_row([field], |row| row.get(0))?)
    }

    /// The newest change of a setting by this one; 0 if there is none.
    pub fn newest_decision_by(&self, by: &str) -> Result<i64, StoreError> {
        let mut find = self.prepare_cached(
            "select ifnull(max(id), 0) from changes where subject in ('setting', 'tables') and by = ?1",
        )?;
        Ok(find.query_row([by], |row| row.get(0))?)
    }
}

/// The words of a scope, or of all scopes, with a comma around each.
fn subjects(scope: Option<HistoryScope>) -> String {
    let subjects = scope.map_or(Subject::ALL, HistoryScope::subjects).iter();
    let subjects: Vec<&str> = subjects.map(|subject| subject.as_str()).collect();
    format!(",{},", subjects.join(","))
}

impl Writer<'_> {
    /// Keeps a change. What is added and was there before has been restored.
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
