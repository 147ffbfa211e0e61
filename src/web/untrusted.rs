//! The parsers of client input, each callable by itself, for tests and fuzzers.

use std::{
    convert::Infallible,
    future::ready,
    io::{self, Read, Write},
    sync::LazyLock,
};

use hyper::{Request, Response, body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncWriteExt, copy, duplex, sink, split};
use tokio_tungstenite::tungstenite::{Message, WebSocket, protocol::Role};
use warp::http::{HeaderMap, header};

use super::{
    assets,
    client::Client,
    endpoints,
    hosts::Hosts,
    listener,
    live::{socket::FromScreen, upgrade},
    request::{MARK_COOKIE, SESSION_COOKIE, cookie, language, query_value},
    router::Router,
    security, user_agent,
};
use crate::domain::{Language, Room};

/// The address that the bytes come from.
const STRANGER: std::net::IpAddr = std::net::IpAddr::V4(std::net::Ipv4Addr::new(127, 0, 0, 9));

static HOSTS: LazyLock<Hosts> = LazyLock::new(|| Hosts::new(&[], None, &[STRANGER]));
static PATHS: LazyLock<Router<()>> = LazyLock::new(|| {
    let routes = endpoints().into_iter();
    Router::new(routes.map(|route| (route.method, route.path, ())))
});

/// Requests, one after the other, as they come on a connection.
pub(crate) fn head(bytes: &[u8]) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let Ok(runtime) = runtime else {
        return;
    };
    runtime.block_on(async {
        let (here, there) = duplex(64 * 1024);
        let (mut answers, mut requests) = split(here);
        let asking = async move {
            // It may be hung up on.
            let _ = requests.write_all(bytes).await;
            let _ = requests.shutdown().await;
        };
        let mut nowhere = sink();
        let draining = copy(&mut answers, &mut nowhere);
        let service = service_fn(|request: Request<Incoming>| {
            look_at(&request);
            ready(Ok::<_, Infallible>(Response::new(String::new())))
        });
        let answering = async move {
            let _ = listener::reader()
                .serve_connection(TokioIo::new(there), service)
                .await;
        };
        let _ = tokio::join!(asking, draining, answering);
    });
}

/// Everything that is read of a head before the client is authenticated.
fn look_at(request: &Request<Incoming>) {
    let (headers, path, query) = (
        request.headers(),
        request.uri().path(),
        request.uri().query(),
    );
    security::is_plain(request);
    let moved = security::to_secure(request);
    let location = moved.headers().get(header::LOCATION);
    assert!(location.is_none_or(|location| location.as_bytes().starts_with(b"https://")));
    let client = Client::new(STRANGER, headers, &HOSTS);
    assert!(!client.is_at_machine(&HOSTS), "through a program in front");
    if let Some(host) = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
    {
        HOSTS.knows(security::host_name(host));
    }
    if let Some(origin) = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok())
    {
        security::authority(origin);
    }
    language(query, headers);
    user_agent::describe(headers);
    for name in [SESSION_COOKIE, MARK_COOKIE] {
        cookie(headers, name);
    }
    query_value(query, "since");
    PATHS.find(request.method(), path);
    assets::find(path, headers);
    security::add_headers(&mut HeaderMap::new(), headers);
}

/// Frames of a socket (RFC 6455, section 5), and the same bytes as the text of one message.
pub(crate) fn socket(bytes: &[u8]) {
    let mut socket = WebSocket::from_raw_socket(
        DiscardingStream(bytes),
        Role::Server,
        Some(upgrade::config()),
    );
    while let Ok(message) = socket.read() {
        if let Message::Text(text) = message {
            read_message(&text);
        }
    }
    if let Ok(text) = str::from_utf8(bytes) {
        read_message(text);
    }
}

fn read_message(text: &str) {
    let Some(FromScreen::Join { room, .. } | FromScreen::Leave { room }) = FromScreen::read(text)
    else {
        return;
    };
    if let Some(room) = Room::parse(&room, Language::Indonesian) {
        let again = Room::parse(&room.to_string(), Language::Indonesian);
        assert_eq!(again, Some(room), "{text}");
    }
}

/// A connection whose answers are discarded.
struct DiscardingStream<'a>(&'a [u8]);

impl Read for DiscardingStream<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.0.read(to)
    }
}

impl Write for DiscardingStream<'_> {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        Ok(from.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
