//! Every door for every role: who may enter is what the table of doors says.

use serde_json::json;
use siap::domain::Role;

use crate::support::{PIN, spawn_app, uid};

#[tokio::test]
async fn every_door_opens_for_its_roles_and_for_nobody_else() {
    let app = spawn_app().await;
    let order = app.customer().order().await;
    let mut ended = app.owner().await;
    ended.ask("POST", "/api/v1/admin/logout", &[], None).await;
    let callers = [
        (None, app.customer()),
        (None, ended.clone()),
        (Some(Role::Kitchen), app.kitchen().await),
        (Some(Role::Cashier), app.cashier().await),
        (Some(Role::Owner), app.owner().await),
    ];
    ended.token = Some("0".repeat(64));

    for (method, template, roles) in siap::doors() {
        // Logging out would end the caller's own session in the middle of the table.
        let Some(roles) = roles.filter(|_| !template.ends_with("/logout")) else {
            continue;
        };
        let path = template
            .replace("{uid}", &uid(&order))
            .replace("{line}", "1")
            .replace("{id}", "1");
        for (role, caller) in &callers {
            let body = (method != "GET").then(|| json!({ "nonsense": true }));
            let answer = caller.ask(method, &path, &[], body.as_ref()).await;
            let case = format!(
                "{role:?} {method} {path}: {} {}",
                answer.status, answer.body
            );
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
