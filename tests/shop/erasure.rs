//! What guests said is erased after the days that the owner has decided, and then it is nowhere.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::support::{Caller, NASI_GORENG, TestApp, backup_list_with, spawn_app, uid, until};

/// How many orders: enough for their rows to be moved from page to page while they change.
const ORDERS: usize = 60;

/// In the bytes of a file there is no other text like these.
fn name(order: usize) -> String {
    format!("Qzxname{order:03}")
}

async fn place(app: &TestApp, order: usize) -> Value {
    let mut item = json!({ "menu_item_id": NASI_GORENG, "quantity": 1 });
    if order.is_multiple_of(2) {
        item["note"] = format!("Qzxline {order}").into();
    }
    let note = order
        .is_multiple_of(3)
        .then(|| format!("Qzxnote {order} {}", "panjang ".repeat(order % 20)));
    let order = json!({
        "items": [item], "payment_method": "cash", "customer_name": name(order), "note": note,
    });
    app.customer().order_of(&order).await
}

/// How often a text is in a file, as bytes.
fn count(text: &str, file: &Path) -> usize {
    let bytes = std::fs::read(file).unwrap_or_default();
    let all = bytes.windows(text.len());
    all.filter(|bytes| *bytes == text.as_bytes()).count()
}

/// Holds that a text is neither in the database nor, once it was emptied, in its log.
async fn assert_nowhere(app: &TestApp, text: &str) {
    let [file, log] = ["siap.db", "siap.db-wal"].map(|name| app.folder.path().join(name));
    until(|| count(text, &log) == 0).await;
    assert_eq!(count(text, &file), 0, "{text} is still in the database");
}

fn in_days(days: i64) -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(24 * days)
}

/// Splits an order's bill into two checks, one with a guest's name.
async fn split_by_name(by: &Caller, order: &Value) {
    let portions = |share: i64| json!([{ "line_id": 1, "numerator": share, "denominator": 3 }]);
    let checks = json!({ "expected_rev": 1, "checks": [
        { "label": "Qzxcheck", "portions": portions(1) }, { "portions": portions(2) },
    ] });
    let path = format!("/api/v1/admin/orders/{}/checks", uid(order));
    let split = by.put(&path, &checks).await.body;
    assert_eq!(split["checks"][0]["label"], "Qzxcheck", "{split}");
}

#[tokio::test]
async fn what_guests_said_is_in_no_file_after_the_days_that_the_owner_decided() {
    let app = spawn_app().await;
    app.set(json!({ "forget_guests_days": 30 })).await;
    let (owner, cashier, kitchen) = (app.owner().await, app.cashier().await, app.kitchen().await);
    let mut orders = Vec::new();
    for order in 0..ORDERS {
        orders.push(place(&app, order).await);
    }
    split_by_name(&cashier, &orders[6]).await;
    for order in &orders {
        assert_eq!(cashier.pay(order).await.status, 200);
        assert_eq!(kitchen.set_status(order, "ready").await.status, 200);
        assert_eq!(cashier.set_status(order, "completed").await.status, 200);
    }
    let found = owner
        .get("/api/v1/admin/orders?search=Qzxname007")
        .await
        .body;
    assert_eq!(found["orders"][0]["uid"], orders[7]["uid"], "{found}");

    // Their day ended thirty days ago, and not longer.
    assert_eq!(
        app.shop
            .orders()
            .forget_guests(in_days(30))
            .await
            .expect("a look"),
        0
    );
    let path = format!("/api/v1/orders/{}", uid(&orders[6]));
    let before = app.customer().get(&path).await.body;
    assert_eq!(before["customer_name"], name(6), "{before}");
    assert_eq!(
        app.shop
            .orders()
            .forget_guests(in_days(31))
            .await
            .expect("a look"),
        // With what the checks of one are called.
        ORDERS + 1
    );
    assert_eq!(
        app.shop
            .orders()
            .forget_guests(in_days(31))
            .await
            .expect("a look"),
        0
    );

    assert_nowhere(&app, "Qzx").await;
    assert_eq!(
        owner.post(crate::support::BACKUPS, &json!({})).await.status,
        202
    );
    let list = backup_list_with(&owner, |list| {
        list["doing"].is_null()
            && list["backups"]
                .as_array()
                .is_some_and(|all| !all.is_empty())
    });
    let backup = list.await["backups"][0]["name"]
        .as_str()
        .expect("a name")
        .to_owned();
    let backup = app.folder.path().join("backups").join(backup);
    assert!(backup.metadata().is_ok_and(|file| file.len() > 0));
    assert_eq!(count("Qzx", &backup), 0, "a new backup has words");

    // All else of the orders is there.
    let now = app.customer().get(&path).await.body;
    let mut expected = before.clone();
    for gone in [
        "/customer_name",
        "/note",
        "/lines/0/note",
        "/checks/0/label",
    ] {
        *expected.pointer_mut(gone).expect("a member") = Value::Null;
    }
    for member in [
        "number",
        "total_amount",
        "lines",
        "status",
        "customer_name",
        "note",
        "checks",
    ] {
        assert_eq!(now[member], expected[member], "{member}");
    }
    let export = owner
        .get("/api/v1/admin/export/orders?from=2020-01-01&to=2100-01-01")
        .await;
    let export = String::from_utf8(export.bytes.to_vec()).expect("text");
    assert_eq!(
        export.lines().count(),
        ORDERS + 1,
        "a heading and every order"
    );
    assert!(!export.contains("Qzx"), "{export}");
    let found = owner.get("/api/v1/admin/orders?search=Qzx").await.body;
    assert_eq!(found["orders"], json!([]));
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let verdict = file.query_row("pragma integrity_check", [], |row| row.get::<_, String>(0));
    assert_eq!(verdict.as_deref(), Ok("ok"));
}

#[tokio::test]
async fn an_owner_who_remembers_guests_for_ever_is_heeded() {
    let app = spawn_app().await;
    assert_eq!(
        app.shop
            .settings()
            .current()
            .await
            .expect("settings")
            .forget_guests_days,
        90
    );
    app.set(json!({ "forget_guests_days": 0 })).await;
    let order = place(&app, 1).await;
    assert_eq!(
        app.shop
            .orders()
            .forget_guests(in_days(10_000))
            .await
            .expect("a look"),
        0
    );
    let kept = app
        .customer()
        .get(&format!("/api/v1/orders/{}", uid(&order)))
        .await
        .body;
    assert_eq!(kept["customer_name"], name(1));
}

#[tokio::test]
async fn a_long_note_is_erased_to_its_last_page() {
    let app = spawn_app().await;
    // Together more than a page of the file holds.
    let items: Vec<Value> = (0..45)
        .map(|line| {
            let note = format!("Qzx{line} {}", "sangat pedas ".repeat(9));
            json!({ "menu_item_id": NASI_GORENG, "quantity": 1, "note": note })
        })
        .collect();
    let order = app
        .customer()
        .order_of(&json!({ "items": items, "payment_method": "cash" }))
        .await;
    let cashier = app.cashier().await;
    // What is asked for later, and not answered, is erased with it.
    app.set(json!({ "orders": { "guests_may_add": true } }))
        .await;
    let more = json!({ "items": [
        { "menu_item_id": NASI_GORENG, "quantity": 1, "note": "Qzx nanti" }
    ] });
    let path = format!("/api/v1/orders/{}/lines", uid(&order));
    let asked = crate::money::keyed(&app.customer(), &path, "later-on", &more).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    // A guest who waits is called by name on every day.
    let forgotten = app.shop.orders().forget_guests(in_days(92)).await;
    assert_eq!(forgotten.expect("a look"), 0);
    assert_eq!(cashier.set_status(&order, "cancelled").await.status, 200);
    assert_eq!(
        app.shop
            .orders()
            .forget_guests(in_days(92))
            .await
            .expect("a look"),
        2
    );
    assert_nowhere(&app, "Qzx").await;
}
