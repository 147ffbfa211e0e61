//! The owner edits the menu: everywhere at once, nothing lost, and everything written down.

use serde_json::{Value, json};

use crate::support::{Caller, NASI_GORENG, int, nasi_goreng, spawn_app};

const MENU: &str = "/api/v1/admin/menu";

async fn menu(owner: &Caller) -> Value {
    let answer = owner.get(MENU).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

/// The numbers of the items, category by category.
fn layout(menu: &Value) -> Vec<(i64, Vec<i64>)> {
    let list = |value: &Value| value.as_array().expect("a list").clone();
    list(&menu["categories"])
        .iter()
        .map(|category| {
            let items = list(&category["items"]);
            (
                int(&category["id"]),
                items
                    .iter()
                    .map(|item| int(item.get("id").unwrap_or(item)))
                    .collect(),
            )
        })
        .collect()
}

async fn history(owner: &Caller) -> Vec<Value> {
    let answer = owner.get("/api/v1/admin/history?about=menu").await;
    answer.body["changes"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn a_new_dish_is_on_every_phone_at_once_and_can_be_ordered() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let mut phone = customer.listen("/ws?room=menu&lang=en").await;
    phone.snapshot().await;

    let category = json!({ "name": { "id": "Jus", "en": "Juices" }, "station": "bar" });
    let answer = owner.post("/api/v1/admin/menu/categories", &category).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let category_id = int(&answer.body["id"]);
    let told = phone.hears_next("menu_update").await["data"].clone();
    assert_eq!(told["items"], json!([]));
    let last = told["categories"].as_array().and_then(|all| all.last());
    assert_eq!(
        last,
        Some(&json!({ "id": category_id, "name": "Juices", "items": [] }))
    );

    let sweet = json!({
        "name": { "id": "Gula" }, "min": 1, "max": 1,
        "options": [
            { "name": { "id": "Pakai gula" }, "price": 0, "is_default": true },
            { "name": { "id": "Madu", "en": "Honey" }, "price": 3000 },
        ],
    });
    let group = owner.post("/api/v1/admin/menu/groups", &sweet).await;
    assert_eq!(group.status, 201, "{}", group.body);
    // Nothing for a customer to see yet, but another editor is told to look.
    let told = phone.hears_next("menu_update").await["data"].clone();
    assert_eq!(told, json!({ "items": [] }));
    let item = json!({
        "category_id": category_id, "name": { "id": " Jus Alpukat ", "en": "Avocado juice" },
        "price": 18000, "modifier_group_ids": [group.body["id"]],
    });
    let answer = owner.post(MENU, &item).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let id = int(&answer.body["id"]);
    assert_eq!(
        (&answer.body["name"]["id"], &answer.body["station"]),
        (&json!("Jus Alpukat"), &Value::Null)
    );
    let told = phone.hears_next("menu_update").await["data"].clone();
    assert_eq!(
        (&told["items"][0]["name"], &told["items"][0]["station"]),
        (&json!("Avocado juice"), &json!("bar"))
    );
    assert_eq!(told["categories"][5]["items"], json!([id]));

    let honey = &group.body["options"][1]["id"];
    let order = json!({
        "items": [{ "menu_item_id": id, "quantity": 2, "modifiers": [{ "option_id": honey }] }],
        "payment_method": "cash",
    });
    assert_eq!(customer.order_of(&order).await["total_amount"], 42_000);
}

#[tokio::test]
async fn a_price_is_changed_for_whoever_orders_next_and_the_history_says_by_whom() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let before = customer.order().await;
    let mut phone = customer.listen("/ws?room=menu").await;
    phone.snapshot().await;
    let answer = owner
        .put(
            &format!("{MENU}/{NASI_GORENG}"),
            &json!({ "price": 22_500 }),
        )
        .await;
    assert_eq!(
        (answer.status, &answer.body["price"]),
        (200, &json!(22_500))
    );
    // What was left out stays as it is.
    assert_eq!(answer.body["name"]["id"], "Nasi Goreng Kampung");
    assert_eq!(answer.body["modifier_group_ids"], json!([1, 5]));
    let told = phone.hears_next("menu_update").await["data"].clone();
    assert_eq!(told["items"][0]["price"], 22_500);
    assert_eq!(told.get("categories"), None, "nothing has moved");
    assert_eq!(customer.order().await["total_amount"], 22_500);
    let uid = before["uid"].as_str().expect("a uid");
    let kept = customer.get(&format!("/api/v1/orders/{uid}")).await;
    assert_eq!(kept.body["total_amount"], 20_000);

    let history = history(&owner).await;
    let change = &history[0];
    for (field, value) in [
        ("by", json!("Dewi")),
        ("subject", json!("item")),
        ("subject_id", json!(NASI_GORENG)),
        ("name", json!("Nasi Goreng Kampung")),
        ("field", json!("price")),
        ("before", json!("20000")),
        ("after", json!("22500")),
    ] {
        assert_eq!(change[field], value, "{change}");
    }
    assert_eq!(history.len(), 1, "the first menu is nobody's change");

    // The same again changes nothing, and is neither published nor in the history.
    owner
        .put(
            &format!("{MENU}/{NASI_GORENG}"),
            &json!({ "price": 22_500 }),
        )
        .await;
    let cook = app.kitchen().await;
    let sold_out = json!({ "item_ids": [1, 2], "is_available": false });
    let answer = cook.put("/api/v1/admin/menu/availability", &sold_out).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let told = phone.hears_next("menu_update").await["data"].clone();
    assert_eq!(told["items"].as_array().map(Vec::len), Some(2));
    let history = self::history(&owner).await;
    assert_eq!(
        (history.len(), &history[0]["by"], &history[0]["field"]),
        (3, &json!("Budi"), &json!("available"))
    );
}

#[tokio::test]
async fn the_history_is_read_in_pages_from_the_newest() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    for price in 1..=5 {
        owner
            .put(&format!("{MENU}/1"), &json!({ "price": price }))
            .await;
    }
    let mut cursor = String::new();
    let mut prices = Vec::new();
    loop {
        let path = format!("/api/v1/admin/history?about=menu&limit=2{cursor}");
        let page = owner.get(&path).await.body;
        for change in page["changes"].as_array().expect("a list") {
            prices.push(change["after"].as_str().expect("a price").to_owned());
        }
        if page["next_cursor"].is_null() {
            break;
        }
        cursor = format!("&cursor={}", page["next_cursor"]);
    }
    assert_eq!(prices, ["5", "4", "3", "2", "1"]);
    let path = "/api/v1/admin/history?about=menu&limit=";
    for limit in [0, -1, 1_000_000] {
        let page = owner.get(&format!("{path}{limit}")).await.body;
        assert_eq!(page["changes"][0]["after"], "5", "{limit}");
    }
    let refused = owner.get(&format!("{path}some")).await;
    assert_eq!((refused.status, refused.code()), (400, "bad_query"));
}

#[tokio::test]
async fn what_was_taken_off_the_menu_is_kept_by_its_orders_and_can_come_back() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let order = customer.order().await;
    let before = layout(&menu(&owner).await);
    let mut phone = customer.listen("/ws?room=menu").await;
    phone.snapshot().await;

    let answer = owner.delete(&format!("{MENU}/{NASI_GORENG}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body["retired_at"].is_string(), "{}", answer.body);
    let told = phone.hears_next("menu_update").await["data"].clone();
    assert!(!layout(&told)[0].1.contains(&NASI_GORENG), "{told}");
    let refused = customer.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (422, "unknown_item"));
    let uid = order["uid"].as_str().expect("a uid");
    let kept = customer.get(&format!("/api/v1/orders/{uid}")).await.body;
    assert_eq!(kept["lines"][0]["name"], "Nasi Goreng Kampung");
    let now = menu(&owner).await;
    assert_eq!(now["retired_items"][0]["id"], NASI_GORENG);

    // What is not there cannot be edited.
    let refused = owner
        .put(&format!("{MENU}/{NASI_GORENG}"), &json!({ "price": 1 }))
        .await;
    assert_eq!((refused.status, refused.code()), (404, "item_not_found"));

    let answer = owner
        .ask("POST", &format!("{MENU}/{NASI_GORENG}/restore"), &[], None)
        .await;
    assert_eq!(
        (answer.status, &answer.body["retired_at"]),
        (200, &Value::Null)
    );
    assert_eq!(layout(&menu(&owner).await), before, "it is where it was");
    let history = history(&owner).await;
    let fields: Vec<_> = history.iter().map(|change| &change["field"]).collect();
    assert_eq!(fields, [&json!("restored"), &json!("retired")]);
    customer.order().await;
}

#[tokio::test]
async fn the_whole_menu_is_put_in_order_at_once_or_not_at_all() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let now = menu(&owner).await;
    let mut wanted = layout(&now);
    wanted.reverse();
    // One dish moves to another category.
    let moved = wanted[0].1.remove(0);
    wanted[1].1.push(moved);
    let body = |wanted: &[(i64, Vec<i64>)], rev: &Value| {
        let categories = wanted
            .iter()
            .map(|(id, items)| json!({ "id": id, "items": items }));
        json!({ "expected_rev": rev, "categories": categories.collect::<Vec<_>>() })
    };
    let answer = owner
        .put(&format!("{MENU}/order"), &body(&wanted, &now["rev"]))
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(layout(&answer.body), wanted);
    assert_eq!(layout(&menu(&owner).await), wanted);

    let kept = history(&owner).await;
    assert!(kept.iter().any(|change| change["field"] == "category"));

    let stale = owner
        .put(&format!("{MENU}/order"), &body(&wanted, &now["rev"]))
        .await;
    assert_eq!((stale.status, stale.code()), (409, "menu_moved_on"));
    let rev = menu(&owner).await["rev"].clone();
    let mut missing = wanted.clone();
    missing[0].1.pop();
    let mut twice = wanted.clone();
    twice[0].1.push(moved);
    let mut strange = wanted.clone();
    strange[0].1.push(9_999);
    for unfit in [missing, twice, strange, vec![]] {
        let answer = owner
            .put(&format!("{MENU}/order"), &body(&unfit, &rev))
            .await;
        assert_eq!((answer.status, answer.code()), (422, "unfit_menu"));
    }
    assert_eq!(layout(&menu(&owner).await), wanted);
}

#[tokio::test]
async fn a_choice_is_edited_everywhere_it_is_asked() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let group = menu(&owner).await["modifier_groups"][0].clone();
    let path = format!("{MENU}/groups/{}", group["id"]);
    // «Pedas banget» goes, «Sedang» gets dearer, a new one comes.
    let mut options = group["options"].as_array().expect("options").clone();
    options.truncate(3);
    options[1]["price"] = json!(500);
    options.push(json!({ "name": { "id": "Level 10" }, "price": 2000 }));
    let answer = owner.put(&path, &json!({ "options": options })).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(
        (&answer.body["min"], &answer.body["options"][1]["id"]),
        (&group["min"], &group["options"][1]["id"])
    );
    let mut order = nasi_goreng();
    order["items"][0]["modifiers"] = json!([{ "option_id": options[1]["id"] }]);
    assert_eq!(customer.order_of(&order).await["total_amount"], 20_500);
    order["items"][0]["modifiers"] = json!([{ "option_id": group["options"][3]["id"] }]);
    let refused = customer.post("/api/v1/orders", &order).await;
    assert_eq!((refused.status, refused.code()), (422, "unknown_option"));
    let history = history(&owner).await;
    let change = history
        .iter()
        .find(|change| change["field"] == "options")
        .expect("a change of the options");
    assert_eq!(
        (&change["subject"], &change["field"], &change["after"]),
        (
            &json!("group"),
            &json!("options"),
            &json!("Tidak pedas*, Sedang +Rp500, Pedas, Level 10 +Rp2.000")
        )
    );

    // Without the choice the dish is ordered as it is; with it back, as before.
    assert_eq!(owner.delete(&path).await.status, 200);
    assert_eq!(customer.order().await["lines"][0]["modifiers"], json!([]));
    // An edit of the dish meanwhile does not lose it.
    let dish = format!("{MENU}/{NASI_GORENG}");
    let renamed = json!({ "name": { "id": "Nasgor" } });
    owner.put(&dish, &renamed).await;
    let answer = owner
        .ask("POST", &format!("{path}/restore"), &[], None)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let lines = customer.order().await["lines"].clone();
    assert_eq!(lines[0]["modifiers"][0]["name"], "Tidak pedas");
}

#[tokio::test]
async fn a_category_leaves_only_when_it_is_empty() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let path = format!("{MENU}/categories/1");
    let refused = owner.delete(&path).await;
    assert_eq!(
        (refused.status, refused.code()),
        (409, "category_not_empty")
    );
    let renamed = json!({ "name": { "id": "Nasi" } });
    let answer = owner.put(&path, &renamed).await;
    assert_eq!(
        (&answer.body["name"]["id"], &answer.body["station"]),
        (&json!("Nasi"), &json!("dapur"))
    );
    let items = layout(&menu(&owner).await)[0].1.clone();
    for id in &items {
        owner.delete(&format!("{MENU}/{id}")).await;
    }
    assert_eq!(owner.delete(&path).await.status, 200);
    assert_eq!(layout(&menu(&owner).await)[0].0, 2);
    // An item brings its category back.
    let restore = format!("{MENU}/{}/restore", items[0]);
    let answer = owner.ask("POST", &restore, &[], None).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(layout(&menu(&owner).await)[0], (1, vec![items[0]]));
}

#[tokio::test]
async fn what_cannot_stand_on_a_menu_is_refused_by_its_field_and_changes_nothing() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let before = menu(&owner).await;
    let good = json!({ "category_id": 1, "name": { "id": "Kopi" }, "price": 1000 });
    for (field, value) in [
        ("name", json!({ "id": " " })),
        ("price", json!(-1)),
        ("price", json!(1_000_000_001)),
        ("price", Value::Null),
        ("category_id", json!(99)),
        ("modifier_group_ids", json!([99])),
        ("modifier_group_ids", json!([1, 1])),
        ("station", json!("a station with a name far too long")),
        ("description", json!({ "id": "x".repeat(301) })),
    ] {
        let mut item = good.clone();
        item[field] = value;
        let answer = owner.post(MENU, &item).await;
        assert_eq!(
            (answer.status, answer.code()),
            (422, "unfit_menu"),
            "{item}"
        );
        let detail = answer.body["detail"].as_str().expect("words");
        assert!(detail.contains(field), "{item}: {detail}");
    }
    let group = json!({ "name": { "id": "Gula" }, "min": 2, "max": 1, "options": [] });
    let answer = owner.post(&format!("{MENU}/groups"), &group).await;
    assert_eq!((answer.status, answer.code()), (422, "unfit_menu"));
    for path in ["/99", "/categories/99", "/groups/99"] {
        let answer = owner.delete(&format!("{MENU}{path}")).await;
        assert_eq!((answer.status, answer.code()), (404, "item_not_found"));
    }
    let many = json!({ "item_ids": [1, 99], "is_available": false });
    let answer = owner.put(&format!("{MENU}/availability"), &many).await;
    assert_eq!((answer.status, answer.code()), (404, "item_not_found"));
    assert_eq!(menu(&owner).await, before);
}

#[tokio::test]
async fn an_item_of_another_station_goes_to_that_station_until_it_is_like_its_category_again() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let path = format!("{MENU}/{NASI_GORENG}");
    owner.put(&path, &json!({ "station": "wok" })).await;
    let order = cashier.order().await;
    let seen = async |order: &Value| {
        let uid = order["uid"].as_str().expect("a uid");
        let order = cashier.get(&format!("/api/v1/admin/orders/{uid}")).await;
        order.body["lines"][0]["station"].clone()
    };
    assert_eq!(seen(&order).await, "wok");
    let answer = owner.put(&path, &json!({ "station": null })).await;
    assert_eq!(answer.body["station"], Value::Null);
    assert_eq!(seen(&cashier.order().await).await, "dapur");
}
