//! Our own accept loop: warp's sets no header timeout, no `TCP_NODELAY`, and cannot see open
//! sockets when it stops.

use std::{convert::Infallible, time::Duration};

use hyper::Request;
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
    service::TowerToHyperService,
};
use tokio::net::{TcpListener, TcpStream};
use tower_service::Service;

use super::{Site, endpoint, endpoints};

/// How long a request's head may take, in seconds.
const HEAD_TIMEOUT: u64 = 15;
/// How long to wait when no more connections can be opened, in milliseconds.
const OUT_OF_FILES: u64 = 50;

/// Answers on `listener` until the shop closes, then lets running requests end.
pub(crate) async fn serve(listener: TcpListener, site: Site) {
    let routes = warp::service(endpoint::routes(&site, endpoints()));
    let graceful = GracefulShutdown::new();
    let mut closing = std::pin::pin!(site.closing());
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut closing => break,
        };
        match accepted {
            Ok((stream, _)) => answer(stream, routes.clone(), &site, &graceful),
            // A connection that was gone before we came, or no room for another: go on.
            Err(error) => {
                log::warn!("a connection could not be accepted: {error}");
                tokio::time::sleep(Duration::from_millis(OUT_OF_FILES)).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

fn answer<S>(stream: TcpStream, routes: S, site: &Site, graceful: &GracefulShutdown)
where
    S: Service<Request<hyper::body::Incoming>, Error = Infallible> + Clone + Send + 'static,
    S::Response: Send,
    S: Service<Request<hyper::body::Incoming>, Response = warp::reply::Response, Future: Send>,
{
    // Two events in a row must not wait for an acknowledgement of the first.
    let _ = stream.set_nodelay(true);
    let mut builder = auto::Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(HEAD_TIMEOUT));
    let connection = builder
        .serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(routes))
        .into_owned();
    let connection = graceful.watch(connection);
    site.tasks.spawn(async move {
        // A client that breaks off is no news.
        let _ = connection.await;
    });
}
