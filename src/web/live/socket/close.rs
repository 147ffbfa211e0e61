//! How a socket ends: always with a close frame of ours that says why (RFC 6455, section 7.4).

use std::time::Duration;

use futures_util::StreamExt;
use tokio::{io::AsyncReadExt, time::timeout};
use tokio_tungstenite::tungstenite::{
    Error,
    error::{CapacityError, ProtocolError},
    protocol::{CloseFrame, frame::coding::CloseCode},
};

use super::Stream;

/// How long a parting screen may take.
const FAREWELL: Duration = Duration::from_millis(1500);
/// How long one may take that was too slow already: the rest of a message is before the close
/// frame.
const LONG_FAREWELL: Duration = Duration::from_secs(30);
/// «Session ended, log in again»: 4000..4999 are for applications.
const SESSION_ENDED: u16 = 4401;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The screen went.
    Gone,
    /// The shop closes.
    ShopCloses,
    /// The session has ended.
    SessionEnded,
    /// A write did not finish in time, or the room could not be read.
    TooSlow,
    /// No frame came from the screen for too long.
    Silent,
    /// Too many messages or rooms.
    LimitExceeded,
    /// A binary message.
    NotText,
    /// A text that is not UTF-8.
    NotUtf8,
    /// A message over the limit.
    TooLarge,
    /// Not the protocol.
    Nonsense,
}

impl From<Error> for End {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the library's errors, of which few mean something of their own"
    )]
    fn from(error: Error) -> Self {
        match error {
            Error::Utf8(_) => Self::NotUtf8,
            Error::Capacity(CapacityError::MessageTooLong { .. }) => Self::TooLarge,
            Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => Self::Gone,
            Error::Protocol(_) => Self::Nonsense,
            _ => Self::Gone,
        }
    }
}

impl End {
    fn frame(self) -> Option<CloseFrame> {
        let (code, reason) = match self {
            Self::Gone => return None,
            Self::ShopCloses => (CloseCode::Away, "the shop closes; come back soon"),
            Self::SessionEnded => (SESSION_ENDED.into(), "the session has ended; log in again"),
            Self::TooSlow => (CloseCode::Again, "too slow; connect again"),
            Self::Silent => (CloseCode::Again, "not heard of for too long; connect again"),
            Self::LimitExceeded => (CloseCode::Policy, "too many messages or rooms"),
            Self::NotText => (CloseCode::Unsupported, "text messages only"),
            Self::NotUtf8 => (CloseCode::Invalid, "not UTF-8"),
            Self::TooLarge => (CloseCode::Size, "message too large"),
            Self::Nonsense => (CloseCode::Protocol, "not the WebSocket protocol"),
        };
        Some(CloseFrame {
            code,
            reason: reason.into(),
        })
    }
}

/// Ends a socket. Waits a moment for the other side, so that the close frame is read before the
/// connection is gone; no longer than the shop is open.
pub(super) async fn close(stream: Stream, end: End, shop_closes: impl Future<Output = ()>) {
    match end {
        End::TooSlow | End::Silent => {
            tokio::select! {
                _ = timeout(LONG_FAREWELL, part(stream, end)) => {}
                () = shop_closes => {}
            }
        }
        End::Gone
        | End::ShopCloses
        | End::SessionEnded
        | End::LimitExceeded
        | End::NotText
        | End::NotUtf8
        | End::TooLarge
        | End::Nonsense => {
            let _ = timeout(FAREWELL, part(stream, end)).await;
        }
    }
}

async fn part(mut stream: Stream, end: End) {
    let Some(frame) = end.frame() else {
        // The screen began it: the answer is on its way out.
        while let Some(Ok(_)) = stream.next().await {}
        return;
    };
    if stream.close(Some(frame)).await.is_err() {
        return;
    }
    match end {
        // After an invalid frame the rest is read and discarded: closing a connection with unread bytes would discard
        // the close frame as well.
        End::Nonsense | End::NotUtf8 | End::TooLarge => {
            let mut heap = [0; 512];
            let raw = stream.get_mut();
            while raw.read(&mut heap).await.is_ok_and(|read| read > 0) {}
        }
        End::Gone
        | End::ShopCloses
        | End::SessionEnded
        | End::TooSlow
        | End::Silent
        | End::LimitExceeded
        | End::NotText => while let Some(Ok(_)) = stream.next().await {},
    }
}
