//! Screens and phones that write down what they hear, over however many connections.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::Instant,
};

use tokio_util::sync::CancellationToken;

use super::{PATIENCE, Screen, journal::JournalEvent};

/// What was heard in one room, over however many connections.
pub(super) struct Stream {
    pub(super) room: String,
    pub(super) since: i64,
    pub(super) heard: Vec<Heard>,
    pub(super) strange: usize,
}

#[derive(Clone, Copy)]
pub(super) struct Heard {
    pub(super) place: i64,
    /// Of everything but the room and the number.
    pub(super) said: u64,
}

#[derive(Clone)]
pub(super) struct Receiver {
    pub(super) room: String,
    pub(super) server: SocketAddr,
    pub(super) token: Option<Arc<str>>,
    /// It comes back on another connection after about so many events.
    pub(super) restless: u64,
    pub(super) restarts: Arc<AtomicUsize>,
    /// How far it has come.
    pub(super) place: Arc<AtomicI64>,
}

impl Receiver {
    pub(super) async fn listen(self, stop: CancellationToken) -> Stream {
        let token = self.token.clone();
        let mut screen = Screen::open(self.server, &self.room, token.as_deref()).await;
        let mut stream = Stream {
            room: self.room.clone(),
            since: screen.place,
            heard: Vec::new(),
            strange: 0,
        };
        loop {
            let heard = tokio::select! {
                heard = screen.next() => heard,
                () = stop.cancelled() => return stream,
            };
            let is_restless = match &heard {
                Some(heard) => stream.add(&heard.text) && self.wants_another(&stream),
                None => true,
            };
            self.place.store(stream.place(), Ordering::Relaxed);
            if is_restless {
                self.restarts.fetch_add(1, Ordering::Relaxed);
                drop(screen);
                let place = Some(stream.place());
                screen = Screen::open_at(self.server, &self.room, token.as_deref(), place).await;
            }
        }
    }

    /// The same for one that was open all the time and heard nothing.
    pub(super) async fn wake_up(self, mut screen: Screen, newest: i64) -> Stream {
        let mut stream = Stream {
            room: self.room.clone(),
            since: screen.place,
            heard: Vec::new(),
            strange: 0,
        };
        let deadline = Instant::now() + PATIENCE;
        while stream.place() < newest && Instant::now() < deadline {
            if let Some(heard) = screen.next().await {
                stream.add(&heard.text);
                continue;
            }
            self.restarts.fetch_add(1, Ordering::Relaxed);
            let (token, place) = (self.token.as_deref(), Some(stream.place()));
            screen = Screen::open_at(self.server, &self.room, token, place).await;
        }
        stream
    }

    /// Now and then, at moments that look random and differ from one to the next.
    fn wants_another(&self, stream: &Stream) -> bool {
        let mut dice = DefaultHasher::new();
        (stream.place(), Arc::as_ptr(&self.place).addr()).hash(&mut dice);
        self.restless > 0 && dice.finish().is_multiple_of(self.restless)
    }
}

impl Stream {
    fn place(&self) -> i64 {
        self.heard.last().map_or(self.since, |heard| heard.place)
    }

    /// Notes an event; whether it was one.
    fn add(&mut self, text: &str) -> bool {
        let event: JournalEvent =
            serde_json::from_str(text).expect("a message is as the contract says");
        let (Some(place), Some(data)) = (event.seq, event.data) else {
            return false;
        };
        if event.room != Some(self.room.as_str()) {
            self.strange += 1;
            return false;
        }
        let said = event.said(data);
        self.heard.push(Heard { place, said });
        true
    }
}
