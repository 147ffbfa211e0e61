//! What can go wrong with the file.

use std::path::PathBuf;

/// A question or a change that the store could not carry out.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// A commit failed earlier; nothing is acknowledged until the program starts anew.
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
        "the data folder {folder} cannot be written ({source}). Give Siap a folder of its own \
         with --data, or correct its owner and permissions"
    )]
    Unwritable {
        /// The data folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not SQLite, or a part of it is unreadable.
    #[error(
        "the database {path} is damaged ({detail}). It was not touched. Put a copy from the \
         backups folder beside it in its place; keep the damaged file for rescue"
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// SQLite, but somebody else's.
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
        "the database {path} could not be brought up to this version ({detail}). It is as it \
         was; go on with the previous Siap{}",
        copy.as_ref().map(|copy| format!(". A copy lies at {}", copy.display())).unwrap_or_default()
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
        "no copy of the database could be made in {path} before bringing it up to this version \
         ({detail}). Nothing was changed. Make room on the disk"
    )]
    Copy {
        /// Where it should have been.
        path: PathBuf,
        /// What went wrong.
        detail: String,
    },
    /// Nothing there for a command that needs a shop.
    #[error("there is no shop in {folder} yet. Start it once with: siap serve --data {folder}")]
    Missing {
        /// The data folder.
        folder: PathBuf,
    },
    /// Anything else the store said.
    #[error("the database could not be opened ({0})")]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
