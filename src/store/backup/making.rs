//! Making a backup while the shop is open: a copy of one snapshot, a few pages at a time.

use std::{
    collections::HashSet,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use rusqlite::{
    Connection, OpenFlags,
    backup::{Backup as Copying, StepResult},
};
use serde::Serialize;

use super::{Backup, Reason, photos_of};
use crate::store::{
    DataFolder, FolderPaths, OpenError, checkpoint,
    files::{self, Unfinished},
    identity, inspect,
    photos::{self, Photos},
    schema,
};

/// How a backup is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// While the shop is open: its orders have the disk first.
    Gentle,
    /// A person waits for it.
    Fast,
}

impl Pace {
    /// Pages that are copied, and flushed, at once. Not more, or an order's flush waits for them.
    const fn step(self) -> i32 {
        match self {
            Self::Gentle => 64,
            Self::Fast => 4096,
        }
    }

    const fn rest(self) -> Duration {
        match self {
            Self::Gentle => Duration::from_millis(10),
            Self::Fast => Duration::ZERO,
        }
    }
}

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Progress {
    /// The file is being copied.
    Copying {
        /// Bytes that are copied.
        done: u64,
        /// Bytes there are.
        total: u64,
    },
    /// The copy is looked through.
    Checking,
    /// The pictures are being copied.
    Photos {
        /// Pictures that are there.
        done: usize,
        /// Pictures there are.
        total: usize,
    },
}

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Nothing there to back up.
    #[error("there is no shop in {folder}. Point to its folder with --data")]
    Missing {
        /// The data folder.
        folder: PathBuf,
    },
    /// No room for it.
    #[error("there is not enough room for a backup in {folder}")]
    Full {
        /// Where it should have been.
        folder: PathBuf,
    },
    /// The folder takes nothing.
    #[error("no backup could be written to {folder} ({detail})")]
    Place {
        /// Where it should have been.
        folder: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// What was copied is not whole.
    #[error("the copy is damaged, and so perhaps is the database: {0}")]
    Damaged(String),
}

/// Makes a backup of `database` and its `photos` in `folder`, named after the time `at`, complete and looked
/// through, or none.
///
/// # Errors
/// When there is no room, or the copy is not whole.
pub(super) fn make(
    (database, photos): (&Path, &Path),
    folder: &Path,
    (pace, at): (Pace, Timestamp),
    mut report: impl FnMut(Progress),
) -> Result<Backup, BackupError> {
    let failed = |error: io::Error| of_place(folder, &error);
    files::make_folder(folder).map_err(failed)?;
    let unfinished = Unfinished::in_folder(folder, "siap").map_err(failed)?;
    copy(database, unfinished.path(), pace, &mut report)
        .map_err(|error| of_place(folder, &in_words(&error)))?;
    let photos = Photos::in_folder(photos.to_owned());
    make_whole(&unfinished, &photos, folder, &mut report)?;
    let file = unfinished.complete(Reason::Routine.names(folder, at));
    made(&file.map_err(failed)?).map_err(failed)
}

/// Makes a backup from the command line, with a server running or none: in the shop's own folder,
/// or `to` another. Answers where it lies.
///
/// # Errors
/// When there is no shop, no room, or the copy is not whole.
pub fn back_up_from_command(
    data: &Path,
    to: Option<&Path>,
    report: impl FnMut(Progress),
) -> Result<PathBuf, BackupError> {
    let shop = FolderPaths::of(data);
    if checkpoint::length(&shop.database()) == 0 {
        let folder = data.to_owned();
        return Err(BackupError::Missing { folder });
    }
    let folder = to.map_or_else(|| shop.backups(), Path::to_owned);
    // Only asked, and let go: a shop may be opened meanwhile.
    let is_closed = DataFolder::share(data).is_ok_and(|folder| folder.is_held());
    let pace = if is_closed { Pace::Fast } else { Pace::Gentle };
    let (database, photos) = (shop.database(), shop.photos());
    let made = make(
        (&database, &photos),
        &folder,
        (pace, Timestamp::now()),
        report,
    )?;
    Ok(folder.join(made.name))
}

/// Carries the backup `file` to another `folder`, with its pictures.
///
/// # Errors
/// When there is no room, or it does not arrive whole.
pub(super) fn carry(
    file: &Path,
    folder: &Path,
    mut report: impl FnMut(Progress),
) -> Result<Backup, BackupError> {
    let carried = folder.join(file.file_name().unwrap_or_default());
    let failed = |error: io::Error| of_place(folder, &error);
    if !folder.is_dir() {
        files::make_folder_in(folder).map_err(failed)?;
    }
    let unfinished = Unfinished::in_folder(folder, "siap").map_err(failed)?;
    copy_bytes(file, &unfinished, &mut report).map_err(failed)?;
    let photos = photos_of(files::context(file));
    make_whole(&unfinished, &photos, folder, &mut report)?;
    unfinished.replace(&carried).map_err(failed)?;
    made(&carried).map_err(failed)
}

/// Copies the file before a migration changes it. The copy is complete, and flushed, or absent.
pub(in crate::store) fn before_migration(
    from: &Path,
    backups: &Path,
) -> Result<PathBuf, OpenError> {
    let made = || -> io::Result<PathBuf> {
        files::make_folder(backups)?;
        let unfinished = Unfinished::in_folder(backups, "siap")?;
        copy(from, unfinished.path(), Pace::Fast, &mut |_| {}).map_err(|error| in_words(&error))?;
        unfinished.complete(Reason::Upgrade.names(backups, Timestamp::now()))
    };
    made().map_err(|error| OpenError::Copy {
        path: backups.to_owned(),
        detail: error.to_string(),
    })
}

/// Copies what `from` is at this moment, into one file without a log. The file `to` is there.
pub(super) fn copy(
    from: &Path,
    to: &Path,
    pace: Pace,
    report: &mut dyn FnMut(Progress),
) -> rusqlite::Result<()> {
    let source = schema::open_to_read(from)?;
    let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // It is flushed here, a step at a time.
    target.pragma_update(None, "synchronous", "off")?;
    // Of one snapshot: a write meanwhile would make the copy begin again.
    source.execute_batch("begin; select count(*) from sqlite_schema")?;
    let size: u32 = source.query_row("pragma page_size", [], |row| row.get(0))?;
    {
        let copying = Copying::new(&source, &mut target)?;
        let copied = File::open(to).map_err(|error| io_error(&error))?;
        while copying.step(pace.step())? != StepResult::Done {
            copied.sync_data().map_err(|error| io_error(&error))?;
            let progress = copying.progress();
            let bytes = |pages: i32| u64::try_from(pages).unwrap_or(0) * u64::from(size);
            report(Progress::Copying {
                done: bytes(progress.pagecount - progress.remaining),
                total: bytes(progress.pagecount),
            });
            std::thread::sleep(pace.rest());
        }
    }
    identity::is_a_copy(&target)?;
    // It may be opened later where nothing can be written.
    target.pragma_update(None, "journal_mode", "delete")?;
    target.close().map_err(|(_, error)| error)
}

/// Copies a file without a writer.
pub(super) fn copy_bytes(
    from: &Path,
    to: &Unfinished,
    report: &mut dyn FnMut(Progress),
) -> io::Result<()> {
    use io::{Read, Write};
    let (mut from, mut to) = (File::open(from)?, to.open()?);
    let total = from.metadata()?.len();
    let mut piece = vec![0; 1024 * 1024];
    let mut done = 0;
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        to.write_all(&piece[..read])?;
        // A piece at a time, for the same reason as above.
        to.sync_data()?;
        done += read as u64;
        report(Progress::Copying { done, total });
    }
}

/// Checks a copy, and brings its pictures into the folder next to it.
fn make_whole(
    copy: &Unfinished,
    from: &Photos,
    folder: &Path,
    report: &mut dyn FnMut(Progress),
) -> Result<(), BackupError> {
    report(Progress::Checking);
    let failed = |error: io::Error| of_place(folder, &error);
    // Only wrong content makes a copy a damaged one; an error of reading may be a stick that was pulled out.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "takes one error apart and hands on the others as they are"
    )]
    let of_copy = |error: OpenError| match error {
        OpenError::Damaged { detail, .. } => BackupError::Damaged(detail),
        OpenError::Full { .. } => failed(io::ErrorKind::StorageFull.into()),
        other => failed(io::Error::other(other.to_string())),
    };
    inspect::check_every_page(copy.path()).map_err(of_copy)?;
    let names = photos_named(copy.path());
    let names = names.map_err(|error| of_copy(OpenError::of(copy.path(), &error)))?;
    copy_photos(&names, from, &photos_of(folder), report).map_err(failed)
}

fn made(file: &Path) -> io::Result<Backup> {
    let bytes = fs::metadata(file)?.len();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(Backup::named(&name, bytes).expect("a backup is named as one"))
}

/// Copies the pictures that are not there yet; one that is nowhere is left out.
pub(super) fn copy_photos(
    names: &HashSet<String>,
    from: &Photos,
    to: &Photos,
    report: &mut dyn FnMut(Progress),
) -> io::Result<()> {
    let total = names.len();
    for (name, done) in names.iter().zip(1..) {
        if !to.bring(from, name)? {
            log::warn!("the picture {name} is not there to be copied");
        }
        report(Progress::Photos { done, total });
    }
    Ok(())
}

/// The pictures that the shop in this file shows, or would show of what can come back.
pub(super) fn photos_named(file: &Path) -> rusqlite::Result<HashSet<String>> {
    photos::named_in(&schema::open_to_read(file)?)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "errors of the system")]
fn io_error(error: &io::Error) -> rusqlite::Error {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => rusqlite::ffi::SQLITE_FULL,
        _ => rusqlite::ffi::SQLITE_IOERR,
    };
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), Some(error.to_string()))
}

/// What SQLite said, as the system would have said it.
pub(super) fn in_words(error: &rusqlite::Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, error.to_string())
}

pub(super) fn of_place(folder: &Path, error: &io::Error) -> BackupError {
    let folder = folder.to_owned();
    if error.kind() == io::ErrorKind::StorageFull {
        BackupError::Full { folder }
    } else {
        let detail = error.to_string();
        BackupError::Place { folder, detail }
    }
}
