//! A reverse proxy in front of the shop: the headers of one that the owner named are trusted, and no request through a
//! proxy counts as one from the machine itself.

use serde_json::{Value, json};
use siap::config::Config;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::support::{
    Answer, Caller, PIN, TestApp, limited, nasi_goreng, open_with, spawn_app_with,
    spawn_limited_app, spawn_new_app,
};

/// What a program in front adds, each by itself.
const SIGNS: [(&str, &str); 6] = [
    ("forwarded", "for=192.168.1.20"),
    ("x-forwarded-for", "192.168.1.20"),
    ("x-forwarded-for", "127.0.0.1"),
    ("x-forwarded-proto", "https"),
    ("x-real-ip", "192.168.1.20"),
    ("via", "1.1 caddy"),
];

fn first_start() -> Value {
    json!({
        "code": null,
        "shop_name": "Warung Bu Dewi",
        "locale": "id",
        "owner_name": "Dewi",
        "pin": "2468",
        "menu": "starter",
    })
}

/// Whether the shop takes such a request for one from the machine itself.
async fn is_at_machine(caller: &Caller, headers: &[(&str, &str)]) -> bool {
    let state = caller.ask("GET", "/api/v1/setup", headers, None).await;
    let metrics = caller.ask("GET", "/metrics", headers, None).await.status;
    match (&state.body["needs_code"], metrics) {
        (Value::Bool(false), 200) => true,
        (Value::Bool(true), 401) => false,
        other => panic!("{other:?}"),
    }
}

/// Behind a proxy at 127.0.0.9.
fn behind(config: Config) -> Config {
    Config {
        behind_proxy: vec![Some("127.0.0.9".parse().expect("an address"))],
        ..limited(config)
    }
}

async fn new_app_behind() -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    open_with(folder, behind).await
}

async fn order(proxy: &Caller, headers: &[(&str, &str)]) -> Answer {
    let path = "/api/v1/orders";
    proxy.ask("POST", path, headers, Some(&nasi_goreng())).await
}

#[tokio::test]
async fn a_proxy_on_the_machine_makes_no_phone_the_machine_itself() {
    let app = spawn_new_app().await;
    let machine = app.customer();
    assert!(is_at_machine(&machine, &[]).await);
    for sign in SIGNS {
        assert!(!is_at_machine(&machine, &[sign]).await, "{sign:?}");
        let path = "/api/v1/setup";
        let owned = machine
            .ask("POST", path, &[sign], Some(&first_start()))
            .await;
        assert_eq!(
            (owned.status, owned.code()),
            (403, "wrong_setup_code"),
            "{sign:?}"
        );
    }
}

#[tokio::test]
async fn no_request_from_a_named_proxy_counts_as_one_from_the_machine_itself() {
    let app = new_app_behind().await;
    let proxy = app.customer().at(9);
    assert!(
        !is_at_machine(&proxy, &[]).await,
        "it may have forgotten to say so"
    );
    for sign in SIGNS {
        assert!(!is_at_machine(&proxy, &[sign]).await, "{sign:?}");
    }
    assert!(is_at_machine(&app.customer(), &[]).await);

    // Also where the proxy has the machine's own address.
    let folder = app.close().await;
    let at_home = |config| Config {
        behind_proxy: vec![Some("127.0.0.1".parse().expect("an address"))],
        ..limited(config)
    };
    let app = open_with(folder, at_home).await;
    assert!(!is_at_machine(&app.customer(), &[]).await);
    assert!(!is_at_machine(&app.customer(), &[("x-forwarded-for", "127.0.0.1")]).await);
}

#[tokio::test]
async fn guesses_at_a_pin_through_a_proxy_are_as_slow_as_any() {
    let app = spawn_limited_app().await;
    let log_in = |caller: Caller, pin: &'static str| async move {
        let login = json!({ "name": "Dewi", "pin": pin });
        let sign = [("x-forwarded-for", "192.168.1.20")];
        caller
            .ask("POST", "/api/v1/admin/login", &sign, Some(&login))
            .await
    };
    for n in 2..=6 {
        assert_eq!(log_in(app.customer().at(n), "0000").await.status, 401);
    }
    let guess = log_in(app.customer(), PIN).await;
    assert_eq!((guess.status, guess.code()), (429, "too_many_tries"));
    app.owner().await;
}

#[tokio::test]
async fn behind_a_named_proxy_each_phone_has_its_own_limits() {
    let app = spawn_app_with(behind).await;
    let proxy = app.customer().at(9);
    let of = |list: &'static str| [("x-forwarded-for", list)];
    for list in [
        "192.168.1.20",
        "10.1.1.1, 192.168.1.20",
        "192.168.1.20, 127.0.0.9",
    ] {
        assert_eq!(order(&proxy, &of(list)).await.status, 201, "{list}");
    }
    // A client may forge what stands before the proxy's own entry.
    for list in [
        "192.168.1.20",
        "192.168.1.99, 192.168.1.20",
        "127.0.0.1, 192.168.1.20:4711",
    ] {
        let refused = order(&proxy, &of(list)).await;
        assert_eq!(
            (refused.status, refused.code()),
            (429, "too_many_unpaid"),
            "{list}"
        );
    }
    assert_eq!(order(&proxy, &of("192.168.1.21")).await.status, 201);
    assert_eq!(
        order(&proxy, &[("forwarded", "for=192.168.1.22")])
            .await
            .status,
        201
    );

    // A header that the proxy does not write and passes on says nothing.
    for n in 0..4 {
        let made_up = format!("for=192.168.1.{}", 30 + n);
        let both = [
            ("x-forwarded-for", "192.168.1.23"),
            ("forwarded", made_up.as_str()),
        ];
        let status = order(&proxy, &both).await.status;
        assert_eq!(status, if n < 3 { 201 } else { 429 });
    }
    // The headers of others are not trusted.
    let phone = app.customer().at(66);
    for n in 0..4 {
        let made_up = format!("192.168.1.{}", 40 + n);
        let status = order(&phone, &[("x-forwarded-for", &made_up)]).await.status;
        assert_eq!(status, if n < 3 { 201 } else { 429 });
    }
}

#[tokio::test]
async fn guesses_with_contradicting_headers_are_those_of_a_stranger_of_unknown_address() {
    let app = spawn_app_with(behind).await;
    let proxy = app.customer().at(9);
    let log_in = |name: &'static str, pin: &'static str, headers: &'static [(&str, &str)]| {
        let proxy = proxy.clone();
        async move {
            let login = json!({ "name": name, "pin": pin });
            let path = "/api/v1/admin/login";
            proxy.ask("POST", path, headers, Some(&login)).await.status
        }
    };
    let twice = &[("x-forwarded-for", "192.168.1.20"), ("forwarded", "for=x")];
    // One device of the shop is the proxy itself, another has no known address.
    assert_eq!(log_in("Rina", PIN, &[]).await, 200);
    assert_eq!(log_in("Budi", PIN, twice).await, 200);
    for _ in 0..5 {
        assert_eq!(log_in("Dewi", "0000", twice).await, 401);
    }
    assert_eq!(log_in("Dewi", PIN, twice).await, 429);
    assert_eq!(
        log_in("Dewi", PIN, &[("x-forwarded-for", "192.168.1.21")]).await,
        429,
        "they count for the account"
    );
    assert_eq!(log_in("Rina", PIN, &[]).await, 200, "and not for the proxy");
}

#[tokio::test]
async fn a_named_proxy_has_as_many_connections_as_it_needs() {
    let app = spawn_app_with(behind).await;
    app.set(json!({ "limits": { "connections": 16 } })).await;
    let mut open = Vec::new();
    for _ in 0..40 {
        open.push(app.customer().at(9).connect().await.expect("a connection"));
    }
    for connection in &mut open {
        let ask = format!(
            "GET /health HTTP/1.1\r\nhost: {}\r\nx-forwarded-for: 192.168.1.20\r\nconnection: close\r\n\r\n",
            app.address
        );
        connection.write_all(ask.as_bytes()).await.expect("open");
        let mut said = String::new();
        connection
            .read_to_string(&mut said)
            .await
            .expect("an answer");
        assert!(said.starts_with("HTTP/1.1 200 "), "{said}");
    }
}

#[tokio::test]
async fn sockets_through_a_named_proxy_are_counted_by_phone() {
    let app = spawn_app_with(behind).await;
    app.set(json!({ "limits": { "sockets": 2 } })).await;
    let proxy = app.customer().at(9);
    let stream = |phone: &'static str| {
        let proxy = proxy.clone();
        async move {
            let mut connection = proxy.connect().await.expect("a connection");
            let ask = format!(
                "GET /ws HTTP/1.1\r\nhost: {}\r\nx-forwarded-for: {phone}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                proxy.address
            );
            connection.write_all(ask.as_bytes()).await.expect("open");
            let mut status = [0; 12];
            connection.read_exact(&mut status).await.expect("an answer");
            (connection, String::from_utf8_lossy(&status).into_owned())
        }
    };
    let mut open = Vec::new();
    for (phone, status) in [
        ("192.168.1.20", "HTTP/1.1 101"),
        ("192.168.1.20", "HTTP/1.1 101"),
        ("192.168.1.20", "HTTP/1.1 429"),
        ("192.168.1.21", "HTTP/1.1 101"),
    ] {
        let (connection, said) = stream(phone).await;
        assert_eq!(said, status, "{phone}");
        open.push(connection);
    }
}
