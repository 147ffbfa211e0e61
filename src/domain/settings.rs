//! What the owner decides once for the whole shop.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Language, PaymentMethod, Refusal, wire::wire_enum};

wire_enum! {
    /// Whether the kitchen starts with the payment or before it.
    pub enum PaymentTiming {
        /// The kitchen gets an order with its payment.
        Before = "before",
        /// The kitchen starts at once; an order may leave only when it is paid.
        After = "after",
    }
}

/// The settings of the shop; there is exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What stands over the door, 1..60 characters.
    pub shop_name: String,
    /// The language of tickets and of whoever does not say another.
    pub locale: Language,
    /// The name of the shop's time zone in the IANA database.
    pub time_zone: String,
    /// Minutes after midnight at which a new business day begins, 0..1439.
    pub day_cutoff_minutes: i64,
    /// When the kitchen starts.
    pub payment_timing: PaymentTiming,
    /// Minutes after which an unpaid order is cancelled, 0..10080; 0 is never.
    pub unpaid_expiry_minutes: i64,
    /// Whether customers can order now.
    pub takes_orders: bool,
    /// What customers may choose from; at least one.
    pub payment_methods: Vec<PaymentMethod>,
    /// Minutes after which a ticket in the kitchen is marked, 1..240.
    pub kitchen_amber_minutes: i64,
    /// Minutes after which it is late, 1..240, more than those before.
    pub kitchen_red_minutes: i64,
    /// Minutes after which a ready number leaves the board, 0..1440; 0 is never.
    pub board_ready_minutes: i64,
    /// Seconds without a touch after which a kiosk asks whether anybody is there, 15..600.
    pub kiosk_idle_s: i64,
}

/// Most tables of a shop.
const MOST_TABLES: usize = 500;
/// Most characters that stand on a table.
const TABLE_LENGTH: usize = 12;

impl Settings {
    /// The shop's currency (ISO 4217).
    pub const CURRENCY: &'static str = "IDR";

    /// Keeps settings only if the shop can work with them.
    ///
    /// # Errors
    /// Names the first setting that cannot be used.
    pub fn checked(self) -> Result<Self, Refusal> {
        let unfit = |field| Err(Refusal::UnfitSetting { field });
        let name = self.shop_name.trim();
        if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
            return unfit("shop_name");
        }
        if TimeZone::get(&self.time_zone).is_err() {
            return unfit("time_zone");
        }
        if !(0..1440).contains(&self.day_cutoff_minutes) {
            return unfit("day_cutoff_minutes");
        }
        if !(0..=10_080).contains(&self.unpaid_expiry_minutes) {
            return unfit("unpaid_expiry_minutes");
        }
        let twice = (1..self.payment_methods.len())
            .any(|i| self.payment_methods[..i].contains(&self.payment_methods[i]));
        if self.payment_methods.is_empty() || twice {
            return unfit("payment_methods");
        }
        if !(1..=240).contains(&self.kitchen_amber_minutes) {
            return unfit("kitchen_amber_minutes");
        }
        if !(self.kitchen_amber_minutes + 1..=240).contains(&self.kitchen_red_minutes) {
            return unfit("kitchen_red_minutes");
        }
        if !(0..=1440).contains(&self.board_ready_minutes) {
            return unfit("board_ready_minutes");
        }
        if !(15..=600).contains(&self.kiosk_idle_s) {
            return unfit("kiosk_idle_s");
        }
        Ok(Self {
            shop_name: name.to_owned(),
            ..self
        })
    }

    /// Keeps a list of tables only if no two are the same and each can be read on a card.
    ///
    /// # Errors
    /// [`Refusal::UnfitSetting`].
    pub fn checked_tables(tables: Vec<String>) -> Result<Vec<String>, Refusal> {
        let tables: Vec<String> = tables
            .into_iter()
            .map(|table| table.trim().to_owned())
            .collect();
        let readable = |table: &String| {
            !table.is_empty()
                && table.chars().count() <= TABLE_LENGTH
                && !table.chars().any(char::is_control)
        };
        let different: std::collections::HashSet<_> = tables.iter().collect();
        if tables.len() > MOST_TABLES
            || different.len() < tables.len()
            || !tables.iter().all(readable)
        {
            return Err(Refusal::UnfitSetting { field: "tables" });
        }
        Ok(tables)
    }

    /// The shop's time zone; UTC if the program no longer knows the name it was given.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}
