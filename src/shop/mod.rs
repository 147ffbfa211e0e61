//! What one can do in a shop.
//!
//! Second floor: use cases that hold the rules of [`domain`](crate::domain) against what the
//! [`store`](crate::store) knows. No HTTP here, and no SQL.

mod board;
mod clock;
mod error;
mod feed;
mod menu;
mod moving;
mod ordering;
mod presence;
mod rooms;
mod settings;
mod staff;
mod starter;
mod upkeep;

use std::sync::Arc;

pub use clock::Clock;
pub use error::ShopError;
pub use feed::{Feed, Since};
pub use menu::{Arrangement, ImportReport, MenuText};
pub use ordering::{OrderList, Placed, Repeatable};
pub use presence::{Arrival, Presence, Seat};
pub use rooms::{Rooms, Told};
pub use settings::ShopFacts;
pub use staff::{LoggedIn, Session, SessionKey, hash_pin};
pub use starter::FirstMenu;

use crate::{hub::Hub, store::Store};

/// The handle with every use case. Cloning is cheap: all clones are the same shop.
#[derive(Clone)]
pub struct Shop {
    store: Store,
    rooms: Rooms,
    sessions: Hub<SessionKey, ()>,
    clock: Arc<Clock>,
    menu: Arc<menu::Cache>,
    doorman: Arc<staff::Doorman>,
    presence: Arc<Presence>,
    public_url: Arc<str>,
}

impl Shop {
    /// Opens for business on a store whose commits are told to `rooms`; phones in the shop reach
    /// it at `public_url`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn open(store: Store, rooms: Rooms, public_url: &str) -> Result<Self, ShopError> {
        let newest = store
            .read(|store| Ok::<_, ShopError>(store.newest_event_time()?))
            .await?;
        let clock = Arc::new(Clock::no_earlier_than(newest));
        Ok(Self {
            store,
            rooms,
            sessions: Hub::default(),
            presence: Arc::new(Presence::new(clock.clone())),
            clock,
            menu: Arc::default(),
            doorman: Arc::default(),
            public_url: public_url.trim_end_matches('/').into(),
        })
    }

    /// Names the shop's database; a screen that remembers another one starts over.
    #[must_use]
    pub fn epoch(&self) -> &str {
        self.store.epoch()
    }

    /// Whether what is asked for can still be kept.
    #[must_use]
    pub fn can_write(&self) -> bool {
        !self.store.is_broken()
    }

    /// Where a phone in the shop reaches it, without a slash at the end.
    #[must_use]
    pub fn public_url(&self) -> &str {
        &self.public_url
    }

    /// The screens of the shop.
    #[must_use]
    pub const fn presence(&self) -> &Arc<Presence> {
        &self.presence
    }

    /// The time in the shop.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// Whether the machine's clock is behind what the shop has already seen.
    #[must_use]
    pub fn clock_is_right(&self) -> bool {
        self.clock.is_right()
    }

    /// The newest number of the journal.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn newest_seq(&self) -> Result<i64, ShopError> {
        self.store.read(|store| Ok(store.newest_seq()?)).await
    }
}
