//! One screen's place in one room: replay and live as one ordered stream.
//!
//! The broadcast is the wake-up; the journal is the stream. Whatever a screen may have missed —
//! by lag, sleep or a restart — is read from the journal, a page at a time, so that a slow screen
//! costs a bounded amount of memory and delays no other. A snapshot of many orders comes in pages for the same reason.

use std::{collections::VecDeque, ops::RangeInclusive};

use super::{Rooms, Shop, ShopError, Told, board::board_at, rooms};
use crate::{
    domain::{CustomerView, OrderStatus, Room, StaffView},
    hub::Subscriber,
    metrics::Listener,
    store::Reader,
};

/// Events read from the journal at once.
const PAGE: i64 = 128;
/// Orders on a page of a snapshot: some 200 KB.
const ORDERS: i64 = 200;

/// A stream of one room, each event exactly once and in order.
pub struct Feed {
    shop: Shop,
    room: Room,
    ear: Subscriber<Room, Told>,
    _listener: Listener,
    /// Everything up to here was told, or is waiting in `page`.
    place: i64,
    page: VecDeque<Told>,
    /// What of the snapshot is still to be read.
    rest: Option<Rest>,
    /// Whether the journal may hold more than `place`.
    behind: bool,
}

/// The rest of a snapshot: the active orders after one row, up to the newest when the snapshot began. Later orders come
/// as events.
#[derive(Debug, Clone, Copy)]
struct Rest {
    after: i64,
    last: i64,
}

/// Where a screen says it is.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// The last number it has seen in this room.
    pub seq: Option<i64>,
    /// The epoch that number belongs to; left out, the present one.
    pub epoch: Option<String>,
}

impl Shop {
    /// Starts a stream of `room` after the place where a screen says it is, or with a snapshot
    /// where that place means nothing. Also says at which number the stream begins.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`] for the room of an order that does not exist.
    pub async fn follow(&self, room: Room, since: Since) -> Result<(Feed, i64), ShopError> {
        // The ear first: whatever is committed after the look below is heard, and what is heard
        // twice is told once.
        let ear = self.rooms.enter(room.clone());
        let known_epoch = since.epoch.is_none_or(|epoch| epoch == self.epoch());
        let since = since.seq.filter(|_| known_epoch);
        let moment = Moment::of(self);
        let subject = room.clone();
        let start = self
            .store
            .read(move |store| start(store, &subject, since, &moment))
            .await?;
        let (place, behind, page, rest) = match start {
            Start::At(place) => (place, true, VecDeque::new(), None),
            Start::With(snapshot, rest) => (snapshot.seq, false, VecDeque::from([snapshot]), rest),
        };
        Ok((
            Feed {
                shop: self.clone(),
                _listener: self.metrics().listener(room.kind().as_str()),
                room,
                ear,
                place,
                page,
                rest,
                behind,
            },
            place,
        ))
    }
}

impl Feed {
    /// What is known already, with no wait: the snapshot or its first page, right after the start.
    pub fn known(&mut self) -> Option<Told> {
        self.page.pop_front()
    }

    /// Waits for what comes next. Nothing is lost if the wait is given up.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub async fn next(&mut self) -> Result<Told, ShopError> {
        loop {
            if let Some(told) = self.page.pop_front() {
                return Ok(told);
            }
            if let Some(rest) = self.rest {
                Box::pin(self.read_on(rest)).await?;
                continue;
            }
            if self.behind {
                // Seldom: boxed, or every screen would hold the room for it all its life.
                Box::pin(self.catch_up()).await?;
                continue;
            }
            match self.ear.next().await {
                Ok(told) if told.seq > self.place => {
                    self.place = told.seq;
                    return Ok(told);
                }
                Ok(_) => {}
                Err(crate::hub::Lagged) => {
                    self.shop.metrics().lag(self.room.kind().as_str());
                    self.behind = true;
                }
            }
        }
    }

    /// Reads the next page of the snapshot. Events since its first page are kept, and sent after its last.
    async fn read_on(&mut self, rest: Rest) -> Result<(), ShopError> {
        let (room, seq, now) = (self.room.clone(), self.place, self.shop.clock.now());
        let (told, rest) = self
            .shop
            .store
            .read(move |store| orders_page(store, &room, (seq, now), rest))
            .await?;
        self.page.push_back(told);
        self.rest = rest;
        Ok(())
    }

    async fn catch_up(&mut self) -> Result<(), ShopError> {
        let (room, place, moment) = (self.room.clone(), self.place, Moment::of(&self.shop));
        let page = self
            .shop
            .store
            .read(move |store| page(store, &room, place, &moment))
            .await?;
        self.behind = page.more;
        self.place = page.place;
        self.page = page.told.into();
        Ok(())
    }
}

/// What a room's present is dated by. Taken before the store is read: what changes in between is
/// told again.
struct Moment {
    shop: Shop,
    now: jiff::Timestamp,
    board_rev: i64,
    facts_rev: i64,
}

impl Moment {
    fn of(shop: &Shop) -> Self {
        Self {
            shop: shop.clone(),
            now: shop.clock.now(),
            board_rev: shop.rooms.board_rev(),
            facts_rev: shop.rooms.facts_rev(),
        }
    }
}

enum Start {
    /// The journal has everything after this number.
    At(i64),
    /// It has not: the present, and what is left of it.
    With(Told, Option<Rest>),
}

fn start(
    store: &Reader<'_>,
    room: &Room,
    since: Option<i64>,
    moment: &Moment,
) -> Result<Start, ShopError> {
    let known = match room {
        Room::Cashier | Room::Kitchen => Some(store.oldest_seq()? - 1..=store.newest_seq()?),
        Room::Order(uid) => {
            let order = store.find_order(uid)?.ok_or(ShopError::OrderNotFound)?;
            // Its first event, being placed, is not told here: who has seen nothing yet is
            // shown the order.
            let kept = store.events_of_order(uid, 0, 1)?;
            let oldest = kept
                .first()
                .map_or(order.rev + 1, |first| first.event.order.rev);
            Some((oldest - 1).max(1)..=order.rev)
        }
        // These have no history.
        Room::Board | Room::Shop | Room::Menu(_) => None,
    };
    match (since, known) {
        (Some(since), Some(known)) if known.contains(&since) => Ok(Start::At(since)),
        _ => {
            let (told, rest) = present(store, room, moment)?;
            Ok(Start::With(told, rest))
        }
    }
}

struct JournalPage {
    told: Vec<Told>,
    place: i64,
    more: bool,
}

/// What comes after `place`, up to a page of it.
fn page(
    store: &Reader<'_>,
    room: &Room,
    place: i64,
    moment: &Moment,
) -> Result<JournalPage, ShopError> {
    let events = match room {
        Room::Cashier | Room::Kitchen => store.events_after(place, PAGE)?,
        Room::Order(uid) => store.events_of_order(uid, place, PAGE)?,
        Room::Board | Room::Shop | Room::Menu(_) => {
            let (present, _) = present(store, room, moment)?;
            return Ok(JournalPage {
                place: present.seq,
                told: vec![present],
                more: false,
            });
        }
    };
    let place = events.last().map_or(place, |last| last.place_in(room));
    let more = i64::try_from(events.len()).is_ok_and(|count| count == PAGE);
    let told = events
        .iter()
        .filter(|recorded| recorded.event.is_for(room))
        .map(|recorded| rooms::told_in(recorded, room));
    Ok(JournalPage {
        told: told.collect(),
        place,
        more,
    })
}

/// A page of the active orders of a staff's room, and what is left behind it.
fn orders_page(
    store: &Reader<'_>,
    room: &Room,
    (seq, at): (i64, jiff::Timestamp),
    rest: Rest,
) -> Result<(Told, Option<Rest>), ShopError> {
    #[derive(serde::Serialize)]
    struct Orders<'a> {
        orders: Vec<StaffView<'a>>,
        more: bool,
    }

    let page = store.active_orders(rest.after, rest.last, ORDERS)?;
    let is_here = |status: OrderStatus| match room {
        Room::Kitchen => status.is_the_kitchens(),
        Room::Cashier | Room::Board | Room::Shop | Room::Menu(_) | Room::Order(_) => true,
    };
    let orders = page.orders.iter().filter(|order| is_here(order.status));
    let data = Orders {
        orders: orders.map(StaffView::from).collect(),
        more: page.next.is_some(),
    };
    let left = page.next.map(|after| Rest { after, ..rest });
    Ok((rooms::snapshot(room, seq, at, &data), left))
}

/// A room's present: whole, or its first page and what is left behind it.
fn present(
    store: &Reader<'_>,
    room: &Room,
    moment: &Moment,
) -> Result<(Told, Option<Rest>), ShopError> {
    #[derive(serde::Serialize)]
    struct One<'a> {
        order: CustomerView<'a>,
    }

    let now = moment.now;
    let whole = match room {
        Room::Cashier | Room::Kitchen => {
            let all = Rest {
                after: 0,
                last: store.newest_order()?,
            };
            return orders_page(store, room, (store.newest_seq()?, now), all);
        }
        Room::Board => rooms::snapshot(room, moment.board_rev, now, &board_at(store, now)?),
        Room::Shop => {
            let facts = moment.shop.facts_in(store)?;
            rooms::snapshot(room, moment.facts_rev, now, &facts)
        }
        Room::Menu(language) => {
            let menu = store.menu()?;
            rooms::snapshot(room, menu.rev, now, &menu.view(*language))
        }
        Room::Order(uid) => {
            let order = store.find_order(uid)?.ok_or(ShopError::OrderNotFound)?;
            let data = One {
                order: CustomerView::from(&order),
            };
            rooms::snapshot(room, order.rev, now, &data)
        }
    };
    Ok((whole, None))
}

impl Shop {
    /// The journal after a number, as the till's room tells it, with the numbers it keeps.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub async fn events_after(
        &self,
        seq: i64,
        limit: i64,
    ) -> Result<(Vec<Told>, RangeInclusive<i64>), ShopError> {
        self.store
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
        &self.rooms
    }
}
