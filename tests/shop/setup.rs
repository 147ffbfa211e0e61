//! The first start: the holder of the code becomes the owner, once.

use serde_json::{Value, json};

use crate::support::{Caller, TestApp, spawn_app, spawn_new_app};

fn first(code: Option<&str>) -> Value {
    json!({
        "code": code,
        "shop_name": " Warung Bu Dewi ",
        "locale": "en",
        "owner_name": "Dewi",
        "pin": "2468",
        "menu": "starter",
    })
}

fn code(app: &TestApp) -> String {
    app.server.setup_code.clone().expect("a code").to_string()
}

async fn state(caller: &Caller) -> (Value, Value, Value) {
    let state = caller.get("/api/v1/setup").await.body;
    (
        state["open"].clone(),
        state["needs_code"].clone(),
        state["finished"].clone(),
    )
}

#[tokio::test]
async fn whoever_has_the_code_owns_the_shop_and_nobody_after_them() {
    let app = spawn_new_app().await;
    let phone = app.customer().at(2);
    assert_eq!(
        state(&phone).await,
        (json!(true), json!(true), json!(false))
    );
    let code = code(&app);
    let file = app.folder.path().join("setup-code");
    assert_eq!(std::fs::read_to_string(&file).expect("a file").trim(), code);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file)
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for wrong in [None, Some(""), Some("0000-0000")] {
        let refused = phone.post("/api/v1/setup", &first(wrong)).await;
        assert_eq!((refused.status, refused.code()), (403, "wrong_setup_code"));
    }
    let right = json!({ "code": code.to_lowercase() });
    assert_eq!(phone.post("/api/v1/setup/code", &right).await.status, 204);
    let made = phone.post("/api/v1/setup", &first(Some(&code))).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(made.body["staff"]["role"], "owner");
    let cookie = made
        .header("set-cookie")
        .split(';')
        .next()
        .expect("a cookie")
        .to_owned();
    let origin = format!("http://{}", app.address);
    let headers = [("cookie", cookie.as_str()), ("origin", origin.as_str())];
    let settings = phone
        .ask("GET", "/api/v1/admin/settings", &headers, None)
        .await
        .body;
    assert_eq!(
        (&settings["shop_name"], &settings["locale"]),
        (&json!("Warung Bu Dewi"), &json!("en"))
    );

    assert!(!file.exists());
    assert_eq!(
        state(&phone).await,
        (json!(false), json!(false), json!(false))
    );
    for again in [phone.clone(), app.customer()] {
        let refused = again.post("/api/v1/setup", &first(Some(&code))).await;
        assert_eq!((refused.status, refused.code()), (409, "already_set_up"));
    }
    assert_eq!(
        phone.post("/api/v1/setup/finish", &json!({})).await.status,
        401
    );
    let finished = phone
        .ask("POST", "/api/v1/setup/finish", &headers, Some(&json!({})))
        .await;
    assert_eq!(finished.status, 204);
    assert_eq!(state(&phone).await.2, json!(true));
}

#[tokio::test]
async fn at_the_machine_itself_no_code_is_needed() {
    let app = spawn_new_app().await;
    let machine = app.customer();
    assert_eq!(state(&machine).await.1, json!(false));
    let mut empty = first(None);
    empty["menu"] = json!("empty");
    assert_eq!(machine.post("/api/v1/setup", &empty).await.status, 201);
    assert_eq!(
        machine.get("/api/v1/menu").await.body["categories"],
        json!([])
    );
}

#[tokio::test]
async fn what_cannot_be_used_is_named_and_leaves_no_half_owner() {
    let app = spawn_new_app().await;
    let machine = app.customer();
    for (field, value, code) in [
        ("shop_name", json!(" "), "unfit_setting"),
        ("owner_name", json!(""), "unfit_name"),
        ("pin", json!("12"), "unfit_pin"),
        ("locale", json!("xx"), "bad_fields"),
        ("menu", json!("full"), "bad_fields"),
    ] {
        let mut start = first(None);
        start[field] = value;
        let refused = machine.post("/api/v1/setup", &start).await;
        assert_eq!(refused.code(), code, "{field}");
        assert_eq!(state(&machine).await.0, json!(true));
    }
    assert_eq!(
        machine.post("/api/v1/setup", &first(None)).await.status,
        201
    );
}

#[tokio::test]
async fn the_first_start_sets_tax_and_service_or_leaves_them_off() {
    let app = spawn_new_app().await;
    let machine = app.customer();
    for (bill, code) in [
        (json!({ "restaurant_tax_bp": 2_501 }), "unfit_setting"),
        (json!({ "prices_include": "all" }), "bad_fields"),
        (json!([1_000]), "bad_fields"),
    ] {
        let mut start = first(None);
        start["bill"] = bill;
        let refused = machine.post("/api/v1/setup", &start).await;
        assert_eq!(refused.code(), code, "{}", refused.body);
        assert_eq!(state(&machine).await.0, json!(true));
    }
    let mut start = first(None);
    start["bill"] =
        json!({ "restaurant_tax_bp": 1_000, "service_bp": 550, "prices_include": "tax" });
    assert_eq!(machine.post("/api/v1/setup", &start).await.status, 201);
    let bill = machine.get("/api/v1/shop").await.body["bill"].clone();
    assert_eq!(
        bill,
        json!({
            "restaurant_tax_bp": 1_000, "vat_bp": 0, "service_bp": 550, "prices_include": "tax",
            "smallest_coin": "1", "cash_rounding": "nearest",
        })
    );

    let app = spawn_new_app().await;
    let machine = app.customer();
    assert_eq!(
        machine.post("/api/v1/setup", &first(None)).await.status,
        201
    );
    let bill = &machine.get("/api/v1/shop").await.body["bill"];
    assert_eq!(
        (&bill["restaurant_tax_bp"], &bill["service_bp"]),
        (&json!(0), &json!(0))
    );
}

#[tokio::test]
async fn a_restart_half_way_keeps_the_code_and_two_phones_make_one_owner() {
    let app = spawn_new_app().await;
    let before = code(&app);
    let folder = app.close().await;
    let app = crate::support::open_with(folder, crate::support::limited).await;
    assert_eq!(code(&app), before);
    let (one, two) = (app.customer().at(2), app.customer().at(3));
    let start = first(Some(&before));
    let mut other = start.clone();
    other["owner_name"] = json!("Sari");
    let (one, two) = tokio::join!(
        one.post("/api/v1/setup", &start),
        two.post("/api/v1/setup", &other)
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn the_code_is_guessed_no_faster_than_a_pin() {
    let app = spawn_new_app().await;
    let phone = app.customer().at(2);
    for n in 0..5 {
        let guess = json!({ "code": format!("0000-000{n}") });
        let refused = phone.post("/api/v1/setup/code", &guess).await;
        assert_eq!(refused.code(), "wrong_setup_code");
    }
    let right = json!({ "code": code(&app) });
    let refused = phone.post("/api/v1/setup/code", &right).await;
    assert_eq!((refused.status, refused.code()), (429, "too_many_tries"));
    // No other request waits for that.
    let owner = app.customer().at(3);
    let answer = owner.post("/api/v1/setup/code", &right).await;
    assert!(answer.status < 300, "{}", answer.body);
    // A request from the machine itself goes on.
    assert_eq!(
        app.customer()
            .post("/api/v1/setup", &first(None))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_shop_with_an_owner_shows_no_code() {
    let app = spawn_app().await;
    assert!(app.server.setup_code.is_none());
    assert!(!app.folder.path().join("setup-code").exists());
    assert_eq!(state(&app.customer()).await.0, json!(false));
}

#[tokio::test]
async fn a_phone_that_reaches_the_shop_turns_the_owners_page_green() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let begun = owner.post("/api/v1/admin/phone-checks", &json!({})).await;
    assert_eq!(begun.status, 201);
    let token = begun.body["token"].as_str().expect("a token");
    assert_eq!(begun.body["url"], format!("http://siap.test/hp/{token}"));
    let check = format!("/api/v1/admin/phone-checks/{token}");
    assert_eq!(owner.get(&check).await.body["opened_at"], Value::Null);
    let phone = [
        (
            "user-agent",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1",
        ),
        ("accept-language", "en"),
    ];
    let page = app
        .customer()
        .at(2)
        .ask("GET", &format!("/hp/{token}"), &phone, None)
        .await;
    assert_eq!(page.status, 200);
    let reached = owner.get(&check).await.body;
    assert!(reached["opened_at"].is_string(), "{reached}");
    assert_eq!(
        (&reached["address"], &reached["device"]),
        (&json!("127.0.0.2"), &json!("Safari · iPhone"))
    );
    let unknown = app.customer().get("/hp/0p1zm4smkfy0ezz94cvnjnzxh4").await;
    assert_eq!(unknown.status, 404);
    assert_eq!(owner.get("/api/v1/admin/phone-checks/x").await.status, 404);
}
