//! Pages of others, and names of others: what a browser carries to this machine on another's
//! behalf changes nothing.

use bytes::Bytes;
use http_body_util::Full;
use serde_json::json;
use siap::config::Config;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{
    Answer, PIN, Screen, TestApp, nasi_goreng, spawn_app, spawn_app_with, uid, until,
};

/// What every answer carries, and what governs documents every one that may be one.
fn is_guarded(answer: &Answer, case: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{case}");
    }
    assert!(!answer.header("cache-control").is_empty(), "{case}");
    assert!(
        !answer.headers.contains_key("access-control-allow-origin"),
        "{case}"
    );
    let kind = answer.headers.get("content-type");
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/javascript") || kind.starts_with("text/css") {
        return;
    }
    let policy = answer.header("content-security-policy");
    for part in [
        "default-src 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ] {
        assert!(policy.contains(part), "{case}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{case}: {policy}");
    for (name, value) in [
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{case}");
    }
    assert!(
        answer.header("permissions-policy").contains("camera=()"),
        "{case}"
    );
}

#[tokio::test]
async fn every_answer_of_every_kind_is_guarded() {
    let app = spawn_app().await;
    let (customer, owner) = (app.customer(), app.owner().await);
    let order = customer.order().await;
    let track = format!("/t/{}", uid(&order));
    let large = json!({ "note": "x".repeat(300_000) });
    let tag = customer.get("/").await.header("etag").to_owned();
    let known = [("if-none-match", tag.as_str())];
    let (html, foreign) = ([("accept", "text/html")], [("host", "evil.example")]);
    let head = customer.ask("HEAD", "/", &[], None).await;
    #[rustfmt::skip]
    let answers = [
        (200, customer.get("/").await),
        (200, head),
        (304, customer.ask("GET", "/", &known, None).await),
        (200, customer.get(&track).await),
        (200, customer.get("/lib/api.js").await),
        (200, customer.get("/api/v1/menu").await),
        (200, customer.get(&format!("/api/v1/orders/{}/qr.svg", uid(&order))).await),
        (200, owner.get("/api/v1/admin/export/history").await),
        (201, customer.post("/api/v1/orders", &nasi_goreng()).await),
        (204, owner.post("/api/v1/setup/finish", &json!({})).await),
        (400, customer.post("/api/v1/orders", &json!([])).await),
        (401, customer.get("/api/v1/admin/me").await),
        (403, app.kitchen().await.get("/api/v1/admin/staff").await),
        (404, customer.get("/api/v1/nothing").await),
        (404, customer.ask("GET", "/nothing", &html, None).await),
        (405, customer.delete("/api/v1/menu").await),
        (413, customer.post("/api/v1/orders", &large).await),
        (415, customer.send("POST", "/api/v1/orders", &[], Full::new(Bytes::from("{}"))).await),
        (421, customer.ask("GET", "/", &foreign, None).await),
        (421, customer.ask("GET", "/nothing", &foreign, None).await),
        (426, customer.get("/ws").await),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{:?}", answer.body);
        is_guarded(&answer, &status.to_string());
    }
}

#[tokio::test]
async fn a_cookie_changes_what_is_the_staffs_only_from_a_page_of_this_house() {
    let app = spawn_app().await;
    let customer = app.customer();
    let login = json!({ "name": "Dewi", "pin": PIN });
    let answer = customer.post("/api/v1/admin/login", &login).await;
    let cookie = answer
        .header("set-cookie")
        .split(';')
        .next()
        .expect("a cookie")
        .to_owned();
    let own = format!("http://{}", app.address);
    let path = "/api/v1/admin/settings";
    let change = json!({ "shop_name": "Warung Baru" });
    let port = app.address.port();
    let foreign = [
        "null".to_owned(),
        "http://evil.example".to_owned(),
        own.replace("http", "https"),
        format!("http://127.0.0.1:{}", if port == 1 { 2 } else { 1 }),
        format!("http://localhost:{port}"),
        format!("{own}/"),
        format!("{own}, {own}"),
        format!("{own}.evil.example"),
        String::new(),
    ];
    for origin in &foreign {
        let headers = [("cookie", cookie.as_str()), ("origin", origin.as_str())];
        let refused = customer.ask("PATCH", path, &headers, Some(&change)).await;
        assert_eq!(
            (refused.status, refused.code()),
            (403, "foreign_origin"),
            "{origin}"
        );
    }
    let without = [("cookie", cookie.as_str())];
    let refused = customer.ask("PATCH", path, &without, Some(&change)).await;
    assert_eq!((refused.status, refused.code()), (403, "foreign_origin"));
    let crossed = [
        without[0],
        ("origin", own.as_str()),
        ("sec-fetch-site", "cross-site"),
    ];
    let refused = customer.ask("PATCH", path, &crossed, Some(&change)).await;
    assert_eq!((refused.status, refused.code()), (403, "foreign_origin"));

    // Looking is no change, a page of this house may, and so may a script's token without a page.
    let seen = customer.ask("GET", path, &without, None).await;
    assert_eq!(
        (seen.status, &seen.body["shop_name"] == "Warung Baru"),
        (200, false)
    );
    let headers = [
        without[0],
        ("origin", own.as_str()),
        ("sec-fetch-site", "same-origin"),
    ];
    assert_eq!(
        customer
            .ask("PATCH", path, &headers, Some(&change))
            .await
            .status,
        200
    );
    let script = app.owner().await;
    assert_eq!(
        script
            .patch(path, &json!({ "shop_name": "Warung" }))
            .await
            .status,
        200
    );
    // A token that a stranger's page would have to know does not help that page.
    let evil = [("origin", "http://evil.example")];
    let refused = script.ask("PATCH", path, &evil, Some(&change)).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn a_socket_opens_only_for_a_page_of_this_house() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    for (name, value) in [
        ("origin", "null"),
        ("origin", "http://evil.example"),
        ("origin", "http://127.0.0.1"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let refused = Screen::open(&owner, "/ws?room=cashier", &[(name, value)]).await;
        assert!(refused.is_err(), "{name}: {value}");
    }
    let own = format!("http://{}", app.address);
    let mut screen = Screen::open(&owner, "/ws?room=cashier", &[("origin", &own)])
        .await
        .expect("an open socket");
    screen.snapshot().await;
}

#[tokio::test]
async fn the_shop_answers_to_its_own_names_only() {
    let app = spawn_app_with(|config| Config {
        hosts: vec!["Pos.Warung.id".to_owned(), "203.0.113.7".to_owned()],
        ..config
    })
    .await;
    let customer = app.customer();
    let ask = async |host: &str| {
        let headers = [("host", host)];
        customer
            .ask("GET", "/api/v1/shop", &headers, None)
            .await
            .status
    };
    let port = app.address.port();
    for own in [
        app.address.to_string(),
        format!("localhost:{port}"),
        format!("[::1]:{port}"),
        "siap.local".to_owned(),
        "siap.test".to_owned(),
        "pos.warung.id:443".to_owned(),
        "203.0.113.7".to_owned(),
    ] {
        assert_eq!(ask(&own).await, 200, "{own}");
    }
    for foreign in [
        "evil.example",
        "evil.local",
        "203.0.113.8",
        "[2001:db8::1]",
        "127.0.0.1.evil.example",
        "siap.test.evil.example",
        "siap.test@evil.example",
        "",
    ] {
        assert_eq!(ask(foreign).await, 421, "{foreign}");
    }
    app.set(json!({ "host_names": ["Kasir.Toko.id"] })).await;
    assert_eq!(ask("kasir.toko.id").await, 200);
    for unfit in ["http://x", "a b", "-a.id", "a..id", ""] {
        let change = json!({ "host_names": [unfit] });
        let refused = app
            .owner()
            .await
            .patch("/api/v1/admin/settings", &change)
            .await;
        assert_eq!(
            (refused.code(), refused.body["field"].as_str()),
            ("unfit_setting", Some("host_names"))
        );
    }
}

#[tokio::test]
async fn what_somebody_typed_stays_text_in_every_language_of_a_page() {
    let app = spawn_app().await;
    let mut order = nasi_goreng();
    let typed = "<img src=x onerror=alert(1)>{{lang}}\"'&";
    order["items"][0]["note"] = json!(typed);
    order["customer_name"] = json!(typed);
    let order = app.customer().order_of(&order).await;
    let page = app.customer().get(&format!("/t/{}", uid(&order))).await;
    let html = String::from_utf8_lossy(&page.bytes);
    assert!(!html.contains("<img src=x"), "{html}");
    assert!(
        html.contains("&lt;img src=x onerror=alert(1)&gt;{{lang}}"),
        "{html}"
    );
}

#[tokio::test]
async fn a_body_as_deep_as_a_well_is_refused() {
    let app = spawn_app().await;
    let deep = format!(
        "{{\"unknown\":{}{}}}",
        "[".repeat(30_000),
        "]".repeat(30_000)
    );
    let headers = [("content-type", "application/json")];
    let body = Full::new(Bytes::from(deep));
    let answer = app
        .customer()
        .send("POST", "/api/v1/orders", &headers, body)
        .await;
    assert_eq!((answer.status, answer.code()), (400, "bad_fields"));
}

/// What is answered to these bytes, until the connection ends.
async fn answered(app: &TestApp, bytes: &str) -> String {
    let mut connection = app.customer().connect().await.expect("an open shop");
    let _ = connection.write_all(bytes.as_bytes()).await;
    let mut said = Vec::new();
    // What was not read resets the connection, after the answer.
    let _ = connection.read_to_end(&mut said).await;
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn what_is_no_request_at_all_gets_a_bare_status_and_is_counted() {
    let app = spawn_app().await;
    let large = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(300_000));
    let uri = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(300_000));
    let refused = || {
        let refusals = app.shop.metrics().refusals();
        let known = refusals.iter().find(|(code, _)| code == "bad_request");
        known.map_or(0, |(_, count)| *count)
    };
    for (before, (bytes, status)) in (0..).zip([
        ("nonsense\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\ncontent-length: x\r\n\r\n", "400"),
        (
            "POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
            "400",
        ),
        (&large, "431"),
        (&uri, "4"),
    ]) {
        let said = answered(&app, bytes).await;
        assert!(said.starts_with(&format!("HTTP/1.1 {status}")), "{said}");
        let (head, body) = said.split_once("\r\n\r\n").expect("a whole head");
        assert!(head.contains("content-length: 0"), "{said}");
        assert!(!head.contains("content-type"), "{said}");
        assert_eq!(body, "", "{said}");
        until(|| refused() == before + 1).await;
    }
}

#[tokio::test]
async fn a_request_for_no_one_place_gets_a_problem_document_under_guard() {
    let app = spawn_app().await;
    for bytes in [
        "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nhost: b\r\nconnection: close\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\nconnection: close\r\n\r\n",
    ] {
        let said = answered(&app, bytes).await;
        assert!(said.starts_with("HTTP/1.1 400"), "{said}");
        for part in [
            "content-security-policy: ",
            "application/problem+json",
            "bad_request",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}
