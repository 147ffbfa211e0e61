//! TLS with the owner's own certificate.

use std::{path::Path, sync::Arc, time::Duration};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use siap::config::Config;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::CertificateDer},
};
use tokio_tungstenite::{client_async, tungstenite::client::IntoClientRequest};

use crate::support::{PIN, TestApp, run, spawn_app_with};

/// Writes a new certificate for this machine into a folder.
fn renew(folder: &Path) -> CertificateDer<'static> {
    let names = vec!["localhost".to_owned()];
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(names).expect("a certificate");
    std::fs::write(folder.join("key.pem"), signing_key.serialize_pem()).expect("a file");
    std::fs::write(folder.join("cert.pem"), cert.pem()).expect("a file");
    cert.der().clone()
}

async fn spawn_secure_app(folder: &Path) -> TestApp {
    spawn_app_with(|config| Config {
        tls_cert: Some(folder.join("cert.pem")),
        tls_key: Some(folder.join("key.pem")),
        public_url: None,
        ..config
    })
    .await
}

async fn connect(
    app: &TestApp,
    trusted: &CertificateDer<'static>,
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).expect("a root");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(app.address).await?;
    let name = "localhost".try_into().expect("a name");
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
}

/// Sends a request and reads the answer to its end.
async fn ask<S: AsyncReadExt + AsyncWriteExt + Unpin>(
    mut stream: S,
    app: &TestApp,
    head: &str,
    body: &str,
) -> String {
    let port = app.address.port();
    let request = format!(
        "{head} HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\norigin: https://localhost:{port}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream
        .write_all(request.as_bytes())
        .await
        .expect("an open shop");
    let mut said = Vec::new();
    // The end of TLS may come without a farewell.
    let _ = stream.read_to_end(&mut said).await;
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn with_a_certificate_the_shop_is_reached_by_https_only_and_cookies_stay_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let cert = renew(folder.path());
    let app = spawn_secure_app(folder.path()).await;
    assert!(app.shop.network().public_url().starts_with("https://"));
    let stream = connect(&app, &cert).await.expect("a handshake");
    let login = format!(r#"{{"name":"Rina","pin":"{PIN}"}}"#);
    let said = ask(stream, &app, "POST /api/v1/admin/login", &login).await;
    assert!(said.starts_with("HTTP/1.1 200 "), "{said}");
    assert!(said.contains("; Secure"), "{said}");

    let plain = TcpStream::connect(app.address).await.expect("an open shop");
    let said = ask(plain, &app, "GET /t?x=1", "").await;
    assert!(said.starts_with("HTTP/1.1 308 "), "{said}");
    let place = format!(
        "location: https://localhost:{}/t?x=1\r\n",
        app.address.port()
    );
    assert!(said.contains(&place), "{said}");
    assert!(said.contains("content-security-policy: "), "{said}");

    let stream = connect(&app, &cert).await.expect("a handshake");
    let url = format!("wss://localhost:{}/ws?room=board", app.address.port());
    let (mut socket, _) = client_async(url.into_client_request().expect("a request"), stream)
        .await
        .expect("an open socket");
    let hello = futures_util::StreamExt::next(&mut socket).await;
    assert!(hello.is_some_and(|hello| hello.is_ok_and(|hello| hello.is_text())));
}

#[tokio::test]
async fn a_new_certificate_is_taken_up_without_a_restart_and_a_broken_one_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = renew(folder.path());
    let app = spawn_secure_app(folder.path()).await;
    std::fs::write(folder.path().join("key.pem"), "half a file").expect("a file");
    connect(&app, &old).await.expect("the old certificate");
    let new = renew(folder.path());
    let taken_up = async {
        while connect(&app, &new).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), taken_up)
        .await
        .expect("the new certificate");
    assert!(connect(&app, &old).await.is_err());
}

#[tokio::test]
async fn files_that_are_no_certificate_are_named_and_the_shop_stays_shut() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    renew(folder.path());
    std::fs::write(path("empty.pem"), "").expect("a file");
    let other = tempfile::tempdir().expect("a folder");
    renew(other.path());
    let others = other.path().join("key.pem").display().to_string();
    for (cert, key, words) in [
        (
            path("nothing.pem"),
            path("key.pem"),
            "nothing.pem holds no certificate",
        ),
        (
            path("empty.pem"),
            path("key.pem"),
            "empty.pem holds no certificate",
        ),
        (
            path("cert.pem"),
            path("empty.pem"),
            "empty.pem holds no private key",
        ),
        (path("cert.pem"), others, "cannot be used together"),
    ] {
        let data = path("data");
        let arguments = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data",
            &data,
            "--tls-cert",
            &cert,
            "--tls-key",
            &key,
        ];
        let ended = run(&arguments, "").await;
        assert_eq!(ended.code, Some(1));
        assert!(ended.complaint.contains(words), "{}", ended.complaint);
    }
    let ended = run(&["serve", "--tls-cert", &path("cert.pem")], "").await;
    assert!(ended.complaint.contains("--tls-key"), "{}", ended.complaint);
}
