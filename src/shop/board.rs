//! The pickup board: told whole, whenever it looks different.

use super::{Shop, ShopError, rooms};
use crate::domain::{Board, Room};

impl Shop {
    /// The numbers that are called out.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn board(&self) -> Result<Board, ShopError> {
        self.store.read(|store| Ok(store.board()?)).await
    }

    /// Tells the boards of every change, for ever. Many changes at once are one telling.
    pub(super) async fn keep_boards(&self) {
        let mut changes = self.rooms.board_changes();
        while changes.changed().await.is_ok() {
            if !self.rooms.has_boards() {
                continue;
            }
            // Before the look: what changes after it is told again, with the next number.
            let (at, rev) = (self.clock.now(), self.rooms.board_rev());
            let told = self.store.read(move |store| {
                let board = rooms::json(&store.board()?);
                Ok::<_, ShopError>(rooms::told("board_update", &Room::Board, rev, at, &board))
            });
            match told.await {
                Ok(told) => self.rooms.tell_board(told),
                Err(error) => log::error!("the boards could not be told: {error}"),
            }
        }
    }
}
