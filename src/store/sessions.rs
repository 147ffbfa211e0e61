//! Sessions: signed-in devices and paired screens.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{
    Reader, StoreError, Writer,
    rows::{Columns, millis},
    staff,
};
use crate::domain::{Staff, Till};

/// SHA-256 of a session's token: names it without being able to open it.
pub type TokenHash = [u8; 32];

/// A device to be let in.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// What its token is held against.
    pub token_hash: TokenHash,
    /// Whose it is.
    pub staff_id: i64,
    /// What it says it is: `Chrome · Android`.
    pub device: String,
    /// Where it is in the network.
    pub address: String,
    /// The till that it follows, if it is a display.
    pub till: Option<Till>,
    /// Now.
    pub at: Timestamp,
}

/// A device that was let in.
#[derive(Debug, Clone)]
pub struct Device {
    /// Its number.
    pub id: i64,
    /// What its token is held against.
    pub token_hash: TokenHash,
    /// Who is logged in there, or the screen that it is.
    pub staff: Staff,
    /// Whether it is a paired screen and not a person's.
    pub is_screen: bool,
    /// The till that it follows, if it is a display.
    pub till: Option<Till>,
    /// What it says it is.
    pub device: String,
    /// Where it was last.
    pub address: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used; to a few minutes.
    pub last_used_at: Timestamp,
}

impl Reader<'_> {
    /// The device with this token, if it was used since `fresh`; a screen of the shop may rest for
    /// as long as it likes.
    pub fn find_session(
        &self,
        token_hash: &TokenHash,
        fresh: Timestamp,
    ) -> Result<Option<Device>, StoreError> {
        let mut find = self.prepare_cached(&format!(
            "{DEVICES} where token_hash = ?2 and {MAY_COME_IN}"
        ))?;
        let mut rows = find.query(params![millis(fresh), token_hash])?;
        rows.next()?.map(device).transpose()
    }

    /// Every device that may come in, the last used first.
    pub fn devices(&self, fresh: Timestamp) -> Result<Vec<Device>, StoreError> {
        let mut list = self.prepare_cached(&format!(
            "{DEVICES} where {MAY_COME_IN} order by last_used_at desc, session_id desc"
        ))?;
        let mut rows = list.query([millis(fresh)])?;
        let mut devices = Vec::new();
        while let Some(row) = rows.next()? {
            devices.push(device(row)?);
        }
        Ok(devices)
    }

    /// The keys of all sessions that were not ended; some of them may have run out.
    pub fn session_keys(&self) -> Result<HashSet<TokenHash>, StoreError> {
        let mut list = self.prepare_cached(
            "select token_hash from sessions join staff on staff.id = staff_id where retired_at is null",
        )?;
        let keys = list.query_map([], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// Whether this address has a session.
    pub fn is_address_of_device(
        &self,
        address: &str,
        fresh: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached(
            "select exists (select 1 from sessions where address = ?1 and last_used_at >= ?2)",
        )?;
        Ok(find.query_row(params![address, millis(fresh)], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Lets a device in.
    pub fn insert_session(&self, session: &NewSession) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into sessions
                 (token_hash, staff_id, device, address, created_at, last_used_at, till)
             values (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
        )?
        .execute(params![
            session.token_hash,
            session.staff_id,
            session.device,
            session.address,
            millis(session.at),
            session.till.map(Till::number)
        ])?;
        Ok(())
    }

    /// Notes that a device was used, and where.
    pub fn touch_session(
        &self,
        token_hash: &TokenHash,
        address: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "update sessions set last_used_at = ?3, address = ?2 where token_hash = ?1",
        )?
        .execute(params![token_hash, address, millis(at)])?;
        Ok(())
    }

    /// Lets a device in no longer; answers what it was, if it was there. A screen is gone with it.
    pub fn end_session(
        &self,
        which: SessionsToEnd,
        at: Timestamp,
    ) -> Result<Vec<Device>, StoreError> {
        let (condition, value): (_, rusqlite::types::Value) = match which {
            SessionsToEnd::OfToken(hash) => ("token_hash = ?1", hash.to_vec().into()),
            SessionsToEnd::OfDevice(id) => ("sessions.id = ?1", id.into()),
            SessionsToEnd::OfStaff { id, .. } => ("staff_id = ?1", id.into()),
        };
        let mut find = self.prepare_cached(&format!("{DEVICES} where {condition}"))?;
        let mut rows = find.query([value])?;
        let mut ended = Vec::new();
        while let Some(row) = rows.next()? {
            ended.push(device(row)?);
        }
        if let SessionsToEnd::OfStaff { except, .. } = which {
            ended.retain(|device| Some(device.token_hash) != except);
        }
        for device in &ended {
            self.prepare_cached("delete from sessions where id = ?1")?
                .execute([device.id])?;
            if device.is_screen {
                self.set_retired(device.staff.id, Some(at))?;
            }
        }
        Ok(ended)
    }

    /// Forgets the devices of people that were not used since `at`.
    pub fn delete_sessions_unused_since(&self, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached(
            "delete from sessions where last_used_at < ?1
                 and staff_id in (select id from staff where pin_hash is not null)",
        )?
        .execute([millis(at)])?;
        Ok(())
    }
}

/// Which sessions end.
#[derive(Debug, Clone, Copy)]
pub enum SessionsToEnd {
    /// The one of a token.
    OfToken(TokenHash),
    /// The one with this number.
    OfDevice(i64),
    /// Every session of a person, but not this one.
    OfStaff {
        /// Whose.
        id: i64,
        /// Which stays.
        except: Option<TokenHash>,
    },
}

const DEVICES: &str = "
    select staff.*, sessions.id as session_id, token_hash, device, address,
           sessions.created_at as since, last_used_at, till, pin_hash is null as is_screen
    from sessions join staff on staff.id = staff_id";

/// The session of a screen never runs out; that of a person does.
const MAY_COME_IN: &str = "retired_at is null and (pin_hash is null or last_used_at >= ?1)";

fn device(row: &Row<'_>) -> Result<Device, StoreError> {
    Ok(Device {
        id: row.get("session_id")?,
        token_hash: row.get("token_hash")?,
        staff: staff::staff(row)?,
        is_screen: row.get("is_screen")?,
        till: row.get::<_, Option<i64>>("till")?.and_then(Till::new),
        device: row.get("device")?,
        address: row.get("address")?,
        created_at: row.time("since")?,
        last_used_at: row.time("last_used_at")?,
    })
}
