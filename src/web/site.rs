//! What every door leads into.

use std::sync::Arc;

use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use super::hosts::Hosts;
use crate::shop::Shop;

/// The shop, and the signal to close. Cloning is cheap.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) shop: Shop,
    pub(super) hosts: Arc<Hosts>,
    is_secure: bool,
    closing: watch::Receiver<bool>,
    /// Every open connection, socket and stream.
    pub(super) tasks: TaskTracker,
}

impl Site {
    pub(crate) fn new(
        shop: Shop,
        hosts: Hosts,
        is_secure: bool,
        closing: watch::Receiver<bool>,
        tasks: TaskTracker,
    ) -> Self {
        Self {
            shop,
            hosts: Arc::new(hosts),
            is_secure,
            closing,
            tasks,
        }
    }

    /// Waits until the shop closes.
    pub(super) async fn closing(&self) {
        let mut closing = self.closing.clone();
        // An error means that the server is gone altogether.
        let _ = closing.wait_for(|closing| *closing).await;
    }

    /// Whether it is reached by TLS only.
    pub(super) const fn is_secure(&self) -> bool {
        self.is_secure
    }

    pub(super) fn tracking_url(&self, uid: &crate::domain::OrderUid) -> String {
        format!("{}/t/{uid}", self.shop.network().public_url())
    }
}
