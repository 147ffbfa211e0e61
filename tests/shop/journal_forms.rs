//! Every form in which an event was ever stored is read, over every route.
//!
//! `tests/fixtures/journal-0.1.jsonl` holds the rows of a shop whose orders had every kind of event there is, and what
//! its till was told of each. Lines are only ever added to it.

use std::{collections::BTreeMap, path::Path};

use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::{
    backups::{back_up, epoch, reopened},
    support::{BACKUPS, Caller, Executable, assert_still_says, int, spawn_app},
};

const FIXTURE: &str = include_str!("../fixtures/journal-0.1.jsonl");

fn fixture() -> impl Iterator<Item = Value> {
    let lines = FIXTURE.lines();
    lines.map(|line| serde_json::from_str(line).expect("a line of JSON"))
}

/// What the till was told, in order.
fn told() -> Vec<Value> {
    fixture()
        .filter_map(|line| line.get("told").cloned())
        .collect()
}

/// Puts the fixture's rows into a shop's file.
fn insert_rows(file: &Connection) {
    for line in fixture() {
        let Some(table) = line["table"].as_str() else {
            continue;
        };
        let row = line["row"].as_object().expect("a row");
        let columns: Vec<&str> = row.keys().map(String::as_str).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let insert = format!(
            "insert into {table} ({}) values ({marks})",
            columns.join(", ")
        );
        let values = row.values().map(|value| -> Box<dyn rusqlite::ToSql> {
            match value {
                Value::String(text) => Box::new(text.clone()),
                value => Box::new(int(value)),
            }
        });
        file.execute(&insert, params_from_iter(values))
            .expect("a row of the fixture");
    }
}

/// What a shop of before and the same shop now are to agree on.
const SUMS: [&str; 4] = [
    "select sum(total_amount) from orders",
    "select sum(line_total) from order_lines",
    "select sum(amount) from payments",
    "select sum(tendered - change) from payments",
];

/// How many rows do not cost now what they cost before.
const SAME_SUMS: [&str; 3] = [
    "select count(*) from order_lines where status <> 'void' and not (net = line_total and total = line_total)",
    "select count(*) from orders where total_amount <>
         (select sum(total) from order_lines where order_id = orders.id)",
    "select count(*) from payments where rounding <> 0 or number <> 1",
];

fn int_of(file: &Connection, question: &str) -> i64 {
    let answer = file.query_row(question, [], |row| row.get(0));
    answer.expect("a number")
}

/// A shop as the program before made it: menu and staff, and the schema without bills.
async fn shop_before_bills() -> TempDir {
    let model = spawn_app().await.close().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = Connection::open(folder.path().join("siap.db")).expect("a file");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/V100__shop.sql");
    let schema = std::fs::read_to_string(path).expect("the first migration");
    let schema = refinery::Migration::unapplied("V100__shop", &schema).expect("a migration");
    refinery::Runner::new(&[schema])
        .run(&mut file)
        .expect("a shop");
    file.pragma_update(None, "application_id", 0x5349_4150)
        .expect("the mark of a shop");
    let attach = format!(
        "attach '{}' as model",
        model.path().join("siap.db").display()
    );
    file.execute_batch(&attach).expect("the model");
    for table in [
        "settings",
        "shop_state",
        "staff",
        "categories",
        "menu_items",
        "modifier_groups",
        "modifier_options",
        "menu_item_groups",
    ] {
        // Those that the schema had then.
        let columns = "select group_concat(name) from pragma_table_info(?1, 'main')";
        let columns: String = file
            .query_row(columns, [table], |row| row.get(0))
            .expect("columns");
        let copy = format!(
            "delete from {table}; insert into {table} ({columns}) select {columns} from model.{table};"
        );
        file.execute_batch(&copy).expect(table);
    }
    folder
}

#[tokio::test]
async fn every_stored_form_of_an_event_is_read_over_every_route() {
    let folder = shop_before_bills().await;
    let file = Connection::open(folder.path().join("siap.db")).expect("a file");
    insert_rows(&file);
    let sums_before = SUMS.map(|sum| int_of(&file, sum));
    let count = |question: &str| -> i64 {
        let counted = file.query_row(question, [], |row| row.get(0));
        counted.expect("a number")
    };
    let of_version_1 = "select count(*) from events where body ->> 'v' = 1";
    assert_eq!(count(of_version_1), 26);
    drop(file);

    let shop = Executable::start(folder.path()).await;
    every_route_tells_it(&shop).await;
    let file = Connection::open(folder.path().join("siap.db")).expect("a file");
    assert_eq!(SUMS.map(|sum| int_of(&file, sum)), sums_before);
    for same in SAME_SUMS {
        assert_eq!(int_of(&file, same), 0, "{same}");
    }
    // A backup has the rows as they are, and a shop that was restored from it reads them.
    let owner = shop.customer().logged_in("Dewi").await;
    let backup = back_up(&owner).await;
    let before = epoch(&shop.customer()).await;
    let path = format!("{BACKUPS}/{backup}/restore");
    assert_eq!(owner.post(&path, &json!({})).await.status, 202);
    reopened(&shop, &before).await;
    every_route_tells_it(&shop).await;
    assert_eq!(shop.end("-TERM").await, Some(0));
}

async fn every_route_tells_it(shop: &Executable) {
    let told = told();
    let cashier = shop.customer().logged_in("Rina").await;
    assert_still_says(&json!(told), &json!(cashier.journal(0).await), "journal");
    the_staffs_rooms_tell_it(&cashier, &told).await;
    the_orders_rooms_tell_it(&shop.customer(), &told).await;
    let owner = shop.customer().logged_in("Dewi").await;
    the_history_tells_it(&owner, &told).await;
}

async fn the_staffs_rooms_tell_it(cashier: &Caller, told: &[Value]) {
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    for event in told {
        assert_still_says(event, &till.hears().await, "till");
    }
    let kitchen = cashier.clone().logged_in("Budi").await;
    let mut stove = kitchen.listen("/ws?room=kitchen&since=0").await;
    stove.joined().await;
    for event in told.iter().filter(|event| is_for_the_kitchen(event)) {
        let mut event = event.clone();
        event["room"] = json!("kitchen");
        assert_still_says(&event, &stove.hears().await, "kitchen");
    }
}

fn is_for_the_kitchen(event: &Value) -> bool {
    let is_the_kitchens = |status: &Value| ["preparing", "ready"].iter().any(|it| status == it);
    let (data, now) = (&event["data"], &event["data"]["order"]["status"]);
    match event["type"].as_str().expect("a type") {
        "new_order" => is_the_kitchens(now),
        "order_status_update" => is_the_kitchens(now) || is_the_kitchens(&data["previous_status"]),
        "order_line_update" => true,
        _ => false,
    }
}

/// An order's room tells what the till is told, without what is the shop's own, by the order's number.
async fn the_orders_rooms_tell_it(customer: &Caller, told: &[Value]) {
    let mut orders: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for event in told {
        let order = &event["data"]["order"];
        let uid = order["uid"].as_str().expect("a uid");
        let mut event = event.clone();
        event["room"] = json!(format!("order:{uid}"));
        event["seq"] = order["rev"].clone();
        let shown = event["data"]["order"].as_object_mut().expect("an order");
        for own in ["day", "payment", "cancel_reason", "placed_by"] {
            assert!(shown.remove(own).is_some(), "{own}");
        }
        orders.entry(uid).or_default().push(event);
    }
    for (uid, events) in orders {
        let path = format!("/ws?room=order:{uid}&since=1");
        let mut phone = customer.listen(&path).await;
        phone.joined().await;
        let path = format!("/api/v1/orders/{uid}/events");
        let mut stream = customer.follow(&path, &[("last-event-id", "1")]).await;
        for event in &events[1..] {
            assert_still_says(event, &phone.hears().await, "phone");
            assert_still_says(event, &stream.next().await.data, "stream");
        }
    }
}

/// The history, an order's own, and the export say of every event who did what.
async fn the_history_tells_it(owner: &Caller, told: &[Value]) {
    let path = "/api/v1/admin/history?about=orders&limit=100";
    let answer = owner.get(path).await.body;
    let mut history = answer["changes"].as_array().expect("changes").clone();
    history.reverse();
    let path =
        "/api/v1/admin/export/history?about=orders&format=json&from=2026-11-29&to=2026-11-29";
    let exported = owner.get(path).await;
    let exported = std::str::from_utf8(&exported.bytes).expect("text");
    let exported: Vec<Map<String, Value>> = exported
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!((history.len(), exported.len()), (told.len(), told.len()));
    for (line, event) in history.iter().zip(told) {
        let (data, order) = (&event["data"], &event["data"]["order"]);
        assert_eq!(
            (
                &line["id"],
                &line["at"],
                &line["field"],
                &line["uid"],
                &line["name"]
            ),
            (
                &event["seq"],
                &event["at"],
                &event["type"],
                &order["uid"],
                &order["number"]
            )
        );
        let after = if let Some(id) = data["line_id"].as_u64() {
            let lines = order["lines"].as_array().expect("lines");
            let line = lines.iter().find(|line| line["id"] == id);
            line.expect("a line")["status"].clone()
        } else if let Some(method) = data["payment"]["method"].as_str() {
            json!(format!("{method} {}", data["payment"]["amount"]))
        } else {
            order["status"].clone()
        };
        let before = data.get("previous_status").unwrap_or(&Value::Null);
        assert_eq!((&line["before"], &line["after"]), (before, &after));
        let by = ["Rina", "Budi", "customer", "clock"];
        assert!(by.iter().any(|name| line["by"] == *name), "{line}");
        let taken = |row: &&Map<String, Value>| row["id"] == line["id"];
        let row = exported.iter().find(taken).expect("an exported line");
        assert_eq!((&row["by"], &row["field"]), (&line["by"], &line["field"]));
        let path = format!(
            "/api/v1/admin/orders/{}",
            order["uid"].as_str().expect("a uid")
        );
        let own = owner.get(&path).await.body["history"].clone();
        let entry = &own[usize::try_from(int(&order["rev"]) - 1).expect("an index")];
        assert_eq!(
            (&entry["type"], &entry["by"]),
            (&event["type"], &line["by"])
        );
    }
}

#[tokio::test]
async fn what_is_told_live_is_told_in_the_same_words_when_it_is_read_later() {
    let app = spawn_app().await;
    let (cashier, customer) = (app.cashier().await, app.customer());
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let orders = [customer.order().await, cashier.order().await];
    for order in &orders {
        cashier.pay(order).await;
    }
    cashier.set_line(&orders[0], 1, "done").await;
    cashier.set_status(&orders[0], "completed").await;
    cashier.set_status(&orders[1], "cancelled").await;
    let later = cashier.journal(0).await;
    assert_eq!(later.len(), 10);
    for event in later {
        assert_eq!(till.hears().await, event);
    }
}
