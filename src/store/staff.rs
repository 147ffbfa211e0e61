//! Who works here, and the devices on which they are logged in.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{
    Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{Role, Staff};

/// Somebody who works here, with what their PIN is checked against.
#[derive(Debug, Clone)]
pub struct StaffSecret {
    /// Who.
    pub staff: Staff,
    /// argon2id in PHC form.
    pub pin_hash: String,
}

impl Reader<'_> {
    /// Who logs in with this name; capitals do not matter.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find_staff(&self, name: &str) -> Result<Option<StaffSecret>, StoreError> {
        let mut find = self.prepare_cached(
            "select * from staff where name = ?1 collate nocase and retired_at is null",
        )?;
        let mut rows = find.query([name])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some(StaffSecret {
            staff: staff(row)?,
            pin_hash: row.get("pin_hash")?,
        }))
    }

    /// Whose session this is, if it was used since `fresh`; with when it was last used.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find_session(
        &self,
        token_hash: &[u8; 32],
        fresh: Timestamp,
    ) -> Result<Option<(Staff, Timestamp)>, StoreError> {
        let mut find = self.prepare_cached(
            "select staff.*, last_used_at from sessions join staff on staff.id = staff_id
             where token_hash = ?1 and last_used_at >= ?2 and retired_at is null",
        )?;
        let mut rows = find.query(params![token_hash, millis(fresh)])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        Ok(Some((staff(row)?, row.time("last_used_at")?)))
    }
}

impl Writer<'_> {
    /// Adds somebody.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when somebody who works here has that name.
    pub fn insert_staff(
        &self,
        name: &str,
        role: Role,
        pin_hash: &str,
        at: Timestamp,
    ) -> Result<Staff, StoreError> {
        self.prepare_cached(
            "insert into staff (name, role, pin_hash, created_at) values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![name, role.as_str(), pin_hash, millis(at)])?;
        Ok(Staff {
            id: self.last_insert_rowid(),
            name: name.to_owned(),
            role,
        })
    }

    /// Opens a session.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn insert_session(
        &self,
        token_hash: &[u8; 32],
        staff_id: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached("insert into sessions values (?1, ?2, ?3, ?3)")?
            .execute(params![token_hash, staff_id, millis(at)])?;
        Ok(())
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn touch_session(&self, token_hash: &[u8; 32], at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached("update sessions set last_used_at = ?2 where token_hash = ?1")?
            .execute(params![token_hash, millis(at)])?;
        Ok(())
    }

    /// Ends a session; says whether there was one.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn delete_session(&self, token_hash: &[u8; 32]) -> Result<bool, StoreError> {
        let gone = self
            .prepare_cached("delete from sessions where token_hash = ?1")?
            .execute([token_hash])?;
        Ok(gone > 0)
    }

    /// Forgets sessions that were not used since `at`.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn delete_sessions_unused_since(&self, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached("delete from sessions where last_used_at < ?1")?
            .execute([millis(at)])?;
        Ok(())
    }
}

fn staff(row: &Row<'_>) -> Result<Staff, StoreError> {
    Ok(Staff {
        id: row.get("id")?,
        name: row.get("name")?,
        role: row.word("role", Role::parse)?,
    })
}
