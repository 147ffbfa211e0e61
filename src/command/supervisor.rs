//! Whoever started this program and watches over it: told how it is, in systemd's way (`sd_notify`(3)).

use std::{convert::Infallible, time::Duration};

use sd_notify::NotifyState;

use crate::shop::{Pulse, Shop};

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

    /// The doors are open.
    pub(super) fn ready(address: &str) {
        let status = format!("Open at {address}");
        tell(&[NotifyState::Ready, NotifyState::Status(&status)]);
    }

    /// The shop is closing.
    pub(super) fn stopping() {
        tell(&[NotifyState::Stopping]);
    }

    /// Gives a sign of life for as long as the disk takes what is written, for ever. A full disk is no reason
    /// to start anew: what is open can be finished.
    pub(super) async fn feed(&self, shop: &Shop) -> Infallible {
        let Some(patience) = self.patience else {
            return std::future::pending().await;
        };
        // Three times in its patience: one that comes late is no death.
        let mut every = tokio::time::interval(patience / 3);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            let (pulse, _) = shop.pulse().await;
            match pulse {
                Pulse::Ok | Pulse::DiskFull => tell(&[NotifyState::Watchdog]),
                Pulse::CannotWrite => log::error!("the disk takes no writes"),
            }
        }
    }
}

fn tell(what: &[NotifyState]) {
    if let Err(error) = sd_notify::notify(what) {
        log::warn!("the supervisor could not be told ({error})");
    }
}
