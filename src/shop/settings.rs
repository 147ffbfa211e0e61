//! Settings: read and changed, and published to every screen as the shop's public information.

mod logo;
mod qris;

pub use logo::set_logo_from_command;

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Address, BackupTrouble, COMMAND_LINE, Shop, ShopError, ShopSettings,
    background::BackgroundTask, live::rooms, retry,
};
use crate::{
    domain::{
        AllSettings, LONGEST_PAUSE, OpeningNow, QrisView, Refusal, Room, Settings, ShopTime, Staff,
        Stock, rests_until,
    },
    store::{Reader, Space, StoreError, Writer},
};

/// The least time between two messages to every screen: counted dishes change with each order of a rush.
const PACE: Duration = Duration::from_millis(250);

/// What a screen needs to know of the shop, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct ShopInfo {
    #[serde(flatten)]
    settings: Map<String, Value>,
    currency: &'static str,
    opening: OpeningNow,
    stock: Stock,
    resting_categories: Vec<i64>,
    tables: Vec<String>,
    qris: Option<QrisView>,
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
    pub async fn info(&self) -> Result<ShopInfo, ShopError> {
        let shop = self.0.clone();
        self.0
            .store
            .read(move |store| Ok(shop_info_in(&shop, store)?))
            .await
    }

    /// Publishes every change of it; never returns. Many changes at once are one message.
    pub(super) async fn run_shop_info_updates(&self) {
        let mut changes = self.0.rooms.shop_info_changes();
        while changes.changed().await.is_ok() {
            let what = "the screens could not be updated about the shop";
            retry::until_done(what, || self.publish_shop_info()).await;
            tokio::time::sleep(PACE).await;
        }
    }

    async fn publish_shop_info(&self) -> Result<(), ShopError> {
        if !self.0.rooms.has_listeners(&Room::Shop) {
            return Ok(());
        }
        let _at_work = self.0.background_tasks.at_work(BackgroundTask::ShopInfo);
        // Before reading: a later change is sent again, with the next number.
        let (at, rev) = (self.0.clock.now(), self.0.rooms.shop_info_rev());
        let data = rooms::json(&self.info().await?);
        let message = rooms::message("shop_update", &Room::Shop, rev, at, &data);
        self.0.rooms.publish_state(&Room::Shop, message);
        Ok(())
    }

    /// What the owner decided.
    pub async fn current(&self) -> Result<Settings, ShopError> {
        self.0.store.read(|store| Ok(store.settings()?)).await
    }

    /// Changes the settings; orders already placed keep what held when they were placed.
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
                // Without a change nothing is published.
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

    /// Pauses the orders of guests for so many minutes from now, or ends the pause with 0.
    ///
    /// # Errors
    /// [`Refusal::UnfitSetting`] for more than [`LONGEST_PAUSE`], or less than nothing.
    pub async fn pause(&self, by: &Staff, minutes: i64) -> Result<OpeningNow, ShopError> {
        if !(0..=LONGEST_PAUSE).contains(&minutes) {
            return Err(Refusal::UnfitSetting { field: "minutes" }.into());
        }
        let now = self.0.time();
        let until = match minutes {
            0 => 0,
            _ => now.at.as_millisecond() + minutes * 60_000,
        };
        let changed = self.change(by, move |mut settings| {
            settings.hours.paused_until_ms = until;
            Ok(settings)
        });
        Ok(changed.await?.opening(now))
    }

    /// Whether guests can order now, and the categories of which they cannot.
    pub(super) async fn opening(&self) -> Result<(OpeningNow, Vec<i64>), ShopError> {
        let now = self.0.time();
        let asked = move |store: &Reader<'_>| {
            let settings = store.settings()?;
            Ok((settings.opening(now), resting(store, &settings, now)?))
        };
        self.0.store.read(asked).await
    }

    /// The newest of what was decided from the command line.
    pub(super) async fn newest_change_from_command(&self) -> Result<i64, ShopError> {
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
                store.publish_settings();
                Ok(())
            })
            .await
    }
}

/// What a screen needs to know, as a moment of the file and of the shop has it.
pub(super) fn shop_info_in(shop: &Shop, store: &Reader<'_>) -> Result<ShopInfo, StoreError> {
    let decided = store.settings()?;
    let mut settings = decided.public();
    // In the facts about a shop its name is its name.
    let name = settings.remove("shop_name").unwrap_or_default();
    settings.insert("name".to_owned(), name);
    Ok(ShopInfo {
        settings,
        currency: Settings::CURRENCY,
        opening: decided.opening(shop.time()),
        stock: store.stock()?,
        resting_categories: resting(store, &decided, shop.time())?,
        tables: store.table_names()?,
        qris: decided.qris.view(),
        clock_ok: shop.clock.is_right(),
        clock_off_by_s: shop.clock.off_by_s(),
        disk_space: shop.store.space(),
        backup_trouble: shop.backup_status.trouble(),
        address: shop.network_addresses.address(),
        version: env!("CARGO_PKG_VERSION"),
        epoch: shop.epoch().to_owned(),
    })
}

/// The categories from which guests cannot order now, because it is outside of their hours.
fn resting(store: &Reader<'_>, settings: &Settings, now: ShopTime) -> Result<Vec<i64>, StoreError> {
    let served = store.served_hours()?;
    let zone = settings.zone();
    let resting = served
        .into_iter()
        .filter(|(_, served)| rests_until(served, &zone, now).is_some());
    Ok(resting.map(|(id, _)| id).collect())
}

/// Applies the settings to limits and addresses.
fn hold_to(shop: &Shop, settings: &Settings) {
    shop.limits.set(settings.limits);
    shop.network_addresses.hold_to(settings);
}

/// What is decided, for the command line.
pub fn decisions(store: &Reader<'_>) -> Result<AllSettings, StoreError> {
    Ok(AllSettings {
        settings: store.settings()?,
        wifi: store.wifi()?,
    })
}

/// Changes settings from the command line, also while a server has the shop open.
pub fn change_settings_from_command(
    store: &mut Writer<'_>,
    decided: &AllSettings,
    at: Timestamp,
) -> Result<(), StoreError> {
    let before = decisions(store)?;
    let AllSettings { settings, wifi } = decided;
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
