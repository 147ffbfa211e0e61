//! The owner's reports of a shop with a long past: today, a month and a year, and what orders take meanwhile.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    client::{Client, request},
    folder::{Folder, disk_under},
    past::{self, Events},
    pool::Pool,
    report::{Report, Spread, millis},
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
    let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the shop's file");
    let count = |sql: &str| -> i64 { file.query_row(sql, [], |row| row.get(0)).expect("a count") };
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

    let pool = Arc::new(Pool::new(server.address, 8));
    let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
    let bearer = format!("Bearer {token}");
    let order = Dish::find(&pool).await.order(3);
    for Order { uid, .. } in shop::place_many(&pool, &order, options.today.into()).await {
        let path = format!("/api/v1/admin/orders/{uid}/confirm-payment");
        let pay = request("PUT", &path, &[("authorization", &bearer)], "{}");
        pool.ask(&pay).await.expect::<Order>(200);
    }
    let day = |days: u32| -> String {
        let sql = format!("select date('now', '-{days} days')");
        file.query_row(&sql, [], |row| row.get(0)).expect("a day")
    };
    let reports = [
        ("today", String::new()),
        ("7 days", format!("?from={}", day(6))),
        ("31 days", format!("?from={}", day(30))),
        ("365 days", format!("?from={}", day(364))),
    ];
    for (what, query) in &reports {
        let path = format!("/api/v1/admin/report{query}");
        let request = request("GET", &path, &[("authorization", &bearer)], "");
        let mut client = Client::connect(server.address).await.expect("a connection");
        let mut times = Vec::new();
        for _ in 0..options.times {
            let asked = Instant::now();
            let answer = client.ask(request.as_bytes()).await.expect("an answer");
            assert_eq!(answer.status, 200, "{what}");
            times.push(asked.elapsed());
        }
        let times = Spread::of(times);
        report.row(*what, format!("{} ms", millis(times.median())));
    }
    report.row(
        "orders alone, 32 connections",
        super::orders::flood(&server, 32, FLOOD).await.line(),
    );
    let path = format!("/api/v1/admin/report{}", reports[3].1);
    let request = request("GET", &path, &[("authorization", &bearer)], "");
    let mut client = Client::connect(server.address).await.expect("a connection");
    let reading = tokio::spawn(async move {
        loop {
            client.ask(request.as_bytes()).await.expect("an answer");
        }
    });
    let beside = super::orders::flood(&server, 32, FLOOD).await;
    reading.abort();
    report.row(
        "the same while a year is read again and again",
        beside.line(),
    );
    report
}
