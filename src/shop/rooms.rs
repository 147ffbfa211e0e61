//! Who is told what, in the exact words a browser receives.

use std::{
    cell::OnceCell,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use bytes::Bytes;
use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::watch;

use crate::{
    domain::{
        CategoryLayout, Cause, CustomerView, Happening, ItemView, Language, LineStatus, Menu,
        MenuDifference, OrderStatus, Payment, Recorded, Room, StaffView,
    },
    hub::{Hub, Subscriber},
    store::News,
};

/// Messages a room keeps for screens that are a little slow; whoever is slower reads the journal.
const STAFF_BACKLOG: usize = 256;
/// An order has a handful of events in its life.
const ORDER_BACKLOG: usize = 4;

/// Something told in a room: one text, shared by every screen in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its place in that room.
    pub seq: i64,
    /// What kind it is, as in the text.
    pub topic: &'static str,
    /// The whole message as JSON.
    pub text: Bytes,
}

/// The rooms of the shop. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Rooms {
    hub: Hub<Room, Told>,
    board_changed: Arc<watch::Sender<i64>>,
    facts_changed: Arc<watch::Sender<i64>>,
    menu_rev: Arc<AtomicI64>,
    /// The newest numbers told to the till and to the kitchen.
    newest_told: Arc<[AtomicI64; 2]>,
}

impl Default for Rooms {
    fn default() -> Self {
        let never = || Arc::new(watch::Sender::new(0));
        Self {
            hub: Hub::default(),
            board_changed: never(),
            facts_changed: never(),
            menu_rev: Arc::default(),
            newest_told: Arc::default(),
        }
    }
}

impl Rooms {
    /// Tells what a commit made known. Called by the writer, in the order of the journal.
    pub fn tell(&self, news: &News) {
        match news {
            News::Event(recorded) => self.tell_event(recorded),
            News::Menu {
                menu,
                difference,
                at,
            } => self.tell_menu(menu, difference, *at),
            News::Facts => {
                self.facts_have_changed();
                // How long a number hangs there is a setting, too.
                self.board_has_changed();
            }
            News::Missed => {
                self.hub.tell_missed();
                self.facts_have_changed();
                self.board_has_changed();
            }
        }
    }

    /// Goes into a room.
    pub(super) fn enter(&self, room: Room) -> Subscriber<Room, Told> {
        let backlog = match room {
            Room::Order(_) => ORDER_BACKLOG,
            Room::Cashier | Room::Kitchen | Room::Board | Room::Shop | Room::Menu(_) => {
                STAFF_BACKLOG
            }
        };
        self.hub.subscribe(room, backlog)
    }

    /// Tells a room its present, whole, if anybody is there.
    pub(super) fn tell_state(&self, room: &Room, told: Told) {
        self.hub.tell(room, || told);
    }

    /// Whether anybody is in a room.
    pub(super) fn has_listeners(&self, room: &Room) -> bool {
        self.hub.has_listeners(room)
    }

    /// How often the board has looked different since the shop opened. Its own count: the
    /// journal's number would tell the street how much is sold.
    pub(super) fn board_rev(&self) -> i64 {
        *self.board_changed.borrow()
    }

    /// Turns whenever the board looks different.
    pub(super) fn board_changes(&self) -> watch::Receiver<i64> {
        self.board_changed.subscribe()
    }

    /// Has the boards look again: something on them is gone by time alone.
    pub(super) fn board_has_changed(&self) {
        self.board_changed.send_modify(|changes| *changes += 1);
    }

    /// How often what everybody may know of the shop has changed since it opened.
    pub(super) fn facts_rev(&self) -> i64 {
        *self.facts_changed.borrow()
    }

    /// Turns whenever it changes.
    pub(super) fn facts_changes(&self) -> watch::Receiver<i64> {
        self.facts_changed.subscribe()
    }

    /// Has every screen told what it may know of the shop.
    pub(super) fn facts_have_changed(&self) {
        self.facts_changed.send_modify(|changes| *changes += 1);
    }

    /// The newest revision of the menu that was told.
    pub(super) fn menu_rev(&self) -> i64 {
        self.menu_rev.load(Ordering::Acquire)
    }

    /// The newest number told in a room since the shop opened, to whoever was there.
    pub(super) fn newest_told(&self, room: &Room) -> i64 {
        let [cashier, kitchen] = &*self.newest_told;
        match room {
            Room::Cashier => cashier.load(Ordering::Acquire),
            Room::Kitchen => kitchen.load(Ordering::Acquire),
            Room::Board => self.board_rev(),
            Room::Shop => self.facts_rev(),
            Room::Menu(_) => self.menu_rev(),
            Room::Order(_) => 0,
        }
    }

    /// How many rooms somebody is in.
    #[must_use]
    pub fn count(&self) -> usize {
        self.hub.room_count()
    }

    fn tell_event(&self, recorded: &Recorded) {
        // Made once for all staff; the customer's is another text.
        let for_staff = OnceCell::new();
        let order_room = Room::Order(recorded.event.order.uid.clone());
        let [cashier, kitchen] = &*self.newest_told;
        for (room, newest) in [
            (Room::Cashier, Some(cashier)),
            (Room::Kitchen, Some(kitchen)),
            (order_room, None),
        ] {
            if recorded.event.is_for(&room) {
                self.hub.tell(&room, || match room {
                    Room::Order(_) => told_in(recorded, &room),
                    Room::Cashier | Room::Kitchen | Room::Board | Room::Shop | Room::Menu(_) => {
                        let data = for_staff.get_or_init(|| data_for(recorded, &room));
                        told_event(recorded, &room, data)
                    }
                });
                if let Some(newest) = newest {
                    newest.store(recorded.seq, Ordering::Release);
                }
            }
        }
        if recorded.event.changes_board() {
            self.board_has_changed();
        }
    }

    fn tell_menu(&self, menu: &Menu, difference: &MenuDifference, at: Timestamp) {
        self.menu_rev.store(menu.rev, Ordering::Release);
        for &language in Language::ALL {
            let room = Room::Menu(language);
            self.hub.tell(&room, || {
                let items = difference.items.iter().filter_map(|id| menu.item(*id));
                let data = json(&MenuUpdate {
                    items: items.map(|item| item.view(language)).collect(),
                    categories: difference.layout.then(|| menu.layout(language)),
                });
                told("menu_update", &room, menu.rev, at, &data)
            });
        }
    }
}

/// An event in the words of one room.
pub(super) fn told_in(recorded: &Recorded, room: &Room) -> Told {
    told_event(recorded, room, &data_for(recorded, room))
}

/// The present of a room, whole.
pub(super) fn snapshot(room: &Room, seq: i64, at: Timestamp, data: &impl Serialize) -> Told {
    told("snapshot", room, seq, at, &json(data))
}

/// The envelope around every message of a room.
pub(super) fn told(topic: &'static str, room: &Room, seq: i64, at: Timestamp, data: &str) -> Told {
    let text =
        format!(r#"{{"type":"{topic}","room":"{room}","seq":{seq},"at":"{at}","data":{data}}}"#);
    Told {
        seq,
        topic,
        text: text.into(),
    }
}

/// Values of ours always have a JSON form; an empty object would still be valid JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}

fn told_event(recorded: &Recorded, room: &Room, data: &str) -> Told {
    let event = &recorded.event;
    told(
        event.happening.topic(),
        room,
        recorded.place_in(room),
        event.at,
        data,
    )
}

fn data_for(recorded: &Recorded, room: &Room) -> String {
    let order = &recorded.event.order;
    match room {
        Room::Order(_) => json(&EventData::new(recorded, CustomerView::from(order))),
        Room::Cashier | Room::Kitchen | Room::Board | Room::Shop | Room::Menu(_) => {
            json(&EventData::new(recorded, StaffView::from(order)))
        }
    }
}

/// What an event says, with the order as its audience may see it.
#[derive(Serialize)]
#[serde(untagged)]
enum EventData<'a, V> {
    NewOrder {
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
    Paid {
        order: V,
        payment: Option<&'a Payment>,
    },
}

impl<'a, V> EventData<'a, V> {
    fn new(recorded: &'a Recorded, order: V) -> Self {
        match recorded.event.happening {
            Happening::NewOrder => Self::NewOrder { order },
            Happening::OrderStatusUpdate {
                previous_status,
                cause,
            } => Self::Moved {
                order,
                previous_status,
                cause,
            },
            Happening::OrderLineUpdate {
                line_id,
                previous_status,
            } => Self::Line {
                order,
                line_id,
                previous_status,
            },
            Happening::PaymentSuccess => Self::Paid {
                order,
                payment: recorded.event.order.payment.as_ref(),
            },
        }
    }
}

#[derive(Serialize)]
struct MenuUpdate<'a> {
    items: Vec<ItemView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    categories: Option<Vec<CategoryLayout<'a>>>,
}
