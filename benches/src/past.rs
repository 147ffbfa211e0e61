//! A shop with a past: finished orders by the thousand, written as the shop writes them, by the database
//! alone.

use std::path::Path;

use rusqlite::Connection;

use super::{
    client::request,
    pool::Pool,
    server::{self, Server},
    shop::{self, Dish, Order},
};

/// What the journal keeps at least; what is older is in the history.
const KEPT: u32 = 50_000;

/// Where the events of the past are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Events {
    /// Where the shop's upkeep leaves them.
    Shortened,
    /// All in the journal, as if there were no upkeep.
    All,
}

/// Makes a shop in an empty folder and gives it this many finished orders, spread over a year.
pub(crate) async fn make(folder: &Path, orders: u32, events: Events) {
    server::add_cashier(folder);
    let server = Server::start(folder);
    live_one(&server).await;
    server.close();
    copy(folder, orders, events);
}

/// One order's whole life, to copy.
async fn live_one(server: &Server) {
    let pool = Pool::new(server.address, 1);
    let token = shop::log_in(&pool, server::NAME, server::PIN).await;
    let order = Dish::find(&pool).await.order(2);
    let Order { uid, .. } = pool.ask(&shop::place(&order)).await.expect(201);
    let bearer = format!("Bearer {token}");
    for (what, body) in [
        ("confirm-payment", "{}"),
        ("lines/1/status", r#"{"status":"done"}"#),
        ("status", r#"{"status":"ready"}"#),
        ("status", r#"{"status":"completed"}"#),
    ] {
        let path = format!("/api/v1/admin/orders/{uid}/{what}");
        let request = request("PUT", &path, &[("authorization", &bearer)], body);
        pool.ask(&request).await.expect::<Order>(200);
    }
}

/// A column of a copied row, and what it is in the copy: `n` counts the copies, `ago` is how many
/// milliseconds it lies back.
type Other = (&'static str, &'static str);

const ORDERS: &[Other] = &[
    ("id", "1 + n"),
    ("uid", "'0' || lower(substr(hex(randomblob(13)), 1, 25))"),
    ("day", "date(created_at / 1000 - ago / 1000, 'unixepoch')"),
    ("counter", "1 + n"),
    ("created_at", "created_at - ago"),
    ("ready_at", "ready_at - ago"),
    ("completed_at", "completed_at - ago"),
];
const LINES: &[Other] = &[("order_id", "1 + n")];
const PAYMENTS: &[Other] = &[
    ("id", "null"),
    ("order_id", "1 + n"),
    ("paid_at", "paid_at - ago"),
];
const EVENTS: &[Other] = &[
    ("seq", "n * each + seq"),
    ("order_id", "1 + n"),
    ("at", "at - ago"),
];

fn copy(folder: &Path, orders: u32, events: Events) {
    let file = Connection::open(folder.join("siap.db")).expect("the shop's file");
    let fast = "pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -200000";
    file.execute_batch(fast).expect("pragmas of SQLite");
    let each: u32 = file
        .query_row("select count(*) from events", [], |row| row.get(0))
        .expect("a life has events");
    let all = orders * each;
    let first_kept = match events {
        Events::Shortened => last_cut(all),
        Events::All => 0,
    };
    let past = format!(
        "with recursive past(n, ago, each) as (
             select 1, 365 * 86400000, {each}
             union all
             select n + 1, 365 * 86400000 - n * (364 * 86400000 / {orders}), {each}
             from past where n < {orders})"
    );
    let mut all = String::from("begin;");
    for (table, others, which) in [
        ("orders", ORDERS, "id = 1"),
        ("order_lines", LINES, "order_id = 1"),
        ("payments", PAYMENTS, "order_id = 1"),
    ] {
        all += &insert(&file, &past, table, table, others, which);
    }
    let kept = format!("order_id = 1 and n * each + seq > {first_kept}");
    all += &insert(&file, &past, "events", "events", EVENTS, &kept);
    // The copied life becomes the oldest of all.
    let first = match events {
        Events::Shortened => {
            "insert into order_history (seq, order_id, rev, type, at, by, status, before, after)
             select seq, 1, rev, type, at - 366 * 86400000, 'Load', 'completed', 'ready', 'completed'
             from events where order_id = 1;
             delete from events where order_id = 1"
        }
        Events::All => {
            "drop trigger events_stay;
             update events set at = at - 366 * 86400000 where order_id = 1"
        }
    };
    let history = format!(
        "insert into order_history (seq, order_id, rev, type, at, by, status, before, after)
         {past} select n * each + seq, 1 + n, rev, type, at - ago, 'Load', 'completed', 'ready', 'completed'
         from past cross join events where order_id = 1 and n * each + seq <= {first_kept}
         order by n, seq;
         {first};
         update sqlite_sequence set seq = (select max(seq) from events) where name = 'events';
         commit;"
    );
    all += &history;
    file.execute_batch(&all).expect("a past");
    file.execute_batch("pragma wal_checkpoint(truncate)")
        .expect("one file");
}

/// The newest event that the upkeep takes out of the journal of a year with this many: it keeps a week's,
/// or 50,000.
pub(crate) fn last_cut(events: u32) -> u32 {
    events - events.min(KEPT.max(events / 364 * 7))
}

fn insert(
    file: &Connection,
    past: &str,
    table: &str,
    from: &str,
    others: &[Other],
    which: &str,
) -> String {
    let columns = file.prepare(&format!("select * from {table} limit 0"));
    let columns = columns.expect("a table of the shop");
    let names: Vec<&str> = columns.column_names().collect();
    let values = names.iter().map(|name| {
        let other = others.iter().find(|(column, _)| column == name);
        other.map_or(*name, |(_, value)| value)
    });
    format!(
        "insert into {table} ({}) {past} select {} from past cross join {from} where {which} order by n;",
        names.join(", "),
        values.collect::<Vec<_>>().join(", ")
    )
}
