//! Opening hours at moments around their ends, over midnight, in several zones, and by a clock that is in doubt.

use super::*;
use crate::domain::menu::rests_until;

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
fn what_is_sold_out_until_then_is_back_by_the_clock_on_the_wall_or_with_the_next_business_day() {
    let shop = warung();
    for (now, until, back) in [
        ("1 10:00", "17:00", "1 17:00"),
        ("1 17:00", "17:00", "2 17:00"),
        ("1 18:00", "6.30", "2 06:30"),
        ("1 10:00", "tomorrow", "2 04:00"),
        ("2 01:00", "tomorrow", "2 04:00"),
    ] {
        let at = |text| at(&shop, text);
        assert_eq!(
            shop.back_at(until, at(now)),
            Ok(at(back)),
            "{until} at {now}"
        );
    }
    for until in ["", "24:00", "later", "25:00"] {
        let refused = shop.back_at(until, at(&shop, "1 10:00"));
        assert_eq!(
            refused,
            Err(Refusal::UnknownWord { field: "until" }),
            "{until}"
        );
    }
}

#[test]
fn a_category_rests_outside_of_its_hours_and_by_no_clock_that_is_not_believed() {
    let shop = warung();
    let rests = |served: &str, now: &str, is_believed| {
        let at = at(&shop, now);
        rests_until(served, &shop.zone(), ShopTime { at, is_believed })
    };
    for (served, now, until) in [
        ("", "1 03:00", None),
        ("06:00-10:30", "1 05:59", Some("1 06:00")),
        ("06:00-10:30", "1 06:00", None),
        ("06:00-10:30", "1 10:30", Some("2 06:00")),
        ("21:00-02:00", "1 01:59", None),
        ("21:00-02:00", "1 02:00", Some("1 21:00")),
    ] {
        let until = until.map(|until| at(&shop, until));
        assert_eq!(rests(served, now, true), until, "{served} at {now}");
        assert_eq!(rests(served, now, false), None);
    }
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
