//! Open bills: made before they are paid, brought to the table, and dishes that go over to another order.

use futures_util::future::join;
use serde_json::{Value, json};

use crate::{
    doctor::{NOWHERE, doctor},
    export,
    money::keyed,
    support::{Caller, int, nasi_goreng_lines, spawn_app, uid},
};

fn path(order: &Value, what: &str) -> String {
    format!("/api/v1/admin/orders/{}{what}", uid(order))
}

/// An order for a table that the staff places, with this many dishes; the kitchen starts at once or not.
async fn bill(by: &Caller, table: &str, lines: usize, to_kitchen: bool) -> Value {
    let mut order = nasi_goreng_lines(lines);
    order["table_number"] = json!(table);
    order["customer_name"] = json!(null);
    order["to_kitchen"] = json!(to_kitchen);
    by.order_of(&order).await
}

async fn now(by: &Caller, order: &Value) -> Value {
    by.get(&path(order, "")).await.body
}

fn into(other: &Value, rev: i64, into_rev: i64) -> Value {
    json!({ "into": uid(other), "expected_rev": rev, "into_rev": into_rev })
}

#[tokio::test]
async fn a_waiter_sends_an_order_to_the_kitchen_and_it_stays_open_until_the_till_is_paid() {
    let app = spawn_app().await;
    let (waiter, cashier) = (app.waiter().await, app.cashier().await);
    let kitchen = app.kitchen().await;
    let mut stove = kitchen.listen("/ws?room=kitchen").await;
    stove.snapshot().await;

    let order = bill(&waiter, "4", 1, true).await;
    assert_eq!(
        (&order["status"], &order["expires_at"]),
        (&json!("preparing"), &json!(null))
    );
    let told = stove.hears_next("new_order").await;
    assert_eq!(told["data"]["order"]["placed_by"], "Tono");
    let round = json!({ "items": nasi_goreng_lines(1)["items"], "expected_rev": 1 });
    let added = keyed(&waiter, &path(&order, "/lines"), "round-by-waiter", &round).await;
    assert_eq!(added.status, 200, "{}", added.body);
    for (what, body) in [
        ("/payments", json!({ "method": "cash", "expected_rev": 2 })),
        (
            "/lines/1/void",
            json!({ "reason": "salah", "expected_rev": 2 }),
        ),
        ("/refunds", json!({ "reason": "salah", "expected_rev": 2 })),
    ] {
        let refused = keyed(&waiter, &path(&order, what), "not-a-waiters", &body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (403, "forbidden"),
            "{what}"
        );
    }

    kitchen.set_status(&order, "ready").await;
    let early = cashier.set_status(&order, "completed").await;
    assert_eq!((early.status, early.code()), (409, "not_paid"));
    let board = app.customer().get("/api/v1/board").await.body;
    assert_eq!(board["ready"], json!([order["number"]]));
    let served = waiter
        .put(&path(&order, "/served"), &json!({ "served": true }))
        .await;
    assert_eq!(
        (served.status, &served.body["status"]),
        (200, &json!("ready"))
    );
    assert!(served.body["served_at"].is_string(), "{}", served.body);
    let board = app.customer().get("/api/v1/board").await.body;
    assert_eq!(
        board["ready"],
        json!([]),
        "what was brought is called out no more"
    );

    let pay = json!({ "method": "cash", "expected_rev": int(&served.body["rev"]) });
    let paid = keyed(&cashier, &path(&order, "/payments"), "pay-at-last", &pay).await;
    assert_eq!(
        (&paid.body["status"], &paid.body["payment_status"]),
        (&json!("completed"), &json!("paid")),
        "{}",
        paid.body
    );
    assert!(paid.body["completed_at"].is_string());
}

#[tokio::test]
async fn an_unpaid_order_reaches_the_kitchen_as_the_owner_decided_and_by_the_staff_alone() {
    let app = spawn_app().await;
    let (cashier, waiter) = (app.cashier().await, app.waiter().await);
    let mut sent_by_guest = nasi_goreng_lines(1);
    sent_by_guest["to_kitchen"] = json!(true);
    let refused = app.customer().post("/api/v1/orders", &sent_by_guest).await;
    assert_eq!((refused.status, refused.code()), (403, "forbidden"));

    let at_table = bill(&cashier, "1", 1, false).await;
    let by_phone = app.customer().order().await;
    let refused = cashier.set_status(&by_phone, "preparing").await;
    assert_eq!((refused.status, refused.code()), (409, "pays_first"));
    assert_eq!(now(&cashier, &by_phone).await["rev"], 1);
    let cook = app.kitchen().await.set_status(&at_table, "preparing").await;
    assert_eq!((cook.status, cook.code()), (403, "forbidden"));
    let mut guest = app
        .customer()
        .listen(&format!("/ws?room=order:{}&since=1", uid(&at_table)))
        .await;
    guest.joined().await;
    let sent = waiter.set_status(&at_table, "preparing").await;
    assert_eq!(
        (sent.status, &sent.body["rev"]),
        (200, &json!(2)),
        "{}",
        sent.body
    );
    let told = guest.hears_next("order_status_update").await;
    assert_eq!(
        (
            &told["seq"],
            &told["data"]["previous_status"],
            &told["data"]["order"]["expires_at"]
        ),
        (&json!(2), &json!("awaiting_payment"), &json!(null))
    );

    app.set(json!({ "open_bills": "never" })).await;
    let waits = bill(&cashier, "2", 1, false).await;
    assert_eq!(
        cashier.set_status(&waits, "preparing").await.code(),
        "pays_first"
    );
    let mut now = nasi_goreng_lines(1);
    now["to_kitchen"] = json!(true);
    let refused = cashier.post("/api/v1/orders", &now).await;
    assert_eq!((refused.status, refused.code()), (409, "pays_first"));
    app.set(json!({ "open_bills": "always" })).await;
    let sent = cashier.set_status(&by_phone, "preparing").await;
    assert_eq!(
        (sent.status, &sent.body["status"]),
        (200, &json!("preparing"))
    );
}

#[tokio::test]
async fn a_merged_order_takes_its_dishes_along_as_far_as_they_are_made() {
    let app = spawn_app().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let one = bill(&cashier, "1", 2, true).await;
    let other = bill(&cashier, "2", 1, true).await;
    kitchen.set_line(&one, 1, "done").await;
    let mut stove = kitchen.listen("/ws?room=kitchen").await;
    stove.snapshot().await;
    let mut guest = app
        .customer()
        .listen(&format!("/ws?room=order:{}&since=2", uid(&one)))
        .await;
    guest.joined().await;

    let asked = into(&other, 2, 1);
    let merged = keyed(&cashier, &path(&one, "/merge"), "merge-once", &asked).await;
    assert_eq!(merged.status, 200, "{}", merged.body);
    assert_eq!(
        (&merged.body["uid"], int(&merged.body["total_amount"])),
        (&other["uid"], 60_000)
    );
    let lines = merged.body["lines"].as_array().expect("lines");
    let states: Vec<_> = lines
        .iter()
        .map(|line| (line["status"].as_str(), line["moved_from"].as_str()))
        .collect();
    let number = one["number"].as_str();
    assert_eq!(
        states,
        [
            (Some("queued"), None),
            (Some("done"), number),
            (Some("queued"), number)
        ]
    );

    let gone = stove.hears_next("order_status_update").await;
    assert_eq!(
        (
            &gone["data"]["cause"],
            &gone["data"]["order"]["merged_into"]["number"]
        ),
        (&json!("merged"), &other["number"])
    );
    let came = stove.hears_next("order_lines_moved_in").await;
    assert_eq!(
        (&came["data"]["from"]["number"], &came["data"]["round"]),
        (&one["number"], &json!(2))
    );
    let led = guest.hears_next("order_status_update").await;
    assert_eq!(led["data"]["order"]["merged_into"]["uid"], other["uid"]);

    let again = keyed(&cashier, &path(&one, "/merge"), "merge-once", &asked).await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body["rev"]),
        ("true", &json!(2))
    );
    let ended = now(&cashier, &one).await;
    assert_eq!(
        (
            &ended["status"],
            &ended["cancel_cause"],
            &ended["total_amount"]
        ),
        (&json!("cancelled"), &json!("merged"), &json!(40_000))
    );
    // What the journal kept says the same to a screen that comes later, also after a restart.
    let app = app.reopen().await;
    let cashier = app.cashier().await;
    let before = cashier.journal(0).await;
    let first = before
        .iter()
        .find(|event| event["data"]["order"]["uid"] == one["uid"]);
    assert_eq!(
        first.map(|event| event["data"]["order"].get("merged_into")),
        Some(None),
        "an order that is placed is not merged yet"
    );
    let pay = json!({ "method": "cash", "expected_rev": 2 });
    let paid = keyed(&cashier, &path(&other, "/payments"), "pay-for-both", &pay).await;
    assert_eq!(paid.body["paid_amount"], 60_000, "{}", paid.body);
    let orders = export::rows(&export::file(&app.owner().await, "orders").await);
    let leads: Vec<_> = orders
        .iter()
        .map(|row| (Some(row["number"].as_str()), row["merged_into"].as_str()))
        .collect();
    assert_eq!(
        leads,
        [
            (number, other["number"].as_str().expect("a number")),
            (other["number"].as_str(), "")
        ]
    );
}

#[tokio::test]
async fn what_cannot_be_on_one_bill_is_not_merged_and_nothing_changes() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let one = bill(&cashier, "1", 1, true).await;
    let other = bill(&cashier, "2", 1, true).await;
    let paid = bill(&cashier, "3", 1, true).await;
    let part = json!({ "method": "cash", "amount": 5_000, "expected_rev": 1 });
    keyed(&cashier, &path(&paid, "/payments"), "a-part-first", &part).await;
    let cheap = bill(&cashier, "4", 1, true).await;
    let off =
        json!({ "kind": "percent", "percent_bp": 500, "reason": "langganan", "expected_rev": 1 });
    let given = keyed(&cashier, &path(&cheap, "/discounts"), "five-percent", &off).await;
    assert_eq!(given.status, 200, "{}", given.body);
    let over = bill(&cashier, "5", 1, true).await;
    let end = json!({ "status": "cancelled", "reason": "salah" });
    cashier.put(&path(&over, "/status"), &end).await;
    app.set(json!({ "bill": { "service_bp": 500 } })).await;
    let dearer = bill(&cashier, "6", 1, true).await;

    let seq = cashier.get("/api/v1/admin/events").await.body["seq"].clone();
    for (from, to, rev, into_rev, code) in [
        (&one, &paid, 1, 2, "has_payments"),
        (&paid, &one, 2, 1, "has_payments"),
        (&one, &cheap, 1, 2, "discounts_conflict"),
        (&one, &over, 1, 2, "illegal_move"),
        (&one, &dearer, 1, 1, "terms_differ"),
        (&one, &one, 1, 1, "same_order"),
        (&one, &other, 1, 7, "moved_on"),
        (&one, &other, 7, 1, "moved_on"),
    ] {
        let key = format!("refused-{code}-{rev}-{into_rev}");
        let asked = into(to, rev, into_rev);
        let refused = keyed(&cashier, &path(from, "/merge"), &key, &asked).await;
        assert_eq!(
            (refused.status, refused.code()),
            (409, code),
            "{}",
            refused.body
        );
    }
    let gone = json!({ "into": "0".repeat(26), "expected_rev": 1, "into_rev": 1 });
    let refused = keyed(&cashier, &path(&one, "/merge"), "into-nothing", &gone).await;
    assert_eq!((refused.status, refused.code()), (404, "order_not_found"));
    assert_eq!(cashier.get("/api/v1/admin/events").await.body["seq"], seq);
}

#[tokio::test]
async fn a_guest_who_waits_for_an_answer_gets_it_before_the_order_is_merged() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after", "orders": { "guests_may_add": true } }))
        .await;
    let cashier = app.cashier().await;
    let asking = app.customer().order().await;
    let other = bill(&cashier, "5", 1, false).await;
    let more = format!("/api/v1/orders/{}/lines", uid(&asking));
    let items = json!({ "items": nasi_goreng_lines(1)["items"] });
    let asked = keyed(&app.customer(), &more, "one-more", &items).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    let merge = path(&asking, "/merge");
    let refused = keyed(&cashier, &merge, "too-early", &into(&other, 2, 1)).await;
    assert_eq!((refused.status, refused.code()), (409, "request_waiting"));
    let no = json!({ "reason": "habis", "expected_rev": 2 });
    let declined = keyed(
        &cashier,
        &path(&asking, "/requests/1/decline"),
        "sorry-no",
        &no,
    )
    .await;
    assert_eq!(declined.status, 200, "{}", declined.body);
    let merged = keyed(&cashier, &merge, "merge-now", &into(&other, 3, 1)).await;
    assert_eq!(merged.status, 200, "{}", merged.body);
}

#[tokio::test]
async fn two_tills_that_merge_two_orders_into_each_other_merge_them_once() {
    let app = spawn_app().await;
    let (here, there) = (app.cashier().await, app.cashier().await);
    let (one, other) = (
        bill(&here, "1", 1, true).await,
        bill(&here, "2", 1, true).await,
    );
    let (ask_one, ask_other) = (into(&other, 1, 1), into(&one, 1, 1));
    let (path_one, path_other) = (path(&one, "/merge"), path(&other, "/merge"));
    let (first, second) = join(
        keyed(&here, &path_one, "till-number-one", &ask_one),
        keyed(&there, &path_other, "till-number-two", &ask_other),
    )
    .await;
    let mut outcomes = [first.status, second.status];
    outcomes.sort_unstable();
    assert_eq!(outcomes, [200, 409], "{} {}", first.body, second.body);
    let open = here.get("/api/v1/admin/orders?status=active").await.body;
    let open = open["orders"].as_array().expect("orders").clone();
    assert_eq!((open.len(), int(&open[0]["total_amount"])), (1, 40_000));
}

#[tokio::test]
async fn dishes_get_a_bill_of_their_own_and_the_kitchen_is_told_from_where_they_come() {
    let app = spawn_app().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let mut order = nasi_goreng_lines(2);
    order["items"][0]["quantity"] = json!(3);
    order["to_kitchen"] = json!(true);
    order["note"] = json!("tanpa kacang");
    let order = cashier.order_of(&order).await;
    kitchen.set_line(&order, 2, "done").await;
    let mut stove = kitchen.listen("/ws?room=kitchen").await;
    stove.snapshot().await;

    let asked = json!({
        "lines": [{ "line_id": 1, "quantity": 1 }, { "line_id": 2, "quantity": 1 }],
        "table_number": 9,
        "customer_name": "Sari",
        "expected_rev": 2,
    });
    let split = keyed(
        &cashier,
        &path(&order, "/move-lines"),
        "split-a-table",
        &asked,
    )
    .await;
    assert_eq!(split.status, 200, "{}", split.body);
    let new = &split.body;
    assert_eq!(
        (
            &new["table_number"],
            &new["customer_name"],
            &new["note"],
            &new["status"]
        ),
        (
            &json!("9"),
            &json!("Sari"),
            &json!("tanpa kacang"),
            &json!("preparing")
        )
    );
    assert_eq!(int(&new["total_amount"]), 40_000);
    assert_eq!(
        new["lines"][1]["status"], "done",
        "what is made is not made again"
    );
    let left = now(&cashier, &order).await;
    assert_eq!(
        (
            int(&left["total_amount"]),
            &left["lines"][0]["quantity"],
            &left["lines"][1]["moved_to"]
        ),
        (40_000, &json!(2), &new["number"])
    );
    assert_eq!(left["voids"], json!([]), "what went over was not taken off");
    let told = stove.hears_next("new_order").await;
    assert_eq!(
        told["data"]["order"]["lines"][0]["moved_from"],
        order["number"]
    );
    let told = stove.hears_next("order_lines_moved_out").await;
    assert_eq!(told["data"]["to"]["number"], new["number"]);

    let all = json!({ "lines": [{ "line_id": 1, "quantity": 2 }], "expected_rev": 3 });
    let refused = keyed(&cashier, &path(&order, "/move-lines"), "nothing-left", &all).await;
    assert_eq!((refused.status, refused.code()), (409, "last_line"));
    let back = json!({
        "lines": [{ "line_id": 1, "quantity": 1 }],
        "into": uid(new),
        "into_rev": 1,
        "expected_rev": 3,
    });
    let moved = keyed(
        &cashier,
        &path(&order, "/move-lines"),
        "one-more-over",
        &back,
    )
    .await;
    assert_eq!(
        (moved.status, int(&moved.body["total_amount"])),
        (200, 60_000),
        "{}",
        moved.body
    );
    let folder = app.close().await;
    let found = doctor(folder.path(), NOWHERE).await;
    assert_eq!(found.about("money").0, "money_fine", "{}", found.0);
}
