//! Converts a database with a schema before the released one (`migrations/before`, versions 1 to 16).
//!
//! Not by further migrations: constraints that name words, and a table that others refer to, can be changed in SQLite
//! only by rebuilding every table, journal and history included, under triggers that forbid just that. So a new file is
//! made by the migration of the released schema, filled from the old one in one transaction, looked through, and given
//! the database's name in one step, as a restored backup is.

use std::{path::Path, time::Duration};

use refinery::{Migration, Runner};
use rusqlite::{Connection, OpenFlags, params, types::ValueRef};
use serde_json::{Map, Value, json};

use super::{
    FolderPaths, OpenError, StoreError, checkpoint,
    files::{self, Unfinished},
    identity, inspect, journal, schema, settings,
};

/// The last schema before the released one.
pub(super) const LAST: i64 = 16;
/// What the name of a file begins with that is being brought over.
pub(super) const PREPARED: &str = "siap.brought-over";
/// How long a program is waited for that reads the old file.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tables whose rows are the same in both schemas, after those that they refer to.
const SAME: [&str; 18] = [
    "clock",
    "wifi",
    "tables",
    "renewed_tokens",
    "staff",
    "sessions",
    "device_marks",
    "categories",
    "menu_items",
    "modifier_groups",
    "modifier_options",
    "menu_item_groups",
    "order_line_modifiers",
    "payments",
    "numbers_given",
    "idempotency_keys",
    "order_history",
    "changes",
];

/// What is not the same.
const OTHERWISE: &str = "
    update main.epoch set (epoch, shop) = (select epoch, shop from before.epoch);
    update main.shop_state set (menu_rev, is_set_up, printed_url) =
        (select menu_rev, is_set_up, printed_url from before.settings);
    insert into main.orders
            (id, uid, day, channel, counter, code, status, is_open, payment_status, rev, total_amount, payment_method,
             order_type, table_number, placed_by, cancel_cause, cancel_reason, created_at, expires_at, ready_at,
             completed_at)
        select id, uid, day, channel, counter, code, status, status not in ('completed', 'cancelled'), payment_status,
             rev, total_amount, payment_method, order_type, table_number, placed_by, cancel_cause, cancel_reason,
             created_at, expires_at, ready_at, completed_at
        from before.orders;
    insert into main.order_lines
            (order_id, id, menu_item_id, name, unit_price, quantity, status, line_total, station)
        select order_id, id, menu_item_id, name, unit_price, quantity, status, line_total, station
        from before.order_lines;
    insert into main.guests (order_id, day, words)
        select id, day, json_object('name', customer_name, 'note', note, 'lines', json(
                   (select json_group_object(cast(id as text), note) from before.order_lines
                    where order_id = orders.id and note is not null)))
        from before.orders
        where customer_name is not null or note is not null or exists
            (select 1 from before.order_lines where order_id = orders.id and note is not null)
        order by id;
";

/// Numbers that were given out are not given again, though no row may have them any more.
const NUMBERS: &str = "
    delete from main.sqlite_sequence;
    insert into main.sqlite_sequence (name, seq) select name, seq from before.sqlite_sequence;
";

/// Whether a file at this version is of a schema before the released one.
pub(super) const fn is_before(version: i64) -> bool {
    version <= LAST
}

/// Brings the shop over that lies in its folder, at this version. `copy` is a backup of it that was made just now.
///
/// A power cut leaves the old file or the new one. The old file's log is gone before the new one takes the name: SQLite
/// plays any log onto any file.
///
/// # Errors
/// When the disk refuses, another program keeps the file open, or the shop does not fit; the old file is as it was.
pub(super) fn convert_shop(shop: &FolderPaths, version: i64, copy: &Path) -> Result<(), OpenError> {
    let database = shop.database();
    log::warn!("the shop is brought over to the schema of this Siap");
    let failed = |source| OpenError::Unwritable {
        folder: shop.folder().to_owned(),
        source,
    };
    let converted = if version < LAST {
        let private = Unfinished::in_folder(shop.folder(), PREPARED).map_err(failed)?;
        std::fs::copy(copy, private.path()).map_err(failed)?;
        convert(private.path(), version, shop.folder())
    } else {
        convert(copy, version, shop.folder())
    };
    let converted = converted.map_err(|error| error.of_shop(&database))?;
    take_back_log(&database)?;
    identity::forget(shop);
    converted.replace(&database).map_err(failed)
}

/// Brings a prepared copy over, which no other process has.
///
/// # Errors
/// When the disk refuses or the shop does not fit.
pub(super) fn bring_over_prepared(prepared: &Path, version: i64) -> Result<(), OpenError> {
    let folder = files::context(prepared);
    let converted = convert(prepared, version, folder);
    let converted = converted.map_err(|error| error.of_shop(prepared))?;
    let unwritable = |source| OpenError::Unwritable {
        folder: folder.to_owned(),
        source,
    };
    converted.replace(prepared).map_err(unwritable)
}

/// Empties the log of a database and removes it with its index, which would be of no use to the file that takes the
/// database's place.
fn take_back_log(database: &Path) -> Result<(), OpenError> {
    let connection = schema::connect(database)?;
    let of_file = |error: rusqlite::Error| OpenError::of(database, &error);
    connection.busy_timeout(PATIENCE).map_err(of_file)?;
    let checkpoint = "pragma wal_checkpoint(truncate)";
    let is_busy: bool = connection
        .query_row(checkpoint, [], |row| row.get(0))
        .map_err(of_file)?;
    connection.close().map_err(|(_, error)| of_file(error))?;
    if is_busy || checkpoint::length(&checkpoint::path_of(database)) > 0 {
        return Err(OpenError::NotNow {
            path: database.to_owned(),
            detail: "another program reads it".to_owned(),
        });
    }
    for left in [
        checkpoint::path_of(database),
        checkpoint::index_of(database),
    ] {
        // Usually there is none: the last connection that closes removes both.
        let _ = std::fs::remove_file(left);
    }
    files::sync_folder(files::context(database)).map_err(|source| OpenError::Unwritable {
        folder: files::context(database).to_owned(),
        source,
    })
}

/// Why a shop could not be brought over.
enum Failed {
    Open(OpenError),
    Sqlite(rusqlite::Error),
    Migration(refinery::Error),
    Row(StoreError),
    /// Rows that refer to nothing.
    Loose(String),
}

impl Failed {
    /// In words about the shop's own file.
    fn of_shop(self, path: &Path) -> OpenError {
        let (full, detail) = match self {
            Self::Open(error) => return error,
            Self::Sqlite(error) => (Some(OpenError::of(path, &error)), error.to_string()),
            Self::Migration(error) => (OpenError::beneath(path, &error), error.to_string()),
            Self::Row(StoreError::Full) => {
                let folder = files::context(path).to_owned();
                let detail = "there is no room for the new file".to_owned();
                return OpenError::Full { folder, detail };
            }
            Self::Row(error) => (None, error.to_string()),
            Self::Loose(table) => (None, format!("rows of {table} refer to nothing")),
        };
        if let Some(full @ OpenError::Full { .. }) = full {
            return full;
        }
        OpenError::Migration {
            path: path.to_owned(),
            detail,
            copy: None,
        }
    }
}

impl From<rusqlite::Error> for Failed {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<refinery::Error> for Failed {
    fn from(error: refinery::Error) -> Self {
        Self::Migration(error)
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Row(error)
    }
}

impl From<OpenError> for Failed {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

/// Makes a file of the released schema in `folder` with the shop of the file `old`. That one is brought to the last
/// schema before, if it is of an earlier one; otherwise it is only read.
fn convert(old: &Path, version: i64, folder: &Path) -> Result<Unfinished, Failed> {
    if version < LAST {
        let mut connection = schema::connect(old)?;
        run(&schema::before(), &mut connection)?;
        // The last connection to close takes the log back.
        connection.close().map_err(|(_, error)| error)?;
    }
    let made = Unfinished::in_folder(folder, PREPARED).map_err(|source| OpenError::Unwritable {
        folder: folder.to_owned(),
        source,
    })?;
    let mut new = Connection::open_with_flags(made.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Until it is whole and flushed it is of no worth.
    new.pragma_update(None, "journal_mode", "memory")?;
    new.pragma_update(None, "synchronous", "off")?;
    // Looked at once, at the end.
    new.pragma_update(None, "foreign_keys", false)?;
    new.pragma_update(None, "secure_delete", "fast")?;
    new.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    // Only the first: later ones are for a shop that has its rows.
    run(&schema::migrations()[..1], &mut new)?;
    new.execute("attach ?1 as before", [old.to_string_lossy()])?;
    fill(&mut new)?;
    new.execute_batch("detach before")?;
    let loose = "select \"table\" from pragma_foreign_key_check limit 1";
    match new.query_row(loose, [], |row| row.get(0)) {
        Err(rusqlite::Error::QueryReturnedNoRows) => {}
        Ok(table) => return Err(Failed::Loose(table)),
        Err(error) => return Err(error.into()),
    }
    new.close().map_err(|(_, error)| error)?;
    inspect::check_every_page(made.path())?;
    Ok(made)
}

fn run(steps: &[Migration], shop: &mut Connection) -> Result<(), Failed> {
    Runner::new(steps).set_grouped(true).run(shop)?;
    Ok(())
}

/// Copies everything in one transaction.
fn fill(new: &mut Connection) -> Result<(), Failed> {
    let new = new.transaction()?;
    // The migration gave a new shop one row of each.
    new.execute_batch("delete from main.clock; delete from main.wifi")?;
    new.execute_batch(OTHERWISE)?;
    for table in SAME {
        // By name: their order is another one. One that the new table lacks is an error.
        let columns: String = new.query_row(
            "select group_concat(name, ', ') from pragma_table_info(?1, 'before')",
            [table],
            |row| row.get(0),
        )?;
        new.execute_batch(&format!(
            "insert into main.{table} ({columns}) select {columns} from before.{table}"
        ))?;
    }
    copy_events(&new)?;
    // After all rows have theirs: inserting a row sets the highest number.
    new.execute_batch(NUMBERS)?;
    settings::write(&new, &decided(&new)?.to_string())?;
    settings::complete(&new)?;
    Ok(new.commit()?)
}

/// Copies the journal, each event in the form in which it is stored now.
fn copy_events(new: &Connection) -> Result<(), Failed> {
    let mut list =
        new.prepare("select seq, order_id, rev, type, at, body from before.events order by seq")?;
    let mut insert = new.prepare(
        "insert into main.events (seq, order_id, rev, type, at, body) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut rows = list.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, order, rev, at): (i64, i64, i64, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(4)?);
        let (topic, body): (String, String) = (row.get(3)?, row.get(5)?);
        insert.execute(params![
            seq,
            order,
            rev,
            topic,
            at,
            journal::stored::from_before(&body)?
        ])?;
    }
    Ok(())
}

/// The document of what the owner decided. Guests of a shop that was at work before it could forget them are
/// remembered until its owner decides otherwise: what is erased does not come back.
fn decided(new: &Connection) -> Result<Value, Failed> {
    let mut decided = document(new, "before.settings")?;
    let is_at_work = "select exists (select 1 from before.orders)";
    if new.query_row(is_at_work, [], |row| row.get(0))? {
        decided["forget_guests_days"] = json!(0);
    }
    Ok(decided)
}

/// The owner's settings from the columns of an older schema; those without a column are left out.
pub(super) fn document(shop: &Connection, table: &str) -> Result<Value, StoreError> {
    let mut find = shop.prepare(&format!("select * from {table}"))?;
    let columns: Vec<String> = find.column_names().map(str::to_owned).collect();
    let mut rows = find.query([])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    let mut document = Map::new();
    for (column, index) in columns.iter().zip(0..) {
        let value = match row.get_ref(index)? {
            ValueRef::Integer(number) => json!(number),
            ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
            ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Value::Null,
        };
        put(&mut document, column, value);
    }
    Ok(document.into())
}

/// Puts the value of a column where it is in the document.
fn put(document: &mut Map<String, Value>, column: &str, value: Value) {
    let (group, name, value) = match column {
        "id" | "menu_rev" | "is_set_up" | "printed_url" => return,
        "takes_orders" | "completes_ready_orders" => (None, column, json!(value == 1)),
        "payment_methods" | "host_names" => (None, column, list(&value)),
        "sound_screens" => (Some("sounds"), "screens", list(&value)),
        "sound_volume_percent" => (Some("sounds"), "volume_percent", value),
        _ => match column.split_once('_') {
            Some(("limit", name)) => (Some("limits"), name, value),
            Some(("backup", name)) => (Some("backups"), name, value),
            _ => (None, column, value),
        },
    };
    if let Some(group) = group {
        let group = document.entry(group).or_insert_with(|| json!({}));
        group[name] = value;
    } else {
        document.insert(name.to_owned(), value);
    }
}

/// Words with a comma between them.
fn list(words: &Value) -> Value {
    let words = words.as_str().unwrap_or_default().split(',');
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_before_the_released_one_are_a_closed_set() {
        let sums: Vec<(i32, u64)> = schema::before()
            .iter()
            .map(|step| (step.version(), step.checksum()))
            .collect();
        let expected = [
            (1, 3_737_837_766_686_038_806),
            (2, 16_732_897_313_110_586_518),
            (3, 2_747_735_897_171_358_877),
            (4, 10_944_764_312_662_454_473),
            (5, 14_663_192_200_537_680_602),
            (6, 1_134_850_438_032_695_034),
            (7, 7_299_649_246_440_046_734),
            (8, 5_311_288_620_778_523_817),
            (9, 5_969_909_903_894_611_642),
            (10, 2_973_563_417_828_677_910),
            (11, 5_938_759_918_557_302_524),
            (12, 4_342_426_100_030_738_710),
            (13, 3_785_664_636_467_242_754),
            (14, 8_212_036_674_588_011_347),
            (15, 11_745_715_925_719_822_908),
            (16, 3_054_554_739_010_962_401),
        ];
        assert_eq!(sums, expected);
    }
}
