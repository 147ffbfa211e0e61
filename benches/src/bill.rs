//! What a bill costs: orders with tax, service and discounts next to plain ones, and prices that are asked for while
//! screens listen.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::json;
use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use super::{
    client::{Client, request},
    fanout,
    folder::{Folder, disk_under},
    pool::Pool,
    report::{Report, Spread, figure, median},
    server::{self, Server},
    shop::{self, Dish, Order, write_place},
};

/// Every so many orders, one has a discount.
const DISCOUNTED: usize = 10;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Customers who order at once, each on a connection that is kept
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=1000))]
    connections: u16,

    /// Prices asked for a second, next to the screens
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    prices: u32,

    #[command(flatten)]
    fanout: fanout::Options,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report =
        Report::new("Bill: orders with tax, service and discounts, and prices asked for");
    let time = Duration::from_secs(options.fanout.seconds.into());
    report.how(format!(
        "{} rounds; in each, {} connections for {} s without tax, then with 10 % tax, 5 % service and a discount on every \
         {DISCOUNTED}th order; disk: {}.",
        options.fanout.rounds,
        options.connections,
        options.fanout.seconds,
        disk_under(place)
    ));
    report.how(format!(
        "Then {} prices of 3 dishes a second next to {} sockets that hear {} orders a second.",
        options.prices, options.fanout.screens, options.fanout.rate
    ));
    let (mut plain, mut taxed) = (Vec::new(), Vec::new());
    for round in 1..=options.fanout.rounds {
        for (who, has_bill, figures) in [
            ("plain", false, &mut plain),
            ("with a bill", true, &mut taxed),
        ] {
            let folder = Folder::make(place);
            server::add_owner(folder.path());
            server::add_cashier(folder.path());
            let server = Server::start(folder.path());
            let token = token_of(&server, has_bill).await;
            let cpu = server.cpu();
            let times = flood(&server, &token, options.connections, has_bill, time).await;
            let each = server.cpu_since(cpu).as_secs_f64() * 1e6 / figure(times.len());
            report.row(
                format!("round {round}: {who}"),
                format!(
                    "{:.0} orders/s   {}   CPU {each:.0} us/order",
                    figure(times.len()) / time.as_secs_f64(),
                    Spread::of(times).line()
                ),
            );
            figures.push(each);
            if has_bill {
                let (prices, screens) = tokio::join!(
                    priced(&server, options),
                    fanout::measure(&server, &options.fanout)
                );
                report.row(format!("round {round}: a price"), Spread::of(prices).line());
                report.must_be_none("events lost or strange on screens", screens.tally.wrong());
            }
            server.close();
        }
    }
    let (plain, taxed) = (median(plain), median(taxed));
    report.row("median: CPU of a plain order", format!("{plain:.0} us"));
    report.row(
        "median: CPU of an order with a bill",
        format!("{taxed:.0} us"),
    );
    report.row(
        "ratio: with a bill / plain",
        format!("{:.2}", taxed / plain),
    );
    report
}

/// The owner's token of a shop that charges tax and service, or does not.
async fn token_of(server: &Server, has_bill: bool) -> String {
    let pool = Pool::new(server.address, 1);
    let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
    if has_bill {
        let bill = json!({ "bill": { "restaurant_tax_bp": 1000, "service_bp": 500 } }).to_string();
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        let asked = pool
            .ask(&request("PATCH", "/api/v1/admin/settings", &headers, &bill))
            .await;
        asked.expect::<serde_json::Value>(200);
    }
    token
}

/// How long each order took to be answered. A discount's time is not among them; its processor time is.
async fn flood(
    server: &Server,
    token: &str,
    connections: u16,
    has_bill: bool,
    time: Duration,
) -> Vec<Duration> {
    let order = Dish::find(&Pool::new(server.address, 1)).await.order(1);
    let end = Instant::now() + time;
    let mut customers = JoinSet::new();
    for _ in 0..connections {
        let (address, order) = (server.address, order.clone());
        let bearer = format!("Bearer {token}");
        customers.spawn(async move {
            let mut client = Client::connect(address)
                .await
                .expect("the shop takes a connection");
            let (mut placing, mut times) = (String::new(), Vec::new());
            while Instant::now() < end {
                write_place(&mut placing, &order);
                let sent = Instant::now();
                let answer = client
                    .ask(placing.as_bytes())
                    .await
                    .expect("the shop answers");
                assert_eq!(
                    answer.status,
                    201,
                    "{}",
                    String::from_utf8_lossy(answer.body)
                );
                times.push(sent.elapsed());
                if has_bill && times.len() % DISCOUNTED == 0 {
                    let placed: Order = serde_json::from_slice(answer.body).expect("an order");
                    let asked = client.ask(discount(&placed, &bearer).as_bytes()).await;
                    let answer = asked.expect("the shop answers");
                    assert_eq!(
                        answer.status,
                        200,
                        "{}",
                        String::from_utf8_lossy(answer.body)
                    );
                }
            }
            times
        });
    }
    customers.join_all().await.concat()
}

/// A request to give an order 10 % off.
fn discount(order: &Order, bearer: &str) -> String {
    let path = format!("/api/v1/admin/orders/{}/discounts", order.uid);
    let key = format!("discount-{}", order.uid);
    let headers = [("authorization", bearer), ("idempotency-key", &key)];
    let of = json!({ "kind": "percent", "percent_bp": 1000, "reason": "langganan", "expected_rev": order.rev });
    request("POST", &path, &headers, &of.to_string())
}

/// How long each price took, asked for at an even pace as long as the screens are measured.
async fn priced(server: &Server, options: &Options) -> Vec<Duration> {
    let pool = Arc::new(Pool::new(server.address, 16));
    let cart = Dish::find(&pool).await.order(3);
    let asking = request("POST", "/api/v1/orders/price", &[], &cart);
    let mut pace = interval(Duration::from_secs(1) / options.prices);
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut running = JoinSet::new();
    for _ in 0..options.prices * options.fanout.seconds {
        pace.tick().await;
        let (pool, asking) = (pool.clone(), asking.clone());
        running.spawn(async move {
            let asked = pool.ask(&asking).await;
            asked.expect::<serde_json::Value>(200);
            asked.sent.elapsed()
        });
    }
    running.join_all().await
}
