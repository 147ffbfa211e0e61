//! Tells whether a write-ahead log belongs to the database file next to it. SQLite plays any log onto any file of the
//! right name: a backup that was put instead of a database by hand would be spoilt by the log of the file before
//! it.
//!
//! A number stands in the database's header and in a small file next to it. Copies that Siap makes have none, so that a
//! log is never taken for theirs.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{FolderPaths, OpenError, Remedy, checkpoint, files::Unfinished};

/// Where the number is in a database (sqlite.org/fileformat2, section 1.3, «user version»).
const PLACE: u64 = 60;
/// The number of a file that is a copy.
const NONE: i32 = 0;

/// Refuses a database whose log was another one's. This process may have no connection to it: SQLite's locks are gone
/// when any descriptor of the file is closed.
pub(super) fn refuse_strange_log(shop: &FolderPaths) -> Result<(), OpenError> {
    if is_log_strange(shop) {
        return Err(OpenError::StrangeLog {
            path: shop.database(),
            remedy: Remedy::of(shop),
        });
    }
    Ok(())
}

/// Whether there is a log, and it was another file's. One without a note may be of any.
pub(super) fn is_log_strange(shop: &FolderPaths) -> bool {
    let database = shop.database();
    checkpoint::length(&checkpoint::path_of(&database)) > 0
        && matches!((noted(shop), of_file(&database)), (Some(noted), Some(number)) if noted != number)
}

/// Sees to it that the open database has a number, and that it is noted next to it. Its log is empty or its own.
pub(super) fn note(shop: &FolderPaths, connection: &Connection) -> Result<(), OpenError> {
    let path = shop.database();
    let number = numbered(shop, connection).map_err(|error| OpenError::of(&path, &error))?;
    let Some(number) = number else {
        return Ok(());
    };
    if let Err(error) = write_note(shop, number) {
        // It only guards against a file that was put there by hand.
        log::warn!("whose log this is could not be noted ({error})");
    }
    Ok(())
}

/// The database's number, where it is still to be noted and stands in the file itself: a note of one that only the log
/// has would call the log another's after a power cut.
fn numbered(shop: &FolderPaths, connection: &Connection) -> rusqlite::Result<Option<i32>> {
    let mut number = connection.query_row("pragma user_version", [], |row| row.get(0))?;
    if number == NONE {
        forget(shop);
        // Never none.
        let random = "select 1 + abs(random() % 2000000000)";
        number = connection.query_row(random, [], |row| row.get(0))?;
        connection.pragma_update(None, "user_version", number)?;
    }
    if noted(shop) == Some(number) {
        return Ok(None);
    }
    let checkpoint = "pragma wal_checkpoint(truncate)";
    let is_busy: bool = connection.query_row(checkpoint, [], |row| row.get(0))?;
    Ok((!is_busy).then_some(number))
}

/// What is noted is of a file that is there no more.
pub(super) fn forget(shop: &FolderPaths) {
    // Usually there is none.
    let _ = fs::remove_file(note_of(shop));
}

/// Makes the shop in this file a copy, whose log is none that lies anywhere.
pub(super) fn is_a_copy(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "user_version", NONE)
}

/// Past SQLite, which would read it through the log.
fn of_file(database: &Path) -> Option<i32> {
    let mut bytes = [0; 4];
    File::open(database)
        .and_then(|file| file.read_exact_at(&mut bytes, PLACE))
        .ok()?;
    Some(i32::from_be_bytes(bytes))
}

fn noted(shop: &FolderPaths) -> Option<i32> {
    fs::read_to_string(note_of(shop)).ok()?.trim().parse().ok()
}

fn write_note(shop: &FolderPaths, number: i32) -> io::Result<()> {
    let unfinished = Unfinished::in_folder(shop.folder(), "siap.log-of")?;
    writeln!(unfinished.open()?, "{number}")?;
    unfinished.replace(&note_of(shop))
}

fn note_of(shop: &FolderPaths) -> PathBuf {
    shop.folder().join("siap.log-of")
}
