//! One address asks for too much: it waits, and no other address notices.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::tungstenite::Error;

use crate::support::{Answer, Caller, Screen, nasi_goreng, spawn_limited_app, uid};

/// A refusal for which one waits, and for how many seconds.
fn wait(answer: &Answer, code: &str) -> u64 {
    assert_eq!(
        (answer.status, answer.code()),
        (429, code),
        "{}",
        answer.body
    );
    let seconds = answer.header("retry-after").parse().expect("seconds");
    let detail = answer.body["detail"].as_str().expect("words");
    assert!(!detail.contains('{'), "{detail}");
    seconds
}

async fn pay_all(cashier: &Caller, orders: &[Value]) {
    for order in orders {
        assert_eq!(cashier.pay(order).await.status, 200);
    }
}

#[tokio::test]
async fn three_unpaid_orders_are_enough_for_one_address_until_one_is_paid() {
    let app = spawn_limited_app().await;
    let (phone, cashier) = (app.customer().at(2), app.cashier().await);
    let mut orders = Vec::new();
    for _ in 0..3 {
        orders.push(phone.order().await);
    }
    let seq = app.shop.live().newest_seq().await.expect("a number");
    let refused = phone.post("/api/v1/orders", &nasi_goreng()).await;
    assert!(wait(&refused, "too_many_unpaid") > 0);
    assert_eq!(app.shop.live().newest_seq().await.expect("a number"), seq);
    // Another address, and the till at that very address, go on.
    app.customer().at(3).order().await;
    Caller {
        from: phone.from,
        ..cashier.clone()
    }
    .order()
    .await;
    pay_all(&cashier, &orders[..1]).await;
    orders.push(phone.order().await);
    // A cancelled one is as good as paid.
    let path = format!("/api/v1/orders/{}/cancel", uid(&orders[1]));
    assert_eq!(phone.post(&path, &json!({})).await.status, 200);
    phone.order().await;
    wait(
        &phone.post("/api/v1/orders", &nasi_goreng()).await,
        "too_many_unpaid",
    );
}

#[tokio::test]
async fn the_same_order_again_is_answered_also_by_whoever_may_place_no_more() {
    let app = spawn_limited_app().await;
    let phone = app.customer().at(2);
    let key = [("idempotency-key", "0123456789")];
    let order = nasi_goreng();
    let first = phone
        .ask("POST", "/api/v1/orders", &key, Some(&order))
        .await;
    phone.order().await;
    phone.order().await;
    for _ in 0..10 {
        // Over the unpaid ones first, then over the orders in a minute.
        let again = phone
            .ask("POST", "/api/v1/orders", &key, Some(&order))
            .await;
        assert_eq!((again.status, &again.body), (201, &first.body));
    }
    let refused = phone.post("/api/v1/orders", &order).await;
    wait(&refused, "too_many_orders");
}

#[tokio::test]
async fn ten_orders_a_minute_are_enough_for_one_address() {
    let app = spawn_limited_app().await;
    let (phone, cashier) = (app.customer().at(2), app.cashier().await);
    for _ in 0..10 {
        let order = phone.order().await;
        pay_all(&cashier, &[order]).await;
    }
    let refused = phone.post("/api/v1/orders", &nasi_goreng()).await;
    assert!((1..=6).contains(&wait(&refused, "too_many_orders")));
    app.customer().at(3).order().await;
}

#[tokio::test]
async fn the_owners_limits_hold_from_the_moment_they_are_set() {
    let app = spawn_limited_app().await;
    app.set(json!({ "limits": { "unpaid_orders": 1 } })).await;
    let phone = app.customer().at(2);
    phone.order().await;
    wait(
        &phone.post("/api/v1/orders", &nasi_goreng()).await,
        "too_many_unpaid",
    );
    app.set(json!({ "limits": { "unpaid_orders": 20, "orders_per_minute": 600 } }))
        .await;
    for _ in 0..12 {
        phone.order().await;
    }
    let folder = app.close().await;
    let app = crate::support::open_with(folder, crate::support::limited).await;
    let limits = app.owner().await.get("/api/v1/admin/settings").await;
    assert_eq!(limits.body["limits"]["unpaid_orders"], 20);
    assert_eq!(limits.body["limits"]["sockets"], 16);
}

#[tokio::test]
async fn a_paired_kiosk_serves_many_people_from_one_address() {
    let app = spawn_limited_app().await;
    let kiosk = app.screen("kiosk", "Kios").await;
    let mut order = nasi_goreng();
    order["channel"] = json!("kiosk");
    for n in 1..=15 {
        let placed = kiosk.order_of(&order).await;
        assert_eq!(placed["number"], format!("B-{n:03}"));
    }
}

#[tokio::test]
async fn guessing_numbers_and_uids_comes_to_an_end_and_a_customer_still_sees_their_order() {
    let app = spawn_limited_app().await;
    let phone = app.customer().at(2);
    let order = phone.order().await;
    for _ in 0..5 {
        let wrong = phone.get("/api/v1/lookup?number=C-001&code=0000").await;
        assert_eq!(wrong.status, 404);
    }
    let right = format!(
        "/api/v1/lookup?number=C-001&code={}",
        order["code"].as_str().expect("a code")
    );
    // Also with the right code: otherwise a guess would be told by its answer.
    wait(&phone.get(&right).await, "too_many_lookups");
    assert_eq!(app.customer().at(3).get(&right).await.status, 200);

    let guess = |n: u8| siap::domain::OrderUid::from_random([n; 16]);
    for n in 0..30 {
        // Over HTTP and over a socket it is one budget.
        let unknown = phone.get(&format!("/api/v1/orders/{}", guess(n))).await;
        assert_eq!(unknown.status, 404, "{n}");
    }
    for path in [
        "/api/v1/orders/{}",
        "/api/v1/orders/{}/qr.svg",
        "/api/v1/orders/{}/qris.svg",
        "/t/{}",
    ] {
        let path = path.replace("{}", guess(99).as_str());
        wait(&phone.get(&path).await, "too_many_lookups");
    }
    let mut screen = phone.listen("/ws").await;
    screen.join(&format!("order:{}", guess(99))).await;
    assert_eq!(screen.closes().await, 1008);
    let own = format!("/api/v1/orders/{}", uid(&order));
    assert_eq!(phone.get(&own).await.status, 200);
}

#[tokio::test]
async fn sixteen_sockets_are_enough_for_one_address_and_a_closed_one_makes_room() {
    let app = spawn_limited_app().await;
    let phone = app.customer().at(2);
    let order = phone.order().await;
    let events = format!("/api/v1/orders/{}/events", uid(&order));
    let mut screens = Vec::new();
    for _ in 0..15 {
        screens.push(phone.listen("/ws").await);
    }
    let stream = phone.follow(&events, &[]).await;
    let refused = Screen::open(&phone, "/ws", &[]).await;
    match refused.err() {
        Some(Error::Http(response)) => {
            assert_eq!(response.status(), 429);
            assert!(response.headers().contains_key("retry-after"));
        }
        other => panic!("429 was to come, not {other:?}"),
    }
    wait(&phone.get(&events).await, "too_many_sockets");
    // Another address, and the shop's own screens at that one, come in.
    app.customer().at(3).listen("/ws").await;
    let kitchen = app.kitchen().await;
    Caller {
        from: phone.from,
        ..kitchen
    }
    .listen("/ws?room=kitchen")
    .await;
    drop(stream);
    let mut last = screens.pop().expect("a socket");
    last.stream.close(None).await.expect("an end");
    drop(last);
    // Until the server has seen both go.
    let come_in = async {
        while Screen::open(&phone, "/ws", &[]).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), come_in)
        .await
        .expect("a place");
}

#[tokio::test]
async fn messages_are_counted_for_all_sockets_of_an_address() {
    let app = spawn_limited_app().await;
    let phone = app.customer().at(2);
    let (mut one, mut two) = (phone.listen("/ws").await, phone.listen("/ws").await);
    for _ in 0..60 {
        one.say(&json!({ "type": "ping" })).await;
        one.hears_next("heartbeat").await;
    }
    for _ in 0..45 {
        let said = json!({ "type": "ping" }).to_string();
        let message = tokio_tungstenite::tungstenite::Message::text(said);
        let _ = futures_util::SinkExt::send(&mut two.stream, message).await;
    }
    assert_eq!(two.closes().await, 1008);
    let mut other = app.customer().at(3).listen("/ws").await;
    other.say(&json!({ "type": "ping" })).await;
    other.hears_next("heartbeat").await;
}

#[tokio::test]
async fn an_address_with_too_many_connections_is_told_so_and_others_come_in() {
    let app = spawn_limited_app().await;
    app.set(json!({ "limits": { "connections": 16 } })).await;
    let phone = app.customer().at(2);
    let mut open = Vec::new();
    for _ in 0..16 {
        let mut connection = phone.connect().await.expect("a connection");
        // Half a request each.
        connection
            .write_all(b"GET / HTTP/1.1\r\n")
            .await
            .expect("open");
        open.push(connection);
    }
    let mut one_more = phone.connect().await.expect("a connection");
    let mut said = Vec::new();
    // A reset after the last byte is an end, too.
    let _ = one_more.read_to_end(&mut said).await;
    let said = String::from_utf8_lossy(&said);
    assert!(said.starts_with("HTTP/1.1 429 "), "{said}");
    for part in [
        "retry-after: ",
        "content-security-policy: ",
        "\"too_many_connections\"",
    ] {
        assert!(said.contains(part), "{said}");
    }
    let (_, body) = said.split_once("\r\n\r\n").expect("a body");
    let length = format!("content-length: {}\r\n", body.len());
    assert!(said.contains(&length), "{said}");
    app.customer().at(3).order().await;
    app.cashier().await;
}
