//! Which screens the shop has, and whether they still hear: a state. The till is told whenever one in
//! the kitchen or over the counter changes, the owner sees them all. Not in the journal, since no
//! order depends on it.

mod track;

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::watch;

use track::Track;

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
    /// The last number it was told.
    pub place: i64,
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
    connections: BTreeMap<u64, Connection>,
}

#[derive(Debug)]
struct Connection {
    /// Whether it has answered the last sign of life.
    current: bool,
    track: Arc<Track>,
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

/// A screen as the owner is told of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ScreenState {
    id: String,
    room: &'static str,
    name: Option<String>,
    address: IpAddr,
    connected: bool,
    current: bool,
    last_seen: Timestamp,
    /// The last number it was told.
    seq: Option<i64>,
    /// How far that is behind the newest of its room.
    behind: Option<i64>,
    /// How long its last sign of life was on its way, there and back, in milliseconds.
    delay_ms: Option<u64>,
}

impl Presence {
    pub(super) fn new(clock: Arc<Clock>) -> Self {
        Self {
            clock,
            screens: Mutex::default(),
            told: watch::Sender::new(Screens::default().as_json()),
        }
    }

    /// The list as JSON, and every change of it.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<Arc<str>> {
        let mut changes = self.told.subscribe();
        // Whoever begins to listen is told what is now, unless nobody was ever there.
        if self.lock().for_till().next().is_some() {
            changes.mark_changed();
        }
        changes
    }

    /// Every screen as it is; `newest` is the newest number of a room.
    pub(super) fn states(&self, newest: impl Fn(&Room) -> i64) -> Vec<ScreenState> {
        let screens = self.lock();
        let state = |screen: &Screen| {
            // Of a tab and the one it replaces, the one that is further.
            let tracks = screen.connections.values();
            let track = tracks
                .map(|connection| &connection.track)
                .max_by_key(|track| track.place());
            let seq = track.map(|track| track.place());
            ScreenState {
                id: screen.id.clone(),
                room: screen.room.kind(),
                name: screen.name.clone(),
                address: screen.address,
                connected: screen.connected(),
                current: screen.current(),
                last_seen: screen.since,
                seq,
                behind: seq.map(|seq| (newest(&screen.room) - seq).max(0)),
                delay_ms: track.and_then(|track| track.delay_ms()),
            }
        };
        screens.list.iter().map(state).collect()
    }

    /// Gives a screen its seat; it is missed when the seat is dropped.
    #[must_use]
    pub fn seat(self: &Arc<Self>, arrival: Arrival) -> Seat {
        let mut screens = self.lock();
        screens.connections += 1;
        let connection = screens.connections;
        let track = Arc::new(Track::from(arrival.place));
        let current = true;
        let here = Connection {
            current,
            track: track.clone(),
        };
        let id = arrival.id.unwrap_or_else(|| arrival.address.to_string());
        let mut list = screens.list.iter_mut();
        let known = list.find(|screen| screen.id == id && screen.room == arrival.room);
        if let Some(screen) = known {
            (screen.name, screen.address) = (arrival.name, arrival.address);
            screen.turn(self.clock.now(), |connections| {
                connections.insert(connection, here);
            });
        } else if arrival.room != Room::Board || screens.make_room_for_board() {
            screens.list.push(Screen {
                id,
                room: arrival.room,
                name: arrival.name,
                address: arrival.address,
                since: self.clock.now(),
                connections: BTreeMap::from([(connection, here)]),
            });
        }
        self.tell(screens);
        Seat {
            presence: self.clone(),
            connection,
            current,
            track,
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

    fn change(&self, connection: u64, change: impl FnOnce(&mut BTreeMap<u64, Connection>)) {
        let mut screens = self.lock();
        let mut list = screens.list.iter_mut();
        if let Some(screen) = list.find(|screen| screen.connections.contains_key(&connection))
            && screen.turn(self.clock.now(), change)
        {
            self.tell(screens);
        }
    }

    fn tell(&self, mut screens: MutexGuard<'_, Screens>) {
        // The till first, then the kitchen.
        screens.list.sort_by(|a, b| {
            let order = |screen: &Screen| match screen.room {
                Room::Cashier => 0,
                Room::Kitchen => 1,
                _ => 2,
            };
            let place = |screen: &Screen| (order(screen), screen.id.clone());
            place(a).cmp(&place(b))
        });
        let list = screens.as_json();
        // Under the lock, so that an older list never follows a newer one.
        self.told.send_if_modified(|told| {
            let is_other = **told != *list;
            *told = list;
            is_other
        });
    }

    fn lock(&self) -> MutexGuard<'_, Screens> {
        self.screens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Screens {
    /// The screens that a till is told of: those it cannot see itself.
    fn for_till(&self) -> impl Iterator<Item = &Screen> {
        let screens = self.list.iter();
        screens.filter(|screen| screen.room != Room::Cashier)
    }

    fn as_json(&self) -> Arc<str> {
        let screens = self.for_till().map(|screen| ScreenView {
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
        self.connections.values().any(|one| one.current)
    }

    /// Changes its connections; says whether it looks different now.
    fn turn(
        &mut self,
        now: Timestamp,
        change: impl FnOnce(&mut BTreeMap<u64, Connection>),
    ) -> bool {
        let before = (self.connected(), self.current());
        change(&mut self.connections);
        let turned = before != (self.connected(), self.current());
        if turned {
            self.since = now;
        }
        turned
    }
}

/// A screen's place in the list, for as long as it is connected.
#[derive(Debug)]
pub struct Seat {
    presence: Arc<Presence>,
    connection: u64,
    current: bool,
    track: Arc<Track>,
}

impl Seat {
    /// Notes the number that the screen was told last.
    pub fn is_told(&self, place: i64) {
        self.track.told(place);
    }

    /// Notes how long a sign of life took, there and back.
    pub fn answers_after(&self, delay: Duration) {
        self.track.answered_after(delay);
    }

    /// Notes whether the screen answers.
    pub fn answers(&mut self, current: bool) {
        if self.current != current {
            self.current = current;
            let connection = self.connection;
            self.presence.change(connection, |connections| {
                if let Some(one) = connections.get_mut(&connection) {
                    one.current = current;
                }
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
