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
    raw::{self, Rows},
    report::{Report, Spread, figure, median},
    server::Server,
    shop::{Dish, write_place},
};

/// How many orders share a commit in the loop that shows what sharing can give.
const SHARED: usize = 32;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Customers who order at once, each on a connection that is kept
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=1000))]
    connections: u16,

    /// Seconds of each measurement
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,

    /// How often everything is measured in turn
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=9))]
    rounds: u8,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let time = Duration::from_secs(options.seconds);
    let many = usize::from(options.connections);
    let mut report = Report::new("Orders: durable orders per second");
    report.how(format!(
        "{} rounds; in each, one after another for {} s on the same disk ({}): Siap with {many} \
         connections, Siap with 1,",
        options.rounds,
        options.seconds,
        disk_under(place)
    ));
    report.how(
        "and a bare SQLite loop (WAL, FULL) that writes the same four rows: order, line, event, key.",
    );
    report.how("Every answer was 201 to a key of its own. Load and shop share the machine.");

    let (mut together, mut alone, mut bare, mut shared) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 1..=options.rounds {
        let folder = Folder::make(place);
        let server = Server::start(folder.path());
        let mut measure = async |connections: usize| {
            let flood = flood(&server, connections, time).await;
            report.row(
                format!("round {round}: Siap, {}", counted(connections)),
                flood.line(),
            );
            flood.per_second()
        };
        together.push(measure(many).await);
        alone.push(measure(1).await);
        // Closed first, so that nothing else uses the disk.
        server.close();
        let mut rows = Rows::of(folder.path());
        for (per_commit, figures) in [(1, &mut bare), (SHARED, &mut shared)] {
            let folder = Folder::make(place);
            let rate = raw::orders_per_second(folder.path(), &mut rows, time, per_commit);
            report.row(
                format!("round {round}: SQLite, {per_commit} per commit"),
                per_second(rate),
            );
            figures.push(rate);
        }
    }
    let [together, alone, bare, shared] = [together, alone, bare, shared].map(median);
    report.row(
        format!("median: Siap, {}", counted(many)),
        per_second(together),
    );
    report.row("median: Siap, 1 connection", per_second(alone));
    report.row("median: SQLite, 1 per commit", per_second(bare));
    report.row(
        format!("median: SQLite, {SHARED} per commit"),
        per_second(shared),
    );
    for (what, ratio) in [
        (
            format!("ratio: Siap, {} / SQLite, 1 per commit", counted(many)),
            together / bare,
        ),
        (
            format!(
                "ratio: Siap, {} / SQLite, {SHARED} per commit",
                counted(many)
            ),
            together / shared,
        ),
        (
            "ratio: Siap, 1 connection / SQLite, 1 per commit".to_owned(),
            alone / bare,
        ),
    ] {
        report.row(what, format!("{ratio:.2}"));
    }
    report
}

fn counted(connections: usize) -> String {
    let s = if connections == 1 { "" } else { "s" };
    format!("{connections} connection{s}")
}

fn per_second(rate: f64) -> String {
    format!("{rate:>8.0} orders/s")
}

/// What came of customers who order again as soon as they have an answer.
struct Flood {
    times: Vec<Duration>,
    took: Duration,
    cpu: Duration,
}

impl Flood {
    fn per_second(&self) -> f64 {
        figure(self.times.len()) / self.took.as_secs_f64()
    }

    fn line(&self) -> String {
        let cpu = self.cpu.as_secs_f64() * 1e6 / figure(self.times.len());
        let spread = Spread::of(self.times.clone()).line();
        format!(
            "{}   {spread}   shop's CPU {cpu:.0} us/order",
            per_second(self.per_second())
        )
    }
}

async fn flood(server: &Server, connections: usize, time: Duration) -> Flood {
    let dish = Dish::find(&Pool::new(server.address, 1)).await;
    let cpu = server.cpu();
    let start = Instant::now();
    let mut customers = JoinSet::new();
    for _ in 0..connections {
        customers.spawn(customer(server.address, dish.order(1), start + time));
    }
    let times = customers.join_all().await.concat();
    Flood {
        times,
        took: start.elapsed(),
        cpu: server.cpu_since(cpu),
    }
}

async fn customer(address: SocketAddr, order: String, end: Instant) -> Vec<Duration> {
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
    }
    times
}
