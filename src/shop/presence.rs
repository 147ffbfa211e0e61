//! Which screens hang in the kitchen and over the counter, and whether they still hear: a state
//! that the till is told whenever it changes. Not in the journal, since no order depends on it.

use std::{
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
    /// Counts connections, so that a late farewell is not taken for the screen that came back.
    connections: u64,
}

#[derive(Debug, Serialize)]
struct Screen {
    id: String,
    room: String,
    name: Option<String>,
    address: IpAddr,
    connected: bool,
    /// Whether it has answered the last sign of life.
    current: bool,
    /// When it came into this state.
    last_seen: Timestamp,
    #[serde(skip)]
    connection: u64,
}

impl Presence {
    pub(super) fn new(clock: Arc<Clock>) -> Self {
        let nobody = json(&serde_json::json!({ "screens": [] }));
        Self {
            clock,
            screens: Mutex::default(),
            told: watch::Sender::new(nobody.into()),
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
        let room = arrival.room.to_string();
        let address = arrival.address;
        let id = arrival.id.unwrap_or_else(|| address.to_string());
        let last_seen = self.clock.now();
        screens
            .list
            .retain(|screen| (&screen.id, &screen.room) != (&id, &room));
        if arrival.room != Room::Board || screens.make_room_for_board() {
            screens.list.push(Screen {
                id,
                room,
                name: arrival.name,
                address,
                connected: true,
                current: true,
                last_seen,
                connection,
            });
        }
        self.tell(screens);
        Seat {
            presence: self.clone(),
            connection,
            current: true,
        }
    }

    fn change(&self, connection: u64, change: impl FnOnce(&mut Screen)) {
        let mut screens = self.lock();
        let mut list = screens.list.iter_mut();
        if let Some(screen) = list.find(|screen| screen.connection == connection) {
            screen.last_seen = self.clock.now();
            change(screen);
            self.tell(screens);
        }
    }

    fn tell(&self, mut screens: MutexGuard<'_, Screens>) {
        let now = self.clock.now();
        let remembered = SignedDuration::from_mins(REMEMBERED_MINUTES);
        screens
            .list
            .retain(|screen| screen.connected || now.duration_since(screen.last_seen) < remembered);
        screens
            .list
            .sort_by(|a, b| (b.room.as_str(), &a.id).cmp(&(a.room.as_str(), &b.id)));
        let list = json(&serde_json::json!({ "screens": screens.list }));
        // Under the lock, so that an older list never follows a newer one.
        self.told.send_replace(list.into());
    }

    fn lock(&self) -> MutexGuard<'_, Screens> {
        self.screens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Screens {
    /// Whether one more board can be named; one that was lost longest gives way to it.
    fn make_room_for_board(&mut self) -> bool {
        let board = Room::Board.to_string();
        let boards = self.list.iter().filter(|screen| screen.room == board);
        if boards.clone().count() < MOST_BOARDS {
            return true;
        }
        let lost = boards.filter(|screen| !screen.connected);
        let Some(oldest) = lost.min_by_key(|screen| screen.last_seen) else {
            return false;
        };
        let connection = oldest.connection;
        self.list.retain(|screen| screen.connection != connection);
        true
    }
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
            self.presence
                .change(self.connection, |screen| screen.current = current);
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.presence.change(self.connection, |screen| {
            (screen.connected, screen.current) = (false, false);
        });
    }
}
