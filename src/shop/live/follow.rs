//! Follows the journal from a position: missed events from the database, new ones from the hub, as one stream.
//!
//! The broadcast is the wake-up, the journal is the stream: a screen's [`Feed`](super::Feed) makes texts of it, and a
//! worker inside the program takes the events as they are ([`JournalStream`]). What to do next is decided in
//! `follow/decision.rs`; here is only what waits and reads.

mod decision;

use std::{collections::VecDeque, ops::RangeInclusive, sync::Arc};

use super::rooms::{Published, RoomEvent};
use crate::{
    domain::{Recorded, Room},
    hub::Subscriber,
    shop::{Live, Shop, ShopError},
    store::Reader,
};
pub use decision::Since;
use decision::{Follower, Next, PageRead};

/// Events read from the journal at once.
const PAGE: i64 = 128;

/// A place in a room's stream.
pub(super) struct Follow {
    shop: Shop,
    room: Room,
    subscriber: Option<Subscriber<Room, Published>>,
    follower: Follower,
    /// What was read of the journal and not handed on.
    page: VecDeque<Arc<RoomEvent>>,
}

/// What comes next in a room.
pub(super) enum Followed {
    /// Something that was published, or would have been.
    Message(Published),
    /// The position means nothing here, or the journal does not have all that follows it: the present is to be shown,
    /// and [`Follow::presented`] called with its number.
    Present,
}

impl Follow {
    pub(super) fn new(shop: &Shop, room: Room, since: &Since) -> Self {
        Self {
            follower: Follower::new(since, shop.epoch()),
            shop: shop.clone(),
            room,
            subscriber: None,
            page: VecDeque::new(),
        }
    }

    pub(super) const fn shop(&self) -> &Shop {
        &self.shop
    }

    pub(super) const fn room(&self) -> &Room {
        &self.room
    }

    /// Everything up to here was handed on, or is in the page that was read last.
    pub(super) const fn position(&self) -> i64 {
        self.follower.position()
    }

    /// Subscribes, and looks what the journal has after the position. Where the stream begins: none where the present
    /// has to be shown first.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`] for the room of an order that does not exist; when the journal cannot be read.
    pub(super) async fn begin(&mut self) -> Result<Option<i64>, ShopError> {
        let begins = self.follower.position();
        self.take_step().await?;
        // One page: the others are read when this one is handed on.
        self.take_step().await?;
        let is_lost = match self.follower.next() {
            Next::Present => true,
            Next::Subscribe | Next::Read { .. } | Next::Receive => false,
        };
        Ok((!is_lost).then_some(begins))
    }

    /// Waits for what comes next. Nothing is lost if the wait is given up.
    pub(super) async fn next(&mut self) -> Result<Followed, ShopError> {
        loop {
            if let Some(event) = self.page.pop_front() {
                return Ok(Followed::Message(Published::Event(event)));
            }
            match self.follower.next() {
                Next::Present => return Ok(Followed::Present),
                Next::Receive => {
                    if let Some(message) = self.receive().await {
                        return Ok(Followed::Message(message));
                    }
                }
                // Seldom: boxed, or every screen would hold the room for it all its life.
                Next::Subscribe | Next::Read { .. } => Box::pin(self.take_step()).await?,
            }
        }
    }

    /// A page of the present was read that has this number.
    pub(super) const fn presented(&mut self, seq: i64, more: bool) {
        self.follower.presented(seq, more);
    }

    async fn take_step(&mut self) -> Result<(), ShopError> {
        match self.follower.next() {
            Next::Subscribe => {
                self.subscriber = Some(self.shop.rooms.enter(self.room.clone()));
                self.follower.subscribed();
            }
            Next::Read { after } => {
                let room = self.room.clone();
                let read = self.shop.store.read(move |store| page(store, &room, after));
                let (page, events) = read.await?;
                if self.follower.read(&page) {
                    let events = events.into_iter();
                    let for_room = events.filter(|recorded| recorded.event.is_for(&self.room));
                    let events = for_room.map(|recorded| RoomEvent::read(recorded, &self.room));
                    self.page.extend(events.map(Arc::new));
                }
            }
            Next::Present | Next::Receive => {}
        }
        Ok(())
    }

    /// The next message of the room, if it is to be handed on.
    async fn receive(&mut self) -> Option<Published> {
        let received = match &mut self.subscriber {
            Some(subscriber) => subscriber.next().await,
            None => std::future::pending().await,
        };
        let Ok(message) = received else {
            self.shop.metrics().lag(self.room.kind().as_str());
            self.follower.lagged();
            return None;
        };
        let seq = match &message {
            Published::Event(event) => event.seq(),
            Published::State(message) => message.seq,
        };
        self.follower.received(seq).then_some(message)
    }
}

/// What the journal has in a room after a number, up to a page of it, and which numbers it keeps.
fn page(
    store: &Reader<'_>,
    room: &Room,
    after: i64,
) -> Result<(PageRead, Vec<Recorded>), ShopError> {
    let kept = kept(store, room)?;
    let events = match room {
        _ if !kept.contains(&after) => Vec::new(),
        Room::Cashier | Room::Kitchen => store.events_after(after, PAGE)?,
        Room::Order(uid) => store.events_of_order(uid, after, PAGE)?,
        Room::Board | Room::Queue | Room::Shop | Room::Menu(_) | Room::Display(_) => Vec::new(),
    };
    let page = PageRead {
        kept,
        last: events.last().map(|last| last.position_in(room)),
        more: i64::try_from(events.len()).is_ok_and(|count| count == PAGE),
    };
    Ok((page, events))
}

/// The numbers of a room after which the journal has everything.
fn kept(store: &Reader<'_>, room: &Room) -> Result<RangeInclusive<i64>, ShopError> {
    match room {
        Room::Cashier | Room::Kitchen => Ok(store.oldest_seq()? - 1..=store.newest_seq()?),
        Room::Order(uid) => {
            let kept = store.kept_of_order(uid)?.ok_or(ShopError::OrderNotFound)?;
            // An order's first event, being placed, is not published in its room: a new screen gets a snapshot of the
            // order.
            Ok((*kept.start()).max(1)..=*kept.end())
        }
        // These have no events, so no number means anything.
        #[expect(clippy::reversed_empty_ranges, reason = "it contains no number")]
        Room::Board | Room::Queue | Room::Shop | Room::Menu(_) | Room::Display(_) => Ok(1..=0),
    }
}

/// The whole journal for a worker inside the program: a printer's queue, a link to other shops, a report.
///
/// A worker stores the number of each event in the same transaction as what it did about it, and follows from that
/// number when it is started again: so each event is handled exactly once.
pub struct JournalStream {
    follow: Follow,
}

/// What a worker is handed.
#[derive(Debug, Clone)]
pub enum JournalItem {
    /// Something that happened, with its number.
    Event(Arc<Recorded>),
    /// The journal does not have all that follows the worker's number, or that is of another file. It goes on with what
    /// follows `newest`; what there is at the moment can be read from the orders.
    Gap {
        /// The newest number of the journal.
        newest: i64,
    },
}

impl Live {
    /// Follows the whole journal after the number and the epoch that a worker has stored; without a number it begins
    /// with a gap. Any number of workers can follow, each at its own pace: none holds up the writer, a screen or
    /// another worker.
    pub fn follow_journal(&self, since: &Since) -> JournalStream {
        JournalStream {
            follow: Follow::new(&self.0, Room::Cashier, since),
        }
    }
}

impl JournalStream {
    /// Waits for what comes next. Nothing is lost if the wait is given up, or after an error.
    pub async fn next(&mut self) -> Result<JournalItem, ShopError> {
        loop {
            match self.follow.next().await? {
                Followed::Message(Published::Event(event)) => {
                    return Ok(JournalItem::Event(event.recorded().clone()));
                }
                // The journal's room has no state of its own.
                Followed::Message(Published::State(_)) => {}
                Followed::Present => {
                    let newest = self.follow.shop.live().newest_seq().await?;
                    self.follow.presented(newest, false);
                    return Ok(JournalItem::Gap { newest });
                }
            }
        }
    }
}
