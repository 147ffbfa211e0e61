//! Reports: the sales of business days, and what belongs to each hour, dish, person and so on.
//!
//! A day is added up by itself from whole orders ([`DayFacts::report`]), and a span is the sum of its days. So a closed
//! day can be kept as a row, and a year costs 365 of them however many orders it had.

mod books;
mod day;
mod minutes;
mod sums;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use books::{
    ACCOUNT_LENGTH, Account, BookAccount, DrawerMove, Invoice, Posting, PostingKind, drawer_entry,
};
pub use day::{DayFacts, Ticket};
pub use minutes::Minutes;
pub use sums::{Sales, Tally, TaxSum};

use super::{OrderNumber, string_enum::string_enum};

string_enum! {
    /// A table of a report.
    pub enum ReportTable {
        /// One row: all of it.
        Sales = "sales",
        /// A row for each day.
        Days = "days",
        /// A row for each hour on the clock.
        Hours = "hours",
        /// A row for each dish and fee.
        Dishes = "dishes",
        /// A row for each category.
        Categories = "categories",
        /// A row for each option that was chosen.
        Choices = "choices",
        /// A row for each way of paying.
        Methods = "methods",
        /// A row for each channel.
        Channels = "channels",
        /// A row for each price level.
        Levels = "levels",
        /// A row for each of the staff.
        People = "people",
        /// A row for each hour of the kitchen.
        Kitchen = "kitchen",
        /// A row for each station of the kitchen.
        Stations = "stations",
        /// A row for each table.
        Tables = "tables",
        /// A row for each class of tax.
        Taxes = "taxes",
    }
}

/// By what a report's rows are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The hour on the clock, `00`..`23`.
    Hour,
    /// A dish's number on the menu, or the word of a fee.
    Dish,
    /// An option's number on the menu.
    Choice,
    /// A way of paying.
    Method,
    /// Where the order came from.
    Channel,
    /// A price level.
    Level,
    /// One of the staff, by name.
    Person,
    /// A table, as it is called.
    Table,
}

impl Group {
    const COUNT: usize = Self::Table as usize + 1;
}

/// An order whose money does not fit its bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// Which.
    pub uid: String,
    /// What it is called.
    pub number: String,
    /// By how many rupiah its bill is above (below zero: below) what came in for it.
    pub difference: i64,
}

/// The first or the last order of a day that was paid in full: when, and what it is called.
type Numbered = (i64, String);

/// The sums of a business day, or of several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayReport {
    /// All of it.
    pub sales: Sales,
    /// By class of tax.
    pub taxes: BTreeMap<String, TaxSum>,
    /// By everything else; see [`DayReport::group`].
    groups: [BTreeMap<String, Tally>; Group::COUNT],
    /// How long the kitchen took, by the hour in which it was asked.
    pub kitchen_hours: BTreeMap<String, Minutes>,
    /// How long each station took.
    pub stations: BTreeMap<String, Minutes>,
    /// The first order that was paid in full.
    first: Option<Numbered>,
    /// The last one.
    last: Option<Numbered>,
    /// Orders that break the identity of [`Sales::difference`].
    pub misfits: Vec<Misfit>,
}

impl DayReport {
    /// Which sums these are, as kept days note it: raised when something is counted otherwise or more of it, so that
    /// what an older program kept is added up again.
    pub const FORM: i64 = 2;

    /// The key of what was given back of no dish.
    pub const NO_DISH: &str = "-";

    /// The rows of a group, by their keys.
    pub const fn group(&self, group: Group) -> &BTreeMap<String, Tally> {
        &self.groups[group as usize]
    }

    /// What stayed of what came in within an hour of the clock, corrections aside: those have none.
    pub fn kept_in_hour(&self, hour: i64) -> i64 {
        let row = self.group(Group::Hour).get(&format!("{hour:02}"));
        row.map_or(0, |row| row.received - row.given_back)
    }

    /// What the first and the last order are called that were paid in full.
    pub fn numbers(&self) -> Option<(&str, &str)> {
        Some((&self.first.as_ref()?.1, &self.last.as_ref()?.1))
    }

    /// Adds another day.
    pub fn add(&mut self, other: &Self) {
        self.sales.add(&other.sales);
        for (class, sum) in &other.taxes {
            self.taxes.entry(class.clone()).or_default().add(sum);
        }
        for (rows, more) in self.groups.iter_mut().zip(&other.groups) {
            for (key, row) in more {
                match rows.get_mut(key) {
                    Some(sum) => sum.add(row),
                    None => {
                        rows.insert(key.clone(), *row);
                    }
                }
            }
        }
        for (times, more) in [
            (&mut self.kitchen_hours, &other.kitchen_hours),
            (&mut self.stations, &other.stations),
        ] {
            for (key, minutes) in more {
                times.entry(key.clone()).or_default().add(minutes);
            }
        }
        for ends in [&other.first, &other.last].into_iter().flatten() {
            self.count_end(ends);
        }
        self.misfits.extend(other.misfits.iter().cloned());
    }

    /// Whether a browser could count all of it exactly.
    pub fn fits(&self) -> bool {
        let mut rows = self.groups.iter().flat_map(BTreeMap::values);
        self.sales.fits() && self.taxes.values().all(TaxSum::fits) && rows.all(Tally::fits)
    }

    fn count_number(&mut self, at: Timestamp, number: OrderNumber) {
        self.count_end(&(at.as_millisecond(), number.to_string()));
    }

    fn count_end(&mut self, end: &Numbered) {
        if self.first.as_ref().is_none_or(|first| end < first) {
            self.first = Some(end.clone());
        }
        if self.last.as_ref().is_none_or(|last| end > last) {
            self.last = Some(end.clone());
        }
    }
}

impl Sales {
    /// What is left over where `total + rounding`, deposits (taken, less used and returned) and claims (taken, less
    /// settled) are held against what was received and corrected, less what was given back; nothing where the books are
    /// right.
    pub const fn difference(&self) -> i64 {
        let owed = self.total + self.rounding;
        let held = self.deposits_taken - self.deposits_used - self.deposits_returned;
        let claims = self.claims_taken - self.claims_settled;
        owed + held + claims - self.kept()
    }

    /// What stayed of all that came in.
    pub const fn kept(&self) -> i64 {
        self.received + self.corrected - self.given_back
    }
}
