//! The menu, and what is sold out.

use serde_json::{Value, json};

use crate::support::{Caller, nasi_goreng, spawn_app};

#[tokio::test]
async fn a_new_shop_has_a_menu_in_both_languages() {
    let app = spawn_app().await;
    let customer = app.customer();
    for (language, name) in [
        ("id-ID,id;q=0.9", "Nasi Goreng Kampung"),
        ("en-GB", "Village fried rice"),
    ] {
        let headers = [("accept-language", language)];
        let menu = customer
            .ask("GET", "/api/v1/menu", &headers, None)
            .await
            .body;
        let item = &menu["categories"][0]["items"][0];
        assert_eq!(
            (&item["name"], &item["price"]),
            (&json!(name), &json!(20_000))
        );
        assert_eq!(
            (&item["station"], &item["is_available"]),
            (&json!("dapur"), &json!(true))
        );
        let group = &item["modifier_groups"][0];
        assert_eq!((&group["min"], &group["max"]), (&json!(1), &json!(1)));
        assert_eq!(group["options"][0]["is_default"], true);
    }
    let facts = customer.get("/api/v1/shop").await.body;
    assert_eq!(
        (&facts["currency"], &facts["takes_orders"]),
        (&json!("IDR"), &json!(true))
    );
}

#[tokio::test]
async fn what_is_sold_out_is_known_everywhere_at_once_and_cannot_be_ordered() {
    let app = spawn_app().await;
    let (customer, kitchen) = (app.customer(), app.kitchen().await);
    let mut indonesian = customer.listen("/ws?room=menu").await;
    let mut english = customer.listen("/ws?room=menu&lang=en").await;
    let menu = indonesian.snapshot().await;
    english.snapshot().await;
    assert_eq!(menu["data"], customer.get("/api/v1/menu").await.body);

    assert_eq!(
        availability(&kitchen, "1", false).await["is_available"],
        false
    );
    for (screen, name) in [
        (&mut indonesian, "Nasi Goreng Kampung"),
        (&mut english, "Village fried rice"),
    ] {
        let items = screen.hears_next("menu_update").await["data"]["items"].clone();
        assert_eq!(items.as_array().map(Vec::len), Some(1));
        assert_eq!(
            (&items[0]["name"], &items[0]["is_available"]),
            (&json!(name), &json!(false))
        );
    }
    let refused = customer.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "sold_out"));
    assert!(
        refused.body["detail"]
            .as_str()
            .is_some_and(|text| text.contains("Nasi Goreng Kampung"))
    );

    // Saying it again publishes nothing: the next message is that it is back.
    availability(&kitchen, "1", false).await;
    availability(&kitchen, "1", true).await;
    let update = indonesian.hears_next("menu_update").await;
    assert_eq!(update["data"]["items"][0]["is_available"], true);
    customer.order().await;
}

#[tokio::test]
async fn an_option_that_is_sold_out_is_no_default_and_cannot_be_chosen() {
    let app = spawn_app().await;
    let (customer, kitchen) = (app.customer(), app.kitchen().await);
    availability(&kitchen, "options/1", false).await;
    let mut order = nasi_goreng();
    let refused = customer.post("/api/v1/orders", &order).await;
    assert_eq!((refused.status, refused.code()), (422, "choice_missing"));
    order["items"][0]["modifiers"] = json!([{ "option_id": 1 }]);
    let refused = customer.post("/api/v1/orders", &order).await;
    assert_eq!((refused.status, refused.code()), (409, "sold_out"));
    order["items"][0]["modifiers"] = json!([{ "option_id": 2 }]);
    customer.order_of(&order).await;
}

#[tokio::test]
async fn a_dish_whose_required_choice_is_sold_out_altogether_is_sold_out_everywhere() {
    let app = spawn_app().await;
    let (customer, kitchen) = (app.customer(), app.kitchen().await);
    let mut screen = customer.listen("/ws?room=menu").await;
    screen.snapshot().await;
    let menu = customer.get("/api/v1/menu").await.body;
    let dish = &menu["categories"][0]["items"][0];
    let options = dish["modifier_groups"][0]["options"].as_array();
    let options: Vec<String> = options
        .expect("options")
        .iter()
        .map(|one| one["id"].to_string())
        .collect();
    let (last, others) = options.split_last().expect("an option");
    let change = async |option: &str, is_available: bool| {
        availability(&kitchen, &format!("options/{option}"), is_available).await
    };
    for option in others {
        change(option, false).await;
        let update = screen.hears_next("menu_update").await;
        assert_eq!(update["data"]["items"][0]["is_available"], true);
    }
    change(last, false).await;
    let items = screen.hears_next("menu_update").await["data"]["items"].clone();
    let items = items.as_array().expect("dishes");
    assert!(
        items.iter().all(|item| item["is_available"] == false),
        "{items:?}"
    );
    assert!(items.iter().any(|item| item["id"] == dish["id"]));
    let menu = customer.get("/api/v1/menu").await.body;
    assert_eq!(menu["categories"][0]["items"][0]["is_available"], false);
    let refused = customer.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "sold_out"));

    // A mark on the dish itself is not overruled: it is back when both are.
    let id = dish["id"].to_string();
    availability(&kitchen, &id, false).await;
    change(last, true).await;
    let refused = customer.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "sold_out"));
    availability(&kitchen, &id, true).await;
    let mut order = nasi_goreng();
    order["items"][0]["modifiers"] =
        json!([{ "option_id": last.parse::<i64>().expect("a number") }]);
    customer.order_of(&order).await;
}

#[tokio::test]
async fn a_shop_that_takes_no_orders_still_sells_at_the_counter() {
    let app = spawn_app().await;
    app.set(json!({ "takes_orders": false })).await;
    let refused = app.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "shop_closed"));
    app.cashier().await.order().await;
}

async fn availability(caller: &Caller, what: &str, is_available: bool) -> Value {
    let path = format!("/api/v1/admin/menu/{what}/availability");
    let answer = caller
        .put(&path, &json!({ "is_available": is_available }))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}
