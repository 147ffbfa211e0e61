//! Days of many seeds: believable, legal, and the same again.

use super::*;
use crate::demo::menu::tests::starter;

const WHOLE_DAY: Hours = Hours {
    opens: 7,
    closes: 21,
};
const SEEDS: std::ops::Range<u64> = 0..10;

fn day(seed: u64) -> Day {
    Day::plan(seed, &starter(), WHOLE_DAY)
}

fn percent(part: usize, all: usize) -> usize {
    part * 100 / all
}

#[test]
fn the_same_seed_is_the_same_day_and_another_is_another() {
    for seed in SEEDS {
        assert_eq!(day(seed), day(seed));
        assert_ne!(day(seed), day(seed + 1));
    }
}

#[test]
fn everybody_comes_in_turn_and_while_the_shop_takes_orders() {
    let menu = starter();
    for (opens, closes) in [(7, 21), (10, 22), (12, 13), (0, 24)] {
        let hours = Hours { opens, closes };
        let (opens, closes) = (TimeOfDay::hour(opens), TimeOfDay::hour(closes));
        for seed in SEEDS {
            let day = Day::plan(seed, &menu, hours);
            assert!(!day.visits.is_empty());
            assert!(day.visits.is_sorted_by_key(|visit| visit.at));
            for visit in &day.visits {
                assert!(visit.at >= opens && visit.at.after(LAST_ORDERS) < closes.after(STEP));
            }
            for shortage in &day.shortages {
                assert!(opens <= shortage.from && shortage.from < shortage.until);
                assert!(shortage.until < closes);
            }
        }
    }
}

#[test]
fn every_order_is_one_that_the_shop_takes() {
    let menu = starter();
    for seed in SEEDS {
        for visit in day(seed).visits {
            assert!((1..=50).contains(&visit.lines.len()), "{visit:?}");
            assert!(
                visit
                    .table
                    .is_none_or(|table| (1..=TABLES).contains(&table))
            );
            assert!(visit.name.is_none_or(|name| name.chars().count() <= 60));
            for line in &visit.lines {
                assert!((1..=99).contains(&line.quantity), "{line:?}");
                let item = menu.items().find(|item| item.id == line.item);
                let item = item.expect("it is on the menu");
                for group in &item.modifier_groups {
                    let named = |id: &&i64| group.options.iter().any(|option| option.id == **id);
                    let chosen = line.options.iter().filter(named).count();
                    assert!((group.min..=group.max).contains(&chosen), "{line:?}");
                }
                assert!(line.note.is_none_or(|note| note.chars().count() <= 200));
            }
        }
    }
}

#[test]
fn most_come_with_a_phone_some_to_the_counter_a_few_to_the_kiosk() {
    for seed in SEEDS {
        let visits = day(seed).visits;
        let share = |channel| {
            let came = visits.iter().filter(|visit| visit.channel == channel);
            percent(came.count(), visits.len())
        };
        assert!((43..=67).contains(&share(Channel::Phone)), "{seed}");
        assert!((20..=42).contains(&share(Channel::Counter)), "{seed}");
        assert!((7..=24).contains(&share(Channel::Kiosk)), "{seed}");
        let qris = |visit: &&Visit| visit.pays_with == PaymentMethod::Qris;
        let qris = visits.iter().filter(qris).count();
        assert!((25..=55).contains(&percent(qris, visits.len())), "{seed}");
    }
}

#[test]
fn midday_is_a_rush_the_afternoon_a_lull_and_the_evening_is_busy_again() {
    for seed in SEEDS {
        let visits = day(seed).visits;
        assert!((150..=260).contains(&visits.len()), "{}", visits.len());
        let between = |from, to| {
            let came = visits
                .iter()
                .filter(|visit| (TimeOfDay::hour(from)..TimeOfDay::hour(to)).contains(&visit.at));
            came.count()
        };
        let (morning, midday) = (between(8, 10), between(11, 13));
        let (afternoon, evening) = (between(14, 16), between(18, 20));
        assert!(midday > 2 * morning && midday > 2 * afternoon, "{seed}");
        assert!(evening * 2 > 3 * afternoon, "{seed}");
    }
}

#[test]
fn not_all_goes_well_but_most_does() {
    for seed in SEEDS {
        let day = day(seed);
        let some = |is: fn(&VisitOutcome) -> bool| day.visits.iter().any(|visit| is(&visit.fate));
        assert!(
            some(|fate| matches!(fate, VisitOutcome::Recalled)),
            "{seed}"
        );
        assert!(
            some(|fate| matches!(fate, VisitOutcome::SecondThoughts)),
            "{seed}"
        );
        assert!(
            some(|fate| matches!(fate, VisitOutcome::Withdrawn(_))),
            "{seed}"
        );
        assert!(
            some(|fate| matches!(fate, VisitOutcome::Failed(_))),
            "{seed}"
        );
        assert!(some(|fate| matches!(fate, VisitOutcome::Left)), "{seed}");
        let served = day
            .visits
            .iter()
            .filter(|visit| visit.fate == VisitOutcome::Served);
        let served = percent(served.count(), day.visits.len());
        assert!(served >= 85, "{seed}: {served}");
        assert_eq!(day.shortages.len(), 2);
    }
}

#[test]
fn who_stands_at_the_counter_pays_and_who_is_at_the_kiosk_has_no_table() {
    for seed in SEEDS {
        for visit in day(seed).visits {
            match visit.channel {
                Channel::Counter => {
                    assert!(!matches!(
                        visit.fate,
                        VisitOutcome::Left | VisitOutcome::SecondThoughts
                    ));
                }
                Channel::Kiosk => assert_eq!(visit.table, None),
                Channel::Phone => {}
            }
            assert!(visit.table.is_none() || visit.order_type == OrderType::DineIn);
        }
    }
}

#[test]
fn people_pay_with_the_notes_they_have() {
    for (notes, total, handed_over) in [
        (Notes::Exact, 63_000, 63_000),
        (Notes::Tens, 63_000, 70_000),
        (Notes::Fifties, 63_000, 100_000),
        (Notes::Fifties, 18_000, 50_000),
        (Notes::Hundreds, 63_000, 100_000),
        (Notes::Hundreds, 100_000, 100_000),
        (Notes::Hundreds, 101_000, 200_000),
        (Notes::Fifties, 0, 0),
    ] {
        assert_eq!(notes.for_total(total), handed_over, "{notes:?} {total}");
    }
}

#[test]
fn a_clock_shows_hours_and_minutes() {
    let noon = TimeOfDay::hour(12).after(26 * 60 + 59);
    assert_eq!(noon.to_string(), "12:26");
    assert_eq!(noon.since(TimeOfDay::hour(12)), 1619);
    assert_eq!(TimeOfDay::hour(24).after(60).to_string(), "00:01");
}
