//! What an owner does at noon: a backup and a report while the shop is full.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, backup};

use super::{
    client::request,
    fanout,
    folder::{Folder, disk_under},
    past::{self, Events},
    pool::Pool,
    report::{Report, Sides, Spread, millis},
    rooms,
    server::{self, Server},
    shop,
};

/// Pages that a backup copies and flushes before it lets others have the disk, and for how long. Not
/// flushed, they would all reach the disk at its end, and orders of that moment would wait behind them.
const STEP: i32 = 64;
const REST: Duration = Duration::from_millis(10);
/// How long a report rests after each 100 orders: it is a person's, not a machine's.
const BREATH: Duration = Duration::from_millis(5);

#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Finished orders that are copied and reported on
    #[arg(long, default_value_t = 100_000)]
    orders: u32,

    #[command(flatten)]
    fanout: fanout::Options,
}

pub(crate) async fn run(options: &Options, place: &Path) -> Report {
    let mut report = Report::new("Beside: screens and rooms while a backup and a report run");
    report.how(format!(
        "{} finished orders; each round alone, then with SQLite's online backup and the report on every \
         order again and again; disk: {}.",
        options.orders,
        disk_under(place)
    ));
    let folder = Folder::make(place);
    past::make(folder.path(), options.orders, Events::Shortened).await;
    server::add_owner(folder.path());
    let (mut screens, mut phones) = (Sides::default(), Sides::default());
    for round in 1..=options.fanout.rounds {
        let server = Server::start(folder.path());
        let alone = fanout::measure(&server, &options.fanout).await;
        let alone_in_rooms = rooms::measure(&server, &rooms::Options::usual()).await;
        let owner = Owner::at_work(&server, folder.path()).await;
        let beside = fanout::measure(&server, &options.fanout).await;
        let beside_in_rooms = rooms::measure(&server, &rooms::Options::usual()).await;
        report.row(format!("round {round}"), owner.end());
        server.close();
        report.must_be_none("events lost or strange on screens", beside.tally.wrong());
        report.must_be_none(
            "events lost or strange in rooms",
            beside_in_rooms.tally.wrong() + beside_in_rooms.strange,
        );
        screens.add(beside.tally.times, alone.tally.times);
        phones.add(beside_in_rooms.tally.times, alone_in_rooms.tally.times);
    }
    screens.report(&mut report, "screens: beside / alone");
    phones.report(&mut report, "rooms: beside / alone");
    report
}

/// An owner with a backup and a report.
struct Owner {
    backup: Backup,
    reading: JoinHandle<()>,
    is_over: Arc<AtomicBool>,
    reports: Arc<std::sync::atomic::AtomicUsize>,
}

impl Owner {
    async fn at_work(server: &Server, folder: &Path) -> Self {
        let pool = Pool::new(server.address, 1);
        let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
        let reports = Arc::<std::sync::atomic::AtomicUsize>::default();
        let count = reports.clone();
        let is_over = Arc::<AtomicBool>::default();
        let (over, address) = (is_over.clone(), server.address);
        // Not among the tasks that measure.
        let reading = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            let (pool, bearer) = (Pool::new(address, 1), format!("Bearer {token}"));
            let mut cursor = String::from("0");
            while !over.load(Ordering::Relaxed) {
                let path = format!("/api/v1/admin/orders?limit=100&cursor={cursor}");
                let page = request("GET", &path, &[("authorization", &bearer)], "");
                let asked = runtime.block_on(pool.ask(&page));
                let text = String::from_utf8_lossy(&asked.body);
                let next = text.rsplit_once(r#""next_cursor":""#);
                let next = next.and_then(|(_, rest)| rest.split('"').next());
                next.unwrap_or("0").clone_into(&mut cursor);
                count.fetch_add(usize::from(cursor == "0"), Ordering::Relaxed);
                std::thread::sleep(BREATH);
            }
        });
        Self {
            backup: Backup::of(&folder.join("siap.db"), folder),
            reading,
            is_over,
            reports,
        }
    }

    fn end(self) -> String {
        self.is_over.store(true, Ordering::Relaxed);
        self.reading.join().expect("a report");
        let reports = self.reports.load(Ordering::Relaxed);
        format!("{}, {reports} reports on all orders", self.backup.end())
    }
}

/// Copies a file again and again.
pub(super) struct Backup {
    is_over: Arc<AtomicBool>,
    copying: JoinHandle<Vec<Duration>>,
    copy: PathBuf,
}

impl Backup {
    pub(super) fn of(file: &Path, folder: &Path) -> Self {
        let is_over = Arc::<AtomicBool>::default();
        let copy = folder.join("copy.db");
        let (file, to, over) = (file.to_owned(), copy.clone(), is_over.clone());
        let copying = std::thread::spawn(move || {
            let mut times = Vec::new();
            while times.is_empty() || !over.load(Ordering::Relaxed) {
                let began = Instant::now();
                let _ = std::fs::remove_file(&to);
                let source = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_ONLY);
                let source = source.expect("the shop's file");
                let mut target = Connection::open(&to).expect("a copy");
                target
                    .pragma_update(None, "synchronous", "off")
                    .expect("a copy that flushes when it is told to");
                let backup = backup::Backup::new(&source, &mut target).expect("a backup");
                let copied = std::fs::File::open(&to).expect("the copy's file");
                // Of one moment: a write meanwhile would have it begin again.
                source
                    .execute_batch("begin; select * from epoch")
                    .expect("a moment");
                while backup.step(STEP).expect("pages") != backup::StepResult::Done {
                    copied.sync_data().expect("a disk that takes it");
                    std::thread::sleep(REST);
                }
                copied.sync_all().expect("a disk that takes it");
                times.push(began.elapsed());
            }
            times
        });
        Self {
            is_over,
            copying,
            copy,
        }
    }

    pub(super) fn end(self) -> String {
        self.is_over.store(true, Ordering::Relaxed);
        let times = self.copying.join().expect("a backup");
        let bytes = std::fs::metadata(&self.copy).map_or(0, |copy| copy.len());
        let median = Spread::of(times.clone()).median();
        format!(
            "{} backups of {} MiB, {} ms each",
            times.len(),
            bytes / 1024 / 1024,
            millis(median)
        )
    }
}
