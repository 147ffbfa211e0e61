//! Requests at an even pace, whether or not the ones before were answered.

use std::time::{Duration, Instant};

use tokio::{task::JoinSet, time::sleep_until};

/// What came of requests at an even pace.
pub(crate) struct Paced<T> {
    pub(crate) done: Vec<T>,
    /// From the first to the last start.
    pub(crate) took: Duration,
    /// How far behind the pace the worst start was.
    pub(crate) latest: Duration,
}

/// Starts `work` `count` times, `rate` a second. The pace does not wait for the work: a slow shop
/// must not slow down the load that shows it (coordinated omission).
pub(crate) async fn evenly<T, F>(rate: u32, count: usize, work: impl Fn(usize) -> F) -> Paced<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let start = Instant::now();
    let mut due = start;
    let mut latest = Duration::ZERO;
    let mut running = JoinSet::new();
    for turn in 0..count {
        sleep_until(due.into()).await;
        latest = latest.max(due.elapsed());
        running.spawn(work(turn));
        due += Duration::from_secs(1) / rate;
    }
    let took = start.elapsed();
    Paced {
        done: running.join_all().await,
        took,
        latest,
    }
}
