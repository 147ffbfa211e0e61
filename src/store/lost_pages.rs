//! The mark that pages of the database file may be missing on the disk, and the repair from its log at the next start.
//!
//! A system reports a page that it could not write once, to one flush, and the next flush succeeds without it. The
//! write-ahead log still has the page. But that it was copied already stands in the log's index, which is in memory
//! that every process with an open database shares: any of them would begin the log again, and any of them keeps the
//! index alive over a restart of the shop. So the guarantee is a file in the shop's folder. While it is there no
//! other process may write, and a start reads the log from its beginning with an index of its own.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{FolderPaths, OpenError, checkpoint, files, inspect};

/// How long a start waits for other programs that have the database open.
const PATIENCE: Duration = Duration::from_secs(10);
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// For a person who finds the file; that it is there is what counts.
const TEXT: &str = "The disk did not keep all of siap.db. Leave siap.db-wal where it is and start Siap again: it reads \
                    what is missing from there, and removes this file.\n";

/// The mark of one shop.
#[derive(Debug, Clone)]
pub(super) struct LostPages(PathBuf);

impl LostPages {
    pub(super) fn of(shop: &FolderPaths) -> Self {
        Self(shop.folder().join("siap.log-unsafe"))
    }

    /// Whether pages may be missing. A folder that cannot be looked at has other troubles.
    pub(super) fn are_noted(&self) -> bool {
        fs::symlink_metadata(&self.0).is_ok()
    }

    /// Notes it, also for other processes and for the next start. On a disk that takes not even this, what this process
    /// keeps to is all there is: it writes no more and leaves the log alone.
    pub(super) fn note(&self) {
        if let Err(error) = self.write() {
            log::error!(
                "{} could not be kept ({error}). Run no other program on this shop until Siap was started again",
                self.0.display()
            );
        }
    }

    fn write(&self) -> io::Result<()> {
        let mut file = files::open_or_create(&self.0)?;
        // A full disk has room for the name, if not for the words.
        let _ = file.write_all(TEXT.as_bytes());
        file.sync_all()?;
        files::sync_folder(files::context(&self.0))
    }

    /// Takes the mark away: the database file is whole, or another one.
    pub(super) fn forget(&self) -> io::Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Err(_) => Ok(()),
            Ok(()) => files::sync_folder(files::context(&self.0)),
        }
    }
}

/// Writes what may be missing from the log into the database file, where that was noted. Only the process that holds
/// the folder may do so, before it reads anything from the database.
///
/// Where there is no log, as after a power cut when all of it was in the file, every page is looked through.
///
/// # Errors
/// When another program keeps the database open, the disk refuses again, or pages are missing that no log has. The
/// mark stays then.
pub(super) fn repair(shop: &FolderPaths) -> Result<(), OpenError> {
    let (lost, path) = (LostPages::of(shop), shop.database());
    if !lost.are_noted() || checkpoint::length(&path) == 0 {
        return Ok(());
    }
    let has_log = checkpoint::length(&checkpoint::path_of(&path)) > 0;
    if has_log {
        log::warn!(
            "the disk did not keep all of the database; what is missing is read from its log"
        );
    }
    let until = Instant::now() + PATIENCE;
    let mut has_said = false;
    while !take_back(&path)? {
        let by = others_with(&path);
        if Instant::now() >= until {
            return Err(OpenError::HeldOpen { path, by });
        }
        if !has_said {
            log::warn!("waiting for {by}, which has the database open");
            has_said = true;
        }
        std::thread::sleep(BETWEEN_TRIES);
    }
    if !has_log {
        check_pages(&path)?;
    }
    lost.forget().map_err(|source| OpenError::Unwritable {
        folder: shop.folder().to_owned(),
        source,
    })
}

/// Looks through every page of a file that may lack some, and says what came of it.
fn check_pages(path: &Path) -> Result<(), OpenError> {
    log::warn!("the disk may not have kept all of the database, and there is no log of it");
    inspect::check_every_page(path)
        .inspect(|()| log::warn!("every page of the database was looked through and is whole"))
}

/// Whether the whole log is in the database file and flushed; not while another program has that open.
fn take_back(path: &Path) -> Result<bool, OpenError> {
    match take_back_alone(path) {
        Ok(Some(is_done)) => Ok(is_done),
        Ok(None) => Err(OpenError::ReadOnly {
            path: path.to_owned(),
        }),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(false),
        Err(error) => Err(OpenError::of(path, &error)),
    }
}

/// Nothing, where SQLite could open the file for reading only.
fn take_back_alone(path: &Path) -> rusqlite::Result<Option<bool>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Ok(None);
    }
    connection.busy_timeout(Duration::ZERO)?;
    // Before anything is read: the index is then made again, in this process' own memory (sqlite.org/wal, «use of WAL
    // without shared-memory»).
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
    // It flushes the log first and the file after the last page.
    let checkpoint = "pragma wal_checkpoint(truncate)";
    let is_busy: bool = connection.query_row(checkpoint, [], |row| row.get(0))?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(Some(!is_busy))
}

/// Other programs of this machine that have a file open, in words; as far as this user may see them (proc(5)).
fn others_with(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let inside = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten();
    let has_it = |process: &Path| {
        let files = inside(process.join("fd")).map(|file| fs::read_link(file.path()));
        files.flatten().any(|file| file == path)
    };
    let others = inside("/proc".into()).filter_map(|process| {
        let number: u32 = process.file_name().to_str()?.parse().ok()?;
        let process = process.path();
        if number == std::process::id() || !has_it(&process) {
            return None;
        }
        let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
        Some(format!("{} (process {number})", name.trim()))
    });
    let others: Vec<_> = others.collect();
    if others.is_empty() {
        "another program".to_owned()
    } else {
        others.join(", ")
    }
}
