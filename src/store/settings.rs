//! The one row of settings.

use rusqlite::named_params;

use super::{Reader, StoreError, Writer, rows::Columns};
use crate::domain::{Language, PaymentMethod, PaymentTiming, Settings};

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
        Ok(Settings {
            shop_name: row.get("shop_name")?,
            locale: row.word("locale", Language::parse)?,
            time_zone: row.get("time_zone")?,
            day_cutoff_minutes: row.get("day_cutoff_minutes")?,
            payment_timing: row.word("payment_timing", PaymentTiming::parse)?,
            unpaid_expiry_minutes: row.get("unpaid_expiry_minutes")?,
            takes_orders: row.get("takes_orders")?,
            kitchen_amber_minutes: row.get("kitchen_amber_minutes")?,
            kitchen_red_minutes: row.get("kitchen_red_minutes")?,
            board_ready_minutes: row.get("board_ready_minutes")?,
            kiosk_idle_s: row.get("kiosk_idle_s")?,
            payment_methods: methods
                .split(',')
                .filter_map(PaymentMethod::parse)
                .collect(),
        })
    }
}

impl Writer<'_> {
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
        self.prepare_cached(
            "update settings set
                 shop_name = :shop_name, locale = :locale, time_zone = :time_zone,
                 day_cutoff_minutes = :day_cutoff_minutes, payment_timing = :payment_timing,
                 unpaid_expiry_minutes = :unpaid_expiry_minutes, takes_orders = :takes_orders,
                 payment_methods = :payment_methods,
                 kitchen_amber_minutes = :kitchen_amber_minutes,
                 kitchen_red_minutes = :kitchen_red_minutes,
                 board_ready_minutes = :board_ready_minutes, kiosk_idle_s = :kiosk_idle_s",
        )?
        .execute(named_params! {
            ":shop_name": settings.shop_name,
            ":locale": settings.locale.as_str(),
            ":time_zone": settings.time_zone,
            ":day_cutoff_minutes": settings.day_cutoff_minutes,
            ":payment_timing": settings.payment_timing.as_str(),
            ":unpaid_expiry_minutes": settings.unpaid_expiry_minutes,
            ":takes_orders": settings.takes_orders,
            ":payment_methods": methods.join(","),
            ":kitchen_amber_minutes": settings.kitchen_amber_minutes,
            ":kitchen_red_minutes": settings.kitchen_red_minutes,
            ":board_ready_minutes": settings.board_ready_minutes,
            ":kiosk_idle_s": settings.kiosk_idle_s,
        })?;
        self.announce(super::News::Facts);
        Ok(())
    }
}
