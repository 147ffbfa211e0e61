//! Opens the database: pragmas in one place, migrations by refinery.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use refinery::{Migration, Runner};
use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{
    DataFolder, OpenError, Remedy, StoreError, backup, checkpoint, conversion, files, identity,
    inspect::{self, Found},
    lost_pages::{self, LostPages},
    settings,
};

static MIGRATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

/// How long another connection that writes is waited for.
pub(super) const BUSY: std::time::Duration = std::time::Duration::from_secs(5);

/// Stands in the file's header (sqlite.org/fileformat2, offset 68): «SIAP».
pub(super) const APPLICATION_ID: i64 = 0x5349_4150;

/// Every migration of the released schema, oldest first.
pub(super) fn migrations() -> Vec<Migration> {
    steps(&MIGRATIONS)
}

/// Every migration of the schemas before it, oldest first.
pub(super) fn before() -> Vec<Migration> {
    steps(MIGRATIONS.get_dir("before").expect("a folder"))
}

/// The migrations in a folder, without those in folders within.
fn steps(folder: &Dir<'_>) -> Vec<Migration> {
    let mut steps: Vec<Migration> = folder
        .files()
        .map(|file| {
            let name = file.path().file_stem().and_then(|stem| stem.to_str());
            let sql = file.contents_utf8();
            Migration::unapplied(name.expect("a name"), sql.expect("text"))
                .expect("V1__name.sql is how migrations are called")
        })
        .collect();
    steps.sort();
    steps
}

/// The version this program brings a file to.
pub(super) fn newest() -> i64 {
    migrations()
        .last()
        .map_or(0, |step| i64::from(step.version()))
}

/// Looks at the file of `shop`, makes a copy if it will be changed, and opens it up to date. Where there is none it
/// is made, unless something of a shop lies there.
pub(super) fn open_up_to_date(shop: &DataFolder) -> Result<Connection, OpenError> {
    let path = shop.database();
    backup::bring_log_back(shop).map_err(|source| OpenError::Unwritable {
        folder: shop.folder().to_owned(),
        source,
    })?;
    identity::refuse_strange_log(shop)?;
    lost_pages::repair(shop).map_err(|error| error.with_remedy(shop))?;
    let found = inspect::inspect(&path).map_err(|error| error.with_remedy(shop))?;
    let copy = match found {
        Found::Shop { version } if version < newest() => {
            let copy = backup::before_migration(&path, &shop.backups())?;
            if conversion::is_before(version) {
                conversion::convert_shop(shop, version, &copy).inspect_err(|_| {
                    // The old file is as it was, and the next start may fail as this one: copies would fill the disk.
                    let _ = std::fs::remove_file(&copy);
                })?;
            }
            Some(copy)
        }
        Found::Shop { .. } => None,
        Found::Nothing => {
            begin(shop)?;
            None
        }
    };
    let up_to_date = matches!(found, Found::Shop { version } if version == newest());
    let mut connection = connect(&path)?;
    if !up_to_date {
        migrate(&mut connection, &path, copy)?;
    }
    settings::complete(&connection)?;
    identity::note(shop, &connection)?;
    Ok(connection)
}

/// Makes an empty file for a new shop.
fn begin(shop: &DataFolder) -> Result<(), OpenError> {
    let unwritable = |source| OpenError::Unwritable {
        folder: shop.folder().to_owned(),
        source,
    };
    if let Some(found) = inspect::left_of(shop) {
        if !shop.may_make_new_shop() {
            return Err(OpenError::Gone {
                folder: shop.folder().to_owned(),
                found,
                remedy: Remedy::of(shop),
            });
        }
        log::warn!("a new shop begins where something of another one is left: {found}");
        backup::set_log_aside(shop).map_err(unwritable)?;
    }
    LostPages::of(shop).forget().map_err(unwritable)?;
    files::open_or_create(&shop.database())
        .map(drop)
        .map_err(unwritable)
}

/// Opens a copy that no other process has, of a shop at this version, and brings it up to date. One that is gone is not
/// made again.
pub(super) fn open_prepared(path: &Path, version: i64) -> Result<Connection, OpenError> {
    if conversion::is_before(version) {
        conversion::bring_over_prepared(path, version)?;
    }
    let mut connection = connect(path)?;
    migrate(&mut connection, path, None)?;
    settings::complete(&connection)?;
    Ok(connection)
}

/// A connection that writes, to a file that is there.
pub(super) fn connect(path: &Path) -> Result<Connection, OpenError> {
    let connection = prepared(path).map_err(|error| OpenError::of(path, &error))?;
    connection.ok_or_else(|| OpenError::ReadOnly {
        path: path.to_owned(),
    })
}

/// A connection that writes and never takes the log back: that is for the process that holds the folder.
pub(super) fn connect_without_checkpoints(path: &Path) -> Result<Connection, OpenError> {
    let connection = connect(path)?;
    connection
        .pragma_update(None, "wal_autocheckpoint", 0)
        .and_then(|()| connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true))
        .map_err(|error| OpenError::of(path, &error))?;
    Ok(connection)
}

/// No lock within SQLite: a connection is never used by two threads at once, which the compiler sees to. Each column
/// that is looked for by its name would take the lock several times, which was half of the time of a report.
const OF_ONE_THREAD: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX;

/// A connection that only reads. A file without a byte is not opened: SQLite would delete the log next to it, and what
/// was acknowledged with it.
pub(super) fn open_to_read(path: &Path) -> rusqlite::Result<Connection> {
    if checkpoint::length(path) == 0 {
        let cannot_open = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN);
        let detail = Some("there is no file, or nothing in it".to_owned());
        return Err(rusqlite::Error::SqliteFailure(cannot_open, detail));
    }
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OF_ONE_THREAD)
}

/// Nothing, where SQLite could open the file for reading only.
fn prepared(path: &Path) -> rusqlite::Result<Option<Connection>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OF_ONE_THREAD;
    let connection = Connection::open_with_flags(path, flags)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Ok(None);
    }
    // First, so that the next ones wait for another connection instead of failing.
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // What is acknowledged survives a power cut: every commit is flushed. NORMAL would not be
    // much faster, since waiting orders share a commit.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // What a guest said is overwritten with zeros where SQLite moves a page's rows into new ones (store/guests.rs).
    // «Fast» is where that costs no further write.
    connection.pragma_update(None, "secure_delete", "fast")?;
    connection.pragma_update(None, "journal_size_limit", 6 * 1024 * 1024)?;
    plan_once(&connection)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(Some(connection))
}

/// Whether there is such a table now. rusqlite's own `table_exists` answers from the schema that the connection has
/// read before, and never reads it again.
pub(super) fn has_table(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    let find = "select exists (select 1 from sqlite_schema where type = 'table' and name = ?1)";
    connection.query_row(find, [table], |row| row.get(0))
}

/// Whether a table has such a column now.
pub(super) fn has_column(
    connection: &Connection,
    table: &str,
    column: &str,
) -> rusqlite::Result<bool> {
    let find = "select exists (select 1 from pragma_table_info(?1) where name = ?2)";
    connection.query_row(find, [table, column], |row| row.get(0))
}

/// Keeps the plan of a prepared statement for all bound values (sqlite.org/queryplanner-ng,
/// QPSG). Otherwise SQLite parses some statements again for every order, to look at the values.
pub(super) fn plan_once(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map(|_| ())
}

fn migrate(
    connection: &mut Connection,
    path: &Path,
    copy: Option<PathBuf>,
) -> Result<(), OpenError> {
    let of_file = |error: rusqlite::Error| OpenError::of(path, &error);
    let id = connection.pragma_update(None, "application_id", APPLICATION_ID);
    id.map_err(of_file)?;
    // Grouped: all steps and their history rows are one transaction. Otherwise a power cut
    // between a step and its row would leave a file that no start can get past.
    Runner::new(&migrations())
        .set_grouped(true)
        .run(connection)
        .map_err(|error| {
            OpenError::beneath(path, &error).unwrap_or_else(|| OpenError::Migration {
                path: path.to_owned(),
                detail: error.to_string(),
                copy,
            })
        })?;
    Ok(())
}

/// The random names of the file and of the shop in it.
pub(super) fn names(connection: &Connection) -> Result<(String, String), OpenError> {
    let names = connection.query_row("select epoch, shop from epoch", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    });
    Ok(names.map_err(StoreError::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prepared_file_that_is_gone_is_not_made_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let gone = folder.path().join("siap.restored");
        assert!(open_prepared(&gone, newest()).is_err() && !gone.exists());
    }
}
