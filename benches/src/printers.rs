//! Orders of a shop whose printers are dead: one refuses connections, and one takes them and never reads.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

use super::{
    client::request,
    folder::{Folder, disk_under},
    orders,
    pool::Pool,
    report::{Report, median, millis},
    server::{self, Server},
    shop,
};

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
    let mut report = Report::new("Printers: orders next to two dead ones");
    let time = Duration::from_secs(options.seconds);
    report.how(format!(
        "{} rounds; in each, {} connections for {} s without a printer, then with two that each get a ticket of every \
         order: one refuses connections, one takes them and never reads; disk: {}.",
        options.rounds,
        options.connections,
        options.seconds,
        disk_under(place)
    ));
    let mut sides = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
    for round in 1..=options.rounds {
        for (who, has_printers, figures) in [("none", false, 0), ("two dead ones", true, 1)] {
            let folder = Folder::make(place);
            server::add_owner(folder.path());
            let server = Server::start(folder.path());
            let dead = set_up(&server, has_printers).await;
            let flood = orders::flood(&server, options.connections.into(), time).await;
            report.row(format!("round {round}: {who}"), flood.line());
            let (p99, cpu) = &mut sides[figures];
            p99.push(flood.p99().as_secs_f64());
            cpu.push(flood.cpu_per_order());
            server.close();
            drop(dead);
        }
    }
    let [without, with] = sides.map(|(p99, cpu)| (median(p99), median(cpu)));
    for (who, (p99, cpu)) in [("none", without), ("two dead ones", with)] {
        let p99 = millis(Duration::from_secs_f64(p99));
        report.row(
            format!("median: {who}"),
            format!("p99 {p99} ms   CPU {cpu:.0} us/order"),
        );
    }
    report.row(
        "ratio: two dead ones / none",
        format!(
            "p99 {:.2}   CPU {:.2}",
            with.0 / without.0,
            with.1 / without.1
        ),
    );
    report
}

/// The one that takes connections, for as long as it is kept.
struct Mute(JoinHandle<()>);

impl Drop for Mute {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Has orders go to the kitchen at once, with or without printers there.
async fn set_up(server: &Server, has_printers: bool) -> Option<Mute> {
    let pool = Pool::new(server.address, 1);
    let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    let at_once = json!({ "payment_timing": "after" }).to_string();
    let asked = pool
        .ask(&request(
            "PATCH",
            "/api/v1/admin/settings",
            &headers,
            &at_once,
        ))
        .await;
    asked.expect::<Value>(200);
    if !has_printers {
        return None;
    }
    let takes = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let refuses = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    for (name, listener) in [("Mute", &takes), ("Off", &refuses)] {
        let printer = json!({
            "name": name, "way": "net", "address": listener.local_addr().expect("an address").to_string(),
            "width": "576", "prints": "text", "cuts": true, "opens_drawer": false, "beeps": false,
            "papers": ["kitchen"], "stations": [],
        });
        let added = request(
            "POST",
            "/api/v1/admin/printers",
            &headers,
            &printer.to_string(),
        );
        pool.ask(&added).await.expect::<Value>(201);
    }
    drop(refuses);
    Some(Mute(tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = takes.accept().await {
            held.push(stream);
        }
    })))
}
