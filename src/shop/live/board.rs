//! The pickup board: published whole, whenever it changes.

use jiff::{SignedDuration, Timestamp};

use super::rooms;
use crate::{
    domain::{Board, Room},
    shop::{Live, ShopError, background::BackgroundTask, retry},
    store::{Reader, StoreError},
};

impl Live {
    /// The numbers that are called out.
    pub async fn board(&self) -> Result<Board, ShopError> {
        let now = self.0.clock.now();
        self.0
            .store
            .read(move |store| Ok(board_at(store, now)?))
            .await
    }

    /// Publishes every change of the board; never returns. Many changes at once are one message.
    pub(in crate::shop) async fn run_board_updates(&self) {
        let mut changes = self.0.rooms.board_changes();
        while changes.changed().await.is_ok() {
            retry::until_done("the boards could not be updated", || self.publish_boards()).await;
        }
    }

    async fn publish_boards(&self) -> Result<(), ShopError> {
        if !self.0.rooms.has_listeners(&Room::Board) {
            return Ok(());
        }
        let _at_work = self.0.background_tasks.at_work(BackgroundTask::Boards);
        // Before reading: a later change is sent again, with the next number.
        let (at, rev) = (self.0.clock.now(), self.0.rooms.board_rev());
        let message = self.0.store.read(move |store| {
            let board = rooms::json(&board_at(store, at)?);
            Ok::<_, ShopError>(rooms::message(
                "board_update",
                &Room::Board,
                rev,
                at,
                &board,
            ))
        });
        self.0.rooms.publish_state(&Room::Board, message.await?);
        Ok(())
    }

    /// Has the boards look again if a number has hung there long enough between two moments.
    pub(in crate::shop) async fn clear_boards(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<(), ShopError> {
        if !self.0.rooms.has_listeners(&Room::Board) {
            return Ok(());
        }
        let gone = self.0.store.read(move |store| {
            let (from, to) = (shown_since(store, from)?, shown_since(store, to)?);
            Ok::<_, ShopError>(store.any_ready_between(from, to)?)
        });
        if gone.await? {
            self.0.rooms.board_has_changed();
        }
        Ok(())
    }
}

/// The board as it looks at a moment.
pub(super) fn board_at(store: &Reader<'_>, now: Timestamp) -> Result<Board, StoreError> {
    store.board(shown_since(store, now)?)
}

/// Since when a number must be ready to be still shown.
fn shown_since(store: &Reader<'_>, now: Timestamp) -> Result<Timestamp, StoreError> {
    let minutes = store.settings()?.board_ready_minutes;
    if minutes == 0 {
        return Ok(Timestamp::UNIX_EPOCH);
    }
    let shown = SignedDuration::from_mins(minutes);
    Ok(now.saturating_sub(shown).unwrap_or(Timestamp::UNIX_EPOCH))
}
