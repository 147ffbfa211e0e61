//! Our own accept loop: warp's sets no header timeout, no `TCP_NODELAY`, has no ceiling, speaks no TLS,
//! and cannot see open sockets when it stops.

use std::{convert::Infallible, future::ready, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::future::Either;
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tokio_io_timeout::TimeoutStream;
use tower_service::Service;

use super::{
    Site,
    detach::DetachOnDrop,
    endpoint::{self, Peer},
    endpoints,
    live::upgrade::Upgrade,
    security,
    tls::Certificate,
};
use crate::shop::Shop;

/// How long a request's head may take, and how long a connection may be idle, in seconds.
const HEAD_TIMEOUT: u64 = 15;
/// How long a handshake of TLS may take.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a client may accept no bytes of an answer. Longer than the close of a slow socket.
const WRITE_TIMEOUT: Duration = Duration::from_mins(1);
/// Most bytes of a request's head.
const LARGEST_HEAD: usize = 64 * 1024;
/// How long to wait when no more connections can be opened, in milliseconds.
const OUT_OF_FILES: u64 = 50;
/// Files that are not connections: the database, the pictures, the pages of a debug build.
const OTHER_FILES: u64 = 128;
/// Most connections, however many files the system lets this program open.
const MOST_CONNECTIONS: u64 = 20_000;

/// Answers on `listener` until the shop closes; with a certificate, over TLS.
pub(crate) async fn serve(
    listener: Arc<TcpListener>,
    shop: Shop,
    site: Site,
    tls: Option<Arc<Certificate>>,
) {
    let routes = warp::service(endpoint::routes(shop, &site, endpoints()));
    let ceiling = Arc::new(Semaphore::new(most_connections()));
    let too_many = security::too_many_connections();
    let mut closing = std::pin::pin!(site.closing());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut closing => return,
        };
        let (stream, address) = match accepted {
            Ok((stream, peer)) => (stream, peer.ip().to_canonical()),
            // A connection that was gone before we came, or no room for another: go on.
            Err(error) => {
                log::warn!("a connection could not be accepted: {error}");
                tokio::time::sleep(Duration::from_millis(OUT_OF_FILES)).await;
                continue;
            }
        };
        // A proxy has the connections of all clients, so each of its requests is counted for its own client.
        let permit = if site.hosts().is_proxy(address) {
            Some(None)
        } else {
            site.limits().connection(address).map(Some)
        };
        let (Some(permit), Ok(room)) = (permit, ceiling.clone().try_acquire_owned()) else {
            site.metrics().refusal("too_many_connections");
            // Not waited for: who does not take it at once does not get it.
            let _ = stream.try_write(&too_many);
            continue;
        };
        let (routes, site, tls) = (routes.clone(), site.clone(), tls.clone());
        let peer = Peer {
            address,
            held: Arc::new((permit, room)),
        };
        let tasks = site.tasks().clone();
        tasks.spawn(answer(stream, peer, routes, site, tls));
    }
}

/// As many as the system has files for.
fn most_connections() -> usize {
    let files = rlimit::Resource::NOFILE
        .get()
        .map_or(1024, |(soft, _)| soft);
    let most = files
        .saturating_sub(OTHER_FILES)
        .clamp(64, MOST_CONNECTIONS);
    usize::try_from(most).unwrap_or(1024)
}

async fn answer<S, B>(
    stream: TcpStream,
    peer: Peer,
    routes: S,
    site: Site,
    tls: Option<Arc<Certificate>>,
) where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send + 'static,
    B: hyper::body::Body + From<Bytes> + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    // Two events in a row must not wait for an acknowledgement of the first.
    let _ = stream.set_nodelay(true);
    let Some(certificate) = tls else {
        return speak(stream, peer, routes, site).await;
    };
    let mut first = [0];
    match timeout(HANDSHAKE_TIMEOUT, stream.peek(&mut first)).await {
        Ok(Ok(1)) => {}
        _ => return,
    }
    if first[0] != HANDSHAKE {
        // The address was typed without its «https».
        return speak(stream, peer, HttpsRedirect, site).await;
    }
    let handshake = certificate.acceptor().accept(stream);
    if let Ok(Ok(stream)) = timeout(HANDSHAKE_TIMEOUT, Box::pin(handshake)).await {
        speak(stream, peer, routes, site).await;
    }
}

/// The first byte of TLS (RFC 8446, section 5.1).
const HANDSHAKE: u8 = 22;

/// Speaks HTTP on one connection. When the shop closes, the request under way is the last.
///
/// A request that may change something goes on to its end when its client has gone: one that vanishes right after its
/// last byte must not leave half of it done.
async fn speak<T, S, B>(stream: T, peer: Peer, routes: S, site: Site)
where
    T: AsyncRead + AsyncWrite + Send + 'static,
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send + 'static,
    B: hyper::body::Body + From<Bytes> + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIMEOUT));
    let (metrics, tasks) = (site.metrics().clone(), site.tasks().clone());
    let service = service_fn(move |mut request: Request<Incoming>| {
        Upgrade::offer(&mut request, &peer.held);
        request.extensions_mut().insert(peer.clone());
        if !security::is_plain(&request) {
            metrics.refusal("bad_request");
            return Either::Left(ready(Ok(security::not_plain())));
        }
        let changes = !request.method().is_safe();
        let answering = routes.clone().call(request);
        if !changes {
            return Either::Right(Either::Left(answering));
        }
        Either::Right(Either::Right(DetachOnDrop::new(answering, tasks.clone())))
    });
    let connection = reader()
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = site.closing() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // A client that breaks off is no news. What could not be read as a request, hyper has answered with a bare status.
    if ended.is_err_and(|error| error.is_parse()) {
        site.metrics().refusal("bad_request");
    }
}

pub(super) fn reader() -> http1::Builder {
    let mut reader = http1::Builder::new();
    reader
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(HEAD_TIMEOUT))
        .max_buf_size(LARGEST_HEAD);
    reader
}

/// Redirects a plain request to the same address with TLS.
#[derive(Clone)]
struct HttpsRedirect;

impl Service<Request<Incoming>> for HttpsRedirect {
    type Response = warp::reply::Response;
    type Error = Infallible;
    type Future = std::future::Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), Infallible>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Incoming>) -> Self::Future {
        std::future::ready(Ok(security::to_secure(&request)))
    }
}
