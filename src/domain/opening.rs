//! Opening hours: whether guests can order at a moment, and when that changes next.
//!
//! A moment is compared with the spans of the days around it, laid out as times, and not only with those of its own
//! weekday: a span may run over midnight, and two that meet there are one, with one last order.

use std::ops::Range;

use jiff::{SignedDuration, Span, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::Serialize;

use super::{Language, Refusal, Settings, string_enum::string_enum};

/// Most spans of one day.
const MOST_SPANS: usize = 2;
/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// The longest pause, in minutes. A pause that ends later was written by another clock and is none.
pub const LONGEST_PAUSE: i64 = 120;
/// Days before and after a moment whose spans are laid out: what is open for a whole week has no end to speak of.
const AROUND: Range<i64> = -2..9;

/// A moment of the shop's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShopTime {
    /// What it says.
    pub at: Timestamp,
    /// False while the machine's clock waits to be confirmed by a person. Then the hours close nothing.
    pub is_believed: bool,
}

string_enum! {
    /// Whether guests can order.
    pub enum OpeningState {
        /// They can.
        Open = "open",
        /// The owner has closed the shop, until the owner opens it.
        Closed = "closed",
        /// The till has paused orders for some minutes.
        Paused = "paused",
        /// It is not an opening hour, or after the last order of one.
        OutsideHours = "outside_hours",
    }
}

/// Whether guests can order now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OpeningNow {
    /// Whether they can, and why not.
    pub state: OpeningState,
    /// When that changes by itself: while open the last order, otherwise when the shop takes orders again; none if it
    /// does not within a week.
    pub until: Option<Timestamp>,
}

/// A time on the shop's wall, as it is said to a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WallTime {
    /// Days from Monday, 0..=6; none for today.
    pub weekday: Option<u8>,
    /// Minutes after midnight.
    pub minutes: i64,
}

impl WallTime {
    /// What the clock on the wall says at a moment, as said at another.
    pub fn of(moment: Timestamp, now: Timestamp, zone: &TimeZone) -> Self {
        let wall = zone.to_datetime(moment);
        let is_today = wall.date() == zone.to_datetime(now).date();
        let weekday = wall.date().weekday().to_monday_zero_offset();
        Self {
            weekday: (!is_today).then(|| weekday.unsigned_abs()),
            minutes: i64::from(wall.hour()) * 60 + i64::from(wall.minute()),
        }
    }

    /// `10.00` in Indonesian, `10:00` in English.
    pub fn clock(self, language: Language) -> String {
        let dot = match language {
            Language::Indonesian => '.',
            Language::English => ':',
        };
        format!("{:02}{dot}{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// The spans of one day in minutes after its midnight, the first first; an end after 1440 is of the next day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySpans(Vec<Range<i64>>);

impl DaySpans {
    /// Reads `06:00-10:30 17:00-01:00`; an empty text is a day without any. None for another text, more than two
    /// spans, or two that overlap.
    pub fn parse(text: &str) -> Option<Self> {
        let spans = text.split([' ', ',']).filter(|part| !part.is_empty());
        let mut spans: Vec<_> = spans.map(parse_span).collect::<Option<_>>()?;
        spans.sort_by_key(|span| span.start);
        let follow = |pair: &[Range<i64>]| pair[0].end <= pair[1].start;
        let (first, last) = (spans.first(), spans.last());
        let is_one_day = match (first, last) {
            (Some(first), Some(last)) => last.end <= first.start + DAY,
            _ => true,
        };
        (spans.len() <= MOST_SPANS && spans.windows(2).all(follow) && is_one_day)
            .then_some(Self(spans))
    }

    /// When the next of these spans of every day begins, if `now` is in none of them.
    pub fn begins_after(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let windows = laid_out([self; 7], now, zone);
        let next = windows.iter().find(|window| now < window.end)?;
        (now < next.start).then_some(next.start)
    }

    fn on(&self, day: Date, zone: &TimeZone) -> impl Iterator<Item = Range<Timestamp>> {
        let at = move |minutes: i64| {
            let wall = day
                .at(0, 0, 0, 0)
                .checked_add(Span::new().minutes(minutes))
                .ok()?;
            zone.to_ambiguous_timestamp(wall).compatible().ok()
        };
        self.0
            .iter()
            .filter_map(move |span| Some(at(span.start)?..at(span.end)?))
    }
}

/// As it is kept: times with two figures, spans in their order with a space between.
impl std::fmt::Display for DaySpans {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let clock = |minutes: i64| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        for (at, span) in self.0.iter().enumerate() {
            let end = if span.end > DAY {
                span.end - DAY
            } else {
                span.end
            };
            let space = if at == 0 { "" } else { " " };
            write!(out, "{space}{}-{}", clock(span.start), clock(end))?;
        }
        Ok(())
    }
}

fn parse_span(text: &str) -> Option<Range<i64>> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (parse_clock(from)?, parse_clock(to)?);
    if from == DAY || from == to {
        return None;
    }
    Some(from..if to < from { to + DAY } else { to })
}

/// `6:00`, `06:00` or `06.00`, up to `24:00`, in minutes.
fn parse_clock(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once([':', '.'])?;
    let number = |part: &str, most: usize| {
        let is_figures = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (is_figures && part.len() <= most).then(|| part.parse::<i64>().ok())?
    };
    let (hours, minutes) = (
        number(hours, 2)?,
        number(minutes, 2).filter(|_| minutes.len() == 2)?,
    );
    let at = hours * 60 + minutes;
    (minutes < 60 && at <= DAY).then_some(at)
}

impl Settings {
    /// Whether guests can order now. Hours close nothing while the clock is not believed: an order too many is seen at
    /// the till, and a shop that is closed by a wrong clock is seen by none of the staff.
    pub fn opening(&self, now: ShopTime) -> OpeningNow {
        let state = |state, until| OpeningNow { state, until };
        if !self.takes_orders {
            return state(OpeningState::Closed, None);
        }
        let resumes = self.pause_end(now.at);
        if !self.hours.is_on || !now.is_believed {
            return match resumes {
                Some(resumes) => state(OpeningState::Paused, Some(resumes)),
                None => state(OpeningState::Open, None),
            };
        }
        let windows = self.windows(now.at);
        let from = resumes.unwrap_or(now.at);
        let opens = windows.iter().find(|window| from < window.end);
        let opens = opens.map(|window| window.start.max(from));
        match windows.iter().find(|window| window.contains(&now.at)) {
            None => state(OpeningState::OutsideHours, opens),
            Some(_) if resumes.is_some() => state(OpeningState::Paused, opens),
            Some(window) => {
                let week = now.at.saturating_add(SignedDuration::from_hours(7 * 24));
                let week = week.unwrap_or(Timestamp::MAX);
                state(
                    OpeningState::Open,
                    Some(window.end).filter(|end| *end < week),
                )
            }
        }
    }

    /// When what is sold out is back by itself: `tomorrow` is the next business day, and a time like `17:00` the next
    /// that the clock on the wall shows after `now`.
    ///
    /// # Errors
    /// [`Refusal::UnknownWord`] for another word.
    pub fn back_at(&self, until: &str, now: Timestamp) -> Result<Timestamp, Refusal> {
        if until == "tomorrow" {
            return Ok(self.day_around(now).end);
        }
        let zone = self.zone();
        let minutes = parse_clock(until).filter(|minutes| *minutes < DAY);
        let minutes = minutes.ok_or(Refusal::UnknownWord { field: "until" })?;
        let minute = DaySpans(std::iter::once(minutes..minutes + 1).collect());
        // The minute that is on the wall now is not the one that is meant.
        let after = now
            .saturating_add(SignedDuration::from_mins(1))
            .unwrap_or(now);
        Ok(minute.begins_after(after, &zone).unwrap_or(after))
    }

    /// Lets a guest's order pass if guests can order now.
    ///
    /// # Errors
    /// [`Refusal::ShopClosed`], [`Refusal::ShopPaused`] or [`Refusal::OutsideHours`].
    pub fn admits_guests(&self, now: ShopTime) -> Result<(), Refusal> {
        let OpeningNow { state, until } = self.opening(now);
        let again = until.map(|until| WallTime::of(until, now.at, &self.zone()));
        match (state, again) {
            (OpeningState::Open, _) => Ok(()),
            (OpeningState::Paused, Some(again)) => Err(Refusal::ShopPaused { again }),
            (OpeningState::OutsideHours, Some(again)) => Err(Refusal::OutsideHours { again }),
            (OpeningState::Closed | OpeningState::Paused | OpeningState::OutsideHours, _) => {
                Err(Refusal::ShopClosed)
            }
        }
    }

    /// When the pause ends that there is `at` then.
    fn pause_end(&self, at: Timestamp) -> Option<Timestamp> {
        let left = self.hours.paused_until_ms - at.as_millisecond();
        let is_on = left > 0 && left <= LONGEST_PAUSE * 60_000;
        is_on.then(|| Timestamp::from_millisecond(self.hours.paused_until_ms).ok())?
    }

    /// When guests can order around a moment, in order: spans that meet are one, less the minutes of its last order.
    fn windows(&self, around: Timestamp) -> Vec<Range<Timestamp>> {
        let (zone, hours) = (self.zone(), &self.hours);
        let week = [
            &hours.monday,
            &hours.tuesday,
            &hours.wednesday,
            &hours.thursday,
            &hours.friday,
            &hours.saturday,
            &hours.sunday,
        ];
        let week = week.map(|text| DaySpans::parse(text).unwrap_or(DaySpans(Vec::new())));
        let mut windows = laid_out(week.each_ref(), around, &zone);
        let last_order = SignedDuration::from_mins(hours.last_order_minutes);
        for window in &mut windows {
            window.end = window
                .end
                .saturating_sub(last_order)
                .unwrap_or(window.start);
        }
        windows.retain(|window| !window.is_empty());
        windows
    }
}

/// The spans of a week, Monday first, as times around a moment; those that meet are one.
fn laid_out(week: [&DaySpans; 7], around: Timestamp, zone: &TimeZone) -> Vec<Range<Timestamp>> {
    let today = zone.to_datetime(around).date();
    let mut windows: Vec<Range<Timestamp>> = Vec::new();
    for days in AROUND {
        let Ok(day) = today.checked_add(days.days()) else {
            continue;
        };
        let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
        for next in week[weekday].on(day, zone) {
            match windows.last_mut() {
                Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
                Some(_) | None => windows.push(next),
            }
        }
    }
    windows
}

#[cfg(test)]
mod tests;
