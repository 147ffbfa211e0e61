//! Who did what: kept once and for all, shown, and taken along.

use serde_json::{Value, json};

use crate::support::{Caller, nasi_goreng, spawn_app, uid};

async fn changes(owner: &Caller, about: &str) -> Vec<Value> {
    let page = owner
        .get(&format!("/api/v1/admin/history?about={about}"))
        .await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.body["changes"].as_array().expect("changes").clone()
}

fn texts<'a>(entries: &'a [Value], field: &str) -> Vec<&'a str> {
    let texts = entries
        .iter()
        .map(|entry| entry[field].as_str().unwrap_or_default());
    texts.collect()
}

#[tokio::test]
async fn a_setting_is_kept_with_who_changed_it_and_from_what() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after", "limits": { "sockets": 20 } }))
        .await;
    app.set(json!({ "payment_timing": "after" })).await;
    let owner = app.owner().await;
    owner
        .put("/api/v1/admin/tables", &json!({ "tables": ["1", "2"] }))
        .await;
    let shop = changes(&owner, "shop").await;
    assert_eq!(
        texts(&shop, "field"),
        ["tables", "payment_timing", "limits.sockets"]
    );
    assert_eq!(texts(&shop, "by"), ["Dewi"; 3]);
    assert_eq!(
        (&shop[1]["before"], &shop[1]["after"]),
        (&json!("before"), &json!("after"))
    );
    assert_eq!(
        (&shop[2]["before"], &shop[2]["after"]),
        (&json!("16"), &json!("20"))
    );
    assert_eq!(shop[0]["after"], "1, 2");
    assert_eq!(changes(&owner, "").await.len(), 3);
    assert_eq!(
        owner.get("/api/v1/admin/history?about=moon").await.code(),
        "bad_query"
    );
}

#[tokio::test]
async fn what_happened_to_orders_is_read_in_pages_with_who_did_it() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let order = app.customer().order().await;
    cashier.pay(&order).await;
    app.kitchen().await.set_line(&order, 1, "done").await;
    let orders = changes(&owner, "orders").await;
    assert_eq!(
        texts(&orders, "field"),
        [
            "order_status_update",
            "order_line_update",
            "order_status_update",
            "payment_success",
            "new_order"
        ]
    );
    assert_eq!(
        texts(&orders, "by"),
        ["Budi", "Budi", "Rina", "Rina", "customer"]
    );
    assert_eq!(
        (&orders[0]["before"], &orders[0]["after"]),
        (&json!("preparing"), &json!("ready"))
    );
    assert_eq!(
        (&orders[0]["name"], &orders[0]["uid"]),
        (&json!("C-001"), &json!(uid(&order)))
    );
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/admin/history?about=orders&limit=2{cursor}");
        let page = owner.get(&path).await.body;
        paged.extend(page["changes"].as_array().expect("changes").clone());
        match page["next_cursor"].as_i64() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, orders);
}

#[tokio::test]
async fn what_happened_to_orders_is_found_by_money_and_by_person_and_says_why() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let order = app.customer().order().await;
    cashier.pay(&order).await;
    let path = format!("/api/v1/admin/orders/{}/status", uid(&order));
    let why = json!({ "status": "cancelled", "reason": "Bahan habis" });
    assert_eq!(cashier.put(&path, &why).await.status, 200);
    app.set(json!({ "shop_name": "Lain" })).await;

    let all = changes(&owner, "orders").await;
    let (cancelled, placed) = (&all[0], &all[all.len() - 1]);
    let total = &order["total_amount"];
    assert_eq!(
        (&cancelled["reason"], &cancelled["amount"]),
        (&json!("Bahan habis"), total)
    );
    assert_eq!(
        (&placed["items"], &placed["amount"]),
        (&json!("1× Nasi Goreng Kampung"), total)
    );
    let money = changes(&owner, "orders&money=true").await;
    let fields = ["order_status_update", "payment_success"];
    assert_eq!(texts(&money, "field"), fields);
    assert_eq!(money[0]["amount"], *total);
    let guests = changes(&owner, "orders&by=customer").await;
    assert_eq!(texts(&guests, "field"), ["new_order"]);
    let rinas = changes(&owner, "orders&by=Rina").await;
    assert_eq!(texts(&rinas, "by"), ["Rina"; 3]);
    let refused = owner.get("/api/v1/admin/history?about=orders&money=moon");
    assert_eq!(refused.await.code(), "bad_query");
    assert_eq!(changes(&owner, "&by=Dewi").await.len(), 1);
    assert_eq!(changes(&owner, "&by=Rina").await.len(), 0);

    same_in_file(&owner).await;

    // The journal has left them behind: who, which kind and why a cancellation was made stay.
    let left_behind = "
        insert into order_history (seq, order_id, rev, type, at, by, status, before, after)
             select seq, order_id, rev, type, at, ifnull(body ->> '$.by.staff[1]', body ->> '$.by'),
                 body ->> '$.status', null, body ->> '$.status' from events;
        delete from events";
    let app = app.reopen_after(left_behind).await;
    let owner = Caller {
        address: app.address,
        ..owner
    };
    let money = changes(&owner, "orders&money=true").await;
    assert_eq!(texts(&money, "field"), fields);
    let rinas = changes(&owner, "orders&by=Rina").await;
    assert_eq!(rinas.len(), 3);
    assert_eq!(rinas[0]["reason"], "Bahan habis");
    assert_eq!(rinas[1]["reason"], Value::Null);
    same_in_file(&owner).await;
}

/// A file has what the page shows of the same query, the oldest first, and says how many rows that are.
async fn same_in_file(owner: &Caller) {
    for query in [
        "orders",
        "orders&money=true",
        "orders&by=Rina",
        "orders&money=true&by=customer",
        "&by=Dewi",
        "&by=Rina",
        "shop&by=Dewi",
    ] {
        let mut shown = changes(owner, query).await;
        shown.reverse();
        let file = format!("/api/v1/admin/export/history?about={query}&format=json");
        let file = owner.get(&file).await;
        let text = String::from_utf8(file.bytes.to_vec()).expect("text");
        let rows: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let ids = |rows: &[Value]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&rows), ids(&shown), "{query}");
        assert_eq!(file.header("siap-rows"), shown.len().to_string(), "{query}");
    }
    let refused = owner.get("/api/v1/admin/export/history?about=orders&money=moon");
    assert_eq!(refused.await.code(), "bad_query");
}

#[tokio::test]
async fn the_history_is_taken_along_whole_and_no_cell_is_a_formula() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    // More than one part of the file.
    for n in 0..520 {
        app_rename(&owner, &format!("=1+{n}")).await;
    }
    let csv = owner.get("/api/v1/admin/export/history?about=shop").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        csv.header("content-disposition")
            .contains("siap-history.csv")
    );
    let text = String::from_utf8(csv.bytes.to_vec()).expect("text");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 521);
    assert_eq!(
        lines[0],
        "\u{feff}id;at;by;subject;subject_id;uid;name;field;before;after;items;amount;reason"
    );
    assert!(
        lines[520].ends_with(";'=1+519;shop_name;'=1+518;'=1+519;;;"),
        "{}",
        lines[520]
    );
    let mut order = nasi_goreng();
    order["customer_name"] = json!("=cmd");
    app.customer().order_of(&order).await;
    let lines = owner
        .get("/api/v1/admin/export/history?about=orders&format=json")
        .await;
    let text = String::from_utf8(lines.bytes.to_vec()).expect("text");
    let first: Value = serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["field"], "new_order");
}

async fn app_rename(owner: &Caller, name: &str) {
    let change = json!({ "shop_name": name });
    assert_eq!(
        owner.patch("/api/v1/admin/settings", &change).await.status,
        200
    );
}

#[tokio::test]
async fn the_file_itself_lets_nobody_rewrite_what_was_done() {
    let app = spawn_app().await;
    app.set(json!({ "shop_name": "Lain" })).await;
    app.customer().order().await;
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("a file");
    for rewrite in [
        "update changes set by = 'Rina'",
        "delete from changes",
        "update events set body = '{}'",
    ] {
        let refused = file.execute_batch(rewrite).expect_err(rewrite).to_string();
        assert!(refused.contains("what"), "{refused}");
    }
}
