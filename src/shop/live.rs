//! What is told as it happens: the rooms of the shop, the journal behind them, and the screens that listen.

mod board;
mod feed;
mod follow;
mod presence;
pub(super) mod rooms;

use std::{ops::RangeInclusive, sync::Arc};

pub use feed::Feed;
pub use follow::{JournalItem, JournalStream, Since};
pub(super) use presence::ScreenState;
pub use presence::{Arrival, Presence, Seat};
pub use rooms::{Rooms, Told};

use super::{Live, ShopError};
use crate::domain::Room;

impl Live {
    /// The journal after a number, as the till's room tells it, with the numbers it keeps.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub async fn events_after(
        &self,
        seq: i64,
        limit: i64,
    ) -> Result<(Vec<Told>, RangeInclusive<i64>), ShopError> {
        self.0
            .store
            .read(move |store| {
                let events = store.events_after(seq, limit)?;
                let room = Room::Cashier;
                let told: Vec<_> = events
                    .iter()
                    .map(|recorded| rooms::told_in(recorded, &room))
                    .collect();
                Ok((told, store.oldest_seq()?..=store.newest_seq()?))
            })
            .await
    }

    /// The rooms themselves.
    #[must_use]
    pub fn rooms(&self) -> &Rooms {
        &self.0.rooms
    }

    /// The newest number of the journal.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn newest_seq(&self) -> Result<i64, ShopError> {
        self.0.store.read(|store| Ok(store.newest_seq()?)).await
    }

    /// The screens of the shop.
    #[must_use]
    pub fn presence(&self) -> &Arc<Presence> {
        &self.0.presence
    }
}
