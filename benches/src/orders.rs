//! Durable orders per second: many customers at once, one alone, and the database without a shop.

use std::{
    net::SocketAddr,
    path::Path,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use super::{
    client::Client,
    folder::{Folder, disk_under},
    pool::Pool,
    raw::{Depth, Rows},
    report::{Report, Spread, figure, median},
    server::Server,
    shop::{Dish, write_place},
};

/// How many orders share a commit in the loop that shows what sharing can give.
const SHARED: usize = 32;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Customers who order at once, each on a connection that is kept; measured in turn
    #[arg(long, value_delimiter = ',', default_values_t = [1, 32, 256], value_parser = clap::value_parser!(u16).range(1..=1000))]
    connections: Vec<u16>,

    /// Seconds of each measurement
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,

    /// How often everything is measured in turn
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=9))]
    rounds: u8,
}

/// Rates by what was measured, over the rounds.
#[derive(Default)]
struct Rates(Vec<(String, Vec<f64>)>);

impl Rates {
    fn add(&mut self, what: String, rate: f64) {
        match self.0.iter_mut().find(|(known, _)| *known == what) {
            Some((_, rates)) => rates.push(rate),
            None => self.0.push((what, vec![rate])),
        }
    }

    fn median(&self, what: &str) -> f64 {
        let known = self.0.iter().find(|(known, _)| known == what);
        median(known.expect("it was measured").1.clone())
    }
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let time = Duration::from_secs(options.seconds);
    let mut report = Report::new("Orders: durable orders per second");
    report.how(format!(
        "{} rounds; in each, one after another for {} s on the same disk ({}): for each number of \
         connections Siap, the bare server, and the bare server that writes the order and its lines only,",
        options.rounds,
        options.seconds,
        disk_under(place)
    ));
    report.how(
        "and a bare SQLite loop that writes the same four rows: order, line, event, key. All in WAL, \
         with FULL where nothing else is said.",
    );
    report.how("Every answer was 201 to a key of its own. Load and shop share the machine.");

    let mut rates = Rates::default();
    for round in 1..=options.rounds {
        let mut last = None;
        for connections in &options.connections {
            let many = usize::from(*connections);
            let folder = Folder::make(place);
            let server = Server::start(folder.path());
            let siap = flood(&server, many, time).await;
            // Closed first, so that nothing else uses the disk.
            server.close();
            report_flood(&mut report, &mut rates, round, SIAP, many, &siap);
            for (who, depth) in [(BARE, Depth::All), (LEAST, Depth::OrderAndLines)] {
                let own = Folder::make(place);
                let server = Server::start_bare(folder.path(), own.path(), depth);
                let bare = flood(&server, many, time).await;
                report_flood(&mut report, &mut rates, round, who, many, &bare);
            }
            // Its menu is read again by the loop below.
            last = Some(folder);
        }
        let shop = last.expect("at least one number of connections");
        let mut rows = Rows::of(shop.path(), Depth::All);
        for (per_commit, synchronous) in [(1, "full"), (SHARED, "full"), (1, "normal")] {
            let folder = Folder::make(place);
            let rate = super::raw::orders_per_second(
                folder.path(),
                &mut rows,
                time,
                per_commit,
                synchronous,
            );
            let what = raw(per_commit, synchronous);
            report.row(format!("round {round}: {what}"), per_second(rate));
            rates.add(what, rate);
        }
    }
    let measured = rates.0.iter().filter(|(what, _)| !what.ends_with("CPU"));
    for (what, figures) in measured {
        report.row(
            format!("median: {what}"),
            per_second(median(figures.clone())),
        );
    }
    for connections in &options.connections {
        let many = counted((*connections).into());
        let ours = format!("{SIAP}, {many}");
        for theirs in [
            format!("{BARE}, {many}"),
            format!("{LEAST}, {many}"),
            raw(1, "full"),
            raw(SHARED, "full"),
        ] {
            let ratio = rates.median(&ours) / rates.median(&theirs);
            report.row(format!("ratio: {ours} / {theirs}"), format!("{ratio:.2}"));
        }
        for theirs in [BARE, LEAST] {
            let theirs = format!("{theirs}, {many}");
            let cpu =
                rates.median(&format!("{theirs}, CPU")) / rates.median(&format!("{ours}, CPU"));
            report.row(
                format!("ratio: CPU of an order, {ours} / {theirs}"),
                format!("{cpu:.2}"),
            );
        }
    }
    let flush = rates.median(&raw(1, "full")) / rates.median(&raw(1, "normal"));
    report.row(
        format!("ratio: {} / {}", raw(1, "full"), raw(1, "normal")),
        format!("{flush:.2}"),
    );
    report
}

const SIAP: &str = "Siap";
const BARE: &str = "bare server";
const LEAST: &str = "bare server, order and lines only";

/// Notes what came of one flood.
fn report_flood(
    report: &mut Report,
    rates: &mut Rates,
    round: u8,
    who: &str,
    connections: usize,
    flood: &Flood,
) {
    let what = format!("{who}, {}", counted(connections));
    report.row(format!("round {round}: {what}"), flood.line());
    rates.add(format!("{what}, CPU"), 1.0 / flood.cpu_per_order());
    rates.add(what, flood.per_second());
}

fn raw(per_commit: usize, synchronous: &str) -> String {
    format!("SQLite {synchronous}, {per_commit} per commit")
}

fn counted(connections: usize) -> String {
    let s = if connections == 1 { "" } else { "s" };
    format!("{connections} connection{s}")
}

fn per_second(rate: f64) -> String {
    format!("{rate:>8.0} orders/s")
}

/// What came of customers who order again as soon as they have an answer.
pub(super) struct Flood {
    times: Vec<Duration>,
    took: Duration,
    cpu: Duration,
}

impl Flood {
    fn per_second(&self) -> f64 {
        figure(self.times.len()) / self.took.as_secs_f64()
    }

    /// The time that one order in a hundred exceeds.
    pub(super) fn p99(&self) -> Duration {
        Spread::of(self.times.clone()).per_mille(990)
    }

    /// Processor time of the server, in microseconds.
    pub(super) fn cpu_per_order(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / figure(self.times.len())
    }

    pub(super) fn line(&self) -> String {
        let cpu = self.cpu_per_order();
        let spread = Spread::of(self.times.clone()).line();
        format!(
            "{}   {spread}   CPU {cpu:.0} us/order",
            per_second(self.per_second())
        )
    }
}

pub(super) async fn flood(server: &Server, connections: usize, time: Duration) -> Flood {
    flood_and(server, connections, time, |_, _| None).await
}

/// The same, with a request that follows each order where `then` makes one of the number of orders before it and of its
/// answer. The follower's time is not counted, its processor time is.
pub(super) async fn flood_and(
    server: &Server,
    connections: usize,
    time: Duration,
    then: impl Fn(usize, &[u8]) -> Option<String> + Clone + Send + 'static,
) -> Flood {
    let dish = Dish::find(&Pool::new(server.address, 1)).await;
    let cpu = server.cpu();
    let start = Instant::now();
    let mut customers = JoinSet::new();
    for _ in 0..connections {
        let (order, then) = (dish.order(1), then.clone());
        customers.spawn(customer(server.address, order, start + time, then));
    }
    let times = customers.join_all().await.concat();
    Flood {
        times,
        took: start.elapsed(),
        cpu: server.cpu_since(cpu),
    }
}

async fn customer(
    address: SocketAddr,
    order: String,
    end: Instant,
    then: impl Fn(usize, &[u8]) -> Option<String>,
) -> Vec<Duration> {
    let mut client = Client::connect(address)
        .await
        .expect("the shop takes a connection");
    let mut request = String::new();
    let mut times = Vec::new();
    while Instant::now() < end {
        write_place(&mut request, &order);
        let sent = Instant::now();
        let answer = client
            .ask(request.as_bytes())
            .await
            .expect("the shop answers");
        assert_eq!(
            answer.status,
            201,
            "{}",
            String::from_utf8_lossy(answer.body)
        );
        times.push(sent.elapsed());
        if let Some(follower) = then(times.len(), answer.body) {
            let answer = client.ask(follower.as_bytes()).await;
            let answer = answer.expect("the shop answers");
            let text = String::from_utf8_lossy(answer.body);
            assert_eq!(answer.status, 200, "{text}");
        }
    }
    times
}
