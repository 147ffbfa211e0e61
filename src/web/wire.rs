//! The last look at what goes out: hyper answers by itself what it cannot read as a request, with a
//! bare status. Here such an answer becomes a problem document under the guard of every other.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::guard;
use crate::metrics::Metrics;

/// hyper's own answers are shorter than this, in bytes; none of ours is.
const BARE: usize = 160;

/// A connection on which nothing bare goes out.
pub(super) struct Wire<T> {
    connection: T,
    /// What is still to be written in a bare answer's place.
    instead: Vec<u8>,
    metrics: Metrics,
}

impl<T> Wire<T> {
    pub(super) const fn new(connection: T, metrics: Metrics) -> Self {
        Self {
            connection,
            instead: Vec::new(),
            metrics,
        }
    }
}

/// The status of an answer that is not ours: every one of ours says `nosniff`.
fn bare_status(bytes: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| text.len() < BARE)?;
    let rest = text
        .strip_prefix("HTTP/1.1 ")
        .or_else(|| text.strip_prefix("HTTP/1.0 "))?;
    let status = rest.get(..3)?.parse().ok()?;
    let bare = text.ends_with("\r\n\r\n") && !text.contains("nosniff");
    (bare && (400..500).contains(&status)).then_some(status)
}

impl<T: AsyncWrite + Unpin> Wire<T> {
    fn poll_instead(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.instead.is_empty() {
            let written =
                ready!(Pin::new(&mut self.connection).poll_write(context, &self.instead))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.instead.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Wire<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_instead(context))?;
        if let Some(status) = bare_status(bytes) {
            let (code, answer) = guard::unreadable(status);
            self.metrics.refusal(code);
            self.instead = answer;
            // Taken; it leaves with the flush that follows every answer.
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.connection).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_instead(context))?;
        match parts {
            [only] => self.poll_write(context, only),
            // With a body: one of ours.
            _ => Pin::new(&mut self.connection).poll_write_vectored(context, parts),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.connection.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(context))?;
        Pin::new(&mut self.connection).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_instead(context))?;
        Pin::new(&mut self.connection).poll_shutdown(context)
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Wire<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.connection).poll_read(context, into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_that_nobody_here_gave_is_bare() {
        let bare = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\ndate: Sun, 22 Nov 2026 00:00:00 GMT\r\n\r\n";
        assert_eq!(bare_status(bare), Some(431));
        for other in [
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nx-content-type-options: nosniff\r\n\r\n",
            "HTTP/1.1 400 is how a note may begin",
            "{\"code\":\"bad_json\"}",
        ] {
            assert_eq!(bare_status(other.as_bytes()), None, "{other}");
        }
    }
}
