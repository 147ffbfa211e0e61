//! The one writer thread: jobs that wait together are committed together, then published, then answered.

mod job;

use std::{
    ops::Deref,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Instant,
};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use job::{Job, Task, Work};

pub(super) use job::Undo;

use super::{
    Failure, Reader, StoreError, cache::WriterCache, checkpoint::Checkpointer,
    listeners::Listeners, space::SpaceKeeper, write_health::WriteHealth,
};
use crate::{
    domain::{Menu, MenuDifference, Recorded},
    metrics::Metrics,
};

/// Most jobs in one transaction. Beyond this a commit gains nothing and the first in it waits.
const BATCH: usize = 256;
/// Jobs that may wait in the queue; a further one waits for room in it.
const QUEUE: usize = 1024;

/// What a commit made known.
#[derive(Debug, Clone)]
pub enum Committed {
    /// An event, with its number in the journal.
    Event(Arc<Recorded>),
    /// The menu as it is now, and what is different in it.
    Menu {
        /// Whole.
        menu: Arc<Menu>,
        /// From the one before.
        difference: Arc<MenuDifference>,
        /// When it changed, by the shop's clock.
        at: jiff::Timestamp,
    },
    /// What everybody may know of the shop: its settings and its tables.
    ShopInfo,
    /// Printers, or what is to be printed.
    Printing,
    /// What is left of dishes that are counted down.
    Stock,
    /// Events could not be published: screens have to read them from the journal.
    Gap,
}

/// What follows the commit of a job, in the order in which the job asked for it.
enum AfterCommit {
    Publish(Committed),
    Act(Box<dyn FnOnce() + Send>),
}

/// The transaction in which a job works. It can run every query of a [`Reader`].
pub struct Writer<'c> {
    reader: Reader<'c>,
    after_commit_acts: Vec<AfterCommit>,
    pub(super) cache: &'c mut WriterCache,
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl Writer<'_> {
    /// To be published when this job is durable.
    pub(super) fn publish_after_commit(&mut self, committed: Committed) {
        self.after_commit_acts.push(AfterCommit::Publish(committed));
    }

    /// Changes something in memory once this job's commit is durable, before the job is answered; the acts of two jobs
    /// run in the order of their commits. A change made before the commit would stay even if the commit failed.
    pub fn after_commit(&mut self, act: impl FnOnce() + Send + 'static) {
        self.after_commit_acts.push(AfterCommit::Act(Box::new(act)));
    }
}

/// The thread that owns the connection.
pub(super) struct WriterThread {
    queue: mpsc::Sender<Option<Box<dyn Job>>>,
    broken: Arc<AtomicBool>,
    /// Nothing is ever sent: it is closed when the thread is gone.
    alive: watch::Receiver<()>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl WriterThread {
    pub(super) fn start(
        connection: Connection,
        listeners: Listeners,
        context: WriterContext,
    ) -> Result<Self, StoreError> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let broken = Arc::new(AtomicBool::new(false));
        let (life, alive) = watch::channel(());
        let mut writer_loop = WriterLoop {
            connection,
            listeners,
            broken: broken.clone(),
            cache: WriterCache::default(),
            context,
            _life: life,
        };
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || writer_loop.work(jobs))
            .map_err(|error| StoreError::Sqlite(error.to_string()))?;
        Ok(Self {
            queue,
            broken,
            alive,
            thread: Mutex::new(Some(thread)),
        })
    }

    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Acquire)
    }

    pub(super) async fn run<T, E>(
        &self,
        undo: Undo,
        job: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        let (asker, answered) = oneshot::channel();
        let task = Task {
            undo,
            job: Some(job),
            outcome: None,
            asker,
        };
        if self.queue.send(Some(Box::new(task))).await.is_err() {
            return Err(StoreError::Closed.into());
        }
        answered
            .await
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Waits for the thread's end, however it comes.
    pub(super) async fn ended(&self) {
        let mut alive = self.alive.clone();
        while alive.changed().await.is_ok() {}
    }

    /// Finishes what was asked for before this, then ends.
    pub(super) async fn close(&self) {
        let _ = self.queue.send(None).await;
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

/// What a commit updates besides the file.
pub(super) struct WriterContext {
    pub(super) space: Arc<SpaceKeeper>,
    pub(super) log: Checkpointer,
    pub(super) write_health: Arc<WriteHealth>,
    pub(super) metrics: Metrics,
}

/// A transaction that did not come to its commit.
struct NotCommitted {
    error: StoreError,
    /// Which of its jobs brought that about, if one did: it is told its own failure.
    by: Option<usize>,
}

impl NotCommitted {
    const fn of(error: StoreError) -> Self {
        Self { error, by: None }
    }
}

/// What the writer's thread has before it.
struct WriterLoop {
    /// Before the connection: fields are dropped in this order, and the checkpointer goes first.
    context: WriterContext,
    connection: Connection,
    listeners: Listeners,
    broken: Arc<AtomicBool>,
    cache: WriterCache,
    _life: watch::Sender<()>,
}

/// However the thread ends, nothing is written any more, and `/health` says so.
impl Drop for WriterLoop {
    fn drop(&mut self) {
        self.broken.store(true, Ordering::Release);
        // The thread that copies pages may have lost some after the last job.
        self.context.log.end(&self.connection);
    }
}

impl WriterLoop {
    fn work(&mut self, mut jobs: mpsc::Receiver<Option<Box<dyn Job>>>) {
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(Some(first)) = jobs.blocking_recv() {
            batch.push(first);
            let mut open = true;
            // Takes what already waits and never waits for more: one customer alone has the
            // latency of one commit.
            while open && batch.len() < BATCH {
                match jobs.try_recv() {
                    Ok(Some(job)) => batch.push(job),
                    Ok(None) => open = false,
                    Err(_) => break,
                }
            }
            self.carry_out(&mut batch);
            if !open {
                break;
            }
        }
        // Jobs that still wait in the queue are answered «closed» when it is dropped.
    }

    fn carry_out(&mut self, batch: &mut Vec<Box<dyn Job>>) {
        let committed = if self.broken.load(Ordering::Acquire) {
            Err(NotCommitted::of(StoreError::Broken))
        } else {
            self.transact(batch)
        };
        if committed.is_err() {
            self.cache = WriterCache::default();
        }
        let (committed, by) = match committed {
            Ok(following) => {
                self.follow(following);
                (Ok(()), None)
            }
            Err(NotCommitted { error, by }) => (Err(error), by),
        };
        for (at, job) in batch.drain(..).enumerate() {
            let is_the_cause = by == Some(at);
            // Its own failure says more than what became of the others.
            job.answer(if is_the_cause {
                Ok(())
            } else {
                committed.clone()
            });
        }
        // Also after a commit that found the disk full: shortening the log frees space.
        let may_be_kept = matches!(committed, Ok(()) | Err(StoreError::Full));
        if may_be_kept
            && self
                .context
                .log
                .checkpoint_if_long(&self.connection)
                .is_err()
        {
            self.broken.store(true, Ordering::Release);
        }
    }

    fn follow(&self, after_commit_acts: Vec<AfterCommit>) {
        for next in after_commit_acts {
            match next {
                AfterCommit::Publish(committed) => self.listeners.publish(&committed),
                AfterCommit::Act(act) => {
                    // What the shop remembers is no longer what stands in the file: only a new start makes it so.
                    if catch_unwind(AssertUnwindSafe(act)).is_err() {
                        log::error!(
                            "what follows a commit panicked; nothing more is accepted until Siap starts again"
                        );
                        self.broken.store(true, Ordering::Release);
                    }
                }
            }
        }
    }

    fn transact(&mut self, batch: &mut [Box<dyn Job>]) -> Result<Vec<AfterCommit>, NotCommitted> {
        self.run("begin immediate").map_err(NotCommitted::of)?;
        let stale = self.cache.forget_if_stale(&self.connection);
        let after_commit_acts = stale
            .map_err(NotCommitted::of)
            .and_then(|()| self.work_through(batch))
            .and_then(|after_commit_acts| {
                self.commit(batch.len()).map_err(NotCommitted::of)?;
                Ok(after_commit_acts)
            });
        after_commit_acts.map_err(|NotCommitted { error, by }| NotCommitted {
            error: self.end_failed(error),
            by,
        })
    }

    /// Ends a transaction that is not to be committed; answers what its jobs are told.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only a full disk and a job that spoiled it are other cases"
    )]
    fn end_failed(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::Full => self.release_reserve(),
            StoreError::Spoiled => {
                self.undo();
                StoreError::Spoiled
            }
            error => self.give_up(&error),
        }
    }

    fn work_through(
        &mut self,
        batch: &mut [Box<dyn Job>],
    ) -> Result<Vec<AfterCommit>, NotCommitted> {
        let is_alone = batch.len() == 1;
        let mut after_commit_acts = Vec::new();
        for (at, job) in batch.iter_mut().enumerate() {
            // A job that is alone in its commit is undone with it.
            let has_savepoint = !is_alone && job.undo() == Undo::ToSavepoint;
            if has_savepoint {
                self.run("savepoint job").map_err(NotCommitted::of)?;
            }
            let changes_before = self.connection.total_changes();
            let cache_before = self.cache.clone();
            let reader = Reader {
                connection: &self.connection,
            };
            let mut writer = Writer {
                reader,
                after_commit_acts: Vec::new(),
                cache: &mut self.cache,
            };
            let work = job.work(&mut writer);
            if let Work::Keep = work {
                after_commit_acts.append(&mut writer.after_commit_acts);
            } else {
                // What was read in a job that is undone may never have been.
                self.cache = cache_before;
                if let Work::Full = work {
                    return Err(NotCommitted::of(StoreError::Full));
                }
                if self.connection.is_autocommit() {
                    // A failing disk can undo the whole transaction, and with it the jobs before
                    // this one.
                    return Err(NotCommitted::of(StoreError::Broken));
                }
                if has_savepoint {
                    self.run("rollback to job").map_err(NotCommitted::of)?;
                } else if self.connection.total_changes() != changes_before {
                    return Err(NotCommitted {
                        error: StoreError::Spoiled,
                        by: Some(at),
                    });
                }
            }
            if has_savepoint {
                self.run("release job").map_err(NotCommitted::of)?;
            }
        }
        Ok(after_commit_acts)
    }

    fn commit(&self, jobs: usize) -> Result<(), StoreError> {
        let began = Instant::now();
        self.run("commit")?;
        self.context.write_health.note_commit();
        self.context.metrics.commit(began.elapsed(), jobs);
        Ok(())
    }

    fn run(&self, sql: &'static str) -> Result<(), StoreError> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    /// A write for which there was no room has changed nothing (SQLite writes the frame that commits
    /// last), so nothing is unknown: all of this batch is undone, and the next may find room.
    fn release_reserve(&self) -> StoreError {
        self.undo();
        self.context.space.in_need();
        StoreError::Full
    }

    fn undo(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("rollback");
        }
    }

    /// After a failed commit it is unknown what the disk has. Nothing is acknowledged from here on
    /// until the file is opened again.
    fn give_up(&self, error: &StoreError) -> StoreError {
        log::error!("a commit failed ({error}); nothing more is accepted until Siap starts again");
        self.broken.store(true, Ordering::Release);
        // At once: SQLite has released its write lock, and another process may have taken it.
        self.context.log.distrust(&self.connection);
        self.undo();
        StoreError::Broken
    }
}

/// One job on a connection of its own, for the command line.
pub(super) fn run_once<T>(
    connection: &mut Connection,
    job: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let mut cache = WriterCache::default();
    let reader = Reader {
        connection: &transaction,
    };
    let value = job(&mut Writer {
        reader,
        after_commit_acts: Vec::new(),
        cache: &mut cache,
    })?;
    transaction.commit()?;
    Ok(value)
}
