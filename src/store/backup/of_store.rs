//! What an open shop does with its backups, each on a thread that may take its time.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Backup, BackupError, Mark, Pace, Preview, Progress, Reason, RestoreError, Restorer, Restoring,
    bring_back, find, list, make, making::carry, retention::tidy,
};
use crate::{
    domain::BackupRules,
    store::{
        Store,
        files::{self, Unfinished},
        wal,
    },
};

impl Store {
    /// The backups of the shop in its own folder, newest first.
    pub async fn backups(&self) -> Vec<Backup> {
        self.backups_in(&self.paths.backups()).await
    }

    /// The backups in another folder, newest first.
    pub async fn backups_in(&self, folder: &Path) -> Vec<Backup> {
        let folder = folder.to_owned();
        beside(move || list(&folder)).await
    }

    /// How far the shop had come in the newest backup of its own folder; nothing when that cannot be told.
    pub async fn newest_mark(&self) -> Option<Mark> {
        let folder = self.paths.backups();
        beside(move || {
            let routine = list(&folder)
                .into_iter()
                .find(|backup| backup.reason == Reason::Routine)?;
            Mark::in_file(&folder.join(routine.name))
        })
        .await
    }

    /// Makes a backup in the shop's own folder while it is open, and removes those that need not be kept.
    ///
    /// # Errors
    /// When there is no room, or what was copied is not whole.
    pub async fn back_up(
        &self,
        (at, rules, zone): (Timestamp, BackupRules, TimeZone),
        tell: impl FnMut(Progress) + Send + 'static,
    ) -> Result<Backup, BackupError> {
        let (paths, space) = (self.paths.clone(), self.space.clone());
        beside(move || {
            let folder = paths.backups();
            let wanted = wal::length(&paths.database()) + LEFT_FREE;
            if space.room().is_some_and(|(free, _)| free < wanted) {
                return Err(BackupError::Full { folder });
            }
            let (database, photos) = (paths.database(), paths.photos());
            let made = make((&database, &photos), &folder, (Pace::Gentle, at), tell)?;
            tidied(&folder, &rules, &zone);
            Ok(made)
        })
        .await
    }

    /// Carries a backup of the shop's own folder to `place`, and removes there what need not be kept.
    ///
    /// # Errors
    /// When it does not arrive whole.
    pub async fn carry_backup(
        &self,
        name: String,
        (place, rules, zone): (PathBuf, BackupRules, TimeZone),
        tell: impl FnMut(Progress) + Send + 'static,
    ) -> Result<Backup, BackupError> {
        let from = self.paths.backups().join(name);
        beside(move || {
            let carried = carry(&from, &place, tell)?;
            tidied(&place, &rules, &zone);
            Ok(carried)
        })
        .await
    }

    /// This shop's own folder on another disk, if that disk is there: other shops may have theirs beside it.
    #[must_use]
    pub fn second_place(&self, chosen: &str) -> Option<PathBuf> {
        place_of_backups(chosen).map(|place| place.join(&*self.shop))
    }

    /// What the backup `name` of `folder` holds; without a folder, of the shop's own. Nothing where there is
    /// no such backup.
    pub async fn preview_backup(
        &self,
        folder: Option<PathBuf>,
        name: String,
    ) -> Option<Result<Preview, RestoreError>> {
        let folder = folder.unwrap_or_else(|| self.paths.backups());
        beside(move || find(&folder, &name).map(|file| Preview::of(&file))).await
    }

    /// Prepares a backup to take the place of this shop, and does with what came of it what follows: also when
    /// whoever asked has gone meanwhile. Nothing comes of it where there is no such backup.
    pub async fn bring_back<T: Send + 'static>(
        &self,
        (folder, name): (Option<PathBuf>, String),
        by: Restorer,
        tell: impl FnMut(Progress) + Send + 'static,
        then: impl FnOnce(Option<Result<Restoring, RestoreError>>) -> T + Send + 'static,
    ) -> T {
        let (folder, paths) = (
            folder.unwrap_or_else(|| self.paths.backups()),
            self.paths.clone(),
        );
        beside(move || then(find(&folder, &name).map(|file| bring_back(&file, &paths, &by, tell))))
            .await
    }
}

/// The folder for backups on another disk, if it is there. It is made when the place is chosen, and never by
/// itself: where a stick was pulled out, the path is a folder of the disk that may die.
pub(in crate::store) fn place_of_backups(chosen: &str) -> Option<PathBuf> {
    let folder = Path::new(chosen).join(IN_PLACE);
    folder.is_dir().then_some(folder)
}

/// Makes the folder for backups on another disk.
///
/// # Errors
/// When nothing can be written there.
pub fn claim_second_place(chosen: &str) -> io::Result<()> {
    // However it is written, it is not the root of everything.
    let folder = fs::canonicalize(chosen)?;
    if folder.parent().is_none() || !folder.is_dir() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let folder = folder.join(IN_PLACE);
    files::make_folder(&folder)?;
    // A stick may be there and take nothing.
    let trial = Unfinished::in_folder(&folder, "siap-trial")?;
    trial.open()?.write_all(b"siap")
}

/// What the folder is called on another disk.
const IN_PLACE: &str = "siap-backups";

/// Disks beside the machine's own that are there now: sticks and the like, where desktops and owners put them.
#[must_use]
pub fn other_disks() -> Vec<PathBuf> {
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    };
    let near = ["/media", "/mnt", "/run/media"].map(Path::new);
    let nearest = near.into_iter().flat_map(inside);
    let folders = nearest.flat_map(|folder| {
        let within = inside(&folder);
        std::iter::once(folder).chain(within)
    });
    let device = |folder: &Path| fs::metadata(folder).ok().map(|it| it.dev());
    let mut disks: Vec<PathBuf> = folders
        .filter(|folder| folder.is_dir() && device(folder) != folder.parent().and_then(device))
        .collect();
    disks.sort();
    disks
}

/// Room that a backup leaves for the shop, in bytes.
const LEFT_FREE: u64 = 128 * 1024 * 1024;

fn tidied(folder: &Path, rules: &BackupRules, zone: &TimeZone) {
    if let Err(error) = tidy(folder, rules, zone) {
        log::warn!(
            "old backups in {} could not be removed ({error})",
            folder.display()
        );
    }
}

/// Does what takes its time beside everything else.
async fn beside<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(job).await {
        Ok(done) => done,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
