//! State of the server that every request needs: hosts, limits, sessions, and the signal to close.
//!
//! It has a shop and does not give it away: what a route may touch of it are the areas that its function names
//! ([`endpoint`](super::endpoint)).

use std::{net::IpAddr, sync::Arc};

use jiff::Timestamp;
use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use super::hosts::Hosts;
use crate::{
    domain::OrderUid,
    metrics::Metrics,
    shop::{Limiter, Network, Session, Sessions, Shop, ShopError},
};

/// What every request needs of the shop and of the server. Cloning is cheap: each is as large as a pointer, for every
/// socket holds one.
#[derive(Clone)]
pub(crate) struct Site(Arc<Parts>);

struct Parts {
    shop: Shop,
    network: Network,
    sessions: Sessions,
    hosts: Hosts,
    is_secure: bool,
    closing: watch::Receiver<bool>,
    tasks: TaskTracker,
}

impl Site {
    pub(crate) fn new(
        shop: Shop,
        hosts: Hosts,
        is_secure: bool,
        closing: watch::Receiver<bool>,
        tasks: TaskTracker,
    ) -> Self {
        Self(Arc::new(Parts {
            network: shop.network(),
            sessions: shop.sessions(),
            shop,
            hosts,
            is_secure,
            closing,
            tasks,
        }))
    }

    pub(super) fn epoch(&self) -> &str {
        self.0.shop.epoch()
    }

    /// The time in the shop.
    pub(super) fn now(&self) -> Timestamp {
        self.0.shop.now()
    }

    /// How much one address may ask for.
    pub(super) fn limits(&self) -> &Limiter {
        self.0.shop.limits()
    }

    pub(super) fn metrics(&self) -> &Metrics {
        self.0.shop.metrics()
    }

    /// Whose session a token opens, if it does.
    pub(super) async fn session(
        &self,
        token: &str,
        from: IpAddr,
    ) -> Result<Option<Session>, ShopError> {
        self.0.sessions.with_token(token, from).await
    }

    /// What this machine is called, and where it is.
    pub(super) fn hosts(&self) -> &Hosts {
        &self.0.hosts
    }

    /// Whether a request with this name in `Host` was meant for this shop.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.0.hosts.knows(name) || self.0.network.is_host_name(name)
    }

    /// Where a phone in the shop reaches it, without a slash at the end.
    pub(super) fn public_url(&self) -> Arc<str> {
        self.0.network.public_url()
    }

    /// Where a phone follows an order.
    pub(super) fn tracking_url(&self, uid: &OrderUid) -> String {
        format!("{}/t/{uid}", self.public_url())
    }

    /// Whether it is reached by TLS only.
    pub(super) fn is_secure(&self) -> bool {
        self.0.is_secure
    }

    /// Waits until the shop closes.
    pub(super) async fn closing(&self) {
        let mut closing = self.0.closing.clone();
        // An error means that the server is gone altogether.
        let _ = closing.wait_for(|closing| *closing).await;
    }

    /// Every open connection, socket and stream: those for which a closing shop waits.
    pub(super) fn tasks(&self) -> &TaskTracker {
        &self.0.tasks
    }
}
