//! QRIS: the owner's code, the code that pays an order, and who may see and change it.

use http_body_util::Full;
use serde_json::{Value, json};

use crate::support::{Answer, Caller, TestApp, spawn_app, uid};

const SETTINGS: &str = "/api/v1/admin/settings";
const CHECK: &str = "/api/v1/admin/qris/check";
const PHOTO: &str = "/api/v1/admin/qris/photo";

fn vectors() -> Value {
    let vectors = include_str!("../fixtures/qris_vectors.json");
    serde_json::from_str(vectors).expect("the vectors")
}

fn vector(list: &str, id: &str, field: &str) -> String {
    let vectors = vectors();
    let mut list = vectors[list].as_array().expect("a list").iter();
    let vector = list.find(|vector| vector["id"] == id).expect(id);
    vector[field].as_str().expect(field).to_owned()
}

/// The code of a warung that is made up.
pub(crate) fn static_code() -> String {
    vector("valid", "siap-demo-static", "payload")
}

/// A photo of it, seen from the front.
pub(crate) fn photo() -> Vec<u8> {
    const SCALE: usize = 5;
    let code = fast_qr::QRBuilder::new(static_code())
        .build()
        .expect("a code");
    let side = (code.size + 8) * SCALE;
    let is_dark = |row: usize, column: usize| {
        let inside = |at: usize| (4..4 + code.size).contains(&at);
        inside(row) && inside(column) && code[row - 4][column - 4].value()
    };
    let mut picture = format!("P5\n{side} {side}\n255\n").into_bytes();
    for row in 0..side {
        let pixels = (0..side).map(|column| is_dark(row / SCALE, column / SCALE));
        picture.extend(pixels.map(|dark| if dark { 20_u8 } else { 235 }));
    }
    picture
}

async fn set_code(app: &TestApp) {
    app.set(json!({ "qris": { "code": static_code() } })).await;
}

/// The text of a code that was drawn, read by its modules.
fn decoded(svg: &str) -> String {
    let picture = graymap_of(svg, 6);
    let photo = siap::domain::Graymap::read(&picture).expect("a graymap");
    let codes = photo.codes();
    assert_eq!(codes.len(), 1, "{codes:?}");
    codes[0].clone()
}

/// A drawn code as a photo, `scale` pixels for a module.
fn graymap_of(svg: &str, scale: usize) -> Vec<u8> {
    let after = |text: &str, mark: &str| -> String {
        let (_, rest) = text.split_once(mark).expect(mark);
        rest.chars().take_while(char::is_ascii_digit).collect()
    };
    let side: usize = after(svg, "viewBox=\"0 0 ").parse().expect("a size");
    let mut dark = vec![false; side * side];
    // Each module is drawn as a square of its own: `M x,y h1v1h-1`.
    for module in svg.split('M').skip(1) {
        let numbers = module.split(|letter: char| !letter.is_ascii_digit());
        let mut numbers = numbers.filter_map(|number| number.parse::<usize>().ok());
        if let (Some(x), Some(y)) = (numbers.next(), numbers.next())
            && x < side
            && y < side
        {
            dark[y * side + x] = true;
        }
    }
    assert!(dark.iter().filter(|dark| **dark).count() > 500, "{svg}");
    let wide = side * scale;
    let mut picture = format!("P5\n{wide} {wide}\n255\n").into_bytes();
    for y in 0..wide {
        let row = (0..wide).map(|x| dark[y / scale * side + x / scale]);
        picture.extend(row.map(|dark| if dark { 20_u8 } else { 235 }));
    }
    picture
}

async fn qris_of(caller: &Caller, order: &Value) -> Answer {
    let path = format!("/api/v1/orders/{}/qris.svg", uid(order));
    caller.get(&path).await
}

/// The amount in the code that pays an order.
async fn amount_in(app: &TestApp, order: &Value) -> Option<i64> {
    let svg = qris_of(&app.customer(), order).await;
    assert_eq!(svg.status, 200, "{}", svg.body);
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    let svg = str::from_utf8(&svg.bytes).expect("text");
    let qris = siap::domain::Qris::parse(&decoded(svg)).expect("a code");
    assert_eq!(qris.merchant().name, "WARUNG CONTOH DEWI");
    qris.amount().map(siap::domain::Money::amount)
}

#[tokio::test]
async fn a_code_has_the_amount_that_is_still_owed() {
    let app = spawn_app().await;
    set_code(&app).await;
    let (cashier, order) = (app.cashier().await, app.customer().order().await);
    let total = order["total_amount"].as_i64().expect("a total");
    assert_eq!(amount_in(&app, &order).await, Some(total));
    let payments = format!("/api/v1/admin/orders/{}/payments", uid(&order));
    let part = json!({ "method": "cash", "amount": 10_000, "expected_rev": 1 });
    let named = [("idempotency-key", "a-part-of-it")];
    let paid = cashier.ask("POST", &payments, &named, Some(&part)).await;
    assert_eq!(paid.status, 200, "{}", paid.body);
    assert_eq!(amount_in(&app, &order).await, Some(total - 10_000));
    let rest = json!({ "method": "qris", "expected_rev": 2 });
    let named = [("idempotency-key", "the-rest-of-it")];
    let paid = cashier.ask("POST", &payments, &named, Some(&rest)).await;
    assert_eq!(paid.status, 200, "{}", paid.body);
    let settled = qris_of(&app.customer(), &order).await;
    assert_eq!((settled.status, settled.code()), (409, "nothing_owed"));
}

#[tokio::test]
async fn an_owner_may_have_the_plain_code_shown() {
    let app = spawn_app().await;
    set_code(&app).await;
    app.set(json!({ "qris": { "fills_in_amount": false } }))
        .await;
    let order = app.customer().order().await;
    assert_eq!(amount_in(&app, &order).await, None);
    let shop = app.customer().get("/api/v1/shop").await.body;
    assert_eq!(shop["qris"]["fills_in_amount"], false);
}

#[tokio::test]
async fn without_a_code_for_a_cancelled_order_and_above_the_ceiling_there_is_none() {
    let app = spawn_app().await;
    let customer = app.customer();
    let order = customer.order().await;
    let none = qris_of(&customer, &order).await;
    assert_eq!((none.status, none.code()), (404, "qris_not_set"));
    set_code(&app).await;
    let unknown = json!({ "uid": "7zzzzzzzzzzzzzzzzzzzzzzzzz" });
    let unknown = qris_of(&customer, &unknown).await;
    assert_eq!((unknown.status, unknown.code()), (404, "order_not_found"));
    let total = order["total_amount"].as_i64().expect("a total");
    app.set(json!({ "qris": { "most_amount": total } })).await;
    assert_eq!(amount_in(&app, &order).await, Some(total));
    app.set(json!({ "qris": { "most_amount": total - 1 } }))
        .await;
    let above = qris_of(&customer, &order).await;
    assert_eq!(
        (above.status, above.code()),
        (409, "qris_amount_over_limit")
    );
    app.set(json!({ "qris": { "most_amount": total } })).await;
    let cancel = format!("/api/v1/orders/{}/cancel", uid(&order));
    customer.post(&cancel, &json!({})).await;
    let cancelled = qris_of(&customer, &order).await;
    assert_eq!((cancelled.status, cancelled.code()), (409, "illegal_move"));
    app.set(json!({ "qris": { "code": "" } })).await;
    assert_eq!(qris_of(&customer, &order).await.status, 404);
}

#[tokio::test]
async fn the_till_has_a_code_for_an_amount_before_there_is_an_order() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let ask = async |amount: &str| {
        let path = format!("/api/v1/admin/qris.svg?amount={amount}");
        cashier.get(&path).await
    };
    assert_eq!(ask("15000").await.code(), "qris_not_set");
    set_code(&app).await;
    let svg = ask("15000").await;
    let code = decoded(str::from_utf8(&svg.bytes).expect("text"));
    let expected = siap::domain::Qris::parse_static(&static_code()).expect("a code");
    let (amount, most) = (
        siap::domain::Money::new(15_000),
        siap::domain::Money::new(15_000),
    );
    assert_eq!(
        code,
        expected.with_amount(amount, most).expect("filled").text()
    );
    for (amount, status, code) in [
        ("0", 409, "nothing_owed"),
        ("-5", 409, "nothing_owed"),
        ("10000001", 409, "qris_amount_over_limit"),
        ("much", 400, "bad_query"),
        ("", 400, "bad_query"),
    ] {
        let answer = ask(amount).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{amount}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_code_is_said_and_nothing_is_changed() {
    let app = spawn_app().await;
    set_code(&app).await;
    let owner = app.owner().await;
    let before = owner.get(SETTINGS).await.body;
    let history = "/api/v1/admin/history?about=shop";
    let kept = owner.get(history).await.body;
    let vectors = vectors();
    let invalid = vectors["invalid"].as_array().expect("a list").iter();
    let mut wrong: Vec<(String, String)> = invalid
        .map(|case| (case["payload"].clone(), case["expect_error"].clone()))
        .map(|(code, error)| {
            let error = error.as_str().expect("a code");
            let error = error.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let error = format!("qris_{}", error.trim_end_matches('_'));
            (code.as_str().expect("text").to_owned(), error)
        })
        .collect();
    let once = vector("valid", "shopee-dynamic-decimal", "payload");
    wrong.push((once, "qris_not_static".to_owned()));
    wrong.push((
        static_code().replace("DEWI", "DE\nI"),
        "control_characters".to_owned(),
    ));
    wrong.push(("000201".repeat(100), "text_too_long".to_owned()));
    for (code, error) in wrong {
        let checked = owner.post(CHECK, &json!({ "code": code })).await;
        assert_eq!(
            (checked.status, checked.code()),
            (422, error.as_str()),
            "{code}"
        );
        assert_eq!(checked.body["field"], "qris.code");
        assert!(checked.body["detail"].as_str().expect("words").len() > 20);
        if code.is_empty() {
            // Taking it away is no mistake.
            continue;
        }
        let change = json!({ "qris": { "code": code }, "shop_name": "Lain" });
        let set = owner.patch(SETTINGS, &change).await;
        assert_eq!((set.status, set.code()), (422, error.as_str()), "{code}");
    }
    assert_eq!(owner.get(SETTINGS).await.body, before);
    assert_eq!(owner.get(history).await.body, kept);
    for (field, value) in [("most_amount", 999), ("most_amount", 100_000_001)] {
        let change = json!({ "qris": { field: value } });
        assert_eq!(owner.patch(SETTINGS, &change).await.code(), "unfit_setting");
    }
}

#[tokio::test]
async fn an_owner_sees_at_once_who_is_paid() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let pasted = format!("\n  {} \r\n", static_code());
    let checked = owner.post(CHECK, &json!({ "code": pasted })).await;
    assert_eq!(checked.status, 200, "{}", checked.body);
    let merchant = json!({ "name": "WARUNG CONTOH DEWI", "city": "BANDUNG" });
    assert_eq!(
        checked.body,
        json!({ "code": static_code(), "merchant": merchant })
    );
    // A check sets nothing.
    assert_eq!(
        app.customer().get("/api/v1/shop").await.body["qris"],
        Value::Null
    );
}

#[tokio::test]
async fn everyone_learns_who_is_paid_and_the_owner_alone_has_the_text() {
    let app = spawn_app().await;
    let mut phone = app.customer().listen("/ws?room=shop").await;
    phone.snapshot().await;
    set_code(&app).await;
    let told = phone.hears_next("shop_update").await;
    let expected = json!({
        "name": "WARUNG CONTOH DEWI", "city": "BANDUNG", "fills_in_amount": true,
        "most_amount": 10_000_000,
    });
    assert_eq!(told["data"]["qris"], expected);
    let shop = app.customer().get("/api/v1/shop").await.body;
    assert!(!shop.to_string().contains("000201"), "{shop}");
    let owner = app.owner().await;
    assert_eq!(
        owner.get(SETTINGS).await.body["qris"]["code"],
        static_code()
    );
    let history = owner.get("/api/v1/admin/history?about=shop").await.body;
    let change = &history["changes"][0];
    assert_eq!(
        (
            &change["field"],
            &change["by"],
            &change["before"],
            &change["after"]
        ),
        (
            &json!("qris.code"),
            &json!("Dewi"),
            &json!(""),
            &json!(static_code())
        )
    );
    // It stays over a night.
    let app = app.reopen().await;
    let shop = app.customer().get("/api/v1/shop").await.body;
    assert_eq!(shop["qris"], expected);
}

#[tokio::test]
async fn only_the_owner_changes_where_the_money_goes() {
    let app = spawn_app().await;
    set_code(&app).await;
    let other = vector("valid", "bca-static", "payload");
    let change = json!({ "qris": { "code": other } });
    for (caller, status) in [
        (app.cashier().await, 403),
        (app.kitchen().await, 403),
        (app.customer(), 401),
    ] {
        assert_eq!(caller.patch(SETTINGS, &change).await.status, status);
        assert_eq!(caller.get(SETTINGS).await.status, status);
        assert_eq!(caller.post(CHECK, &change["qris"]).await.status, status);
    }
    let shop = app.customer().get("/api/v1/shop").await.body;
    assert_eq!(shop["qris"]["name"], "WARUNG CONTOH DEWI");
}

#[tokio::test]
async fn a_code_is_read_from_a_photo_and_what_is_none_is_told_so() {
    let app = spawn_app().await;
    set_code(&app).await;
    let owner = app.owner().await;
    let send = async |photo: Vec<u8>| {
        let kind = [("content-type", "image/x-portable-graymap")];
        owner
            .send("POST", PHOTO, &kind, Full::new(photo.into()))
            .await
    };
    app.set(json!({ "qris": { "fills_in_amount": false } }))
        .await;
    let order = app.customer().order().await;
    let svg = qris_of(&app.customer(), &order).await;
    let svg = str::from_utf8(&svg.bytes).expect("text");
    for scale in [4, 9, 15] {
        let read = send(graymap_of(svg, scale)).await;
        assert_eq!(
            (read.status, &read.body["code"]),
            (200, &json!(static_code()))
        );
        assert_eq!(read.body["merchant"]["city"], "BANDUNG");
    }
    // The order's own QR is a link, and no QRIS.
    let link = format!("/api/v1/orders/{}/qr.svg", uid(&order));
    let link = app.customer().get(&link).await;
    let link = str::from_utf8(&link.bytes).expect("text");
    let white = [&b"P5\n40 40\n255\n"[..], &[255; 1600]].concat();
    for (photo, code) in [
        (graymap_of(link, 8), "qris_not_emv"),
        (white, "no_code_in_photo"),
        (b"P5\n40 40\n255\nshort".to_vec(), "unfit_graymap"),
        (b"GIF89a".to_vec(), "unfit_graymap"),
    ] {
        let read = send(photo).await;
        assert_eq!((read.status, read.code()), (422, code));
    }
    let kind = [("content-type", "image/png")];
    let png = owner
        .send("POST", PHOTO, &kind, Full::new(vec![0; 9].into()))
        .await;
    assert_eq!(png.status, 415);
}
