//! Changes of an order that was sent: rounds, dishes taken off, another quantity, table or name.

use serde_json::{Value, json};

use crate::support::{Answer, Caller, PIN, int, nasi_goreng, spawn_app, uid};

async fn keyed(by: &Caller, path: &str, key: &str, body: &Value) -> Answer {
    by.ask("POST", path, &[("idempotency-key", key)], Some(body))
        .await
}

fn path(order: &Value, what: &str) -> String {
    format!("/api/v1/admin/orders/{}{what}", uid(order))
}

fn with_note(note: &str, rev: i64) -> Value {
    let mut items = nasi_goreng()["items"].clone();
    items[0]["note"] = json!(note);
    json!({ "items": items, "expected_rev": rev })
}

#[tokio::test]
async fn a_round_is_told_to_the_kitchen_and_the_guest_and_only_its_dishes_are_new() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after" })).await;
    let (customer, cashier, kitchen) = (app.customer(), app.cashier().await, app.kitchen().await);
    let order = customer.order().await;
    let mut phone = customer
        .listen(&format!("/ws?room=order:{}&since=1", uid(&order)))
        .await;
    phone.joined().await;
    kitchen.set_status(&order, "ready").await;
    phone.hears_next("order_status_update").await;
    let mut stove = kitchen.listen("/ws?room=kitchen").await;
    stove.snapshot().await;

    let added = keyed(
        &cashier,
        &path(&order, "/lines"),
        "round-two",
        &with_note("tanpa bawang", 2),
    )
    .await;
    assert_eq!(added.status, 200, "{}", added.body);
    assert_eq!(
        (int(&added.body["total_amount"]), &added.body["status"]),
        (40_000, &json!("preparing"))
    );
    let again = keyed(
        &cashier,
        &path(&order, "/lines"),
        "round-two",
        &with_note("tanpa bawang", 2),
    )
    .await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body["rev"]),
        ("true", &json!(4)),
        "{}",
        again.body
    );

    let event = stove.hears_next("order_lines_added").await;
    assert_eq!(event["data"]["round"], 2);
    let lines = event["data"]["order"]["lines"].as_array().expect("lines");
    assert_eq!(
        (lines.len(), &lines[1]["round"], lines[0].get("round")),
        (2, &json!(2), None)
    );
    assert_eq!(
        (&lines[1]["id"], &lines[1]["note"]),
        (&json!(2), &json!("tanpa bawang"))
    );
    assert_eq!(
        (&lines[0]["status"], &lines[1]["status"]),
        (&json!("done"), &json!("queued")),
        "what was called out is not asked for again"
    );
    let moved = stove.hears_next("order_status_update").await;
    assert_eq!(moved["data"]["cause"], "lines_added");
    let seen = phone.hears_next("order_lines_added").await;
    assert_eq!(int(&seen["data"]["order"]["total_amount"]), 40_000);

    // What was said with it is read again after a restart.
    let app = app.reopen().await;
    let now = app.cashier().await.get(&path(&order, "")).await.body;
    assert_eq!(
        (&now["lines"][1]["note"], &now["lines"][1]["round"]),
        (&json!("tanpa bawang"), &json!(2))
    );
    assert_eq!(now["lines"][0]["status"], "done");
}

#[tokio::test]
async fn what_is_added_to_a_paid_order_is_owed_before_it_leaves() {
    let app = spawn_app().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let order = app.customer().order().await;
    let paid = cashier.pay(&order).await.body;
    let added = keyed(
        &cashier,
        &path(&order, "/lines"),
        "round-two",
        &with_note("", int(&paid["rev"])),
    )
    .await;
    assert_eq!(
        (
            &added.body["payment_status"],
            int(&added.body["rest_amount"])
        ),
        (&json!("partially_paid"), 20_000),
        "{}",
        added.body
    );
    kitchen.set_status(&order, "ready").await;
    let early = cashier.set_status(&order, "completed").await;
    assert_eq!((early.status, early.code()), (409, "not_paid"));
    assert_eq!(cashier.pay(&order).await.body["payment_status"], "paid");
    assert_eq!(cashier.set_status(&order, "completed").await.status, 200);
    let late = keyed(
        &cashier,
        &path(&order, "/lines"),
        "too-late",
        &with_note("", 9),
    )
    .await;
    assert_eq!((late.status, late.code()), (409, "moved_on"));
}

#[tokio::test]
async fn a_dish_is_taken_off_with_a_reason_and_an_approval_once_the_kitchen_has_it() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after" })).await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let mut two = nasi_goreng();
    two["items"] = json!([two["items"][0], two["items"][0]]);
    let order = app.customer().order_of(&two).await;
    let mut stove = kitchen.listen("/ws?room=kitchen").await;
    stove.snapshot().await;
    let path = path(&order, "/lines/2/void");
    let mut body = json!({ "expected_rev": 1 });
    let refused = keyed(&cashier, &path, "not-that-one", &body).await;
    assert_eq!((refused.status, refused.code()), (403, "approval_needed"));
    body["approval"] = json!({ "name": "Dewi", "pin": PIN });
    let refused = keyed(&cashier, &path, "not-that-one", &body).await;
    assert_eq!((refused.status, refused.code()), (422, "reason_missing"));
    body["reason"] = json!("salah pesan");
    let voided = keyed(&cashier, &path, "not-that-one", &body).await;
    assert_eq!(voided.status, 200, "{}", voided.body);
    assert_eq!(int(&voided.body["total_amount"]), 20_000);
    assert_eq!(voided.body["lines"][1]["status"], "void");
    let void = &voided.body["voids"][0];
    assert_eq!(
        (
            &void["line_id"],
            &void["reason"],
            &void["by"],
            &void["approved_by"]
        ),
        (
            &json!(2),
            &json!("salah pesan"),
            &json!("Rina"),
            &json!("Dewi")
        )
    );
    let event = stove.hears_next("order_line_voided").await;
    assert_eq!(
        (
            &event["data"]["line_id"],
            &event["data"]["order"]["lines"][1]["status"]
        ),
        (&json!(2), &json!("void"))
    );
    let seen = app
        .customer()
        .get(&format!("/api/v1/orders/{}", uid(&order)))
        .await
        .body;
    assert!(
        seen.get("voids").is_none() && !seen.to_string().contains("salah pesan"),
        "not for the guest"
    );
    let last = keyed(
        &app.owner().await,
        &path.replace("/2/", "/1/"),
        "all-of-it",
        &json!({
            "reason": "batal", "expected_rev": 2
        }),
    )
    .await;
    assert_eq!((last.status, last.code()), (409, "last_line"));
    // What is left is made: the order is ready, and costs what is left.
    assert_eq!(
        kitchen.set_line(&order, 1, "done").await.body["status"],
        "ready"
    );
}

#[tokio::test]
async fn before_the_kitchen_has_it_a_dish_goes_without_asking_and_money_bounds_the_change() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let mut two = nasi_goreng();
    two["items"] = json!([two["items"][0], two["items"][0]]);
    let order = app.customer().order_of(&two).await;
    let more = cashier
        .put(&path(&order, "/lines/1"), &json!({ "quantity": 3 }))
        .await;
    assert_eq!(
        (more.status, int(&more.body["total_amount"])),
        (200, 80_000),
        "{}",
        more.body
    );
    let none = cashier
        .put(&path(&order, "/lines/1"), &json!({ "quantity": 0 }))
        .await;
    assert_eq!((none.status, none.code()), (422, "quantity_out_of_range"));
    let part = json!({ "method": "qris", "amount": 60_000, "expected_rev": more.body["rev"] });
    let part = keyed(&cashier, &path(&order, "/payments"), "most-of-it", &part).await;
    assert_eq!(part.status, 200, "{}", part.body);
    let rev = &part.body["rev"];
    let fewer = cashier
        .put(&path(&order, "/lines/1"), &json!({ "quantity": 1 }))
        .await;
    assert_eq!((fewer.status, fewer.code()), (409, "paid_for"));
    // Without the other dish it is all paid: that is a success, and the kitchen starts.
    let off = keyed(
        &cashier,
        &path(&order, "/lines/2/void"),
        "the-other",
        &json!({ "expected_rev": rev }),
    )
    .await;
    assert_eq!(off.status, 200, "{}", off.body);
    assert_eq!(
        (&off.body["payment_status"], &off.body["status"]),
        (&json!("paid"), &json!("preparing"))
    );
    assert_eq!(off.body["payments"].as_array().map(Vec::len), Some(1));
    let kinds: Vec<_> = cashier
        .journal(0)
        .await
        .iter()
        .map(|event| event["type"].clone())
        .collect();
    assert_eq!(
        kinds,
        [
            "new_order",
            "bill_changed",
            "payment_received",
            "order_line_voided",
            "payment_success",
            "order_status_update"
        ]
    );
}

#[tokio::test]
async fn table_name_and_note_change_and_everyone_reads_the_new_ones() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let mut named = nasi_goreng();
    (named["customer_name"], named["note"]) = (json!("Rani"), json!("cepat ya"));
    let order = customer.order_of(&named).await;
    let change = json!({ "table_number": 9, "order_type": "dine_in", "customer_name": "Rani dan Budi", "note": "" });
    let changed = cashier.patch(&path(&order, ""), &change).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let app = app.reopen().await;
    let now = app
        .customer()
        .get(&format!("/api/v1/orders/{}", uid(&order)))
        .await
        .body;
    assert_eq!(
        [
            &now["table_number"],
            &now["order_type"],
            &now["customer_name"],
            &now["note"]
        ],
        [
            &json!("9"),
            &json!("dine_in"),
            &json!("Rani dan Budi"),
            &Value::Null
        ]
    );
    let cashier = app.cashier().await;
    let found = cashier.get("/api/v1/admin/orders?search=Budi").await.body;
    assert_eq!(found["orders"].as_array().map(Vec::len), Some(1), "{found}");
    let same = cashier
        .patch(&path(&order, ""), &json!({ "table_number": "9" }))
        .await;
    assert_eq!(
        (same.status, &same.body["rev"]),
        (200, &changed.body["rev"]),
        "nothing changed"
    );
    let long = cashier
        .patch(
            &path(&order, ""),
            &json!({ "table_number": "x".repeat(13) }),
        )
        .await;
    assert_eq!((long.status, long.code()), (422, "text_too_long"));
}

#[tokio::test]
async fn a_cancelled_order_says_what_it_owes_until_that_went_back() {
    let app = spawn_app().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let order = app.customer().order().await;
    cashier.pay(&order).await;
    let cancelled = cashier.set_status(&order, "cancelled").await;
    assert_eq!(
        (cancelled.status, int(&cancelled.body["owed_back"])),
        (200, 20_000),
        "{}",
        cancelled.body
    );
    let owing = cashier
        .get("/api/v1/admin/orders?status=owes_back")
        .await
        .body;
    assert_eq!(owing["orders"][0]["uid"], order["uid"]);
    let mut till = cashier.listen("/ws?room=cashier").await;
    let shown = till.snapshot().await;
    assert_eq!(
        shown["data"]["orders"][0]["uid"], order["uid"],
        "the till keeps it: {shown}"
    );
    let back =
        json!({ "method": "cash", "reason": "batal", "expected_rev": cancelled.body["rev"] });
    let back = keyed(&owner, &path(&order, "/refunds"), "give-it-back", &back).await;
    assert_eq!(
        (back.status, int(&back.body["owed_back"])),
        (200, 0),
        "{}",
        back.body
    );
    let owing = cashier
        .get("/api/v1/admin/orders?status=owes_back")
        .await
        .body;
    assert_eq!(owing["orders"], json!([]));
}
