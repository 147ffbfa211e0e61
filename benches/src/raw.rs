//! The bare loop: the rows of an order written by the database alone, without a shop around it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use refinery::{Migration, Runner};
use rusqlite::{Connection, OpenFlags, ToSql, params_from_iter, types::Value};

/// The tables an order of one line without modifiers is written to, with the columns by which one
/// order is told from another.
const TABLES: [(&str, &[Column]); 5] = [
    (
        "orders",
        &[
            ("id", Fresh::Order),
            ("uid", Fresh::Text(26)),
            ("counter", Fresh::Order),
        ],
    ),
    ("order_lines", &[("order_id", Fresh::Order)]),
    ("guests", &[("order_id", Fresh::Order)]),
    (
        "events",
        &[("seq", Fresh::Order), ("order_id", Fresh::Order)],
    ),
    (
        "idempotency_keys",
        &[("key", Fresh::Text(21)), ("order_id", Fresh::Order)],
    ),
];

/// An order as JSON, with its line.
const TOLD: &str = "
    select json_object('uid', uid, 'number', counter, 'code', code, 'channel', channel, 'status', orders.status,
        'payment_status', payment_status, 'rev', rev, 'total_amount', total_amount, 'payment_method', payment_method,
        'order_type', order_type, 'table_number', table_number, 'customer_name', null, 'note', null,
        'lines', json_array(json_object('id', line.id, 'menu_item_id', menu_item_id, 'name', name,
            'unit_price', unit_price, 'quantity', quantity, 'modifiers', json_array(), 'note', null,
            'status', line.status, 'line_total', line_total, 'station', station)),
        'cancel_cause', cancel_cause, 'created_at', created_at, 'expires_at', expires_at, 'ready_at', ready_at,
        'completed_at', completed_at, 'day', day, 'payment', null, 'cancel_reason', cancel_reason, 'placed_by', placed_by)
    from orders join order_lines line on order_id = orders.id limit 1";

type Column = (&'static str, Fresh);

/// What is new in a row.
#[derive(Clone, Copy)]
enum Fresh {
    /// The order's number in the file.
    Order,
    /// A text of this length that looks random.
    Text(usize),
}

/// Which rows of an order are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// All that the shop writes of it, into the shop's own tables.
    All,
    /// The order and its lines, into tables that have these columns, a key and the unique uid, and no other index: the
    /// least that any server of orders writes.
    OrderAndLines,
}

impl Depth {
    fn tables(self) -> &'static [(&'static str, &'static [Column])] {
        match self {
            Self::All => &TABLES,
            Self::OrderAndLines => &TABLES[..2],
        }
    }
}

/// The rows of one order as the shop wrote them, to be written again and again.
pub(crate) struct Rows {
    pub(crate) shop: PathBuf,
    pub(crate) depth: Depth,
    tables: Vec<Row>,
}

struct Row {
    table: &'static str,
    columns: Vec<String>,
    insert: String,
    values: Vec<Value>,
    fresh: Vec<(usize, Fresh)>,
}

impl Rows {
    /// Takes an order out of the database of a shop that is closed.
    pub(crate) fn of(shop: &Path, depth: Depth) -> Self {
        let shop = shop.join("siap.db");
        let database = Connection::open_with_flags(&shop, OpenFlags::SQLITE_OPEN_READ_ONLY);
        let database = database.expect("the shop's database opens");
        let rows = depth
            .tables()
            .iter()
            .map(|(table, columns)| Row::of(&database, table, columns));
        Self {
            tables: rows.collect(),
            depth,
            shop,
        }
    }
}

impl Rows {
    /// Writes the rows of one order.
    pub(crate) fn write(&mut self, database: &Connection, order: i64) {
        for row in &mut self.tables {
            row.freshen(order);
            run(database, &row.insert, &row.values);
        }
    }

    /// What is stored of an order's event, and what a screen is told of it: the order as JSON, about as long as the
    /// shop's.
    pub(crate) fn event(&self) -> [String; 2] {
        let database = Connection::open_with_flags(&self.shop, OpenFlags::SQLITE_OPEN_READ_ONLY);
        let database = database.expect("the shop's database opens");
        ["select body from events limit 1", TOLD].map(|question| {
            let text = database.query_row(question, [], |row| row.get(0));
            text.expect("an order was placed")
        })
    }
}

impl Row {
    fn of(database: &Connection, table: &'static str, columns: &[Column]) -> Self {
        let mut find = database
            .prepare(&format!("select * from {table} limit 1"))
            .expect("the shop has this table");
        let names: Vec<String> = find.column_names().map(str::to_owned).collect();
        let values = find.query_row([], |row| (0..names.len()).map(|at| row.get(at)).collect());
        let fresh = columns.iter().map(|(column, fresh)| {
            let at = names.iter().position(|name| name == column);
            (at.expect("the table has this column"), *fresh)
        });
        let marks = vec!["?"; names.len()].join(", ");
        Self {
            insert: format!(
                "insert into {table} ({}) values ({marks})",
                names.join(", ")
            ),
            values: values.expect("an order was placed"),
            fresh: fresh.collect(),
            table,
            columns: names,
        }
    }

    /// A table of this row's columns, with a key and little else.
    fn make_table(&self, database: &Connection) {
        let (table, columns) = (self.table, self.columns.join(", "));
        let keys = if table == "orders" {
            "primary key (id), unique (uid)"
        } else {
            "primary key (order_id, id)"
        };
        run(
            database,
            &format!("create table {table} ({columns}, {keys}) without rowid"),
            &[],
        );
    }

    fn freshen(&mut self, order: i64) {
        for (at, fresh) in &self.fresh {
            self.values[*at] = match fresh {
                Fresh::Order => Value::Integer(order),
                Fresh::Text(length) => Value::Text(text(order, *length)),
            };
        }
    }
}

/// Writes orders into a file of their own for so long; how many a second became durable.
pub(crate) fn orders_per_second(
    folder: &Path,
    rows: &mut Rows,
    time: Duration,
    per_commit: usize,
    synchronous: &str,
) -> f64 {
    let database = open(&folder.join("raw.db"), rows);
    database
        .pragma_update(None, "synchronous", synchronous)
        .expect("a pragma of SQLite");
    let start = Instant::now();
    let mut orders = 0_i32;
    while start.elapsed() < time {
        run(&database, "begin immediate", &[]);
        for _ in 0..per_commit {
            orders += 1;
            rows.write(&database, orders.into());
        }
        run(&database, "commit", &[]);
    }
    f64::from(orders) / start.elapsed().as_secs_f64()
}

pub(crate) fn run(database: &Connection, sql: &str, values: &[Value]) {
    let mut statement = database
        .prepare_cached(sql)
        .expect("SQL that SQLite understands");
    let values = values.iter().map(|value| value as &dyn ToSql);
    statement
        .execute(params_from_iter(values))
        .expect("the file takes it");
}

/// A file with tables for these rows, opened as the shop opens it: the shop's own, with its menu, where all rows of an
/// order are written.
pub(crate) fn open(path: &Path, rows: &Rows) -> Connection {
    let mut database = Connection::open(path).expect("a file can be made");
    for (pragma, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "full"),
        ("foreign_keys", "on"),
    ] {
        database
            .pragma_update(None, pragma, value)
            .expect("a pragma of SQLite");
    }
    match rows.depth {
        Depth::All => make_shop(&mut database, &rows.shop),
        Depth::OrderAndLines => rows.tables.iter().for_each(|row| row.make_table(&database)),
    }
    database
}

fn make_shop(database: &mut Connection, shop: &Path) {
    Runner::new(&migrations())
        .run(database)
        .expect("the shop's migrations run");
    // A line of an order points at a dish.
    let shop = Value::Text(shop.to_str().expect("a path of ours is text").to_owned());
    run(database, "attach ? as shop", &[shop]);
    for table in ["categories", "menu_items"] {
        run(
            database,
            &format!("insert into {table} select * from shop.{table}"),
            &[],
        );
    }
    run(database, "detach shop", &[]);
}

fn migrations() -> Vec<Migration> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    let files = fs::read_dir(folder).expect("the migrations are there");
    let mut steps: Vec<Migration> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name");
            let sql = fs::read_to_string(&path).expect("a text");
            Migration::unapplied(name, &sql).expect("a name that refinery knows")
        })
        .collect();
    steps.sort();
    steps
}

/// Random to an index, the same in every run.
pub(crate) fn text(seed: i64, length: usize) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut state = seed
        .cast_unsigned()
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let letters = (0..length).map(|_| {
        // Xorshift, as Marsaglia gave it.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(LETTERS[usize::from(state.to_le_bytes()[4] & 31)])
    });
    letters.collect()
}
