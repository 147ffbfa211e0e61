//! Requests read by hand: what the load sends, and nothing else.

use tokio::{io::AsyncReadExt, net::TcpStream};

/// A request, as much of it as is looked at.
pub(super) struct Request {
    pub(super) method: String,
    target: String,
    pub(super) socket_key: Option<String>,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// A value of the query.
    pub(super) fn asked(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// A connection from which requests come one after another.
pub(super) struct Reader {
    pub(super) stream: TcpStream,
    read: Vec<u8>,
}

impl Reader {
    pub(super) fn new(stream: TcpStream) -> Self {
        let read = Vec::with_capacity(4096);
        Self { stream, read }
    }

    /// The next request; none when the connection ends.
    pub(super) async fn next(&mut self) -> Option<Request> {
        let head_end = loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.read_more().await?;
        };
        let head = std::str::from_utf8(&self.read[..head_end]).ok()?.to_owned();
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
        let (mut length, mut socket_key) = (0, None);
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().ok()?;
            } else if name.eq_ignore_ascii_case("sec-websocket-key") {
                socket_key = Some(value.trim().to_owned());
            }
        }
        while self.read.len() < head_end + length {
            self.read_more().await?;
        }
        let body = self.read[head_end..head_end + length].to_vec();
        self.read.drain(..head_end + length);
        Some(Request {
            method,
            target,
            socket_key,
            body,
        })
    }

    async fn read_more(&mut self) -> Option<()> {
        let read = self.stream.read_buf(&mut self.read).await.ok()?;
        (read > 0).then_some(())
    }
}
