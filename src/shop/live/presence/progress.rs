//! How far a screen has come, and how long its answers take. Noted at every message, so it takes no
//! lock.

use std::{
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    time::Duration,
};

/// One connection's track.
#[derive(Debug)]
pub(super) struct Track {
    place: AtomicI64,
    /// Milliseconds; [`NOT_YET`] before the first answer.
    delay: AtomicU64,
}

const NOT_YET: u64 = u64::MAX;

impl From<i64> for Track {
    fn from(place: i64) -> Self {
        Self {
            place: AtomicI64::new(place),
            delay: AtomicU64::new(NOT_YET),
        }
    }
}

impl Track {
    pub(super) fn told(&self, place: i64) {
        self.place.store(place, Ordering::Relaxed);
    }

    pub(super) fn place(&self) -> i64 {
        self.place.load(Ordering::Relaxed)
    }

    pub(super) fn answered_after(&self, delay: Duration) {
        let millis = u64::try_from(delay.as_millis()).unwrap_or(NOT_YET - 1);
        self.delay.store(millis, Ordering::Relaxed);
    }

    pub(super) fn delay_ms(&self) -> Option<u64> {
        Some(self.delay.load(Ordering::Relaxed)).filter(|delay| *delay != NOT_YET)
    }
}
