//! A consistent copy of the file.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::OpenError;

/// Copies the file before a migration changes it. The copy is complete, and flushed, or absent.
pub(super) fn before_migration(
    from: &Path,
    backups: &Path,
    version: i64,
) -> Result<PathBuf, OpenError> {
    let stamp = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S").to_string();
    let to = backups.join(format!("siap-v{version}-{stamp}.db"));
    let unfinished = to.with_extension("unfinished");
    let failed = |detail: String| OpenError::Copy {
        path: to.clone(),
        detail,
    };
    std::fs::create_dir_all(backups).map_err(|error| failed(error.to_string()))?;
    write_copy(from, &unfinished).map_err(|error| failed(error.to_string()))?;
    let flushed = std::fs::File::open(&unfinished)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(&unfinished, &to));
    flushed.map_err(|error| failed(error.to_string()))?;
    Ok(to)
}

/// A copy of the file that lies in the shop's folder.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct KeptCopy {
    /// When it was made.
    pub at: jiff::Timestamp,
    /// How large it is.
    pub bytes: u64,
}

/// The newest copy in this folder, if there is one.
pub(super) fn newest(backups: &Path) -> Option<KeptCopy> {
    let copies = std::fs::read_dir(backups).ok()?.flatten();
    let copies = copies.filter(|file| file.path().extension().is_some_and(|end| end == "db"));
    let kept = copies.filter_map(|file| {
        let file = file.metadata().ok()?;
        Some(KeptCopy {
            at: file.modified().ok()?.try_into().ok()?,
            bytes: file.len(),
        })
    });
    kept.max_by_key(|copy| copy.at)
}

fn write_copy(from: &Path, to: &Path) -> rusqlite::Result<()> {
    let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut target = Connection::open(to)?;
    Backup::new(&source, &mut target)?.run_to_completion(1024, std::time::Duration::ZERO, None)?;
    target.close().map_err(|(_, error)| error)
}
