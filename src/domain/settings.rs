//! The owner's settings, which hold for the whole shop.
//!
//! `settings/table.rs` is the one list of them. Its rows are a struct for the program and data for everything that
//! treats all settings alike: checking, the document in the file, merge patches, what everybody may read.

mod keys;
mod listing;
mod patch;
mod row;
mod rules;
mod table;

use std::ops::Range;

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Map, Value};

use self::rules::{RULES, Rule};
pub use self::{
    keys::SettingError,
    listing::AllSettings,
    patch::{SettingsPatch, UnreadPatch},
    row::{Group, Kind, Readers, Row, Unit},
    table::{
        ApprovalSettings, BackupRules, BillSettings, BooksSettings, HoursSettings, Limits,
        OrderSettings, PrintingSettings, QrisSettings, Settings, ShiftSettings, Sounds, TABLE,
        TaxSettings,
    },
};
use super::{
    Account, BasisPoints, BookAccount, BusinessDay, CashStep, Change, Channel, Days, Object,
    OrderType, Refusal, Subject, Terms, string_enum::string_enum, text,
};

string_enum! {
    /// Whether the kitchen starts with the payment or before it.
    pub enum PaymentTiming {
        /// The kitchen gets an order with its payment.
        Before = "before",
        /// The kitchen starts at once; an order may leave only when it is paid.
        After = "after",
    }
}

string_enum! {
    /// Which unpaid orders the staff may send to the kitchen, where it otherwise starts with the payment.
    pub enum OpenBills {
        /// None.
        Never = "never",
        /// Those that the staff placed, to be eaten at a table.
        DineIn = "dine_in",
        /// Every one.
        Always = "always",
    }
}

impl OpenBills {
    /// Whether the kitchen may start an order of this kind before it is paid.
    pub const fn allows(self, order_type: OrderType, channel: Channel) -> bool {
        match self {
            Self::Never => false,
            Self::DineIn => match order_type {
                OrderType::DineIn => channel.is_of_the_staff(),
                OrderType::TakeAway => false,
            },
            Self::Always => true,
        }
    }
}

impl BillSettings {
    /// The rates of an order that is placed now.
    pub fn terms(&self) -> Terms {
        let rate = |points| BasisPoints::new(points).unwrap_or_default();
        Terms {
            service: rate(self.service_bp),
            restaurant_tax: rate(self.restaurant_tax_bp),
            vat: rate(self.vat_bp),
            prices_include: self.prices_include,
            cash: CashStep {
                step: self.smallest_coin.rupiah(),
                rounding: self.cash_rounding,
            },
        }
    }
}

impl BooksSettings {
    /// What the shop's books call an account.
    pub fn account(&self, of: BookAccount) -> Account {
        let written = match of {
            BookAccount::Cash => &self.cash,
            BookAccount::Qris => &self.qris,
            BookAccount::Transfer => &self.transfer,
            BookAccount::Card => &self.card,
            BookAccount::App => &self.app,
            BookAccount::Sales => &self.sales,
            BookAccount::Discounts => &self.discounts,
            BookAccount::Gifts => &self.gifts,
            BookAccount::Refunds => &self.refunds,
            BookAccount::Service => &self.service,
            BookAccount::RestaurantTax => &self.restaurant_tax,
            BookAccount::Vat => &self.vat,
            BookAccount::Rounding => &self.rounding,
            BookAccount::Deposits => &self.deposits,
            BookAccount::Claims => &self.claims,
            BookAccount::Safe => &self.safe,
            BookAccount::Expenses => &self.expenses,
            BookAccount::Difference => &self.difference,
        };
        // One that a newer Siap took and this one does not.
        Account::parse(written).unwrap_or_else(|| Account {
            code: String::new(),
            name: written.clone(),
        })
    }
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
    /// [`Refusal::UnfitSetting`] for the first that cannot be used, or what is wrong with a QRIS code: the bounds of
    /// every row of the table come before the rules about more than one.
    pub fn checked(self) -> Result<Self, Refusal> {
        let mut document = self.json();
        for row in TABLE {
            let unfit = Refusal::UnfitSetting { field: row.key };
            let place = row.position_in(&mut document).ok_or(unfit)?;
            *place = row.fit(place)?;
        }
        let mut settings: Self = serde_json::from_value(document).expect("the same types");
        let broken = RULES.iter().find(|rule| !(rule.holds)(&mut settings));
        match broken {
            Some(Rule { field, .. }) => Err(Refusal::UnfitSetting { field }),
            None => Ok(settings),
        }
    }

    /// What everybody may read of them.
    pub fn public(&self) -> Map<String, Value> {
        let (document, mut public) = (self.json(), Map::new());
        for row in TABLE.iter().filter(|row| row.readers == Readers::Everyone) {
            row.copy(&document, &mut public);
        }
        public
    }

    /// Reads the document that is kept of them. What is missing is as in a new shop, and what this program does not
    /// know, members or words of a list, is passed over; nothing is looked at again that was kept once.
    ///
    /// # Errors
    /// When it is no such document, or a setting is of another type.
    pub fn from_document(document: &str) -> Result<Self, serde_json::Error> {
        let mut document: Value = serde_json::from_str(document)?;
        for (list, known) in word_lists() {
            if let Some(Value::Array(words)) = document.pointer_mut(&list) {
                words.retain(|word| is_one_of(word, known));
            }
        }
        let Object(settings) = serde_json::from_value(document)?;
        Ok(settings)
    }

    /// The document to be kept, written over the one that is kept now: what a newer Siap has put there stays.
    ///
    /// # Errors
    /// When `document` is no JSON.
    pub fn written_over(&self, document: &str) -> Result<String, serde_json::Error> {
        let there: Value = serde_json::from_str(document)?;
        let mut whole = there.clone();
        patch::merge(&mut whole, self.json());
        for (list, known) in word_lists() {
            let others = there.pointer(&list).and_then(Value::as_array);
            let others = others.into_iter().flatten();
            let others = others.filter(|word| !is_one_of(word, known));
            if let Some(Value::Array(words)) = whole.pointer_mut(&list) {
                words.extend(others.cloned());
            }
        }
        Ok(whole.to_string())
    }

    /// Every one by its name, as a person writes it.
    pub fn by_name(&self) -> Vec<(String, String)> {
        keys::by_name(self)
    }

    fn json(&self) -> Value {
        serde_json::to_value(self).expect("settings are plain values")
    }

    /// What is different here from how it was `before`, for the history.
    pub fn difference(&self, before: &Self) -> Vec<Change> {
        let change = |(field, after): (String, String), before: String| Change {
            subject: Subject::Setting,
            subject_id: 0,
            name: self.shop_name.clone(),
            field,
            before: Some(before),
            after: Some(after),
        };
        let (now, then) = (self.by_name(), before.by_name());
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
    pub fn day_around(&self, at: Timestamp) -> Range<Timestamp> {
        let (zone, cutoff) = (self.zone(), self.day_cutoff_minutes);
        let day = BusinessDay::of(at, &zone, cutoff);
        Days { from: day, to: day }.times(&zone, cutoff)
    }

    /// `at` that time, the names and notes of guests of all days before this one are to be erased: those days ended
    /// longer ago than the owner keeps them. None if they are kept forever.
    pub fn guests_forgotten_before(&self, at: Timestamp) -> Option<BusinessDay> {
        let today = BusinessDay::of(at, &self.zone(), self.day_cutoff_minutes);
        (self.forget_guests_days > 0).then(|| today.days_before(self.forget_guests_days))
    }

    /// What became ready before this moment is of a business day that is over `at` then.
    pub fn day_over_before(&self, at: Timestamp) -> Timestamp {
        BusinessDay::over_before(at, &self.zone(), self.day_cutoff_minutes)
    }

    /// The shop's time zone; UTC if the program no longer knows the name it was given.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }
}

/// The lists of words in the document, each with the words that this program knows.
fn word_lists() -> impl Iterator<Item = (String, &'static [&'static str])> {
    TABLE.iter().filter_map(|row| {
        let Kind::Choices { of, .. } = row.kind else {
            return None;
        };
        Some((format!("/{}", row.key.replace('.', "/")), of))
    })
}

fn is_one_of(word: &Value, known: &[&str]) -> bool {
    word.as_str().is_some_and(|word| known.contains(&word))
}

#[cfg(test)]
mod tests;
