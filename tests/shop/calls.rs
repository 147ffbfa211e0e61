//! Calls from the tables: who may call and how often, and that every till shows a call until one takes it away.

use serde_json::{Value, json};

use crate::support::{
    Answer, Caller, Screen, TestApp, int, nasi_goreng, spawn_app, spawn_limited_app, uid,
};

async fn call(caller: &Caller, body: Value) -> Answer {
    caller.post("/api/v1/calls", &body).await
}

/// The token on the card of the only table.
async fn card(app: &TestApp) -> String {
    let owner = app.owner().await;
    let tables = json!({ "tables": ["7"] });
    owner.put("/api/v1/admin/tables", &tables).await;
    let deck = owner.get("/api/v1/admin/cards").await.body;
    deck["cards"][0]["token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

/// The calls as the till is told them next.
async fn told(till: &mut Screen) -> Vec<Value> {
    loop {
        let heard = till.hears_anything().await;
        if heard["type"] == "table_calls" {
            assert_eq!(
                (&heard["room"], heard.get("seq")),
                (&json!("cashier"), None)
            );
            return heard["data"]["calls"].as_array().expect("calls").clone();
        }
    }
}

#[tokio::test]
async fn a_table_that_calls_is_on_every_till_until_one_takes_it_away() {
    let app = spawn_app().await;
    let card = card(&app).await;
    let order = app.customer().order().await;
    let (cashier, waiter) = (
        app.cashier().await,
        app.with_role(siap::domain::Role::Waiter).await,
    );
    let mut till = cashier.listen("/ws?room=cashier").await;
    let mut phone = waiter.listen("/ws?room=cashier").await;
    let mut own = app
        .customer()
        .listen(&format!("/ws?room=order:{}", uid(&order)))
        .await;
    for screen in [&mut till, &mut phone, &mut own] {
        screen.snapshot().await;
    }
    for screen in [&mut till, &mut phone] {
        assert!(told(screen).await.is_empty(), "that there is none");
    }

    let called = call(
        &app.customer(),
        json!({ "wish": "waiter", "table_token": card }),
    )
    .await;
    assert_eq!(called.status, 200, "{}", called.body);
    assert_eq!(
        (&called.body["table_number"], &called.body["wish"]),
        (&json!("7"), &json!("waiter"))
    );
    assert_eq!(told(&mut till).await, std::slice::from_ref(&called.body));
    let bill = call(
        &app.customer(),
        json!({ "wish": "bill", "order": uid(&order) }),
    )
    .await;
    assert_eq!(
        (bill.status, &bill.body["table_number"]),
        (200, &json!("5"))
    );
    let both = vec![called.body.clone(), bill.body.clone()];
    assert_eq!(told(&mut till).await, both);
    // Once more for the same is the same call.
    let again = call(
        &app.customer(),
        json!({ "wish": "waiter", "table_token": card }),
    )
    .await;
    assert_eq!(again.body, called.body);

    // A till that comes later is told at once, and so is one that comes when all are answered.
    let mut later = cashier.listen("/ws?room=cashier").await;
    later.snapshot().await;
    assert_eq!(told(&mut later).await, both);
    // So is one that no socket reaches, when it asks.
    let asked = waiter.get("/api/v1/admin/calls").await;
    assert_eq!(asked.body, json!({ "calls": both }));
    let mut left = both;
    while let Some(call) = left.pop() {
        let path = format!("/api/v1/admin/calls/{}", int(&call["id"]));
        assert_eq!(waiter.delete(&path).await.status, 204);
        assert_eq!(told(&mut till).await, left);
        assert_eq!(
            waiter.delete(&path).await.status,
            204,
            "by two tills at once"
        );
    }
    let mut after = cashier.listen("/ws?room=cashier").await;
    after.snapshot().await;
    assert!(told(&mut after).await.is_empty());
    while !told(&mut phone).await.is_empty() {}
    own.say(&json!({ "type": "ping" })).await;
    assert_eq!(
        own.hears_anything().await["type"],
        "heartbeat",
        "a guest is told of no table"
    );
}

#[tokio::test]
async fn only_a_guest_at_a_table_calls_and_only_where_the_owner_lets_them() {
    let app = spawn_app().await;
    let card = card(&app).await;
    let guest = app.customer();
    let order = guest.order().await;
    let mut away = nasi_goreng();
    away["order_type"] = json!("take_away");
    away["table_number"] = Value::Null;
    let away = guest.order_of(&away).await;
    let over = guest.order().await;
    let gone = format!("/api/v1/orders/{}/cancel", uid(&over));
    assert_eq!(guest.post(&gone, &json!({})).await.status, 200);
    #[rustfmt::skip]
    let cases = [
        (json!({ "wish": "song", "table_token": card }), 422, "unknown_word"),
        (json!({ "wish": "waiter" }), 422, "unknown_word"),
        (json!({ "wish": "waiter", "table_token": "AAAAAAAAAAAA" }), 409, "card_not_valid"),
        (json!({ "wish": "waiter", "table_token": "" }), 409, "card_not_valid"),
        (json!({ "wish": "bill", "order": "0p1zm4smkfy0ezz94cvnjnzxh4" }), 404, "order_not_found"),
        (json!({ "wish": "bill", "order": "x" }), 404, "order_not_found"),
        (json!({ "wish": "bill", "order": uid(&away) }), 409, "not_at_a_table"),
        (json!({ "wish": "bill", "order": uid(&over) }), 409, "order_over"),
    ];
    for (body, status, code) in cases {
        let refused = call(&guest, body.clone()).await;
        assert_eq!((refused.status, refused.code()), (status, code), "{body}");
    }
    app.set(json!({ "orders": { "guests_may_call": false } }))
        .await;
    for body in [
        json!({ "wish": "bill", "order": uid(&order) }),
        json!({ "wish": "waiter", "table_token": card }),
    ] {
        let off = call(&guest, body).await;
        assert_eq!((off.status, off.code()), (403, "guests_cannot_call"));
    }
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    assert!(told(&mut till).await.is_empty());
    till.say(&json!({ "type": "ping" })).await;
    let next = loop {
        let heard = till.hears_anything().await;
        if heard["type"] != "screen_presence" {
            break heard;
        }
    };
    assert_eq!(next["type"], "heartbeat", "nothing was called for");
}

#[tokio::test]
async fn a_phone_calls_once_a_minute_and_is_told_when_again() {
    let app = spawn_limited_app().await;
    let card = card(&app).await;
    let wish = |wish: &str| json!({ "wish": wish, "table_token": card });
    assert_eq!(call(&app.customer(), wish("waiter")).await.status, 200);
    let refused = call(&app.customer(), wish("bill")).await;
    assert_eq!((refused.status, refused.code()), (429, "too_many_calls"));
    let wait: u64 = refused.header("retry-after").parse().expect("seconds");
    assert!((30..=60).contains(&wait), "{wait}");
    assert!(
        refused.body["detail"]
            .as_str()
            .expect("words")
            .contains(&wait.to_string())
    );
    // Guesses of cards are held back like those of orders.
    app.set(json!({ "limits": { "unknown_orders_per_minute": 1 } }))
        .await;
    let guess = json!({ "wish": "waiter", "table_token": "AAAAAAAAAAAA" });
    assert_eq!(
        call(&app.customer(), guess.clone()).await.code(),
        "card_not_valid"
    );
    assert_eq!(
        call(&app.customer(), guess).await.code(),
        "too_many_lookups"
    );
}
