//! The promise under load: screens, phones, staff and a stuck tablet for a while, and then every stream
//! held against the journal, whole.

mod journal;
mod receivers;

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{sync::Mutex, task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;

use journal::{Journal, Tally};
use receivers::Receiver;

use super::{
    client::request,
    folder::{Folder, disk_under},
    pace,
    pool::Pool,
    report::Report,
    screen::Screen,
    server::{self, Server},
    shop::{self, Dish, Order},
};

/// How long the last events may take to come to everybody.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long to listen after the last event.
const AFTERWARDS: Duration = Duration::from_millis(500);
/// More requests than ever wait at once for a healthy shop.
const CONNECTIONS: usize = 64;
/// A screen comes back on another connection after about so many events.
const RESTLESS: u64 = 400;
/// A phone after about so many.
const RESTLESS_PHONE: u64 = 5;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Seconds of orders
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3600))]
    seconds: u32,

    /// Orders a second, each with some seven changes
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=500))]
    rate: u32,

    /// Screens of the till and of the kitchen
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=2000))]
    screens: u16,

    /// Phones that stay in the rooms of their orders
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u16).range(1..=10000))]
    phones: u16,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let folder = Folder::make(place);
    server::add_cashier(folder.path());
    let server = Server::start(folder.path());
    let shop = Hour::open(&server, options).await;
    let closing = CancellationToken::new();
    let mut screens = JoinSet::new();
    for number in 0..options.screens {
        let room = if number % 4 == 3 {
            "kitchen"
        } else {
            "cashier"
        };
        let receiver = shop
            .receiver(room.to_owned(), Some(shop.token.clone()), RESTLESS)
            .await;
        screens.spawn(receiver.listen(closing.clone()));
    }
    // One that hears nothing for as long as there is something to hear.
    let stuck = Screen::open(server.address, "cashier", Some(&shop.token)).await;
    let phones = Arc::new(Mutex::new(JoinSet::new()));
    let living = |turn: usize| {
        let (shop, phones, closing) = (shop.clone(), phones.clone(), closing.clone());
        async move {
            let uid = shop.place().await;
            if turn < shop.phones {
                let receiver = shop
                    .receiver(format!("order:{uid}"), None, RESTLESS_PHONE)
                    .await;
                phones.lock().await.spawn(receiver.listen(closing));
            }
            shop.serve(&uid, turn).await
        }
    };
    let count = usize::try_from(options.rate * options.seconds).expect("a small number");
    let began = Instant::now();
    let asked = pace::evenly(options.rate, count, living).await;
    let took = began.elapsed();

    let journal = Journal::read(&server, &shop.token).await;
    shop.everybody_has_heard(&journal).await;
    // The stuck one wakes up, hears what its connection still holds, and goes on on another.
    let late = shop
        .receiver("cashier".to_owned(), Some(shop.token.clone()), 0)
        .await;
    let late = late.wake_up(stuck, journal.last_in("cashier")).await;
    // What comes twice, or to the wrong room, would come now.
    sleep(AFTERWARDS).await;
    closing.cancel();
    let mut streams = screens.join_all().await;
    streams.push(late);
    let phones = std::mem::take(&mut *phones.lock().await).join_all().await;
    streams.extend(phones);
    let mut tally = Tally::default();
    for stream in &streams {
        tally.add(&journal, stream);
    }

    let mut report = Report::new("Promise: every room's stream against the journal");
    report.how(format!(
        "{} screens (a quarter of them in the kitchen), phones in the rooms of the first {} orders, one \
         tablet that reads nothing until the end; {} orders a second for {} s; disk: {}.",
        options.screens,
        options.phones,
        options.rate,
        options.seconds,
        disk_under(place)
    ));
    report.how(
        "Paid, a line done, ready, recalled, ready, picked up; every tenth is cancelled. Screens and \
         phones come back on other connections at random.",
    );
    let asked: usize = asked.done.iter().sum();
    report.row("orders and changes asked for", asked.to_string());
    report.row("they took", format!("{:.1} s", took.as_secs_f64()));
    report.row("events in the journal", journal.events.len().to_string());
    report.row("streams checked", streams.len().to_string());
    report.row("events heard and compared", tally.heard.to_string());
    let restarts = shop.restarts.load(Ordering::Relaxed);
    report.row("other connections", restarts.to_string());
    report.must_be_none("holes in the journal", journal.holes);
    report.must_be_none("events missing", tally.missing);
    report.must_be_none("events heard twice or out of order", tally.doubled);
    report.must_be_none("events that say something else", tally.otherwise);
    report.must_be_none("events of another room", tally.strange);
    report
}

/// A room, and the position of one subscriber in it.
type Place = (String, Arc<AtomicI64>);

/// A busy hour in a shop: its staff, and its subscribers.
#[derive(Clone)]
struct Hour {
    pool: Arc<Pool>,
    address: SocketAddr,
    token: Arc<str>,
    order: Arc<str>,
    phones: usize,
    restarts: Arc<AtomicUsize>,
    places: Arc<Mutex<Vec<Place>>>,
}

impl Hour {
    async fn open(server: &Server, options: &Options) -> Self {
        let pool = Arc::new(Pool::new(server.address, CONNECTIONS));
        let token = shop::log_in(&pool, server::NAME, server::PIN).await;
        let order = Dish::find(&pool).await.order(2);
        Self {
            pool,
            address: server.address,
            token: token.into(),
            order: order.into(),
            phones: options.phones.into(),
            restarts: Arc::default(),
            places: Arc::default(),
        }
    }

    async fn receiver(&self, room: String, token: Option<Arc<str>>, restless: u64) -> Receiver {
        let place = Arc::<AtomicI64>::default();
        // The stuck one comes to its place by itself.
        if restless > 0 {
            let mut places = self.places.lock().await;
            places.push((room.clone(), place.clone()));
        }
        Receiver {
            room,
            server: self.address,
            token,
            restless,
            restarts: self.restarts.clone(),
            place,
        }
    }

    async fn everybody_has_heard(&self, journal: &Journal) {
        let deadline = Instant::now() + PATIENCE;
        for (room, place) in &*self.places.lock().await {
            let last = journal.last_in(room);
            while place.load(Ordering::Relaxed) < last && Instant::now() < deadline {
                sleep(Duration::from_millis(10)).await;
            }
        }
    }

    async fn place(&self) -> String {
        let asked = self.pool.ask(&shop::place(&self.order)).await;
        asked.expect::<Order>(201).uid
    }

    /// Serves an order to its end; says how often something was asked for.
    async fn serve(&self, uid: &str, turn: usize) -> usize {
        let to = |status: &str| {
            let body = format!(r#"{{"status":"{status}","reason":"habis"}}"#);
            ("status", body)
        };
        let steps = if turn % 10 == 9 {
            vec![to("cancelled")]
        } else {
            vec![
                ("confirm-payment", "{}".to_owned()),
                ("lines/1/status", r#"{"status":"done"}"#.to_owned()),
                to("ready"),
                to("preparing"),
                to("ready"),
                to("completed"),
            ]
        };
        let bearer = format!("Bearer {}", self.token);
        for (what, body) in &steps {
            let path = format!("/api/v1/admin/orders/{uid}/{what}");
            let request = request("PUT", &path, &[("authorization", &bearer)], body);
            self.pool.ask(&request).await.expect::<Order>(200);
        }
        steps.len() + 1
    }
}
