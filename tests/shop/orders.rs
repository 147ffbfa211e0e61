//! Placing orders, and finding them again.

use std::collections::HashSet;

use futures_util::future::join_all;
use serde_json::json;

use crate::support::{int, nasi_goreng, spawn_app, uid};

#[tokio::test]
async fn an_order_is_priced_from_the_menu_and_answered_whole() {
    let app = spawn_app().await;
    let order = json!({
        "items": [{
            "menu_item_id": 1,
            "quantity": 2,
            "price": 1,
            "unit_price": 1,
            "modifiers": [{ "option_id": 4, "price": -5000 }],
            "note": "tanpa bawang",
        }],
        "total_amount": 2,
        "payment_method": "cash",
        "table_number": "5",
    });
    let answer = app.customer().post("/api/v1/orders", &order).await;

    assert_eq!(answer.status, 201, "{}", answer.body);
    let order = answer.body.clone();
    assert_eq!(
        answer.header("location"),
        format!("/api/v1/orders/{}", uid(&order))
    );
    // Rp20.000 and «Pedas banget» for Rp1.000, twice.
    assert_eq!(order["total_amount"], 42_000);
    assert_eq!(order["lines"][0]["unit_price"], 20_000);
    assert_eq!(order["lines"][0]["modifiers"][0]["price"], 1_000);
    assert_eq!(order["lines"][0]["note"], "tanpa bawang");
    assert_eq!(order["number"], "C-001");
    assert_eq!(
        (&order["status"], &order["payment_status"]),
        (&json!("awaiting_payment"), &json!("unpaid"))
    );
    assert_eq!(
        (&order["rev"], &order["order_type"]),
        (&json!(1), &json!("dine_in"))
    );
    assert_eq!(
        order["tracking_url"],
        format!("http://siap.test/t/{}", uid(&order))
    );
    assert_eq!(order["code"].as_str().map(str::len), Some(4));
    assert_eq!(uid(&order).len(), 26);
}

#[tokio::test]
async fn item_quantity_method_and_table_alone_are_an_order() {
    let app = spawn_app().await;
    let order = json!({
        "items": [{ "menu_item_id": 1, "quantity": 1 }],
        "payment_method": "cash",
        "table_number": 5,
    });
    let order = app.customer().order_of(&order).await;
    assert_eq!(order["table_number"], "5");
    // The required spice level was left open: its default is taken.
    assert_eq!(order["lines"][0]["modifiers"][0]["name"], "Tidak pedas");
}

#[tokio::test]
async fn each_channel_counts_its_own_numbers() {
    let app = spawn_app().await;
    let mut kiosk = nasi_goreng();
    kiosk["channel"] = json!("kiosk");
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let numbers = [
        customer.order().await,
        customer.order_of(&kiosk).await,
        cashier.order().await,
        customer.order().await,
        cashier.order().await,
    ]
    .map(|order| order["number"].clone());
    assert_eq!(numbers, ["C-001", "B-001", "A-001", "C-002", "A-002"]);
}

#[tokio::test]
async fn the_same_key_thirty_times_at_once_is_one_order() {
    let app = spawn_app().await;
    let customer = app.customer();
    let headers = [("idempotency-key", "k-0123456789")];
    let order = nasi_goreng();
    let sent = (0..30).map(|_| customer.ask("POST", "/api/v1/orders", &headers, Some(&order)));
    let answers = join_all(sent).await;

    let first = &answers[0];
    for answer in &answers {
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert_eq!(answer.bytes, first.bytes);
    }
    let replays = answers
        .iter()
        .filter(|answer| answer.header("idempotency-replayed") == "true");
    assert_eq!(replays.count(), 29);
    let cashier = app.cashier().await;
    assert_eq!(cashier.journal(0).await.len(), 1);

    // The same answer again, also when the order has long moved on and the shop was closed.
    cashier.pay(&first.body).await;
    let app = app.reopen().await;
    let again = app
        .customer()
        .ask("POST", "/api/v1/orders", &headers, Some(&order))
        .await;
    assert_eq!(
        (again.status, again.body["uid"].clone()),
        (201, first.body["uid"].clone())
    );
    assert_eq!(
        (&again.body["rev"], &again.body["status"]),
        (&json!(1), &json!("awaiting_payment"))
    );
}

#[tokio::test]
async fn a_key_that_comes_with_another_order_is_refused() {
    let app = spawn_app().await;
    let customer = app.customer();
    let headers = [("idempotency-key", "k-0123456789")];
    customer
        .ask("POST", "/api/v1/orders", &headers, Some(&nasi_goreng()))
        .await;
    let mut other = nasi_goreng();
    other["table_number"] = json!("6");
    let answer = customer
        .ask("POST", "/api/v1/orders", &headers, Some(&other))
        .await;
    assert_eq!(
        (answer.status, answer.code()),
        (422, "idempotency_key_reused")
    );
    assert_eq!(app.cashier().await.journal(0).await.len(), 1);
}

#[tokio::test]
async fn two_hundred_orders_at_once_are_each_heard_once_in_the_order_of_the_journal() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let mut screen = cashier.listen("/ws?room=cashier&since=0").await;
    assert_eq!(screen.joined().await, 0);
    let customer = app.customer();
    let placed = join_all((0..200).map(|_| customer.order())).await;

    let mut heard = Vec::new();
    for seq in 1..=200 {
        let event = screen.hears_next("new_order").await;
        assert_eq!(event["seq"], seq);
        heard.push(uid(&event["data"]["order"]));
    }
    let placed: HashSet<String> = placed.iter().map(uid).collect();
    assert_eq!(placed.len(), 200);
    assert_eq!(heard.iter().cloned().collect::<HashSet<_>>(), placed);
    let journal: Vec<String> = cashier
        .journal(0)
        .await
        .iter()
        .map(|event| uid(&event["data"]["order"]))
        .collect();
    assert_eq!(heard, journal);
}

#[tokio::test]
async fn numbers_and_days_do_not_start_again_when_the_shop_opens_again() {
    let app = spawn_app().await;
    let first = app.customer().order().await;
    let app = app.reopen().await;
    let second = app.customer().order().await;
    assert_eq!(
        (&first["number"], &second["number"]),
        (&json!("C-001"), &json!("C-002"))
    );
    assert_eq!(first["epoch"], second["epoch"]);
}

#[tokio::test]
async fn an_order_is_found_by_its_number_and_code_and_by_nothing_less() {
    let app = spawn_app().await;
    let customer = app.customer();
    let order = customer.order().await;
    let code = order["code"].as_str().expect("a code").to_lowercase();
    let found = customer
        .get(&format!("/api/v1/lookup?number=c1&code={code}"))
        .await;
    assert_eq!(
        (found.status, found.body),
        (200, json!({ "uid": order["uid"] }))
    );
    for query in [
        "number=C-001&code=ZZZZZ".to_owned(),
        "number=C-001".to_owned(),
        format!("number=C-002&code={code}"),
        format!("number=x&code={code}"),
    ] {
        let missed = customer.get(&format!("/api/v1/lookup?{query}")).await;
        assert_eq!(
            (missed.status, missed.code()),
            (404, "order_not_found"),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_cashier_finds_an_order_by_link_uid_or_number() {
    let app = spawn_app().await;
    let order = app.customer().order().await;
    let cashier = app.cashier().await;
    for code in [
        uid(&order),
        uid(&order).to_uppercase(),
        format!("http://10.0.0.2/t/{}", uid(&order)),
        "c-1".to_owned(),
    ] {
        let found = cashier
            .post("/api/v1/admin/orders/scan", &json!({ "code": code }))
            .await;
        assert_eq!(
            (found.status, &found.body["uid"]),
            (200, &order["uid"]),
            "{code}"
        );
    }
    let missed = cashier
        .post("/api/v1/admin/orders/scan", &json!({ "code": "C-9" }))
        .await;
    assert_eq!((missed.status, missed.code()), (404, "order_not_found"));
}

#[tokio::test]
async fn the_list_goes_by_pages_and_filters_and_says_where_to_follow_from() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let orders = [
        customer.order().await,
        customer.order().await,
        customer.order().await,
    ];
    cashier.pay(&orders[1]).await;

    let mut numbers = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/admin/orders?status=active&limit=1&cursor={cursor}");
        let page = cashier.get(&path).await.body;
        assert_eq!(
            (&page["seq"], &page["epoch"]),
            (&json!(5), &orders[0]["epoch"])
        );
        numbers.extend(
            page["orders"]
                .as_array()
                .expect("orders")
                .iter()
                .map(|o| o["number"].clone()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(numbers, ["C-001", "C-002", "C-003"]);
    for (query, count) in [
        ("status=preparing", 1),
        ("status=awaiting_payment", 2),
        ("status=completed", 0),
        ("search=Rani", 3),
        ("search=c2", 1),
        ("search=5", 3),
        ("search=%25", 0),
        ("date=2001-01-01", 0),
        ("date=today", 3),
        ("", 3),
    ] {
        let page = cashier
            .get(&format!("/api/v1/admin/orders?{query}"))
            .await
            .body;
        assert_eq!(
            page["orders"].as_array().map(Vec::len),
            Some(count),
            "{query}"
        );
    }
}

#[tokio::test]
async fn one_order_comes_with_what_happened_to_it_and_who_did_it() {
    let app = spawn_app().await;
    let order = app.customer().order().await;
    let cashier = app.cashier().await;
    cashier.pay(&order).await;
    app.kitchen().await.set_status(&order, "ready").await;
    let shown = cashier
        .get(&format!("/api/v1/admin/orders/{}", uid(&order)))
        .await
        .body;
    let history: Vec<_> = shown["history"]
        .as_array()
        .expect("a history")
        .iter()
        .map(|entry| format!("{} {} {}", int(&entry["rev"]), entry["type"], entry["by"]))
        .collect();
    assert_eq!(
        history,
        [
            r#"1 "new_order" "customer""#,
            r#"2 "payment_success" "Rina""#,
            r#"3 "order_status_update" "Rina""#,
            r#"4 "order_status_update" "Budi""#,
        ]
    );
}

#[tokio::test]
async fn a_customers_view_carries_nothing_that_is_the_shops_own() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = cashier.order().await;
    cashier.set_status(&order, "cancelled").await;
    let path = format!("/api/v1/orders/{}", uid(&order));
    let seen = customer.get(&path).await;
    assert_eq!(seen.body["cancel_cause"], "cancelled");
    let text = String::from_utf8_lossy(&seen.bytes).into_owned();
    for private in ["Rina", "salah pesan", "reason", "placed_by", "payment\""] {
        assert!(!text.contains(private), "{private} in {text}");
    }
}

#[tokio::test]
async fn an_order_and_the_menu_are_sent_again_only_when_they_changed() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    let path = format!("/api/v1/orders/{}", uid(&order));
    for path in [path.as_str(), "/api/v1/menu"] {
        let first = customer.get(path).await;
        let tag = first.header("etag").to_owned();
        let again = customer
            .ask("GET", path, &[("if-none-match", &tag)], None)
            .await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");
        // Each of the two changes, one after the other.
        if path == "/api/v1/menu" {
            let gone = json!({ "is_available": false });
            cashier
                .put("/api/v1/admin/menu/1/availability", &gone)
                .await;
        } else {
            cashier.pay(&order).await;
        }
        let changed = customer
            .ask("GET", path, &[("if-none-match", &tag)], None)
            .await;
        assert_eq!(changed.status, 200, "{path}");
        assert_ne!(changed.header("etag"), tag, "{path}");
    }
}

#[tokio::test]
async fn a_clock_that_fell_back_takes_neither_day_nor_numbers_with_it() {
    let app = spawn_app().await;
    app.customer().order().await;
    let ahead = "drop trigger events_stay; update orders set day = '2099-01-01'; update events set at = 4070908800000";
    let app = app.reopen_after(ahead).await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    assert_eq!(order["number"], "C-002");
    let seen = cashier
        .get(&format!("/api/v1/admin/orders/{}", uid(&order)))
        .await
        .body;
    assert_eq!(seen["day"], "2099-01-01");
    assert!(
        seen["created_at"]
            .as_str()
            .is_some_and(|at| at >= "2099-01-01"),
        "{seen}"
    );
    // And people are told.
    assert_eq!(customer.get("/api/v1/shop").await.body["clock_ok"], false);
}

#[tokio::test]
async fn a_cooks_tablet_is_no_till_and_an_ended_session_is_nobody_else() {
    let app = spawn_app().await;
    assert_eq!(app.kitchen().await.order().await["number"], "C-001");
    let ended = app.cashier().await;
    ended.ask("POST", "/api/v1/admin/logout", &[], None).await;
    let refused = ended.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (401, "unauthorized"));
    assert_eq!(app.customer().order().await["number"], "C-002");
}
