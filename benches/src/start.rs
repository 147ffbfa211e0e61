//! Size, memory when idle, and time until the shop is open.

use std::{path::Path, sync::Arc, time::Duration};

use tokio::time::sleep;

use super::{
    client::request,
    folder::{Folder, disk_under},
    pool::Pool,
    report::{Report, Spread, figure},
    server::{Server, executable_size},
    shop::{self, Dish},
};

/// How long memory may settle.
const SETTLE: Duration = Duration::from_secs(3);
/// What people open.
const PAGES: [&str; 6] = ["/", "/t", "/cashier", "/kitchen", "/board", "/api/v1/menu"];

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Starts on a database that is there already
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..))]
    starts: u8,

    /// Starts on an empty folder
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
    fresh: u8,

    /// Orders in the database that is there already
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    orders: u32,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report = Report::new("Start: size, memory when idle, time until the shop is open");
    report.how(format!(
        "From asking the system for the process until the first 200 of /health; disk: {}.",
        disk_under(place)
    ));
    let fresh = (0..options.fresh).map(|_| {
        let folder = Folder::make(place);
        let server = Server::start(folder.path());
        let time = server.time_to_open();
        server.close();
        time
    });
    let fresh = Spread::of(fresh.collect());

    let folder = Folder::make(place);
    let server = Server::start(folder.path());
    let pool = Arc::new(Pool::new(server.address, 32));
    let order = Dish::find(&pool).await.order(1);
    let count = usize::try_from(options.orders).expect("a small number");
    shop::place_many(&pool, &order, count).await;
    server.close();
    let existing = (0..options.starts).map(|_| {
        let server = Server::start(folder.path());
        let time = server.time_to_open();
        server.close();
        time
    });
    let existing = Spread::of(existing.collect());

    let server = Server::start(folder.path());
    server.time_to_open();
    sleep(SETTLE).await;
    let idle = server.rss_kib();
    let pool = Pool::new(server.address, 1);
    for page in PAGES {
        let asked = pool.ask(&request("GET", page, &[], "")).await;
        assert_eq!(asked.status, 200, "{page} is there");
    }
    sleep(SETTLE).await;
    let visited = server.rss_kib();

    let mib = |bytes: f64| format!("{:.2} MiB", bytes / 1024.0 / 1024.0);
    let size = usize::try_from(executable_size()).expect("a small number");
    report.row("executable", mib(figure(size)));
    report.row("idle RSS, nobody came", mib(figure(idle * 1024)));
    report.row(
        "idle RSS, every page was opened",
        mib(figure(visited * 1024)),
    );
    report.row(
        format!("start with {} orders", options.orders),
        line(&existing),
    );
    report.row("start on an empty folder", line(&fresh));
    report
}

fn line(times: &Spread) -> String {
    format!(
        "median {:.1} ms   {}",
        times.median().as_secs_f64() * 1000.0,
        times.line()
    )
}
