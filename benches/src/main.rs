//! The load program: starts the real executable on an empty shop and measures it from outside.
//!
//! `cargo load SCENARIO`; what the figures mean is in benches/README.md. A package of its own, so that measuring
//! does not compile the program a second time.

mod age;
mod bare;
mod bill;
mod client;
mod contention;
mod counters;
mod export;
mod fanout;
mod folder;
mod idle;
mod orders;
mod pace;
mod past;
mod pool;
mod printers;
mod promise;
mod raw;
mod report;
mod reports;
mod rooms;
mod screen;
mod server;
mod shop;
mod start;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use report::Report;

/// Measures Siap from outside, on loopback, for a bounded time.
#[derive(Debug, Parser)]
#[command(name = "cargo load")]
struct Line {
    /// Where the temporary shops are made; the disk under it is the one that is measured
    #[arg(long, global = true, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/tmp"), value_name = "FOLDER")]
    folder: PathBuf,

    #[command(subcommand)]
    scenario: Scenario,
}

#[derive(Debug, Subcommand)]
enum Scenario {
    /// Durable orders per second, next to the same rows written without a shop
    Orders(orders::Options),
    /// From a request to its event on every screen of the staff
    Fanout(fanout::Options),
    /// From a request to its event in the one room it belongs to
    Rooms(rooms::Options),
    /// Every room's stream against the journal, after a while under load
    Promise(promise::Options),
    /// The same questions to a young and to an old shop
    Age(age::Options),
    /// A busy shop's orders of a year: size, upkeep, speed, backup
    Year(age::YearOptions),
    /// Export of a whole shop: rows a second, and memory meanwhile
    Export(export::Options),
    /// The owner's reports of a shop with a past
    Reports(reports::Options),
    /// Screens and rooms while a backup and a report run
    Contention(contention::Options),
    /// Orders with tax, service and discounts, and prices asked for next to screens
    Bill(bill::Options),
    /// Orders of a dish that is counted down
    Counters(counters::Options),
    /// Orders next to two printers that are dead
    Printers(printers::Options),
    /// Memory and processor time of sockets that only stay open
    Idle(idle::Options),
    /// Size, memory when idle, and time until the shop is open
    Start(start::Options),
    /// The bare server that the shop is compared with
    #[command(hide = true)]
    Bare(bare::Options),
    /// All of these in turn, as they are without flags
    All,
}

/// What `all` runs, in this order.
const ALL: [&[&str]; 14] = [
    &["start"],
    &["orders"],
    &["fanout"],
    &["fanout", "--screens", "2000", "--rate", "10"],
    &["rooms"],
    &["contention"],
    &["bill"],
    &["printers"],
    &["promise"],
    &["age"],
    &["year"],
    &["export"],
    &["reports"],
    &["idle"],
];

fn main() -> ExitCode {
    let line = Line::parse();
    fs::create_dir_all(&line.folder).expect("the folder of the temporary shops can be made");
    let good = match line.scenario {
        Scenario::Bare(options) => {
            bare::serve(&options);
            true
        }
        Scenario::All => ALL.iter().fold(true, |good, name| {
            let one = Line::parse_from([&["load"], *name].concat()).scenario;
            measure(&one, &line.folder) && good
        }),
        one => measure(&one, &line.folder),
    };
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs one scenario and shows its report; whether everything it checked was right.
fn measure(scenario: &Scenario, folder: &Path) -> bool {
    // One thread: the load must leave the rest of the machine to what it measures.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the system gives a runtime");
    let report: Report = runtime.block_on(async {
        match scenario {
            Scenario::Orders(options) => orders::run(options, folder).await,
            Scenario::Fanout(options) => fanout::run(options, folder).await,
            Scenario::Rooms(options) => rooms::run(options, folder).await,
            Scenario::Bill(options) => bill::run(options, folder).await,
            Scenario::Counters(options) => counters::run(options, folder).await,
            Scenario::Printers(options) => printers::run(options, folder).await,
            Scenario::Promise(options) => promise::run(options, folder).await,
            Scenario::Age(options) => age::run(options, folder).await,
            Scenario::Year(options) => age::year(options, folder).await,
            Scenario::Export(options) => export::run(options, folder).await,
            Scenario::Reports(options) => reports::run(options, folder).await,
            Scenario::Contention(options) => contention::run(options, folder).await,
            Scenario::Idle(options) => idle::run(options, folder).await,
            Scenario::Start(options) => start::run(options, folder).await,
            Scenario::Bare(_) | Scenario::All => unreachable!("neither is measured"),
        }
    });
    report.show();
    report.is_good()
}
