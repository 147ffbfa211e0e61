//! Events of an order: their kinds, and which room receives which.

use jiff::Timestamp;

use crate::domain::{
    Actor, LineStatus, Order, OrderLink, OrderStatus, Room, RoomKind, string_enum::string_enum,
};

string_enum! {
    /// Why a status changed, where the change alone does not say it.
    pub enum Cause {
        /// Called out too early.
        Recall = "recall",
        /// Not picked up after all.
        Reopen = "reopen",
        /// Cancelled by a person.
        Cancelled = "cancelled",
        /// Not paid in time.
        Expired = "expired",
        /// Its business day is over.
        Closed = "closed",
        /// More dishes were ordered.
        LinesAdded = "lines_added",
        /// Its dishes went over to another order.
        Merged = "merged",
        /// Brought to the table, and not paid yet.
        Served = "served",
    }
}

string_enum! {
    /// The name of an event on the wire.
    pub enum EventType {
        /// [`EventKind::NewOrder`].
        NewOrder = "new_order",
        /// [`EventKind::OrderStatusUpdate`].
        OrderStatusUpdate = "order_status_update",
        /// [`EventKind::OrderLineUpdate`].
        OrderLineUpdate = "order_line_update",
        /// [`EventKind::OrderLinesAdded`].
        OrderLinesAdded = "order_lines_added",
        /// [`EventKind::OrderLinesRequested`].
        OrderLinesRequested = "order_lines_requested",
        /// [`EventKind::OrderLinesDeclined`].
        OrderLinesDeclined = "order_lines_declined",
        /// [`EventKind::OrderLineVoided`].
        OrderLineVoided = "order_line_voided",
        /// [`EventKind::OrderLinesMovedOut`].
        OrderLinesMovedOut = "order_lines_moved_out",
        /// [`EventKind::OrderLinesMovedIn`].
        OrderLinesMovedIn = "order_lines_moved_in",
        /// [`EventKind::OrderDetailsChanged`].
        OrderDetailsChanged = "order_details_changed",
        /// [`EventKind::PaymentReceived`].
        PaymentReceived = "payment_received",
        /// [`EventKind::PaymentSuccess`].
        PaymentSuccess = "payment_success",
        /// [`EventKind::PaymentRefunded`].
        PaymentRefunded = "payment_refunded",
        /// [`EventKind::BillChanged`].
        BillChanged = "bill_changed",
        /// [`EventKind::PaymentCorrected`].
        PaymentCorrected = "payment_corrected",
        /// [`EventKind::ClaimRecorded`].
        ClaimRecorded = "claim_recorded",
        /// [`EventKind::ClaimSettled`].
        ClaimSettled = "claim_settled",
    }
}

impl EventType {
    /// Whether money moved, or what is to be paid did.
    pub const fn moves_money(self) -> bool {
        match self {
            Self::PaymentReceived
            | Self::PaymentSuccess
            | Self::PaymentRefunded
            | Self::PaymentCorrected
            | Self::ClaimRecorded
            | Self::ClaimSettled
            | Self::BillChanged => true,
            Self::NewOrder
            | Self::OrderStatusUpdate
            | Self::OrderLineUpdate
            | Self::OrderLinesAdded
            | Self::OrderLinesRequested
            | Self::OrderLinesDeclined
            | Self::OrderLineVoided
            | Self::OrderLinesMovedOut
            | Self::OrderLinesMovedIn
            | Self::OrderDetailsChanged => false,
        }
    }
}

/// The kind of an event, with its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
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
    /// Dishes were added.
    OrderLinesAdded {
        /// Those of this round.
        round: i64,
    },
    /// A guest asks for more dishes.
    OrderLinesRequested {
        /// Which of the rounds that were asked for.
        request: i64,
    },
    /// What a guest asked for will not be made.
    OrderLinesDeclined {
        /// Which of the rounds that were asked for.
        request: i64,
    },
    /// A dish was taken off.
    OrderLineVoided {
        /// Which line.
        line_id: i64,
    },
    /// Dishes went over to another order.
    OrderLinesMovedOut {
        /// Which one.
        to: OrderLink,
    },
    /// Dishes came over from another order, each with its kitchen status.
    OrderLinesMovedIn {
        /// They are those of this round.
        round: i64,
        /// The order that had them.
        from: OrderLink,
    },
    /// Another table, name, note, or place to eat.
    OrderDetailsChanged,
    /// A part of what is owed was paid.
    PaymentReceived,
    /// All of its money is there.
    PaymentSuccess,
    /// Money went back.
    PaymentRefunded,
    /// It costs something else: a discount was given or taken back, or more or fewer of a dish are wanted.
    BillChanged,
    /// A payment was made in another way than the one that was tapped.
    PaymentCorrected,
    /// Money came in that pays for nothing.
    ClaimRecorded,
    /// Such money was given back.
    ClaimSettled {
        /// Which claim.
        claim_id: i64,
    },
}

impl EventKind {
    /// Its name on the wire.
    pub const fn topic(&self) -> EventType {
        match self {
            Self::NewOrder => EventType::NewOrder,
            Self::OrderStatusUpdate { .. } => EventType::OrderStatusUpdate,
            Self::OrderLineUpdate { .. } => EventType::OrderLineUpdate,
            Self::OrderLinesAdded { .. } => EventType::OrderLinesAdded,
            Self::OrderLinesRequested { .. } => EventType::OrderLinesRequested,
            Self::OrderLinesDeclined { .. } => EventType::OrderLinesDeclined,
            Self::OrderLineVoided { .. } => EventType::OrderLineVoided,
            Self::OrderLinesMovedOut { .. } => EventType::OrderLinesMovedOut,
            Self::OrderLinesMovedIn { .. } => EventType::OrderLinesMovedIn,
            Self::OrderDetailsChanged => EventType::OrderDetailsChanged,
            Self::PaymentReceived => EventType::PaymentReceived,
            Self::PaymentSuccess => EventType::PaymentSuccess,
            Self::PaymentRefunded => EventType::PaymentRefunded,
            Self::BillChanged => EventType::BillChanged,
            Self::PaymentCorrected => EventType::PaymentCorrected,
            Self::ClaimRecorded => EventType::ClaimRecorded,
            Self::ClaimSettled { .. } => EventType::ClaimSettled,
        }
    }
}

/// What a kind of event names, where it names it.
#[derive(Debug, Clone, Copy, Default)]
pub struct EventFacts<'e> {
    /// The status that was, of the order or of its line.
    pub previous_status: Option<&'static str>,
    /// Why the order moved.
    pub cause: Option<Cause>,
    /// The line.
    pub line: Option<i64>,
    /// The round that came.
    pub round: Option<i64>,
    /// The round that was asked for.
    pub request: Option<i64>,
    /// The order that dishes came from or went over to.
    pub other_order: Option<&'e OrderLink>,
    /// The claim.
    pub claim: Option<i64>,
}

impl EventKind {
    /// What it names: one match, where each would have to list the kinds that have nothing to say.
    pub fn facts(&self) -> EventFacts<'_> {
        let none = EventFacts::default();
        match self {
            Self::NewOrder
            | Self::OrderDetailsChanged
            | Self::PaymentReceived
            | Self::PaymentSuccess
            | Self::PaymentRefunded
            | Self::PaymentCorrected
            | Self::ClaimRecorded
            | Self::BillChanged => none,
            Self::OrderStatusUpdate {
                previous_status,
                cause,
            } => EventFacts {
                previous_status: Some(previous_status.as_str()),
                cause: *cause,
                ..none
            },
            Self::OrderLineUpdate {
                line_id,
                previous_status,
            } => EventFacts {
                previous_status: Some(previous_status.as_str()),
                line: Some(*line_id),
                ..none
            },
            Self::OrderLineVoided { line_id } => EventFacts {
                line: Some(*line_id),
                ..none
            },
            Self::OrderLinesAdded { round } => EventFacts {
                round: Some(*round),
                ..none
            },
            Self::OrderLinesRequested { request } | Self::OrderLinesDeclined { request } => {
                EventFacts {
                    request: Some(*request),
                    ..none
                }
            }
            Self::OrderLinesMovedOut { to } => EventFacts {
                other_order: Some(to),
                ..none
            },
            Self::OrderLinesMovedIn { round, from } => EventFacts {
                round: Some(*round),
                other_order: Some(from),
                ..none
            },
            Self::ClaimSettled { claim_id } => EventFacts {
                claim: Some(*claim_id),
                ..none
            },
        }
    }
}

/// Something that happened, with the order as it was right after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// Who did it.
    pub by: Actor,
    /// When, by the shop's clock. The sequence is `seq`, never this.
    pub at: Timestamp,
    /// The order right after.
    pub order: Order,
}

impl Event {
    /// The room of a kind that receives this; none if no room of that kind does.
    ///
    /// This is the privacy rule of the shop, and the only list of receivers. No wildcard: a new event or a new room
    /// does not compile until its receivers are decided.
    pub fn room_of(&self, kind: RoomKind) -> Option<Room> {
        let order = &self.order;
        let is_the_kitchens = match (kind, &self.kind) {
            (RoomKind::Cashier, _) => return Some(Room::Cashier),
            (
                RoomKind::Order,
                EventKind::OrderStatusUpdate { .. }
                | EventKind::OrderLineUpdate { .. }
                | EventKind::OrderLinesAdded { .. }
                | EventKind::OrderLinesRequested { .. }
                | EventKind::OrderLinesDeclined { .. }
                | EventKind::OrderLineVoided { .. }
                | EventKind::OrderLinesMovedOut { .. }
                | EventKind::OrderLinesMovedIn { .. }
                | EventKind::OrderDetailsChanged
                | EventKind::PaymentReceived
                | EventKind::PaymentSuccess
                | EventKind::PaymentRefunded
                | EventKind::BillChanged
                | EventKind::PaymentCorrected
                | EventKind::ClaimRecorded
                | EventKind::ClaimSettled { .. },
            ) => return Some(Room::Order(order.uid.clone())),
            (
                RoomKind::Kitchen,
                EventKind::NewOrder
                | EventKind::OrderLinesAdded { .. }
                | EventKind::OrderLineVoided { .. }
                | EventKind::OrderLinesMovedOut { .. }
                | EventKind::OrderLinesMovedIn { .. }
                | EventKind::OrderDetailsChanged,
            ) => order.status.is_the_kitchens(),
            (RoomKind::Kitchen, EventKind::OrderStatusUpdate { previous_status, .. }) => {
                previous_status.is_the_kitchens() || order.status.is_the_kitchens()
            }
            (RoomKind::Kitchen, EventKind::OrderLineUpdate { .. }) => true,
            // Money does not concern the kitchen, nor does a round that the till has not accepted; and customers know
            // that they ordered.
            (
                RoomKind::Kitchen,
                EventKind::OrderLinesRequested { .. }
                | EventKind::OrderLinesDeclined { .. }
                | EventKind::PaymentReceived
                | EventKind::PaymentSuccess
                | EventKind::PaymentRefunded
                | EventKind::BillChanged
                | EventKind::PaymentCorrected
                | EventKind::ClaimRecorded
                | EventKind::ClaimSettled { .. },
            )
            | (RoomKind::Order, EventKind::NewOrder)
            // These receive their whole state, not events.
            | (
                RoomKind::Board | RoomKind::Queue | RoomKind::Shop | RoomKind::Menu | RoomKind::Display,
                _,
            ) => return None,
        };
        is_the_kitchens.then_some(Room::Kitchen)
    }

    /// Every room that receives this.
    pub fn rooms(&self) -> impl Iterator<Item = Room> {
        RoomKind::ALL.iter().filter_map(|kind| self.room_of(*kind))
    }

    /// Whether a screen in `room` receives this.
    pub fn is_for(&self, room: &Room) -> bool {
        self.room_of(room.kind()).as_ref() == Some(room)
    }

    /// Whether the pickup board looks different afterwards.
    pub fn changes_board(&self) -> bool {
        match &self.kind {
            EventKind::NewOrder => self.order.status.is_on_board(),
            EventKind::OrderStatusUpdate {
                previous_status, ..
            } => previous_status.is_on_board() || self.order.status.is_on_board(),
            EventKind::OrderLineUpdate { .. }
            | EventKind::OrderLinesAdded { .. }
            | EventKind::OrderLinesRequested { .. }
            | EventKind::OrderLinesDeclined { .. }
            | EventKind::OrderLineVoided { .. }
            | EventKind::OrderLinesMovedOut { .. }
            | EventKind::OrderLinesMovedIn { .. }
            | EventKind::OrderDetailsChanged
            | EventKind::PaymentReceived
            | EventKind::PaymentSuccess
            | EventKind::PaymentRefunded
            | EventKind::BillChanged
            | EventKind::PaymentCorrected
            | EventKind::ClaimRecorded
            | EventKind::ClaimSettled { .. } => false,
        }
    }
}

/// An event with its number in the journal.
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
    pub fn position_in(&self, room: &Room) -> i64 {
        match room {
            Room::Order(_) => self.event.order.rev,
            Room::Cashier
            | Room::Kitchen
            | Room::Board
            | Room::Queue
            | Room::Shop
            | Room::Menu(_)
            | Room::Display(_) => self.seq,
        }
    }
}
