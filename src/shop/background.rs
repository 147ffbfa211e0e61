//! The shop's background tasks, one for each kind of work: started again when one panics, and watched.
//!
//! Apart from each other, because one that waits for a disk that does not answer must hold up none of the others.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{task::JoinSet, time::Instant};

use super::{Shop, maintenance, printing, reports};

/// How long to wait before one that panicked is started again: its cause must not fill the log.
const AGAIN: Duration = Duration::from_secs(1);

/// The work that the shop does without a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BackgroundTask {
    /// Updates the boards.
    Boards,
    /// Tells guests who wait how many are before them.
    Queue,
    /// Updates every screen about the shop itself.
    ShopInfo,
    /// Updates the till about screens that come and go.
    Presence,
    /// Follows the machine's networks.
    Address,
    /// Ends unpaid orders, and follows settings that were changed on the command line.
    Time,
    /// Puts journal, sessions and pictures in order.
    Housekeeping,
    /// Keeps the sums of days that are over.
    DayTotals,
    /// Gives memory back.
    Memory,
    /// Makes backups.
    Backups,
    /// Keeps a worker for each printer.
    Printing,
}

impl BackgroundTask {
    const ALL: [Self; 11] = [
        Self::Boards,
        Self::Queue,
        Self::ShopInfo,
        Self::Presence,
        Self::Address,
        Self::Time,
        Self::Housekeeping,
        Self::DayTotals,
        Self::Memory,
        Self::Backups,
        Self::Printing,
    ];

    /// It is never at one piece of work as long as this, unless it hangs.
    const fn patience(self) -> Duration {
        match self {
            Self::Boards
            | Self::Queue
            | Self::ShopInfo
            | Self::Presence
            | Self::Address
            | Self::Time
            | Self::Printing
            | Self::Memory => Duration::from_mins(2),
            // A large journal, or many days, and a slow card.
            Self::Housekeeping | Self::DayTotals => Duration::from_mins(30),
            // Looking through a copy takes time with its size, and says nothing meanwhile.
            Self::Backups => Duration::from_hours(2),
        }
    }

    async fn work(self, shop: &Shop) {
        match self {
            Self::Boards => shop.live().run_board_updates().await,
            Self::Queue => shop.live().run_queue_updates().await,
            Self::ShopInfo => shop.settings().run_shop_info_updates().await,
            Self::Presence => shop.presence.run_updates().await,
            Self::Address => shop.network().run().await,
            Self::Time => maintenance::run_clockwork(shop).await,
            Self::Housekeeping => maintenance::run_housekeeping(shop).await,
            Self::DayTotals => reports::run(shop).await,
            Self::Memory => maintenance::run_memory_release(shop).await,
            Self::Backups => shop.backups().run().await,
            Self::Printing => printing::run(shop).await,
        }
    }
}

/// Since when each task is at its present piece of work.
#[derive(Debug, Default)]
pub(super) struct BackgroundTasks(Mutex<[Option<Instant>; BackgroundTask::ALL.len()]>);

impl BackgroundTasks {
    /// A piece of work begins; it ends with what is answered.
    pub(super) fn at_work(&self, task: BackgroundTask) -> RunningTask<'_> {
        self.since()[task as usize] = Some(Instant::now());
        RunningTask {
            background_tasks: self,
            task,
        }
    }

    /// One that is at a piece of work longer than any takes.
    pub(super) fn hung(&self) -> Option<BackgroundTask> {
        let since = self.since();
        let hangs = |task: &BackgroundTask| {
            since[*task as usize].is_some_and(|began| began.elapsed() > task.patience())
        };
        BackgroundTask::ALL.into_iter().find(hangs)
    }

    fn since(&self) -> MutexGuard<'_, [Option<Instant>; BackgroundTask::ALL.len()]> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A piece of work, for as long as this value lives.
pub(super) struct RunningTask<'k> {
    background_tasks: &'k BackgroundTasks,
    task: BackgroundTask,
}

impl Drop for RunningTask<'_> {
    fn drop(&mut self) {
        self.background_tasks.since()[self.task as usize] = None;
    }
}

/// Runs the background tasks until the program ends. Each has its own task, so that none waits for another.
pub(super) async fn run(shop: &Shop) {
    let mut background_tasks = JoinSet::new();
    for task in BackgroundTask::ALL {
        let shop = shop.clone();
        background_tasks.spawn(supervise(task, move || {
            let shop = shop.clone();
            async move { task.work(&shop).await }
        }));
    }
    // All of them end with this future.
    while background_tasks.join_next().await.is_some() {}
}

/// Runs a task until the program ends, and starts it again when it panics.
async fn supervise<F: Future<Output = ()> + Send + 'static>(
    task: BackgroundTask,
    work: impl Fn() -> F + Send,
) {
    loop {
        // Of a set, so that it ends when this does.
        let mut working = JoinSet::new();
        working.spawn(work());
        match working.join_next().await {
            Some(Err(error)) if error.is_panic() => {
                log::error!("the background task {task:?} panicked and is started again");
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
        supervise(BackgroundTask::Housekeeping, move || {
            let time = counted.fetch_add(1, Ordering::Relaxed);
            async move { assert!(time >= 2, "as if a keeper had a slip") }
        })
        .await;
        assert_eq!(times.load(Ordering::Relaxed), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_hangs_is_known_and_one_that_rests_does_not_hang() {
        let background_tasks = BackgroundTasks::default();
        for task in BackgroundTask::ALL {
            let work = background_tasks.at_work(task);
            tokio::time::advance(task.patience()).await;
            assert_eq!(background_tasks.hung(), None);
            tokio::time::advance(Duration::from_secs(1)).await;
            assert_eq!(background_tasks.hung(), Some(task));
            drop(work);
            tokio::time::advance(Duration::from_hours(24)).await;
            assert_eq!(background_tasks.hung(), None);
        }
    }
}
