//! Opening hours: whether guests can order at a moment, and when that changes next.
//!
//! A moment is held against the spans of the days around it, laid out as times, and not against those of its own
//! weekday: a span may run over midnight, and two that meet there are one with one last order.

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
    /// False while a person has to say whether the machine's clock is right. Then nothing is closed by the hour.
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
        let today = zone.to_datetime(around).date();
        let mut windows: Vec<Range<Timestamp>> = Vec::new();
        for days in AROUND {
            let Ok(day) = today.checked_add(days.days()) else {
                continue;
            };
            let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
            for next in week[weekday].on(day, &zone) {
                match windows.last_mut() {
                    Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
                    Some(_) | None => windows.push(next),
                }
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday to Friday in two spans, Saturday over midnight, Sunday closed; in Jakarta.
    fn warung() -> Settings {
        let mut settings = Settings::default();
        let hours = &mut settings.hours;
        hours.is_on = true;
        for day in [
            &mut hours.monday,
            &mut hours.tuesday,
            &mut hours.wednesday,
            &mut hours.thursday,
            &mut hours.friday,
        ] {
            "06:00-10:30 16:00-22:00".clone_into(day);
        }
        "17:00-01:00".clone_into(&mut hours.saturday);
        hours.sunday.clear();
        settings
    }

    /// `1 10:00` is ten o'clock on Monday, in the zone of the shop.
    fn at(settings: &Settings, text: &str) -> Timestamp {
        let (day, clock) = text.split_once(' ').expect("a day");
        let day: i8 = day.parse().expect("a number");
        // The last day of November 2026 is a Monday.
        let date = jiff::civil::date(2026, 11, 30)
            .checked_add((i64::from(day) - 1).days())
            .expect("a date");
        let minutes = parse_clock(clock).expect("a time");
        let wall = date.at(0, 0, 0, 0) + minutes.minutes();
        settings
            .zone()
            .to_ambiguous_timestamp(wall)
            .compatible()
            .expect("a moment")
    }

    fn believed(at: Timestamp) -> ShopTime {
        ShopTime {
            at,
            is_believed: true,
        }
    }

    #[test]
    fn hours_say_when_guests_can_order_and_when_that_changes() {
        use OpeningState::{Open, OutsideHours};
        for zone in [
            "Asia/Jakarta",
            "Asia/Makassar",
            "Asia/Jayapura",
            "America/New_York",
        ] {
            let mut shop = warung();
            zone.clone_into(&mut shop.time_zone);
            for (now, last_order, state, until) in [
                ("1 05:59", 0, OutsideHours, "1 06:00"),
                ("1 06:00", 0, Open, "1 10:30"),
                ("1 10:30", 0, OutsideHours, "1 16:00"),
                ("1 21:59", 0, Open, "1 22:00"),
                ("1 22:00", 0, OutsideHours, "2 06:00"),
                // Orders end before the shop does.
                ("1 21:45", 15, OutsideHours, "2 06:00"),
                ("1 21:44", 15, Open, "1 21:45"),
                // Saturday ends on Sunday, which is closed itself.
                ("6 23:30", 0, Open, "7 01:00"),
                ("7 00:59", 0, Open, "7 01:00"),
                ("7 00:59", 30, OutsideHours, "8 06:00"),
                ("7 12:00", 0, OutsideHours, "8 06:00"),
                // A span that is shorter than the time of its last order is none.
                ("1 06:00", 270, OutsideHours, "1 16:00"),
            ] {
                shop.hours.last_order_minutes = last_order;
                let opening = shop.opening(believed(at(&shop, now)));
                let until = Some(at(&shop, until));
                assert_eq!(opening, OpeningNow { state, until }, "{now} in {zone}");
            }
        }
    }

    #[test]
    fn spans_that_meet_at_midnight_are_one_and_a_shop_that_never_closes_has_no_last_order() {
        let mut shop = warung();
        shop.hours.last_order_minutes = 30;
        "16:00-24:00".clone_into(&mut shop.hours.monday);
        "00:00-02:00".clone_into(&mut shop.hours.tuesday);
        let opening = shop.opening(believed(at(&shop, "1 23:50")));
        assert_eq!(opening.state, OpeningState::Open);
        assert_eq!(opening.until, Some(at(&shop, "2 01:30")));

        let hours = &mut shop.hours;
        for day in [
            &mut hours.monday,
            &mut hours.tuesday,
            &mut hours.wednesday,
            &mut hours.thursday,
            &mut hours.friday,
            &mut hours.saturday,
            &mut hours.sunday,
        ] {
            "00:00-24:00".clone_into(day);
        }
        let opening = shop.opening(believed(at(&shop, "1 23:50")));
        assert_eq!((opening.state, opening.until), (OpeningState::Open, None));
    }

    #[test]
    fn a_clock_that_is_not_believed_closes_nothing() {
        let mut shop = warung();
        let now = ShopTime {
            at: at(&shop, "7 12:00"),
            is_believed: false,
        };
        assert_eq!(shop.opening(now).state, OpeningState::Open);
        assert_eq!(shop.admits_guests(now), Ok(()));
        // What a person decided holds by any clock.
        shop.takes_orders = false;
        assert_eq!(shop.admits_guests(now), Err(Refusal::ShopClosed));
    }

    #[test]
    fn a_pause_ends_by_itself_but_not_outside_of_the_hours_and_one_far_ahead_is_none() {
        let mut shop = warung();
        let pause = |shop: &mut Settings, until: &str| {
            shop.hours.paused_until_ms = at(shop, until).as_millisecond();
        };
        let opening = |shop: &Settings, now: &str| {
            let opening = shop.opening(believed(at(shop, now)));
            (opening.state, opening.until)
        };
        pause(&mut shop, "1 09:15");
        let back = Some(at(&shop, "1 09:15"));
        assert_eq!(opening(&shop, "1 09:00"), (OpeningState::Paused, back));
        assert_eq!(opening(&shop, "1 09:15").0, OpeningState::Open);
        // What is left of the day is shorter than the pause.
        pause(&mut shop, "1 10:45");
        let afternoon = Some(at(&shop, "1 16:00"));
        assert_eq!(opening(&shop, "1 10:20"), (OpeningState::Paused, afternoon));
        // A clock was put back since.
        pause(&mut shop, "3 09:15");
        assert_eq!(opening(&shop, "1 09:00").0, OpeningState::Open);
        shop.hours.is_on = false;
        pause(&mut shop, "7 12:15");
        let back = Some(at(&shop, "7 12:15"));
        assert_eq!(opening(&shop, "7 12:00"), (OpeningState::Paused, back));
        let refused = shop.admits_guests(believed(at(&shop, "7 12:00")));
        let again = WallTime {
            weekday: None,
            minutes: 735,
        };
        assert_eq!(refused, Err(Refusal::ShopPaused { again }));
    }

    #[test]
    fn a_guest_is_told_the_day_where_it_is_not_today() {
        let shop = warung();
        for (now, weekday, minutes) in [
            ("1 05:00", None, 360),
            ("1 23:00", Some(1), 360),
            ("7 23:00", Some(0), 360),
        ] {
            let again = WallTime { weekday, minutes };
            let refused = shop.admits_guests(believed(at(&shop, now)));
            assert_eq!(refused, Err(Refusal::OutsideHours { again }), "{now}");
        }
        let half = WallTime {
            weekday: None,
            minutes: 630,
        };
        assert_eq!(half.clock(Language::Indonesian), "10.30");
        assert_eq!(half.clock(Language::English), "10:30");
    }

    #[test]
    fn spans_of_a_day_have_one_spelling_or_are_refused() {
        for (written, kept) in [
            ("", Some("")),
            ("6:00-10.30", Some("06:00-10:30")),
            ("17:00-22:00,  06:00-10:30", Some("06:00-10:30 17:00-22:00")),
            ("17:00-01:00", Some("17:00-01:00")),
            ("00:00-24:00", Some("00:00-24:00")),
            ("17:00-00:00", Some("17:00-24:00")),
            ("08:00-08:00", None),
            ("24:00-02:00", None),
            ("06:00-10:00 09:00-11:00", None),
            ("06:00-10:00 22:00-07:00", None),
            ("06:00-07:00 08:00-09:00 10:00-11:00", None),
            ("6-10", None),
            ("06:60-10:00", None),
            ("06:00-25:00", None),
            ("+6:00-10:00", None),
            ("pagi", None),
        ] {
            let spans = DaySpans::parse(written).map(|spans| spans.to_string());
            assert_eq!(spans.as_deref(), kept, "{written}");
        }
    }
}
