//! A lean HTTP/1.1 client: one connection that is kept, one request at a time.

use std::{
    fmt::Write as _,
    io::{self, ErrorKind},
    net::SocketAddr,
    ops::Range,
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// How long an answer may take before the measurement is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// More than any answer that is asked for often.
const BUFFER: usize = 4096;

/// A connection to the shop.
pub(crate) struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

/// An answer, until the next request.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) body: &'a [u8],
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            read: Vec::with_capacity(BUFFER),
        })
    }

    /// Sends a request made by [`request`] and waits for the whole answer.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        let answered = timeout(PATIENCE, self.exchange(request)).await;
        let (status, body) = answered.map_err(|_| ErrorKind::TimedOut)??;
        Ok(Answer {
            status,
            body: &self.read[body],
        })
    }

    async fn exchange(&mut self, request: &[u8]) -> io::Result<(u16, Range<usize>)> {
        self.stream.write_all(request).await?;
        self.read.clear();
        let body = loop {
            self.read_more().await?;
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = std::str::from_utf8(&self.read[..body]).map_err(|_| ErrorKind::InvalidData)?;
        let (status, length) = read_head(head).ok_or(ErrorKind::InvalidData)?;
        while self.read.len() < body + length {
            self.read_more().await?;
        }
        Ok((status, body..body + length))
    }

    async fn read_more(&mut self) -> io::Result<()> {
        self.read.reserve(BUFFER);
        let read = self.stream.read_buf(&mut self.read).await?;
        if read == 0 {
            Err(ErrorKind::UnexpectedEof.into())
        } else {
            Ok(())
        }
    }
}

/// Status and length of the body. The shop's answers here are never chunked.
fn read_head(head: &str) -> Option<(u16, usize)> {
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut length = 0;
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok()?;
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            return None;
        }
    }
    Some((status, length))
}

/// Writes a request over what was in `out`.
pub(crate) fn write_request(
    out: &mut String,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) {
    out.clear();
    // Writing into a string cannot fail.
    let _ = write!(out, "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    for (name, value) in headers {
        let _ = write!(out, "{name}: {value}\r\n");
    }
    if !body.is_empty() {
        let _ = write!(
            out,
            "content-type: application/json\r\ncontent-length: {}\r\n",
            body.len()
        );
    }
    out.push_str("\r\n");
    out.push_str(body);
}

/// A request as text.
pub(crate) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut out = String::new();
    write_request(&mut out, method, path, headers, body);
    out
}
