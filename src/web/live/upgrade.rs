//! From HTTP to a socket (RFC 6455, section 4.2), by hand: warp's own upgrade gives every socket a
//! read buffer of 128 KiB, and a shop full of phones would not fit into a Raspberry Pi.

use std::{net::IpAddr, sync::Arc};

use headers::{Connection, Header};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::sync::OwnedSemaphorePermit;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        handshake::derive_accept_key,
        protocol::{Role, WebSocketConfig},
    },
};
use warp::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    reply::Response,
};

use crate::shop::{Live, Permit, Sessions, ShopError};
use crate::web::{
    live::socket::{JoinRequest, LARGEST_MESSAGE, Socket},
    problem::Problem,
    request::Request,
};

/// Enough for anything a page of ours says; a larger message is read in pieces. It is a good part of
/// what a socket weighs.
const READ_BUFFER: usize = 1024;

/// The permits of a connection: one of its address, unless that is a proxy, and one of the total. The socket
/// that it becomes keeps both.
pub(in crate::web) type Held = Arc<(Option<Permit<IpAddr>>, OwnedSemaphorePermit)>;

/// A connection that may become a socket.
#[derive(Clone)]
pub(in crate::web) struct Upgrade {
    on: OnUpgrade,
    held: Held,
}

impl Upgrade {
    /// Notes at a request what its connection holds.
    pub(in crate::web) fn offer<B>(request: &mut hyper::Request<B>, held: &Held) {
        let extensions = request.extensions_mut();
        if let Some(on) = extensions.remove::<OnUpgrade>() {
            let held = held.clone();
            extensions.insert(Self { on, held });
        }
    }
}

/// `GET /ws`
pub(in crate::web) async fn open(
    request: Request,
    live: Live,
    sessions: Sessions,
) -> Result<Response, Problem> {
    let accept = accept_key(&request)?;
    let Some(upgrade) = request.upgrade.clone() else {
        return Err(upgrade_required());
    };
    let session = request.session().await?;
    if session.is_none() && request.bearer().is_some() {
        return Err(Problem::unauthorized());
    }
    // A device of the shop is counted with its session; a stranger with their address.
    let limits = request.site.limits();
    let (mut of_session, mut of_address) = (None, None);
    if let Some(session) = &session {
        let permit = limits.socket_of_session(session.key);
        of_session = permit.map_err(ShopError::from)?;
    } else {
        limits
            .handshake(request.client.address)
            .map_err(ShopError::from)?;
        of_address = limits
            .socket(request.client.address)
            .map_err(ShopError::from)?;
    }
    let welcome = Box::new(JoinRequest {
        room: request.query("room"),
        since: request.query_number("since")?,
        epoch: request.query("epoch"),
        language: request.language,
        session,
        screen: request.screen()?,
        peer: request.client.address,
    });
    let site = request.site.clone();
    request.site.tasks().spawn(async move {
        let _permits = (of_session, of_address, upgrade.held);
        // Boxed, both: a task is as large as the largest thing it ever waits for.
        if let Some(stream) = Box::pin(upgraded(upgrade.on)).await {
            Box::new(Socket::new(stream, site, (live, sessions), &welcome))
                .run(welcome)
                .await;
        }
    });
    Ok(switching_protocols(&accept))
}

async fn upgraded(upgrade: OnUpgrade) -> Option<super::socket::Stream> {
    let io = TokioIo::new(upgrade.await.ok()?);
    Some(WebSocketStream::from_raw_socket(io, Role::Server, Some(config())).await)
}

pub(in crate::web) fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(Some(LARGEST_MESSAGE))
        .max_frame_size(Some(LARGEST_MESSAGE))
}

fn accept_key(request: &Request) -> Result<String, Problem> {
    if !lists(&request.headers, &header::CONNECTION, "upgrade")
        || !lists(&request.headers, &header::UPGRADE, "websocket")
    {
        return Err(upgrade_required());
    }
    if request.header("sec-websocket-version") != Some("13") {
        return Err(upgrade_required());
    }
    let key = request
        .header("sec-websocket-key")
        .filter(|key| is_key(key));
    let key = key.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "bad_handshake"))?;
    Ok(derive_accept_key(key.as_bytes()))
}

/// Whether a header is a list with this word in it, in any letters and over any number of lines (RFC 9110, section
/// 5.3). `headers` reads such a list as `Connection` only, and `Upgrade` has the same form.
fn lists(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    let list = Connection::decode(&mut headers.get_all(name).iter());
    list.is_ok_and(|list| list.contains(word))
}

/// 16 bytes in base64 (RFC 6455, section 4.1).
fn is_key(key: &str) -> bool {
    let base64 = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'+' || letter == b'/';
    key.strip_suffix("==")
        .is_some_and(|key| key.len() == 22 && key.bytes().all(base64))
}

fn upgrade_required() -> Problem {
    Problem::new(StatusCode::UPGRADE_REQUIRED, "upgrade_required")
        .with_header(("upgrade", "websocket".to_owned()))
        .with_header(("connection", "upgrade".to_owned()))
        .with_header(("sec-websocket-version", "13".to_owned()))
}

fn switching_protocols(accept: &str) -> Response {
    let mut response = Response::new(bytes::Bytes::new().into());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    if let Ok(accept) = HeaderValue::from_str(accept) {
        headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_may_spread_a_list_over_lines_and_a_browser_may_add_to_it() {
        let asked = |lines: &[&'static str]| {
            let lines = lines.iter().map(|line| HeaderValue::from_static(line));
            let lines = lines.map(|line| (header::CONNECTION, line));
            lines.collect::<HeaderMap>()
        };
        for lines in [
            &["upgrade"][..],
            &["Upgrade"],
            &["keep-alive, Upgrade"],
            &["keep-alive", "UPGRADE"],
        ] {
            assert!(
                lists(&asked(lines), &header::CONNECTION, "upgrade"),
                "{lines:?}"
            );
        }
        for lines in [
            &[][..],
            &["keep-alive"],
            &["upgrade-insecure"],
            &["\"upgrade\""],
        ] {
            assert!(
                !lists(&asked(lines), &header::CONNECTION, "upgrade"),
                "{lines:?}"
            );
        }
    }
}
