//! A folder that is there for one measurement.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

static MADE: AtomicU32 = AtomicU32::new(0);

/// A new, empty folder; gone when this is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn make(inside: &Path) -> Self {
        let count = MADE.fetch_add(1, Ordering::Relaxed);
        let path = inside.join(format!("siap-load-{}-{count}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder can be made for the measurement");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed changes no figure.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What kind of disk is under a path: on `tmpfs` no commit reaches a disk at all.
pub(crate) fn disk_under(path: &Path) -> String {
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let kind = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?, words.next()?))
        })
        .filter(|(place, _)| path.starts_with(place))
        // A later mount on the same place covers an earlier one.
        .max_by_key(|(place, _)| place.len())
        .map_or("unknown", |(_, kind)| kind);
    if kind == "tmpfs" {
        return "tmpfs (memory: nothing here is durable; choose a disk with --folder)".to_owned();
    }
    kind.to_owned()
}
