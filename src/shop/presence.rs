//! Which screens hang in the kitchen and over the counter, and whether they still hear: a state
//! that the till is told whenever it changes. Not in the journal, since no order depends on it.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::watch;

use super::{Clock, rooms::json};
use crate::domain::Room;

/// How long a screen that was lost is still named, in minutes.
const REMEMBERED_MINUTES: i64 = 30;
/// More boards than any shop has: they are open to anybody, and the list must not grow by them.
const MOST_BOARDS: usize = 32;

/// A screen that comes.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// What the device calls itself; without it, its address.
    pub id: Option<String>,
    /// Where it listens.
    pub room: Room,
    /// Who is logged in there.
    pub name: Option<String>,
    /// Where it is in the network.
    pub address: IpAddr,
}

/// The screens of the shop.
#[derive(Debug)]
pub struct Presence {
    clock: Arc<Clock>,
    screens: Mutex<Screens>,
    told: watch::Sender<Arc<str>>,
}

#[derive(Debug, Default)]
struct Screens {
    list: Vec<Screen>,
    /// Counts connections, so that a late farewell is not taken for the one that came back.
    connections: u64,
}

/// A device in a room, and its connections: a tab and the one it replaces may overlap.
#[derive(Debug)]
struct Screen {
    id: String,
    room: Room,
    name: Option<String>,
    address: IpAddr,
    /// When it came into its present state.
    since: Timestamp,
    /// Each with whether it has answered the last sign of life.
    connections: BTreeMap<u64, bool>,
}

/// A screen as the till is told of it.
#[derive(Serialize)]
struct ScreenView<'a> {
    id: &'a str,
    room: String,
    name: Option<&'a str>,
    address: IpAddr,
    connected: bool,
    current: bool,
    last_seen: Timestamp,
}

impl Presence {
    pub(super) fn new(clock: Arc<Clock>) -> Self {
        Self {
            clock,
            screens: Mutex::default(),
            told: watch::Sender::new(as_json(&[])),
        }
    }

    /// The list as JSON, and every change of it.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<Arc<str>> {
        let mut changes = self.told.subscribe();
        // Whoever begins to listen is told what is now, unless nobody was ever there.
        if !self.lock().list.is_empty() {
            changes.mark_changed();
        }
        changes
    }

    /// Gives a screen its seat; it is missed when the seat is dropped.
    #[must_use]
    pub fn seat(self: &Arc<Self>, arrival: Arrival) -> Seat {
        let mut screens = self.lock();
        screens.connections += 1;
        let connection = screens.connections;
        let id = arrival.id.unwrap_or_else(|| arrival.address.to_string());
        let mut list = screens.list.iter_mut();
        let known = list.find(|screen| screen.id == id && screen.room == arrival.room);
        if let Some(screen) = known {
            (screen.name, screen.address) = (arrival.name, arrival.address);
            screen.turn(self.clock.now(), |connections| {
                connections.insert(connection, true);
            });
        } else if arrival.room != Room::Board || screens.make_room_for_board() {
            screens.list.push(Screen {
                id,
                room: arrival.room,
                name: arrival.name,
                address: arrival.address,
                since: self.clock.now(),
                connections: BTreeMap::from([(connection, true)]),
            });
        }
        self.tell(screens);
        Seat {
            presence: self.clone(),
            connection,
            current: true,
        }
    }

    /// Forgets the screens that were lost long ago.
    pub(super) fn forget_lost(&self) {
        let (now, mut screens) = (self.clock.now(), self.lock());
        let remembered = SignedDuration::from_mins(REMEMBERED_MINUTES);
        let before = screens.list.len();
        screens.list.retain(|screen| {
            !screen.connections.is_empty() || now.duration_since(screen.since) < remembered
        });
        if screens.list.len() < before {
            self.tell(screens);
        }
    }

    fn change(&self, connection: u64, change: impl FnOnce(&mut BTreeMap<u64, bool>)) {
        let mut screens = self.lock();
        let mut list = screens.list.iter_mut();
        if let Some(screen) = list.find(|screen| screen.connections.contains_key(&connection))
            && screen.turn(self.clock.now(), change)
        {
            self.tell(screens);
        }
    }

    fn tell(&self, mut screens: MutexGuard<'_, Screens>) {
        // The kitchen first.
        screens.list.sort_by(|a, b| {
            let place = |screen: &Screen| (screen.room == Room::Board, screen.id.clone());
            place(a).cmp(&place(b))
        });
        // Under the lock, so that an older list never follows a newer one.
        self.told.send_replace(as_json(&screens.list));
    }

    fn lock(&self) -> MutexGuard<'_, Screens> {
        self.screens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Screens {
    /// Whether one more board can be named; one that was lost longest gives way to it.
    fn make_room_for_board(&mut self) -> bool {
        let mut boards = Vec::new();
        for (place, screen) in self.list.iter().enumerate() {
            if screen.room == Room::Board {
                boards.push((!screen.connections.is_empty(), screen.since, place));
            }
        }
        if boards.len() < MOST_BOARDS {
            return true;
        }
        match boards.into_iter().min() {
            Some((false, _, place)) => {
                self.list.remove(place);
                true
            }
            _ => false,
        }
    }
}

impl Screen {
    fn connected(&self) -> bool {
        !self.connections.is_empty()
    }

    fn current(&self) -> bool {
        self.connections.values().any(|current| *current)
    }

    /// Changes its connections; says whether it looks different now.
    fn turn(&mut self, now: Timestamp, change: impl FnOnce(&mut BTreeMap<u64, bool>)) -> bool {
        let before = (self.connected(), self.current());
        change(&mut self.connections);
        let turned = before != (self.connected(), self.current());
        if turned {
            self.since = now;
        }
        turned
    }
}

fn as_json(screens: &[Screen]) -> Arc<str> {
    let screens = screens.iter().map(|screen| ScreenView {
        id: &screen.id,
        room: screen.room.to_string(),
        name: screen.name.as_deref(),
        address: screen.address,
        connected: screen.connected(),
        current: screen.current(),
        last_seen: screen.since,
    });
    let screens: Vec<_> = screens.collect();
    json(&serde_json::json!({ "screens": screens })).into()
}

/// A screen's place in the list, for as long as it is connected.
#[derive(Debug)]
pub struct Seat {
    presence: Arc<Presence>,
    connection: u64,
    current: bool,
}

impl Seat {
    /// Notes whether the screen answers.
    pub fn answers(&mut self, current: bool) {
        if self.current != current {
            self.current = current;
            let connection = self.connection;
            self.presence.change(connection, |connections| {
                connections.insert(connection, current);
            });
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let connection = self.connection;
        self.presence.change(connection, |connections| {
            connections.remove(&connection);
        });
    }
}
