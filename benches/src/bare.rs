//! The bare server: what the same work costs with nothing around it. Requests are read by hand, one
//! thread writes the four rows of an order with everything that waits in one commit, and one text goes
//! to every socket. No checks, no prices, no numbers of the day, no rights.

mod http;
mod writer;

use std::{
    io::{self, Write as _},
    path::Path,
    sync::Arc,
};

use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::broadcast::error::RecvError,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Message,
        handshake::derive_accept_key,
        protocol::{Role, WebSocketConfig},
    },
};

use http::{Reader, Request};
use writer::{Job, Writer};

use crate::raw::Depth;

/// A menu with one dish, in as few words as the load reads.
const MENU: &str =
    r#"{"categories":[{"items":[{"id":1,"is_available":true,"modifier_groups":[]}]}]}"#;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// A closed shop whose rows are written again and again
    shop: std::path::PathBuf,
    /// Where its file is made
    folder: std::path::PathBuf,
    /// Writes the order and its lines and nothing else
    #[arg(long)]
    order_and_lines: bool,
}

/// Serves until it is killed.
pub(crate) fn serve(options: &Options) {
    // As the shop's: a thread for each processor.
    let runtime = tokio::runtime::Runtime::new().expect("the system gives threads");
    let depth = if options.order_and_lines {
        Depth::OrderAndLines
    } else {
        Depth::All
    };
    runtime.block_on(accept(&options.shop, &options.folder, depth));
}

async fn accept(shop: &Path, folder: &Path, depth: Depth) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let writer = Arc::new(Writer::open(shop, folder, depth));
    let address = listener.local_addr().expect("an address");
    let mut out = io::stdout().lock();
    writeln!(out, "listening on http://{address}").expect("somebody who reads it");
    drop(out);
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        stream
            .set_nodelay(true)
            .expect("a socket that does not wait");
        tokio::spawn(answer(Reader::new(stream), writer.clone()));
    }
}

async fn answer(mut reader: Reader, writer: Arc<Writer>) {
    while let Some(request) = reader.next().await {
        if let Some(key) = &request.socket_key {
            let room = request.asked("room").unwrap_or_default().to_owned();
            let head = format!(
                "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
                 sec-websocket-accept: {}\r\n\r\n",
                derive_accept_key(key.as_bytes())
            );
            if reader.stream.write_all(head.as_bytes()).await.is_ok() {
                listen(reader.stream, &room, &writer).await;
            }
            return;
        }
        let (status, body) = respond(&request, &writer).await;
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        if reader
            .stream
            .write_all(&[head.as_bytes(), body.as_bytes()].concat())
            .await
            .is_err()
        {
            return;
        }
    }
}

async fn respond(request: &Request, writer: &Writer) -> (&'static str, String) {
    /// What is read of an order, as any server would have to.
    #[derive(Deserialize)]
    struct Order {
        items: Vec<Item>,
    }
    #[derive(Deserialize)]
    struct Item {
        quantity: i64,
    }

    match (request.method.as_str(), request.path()) {
        ("POST", "/api/v1/orders") => {
            let order: Order = serde_json::from_slice(&request.body).expect("an order");
            assert!(order.items.iter().all(|item| item.quantity > 0));
            ("201 Created", writer.ask(Job::Place).await)
        }
        ("PUT", path) => {
            let uid = path.split('/').nth(5).unwrap_or_default();
            let order = writer.order(uid).expect("an order that was placed");
            ("200 OK", writer.ask(Job::Update(order)).await)
        }
        ("GET", "/api/v1/menu") => ("200 OK", MENU.to_owned()),
        ("POST", "/api/v1/admin/login") => ("200 OK", r#"{"token":"none"}"#.to_owned()),
        ("GET", "/api/v1/admin/events") => {
            let since = request.asked("since").and_then(|since| since.parse().ok());
            ("200 OK", writer.journal(since.unwrap_or(0)))
        }
        _ => ("200 OK", "{}".to_owned()),
    }
}

async fn listen(stream: TcpStream, room: &str, writer: &Writer) {
    let config = WebSocketConfig::default()
        .read_buffer_size(4096)
        .write_buffer_size(0);
    let mut socket = WebSocketStream::from_raw_socket(stream, Role::Server, Some(config)).await;
    let (mut receiver, seq) = writer.enter(room);
    let snapshot = format!(r#"{{"type":"snapshot","room":"{room}","seq":{seq}}}"#);
    if socket.send(Message::text(snapshot)).await.is_err() {
        return;
    }
    loop {
        let sent = tokio::select! {
            told = receiver.recv() => match told {
                Ok(text) => socket.send(Message::Text(text)).await,
                // It keeps no promise: what was missed is missed.
                Err(RecvError::Lagged(_)) => Ok(()),
                Err(RecvError::Closed) => return,
            },
            heard = socket.next() => match heard {
                Some(Ok(_)) => Ok(()),
                _ => return,
            },
        };
        if sent.is_err() {
            return;
        }
    }
}
