//! What a bill costs: orders with tax, service and discounts next to plain ones, and prices that are asked for while
//! screens listen.

use std::{path::Path, sync::Arc, time::Duration};

use serde_json::json;
use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

use super::{
    client::request,
    fanout,
    folder::{Folder, disk_under},
    orders,
    pool::Pool,
    report::{Report, Spread, median},
    server::{self, Server},
    shop::{self, Dish, Order},
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
            let server = Server::start(folder.path());
            let token = token_of(&server, has_bill).await;
            let bearer = format!("Bearer {token}");
            let discounted = move |count: usize, placed: &[u8]| {
                let placed = (has_bill && count.is_multiple_of(DISCOUNTED))
                    .then(|| serde_json::from_slice::<Order>(placed).expect("an order"));
                placed.map(|order| discount(&order, &bearer))
            };
            let flood =
                orders::flood_and(&server, options.connections.into(), time, discounted).await;
            report.row(format!("round {round}: {who}"), flood.line());
            figures.push(flood.cpu_per_order());
            server.close();
        }
        // A shop of its own: screens that open after thousands of orders are sent all of them first.
        let folder = Folder::make(place);
        server::add_owner(folder.path());
        server::add_cashier(folder.path());
        let server = Server::start(folder.path());
        token_of(&server, true).await;
        let (prices, screens) = tokio::join!(
            priced(&server, options),
            fanout::measure(&server, &options.fanout)
        );
        report.row(format!("round {round}: a price"), Spread::of(prices).line());
        report.must_be_none("events lost or strange on screens", screens.tally.wrong());
        server.close();
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
