//! A shop of one week and a shop of ten years: what is asked for all day must cost the same.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use serde::Deserialize;

use super::{
    client::{Client, request},
    folder::{Folder, disk_under},
    past::{self, Events},
    pool::Pool,
    report::{Report, Spread, figure, millis},
    screen::Screen,
    server::{self, Server},
    shop::{self, Dish},
};

/// Orders that are not finished, in every shop.
const ACTIVE: usize = 40;
/// How long the upkeep may take.
const PATIENCE: Duration = Duration::from_mins(5);
/// Events that a screen was away for.
const AWAY: i64 = 1000;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Finished orders, for each shop
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 100_000, 1_000_000])]
    orders: Vec<u32>,

    /// How often each thing is asked for
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    times: u16,

    /// Starts of each shop
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
    starts: u8,
}

/// What is asked of each shop.
const LISTS: [(&str, &str); 4] = [
    (
        "list of active orders",
        "/api/v1/admin/orders?status=active",
    ),
    (
        "first page of finished ones",
        "/api/v1/admin/orders?status=completed&limit=50",
    ),
    (
        "an order of today by its number",
        "/api/v1/admin/orders?search=C-020&date=today",
    ),
    (
        "first page of the journal",
        "/api/v1/admin/history?about=orders&limit=50",
    ),
];

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report = Report::new("Age: the same questions to a young and to an old shop");
    report.how(format!(
        "Finished orders of a year, {ACTIVE} active ones; each question {} times one after another; \
         disk: {}.",
        options.times,
        disk_under(place)
    ));
    let mut all: Vec<(u32, Vec<(&str, Duration)>)> = Vec::new();
    for orders in &options.orders {
        let figures = measure(*orders, options, place).await;
        for (what, time) in &figures {
            report.row(
                format!("{orders} orders: {what}"),
                format!("{} ms", millis(*time)),
            );
        }
        all.push((*orders, figures));
    }
    if let Some((young, first)) = all.first() {
        for (orders, figures) in &all[1..] {
            for ((what, old), (_, new)) in figures.iter().zip(first) {
                let ratio = old.as_secs_f64() / new.as_secs_f64();
                report.row(
                    format!("ratio {orders} / {young}: {what}"),
                    format!("{ratio:.2}"),
                );
            }
        }
    }
    report
}

/// The medians.
async fn measure(orders: u32, options: &Options, place: &Path) -> Vec<(&'static str, Duration)> {
    let folder = Folder::make(place);
    past::make(folder.path(), orders, Events::Shortened).await;
    server::add_owner(folder.path());
    let starts = (0..options.starts).map(|_| {
        let server = Server::start(folder.path());
        let time = server.time_to_open();
        server.close();
        time
    });
    let mut figures = vec![("start", Spread::of(starts.collect()).median())];

    let server = Server::start(folder.path());
    let pool = Arc::new(Pool::new(server.address, 8));
    let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
    let order = Dish::find(&pool).await.order(2);
    shop::place_many(&pool, &order, ACTIVE).await;
    let bearer = format!("Bearer {token}");
    for (what, path) in LISTS {
        let request = request("GET", path, &[("authorization", &bearer)], "");
        let mut client = Client::connect(server.address).await.expect("a connection");
        let mut times = Vec::new();
        for _ in 0..options.times {
            let asked = Instant::now();
            let answer = client.ask(request.as_bytes()).await.expect("an answer");
            assert_eq!(answer.status, 200, "{what}");
            times.push(asked.elapsed());
        }
        figures.push((what, Spread::of(times).median()));
    }
    figures.push((
        "a page of 1,000 events of the journal, processor time",
        journal(&server, &token, options.times).await,
    ));
    figures.push((
        "a screen catches up on 1,000 events",
        catch_up(&server, &pool, &token).await,
    ));
    figures
}

/// The processor time that a page of the journal takes to be read, written as JSON and sent.
async fn journal(server: &Server, token: &str, times: u16) -> Duration {
    let bearer = format!("Bearer {token}");
    let path = format!("/api/v1/admin/events?since=0&limit={AWAY}");
    let request = request("GET", &path, &[("authorization", &bearer)], "");
    let mut client = Client::connect(server.address).await.expect("a connection");
    let began = server.cpu();
    for _ in 0..times {
        let answer = client.ask(request.as_bytes()).await.expect("an answer");
        assert_eq!(answer.status, 200, "the journal");
    }
    server.cpu_since(began) / u32::from(times)
}

async fn catch_up(server: &Server, pool: &Pool, token: &str) -> Duration {
    #[derive(Deserialize)]
    struct Health {
        seq: i64,
    }
    let newest = pool.ask(&request("GET", "/health", &[], "")).await;
    let newest = newest.expect::<Health>(200).seq;
    let mut times = Vec::new();
    for _ in 0..20 {
        let began = Instant::now();
        let since = Some(newest - AWAY);
        let mut screen = Screen::open_at(server.address, "cashier", Some(token), since).await;
        while let Some(heard) = screen.next().await {
            if heard.envelope().seq == Some(newest) {
                break;
            }
        }
        times.push(began.elapsed());
    }
    Spread::of(times).median()
}

/// The year of a busy shop.
#[derive(Debug, clap::Args)]
pub(crate) struct YearOptions {
    /// Finished orders
    #[arg(long, default_value_t = 100_000)]
    orders: u32,
}

pub(crate) async fn year(options: &YearOptions, place: &Path) -> Report {
    let folder = Folder::make(place);
    past::make(folder.path(), options.orders, Events::All).await;
    let file = folder.path().join("siap.db");
    let size = || {
        let bytes = std::fs::metadata(&file).expect("a file").len();
        format!(
            "{:.1} MiB",
            figure(usize::try_from(bytes).expect("small")) / 1024.0 / 1024.0
        )
    };
    let look = rusqlite::Connection::open(&file).expect("the shop's file");
    let count = || -> i64 {
        let count = look.query_row("select count(*) from events", [], |row| row.get(0));
        count.expect("a journal")
    };
    let mut report =
        Report::new("Year: a busy shop's orders of a year, none of them cleared away yet");
    report.how(format!(
        "{} orders; disk: {}.",
        options.orders,
        disk_under(place)
    ));
    report.row("events", count().to_string());
    report.row("size, all of them in the journal", size());
    let server = Server::start(folder.path());
    report.row("start", format!("{} ms", millis(server.time_to_open())));
    let began = Instant::now();
    let oldest = || -> i64 {
        let oldest = look.query_row("select min(seq) from events", [], |row| row.get(0));
        oldest.expect("a journal")
    };
    let cut = past::last_cut(u32::try_from(count()).expect("few"));
    while oldest() < cut.into() && began.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let took = began.elapsed().as_secs_f64();
    let left = format!("to {} events within {took:.1} s", count());
    report.row("the upkeep has cut the journal", left);
    report.must_be_none("old events left", usize::from(oldest() < cut.into()));
    report.row("size of the file then", size());
    let vacuumed = folder.path().join("vacuumed.db");
    let into = format!("vacuum into '{}'", vacuumed.display());
    look.execute_batch(&into).expect("a copy");
    let bytes = std::fs::metadata(&vacuumed).expect("a copy").len();
    let mebibytes = figure(usize::try_from(bytes).expect("small")) / 1024.0 / 1024.0;
    report.row("of which is used", format!("{mebibytes:.1} MiB"));

    let mebibytes = std::fs::metadata(&file).expect("a file").len() / 1024 / 1024;
    // As long as a backup takes, with its rests.
    let time = Duration::from_millis(3000 + 40 * mebibytes);
    let alone = super::orders::flood(&server, 32, time).await;
    report.row("orders, 32 connections", alone.line());
    let backup = super::contention::Backup::of(&file, folder.path());
    let beside = super::orders::flood(&server, 32, time).await;
    report.row("the same beside a backup", beside.line());
    report.row("a backup meanwhile", backup.end());
    report
}
