//! What happens to an order at the stove and after it.

use futures_util::future::join_all;
use serde_json::json;

use crate::support::{nasi_goreng_lines, spawn_app, uid};

#[tokio::test]
async fn two_tablets_that_bump_the_same_order_are_one_bump() {
    let app = spawn_app().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let order = app.customer().order().await;
    cashier.pay(&order).await;
    let path = format!("/api/v1/admin/orders/{}/status", uid(&order));
    let bump = json!({ "status": "ready", "expected_rev": 3 });
    let answers = join_all((0..8).map(|_| kitchen.put(&path, &bump))).await;
    for answer in answers {
        assert_eq!(
            (answer.status, &answer.body["rev"]),
            (200, &json!(4)),
            "{}",
            answer.body
        );
    }
    assert_eq!(cashier.journal(3).await.len(), 1);
}

#[tokio::test]
async fn a_command_for_an_order_that_has_moved_on_is_told_how_it_is_now() {
    let app = spawn_app().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let order = app.customer().order_of(&nasi_goreng_lines(2)).await;
    cashier.pay(&order).await;
    kitchen.set_line(&order, 1, "done").await;
    let path = format!("/api/v1/admin/orders/{}/status", uid(&order));
    let late = cashier
        .put(
            &path,
            &json!({ "status": "cancelled", "reason": "habis", "expected_rev": 3 }),
        )
        .await;
    assert_eq!((late.status, late.code()), (409, "moved_on"));
    assert_eq!(
        (&late.body["order"]["rev"], &late.body["order"]["status"]),
        (&json!(4), &json!("preparing"))
    );
    assert_eq!(cashier.journal(4).await.len(), 0);
}

#[tokio::test]
async fn lines_are_ticked_one_by_one_and_the_last_one_calls_the_order_out() {
    let app = spawn_app().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let order = app.customer().order_of(&nasi_goreng_lines(3)).await;
    cashier.pay(&order).await;
    for (line, status) in [(2, "preparing"), (1, "preparing"), (3, "ready")] {
        let ticked = kitchen.set_line(&order, line, "done").await;
        assert_eq!(ticked.body["status"], status, "line {line}");
    }
    let recalled = kitchen.set_line(&order, 2, "queued").await;
    assert_eq!(
        (recalled.status, &recalled.body["status"]),
        (200, &json!("preparing"))
    );
    let last = cashier.journal(0).await.pop().expect("an event");
    assert_eq!(
        (&last["type"], &last["data"]["cause"]),
        (&json!("order_status_update"), &json!("recall"))
    );
}

#[tokio::test]
async fn what_was_called_out_or_picked_up_too_early_comes_back() {
    let app = spawn_app().await;
    let (cashier, kitchen) = (app.cashier().await, app.kitchen().await);
    let order = app.customer().order().await;
    cashier.pay(&order).await;
    for (status, cause) in [
        ("ready", json!(null)),
        ("preparing", json!("recall")),
        ("ready", json!(null)),
        ("completed", json!(null)),
        ("ready", json!("reopen")),
    ] {
        let caller = if status == "preparing" {
            &kitchen
        } else {
            &cashier
        };
        let moved = caller.set_status(&order, status).await;
        assert_eq!((moved.status, &moved.body["status"]), (200, &json!(status)));
        let last = cashier.journal(0).await.pop().expect("an event");
        assert_eq!(last["data"]["cause"], cause);
    }
}

#[tokio::test]
async fn the_board_shows_numbers_and_nothing_else() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let mut board = customer.listen("/ws?room=board").await;
    assert_eq!(
        board.snapshot().await["data"],
        json!({ "preparing": [], "ready": [] })
    );
    let orders = [customer.order().await, customer.order().await];
    for order in &orders {
        cashier.pay(order).await;
    }
    cashier.set_status(&orders[0], "ready").await;
    cashier.set_status(&orders[1], "ready").await;
    // Many changes may be one telling; the last one told is the present.
    let now = json!({ "preparing": [], "ready": ["C-002", "C-001"] });
    let mut told = json!(null);
    while told != now {
        let update = board.hears_next("board_update").await;
        assert!(!update.to_string().contains("Rani"), "{update}");
        told = update["data"].clone();
    }
    assert_eq!(customer.get("/api/v1/board").await.body, now);
}

#[tokio::test]
async fn who_waits_is_told_which_orders_are_before_theirs_and_nothing_more_of_them() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let mut phone = customer.listen("/ws?room=queue").await;
    assert_eq!(
        phone.snapshot().await["data"],
        json!({ "waiting": [], "usual_minutes": null })
    );
    let orders = [customer.order().await, customer.order().await];
    cashier.pay(&orders[1]).await;
    assert_eq!(
        phone.hears_next("queue_update").await["data"],
        json!({ "waiting": ["C-002"], "usual_minutes": null })
    );
    cashier.pay(&orders[0]).await;
    // Who comes later has the present at once, in the order in which they are made.
    let mut other = customer.listen("/ws?room=queue").await;
    let present = other.snapshot().await;
    assert_eq!(present["data"]["waiting"], json!(["C-001", "C-002"]));
    assert!(!present.to_string().contains("Rani"), "{present}");
}

#[tokio::test]
async fn asking_for_where_an_order_is_already_is_a_quiet_success_everywhere() {
    let app = spawn_app().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let order = app.customer().order().await;
    for status in ["awaiting_payment", "preparing", "ready", "completed"] {
        if status == "preparing" {
            cashier.pay(&order).await;
        } else if status != "awaiting_payment" {
            cashier.set_status(&order, status).await;
        }
        let before = cashier.journal(0).await.len();
        let path = format!("/api/v1/admin/orders/{}/status", uid(&order));
        let again = owner
            .put(&path, &json!({ "status": status, "expected_rev": 1 }))
            .await;
        assert_eq!((again.status, &again.body["status"]), (200, &json!(status)));
        assert_eq!(cashier.journal(0).await.len(), before);
    }
}

#[tokio::test]
async fn whoever_asks_something_of_an_older_order_is_told_that_it_has_moved_on() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    let own = format!("/api/v1/orders/{}/cancel", uid(&order));
    let staff = |what: &str| format!("/api/v1/admin/orders/{}/{what}", uid(&order));
    // Not even what the rules would allow, and not «not possible» where the order just moved.
    let early = customer.post(&own, &json!({ "expected_rev": 7 })).await;
    assert_eq!((early.status, early.code()), (409, "moved_on"));
    let early = cashier
        .put(&staff("confirm-payment"), &json!({ "expected_rev": 7 }))
        .await;
    assert_eq!((early.status, early.code()), (409, "moved_on"));
    assert_eq!(cashier.journal(0).await.len(), 1);
    let paid = cashier
        .put(&staff("confirm-payment"), &json!({ "expected_rev": 1 }))
        .await;
    assert_eq!(paid.status, 200);
    let done = json!({ "status": "completed", "expected_rev": 1 });
    let late = cashier.put(&staff("status"), &done).await;
    assert_eq!((late.status, late.code()), (409, "moved_on"));
    let late = customer.post(&own, &json!({ "expected_rev": 1 })).await;
    assert_eq!((late.status, late.code()), (409, "moved_on"));
}
