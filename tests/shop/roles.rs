//! Every route for every role: who may use it is what the route table says.

use serde_json::{Value, json};
use siap::{domain::Role, store};
use tokio_tungstenite::tungstenite::Error;

use crate::{
    money::keyed,
    support::{Caller, PIN, Screen, TestApp, int, spawn_app, uid},
};

/// The request by which each route is tried: at things that are there, and that no later test needs.
async fn path(app: &TestApp, owner: &Caller, template: &str, order: &Value) -> String {
    let id = if template.contains("/staff/{id}") {
        let sari = json!({ "name": "Sari", "role": "kitchen", "pin": PIN });
        let hired = owner.post("/api/v1/admin/staff", &sari).await;
        let all = owner.get("/api/v1/admin/staff").await;
        let all = all.body["staff"].as_array().expect("staff").clone();
        let sari = all.into_iter().find(|one| one["name"] == "Sari");
        int(&sari.unwrap_or(hired.body)["id"])
    } else if template.contains("/printers/{id}") {
        // At a port that takes no connections.
        let printer = json!({
            "name": "Kasir", "way": "net", "address": "127.0.0.1:1024", "width": "384", "prints": "text",
            "cuts": false, "opens_drawer": false, "beeps": false, "papers": [], "stations": [],
        });
        owner.post("/api/v1/admin/printers", &printer).await;
        let all = owner.get("/api/v1/admin/printers").await.body;
        int(&all["printers"][0]["id"])
    } else if template.contains("/devices/{id}") {
        app.kitchen().await;
        let devices = owner.get("/api/v1/admin/devices").await;
        let devices = devices.body["devices"].as_array().expect("devices").clone();
        let budi = |one: &&Value| one["staff"]["name"] == "Budi" && one["is_this"] == false;
        // The newest: the one that was just let in.
        int(&devices.iter().find(budi).expect("a device")["id"])
    } else {
        1
    };
    let check = owner.post("/api/v1/admin/phone-checks", &json!({})).await;
    template
        .replace("{uid}", &uid(order))
        .replace("{line}", "1")
        .replace("{token}", check.body["token"].as_str().expect("a token"))
        .replace("{id}", &id.to_string())
        .replace("{name}", BACKUP)
        .replace("{what}", "orders")
        .replace("{table}", "dishes")
        .replace("fees/{code}", "fees/packaging")
        .replace("{code}", "gofood")
        .replace("qr.svg", "qr.svg?text=x")
        .replace("qris.svg", "qris.svg?amount=1000")
}

/// Of another week: it stays when others are made.
const BACKUP: &str = "siap-20260101T000000Z.db";

#[tokio::test]
async fn every_door_opens_for_its_roles_and_for_nobody_else() {
    let app = spawn_app().await;
    let made = store::back_up_from_command(app.folder.path(), None, |_| {}).expect("a backup");
    std::fs::rename(&made, made.with_file_name(BACKUP)).expect("an older one");
    let code = crate::qris::static_code();
    app.set(json!({ "qris": { "code": code } })).await;
    let order = app.customer().order().await;
    let float = json!({ "counted": 0 });
    let opened = keyed(
        &app.owner().await,
        "/api/v1/admin/shifts",
        "open-the-drawer",
        &float,
    )
    .await;
    assert_eq!(opened.status, 201, "{}", opened.body);
    let mut callers = vec![
        ("nobody".to_owned(), None, app.customer()),
        ("an ended session".to_owned(), None, app.ended().await),
        ("a revoked one".to_owned(), None, app.revoked().await),
        (
            "one unused for 12 hours".to_owned(),
            None,
            app.expired().await,
        ),
    ];
    for role in Role::ALL {
        let caller = app.with_role(*role).await;
        callers.push((format!("{role:?}"), Some(*role), caller));
    }
    let owner = app.owner().await;
    for (method, template, roles) in siap::routes() {
        // Logging out would end the caller's own session in the middle of the table.
        let Some(roles) = roles.filter(|_| !template.ends_with("/logout")) else {
            continue;
        };
        for (name, role, caller) in &callers {
            let path = path(&app, &owner, template, &order).await;
            let body = (method != "GET").then(|| json!({ "nonsense": true }));
            let answer = caller.ask(method, &path, &[], body.as_ref()).await;
            let case = format!("{name} {method} {path}: {} {}", answer.status, answer.body);
            match role {
                None => assert_eq!(
                    (answer.status, answer.code()),
                    (401, "unauthorized"),
                    "{case}"
                ),
                Some(role) if !roles.contains(role) => {
                    assert_eq!((answer.status, answer.code()), (403, "forbidden"), "{case}");
                }
                Some(_) => assert!(
                    ![401, 403, 404, 405, 500].contains(&answer.status),
                    "{case}"
                ),
            }
        }
    }
}

#[tokio::test]
async fn every_room_opens_for_its_roles_and_for_nobody_else() {
    let app = spawn_app().await;
    let order = app.customer().order().await;
    let own = format!("order:{}", uid(&order));
    let (till, stove): (&[Role], &[Role]) = (
        &[Role::Owner, Role::Cashier, Role::Waiter],
        &[Role::Owner, Role::Cashier, Role::Waiter, Role::Kitchen],
    );
    let rooms = [
        ("cashier", Some(till)),
        ("kitchen", Some(stove)),
        ("board", None),
        ("queue", None),
        ("shop", None),
        ("menu", None),
        (own.as_str(), None),
        (
            "display:1",
            Some(&[Role::Owner, Role::Cashier, Role::Display]),
        ),
        // The paired display follows the first till.
        ("display:2", Some(&[Role::Owner, Role::Cashier])),
    ];
    let mut callers = vec![(None, app.customer())];
    for role in Role::ALL {
        callers.push((Some(*role), app.with_role(*role).await));
    }
    for (role, caller) in callers {
        for (room, roles) in rooms {
            let mut screen = caller.listen("/ws").await;
            screen.join(room).await;
            let heard = screen.hears().await;
            let may = roles.is_none_or(|roles| role.is_some_and(|role| roles.contains(&role)));
            if may {
                assert_eq!(heard["type"], "joined", "{role:?} {room}");
            } else {
                let said = (&heard["type"], &heard["code"], &heard["room"]);
                let refused = (&json!("error"), &json!("forbidden"), &json!(room));
                assert_eq!(said, refused, "{role:?} {room}");
            }
        }
    }
    // Sessions that are none: refused before the socket opens.
    for caller in [app.ended().await, app.revoked().await, app.expired().await] {
        let refused = Screen::open(&caller, "/ws?room=cashier", &[]).await;
        match refused.err() {
            Some(Error::Http(response)) => assert_eq!(response.status(), 401),
            other => panic!("401 was to come, not {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_session_is_a_cookie_that_scripts_cannot_read_or_a_token_for_scripts() {
    let app = spawn_app().await;
    let customer = app.customer();
    let login = json!({ "name": "  RINA ", "pin": PIN });
    let answer = customer.post("/api/v1/admin/login", &login).await;
    assert_eq!(
        (answer.status, &answer.body["staff"]["role"]),
        (200, &json!("cashier"))
    );
    assert!(answer.body.get("token").is_none());
    let cookie = answer.header("set-cookie").to_owned();
    for flag in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    let pair = cookie.split(';').next().expect("a pair").to_owned();
    let headers = [("cookie", pair.as_str())];
    let me = customer
        .ask("GET", "/api/v1/admin/me", &headers, None)
        .await;
    assert_eq!(me.body["staff"]["name"], "Rina");
    let origin = format!("http://{}", app.address);
    let headers = [headers[0], ("origin", origin.as_str())];
    customer
        .ask("POST", "/api/v1/admin/logout", &headers, None)
        .await;
    assert_eq!(
        customer
            .ask("GET", "/api/v1/admin/me", &headers, None)
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn a_stolen_file_opens_no_session_and_tells_no_pin() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let token = cashier.token.clone().expect("a token");
    let folder = app.close().await;
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        let bytes = std::fs::read(file.expect("a file").path()).unwrap_or_default();
        let contains = |text: &str| {
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        };
        assert!(!contains(&token));
        assert!(!contains(PIN));
    }
}
