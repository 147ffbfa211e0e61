//! Backup jobs of an open shop: list, make, copy and restore, each on a blocking thread.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Backup, BackupError, Pace, Preview, Progress, Reason, RestoreError, Restorer, Restoring,
    Watermark, find, list, make, making::carry, of_shop, restore, retention::tidy,
};
use crate::{
    domain::BackupRules,
    store::{
        Store, checkpoint,
        files::{self, Unfinished},
    },
};

impl Store {
    /// The backups of the shop in its own folder, newest first.
    pub async fn backups(&self) -> Vec<Backup> {
        let paths = self.paths.clone();
        blocking(move || of_shop(&paths)).await
    }

    /// How far the shop had come in the newest backup of its own folder; nothing when that is unknown.
    pub async fn newest_mark(&self) -> Option<Watermark> {
        let paths = self.paths.clone();
        blocking(move || {
            let routine = of_shop(&paths)
                .into_iter()
                .find(|backup| backup.reason == Reason::Routine)?;
            Watermark::in_file(&paths.backups().join(routine.name))
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
        report: impl FnMut(Progress) + Send + 'static,
    ) -> Result<Backup, BackupError> {
        let (paths, space) = (self.paths.clone(), self.space.clone());
        blocking(move || {
            let folder = paths.backups();
            let wanted = checkpoint::length(&paths.database()) + LEFT_FREE;
            if space.room().is_some_and(|(free, _)| free < wanted) {
                return Err(BackupError::Full { folder });
            }
            let (database, photos) = (paths.database(), paths.photos());
            let made = make((&database, &photos), &folder, (Pace::Gentle, at), report)?;
            tidied(&folder, &rules, &zone);
            Ok(made)
        })
        .await
    }

    /// Carries a backup of the shop's own folder to its folder in the second destination, and removes there what need
    /// not be kept. Nothing where that destination is not there, or does not answer.
    ///
    /// # Errors
    /// When it does not arrive whole.
    pub async fn carry_backup(
        &self,
        name: String,
        (rules, zone): (BackupRules, TimeZone),
        report: impl FnMut(Progress) + Send + 'static,
    ) -> Option<Result<Backup, BackupError>> {
        let (from, shop) = (self.paths.backups().join(name), self.shop.clone());
        let work = move |report: &mut dyn FnMut(Progress)| {
            let destination = own_destination(&rules.place, &shop)?;
            Some(
                carry(&from, &destination, report).inspect(|_| tidied(&destination, &rules, &zone)),
            )
        };
        self.disks.carrying.work(report, work).await.flatten()
    }

    /// The backups in this shop's own folder of the second destination, newest first; nothing where that destination is
    /// not there, or does not answer.
    pub async fn second_backups(&self, chosen: &str) -> Option<Vec<Backup>> {
        let (chosen, shop) = (chosen.to_owned(), self.shop.clone());
        let there = self.disks.second.ask(move || {
            let destination = own_destination(&chosen, &shop)?;
            Some(list(&destination))
        });
        there.await.flatten()
    }

    /// This shop's own folder on another disk, if that disk is there and answers: other shops may have theirs there
    /// as well.
    pub async fn destination(&self, chosen: &str) -> Option<PathBuf> {
        let (chosen, shop) = (chosen.to_owned(), self.shop.clone());
        let there = self
            .disks
            .second
            .ask(move || own_destination(&chosen, &shop));
        there.await.flatten()
    }

    /// Makes the folder for backups on another disk.
    ///
    /// # Errors
    /// When nothing can be written there, or it does not answer.
    pub async fn claim_destination(&self, chosen: String) -> io::Result<()> {
        let claimed = self.disks.second.ask(move || claim_destination(&chosen));
        let claimed = claimed.await;
        claimed.unwrap_or_else(|| Err(io::ErrorKind::TimedOut.into()))
    }

    /// Disks other than the machine's own that are there now, as far as they answer.
    pub async fn other_disks(&self) -> Vec<PathBuf> {
        self.disks.there.ask(other_disks).await.unwrap_or_default()
    }

    /// What the backup `name` holds, of the second destination's `folder`, or else of the shop's own. Nothing where
    /// there is no such backup.
    pub async fn preview_backup(
        &self,
        folder: Option<PathBuf>,
        name: String,
    ) -> Option<Result<Preview, RestoreError>> {
        let (paths, elsewhere) = (self.paths.clone(), folder.clone());
        let seen = move || {
            let file = find(&paths, elsewhere.as_deref(), &name)?;
            Some(Preview::of(&file))
        };
        let Some(folder) = folder else {
            return blocking(seen).await;
        };
        let silent = || {
            let (file, detail) = (folder, "the disk does not answer".to_owned());
            Some(Err(RestoreError::Unreadable { file, detail }))
        };
        self.disks.second.read(seen).await.unwrap_or_else(silent)
    }

    /// Prepares a backup to replace this shop, and calls `then` with the result, also when the client that
    /// asked has gone meanwhile. The result is none where there is no such backup.
    pub async fn restore<T: Send + 'static>(
        &self,
        (folder, name): (Option<PathBuf>, String),
        by: Restorer,
        report: impl FnMut(Progress) + Send + 'static,
        then: impl FnOnce(Option<Result<Restoring, RestoreError>>) -> T + Send + 'static,
    ) -> T {
        let paths = self.paths.clone();
        blocking(move || {
            let file = find(&paths, folder.as_deref(), &name);
            then(file.map(|file| restore(&file, &paths, &by, report)))
        })
        .await
    }
}

/// The folder for backups on another disk, if it is there. It is made when the place is chosen, and never by
/// itself: where a stick was pulled out, the path is a folder of the disk that may die.
pub(in crate::store) fn backup_destination(chosen: &str) -> Option<PathBuf> {
    let folder = Path::new(chosen).join(IN_PLACE);
    folder.is_dir().then_some(folder)
}

/// This shop's own folder there.
fn own_destination(chosen: &str, shop: &str) -> Option<PathBuf> {
    backup_destination(chosen).map(|destination| destination.join(shop))
}

/// Makes the folder for backups on another disk.
pub(crate) fn claim_destination(chosen: &str) -> io::Result<()> {
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

/// Disks other than the machine's own that are there now: sticks and the like, where desktops and owners put them.
fn other_disks() -> Vec<PathBuf> {
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

/// Runs a job that may block on a thread for such jobs.
pub(in crate::store) async fn blocking<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> T {
    match tokio::task::spawn_blocking(job).await {
        Ok(done) => done,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}
