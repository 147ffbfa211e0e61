//! Reads the newest time that the shop has seen, and moves stored times when its clock changes.

use jiff::{SignedDuration, Timestamp};
use rusqlite::params;

use super::{
    Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{BusinessDay, Change, Subject};

/// The day of the newest order since the clock was last changed.
pub(super) const DAY_REACHED: &str =
    "select day from orders where id > (select order_id from clock) order by id desc limit 1";

impl Reader<'_> {
    /// The newest moment there is in the file: when something last happened to an order, or what the clock was
    /// last set to.
    pub fn newest_moment(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut find = self.prepare_cached(
            "select coalesce((select at from events where events.seq > clock.seq order by events.seq desc limit 1),
                             set_at,
                             (select at from events order by events.seq desc limit 1)) as at
             from clock",
        )?;
        let mut rows = find.query([])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        row.time_if_any("at")
    }

    /// The business day that the shop has reached, by the orders since its clock was last changed.
    pub fn day_reached(&self) -> Result<Option<BusinessDay>, StoreError> {
        let mut find = self.prepare_cached(DAY_REACHED)?;
        let mut rows = find.query([])?;
        let day: Option<String> = rows.next()?.map(|row| row.get("day")).transpose()?;
        Ok(day.as_deref().and_then(BusinessDay::parse))
    }

    /// Whether something is remembered that lies ahead of `now`: the clock was set back while the shop was closed.
    pub fn has_deadlines_ahead_of(&self, now: Timestamp) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached(
            "select exists (select 1 from sessions where last_used_at > ?1)
                 or exists (select 1 from idempotency_keys where created_at > ?1)
                 or exists (select 1 from print_jobs where is_open = 1 and wanted_at > ?1)
                 or exists (select 1 from orders where expires_at > ?2)
                 or exists (select 1 from orders indexed by orders_open
                            where is_open = 1 and (ready_at > ?1 or completed_at > ?1))",
        )?;
        let latest = self.latest_expiry(now)?;
        Ok(find.query_row([millis(now), latest], |row| row.get(0))?)
    }

    /// When an order that is placed `now` runs out of time at the latest, in milliseconds since 1970.
    fn latest_expiry(&self, now: Timestamp) -> Result<i64, StoreError> {
        let minutes = self.settings()?.unpaid_expiry_minutes.max(60);
        Ok(millis(now) + 60_000 * minutes)
    }

    /// The newest time that the command line vouched for the clock, as the number of its line; 0 if it never did.
    pub fn newest_word_on_clock(&self, by: &str) -> Result<i64, StoreError> {
        let mut find = self.prepare_cached(
            "select ifnull(max(id), 0) from changes where subject = 'setting' and field = ?2 and by = ?1",
        )?;
        Ok(find.query_row([by, FIELD], |row| row.get(0))?)
    }
}

/// What the history calls it.
const FIELD: &str = "clock";

impl Writer<'_> {
    /// Notes in the history who changed the clock.
    pub fn note_clock(
        &self,
        from: Option<Timestamp>,
        to: Timestamp,
        by: &str,
    ) -> Result<(), StoreError> {
        let change = Change {
            subject: Subject::Setting,
            subject_id: 0,
            name: self.settings()?.shop_name,
            field: FIELD.to_owned(),
            before: from.map(|at| at.to_string()),
            after: Some(to.to_string()),
        };
        self.insert_change(&change, by, to)
    }

    /// Stores what the clock was set to: rows from now on come after that, even if the file has later times.
    pub fn set_clock(&self, to: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached(
            "update clock set set_at = ?1,
                 seq = (select ifnull(max(seq), 0) from events),
                 order_id = (select ifnull(max(id), 0) from orders)",
        )?
        .execute([millis(to)])?;
        Ok(())
    }

    /// Moves everything that is still waited for, or remembered for some time, along with the clock, so that as much
    /// time has passed and is left as before.
    pub fn move_deadlines(&self, by: SignedDuration) -> Result<(), StoreError> {
        let by = i64::try_from(by.as_millis()).unwrap_or_default();
        for moved in [
            "update orders set expires_at = expires_at + ?1 where expires_at is not null",
            // One that was reopened waits since it was completed.
            "update orders indexed by orders_open set ready_at = ready_at + ?1, completed_at = completed_at + ?1
             where is_open = 1 and ready_at is not null",
            "update sessions set last_used_at = last_used_at + ?1",
            "update idempotency_keys set created_at = created_at + ?1",
            "update print_jobs set created_at = created_at + ?1, wanted_at = wanted_at + ?1 where is_open = 1",
        ] {
            self.execute(moved, params![by])?;
        }
        Ok(())
    }

    /// Moves back stored times that lie too far ahead of `now`: the clock was set back while the shop was closed.
    pub fn hold_deadlines(&self, now: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "update orders set expires_at = ?1 where expires_at > ?1",
            [self.latest_expiry(now)?],
        )?;
        for held in [
            "update orders indexed by orders_open set ready_at = min(ready_at, ?1),
                 completed_at = min(completed_at, ?1)
             where is_open = 1 and (ready_at > ?1 or completed_at > ?1)",
            "update sessions set last_used_at = ?1 where last_used_at > ?1",
            "update idempotency_keys set created_at = ?1 where created_at > ?1",
            "update print_jobs set created_at = min(created_at, ?1), wanted_at = min(wanted_at, ?1)
             where is_open = 1 and wanted_at > ?1",
        ] {
            self.execute(held, params![millis(now)])?;
        }
        Ok(())
    }
}
