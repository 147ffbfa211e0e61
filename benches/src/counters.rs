//! What counting a dish down costs: orders of a dish that is counted next to orders of one that is not.

use std::{path::Path, time::Duration};

use serde_json::json;

use super::{
    client::request,
    folder::{Folder, disk_under},
    orders,
    pool::Pool,
    report::{Report, median},
    server::{self, Server},
    shop::{self, Dish},
};

/// More than are ordered.
const PIECES: i64 = 99_999;

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Customers who order at once, each on a connection that is kept
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=1000))]
    connections: u16,

    /// Seconds of each measurement
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=6))]
    seconds: u64,

    /// How often both are measured in turn
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=30))]
    rounds: u8,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report = Report::new("Counters: orders of a dish that is counted down");
    report.how(format!(
        "{} rounds; in each, {} connections for {} s, the dish not counted, then counted; disk: {}.",
        options.rounds,
        options.connections,
        options.seconds,
        disk_under(place)
    ));
    let time = Duration::from_secs(options.seconds);
    let (mut plain, mut counted, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 1..=options.rounds {
        for (who, is_counted, figures) in [
            ("not counted", false, &mut plain),
            ("counted", true, &mut counted),
        ] {
            let folder = Folder::make(place);
            server::add_owner(folder.path());
            let server = Server::start(folder.path());
            if is_counted {
                count_down(&server).await;
            }
            let flood = orders::flood(&server, options.connections.into(), time).await;
            report.row(format!("round {round}: {who}"), flood.line());
            figures.push(flood.cpu_per_order());
            server.close();
        }
        let last = plain.last().zip(counted.last());
        ratios.extend(last.map(|(plain, counted)| counted / plain));
    }
    let (plain, counted) = (median(plain), median(counted));
    report.row(
        "median: CPU of an order, not counted",
        format!("{plain:.1} us"),
    );
    report.row(
        "median: CPU of an order, counted",
        format!("{counted:.1} us"),
    );
    report.row("ratio of the medians", format!("{:.3}", counted / plain));
    report.row("median of the ratios", format!("{:.3}", median(ratios)));
    report
}

/// Counts the dish down that is ordered.
async fn count_down(server: &Server) {
    let pool = Pool::new(server.address, 1);
    let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
    let path = format!("/api/v1/admin/menu/{}/stock", Dish::find(&pool).await.id());
    let bearer = format!("Bearer {token}");
    let pieces = json!({ "left": PIECES }).to_string();
    let put = request("PUT", &path, &[("authorization", &bearer)], &pieces);
    let asked = pool.ask(&put).await;
    assert_eq!(
        asked.status,
        200,
        "{}",
        String::from_utf8_lossy(&asked.body)
    );
}
