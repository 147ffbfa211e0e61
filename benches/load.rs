//! The load program: opens a real shop with the real executable and measures it from outside.
//!
//! `cargo bench --bench load -- SCENARIO`; what the figures mean is in benches/README.md.

/// One idea per file, in benches/load/.
mod load {
    pub(crate) mod age;
    pub(crate) mod bare;
    pub(crate) mod beside;
    pub(crate) mod client;
    pub(crate) mod export;
    pub(crate) mod fanout;
    pub(crate) mod folder;
    pub(crate) mod idle;
    pub(crate) mod orders;
    pub(crate) mod pace;
    pub(crate) mod past;
    pub(crate) mod pool;
    pub(crate) mod promise;
    pub(crate) mod raw;
    pub(crate) mod report;
    pub(crate) mod rooms;
    pub(crate) mod screen;
    pub(crate) mod server;
    pub(crate) mod shop;
    pub(crate) mod start;
}

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{CommandFactory, Parser, Subcommand};

use load::{
    age, bare, beside, export, fanout, idle, orders, promise, report::Report, rooms, start,
};

/// Measures Siap from outside, on loopback, for a bounded time.
#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench load --")]
struct Line {
    /// Where the temporary shops are made; the disk under it is the one that is measured
    #[arg(long, global = true, default_value = env!("CARGO_TARGET_TMPDIR"), value_name = "FOLDER")]
    folder: PathBuf,

    /// What cargo bench adds by itself
    #[arg(long, global = true, hide = true)]
    bench: bool,

    #[command(subcommand)]
    scenario: Option<Scenario>,
}

#[derive(Debug, Subcommand)]
enum Scenario {
    /// Durable orders per second, beside the same rows written without a shop
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
    /// A whole shop taken along as files: rows a second, and memory meanwhile
    Export(export::Options),
    /// Screens and rooms while a backup and a report run
    Beside(beside::Options),
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
const ALL: [&[&str]; 11] = [
    &["start"],
    &["orders"],
    &["fanout"],
    &["fanout", "--screens", "2000", "--rate", "10"],
    &["rooms"],
    &["beside"],
    &["promise"],
    &["age"],
    &["year"],
    &["export"],
    &["idle"],
];

fn main() -> ExitCode {
    let line = Line::parse();
    let Some(scenario) = line.scenario else {
        // `cargo test --all-targets` and a plain `cargo bench` come here: measure nothing.
        let help = Line::command().render_help();
        load::report::say(&format!(
            "no scenario was named, so nothing was measured\n\n{help}"
        ));
        return ExitCode::SUCCESS;
    };
    let good = match scenario {
        Scenario::Bare(options) => {
            bare::serve(&options);
            true
        }
        Scenario::All => ALL.iter().fold(true, |good, name| {
            let one = Line::parse_from([&["load"], *name].concat())
                .scenario
                .expect("a scenario was named");
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
            Scenario::Promise(options) => promise::run(options, folder).await,
            Scenario::Age(options) => age::run(options, folder).await,
            Scenario::Year(options) => age::year(options, folder).await,
            Scenario::Export(options) => export::run(options, folder).await,
            Scenario::Beside(options) => beside::run(options, folder).await,
            Scenario::Idle(options) => idle::run(options, folder).await,
            Scenario::Start(options) => start::run(options, folder).await,
            Scenario::Bare(_) | Scenario::All => unreachable!("neither is measured"),
        }
    });
    report.show();
    report.is_good()
}
