//! The plan of a demo's day: who comes when, orders what, pays how, and how the order ends.
//!
//! Nothing here knows the shop or a clock. The same seed, menu and opening hours are the same day.

use std::fmt;

use super::{
    menu::{Item, Menu},
    preferences::{
        Daypart, Dish, KITCHEN_REASON, Kind, NAMES, NOTES_ALONG, NOTES_HERE, TILL_REASONS,
    },
    rng::Rng,
};
use crate::{
    config::Hours,
    domain::{Channel, OrderType, PaymentMethod},
};

/// A time of the demo's day, in seconds after its midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// The full hour.
    #[must_use]
    pub const fn hour(hour: u32) -> Self {
        Self(hour * 3600)
    }

    /// So many seconds later.
    #[must_use]
    pub const fn after(self, seconds: u32) -> Self {
        Self(self.0 + seconds)
    }

    /// How many seconds after `earlier` this is.
    pub const fn since(self, earlier: Self) -> u32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The next full minute.
    #[must_use]
    pub const fn next_minute(self) -> Self {
        Self((self.0 / 60 + 1) * 60)
    }

    /// Which half of which hour it is, counted from midnight.
    pub const fn half_hour(self) -> u32 {
        self.0 / 1800
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.0 / 3600 % 24, self.0 / 60 % 60)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    /// In the order of their coming.
    pub(super) visits: Vec<Visit>,
    pub(super) shortages: Vec<Shortage>,
    pub(super) closes: TimeOfDay,
}

/// A customer comes and orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visit {
    pub(super) at: TimeOfDay,
    pub(super) channel: Channel,
    pub(super) order_type: OrderType,
    pub(super) table: Option<u32>,
    pub(super) name: Option<&'static str>,
    pub(super) note: Option<&'static str>,
    pub(super) lines: Vec<Line>,
    /// What they say when ordering, and what they pay with in the end.
    pub(super) method: PaymentMethod,
    pub(super) pays_with: PaymentMethod,
    pub(super) notes: Notes,
    /// Seconds from the order to the till, and from the call to the counter.
    pub(super) pays_after: u32,
    pub(super) collects_after: u32,
    /// The cook calls it out as a whole instead of ticking line by line.
    pub(super) whole_ticket: bool,
    pub(super) fate: VisitOutcome,
}

/// One line of their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) item: i64,
    pub(super) quantity: u32,
    pub(super) options: Vec<i64>,
    pub(super) note: Option<&'static str>,
}

/// The money that a customer has at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notes {
    Exact,
    Tens,
    Fifties,
    Hundreds,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VisitOutcome {
    Served,
    /// Called out too early, taken back, and served in the end.
    Recalled,
    /// The customer cancels before paying.
    SecondThoughts,
    /// The till cancels it before it is paid.
    Withdrawn(&'static str),
    /// The till cancels it while it is being made.
    Failed(&'static str),
    /// It is never paid.
    Left,
}

/// A dish is sold out for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shortage {
    pub(super) item: i64,
    pub(super) from: TimeOfDay,
    pub(super) until: TimeOfDay,
}

/// Customers in an hour, by the hour: a morning trickle, the rush at midday, a lull, the evening.
const PER_HOUR: [u32; 24] = [
    2, 1, 1, 1, 2, 3, 5, 8, 10, 8, 10, 28, 34, 20, 8, 7, 9, 14, 22, 20, 10, 6, 4, 3,
];
/// No order is placed in the last minutes before the shop closes, in seconds.
const LAST_ORDERS: u32 = 20 * 60;
/// Seconds in which at most one customer comes.
const STEP: u32 = 20;
/// Tables with a number.
pub(super) const TABLES: u32 = 12;

impl Day {
    /// The day that `seed` throws, with what is on `menu`.
    pub(super) fn plan(seed: u64, menu: &Menu, hours: Hours) -> Self {
        let mut rng = Rng::new(seed);
        let (opens, closes) = (TimeOfDay::hour(hours.opens), TimeOfDay::hour(hours.closes));
        let mut fates = Vec::new();
        let mut visits = Vec::new();
        let mut step = opens;
        while step.after(LAST_ORDERS) < closes {
            let rate = PER_HOUR[usize::try_from(step.0 / 3600 % 24).unwrap_or_default()];
            if rng.below(3600 / STEP) < rate {
                let at = step.after(rng.below(STEP));
                let fate = fates.pop().unwrap_or_else(|| {
                    fates = deck(&mut rng);
                    fates.pop().unwrap_or(VisitOutcome::Served)
                });
                visits.extend(visit(&mut rng, menu, at, fate));
            }
            step = step.after(STEP);
        }
        let shortages = shortages(&mut rng, menu, opens, closes);
        Self {
            visits,
            shortages,
            closes,
        }
    }
}

/// How it ends for the next forty: dealt and not thrown, so that a short day has some of each.
fn deck(rng: &mut Rng) -> Vec<VisitOutcome> {
    let mut deck = vec![VisitOutcome::Served; 40];
    let reason = rng.pick(&TILL_REASONS).copied().unwrap_or_default();
    deck[0] = VisitOutcome::Recalled;
    deck[1] = VisitOutcome::SecondThoughts;
    deck[2] = VisitOutcome::Withdrawn(reason);
    deck[3] = VisitOutcome::Failed(KITCHEN_REASON);
    deck[4] = VisitOutcome::Left;
    rng.shuffle(&mut deck);
    deck
}

fn visit(rng: &mut Rng, menu: &Menu, at: TimeOfDay, fate: VisitOutcome) -> Option<Visit> {
    let channel = match rng.below(100) {
        0..55 => Channel::Phone,
        55..85 => Channel::Counter,
        _ => Channel::Kiosk,
    };
    let eats_here = rng.chance(match channel {
        Channel::Phone => 70,
        Channel::Counter | Channel::Kiosk => 55,
    });
    let (order_type, order_notes) = if eats_here {
        (OrderType::DineIn, NOTES_HERE)
    } else {
        (OrderType::TakeAway, NOTES_ALONG)
    };
    // A phone knows its table, a kiosk never does, and at the counter some sit down first.
    let has_table = match channel {
        Channel::Phone => eats_here,
        Channel::Counter => eats_here && rng.chance(50),
        Channel::Kiosk => false,
    };
    let table = has_table.then(|| rng.between(1, TABLES));
    let says_name = match channel {
        Channel::Phone => rng.chance(75),
        Channel::Counter => rng.chance(40),
        Channel::Kiosk => false,
    };
    let name = rng.pick(&NAMES).copied().filter(|_| says_name);
    let says_more = rng.chance(6);
    let note = rng.pick(&order_notes).copied().filter(|_| says_more);
    let by_qris = match channel {
        Channel::Counter => 30,
        Channel::Kiosk | Channel::Phone => 45,
    };
    let method = if rng.chance(by_qris) {
        PaymentMethod::Qris
    } else {
        PaymentMethod::Cash
    };
    let (soonest, latest) = match channel {
        Channel::Counter => (15, 45),
        Channel::Kiosk => (30, 240),
        Channel::Phone => (40, 420),
    };
    // Who orders at the counter stands there with the money in the hand.
    let fate = match (channel, fate) {
        (Channel::Counter, VisitOutcome::SecondThoughts | VisitOutcome::Left) => {
            VisitOutcome::Served
        }
        (_, fate) => fate,
    };
    let lines = lines(rng, menu, Daypart::of(at.0 / 3600));
    // Some of what is fetched at the counter was sold in a delivery app.
    let is_of_app = channel == Channel::Counter && !eats_here && rng.chance(35);
    let method = if is_of_app {
        PaymentMethod::App
    } else {
        method
    };
    let visit = Visit {
        at,
        channel,
        order_type,
        table,
        name,
        note,
        lines,
        method,
        // The network is down, or the notes are at home.
        pays_with: match method {
            PaymentMethod::Qris if rng.chance(4) => PaymentMethod::Cash,
            PaymentMethod::Cash if rng.chance(4) => PaymentMethod::Qris,
            PaymentMethod::Qris
            | PaymentMethod::Cash
            | PaymentMethod::Transfer
            | PaymentMethod::Card
            | PaymentMethod::App => method,
        },
        notes: match rng.below(100) {
            0..35 => Notes::Exact,
            35..50 => Notes::Tens,
            50..80 => Notes::Fifties,
            _ => Notes::Hundreds,
        },
        pays_after: rng.between(soonest, latest),
        collects_after: rng.between(30, 420),
        whole_ticket: rng.chance(20),
        fate,
    };
    (!visit.lines.is_empty()).then_some(visit)
}

/// What a party of people orders; two who want the same are one line.
fn lines(rng: &mut Rng, menu: &Menu, daypart: Daypart) -> Vec<Line> {
    let people = match rng.below(100) {
        0..48 => 1,
        48..80 => 2,
        80..92 => 3,
        92..97 => 4,
        // An office sends one for all.
        _ => rng.between(5, 8),
    };
    let mut lines = Vec::new();
    for _ in 0..people {
        for (kind, percent) in daypart.hunger() {
            if rng.chance(percent) {
                add(&mut lines, line(rng, menu, daypart, kind));
            }
        }
    }
    if lines.is_empty() {
        add(&mut lines, line(rng, menu, daypart, Kind::Drink));
    }
    lines
}

fn add(lines: &mut Vec<Line>, line: Option<Line>) {
    let Some(line) = line else { return };
    let same = |other: &&mut Line| {
        (other.item, &other.options, other.note) == (line.item, &line.options, line.note)
    };
    match lines.iter_mut().find(same) {
        Some(same) => same.quantity += line.quantity,
        None => lines.push(line),
    }
}

fn line(rng: &mut Rng, menu: &Menu, daypart: Daypart, kind: Kind) -> Option<Line> {
    let items: Vec<(&Item, Dish)> = menu
        .items()
        .map(|item| (item, Dish::called(&item.name)))
        .filter(|(_, dish)| dish.kind == kind)
        .collect();
    let (item, dish) = rng.weighted(&items, |(_, dish)| dish.liked(daypart))?;
    let noted = rng.chance(dish.with_note);
    Some(Line {
        item: item.id,
        quantity: 1,
        options: item.choice_near(&wishes(rng, item))?,
        note: rng.pick(dish.notes).copied().filter(|_| noted),
    })
}

/// Options that a customer names: mostly the usual one of what must be chosen, now and then an extra.
fn wishes(rng: &mut Rng, item: &Item) -> Vec<i64> {
    let mut wishes = Vec::new();
    for group in &item.modifier_groups {
        let named = if group.min > 0 {
            rng.chance(45)
        } else {
            rng.chance(25)
        };
        let picked = rng.pick(&group.options).filter(|_| named);
        wishes.extend(picked.map(|option| option.id));
    }
    wishes
}

/// One dish runs out in the rush of midday and one in the evening, as far as the shop is open.
fn shortages(rng: &mut Rng, menu: &Menu, opens: TimeOfDay, closes: TimeOfDay) -> Vec<Shortage> {
    let mut shortages = Vec::new();
    for (hour, kind) in [(12, Kind::Meal), (18, Kind::Drink)] {
        let from = TimeOfDay::hour(hour).after(rng.below(15 * 60));
        let until = from.after(rng.between(40 * 60, 70 * 60));
        let daypart = Daypart::of(hour);
        let items: Vec<_> = menu.items().collect();
        let liked = |item: &&Item| {
            let dish = Dish::called(&item.name);
            if dish.kind == kind {
                dish.liked(daypart)
            } else {
                0
            }
        };
        let item = rng.weighted(&items, liked).map(|item| item.id);
        if let Some(item) = item.filter(|_| opens <= from && until < closes) {
            shortages.push(Shortage { item, from, until });
        }
    }
    shortages
}

impl Notes {
    /// What a customer with these notes hands over for `total`.
    pub(super) const fn for_total(self, total: i64) -> i64 {
        let note = match self {
            Self::Exact => return total,
            Self::Tens => 10_000,
            Self::Fifties => 50_000,
            Self::Hundreds => 100_000,
        };
        (total + note - 1) / note * note
    }
}

#[cfg(test)]
#[path = "day_tests.rs"]
mod tests;
