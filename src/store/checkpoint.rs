//! Checkpoints of the write-ahead log, which keep it short while the writer goes on.
//!
//! SQLite by itself checkpoints within the commit that makes the log long, and while a reader holds an old snapshot,
//! within every commit (sqlite.org/wal, «avoiding excessively large WAL files»). Here a thread of its own copies and
//! flushes the pages; the writer copies only the last few, after which SQLite begins the log again.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI32, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::{Connection, config::DbConfig, wal::CheckpointMode};

use super::{FolderPaths, OpenError, StoreError, flush::Flusher, lost_pages::LostPages, schema};

// Two connections take the log back here. Before this version that could, very rarely, damage the file
// (sqlite.org/wal, «the WAL-reset bug»).
const _: () = assert!(rusqlite::ffi::SQLITE_VERSION_NUMBER >= 3_051_003);

/// From this length on the log is checkpointed, in pages of 4 KiB. SQLite itself goes by 1,000: with four times as many
/// a page that changes often is copied a quarter as often, which is 7 % of an order's processor time
/// (docs/performance.md), and a start after a power cut reads 16 MiB.
const SHORT: i32 = 4000;
/// So few pages the writer copies itself.
const FEW: i32 = 64;
/// A log of so many pages has no beginning without readers any more: they are waited for.
const LONG: i32 = 2 * SHORT;
/// How long they are waited for where the log is so long, and so much longer where it is longer.
const PATIENCE: Duration = Duration::from_millis(5);
/// However long it is.
const MOST_PATIENCE: u32 = 20;
/// How often they are waited for at most.
const BETWEEN_WAITS: Duration = Duration::from_secs(2);
/// How long the log is left alone while a reader holds it: no signal comes when it ends.
const HELD: Duration = Duration::from_millis(200);

/// Watches the length of the log, on the writer's thread.
pub(super) struct Checkpointer {
    state: Arc<State>,
    wake: Option<SyncSender<()>>,
    copying: Option<JoinHandle<()>>,
    waited: Option<Instant>,
}

struct State {
    /// Pages in the log since it was begun again.
    pages: AtomicI32,
    /// Whether the copier has the log; a checkpoint of another thread is refused meanwhile.
    is_copying: AtomicBool,
    /// Whether it is the writer's turn: all of them are in the file but for a few, or for those that
    /// come faster than they are copied.
    is_nearly_done: AtomicBool,
    /// Whether pages may be lost that were copied.
    has_failed: AtomicBool,
    /// Whether something in the log is to be nowhere any more.
    is_to_be_empty: Arc<AtomicBool>,
    /// The same, for other processes and for the next start.
    lost: LostPages,
}

/// Pages that were copied from the log may not be in the file, and a later flush would not say so: the system
/// reports each such page once. The log still has them, so it must not be begun again before it was read from its
/// beginning, which only a start does ([`lost_pages`](super::lost_pages)).
#[derive(Debug)]
pub(super) struct Lost;

impl Checkpointer {
    /// Takes over the checkpoints of `writer` from SQLite.
    pub(super) fn of(writer: &mut Connection, shop: &FolderPaths) -> Result<Self, OpenError> {
        let database = shop.database();
        let state = Arc::new(State {
            pages: AtomicI32::new(0),
            is_copying: AtomicBool::new(false),
            is_nearly_done: AtomicBool::new(false),
            has_failed: AtomicBool::new(false),
            is_to_be_empty: Arc::default(),
            lost: LostPages::of(shop),
        });
        let seen = state.clone();
        // In the place of SQLite's own.
        writer.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages| {
            seen.pages.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        let flusher = Flusher::of(&database).map_err(|source| OpenError::Unwritable {
            folder: shop.folder().to_owned(),
            source,
        })?;
        let copier = Copier {
            connection: schema::connect_without_checkpoints(&database)?,
            flusher,
            state: state.clone(),
        };
        let (wake, woken) = sync_channel(1);
        let copying = std::thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || copier.work(&woken))
            .map_err(|error| StoreError::Sqlite(error.to_string()))?;
        Ok(Self {
            state,
            wake: Some(wake),
            copying: Some(copying),
            waited: None,
        })
    }

    /// Set to have the log emptied after the next commit at which no reader is in the way.
    pub(super) fn to_be_empty(&self) -> Arc<AtomicBool> {
        self.state.is_to_be_empty.clone()
    }

    /// Has a long log checkpointed. Between two transactions of the writer.
    ///
    /// # Errors
    /// Nothing may be written any more once pages may be lost.
    pub(super) fn checkpoint_if_long(&mut self, writer: &Connection) -> Result<(), Lost> {
        if self.state.has_failed.load(Ordering::Acquire) {
            leave_the_log(writer);
            return Err(Lost);
        }
        // Not between the copier's copy and its flush: only one of the two would be told of a page that was lost.
        let is_copying = self.state.is_copying.load(Ordering::Acquire);
        if self.state.is_to_be_empty.load(Ordering::Acquire) && !is_copying && self.may_wait() {
            return self.empty(writer);
        }
        let pages = self.state.pages.load(Ordering::Relaxed);
        // Also of a log that was begun again meanwhile: it means nothing for this one.
        let is_nearly_done = self.state.is_nearly_done.swap(false, Ordering::Acquire);
        if pages < SHORT {
            return Ok(());
        }
        let is_alone = match &self.wake {
            Some(wake) if !is_nearly_done => {
                // Full: it is awake already.
                matches!(wake.try_send(()), Err(TrySendError::Disconnected(())))
            }
            _ => false,
        };
        if is_alone {
            self.wake = None;
            log::error!("the thread that takes the log back is gone; the writer does it");
        }
        if is_nearly_done || self.wake.is_none() {
            self.finish(writer, pages)
        } else {
            Ok(())
        }
    }

    /// After a commit that failed, what the system holds of the log may be more than what the disk has of it: a shop
    /// that wrote behind that would lose it in a power cut. The log is left alone, and the next start takes it back
    /// whole.
    pub(super) fn distrust(&self, writer: &Connection) {
        self.state.lost.note();
        leave_the_log(writer);
    }

    /// Ends the thread that copies, before the writer's connection closes: the last one that does takes the log back
    /// whole, but for one that has to be left alone.
    pub(super) fn end(&mut self, writer: &Connection) {
        self.join();
        if self.state.has_failed.load(Ordering::Acquire) || self.state.lost.are_noted() {
            leave_the_log(writer);
        }
    }

    fn join(&mut self) {
        self.wake = None;
        if let Some(copying) = self.copying.take() {
            let _ = copying.join();
        }
    }

    /// Whether the last checkpoint did not wait for readers.
    fn may_wait(&self) -> bool {
        self.waited.is_none_or(|at| at.elapsed() >= BETWEEN_WAITS)
    }

    /// Takes the whole log back and cuts it to nothing: where it is only begun again, what was in it stays until
    /// something else is written there.
    fn empty(&mut self, writer: &Connection) -> Result<(), Lost> {
        self.waited = Some(Instant::now());
        // Neither of the two fails on an open connection.
        let _ = writer.busy_timeout(PATIENCE * MOST_PATIENCE);
        let emptied = checkpoint(writer, CheckpointMode::TRUNCATE);
        let _ = writer.busy_timeout(schema::BUSY);
        match emptied {
            Ok(Some(_)) => {
                self.state.is_to_be_empty.store(false, Ordering::Release);
                Ok(())
            }
            // A reader is in the way, or the thread that copies: after a later commit.
            Ok(None) => Ok(()),
            Err(error) => self
                .state
                .note(&error)
                .inspect_err(|_| leave_the_log(writer)),
        }
    }

    fn finish(&mut self, writer: &Connection, pages: i32) -> Result<(), Lost> {
        let waits =
            pages >= LONG && !self.state.is_copying.load(Ordering::Acquire) && self.may_wait();
        let finished = if waits {
            self.waited = Some(Instant::now());
            let longer = u32::try_from(pages / LONG).unwrap_or(1);
            // Neither of the two fails on an open connection.
            let _ = writer.busy_timeout(PATIENCE * longer.min(MOST_PATIENCE));
            let restarted = checkpoint(writer, CheckpointMode::RESTART);
            let _ = writer.busy_timeout(schema::BUSY);
            restarted
        } else {
            checkpoint(writer, CheckpointMode::PASSIVE)
        };
        match finished {
            Ok(_) => Ok(()),
            Err(error) => self
                .state
                .note(&error)
                .inspect_err(|_| leave_the_log(writer)),
        }
    }
}

impl State {
    /// Notes that pages may be lost, and logs once by what.
    fn note(&self, error: &dyn std::fmt::Display) -> Result<(), Lost> {
        // Before anything else: another process may be about to write.
        self.lost.note();
        if !self.has_failed.swap(true, Ordering::AcqRel) {
            log::error!(
                "the log of the database could not be taken back ({error}); nothing more is written, and the \
                 next start reads all of it"
            );
        }
        Err(Lost)
    }
}

/// The last connection that closes would take it back.
fn leave_the_log(connection: &Connection) {
    let left = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    if let Err(error) = left {
        log::error!("the log of the database could not be left alone: {error}");
    }
}

/// The thread is gone before the writer's connection is.
impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.join();
    }
}

/// Copies pages from the log into the file.
struct Copier {
    /// Never takes the log back when it closes: that is for the writer's.
    connection: Connection,
    flusher: Flusher,
    state: Arc<State>,
}

impl Copier {
    fn work(self, woken: &Receiver<()>) {
        while woken.recv().is_ok() && !self.state.has_failed.load(Ordering::Acquire) {
            self.state.is_copying.store(true, Ordering::Release);
            let done = self.copy_until_few_are_left();
            self.state.is_copying.store(false, Ordering::Release);
            match done {
                Ok(true) => self.state.is_nearly_done.store(true, Ordering::Release),
                Ok(false) => {}
                Err(error) => {
                    let _ = self.state.note(&error);
                }
            }
        }
    }

    /// Copies and flushes for as long as it comes nearer to the log's end; whether it is the writer's turn.
    fn copy_until_few_are_left(&self) -> Result<bool, StoreError> {
        let (mut left_before, mut copied_before) = (i32::MAX, 0);
        loop {
            let Some(copied) = checkpoint(&self.connection, CheckpointMode::PASSIVE)? else {
                return Ok(false);
            };
            self.flush()?;
            // Fewer than were copied, where the log was begun again meanwhile.
            let pages = self.state.pages.load(Ordering::Relaxed);
            let left = pages - copied;
            if left <= FEW {
                return Ok(true);
            }
            if copied == copied_before {
                // A reader holds what was there before.
                std::thread::sleep(HELD);
                return Ok(pages >= LONG);
            }
            if left > left_before / 2 {
                return Ok(pages >= LONG);
            }
            // What came while these were copied is less, and sooner copied.
            (left_before, copied_before) = (left, copied);
        }
    }

    /// Flushes what was copied, so that the writer's last checkpoint has little to wait for.
    fn flush(&self) -> Result<(), StoreError> {
        let flushed = self.flusher.flush();
        flushed.map_err(|error| StoreError::Sqlite(error.to_string()))
    }
}

/// Copies what it can; answers how many pages of the log are in the file now, and nothing where another thread is
/// at it, the disk has no room, or the log could not be finished for its readers.
fn checkpoint(connection: &Connection, mode: CheckpointMode) -> rusqlite::Result<Option<i32>> {
    match connection.wal_checkpoint_v2(Some(rusqlite::MAIN_DB), mode) {
        Ok((_, copied)) => Ok(Some(copied)),
        Err(error) if is_of_now(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a later try may do better, and nothing was lost by this one.
fn is_of_now(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode;
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull)
    )
}

/// Where the log of a database is.
pub(super) fn path_of(database: &Path) -> PathBuf {
    with_end(database, "-wal")
}

/// Where the index of its log is.
pub(super) fn index_of(database: &Path) -> PathBuf {
    with_end(database, "-shm")
}

fn with_end(database: &Path, end: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(end);
    path.into()
}

/// How long a file is, in bytes; one that is not there has no length.
pub(super) fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}
