//! Flushes of a database file, through a descriptor that is opened once and stays open while the file has its name.
//!
//! When a process closes any descriptor of a file, the system drops all POSIX locks that the process holds on it
//! (fcntl(2)), and SQLite's are such (sqlite.org/howtocorrupt, section 2.2). So the descriptor outlives every
//! connection of a shop. It is closed when another file has taken the place of that database and is opened: no
//! connection to the old file may be left then, and an open descriptor would keep the space of a deleted file in use.
//!
//! `syncfs` on the folder would do without, but it reports errors of every file on that disk: a page of a browser's
//! cache that could not be written would end the writing of a shop that has lost nothing. And a descriptor that is
//! opened only after an error may never get it: the system may have reported it already.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// By the name of the database; with device and inode, which no other file can have while the descriptor is open.
static DESCRIPTORS: Mutex<BTreeMap<PathBuf, Descriptor>> = Mutex::new(BTreeMap::new());

struct Descriptor {
    which: (u64, u64),
    file: Arc<File>,
}

/// What flushes one database file.
#[derive(Debug, Clone)]
pub(super) struct Flusher(Arc<File>);

impl Flusher {
    /// Of the file at `path`. The caller holds its folder: it is not renamed meanwhile, and this process has no
    /// connection to another file that had the name before.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut descriptors = DESCRIPTORS.lock().unwrap_or_else(PoisonError::into_inner);
        let found = fs::metadata(path)?;
        let which = (found.dev(), found.ino());
        if let Some(known) = descriptors.get(path).filter(|known| known.which == which) {
            return Ok(Self(known.file.clone()));
        }
        let file = Arc::new(File::open(path)?);
        let descriptor = Descriptor {
            which,
            file: file.clone(),
        };
        descriptors.insert(path.to_owned(), descriptor);
        Ok(Self(file))
    }

    /// Puts what was written to the file where it outlasts a power cut.
    ///
    /// # Errors
    /// When something of this file may be lost.
    pub(super) fn flush(&self) -> io::Result<()> {
        self.0.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_opened_once_and_closed_when_another_one_has_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("siap.db");
        let of = || Flusher::of(&path).expect("a descriptor").0;
        fs::write(&path, "one").expect("a file");
        let first = of();
        assert!(Arc::ptr_eq(&first, &of()));
        fs::write(folder.path().join("other"), "two").expect("a file");
        fs::rename(folder.path().join("other"), &path).expect("a name");
        assert!(!Arc::ptr_eq(&first, &of()));
        let gone = Arc::downgrade(&first);
        Flusher(first).flush().expect("a flush of what is gone");
        assert!(gone.upgrade().is_none(), "its room is free");
    }
}
