//! Flushes of a database file, through a descriptor that is opened once and never closed.
//!
//! When a process closes any descriptor of a file, the system drops all POSIX locks that the process holds on it
//! (fcntl(2)), and SQLite's are such (sqlite.org/howtocorrupt, section 2.2). So the descriptor lives as long as the
//! process: one for each database that it has opened.
//!
//! `syncfs` on the folder would do without, but it reports errors of every file on that disk: a page of a browser's
//! cache that could not be written would end the writing of a shop that has lost nothing. And a descriptor that is
//! opened only after an error may never hear of it: the system has told it already.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    os::unix::fs::MetadataExt,
    path::Path,
    sync::{Mutex, PoisonError},
};

/// By device and inode, which no other file can have while the descriptor is open.
static DESCRIPTORS: Mutex<BTreeMap<(u64, u64), &'static File>> = Mutex::new(BTreeMap::new());

/// What flushes one database file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flusher(&'static File);

impl Flusher {
    /// Of the file at `path`. The caller holds its folder: it is not renamed meanwhile.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut descriptors = DESCRIPTORS.lock().unwrap_or_else(PoisonError::into_inner);
        let found = fs::metadata(path)?;
        let which = (found.dev(), found.ino());
        if let Some(file) = descriptors.get(&which) {
            return Ok(Self(file));
        }
        let file: &'static File = Box::leak(Box::new(File::open(path)?));
        descriptors.insert(which, file);
        Ok(Self(file))
    }

    /// Puts what was written to the file where it outlasts a power cut.
    ///
    /// # Errors
    /// When something of this file may be lost.
    pub(super) fn flush(self) -> io::Result<()> {
        self.0.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_opened_once_and_another_one_of_its_name_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("siap.db");
        let of = || Flusher::of(&path).expect("a descriptor").0;
        fs::write(&path, "one").expect("a file");
        let first = of();
        assert!(std::ptr::eq(first, of()));
        fs::write(folder.path().join("other"), "two").expect("a file");
        fs::rename(folder.path().join("other"), &path).expect("a name");
        assert!(!std::ptr::eq(first, of()));
        Flusher(first).flush().expect("a flush of what is gone");
    }
}
