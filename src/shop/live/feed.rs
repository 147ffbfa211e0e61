//! Feed: one screen's stream of one room, a snapshot where it is needed, then events as JSON texts.
//!
//! Which comes next, and what was missed, is [`Follow`]'s; here are the texts. A snapshot of many orders comes in
//! pages, so that a slow screen costs a bounded amount of memory and delays no other.

use super::{
    RoomMessage,
    board::board_at,
    follow::{Follow, Followed, Since},
    queue::queue_at,
    rooms::{self, Published},
};
use crate::{
    domain::{CustomerView, OrderStatus, Room, StaffView},
    metrics::Listener,
    shop::{Live, Shop, ShopError, settings::shop_info_in},
    store::Reader,
};

/// Orders on a page of a snapshot: some 200 KB.
const ORDERS: i64 = 200;

/// A stream of one room, each event exactly once and in order.
pub struct Feed {
    follow: Follow,
    _listener: Listener,
    /// The snapshot or its first page, until it is taken.
    known: Option<RoomMessage>,
    /// What of the snapshot is still to be read.
    rest: Option<Rest>,
}

/// The rest of a snapshot: the active orders after one row, up to the newest when the snapshot began. Later orders come
/// as events.
#[derive(Debug, Clone, Copy)]
struct Rest {
    after: i64,
    last: i64,
}

impl Live {
    /// Starts a stream of `room` after the place where a screen says it is, or with a snapshot
    /// where that place means nothing. Also says at which number the stream begins.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`] for the room of an order that does not exist.
    pub async fn follow(&self, room: Room, since: Since) -> Result<(Feed, i64), ShopError> {
        let mut feed = Feed {
            _listener: self.0.metrics().listener(room.kind().as_str()),
            follow: Follow::new(&self.0, room, &since),
            known: None,
            rest: None,
        };
        let begins = if let Some(position) = feed.follow.begin().await? {
            position
        } else {
            feed.read_present().await?;
            feed.follow.position()
        };
        Ok((feed, begins))
    }
}

impl Feed {
    /// What is known already, with no wait: the snapshot or its first page, right after the start.
    pub const fn known(&mut self) -> Option<RoomMessage> {
        self.known.take()
    }

    /// Waits for what comes next. Nothing is lost if the wait is given up.
    pub async fn next(&mut self) -> Result<RoomMessage, ShopError> {
        loop {
            if let Some(message) = self.known() {
                return Ok(message);
            }
            match self.follow.next().await? {
                Followed::Message(Published::Event(event)) => return Ok(event.message()),
                Followed::Message(Published::State(message)) => return Ok(message),
                // Seldom: boxed, or every screen would hold the room for it all its life.
                Followed::Present => Box::pin(self.read_present()).await?,
            }
        }
    }

    /// Reads the present, or its next page. Events since its first page are kept, and sent after its last.
    async fn read_present(&mut self) -> Result<(), ShopError> {
        let (shop, room) = (self.follow.shop(), self.follow.room().clone());
        let (seq, rest, context) = (self.follow.position(), self.rest, SnapshotContext::of(shop));
        let read = shop.store.read(move |store| match rest {
            Some(rest) => orders_page(store, &room, (seq, context.now), rest),
            None => present(store, &room, &context),
        });
        let (message, rest) = read.await?;
        self.follow.presented(message.seq, rest.is_some());
        (self.known, self.rest) = (Some(message), rest);
        Ok(())
    }
}

/// What a room's present is dated by. Taken before the store is read: what changes in between is
/// published again.
struct SnapshotContext {
    shop: Shop,
    now: jiff::Timestamp,
    board_rev: i64,
    shop_info_rev: i64,
}

impl SnapshotContext {
    fn of(shop: &Shop) -> Self {
        Self {
            shop: shop.clone(),
            now: shop.clock.now(),
            board_rev: shop.rooms.board_rev(),
            shop_info_rev: shop.rooms.shop_info_rev(),
        }
    }
}

/// A page of the active orders of a staff's room, and what is left behind it.
fn orders_page(
    store: &Reader<'_>,
    room: &Room,
    (seq, at): (i64, jiff::Timestamp),
    rest: Rest,
) -> Result<(RoomMessage, Option<Rest>), ShopError> {
    #[derive(serde::Serialize)]
    struct Orders<'a> {
        orders: Vec<StaffView<'a>>,
        more: bool,
    }

    let page = store.active_orders(rest.after, rest.last, ORDERS)?;
    let is_here = |status: OrderStatus| match room {
        Room::Kitchen => status.is_the_kitchens(),
        Room::Cashier
        | Room::Board
        | Room::Queue
        | Room::Shop
        | Room::Menu(_)
        | Room::Order(_)
        | Room::Display(_) => true,
    };
    // The till also keeps what was cancelled and has money to go back; those come first.
    let owing = match room {
        Room::Cashier if rest.after == 0 => store.orders_owing_back(ORDERS)?,
        Room::Cashier
        | Room::Kitchen
        | Room::Board
        | Room::Queue
        | Room::Shop
        | Room::Menu(_)
        | Room::Order(_)
        | Room::Display(_) => Vec::new(),
    };
    let orders = page.orders.iter().filter(|order| is_here(order.status));
    let data = Orders {
        orders: owing.iter().chain(orders).map(StaffView::from).collect(),
        more: page.next.is_some(),
    };
    let left = page.next.map(|after| Rest { after, ..rest });
    Ok((rooms::snapshot(room, seq, at, &data), left))
}

/// A room's present: whole, or its first page and what is left behind it.
fn present(
    store: &Reader<'_>,
    room: &Room,
    context: &SnapshotContext,
) -> Result<(RoomMessage, Option<Rest>), ShopError> {
    #[derive(serde::Serialize)]
    struct One<'a> {
        order: CustomerView<'a>,
    }

    let now = context.now;
    let whole = match room {
        Room::Cashier | Room::Kitchen => {
            let all = Rest {
                after: 0,
                last: store.newest_order()?,
            };
            return orders_page(store, room, (store.newest_seq()?, now), all);
        }
        Room::Board => rooms::snapshot(room, context.board_rev, now, &board_at(store, now)?),
        Room::Queue => rooms::snapshot(room, context.board_rev, now, &queue_at(store, now)?),
        Room::Shop => {
            let facts = shop_info_in(&context.shop, store)?;
            rooms::snapshot(room, context.shop_info_rev, now, &facts)
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
        Room::Display(till) => context.shop.displays.snapshot(*till, now),
    };
    Ok((whole, None))
}
