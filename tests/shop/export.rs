//! What the shop did, as files: right in every row, harmless in a spreadsheet, and never half of one that
//! looks whole.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{Caller, TestApp, hire, nasi_goreng, open, run, spawn_app, uid};

const ROUTE: &str = "/api/v1/admin/export";

/// A row by the names of its columns.
pub(crate) type Row = HashMap<String, String>;

/// A file of the route, its rows held against what its header announced.
pub(crate) async fn file(owner: &Caller, what: &str) -> String {
    let answer = owner.get(&format!("{ROUTE}/{what}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let text = String::from_utf8(answer.bytes.to_vec()).expect("text");
    let announced: usize = answer.header("siap-rows").parse().expect("a number");
    let rows = match answer.header("content-type") {
        "application/jsonl" => text.lines().count(),
        _ => rows(&text).len(),
    };
    assert_eq!(rows, announced, "{what}");
    text
}

pub(crate) fn rows(text: &str) -> Vec<Row> {
    // As a spreadsheet in Indonesia reads it.
    let text = text.strip_prefix('\u{feff}').expect("a mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(b';').from_reader(text.as_bytes());
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("rows")
}

pub(crate) fn texts<'a>(rows: &'a [Row], column: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[column].as_str()).collect()
}

/// An order of two dishes, one with a choice.
fn lunch() -> Value {
    let mut order = nasi_goreng();
    order["items"] = json!([
        { "menu_item_id": 1, "quantity": 2, "note": "jangan asin" },
        { "menu_item_id": 2, "quantity": 1 },
    ]);
    order["customer_name"] = json!("=HYPERLINK(\"http://evil\")");
    order
}

#[tokio::test]
async fn an_order_is_a_row_with_whole_rupiah_and_the_shops_own_time() {
    let app = spawn_app().await;
    app.set(json!({ "time_zone": "Asia/Jayapura" })).await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let paid = app.customer().order_of(&lunch()).await;
    assert_eq!(cashier.pay(&paid).await.status, 200);
    let cancelled = app.customer().order().await;
    cashier.set_status(&cancelled, "cancelled").await;

    let text = file(&owner, "orders").await;
    let found = rows(&text);
    assert_eq!(texts(&found, "number"), ["C-001", "C-002"]);
    assert_eq!(texts(&found, "uid"), [uid(&paid), uid(&cancelled)]);
    assert_eq!(texts(&found, "status"), ["preparing", "cancelled"]);
    assert_eq!(texts(&found, "payment_status"), ["paid", "unpaid"]);
    assert_eq!(texts(&found, "items"), ["3", "1"]);
    assert_eq!(found[0]["total_amount"], paid["total_amount"].to_string());
    assert_eq!(found[0]["paid_amount"], found[0]["total_amount"]);
    assert_eq!(
        (&*found[1]["paid_amount"], &*found[1]["cancel_reason"]),
        ("", "salah pesan")
    );
    // Not calculated by a spreadsheet.
    assert_eq!(
        found[0]["customer_name"], "'=HYPERLINK(\"http://evil\")",
        "{text}"
    );
    let told: jiff::Timestamp = paid["created_at"]
        .as_str()
        .expect("a time")
        .parse()
        .expect("a time");
    let shown = &found[0]["created_at"];
    assert!(shown.ends_with("+09:00"), "{shown}");
    let shown: jiff::Timestamp = shown.parse().expect("a time");
    assert_eq!(shown.as_second(), told.as_second());

    let lines = file(&owner, "orders?format=json").await;
    let first: Value = serde_json::from_str(lines.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["total_amount"], paid["total_amount"]);
    assert_eq!(first["customer_name"], "=HYPERLINK(\"http://evil\")");
    assert_eq!(first["cancel_reason"], Value::Null);
}

#[tokio::test]
async fn lines_payments_and_the_menu_are_rows_of_their_own() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let order = app.customer().order_of(&lunch()).await;
    let paid = json!({ "method": "cash", "tendered": 200_000 });
    let route = format!("/api/v1/admin/orders/{}/confirm-payment", uid(&order));
    let answer = app.cashier().await.put(&route, &paid).await;
    assert_eq!(answer.status, 200, "{}", answer.body);

    let lines = rows(&file(&owner, "lines").await);
    assert_eq!(texts(&lines, "number"), ["C-001"; 2]);
    assert_eq!(texts(&lines, "line"), ["1", "2"]);
    assert_eq!(texts(&lines, "quantity"), ["2", "1"]);
    assert_eq!(texts(&lines, "note"), ["jangan asin", ""]);
    let line = &order["lines"][0];
    assert_eq!(lines[0]["line_total"], line["line_total"].to_string());
    assert_eq!(lines[0]["name"], line["name"].as_str().expect("a name"));
    let chosen = line["modifiers"][0]["name"].as_str().expect("a name");
    assert!(lines[0]["modifiers"].contains(chosen), "{:?}", lines[0]);

    let payments = rows(&file(&owner, "payments").await);
    assert_eq!(texts(&payments, "uid"), [uid(&order)]);
    assert_eq!(texts(&payments, "tendered"), ["200000"]);
    assert_eq!(texts(&payments, "paid_to"), ["Rina"]);
    assert_eq!(payments[0]["amount"], order["total_amount"].to_string());
    assert_eq!(payments[0]["change"], answer.body["change"].to_string());

    let menu = rows(&file(&owner, "menu").await);
    let dish = menu
        .iter()
        .find(|row| row["kind"] == "item" && row["id"] == "1");
    assert_eq!(dish.expect("a dish")["price"], "20000");
    assert!(menu.iter().any(|row| row["kind"] == "option"));
}

#[tokio::test]
async fn a_day_is_the_shops_from_its_cut_off_to_the_next() {
    let app = spawn_app().await;
    app.set(json!({ "time_zone": "Asia/Jakarta", "day_cutoff_minutes": 240 }))
        .await;
    let cashier = app.cashier().await;
    for _ in 0..4 {
        let order = app.customer().order().await;
        cashier.pay(&order).await;
    }
    // Paid a moment before the 22nd begins at 04:00 in Jakarta, as it begins, as it ends, and after it.
    let times = [
        "21T20:59:59.999",
        "21T21:00:00",
        "22T20:59:59.999",
        "22T21:00:00",
    ];
    let changes = (1..).zip(times).map(|(id, time)| {
        let at: jiff::Timestamp = format!("2126-11-{time}Z").parse().expect("a time");
        let (at, day) = (at.as_millisecond(), 20 + id);
        format!(
            "update payments set paid_at = {at} where id = {id};
             update orders set day = '2126-11-{day}' where id = {id};"
        )
    });
    // The file lets no payment be changed; a test may.
    let changes = changes.collect::<Vec<_>>().concat();
    let meanwhile = format!("drop trigger payments_stay; {changes}");
    let app = app.reopen_after(&meanwhile).await;
    let owner = app.owner().await;
    let found = async |what: &str, range: &str| {
        let rows = rows(&file(&owner, &format!("{what}?{range}")).await);
        rows.len()
    };
    for (range, orders, payments) in [
        ("", 4, 4),
        ("from=2126-11-22&to=2126-11-22", 1, 2),
        ("from=2126-11-22", 3, 3),
        ("to=2126-11-21", 1, 1),
        ("from=2126-11-21&to=2126-11-23", 3, 4),
        ("from=2126-12-01", 0, 0),
        ("to=2026-01-01", 0, 0),
    ] {
        assert_eq!(found("orders", range).await, orders, "orders {range}");
        assert_eq!(found("lines", range).await, orders, "lines {range}");
        assert_eq!(found("payments", range).await, payments, "payments {range}");
    }
    let rows = rows(&file(&owner, "payments?from=2126-11-22&to=2126-11-22").await);
    assert_eq!(
        texts(&rows, "paid_at"),
        ["2126-11-22T04:00:00+07:00", "2126-11-23T03:59:59+07:00"]
    );
}

#[tokio::test]
async fn a_file_of_many_parts_has_every_order_once_and_in_their_order() {
    let app = spawn_app().await;
    let placed = 230;
    let orders = (0..placed).map(|_| {
        let customer = app.customer();
        async move { uid(&customer.order().await) }
    });
    let orders = futures_util::future::join_all(orders).await;
    let owner = app.owner().await;
    for what in ["orders", "lines"] {
        let rows = rows(&file(&owner, what).await);
        let uids: BTreeSet<&str> = texts(&rows, "uid").into_iter().collect();
        assert_eq!(uids, orders.iter().map(String::as_str).collect());
        assert_eq!(rows.len(), placed);
        let numbers = texts(&rows, "number");
        assert!(numbers.is_sorted(), "{numbers:?}");
    }
    let deeds = rows(&file(&owner, "history?about=orders").await);
    assert_eq!(deeds.len(), placed);
}

#[tokio::test]
async fn nobody_is_given_another_file_than_they_asked_for() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    for query in [
        "orders?format=xml",
        "orders?from=yesterday",
        "orders?to=2026-1-1",
        "orders?from=2026-02-02&to=2026-02-01",
        "menu?from=2026-02-01",
        "history?about=moon",
    ] {
        let refused = owner.get(&format!("{ROUTE}/{query}")).await;
        assert_eq!(refused.code(), "bad_query", "{query}");
    }
    let unknown = owner.get(&format!("{ROUTE}/staff")).await;
    assert_eq!(unknown.code(), "not_found");
    let today = owner
        .get(&format!("{ROUTE}/orders?from=today&to=today"))
        .await;
    let day = app.shop.orders().today().await.expect("a day");
    assert_eq!(
        today.header("content-disposition"),
        format!("attachment; filename=\"siap-orders-{day}.csv\"")
    );
}

/// A shop whose last order, far behind the first part of a file, cannot be read.
async fn unreadable_at_its_end() -> TestApp {
    let app = spawn_app().await;
    for _ in 0..120 {
        app.customer().order().await;
    }
    // Lower case and 26 characters long, but no uid begins with a z.
    app.reopen_after("update orders set uid = 'z' || substr(uid, 2) where id = 120")
        .await
}

/// The answer to a request for all orders, as it comes over the wire until nothing more comes.
async fn orders_on_the_wire(app: &TestApp) -> String {
    let owner = app.owner().await;
    let mut stream = owner.connect().await.expect("an open shop");
    let request = format!(
        "GET {ROUTE}/orders HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\r\n",
        app.address,
        owner.token.as_deref().unwrap_or_default()
    );
    stream
        .write_all(request.as_bytes())
        .await
        .expect("a request");
    let mut answer = Vec::new();
    // However the connection ends, it ends: nothing more comes on it.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).expect("text")
}

#[tokio::test]
async fn a_file_that_cannot_be_read_to_its_end_is_broken_off() {
    const END: &str = "\r\n0\r\n\r\n";
    let app = spawn_app().await;
    app.customer().order().await;
    let whole = orders_on_the_wire(&app).await;
    assert!(whole.contains("C-001") && whole.ends_with(END), "{whole}");
    // How much of it came before depends on what the network had taken by then.
    let app = unreadable_at_its_end().await;
    let broken = orders_on_the_wire(&app).await;
    assert!(broken.is_empty() || broken.starts_with("HTTP/1.1 200 OK"));
    assert!(
        !broken.contains("C-120") && !broken.ends_with(END),
        "{broken}"
    );
}

#[tokio::test]
async fn the_command_line_writes_what_the_door_gives_with_the_shop_open_or_closed() {
    let app = spawn_app().await;
    for _ in 0..120 {
        app.customer().order_of(&lunch()).await;
    }
    let owner = app.owner().await;
    let data = app.folder.path().to_str().expect("text").to_owned();
    let out = tempfile::tempdir().expect("a folder");
    let out = out.path().join("november.csv");
    let out = out.to_str().expect("text");
    let today = app.shop.orders().today().await.expect("a day").to_string();
    for (what, query) in [("orders", ""), ("lines", "?format=json"), ("menu", "")] {
        let answer = file(&owner, &format!("{what}{query}")).await;
        let form = if query.is_empty() { "csv" } else { "json" };
        let arguments = ["export", what, "--format", form, "--data", &data];
        let ended = run(&arguments, "").await;
        assert_eq!((ended.code, &*ended.complaint), (Some(0), ""), "{what}");
        assert_eq!(ended.said, answer);
    }
    let answer = file(&owner, "orders").await;
    let folder = app.close().await;
    let arguments = [
        "export", "orders", "--from", &today, "--to", &today, "--out", out, "--data", &data,
    ];
    let ended = run(&arguments, "").await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(std::fs::read_to_string(out).expect("a file"), answer);
    // An export is in the way of no other request.
    let app = open(folder).await;
    assert_eq!(app.customer().get("/health").await.status, 200);
}

#[tokio::test]
async fn a_file_that_cannot_be_finished_leaves_what_was_there_before() {
    let app = unreadable_at_its_end().await;
    let data = app.folder.path().to_str().expect("text").to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("november.csv");
    std::fs::write(&out, "october").expect("a file");
    let out = out.to_str().expect("text");
    let ended = run(&["export", "orders", "--out", out, "--data", &data], "").await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(std::fs::read_to_string(out).expect("a file"), "october");
    let files = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 1, "nothing half done lies about");

    let nowhere = format!("{out}/november.csv");
    let ended = run(&["export", "menu", "--out", &nowhere, "--data", &data], "").await;
    assert!(ended.complaint.contains("not be written"), "{ended:?}");
    for (arguments, words) in [
        (
            [
                "export",
                "orders",
                "--from",
                "2026-02-02",
                "--to",
                "2026-02-01",
            ]
            .as_slice(),
            "after",
        ),
        (
            &["export", "menu", "--from", "2026-02-02"],
            "always the current one",
        ),
        (&["export", "orders", "--about", "menu"], "history"),
        (&["export", "staff"], "orders, lines"),
    ] {
        let ended = run(&[arguments, &["--data", &data]].concat(), "").await;
        assert_ne!(ended.code, Some(0));
        assert!(ended.complaint.contains(words), "{ended:?}");
    }
}

#[tokio::test]
async fn where_there_is_no_shop_none_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("nothing");
    let ended = run(
        &["export", "menu", "--data", data.to_str().expect("text")],
        "",
    )
    .await;
    assert_eq!(ended.code, Some(1));
    assert!(ended.complaint.contains("no shop"), "{ended:?}");
    assert!(!data.exists());
    hire(&data, "Dewi", "owner").await;
    let arguments = ["export", "history", "--about", "staff", "--data"];
    let ended = run(
        &[&arguments[..], &[data.to_str().expect("text")]].concat(),
        "",
    )
    .await;
    let lines: Vec<&str> = ended.said.lines().collect();
    assert_eq!(lines.len(), 2, "{ended:?}");
    assert!(lines[1].contains(";command line;staff;"), "{}", lines[1]);
}
