//! The guests' Wi-Fi: one row.

use rusqlite::params;

use super::{Committed, Reader, StoreError, Writer, rows::Columns};
use crate::domain::{Wifi, WifiSecurity};

impl Reader<'_> {
    /// The guests' Wi-Fi.
    pub fn wifi(&self) -> Result<Wifi, StoreError> {
        let mut find = self.prepare_cached("select * from wifi")?;
        let mut rows = find.query([])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        Ok(Wifi {
            name: row.get("name")?,
            password: row.get("password")?,
            security: row.word("security", WifiSecurity::parse)?,
            is_hidden: row.get("is_hidden")?,
        })
    }
}

impl Writer<'_> {
    /// Writes it. Every screen learns that something has changed, but not what.
    pub fn update_wifi(&mut self, wifi: &Wifi) -> Result<(), StoreError> {
        self.prepare_cached(
            "update wifi set name = ?1, password = ?2, security = ?3, is_hidden = ?4",
        )?
        .execute(params![
            wifi.name,
            wifi.password,
            wifi.security.as_str(),
            wifi.is_hidden,
        ])?;
        self.publish_after_commit(Committed::ShopInfo);
        Ok(())
    }
}
