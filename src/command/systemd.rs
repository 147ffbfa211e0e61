//! Notifies systemd that the shop is open, works and closes (`sd_notify`(3)).

use std::{convert::Infallible, time::Duration};

use sd_notify::NotifyState;
use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::shop::{Health, HealthStatus};

/// The longest that a shop may take to open: a large file, an old card, and a new version that changes it.
const LONGEST_OPENING: Duration = Duration::from_mins(30);
/// How often systemd is notified meanwhile that it goes on, and how long it then waits for the next message.
const STILL_OPENING: Duration = Duration::from_secs(5);
const NEXT_WORD_MICROSECONDS: u32 = 20_000_000;

/// What is shown of a shop meanwhile; install.sh waits for as long as it reads this.
const OPENING: &str = "Opening";

/// The supervisor, if there is one.
pub(super) struct Supervisor {
    /// How long it waits for a sign of life.
    patience: Option<Duration>,
}

impl Supervisor {
    /// As the environment names it.
    pub(super) fn of_environment() -> Self {
        Self {
            patience: sd_notify::watchdog_enabled(),
        }
    }

    /// Asks it for patience until the shop has opened.
    pub(super) async fn while_opening<T>(&self, opening: impl Future<Output = T>) -> T {
        let patience = NotifyState::ExtendTimeoutUsec(NEXT_WORD_MICROSECONDS);
        self.while_telling(&[NotifyState::Status(OPENING), patience], opening)
            .await
    }

    /// The same while a backup replaces an open shop: there is none that could be probed.
    pub(super) async fn while_reopening<T>(&self, opening: impl Future<Output = T>) -> T {
        self.while_telling(
            &[NotifyState::Status(OPENING), NotifyState::Watchdog],
            opening,
        )
        .await
    }

    async fn while_telling<T>(
        &self,
        what: &[NotifyState<'_>],
        opening: impl Future<Output = T>,
    ) -> T {
        let until = Instant::now() + LONGEST_OPENING;
        let mut every = interval(
            self.patience
                .map_or(STILL_OPENING, often)
                .min(STILL_OPENING),
        );
        tokio::pin!(opening);
        loop {
            tokio::select! {
                opened = &mut opening => return opened,
                _ = every.tick(), if Instant::now() < until => notify(what),
            }
        }
    }

    /// The shop is open.
    pub(super) fn ready(address: &str) {
        let status = format!("Open at {address}");
        notify(&[NotifyState::Ready, NotifyState::Status(&status)]);
    }

    /// The shop is closing.
    pub(super) fn stopping() {
        notify(&[NotifyState::Stopping]);
    }

    /// Feeds the watchdog as long as writes succeed; never returns. A full disk is no reason to restart: open orders
    /// can still be finished.
    pub(super) async fn feed(&self, health: Health) -> Infallible {
        let Some(patience) = self.patience else {
            return std::future::pending().await;
        };
        let mut every = interval(often(patience));
        every.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            match health.pulse().await {
                (HealthStatus::Ok | HealthStatus::DiskFull, _) => notify(&[NotifyState::Watchdog]),
                (HealthStatus::CannotWrite, _) => log::error!("the disk takes no writes"),
                // Already in the log.
                (HealthStatus::Stuck, _) => {}
            }
        }
    }
}

/// Three times in its patience: one sign of life that comes late is no death.
fn often(patience: Duration) -> Duration {
    (patience / 3).max(Duration::from_millis(1))
}

fn notify(what: &[NotifyState]) {
    if let Err(error) = sd_notify::notify(what) {
        log::warn!("the supervisor could not be told ({error})");
    }
}
