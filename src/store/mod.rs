//! Persistence: one SQLite file and a folder of photos.
//!
//! One thread owns the only connection that writes; a few read-only connections
//! answer queries meanwhile (in WAL they never wait for each other). This is the only place
//! that names `rusqlite` or `refinery`.

mod backup;
mod books;
mod cache;
mod checkpoint;
mod clock;
mod conversion;
mod device_marks;
mod diagnosis;
mod error;
mod files;
mod flush;
mod guests;
mod history;
mod identity;
mod inspect;
mod journal;
mod listeners;
mod lock;
mod lost_pages;
mod menu;
mod offline;
mod orders;
mod photos;
mod print_jobs;
mod print_pictures;
mod printers;
mod readers;
mod remedies;
mod remote_disk;
mod reports;
mod row_ranges;
mod rows;
mod schema;
mod sessions;
mod settings;
mod setup_code;
mod shifts;
mod space;
mod staff;
mod tables;
mod wifi;
mod write_health;
mod writer;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

pub(crate) use backup::claim_destination;
pub use backup::{
    Backup, BackupError, Preview, Progress, Reason as BackupReason, RestoreError, Restorer,
    Restoring, Watermark, back_up_from_command, restore,
};
pub use books::BrokenRule;
pub use diagnosis::{Database, Diagnosis, FreeSpace, free_space_in};
pub use error::{Failure, OpenError, StoreError};
pub use files::Unfinished;
pub use history::KeptChange;
pub use lock::{DataFolder, FolderPaths, LockState};
pub use menu::{MenuRows, Retired, WholeChange};
pub use offline::{ReadOnlyShop, open_for_command};
pub(crate) use orders::Stored;
pub use orders::{
    GivenRefund, MadeCorrection, OrderFilter, Page, RecordedClaim, StatusFilter, StoredAnswer,
    TakenPayment,
};
pub use photos::store_photo_from_command;
pub use print_jobs::{NewJob, OpenCount, OpenJob};
pub use readers::Reader;
pub use remedies::Remedy;
pub(crate) use remedies::word;
pub use reports::{DayTotals, MenuName, MenuNames};
pub use row_ranges::RowRange;
pub use sessions::{Device, NewSession, SessionsToEnd, TokenHash};
pub use setup_code::SetupCode;
pub use shifts::{NewCount, ShiftAnswer, ShiftMove};
pub use space::Space;
pub use staff::{Member, StaffSecret};
pub use writer::{Committed, Writer};

use checkpoint::Checkpointer;
use listeners::Listeners;
use photos::Photos;
use readers::Readers;
use remote_disk::RemoteDisk;
use space::SpaceKeeper;
use write_health::WriteHealth;
use writer::{Undo, WriterContext, WriterThread};

use crate::{domain::EventKind, metrics::Metrics};

/// The store's handle. Cloning is cheap: all clones share one writer and the same readers.
#[derive(Clone)]
pub struct Store {
    writer: Arc<WriterThread>,
    listeners: Listeners,
    readers: Arc<Readers>,
    photos: Arc<Photos>,
    space: Arc<SpaceKeeper>,
    write_health: Arc<WriteHealth>,
    /// Set to have the log emptied after a commit.
    empties_log: Arc<AtomicBool>,
    metrics: Metrics,
    disks: Arc<Disks>,
    epoch: Arc<str>,
    /// Names the shop, also after a restore.
    shop: Arc<str>,
    paths: Arc<FolderPaths>,
}

/// Disks that are not the shop's own, each kind of question for itself: one that hangs keeps none of the others.
#[derive(Debug, Default)]
struct Disks {
    /// Which there are.
    there: RemoteDisk,
    /// What is in the second destination.
    second: RemoteDisk,
    /// What is carried there.
    carrying: RemoteDisk,
}

/// What lies in the shop's folder, in bytes.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// The database.
    pub database_bytes: u64,
    /// Its write-ahead log.
    pub log_bytes: u64,
    /// Room left on the disk; where the system says.
    pub free_bytes: Option<u64>,
    /// Room there is at all.
    pub total_bytes: Option<u64>,
    /// The newest backup in it.
    pub newest_backup: Option<Backup>,
}

impl Store {
    /// Opens the database of `folder`, made if it is missing, and brings it up to this program.
    ///
    /// # Errors
    /// In words for the owner. A database that is refused is left as it was.
    pub fn open(folder: &DataFolder) -> Result<Self, OpenError> {
        let path = folder.database();
        if let Err(error) = backup::sweep_prepared(folder) {
            log::warn!("what was left of a restore could not be removed ({error})");
        }
        let mut connection = schema::open_up_to_date(folder)?;
        let (epoch, shop) = schema::names(&connection)?;
        let readers = Readers::new(path.clone());
        let space = Arc::new(SpaceKeeper::of(
            folder.folder().to_owned(),
            folder.reserve(),
        ));
        let (write_health, metrics) = (Arc::new(WriteHealth::default()), Metrics::default());
        let context = WriterContext {
            space: space.clone(),
            log: Checkpointer::of(&mut connection, folder)?,
            write_health: write_health.clone(),
            metrics: metrics.clone(),
        };
        let listeners = Listeners::default();
        let counting = metrics.clone();
        listeners.add(move |committed| count(&counting, committed));
        let empties_log = context.log.to_be_empty();
        let writer = WriterThread::start(connection, listeners.clone(), context)?;
        Ok(Self {
            writer: Arc::new(writer),
            listeners,
            readers: Arc::new(readers),
            photos: Arc::new(Photos::in_folder(folder.photos())),
            space,
            write_health,
            empties_log,
            metrics,
            disks: Arc::default(),
            epoch: epoch.into(),
            shop: shop.into(),
            paths: Arc::new(FolderPaths::clone(folder)),
        })
    }

    /// Has `listener` called on the writer's thread for everything new from now on, in the order of the journal, after
    /// it is durable and before who asked for it has an answer. There may be several, called one after another; none
    /// may wait for the store, or add another.
    pub fn on_commit(&self, listener: impl Fn(&Committed) + Send + 'static) {
        self.listeners.add(listener);
    }

    /// Names this database: random, made with the file and again when a copy is restored.
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Runs `job` inside a transaction of the one writer and answers when it is durable.
    ///
    /// Jobs that wait together are committed together: one disk flush for all of them, a savepoint
    /// for each. A job that returns an error leaves nothing behind and spoils no other.
    ///
    /// # Errors
    /// Those of the job, or that the store can no longer write.
    pub async fn write<T, E>(
        &self,
        job: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        self.writer.run(Undo::ToSavepoint, job).await
    }

    /// The same for a job that changes nothing before it knows that it is not refused: it has no savepoint, which would
    /// cost a copy of each page that it changes. If it fails after a change, nothing of its commit is kept, and the
    /// other jobs in it fail with [`StoreError::Spoiled`].
    ///
    /// # Errors
    /// Those of the job, or that the store can no longer write.
    pub async fn write_after_checks<T, E>(
        &self,
        job: impl FnOnce(&mut Writer<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        self.writer.run(Undo::WithCommit, job).await
    }

    /// Runs `query` on a read-only connection. Everything it reads is of one moment.
    pub async fn read<T, E>(
        &self,
        query: impl FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.readers.run(query).await
    }

    /// Whether a commit has failed. From then on nothing is acknowledged: what the disk has is
    /// unknown until the file is opened again.
    pub fn is_broken(&self) -> bool {
        self.writer.is_broken()
    }

    /// What was counted since the store was opened.
    pub const fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// How much room there was on the disk at the last look.
    pub fn space(&self) -> Space {
        self.space.space()
    }

    /// Looks again how much room there is.
    pub async fn measure_space(&self) -> Space {
        let space = self.space.clone();
        // A disk may take its time.
        let looked = tokio::task::spawn_blocking(move || space.look()).await;
        looked.unwrap_or_else(|_| self.space())
    }

    /// Looks what lies in the shop's folder.
    pub async fn measure_files(&self) -> Files {
        let store = self.clone();
        let looked = tokio::task::spawn_blocking(move || {
            let room = store.space.room();
            let database = store.paths.database();
            Files {
                database_bytes: checkpoint::length(&database),
                log_bytes: checkpoint::length(&checkpoint::path_of(&database)),
                free_bytes: room.map(|(free, _)| free),
                total_bytes: room.map(|(_, total)| total),
                newest_backup: backup::of_shop(&store.paths).into_iter().next(),
            }
        });
        looked.await.unwrap_or_default()
    }

    /// Has the log emptied into the database, so that what was overwritten there is nowhere any more. Now, or where a
    /// reader is in the way, after one of the next commits.
    pub async fn empty_log(&self) -> Result<(), StoreError> {
        self.empties_log.store(true, Ordering::Release);
        // The log is looked after between two commits.
        self.write(|store| store.write_probe()).await
    }

    /// Waits until nothing can be written any more because the writer is gone.
    pub async fn writer_ended(&self) {
        self.writer.ended().await;
    }

    /// Looks through the whole file for damage; takes time with its size.
    ///
    /// # Errors
    /// When it is damaged or cannot be read.
    pub fn check_whole(&self) -> Result<(), OpenError> {
        let checked = inspect::check_whole(&self.paths.database());
        checked.map_err(|error| error.with_remedy(&self.paths))
    }

    /// Whether the file was too large to be looked through when it was opened.
    pub fn needs_full_check(&self) -> bool {
        inspect::is_large(&self.paths.database())
    }

    /// Finishes what is waiting and closes the file. Later jobs are refused.
    pub async fn close(&self) {
        // The writer last: the last connection to close takes the log back into the file.
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Counts the events and orders of a commit.
fn count(metrics: &Metrics, committed: &Committed) {
    let Committed::Event(recorded) = committed else {
        return;
    };
    let event = &recorded.event;
    metrics.event(event.kind.topic().as_str());
    if event.kind == EventKind::NewOrder {
        metrics.order(event.order.number.channel.as_str());
    }
}
