//! The owner's reports of a shop with a long past: today, a month and a year, and what orders and screens take
//! meanwhile.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::JoinHandle;

use super::{
    client::{Client, request},
    fanout,
    folder::{Folder, disk_under},
    past::{self, Events},
    pool::Pool,
    report::{Report, Sides, Spread, millis},
    server::{self, Server},
    shop::{self, Dish, Order},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Finished orders, of a year
    #[arg(long, default_value_t = 1_000_000)]
    orders: u32,

    /// Orders of today that are paid
    #[arg(long, default_value_t = 550)]
    today: u16,

    /// How often each report is asked for
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    times: u16,

    #[command(flatten)]
    fanout: fanout::Options,
}

/// How long the sums of a year may take to be made.
const PATIENCE: Duration = Duration::from_mins(10);
/// How long orders are counted.
const FLOOD: Duration = Duration::from_secs(5);

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report = Report::new("Reports: today and a year of a shop with a past");
    report.how(format!(
        "{} finished orders of a year, {} paid ones of today; each report {} times one after another; disk: {}.",
        options.orders,
        options.today,
        options.times,
        disk_under(place)
    ));
    let folder = Folder::make(place);
    past::make(folder.path(), options.orders, Events::Shortened).await;
    server::add_owner(folder.path());
    let server = Server::start(folder.path());
    let began = Instant::now();
    let pool = Arc::new(Pool::new(server.address, 8));
    let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
    let bearer = format!("Bearer {token}");
    let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the shop's file");
    let count = |sql: &str| -> i64 { file.query_row(sql, [], |row| row.get(0)).expect("a count") };
    let day = |days: u32| -> String {
        let sql = format!("select date('now', '-{days} days')");
        file.query_row(&sql, [], |row| row.get(0)).expect("a day")
    };
    let ask = |query: &str| {
        let path = format!("/api/v1/admin/report{query}");
        request("GET", &path, &[("authorization", &bearer)], "")
    };
    let a_year = format!("?from={}", day(364));
    let asked = Instant::now();
    let answer = pool.ask(&ask(&a_year)).await;
    report.row(
        "365 days, asked at once after the start",
        format!("{} in {} ms", answer.status, millis(asked.elapsed())),
    );
    let days = count("select count(distinct day) from orders where day < date('now')");
    while count("select count(*) from day_totals") < days && began.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let kept = count("select count(*) from day_totals");
    report.row(
        "days kept since the start",
        format!("{kept} within {:.1} s", began.elapsed().as_secs_f64()),
    );
    report.must_be_none("days that are not kept", usize::from(kept < days));
    let bytes = count("select sum(length(document)) from day_totals");
    report.row("their size", format!("{} KiB", bytes / 1024));

    let order = Dish::find(&pool).await.order(3);
    for Order { uid, .. } in shop::place_many(&pool, &order, options.today.into()).await {
        let path = format!("/api/v1/admin/orders/{uid}/confirm-payment");
        let pay = request("PUT", &path, &[("authorization", &bearer)], "{}");
        pool.ask(&pay).await.expect::<Order>(200);
    }
    let reports = [
        ("today", String::new()),
        ("7 days", format!("?from={}", day(6))),
        ("31 days", format!("?from={}", day(30))),
        ("365 days", a_year),
    ];
    for (what, query) in &reports {
        let request = ask(query);
        let mut client = Client::connect(server.address).await.expect("a connection");
        let mut times = Vec::new();
        for _ in 0..options.times {
            let asked = Instant::now();
            let answer = client.ask(request.as_bytes()).await.expect("an answer");
            assert_eq!(answer.status, 200, "{what}");
            times.push(asked.elapsed());
        }
        let times = Spread::of(times);
        report.row(*what, times.line());
    }
    // Days that are over, so that the orders which are placed meanwhile are not in the report.
    let of_a_year = ask(&format!("?from={}&to={}", day(364), day(1)));
    let mut sides = Sides::default();
    for _ in 0..options.fanout.rounds {
        let alone = fanout::measure(&server, &options.fanout).await;
        let reading = read_again_and_again(&server, &of_a_year).await;
        let beside = fanout::measure(&server, &options.fanout).await;
        reading.abort();
        report.must_be_none("events lost or strange", beside.tally.wrong());
        sides.add(beside.tally.times, alone.tally.times);
    }
    sides.report(&mut report, "screens beside a year's report / alone");
    report.row(
        "orders alone, 32 connections",
        super::orders::flood(&server, 32, FLOOD).await.line(),
    );
    let reading = read_again_and_again(&server, &of_a_year).await;
    let beside = super::orders::flood(&server, 32, FLOOD).await;
    reading.abort();
    report.row(
        "the same while a year is read again and again",
        beside.line(),
    );
    report
}

async fn read_again_and_again(server: &Server, request: &str) -> JoinHandle<()> {
    let mut client = Client::connect(server.address).await.expect("a connection");
    let request = request.as_bytes().to_vec();
    tokio::spawn(async move {
        loop {
            client.ask(&request).await.expect("an answer");
        }
    })
}
