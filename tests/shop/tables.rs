//! The cards on the tables: whose table an order is for, what becomes of an old card, and who is told the Wi-Fi's
//! password.

use serde_json::{Value, json};
use siap::domain::Role;

use crate::support::{Answer, Caller, TestApp, int, nasi_goreng, spawn_app, spawn_limited_app};

/// A Wi-Fi whose password is found where it should not be.
const PASSWORD: &str = r#"rahasia;dapur\"'&<7>"#;

/// The owner of a shop with tables 1, 2 and 3.
async fn furnished(app: &TestApp) -> Caller {
    let owner = app.owner().await;
    put_tables(&owner, json!(["1", "2", "3"])).await;
    owner
}

async fn put_tables(owner: &Caller, tables: Value) -> Value {
    let tables = json!({ "tables": tables });
    let answer = owner.put("/api/v1/admin/tables", &tables).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

/// The card of a table.
async fn card(owner: &Caller, table: &str) -> Value {
    let deck = owner.get("/api/v1/admin/cards").await;
    assert_eq!(deck.status, 200, "{}", deck.body);
    let cards = deck.body["cards"].as_array().expect("cards");
    let found = cards.iter().find(|card| card["table_number"] == table);
    found.expect("a card").clone()
}

fn token(card: &Value) -> String {
    card["token"].as_str().expect("a token").to_owned()
}

async fn renew(owner: &Caller, cards: &[&Value]) -> Answer {
    let ids: Vec<i64> = cards.iter().map(|card| int(&card["id"])).collect();
    let renewed = json!({ "ids": ids });
    owner.post("/api/v1/admin/cards/renew", &renewed).await
}

async fn restore(owner: &Caller, card: &Value) -> Answer {
    let old = json!({ "cards": [{ "id": card["id"], "token": card["token"] }] });
    owner.post("/api/v1/admin/cards/restore", &old).await
}

/// The table that a phone learns from a card; the problem's code if it learns none.
async fn learned(app: &TestApp, token: &str) -> String {
    let path = format!("/api/v1/tables/{token}");
    let answer = app.customer().get(&path).await;
    let table = answer.body["table_number"].as_str();
    table.map_or_else(|| answer.code().to_owned(), str::to_owned)
}

/// A plate of fried rice, ordered with a card.
async fn order_with(app: &TestApp, token: &str) -> Answer {
    let mut order = nasi_goreng();
    order["table_token"] = json!(token);
    app.customer().post("/api/v1/orders", &order).await
}

#[tokio::test]
async fn an_order_with_a_card_is_for_its_table_whatever_else_it_says() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let second = token(&card(&owner, "2").await);
    assert_eq!(second.len(), 12);
    assert_eq!(learned(&app, &second).await, "2");
    // The order itself says table 5.
    let placed = order_with(&app, &second).await;
    assert_eq!(
        (placed.status, &placed.body["table_number"]),
        (201, &json!("2"))
    );
    assert_eq!(placed.body["order_type"], "dine_in");
    assert!(!placed.body.to_string().contains(&second));
    // A name alone still does, as it does for the till, the kiosk and a script.
    let named = app.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!(named.body["table_number"], "5");
}

#[tokio::test]
async fn a_renewed_card_opens_no_table_and_still_shows_the_menu() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let (first, other) = (card(&owner, "1").await, card(&owner, "2").await);
    assert_eq!(renew(&owner, &[&first]).await.status, 200);
    let fresh = card(&owner, "1").await;
    assert_ne!(fresh["token"], first["token"]);
    assert_eq!(fresh["id"], first["id"]);
    assert_eq!(
        card(&owner, "2").await,
        other,
        "the others stay as they are"
    );

    let dead = token(&first);
    assert_eq!(learned(&app, &dead).await, "card_not_valid");
    assert_eq!(learned(&app, &token(&fresh)).await, "1");
    let refused = order_with(&app, &dead).await;
    assert_eq!((refused.status, refused.code()), (409, "card_not_valid"));
    let page = app.customer().get(&format!("/m/{dead}")).await;
    assert_eq!(page.status, 200);
    for nonsense in ["", "x", "000000000000", "%00", "AAAAAAAAAAAA"] {
        let refused = order_with(&app, nonsense).await;
        assert_eq!(refused.code(), "card_not_valid", "{nonsense}");
    }
}

#[tokio::test]
async fn a_renewal_by_mistake_is_taken_back() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let (first, second) = (card(&owner, "1").await, card(&owner, "2").await);
    renew(&owner, &[&first]).await;
    let newer = card(&owner, "1").await;
    assert_eq!(restore(&owner, &first).await.status, 200);
    assert_eq!(learned(&app, &token(&first)).await, "1");
    assert_eq!(learned(&app, &token(&newer)).await, "card_not_valid");
    // Once more does no harm, and a table never gets a card it did not have.
    assert_eq!(restore(&owner, &first).await.status, 200);
    let mut foreign = second;
    foreign["id"] = first["id"].clone();
    let refused = restore(&owner, &foreign).await;
    assert_eq!((refused.status, refused.code()), (404, "table_not_found"));
    let unknown = json!({ "id": 999, "token": first["token"] });
    assert_eq!(restore(&owner, &unknown).await.status, 404);
    assert_eq!(renew(&owner, &[&unknown]).await.status, 404);
}

#[tokio::test]
async fn an_order_that_arrived_is_answered_again_though_its_card_was_renewed_since() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let first = card(&owner, "1").await;
    let mut order = nasi_goreng();
    order["table_token"] = first["token"].clone();
    let key = [("idempotency-key", "one-cart-one-order")];
    let customer = app.customer();
    let placed = customer.ask("POST", "/api/v1/orders", &key, Some(&order));
    let placed = placed.await;
    renew(&owner, &[&first]).await;
    let again = customer.ask("POST", "/api/v1/orders", &key, Some(&order));
    assert_eq!(again.await.body["uid"], placed.body["uid"]);
}

#[tokio::test]
async fn a_table_called_otherwise_keeps_its_card() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let (first, second) = (card(&owner, "1").await, card(&owner, "2").await);
    // Two change their names with each other, and one comes between them.
    let tables = json!([
        { "id": second["id"], "name": 1 },
        "Teras",
        { "id": first["id"], "name": "2" },
        "3"
    ]);
    let now = put_tables(&owner, tables).await;
    assert_eq!(now["tables"], json!(["1", "Teras", "2", "3"]));
    assert_eq!(
        (&now["ids"][0], &now["ids"][2]),
        (&second["id"], &first["id"])
    );
    assert_eq!(learned(&app, &token(&first)).await, "2");
    assert_eq!(learned(&app, &token(&second)).await, "1");
    // The same list by names alone is the same tables.
    let again = put_tables(&owner, json!(["1", "Teras", "2", "3"])).await;
    assert_eq!(again["ids"], now["ids"]);
    for tables in [
        json!([{ "id": first["id"], "name": "1" }, { "id": first["id"], "name": "2" }]),
        json!([{ "id": first["id"], "name": "1" }, "1"]),
    ] {
        let tables = json!({ "tables": tables });
        let refused = owner.put("/api/v1/admin/tables", &tables).await;
        assert_eq!(refused.code(), "unfit_setting");
    }
}

#[tokio::test]
async fn a_table_carried_away_takes_its_card_along_and_brings_it_back_when_that_was_a_mistake() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let first = card(&owner, "1").await;
    put_tables(&owner, json!(["2", "3"])).await;
    assert_eq!(learned(&app, &token(&first)).await, "card_not_valid");
    let undone = json!([{ "id": first["id"], "name": "1" }, "2", "3"]);
    put_tables(&owner, undone).await;
    assert_eq!(learned(&app, &token(&first)).await, "1");
    // A new table that is only called the same is another one.
    put_tables(&owner, json!(["2", "3"])).await;
    put_tables(&owner, json!(["1", "2", "3"])).await;
    assert_eq!(learned(&app, &token(&first)).await, "card_not_valid");
    let tables = json!({ "tables": [{ "id": 999, "name": "9" }] });
    let refused = owner.put("/api/v1/admin/tables", &tables).await;
    assert_eq!((refused.status, refused.code()), (404, "table_not_found"));
    // All of it is in the file.
    let now = card(&owner, "1").await;
    let app = app.reopen().await;
    assert_eq!(card(&app.owner().await, "1").await, now);
}

#[tokio::test]
async fn a_card_leads_to_where_phones_reach_the_shop() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let deck = owner.get("/api/v1/admin/cards").await.body;
    assert_eq!(deck["public_url"], "http://siap.test");
    let first = &deck["cards"][0];
    let url = format!("http://siap.test/m/{}", token(first));
    assert_eq!(first["url"], url);
    // Version 3, and four light modules at every edge.
    assert_eq!(first["qr"]["size"], 29 + 8);
    let path = first["qr"]["path"].as_str().expect("a path");
    assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
    assert_eq!(deck["wifi_qr"], Value::Null);
}

async fn put_wifi(caller: &Caller, wifi: Value) -> Answer {
    caller.put("/api/v1/admin/cards/wifi", &wifi).await
}

#[tokio::test]
async fn only_the_till_and_the_owner_are_told_the_wifis_password() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let wifi = json!({ "name": "Warung", "password": PASSWORD });
    assert_eq!(put_wifi(&owner, wifi.clone()).await.status, 200);
    let mut callers = vec![(None, app.customer())];
    for role in Role::ALL {
        callers.push((Some(*role), app.with_role(*role).await));
    }
    let spelled = serde_json::to_string(PASSWORD).expect("JSON");
    let mut told = Vec::new();
    for (role, caller) in &callers {
        for (method, path, _) in siap::routes() {
            // An event stream does not end.
            if method != "GET" || path.ends_with("/events") || path == "/ws" {
                continue;
            }
            let answer = caller.get(path).await;
            let text = answer.body.to_string();
            if text.contains(&spelled) || text.contains("rahasia") {
                told.push((*role, path));
            }
        }
        let mut screen = caller.listen("/ws?room=shop").await;
        let snapshot = screen.snapshot().await;
        assert!(!snapshot.to_string().contains("rahasia"), "{snapshot}");
        put_wifi(&owner, json!({ "is_hidden": true })).await;
        let update = screen.hears_next("shop_update").await;
        assert!(!update.to_string().contains("rahasia"), "{update}");
        put_wifi(&owner, json!({ "is_hidden": false })).await;
    }
    let (cards, wifi) = ("/api/v1/admin/cards", "/api/v1/admin/cards/wifi");
    let (owner, till) = (Some(Role::Owner), Some(Role::Cashier));
    assert_eq!(
        told,
        [(owner, cards), (owner, wifi), (till, cards), (till, wifi)]
    );
}

#[tokio::test]
async fn a_wifi_that_no_phone_could_join_is_refused_by_the_part_that_is_wrong() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    for (wifi, field) in [
        (
            json!({ "name": "Warung", "password": "short" }),
            "wifi.password",
        ),
        (json!({ "name": "Warung" }), "wifi.password"),
        (
            json!({ "name": "W".repeat(33), "security": "open" }),
            "wifi.name",
        ),
    ] {
        let refused = put_wifi(&owner, wifi).await;
        assert_eq!((refused.status, refused.code()), (422, "unfit_setting"));
        assert_eq!(refused.body["field"], field);
    }
    let open = put_wifi(&owner, json!({ "name": " Warung ", "security": "open" })).await;
    let kept =
        json!({ "name": " Warung ", "password": "", "security": "open", "is_hidden": false });
    assert_eq!((open.status, open.body), (200, kept));
    let deck = owner.get("/api/v1/admin/cards").await;
    assert!(deck.body["wifi_qr"]["path"].is_string());
    assert_eq!(
        put_wifi(&owner, json!({ "security": "wep" })).await.status,
        400
    );
}

#[tokio::test]
async fn the_history_says_what_was_done_to_the_cards_and_no_secret() {
    let app = spawn_app().await;
    let owner = furnished(&app).await;
    let (first, second) = (card(&owner, "1").await, card(&owner, "2").await);
    renew(&owner, &[&first, &second]).await;
    restore(&owner, &first).await;
    put_wifi(&owner, json!({ "name": "Warung", "password": PASSWORD })).await;
    // What holds already is no change.
    restore(&owner, &first).await;
    put_wifi(&owner, json!({ "name": "Warung" })).await;
    let history = owner.get("/api/v1/admin/history?about=shop").await.body;
    let lines = history["changes"].as_array().expect("changes");
    let lines: Vec<_> = lines
        .iter()
        .map(|line| (line["field"].as_str().unwrap_or_default(), &line["name"]))
        .collect();
    let (nobody, both, one) = (json!(""), json!("1, 2"), json!("1"));
    assert_eq!(
        lines,
        [
            ("wifi.password", &nobody),
            ("wifi.name", &nobody),
            ("card_restored", &one),
            ("card_renewed", &both),
            ("tables", &nobody),
        ]
    );
    let text = history.to_string();
    let fresh = card(&owner, "1").await;
    for secret in ["rahasia", &token(&first), &token(&second), &token(&fresh)] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[tokio::test]
async fn who_guesses_at_cards_is_held_back() {
    let app = spawn_limited_app().await;
    furnished(&app).await;
    let mut guesses = 0;
    let customer = app.customer();
    let held_back = loop {
        let answer = customer.get(&format!("/api/v1/tables/{guesses:012}")).await;
        guesses += 1;
        if answer.code() != "card_not_valid" {
            break answer;
        }
    };
    assert_eq!((held_back.status, guesses), (429, 31));
}
