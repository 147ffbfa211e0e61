//! Customer displays: each hears of its own till only, and nothing of what it shows is kept.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};
use tokio::time::timeout;

use crate::support::{Answer, Caller, NASI_GORENG, Screen, TestApp, spawn_app, spawn_limited_app};

/// Shows something at a till.
async fn show(by: &Caller, till: &str, display: &Value) -> Answer {
    let headers = [("siap-till", till)];
    by.ask("PUT", "/api/v1/admin/display", &headers, Some(display))
        .await
}

async fn shows(by: &Caller, till: &str, display: &Value) {
    let shown = show(by, till, display).await;
    assert_eq!(shown.status, 204, "{}", shown.body);
}

fn cart(quantity: i64) -> Value {
    json!({
        "view": "cart",
        "lines": [{
            "menu_item_id": NASI_GORENG, "quantity": quantity, "option_ids": [], "line_total": 25_000 * quantity,
        }],
        "rows": [],
        "total": 25_000 * quantity,
    })
}

/// A display that is paired at a till, by the code that this till shows.
async fn pair(by: &Caller, till: &str, name: &str) -> (Answer, Caller) {
    let headers = [("siap-till", till)];
    let asked = json!({ "name": name, "role": "display" });
    let pairing = "/api/v1/admin/devices/pairing";
    let pairing = by.ask("POST", pairing, &headers, Some(&asked)).await;
    assert_eq!(pairing.status, 201, "{}", pairing.body);
    let screen = Caller {
        token: None,
        ..by.clone()
    };
    let code = json!({ "code": pairing.body["code"] });
    let paired = screen.post("/api/v1/pair", &code).await;
    assert_eq!(paired.status, 200, "{}", paired.body);
    let cookie = paired.header("set-cookie");
    let token = cookie.split([';', '=']).nth(1).map(str::to_owned);
    (paired, Caller { token, ..screen })
}

/// Listens at a till, and what is shown there now.
async fn stand(display: &Caller, till: &str) -> (Screen, Value) {
    let path = format!("/ws?room=display:{till}&screen=display-{till}");
    let mut screen = display.listen(&path).await;
    screen.joined().await;
    let snapshot = screen.hears_next("snapshot").await;
    assert_eq!(snapshot["room"], format!("display:{till}"));
    assert_eq!(snapshot.get("seq"), None, "{snapshot}");
    (screen, snapshot["data"].clone())
}

/// What is shown next.
async fn told(screen: &mut Screen) -> Value {
    let heard = screen.hears_next("display_update").await;
    assert_eq!(heard.get("seq"), None, "{heard}");
    heard["data"].clone()
}

#[tokio::test]
async fn a_display_shows_what_is_rung_up_at_its_own_till_and_nothing_of_another() {
    let app = spawn_app().await;
    let (cashier, other) = (app.cashier().await, app.owner().await);
    let (paired, first) = pair(&cashier, "1", "Layar depan").await;
    assert_eq!(paired.body["staff"]["till"], 1, "{}", paired.body);
    let (_, second) = pair(&cashier, "2", "Layar samping").await;
    assert_eq!(
        second.get("/api/v1/admin/me").await.body["staff"]["till"],
        2
    );

    let (mut near, shown) = stand(&first, "1").await;
    assert_eq!(
        (&shown["view"], &shown["lines"]),
        (&json!("idle"), &json!([]))
    );
    shows(&other, "2", &cart(9)).await;
    shows(&cashier, "1", &cart(1)).await;
    let shown = told(&mut near).await;
    assert_eq!(
        (&shown["lines"][0]["quantity"], &shown["total"]),
        (&json!(1), &json!(25_000))
    );
    // What is shown already is told once, and who comes later is told what is shown.
    shows(&cashier, "1", &cart(1)).await;
    shows(&cashier, "1", &cart(2)).await;
    assert_eq!(told(&mut near).await["lines"][0]["quantity"], 2);
    let (_far, shown) = stand(&second, "2").await;
    assert_eq!(shown["lines"][0]["quantity"], 9);
    assert_eq!(second.get("/api/v1/display").await.body, shown);

    // A paired display enters no other till's room, also by asking for it otherwise.
    near.join("display:2").await;
    let refused = near.hears_next("error").await;
    assert_eq!(refused["code"], "forbidden", "{refused}");
    let asked = [("siap-till", "2")];
    let own = first.ask("GET", "/api/v1/display", &asked, None).await.body;
    assert_eq!(own["lines"][0]["quantity"], 2);

    // The till sees them among the shop's screens.
    let mut till = cashier.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let screens = till.hears_of_screens().await;
    let named = |name: &str, till: i64| {
        let is_it = |screen: &Value| screen["name"] == name && screen["till"] == till;
        screens
            .iter()
            .any(|screen| screen["room"] == "display" && is_it(screen))
    };
    assert!(
        named("Layar depan", 1) && named("Layar samping", 2),
        "{screens:?}"
    );
}

#[tokio::test]
async fn a_till_that_goes_to_another_drawer_takes_its_sale_along() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let (_, first) = pair(&cashier, "1", "Layar depan").await;
    let (mut near, _) = stand(&first, "1").await;
    shows(&cashier, "1", &cart(1)).await;
    assert_eq!(told(&mut near).await["view"], "cart");
    shows(&cashier, "2", &cart(1)).await;
    assert_eq!(told(&mut near).await["view"], "idle");
}

#[tokio::test]
async fn a_display_that_no_socket_reaches_is_there_while_it_asks() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let mut till = cashier.listen("/ws?room=cashier").await;
    till.snapshot().await;
    let (_, display) = pair(&cashier, "2", "Layar samping").await;
    let asked = display.get("/api/v1/display?screen=display-far").await;
    assert_eq!((asked.status, &asked.body["view"]), (200, &json!("idle")));
    let screens = till.hears_of_screens().await;
    let it = &screens[0];
    assert_eq!(
        (&it["room"], &it["name"], &it["till"]),
        (&json!("display"), &json!("Layar samping"), &json!(2))
    );
    assert_eq!(
        (&it["connected"], &it["current"]),
        (&json!(true), &json!(true))
    );
    let refused = display.get("/api/v1/display?screen=far").await;
    assert_eq!((refused.status, refused.code()), (400, "bad_query"));
}

#[tokio::test]
async fn at_the_end_of_a_session_nothing_of_its_sale_is_shown() {
    let app = spawn_app().await;
    let (cashier, other) = (app.cashier().await, app.owner().await);
    let (_, display) = pair(&cashier, "1", "Layar depan").await;
    let (mut screen, _) = stand(&display, "1").await;
    shows(&cashier, "1", &cart(3)).await;
    assert_eq!(told(&mut screen).await["view"], "cart");
    let out = other.post("/api/v1/admin/logout", &json!({})).await;
    assert_eq!(out.status, 204, "another session ends");
    let out = cashier.post("/api/v1/admin/logout", &json!({})).await;
    assert_eq!(out.status, 204);
    // Long before it would be taken off anyway.
    let shown = timeout(Duration::from_mins(1), told(&mut screen)).await;
    let shown = shown.expect("at once");
    assert_eq!(
        (&shown["view"], &shown["lines"]),
        (&json!("idle"), &json!([]))
    );
}

#[tokio::test]
async fn a_cashier_pairs_displays_and_no_other_screen() {
    let app = spawn_app().await;
    let (cashier, pairing) = (app.cashier().await, "/api/v1/admin/devices/pairing");
    for role in ["kitchen", "board", "kiosk", "owner"] {
        let asked = json!({ "name": "Layar", "role": role });
        let refused = cashier.post(pairing, &asked).await;
        assert_eq!(
            (refused.status, refused.code()),
            (403, "forbidden"),
            "{role}"
        );
    }
    // The owner says of which till where they do not stand at it.
    let owner = app.owner().await;
    for till in [0, 10] {
        let asked = json!({ "name": "Layar", "role": "display", "till": till });
        let refused = owner.post(pairing, &asked).await;
        assert_eq!((refused.status, refused.code()), (422, "unknown_word"));
    }
    let asked = json!({ "name": "Layar", "role": "display", "till": 3 });
    let code = owner.post(pairing, &asked).await.body["code"].clone();
    let paired = app
        .customer()
        .post("/api/v1/pair", &json!({ "code": code }))
        .await;
    assert_eq!(paired.body["staff"]["till"], 3, "{}", paired.body);
    let devices = owner.get("/api/v1/admin/devices").await.body;
    let devices = devices["devices"].as_array().expect("devices");
    let display = devices.iter().find(|one| one["staff"]["role"] == "display");
    assert_eq!(display.expect("it")["staff"]["till"], 3);
    // Its follower is kept over a restart, as the pairing is.
    let app: TestApp = app.reopen().await;
    let owner = app.owner().await;
    let devices = owner.get("/api/v1/admin/devices").await.body.to_string();
    assert!(devices.contains(r#""till":3"#), "{devices}");
}

/// How often some bytes are in the files of a folder and of those in it.
fn count(bytes: &[u8], folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).expect("a folder");
    let paths = files.map(|file| file.expect("a file").path());
    let in_one = |path: std::path::PathBuf| {
        if path.is_dir() {
            return count(bytes, &path);
        }
        let all = std::fs::read(path).unwrap_or_default();
        all.windows(bytes.len())
            .filter(|some| *some == bytes)
            .count()
    };
    paths.map(in_one).sum()
}

#[tokio::test]
async fn what_a_guest_is_shown_is_in_no_file_no_history_and_no_backup() {
    // No other sum in the shop is like this one.
    const SUM: i64 = 1_928_374_655;
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let (_, display) = pair(&cashier, "1", "Layar depan").await;
    let (mut screen, _) = stand(&display, "1").await;
    let before = owner.get("/api/v1/admin/health").await.body["seq"].clone();
    let commits = |health: &Value| health["commits"]["count"].clone();
    let written = commits(&owner.get("/api/v1/admin/health").await.body);
    let payment = json!({
        "view": "payment", "total": SUM, "customer_name": "Qzxguest", "note": "Qzxnote",
        "lines": [{ "menu_item_id": NASI_GORENG, "quantity": 1, "line_total": SUM, "note": "Qzxnote" }],
        "payment": { "method": "cash", "due": SUM, "tendered": SUM, "change": 0, "payer": "Qzxguest" },
        "number": "A-012",
    });
    shows(&cashier, "1", &payment).await;
    let shown = told(&mut screen).await;
    assert_eq!(shown["total"], SUM);
    assert!(!shown.to_string().contains("Qzx"), "{shown}");

    let health = owner.get("/api/v1/admin/health").await.body;
    assert_eq!((&health["seq"], commits(&health)), (&before, written));
    let history = owner.get("/api/v1/admin/history").await.body.to_string();
    assert!(!history.contains(&SUM.to_string()), "{history}");
    let backup = owner.post("/api/v1/admin/backups", &json!({})).await;
    assert!(backup.status < 300, "{}", backup.body);
    let number = i32::try_from(SUM).expect("four bytes").to_be_bytes();
    for bytes in [SUM.to_string().as_bytes(), &number, b"Qzx"] {
        assert_eq!(count(bytes, app.folder.path()), 0, "{bytes:?}");
    }
}

#[tokio::test]
async fn a_till_that_shows_too_much_at_once_or_too_often_is_told_so() {
    let app = spawn_limited_app().await;
    let cashier = app.cashier().await;
    let mut long = cart(1);
    let line = long["lines"][0].clone();
    long["lines"] = vec![line; 51].into();
    let refused = show(&cashier, "1", &long).await;
    assert_eq!((refused.status, refused.code()), (422, "too_many_lines"));
    long["lines"][0]["option_ids"] = vec![1_000_000_000_000_i64; 1_200].into();
    let refused = show(&cashier, "1", &long).await;
    assert_eq!((refused.status, refused.code()), (413, "too_large"));
    let nowhere = show(&cashier, "ten", &cart(1)).await;
    assert_eq!((nowhere.status, nowhere.code()), (400, "bad_query"));
    let mut refused = None;
    for _ in 0..400 {
        let answer = show(&cashier, "1", &cart(1)).await;
        if answer.status != 204 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a limit");
    assert_eq!((refused.status, refused.code()), (429, "too_many_displays"));
    // Another session has a budget of its own.
    shows(&app.owner().await, "1", &cart(1)).await;
}
