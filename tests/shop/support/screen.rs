//! A browser with a socket open.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::{
    net::{TcpSocket, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, client::IntoClientRequest, handshake::client::Request},
};

use super::Caller;

/// No test waits for what happens; this only ends one in which it does not.
const PATIENCE: Duration = Duration::from_secs(30);

/// Well before the server's next sign of life, which comes every 15 seconds.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// A socket, with what it heard read in order.
pub(crate) struct Screen {
    pub(crate) stream: WebSocketStream<TcpStream>,
}

impl Screen {
    pub(crate) async fn open(
        caller: &Caller,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, Error> {
        let stream = caller.connect().await.expect("an open shop");
        Self::open_on(stream, caller, path, headers).await
    }

    /// One at a shop that may be gone.
    pub(crate) async fn try_open(caller: &Caller, path: &str) -> Option<Self> {
        let stream = caller.connect().await.ok()?;
        let request = Self::request(caller, path, &[]);
        let (stream, _) = client_async(request, stream).await.ok()?;
        Some(Self { stream })
    }

    /// A screen whose network holds little, so that it is easily behind.
    pub(crate) async fn open_narrow(caller: &Caller, path: &str) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(4096).expect("a small buffer");
        let stream = socket.connect(caller.address).await.expect("an open shop");
        Self::open_on(stream, caller, path, &[])
            .await
            .expect("an open socket")
    }

    async fn open_on(
        stream: TcpStream,
        caller: &Caller,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, Error> {
        let request = Self::request(caller, path, headers);
        let (stream, _) = client_async(request, stream).await?;
        let mut screen = Self { stream };
        let hello = screen.hears().await;
        assert_eq!(hello["type"], "hello", "{hello}");
        Ok(screen)
    }

    fn request(caller: &Caller, path: &str, headers: &[(&'static str, &str)]) -> Request {
        let url = format!("ws://{}{path}", caller.address);
        let mut request: Request = url.into_client_request().expect("an address");
        if let Some(token) = &caller.token {
            let value = format!("Bearer {token}").parse().expect("a header");
            request.headers_mut().insert("authorization", value);
        }
        for (name, value) in headers {
            request
                .headers_mut()
                .insert(*name, value.parse().expect("a header"));
        }
        request
    }

    pub(crate) async fn say(&mut self, message: &Value) {
        self.stream
            .send(Message::text(message.to_string()))
            .await
            .expect("an open socket");
    }

    /// The next message of a room. Which other screens there are and which tables call is another matter, and so is a
    /// heartbeat: on a slow machine one comes between any two messages.
    pub(crate) async fn hears(&mut self) -> Value {
        self.hears_all_but(&["screen_presence", "table_calls", "heartbeat"])
            .await
    }

    async fn hears_all_but(&mut self, kinds: &[&str]) -> Value {
        loop {
            let heard = self.hears_anything().await;
            if !kinds.iter().any(|kind| heard["type"] == *kind) {
                return heard;
            }
        }
    }

    /// The next that is said of the shop's other screens, as their list.
    pub(crate) async fn hears_of_screens(&mut self) -> Vec<Value> {
        loop {
            let heard = self.hears_anything().await;
            if heard["type"] == "screen_presence" {
                assert_eq!(
                    (&heard["room"], heard.get("seq")),
                    (&"cashier".into(), None)
                );
                return heard["data"]["screens"]
                    .as_array()
                    .expect("screens")
                    .clone();
            }
        }
    }

    pub(crate) async fn hears_anything(&mut self) -> Value {
        loop {
            match self.next().await {
                Some(Ok(Message::Text(text))) => {
                    return serde_json::from_str(&text).expect("JSON");
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("a message was to come, not {other:?}"),
            }
        }
    }

    /// The very next message, which must be of this kind: what came before it would be heard.
    pub(crate) async fn hears_next(&mut self, kind: &str) -> Value {
        let heard = match kind {
            "heartbeat" => {
                self.hears_all_but(&["screen_presence", "table_calls"])
                    .await
            }
            _ => self.hears().await,
        };
        assert_eq!(heard["type"], kind, "{heard}");
        heard
    }

    /// Hears that it joined, and from where.
    pub(crate) async fn joined(&mut self) -> i64 {
        super::int(&self.hears_next("joined").await["seq"])
    }

    /// Hears that it joined, and the present.
    pub(crate) async fn snapshot(&mut self) -> Value {
        let place = self.joined().await;
        let snapshot = self.hears_next("snapshot").await;
        assert_eq!(snapshot["seq"], place, "{snapshot}");
        snapshot
    }

    /// Joins another room.
    pub(crate) async fn join(&mut self, room: &str) {
        self.say(&serde_json::json!({ "type": "join", "room": room }))
            .await;
    }

    /// The same, before a heartbeat could have found out what should have been told at once.
    pub(crate) async fn closes_at_once(&mut self) -> u16 {
        timeout(HEARTBEAT, self.closes())
            .await
            .expect("an end at once")
    }

    /// The code of the close frame that must come next, after the messages before it.
    pub(crate) async fn closes(&mut self) -> u16 {
        loop {
            match self.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("a close frame was to come, not {other:?}"),
            }
        }
    }

    async fn next(&mut self) -> Option<Result<Message, Error>> {
        timeout(PATIENCE, self.stream.next())
            .await
            .expect("something in time")
    }
}
