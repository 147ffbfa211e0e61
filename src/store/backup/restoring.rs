//! Restores: a backup is prepared in a file of its own, which then takes the database's name in one step.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OpenFlags};

use super::{
    BackupError, Pace, Progress, Reason, STAMP, list,
    making::{copy, copy_bytes, copy_photos, in_words, of_place, photos_named},
    photos_of, succession,
    unfit::{damaged, refusal, refuse_unless_readable},
};
use crate::store::{
    FolderPaths, OpenError, checkpoint, conversion,
    error::Fault,
    files::{self, Unfinished, sync_folder},
    identity,
    inspect::{self, Found},
    lost_pages::{self, LostPages},
    schema,
};

/// A whole shop in a file of its own, ready to replace the present one; removed if it does not.
#[derive(Debug)]
pub struct Restoring {
    prepared: Unfinished,
    shop: FolderPaths,
    by: Restorer,
}

/// Who brings a backup back, and when: the first thing in the history of the shop that comes of it.
#[derive(Debug, Clone)]
pub struct Restorer {
    /// Their name.
    pub by: String,
    /// The time in the shop.
    pub at: Timestamp,
    /// Whether the backup's screens stay paired where the present shop cannot say which still are.
    pub keeps_screens: bool,
}

/// Why a backup cannot be restored. The present shop is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// No such file.
    #[error("there is no file {0}")]
    Missing(PathBuf),
    /// A file that this user may not read, or that cannot be read at all.
    #[error(
        "{file} cannot be read ({detail}). Nothing says that it is damaged. If it is another user's, do it with sudo"
    )]
    Unreadable {
        /// The backup.
        file: PathBuf,
        /// What the system said.
        detail: String,
    },
    /// The present database, under this or another name.
    #[error("{0} is the shop's own file, not a backup. Nothing was changed. Choose a backup")]
    Itself(PathBuf),
    /// A file, but no shop.
    #[error("{0} is not a Siap backup")]
    Foreign(PathBuf),
    /// A shop, but it cannot be made this program's.
    #[error("{file} cannot be brought back ({detail})")]
    Unfit {
        /// The backup.
        file: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Made by a newer program.
    #[error("{0} was made by a newer Siap. Install that version first, then restore it")]
    Newer(PathBuf),
    /// Not whole.
    #[error("{file} is damaged ({detail}). Take an older backup")]
    Damaged {
        /// The backup.
        file: PathBuf,
        /// What was found.
        detail: String,
    },
    /// It could not be copied.
    #[error(transparent)]
    Copy(#[from] BackupError),
}

/// Prepares the shop of the backup `file`, with a new epoch, to replace the one in `folder`.
///
/// # Errors
/// In words for the owner; nothing is left behind.
pub fn restore(
    file: &Path,
    shop: &FolderPaths,
    by: &Restorer,
    mut report: impl FnMut(Progress),
) -> Result<Restoring, RestoreError> {
    refuse_unless_readable(file)?;
    // Under its second name the file has no log, so the newest orders would be missing.
    if files::is_same(file, &shop.database()) {
        return Err(RestoreError::Itself(file.to_owned()));
    }
    let failed = |error: io::Error| RestoreError::from(of_place(shop.folder(), &error));
    let refused = |error: OpenError| refusal(error, file);
    let prepared = Unfinished::in_folder(shop.folder(), PREPARED).map_err(failed)?;
    // A log next to it belongs to it.
    if checkpoint::path_of(file).exists() {
        copy(file, prepared.path(), Pace::Fast, &mut report).map_err(|error| {
            if Fault::of(&error) == Fault::Content {
                damaged(file, &error.to_string())
            } else {
                failed(in_words(&error))
            }
        })?;
    } else {
        copy_bytes(file, &prepared, &mut report).map_err(failed)?;
    }
    report(Progress::Checking);
    let Found::Shop { version } = inspect::inspect(prepared.path()).map_err(refused)? else {
        return Err(RestoreError::Foreign(file.to_owned()));
    };
    inspect::check_every_page(prepared.path()).map_err(refused)?;
    let connection = schema::open_prepared(prepared.path(), version).map_err(refused)?;
    // The one that writes is the last to close, and takes its log back.
    let names = identity::is_a_copy(&connection)
        .and_then(|()| change_epoch(&connection))
        .and_then(|()| note(&connection, by, file))
        .and_then(|()| photos_named(prepared.path()))
        .and_then(|names| {
            connection
                .close()
                .map(|()| names)
                .map_err(|(_, error)| error)
        })
        .map_err(|error| failed(in_words(&error)))?;
    let beside = photos_of(file.parent().unwrap_or(file));
    let here = photos_of(shop.folder());
    copy_photos(&names, &beside, &here, &mut report).map_err(failed)?;
    Ok(Restoring {
        prepared,
        shop: shop.clone(),
        by: by.clone(),
    })
}

/// What the name of a prepared shop begins with until it is the shop.
const PREPARED: &str = "siap.restored";

/// Removes the rest of a preparation, or of bringing an older shop over, that a power cut ended. Not to be called while
/// one runs.
pub(in crate::store) fn sweep_prepared(shop: &FolderPaths) -> io::Result<()> {
    for file in fs::read_dir(shop.folder())? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with(PREPARED) || name.starts_with(conversion::PREPARED) {
            fs::remove_file(file.path())?;
        }
    }
    // Cut off between two names: the backup of what was there before is the file that is there still.
    bring_log_back(shop)?;
    for second in second_names(shop) {
        fs::remove_file(second)?;
    }
    Ok(())
}

/// The present file's names among the backups.
fn second_names(shop: &FolderPaths) -> impl Iterator<Item = PathBuf> {
    let (database, backups) = (shop.database(), shop.backups());
    let names = list(&backups).into_iter();
    let files = names.map(move |backup| backups.join(&backup.name));
    files.filter(move |file| files::is_same(file, &database))
}

/// Gives the database its log back after a restore was cut off that had moved the log to the file's second name. To be
/// called before the database is opened, which would otherwise miss the newest commits.
pub(in crate::store) fn bring_log_back(shop: &FolderPaths) -> io::Result<()> {
    let database = shop.database();
    for second in second_names(shop) {
        let has_log = |file: &Path| checkpoint::length(&checkpoint::path_of(file)) > 0;
        if has_log(&second) && !has_log(&database) {
            log::warn!("a restore was cut off; the database has its log again");
            move_log(&second, &database)?;
        }
    }
    Ok(())
}

/// Puts the log of one name of a file next to another one. An index would say nothing of it.
fn move_log(from: &Path, to: &Path) -> io::Result<()> {
    for name in [from, to] {
        let _ = fs::remove_file(checkpoint::index_of(name));
    }
    let log = checkpoint::path_of(from);
    if log.exists() {
        fs::rename(&log, checkpoint::path_of(to))?;
    }
    sync_folder(files::context(to))
}

impl Restoring {
    /// Makes it the shop, and keeps the present one among the backups; answers where. No connection to the
    /// present one may be open.
    ///
    /// Sessions of the present shop are kept if the backup knows the people; no other session is. Where the present
    /// shop cannot be read, there are none.
    ///
    /// # Errors
    /// When the disk refuses; the present shop is then as it was.
    pub fn take_place(self) -> io::Result<Option<PathBuf>> {
        let database = self.shop.database();
        bring_log_back(&self.shop)?;
        let is_there = checkpoint::length(&database) > 0;
        let lost = LostPages::of(&self.shop);
        // Before the present database is read. If the repair fails, its log is kept with it.
        if let Err(error) = lost_pages::repair(&self.shop) {
            log::warn!("{error}");
        }
        // A log without its file must not meet another one, and SQLite deletes one next to an empty file.
        if !is_there || identity::is_log_strange(&self.shop) {
            set_log_aside(&self.shop)?;
        }
        // Only now has the present one given out its last number.
        succession::go_on(self.prepared.path(), &database, &self.by).map_err(io::Error::other)?;
        // Not earlier: until here a session can be revoked.
        keep_sessions(self.prepared.path(), &database, self.by.keeps_screens)
            .map_err(|error| in_words(&error))?;
        // What can fail comes before the present one loses its log.
        self.prepared.flush()?;
        let kept = if is_there {
            Some(set_present_aside(&self.shop)?)
        } else {
            None
        };
        identity::forget(&self.shop);
        if let Err(error) = fs::rename(self.prepared.path(), &database) {
            if let Some(kept) = &kept {
                give_back(kept, &database);
            }
            return Err(error);
        }
        // It has taken its place. Where a power cut can still undo that, the next start finds the log of the one
        // before, and needs the mark. Otherwise what was missing was of that one, and the next start tries again.
        if let Err(error) = sync_folder(self.shop.folder()).and_then(|()| lost.forget()) {
            log::warn!("that a backup has taken its place may not outlast a power cut ({error})");
        }
        if let Some(kept) = &kept {
            without_log(kept);
        }
        Ok(kept)
    }
}

/// Moves away a log whose database is gone. It is kept, since nothing else is left of that shop.
pub(in crate::store) fn set_log_aside(shop: &FolderPaths) -> io::Result<()> {
    let (database, backups) = (shop.database(), shop.backups());
    let _ = fs::remove_file(checkpoint::index_of(&database));
    let log = checkpoint::path_of(&database);
    if checkpoint::length(&log) == 0 {
        return Ok(());
    }
    files::make_folder(&backups)?;
    // Under a name that no backup has, or it would be taken for that one's.
    let mut names = (0..).map(|later| {
        let at = Timestamp::now() + SignedDuration::from_secs(later);
        backups.join(format!("siap-lost-{}.db-wal", at.strftime(STAMP)))
    });
    let aside = names.find(|name| !name.exists());
    fs::rename(&log, aside.ok_or(io::ErrorKind::AlreadyExists)?)?;
    sync_folder(&backups)
}

/// There is no moment without a shop: the present file has two names until the new one has its.
fn set_present_aside(shop: &FolderPaths) -> io::Result<PathBuf> {
    let (database, backups) = (shop.database(), shop.backups());
    files::make_folder(&backups)?;
    // Closed in order, it has no log any more; after a power cut the log is taken into it here.
    let log = checkpoint::path_of(&database);
    if log.exists() && !LostPages::of(shop).are_noted() {
        drop(schema::connect(&database));
    }
    match photos_named(&database) {
        Ok(names) => {
            let to = photos_of(&backups);
            copy_photos(&names, &photos_of(shop.folder()), &to, &mut |_| {})?;
        }
        Err(error) => log::warn!("the pictures of the present shop are not known ({error})"),
    }
    let kept = second_name(&database, &backups)?;
    // What could not be taken in, because the file is damaged, must not meet another file; nor the index of
    // a log that is gone.
    match move_log(&database, &kept) {
        Ok(()) => Ok(kept),
        Err(error) => {
            give_back(&kept, &database);
            Err(error)
        }
    }
}

/// Puts the present file back, after the other could not replace it.
fn give_back(kept: &Path, database: &Path) {
    // Not without its log: whose that is only the second name says, at the next start.
    let given = move_log(kept, database).and_then(|()| fs::remove_file(kept));
    if let Err(error) = given {
        let log = checkpoint::path_of(kept);
        log::error!("{} could not be brought back ({error})", log.display());
    }
}

/// Gives the present file a second name among the backups; where the file system knows none, copies it.
fn second_name(database: &Path, backups: &Path) -> io::Result<PathBuf> {
    let mut names = Reason::Restore.names(backups, Timestamp::now());
    let linked = names.find_map(|name| match fs::hard_link(database, &name) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
        done => Some(done.map(|()| name)),
    });
    if let Some(Ok(name)) = linked {
        return Ok(name);
    }
    let unfinished = Unfinished::in_folder(backups, "siap")?;
    copy_bytes(database, &unfinished, &mut |_| {})?;
    unfinished.complete(Reason::Restore.names(backups, Timestamp::now()))
}

/// Gives the shop in a file another epoch, so that every screen starts over.
fn change_epoch(shop: &Connection) -> rusqlite::Result<()> {
    let another = "update epoch set epoch = lower(hex(randomblob(16)))";
    shop.execute(another, []).map(|_| ())
}

/// Leaves in the shop in `prepared` only the sessions of the present one, and none where that one cannot be read: a
/// session that was revoked is in the backup as it was before.
fn keep_sessions(prepared: &Path, present: &Path, keeps_screens: bool) -> rusqlite::Result<()> {
    let shop = Connection::open_with_flags(prepared, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // To attach a file that is not there makes one.
    let is_known = checkpoint::length(present) > 0
        && copy_sessions(&shop, present).unwrap_or_else(|error| {
            log::warn!("who is logged in is not known ({error}); all have to log in again");
            false
        });
    if !is_known {
        let of_people = "delete from sessions where ?1 = 0
             or staff_id in (select id from staff where pin_hash is not null)";
        shop.execute(of_people, [keeps_screens])?;
    }
    shop.close().map_err(|(_, error)| error)
}

/// Whether the present shop could say who is logged in. One without staff cannot: no session was ever begun in it.
fn copy_sessions(shop: &Connection, present: &Path) -> rusqlite::Result<bool> {
    shop.execute("attach ?1 as present", [present.to_string_lossy()])?;
    let asked = shop.query_row("select exists (select 1 from present.staff)", [], |row| {
        row.get(0)
    });
    let copied = match asked {
        Ok(true) => shop.execute_batch(
            "begin immediate;
             delete from main.sessions;
             insert into main.sessions
                     (id, token_hash, staff_id, device, address, created_at, last_used_at)
                 select s.id, s.token_hash, s.staff_id, s.device, s.address, s.created_at, s.last_used_at
                 from present.sessions s
                 join present.staff p on p.id = s.staff_id
                 join main.staff m on m.id = p.id and m.name = p.name and m.role = p.role
                     and m.pin_hash is p.pin_hash and m.retired_at is null;
             commit;",
        ),
        _ => Ok(()),
    };
    if copied.is_err() && !shop.is_autocommit() {
        shop.execute_batch("rollback")?;
    }
    shop.execute_batch("detach present")?;
    copied.and(asked)
}

fn note(
    shop: &Connection,
    Restorer { by, at, .. }: &Restorer,
    file: &Path,
) -> rusqlite::Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    shop.execute(
        "insert into changes (at, by, subject, subject_id, name, field, before, after)
         select ?1, ?2, 'setting', 0, document ->> '$.shop_name', 'restored_from', null, ?3 from settings",
        (at.as_millisecond(), by, name),
    )
    .map(|_| ())
}

/// It may be opened later where nothing can be written.
fn without_log(kept: &Path) {
    let opened = Connection::open_with_flags(kept, OpenFlags::SQLITE_OPEN_READ_WRITE);
    let done = opened.and_then(|shop| shop.pragma_update(None, "journal_mode", "delete"));
    if let Err(error) = done {
        log::warn!("{} is kept as it was ({error})", kept.display());
    }
}
