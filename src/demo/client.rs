//! HTTP client of the demo. It has no other way to the shop than a phone or tablet has.

use std::{
    future::poll_fn,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::Pin,
    time::Duration,
};

use hyper::{
    Request, Response,
    body::{Body, Incoming},
    client::conn::http1,
    header::{AUTHORIZATION, CONTENT_TYPE, HOST, RETRY_AFTER},
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often something is asked that got no answer, or was to be asked again later.
const TRIES: u32 = 5;
/// How long to wait before asking again when the shop does not say how long.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest wait that the shop can ask for, in seconds.
const LONGEST_WAIT: u64 = 60;

/// An HTTP client of the shop, from the shop's own network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client(SocketAddr);

#[derive(Debug, Clone, Copy)]
pub(super) struct Ask<'a> {
    method: &'a str,
    path: &'a str,
    /// JSON; null is no body.
    body: &'a Value,
    key: Option<&'a str>,
    token: Option<&'a str>,
}

#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// The body as JSON; null if it is none.
    pub(super) body: Value,
    /// In how many seconds to ask again, if it said so.
    pub(super) wait: Option<u64>,
}

/// The shop did not answer, however often it was asked.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct NoAnswer(pub(super) String);

impl<'a> Ask<'a> {
    pub(super) const fn new(method: &'a str, path: &'a str, body: &'a Value) -> Self {
        Self {
            method,
            path,
            body,
            key: None,
            token: None,
        }
    }

    /// The same with a name of its own, so that a repeat does no harm.
    pub(super) const fn with_key(self, key: &'a str) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// The same with a staff session.
    pub(super) const fn with_token(self, token: Option<&'a str>) -> Self {
        Self { token, ..self }
    }
}

impl Answer {
    pub(super) const fn is_good(&self) -> bool {
        matches!(self.status, 200..300)
    }

    /// The stable code of a refusal.
    pub(super) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

impl Client {
    /// Reaches the shop that listens on `address`, from this machine.
    pub(super) const fn of(address: SocketAddr) -> Self {
        let ip = match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
        };
        Self(SocketAddr::new(ip, address.port()))
    }

    /// Asks until there is an answer that is not «later». To ask twice does no harm: an order has
    /// its key, and everything else asks for a state.
    pub(super) async fn ask(&self, ask: &Ask<'_>) -> Result<Answer, NoAnswer> {
        let mut tries = 1;
        loop {
            let answer = tokio::time::timeout(PATIENCE, self.ask_once(ask)).await;
            let answer = answer
                .map_err(|_| NoAnswer("no answer in time".to_owned()))
                .flatten();
            let later = match &answer {
                Ok(answer) if !matches!(answer.status, 429 | 503) => None,
                Ok(answer) => Some(answer.wait.map_or(PAUSE, Duration::from_secs)),
                Err(_) => Some(PAUSE),
            };
            let Some(pause) = later.filter(|_| tries < TRIES) else {
                return answer;
            };
            tries += 1;
            tokio::time::sleep(pause).await;
        }
    }

    /// A connection for each request: a customer who thinks for a minute has none to keep alive.
    async fn ask_once(&self, ask: &Ask<'_>) -> Result<Answer, NoAnswer> {
        let request = self.request(ask)?;
        let stream = TcpStream::connect(self.0).await.map_err(because)?;
        stream.set_nodelay(true).map_err(because)?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
            .await
            .map_err(because)?;
        let answer = async {
            let response = sender.send_request(request).await.map_err(because)?;
            read(response).await
        };
        // The connection does the work; the answer is the end of it.
        tokio::pin!(connection);
        tokio::pin!(answer);
        tokio::select! {
            answer = &mut answer => answer,
            _ = &mut connection => answer.await,
        }
    }

    fn request(&self, ask: &Ask<'_>) -> Result<Request<String>, NoAnswer> {
        let mut request = Request::builder()
            .method(ask.method)
            .uri(ask.path)
            .header(HOST, self.0.to_string());
        if let Some(token) = ask.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = ask.key {
            request = request.header("idempotency-key", key);
        }
        let body = if ask.body.is_null() {
            String::new()
        } else {
            request = request.header(CONTENT_TYPE, "application/json");
            ask.body.to_string()
        };
        request.body(body).map_err(because)
    }
}

async fn read(response: Response<Incoming>) -> Result<Answer, NoAnswer> {
    let (head, mut body) = response.into_parts();
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame.map_err(because)?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    let wait = head.headers.get(RETRY_AFTER);
    let wait = wait.and_then(|wait| wait.to_str().ok()?.parse().ok());
    Ok(Answer {
        status: head.status.as_u16(),
        body: serde_json::from_slice(&bytes).unwrap_or_default(),
        wait: wait.map(|wait: u64| wait.min(LONGEST_WAIT)),
    })
}

fn because(error: impl std::fmt::Display) -> NoAnswer {
    NoAnswer(error.to_string())
}
