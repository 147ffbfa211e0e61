//! Dishes that are counted down, that are sold out until some time, and categories that are served at some hours.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use crate::support::{Answer, Caller, NASI_GORENG, TestApp, nasi_goreng, spawn_app, uid};

fn plates(pieces: i64) -> Value {
    let mut order = nasi_goreng();
    order["items"][0]["quantity"] = pieces.into();
    order
}

async fn count(by: &Caller, left: Value) -> Answer {
    let path = format!("/api/v1/admin/menu/{NASI_GORENG}/stock");
    by.put(&path, &json!({ "left": left })).await
}

/// What the shop tells everyone is left of fried rice; null where it is not counted.
async fn left(app: &TestApp) -> Value {
    let shop = app.customer().get("/api/v1/shop").await.body;
    let stock = shop["stock"].as_array().expect("a list").clone();
    let rice = stock.into_iter().find(|one| one["id"] == NASI_GORENG);
    rice.map_or(Value::Null, |one| one["left"].clone())
}

async fn post(by: &Caller, path: &str, key: &str, body: Value) -> Value {
    let key = [("idempotency-key", key)];
    let answer = by.ask("POST", path, &key, Some(&body)).await;
    assert!(answer.status < 300, "{path}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn of_many_phones_that_want_the_last_portion_one_gets_it_and_every_other_is_told() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let mut phone = app.customer().listen("/ws?room=shop").await;
    phone.snapshot().await;
    assert_eq!(count(&cashier, json!(4)).await.status, 200);
    let told = phone.hears_next("shop_update").await;
    assert_eq!(
        told["data"]["stock"],
        json!([{ "id": NASI_GORENG, "left": 4 }])
    );

    let guests = (1..=24).map(|n| app.customer().at(n));
    let orders =
        guests.map(|guest| async move { guest.post("/api/v1/orders", &nasi_goreng()).await });
    let answers = futures_util::future::join_all(orders).await;
    let placed = answers.iter().filter(|answer| answer.status == 201).count();
    let refused = answers.iter().filter(|answer| answer.status == 409);
    let refused: Vec<_> = refused.map(Answer::code).collect();
    assert_eq!((placed, refused), (4, vec!["sold_out"; 20]));
    assert_eq!(left(&app).await, 0);
    loop {
        let told = phone.hears_next("shop_update").await;
        if told["data"]["stock"][0]["left"] == 0 {
            break;
        }
    }
    // The till has no more either.
    let refused = cashier.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "sold_out"));
}

#[tokio::test]
async fn each_piece_of_an_order_comes_back_once_whichever_way_it_ends() {
    let app = spawn_app().await;
    let (guest, cashier, owner) = (app.customer(), app.cashier().await, app.owner().await);
    assert_eq!(count(&cashier, json!(10)).await.status, 200);

    let too_many = guest.post("/api/v1/orders", &plates(11)).await;
    assert_eq!((too_many.status, too_many.code()), (409, "only_left"));
    let said = too_many.body["details"]["id"].as_str().expect("words");
    assert!(said.contains("tinggal 10"), "{said}");

    // Cancelled by its guest, and asked for once more.
    let first = guest.order_of(&plates(3)).await;
    assert_eq!(left(&app).await, 7);
    let cancel = format!("/api/v1/orders/{}/cancel", uid(&first));
    for _ in 0..2 {
        guest.post(&cancel, &json!({})).await;
        assert_eq!(left(&app).await, 10);
    }

    // Fewer, a line taken off, and the rest cancelled.
    let mut two = plates(4);
    two["items"] = json!([two["items"][0], two["items"][0]]);
    let order = cashier.order_of(&two).await;
    assert_eq!(left(&app).await, 2);
    let path = format!("/api/v1/admin/orders/{}", uid(&order));
    let fewer = json!({ "quantity": 1 });
    let order = cashier.put(&format!("{path}/lines/1"), &fewer).await.body;
    assert_eq!(left(&app).await, 5);
    let more = cashier
        .put(&format!("{path}/lines/1"), &json!({ "quantity": 7 }))
        .await;
    assert_eq!((more.status, more.code()), (409, "only_left"));
    let void = json!({ "reason": "salah", "expected_rev": order["rev"] });
    let order = post(
        &cashier,
        &format!("{path}/lines/1/void"),
        "void-the-first",
        void,
    )
    .await;
    assert_eq!(left(&app).await, 6);

    // What goes over to another order is taken there and nowhere else.
    let other = cashier.order_of(&plates(1)).await;
    assert_eq!(left(&app).await, 5);
    let merge = json!({
        "into": uid(&other), "expected_rev": order["rev"], "into_rev": other["rev"],
    });
    let merged = post(&cashier, &format!("{path}/merge"), "merge-the-two", merge).await;
    assert_eq!(left(&app).await, 5);
    let split = json!({
        "lines": [{ "line_id": 2, "quantity": 2 }], "expected_rev": merged["rev"],
    });
    let path = format!("/api/v1/admin/orders/{}/move-lines", uid(&other));
    let apart = post(&cashier, &path, "two-pieces-apart", split).await;
    assert_eq!(left(&app).await, 5);
    for order in [&other, &apart] {
        let path = format!("/api/v1/admin/orders/{}/status", uid(order));
        let cancel = json!({ "status": "cancelled", "reason": "tidak jadi" });
        assert_eq!(owner.put(&path, &cancel).await.status, 200);
    }
    assert_eq!(left(&app).await, 10);

    // A round that is accepted later takes then.
    let order = cashier.order_of(&plates(1)).await;
    let more = json!({ "items": plates(2)["items"], "expected_rev": order["rev"] });
    let path = format!("/api/v1/admin/orders/{}/lines", uid(&order));
    post(&cashier, &path, "two-plates-more", more).await;
    assert_eq!(left(&app).await, 7);
    let app = app.reopen().await;
    assert_eq!(left(&app).await, 7);
}

#[tokio::test]
async fn a_count_is_set_by_the_till_and_ends_with_the_dish_being_back() {
    let app = spawn_app().await;
    let (guest, cashier, kitchen) = (app.customer(), app.cashier().await, app.kitchen().await);
    let availability = format!("/api/v1/admin/menu/{NASI_GORENG}/availability");
    let sold_out = json!({ "is_available": false });
    assert_eq!(kitchen.put(&availability, &sold_out).await.status, 200);
    // More were made.
    assert_eq!(count(&cashier, json!(1)).await.status, 200);
    guest.order().await;
    assert_eq!(left(&app).await, 0);
    let back = json!({ "is_available": true });
    assert_eq!(kitchen.put(&availability, &back).await.status, 200);
    assert_eq!(left(&app).await, Value::Null);
    guest.order().await;

    for (wrong, status) in [(json!(-1), 422), (json!(100_000), 422), (json!("all"), 400)] {
        assert_eq!(count(&cashier, wrong).await.status, status);
    }
    let unknown = json!({ "left": 1 });
    let unknown = cashier.put("/api/v1/admin/menu/9999/stock", &unknown).await;
    assert_eq!((unknown.status, unknown.code()), (404, "item_not_found"));
    let history = app
        .owner()
        .await
        .get("/api/v1/admin/history?about=menu")
        .await;
    let changes = history.body["changes"].as_array().expect("changes").clone();
    let counted = changes.iter().find(|change| change["field"] == "stock");
    let counted = counted.expect("who counted, and from what");
    assert!(
        counted["by"].is_string() && counted["after"].is_string(),
        "{counted}"
    );
}

/// A look of the clockwork, one every five seconds.
#[tokio::test]
async fn what_is_sold_out_until_then_is_back_by_itself() {
    let app = spawn_app().await;
    let (guest, kitchen) = (app.customer(), app.kitchen().await);
    let availability = format!("/api/v1/admin/menu/{NASI_GORENG}/availability");
    let tomorrow = json!({ "is_available": false, "until": "tomorrow" });
    let marked = kitchen.put(&availability, &tomorrow).await;
    assert_eq!(marked.body["is_available"], false);
    let back_at: Timestamp = marked.body["back_at"]
        .as_str()
        .and_then(|at| at.parse().ok())
        .expect("a time");
    let jakarta = TimeZone::get("Asia/Jakarta").expect("a bundled zone");
    assert_eq!(
        jakarta.to_datetime(back_at).hour(),
        4,
        "the business day begins"
    );
    let ahead = back_at.duration_since(Timestamp::now());
    assert!(ahead > SignedDuration::ZERO && ahead <= SignedDuration::from_hours(24));
    let option = json!({ "is_available": false, "until": "later" });
    let refused = kitchen
        .put("/api/v1/admin/menu/options/1/availability", &option)
        .await;
    assert_eq!((refused.status, refused.code()), (422, "unknown_word"));

    let refused = guest.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "sold_out"));
    let mut phone = guest.listen("/ws?room=menu").await;
    phone.snapshot().await;
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("the file");
    file.execute(
        "update menu_items set back_at = 1 where back_at is not null",
        [],
    )
    .expect("its time has come");
    let told = phone.hears_next("menu_update").await;
    assert_eq!(told["data"]["items"][0]["is_available"], true, "{told}");
    assert_eq!(told["data"]["items"][0].get("back_at"), None);
    guest.order().await;
    let history = app
        .owner()
        .await
        .get("/api/v1/admin/history?about=menu")
        .await;
    assert_eq!(
        history.body["changes"][0]["by"], "clock",
        "{}",
        history.body
    );
}

#[tokio::test]
async fn a_category_is_for_guests_at_its_hours_only_and_keeps_them_in_a_file() {
    let app = spawn_app().await;
    let (guest, cashier, owner) = (app.customer(), app.cashier().await, app.owner().await);
    let mut phone = guest.listen("/ws?room=shop").await;
    phone.snapshot().await;
    let menu = owner.get("/api/v1/admin/menu").await.body;
    let categories = menu["categories"].as_array().expect("categories");
    let rice = categories.iter().find(|category| {
        let items = category["items"].as_array().expect("items");
        items.iter().any(|item| item["id"] == NASI_GORENG)
    });
    let rice = rice.expect("a category")["id"].clone();
    let jakarta = TimeZone::get("Asia/Jakarta").expect("a bundled zone");
    let clock = |hours: i64| {
        let at = Timestamp::now() + SignedDuration::from_hours(hours);
        jakarta.to_datetime(at).strftime("%H:%M").to_string()
    };
    let later = format!("{}-{}", clock(2), clock(4));
    let path = format!("/api/v1/admin/menu/categories/{rice}");
    let changed = owner.put(&path, &json!({ "served": later })).await;
    assert_eq!(
        (changed.status, &changed.body["served"]),
        (200, &json!(later))
    );

    // By the clockwork, which looks every five seconds.
    let told = phone.hears_next("shop_update").await;
    assert_eq!(told["data"]["resting_categories"], json!([rice]), "{told}");
    let refused = guest.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "not_served_now"));
    cashier.order().await;

    // It comes back from a file, and stays where a file says nothing of it.
    let mut file = owner.get("/api/v1/admin/menu/export").await.body;
    let kept = owner.post("/api/v1/admin/menu/import", &file).await;
    assert_eq!((kept.status, &kept.body["changed"]), (200, &json!(0)));
    let served = |file: &Value| {
        let mut categories = file["categories"].as_array().expect("categories").iter();
        categories.find_map(|category| category.get("served").cloned())
    };
    assert_eq!(served(&file), Some(json!(later)));
    for category in file["categories"].as_array_mut().expect("categories") {
        category
            .as_object_mut()
            .expect("a category")
            .remove("served");
    }
    assert_eq!(
        owner.post("/api/v1/admin/menu/import", &file).await.status,
        200
    );
    let file = owner.get("/api/v1/admin/menu/export").await.body;
    assert_eq!(served(&file), Some(json!(later)));

    let refused = owner.put(&path, &json!({ "served": "pagi" })).await;
    assert_eq!((refused.status, refused.code()), (422, "unfit_menu"));
    assert_eq!(refused.body["field"], "served");
    let now = format!("{}-{}", clock(-1), clock(1));
    assert_eq!(
        owner.put(&path, &json!({ "served": now })).await.status,
        200
    );
    guest.order().await;
}
