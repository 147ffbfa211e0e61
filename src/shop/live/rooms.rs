//! Messages of rooms: which room gets which event, and the exact JSON that a browser receives.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicI64, Ordering},
};

use bytes::Bytes;
use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::watch;

use crate::{
    domain::{
        CategoryLayout, Cause, CustomerView, EventKind, ItemView, Language, LineStatus, Menu,
        MenuDifference, OrderLink, OrderStatus, Payment, PriceLevel, Recorded, Room, RoomKind,
        StaffView,
    },
    hub::{Hub, Subscriber},
    store::Committed,
};

/// Messages a room keeps for screens that are a little slow; a slower one reads the journal.
const STAFF_BACKLOG: usize = 256;
/// An order has a handful of events in its life.
const ORDER_BACKLOG: usize = 4;
/// So many dishes may be rung up while a display is a little slow; after more it is told the present.
const DISPLAY_BACKLOG: usize = 8;

/// A message of a room: one text, shared by every screen in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomMessage {
    /// Its place in that room.
    pub seq: i64,
    /// What kind it is, as in the text.
    pub topic: &'static str,
    /// The whole message as JSON.
    pub text: Bytes,
}

/// What is published in a room.
#[derive(Debug, Clone)]
pub(super) enum Published {
    /// An event of the journal.
    Event(Arc<RoomEvent>),
    /// What has no events but a present: the board, the shop, the menu.
    State(RoomMessage),
}

/// An event in a room, and its text there: made when the first screen of the room sends it, and shared by all of them.
/// Who is in the room and sends no text has none made.
#[derive(Debug)]
pub(super) struct RoomEvent {
    recorded: Arc<Recorded>,
    room: Room,
    /// Shared by all rooms of the staff.
    for_staff: Arc<OnceLock<String>>,
    message: OnceLock<RoomMessage>,
}

impl RoomEvent {
    /// An event that was read from the journal, for one screen alone.
    pub(super) fn read(recorded: Recorded, room: &Room) -> Self {
        Self::new(Arc::new(recorded), room.clone(), Arc::default())
    }

    const fn new(recorded: Arc<Recorded>, room: Room, for_staff: Arc<OnceLock<String>>) -> Self {
        Self {
            recorded,
            room,
            for_staff,
            message: OnceLock::new(),
        }
    }

    pub(super) const fn recorded(&self) -> &Arc<Recorded> {
        &self.recorded
    }

    /// Its number in the room.
    pub(super) fn seq(&self) -> i64 {
        self.recorded.position_in(&self.room)
    }

    pub(super) fn message(&self) -> RoomMessage {
        let (recorded, room) = (&self.recorded, &self.room);
        let make = || match room {
            Room::Order(_) => message_in(recorded, room),
            Room::Cashier
            | Room::Kitchen
            | Room::Board
            | Room::Queue
            | Room::Shop
            | Room::Menu(_)
            | Room::Display(_) => {
                let data = self.for_staff.get_or_init(|| data_for(recorded, room));
                event_message(recorded, room, data)
            }
        };
        self.message.get_or_init(make).clone()
    }
}

/// The rooms of the shop. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Rooms {
    hub: Hub<Room, Published>,
    board_changed: Arc<watch::Sender<i64>>,
    shop_info_changed: Arc<watch::Sender<i64>>,
    menu_rev: Arc<AtomicI64>,
    /// The newest number of the journal that was published in each kind of room.
    newest_published: Arc<[AtomicI64; RoomKind::ALL.len()]>,
}

impl Default for Rooms {
    fn default() -> Self {
        let never = || Arc::new(watch::Sender::new(0));
        Self {
            hub: Hub::default(),
            board_changed: never(),
            shop_info_changed: never(),
            menu_rev: Arc::default(),
            newest_published: Arc::default(),
        }
    }
}

impl Rooms {
    /// Tells what a commit made known. Called by the writer, in the order of the journal.
    pub fn publish(&self, committed: &Committed) {
        match committed {
            Committed::Event(recorded) => self.publish_event(recorded),
            Committed::Menu {
                menu,
                difference,
                at,
            } => self.publish_menu(menu, difference, *at),
            Committed::ShopInfo => {
                self.shop_info_has_changed();
                // How long a number hangs there is a setting, too.
                self.board_has_changed();
            }
            // Told by `shop::printing`, which has no room.
            Committed::Printing => {}
            Committed::Stock => self.shop_info_has_changed(),
            Committed::Gap => {
                self.hub.publish_gap();
                self.shop_info_has_changed();
                self.board_has_changed();
            }
        }
    }

    pub(super) fn enter(&self, room: Room) -> Subscriber<Room, Published> {
        let backlog = match room {
            Room::Order(_) => ORDER_BACKLOG,
            Room::Cashier
            | Room::Kitchen
            | Room::Board
            | Room::Queue
            | Room::Shop
            | Room::Menu(_) => STAFF_BACKLOG,
            // Each says all there is to show: a display that is behind needs only the newest.
            Room::Display(_) => DISPLAY_BACKLOG,
        };
        self.hub.subscribe(room, backlog)
    }

    /// Tells a room its present, whole, if it has subscribers.
    pub(in crate::shop) fn publish_state(&self, room: &Room, message: RoomMessage) {
        self.hub.publish(room, || Published::State(message));
    }

    /// Whether a room has subscribers.
    pub(in crate::shop) fn has_listeners(&self, room: &Room) -> bool {
        self.hub.has_listeners(room)
    }

    /// How often the board has looked different since the shop opened. Its own count: the
    /// journal's number would show the public how much is sold.
    pub(in crate::shop) fn board_rev(&self) -> i64 {
        *self.board_changed.borrow()
    }

    /// Turns whenever the board looks different.
    pub(in crate::shop) fn board_changes(&self) -> watch::Receiver<i64> {
        self.board_changed.subscribe()
    }

    /// Has the boards look again: something on them is gone by time alone.
    pub(in crate::shop) fn board_has_changed(&self) {
        self.board_changed.send_modify(|changes| *changes += 1);
    }

    /// How often what everybody may know of the shop has changed since it opened.
    pub(in crate::shop) fn shop_info_rev(&self) -> i64 {
        *self.shop_info_changed.borrow()
    }

    pub(in crate::shop) fn shop_info_changes(&self) -> watch::Receiver<i64> {
        self.shop_info_changed.subscribe()
    }

    /// Wakes the task that publishes the shop's public information.
    pub(in crate::shop) fn shop_info_has_changed(&self) {
        self.shop_info_changed.send_modify(|changes| *changes += 1);
    }

    /// The newest published revision of the menu.
    pub(in crate::shop) fn menu_rev(&self) -> i64 {
        self.menu_rev.load(Ordering::Acquire)
    }

    /// The newest position published in a room since the shop opened.
    pub(in crate::shop) fn newest_published(&self, room: &Room) -> i64 {
        match room {
            Room::Cashier | Room::Kitchen => self.newest_in(room.kind()).load(Ordering::Acquire),
            // It changes when the board does.
            Room::Board | Room::Queue => self.board_rev(),
            Room::Shop => self.shop_info_rev(),
            Room::Menu(_) => self.menu_rev(),
            // Nothing is behind in them.
            Room::Order(_) | Room::Display(_) => 0,
        }
    }

    /// How many rooms have subscribers.
    pub fn count(&self) -> usize {
        self.hub.room_count()
    }

    fn publish_event(&self, recorded: &Arc<Recorded>) {
        let for_staff = Arc::default();
        for room in recorded.event.rooms() {
            self.hub.publish(&room, || {
                let (recorded, for_staff) = (Arc::clone(recorded), Arc::clone(&for_staff));
                Published::Event(Arc::new(RoomEvent::new(recorded, room.clone(), for_staff)))
            });
            self.newest_in(room.kind())
                .store(recorded.seq, Ordering::Release);
        }
        if recorded.event.changes_board() {
            self.board_has_changed();
        }
    }

    fn newest_in(&self, kind: RoomKind) -> &AtomicI64 {
        &self.newest_published[kind as usize]
    }

    fn publish_menu(&self, menu: &Menu, difference: &MenuDifference, at: Timestamp) {
        self.menu_rev.store(menu.rev, Ordering::Release);
        for &language in Language::ALL {
            let room = Room::Menu(language);
            self.hub.publish(&room, || {
                let take_away = menu.level(PriceLevel::TAKE_AWAY);
                let items = difference.items.iter().filter_map(|id| menu.item(*id));
                let data = json(&MenuUpdate {
                    items: items.map(|item| item.view(language, take_away)).collect(),
                    take_away_has_own_terms: difference
                        .levels
                        .then(|| menu.take_away_has_own_terms()),
                    categories: difference.layout.then(|| menu.layout(language)),
                });
                Published::State(message("menu_update", &room, menu.rev, at, &data))
            });
        }
    }
}

/// An event in the words of one room.
pub(super) fn message_in(recorded: &Recorded, room: &Room) -> RoomMessage {
    event_message(recorded, room, &data_for(recorded, room))
}

/// The present of a room, whole.
pub(super) fn snapshot(room: &Room, seq: i64, at: Timestamp, data: &impl Serialize) -> RoomMessage {
    message("snapshot", room, seq, at, &json(data))
}

/// The envelope around every message of a room.
pub(in crate::shop) fn message(
    topic: &'static str,
    room: &Room,
    seq: i64,
    at: Timestamp,
    data: &str,
) -> RoomMessage {
    let text =
        format!(r#"{{"type":"{topic}","room":"{room}","seq":{seq},"at":"{at}","data":{data}}}"#);
    RoomMessage {
        seq,
        topic,
        text: text.into(),
    }
}

/// The same without a number: what says all that there is needs none, and `rev` orders it here only.
pub(in crate::shop) fn state_message(
    topic: &'static str,
    room: &Room,
    rev: i64,
    at: Timestamp,
    data: &str,
) -> RoomMessage {
    let text = format!(r#"{{"type":"{topic}","room":"{room}","at":"{at}","data":{data}}}"#);
    RoomMessage {
        seq: rev,
        topic,
        text: text.into(),
    }
}

/// Values of ours always have a JSON form; an empty object would still be valid JSON.
pub(in crate::shop) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}

fn event_message(recorded: &Recorded, room: &Room, data: &str) -> RoomMessage {
    let event = &recorded.event;
    message(
        event.kind.topic().as_str(),
        room,
        recorded.position_in(room),
        event.at,
        data,
    )
}

fn data_for(recorded: &Recorded, room: &Room) -> String {
    let order = &recorded.event.order;
    match room {
        Room::Order(_) => json(&EventData::new(recorded, CustomerView::from(order))),
        Room::Cashier
        | Room::Kitchen
        | Room::Board
        | Room::Queue
        | Room::Shop
        | Room::Menu(_)
        | Room::Display(_) => json(&EventData::new(recorded, StaffView::from(order))),
    }
}

/// What an event says, with the order as its audience may see it.
#[derive(Serialize)]
#[serde(untagged)]
enum EventData<'a, V> {
    Order {
        order: V,
    },
    Moved {
        order: V,
        previous_status: OrderStatus,
        cause: Option<Cause>,
    },
    Line {
        order: V,
        line_id: i64,
        previous_status: LineStatus,
    },
    Added {
        order: V,
        round: i64,
    },
    MovedOut {
        order: V,
        to: &'a OrderLink,
    },
    MovedIn {
        order: V,
        round: i64,
        from: &'a OrderLink,
    },
    Requested {
        order: V,
        request: i64,
    },
    Voided {
        order: V,
        line_id: i64,
    },
    Paid {
        order: V,
        payment: Option<&'a Payment>,
    },
}

impl<'a, V> EventData<'a, V> {
    fn new(recorded: &'a Recorded, order: V) -> Self {
        match &recorded.event.kind {
            EventKind::NewOrder
            | EventKind::OrderDetailsChanged
            | EventKind::PaymentRefunded
            | EventKind::BillChanged
            | EventKind::PaymentCorrected
            | EventKind::ClaimRecorded
            | EventKind::ClaimSettled { .. } => Self::Order { order },
            EventKind::OrderLinesAdded { round } => Self::Added {
                order,
                round: *round,
            },
            EventKind::OrderLinesMovedOut { to } => Self::MovedOut { order, to },
            EventKind::OrderLinesMovedIn { round, from } => Self::MovedIn {
                order,
                round: *round,
                from,
            },
            EventKind::OrderLinesRequested { request }
            | EventKind::OrderLinesDeclined { request } => Self::Requested {
                order,
                request: *request,
            },
            EventKind::OrderLineVoided { line_id } => Self::Voided {
                order,
                line_id: *line_id,
            },
            EventKind::OrderStatusUpdate {
                previous_status,
                cause,
            } => Self::Moved {
                order,
                previous_status: *previous_status,
                cause: *cause,
            },
            EventKind::OrderLineUpdate {
                line_id,
                previous_status,
            } => Self::Line {
                order,
                line_id: *line_id,
                previous_status: *previous_status,
            },
            EventKind::PaymentReceived | EventKind::PaymentSuccess => Self::Paid {
                order,
                payment: recorded.event.order.payments.last(),
            },
        }
    }
}

#[derive(Serialize)]
struct MenuUpdate<'a> {
    items: Vec<ItemView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    take_away_has_own_terms: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    categories: Option<Vec<CategoryLayout<'a>>>,
}
