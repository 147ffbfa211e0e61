//! The shop's background tasks, one for each kind of work: started again when one panics, and watched.
//!
//! Apart from each other, because one that waits for a disk that does not answer must hold up none of the others.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{task::JoinSet, time::Instant};

use super::{Shop, maintenance};

/// How long to wait before one that panicked is started again: its cause must not fill the log.
const AGAIN: Duration = Duration::from_secs(1);

/// The work that the shop does without a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keeper {
    /// Updates the boards.
    Boards,
    /// Updates every screen about the shop itself.
    Facts,
    /// Updates the till about screens that come and go.
    Presence,
    /// Follows the machine's networks.
    Address,
    /// Ends unpaid orders, and takes up what was decided on the command line.
    Time,
    /// Puts journal, sessions and pictures in order.
    House,
    /// Gives memory back.
    Memory,
    /// Makes backups.
    Backups,
}

impl Keeper {
    const ALL: [Self; 8] = [
        Self::Boards,
        Self::Facts,
        Self::Presence,
        Self::Address,
        Self::Time,
        Self::House,
        Self::Memory,
        Self::Backups,
    ];

    /// It is never at one piece of work as long as this, unless it hangs.
    const fn patience(self) -> Duration {
        match self {
            Self::Boards
            | Self::Facts
            | Self::Presence
            | Self::Address
            | Self::Time
            | Self::Memory => Duration::from_mins(2),
            // A large journal and a slow card.
            Self::House => Duration::from_mins(30),
            // Looking through a copy takes time with its size, and says nothing meanwhile.
            Self::Backups => Duration::from_hours(2),
        }
    }

    async fn work(self, shop: &Shop) {
        match self {
            Self::Boards => shop.live().keep_boards().await,
            Self::Facts => shop.settings().keep_facts().await,
            Self::Presence => shop.presence.keep_told().await,
            Self::Address => shop.network().keep().await,
            Self::Time => maintenance::keep_time(shop).await,
            Self::House => maintenance::keep_house(shop).await,
            Self::Memory => maintenance::keep_memory(shop).await,
            Self::Backups => shop.backups().keep().await,
        }
    }
}

/// Since when each keeper is at the work it is at.
#[derive(Debug, Default)]
pub(super) struct Keepers(Mutex<[Option<Instant>; Keeper::ALL.len()]>);

impl Keepers {
    /// A piece of work begins; it ends with what is answered.
    pub(super) fn at_work(&self, keeper: Keeper) -> AtWork<'_> {
        self.since()[keeper as usize] = Some(Instant::now());
        AtWork {
            keepers: self,
            keeper,
        }
    }

    /// One that is at a piece of work longer than any takes.
    pub(super) fn hung(&self) -> Option<Keeper> {
        let since = self.since();
        let hangs = |keeper: &Keeper| {
            since[*keeper as usize].is_some_and(|began| began.elapsed() > keeper.patience())
        };
        Keeper::ALL.into_iter().find(hangs)
    }

    fn since(&self) -> MutexGuard<'_, [Option<Instant>; Keeper::ALL.len()]> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A piece of work, for as long as this value lives.
pub(super) struct AtWork<'k> {
    keepers: &'k Keepers,
    keeper: Keeper,
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.keepers.since()[self.keeper as usize] = None;
    }
}

/// Keeps the boards, the screens, the address and the clockwork going, for ever: none of them waits for another.
pub(super) async fn keep(shop: &Shop) {
    let mut keepers = JoinSet::new();
    for keeper in Keeper::ALL {
        let shop = shop.clone();
        keepers.spawn(kept(keeper, move || {
            let shop = shop.clone();
            async move { keeper.work(&shop).await }
        }));
    }
    // All of them end with this future.
    while keepers.join_next().await.is_some() {}
}

/// Runs a keeper for ever, and starts it again when it panics.
async fn kept<F: Future<Output = ()> + Send + 'static>(
    keeper: Keeper,
    work: impl Fn() -> F + Send,
) {
    loop {
        // Of a set, so that it ends when this does.
        let mut working = JoinSet::new();
        working.spawn(work());
        match working.join_next().await {
            Some(Err(error)) if error.is_panic() => {
                log::error!("the keeper of {keeper:?} panicked and is started again");
                tokio::time::sleep(AGAIN).await;
            }
            // The shop is closing.
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_that_panics_is_started_again() {
        let times = Arc::new(AtomicU32::new(0));
        let counted = times.clone();
        kept(Keeper::House, move || {
            let time = counted.fetch_add(1, Ordering::Relaxed);
            async move { assert!(time >= 2, "as if a keeper had a slip") }
        })
        .await;
        assert_eq!(times.load(Ordering::Relaxed), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_hangs_is_known_and_one_that_rests_does_not_hang() {
        let keepers = Keepers::default();
        for keeper in Keeper::ALL {
            let work = keepers.at_work(keeper);
            tokio::time::advance(keeper.patience()).await;
            assert_eq!(keepers.hung(), None);
            tokio::time::advance(Duration::from_secs(1)).await;
            assert_eq!(keepers.hung(), Some(keeper));
            drop(work);
            tokio::time::advance(Duration::from_hours(24)).await;
            assert_eq!(keepers.hung(), None);
        }
    }
}
