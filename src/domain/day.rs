//! The shop's day: when numbers start again, and why they never run backwards.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A day of business, named by the date on which it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BusinessDay(Date);

impl BusinessDay {
    /// The day that `at` belongs to: it begins `cutoff_minutes` after the shop's midnight.
    #[must_use]
    pub fn of(at: Timestamp, zone: &TimeZone, cutoff_minutes: i64) -> Self {
        let began = at
            .saturating_sub(Span::new().minutes(cutoff_minutes))
            .unwrap_or(at);
        Self(zone.to_datetime(began).date())
    }

    /// Reads `2026-11-22`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.parse().ok().map(Self)?;
        // Other spellings of a date are not this one.
        (day.to_string() == text).then_some(day)
    }

    /// The day to go on with, given the newest day already stored: a clock that fell back
    /// keeps the shop on the day it had reached.
    #[must_use]
    pub fn no_earlier_than(self, newest: Option<Self>) -> Self {
        newest.map_or(self, |newest| self.max(newest))
    }
}

impl std::fmt::Display for BusinessDay {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_day_begins_at_the_cut_off_in_the_shops_own_zone() {
        let jakarta = TimeZone::get("Asia/Jakarta").expect("a bundled zone");
        for (time, cutoff, day) in [
            ("2026-11-22T16:59:59Z", 0, "2026-11-22"),
            ("2026-11-22T17:00:00Z", 0, "2026-11-23"),
            ("2026-11-22T20:59:59Z", 240, "2026-11-22"),
            ("2026-11-22T21:00:00Z", 240, "2026-11-23"),
        ] {
            assert_eq!(
                BusinessDay::of(at(time), &jakarta, cutoff).to_string(),
                day,
                "{time}"
            );
        }
    }

    #[test]
    fn a_clock_that_falls_back_does_not_take_the_day_with_it() {
        let reached = BusinessDay::parse("2026-11-22");
        let fallen = BusinessDay::parse("1970-01-01").expect("a day");
        assert_eq!(Some(fallen.no_earlier_than(reached)), reached);
        assert_eq!(fallen.no_earlier_than(None), fallen);
    }
}
