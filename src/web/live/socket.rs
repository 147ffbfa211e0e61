//! One WebSocket: join, catch up, live, heartbeat, close.

mod close;
mod message;
mod rooms;

use std::{net::IpAddr, pin::Pin, sync::Arc, time::Duration};

use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior, interval_at, timeout},
};
use tokio_stream::StreamMap;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Error, Message, Utf8Bytes},
};

use close::End;
pub(in crate::web) use message::FromScreen;
use message::ToScreen;

use crate::web::{problem::Problem, site::Site};
use crate::{
    domain::{Actor, Initiator, Language, Room},
    hub::Subscriber,
    shop::{Live, RoomMessage, ScreenHandle, Session, SessionKey, Sessions, ShopError, Since},
};

/// Largest message a screen may send, in bytes.
pub(in crate::web) const LARGEST_MESSAGE: usize = 16 * 1024;
/// How often a socket proves that it is alive, in seconds.
const HEARTBEAT: u64 = 15;
/// How long it may be silent, in seconds.
const SILENCE: Duration = Duration::from_secs(45);
/// After this long without an answer to a ping a screen may not be hearing any more.
const UNANSWERED: Duration = Duration::from_secs(20);
/// How long one write may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most rooms of one socket.
const MOST_ROOMS: usize = 20;
/// Most messages of one socket in a minute.
const MOST_MESSAGES: u32 = 100;

pub(in crate::web) type Stream = WebSocketStream<TokioIo<Upgraded>>;
type FeedStream = Pin<Box<dyn futures_util::Stream<Item = Result<RoomMessage, ShopError>> + Send>>;

/// Hears of the end of a session.
type SessionEnd = Subscriber<SessionKey, ()>;

/// What a screen said while it was still HTTP.
pub(in crate::web) struct JoinRequest {
    pub(in crate::web) room: Option<String>,
    pub(in crate::web) since: Option<i64>,
    pub(in crate::web) epoch: Option<String>,
    pub(in crate::web) language: Language,
    pub(in crate::web) session: Option<Session>,
    /// What the device calls itself.
    pub(in crate::web) screen: Option<String>,
    pub(in crate::web) peer: IpAddr,
}

pub(in crate::web) struct Socket {
    stream: Stream,
    site: Site,
    live: Live,
    sessions: Sessions,
    session: Option<Session>,
    language: Language,
    rooms: StreamMap<Room, FeedStream>,
    /// The last position sent in each room.
    positions: Vec<(Room, i64)>,
    /// What the device calls itself, and where it is.
    screen: Option<String>,
    peer: IpAddr,
    /// Its presence handles, if it is a screen of the shop.
    handles: Vec<(Room, ScreenHandle)>,
    /// Who else hangs there, if this is a till.
    presence: Option<watch::Receiver<Arc<str>>>,
    /// The tables that call, if this is in the till's room.
    calls: Option<watch::Receiver<Arc<str>>>,
    /// What the printers do, if this is of the till.
    printers: Option<watch::Receiver<Arc<str>>>,
    /// When the last frame of the screen arrived.
    received: Instant,
    /// When it was last asked for a sign of life, while that is on its way.
    asked: Option<Instant>,
    /// When the present minute of messages began, and how many it has had.
    minute: (Instant, u32),
}

impl Socket {
    pub(in crate::web) fn new(
        stream: Stream,
        site: Site,
        (live, sessions): (Live, Sessions),
        welcome: &JoinRequest,
    ) -> Self {
        let now = Instant::now();
        let (rooms, positions) = (StreamMap::new(), Vec::new());
        Self {
            stream,
            site,
            live,
            sessions,
            session: welcome.session.clone(),
            language: welcome.language,
            rooms,
            positions,
            screen: welcome.screen.clone(),
            peer: welcome.peer,
            handles: Vec::new(),
            presence: None,
            calls: None,
            printers: None,
            received: now,
            asked: None,
            minute: (now, 0),
        }
    }

    /// Serves the screen until one side ends it.
    pub(in crate::web) async fn run(mut self: Box<Self>, welcome: Box<JoinRequest>) {
        // Subscribes before the check: a session that has ended since the handshake is seen, and
        // the end of a later one is received.
        let session_end = self
            .session
            .as_ref()
            .map(|session| self.sessions.end_of(session.key));
        // Work that a socket does once is boxed, or its state would take up memory for the socket's whole life.
        let end = match Box::pin(self.greet(welcome)).await {
            Ok(()) => self.serve(session_end).await,
            Err(end) => end,
        };
        // Out of the rooms first: what is still published there is not for this screen any more.
        let Self {
            stream,
            site,
            rooms,
            handles,
            ..
        } = *self;
        drop((rooms, handles));
        Box::pin(close::close(stream, end, site.closing())).await;
    }

    async fn greet(&mut self, welcome: Box<JoinRequest>) -> Result<(), End> {
        self.party().await?;
        let epoch = self.site.epoch().to_owned();
        let hello = ToScreen::Hello {
            version: env!("CARGO_PKG_VERSION"),
            epoch: &epoch,
            heartbeat_s: HEARTBEAT,
            at: self.site.now(),
        };
        self.say(&hello).await?;
        match welcome.room {
            Some(room) => {
                self.join(
                    &room,
                    Since {
                        seq: welcome.since,
                        epoch: welcome.epoch,
                    },
                    true,
                )
                .await
            }
            None => Ok(()),
        }
    }

    async fn serve(&mut self, mut session_end: Option<SessionEnd>) -> End {
        let site = self.site.clone();
        let mut closing = std::pin::pin!(site.closing());
        let every = Duration::from_secs(HEARTBEAT);
        let mut heartbeat = interval_at(Instant::now() + every, every);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let step = tokio::select! {
                () = &mut closing => return End::ShopCloses,
                () = ended(&mut session_end) => return End::SessionEnded,
                Some((room, message)) = self.rooms.next(), if !self.rooms.is_empty() => {
                    self.pass_on(&room, message).await
                }
                data = changed(&mut self.presence) => self.say_state("screen_presence", &data).await,
                data = changed(&mut self.printers) => self.say_state("print_update", &data).await,
                data = changed(&mut self.calls) => self.say_state("table_calls", &data).await,
                received = self.stream.next() => self.receive(received).await,
                _ = heartbeat.tick() => Box::pin(self.beat()).await,
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    async fn pass_on(
        &mut self,
        room: &Room,
        message: Result<RoomMessage, ShopError>,
    ) -> Result<(), End> {
        let message = message.map_err(|error| {
            log::error!("a room could not be followed: {error}");
            End::TooSlow
        })?;
        let text = Utf8Bytes::try_from(message.text).map_err(|_| End::TooSlow)?;
        self.send(Message::Text(text)).await?;
        if let Some((_, position)) = self.positions.iter_mut().find(|(joined, _)| joined == room) {
            *position = message.seq;
        }
        if let Some((_, handle)) = self.handles.iter().find(|(joined, _)| joined == room) {
            handle.has_received(message.seq);
        }
        Ok(())
    }

    async fn receive(&mut self, received: Option<Result<Message, Error>>) -> Result<(), End> {
        let message = match received {
            Some(Ok(message)) => message,
            Some(Err(error)) => return Err(End::from(error)),
            None => return Err(End::Gone),
        };
        self.received = Instant::now();
        self.answers(true);
        match message {
            // The answer to a ping of ours counts against no limit.
            Message::Pong(_) | Message::Frame(_) => {
                if let Some(asked) = self.asked.take() {
                    let delay = asked.elapsed();
                    self.handles
                        .iter()
                        .for_each(|(_, handle)| handle.answers_after(delay));
                }
                self.count()
            }
            Message::Ping(_) => self.spend(),
            Message::Close(_) => Err(End::Gone),
            Message::Binary(_) => Err(End::NotText),
            Message::Text(text) => {
                self.spend()?;
                Box::pin(self.answer(&text)).await
            }
        }
    }

    async fn answer(&mut self, text: &str) -> Result<(), End> {
        match FromScreen::read(text) {
            Some(FromScreen::Join {
                room,
                since,
                epoch,
                unlisted,
            }) => {
                let since = Since { seq: since, epoch };
                self.join(&room, since, !unlisted).await
            }
            Some(FromScreen::Leave { room }) => {
                if let Some(room) = Room::parse(&room, self.language) {
                    self.leave(&room);
                }
                Ok(())
            }
            Some(FromScreen::Ping) => self.say_heartbeat().await,
            None => {
                let code = warp::http::StatusCode::BAD_REQUEST;
                self.refuse(None, &Problem::new(code, "bad_message")).await
            }
        }
    }

    /// Whose rights this socket has now; its session may have ended since it was opened.
    async fn party(&mut self) -> Result<Initiator, End> {
        let Some(session) = &self.session else {
            return Ok(Initiator::Customer);
        };
        match self.sessions.with_key(session.key, self.peer).await {
            Ok(Some(session)) => Ok(Actor::Staff(session.staff).party()),
            Ok(None) => Err(End::SessionEnded),
            Err(error) => {
                log::error!("a session could not be checked: {error}");
                Err(End::TooSlow)
            }
        }
    }

    async fn beat(&mut self) -> Result<(), End> {
        if self.received.elapsed() >= SILENCE {
            return Err(End::Silent);
        }
        self.answers(self.received.elapsed() < UNANSWERED);
        // A session may have run out without being ended; an open screen is a used one.
        self.party().await?;
        // Leaves together with the heartbeat, in one write.
        self.ask_for_life().await?;
        self.say_heartbeat().await
    }

    /// Asks for a sign of life, with the next thing that is said.
    async fn ask_for_life(&mut self) -> Result<(), End> {
        self.asked = Some(Instant::now());
        let ping = Message::Ping(bytes::Bytes::new());
        self.stream.feed(ping).await.map_err(|_| End::Gone)
    }

    /// Tells the till what is in no journal, whole.
    async fn say_state(&mut self, topic: &str, data: &str) -> Result<(), End> {
        let at = self.site.now();
        let text = format!(r#"{{"type":"{topic}","room":"cashier","at":"{at}","data":{data}}}"#);
        self.send(Message::text(text)).await
    }

    async fn say_heartbeat(&mut self) -> Result<(), End> {
        let rooms = self
            .positions
            .iter()
            .map(|(room, position)| (room.to_string(), *position))
            .collect();
        self.say(&ToScreen::Heartbeat { rooms }).await
    }

    async fn refuse(&mut self, room: Option<&str>, problem: &Problem) -> Result<(), End> {
        self.site.metrics().refusal(problem.code());
        let detail = problem.detail(self.language);
        self.say(&ToScreen::Error {
            code: problem.code(),
            room,
            detail: &detail,
        })
        .await
    }

    async fn say(&mut self, message: &ToScreen<'_>) -> Result<(), End> {
        let text = serde_json::to_string(message).unwrap_or_default();
        self.send(Message::text(text)).await
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        match timeout(PATIENCE, self.stream.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(End::Gone),
            Err(_) => Err(End::TooSlow),
        }
    }

    /// Counts a message for this socket and for its address.
    fn spend(&mut self) -> Result<(), End> {
        self.count()?;
        let spent = self.site.limits().message(self.peer);
        spent.map_err(|_| End::LimitExceeded)
    }

    fn count(&mut self) -> Result<(), End> {
        let (began, count) = &mut self.minute;
        if began.elapsed() >= Duration::from_mins(1) {
            (*began, *count) = (Instant::now(), 0);
        }
        *count += 1;
        if *count > MOST_MESSAGES {
            Err(End::LimitExceeded)
        } else {
            Ok(())
        }
    }
}

/// Waits for a change and returns the new state; waits forever without a subscription.
async fn changed(state: &mut Option<watch::Receiver<Arc<str>>>) -> Arc<str> {
    match state {
        // It lives as long as the shop.
        Some(state) => {
            let _ = state.changed().await;
            state.borrow().clone()
        }
        None => std::future::pending().await,
    }
}

/// Waits for the end of a session; without one, forever.
async fn ended(session: &mut Option<SessionEnd>) {
    match session {
        Some(end) => {
            let _ = end.next().await;
        }
        None => std::future::pending().await,
    }
}
