//! Live streams: the rooms, the journal behind them, the board, and the presence of screens.

mod board;
mod feed;
mod follow;
mod presence;
mod queue;
pub(super) mod rooms;

use std::{ops::RangeInclusive, sync::Arc};

pub use feed::Feed;
pub use follow::{JournalItem, JournalStream, Since};
pub(super) use presence::ScreenState;
pub use presence::{Joined, Presence, ScreenHandle};
pub use rooms::{RoomMessage, Rooms};

use tokio::sync::watch;

use super::{Calls, Live, ShopError};
use crate::domain::Room;

impl Live {
    /// The journal after a number, as messages of the till's room, with the range of numbers that it keeps.
    pub async fn events_after(
        &self,
        seq: i64,
        limit: i64,
    ) -> Result<(Vec<RoomMessage>, RangeInclusive<i64>), ShopError> {
        self.0
            .store
            .read(move |store| {
                let events = store.events_after(seq, limit)?;
                let room = Room::Cashier;
                let message: Vec<_> = events
                    .iter()
                    .map(|recorded| rooms::message_in(recorded, &room))
                    .collect();
                Ok((message, store.oldest_seq()?..=store.newest_seq()?))
            })
            .await
    }

    /// The rooms themselves.
    pub fn rooms(&self) -> &Rooms {
        &self.0.rooms
    }

    /// The newest number of the journal.
    pub async fn newest_seq(&self) -> Result<i64, ShopError> {
        self.0.store.read(|store| Ok(store.newest_seq()?)).await
    }

    /// The tables that call.
    pub fn calls(&self) -> &Calls {
        &self.0.calls
    }

    /// The state of the printers, for the tills, and every change of it.
    pub fn print_updates(&self) -> watch::Receiver<Arc<str>> {
        self.0.printing.updates()
    }

    /// The screens of the shop.
    pub fn presence(&self) -> &Arc<Presence> {
        &self.0.presence
    }
}
