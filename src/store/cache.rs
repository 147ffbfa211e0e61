//! The writer's cache of the menu, what is left of it, the settings and the printers.
//!
//! Menu, settings and printers are part of every order and change seldom. A copy is worth nothing unless it is of the
//! same transaction: a job that is undone takes back what it made the writer remember, a batch that fails makes it
//! forget all, and so does a commit of another connection (the command line, `sqlite3`).

use std::sync::Arc;

use rusqlite::Connection;

use super::{StoreError, Writer};
use crate::domain::{Menu, Printer, Settings, Stock};

/// Cloned for each job, so that it can be put back.
#[derive(Clone, Default)]
pub(super) struct WriterCache {
    menu: Option<Arc<Menu>>,
    settings: Option<Arc<Settings>>,
    pub(super) printers: Option<Arc<[Printer]>>,
    pub(super) stock: Option<Arc<Stock>>,
    /// SQLite's `data_version`, which only the commits of other connections change.
    version: i64,
}

impl WriterCache {
    /// Forgets everything if another connection has committed since the last call. Within a transaction: from then on
    /// none can.
    pub(super) fn forget_if_stale(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let mut ask = connection.prepare_cached("pragma data_version")?;
        let version = ask.query_row([], |row| row.get(0))?;
        if version != self.version {
            *self = Self {
                version,
                ..Self::default()
            };
        }
        Ok(())
    }
}

impl Writer<'_> {
    /// The menu of this transaction.
    pub fn current_menu(&mut self) -> Result<Arc<Menu>, StoreError> {
        if let Some(menu) = &self.cache.menu {
            return Ok(menu.clone());
        }
        let menu = Arc::new(self.menu()?);
        self.remember_menu(&menu);
        Ok(menu)
    }

    /// The settings of this transaction.
    pub fn current_settings(&mut self) -> Result<Arc<Settings>, StoreError> {
        if let Some(settings) = &self.cache.settings {
            return Ok(settings.clone());
        }
        let settings = Arc::new(self.settings()?);
        self.cache.settings = Some(settings.clone());
        Ok(settings)
    }

    /// The menu has changed to this one.
    pub(super) fn remember_menu(&mut self, menu: &Arc<Menu>) {
        self.cache.menu = Some(menu.clone());
    }

    pub(super) fn forget_settings(&mut self) {
        self.cache.settings = None;
    }
}
