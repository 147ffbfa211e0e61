//! From a request to its event in the one room it belongs to, among many rooms.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde::Deserialize;
use tokio::{sync::Mutex, task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{
    client::request,
    folder::{Folder, disk_under},
    pace,
    pool::Pool,
    raw::Depth,
    report::{Report, Sides, Spread, millis},
    screen::Screen,
    server::{self, Server},
    shop::{self, Dish, Order},
};

/// How long to listen after the last answer.
const AFTERWARDS: Duration = Duration::from_secs(1);
/// More requests than ever wait at once for a healthy shop.
const CONNECTIONS: usize = 64;
/// Every order has so many lines.
const LINES: usize = 2;

/// What happens to an order, as long as it lasts: it is paid, its lines are made (the last one
/// makes it ready), and then the kitchen cannot make up its mind.
const BEGINNING: [Step; 3] = [Step::Pay, Step::Line(1, "done"), Step::Line(2, "done")];
const EVER_AFTER: [Step; 4] = [
    Step::Line(1, "queued"),
    Step::Line(1, "done"),
    Step::Status("preparing"),
    Step::Status("ready"),
];

#[derive(Clone, Copy)]
enum Step {
    Pay,
    Line(u8, &'static str),
    Status(&'static str),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Orders, each with one socket in its room
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u16).range(1..=10000))]
    rooms: u16,

    /// Updates a second, over all rooms
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=10000))]
    rate: u32,

    /// Seconds of updates
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=60))]
    seconds: u32,

    /// How often both are measured in turn
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=9))]
    pub(super) rounds: u8,
}

impl Options {
    /// As they are without flags.
    pub(super) const fn usual() -> Self {
        Self {
            rooms: 1000,
            rate: 1000,
            seconds: 5,
            rounds: 1,
        }
    }
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report =
        Report::new("Rooms: from a request to its event in the one room it belongs to");
    report.how(format!(
        "{} orders, each with one socket in its room; {} updates a second over all of them for {} s; \
         {} rounds of Siap and the bare server in turn; disk: {}.",
        options.rooms,
        options.rate,
        options.seconds,
        options.rounds,
        disk_under(place)
    ));
    report.how(
        "An update is a payment, a line done or not, ready or recall; some are two events (always one \
         on the bare server).",
    );
    report.how("From the moment a request is sent until the room's socket has each of its events.");
    let mut sides = Sides::default();
    for round in 1..=options.rounds {
        let folder = Folder::make(place);
        server::add_cashier(folder.path());
        let server = Server::start(folder.path());
        let siap = measure(&server, options).await;
        server.close();
        siap.report(&mut report, &format!("round {round}: Siap"));
        report.must_be_none("events lost", siap.tally.lost);
        report.must_be_none("events heard twice or out of order", siap.tally.doubled);
        report.must_be_none("events in a wrong room", siap.strange);
        let own = Folder::make(place);
        let bare = Server::start_bare(folder.path(), own.path(), Depth::All);
        let bare = measure(&bare, options).await;
        bare.report(&mut report, &format!("round {round}: bare server"));
        let lost = bare.tally.wrong().to_string();
        report.row(format!("round {round}: bare server, events it lost"), lost);
        sides.add(siap.tally.times, bare.tally.times);
    }
    sides.report(&mut report, "Siap / bare server");
    report
}

/// What one server did.
pub(super) struct Figures {
    pub(super) tally: Tally,
    pub(super) strange: usize,
    latest: Duration,
    share: f64,
}

impl Figures {
    fn report(&self, report: &mut Report, who: &str) {
        let spread = Spread::of(self.tally.times.clone()).line();
        report.row(format!("{who}, event in its room"), spread);
        report.row(
            format!("{who}, load and CPU"),
            format!(
                "worst start {} ms behind the pace, {:.0} % of a core",
                millis(self.latest),
                self.share
            ),
        );
    }
}

pub(super) async fn measure(server: &Server, options: &Options) -> Figures {
    let pool = Arc::new(Pool::new(server.address, CONNECTIONS));
    let token: Arc<str> = shop::log_in(&pool, server::NAME, server::PIN).await.into();
    let order = Dish::find(&pool).await.order(LINES);
    let orders = shop::place_many(&pool, &order, usize::from(options.rooms)).await;

    let strange = Arc::new(AtomicUsize::new(0));
    let stop = CancellationToken::new();
    let mut listening = JoinSet::new();
    let mut rooms = Vec::new();
    for (number, order) in orders.into_iter().enumerate() {
        let screen = Screen::open(server.address, &format!("order:{}", order.uid), None).await;
        let receiver = Receiver {
            number,
            uid: order.uid.clone(),
            strange: strange.clone(),
        };
        listening.spawn(receiver.listen(screen, stop.clone()));
        rooms.push(Arc::new(Mutex::new(Room {
            order,
            turn: 0,
            updates: Vec::new(),
        })));
    }
    let asking = |turn: usize| {
        let room = rooms[turn % rooms.len()].clone();
        let (pool, token) = (pool.clone(), token.clone());
        async move { room.lock().await.update(&pool, &token).await }
    };
    let updates = usize::try_from(options.rate * options.seconds).expect("a small number");
    let cpu = server.cpu();
    let paced = pace::evenly(options.rate, updates, asking).await;
    let cpu = server.cpu_since(cpu);
    sleep(AFTERWARDS).await;
    stop.cancel();

    let mut tally = Tally::default();
    for (number, heard) in listening.join_all().await {
        tally.add(&*rooms[number].lock().await, &heard);
    }
    Figures {
        tally,
        strange: strange.load(Ordering::Relaxed),
        latest: paced.latest,
        share: cpu.as_secs_f64() / paced.took.as_secs_f64() * 100.0,
    }
}

/// An order and what was done to it.
struct Room {
    order: Order,
    turn: usize,
    /// The number of the last event of each update, and when the update was asked for.
    updates: Vec<(i64, Instant)>,
}

impl Room {
    async fn update(&mut self, pool: &Pool, token: &str) {
        let step = BEGINNING
            .iter()
            .chain(EVER_AFTER.iter().cycle())
            .nth(self.turn);
        self.turn += 1;
        let uid = &self.order.uid;
        let (path, body) = match step.expect("it never ends") {
            Step::Pay => (format!("{uid}/confirm-payment"), "{}".to_owned()),
            Step::Line(line, to) => (
                format!("{uid}/lines/{line}/status"),
                format!(r#"{{"status":"{to}"}}"#),
            ),
            Step::Status(to) => (format!("{uid}/status"), format!(r#"{{"status":"{to}"}}"#)),
        };
        let (path, bearer) = (
            format!("/api/v1/admin/orders/{path}"),
            format!("Bearer {token}"),
        );
        let asked = pool
            .ask(&request("PUT", &path, &[("authorization", &bearer)], &body))
            .await;
        let now: Order = asked.expect(200);
        assert!(now.rev > self.order.rev, "an update has an event");
        self.updates.push((now.rev, asked.sent));
        self.order = now;
    }
}

/// A socket in one room that writes down what it hears.
struct Receiver {
    number: usize,
    uid: String,
    strange: Arc<AtomicUsize>,
}

impl Receiver {
    async fn listen(
        self,
        mut screen: Screen,
        stop: CancellationToken,
    ) -> (usize, Vec<(i64, Instant)>) {
        #[derive(Deserialize)]
        struct About {
            data: AboutOrder,
        }
        #[derive(Deserialize)]
        struct AboutOrder {
            order: Order,
        }

        let room = format!("order:{}", self.uid);
        let mut events = Vec::new();
        loop {
            let heard = tokio::select! {
                heard = screen.next() => heard,
                () = stop.cancelled() => None,
            };
            let Some(heard) = heard else {
                return (self.number, events);
            };
            let envelope = heard.envelope();
            let Some(seq) = envelope.seq else { continue };
            // By what it says and by whose order it holds: both must be this one's.
            let about: About = serde_json::from_str(&heard.text).expect("an event has its order");
            if envelope.room != Some(&room) || about.data.order.uid != self.uid {
                self.strange.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            events.push((seq, heard.at));
        }
    }
}

/// What all rooms heard, held against what they should have.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) times: Vec<Duration>,
    pub(super) lost: usize,
    doubled: usize,
}

impl Tally {
    /// How many events are not as they should be.
    pub(super) fn wrong(&self) -> usize {
        self.lost + self.doubled
    }

    fn add(&mut self, room: &Room, heard: &[(i64, Instant)]) {
        // It was 1 when it was placed, which the room is not told.
        let mut last = 1;
        let mut new = 0;
        for (rev, at) in heard {
            if *rev <= last {
                self.doubled += 1;
                continue;
            }
            last = *rev;
            new += 1;
            let update = room.updates.iter().find(|(end, _)| end >= rev);
            if let Some((_, sent)) = update {
                self.times.push(at.duration_since(*sent));
            }
        }
        let wanted = usize::try_from(room.order.rev - 1).expect("an order counts up");
        self.lost += wanted.saturating_sub(new);
    }
}
