//! A screen: one socket that joins one room and listens.

use std::{net::SocketAddr, time::Instant};

use futures_util::StreamExt;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{
        Message, Utf8Bytes, client::IntoClientRequest, http::HeaderValue, protocol::WebSocketConfig,
    },
};

/// Small, so that thousands of screens fit next to the shop.
const READ_BUFFER: usize = 2048;

/// A socket in a room.
pub(crate) struct Screen {
    socket: WebSocketStream<TcpStream>,
    /// The number after which it hears what happens.
    pub(crate) place: i64,
}

/// A message, and when it came.
pub(crate) struct Heard {
    pub(crate) at: Instant,
    pub(crate) text: Utf8Bytes,
}

/// What is read of every message.
#[derive(Debug, Deserialize)]
pub(crate) struct Envelope<'a> {
    pub(crate) r#type: &'a str,
    pub(crate) room: Option<&'a str>,
    pub(crate) seq: Option<i64>,
    data: Option<Data>,
}

/// Of what a message says, only whether another page of a snapshot follows.
#[derive(Debug, Deserialize)]
struct Data {
    #[serde(default)]
    more: bool,
}

impl Screen {
    /// Opens a socket that joins `room` at once, and waits for the room's present.
    pub(crate) async fn open(address: SocketAddr, room: &str, token: Option<&str>) -> Self {
        Self::open_at(address, room, token, None).await
    }

    /// The same for one that was there before, and hears what came after that number.
    pub(crate) async fn open_at(
        address: SocketAddr,
        room: &str,
        token: Option<&str>,
        since: Option<i64>,
    ) -> Self {
        let stream = TcpStream::connect(address)
            .await
            .expect("the shop takes a connection");
        stream
            .set_nodelay(true)
            .expect("a socket can be told not to wait");
        let since = since.map_or(String::new(), |since| format!("&since={since}"));
        let url = format!("ws://{address}/ws?room={room}{since}");
        let mut request = url
            .into_client_request()
            .expect("an address of ours is an address");
        if let Some(token) = token {
            let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
            let bearer = bearer.expect("a token is plain text");
            request.headers_mut().insert("authorization", bearer);
        }
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            .write_buffer_size(0);
        let opened = client_async_with_config(request, stream, Some(config)).await;
        let (socket, _) = opened.expect("the shop opens a socket");
        let mut screen = Self { socket, place: 0 };
        loop {
            let heard = screen.next().await.expect("the shop shows the room");
            let envelope = heard.envelope();
            assert_ne!(
                envelope.r#type, "error",
                "the shop refuses the room: {}",
                heard.text
            );
            let first = if since.is_empty() {
                "snapshot"
            } else {
                "joined"
            };
            let is_whole = !envelope.data.as_ref().is_some_and(|data| data.more);
            if envelope.r#type == first && is_whole {
                screen.place = envelope.seq.expect("a snapshot has its number");
                return screen;
            }
        }
    }

    /// The next text; none when the socket has ended. Pings are answered on the way.
    pub(crate) async fn next(&mut self) -> Option<Heard> {
        loop {
            match self.socket.next().await?.ok()? {
                Message::Text(text) => {
                    return Some(Heard {
                        at: Instant::now(),
                        text,
                    });
                }
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }
}

impl Heard {
    pub(crate) fn envelope(&self) -> Envelope<'_> {
        serde_json::from_str(&self.text).expect("a message is JSON as the contract says")
    }
}
