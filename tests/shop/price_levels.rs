//! Price levels, fees and tax classes: what an order costs where it is sold, with figures worked out by hand.

use serde_json::{Value, json};

use crate::{
    export::rows,
    money::{keyed, path},
    support::{Answer, Caller, NASI_GORENG, TestApp, int, nasi_goreng, spawn_app, uid},
};

/// Rp18.000, and iced Rp2.000 more.
const KOPI_SUSU: i64 = 14;
const ICED: i64 = 6;
/// Rp5.000.
const WATER: i64 = 26;
const LEVELS: &str = "/api/v1/admin/price-levels";

pub(crate) async fn change(owner: &Caller, path: &str, to: Value) -> Value {
    let answer = owner.put(path, &to).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

pub(crate) async fn tax_and_service(app: &TestApp) {
    app.set(json!({ "bill": { "restaurant_tax_bp": 1_000, "service_bp": 500 } }))
        .await;
}

pub(crate) async fn place(by: &Caller, order: &Value) -> Answer {
    by.post("/api/v1/orders", order).await
}

pub(crate) fn take_away() -> Value {
    json!({ "items": nasi_goreng()["items"], "payment_method": "cash", "order_type": "take_away" })
}

/// Two iced coffees and a plate of fried rice, from a delivery app.
fn from_gofood() -> Value {
    json!({
        "items": [
            { "menu_item_id": KOPI_SUSU, "quantity": 2, "modifiers": [{ "option_id": ICED }] },
            { "menu_item_id": NASI_GORENG, "quantity": 1 },
        ],
        "payment_method": "app",
        "price_level": "gofood",
        "customer_name": "GF-1234",
    })
}

async fn sell_on_gofood(owner: &Caller) {
    change(owner, &format!("{LEVELS}/gofood"), json!({ "is_on": true })).await;
    let dish = format!("/api/v1/admin/menu/{NASI_GORENG}");
    change(
        owner,
        &dish,
        json!({ "level_prices": { "gofood": 25_000 } }),
    )
    .await;
}

#[tokio::test]
async fn a_delivery_app_has_its_own_prices_and_is_paid_there_at_once() {
    let app = spawn_app().await;
    tax_and_service(&app).await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let refused = place(&cashier, &from_gofood()).await;
    assert_eq!(
        (refused.status, refused.code()),
        (422, "unknown_word"),
        "off"
    );
    sell_on_gofood(&owner).await;

    let placed = place(&cashier, &from_gofood()).await;
    assert_eq!(placed.status, 201, "{}", placed.body);
    let order = placed.body;
    // 18.000 + 20 % = 21.600, up to 22.000; iced 2.400, up to 2.500; the rice has a price of its own there.
    let lines = &order["lines"];
    assert_eq!(
        [
            &lines[0]["unit_price"],
            &lines[0]["modifiers"][0]["price"],
            &lines[0]["line_total"],
            &lines[1]["unit_price"],
            &order["total_amount"],
        ]
        .map(int),
        [22_000, 2_500, 49_000, 25_000, 74_000]
    );
    // Without service, and with the tax within: 74.000 · 10 / 110 = 6.727,27.
    let bill = &order["bill"];
    assert_eq!(
        (int(&bill["service"]), int(&bill["taxes"][0]["amount"])),
        (0, 6_727)
    );
    assert_eq!(
        (&order["order_type"], &order["channel"]),
        (&json!("take_away"), &json!("counter"))
    );

    let paid = json!({ "method": "app", "expected_rev": 1 });
    let paid = keyed(&cashier, &path(&order, "payments"), "paid-in-app", &paid).await;
    assert_eq!(paid.status, 200, "{}", paid.body);
    assert_eq!(
        (&paid.body["status"], int(&paid.body["change"])),
        (&json!("preparing"), 0)
    );
    let level = json!({ "code": "gofood", "name": "GoFood", "is_paid_in_app": true });
    assert_eq!(paid.body["price_level"], level);
    let seen = app
        .customer()
        .get(&format!("/api/v1/orders/{}", uid(&order)))
        .await;
    assert_eq!(
        seen.body.get("price_level"),
        None,
        "the customer is told no level"
    );

    // What the service keeps is only in the report: 20 % of 74.000 and 1.000.
    let export = owner.get("/api/v1/admin/export/orders?format=csv").await;
    let exported = rows(&String::from_utf8_lossy(&export.bytes));
    assert_eq!(
        (
            exported[0]["price_level"].as_str(),
            exported[0]["commission"].as_str()
        ),
        ("gofood", "15800")
    );

    // An order keeps its level over a restart, and when the owner changes the level.
    change(
        &owner,
        &format!("{LEVELS}/gofood"),
        json!({ "name": { "id": "Go" }, "commission_bp": 3_000 }),
    )
    .await;
    let app = app.reopen().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let now = cashier
        .get(&format!("/api/v1/admin/orders/{}", uid(&order)))
        .await
        .body;
    assert_eq!((&now["price_level"], &now["bill"]), (&level, bill));
    let export = owner.get("/api/v1/admin/export/orders?format=csv").await;
    assert_eq!(
        rows(&String::from_utf8_lossy(&export.bytes))[0]["commission"],
        "15800"
    );
}

#[tokio::test]
async fn guests_cannot_name_a_level_and_an_order_of_the_menu_is_not_paid_in_an_app() {
    let app = spawn_app().await;
    let (owner, cashier, customer) = (app.owner().await, app.cashier().await, app.customer());
    sell_on_gofood(&owner).await;
    let mut order = from_gofood();
    order["payment_method"] = json!("cash");
    for order in [from_gofood(), order] {
        let refused = place(&customer, &order).await;
        assert_eq!(
            (refused.status, refused.code()),
            (422, "unknown_word"),
            "{}",
            refused.body
        );
        assert_eq!(refused.body["field"], "price_level");
    }
    let mut with_app = nasi_goreng();
    with_app["payment_method"] = json!("app");
    let refused = place(&cashier, &with_app).await;
    assert_eq!(
        (refused.status, &refused.body["field"]),
        (422, &json!("payment_method"))
    );
    let order = customer.order().await;
    let in_app = json!({ "method": "app", "expected_rev": 1 });
    let refused = keyed(&cashier, &path(&order, "payments"), "not-in-app", &in_app).await;
    assert_eq!(
        (refused.status, refused.code()),
        (422, "unknown_word"),
        "{}",
        refused.body
    );
    assert_eq!(owner.journal(0).await.len(), 1, "the order alone");
}

#[tokio::test]
async fn taking_away_can_be_without_service_and_at_other_prices_and_guests_see_them() {
    let app = spawn_app().await;
    tax_and_service(&app).await;
    let owner = app.owner().await;
    let before = app.customer().get("/api/v1/menu").await.body;
    let mut phone = app.customer().listen("/ws?room=menu").await;
    phone.snapshot().await;
    let away = format!("{LEVELS}/take_away");
    change(
        &owner,
        &away,
        json!({ "charges_service": false, "markup_bp": 500, "markup_step": 1_000 }),
    )
    .await;
    let told = phone.hears_next("menu_update").await;
    assert_eq!(told["data"]["take_away_has_own_terms"], true);
    let item = |menu: &Value| {
        let all = menu["categories"].as_array().expect("categories").iter();
        let mut items = all.flat_map(|each| each["items"].as_array().expect("items").clone());
        items
            .find(|item| item["id"] == NASI_GORENG)
            .expect("the dish")
    };
    let menu = app.customer().get("/api/v1/menu").await.body;
    // 20.000 + 5 % = 21.000.
    assert_eq!(
        (&item(&menu)["price"], &item(&menu)["take_away_price"]),
        (&json!(20_000), &json!(21_000))
    );
    let order = place(&app.customer(), &take_away()).await.body;
    assert_eq!(
        [&order["bill"]["service"], &order["total_amount"]].map(int),
        [0, 23_100]
    );

    change(
        &owner,
        &away,
        json!({ "charges_service": true, "markup_bp": 0 }),
    )
    .await;
    assert_eq!(
        app.customer().get("/api/v1/menu").await.body,
        before,
        "byte by byte as without levels"
    );
    let history = owner.get("/api/v1/admin/history?about=menu").await.body;
    let first = &history["changes"][0];
    assert_eq!(
        (&first["subject"], &first["name"]),
        (&json!("price_level"), &json!("Bungkus"))
    );
}

#[tokio::test]
async fn each_dish_is_taxed_by_its_class() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 1_000, "vat_bp": 1_100 } }))
        .await;
    let owner = app.owner().await;
    change(
        &owner,
        &format!("/api/v1/admin/menu/{WATER}"),
        json!({ "tax_class": "vat" }),
    )
    .await;
    change(
        &owner,
        &format!("/api/v1/admin/menu/{KOPI_SUSU}"),
        json!({ "tax_class": "untaxed" }),
    )
    .await;
    let order = json!({
        "items": [
            { "menu_item_id": NASI_GORENG, "quantity": 1 },
            { "menu_item_id": WATER, "quantity": 1 },
            { "menu_item_id": KOPI_SUSU, "quantity": 1, "modifiers": [{ "option_id": ICED }] },
        ],
        "payment_method": "cash", "table_number": "5",
    });
    let order = place(&app.customer(), &order).await.body;
    // 20.000 · 10 % + 5.000 · 11 % + 20.000 without.
    assert_eq!(
        order["bill"]["taxes"],
        json!([
            { "class": "restaurant", "rate_bp": 1_000, "base": 20_000, "amount": 2_000 },
            { "class": "vat", "rate_bp": 1_100, "base": 5_000, "amount": 550 },
        ])
    );
    assert_eq!(int(&order["total_amount"]), 47_550);
}

#[tokio::test]
async fn an_own_level_is_kept_in_the_menus_file_and_an_older_file_takes_no_price_away() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let made = owner
        .post(
            LEVELS,
            &json!({ "name": { "id": "Katering", "en": "Catering" } }),
        )
        .await;
    assert_eq!(
        (made.status, &made.body["code"]),
        (201, &json!("own_6")),
        "{}",
        made.body
    );
    let dish = format!("/api/v1/admin/menu/{NASI_GORENG}");
    change(
        &owner,
        &dish,
        json!({ "level_prices": { "own_6": 17_000, "gofood": 25_000 } }),
    )
    .await;
    let refused = owner
        .put(&dish, &json!({ "level_prices": { "own_7": 1_000 } }))
        .await;
    assert_eq!(
        (refused.status, &refused.body["field"]),
        (422, &json!("level_prices"))
    );
    let file = owner.get("/api/v1/admin/menu/export").await.body;
    let named = |name: &str| {
        let items = file["items"].as_array().expect("items").iter();
        let mut items = items.filter(|item| item["name"]["id"] == name);
        items.next().expect("the dish").clone()
    };
    let exported = named("Nasi Goreng Kampung");
    assert_eq!(
        exported["level_prices"],
        json!({ "Katering": 17_000, "gofood": 25_000 })
    );

    // A shop with a level of that name has it under another code.
    let other = spawn_app().await;
    let other_owner = other.owner().await;
    for name in ["Reseller", "katering"] {
        let made = other_owner
            .post(LEVELS, &json!({ "name": { "id": name } }))
            .await;
        assert_eq!(made.status, 201, "{}", made.body);
    }
    let import = async |file: &Value| {
        let done = other_owner.post("/api/v1/admin/menu/import", file).await;
        assert_eq!(done.status, 200, "{}", done.body);
        let menu = other_owner.get("/api/v1/admin/menu").await.body;
        menu["categories"][0]["items"][0]["level_prices"].clone()
    };
    let kept = json!({ "own_7": 17_000, "gofood": 25_000 });
    assert_eq!(import(&file).await, kept);
    let mut before = file.clone();
    for item in before["items"].as_array_mut().expect("items") {
        item.as_object_mut()
            .expect("an item")
            .remove("level_prices");
    }
    assert_eq!(import(&before).await, kept);

    // A sale at that level, at its price, in cash.
    let cashier = app.cashier().await;
    let mut order = nasi_goreng();
    order["price_level"] = json!("own_6");
    let order = place(&cashier, &order).await.body;
    assert_eq!(
        (int(&order["total_amount"]), &order["order_type"]),
        (17_000, &json!("dine_in"))
    );
    // And what is added to it later is at that price, too.
    let more = json!({ "items": nasi_goreng()["items"], "expected_rev": 1 });
    let more = keyed(&cashier, &path(&order, "lines"), "one-more", &more)
        .await
        .body;
    assert_eq!(int(&more["total_amount"]), 34_000);
}

#[tokio::test]
async fn the_menus_own_level_cannot_be_turned_off_or_marked_up() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    for (level, to, field) in [
        ("dine_in", json!({ "markup_bp": 1_000 }), "markup_bp"),
        ("take_away", json!({ "is_on": false }), "is_on"),
        ("gofood", json!({ "markup_step": 250 }), "markup_step"),
        ("gofood", json!({ "name": { "id": " " } }), "name"),
    ] {
        let refused = owner.put(&format!("{LEVELS}/{level}"), &to).await;
        assert_eq!(
            (refused.status, refused.code(), &refused.body["field"]),
            (422, "unfit_menu", &json!(field))
        );
    }
    let unknown = owner.put(&format!("{LEVELS}/own_9"), &json!({})).await;
    assert_eq!((unknown.status, unknown.code()), (404, "item_not_found"));
    // What the till reads has only what is another price: 20.000 + 20 %.
    change(
        &owner,
        &format!("{LEVELS}/gofood"),
        json!({ "is_on": true }),
    )
    .await;
    let levels = cashier.get(LEVELS).await.body;
    let code = |at: usize| levels["levels"][at]["code"].as_str().expect("a code");
    assert_eq!([0, 1, 2].map(code), ["dine_in", "take_away", "gofood"]);
    let price = |at: usize| &levels["levels"][at]["prices"][NASI_GORENG.to_string()];
    assert_eq!((price(1), price(2)), (&Value::Null, &json!(24_000)));
}
