//! Which screens the shop has, and whether they are connected. The till gets an update, at a fixed pace, when a screen
//! in the kitchen or over the counter changes; the owner sees all of them.
//!
//! A state and not in the journal, since no order depends on it. Boards are open to everyone: those without a session
//! are counted and not named.

mod progress;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use serde::Serialize;
use tokio::{sync::watch, time::Instant};

use progress::Progress;

use super::rooms::json;
use crate::{
    domain::{Room, RoomKind, Till},
    shop::Clock,
};

/// How long a screen that was lost is still named.
const REMEMBERED: Duration = Duration::from_mins(30);
/// How long a screen that asks over plain HTTP is there after each question; it asks every five seconds.
const ASKS_AGAIN: Duration = Duration::from_secs(15);
/// More screens than any shop has: the list must not grow by one device that calls itself something else each time.
const MOST_NAMED: usize = 64;
/// The least time between two updates of the till, however often screens come and go.
const PACE: Duration = Duration::from_millis(250);

/// A screen that comes.
#[derive(Debug, Clone)]
pub struct Joined {
    /// What the device calls itself; without it, its address.
    pub id: Option<String>,
    /// Where it listens.
    pub room: Room,
    /// Who is logged in there, or the paired screen that it is; none for a board without a session.
    pub name: Option<String>,
    /// Where it is in the network.
    pub address: IpAddr,
    /// Its position: the last number it received.
    pub position: i64,
}

/// The screens of the shop.
#[derive(Debug)]
pub struct Presence {
    clock: Arc<Clock>,
    screens: Mutex<Screens>,
    /// Wakes the sender of updates when the list may have changed.
    changed: watch::Sender<()>,
    published: watch::Sender<Arc<str>>,
}

#[derive(Debug, Default)]
struct Screens {
    list: Vec<Screen>,
    /// Boards of people who are not of the shop.
    others: u64,
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
    /// When it came into its present state, by the shop's clock and by none.
    since: (Timestamp, Instant),
    connections: BTreeMap<u64, Connection>,
    /// When it last asked over plain HTTP, until that is too long ago.
    asked: Option<Instant>,
}

#[derive(Debug)]
struct Connection {
    /// Whether it has answered the last sign of life.
    current: bool,
    progress: Arc<Progress>,
}

/// A screen as the till receives it.
#[derive(Serialize)]
struct ScreenView<'a> {
    id: &'a str,
    room: RoomKind,
    name: Option<&'a str>,
    address: IpAddr,
    connected: bool,
    current: bool,
    last_seen: Timestamp,
    /// The till that a display follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    till: Option<Till>,
}

/// A screen as the owner's health page shows it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::shop) struct ScreenState {
    id: String,
    room: RoomKind,
    name: Option<String>,
    address: IpAddr,
    connected: bool,
    current: bool,
    last_seen: Timestamp,
    /// Its position: the last number it received.
    seq: Option<i64>,
    /// How far that is behind the newest of its room.
    behind: Option<i64>,
    /// How long its last sign of life was on its way, there and back, in milliseconds.
    delay_ms: Option<u64>,
}

impl Presence {
    pub(in crate::shop) fn new(clock: Arc<Clock>) -> Self {
        Self {
            clock,
            screens: Mutex::default(),
            changed: watch::Sender::new(()),
            published: watch::Sender::new(Screens::default().as_json()),
        }
    }

    /// The list as JSON, and every change of it.
    pub fn changes(&self) -> watch::Receiver<Arc<str>> {
        self.publish();
        let mut changes = self.published.subscribe();
        // A new receiver gets the present list, unless there never was a screen.
        if !self.lock().is_empty() {
            changes.mark_changed();
        }
        changes
    }

    /// Sends updates to the till; never returns. A first change is sent at once, those that follow it together.
    pub(in crate::shop) async fn run_updates(&self) {
        let mut changes = self.changed.subscribe();
        while changes.changed().await.is_ok() {
            self.publish();
            tokio::time::sleep(PACE).await;
        }
    }

    /// How many boards there are that are not the shop's own.
    pub(in crate::shop) fn other_boards(&self) -> u64 {
        self.lock().others
    }

    /// Every screen as it is; `newest` is the newest number of a room.
    pub(in crate::shop) fn states(&self, newest: impl Fn(&Room) -> i64) -> Vec<ScreenState> {
        let screens = self.lock();
        let state = |screen: &Screen| {
            // Of a tab and the one it replaces, the one that is further.
            let tracks = screen.connections.values();
            let progress = tracks
                .map(|connection| &connection.progress)
                .max_by_key(|progress| progress.position());
            let seq = progress.map(|progress| progress.position());
            ScreenState {
                id: screen.id.clone(),
                room: screen.room.kind(),
                name: screen.name.clone(),
                address: screen.address,
                connected: screen.connected(),
                current: screen.current(),
                last_seen: screen.since.0,
                seq,
                behind: seq.map(|seq| (newest(&screen.room) - seq).max(0)),
                delay_ms: progress.and_then(|progress| progress.delay_ms()),
            }
        };
        screens.list.iter().map(state).collect()
    }

    /// Notes that a screen is connected, until the handle is dropped.
    pub fn join(self: &Arc<Self>, joined: Joined) -> ScreenHandle {
        let mut screens = self.lock();
        screens.connections += 1;
        let connection = screens.connections;
        let progress = Arc::new(Progress::from(joined.position));
        let current = true;
        let here = Connection {
            current,
            progress: progress.clone(),
        };
        let is_ours = joined.name.is_some();
        if is_ours {
            let now = self.now();
            if let Some(screen) = screens.place(joined, now) {
                screen.turn(now, |screen| {
                    screen.connections.insert(connection, here);
                });
            }
        } else {
            screens.others += 1;
        }
        drop(screens);
        self.changed.send_replace(());
        ScreenHandle {
            presence: self.clone(),
            is_ours,
            connection,
            current,
            progress,
        }
    }

    /// Notes that a screen of the shop asks over plain HTTP, since no socket reaches it.
    pub fn asks(&self, joined: Joined) {
        let now = self.now();
        let mut screens = self.lock();
        if let Some(screen) = screens.place(joined, now) {
            screen.turn(now, |screen| screen.asked = Some(now.1));
        }
        self.changed.send_replace(());
    }

    fn now(&self) -> (Timestamp, Instant) {
        (self.clock.now(), Instant::now())
    }

    /// Notes which screens ask no more, and forgets those that were lost long ago.
    pub(in crate::shop) fn forget_lost(&self) {
        let now = self.now();
        let mut screens = self.lock();
        let before = screens.list.len();
        let mut has_turned = false;
        for screen in &mut screens.list {
            if screen.asked.is_some_and(|at| at.elapsed() >= ASKS_AGAIN) {
                has_turned |= screen.turn(now, |screen| screen.asked = None);
            }
        }
        screens
            .list
            .retain(|screen| screen.connected() || screen.since.1.elapsed() < REMEMBERED);
        if has_turned || screens.list.len() < before {
            self.changed.send_replace(());
        }
    }

    fn change(&self, connection: u64, change: impl FnOnce(&mut BTreeMap<u64, Connection>)) {
        let mut screens = self.lock();
        let mut list = screens.list.iter_mut();
        if let Some(screen) = list.find(|screen| screen.connections.contains_key(&connection))
            && screen.turn(self.now(), |screen| change(&mut screen.connections))
        {
            self.changed.send_replace(());
        }
    }

    fn publish(&self) {
        let screens = self.lock();
        let list = screens.as_json();
        // Under the lock, so that an older list never follows a newer one.
        self.published.send_if_modified(|published| {
            let is_other = **published != *list;
            *published = list;
            is_other
        });
    }

    fn lock(&self) -> MutexGuard<'_, Screens> {
        self.screens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Screens {
    /// Names one of the shop's own, by what it calls itself in its room; none where too many are named already.
    fn place(&mut self, joined: Joined, since: (Timestamp, Instant)) -> Option<&mut Screen> {
        let id = joined.id.unwrap_or_else(|| joined.address.to_string());
        // The till first, then the kitchen, last the displays.
        let order = |room: &Room| match room {
            Room::Cashier => 0,
            Room::Kitchen => 1,
            Room::Board | Room::Queue | Room::Shop | Room::Menu(_) | Room::Order(_) => 2,
            Room::Display(_) => 3,
        };
        let wanted = (order(&joined.room), id.as_str());
        let found = self
            .list
            .binary_search_by(|screen| (order(&screen.room), screen.id.as_str()).cmp(&wanted));
        if let Ok(position) = found {
            let screen = &mut self.list[position];
            // A display may have gone to another till.
            (screen.room, screen.name) = (joined.room, joined.name);
            screen.address = joined.address;
            Some(screen)
        } else if self.make_room() {
            let before = |screen: &Screen| (order(&screen.room), screen.id.as_str()) < wanted;
            let position = self.list.partition_point(before);
            let screen = Screen {
                id,
                room: joined.room,
                name: joined.name,
                address: joined.address,
                since,
                connections: BTreeMap::new(),
                asked: None,
            };
            self.list.insert(position, screen);
            Some(&mut self.list[position])
        } else {
            None
        }
    }

    /// Whether there is nothing to show at a till.
    fn is_empty(&self) -> bool {
        self.for_till().next().is_none() && self.others == 0
    }

    /// The screens that a till receives: those it cannot see itself.
    fn for_till(&self) -> impl Iterator<Item = &Screen> {
        let screens = self.list.iter();
        screens.filter(|screen| match screen.room {
            Room::Kitchen | Room::Board | Room::Display(_) => true,
            Room::Cashier | Room::Queue | Room::Shop | Room::Menu(_) | Room::Order(_) => false,
        })
    }

    fn as_json(&self) -> Arc<str> {
        let screens = self.for_till().map(|screen| ScreenView {
            id: &screen.id,
            room: screen.room.kind(),
            name: screen.name.as_deref(),
            address: screen.address,
            connected: screen.connected(),
            current: screen.current(),
            last_seen: screen.since.0,
            till: screen.room.till(),
        });
        let screens: Vec<_> = screens.collect();
        json(&serde_json::json!({ "screens": screens, "other_boards": self.others })).into()
    }

    /// Whether one more screen can be named; the one that was lost longest gives way to it.
    fn make_room(&mut self) -> bool {
        if self.list.len() < MOST_NAMED {
            return true;
        }
        let lost = self
            .list
            .iter()
            .enumerate()
            .filter(|(_, it)| !it.connected());
        let longest = lost.min_by_key(|(_, screen)| screen.since.1);
        match longest.map(|(position, _)| position) {
            Some(position) => {
                self.list.remove(position);
                true
            }
            None => false,
        }
    }
}

impl Screen {
    fn connected(&self) -> bool {
        self.asked.is_some() || !self.connections.is_empty()
    }

    fn current(&self) -> bool {
        self.asked.is_some() || self.connections.values().any(|one| one.current)
    }

    /// Changes its connections; says whether it looks different now.
    fn turn(&mut self, now: (Timestamp, Instant), change: impl FnOnce(&mut Self)) -> bool {
        let before = (self.connected(), self.current());
        change(self);
        let turned = before != (self.connected(), self.current());
        if turned {
            self.since = now;
        }
        turned
    }
}

/// A screen's place in the list, for as long as it is connected.
#[derive(Debug)]
pub struct ScreenHandle {
    presence: Arc<Presence>,
    is_ours: bool,
    connection: u64,
    current: bool,
    progress: Arc<Progress>,
}

impl ScreenHandle {
    /// Notes the number that the screen received last.
    pub fn has_received(&self, position: i64) {
        self.progress.received(position);
    }

    /// Notes how long a sign of life took, there and back.
    pub fn answers_after(&self, delay: Duration) {
        self.progress.answered_after(delay);
    }

    /// Notes whether the screen answers.
    pub fn answers(&mut self, current: bool) {
        if self.is_ours && self.current != current {
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

impl Drop for ScreenHandle {
    fn drop(&mut self) {
        if !self.is_ours {
            self.presence.lock().others -= 1;
            self.presence.changed.send_replace(());
            return;
        }
        let connection = self.connection;
        self.presence.change(connection, |connections| {
            connections.remove(&connection);
        });
    }
}
