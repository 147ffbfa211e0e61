//! HTTP clients of the tests: customers and staff.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{HeaderMap, Method, Request, body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};

use super::{PIN, Screen, nasi_goreng, uid};

/// A customer or a member of the staff.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) address: SocketAddr,
    pub(crate) token: Option<String>,
    /// Where in the network it is.
    pub(crate) from: IpAddr,
}

/// What the shop said.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Bytes,
    /// The body as JSON; null if it is none.
    pub(crate) body: Value,
}

impl Answer {
    /// A header as text; empty if it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }

    /// The stable code of a problem document, held against its form.
    pub(crate) fn code(&self) -> &str {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        assert_eq!(self.body["status"], self.status, "{self:?}");
        for member in ["type", "title", "detail"] {
            let text = self.body[member].as_str().expect("a text");
            assert!(!text.is_empty() && !text.contains('{'), "{member}: {text}");
        }
        let details = self.body["details"].as_object().expect("languages");
        assert_eq!(details.len(), 2, "{self:?}");
        for text in details.values() {
            let text = text.as_str().expect("a text");
            assert!(!text.is_empty() && !text.contains('{'), "{text}");
        }
        let asked = self.header("content-language");
        assert_eq!(self.body["detail"], details[asked], "{self:?}");
        self.body["code"].as_str().expect("a code")
    }
}

impl Caller {
    pub(crate) fn anonymous(address: SocketAddr) -> Self {
        Self {
            address,
            token: None,
            from: Ipv4Addr::LOCALHOST.into(),
        }
    }

    /// The same one at another address: 127.0.0.N, which only N = 1 is the machine's own.
    pub(crate) fn at(&self, n: u8) -> Self {
        Self {
            from: Ipv4Addr::new(127, 0, 0, n).into(),
            ..self.clone()
        }
    }

    /// A connection from there.
    pub(crate) async fn connect(&self) -> std::io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::new(self.from, 0))?;
        socket.connect(self.address).await
    }

    pub(crate) async fn logged_in(self, name: &str) -> Self {
        let login = json!({ "name": name, "pin": PIN, "want": "token" });
        let answer = self.post("/api/v1/admin/login", &login).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let token = answer.body["token"].as_str().expect("a token").to_owned();
        Self {
            token: Some(token),
            ..self
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], None).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[], Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.ask("PUT", path, &[], Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.ask("PATCH", path, &[], Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.ask("DELETE", path, &[], None).await
    }

    /// Asks with headers of its own, and JSON if there is a body.
    pub(crate) async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let mut headers = headers.to_vec();
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        let body = body.map_or_else(Bytes::new, |body| body.to_string().into());
        self.send(method, path, &headers, Full::new(body)).await
    }

    /// Sends exactly this.
    pub(crate) async fn send<B>(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: B,
    ) -> Answer
    where
        B: hyper::body::Body<Data = Bytes, Error: std::error::Error + Send + Sync> + Send + 'static,
    {
        let method: Method = method.parse().expect("a method");
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", self.address.to_string());
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).expect("a request");
        read(self.response(request).await).await
    }

    /// Asks a shop that may be killed meanwhile, under a key for when it has to be asked again; none if
    /// there was no whole answer.
    pub(crate) async fn attempt(
        &self,
        method: &str,
        path: &str,
        key: &str,
        body: &Value,
    ) -> Option<Answer> {
        let stream = self.connect().await.ok()?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
        tokio::spawn(connection);
        let token = self.token.as_deref().unwrap_or_default();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.address.to_string())
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .body(Full::new(Bytes::from(body.to_string())))
            .expect("a request");
        let (head, body) = sender.send_request(request).await.ok()?.into_parts();
        let bytes = body.collect().await.ok()?.to_bytes();
        let body = serde_json::from_slice(&bytes).ok()?;
        Some(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            bytes,
            body,
        })
    }

    /// Follows a stream of server-sent events.
    pub(crate) async fn follow(&self, path: &str, headers: &[(&str, &str)]) -> EventStream {
        let stream = self.try_follow(path, headers).await;
        stream.expect("an open stream")
    }

    /// The same over a network that may break.
    pub(crate) async fn try_follow(
        &self,
        path: &str,
        headers: &[(&str, &str)],
    ) -> Option<EventStream> {
        let request = Request::builder()
            .uri(path)
            .header("host", self.address.to_string());
        let request = headers.iter().fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        let request = request.body(Full::new(Bytes::new())).expect("a request");
        let stream = self.connect().await.ok()?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
        tokio::spawn(connection);
        let response = sender.send_request(request).await.ok()?;
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Some(EventStream {
            body: response.into_body(),
            read: String::new(),
        })
    }

    async fn response<B>(&self, request: Request<B>) -> hyper::Response<Incoming>
    where
        B: hyper::body::Body<Data = Bytes, Error: std::error::Error + Send + Sync> + Send + 'static,
    {
        let stream = self.connect().await.expect("an open shop");
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .expect("a connection");
        tokio::spawn(connection);
        sender.send_request(request).await.expect("an answer")
    }

    /// Places a plate of fried rice.
    pub(crate) async fn order(&self) -> Value {
        self.order_of(&nasi_goreng()).await
    }

    /// Places an order.
    pub(crate) async fn order_of(&self, order: &Value) -> Value {
        let answer = self.post("/api/v1/orders", order).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body
    }

    /// Confirms the exact sum for an order.
    pub(crate) async fn pay(&self, order: &Value) -> Answer {
        let path = format!("/api/v1/admin/orders/{}/confirm-payment", uid(order));
        self.put(&path, &json!({})).await
    }

    /// Asks for a status.
    pub(crate) async fn set_status(&self, order: &Value, status: &str) -> Answer {
        let reason = (status == "cancelled").then_some("salah pesan");
        let path = format!("/api/v1/admin/orders/{}/status", uid(order));
        self.put(&path, &json!({ "status": status, "reason": reason }))
            .await
    }

    /// Ticks a line, or takes the tick back.
    pub(crate) async fn set_line(&self, order: &Value, line: usize, status: &str) -> Answer {
        let path = format!("/api/v1/admin/orders/{}/lines/{line}/status", uid(order));
        self.put(&path, &json!({ "status": status })).await
    }

    /// The journal after a number, as the till's room tells it.
    pub(crate) async fn journal(&self, since: i64) -> Vec<Value> {
        let mut events = Vec::new();
        let mut since = since;
        loop {
            let path = format!("/api/v1/admin/events?since={since}&limit=1000");
            let answer = self.get(&path).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            let page = answer.body["events"].as_array().expect("events").clone();
            let Some(last) = page.last() else {
                return events;
            };
            since = super::int(&last["seq"]);
            events.extend(page);
        }
    }

    /// Opens a socket at a path like `/ws?room=board`.
    pub(crate) async fn listen(&self, path: &str) -> Screen {
        Screen::open(self, path, &[]).await.expect("an open socket")
    }
}

/// Server-sent events, as they come.
pub(crate) struct EventStream {
    body: Incoming,
    read: String,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Streamed {
    pub(crate) id: String,
    pub(crate) topic: String,
    pub(crate) data: Value,
}

impl EventStream {
    /// The next event.
    pub(crate) async fn next(&mut self) -> Streamed {
        self.try_next().await.expect("more to come")
    }

    /// The next event, if the stream lasts as long as that.
    pub(crate) async fn try_next(&mut self) -> Option<Streamed> {
        loop {
            if let Some((block, rest)) = self.read.split_once("\n\n") {
                let field = |name: &str| {
                    let field = block.lines().find_map(|line| line.strip_prefix(name));
                    field
                        .unwrap_or_default()
                        .trim_start_matches(':')
                        .trim()
                        .to_owned()
                };
                let (id, topic, data) = (field("id"), field("event"), field("data"));
                let rest = rest.to_owned();
                self.read = rest;
                if !topic.is_empty() {
                    let data = serde_json::from_str(&data).expect("JSON");
                    return Some(Streamed { id, topic, data });
                }
                continue;
            }
            let frame = self.body.frame().await?.ok()?;
            let data = frame.into_data().expect("data");
            self.read
                .push_str(std::str::from_utf8(&data).expect("text"));
        }
    }

    /// Reads to the end; whether it ended in order.
    pub(crate) async fn ended(&mut self) -> bool {
        while let Some(frame) = self.body.frame().await {
            if frame.is_err() {
                return false;
            }
        }
        true
    }
}

async fn read(response: hyper::Response<Incoming>) -> Answer {
    let (head, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes();
    let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        bytes,
        body,
    }
}
