//! Devices: listed, paired, revoked.

use serde_json::{Value, json};

use crate::support::{Caller, TestApp, int, nasi_goreng, spawn_app, spawn_limited_app};

async fn devices(owner: &Caller) -> Vec<Value> {
    let list = owner.get("/api/v1/admin/devices").await;
    assert_eq!(list.status, 200, "{}", list.body);
    list.body["devices"].as_array().expect("devices").clone()
}

async fn code(owner: &Caller, role: &str, name: &str) -> Value {
    let asked = json!({ "role": role, "name": name });
    let pairing = owner.post("/api/v1/admin/devices/pairing", &asked).await;
    assert_eq!(pairing.status, 201, "{}", pairing.body);
    let code = pairing.body["code"]
        .as_str()
        .expect("a code")
        .replace('-', "");
    assert_eq!(pairing.body["url"], format!("http://siap.test/pair#{code}"));
    pairing.body["code"].clone()
}

#[tokio::test]
async fn the_owner_sees_every_device_and_a_touch_ends_one_at_once() {
    let app = spawn_app().await;
    let phone = [(
        "user-agent",
        "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36",
    )];
    let login = json!({ "name": "Rina", "pin": crate::support::PIN, "want": "token" });
    let rina = app.customer().at(7);
    let answer = rina
        .ask("POST", "/api/v1/admin/login", &phone, Some(&login))
        .await;
    let rina = Caller {
        token: answer.body["token"].as_str().map(str::to_owned),
        ..rina
    };
    let mut till = rina.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let owner = app.owner().await;
    let list = devices(&owner).await;
    let this = list
        .iter()
        .find(|one| one["is_this"] == true)
        .expect("this");
    assert_eq!(
        (&this["staff"]["name"], &this["is_connected"]),
        (&json!("Dewi"), &json!(false))
    );
    let hers = list
        .iter()
        .find(|one| one["staff"]["name"] == "Rina")
        .expect("hers");
    assert_eq!(hers["device"], "Chrome · Android");
    assert_eq!(
        (&hers["address"], &hers["is_connected"]),
        (&json!("127.0.0.7"), &json!(true))
    );
    assert_eq!(hers["staff"]["role"], "cashier");
    assert_eq!(hers["staff"]["is_screen"], false);

    let path = format!("/api/v1/admin/devices/{}", int(&hers["id"]));
    assert_eq!(owner.delete(&path).await.status, 204);
    assert_eq!(till.closes_at_once().await, 4401);
    assert_eq!(rina.get("/api/v1/admin/orders").await.status, 401);
    assert_eq!(devices(&owner).await.len(), list.len() - 1);
    assert_eq!(owner.delete(&path).await.code(), "device_not_found");
    let history = owner.get("/api/v1/admin/history?about=staff").await.body;
    let newest = &history["changes"][0];
    assert_eq!(
        (&newest["subject"], &newest["field"]),
        (&json!("device"), &json!("revoked"))
    );
    assert_eq!(
        (&newest["by"], &newest["name"]),
        (&json!("Dewi"), &json!("Rina"))
    );
}

#[tokio::test]
async fn a_screen_comes_in_with_a_code_once_and_does_its_job_only() {
    let app = spawn_limited_app().await;
    let (owner, screen) = (app.owner().await, app.customer().at(5));
    let code = code(&owner, "kitchen", "Dapur depan").await;
    let typed = code
        .as_str()
        .expect("a code")
        .to_lowercase()
        .replace('-', " ");
    let paired = screen.post("/api/v1/pair", &json!({ "code": typed })).await;
    assert_eq!(paired.status, 200, "{}", paired.body);
    assert_eq!(paired.body["staff"]["role"], "kitchen");
    assert_eq!(paired.body["staff"]["is_screen"], true);
    assert!(paired.header("set-cookie").contains("Max-Age="));
    let again = screen.post("/api/v1/pair", &json!({ "code": code })).await;
    assert_eq!((again.status, again.code()), (403, "wrong_pairing_code"));

    let kitchen = app.screen("kitchen", "Dapur belakang").await;
    let order = app.customer().order().await;
    assert_eq!(app.cashier().await.pay(&order).await.status, 200);
    let done = kitchen.set_line(&order, 1, "done").await;
    assert_eq!(done.body["status"], "ready", "{}", done.body);
    assert_eq!(kitchen.pay(&order).await.status, 403);
    let path = format!("/api/v1/admin/orders/{}", crate::support::uid(&order));
    let history = owner.get(&path).await.body["history"].clone();
    assert!(history.to_string().contains("Dapur belakang"), "{history}");
    for role in ["owner", "cashier", "boss"] {
        let asked = json!({ "role": role, "name": "Layar" });
        let refused = owner.post("/api/v1/admin/devices/pairing", &asked).await;
        assert_eq!((refused.status, refused.code()), (422, "unknown_word"));
    }
    // A screen's name cannot log in: it has no PIN.
    for pin in ["", "0000", "null"] {
        let login = json!({ "name": "Dapur belakang", "pin": pin });
        assert_eq!(
            app.customer()
                .post("/api/v1/admin/login", &login)
                .await
                .status,
            401
        );
    }
}

#[tokio::test]
async fn a_screen_hangs_for_as_long_as_it_likes_and_its_name_is_free_when_it_is_gone() {
    let app = spawn_app().await;
    let board = app.screen("board", "Papan depan").await;
    let mut shown = board.listen("/ws?room=board").await;
    shown.snapshot().await;
    let mut till = app.cashier().await.listen("/ws?room=cashier").await;
    till.snapshot().await;
    assert_eq!(till.hears_of_screens().await[0]["name"], "Papan depan");
    drop((shown, till));
    let year = "update sessions set last_used_at = last_used_at - 31536000000";
    let app: TestApp = app.reopen_after(year).await;
    let board = Caller {
        address: app.address,
        ..board
    };
    assert_eq!(
        board.get("/api/v1/admin/me").await.body["staff"]["name"],
        "Papan depan"
    );
    let owner = app.owner().await;
    let taken = json!({ "role": "board", "name": "papan DEPAN" });
    let refused = owner.post("/api/v1/admin/devices/pairing", &taken).await;
    assert_eq!((refused.status, refused.code()), (409, "name_taken"));
    let list = devices(&owner).await;
    let screen = list
        .iter()
        .find(|one| one["staff"]["is_screen"] == true)
        .expect("it");
    let path = format!("/api/v1/admin/devices/{}", int(&screen["id"]));
    assert_eq!(owner.delete(&path).await.status, 204);
    assert_eq!(board.get("/api/v1/admin/me").await.status, 401);
    code(&owner, "board", "Papan depan").await;
    // A screen is in the list of staff, and cannot be hired, renamed or let go.
    let staff = owner.get("/api/v1/admin/staff").await.body;
    assert!(!staff.to_string().contains("Papan"), "{staff}");
}

#[tokio::test]
async fn codes_are_guessed_no_faster_than_pins() {
    let app = spawn_limited_app().await;
    let right = code(&app.owner().await, "kiosk", "Kios").await;
    let phone = app.customer().at(2);
    for n in 0..5 {
        let guess = json!({ "code": format!("0000-000{n}") });
        assert_eq!(
            phone.post("/api/v1/pair", &guess).await.code(),
            "wrong_pairing_code"
        );
    }
    let refused = phone
        .post("/api/v1/pair", &json!({ "code": "0000-0009" }))
        .await;
    assert_eq!((refused.status, refused.code()), (429, "too_many_tries"));
    // The screen that it was made for does not wait for that.
    let screen = app.customer().at(3);
    let paired = screen.post("/api/v1/pair", &json!({ "code": right })).await;
    assert_eq!(paired.status, 200, "{}", paired.body);
}

#[tokio::test]
async fn a_board_or_a_kiosk_is_a_customer_at_every_order() {
    let app = spawn_app().await;
    for (role, name) in [("board", "Papan"), ("kiosk", "Kios")] {
        let screen = app.screen(role, name).await;
        let placed = screen.order_of(&nasi_goreng()).await;
        assert!(
            placed["number"]
                .as_str()
                .is_some_and(|number| number.starts_with('C'))
        );
        assert!(placed.get("placed_by").is_none());
    }
}
