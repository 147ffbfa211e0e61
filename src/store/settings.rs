//! The one row of settings.

use rusqlite::named_params;

use super::{Reader, StoreError, Writer, rows::Columns};
use crate::domain::{
    BackupRules, Language, Limits, PaymentMethod, PaymentTiming, Settings, Sounds, Speaker,
};

impl Reader<'_> {
    /// What the owner decided.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn settings(&self) -> Result<Settings, StoreError> {
        let mut find = self.prepare_cached("select * from settings")?;
        let mut rows = find.query([])?;
        let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        let methods: String = row.get("payment_methods")?;
        let host_names: String = row.get("host_names")?;
        let host_names = host_names.split(',').filter(|name| !name.is_empty());
        let sounding: String = row.get("sound_screens")?;
        Ok(Settings {
            shop_name: row.get("shop_name")?,
            street_address: row.get("street_address")?,
            logo_url: row.get("logo_url")?,
            locale: row.word("locale", Language::parse)?,
            time_zone: row.get("time_zone")?,
            day_cutoff_minutes: row.get("day_cutoff_minutes")?,
            payment_timing: row.word("payment_timing", PaymentTiming::parse)?,
            unpaid_expiry_minutes: row.get("unpaid_expiry_minutes")?,
            completes_ready_orders: row.get("completes_ready_orders")?,
            takes_orders: row.get("takes_orders")?,
            kitchen_amber_minutes: row.get("kitchen_amber_minutes")?,
            kitchen_red_minutes: row.get("kitchen_red_minutes")?,
            board_ready_minutes: row.get("board_ready_minutes")?,
            kiosk_idle_s: row.get("kiosk_idle_s")?,
            sounds: Sounds {
                volume_percent: row.get("sound_volume_percent")?,
                screens: sounding.split(',').filter_map(Speaker::parse).collect(),
            },
            limits: Limits {
                orders_per_minute: row.get("limit_orders_per_minute")?,
                unpaid_orders: row.get("limit_unpaid_orders")?,
                kiosk_orders_per_minute: row.get("limit_kiosk_orders_per_minute")?,
                lookups_per_minute: row.get("limit_lookups_per_minute")?,
                unknown_orders_per_minute: row.get("limit_unknown_orders_per_minute")?,
                sockets: row.get("limit_sockets")?,
                messages_per_minute: row.get("limit_messages_per_minute")?,
                connections: row.get("limit_connections")?,
            },
            host_names: host_names.map(str::to_owned).collect(),
            backups: BackupRules {
                hourly: row.get("backup_hourly")?,
                daily: row.get("backup_daily")?,
                weekly: row.get("backup_weekly")?,
                place: row.get("backup_place")?,
            },
            local_name: row.get("local_name")?,
            preferred_interface: row.get("preferred_interface")?,
            payment_methods: methods
                .split(',')
                .filter_map(PaymentMethod::parse)
                .collect(),
        })
    }

    /// Whether the first start was gone through to its end.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_set_up(&self) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached("select is_set_up from settings")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }

    /// The address that stands on the shop's cards; none while there are none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn printed_url(&self) -> Result<Option<String>, StoreError> {
        let mut find = self.prepare_cached("select printed_url from settings")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Notes that the first start was gone through to its end.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn set_is_set_up(&self) -> Result<(), StoreError> {
        self.prepare_cached("update settings set is_set_up = 1")?
            .execute([])?;
        Ok(())
    }

    /// Notes what stands on the shop's cards and has every screen told.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn set_printed_url(&mut self, url: &str) -> Result<(), StoreError> {
        self.prepare_cached("update settings set printed_url = :url")?
            .execute(named_params! { ":url": url })?;
        self.announce(super::News::Facts);
        Ok(())
    }

    /// Writes what the owner decided and has every screen told.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn update_settings(&mut self, settings: &Settings) -> Result<(), StoreError> {
        let methods: Vec<_> = settings
            .payment_methods
            .iter()
            .map(|method| method.as_str())
            .collect();
        let sounding = settings.sounds.screens.iter();
        let sounding: Vec<_> = sounding.map(|screen| screen.as_str()).collect();
        self.prepare_cached(
            "update settings set
                 shop_name = :shop_name, street_address = :street_address, logo_url = :logo_url,
                 locale = :locale, time_zone = :time_zone,
                 day_cutoff_minutes = :day_cutoff_minutes, payment_timing = :payment_timing,
                 unpaid_expiry_minutes = :unpaid_expiry_minutes,
                 completes_ready_orders = :completes_ready_orders, takes_orders = :takes_orders,
                 payment_methods = :payment_methods,
                 kitchen_amber_minutes = :kitchen_amber_minutes,
                 kitchen_red_minutes = :kitchen_red_minutes,
                 board_ready_minutes = :board_ready_minutes, kiosk_idle_s = :kiosk_idle_s,
                 sound_volume_percent = :sound_volume_percent, sound_screens = :sound_screens,
                 limit_orders_per_minute = :orders_per_minute,
                 limit_unpaid_orders = :unpaid_orders,
                 limit_kiosk_orders_per_minute = :kiosk_orders_per_minute,
                 limit_lookups_per_minute = :lookups_per_minute,
                 limit_unknown_orders_per_minute = :unknown_orders_per_minute,
                 limit_sockets = :sockets, limit_messages_per_minute = :messages_per_minute,
                 limit_connections = :connections, host_names = :host_names,
                 backup_hourly = :backup_hourly, backup_daily = :backup_daily,
                 backup_weekly = :backup_weekly, backup_place = :backup_place,
                 local_name = :local_name, preferred_interface = :preferred_interface",
        )?
        .execute(named_params! {
            ":shop_name": settings.shop_name,
            ":street_address": settings.street_address,
            ":logo_url": settings.logo_url,
            ":locale": settings.locale.as_str(),
            ":time_zone": settings.time_zone,
            ":day_cutoff_minutes": settings.day_cutoff_minutes,
            ":payment_timing": settings.payment_timing.as_str(),
            ":unpaid_expiry_minutes": settings.unpaid_expiry_minutes,
            ":completes_ready_orders": settings.completes_ready_orders,
            ":takes_orders": settings.takes_orders,
            ":payment_methods": methods.join(","),
            ":kitchen_amber_minutes": settings.kitchen_amber_minutes,
            ":kitchen_red_minutes": settings.kitchen_red_minutes,
            ":board_ready_minutes": settings.board_ready_minutes,
            ":kiosk_idle_s": settings.kiosk_idle_s,
            ":sound_volume_percent": settings.sounds.volume_percent,
            ":sound_screens": sounding.join(","),
            ":orders_per_minute": settings.limits.orders_per_minute,
            ":unpaid_orders": settings.limits.unpaid_orders,
            ":kiosk_orders_per_minute": settings.limits.kiosk_orders_per_minute,
            ":lookups_per_minute": settings.limits.lookups_per_minute,
            ":unknown_orders_per_minute": settings.limits.unknown_orders_per_minute,
            ":sockets": settings.limits.sockets,
            ":messages_per_minute": settings.limits.messages_per_minute,
            ":connections": settings.limits.connections,
            ":host_names": settings.host_names.join(","),
            ":backup_hourly": settings.backups.hourly,
            ":backup_daily": settings.backups.daily,
            ":backup_weekly": settings.backups.weekly,
            ":backup_place": settings.backups.place,
            ":local_name": settings.local_name,
            ":preferred_interface": settings.preferred_interface,
        })?;
        self.forget_settings();
        self.tell_settings();
        Ok(())
    }

    /// Has every screen told what the owner decided.
    pub fn tell_settings(&mut self) {
        self.announce(super::News::Facts);
    }
}
