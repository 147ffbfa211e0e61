//! Staff: people with a PIN, and screens without one.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{
    Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{Role, Staff, text};

/// A member of the staff, with the hash of their PIN.
#[derive(Debug, Clone)]
pub struct StaffSecret {
    /// Who.
    pub staff: Staff,
    /// argon2id in PHC form.
    pub pin_hash: String,
}

/// A member of the staff, or one who was retired.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub staff: Staff,
    /// Since when.
    pub created_at: Timestamp,
    /// When one of their devices was last used; none if they are logged in nowhere.
    pub last_seen: Option<Timestamp>,
    /// Until when.
    pub retired_at: Option<Timestamp>,
}

impl Reader<'_> {
    /// Who logs in with a name that reads like this one; capitals do not matter. Names that were written before texts
    /// had one spelling may differ in what cannot be seen: of two that read the same, it is the one spelt like this.
    pub fn find_staff(&self, name: &str) -> Result<Option<StaffSecret>, StoreError> {
        let mut find = self.prepare_cached(
            "select * from staff where retired_at is null and pin_hash is not null order by id",
        )?;
        let (key, mut rows) = (text::key(name), find.query([])?);
        let mut found = None;
        while let Some(row) = rows.next()? {
            let one = secret(row)?;
            if one.staff.name.eq_ignore_ascii_case(name.trim()) {
                return Ok(Some(one));
            }
            if found.is_none() && text::key(&one.staff.name) == key {
                found = Some(one);
            }
        }
        Ok(found)
    }

    /// Who works here under this number, with what their PIN is checked against.
    pub fn staff_with_secret(&self, id: i64) -> Result<Option<StaffSecret>, StoreError> {
        let mut find = self.prepare_cached(
            "select * from staff where id = ?1 and retired_at is null and pin_hash is not null",
        )?;
        let mut rows = find.query([id])?;
        rows.next()?.map(secret).transpose()
    }

    /// Whether another one who works here, or a screen that does, has a name that reads like this one.
    pub fn is_name_taken(&self, name: &str, except: Option<i64>) -> Result<bool, StoreError> {
        let mut list = self
            .prepare_cached("select name from staff where retired_at is null and id is not ?1")?;
        let (key, mut rows) = (text::key(name), list.query([except])?);
        while let Some(row) = rows.next()? {
            if text::key(&row.get::<_, String>("name")?) == key {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many owners the shop has.
    pub fn count_owners(&self) -> Result<i64, StoreError> {
        let mut count = self.prepare_cached(
            "select count(*) from staff where role = 'owner' and retired_at is null",
        )?;
        Ok(count.query_row([], |row| row.get(0))?)
    }

    /// The people who work or worked here, by name.
    pub fn members(&self) -> Result<Vec<Member>, StoreError> {
        let mut list =
            self.prepare_cached(&format!("{MEMBERS} order by name collate nocase, id"))?;
        let mut rows = list.query([])?;
        let mut members = Vec::new();
        while let Some(row) = rows.next()? {
            members.push(member(row)?);
        }
        Ok(members)
    }

    /// One of them.
    pub fn member(&self, id: i64) -> Result<Option<Member>, StoreError> {
        let mut find = self.prepare_cached(&format!("{MEMBERS} and id = ?1"))?;
        let mut rows = find.query([id])?;
        rows.next()?.map(member).transpose()
    }
}

impl Writer<'_> {
    /// Adds a member of the staff; without a PIN it is a screen.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when a member of the staff has that name.
    pub fn insert_staff(
        &self,
        name: &str,
        role: Role,
        pin_hash: Option<&str>,
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

    /// Updates a name and a role, and the PIN if there is a new one.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another member of the staff has that name.
    pub fn update_staff(&self, staff: &Staff, pin_hash: Option<&str>) -> Result<(), StoreError> {
        self.prepare_cached(
            "update staff set name = ?2, role = ?3, pin_hash = ifnull(?4, pin_hash) where id = ?1",
        )?
        .execute(params![staff.id, staff.name, staff.role.as_str(), pin_hash])?;
        Ok(())
    }

    /// Sets until when a person worked here; none if they are back.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another member of the staff has that name now.
    pub fn set_retired(&self, id: i64, at: Option<Timestamp>) -> Result<(), StoreError> {
        self.prepare_cached("update staff set retired_at = ?2 where id = ?1")?
            .execute(params![id, at.map(millis)])?;
        Ok(())
    }
}

const MEMBERS: &str = "
    select *, (select max(last_used_at) from sessions where staff_id = staff.id) as last_seen
    from staff where pin_hash is not null";

fn member(row: &Row<'_>) -> Result<Member, StoreError> {
    Ok(Member {
        staff: staff(row)?,
        created_at: row.time("created_at")?,
        last_seen: row.time_if_any("last_seen")?,
        retired_at: row.time_if_any("retired_at")?,
    })
}

fn secret(row: &Row<'_>) -> Result<StaffSecret, StoreError> {
    Ok(StaffSecret {
        staff: staff(row)?,
        pin_hash: row.get("pin_hash")?,
    })
}

pub(super) fn staff(row: &Row<'_>) -> Result<Staff, StoreError> {
    Ok(Staff {
        id: row.get("id")?,
        name: row.get("name")?,
        role: row.word("role", Role::parse)?,
    })
}
