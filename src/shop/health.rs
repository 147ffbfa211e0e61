//! The shop's health: one word for systemd and monitors, and a report for the owner.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{BackupTrouble, Health, ShopError, live::ScreenState};
use crate::{
    metrics::{Commits, Reading},
    store::{Backup, Files, Space, StoreError},
};

/// Whether the shop can store changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HealthStatus {
    /// All is well.
    Ok,
    /// There is no room on the disk.
    DiskFull,
    /// A commit failed, the disk takes too long, or the writer is gone.
    CannotWrite,
    /// What the shop does by itself does not go on; orders do.
    Stuck,
}

/// Everything that can be known of a running shop.
#[derive(Debug, Clone, Serialize)]
pub struct HealthReport {
    status: HealthStatus,
    version: &'static str,
    at: Timestamp,
    started_at: Timestamp,
    uptime_s: u64,
    seq: i64,
    epoch: String,
    database: Database,
    disk: Disk,
    last_backup: Option<Backup>,
    backup_trouble: Option<BackupTrouble>,
    clock_ok: bool,
    /// Of the program; where the system says.
    memory_bytes: Option<u64>,
    commits: Commits,
    sockets: Vec<Sockets>,
    refused: Vec<Refused>,
    screens: Vec<ScreenState>,
    /// Boards that are not the shop's own.
    other_boards: u64,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Database {
    bytes: u64,
    log_bytes: u64,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Disk {
    space: Space,
    free_bytes: Option<u64>,
    total_bytes: Option<u64>,
}

#[derive(Debug, Clone, Serialize)]
struct Sockets {
    room: String,
    count: i64,
}

#[derive(Debug, Clone, Serialize)]
struct Refused {
    code: String,
    count: i64,
}

impl Health {
    /// Whether what is asked for can be kept, and the journal's newest number where it can be read.
    pub async fn pulse(&self) -> (HealthStatus, i64) {
        let live = self.0.live();
        let (probed, seq) = tokio::join!(self.0.store.probe(), live.newest_seq());
        let pulse = match (probed, &seq) {
            (Ok(()), Ok(_)) => match self.0.background_tasks.hung() {
                None => HealthStatus::Ok,
                Some(task) => {
                    log::error!("the background task {task:?} hangs");
                    HealthStatus::Stuck
                }
            },
            (Err(StoreError::Full), _) => HealthStatus::DiskFull,
            _ => HealthStatus::CannotWrite,
        };
        (pulse, seq.unwrap_or_default())
    }

    /// How long the shop has been open.
    pub fn uptime(&self) -> Duration {
        self.0.opened.elapsed()
    }

    /// How it is, for the owner.
    pub async fn report(&self) -> HealthReport {
        let ((status, seq), files) = tokio::join!(self.pulse(), self.0.store.measure_files());
        let (at, uptime) = (self.0.now(), self.uptime());
        let began = SignedDuration::try_from(uptime).unwrap_or_default();
        let metrics = self.0.metrics();
        let listeners = metrics.listeners().into_iter();
        let refusals = metrics.refusals().into_iter();
        HealthReport {
            status,
            version: env!("CARGO_PKG_VERSION"),
            at,
            started_at: at.saturating_sub(began).unwrap_or(at),
            uptime_s: uptime.as_secs(),
            seq,
            epoch: self.0.epoch().to_owned(),
            database: Database {
                bytes: files.database_bytes,
                log_bytes: files.log_bytes,
            },
            disk: Disk {
                space: self.0.store.space(),
                free_bytes: files.free_bytes,
                total_bytes: files.total_bytes,
            },
            last_backup: files.newest_backup,
            backup_trouble: self.0.backup_status.trouble(),
            clock_ok: self.0.clock.is_right(),
            memory_bytes: memory_bytes(),
            commits: metrics.commits(),
            sockets: listeners
                .map(|(room, count)| Sockets { room, count })
                .collect(),
            refused: refusals
                .map(|(code, count)| Refused { code, count })
                .collect(),
            screens: self
                .0
                .presence
                .states(|room| self.0.rooms.newest_published(room)),
            other_boards: self.0.presence.other_boards(),
        }
    }

    /// Everything that is counted or can be read, as Prometheus asks for it.
    pub async fn metrics_text(&self) -> Result<String, ShopError> {
        let ((pulse, seq), files) = tokio::join!(self.pulse(), self.0.store.measure_files());
        let active = self
            .0
            .store
            .read(|store| Ok::<_, ShopError>(store.count_active_orders()?))
            .await?;
        let readings = readings(&files)
            .into_iter()
            .chain([
                Some(("siap_journal_seq", "The newest number of the journal.", seq)),
                Some((
                    "siap_active_orders",
                    "Orders that are not finished.",
                    active,
                )),
                Some((
                    "siap_can_write",
                    "1 while what is asked for can be kept.",
                    i64::from(pulse == HealthStatus::Ok),
                )),
                Some((
                    "siap_rooms",
                    "Rooms in which somebody listens.",
                    whole(self.0.rooms.count() as u64),
                )),
                Some((
                    "siap_uptime_seconds",
                    "Seconds since the shop was opened.",
                    whole(self.uptime().as_secs()),
                )),
            ])
            .flatten()
            .map(|(name, help, value)| Reading { name, help, value });
        Ok(self.0.metrics().text(&readings.collect::<Vec<_>>()))
    }
}

type Named = (&'static str, &'static str, i64);

fn readings(files: &Files) -> [Option<Named>; 5] {
    let database = "siap_database_bytes";
    let log = "siap_database_log_bytes";
    [
        Some((
            database,
            "Size of the database.",
            whole(files.database_bytes),
        )),
        Some((log, "Size of its write-ahead log.", whole(files.log_bytes))),
        files.free_bytes.map(|free| {
            (
                "siap_disk_free_bytes",
                "Room left on its disk.",
                whole(free),
            )
        }),
        files
            .total_bytes
            .map(|all| ("siap_disk_total_bytes", "Size of its disk.", whole(all))),
        memory_bytes().map(|bytes| {
            (
                "process_resident_memory_bytes",
                "Memory of the program.",
                whole(bytes),
            )
        }),
    ]
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How much memory this program has, where the system says (proc(5), `VmRSS`).
fn memory_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}
