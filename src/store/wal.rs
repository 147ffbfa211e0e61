//! The write-ahead log, kept short beside the writer.
//!
//! SQLite by itself takes the log back into the file within somebody's commit, and where somebody has
//! been reading for long, within every commit (sqlite.org/wal, «avoiding excessively large WAL files»).
//! Here a thread of its own copies the pages while the writer goes on; the writer copies only the last
//! few, for then SQLite begins the log anew.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI32, Ordering},
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::{Connection, wal::CheckpointMode};

use super::{OpenError, StoreError, schema};

// Two connections take the log back here. Before this version that could, very rarely, damage the file
// (sqlite.org/wal, «the WAL-reset bug»).
const _: () = assert!(rusqlite::ffi::SQLITE_VERSION_NUMBER >= 3_051_003);

/// From this length on the log is taken back, in pages: what SQLite itself goes by.
const SHORT: i32 = 1000;
/// So few pages the writer copies itself.
const FEW: i32 = 64;
/// A log of so many pages has no beginning without readers any more: they are waited for.
const LONG: i32 = 4 * SHORT;
/// How long they are waited for; nobody's order is kept waiting for longer.
const PATIENCE: Duration = Duration::from_millis(5);
/// How often they are waited for at most.
const BETWEEN_WAITS: Duration = Duration::from_secs(2);
/// How long the log is left alone while a reader holds it: its end is not heard.
const HELD: Duration = Duration::from_millis(200);

/// Watches the length of the log, on the writer's thread.
pub(super) struct LogKeeper {
    state: Arc<State>,
    wake: Option<SyncSender<()>>,
    copying: Option<JoinHandle<()>>,
    waited: Option<Instant>,
}

#[derive(Default)]
struct State {
    /// Pages in the log since it was begun anew.
    pages: AtomicI32,
    /// Whether it is the writer's turn: all of them are in the file but for a few, or for those that
    /// come faster than they are copied.
    is_nearly_done: AtomicBool,
}

impl LogKeeper {
    /// Takes the log of `writer` from SQLite's care into its own.
    pub(super) fn of(writer: &mut Connection, database: &Path) -> Result<Self, OpenError> {
        let state = Arc::<State>::default();
        let seen = state.clone();
        // In the place of SQLite's own.
        writer.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages| {
            seen.pages.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        let copier = Copier {
            connection: schema::connect(database)?,
            is_failing: false,
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

    /// Has a log that is not short taken back. Between two transactions of the writer.
    pub(super) fn keep_short(&mut self, writer: &Connection) {
        let pages = self.state.pages.load(Ordering::Relaxed);
        // Also of a log that was begun anew meanwhile: it means nothing for this one.
        let is_nearly_done = self.state.is_nearly_done.swap(false, Ordering::Acquire);
        if pages < SHORT {
            return;
        }
        if is_nearly_done {
            self.finish(writer, pages);
        } else if let Some(wake) = &self.wake {
            // Full: it is awake already.
            let _ = wake.try_send(());
        }
    }

    fn finish(&mut self, writer: &Connection, pages: i32) {
        let waits = pages >= LONG && self.waited.is_none_or(|at| at.elapsed() >= BETWEEN_WAITS);
        let finished = if waits {
            self.waited = Some(Instant::now());
            let restarted = writer
                .busy_timeout(PATIENCE)
                .and_then(|()| checkpoint(writer, CheckpointMode::RESTART));
            restarted.and(writer.busy_timeout(schema::BUSY))
        } else {
            checkpoint(writer, CheckpointMode::PASSIVE).map(|_| ())
        };
        if let Err(error) = finished {
            // The copier says it when it lasts.
            log::debug!("the last pages of the log could not be copied: {error}");
        }
    }
}

/// The thread is gone before the writer's connection is: whoever closes last takes the log back whole.
impl Drop for LogKeeper {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(copying) = self.copying.take() {
            let _ = copying.join();
        }
    }
}

/// Copies pages from the log into the file.
struct Copier {
    connection: Connection,
    /// Whether the last try failed; what lasts is said once.
    is_failing: bool,
    state: Arc<State>,
}

impl Copier {
    fn work(mut self, woken: &Receiver<()>) {
        while woken.recv().is_ok() {
            let mut before = (i32::MAX, -1);
            while let Some((pages, copied)) = self.copy() {
                let left = pages - copied;
                if left > FEW && left <= before.0 / 2 {
                    // What came while these were copied is less, and sooner copied.
                    before = (left, copied);
                    continue;
                }
                if copied == before.1 {
                    std::thread::sleep(HELD);
                } else if left <= FEW || pages >= LONG {
                    self.state.is_nearly_done.store(true, Ordering::Release);
                }
                break;
            }
        }
    }

    fn copy(&mut self) -> Option<Copied> {
        let copied = checkpoint(&self.connection, CheckpointMode::PASSIVE);
        let failed_before = std::mem::replace(&mut self.is_failing, copied.is_err());
        copied.unwrap_or_else(|error| {
            if !failed_before {
                // A disk that fails will fail at a commit, where it is somebody's business. The pages
                // stay in the log until they are in the file.
                log::warn!("the log of the database could not be taken back: {error}");
            }
            None
        })
    }
}

/// Pages in the log, and how many of them are in the file now.
type Copied = (i32, i32);

/// Copies what it can; nothing where another thread is at it, or somebody reads.
fn checkpoint(connection: &Connection, mode: CheckpointMode) -> rusqlite::Result<Option<Copied>> {
    match connection.wal_checkpoint_v2(Some(rusqlite::MAIN_DB), mode) {
        Ok(copied) => Ok(Some(copied)),
        Err(error) if is_busy(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
}

/// Where the log of a database is.
pub(super) fn path_of(database: &Path) -> PathBuf {
    beside(database, "-wal")
}

/// Where the index of its log is.
pub(super) fn index_of(database: &Path) -> PathBuf {
    beside(database, "-shm")
}

fn beside(database: &Path, end: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(end);
    path.into()
}

/// How long a file is, in bytes; one that is not there has no length.
pub(super) fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}
