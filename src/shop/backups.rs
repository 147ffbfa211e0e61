//! Backups: made automatically while there are changes, copied to a second destination, and restored.

mod scheduler;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use serde::Serialize;
use tokio::sync::{Mutex as Turn, Notify, OwnedMutexGuard};

use super::{Backups, ShopError};
use crate::{
    domain::{Settings, Staff},
    store::{
        Backup, BackupError, Preview, Progress, RestoreError, Restorer, Restoring, StoreError,
    },
};

/// How long a restore waits for a backup that is being made.
const MOMENT: Duration = Duration::from_secs(2);

/// What is being done with backups, and what is wrong with them.
#[derive(Default)]
pub(super) struct Status {
    /// One thing at a time.
    turn: Arc<Turn<()>>,
    state: Mutex<State>,
    /// A shop that is ready to replace this one.
    ready: Mutex<Option<Restoring>>,
    is_ready: Notify,
}

#[derive(Default)]
struct State {
    doing: Option<CurrentWork>,
    trouble: Option<BackupTrouble>,
    failed: Option<Instant>,
    failed_restore: Option<FailedRestore>,
    /// Held once this shop is about to be replaced: its file must not be open then.
    last_turn: Option<OwnedMutexGuard<()>>,
}

/// What is wrong with backups; the worst of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupTrouble {
    /// The copy was not whole, and so perhaps the database is not.
    Damaged,
    /// No room on the machine's own disk.
    Full,
    /// The machine's own disk takes none.
    Failed,
    /// The second destination is not there.
    PlaceMissing,
    /// No room in the second destination.
    PlaceFull,
    /// The second destination takes none.
    PlaceFailed,
}

/// A restore whose last step failed: the shop is as it was before.
#[derive(Debug, Clone, Serialize)]
struct FailedRestore {
    at: Timestamp,
    /// What the system said.
    detail: String,
}

/// What is being done now.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct CurrentWork {
    what: Work,
    #[serde(flatten)]
    progress: Progress,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Work {
    BackingUp,
    Carrying,
    Restoring,
}

/// Where a backup lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupDestination {
    /// In the shop's own folder.
    Here,
    /// In the second destination.
    Second,
}

/// Everything that can be known of a shop's backups.
#[derive(Debug, Serialize)]
pub struct BackupList {
    backups: Vec<Backup>,
    second: Option<RemoteBackups>,
    /// Other disks that are there now.
    disks: Vec<PathBuf>,
    doing: Option<CurrentWork>,
    trouble: Option<BackupTrouble>,
    failed_restore: Option<FailedRestore>,
}

#[derive(Debug, Serialize)]
struct RemoteBackups {
    place: String,
    is_there: bool,
    backups: Vec<Backup>,
}

impl Status {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn trouble(&self) -> Option<BackupTrouble> {
        self.state().trouble
    }

    /// Lets what was prepared take this shop's place, and no other backup from now on; or gives the turn back.
    fn is_prepared(
        &self,
        prepared: Option<Result<Restoring, RestoreError>>,
        turn: OwnedMutexGuard<()>,
    ) -> Result<(), ShopError> {
        self.state().doing = None;
        let prepared = prepared.ok_or(ShopError::BackupNotFound)??;
        self.state().last_turn = Some(turn);
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        *ready = Some(prepared);
        self.is_ready.notify_one();
        Ok(())
    }
}

impl Backups {
    /// What backups there are, what is being done, and what is wrong.
    pub async fn list(&self) -> Result<BackupList, ShopError> {
        let place = self.0.settings().current().await?.backups.place;
        let second = if place.is_empty() {
            None
        } else {
            let backups = self.0.store.second_backups(&place).await;
            Some(RemoteBackups {
                place,
                is_there: backups.is_some(),
                backups: backups.unwrap_or_default(),
            })
        };
        let (backups, disks) = tokio::join!(self.0.store.backups(), self.0.store.other_disks());
        // No request waits for a backup to end: screens get its progress as an update.
        let state = self.0.backup_status.state();
        Ok(BackupList {
            backups,
            second,
            disks,
            doing: state.doing,
            trouble: state.trouble,
            failed_restore: state.failed_restore.clone(),
        })
    }

    /// Chooses the second destination, or none by an empty path.
    ///
    /// # Errors
    /// [`ShopError::PlaceUnfit`] when nothing can be written there.
    pub async fn choose_destination(&self, by: &Staff, place: String) -> Result<(), ShopError> {
        let mut wanted = Settings::default();
        wanted.backups.place = place;
        let place = wanted.checked().map_err(ShopError::from)?.backups.place;
        if !place.is_empty()
            && let Err(error) = self.0.store.claim_destination(place.clone()).await
        {
            log::warn!("backups cannot go to {place} ({error})");
            return Err(ShopError::PlaceUnfit);
        }
        self.0
            .settings()
            .change(by, move |mut settings| {
                settings.backups.place = place;
                Ok(settings)
            })
            .await?;
        // Existing backups are copied there at once.
        let backups = self.clone();
        tokio::spawn(async move {
            let _turn = backups.0.backup_status.turn.lock().await;
            if let Err(error) = backups.look_after(false).await {
                log::error!("the second place could not be looked after: {error}");
            }
        });
        Ok(())
    }

    /// What a backup holds.
    ///
    /// # Errors
    /// [`ShopError::BackupNotFound`], or what is wrong with it.
    pub async fn preview(
        &self,
        place: BackupDestination,
        name: String,
    ) -> Result<Preview, ShopError> {
        let folder = self.folder_of(place).await?;
        let preview = self.0.store.preview_backup(folder, name).await;
        preview
            .ok_or(ShopError::BackupNotFound)?
            .map_err(ShopError::from)
    }

    /// Prepares a backup to replace this shop, which is then opened again: the present one is kept
    /// among the backups, and every screen starts over by itself.
    ///
    /// # Errors
    /// [`ShopError::BackupNotFound`], [`ShopError::RunningTask`], or what is wrong with it.
    pub async fn restore(
        &self,
        by: &Staff,
        place: BackupDestination,
        name: String,
    ) -> Result<(), ShopError> {
        // One that is just over lets go in a moment.
        let turn =
            tokio::time::timeout(MOMENT, self.0.backup_status.turn.clone().lock_owned()).await;
        let turn = turn.map_err(|_| ShopError::RunningTask)?;
        self.0.backup_status.state().failed_restore = None;
        let folder = self.folder_of(place).await?;
        let by = Restorer {
            by: by.name.clone(),
            at: self.0.clock.now(),
            // An open shop knows who is in.
            keeps_screens: false,
        };
        let (shop, on_progress) = (self.0.clone(), self.on_progress(Work::Restoring));
        // The turn lasts as long as the work, also when the client that asked is gone.
        let then = move |prepared| shop.backup_status.is_prepared(prepared, turn);
        self.0
            .store
            .restore((folder, name), by, on_progress, then)
            .await
    }

    /// Notes that a backup was prepared and could not replace this shop, which was opened again instead.
    pub fn restore_failed(&self, detail: String) {
        let at = self.0.clock.now();
        self.0.backup_status.state().failed_restore = Some(FailedRestore { at, detail });
    }

    /// Waits until a backup is ready to replace this shop; never, if none is restored.
    pub async fn restored(&self) -> Restoring {
        loop {
            self.0.backup_status.is_ready.notified().await;
            let mut ready = self
                .0
                .backup_status
                .ready
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            if let Some(restoring) = ready.take() {
                return restoring;
            }
        }
    }

    async fn folder_of(&self, place: BackupDestination) -> Result<Option<PathBuf>, ShopError> {
        if place == BackupDestination::Here {
            return Ok(None);
        }
        let chosen = self.0.settings().current().await?.backups.place;
        if chosen.is_empty() {
            return Err(ShopError::BackupNotFound);
        }
        let folder = self.0.store.destination(&chosen).await;
        folder.map(Some).ok_or(ShopError::BackupNotFound)
    }

    fn on_progress(&self, what: Work) -> impl FnMut(Progress) + Send + 'static {
        let shop = self.0.clone();
        move |progress| shop.backup_status.state().doing = Some(CurrentWork { what, progress })
    }
}

impl From<RestoreError> for ShopError {
    fn from(error: RestoreError) -> Self {
        log::warn!("{error}");
        match error {
            RestoreError::Missing(_) | RestoreError::Itself(_) => Self::BackupNotFound,
            RestoreError::Foreign(_)
            | RestoreError::Damaged { .. }
            | RestoreError::Unfit { .. } => Self::BackupDamaged,
            RestoreError::Unreadable { .. } => Self::BackupUnreadable,
            RestoreError::Newer(_) => Self::BackupNewer,
            RestoreError::Copy(BackupError::Full { .. }) => Self::Store(StoreError::Full),
            RestoreError::Copy(error) => Self::Store(StoreError::Sqlite(error.to_string())),
        }
    }
}
