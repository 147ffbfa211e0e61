//! What the owner decides, and what everybody may know of it.

use std::sync::PoisonError;

use serde::Serialize;

use super::{BackupTrouble, Shop, ShopError, rooms};
use crate::{
    domain::{Change, Language, PaymentMethod, PaymentTiming, Room, Settings, Staff, Subject},
    store::{Reader, Space, StoreError},
};

/// What a screen needs to know of the shop, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct ShopFacts {
    name: String,
    locale: Language,
    currency: &'static str,
    time_zone: String,
    payment_methods: Vec<PaymentMethod>,
    payment_timing: PaymentTiming,
    takes_orders: bool,
    unpaid_expiry_minutes: i64,
    tables: Vec<String>,
    kitchen_amber_minutes: i64,
    kitchen_red_minutes: i64,
    board_ready_minutes: i64,
    kiosk_idle_s: i64,
    clock_ok: bool,
    disk_space: Space,
    backup_trouble: Option<BackupTrouble>,
    public_url: String,
    version: &'static str,
    epoch: String,
}

impl Shop {
    /// What a screen needs to know.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn facts(&self) -> Result<ShopFacts, ShopError> {
        let shop = self.clone();
        self.store
            .read(move |store| Ok(shop.facts_in(store)?))
            .await
    }

    pub(super) fn facts_in(&self, store: &Reader<'_>) -> Result<ShopFacts, StoreError> {
        let settings = store.settings()?;
        Ok(ShopFacts {
            name: settings.shop_name,
            locale: settings.locale,
            currency: Settings::CURRENCY,
            time_zone: settings.time_zone,
            payment_methods: settings.payment_methods,
            payment_timing: settings.payment_timing,
            takes_orders: settings.takes_orders,
            unpaid_expiry_minutes: settings.unpaid_expiry_minutes,
            tables: store.tables()?,
            kitchen_amber_minutes: settings.kitchen_amber_minutes,
            kitchen_red_minutes: settings.kitchen_red_minutes,
            board_ready_minutes: settings.board_ready_minutes,
            kiosk_idle_s: settings.kiosk_idle_s,
            clock_ok: self.clock_is_right(),
            disk_space: self.store.space(),
            backup_trouble: self.backups.trouble(),
            public_url: self.public_url.to_string(),
            version: env!("CARGO_PKG_VERSION"),
            epoch: self.epoch().to_owned(),
        })
    }

    /// Tells every screen what has changed of this, for ever. Many changes at once are one telling.
    pub(super) async fn keep_facts(&self) {
        let mut changes = self.rooms.facts_changes();
        while changes.changed().await.is_ok() {
            if !self.rooms.has_listeners(&Room::Shop) {
                continue;
            }
            // Before the look: what changes after it is told again, with the next number.
            let (at, rev) = (self.clock.now(), self.rooms.facts_rev());
            match self.facts().await {
                Ok(facts) => {
                    let data = rooms::json(&facts);
                    let told = rooms::told("shop_update", &Room::Shop, rev, at, &data);
                    self.rooms.tell_state(&Room::Shop, told);
                }
                Err(error) => log::error!("the screens could not be told of the shop: {error}"),
            }
        }
    }

    /// What the owner decided.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn settings(&self) -> Result<Settings, ShopError> {
        self.store.read(|store| Ok(store.settings()?)).await
    }

    /// Decides anew; orders already placed keep what held when they were placed.
    ///
    /// # Errors
    /// When the shop cannot work with it.
    pub async fn change_settings(
        &self,
        by: &Staff,
        change: impl FnOnce(Settings) -> Settings + Send + 'static,
    ) -> Result<Settings, ShopError> {
        let (by, at, shop) = (by.name.clone(), self.clock.now(), self.clone());
        self.store
            .write(move |store| {
                let before = store.settings()?;
                let settings = change(before.clone()).checked()?;
                // What holds already is told to nobody.
                if settings != before {
                    store.update_settings(&settings)?;
                }
                for change in settings.difference(&before) {
                    store.insert_change(&change, &by, at)?;
                }
                // Here, where of two changes the later one is the later one.
                shop.hold_to(&settings);
                Ok(settings)
            })
            .await
    }

    /// Has what is decided hold at the door, too.
    fn hold_to(&self, settings: &Settings) {
        self.limits.set(settings.limits);
        let mut names = self
            .host_names
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        names.clone_from(&settings.host_names);
    }

    /// The tables there are, in the owner's order.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn tables(&self) -> Result<Vec<String>, ShopError> {
        self.store.read(|store| Ok(store.tables()?)).await
    }

    /// Says anew which tables there are.
    ///
    /// # Errors
    /// When two are the same, or one cannot stand on a card.
    pub async fn change_tables(
        &self,
        by: &Staff,
        tables: Vec<String>,
    ) -> Result<Vec<String>, ShopError> {
        let tables = Settings::checked_tables(&tables)?;
        let (by, at) = (by.name.clone(), self.clock.now());
        self.store
            .write(move |store| {
                let before = store.tables()?;
                if tables != before {
                    store.replace_tables(&tables)?;
                    let change = Change {
                        subject: Subject::Tables,
                        subject_id: 0,
                        name: String::new(),
                        field: "tables".to_owned(),
                        before: Some(before.join(", ")),
                        after: Some(tables.join(", ")),
                    };
                    store.insert_change(&change, &by, at)?;
                }
                Ok(tables)
            })
            .await
    }
}
