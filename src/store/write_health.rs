//! Write-health probe: healthy if a commit succeeded in the last 5 s, otherwise it commits one small row to find out.
//!
//! A disk can serve reads for hours after it has stopped writing, so reading proves nothing.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use super::{Store, StoreError, Writer};

/// How long a commit speaks for the ones that would follow. A query without a login must not
/// wear out a card.
const FRESH: Duration = Duration::from_secs(5);
/// How long a disk may take to write next to nothing.
const PATIENCE: Duration = Duration::from_secs(5);

/// When the last commit went through.
#[derive(Debug)]
pub(super) struct WriteHealth {
    began: Instant,
    /// Milliseconds since then plus one; zero before the first commit.
    last: AtomicU64,
}

impl Default for WriteHealth {
    fn default() -> Self {
        Self {
            began: Instant::now(),
            last: AtomicU64::new(0),
        }
    }
}

impl WriteHealth {
    pub(super) fn note_commit(&self) {
        self.last.store(self.now() + 1, Ordering::Release);
    }

    fn is_fresh(&self) -> bool {
        let last = self.last.load(Ordering::Acquire);
        let fresh = u64::try_from(FRESH.as_millis()).unwrap_or(u64::MAX);
        last > 0 && self.now().saturating_sub(last - 1) < fresh
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Store {
    /// Whether a change can be kept now.
    ///
    /// # Errors
    /// Why it cannot: the disk is full, an earlier commit failed, or this one takes too long.
    pub async fn probe(&self) -> Result<(), StoreError> {
        if self.is_broken() {
            return Err(StoreError::Broken);
        }
        if self.write_health.is_fresh() {
            return Ok(());
        }
        let written = async {
            match self.write(|store| store.write_probe()).await {
                // The failed write had the reserve released, so this one may find space.
                Err(StoreError::Full) => self.write(|store| store.write_probe()).await,
                written => written,
            }
        };
        let written = tokio::time::timeout(PATIENCE, written).await;
        written.unwrap_or(Err(StoreError::Slow))
    }
}

impl Writer<'_> {
    pub(super) fn write_probe(&self) -> Result<(), StoreError> {
        // A value that differs, or SQLite might find nothing to write.
        self.prepare_cached("update probe set times = times + 1")?
            .execute([])?;
        Ok(())
    }
}
