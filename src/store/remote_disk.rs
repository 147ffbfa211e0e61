//! Calls to a disk that is not the shop's own, with a time limit: on a share whose server is gone no call returns, and
//! no other work of the shop may wait for it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{sync::Semaphore, time::timeout};

use super::Progress;

/// How long an answer is waited for, and a next sign of life of work that gives some.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a request that reads one file waits for it.
pub(super) const READING: Duration = Duration::from_mins(2);

/// A disk that may not answer. One thread at a time uses it; while that one hangs, no other does.
#[derive(Debug)]
pub(super) struct RemoteDisk {
    turn: Arc<Semaphore>,
    hangs: AtomicBool,
}

impl Default for RemoteDisk {
    fn default() -> Self {
        Self {
            turn: Arc::new(Semaphore::new(1)),
            hangs: AtomicBool::new(false),
        }
    }
}

impl RemoteDisk {
    /// What it answers; nothing where it does not.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        self.wait(PATIENCE, |_| question()).await
    }

    /// The same for a question that takes longer.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        self.wait(READING, |_| question()).await
    }

    /// The same for work that reports its progress: the time limit starts again with each report. After the limit its
    /// reports are ignored.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        mut report: impl FnMut(Progress) + Send + 'static,
        work: impl FnOnce(&mut dyn FnMut(Progress)) -> T + Send + 'static,
    ) -> Option<T> {
        let told = move |life: &Life| {
            work(&mut |progress| {
                life.signs.fetch_add(1, Ordering::AcqRel);
                if !life.is_given_up.load(Ordering::Acquire) {
                    report(progress);
                }
            })
        };
        self.wait(PATIENCE, told).await
    }

    async fn wait<T: Send + 'static>(
        &self,
        patience: Duration,
        job: impl FnOnce(&Life) -> T + Send + 'static,
    ) -> Option<T> {
        if self.hangs.load(Ordering::Acquire) {
            if self.turn.available_permits() == 0 {
                return None;
            }
            self.hangs.store(false, Ordering::Release);
        }
        let turn = timeout(patience, self.turn.clone().acquire_owned()).await;
        let turn = turn.ok()?.ok()?;
        let life = Arc::<Life>::default();
        let lived = life.clone();
        let mut working = tokio::task::spawn_blocking(move || {
            // The turn lasts as long as the work, also when nothing waits for it any more.
            let _turn = turn;
            job(&lived)
        });
        let mut seen = 0;
        loop {
            match timeout(patience, &mut working).await {
                Ok(Ok(answer)) => return Some(answer),
                Ok(Err(error)) => std::panic::resume_unwind(error.into_panic()),
                Err(_) => {}
            }
            let signs = life.signs.load(Ordering::Acquire);
            if signs == seen {
                life.is_given_up.store(true, Ordering::Release);
                self.hangs.store(true, Ordering::Release);
                log::warn!("a disk does not answer; it is not asked again until it does");
                return None;
            }
            seen = signs;
        }
    }
}

/// Whether work goes on, and whether a request still waits for it.
#[derive(Debug, Default)]
struct Life {
    signs: AtomicU64,
    is_given_up: AtomicBool,
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_disk_that_hangs_is_given_up_and_asked_again_when_it_has_answered() {
        let disk = RemoteDisk::default();
        let (go_on, hangs) = mpsc::channel::<()>();
        let time_goes_by = async {
            tokio::time::pause();
            tokio::time::advance(PATIENCE * 2).await;
            tokio::time::resume();
        };
        let asked = disk.ask(move || hangs.recv().is_ok());
        let (answer, ()) = tokio::join!(asked, time_goes_by);
        assert_eq!(answer, None);
        assert_eq!(disk.ask(|| 1).await, None, "not while it hangs");
        go_on.send(()).expect("it hangs");
        while disk.turn.available_permits() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(disk.ask(|| 2).await, Some(2));
    }

    #[tokio::test]
    async fn progress_is_reported_until_the_work_is_given_up() {
        let disk = RemoteDisk::default();
        let (report, reports) = mpsc::channel();
        let report = move |progress| report.send(progress).expect("a listener");
        let worked = disk.work(report, |report| {
            report(Progress::Checking);
            5
        });
        assert_eq!(worked.await, Some(5));
        assert_eq!(reports.try_iter().count(), 1);
    }
}
