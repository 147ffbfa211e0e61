//! The queue: who is before whom, and how long it usually takes, for guests who wait with their phones.
//!
//! A state of its own and not the board, because a hundred phones need not hear of every change: it is made once for
//! all of them, and told at most every ten seconds.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::rooms;
use crate::{
    domain::{Queue, Room},
    shop::{Live, ShopError, background::BackgroundTask, retry},
    store::{Reader, StoreError},
};

/// Between one telling and the next.
const PAUSE: Duration = Duration::from_secs(10);
/// How far back an order may have been made to say what is usual now.
const USUAL_FOR: SignedDuration = SignedDuration::from_hours(3);

impl Live {
    /// Publishes changes of the queue, forever: those within [`PAUSE`] are one message.
    pub(in crate::shop) async fn run_queue_updates(&self) {
        let mut changes = self.0.rooms.board_changes();
        while changes.changed().await.is_ok() {
            // Who comes gets the present; only who is there is told of changes.
            if !self.0.rooms.has_listeners(&Room::Queue) {
                continue;
            }
            retry::until_done("the queue could not be told", || self.publish_queue()).await;
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn publish_queue(&self) -> Result<(), ShopError> {
        let _at_work = self.0.background_tasks.at_work(BackgroundTask::Queue);
        // Before reading: a later change is sent again, with a later number.
        let (at, rev) = (self.0.clock.now(), self.0.rooms.board_rev());
        let message = self.0.store.read(move |store| {
            let queue = rooms::json(&queue_at(store, at)?);
            let topic = "queue_update";
            Ok::<_, ShopError>(rooms::message(topic, &Room::Queue, rev, at, &queue))
        });
        self.0.rooms.publish_state(&Room::Queue, message.await?);
        Ok(())
    }
}

/// The queue as it is at a moment.
pub(super) fn queue_at(store: &Reader<'_>, now: Timestamp) -> Result<Queue, StoreError> {
    let since = now.saturating_sub(USUAL_FOR);
    store.queue(since.unwrap_or(Timestamp::UNIX_EPOCH))
}
