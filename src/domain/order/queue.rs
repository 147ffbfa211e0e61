//! The queue of orders that are being made, as a guest may know it: places by number, and how long it usually takes.
//!
//! What is usual comes from the shop's own last hours, and is a span: a single figure would be a promise.

use serde::Serialize;

/// So many orders say what is usual; fewer say what happened.
const ENOUGH: usize = 6;
const MINUTE: i64 = 60_000;
/// From here on, minutes are rounded to fives.
const COARSE_FROM: i64 = 10;

/// Who is before whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Queue {
    /// Numbers of the orders that are being made, the first first.
    pub waiting: Vec<String>,
    /// How long it usually takes; none while too few say so.
    pub usual_minutes: Option<UsualMinutes>,
}

/// A span of minutes, from the kitchen's having an order until it is ready: half of all lie within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct UsualMinutes {
    /// A quarter took no longer than this.
    pub from: i64,
    /// Three quarters took no longer than this.
    pub to: i64,
}

impl UsualMinutes {
    /// What is usual after orders that took so many milliseconds each; none after too few.
    pub fn of(mut took: Vec<i64>) -> Option<Self> {
        if took.len() < ENOUGH {
            return None;
        }
        took.sort_unstable();
        let quarter = took.len() / 4;
        let (from, to) = (took[quarter], took[took.len() - 1 - quarter]);
        let from = down(from / MINUTE).max(1);
        let to = up((to + MINUTE - 1) / MINUTE).max(from + 1);
        Some(Self { from, to })
    }
}

const fn down(minutes: i64) -> i64 {
    if minutes < COARSE_FROM {
        minutes
    } else {
        minutes / 5 * 5
    }
}

const fn up(minutes: i64) -> i64 {
    if minutes < COARSE_FROM {
        minutes
    } else {
        (minutes + 4) / 5 * 5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usual_is_where_half_of_all_lie_in_round_minutes_and_nothing_after_too_few() {
        let minutes =
            |all: &[i64]| UsualMinutes::of(all.iter().map(|each| each * MINUTE).collect());
        assert_eq!(minutes(&[5, 5, 5, 5, 5]), None);
        let span = |from, to| Some(UsualMinutes { from, to });
        // One that was forgotten for an hour promises no other an hour.
        assert_eq!(minutes(&[4, 5, 6, 7, 8, 9, 60, 1]), span(5, 8));
        assert_eq!(minutes(&[12, 13, 14, 16, 17, 18]), span(10, 20));
        assert_eq!(UsualMinutes::of(vec![2_000; 6]), span(1, 2));
    }
}
