//! Every wrong request and its problem: a stable code, words for a person, and nothing changed.

use bytes::Bytes;
use http_body_util::{Full, StreamBody};
use hyper::body::Frame;
use serde_json::{Value, json};

use crate::support::{Answer, nasi_goreng, spawn_app, uid};

/// A plate of fried rice with one thing changed.
fn with(pointer: &str, value: Value) -> Value {
    let mut order = nasi_goreng();
    if let Some(place) = order.pointer_mut(pointer) {
        *place = value;
    } else {
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        order.pointer_mut(parent).expect("a parent")[name] = value;
    }
    order
}

#[tokio::test]
async fn an_order_that_is_not_one_is_refused_and_nobody_hears_of_it() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let line = nasi_goreng()["items"][0].clone();
    let option = |id: i64| json!([{ "option_id": id }]);
    #[rustfmt::skip]
    let cases = [
        (with("/items", json!([])), 422, "empty_order"),
        (with("/items", Value::Array(vec![line; 51])), 422, "too_many_lines"),
        (with("/items/0/quantity", json!(0)), 422, "quantity_out_of_range"),
        (with("/items/0/quantity", json!(-1)), 422, "quantity_out_of_range"),
        (with("/items/0/quantity", json!(100)), 422, "quantity_out_of_range"),
        (with("/items/0/quantity", json!(i64::MAX)), 422, "quantity_out_of_range"),
        (with("/items/0/quantity", json!(1.5)), 400, "bad_fields"),
        (with("/items/0/quantity", json!("1")), 400, "bad_fields"),
        (with("/items/0/menu_item_id", json!(9_999)), 422, "unknown_item"),
        (with("/items/0/menu_item_id", json!(i64::MIN)), 422, "unknown_item"),
        (with("/items/0/modifiers", option(9_999)), 422, "unknown_option"),
        (with("/items/0/modifiers", json!([{ "option_id": 1 }, { "option_id": 2 }])), 422, "too_many_choices"),
        (with("/items/0/modifiers", json!([{ "option_id": 1 }, { "option_id": 1 }])), 422, "unknown_option"),
        (with("/items/0/note", json!("x".repeat(201))), 422, "text_too_long"),
        (with("/items/0/note", json!("a\u{0}b")), 422, "control_characters"),
        (with("/payment_method", json!("bitcoin")), 422, "unknown_word"),
        (with("/order_type", json!("fly_in")), 422, "unknown_word"),
        (with("/channel", json!("moon")), 422, "unknown_word"),
        (with("/table_number", json!("x".repeat(13))), 422, "text_too_long"),
        (with("/customer_name", json!("x".repeat(61))), 422, "text_too_long"),
        (with("/customer_name", json!("Ra\u{1b}[2Jni")), 422, "control_characters"),
        (with("/note", json!("x".repeat(201))), 422, "text_too_long"),
        (json!({ "items": [] }), 400, "bad_fields"),
        (json!([]), 400, "bad_fields"),
        (json!([[{ "menu_item_id": 1, "quantity": 1 }], "cash"]), 400, "bad_fields"),
        (with("/items/0", json!([1, 1])), 400, "bad_fields"),
        (with("/items/0/modifiers", json!([[1]])), 400, "bad_fields"),
        (Value::Null, 400, "bad_fields"),
    ];
    for (order, status, code) in cases {
        let refused = app.customer().post("/api/v1/orders", &order).await;
        assert_eq!((refused.status, refused.code()), (status, code), "{order}");
    }
    // Sixty characters are sixty characters, in any script.
    app.customer()
        .order_of(&with("/customer_name", json!("é".repeat(60))))
        .await;
    assert_eq!(till.hears_next("new_order").await["seq"], 1);
}

/// Method, path, headers, body; status and code of the answer.
type Case<'a> = (
    &'a str,
    &'a str,
    &'a [(&'a str, &'a str)],
    &'a str,
    u16,
    &'a str,
);

#[tokio::test]
async fn what_is_not_a_request_for_this_house_is_told_so() {
    let app = spawn_app().await;
    let customer = app.customer();
    let json = [("content-type", "application/json")];
    let own = format!("http://{}", app.address);
    let secure = format!("https://{}", app.address);
    let orders = "/api/v1/orders";
    #[rustfmt::skip]
    let cases: &[Case<'_>] = &[
        ("POST", orders, &json, "{", 400, "bad_json"),
        ("POST", orders, &json, "", 400, "bad_json"),
        ("POST", orders, &json, "\u{0}", 400, "bad_json"),
        ("POST", orders, &[], "{}", 415, "not_json"),
        ("POST", orders, &[("content-type", "text/plain")], "{}", 415, "not_json"),
        ("POST", orders, &[json[0], ("idempotency-key", "short")], "{}", 400, "bad_idempotency_key"),
        ("POST", orders, &[json[0], ("idempotency-key", "with a space")], "{}", 400, "bad_idempotency_key"),
        ("POST", orders, &[json[0], ("origin", "http://evil.example")], "{}", 403, "foreign_origin"),
        ("POST", orders, &[json[0], ("origin", "null")], "{}", 403, "foreign_origin"),
        ("POST", orders, &[json[0], ("origin", &own), ("origin", &own)], "{}", 403, "foreign_origin"),
        ("POST", orders, &[json[0], ("sec-fetch-site", "cross-site")], "{}", 403, "foreign_origin"),
        ("POST", orders, &[json[0], ("origin", &own)], "{}", 400, "bad_fields"),
        ("GET", "/api/v1/menu", &[("host", "evil.example")], "", 421, "misdirected"),
        ("GET", "/", &[("host", "evil.example:80")], "", 421, "misdirected"),
        ("GET", "/nothing", &[("host", "evil.example")], "", 421, "misdirected"),
        ("POST", orders, &[json[0], ("origin", &secure)], "{}", 403, "foreign_origin"),
        ("DELETE", orders, &[], "", 405, "method_not_allowed"),
        ("GET", "/api/v1/admin/orders/scan", &[], "", 405, "method_not_allowed"),
        ("PATCH", "/api/v1/menu", &json, "{}", 405, "method_not_allowed"),
        ("DELETE", "/lib/cart.js", &[], "", 405, "method_not_allowed"),
        ("DELETE", "/nothing", &[], "", 404, "not_found"),
        ("GET", "/api/v1/nothing", &[("accept", "text/html")], "", 404, "not_found"),
        ("GET", "/../Cargo.toml", &[], "", 404, "not_found"),
        ("GET", "/%2e%2e/Cargo.toml", &[], "", 404, "not_found"),
        ("GET", "/api/v1/orders/nonsense", &[], "", 404, "order_not_found"),
        ("GET", "/api/v1/orders/7zzzzzzzzzzzzzzzzzzzzzzzzz", &[], "", 404, "order_not_found"),
        ("GET", "/api/v1/orders/7zzzzzzzzzzzzzzzzzzzzzzzzz/qr.svg", &[], "", 404, "order_not_found"),
        ("GET", "/api/v1/orders/7zzzzzzzzzzzzzzzzzzzzzzzzz/qris.svg", &[], "", 404, "order_not_found"),
        ("GET", "/api/v1/orders/7zzzzzzzzzzzzzzzzzzzzzzzzz/events", &[], "", 404, "order_not_found"),
        ("POST", "/api/v1/orders/7zzzzzzzzzzzzzzzzzzzzzzzzz/cancel", &[], "", 404, "order_not_found"),
        ("POST", "/api/v1/admin/login", &json, "{}", 400, "bad_fields"),
        ("POST", "/api/v1/admin/login", &json, r#"["Rina","2468013579","token"]"#, 400, "bad_fields"),
        ("POST", "/api/v1/admin/login", &json, r#"{"name":"Rina","pin":"0000"}"#, 401, "wrong_name_or_pin"),
        ("POST", "/api/v1/admin/login", &json, r#"{"name":"Nobody","pin":"2468013579"}"#, 401, "wrong_name_or_pin"),
        ("GET", "/ws", &[], "", 426, "upgrade_required"),
        ("GET", "/ws", &[("connection", "upgrade"), ("upgrade", "websocket"), ("sec-websocket-version", "8")], "", 426, "upgrade_required"),
        ("GET", "/ws", &[("connection", "upgrade"), ("upgrade", "websocket"), ("sec-websocket-version", "13")], "", 400, "bad_handshake"),
        ("GET", "/ws", &[("connection", "upgrade"), ("upgrade", "websocket"), ("sec-websocket-version", "13"), ("sec-websocket-key", "!!!!!!!!!!!!!!!!!!!!!!==")], "", 400, "bad_handshake"),
    ];
    for (method, path, headers, body, status, code) in cases {
        let body = Full::new(Bytes::from((*body).to_owned()));
        let refused = customer.send(method, path, headers, body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (*status, *code),
            "{method} {path} {headers:?}"
        );
        assert_is_guarded(&refused);
    }
    let refused = customer
        .ask("DELETE", "/api/v1/admin/settings", &[], None)
        .await;
    assert_eq!(refused.header("allow"), "GET, HEAD, PATCH, PUT");
    assert_eq!(app.cashier().await.journal(0).await.len(), 0);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_however_it_comes() {
    let app = spawn_app().await;
    let json = [("content-type", "application/json")];
    let large = Bytes::from(vec![b' '; 64 * 1024 + 1]);
    let whole = Full::new(large.clone());
    let refused = app
        .customer()
        .send("POST", "/api/v1/orders", &json, whole)
        .await;
    assert_eq!((refused.status, refused.code()), (413, "too_large"));
    // In pieces, and without saying how many.
    let pieces = large
        .chunks(1000)
        .map(|piece| Ok::<_, std::convert::Infallible>(Frame::data(Bytes::copy_from_slice(piece))));
    let pieces = StreamBody::new(futures_util::stream::iter(pieces.collect::<Vec<_>>()));
    let refused = app
        .customer()
        .send("POST", "/api/v1/orders", &json, pieces)
        .await;
    assert_eq!((refused.status, refused.code()), (413, "too_large"));
    // A small body in pieces is a body like any other.
    let order = nasi_goreng().to_string();
    let pieces = order
        .as_bytes()
        .chunks(7)
        .map(|piece| Ok::<_, std::convert::Infallible>(Frame::data(Bytes::copy_from_slice(piece))));
    let pieces = StreamBody::new(futures_util::stream::iter(pieces.collect::<Vec<_>>()));
    assert_eq!(
        app.customer()
            .send("POST", "/api/v1/orders", &json, pieces)
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_command_that_the_rules_refuse_changes_nothing_and_tells_nobody() {
    let app = spawn_app().await;
    let (cashier, kitchen, owner) = (app.cashier().await, app.kitchen().await, app.owner().await);
    let waiting = app.customer().order().await;
    let ready = app.customer().order().await;
    cashier.pay(&ready).await;
    kitchen.set_status(&ready, "ready").await;
    let before = cashier.journal(0).await.len();
    let orders = owner.get("/api/v1/admin/orders").await.body;
    let mut till = cashier
        .listen(&format!("/ws?room=cashier&since={before}"))
        .await;
    till.joined().await;

    let status = |order: &Value| format!("/api/v1/admin/orders/{}/status", uid(order));
    let payment = |order: &Value| format!("/api/v1/admin/orders/{}/confirm-payment", uid(order));
    let line = |order: &Value, line: &str| {
        format!("/api/v1/admin/orders/{}/lines/{line}/status", uid(order))
    };
    let to = |status: &str| json!({ "status": status });
    #[rustfmt::skip]
    let cases = [
        (&kitchen, status(&waiting), to("ready"), 409, "illegal_move"),
        (&kitchen, status(&waiting), to("preparing"), 403, "forbidden"),
        (&cashier, status(&waiting), to("completed"), 409, "illegal_move"),
        (&kitchen, status(&ready), to("completed"), 403, "forbidden"),
        (&kitchen, status(&waiting), json!({ "status": "cancelled", "reason": "x" }), 403, "forbidden"),
        (&cashier, status(&waiting), to("cancelled"), 422, "reason_missing"),
        (&cashier, status(&waiting), json!({ "status": "cancelled", "reason": "x".repeat(201) }), 422, "text_too_long"),
        (&cashier, status(&ready), json!({ "status": "cancelled", "reason": "x" }), 409, "illegal_move"),
        (&owner, status(&ready), to("awaiting_payment"), 409, "illegal_move"),
        (&owner, status(&ready), to("burnt"), 400, "bad_fields"),
        (&owner, status(&ready), json!({ "status": { "preparing": null } }), 400, "bad_fields"),
        (&cashier, payment(&waiting), json!({ "tendered": 19_999 }), 422, "tendered_too_little"),
        (&cashier, payment(&waiting), json!({ "method": "gold" }), 400, "bad_fields"),
        (&kitchen, line(&waiting, "1"), to("done"), 409, "illegal_move"),
        (&kitchen, line(&ready, "2"), to("done"), 404, "unknown_line"),
        (&kitchen, line(&ready, "x"), to("done"), 404, "not_found"),
        (&kitchen, line(&ready, "1"), to("void"), 409, "illegal_line_move"),
        (&kitchen, "/api/v1/admin/menu/999/availability".to_owned(), json!({ "is_available": false }), 404, "item_not_found"),
        (&kitchen, "/api/v1/admin/menu/options/999/availability".to_owned(), json!({ "is_available": true }), 404, "item_not_found"),
        (&owner, "/api/v1/admin/settings".to_owned(), json!({ "time_zone": "Mars/Base" }), 422, "unfit_setting"),
        (&owner, "/api/v1/admin/settings".to_owned(), json!({ "shop_name": " " }), 422, "unfit_setting"),
        (&owner, "/api/v1/admin/settings".to_owned(), json!({ "payment_methods": [] }), 422, "unfit_setting"),
        (&owner, "/api/v1/admin/settings".to_owned(), json!({ "day_cutoff_minutes": 1440 }), 422, "unfit_setting"),
        (&owner, "/api/v1/admin/settings".to_owned(), json!({ "unpaid_expiry_minutes": -1 }), 422, "unfit_setting"),
    ];
    let settings = owner.get("/api/v1/admin/settings").await.body;
    for (caller, path, body, status, code) in cases {
        let refused = if path.ends_with("/settings") {
            caller.patch(&path, &body).await
        } else {
            caller.put(&path, &body).await
        };
        assert_eq!(
            (refused.status, refused.code()),
            (status, code),
            "{path} {body}"
        );
        let with_order = status == 409 && path.contains("/orders/");
        assert_eq!(
            refused.body.get("order").is_some(),
            with_order,
            "{path} {body}"
        );
    }
    for query in [
        "status=burnt",
        "date=yesterday",
        "date=20261122",
        "limit=many",
        "cursor=x",
    ] {
        let refused = cashier.get(&format!("/api/v1/admin/orders?{query}")).await;
        assert_eq!(
            (refused.status, refused.code()),
            (400, "bad_query"),
            "{query}"
        );
    }
    assert_eq!(cashier.journal(0).await.len(), before);
    assert_eq!(owner.get("/api/v1/admin/orders").await.body, orders);
    assert_eq!(owner.get("/api/v1/admin/settings").await.body, settings);
    // The till hears of the next order, and of nothing before it.
    let next = app.customer().order().await;
    assert_eq!(
        till.hears_next("new_order").await["data"]["order"]["uid"],
        next["uid"]
    );
}

#[tokio::test]
async fn refusals_speak_the_readers_language() {
    let app = spawn_app().await;
    for (language, title) in [
        ("en", "Nothing here"),
        ("id", "Tidak ada di sini"),
        ("fr", "Tidak ada di sini"),
    ] {
        let headers = [("accept-language", language)];
        let refused = app
            .customer()
            .ask("GET", "/api/v1/nothing", &headers, None)
            .await;
        assert_eq!(refused.body["title"], title);
        // A page whose reader changes the language asks for nothing again.
        let [id, en] = ["id", "en"].map(|each| &refused.body["details"][each]);
        let shown = if language == "en" { en } else { id };
        assert!(shown == &refused.body["detail"] && id != en, "{refused:?}");
    }
}

fn assert_is_guarded(answer: &Answer) {
    assert!(
        answer
            .header("content-security-policy")
            .contains("default-src 'self'")
    );
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("cache-control"), "no-store");
}
