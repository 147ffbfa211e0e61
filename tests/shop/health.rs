//! How the shop is, as its supervisor, a collector of figures and the owner are told.

use serde_json::{Value, json};

use crate::support::{Answer, int, nasi_goreng, spawn_app};

/// The value of a metric, with its labels as they are written.
fn value(metrics: &Answer, name: &str) -> f64 {
    let text = std::str::from_utf8(&metrics.bytes).expect("text");
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or("0").parse().expect("a number")
}

#[tokio::test]
async fn what_happens_in_the_shop_is_counted() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let before = customer.get("/metrics").await;
    assert_eq!(
        before.header("content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    let mut till = cashier.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let order = customer.order().await;
    let mut phone = customer
        .listen(&format!(
            "/ws?room=order:{}",
            order["uid"].as_str().expect("a uid")
        ))
        .await;
    phone.snapshot().await;
    cashier.pay(&order).await;
    cashier.post("/api/v1/orders", &nasi_goreng()).await;
    let nothing = json!({ "items": [], "payment_method": "cash", "table_number": "5" });
    assert_eq!(
        customer.post("/api/v1/orders", &nothing).await.code(),
        "empty_order"
    );

    let after = customer.get("/metrics").await;
    for (name, count) in [
        ("siap_orders_total{channel=\"phone\"}", 1.0),
        ("siap_orders_total{channel=\"counter\"}", 1.0),
        ("siap_events_total{type=\"new_order\"}", 2.0),
        ("siap_events_total{type=\"payment_success\"}", 1.0),
        ("siap_events_total{type=\"order_status_update\"}", 1.0),
        ("siap_refusals_total{code=\"empty_order\"}", 1.0),
        ("siap_sockets{room=\"cashier\"}", 1.0),
        ("siap_sockets{room=\"order\"}", 1.0),
        ("siap_journal_seq", 4.0),
        ("siap_active_orders", 2.0),
    ] {
        assert!(
            (value(&after, name) - value(&before, name) - count).abs() < 0.5,
            "{name}: {} after {}",
            value(&after, name),
            value(&before, name)
        );
    }
    // Log-ins and upkeep commit, too.
    let commits = |answer| value(answer, "siap_commit_seconds_count");
    assert!(commits(&after) >= commits(&before) + 3.0);
    assert!(value(&after, "siap_commit_jobs_sum") >= commits(&after));
    for name in [
        "siap_can_write",
        "siap_database_bytes",
        "siap_disk_free_bytes",
        "siap_build_info{version=\"0.1.0\"}",
    ] {
        assert!(value(&after, name) >= 1.0, "{name}");
    }
}

#[tokio::test]
async fn a_socket_that_closes_is_counted_no_more() {
    let app = spawn_app().await;
    let mut phone = app.customer().listen("/ws?room=menu").await;
    phone.snapshot().await;
    let sockets = async || {
        value(
            &app.customer().get("/metrics").await,
            "siap_sockets{room=\"menu\"}",
        )
    };
    assert!(sockets().await > 0.5);
    drop(phone);
    while sockets().await > 0.5 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn figures_are_for_the_machine_itself_and_for_the_owner() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    assert_eq!(app.customer().get("/metrics").await.status, 200);
    assert_eq!(
        app.customer().at(2).get("/metrics").await.code(),
        "unauthorized"
    );
    assert_eq!(cashier.at(2).get("/metrics").await.code(), "forbidden");
    assert_eq!(owner.at(2).get("/metrics").await.status, 200);
}

#[tokio::test]
async fn the_owner_sees_every_screen_with_how_far_it_is() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let mut till = cashier.listen("/ws?room=cashier&screen=till-tablet").await;
    till.snapshot().await;
    let mut stove = app
        .kitchen()
        .await
        .listen("/ws?room=kitchen&screen=stove-tablet")
        .await;
    stove.snapshot().await;
    let order = app.customer().order().await;
    cashier.pay(&order).await;
    let ready = cashier.set_status(&order, "ready").await;
    cashier.set_status(&order, "completed").await;
    assert_eq!(ready.status, 200);
    for screen in [&mut till, &mut stove] {
        while screen.hears_anything().await["seq"] != 5 {}
    }

    let screen = |health: &Value, n: usize| health["screens"][n].clone();
    // Reading what it hears, a screen answers; the answer is on its way.
    let health = loop {
        till.say(&json!({ "type": "ping" })).await;
        till.hears_next("heartbeat").await;
        stove.say(&json!({ "type": "ping" })).await;
        stove.hears_next("heartbeat").await;
        let health = owner.get("/api/v1/admin/health").await.body;
        let answered = |n| screen(&health, n)["delay_ms"].is_u64();
        if answered(0) && answered(1) {
            break health;
        }
    };
    assert_eq!(health["status"], "ok");
    assert_eq!(int(&health["seq"]), 5);
    for (n, room, name) in [(0, "cashier", "Rina"), (1, "kitchen", "Budi")] {
        let screen = screen(&health, n);
        assert_eq!(
            (&screen["room"], &screen["name"]),
            (&json!(room), &json!(name))
        );
        assert_eq!(
            (&screen["connected"], &screen["seq"]),
            (&json!(true), &json!(5)),
            "{screen}"
        );
        assert_eq!(screen["behind"], 0, "{screen}");
    }
    drop(stove);
    let lost = loop {
        let health = owner.get("/api/v1/admin/health").await.body;
        if screen(&health, 1)["connected"] == false {
            break screen(&health, 1);
        }
    };
    assert_eq!(
        (&lost["seq"], &lost["behind"]),
        (&Value::Null, &Value::Null)
    );
}
