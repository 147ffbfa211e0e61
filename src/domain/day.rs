//! The shop's day: when numbers start again, and why they never run backwards.

use std::ops::Range;

use jiff::{
    Span, Timestamp,
    civil::{Date, date},
    tz::TimeZone,
};
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

    /// The moment at which it begins.
    #[must_use]
    pub fn begins(self, zone: &TimeZone, cutoff_minutes: i64) -> Timestamp {
        let midnight = self.0.to_zoned(zone.clone()).map(|at| at.timestamp());
        let beyond = if self < Self(date(1970, 1, 1)) {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        midnight
            .and_then(|midnight| midnight.checked_add(Span::new().minutes(cutoff_minutes)))
            .unwrap_or(beyond)
    }

    /// The day after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
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

/// Days one after another, the first and the last among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: BusinessDay,
    /// The last.
    pub to: BusinessDay,
}

impl Days {
    /// Every day there is.
    pub const ALL: Self = Self {
        from: BusinessDay(Date::MIN),
        to: BusinessDay(Date::MAX),
    };

    /// From the moment the first begins to the moment the day after the last begins.
    #[must_use]
    pub fn times(self, zone: &TimeZone, cutoff_minutes: i64) -> Range<Timestamp> {
        let end = if self.to == Self::ALL.to {
            Timestamp::MAX
        } else {
            self.to.next().begins(zone, cutoff_minutes)
        };
        self.from.begins(zone, cutoff_minutes)..end
    }
}

/// As it stands in a file's name: `2026-11-01-to-2026-11-30`; nothing for every day there is.
impl std::fmt::Display for Days {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, last) = (self.from == Self::ALL.from, self.to == Self::ALL.to);
        match (first, last) {
            (true, true) => Ok(()),
            (false, true) => write!(out, "from-{}", self.from),
            (true, false) => write!(out, "to-{}", self.to),
            (false, false) if self.from == self.to => self.from.fmt(out),
            (false, false) => write!(out, "{}-to-{}", self.from, self.to),
        }
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
    fn days_have_every_moment_that_is_of_one_of_them_and_no_other() {
        let jakarta = TimeZone::get("Asia/Jakarta").expect("a bundled zone");
        let day = |text| BusinessDay::parse(text).expect("a day");
        let days = Days {
            from: day("2026-11-21"),
            to: day("2026-11-22"),
        };
        for cutoff in [0, 240, 1439] {
            let times = days.times(&jakarta, cutoff);
            let of = |at: Timestamp| BusinessDay::of(at, &jakarta, cutoff);
            let moment = jiff::SignedDuration::from_millis(1);
            assert_eq!(of(times.start), days.from);
            assert_eq!(of(times.start - moment).next(), days.from);
            assert_eq!(of(times.end - moment), days.to);
            assert_eq!(of(times.end), days.to.next());
        }
        let all = Days::ALL.times(&jakarta, 240);
        assert!(all.contains(&Timestamp::UNIX_EPOCH) && all.contains(&at("2126-01-01T00:00:00Z")));
    }

    #[test]
    fn a_clock_that_falls_back_does_not_take_the_day_with_it() {
        let reached = BusinessDay::parse("2026-11-22");
        let fallen = BusinessDay::parse("1970-01-01").expect("a day");
        assert_eq!(Some(fallen.no_earlier_than(reached)), reached);
        assert_eq!(fallen.no_earlier_than(None), fallen);
    }
}
