//! Errors of the store, with the commands that solve them.

use std::{
    error::Error,
    path::{Path, PathBuf},
};

use super::{FolderPaths, Remedy, files, remedies, space};

/// A question or a change that the store could not carry out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// A commit failed earlier; nothing is acknowledged until the program restarts.
    #[error("an earlier commit failed; the store writes no more until it is opened anew")]
    Broken,
    /// No room on the disk for this change.
    #[error("the disk is full")]
    Full,
    /// Another program holds the file.
    #[error("another program holds the database")]
    Busy,
    /// The shop is closing.
    #[error("the store is closed")]
    Closed,
    /// The disk did not answer in time.
    #[error("the disk takes too long")]
    Slow,
    /// The job itself panicked; only this job was lost.
    #[error("a job of the writer panicked")]
    Panicked,
    /// Another job of the same commit failed after it had changed something; nothing of the commit was kept.
    #[error("another change failed, and this one was undone with it")]
    Spoiled,
    /// Two that must differ are the same; names the constraint.
    #[error("already there: {0}")]
    Taken(String),
    /// A picture could not be written or removed.
    #[error("pictures: {0}")]
    Photo(String),
    /// SQLite said so.
    #[error("{0}")]
    Sqlite(String),
    /// A row that this program cannot read.
    #[error("unreadable row: {0}")]
    Unreadable(String),
}

/// What a job of the writer may fail with.
pub trait Failure: From<StoreError> + Send + 'static {
    /// Whether it is because there is no room on the disk.
    fn is_full(&self) -> bool;
}

impl Failure for StoreError {
    fn is_full(&self) -> bool {
        matches!(self, Self::Full)
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "SQLite's errors, of which few mean something of their own"
)]
impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match &error {
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::ConstraintViolation
                    if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                        || failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY =>
                {
                    Self::Taken(message.clone().unwrap_or_default())
                }
                _ => Self::Sqlite(error.to_string()),
            },
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..) => Self::Unreadable(error.to_string()),
            _ => Self::Sqlite(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

/// Why the shop cannot open, in words that say what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another program has it.
    #[error(
        "another Siap is already running on {folder}. Stop that one first, or give this one \
         its own folder with --data"
    )]
    InUse {
        /// The data folder.
        folder: PathBuf,
    },
    /// Cannot be made or written.
    #[error(
        "the data folder {folder} cannot be written to ({source}). Give Siap a folder of its own with --data, or see \
         whose it is with {}",
        remedies::doctor(folder)
    )]
    Unwritable {
        /// The data folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The folder can be written, and the file in it cannot: another user made it.
    #[error(
        "the database {path} cannot be written to by this user. It was not touched. See who owns it, and how to \
         change that, with {}",
        remedies::doctor(files::context(path))
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Not SQLite, or a part of it is unreadable. Only where SQLite says so of the file's content.
    #[error(
        "the database {path} is damaged ({detail}). It was not touched, and is kept when a backup replaces it{}",
        remedy.as_ref().map(|remedy| format!(". {remedy}")).unwrap_or_default()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
        /// What helps, where it is a shop's own.
        remedy: Option<Remedy>,
    },
    /// Another file was put instead of the one whose log this is.
    #[error(
        "the log of the database {path} belongs to another file, and would damage this one. Nothing was touched. \
         {remedy}; both files are kept"
    )]
    StrangeLog {
        /// The file.
        path: PathBuf,
        /// What helps.
        remedy: Remedy,
    },
    /// No database, but other things of a shop.
    #[error(
        "the shop in {folder} is gone: {found} is still there, but no siap.db. Nothing was touched. If it is on a \
         disk that is not connected, connect it and start Siap again. {remedy}; to begin a new shop there: {}",
        remedies::serve_new(folder)
    )]
    Gone {
        /// The data folder.
        folder: PathBuf,
        /// What is there of it.
        found: &'static str,
        /// What helps.
        remedy: Remedy,
    },
    /// There is not even room to open it.
    #[error(
        "the disk of {folder} is full ({detail}). The shop was not touched, and may not be damaged. Free up \
         space on that disk, then start Siap again; to see how much there is: {}",
        remedies::doctor(folder)
    )]
    Full {
        /// The data folder.
        folder: PathBuf,
        /// What SQLite or the system said.
        detail: String,
    },
    /// The disk or another program is in the way; the file may be as whole as ever.
    #[error(
        "the database {path} cannot be opened now ({detail}). It was not touched, and may not be damaged. \
         Try again; if it stays like this, find out why with {}",
        remedies::doctor(files::context(path))
    )]
    NotNow {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        detail: String,
    },
    /// Pages of it may be missing, and another program prevents its log from being read from the beginning.
    #[error(
        "the disk did not keep all of the database {path}. What is missing is in its log, which can only be read when \
         no other program has the database open, and {by} has. Nothing was changed. Wait until that ends, or stop it, \
         then start Siap again with {}",
        remedies::serve(files::context(path))
    )]
    HeldOpen {
        /// The file.
        path: PathBuf,
        /// Who has it open.
        by: String,
    },
    /// The open shop writes no more, and no other process may.
    #[error(
        "the shop in {folder} has stopped writing, because its disk did not keep what was written. Nothing was \
         changed. Stop Siap and start it again: it repairs the database from its log. To check the disk: {}",
        remedies::doctor(folder)
    )]
    Stopped {
        /// The data folder.
        folder: PathBuf,
    },
    /// An SQLite database of another program.
    #[error("{path} is a database of another program. It was not touched. Choose another --data")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Made by a newer program.
    #[error(
        "the database {path} was made by a newer Siap (its version {found}, this program knows \
         {known}). It was not touched. Install that newer Siap again"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The newest migration applied to it.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// A released migration is not what it was.
    #[error(
        "step {version} of the database {path} differs from this program's. It was not touched. \
         Use an official build of Siap"
    )]
    Changed {
        /// The file.
        path: PathBuf,
        /// The migration that differs.
        version: i64,
    },
    /// A migration did not go through and was rolled back.
    #[error(
        "the database {path} could not be updated to this version ({detail}). It is as it \
         was; keep using the previous Siap{}",
        copy.as_ref().map(|copy| format!(". A copy is at {}", copy.display())).unwrap_or_default()
    )]
    Migration {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        detail: String,
        /// Where the copy is that was made first.
        copy: Option<PathBuf>,
    },
    /// The copy that must come before a migration could not be made.
    #[error(
        "no copy of the database could be made in {path} before updating it to this version \
         ({detail}). Nothing was changed. Free up space on the disk"
    )]
    Copy {
        /// Where it should have been.
        path: PathBuf,
        /// What went wrong.
        detail: String,
    },
    /// Nothing there for a command that needs a shop.
    #[error(
        "there is no shop in {folder} yet. Start it once with {}",
        remedies::serve(folder)
    )]
    Missing {
        /// The data folder.
        folder: PathBuf,
    },
    /// Anything else the store said.
    #[error("the database could not be opened ({0}). See what is wrong with `siap doctor`")]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl OpenError {
    /// What SQLite said of the file at `path`.
    pub(super) fn of(path: &Path, error: &rusqlite::Error) -> Self {
        let (folder, detail) = (files::context(path).to_owned(), error.to_string());
        let path = path.to_owned();
        match Fault::of(error) {
            Fault::Content => Self::Damaged {
                path,
                detail,
                remedy: None,
            },
            // The index of the log takes 32 KiB, and SQLite says of a full disk that it could not be made.
            Fault::Room => Self::Full { folder, detail },
            _ if space::is_full(&folder) => Self::Full { folder, detail },
            Fault::Access => {
                let source = std::io::Error::other(detail);
                Self::Unwritable { folder, source }
            }
            Fault::Moment => Self::NotNow { path, detail },
        }
    }

    /// What a migration met with that is no fault of its own.
    pub(super) fn beneath(path: &Path, error: &dyn Error) -> Option<Self> {
        let mut beneath = error.source();
        while let Some(error) = beneath {
            if let Some(said) = error.downcast_ref::<rusqlite::Error>() {
                let what = Self::of(path, said);
                return matches!(what, Self::Full { .. }).then_some(what);
            }
            beneath = error.source();
        }
        None
    }

    /// With what helps: this is about the shop's own file.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "takes one error apart and hands on the others as they are"
    )]
    pub(super) fn with_remedy(self, shop: &FolderPaths) -> Self {
        match self {
            Self::Damaged { path, detail, .. } => Self::Damaged {
                path,
                detail,
                remedy: Some(Remedy::of(shop)),
            },
            other => other,
        }
    }
}

/// Where the fault is that SQLite speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// In what is written in the file.
    Content,
    /// There is no room for the files that SQLite makes next to it.
    Room,
    /// This user may not.
    Access,
    /// The disk, the memory, another program: the next try may succeed.
    Moment,
}

impl Fault {
    pub(super) fn of(error: &rusqlite::Error) -> Self {
        use rusqlite::{Error, ErrorCode};
        // What was read is not what this program, or any before it, has ever written.
        let is_unreadable = matches!(
            error,
            Error::FromSqlConversionFailure(..)
                | Error::IntegralValueOutOfRange(..)
                | Error::InvalidColumnType(..)
                | Error::QueryReturnedNoRows
                | Error::Utf8Error(..)
        );
        if is_unreadable {
            return Self::Content;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Content,
            Some(ErrorCode::DiskFull) => Self::Room,
            Some(
                ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::ReadOnly
                | ErrorCode::AuthorizationForStatementDenied,
            ) => Self::Access,
            Some(_) | None => Self::Moment,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_sqlite_says_of_a_files_content_is_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("siap.db");
        // Every primary result code (sqlite.org/rescode), and those that opening a database meets with.
        let primary = 1..=28;
        let extended = [
            rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
            rusqlite::ffi::SQLITE_IOERR_SHMMAP,
            rusqlite::ffi::SQLITE_IOERR_READ,
            rusqlite::ffi::SQLITE_IOERR_SHORT_READ,
            rusqlite::ffi::SQLITE_BUSY_RECOVERY,
            rusqlite::ffi::SQLITE_READONLY_CANTINIT,
            rusqlite::ffi::SQLITE_CANTOPEN_FULLPATH,
        ];
        for code in primary.chain(extended) {
            let of_content = [rusqlite::ffi::SQLITE_CORRUPT, rusqlite::ffi::SQLITE_NOTADB];
            let said = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
            let refusal = OpenError::of(&path, &said);
            let words = refusal.to_string();
            let is_damage = matches!(refusal, OpenError::Damaged { .. });
            assert_eq!(is_damage, of_content.contains(&code), "{code}: {words}");
            assert_eq!(words.contains("is damaged ("), is_damage, "{code}: {words}");
            assert_eq!(words.contains("backup"), is_damage, "{code}: {words}");
        }
        let full = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
        let full = OpenError::of(&path, &rusqlite::Error::SqliteFailure(full, None));
        assert!(matches!(full, OpenError::Full { .. }), "{full}");
    }
}
