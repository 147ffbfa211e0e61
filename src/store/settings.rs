//! The owner's settings as one JSON document, and state of the program.
//!
//! A document and not a column for each setting: a new setting is then no migration, and a setting of a newer program
//! is still there after an older one has written its own. `Settings` in the domain is what it holds.

use rusqlite::{Connection, named_params};

use super::{Reader, StoreError, Writer, conversion, schema};
use crate::domain::Settings;

impl Reader<'_> {
    /// What the owner decided.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        Ok(Settings::from_document(&document(self)?)?)
    }

    /// Whether the first start was gone through to its end.
    pub fn is_set_up(&self) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached("select is_set_up from shop_state")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }

    /// The address that stands on the shop's cards; none while there are none.
    pub fn printed_url(&self) -> Result<Option<String>, StoreError> {
        let mut find = self.prepare_cached("select printed_url from shop_state")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Notes that the first start was gone through to its end.
    pub fn set_is_set_up(&self) -> Result<(), StoreError> {
        self.prepare_cached("update shop_state set is_set_up = 1")?
            .execute([])?;
        Ok(())
    }

    /// Notes which address is printed on the cards, and publishes it.
    pub fn set_printed_url(&mut self, url: &str) -> Result<(), StoreError> {
        self.prepare_cached("update shop_state set printed_url = :url")?
            .execute(named_params! { ":url": url })?;
        self.publish_after_commit(super::Committed::ShopInfo);
        Ok(())
    }

    /// Writes the settings and publishes them. Members of the document that this program does not know stay.
    pub fn update_settings(&mut self, settings: &Settings) -> Result<(), StoreError> {
        let whole = settings.written_over(&document(self)?)?;
        write(self, &whole)?;
        self.forget_settings();
        self.publish_settings();
        Ok(())
    }

    /// Publishes the settings.
    pub fn publish_settings(&mut self) {
        self.publish_after_commit(super::Committed::ShopInfo);
    }
}

/// The settings in a shop's file, which an older program may have made.
pub(super) fn in_file(shop: &Connection) -> Result<Settings, StoreError> {
    let document = if schema::has_column(shop, "settings", "document")? {
        document(shop)?
    } else {
        conversion::document(shop, "settings")?.to_string()
    };
    Ok(Settings::from_document(&document)?)
}

/// Writes what the document lacks of a new shop's settings: what holds in a shop stays, also under a later program with
/// other defaults.
pub(super) fn complete(shop: &Connection) -> Result<(), StoreError> {
    let there = document(shop)?;
    let whole = Settings::from_document(&there)?.written_over(&there)?;
    if whole != there {
        write(shop, &whole)?;
    }
    Ok(())
}

fn document(shop: &Connection) -> Result<String, StoreError> {
    let mut find = shop.prepare_cached("select document from settings")?;
    Ok(find.query_row([], |row| row.get(0))?)
}

pub(super) fn write(shop: &Connection, document: &str) -> Result<(), StoreError> {
    shop.prepare_cached("update settings set document = ?1")?
        .execute([document])?;
    Ok(())
}
