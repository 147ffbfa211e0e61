//! Who hears what; an outsider hears silence.
//!
//! Silence cannot be waited for. What a screen must not hear is told first, then something that it
//! must receive: the next message has to be that.

use serde_json::json;

use crate::support::{Screen, int, nasi_goreng_lines, spawn_app, uid};

#[tokio::test]
async fn each_event_reaches_exactly_its_audience() {
    let app = spawn_app().await;
    let (customer, cashier, kitchen) = (app.customer(), app.cashier().await, app.kitchen().await);
    let strangers_order = customer.order().await;
    let mut till = cashier.listen("/ws?room=cashier&since=1").await;
    till.joined().await;
    let mut stove = kitchen.listen("/ws?room=kitchen&since=1").await;
    stove.joined().await;
    let mut stranger = own_room(&app.customer(), &strangers_order).await;

    let order = customer.order_of(&nasi_goreng_lines(2)).await;
    let mut phone = own_room(&customer, &order).await;
    let heard = till.hears_next("new_order").await;
    assert_eq!(heard["data"]["order"]["uid"], order["uid"]);

    cashier.pay(&order).await;
    kitchen.set_line(&order, 1, "done").await;
    kitchen.set_status(&order, "ready").await;
    cashier.set_status(&order, "completed").await;

    let told = [
        ("payment_success", "preparing"),
        ("order_status_update", "preparing"),
        ("order_line_update", "preparing"),
        ("order_status_update", "ready"),
        ("order_status_update", "completed"),
    ];
    for (place, (topic, status)) in (2_i64..).zip(told) {
        let at_till = till.hears_next(topic).await;
        // The journal's own number at the till, the order's on the phone.
        assert_eq!(int(&at_till["seq"]), place + 1);
        let on_phone = phone.hears_next(topic).await;
        assert_eq!(int(&on_phone["seq"]), place);
        for heard in [&at_till, &on_phone] {
            assert_eq!(heard["data"]["order"]["uid"], order["uid"]);
            assert_eq!(heard["data"]["order"]["status"], status);
            assert_eq!(heard["data"]["order"]["rev"], place);
        }
        assert!(
            on_phone["data"]["order"].get("placed_by").is_none(),
            "{on_phone}"
        );
        // Money is the till's; the kitchen hears what it cooks.
        if topic != "payment_success" {
            assert_eq!(stove.hears_next(topic).await["seq"], at_till["seq"]);
        }
    }

    // The stranger heard none of it: what comes next is their own.
    let path = format!("/api/v1/orders/{}/cancel", uid(&strangers_order));
    customer.ask("POST", &path, &[], None).await;
    let own = stranger.hears_next("order_status_update").await;
    assert_eq!(
        (&own["seq"], &own["data"]["order"]["uid"]),
        (&json!(2), &strangers_order["uid"])
    );
    // An order that never was the kitchen's is cancelled without the kitchen.
    let next = customer.order().await;
    cashier.pay(&next).await;
    let heard = stove.hears_next("order_status_update").await;
    assert_eq!(heard["data"]["order"]["uid"], next["uid"]);
}

#[tokio::test]
async fn one_socket_can_be_in_many_rooms_and_leave_them() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let (mine, yours) = (customer.order().await, customer.order().await);
    let mut screen = own_room(&customer, &mine).await;
    let your_room = format!("order:{}", uid(&yours));
    screen.join(&your_room).await;
    screen.snapshot().await;
    cashier.pay(&yours).await;
    assert_eq!(
        screen.hears_next("payment_success").await["room"],
        your_room
    );
    screen.hears_next("order_status_update").await;

    screen
        .say(&json!({ "type": "leave", "room": your_room }))
        .await;
    screen.say(&json!({ "type": "ping" })).await;
    let rooms = screen.hears_next("heartbeat").await["rooms"].clone();
    assert_eq!(rooms, json!({ format!("order:{}", uid(&mine)): 1 }));
    cashier.set_status(&yours, "ready").await;
    cashier.pay(&mine).await;
    let next = screen.hears_next("payment_success").await;
    assert_eq!(next["data"]["order"]["uid"], mine["uid"]);
}

#[tokio::test]
async fn a_room_that_is_not_yours_is_an_error_and_not_a_silence() {
    let app = spawn_app().await;
    let nobody = "order:7zzzzzzzzzzzzzzzzzzzzzzzzz";
    for (caller, room, code) in [
        (app.customer(), "cashier", "forbidden"),
        (app.customer(), "kitchen", "forbidden"),
        (app.kitchen().await, "cashier", "forbidden"),
        (app.cashier().await, nobody, "order_not_found"),
        (app.cashier().await, "order:short", "unknown_room"),
        (app.cashier().await, "attic", "unknown_room"),
    ] {
        let mut screen = caller.listen(&format!("/ws?room={room}")).await;
        let error = screen.hears_next("error").await;
        assert_eq!(
            (&error["code"], &error["room"]),
            (&json!(code), &json!(room))
        );
        assert!(
            error["detail"]
                .as_str()
                .is_some_and(|detail| !detail.is_empty())
        );
        // The socket stays good for other rooms.
        screen.join("board").await;
        screen.snapshot().await;
    }
    for (caller, room) in [
        (app.kitchen().await, "kitchen"),
        (app.cashier().await, "kitchen"),
        (app.owner().await, "cashier"),
    ] {
        caller
            .listen(&format!("/ws?room={room}"))
            .await
            .snapshot()
            .await;
    }
}

#[tokio::test]
async fn logging_out_closes_the_sockets_of_that_session_and_of_no_other() {
    let app = spawn_app().await;
    let (cashier, other) = (app.cashier().await, app.cashier().await);
    let mut leaving = cashier.listen("/ws?room=cashier").await;
    let mut staying = other.listen("/ws?room=cashier").await;
    leaving.snapshot().await;
    staying.snapshot().await;
    let gone = cashier.ask("POST", "/api/v1/admin/logout", &[], None).await;
    assert_eq!(gone.status, 204);
    assert_eq!(leaving.closes_at_once().await, 4401);
    let order = app.customer().order().await;
    assert_eq!(
        staying.hears_next("new_order").await["data"]["order"]["uid"],
        order["uid"]
    );
    assert_eq!(cashier.get("/api/v1/admin/me").await.status, 401);
}

#[tokio::test]
async fn an_orders_room_as_server_sent_events_tells_the_same() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    cashier.pay(&order).await;
    let path = format!("/api/v1/orders/{}/events", uid(&order));
    let mut phone = customer
        .listen(&format!("/ws?room=order:{}&since=1", uid(&order)))
        .await;
    phone.joined().await;
    let mut stream = customer.follow(&path, &[("last-event-id", "1")]).await;
    for topic in ["payment_success", "order_status_update"] {
        let heard = phone.hears_next(topic).await;
        let streamed = stream.next().await;
        assert_eq!(
            (streamed.topic.as_str(), streamed.data),
            (topic, heard.clone())
        );
        assert_eq!(streamed.id, heard["seq"].to_string());
    }
    let mut later = customer.follow(&path, &[("last-event-id", "2")]).await;
    assert_eq!(later.next().await.id, "3");
    let mut lost = customer.follow(&path, &[("last-event-id", "99")]).await;
    assert_eq!(lost.next().await.topic, "snapshot");
    let mut fresh = customer
        .follow(&format!("{path}?since=1&epoch=another"), &[])
        .await;
    assert_eq!(fresh.next().await.topic, "snapshot");

    cashier.set_status(&order, "ready").await;
    for stream in [&mut stream, &mut lost, &mut fresh] {
        assert_eq!(stream.next().await.id, "4");
    }
    app.close().await;
    assert!(stream.ended().await);
}

/// A screen in an order's room, that has seen it placed.
async fn own_room(caller: &crate::support::Caller, order: &serde_json::Value) -> Screen {
    let mut screen = caller
        .listen(&format!("/ws?room=order:{}&since=1", uid(order)))
        .await;
    assert_eq!(screen.joined().await, 1);
    screen
}
