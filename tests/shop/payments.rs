//! Money, and the two ways a shop can time it.

use futures_util::future::join_all;
use serde_json::json;

use crate::support::{int, spawn_app, uid};

#[tokio::test]
async fn paid_first_an_order_lives_from_waiting_to_picked_up() {
    let app = spawn_app().await;
    let (customer, cashier, kitchen) = (app.customer(), app.cashier().await, app.kitchen().await);
    let order = customer.order().await;
    let mut phone = customer
        .listen(&format!("/ws?room=order:{}&since=1", uid(&order)))
        .await;
    assert_eq!(phone.joined().await, 1);

    let paid = cashier
        .put(
            &format!("/api/v1/admin/orders/{}/confirm-payment", uid(&order)),
            &json!({ "tendered": 50_000 }),
        )
        .await;
    assert_eq!(
        (paid.status, &paid.body["change"]),
        (200, &json!(30_000)),
        "{}",
        paid.body
    );
    assert_eq!(paid.body["status"], "preparing");
    let event = phone.hears_next("payment_success").await;
    assert_eq!(event["data"]["order"]["payment_status"], "paid");
    let event = phone.hears_next("order_status_update").await;
    assert_eq!(
        (&event["seq"], &event["data"]["order"]["status"]),
        (&json!(3), &json!("preparing"))
    );
    assert_eq!(event["data"]["previous_status"], "awaiting_payment");

    let cooked = kitchen.set_line(&order, 1, "done").await;
    assert_eq!(
        (cooked.status, &cooked.body["status"]),
        (200, &json!("ready"))
    );
    let event = phone.hears_next("order_line_update").await;
    assert_eq!(
        (&event["seq"], &event["data"]["line_id"]),
        (&json!(4), &json!(1))
    );
    let event = phone.hears_next("order_status_update").await;
    assert_eq!(
        (&event["seq"], &event["data"]["order"]["status"]),
        (&json!(5), &json!("ready"))
    );

    let done = cashier.set_status(&order, "completed").await;
    assert_eq!(
        (done.status, &done.body["status"]),
        (200, &json!("completed"))
    );
    let event = phone.hears_next("order_status_update").await;
    assert_eq!(
        (&event["seq"], &event["data"]["order"]["status"]),
        (&json!(6), &json!("completed"))
    );
}

#[tokio::test]
async fn paid_later_the_kitchen_starts_at_once_and_nothing_leaves_unpaid() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after" })).await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let mut stove = kitchen.listen("/ws?room=kitchen").await;
    stove.snapshot().await;
    let order = app.customer().order().await;
    assert_eq!(
        (&order["status"], &order["expires_at"]),
        (&json!("preparing"), &json!(null))
    );
    let event = stove.hears_next("new_order").await;
    assert_eq!(event["data"]["order"]["uid"], order["uid"]);

    kitchen.set_status(&order, "ready").await;
    let early = cashier.set_status(&order, "completed").await;
    assert_eq!((early.status, early.code()), (409, "not_paid"));
    assert_eq!(early.body["order"]["status"], "ready");
    let paid = cashier.pay(&order).await;
    // The money does not move food that is ready already.
    assert_eq!((paid.status, &paid.body["status"]), (200, &json!("ready")));
    assert_eq!(cashier.set_status(&order, "completed").await.status, 200);
    let topics: Vec<_> = cashier
        .journal(0)
        .await
        .iter()
        .map(|event| event["type"].clone())
        .collect();
    assert_eq!(
        topics,
        [
            "new_order",
            "order_status_update",
            "payment_success",
            "order_status_update"
        ]
    );
}

#[tokio::test]
async fn a_payment_confirmed_by_many_tills_at_once_is_one_payment() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let order = app.customer().order().await;
    let path = format!("/api/v1/admin/orders/{}/confirm-payment", uid(&order));
    let tenders: Vec<_> = (0..12)
        .map(|i| json!({ "tendered": 20_000 + i * 1_000 }))
        .collect();
    let answers = join_all(tenders.iter().map(|body| cashier.put(&path, body))).await;
    let change = answers[0].body["change"].clone();
    for answer in answers {
        assert_eq!((answer.status, &answer.body["change"]), (200, &change));
    }
    let journal = cashier.journal(0).await;
    let payments = journal
        .iter()
        .filter(|event| event["type"] == "payment_success");
    assert_eq!(payments.count(), 1);
}

#[tokio::test]
async fn another_method_than_planned_can_be_taken_and_only_cash_gives_change() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let order = app.customer().order().await;
    let path = format!("/api/v1/admin/orders/{}/confirm-payment", uid(&order));
    let paid = cashier
        .put(&path, &json!({ "method": "qris", "tendered": 99_000 }))
        .await;
    assert_eq!((paid.status, &paid.body["change"]), (200, &json!(0)));
    assert_eq!(paid.body["payment"]["method"], "qris");
    assert_eq!(paid.body["payment_method"], "qris");
}

#[tokio::test]
async fn an_order_that_nobody_pays_is_cancelled_by_the_clock_and_everybody_hears_why() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    let paid = customer.order().await;
    cashier.pay(&paid).await;
    let mut phone = customer
        .listen(&format!("/ws?room=order:{}", uid(&order)))
        .await;
    phone.snapshot().await;

    let expires: jiff::Timestamp = order["expires_at"]
        .as_str()
        .expect("a time")
        .parse()
        .expect("a time");
    let second = jiff::SignedDuration::from_secs(1);
    assert_eq!(
        app.shop
            .orders()
            .expire_unpaid(expires - second)
            .await
            .expect("a look"),
        0
    );
    assert_eq!(
        app.shop
            .orders()
            .expire_unpaid(expires)
            .await
            .expect("a look"),
        1
    );
    let event = phone.hears_next("order_status_update").await;
    assert_eq!(
        (&event["data"]["cause"], &event["seq"]),
        (&json!("expired"), &json!(2))
    );
    assert_eq!(event["data"]["order"]["cancel_cause"], "expired");
    let late = cashier.pay(&order).await;
    assert_eq!((late.status, late.code()), (409, "illegal_move"));
}

#[tokio::test]
async fn an_order_need_not_be_hurried_when_the_owner_says_so() {
    let app = spawn_app().await;
    app.set(json!({ "unpaid_expiry_minutes": 0 })).await;
    let order = app.customer().order().await;
    assert_eq!(order["expires_at"], json!(null));
    let later = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1000);
    assert_eq!(
        app.shop
            .orders()
            .expire_unpaid(later)
            .await
            .expect("a look"),
        0
    );
}

#[tokio::test]
async fn a_customer_can_cancel_until_the_money_is_there() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let cancel = |order: &serde_json::Value| format!("/api/v1/orders/{}/cancel", uid(order));
    let order = customer.order().await;
    let cancelled = customer.ask("POST", &cancel(&order), &[], None).await;
    assert_eq!(
        (cancelled.status, &cancelled.body["status"]),
        (200, &json!("cancelled"))
    );
    let again = customer.ask("POST", &cancel(&order), &[], None).await;
    assert_eq!((again.status, int(&again.body["rev"])), (200, 2));

    let order = customer.order().await;
    cashier.pay(&order).await;
    let late = customer.ask("POST", &cancel(&order), &[], None).await;
    assert_eq!((late.status, late.code()), (409, "illegal_move"));
    assert_eq!(late.body["order"]["status"], "preparing");
    assert_eq!(late.body["order"].get("payment"), None, "a customer's view");

    let order = customer.order().await;
    let part = json!({ "method": "cash", "amount": 5_000, "expected_rev": 1 });
    let path = format!("/api/v1/admin/orders/{}/payments", uid(&order));
    let part = cashier.ask(
        "POST",
        &path,
        &[("idempotency-key", "part-of-it")],
        Some(&part),
    );
    assert_eq!(part.await.body["payment_status"], "partially_paid");
    let late = customer.ask("POST", &cancel(&order), &[], None).await;
    assert_eq!((late.status, late.code()), (409, "already_paid"));
    assert_eq!(late.body["order"]["status"], "awaiting_payment");
}
