//! Lag, sleep, restart: nothing lost, nothing twice, in order.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::{Screen, int, nasi_goreng_lines, spawn_app, uid};

#[tokio::test]
async fn a_screen_that_reads_nothing_for_a_while_still_hears_everything_once() {
    // Many more events than a room keeps and a network holds: the screen is caught up from the
    // journal, and no other screen waited for it.
    const TICKS: i64 = 300;
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order_of(&nasi_goreng_lines(50)).await;
    cashier.pay(&order).await;
    let mut phone = Screen::open_narrow(
        &customer,
        &format!("/ws?room=order:{}&since=3", uid(&order)),
    )
    .await;
    let mut till = Screen::open_narrow(&cashier, "/ws?room=cashier&since=3").await;
    phone.joined().await;
    till.joined().await;

    for tick in 0..TICKS {
        let status = if tick % 2 == 0 { "done" } else { "queued" };
        assert_eq!(cashier.set_line(&order, 1, status).await.status, 200);
    }

    for seq in 4..4 + TICKS {
        for screen in [&mut phone, &mut till] {
            assert_eq!(screen.hears_next("order_line_update").await["seq"], seq);
        }
    }
    // Caught up and live again.
    cashier.set_status(&order, "ready").await;
    for screen in [&mut phone, &mut till] {
        assert_eq!(
            screen.hears_next("order_status_update").await["seq"],
            4 + TICKS
        );
    }
}

#[tokio::test]
async fn a_screen_that_sleeps_through_a_restart_goes_on_where_it_was() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    let epoch = order["epoch"].as_str().expect("an epoch").to_owned();
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let seen = int(&till.hears_next("new_order").await["seq"]);
    drop(till);

    cashier.pay(&order).await;
    customer.order().await;
    let app = app.reopen().await;
    let cashier = crate::support::Caller {
        address: app.address,
        ..cashier
    };
    cashier.set_status(&order, "ready").await;

    let mut till = cashier
        .listen(&format!("/ws?room=cashier&since={seen}&epoch={epoch}"))
        .await;
    assert_eq!(till.joined().await, seen);
    let mut phone = app
        .customer()
        .listen(&format!(
            "/ws?room=order:{}&since=1&epoch={epoch}",
            uid(&order)
        ))
        .await;
    assert_eq!(phone.joined().await, 1);
    for (seq, topic) in [
        (2, "payment_success"),
        (3, "order_status_update"),
        (4, "new_order"),
        (5, "order_status_update"),
    ] {
        assert_eq!(till.hears_next(topic).await["seq"], seq);
    }
    for (seq, topic) in [
        (2, "payment_success"),
        (3, "order_status_update"),
        (4, "order_status_update"),
    ] {
        assert_eq!(phone.hears_next(topic).await["seq"], seq);
    }
    // And live.
    cashier.set_status(&order, "completed").await;
    assert_eq!(till.hears_next("order_status_update").await["seq"], 6);
    assert_eq!(phone.hears_next("order_status_update").await["seq"], 5);
}

#[tokio::test]
async fn screens_that_come_and_go_while_orders_pour_in_miss_nothing() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let pouring = tokio::spawn({
        let customer = customer.clone();
        async move {
            for _ in 0..20 {
                join_all((0..10).map(|_| customer.order())).await;
            }
        }
    });
    // Leaves after every seventh event and comes back to where it was.
    let mut seen = 0;
    while seen < 200 {
        let mut till = cashier
            .listen(&format!("/ws?room=cashier&since={seen}"))
            .await;
        assert_eq!(till.joined().await, seen);
        for _ in 0..7.min(200 - seen) {
            seen += 1;
            assert_eq!(till.hears_next("new_order").await["seq"], seen);
        }
    }
    pouring.await.expect("no panic");
}

#[tokio::test]
async fn a_place_that_means_nothing_here_is_answered_with_the_present() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    cashier.pay(&order).await;
    let epoch = order["epoch"].as_str().expect("an epoch").to_owned();
    let own = format!("order:{}", uid(&order));

    for query in ["", "&since=99", "&since=-1", "&since=3&epoch=another"] {
        let mut phone = customer.listen(&format!("/ws?room={own}{query}")).await;
        let snapshot = phone.snapshot().await;
        assert_eq!(
            (&snapshot["seq"], &snapshot["data"]["order"]["rev"]),
            (&json!(3), &json!(3))
        );
        assert!(
            snapshot["data"]["order"].get("payment").is_none(),
            "a customer's view"
        );
        let mut till = cashier.listen(&format!("/ws?room=cashier{query}")).await;
        let snapshot = till.snapshot().await;
        assert_eq!(
            (&snapshot["seq"], uids(&snapshot)),
            (&json!(3), vec![uid(&order)])
        );
    }
    // At the very end there is nothing to tell; the next event comes live.
    let mut phone = customer
        .listen(&format!("/ws?room={own}&since=3&epoch={epoch}"))
        .await;
    assert_eq!(phone.joined().await, 3);
    let mut till = cashier
        .listen(&format!("/ws?room=cashier&since=3&epoch={epoch}"))
        .await;
    assert_eq!(till.joined().await, 3);
    cashier.set_status(&order, "ready").await;
    assert_eq!(phone.hears_next("order_status_update").await["seq"], 4);
    assert_eq!(till.hears_next("order_status_update").await["seq"], 4);
}

#[tokio::test]
async fn the_journal_over_http_tells_what_the_room_tells() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    cashier.pay(&order).await;
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    for told in cashier.journal(0).await {
        assert_eq!(till.hears().await, told);
    }
    let page = cashier
        .get("/api/v1/admin/events?since=1&limit=1")
        .await
        .body;
    assert_eq!((&page["seq"], &page["epoch"]), (&json!(3), &order["epoch"]));
    assert_eq!(page["events"].as_array().map(Vec::len), Some(1));
}

fn uids(snapshot: &Value) -> Vec<String> {
    snapshot["data"]["orders"]
        .as_array()
        .expect("orders")
        .iter()
        .map(uid)
        .collect()
}

#[tokio::test]
async fn a_place_that_the_journal_no_longer_keeps_is_answered_with_the_present() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    cashier.pay(&order).await;
    cashier.set_status(&order, "ready").await;
    let shortened = "
        insert into order_history (seq, order_id, rev, type, at, by, status, after)
            select seq, order_id, rev, type, at, 'Rina', 'preparing', 'preparing'
            from events where seq <= 2;
        delete from events where seq <= 2";
    let app = app.reopen_after(shortened).await;
    let cashier = crate::support::Caller {
        address: app.address,
        ..cashier
    };
    let own = format!("order:{}", uid(&order));
    for (caller, room) in [(&cashier, "cashier"), (&app.customer(), own.as_str())] {
        let mut gone = caller.listen(&format!("/ws?room={room}&since=1")).await;
        assert_eq!(gone.snapshot().await["seq"], 4, "{room}");
        let mut kept = caller.listen(&format!("/ws?room={room}&since=2")).await;
        assert_eq!(kept.joined().await, 2, "{room}");
        for seq in [3, 4] {
            assert_eq!(
                kept.hears_next("order_status_update").await["seq"],
                seq,
                "{room}"
            );
        }
    }
}

#[tokio::test]
async fn a_screen_that_joins_after_many_pages_of_events_hears_each_of_them_once() {
    // Both rooms read the journal by pages of 128.
    const TICKS: i64 = 300;
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order_of(&nasi_goreng_lines(50)).await;
    cashier.pay(&order).await;
    for tick in 0..TICKS {
        let status = if tick % 2 == 0 { "done" } else { "queued" };
        assert_eq!(cashier.set_line(&order, 1, status).await.status, 200);
    }
    for (caller, room) in [
        (&cashier, "cashier".to_owned()),
        (&customer, format!("order:{}", uid(&order))),
    ] {
        let mut screen = caller.listen(&format!("/ws?room={room}&since=3")).await;
        assert_eq!(screen.joined().await, 3);
        for seq in 4..=3 + TICKS {
            assert_eq!(int(&screen.hears().await["seq"]), seq, "{room}");
        }
    }
}
