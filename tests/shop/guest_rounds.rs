//! Rounds that guests add to their order from their own phones, and what the till says to them.

use serde_json::{Value, json};

use crate::{
    money::keyed,
    support::{
        Answer, Caller, NASI_GORENG, TestApp, int, nasi_goreng, spawn_app, spawn_limited_app, uid,
    },
};

/// A shop where food comes before money, and guests may add.
async fn open_bills(orders: Value) -> TestApp {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after", "orders": orders }))
        .await;
    app
}

async fn ask(guest: &Caller, order: &Value, key: &str, note: &str) -> Answer {
    let mut items = nasi_goreng()["items"].clone();
    items[0]["note"] = json!(note);
    let path = format!("/api/v1/orders/{}/lines", uid(order));
    keyed(guest, &path, key, &json!({ "items": items })).await
}

async fn answer(till: &Caller, order: &Value, id: i64, answer: &str, mut body: Value) -> Answer {
    let order = format!("/api/v1/admin/orders/{}", uid(order));
    body["expected_rev"] = till.get(&order).await.body["rev"].clone();
    let key = format!("{answer}-{id}-at-{}", body["expected_rev"]);
    keyed(
        till,
        &format!("{order}/requests/{id}/{answer}"),
        &key,
        &body,
    )
    .await
}

#[tokio::test]
async fn a_round_from_a_phone_waits_for_the_till_through_a_restart_and_then_is_one_like_any_other()
{
    let app = open_bills(json!({ "guests_may_add": true })).await;
    let guest = app.customer();
    let order = guest.order().await;
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let asked = ask(&guest, &order, "round-two", "tanpa bawang").await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    assert_eq!(
        (
            int(&asked.body["total_amount"]),
            asked.body["lines"].as_array().map(Vec::len)
        ),
        (20_000, Some(1)),
        "not on the bill"
    );
    let waiting = asked.body["requests"][0].clone();
    assert_eq!(
        (
            &waiting["state"],
            int(&waiting["total"]),
            &waiting["lines"][0]["note"]
        ),
        (&json!("waiting"), 20_000, &json!("tanpa bawang"))
    );
    let again = ask(&guest, &order, "round-two", "tanpa bawang").await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body["rev"]),
        ("true", &json!(2))
    );
    let event = till.hears_next("order_lines_requested").await;
    assert_eq!(
        (
            &event["data"]["request"],
            &event["data"]["order"]["requests"][0]["state"]
        ),
        (&json!(1), &json!("waiting"))
    );

    let app = app.reopen().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let mut stove = kitchen.listen("/ws?room=kitchen").await;
    stove.snapshot().await;
    let mut phone = app
        .customer()
        .listen(&format!("/ws?room=order:{}&since=1", uid(&order)))
        .await;
    phone.joined().await;
    let event = phone.hears_next("order_lines_requested").await;
    assert_eq!(event["data"]["order"]["requests"][0], waiting);

    let accepted = answer(&cashier, &order, 1, "accept", json!({})).await;
    assert_eq!(accepted.status, 200, "{}", accepted.body);
    assert_eq!(
        (
            int(&accepted.body["total_amount"]),
            &accepted.body["lines"][1]["round"]
        ),
        (40_000, &json!(2))
    );
    let heard = stove.hears_next("order_lines_added").await;
    assert_eq!(
        (
            &heard["data"]["round"],
            &heard["data"]["order"]["lines"][1]["note"]
        ),
        (&json!(2), &json!("tanpa bawang"))
    );
    let seen = phone.hears_next("order_lines_added").await;
    let request = &seen["data"]["order"]["requests"][0];
    assert_eq!(
        (&request["state"], &request["round"]),
        (&json!("accepted"), &json!(2))
    );
    // A phone that was away is told each step as the order was then.
    let room = format!("/ws?room=order:{}&since=1", uid(&order));
    let mut away = app.customer().listen(&room).await;
    away.joined().await;
    let event = away.hears_next("order_lines_requested").await;
    assert_eq!(event["data"]["order"]["requests"][0], waiting);

    let rev = accepted.body["rev"].clone();
    let twice = answer(&cashier, &order, 1, "accept", json!({})).await;
    assert_eq!((twice.status, &twice.body["rev"]), (200, &rev));
    let late = answer(&cashier, &order, 1, "decline", json!({ "reason": "habis" })).await;
    assert_eq!((late.status, late.code()), (409, "request_answered"));
}

#[tokio::test]
async fn a_round_that_is_declined_tells_the_guest_why_and_the_kitchen_nothing() {
    let app = open_bills(json!({ "guests_may_add": true })).await;
    let (guest, cashier) = (app.customer(), app.cashier().await);
    let order = guest.order().await;
    let mut stove = app.kitchen().await.listen("/ws?room=kitchen").await;
    stove.snapshot().await;
    ask(&guest, &order, "round-two", "").await;
    let silent = answer(&cashier, &order, 1, "decline", json!({ "reason": " " })).await;
    assert_eq!((silent.status, silent.code()), (422, "reason_missing"));
    let body = json!({ "reason": "Dapur sudah tutup" });
    let path = format!("/api/v1/admin/orders/{}/requests/1/decline", uid(&order));
    let stale = json!({ "reason": "x", "expected_rev": 1 });
    let stale = keyed(&cashier, &path, "a-stale-tap", &stale).await;
    assert_eq!((stale.status, stale.code()), (409, "moved_on"));
    let declined = answer(&cashier, &order, 1, "decline", body).await;
    assert_eq!(declined.status, 200, "{}", declined.body);
    let seen = guest.get(&format!("/api/v1/orders/{}", uid(&order))).await;
    let request = &seen.body["requests"][0];
    assert_eq!(
        (
            &request["state"],
            &request["reason"],
            int(&seen.body["total_amount"])
        ),
        (&json!("declined"), &json!("Dapur sudah tutup"), 20_000)
    );
    let gone = answer(&cashier, &order, 7, "accept", json!({})).await;
    assert_eq!((gone.status, gone.code()), (404, "unknown_request"));
    // The next thing the stove hears is not of it.
    guest.order().await;
    stove.hears_next("new_order").await;
    let history = app.owner().await;
    let history = history.get("/api/v1/admin/history?about=orders").await.body;
    let topics: Vec<_> = history["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|one| (one["field"].clone(), one["by"].clone()))
        .collect();
    assert_eq!(topics[1], (json!("order_lines_declined"), json!("Rina")));
    assert_eq!(
        topics[2],
        (json!("order_lines_requested"), json!("customer"))
    );
}

#[tokio::test]
async fn a_phone_adds_only_where_it_may_and_to_what_is_not_over() {
    let app = open_bills(json!({})).await;
    let (guest, cashier, kitchen) = (app.customer(), app.cashier().await, app.kitchen().await);
    let order = guest.order().await;
    let off = ask(&guest, &order, "round-two", "").await;
    assert_eq!((off.status, off.code()), (403, "guests_cannot_add"));
    app.set(json!({ "orders": { "guests_may_add": true } }))
        .await;
    let unnamed = guest
        .post(
            &format!("/api/v1/orders/{}/lines", uid(&order)),
            &json!({ "items": nasi_goreng()["items"] }),
        )
        .await;
    assert_eq!(
        (unnamed.status, unnamed.code()),
        (400, "idempotency_key_missing")
    );
    let path = "/api/v1/orders/00000000000000000000000000/lines";
    let items = json!({ "items": nasi_goreng()["items"] });
    let stranger = keyed(&guest, path, "round-two", &items).await;
    assert_eq!((stranger.status, stranger.code()), (404, "order_not_found"));

    ask(&guest, &order, "before-it-is-gone", "").await;
    let sold_out = format!("/api/v1/admin/menu/{NASI_GORENG}/availability");
    cashier
        .put(&sold_out, &json!({ "is_available": false }))
        .await;
    let gone = ask(&guest, &order, "round-three", "").await;
    assert_eq!((gone.status, gone.code()), (409, "sold_out"));
    let gone = answer(&cashier, &order, 1, "accept", json!({})).await;
    assert_eq!((gone.status, gone.code()), (409, "sold_out"));
    cashier
        .put(&sold_out, &json!({ "is_available": true }))
        .await;
    app.set(json!({ "takes_orders": false })).await;
    let closed = ask(&guest, &order, "round-four", "").await;
    assert_eq!((closed.status, closed.code()), (409, "shop_closed"));
    app.set(json!({ "takes_orders": true })).await;

    cashier.pay(&order).await;
    kitchen.set_status(&order, "ready").await;
    assert_eq!(cashier.set_status(&order, "completed").await.status, 200);
    let over = ask(&guest, &order, "round-five", "").await;
    assert_eq!((over.status, over.code()), (409, "order_over"));
    let over = answer(&cashier, &order, 1, "accept", json!({})).await;
    assert_eq!((over.status, over.code()), (409, "order_over"));
    let seen = guest.get(&format!("/api/v1/orders/{}", uid(&order))).await;
    assert_eq!(
        seen.body.get("requests"),
        None,
        "nothing waits for an order that is over"
    );
}

#[tokio::test]
async fn without_acceptance_a_round_joins_at_once_but_never_has_unpaid_food_made_where_one_pays_first()
 {
    let at_once = json!({ "guests_may_add": true, "rounds_need_acceptance": false });
    let app = open_bills(at_once).await;
    let (guest, cashier) = (app.customer(), app.cashier().await);
    let mut stove = app.kitchen().await.listen("/ws?room=kitchen").await;
    stove.snapshot().await;
    let order = guest.order().await;
    stove.hears_next("new_order").await;
    let added = ask(&guest, &order, "round-two", "").await;
    assert_eq!(
        (int(&added.body["total_amount"]), added.body.get("requests")),
        (40_000, None),
        "{}",
        added.body
    );
    stove.hears_next("order_lines_added").await;

    app.set(json!({ "payment_timing": "before" })).await;
    let first = guest.order().await;
    let added = ask(&guest, &first, "before-paying", "").await;
    assert_eq!(int(&added.body["total_amount"]), 40_000, "{}", added.body);
    cashier.pay(&first).await;
    let added = ask(&guest, &first, "after-paying", "").await;
    assert_eq!(
        (
            int(&added.body["total_amount"]),
            &added.body["requests"][0]["state"]
        ),
        (40_000, &json!("waiting")),
        "{}",
        added.body
    );
}

#[tokio::test]
async fn an_address_that_adds_too_often_waits() {
    let app = spawn_limited_app().await;
    app.set(json!({ "orders": { "guests_may_add": true }, "limits": { "orders_per_minute": 3 } }))
        .await;
    let guest = app.customer();
    let order = guest.order().await;
    let mut asked = 0;
    let refused = loop {
        let answer = ask(&guest, &order, &format!("round-number-{asked}"), "").await;
        if answer.status != 200 {
            break answer;
        }
        asked += 1;
        assert!(asked < 5, "no limit");
    };
    assert_eq!((refused.status, refused.code()), (429, "too_many_orders"));
    let again = ask(&guest, &order, "round-number-0", "").await;
    assert_eq!(again.status, 200, "what arrived is answered");
}
