//! A shop with a schema before the released one: it is brought over whole, or stays as it was.
//!
//! `tests/fixtures/shop-before` is the folder of such a shop, made by the last program with one, and what that program
//! said of it.

use std::{io::Read, path::Path, time::Duration};

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Caller, Executable, NASI_GORENG, assert_still_says, int, open, run};

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/shop-before");
const ORDERS: i64 = 8;

/// The folder of the shop, as its program left it.
fn shop_before() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    unpack(&folder.path().join("siap.db"));
    let photos = folder.path().join("photos");
    std::fs::create_dir(&photos).expect("a folder");
    for photo in std::fs::read_dir(Path::new(FIXTURE).join("photos")).expect("pictures") {
        let photo = photo.expect("a picture");
        std::fs::copy(photo.path(), photos.join(photo.file_name())).expect("a copy");
    }
    folder
}

fn unpack(to: &Path) {
    let packed = std::fs::File::open(Path::new(FIXTURE).join("siap.db.gz")).expect("a file");
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed)
        .read_to_end(&mut bytes)
        .expect("a database");
    std::fs::write(to, bytes).expect("a file");
}

/// What its program said of it.
fn answers() -> Value {
    let text = std::fs::read_to_string(Path::new(FIXTURE).join("answers.json")).expect("answers");
    serde_json::from_str(&text).expect("JSON")
}

fn text(path: &Path) -> String {
    path.to_str().expect("text").to_owned()
}

/// Has a command bring the shop over without opening it.
async fn convert(folder: &Path) {
    let asked = run(&["config", "list", "--data", &text(folder)], "").await;
    assert_eq!(asked.code, Some(0), "{asked:?}");
    assert!(asked.said.contains("Warung Dulu"), "{asked:?}");
}

fn one<T: rusqlite::types::FromSql>(shop: &Connection, question: &str) -> T {
    let answer = shop.query_row(question, [], |row| row.get(0));
    answer.unwrap_or_else(|error| panic!("{question}: {error}"))
}

fn sums(shop: &Connection) -> [i64; 5] {
    [
        "select count(*) from orders",
        "select sum(total_amount) from orders where payment_status = 'paid'",
        "select sum(amount) from payments",
        "select sum(line_total) from order_lines",
        "select sum(seq) from events",
    ]
    .map(|question| one(shop, question))
}

#[tokio::test]
async fn every_row_of_a_shop_before_is_in_the_file_that_takes_its_place() {
    let (old, folder) = (tempfile::tempdir().expect("a folder"), shop_before());
    unpack(&old.path().join("siap.db"));
    convert(folder.path()).await;
    let old = Connection::open(old.path().join("siap.db")).expect("the old file");
    let new = Connection::open(folder.path().join("siap.db")).expect("the new file");
    let tables = "select group_concat(name) from sqlite_schema
        where type = 'table' and name not in ('settings', 'probe', 'refinery_schema_history')
            and name not like 'sqlite_stat%'";
    let tables: String = one(&old, tables);
    assert!(tables.contains("sqlite_sequence"), "{tables}");
    for table in tables.split(',') {
        // What guests said is a table of its own now, and an event has a stored form; what screens are told of each is
        // compared over HTTP.
        let columns = format!(
            "select group_concat(name) from pragma_table_info('{table}')
             where not ('{table}' in ('orders', 'order_lines') and name in ('customer_name', 'note'))
                 and not ('{table}' = 'events' and name = 'body')"
        );
        let columns: String = one(&old, &columns);
        let rows = |shop: &Connection| {
            let mut list = shop
                .prepare(&format!("select {columns} from {table} order by {columns}"))
                .expect("a table");
            let count = list.column_count();
            let rows = list.query_map([], |row| {
                let cells = (0..count).map(|cell| row.get::<_, rusqlite::types::Value>(cell));
                cells.collect::<Result<Vec<_>, _>>()
            });
            rows.expect("rows")
                .collect::<Result<Vec<_>, _>>()
                .expect("rows")
        };
        assert_eq!(rows(&old), rows(&new), "{table}");
    }
    let said = "select group_concat(said, ';') from (select id || ifnull(customer_name, '') || ifnull(note, '') as said
        from orders where ifnull(customer_name, note) is not null order by id)";
    let said_now = "select group_concat(said, ';') from
        (select order_id || ifnull(words ->> '$.name', '') || ifnull(words ->> '$.note', '') as said
         from guests order by 1)";
    let said = one::<String>(&old, said);
    assert!(
        said.contains("Rani") && said.contains("tanpa kerupuk"),
        "{said}"
    );
    assert_eq!(said, one::<String>(&new, said_now));
    assert_eq!(sums(&old), sums(&new));
    assert_eq!(one::<String>(&new, "pragma integrity_check"), "ok");
    assert_eq!(
        one::<i64>(&new, "select count(*) from pragma_foreign_key_check"),
        0
    );
    let open = "select group_concat(status, ' ') from (select distinct status from orders where is_open = 1 order by 1)";
    assert_eq!(
        one::<String>(&new, open),
        "awaiting_payment preparing ready"
    );
    // The copy that was made first is the old shop, and nothing else is left of the way.
    let names: Vec<_> = std::fs::read_dir(folder.path().join("backups"))
        .expect("backups")
        .map(|file| file.expect("a file").file_name())
        .collect();
    assert!(names[0].to_string_lossy().contains("upgrade"), "{names:?}");
    let copy = Connection::open(folder.path().join("backups").join(&names[0])).expect("a copy");
    assert_eq!(sums(&copy), sums(&old));
    let left = std::fs::read_dir(folder.path()).expect("the folder");
    let left: Vec<_> = left.map(|file| file.expect("a file").file_name()).collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains("unfinished")),
        "{left:?}"
    );
}

#[tokio::test]
async fn a_shop_before_says_what_it_said_and_all_who_worked_there_come_in() {
    let (app, truth) = (open(shop_before()).await, answers());
    let owner = app.owner().await;
    for (path, before) in truth["answers"].as_object().expect("answers") {
        let now = owner.get(path).await;
        assert_eq!(now.status, 200, "{path}: {}", now.body);
        assert_still_says(before, &now.body, path);
    }
    for (what, before) in truth["exports"].as_object().expect("exports") {
        let path = format!("/api/v1/admin/export/{what}?from=2020-01-01&to=2030-01-01");
        let now = String::from_utf8(owner.get(&path).await.bytes.to_vec()).expect("text");
        let before = before.as_str().expect("text");
        assert!(before.lines().count() > 4, "{what}: {before}");
        // A column is added at the end and none is ever taken away.
        for (before, now) in before.lines().zip(now.lines()) {
            assert!(now.starts_with(before), "{what}: {now} was {before}");
        }
    }
    let customer = app.customer();
    assert_eq!(
        customer.get("/api/v1/shop").await.body["epoch"],
        truth["epoch"]
    );
    for picture in truth["pictures"].as_array().expect("pictures") {
        assert_eq!(
            customer.get(picture.as_str().expect("a URL")).await.status,
            200
        );
    }
    let renewed = truth["renewed_card"].as_str().expect("a token");
    let renewed = customer.get(&format!("/api/v1/tables/{renewed}")).await;
    assert_eq!(renewed.code(), "card_not_valid");

    // The kiosk is still paired, a retired colleague is not let in, and what they do is kept as before.
    let kiosk = Caller {
        token: truth["screen"].as_str().map(str::to_owned),
        ..customer.clone()
    };
    assert_eq!(
        kiosk.get("/api/v1/admin/me").await.body["staff"]["name"],
        "Kios depan"
    );
    let login = json!({ "name": "Sari", "pin": crate::support::PIN, "want": "token" });
    let refused = customer.post("/api/v1/admin/login", &login).await;
    assert_eq!(refused.status, 401, "{}", refused.body);
    app.cashier().await;
    app.kitchen().await;
    let order = customer
        .order_of(&json!({
            "items": [{ "menu_item_id": NASI_GORENG, "quantity": 1 }], "payment_method": "qris",
        }))
        .await;
    // The journal goes on after its last number.
    let last = int(&truth["answers"]["/api/v1/admin/events?since=4&limit=200"]["seq"]);
    let new = owner
        .get(&format!("/api/v1/admin/events?since={last}"))
        .await
        .body;
    assert_eq!(int(&new["events"][0]["seq"]), last + 1, "{new}");
    assert_eq!(
        new["events"][0]["data"]["order"]["uid"], order["uid"],
        "{new}"
    );
    // Its owner was never asked whether its guests are to be forgotten.
    assert_eq!(
        app.shop
            .settings()
            .current()
            .await
            .expect("settings")
            .forget_guests_days,
        0
    );
    app.close().await;
}

#[tokio::test]
async fn the_log_of_a_shop_before_is_brought_over_with_it() {
    let working = shop_before();
    let file = Connection::open(working.path().join("siap.db")).expect("the file");
    file.pragma_update(None, "journal_mode", "wal")
        .expect("a log");
    file.execute_batch(
        "pragma wal_checkpoint(truncate); pragma wal_autocheckpoint = 0;
         update settings set street_address = 'only in the log'",
    )
    .expect("a change");
    let folder = shop_before();
    for name in ["siap.db", "siap.db-wal"] {
        std::fs::copy(working.path().join(name), folder.path().join(name)).expect("a copy");
    }
    convert(folder.path()).await;
    let new = Connection::open(folder.path().join("siap.db")).expect("the new file");
    let kept = "select document ->> '$.street_address' from settings";
    assert_eq!(one::<String>(&new, kept), "only in the log");
    assert_eq!(one::<i64>(&new, "select count(*) from orders"), ORDERS);
}

#[tokio::test]
async fn a_backup_of_a_shop_before_is_brought_back() {
    let (stick, other) = (
        tempfile::tempdir().expect("a stick"),
        tempfile::tempdir().expect("a folder"),
    );
    let backup = stick.path().join("siap-20261129T163045Z.db");
    unpack(&backup);
    let data = text(&other.path().join("shop"));
    let done = run(&["restore", &text(&backup), "--data", &data, "--yes"], "").await;
    assert_eq!(done.code, Some(0), "{done:?}");
    let shop = Executable::start(Path::new(&data)).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let truth = answers();
    for (path, before) in truth["answers"].as_object().expect("answers") {
        if path.contains("/admin/orders/") {
            let mut now = owner.get(path).await.body;
            // A restored shop is another to its screens.
            assert_ne!(now["epoch"], before["epoch"]);
            for own in ["epoch", "tracking_url"] {
                now[own] = before[own].clone();
            }
            assert_still_says(before, &now, path);
        }
    }
    let history = owner.get("/api/v1/admin/history?limit=2").await.body;
    assert_eq!(history["changes"][1]["field"], "restored_from", "{history}");
    assert_eq!(history["changes"][1]["name"], "Warung Dulu", "{history}");
    assert_eq!(shop.end("-TERM").await, Some(0));
}

#[tokio::test]
async fn a_power_cut_while_a_shop_is_brought_over_leaves_the_old_file_or_the_new_one() {
    let (mut old, mut new) = (0, 0);
    // Later and later, however long this machine takes for all of it.
    for moment in 0..1_000 {
        let folder = shop_before();
        Executable::cut_off(folder.path(), Duration::from_millis(3 * moment)).await;
        let file = folder.path().join("siap.db");
        let shop = Connection::open(&file).expect("the file");
        assert_eq!(one::<String>(&shop, "pragma integrity_check"), "ok");
        let version: i64 = one(&shop, "select max(version) from refinery_schema_history");
        match version {
            16 => old += 1,
            100.. => new += 1,
            other => panic!("half a shop at version {other}"),
        }
        assert_eq!(one::<i64>(&shop, "select count(*) from orders"), ORDERS);
        drop(shop);
        if moment % 8 == 0 {
            let shop = Executable::start(folder.path()).await;
            let owner = shop.customer().logged_in("Dewi").await;
            let orders = owner.get("/api/v1/admin/orders?limit=100").await.body;
            assert_eq!(
                orders["orders"].as_array().map(Vec::len),
                Some(8),
                "{orders}"
            );
            shop.kill().await;
            let left = std::fs::read_dir(folder.path()).expect("the folder");
            let mut left = left.map(|file| file.expect("a file").file_name());
            assert!(!left.any(|name| name.to_string_lossy().contains("brought-over")));
        }
        if new == 8 {
            break;
        }
    }
    assert!(
        old > 0 && new == 8,
        "{old} times before the exchange and {new} after it"
    );
}

#[tokio::test]
async fn a_new_payment_method_status_and_role_need_no_table_to_be_rebuilt() {
    let folder = shop_before();
    convert(folder.path()).await;
    let mut shop = Connection::open(folder.path().join("siap.db")).expect("the file");
    shop.pragma_update(None, "foreign_keys", true)
        .expect("a pragma");
    let before = sums(&shop);
    let open = "select count(*) from orders indexed by orders_open where is_open = 1";
    let open_before: i64 = one(&shop, open);
    // As the next migration would, in the shop's own way: all of it is rows.
    let next = refinery::Migration::unapplied(
        "V999__vouchers_and_couriers",
        "insert into staff (name, role, pin_hash, created_at) values ('Joko', 'courier', 'x', 1), ('Layar', 'printer', null, 1);
         insert into orders (uid, day, channel, counter, code, status, is_open, payment_status, rev, total_amount,
                             payment_method, order_type, created_at, ready_at, expires_at)
             values ('zzzzzzzzzzzzzzzzzzzzzzzzzz', '2026-12-01', 'telepon', 7, 'ABCD', 'on_the_way', 1, 'deposit', 1, 5000,
                     'voucher', 'delivery', 1, 1, 9);
         insert into payments (order_id, number, method, amount, rounding, tendered, change, paid_at, paid_to)
             select id, 1, 'voucher', 5000, 0, 5000, 0, 1, 'Joko' from orders where status = 'on_the_way';
         insert into changes (at, by, subject, subject_id, name, field) values (1, 'Joko', 'printer', 1, 'x', 'added');",
    )
    .expect("a migration");
    let folder_of_migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let files = std::fs::read_dir(folder_of_migrations).expect("the migrations");
    let mut files: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|is| is == "sql"));
    files.sort();
    let there = files.iter().map(|file| {
        let text = std::fs::read_to_string(file).expect("text");
        let name = file.file_stem().and_then(|name| name.to_str());
        refinery::Migration::unapplied(name.expect("a name"), &text).expect("a migration")
    });
    let all: Vec<_> = there.chain([next]).collect();
    refinery::Runner::new(&all)
        .set_grouped(true)
        .run(&mut shop)
        .expect("an ordinary migration");
    assert_eq!(one::<i64>(&shop, open), open_before + 1);
    let called = "select count(*) from orders indexed by orders_open_numbers
        where channel = 'telepon' and counter = 7 and is_open = 1";
    assert_eq!(one::<i64>(&shop, called), 1);
    assert_eq!(one::<String>(&shop, "pragma integrity_check"), "ok");
    assert_eq!(
        one::<i64>(&shop, "select count(*) from pragma_foreign_key_check"),
        0
    );
    let after = sums(&shop);
    assert_eq!(
        after,
        [
            before[0] + 1,
            before[1],
            before[2] + 5000,
            before[3],
            before[4]
        ]
    );
    // What is for ever is for ever under other words, too.
    for slip in [
        "update orders set is_open = 0, expires_at = null, payment_status = 'unpaid' where status = 'on_the_way'",
        "update orders set cancel_cause = 'lost' where status = 'on_the_way'",
        "update orders set status = '' where status = 'on_the_way'",
        "insert into payments select null, order_id, method, amount, tendered, change, paid_at, paid_to
             from payments where method = 'voucher'",
        "delete from changes where subject = 'printer'",
    ] {
        assert!(shop.execute(slip, []).is_err(), "{slip}");
    }
}
