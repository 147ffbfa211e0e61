//! What every door leads into.

use std::time::Instant;

use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use crate::shop::Shop;

/// The shop, and the signal to close. Cloning is cheap.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) shop: Shop,
    pub(super) started: Instant,
    closing: watch::Receiver<bool>,
    /// Every open connection, socket and stream.
    pub(super) tasks: TaskTracker,
}

impl Site {
    pub(crate) fn new(shop: Shop, closing: watch::Receiver<bool>, tasks: TaskTracker) -> Self {
        Self {
            shop,
            started: Instant::now(),
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

    pub(super) fn tracking_url(&self, uid: &crate::domain::OrderUid) -> String {
        format!("{}/t/{uid}", self.shop.public_url())
    }
}
