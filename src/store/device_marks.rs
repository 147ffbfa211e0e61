//! Marks of devices on which staff have logged in: such a device is recognised, and its failed logins are counted
//! apart.

use jiff::Timestamp;
use rusqlite::params;

use super::{Reader, StoreError, TokenHash, Writer, rows::millis};
use crate::domain::text;

impl Reader<'_> {
    /// Whether a person whose name reads like this one has logged in on the device with this mark.
    pub fn is_device_of(&self, mark_hash: &TokenHash, name: &str) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached(
            "select name from device_marks join staff on staff.id = staff_id
             where mark_hash = ?1 and retired_at is null",
        )?;
        let (key, mut rows) = (text::key(name), find.query([mark_hash])?);
        while let Some(row) = rows.next()? {
            if text::key(&row.get::<_, String>("name")?) == key {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Writer<'_> {
    /// Notes that a person has logged in on the device with this mark.
    pub fn note_mark(
        &self,
        mark_hash: &TokenHash,
        staff_id: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into device_marks (mark_hash, staff_id, last_used_at) values (?1, ?2, ?3)
             on conflict (mark_hash, staff_id) do update set last_used_at = excluded.last_used_at",
        )?
        .execute(params![mark_hash, staff_id, millis(at)])?;
        Ok(())
    }

    /// Forgets the marks that were not used for a login since `at`.
    pub fn delete_marks_unused_since(&self, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached("delete from device_marks where last_used_at < ?1")?
            .execute([millis(at)])?;
        Ok(())
    }
}
