//! Inspects a file, read-only, before anything is written to it: ours, intact, and not of a newer program?

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{FolderPaths, OpenError, backup, checkpoint, schema};

/// Up to this size, in bytes, a file is looked through whole at every start; it takes
/// milliseconds. A larger one is checked while the shop is open, which must open at once after a power cut.
const SMALL: u64 = 32 * 1024 * 1024;

/// What stands at the database's path.
pub(super) enum Found {
    /// No file, or one without a byte.
    Nothing,
    /// A shop at this version, which this program knows.
    Shop {
        /// The newest migration applied.
        version: i64,
    },
}

pub(super) fn inspect(path: &Path) -> Result<Found, OpenError> {
    match std::fs::metadata(path) {
        Ok(file) if !file.is_file() => {
            return Err(OpenError::Foreign {
                path: path.to_owned(),
            });
        }
        Ok(file) if file.len() > 0 => {}
        Ok(_) => return Ok(Found::Nothing),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(source) => {
            let folder = path.parent().unwrap_or(path).to_owned();
            return Err(OpenError::Unwritable { folder, source });
        }
    }
    let connection = open_to_look(path)?;
    let mut seen = look(path, &connection);
    if matches!(&seen, Err(OpenFailure::Sqlite(error)) if is_cut_off(error)) {
        seen = undo_half_a_write(path).and_then(|()| look(path, &connection));
    }
    seen.map_err(|error| match error {
        OpenFailure::Refused(refusal) => refusal,
        OpenFailure::Sqlite(error) => OpenError::of(path, &error),
    })
}

/// Refuses a file whose schema is older or newer than this program's.
pub(super) fn refuse_unless_current(path: &Path) -> Result<(), OpenError> {
    let folder = || path.parent().unwrap_or(path).to_owned();
    match inspect(path)? {
        Found::Nothing => Err(OpenError::Missing { folder: folder() }),
        Found::Shop { version } if version < schema::newest() => {
            Err(OpenError::InUse { folder: folder() })
        }
        Found::Shop { .. } => Ok(()),
    }
}

/// What there is of a shop whose database is not there, or without a byte: then it is no place for a new one. A card
/// that lost a file, a disk that is not mounted and a file that was moved to safety all look like an empty folder.
pub(super) fn left_of(shop: &FolderPaths) -> Option<&'static str> {
    let database = shop.database();
    // An empty database with a log: SQLite would delete the log, and what was acknowledged with it.
    if checkpoint::length(&database) == 0 && checkpoint::length(&checkpoint::path_of(&database)) > 0
    {
        Some("its log")
    } else if !backup::of_shop(shop).is_empty() {
        Some("its backups")
    } else if shop.has_photos() {
        Some("its pictures")
    } else if shop.was_open() {
        Some("a note of where it listened")
    } else {
        None
    }
}

pub(super) fn is_large(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() > SMALL)
}

pub(super) fn check_whole(path: &Path) -> Result<(), OpenError> {
    check(path, "pragma quick_check(1)")
}

/// Looks through every page, and whether every index says what its table says.
pub(super) fn check_every_page(path: &Path) -> Result<(), OpenError> {
    check(path, "pragma integrity_check(1)")
}

fn check(path: &Path, question: &str) -> Result<(), OpenError> {
    let connection = open_to_look(path)?;
    let verdict: String = connection
        .query_row(question, [], |row| row.get(0))
        .map_err(|error| OpenError::of(path, &error))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(OpenError::Damaged {
            path: path.to_owned(),
            detail: in_one_line(&verdict),
            remedy: None,
        })
    }
}

/// What SQLite found, without its headings.
fn in_one_line(verdict: &str) -> String {
    let lines = verdict.lines().filter(|line| !line.starts_with("***"));
    lines.collect::<Vec<_>>().join("; ")
}

fn open_to_look(path: &Path) -> Result<Connection, OpenError> {
    schema::open_to_read(path).map_err(|error| OpenError::of(path, &error))
}

/// Whether the power went while a write was on its way that the file has half of
/// (sqlite.org/rescode, «`SQLITE_READONLY_ROLLBACK`»).
fn is_cut_off(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|failure| failure.extended_code);
    code == Some(rusqlite::ffi::SQLITE_READONLY_ROLLBACK)
}

/// Makes the file what it was before; so does every reader.
fn undo_half_a_write(path: &Path) -> Result<(), OpenFailure> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

enum OpenFailure {
    Refused(OpenError),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for OpenFailure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn look(path: &Path, connection: &Connection) -> Result<Found, OpenFailure> {
    let owner: i64 = connection.query_row("pragma application_id", [], |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        return Ok(Found::Nothing);
    }
    if owner != schema::APPLICATION_ID {
        return Err(OpenFailure::Refused(OpenError::Foreign {
            path: path.to_owned(),
        }));
    }
    let version = compare_history(path, connection)?;
    if !is_large(path) {
        check_whole(path).map_err(OpenFailure::Refused)?;
    }
    Ok(Found::Shop { version })
}

/// Holds the migrations that were applied against the ones this program has.
fn compare_history(path: &Path, connection: &Connection) -> Result<i64, OpenFailure> {
    if !schema::has_table(connection, "refinery_schema_history")? {
        return Err(OpenFailure::Refused(OpenError::Damaged {
            path: path.to_owned(),
            detail: "which version it is of does not stand in it".to_owned(),
            remedy: None,
        }));
    }
    let known = [schema::before(), schema::migrations()].concat();
    let newest = schema::newest();
    let mut applied = connection
        .prepare("select version, name, checksum from refinery_schema_history order by version")?;
    let mut rows = applied.query([])?;
    let mut version = 0;
    while let Some(row) = rows.next()? {
        version = row.get(0)?;
        let (name, checksum): (String, String) = (row.get(1)?, row.get(2)?);
        let path = path.to_owned();
        let refusal = match known
            .iter()
            .find(|step| i64::from(step.version()) == version)
        {
            None => OpenError::Newer {
                path,
                found: version,
                known: newest,
            },
            Some(step) if step.name() != name || step.checksum().to_string() != checksum => {
                OpenError::Changed { path, version }
            }
            Some(_) => continue,
        };
        return Err(OpenFailure::Refused(refusal));
    }
    Ok(version)
}
