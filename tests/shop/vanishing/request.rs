//! A request, and a client that waits for its answer or is gone right after its last byte.

use std::{io::Write, net::TcpStream};

use bytes::Bytes;
use serde_json::Value;

use crate::support::Caller;

/// What is asked for, and by whom.
pub(super) struct Asked {
    pub(super) by: Caller,
    pub(super) path: String,
    pub(super) kind: &'static str,
    pub(super) body: Bytes,
    /// Its idempotency key.
    pub(super) key: Option<&'static str>,
}

impl Asked {
    pub(super) fn json(by: &Caller, path: impl Into<String>, body: &Value) -> Self {
        Self {
            by: by.clone(),
            path: path.into(),
            kind: "application/json",
            body: body.to_string().into(),
            key: None,
        }
    }

    /// The same with an idempotency key.
    pub(super) fn named(self, key: &'static str) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    /// Sends it and waits for the answer.
    pub(super) async fn answered(self, method: &str) {
        let key = self.key.map(|key| ("idempotency-key", key));
        let headers: Vec<_> = [("content-type", self.kind)]
            .into_iter()
            .chain(key)
            .collect();
        let body = http_body_util::Full::new(self.body);
        let answer = self.by.send(method, &self.path, &headers, body).await;
        assert!(answer.status < 300, "{method} {}: {answer:?}", self.path);
    }

    /// Sends it and closes the connection: when the shop reads it, its client is gone.
    pub(super) fn dropped(self, method: &str) {
        let token = self.by.token.as_deref().map_or_else(String::new, |token| {
            format!("authorization: Bearer {token}\r\n")
        });
        let key = self
            .key
            .map_or_else(String::new, |key| format!("idempotency-key: {key}\r\n"));
        let mut bytes = format!(
            "{method} {} HTTP/1.1\r\nhost: {}\r\n{token}{key}content-type: {}\r\ncontent-length: {}\r\n\r\n",
            self.path,
            self.by.address,
            self.kind,
            self.body.len()
        )
        .into_bytes();
        bytes.extend(&self.body);
        let mut connection = TcpStream::connect(self.by.address).expect("an open shop");
        connection.write_all(&bytes).expect("a request");
    }
}
