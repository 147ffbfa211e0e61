//! Backups: files that each are a whole shop, with its pictures in a folder next to them.
//!
//! A backup folder holds `siap-20261123T100000Z.db` and its like, and in `photos/` every picture that any
//! of them names. Each was complete, flushed and looked through before it got its name.

mod jobs;
mod making;
mod preview;
mod restoring;
mod retention;
mod succession;
mod unfit;
mod watermark;

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::TimeZone};
use serde::Serialize;

pub(crate) use jobs::claim_destination;
pub(super) use jobs::{backup_destination, blocking};
pub(super) use making::before_migration;
pub use making::{BackupError, Progress, back_up_from_command};
use making::{Pace, make};
pub use preview::Preview;
pub use restoring::{RestoreError, Restorer, Restoring, restore};
pub(super) use restoring::{bring_log_back, set_log_aside, sweep_prepared};
pub use watermark::Watermark;

use super::{
    FolderPaths, files,
    inspect::{self, Found},
    photos::Photos,
};

/// How the time stands in a file's name: UTC, in the basic form of ISO 8601.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// A backup that lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The file's name.
    pub name: String,
    /// When it was begun.
    pub at: Timestamp,
    /// How large it is.
    pub bytes: u64,
    /// Why it was made.
    pub reason: Reason,
}

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It was time, or the owner asked for one.
    Routine,
    /// A newer Siap was about to change the file.
    Upgrade,
    /// Another backup was about to take its place.
    Restore,
}

impl Reason {
    /// What stands in the file's name.
    const fn mark(self) -> &'static str {
        match self {
            Self::Routine => "",
            Self::Upgrade => "upgrade-",
            Self::Restore => "restore-",
        }
    }

    fn name(self, at: Timestamp) -> String {
        format!("siap-{}{}.db", self.mark(), at.strftime(STAMP))
    }

    /// What a backup may be called in `folder` that is begun at `at`, the best name first. Two within a second are
    /// two.
    fn names(self, folder: &Path, at: Timestamp) -> impl Iterator<Item = PathBuf> {
        (0..).map_while(move |later| {
            let at = at.checked_add(SignedDuration::from_secs(later)).ok()?;
            Some(folder.join(self.name(at)))
        })
    }
}

impl Backup {
    /// Reads a file's name; nothing for what is no backup.
    fn named(name: &str, bytes: u64) -> Option<Self> {
        let rest = name.strip_prefix("siap-")?.strip_suffix(".db")?;
        let (reason, stamp) = [Reason::Upgrade, Reason::Restore]
            .into_iter()
            .find_map(|reason| Some((reason, rest.strip_prefix(reason.mark())?)))
            .unwrap_or((Reason::Routine, rest));
        let at = DateTime::strptime(STAMP, stamp).ok()?;
        Some(Self {
            name: name.to_owned(),
            at: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
            bytes,
            reason,
        })
    }
}

/// The backups in this folder, newest first; none where there is no such folder.
pub(super) fn list(folder: &Path) -> Vec<Backup> {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut backups: Vec<Backup> = files
        .filter_map(|file| {
            let bytes = file
                .metadata()
                .ok()
                .filter(std::fs::Metadata::is_file)?
                .len();
            Backup::named(file.file_name().to_str()?, bytes)
        })
        .collect();
    backups.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.name.cmp(&a.name)));
    backups
}

/// The backups in the shop's own folder, newest first. A power cut in a restore can leave the database there under a
/// second name; that is no backup: what was written since is in the log of the first.
pub(super) fn of_shop(shop: &FolderPaths) -> Vec<Backup> {
    let (folder, database) = (shop.backups(), shop.database());
    let mut backups = list(&folder);
    backups.retain(|backup| !files::is_same(&folder.join(&backup.name), &database));
    backups
}

/// The newest backup of the shop's own folder that is a whole shop.
pub(super) fn newest_whole(shop: &FolderPaths) -> Option<PathBuf> {
    let (backups, folder) = (of_shop(shop), shop.backups());
    let mut files = backups.into_iter().map(|one| folder.join(one.name));
    files.find(|file| {
        let found = inspect::inspect(file);
        matches!(found, Ok(Found::Shop { .. })) && inspect::check_whole(file).is_ok()
    })
}

/// Where a backup of this name lies: in the shop's own folder, or in `elsewhere`; nothing for a name that no backup
/// has.
pub(super) fn find(shop: &FolderPaths, elsewhere: Option<&Path>, name: &str) -> Option<PathBuf> {
    let (backups, folder) = match elsewhere {
        Some(folder) => (list(folder), folder.to_owned()),
        None => (of_shop(shop), shop.backups()),
    };
    let is_one = backups.iter().any(|backup| backup.name == name);
    is_one.then(|| folder.join(name))
}

/// The pictures of the backups in this folder.
fn photos_of(folder: &Path) -> Photos {
    Photos::in_folder(folder.join("photos"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_known_by_its_name_and_nothing_else_is_one() {
        let at: Timestamp = "2026-11-23T10:00:07Z".parse().expect("a time");
        for reason in [Reason::Routine, Reason::Upgrade, Reason::Restore] {
            let name = reason.name(at);
            let read = Backup::named(&name, 5).expect("a backup");
            assert_eq!(
                (read.at, read.reason, read.bytes),
                (at, reason, 5),
                "{name}"
            );
        }
        for name in [
            "siap.db",
            "siap-20261123T100007Z.db.unfinished",
            "siap-20261123T100007Z.unfinished",
            "siap-20261323T100007Z.db",
            "siap-other-20261123T100007Z.db",
            "../siap-20261123T100007Z.db",
        ] {
            assert_eq!(Backup::named(name, 5), None, "{name}");
        }
    }
}
