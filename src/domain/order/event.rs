//! What happened to an order, and whom it concerns.

use jiff::Timestamp;

use crate::domain::{
    Actor, LineStatus, Order, OrderStatus, Room, RoomKind, string_enum::string_enum,
};

string_enum! {
    /// Why a status changed, where the change alone does not say it.
    pub enum Cause {
        /// Called out too early.
        Recall = "recall",
        /// Not picked up after all.
        Reopen = "reopen",
        /// Somebody cancelled it.
        Cancelled = "cancelled",
        /// Nobody paid it in time.
        Expired = "expired",
        /// Its business day is over.
        Closed = "closed",
    }
}

string_enum! {
    /// The kind of an event: its name on the wire.
    pub enum EventKind {
        /// [`Happening::NewOrder`].
        NewOrder = "new_order",
        /// [`Happening::OrderStatusUpdate`].
        OrderStatusUpdate = "order_status_update",
        /// [`Happening::OrderLineUpdate`].
        OrderLineUpdate = "order_line_update",
        /// [`Happening::PaymentSuccess`].
        PaymentSuccess = "payment_success",
    }
}

/// What kind of thing happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// An order was placed.
    NewOrder,
    /// An order moved.
    OrderStatusUpdate {
        /// Where it was.
        previous_status: OrderStatus,
        /// Why, if that is not plain.
        cause: Option<Cause>,
    },
    /// A line was made, or not after all.
    OrderLineUpdate {
        /// Which line.
        line_id: i64,
        /// What it was.
        previous_status: LineStatus,
    },
    /// Its money arrived.
    PaymentSuccess,
}

impl Happening {
    /// Which kind it is, without what belongs to this one.
    #[must_use]
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::NewOrder => EventKind::NewOrder,
            Self::OrderStatusUpdate { .. } => EventKind::OrderStatusUpdate,
            Self::OrderLineUpdate { .. } => EventKind::OrderLineUpdate,
            Self::PaymentSuccess => EventKind::PaymentSuccess,
        }
    }

    /// The event's name on the wire.
    #[must_use]
    pub const fn topic(&self) -> &'static str {
        self.kind().as_str()
    }
}

/// Something that happened, with the order as it was right after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub happening: Happening,
    /// Who did it.
    pub by: Actor,
    /// When, by the shop's clock. Order is told by `seq`, never by this.
    pub at: Timestamp,
    /// The order right after.
    pub order: Order,
}

impl Event {
    /// The room of a kind that is told of this; none if no room of that kind is.
    ///
    /// This is the privacy rule of the shop, and the only list of who is told. No wildcard: a new event or a new room
    /// does not compile until it is decided who is told.
    #[must_use]
    pub fn room_of(&self, kind: RoomKind) -> Option<Room> {
        let order = &self.order;
        let is_the_kitchens = match (kind, &self.happening) {
            (RoomKind::Cashier, _) => return Some(Room::Cashier),
            (
                RoomKind::Order,
                Happening::OrderStatusUpdate { .. }
                | Happening::OrderLineUpdate { .. }
                | Happening::PaymentSuccess,
            ) => return Some(Room::Order(order.uid.clone())),
            (RoomKind::Kitchen, Happening::NewOrder) => order.status.is_the_kitchens(),
            (RoomKind::Kitchen, Happening::OrderStatusUpdate { previous_status, .. }) => {
                previous_status.is_the_kitchens() || order.status.is_the_kitchens()
            }
            (RoomKind::Kitchen, Happening::OrderLineUpdate { .. }) => true,
            // The kitchen cooks for whoever it is told to; a customer knows that they ordered.
            (RoomKind::Kitchen, Happening::PaymentSuccess)
            | (RoomKind::Order, Happening::NewOrder)
            // These are told of their own present, not of events.
            | (RoomKind::Board | RoomKind::Shop | RoomKind::Menu, _) => return None,
        };
        is_the_kitchens.then_some(Room::Kitchen)
    }

    /// Every room that is told of this.
    pub fn rooms(&self) -> impl Iterator<Item = Room> {
        RoomKind::ALL.iter().filter_map(|kind| self.room_of(*kind))
    }

    /// Whether a screen in `room` is told of this.
    #[must_use]
    pub fn is_for(&self, room: &Room) -> bool {
        self.room_of(room.kind()).as_ref() == Some(room)
    }

    /// Whether the pickup board looks different afterwards.
    #[must_use]
    pub fn changes_board(&self) -> bool {
        match &self.happening {
            Happening::NewOrder => self.order.status.is_on_board(),
            Happening::OrderStatusUpdate {
                previous_status, ..
            } => previous_status.is_on_board() || self.order.status.is_on_board(),
            Happening::OrderLineUpdate { .. } | Happening::PaymentSuccess => false,
        }
    }
}

/// An event with its place in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number in the journal: only grows, has no holes.
    pub seq: i64,
    /// What happened.
    pub event: Event,
}

impl Recorded {
    /// The number by which `room` counts it: an order's room counts its own events, so that a
    /// customer sees a hole but cannot count the shop's sales.
    #[must_use]
    pub fn place_in(&self, room: &Room) -> i64 {
        match room {
            Room::Order(_) => self.event.order.rev,
            Room::Cashier | Room::Kitchen | Room::Board | Room::Shop | Room::Menu(_) => self.seq,
        }
    }
}
