//! What the owner decides, and what everybody may know of it.

mod logo;

pub use logo::keep_logo_beside;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Address, BackupTrouble, COMMAND_LINE, Shop, ShopError, ShopSettings, background::Keeper,
    live::rooms, retry,
};
use crate::{
    domain::{Decisions, Refusal, Room, Settings, Staff},
    store::{Reader, Space, StoreError, Writer},
};

/// What a screen needs to know of the shop, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct ShopFacts {
    #[serde(flatten)]
    settings: Map<String, Value>,
    currency: &'static str,
    tables: Vec<String>,
    clock_ok: bool,
    clock_off_by_s: Option<i64>,
    disk_space: Space,
    backup_trouble: Option<BackupTrouble>,
    #[serde(flatten)]
    address: Address,
    version: &'static str,
    epoch: String,
}

impl ShopSettings {
    /// What a screen needs to know.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn facts(&self) -> Result<ShopFacts, ShopError> {
        let shop = self.0.clone();
        self.0
            .store
            .read(move |store| Ok(facts_in(&shop, store)?))
            .await
    }

    /// Tells every screen what has changed of this, for ever. Many changes at once are one telling.
    pub(super) async fn keep_facts(&self) {
        let mut changes = self.0.rooms.facts_changes();
        while changes.changed().await.is_ok() {
            let what = "the screens could not be updated about the shop";
            retry::until_done(what, || self.tell_facts()).await;
        }
    }

    async fn tell_facts(&self) -> Result<(), ShopError> {
        if !self.0.rooms.has_listeners(&Room::Shop) {
            return Ok(());
        }
        let _at_work = self.0.keepers.at_work(Keeper::Facts);
        // Before reading: a later change is sent again, with the next number.
        let (at, rev) = (self.0.clock.now(), self.0.rooms.facts_rev());
        let data = rooms::json(&self.facts().await?);
        let told = rooms::told("shop_update", &Room::Shop, rev, at, &data);
        self.0.rooms.tell_state(&Room::Shop, told);
        Ok(())
    }

    /// What the owner decided.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn current(&self) -> Result<Settings, ShopError> {
        self.0.store.read(|store| Ok(store.settings()?)).await
    }

    /// Decides anew; orders already placed keep what held when they were placed.
    ///
    /// # Errors
    /// When the shop cannot work with it.
    pub async fn change(
        &self,
        by: &Staff,
        change: impl FnOnce(Settings) -> Result<Settings, Refusal> + Send + 'static,
    ) -> Result<Settings, ShopError> {
        let (by, at, shop) = (by.name.clone(), self.0.clock.now(), self.0.clone());
        self.0
            .store
            .write(move |store| {
                let before = store.settings()?;
                let settings = change(before.clone())?.checked()?;
                let (shop, held) = (shop.clone(), settings.clone());
                store.after_commit(move || hold_to(&shop, &held));
                // What holds already is told to nobody.
                if settings != before {
                    store.update_settings(&settings)?;
                }
                for change in settings.difference(&before) {
                    store.insert_change(&change, &by, at)?;
                }
                Ok(settings)
            })
            .await
    }

    /// The newest of what was decided from the command line.
    pub(super) async fn newest_decision_beside(&self) -> Result<i64, ShopError> {
        let newest = |store: &Reader<'_>| Ok(store.newest_decision_by(COMMAND_LINE)?);
        self.0.store.read(newest).await
    }

    /// Has what another program wrote hold in this one, too. In the writer's turn: what is decided here
    /// meanwhile comes before or after it.
    pub(super) async fn take_up(&self) -> Result<(), ShopError> {
        let shop = self.0.clone();
        self.0
            .store
            .write(move |store| {
                let settings = store.settings()?;
                store.after_commit(move || hold_to(&shop, &settings));
                store.tell_settings();
                Ok(())
            })
            .await
    }
}

/// What a screen needs to know, as a moment of the file and of the shop has it.
pub(super) fn facts_in(shop: &Shop, store: &Reader<'_>) -> Result<ShopFacts, StoreError> {
    let mut settings = store.settings()?.public();
    // In the facts about a shop its name is its name.
    let name = settings.remove("shop_name").unwrap_or_default();
    settings.insert("name".to_owned(), name);
    Ok(ShopFacts {
        settings,
        currency: Settings::CURRENCY,
        tables: store.table_names()?,
        clock_ok: shop.clock.is_right(),
        clock_off_by_s: shop.clock.off_by_s(),
        disk_space: shop.store.space(),
        backup_trouble: shop.backup_status.trouble(),
        address: shop.whereabouts.address(),
        version: env!("CARGO_PKG_VERSION"),
        epoch: shop.epoch().to_owned(),
    })
}

/// Has what is decided hold at the door, too.
fn hold_to(shop: &Shop, settings: &Settings) {
    shop.limits.set(settings.limits);
    shop.whereabouts.hold_to(settings);
}

/// What is decided, for the command line.
///
/// # Errors
/// When it cannot be read.
pub fn decisions(store: &Reader<'_>) -> Result<Decisions, StoreError> {
    Ok(Decisions {
        settings: store.settings()?,
        wifi: store.wifi()?,
    })
}

/// Decides anew from the command line, beside an open shop or without one.
///
/// # Errors
/// When the file refuses.
pub fn decide_beside(
    store: &mut Writer<'_>,
    decided: &Decisions,
    at: Timestamp,
) -> Result<(), StoreError> {
    let before = decisions(store)?;
    let Decisions { settings, wifi } = decided;
    if *settings != before.settings {
        store.update_settings(settings)?;
    }
    if *wifi != before.wifi {
        store.update_wifi(wifi)?;
    }
    let changes = settings.difference(&before.settings).into_iter();
    for change in changes.chain(wifi.difference(&before.wifi)) {
        store.insert_change(&change, COMMAND_LINE, at)?;
    }
    Ok(())
}
