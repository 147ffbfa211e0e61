//! Our own accept loop: warp's sets no header timeout, no `TCP_NODELAY`, and cannot see open
//! sockets when it stops.

use std::{convert::Infallible, net::IpAddr, time::Duration};

use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tower_service::Service;

use super::{Site, endpoint, endpoints, guard};

/// How long a request's head may take, and how long a connection may be idle, in seconds.
const HEAD_TIMEOUT: u64 = 15;
/// Most bytes of a request's head.
const LARGEST_HEAD: usize = 64 * 1024;
/// How long to wait when no more connections can be opened, in milliseconds.
const OUT_OF_FILES: u64 = 50;

/// Answers on `listener` until the shop closes.
pub(crate) async fn serve(listener: TcpListener, site: Site) {
    let routes = warp::service(endpoint::routes(&site, endpoints()));
    let mut closing = std::pin::pin!(site.closing());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut closing => return,
        };
        match accepted {
            Ok((stream, peer)) => {
                site.tasks
                    .spawn(answer(stream, peer.ip(), routes.clone(), site.clone()));
            }
            // A connection that was gone before we came, or no room for another: go on.
            Err(error) => {
                log::warn!("a connection could not be accepted: {error}");
                tokio::time::sleep(Duration::from_millis(OUT_OF_FILES)).await;
            }
        }
    }
}

/// Answers on one connection. When the shop closes, the request under way is the last.
async fn answer<S, B>(stream: TcpStream, peer: IpAddr, routes: S, site: Site)
where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send,
    B: hyper::body::Body + From<bytes::Bytes> + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    // Two events in a row must not wait for an acknowledgement of the first.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        let mut routes = routes.clone();
        request
            .extensions_mut()
            .insert(endpoint::Peer(peer.to_canonical()));
        async move {
            if guard::is_plain(&request) {
                routes.call(request).await
            } else {
                Ok(guard::not_plain())
            }
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(HEAD_TIMEOUT))
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // A client that breaks off is no news.
        _ = connection.as_mut() => {}
        () = site.closing() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}
