//! Explains why a file cannot be restored: maps errors of SQLite and the file system to [`RestoreError`].

use std::{fs::File, io, path::Path};

use super::{BackupError, RestoreError};
use crate::store::OpenError;

/// Said before it is looked into: what may not be read is not damaged.
pub(super) fn refuse_unless_readable(file: &Path) -> Result<(), RestoreError> {
    match File::open(file).and_then(|file| file.metadata()) {
        Ok(found) if found.is_file() => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(RestoreError::Unreadable {
            file: file.to_owned(),
            detail: error.to_string(),
        }),
        _ => Err(RestoreError::Missing(file.to_owned())),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "takes one error apart and hands on the others as they are"
)]
pub(super) fn refusal(error: OpenError, file: &Path) -> RestoreError {
    let file = file.to_owned();
    match error {
        OpenError::Damaged { detail, .. } => RestoreError::Damaged { file, detail },
        OpenError::Foreign { .. } | OpenError::Missing { .. } => RestoreError::Foreign(file),
        OpenError::Newer { .. } => RestoreError::Newer(file),
        OpenError::Full { folder, .. } => BackupError::Full { folder }.into(),
        OpenError::Changed { .. } | OpenError::Migration { .. } => RestoreError::Unfit {
            detail: error.to_string(),
            file,
        },
        OpenError::NotNow { detail, .. } => RestoreError::Unreadable { file, detail },
        other => RestoreError::Unreadable {
            detail: other.to_string(),
            file,
        },
    }
}

/// What SQLite said of a backup.
pub(super) fn of_file(error: &rusqlite::Error, file: &Path) -> RestoreError {
    refusal(OpenError::of(file, error), file)
}

pub(super) fn damaged(file: &Path, detail: &str) -> RestoreError {
    RestoreError::Damaged {
        file: file.to_owned(),
        detail: detail.to_owned(),
    }
}
