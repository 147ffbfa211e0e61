//! From a request to its event on every screen of the staff.

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{task::JoinSet, time::sleep};
use tokio_util::sync::CancellationToken;

use super::{
    folder::{Folder, disk_under},
    pace,
    pool::Pool,
    raw::Depth,
    report::{Report, Sides, Spread, millis},
    screen::Screen,
    server::{self, Server},
    shop::{self, Dish, Order},
};

/// How long the last events may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long to listen for events that come twice.
const AFTERWARDS: Duration = Duration::from_millis(500);
/// More requests than ever wait at once for a healthy shop.
const CONNECTIONS: usize = 64;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Sockets in the cashier's room
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=5000))]
    pub(super) screens: u16,

    /// Orders a second
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=2000))]
    pub(super) rate: u32,

    /// Seconds of orders
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub(super) seconds: u32,

    /// How often both are measured in turn
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=9))]
    pub(super) rounds: u8,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report = Report::new("Fan-out: from a request to its event on every screen");
    report.how(format!(
        "{} sockets in the cashier's room; {} orders a second for {} s, evenly, whether or not the \
         ones before were answered; {} rounds of Siap and the bare server in turn; disk: {}.",
        options.screens,
        options.rate,
        options.seconds,
        options.rounds,
        disk_under(place)
    ));
    report.how("From the moment a request is sent until each socket has its new_order.");
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
        report.must_be_none("events of no order of ours", siap.tally.strange);
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
    latest: Duration,
    share: f64,
}

impl Figures {
    fn report(&self, report: &mut Report, who: &str) {
        let spread = Spread::of(self.tally.times.clone()).line();
        report.row(format!("{who}, event on a screen"), spread);
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
    let token = shop::log_in(&pool, server::NAME, server::PIN).await;
    let order = Dish::find(&pool).await.order(1);
    // The first orders open files and fill caches; they are not what a busy hour looks like.
    shop::place_many(&pool, &order, 20).await;

    let wanted = usize::try_from(options.rate * options.seconds).expect("a small number");
    let receivers = Receivers::open(server, &token, options.screens, wanted).await;
    let cpu = server.cpu();
    let asking = |_| {
        let (pool, request) = (pool.clone(), shop::place(&order));
        async move {
            let asked = pool.ask(&request).await;
            (asked.expect::<Order>(201).uid, asked.sent)
        }
    };
    let paced = pace::evenly(options.rate, wanted, asking).await;
    let cpu = server.cpu_since(cpu);
    let sent: HashMap<String, Instant> = paced.done.into_iter().collect();
    let since = receivers.since;
    let heard = receivers.close().await;
    let journal: HashMap<i64, String> = shop::journal(server.address, &token, since)
        .await
        .into_iter()
        .collect();
    Figures {
        tally: tally(&heard, since, wanted, |seq| {
            sent.get(journal.get(&seq)?).copied()
        }),
        latest: paced.latest,
        share: cpu.as_secs_f64() / paced.took.as_secs_f64() * 100.0,
    }
}

/// Screens of the cashier that write down what they hear.
struct Receivers {
    since: i64,
    wanted: usize,
    heard: Arc<AtomicUsize>,
    stop: CancellationToken,
    listening: JoinSet<Vec<(i64, Instant)>>,
}

impl Receivers {
    async fn open(server: &Server, token: &str, screens: u16, events: usize) -> Self {
        let mut receivers = Self {
            since: 0,
            wanted: events * usize::from(screens),
            heard: Arc::default(),
            stop: CancellationToken::new(),
            listening: JoinSet::new(),
        };
        for _ in 0..screens {
            let screen = Screen::open(server.address, "cashier", Some(token)).await;
            // Nothing happens while they open, so it is the same for all.
            receivers.since = screen.place;
            receivers.listening.spawn(listen(
                screen,
                receivers.heard.clone(),
                receivers.stop.clone(),
            ));
        }
        receivers
    }

    async fn close(self) -> Vec<Vec<(i64, Instant)>> {
        let deadline = Instant::now() + PATIENCE;
        while self.heard.load(Ordering::Relaxed) < self.wanted && Instant::now() < deadline {
            sleep(Duration::from_millis(10)).await;
        }
        sleep(AFTERWARDS).await;
        self.stop.cancel();
        self.listening.join_all().await
    }
}

async fn listen(
    mut screen: Screen,
    count: Arc<AtomicUsize>,
    stop: CancellationToken,
) -> Vec<(i64, Instant)> {
    let mut events = Vec::new();
    loop {
        let heard = tokio::select! {
            heard = screen.next() => heard,
            () = stop.cancelled() => None,
        };
        let Some(heard) = heard else { return events };
        let envelope = heard.envelope();
        // Heartbeats and who is present have no number.
        if let ("new_order", Some(seq)) = (envelope.r#type, envelope.seq) {
            events.push((seq, heard.at));
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// What all screens heard, held against what they should have.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) times: Vec<Duration>,
    pub(super) lost: usize,
    doubled: usize,
    strange: usize,
}

impl Tally {
    /// How many events are not as they should be.
    pub(super) fn wrong(&self) -> usize {
        self.lost + self.doubled + self.strange
    }
}

fn tally(
    screens: &[Vec<(i64, Instant)>],
    since: i64,
    wanted: usize,
    sent: impl Fn(i64) -> Option<Instant>,
) -> Tally {
    let mut tally = Tally::default();
    for events in screens {
        let mut last = since;
        let mut new = 0;
        for (seq, at) in events {
            if *seq <= last {
                tally.doubled += 1;
                continue;
            }
            last = *seq;
            match sent(*seq) {
                Some(sent) => {
                    new += 1;
                    tally.times.push(at.duration_since(sent));
                }
                None => tally.strange += 1,
            }
        }
        tally.lost += wanted.saturating_sub(new);
    }
    tally
}
