//! The shop's clock: never behind what it has already shown.

use std::{
    sync::{Mutex, PoisonError},
    time::Instant,
};

use jiff::{SignedDuration, Timestamp};

/// How far the machine's clock may be behind before people are told, in seconds.
const TOLERANCE: i64 = 60;

/// Follows the machine's clock forwards, and goes on by itself when that falls back: a Raspberry
/// Pi without a battery may wake up in 1970.
#[derive(Debug)]
pub struct Clock {
    last: Mutex<(Timestamp, Instant)>,
}

impl Clock {
    /// A clock that is not behind `newest`, the newest time the shop has stored.
    #[must_use]
    pub fn no_earlier_than(newest: Option<Timestamp>) -> Self {
        let start = newest.unwrap_or(Timestamp::UNIX_EPOCH);
        Self {
            last: Mutex::new((start, Instant::now())),
        }
    }

    /// The time in the shop, to the millisecond that is stored.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let now = reckoned(*last).max(Timestamp::now());
        // Kept whole: what is cut off here would be lost at every look.
        *last = (now, Instant::now());
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// Whether the machine's clock is not behind the shop's.
    #[must_use]
    pub fn is_right(&self) -> bool {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        reckoned(last).duration_since(Timestamp::now()) < SignedDuration::from_secs(TOLERANCE)
    }
}

/// The time it must be by now if it was `time` `then`.
fn reckoned((time, then): (Timestamp, Instant)) -> Timestamp {
    let passed = SignedDuration::try_from(then.elapsed()).unwrap_or_default();
    time.saturating_add(passed).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_that_wakes_up_in_the_past_does_not_take_the_shop_along() {
        let seen: Timestamp = "2126-01-01T00:00:00Z".parse().expect("a time");
        let clock = Clock::no_earlier_than(Some(seen));
        let first = clock.now();
        assert!(first >= seen && clock.now() >= first);
        assert!(!clock.is_right());
        assert!(Clock::no_earlier_than(None).is_right());
    }
}
