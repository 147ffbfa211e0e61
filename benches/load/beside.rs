//! What an owner does at noon: a backup and a report beside a full shop.

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

/// Pages that a backup copies before it lets others have the disk, and for how long.
const STEP: i32 = 256;
const REST: Duration = Duration::from_millis(20);

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
    reading: tokio::task::JoinHandle<()>,
    reports: Arc<std::sync::atomic::AtomicUsize>,
}

impl Owner {
    async fn at_work(server: &Server, folder: &Path) -> Self {
        let pool = Pool::new(server.address, 1);
        let token = shop::log_in(&pool, server::OWNER, server::PIN).await;
        let reports = Arc::<std::sync::atomic::AtomicUsize>::default();
        let count = reports.clone();
        let reading = tokio::spawn(async move {
            let bearer = format!("Bearer {token}");
            let mut cursor = String::from("0");
            loop {
                let path = format!("/api/v1/admin/orders?limit=500&cursor={cursor}");
                let asked = pool
                    .ask(&request("GET", &path, &[("authorization", &bearer)], ""))
                    .await;
                let text = String::from_utf8_lossy(&asked.body);
                let next = text.rsplit_once(r#""next_cursor":""#);
                let next = next.and_then(|(_, rest)| rest.split('"').next());
                next.unwrap_or("0").clone_into(&mut cursor);
                count.fetch_add(usize::from(cursor == "0"), Ordering::Relaxed);
            }
        });
        Self {
            backup: Backup::of(&folder.join("siap.db"), folder),
            reading,
            reports,
        }
    }

    fn end(self) -> String {
        self.reading.abort();
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
                let backup = backup::Backup::new(&source, &mut target).expect("a backup");
                // Of one moment: whoever writes meanwhile would have it begin anew.
                source
                    .execute_batch("begin; select * from epoch")
                    .expect("a moment");
                backup
                    .run_to_completion(STEP, REST, None)
                    .expect("a whole copy");
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
