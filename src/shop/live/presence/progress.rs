//! A screen's position in its stream and its round-trip time. Updated with every message, so it takes no lock.

use std::{
    sync::atomic::{AtomicI64, AtomicU64, Ordering},
    time::Duration,
};

#[derive(Debug)]
pub(super) struct Progress {
    position: AtomicI64,
    /// Milliseconds; [`NOT_YET`] before the first answer.
    delay: AtomicU64,
}

const NOT_YET: u64 = u64::MAX;

impl From<i64> for Progress {
    fn from(position: i64) -> Self {
        Self {
            position: AtomicI64::new(position),
            delay: AtomicU64::new(NOT_YET),
        }
    }
}

impl Progress {
    pub(super) fn received(&self, position: i64) {
        self.position.store(position, Ordering::Relaxed);
    }

    pub(super) fn position(&self) -> i64 {
        self.position.load(Ordering::Relaxed)
    }

    pub(super) fn answered_after(&self, delay: Duration) {
        let millis = u64::try_from(delay.as_millis()).unwrap_or(NOT_YET - 1);
        self.delay.store(millis, Ordering::Relaxed);
    }

    pub(super) fn delay_ms(&self) -> Option<u64> {
        Some(self.delay.load(Ordering::Relaxed)).filter(|delay| *delay != NOT_YET)
    }
}
