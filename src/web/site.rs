//! What every door leads into.

use std::{sync::Arc, time::Instant};

use tokio::sync::watch;
use tokio_util::task::TaskTracker;

use crate::shop::Shop;

/// The shop, the address it is known by, and the signal to close. Cloning is cheap.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) shop: Shop,
    /// Where a phone in the shop reaches it, without a slash at the end.
    pub(super) public_url: Arc<str>,
    pub(super) started: Instant,
    closing: watch::Receiver<bool>,
    /// Every open connection, socket and stream.
    pub(super) tasks: TaskTracker,
}

impl Site {
    pub(crate) fn new(
        shop: Shop,
        public_url: &str,
        closing: watch::Receiver<bool>,
        tasks: TaskTracker,
    ) -> Self {
        let public_url = public_url.trim_end_matches('/').into();
        Self {
            shop,
            public_url,
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
        format!("{}/t/{uid}", self.public_url)
    }
}
