//! The write-ahead log, kept short. SQLite begins it anew when nobody reads from it; where somebody
//! always does, it would grow for as long as the shop is open (sqlite.org/wal, «avoiding excessively
//! large WAL files»).

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rusqlite::Connection;

/// Longest log that is left to SQLite, in bytes: four times what it takes back by itself.
pub(super) const LONG: u64 = 16 * 1024 * 1024;
/// How long readers are waited for; nobody's order is kept waiting for longer.
const PATIENCE: Duration = Duration::from_millis(50);
/// How often a long log is taken back at most: somebody may be reading from it for minutes.
const BETWEEN_TRIES: Duration = Duration::from_secs(2);

/// Watches the length of the log.
pub(super) struct LogKeeper {
    path: PathBuf,
    tried: Option<Instant>,
}

impl LogKeeper {
    pub(super) fn of(database: &Path) -> Self {
        Self {
            path: path_of(database),
            tried: None,
        }
    }

    /// Takes a log that has become long back into the file, if nobody reads from it. Between two
    /// transactions of the writer.
    pub(super) fn keep_short(&mut self, connection: &Connection) {
        if length(&self.path) <= LONG || self.tried.is_some_and(|at| at.elapsed() < BETWEEN_TRIES) {
            return;
        }
        self.tried = Some(Instant::now());
        if let Err(error) = take_back(connection) {
            // A disk that fails will fail at the next commit, where it is somebody's business.
            log::warn!("the log of the database could not be taken back: {error}");
        }
    }
}

fn take_back(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    // Says whether it had to give up; then the next try may do better.
    let tried = connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()));
    connection.busy_timeout(super::schema::BUSY)?;
    tried
}

/// Where the log of a database is.
pub(super) fn path_of(database: &Path) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push("-wal");
    path.into()
}

/// How long a file is, in bytes; one that is not there has no length.
pub(super) fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}
