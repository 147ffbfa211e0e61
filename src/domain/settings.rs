//! What the owner decides once for the whole shop.

use std::ops::Range;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    BackupRules, BusinessDay, Change, Days, Language, Limits, PaymentMethod, Refusal, Sounds,
    Subject, setting_keys, text, wire::wire_enum,
};

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
    /// Street and town as they stand on the cards, 0..120 characters.
    pub street_address: String,
    /// Where its picture is fetched, beside those of the dishes; none without one.
    pub logo_url: Option<String>,
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
    /// Whether orders that are ready and paid are completed when the business day changes.
    pub completes_ready_orders: bool,
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
    /// Which screens make themselves heard.
    pub sounds: Sounds,
    /// How much one address may ask for.
    pub limits: Limits,
    /// Other names by which this machine is reached, 0..10.
    pub host_names: Vec<String>,
    /// Which backups are kept, and where else.
    pub backups: BackupRules,
    /// What the shop is called in its own network, without `.local`: one label, 1..63 characters.
    pub local_name: String,
    /// The interface whose address phones are to use; empty for whichever is likeliest.
    pub preferred_interface: String,
}

/// Most characters over the door.
const SHOP_NAME_LENGTH: usize = 60;
/// Most characters of street and town.
const STREET_ADDRESS_LENGTH: usize = 120;
/// Most other names of this machine.
const MOST_HOST_NAMES: usize = 10;
/// Most characters of one label of a name (RFC 1035, section 2.3.4).
const LABEL_LENGTH: usize = 63;
/// Most characters of an interface's name; Linux has 15.
const INTERFACE_LENGTH: usize = 32;
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
        let shop_name = match text::fit(&self.shop_name, SHOP_NAME_LENGTH) {
            Ok(name) if !name.is_empty() => name,
            _ => return unfit("shop_name"),
        };
        let Ok(street_address) = text::fit(&self.street_address, STREET_ADDRESS_LENGTH) else {
            return unfit("street_address");
        };
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
        let host_names: Vec<String> = self.host_names.iter().map(|name| host_name(name)).collect();
        if host_names.len() > MOST_HOST_NAMES || !host_names.iter().all(|name| is_host_name(name)) {
            return unfit("host_names");
        }
        let local_name = host_name(&self.local_name);
        if local_name.len() > LABEL_LENGTH || local_name.contains('.') || !is_host_name(&local_name)
        {
            return unfit("local_name");
        }
        let Ok(preferred_interface) = text::fit_exact(&self.preferred_interface, INTERFACE_LENGTH)
        else {
            return unfit("preferred_interface");
        };
        Ok(Self {
            shop_name,
            street_address,
            logo_url: self.logo_url.filter(|url| !url.is_empty()),
            sounds: self.sounds.checked()?,
            limits: self.limits.checked()?,
            backups: self.backups.checked()?,
            host_names,
            local_name,
            preferred_interface,
            ..self
        })
    }

    /// What is different here from how it was `before`, for the history.
    #[must_use]
    pub fn difference(&self, before: &Self) -> Vec<Change> {
        let change = |(field, after): (String, String), before: String| Change {
            subject: Subject::Setting,
            subject_id: 0,
            name: self.shop_name.clone(),
            field,
            before: Some(before),
            after: Some(after),
        };
        let (now, then) = (setting_keys::by_name(self), setting_keys::by_name(before));
        let pairs = now.into_iter().zip(then);
        let different = pairs.filter(|((_, after), (_, before))| after != before);
        different
            .map(|(now, (_, before))| change(now, before))
            .collect()
    }

    /// Keeps a list of tables only if no two read the same and each can be read on a card.
    ///
    /// # Errors
    /// [`Refusal::UnfitSetting`].
    pub fn checked_tables(tables: &[String]) -> Result<Vec<String>, Refusal> {
        let readable = |table: &String| text::fit(table, TABLE_LENGTH).ok();
        let readable: Option<Vec<String>> = tables.iter().map(readable).collect();
        let unfit = Refusal::UnfitSetting { field: "tables" };
        let tables = readable.ok_or_else(|| unfit.clone())?;
        let keys = tables.iter().map(|table| text::key(table));
        let different: std::collections::HashSet<_> = keys.collect();
        let empty = tables.iter().any(String::is_empty);
        if tables.len() > MOST_TABLES || different.len() < tables.len() || empty {
            return Err(unfit);
        }
        Ok(tables)
    }

    /// The business day that `at` belongs to, from its first moment to that of the next.
    #[must_use]
    pub fn day_around(&self, at: Timestamp) -> Range<Timestamp> {
        let (zone, cutoff) = (self.zone(), self.day_cutoff_minutes);
        let day = BusinessDay::of(at, &zone, cutoff);
        Days { from: day, to: day }.times(&zone, cutoff)
    }

    /// What became ready before this moment is of a business day that is over `at` then.
    #[must_use]
    pub fn day_over_before(&self, at: Timestamp) -> Timestamp {
        BusinessDay::over_before(at, &self.zone(), self.day_cutoff_minutes)
    }

    /// The shop's time zone; UTC if the program no longer knows the name it was given.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

/// As it stands in a `Host` header: without capitals.
fn host_name(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}

/// Letters, digits and dashes between dots (RFC 1123, section 2.1).
fn is_host_name(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
    };
    name.len() <= 100 && name.split('.').all(label)
}
