//! The business day: when order numbers start again, and why they never run backwards.

use std::ops::Range;

use jiff::{
    SignedDuration, Span, Timestamp,
    civil::{Date, date},
    tz::{AmbiguousOffset, TimeZone},
};
use serde::Serialize;

use super::UNDO_MINUTES;

/// Most days of one report.
pub const MOST_DAYS: i64 = 400;

/// A day of business, named by the date on which it began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct BusinessDay(Date);

impl BusinessDay {
    /// The day that `at` belongs to: it begins when the clock on the wall first says so many minutes after midnight.
    #[must_use]
    pub fn of(at: Timestamp, zone: &TimeZone, cutoff_minutes: i64) -> Self {
        let mut day = Self(zone.to_datetime(at).date());
        while at < day.begins(zone, cutoff_minutes) && day.before() < day {
            day = day.before();
        }
        // If clocks are set back over midnight, the day has already begun.
        while day < day.next() && day.next().begins(zone, cutoff_minutes) <= at {
            day = day.next();
        }
        day
    }

    /// Reads `2026-11-22`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = text.parse().ok().map(Self)?;
        // Other spellings of a date are not this one.
        (day.to_string() == text).then_some(day)
    }

    /// The moment at which it begins.
    pub fn begins(self, zone: &TimeZone, cutoff_minutes: i64) -> Timestamp {
        let wall = self.0.at(0, 0, 0, 0);
        let wall = wall.checked_add(Span::new().minutes(cutoff_minutes));
        let begins = wall.and_then(|wall| {
            let at = zone.to_ambiguous_timestamp(wall);
            let AmbiguousOffset::Gap { .. } = at.offset() else {
                // Of two, the first.
                return at.compatible();
            };
            // Clocks are set forward over it: the day begins with that.
            let before = at.earlier()?;
            match zone.following(before).next() {
                Some(change) => Ok(change.timestamp()),
                None => at.compatible(),
            }
        });
        let beyond = if self < Self(date(1970, 1, 1)) {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        };
        begins.unwrap_or(beyond)
    }

    /// Seen from `at`, orders that became ready before this moment are of a business day that is over, and can no
    /// longer be recalled. In a shop that is open all night, customers of later ones may still be on their way to the
    /// counter.
    pub(super) fn over_before(at: Timestamp, zone: &TimeZone, cutoff_minutes: i64) -> Timestamp {
        let recallable = SignedDuration::from_mins(UNDO_MINUTES);
        let fixed = at.saturating_sub(recallable).unwrap_or(at);
        let day = Self::of(at, zone, cutoff_minutes);
        day.begins(zone, cutoff_minutes).min(fixed)
    }

    /// As people in the country write it: `22/11/2026`.
    pub fn slashed(self) -> String {
        self.0.strftime("%d/%m/%Y").to_string()
    }

    fn before(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }

    /// The day after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// The day so many days before it; the first there is, where there are fewer.
    #[must_use]
    pub fn days_before(self, days: i64) -> Self {
        Self(self.0.saturating_sub(Span::new().days(days)))
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

    /// How many they are; none where the last is before the first.
    pub fn count(self) -> i64 {
        let between = self.to.0.since(self.from.0);
        between
            .map_or(0, |span| i64::from(span.get_days()) + 1)
            .max(0)
    }

    /// The days that these are held against: as many, right before them. One day is held against that of the week
    /// before: no two days of a week are alike.
    #[must_use]
    pub fn before(self) -> Self {
        let back = match self.count() {
            1 => 7,
            days => days,
        };
        Self {
            from: self.from.days_before(back),
            to: self.to.days_before(back),
        }
    }

    /// The first so many of them, and those that are left.
    #[must_use]
    pub fn split(self, most: i64) -> (Self, Option<Self>) {
        if self.count() <= most {
            return (self, None);
        }
        let span = Span::new().days(most);
        let next = BusinessDay(self.from.0.saturating_add(span));
        let first = Self {
            from: self.from,
            to: next.before(),
        };
        (first, Some(Self { from: next, ..self }))
    }

    /// From the moment the first begins to the moment the day after the last begins.
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
    fn days_are_read_some_at_a_time_and_each_once() {
        let day = |text| BusinessDay::parse(text).expect("a day");
        let mut rest = Some(Days {
            from: day("2026-11-30"),
            to: day("2027-02-03"),
        });
        let mut parts = Vec::new();
        while let Some(days) = rest {
            let (part, later) = days.split(31);
            parts.push((part.to_string(), part.count()));
            rest = later;
        }
        let part = |days: &str, count| (days.to_owned(), count);
        assert_eq!(
            parts,
            [
                part("2026-11-30-to-2026-12-30", 31),
                part("2026-12-31-to-2027-01-30", 31),
                part("2027-01-31-to-2027-02-03", 4),
            ]
        );
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
    fn the_cut_off_is_by_the_clock_on_the_wall_when_that_is_changed_too() {
        for (zone, cutoff, begins, day) in [
            (
                "America/New_York",
                240,
                "2027-03-14T08:00:00Z",
                "2027-03-14",
            ),
            (
                "America/New_York",
                240,
                "2027-11-07T09:00:00Z",
                "2027-11-07",
            ),
            // There is no half past two on that night.
            (
                "America/New_York",
                150,
                "2027-03-14T07:00:00Z",
                "2027-03-14",
            ),
            // There are two half past ones.
            ("America/New_York", 90, "2027-11-07T05:30:00Z", "2027-11-07"),
            // Clocks are set at midnight.
            ("America/Santiago", 0, "2027-09-05T04:00:00Z", "2027-09-05"),
            ("America/Santiago", 0, "2027-04-04T04:00:00Z", "2027-04-04"),
            ("Asia/Jakarta", 240, "2027-03-13T21:00:00Z", "2027-03-14"),
        ] {
            let zone = TimeZone::get(zone).expect("a bundled zone");
            let (begins, moment) = (at(begins), jiff::SignedDuration::from_millis(1));
            let day = BusinessDay::parse(day).expect("a day");
            let of = |at| BusinessDay::of(at, &zone, cutoff);
            assert_eq!(day.begins(&zone, cutoff), begins, "{day}, {cutoff}");
            assert_eq!((of(begins - moment).next(), of(begins)), (day, day));
        }
    }

    #[test]
    fn days_follow_one_another_through_every_change_of_the_clock() {
        let hour = jiff::SignedDuration::from_mins(30);
        for zone in [
            "America/New_York",
            "America/Santiago",
            "Australia/Lord_Howe",
            "Asia/Jakarta",
        ] {
            let zone = TimeZone::get(zone).expect("a bundled zone");
            for cutoff in [0, 90, 150, 240, 1439] {
                let mut now = at("2026-12-31T00:00:00Z");
                let mut day = BusinessDay::of(now, &zone, cutoff);
                while now < at("2028-01-02T00:00:00Z") {
                    let next = BusinessDay::of(now, &zone, cutoff);
                    assert!(next == day || next == day.next(), "{now}");
                    let times = Days {
                        from: next,
                        to: next,
                    }
                    .times(&zone, cutoff);
                    assert!(times.contains(&now), "{now} in {next}");
                    (day, now) = (next, now + hour);
                }
            }
        }
    }

    #[test]
    fn what_became_ready_just_before_the_cut_off_has_time_to_be_picked_up() {
        let jakarta = TimeZone::get("Asia/Jakarta").expect("a bundled zone");
        for (now, before) in [
            ("2026-11-22T20:59:59Z", "2026-11-21T21:00:00Z"),
            ("2026-11-22T21:00:00Z", "2026-11-22T20:30:00Z"),
            ("2026-11-22T21:10:00Z", "2026-11-22T20:40:00Z"),
            ("2026-11-22T21:30:00Z", "2026-11-22T21:00:00Z"),
            ("2026-11-23T20:00:00Z", "2026-11-22T21:00:00Z"),
        ] {
            let over = BusinessDay::over_before(at(now), &jakarta, 240);
            assert_eq!(over, at(before), "{now}");
        }
    }

    #[test]
    fn a_span_is_held_against_as_many_days_before_it_and_one_day_against_its_weekday() {
        let days = |from, to| Days {
            from: BusinessDay::parse(from).expect("a day"),
            to: BusinessDay::parse(to).expect("a day"),
        };
        for (span, count, before) in [
            (
                ("2026-11-30", "2026-11-30"),
                1,
                ("2026-11-23", "2026-11-23"),
            ),
            (
                ("2026-11-24", "2026-11-30"),
                7,
                ("2026-11-17", "2026-11-23"),
            ),
            (
                ("2026-03-01", "2026-03-31"),
                31,
                ("2026-01-29", "2026-02-28"),
            ),
            (
                ("2025-12-01", "2026-11-30"),
                365,
                ("2024-12-01", "2025-11-30"),
            ),
        ] {
            let span = days(span.0, span.1);
            assert_eq!(
                (span.count(), span.before()),
                (count, days(before.0, before.1))
            );
        }
        assert_eq!(days("2026-11-30", "2026-11-29").count(), 0);
    }

    #[test]
    fn a_clock_that_falls_back_does_not_take_the_day_with_it() {
        let reached = BusinessDay::parse("2026-11-22");
        let fallen = BusinessDay::parse("1970-01-01").expect("a day");
        assert_eq!(Some(fallen.no_earlier_than(reached)), reached);
        assert_eq!(fallen.no_earlier_than(None), fallen);
    }
}
