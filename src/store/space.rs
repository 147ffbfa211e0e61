//! Free space on the disk. Before it runs out, new orders are refused and a reserve is released, so that open orders
//! can be finished; when there is space again, all goes on without an action.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicU8, Ordering},
};

use rustix::fs::{FallocateFlags, fallocate, statvfs};

use super::{FolderPaths, files};

/// Bytes that are kept back for the open orders: some thousands of their events, and the log's way
/// back into the file.
const RESERVE: u64 = 16 * 1024 * 1024;
/// With less free space than this, in bytes, new orders are refused.
const SHORT: u64 = 32 * 1024 * 1024;
/// With less free than this, in bytes, the owner should make room soon.
const LOW: u64 = 500 * 1024 * 1024;

/// With less free than this, in bytes, a database cannot even be opened: SQLite must make files next to it.
const NONE: u64 = 1024 * 1024;

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Space {
    /// Enough.
    Plenty,
    /// The owner should make room soon: less than 500 MiB.
    Low,
    /// Only for what is open: less than 32 MiB, or a write has failed.
    Short,
}

impl Space {
    /// What so many free bytes mean.
    pub(super) const fn with(free: u64) -> Self {
        match free {
            free if free < SHORT => Self::Short,
            free if free < LOW => Self::Low,
            _ => Self::Plenty,
        }
    }
}

/// How much room is free on the disk of `folder` and how much there is at all, in bytes.
pub(super) fn room(folder: &Path) -> Option<(u64, u64)> {
    let disk = statvfs(folder).ok()?;
    let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
    Some((bytes(disk.f_bavail), bytes(disk.f_blocks)))
}

/// Whether there is no room to open a database in `folder`.
pub(super) fn is_full(folder: &Path) -> bool {
    room(folder).is_some_and(|(free, _)| free < NONE) || takes_no_file(folder)
}

/// Whether the disk of `folder` has a place for no further file, also with bytes free. Some file systems do not
/// count them.
pub(super) fn takes_no_file(folder: &Path) -> bool {
    statvfs(folder).is_ok_and(|disk| disk.f_files > 0 && disk.f_favail == 0)
}

/// Gives the reserve of a shop up where there is no room to open it. It is laid by again when there is. The shop
/// may not be open.
pub(super) fn release_reserve(shop: &FolderPaths) {
    if is_full(shop.folder()) && fs::remove_file(shop.reserve()).is_ok() {
        log::warn!("the disk is full: the reserve was given up, so that the shop can be opened");
    }
}

/// Watches the room in the data folder.
#[derive(Debug)]
pub(super) struct SpaceKeeper {
    folder: PathBuf,
    reserve: PathBuf,
    space: AtomicU8,
    /// Some file systems keep nothing back.
    gave_up: AtomicBool,
}

impl SpaceKeeper {
    pub(super) fn of(folder: PathBuf, reserve: PathBuf) -> Self {
        let keeper = Self {
            folder,
            reserve,
            space: AtomicU8::new(Space::Plenty as u8),
            gave_up: AtomicBool::new(false),
        };
        keeper.look();
        keeper
    }

    /// How much room there was at the last look.
    pub(super) fn space(&self) -> Space {
        match self.space.load(Ordering::Acquire) {
            0 => Space::Plenty,
            1 => Space::Low,
            _ => Space::Short,
        }
    }

    /// How much room is free and how much there is at all, in bytes.
    pub(super) fn room(&self) -> Option<(u64, u64)> {
        room(&self.folder)
    }

    /// Measures the space again, and makes the reserve if there is room for it.
    pub(super) fn look(&self) -> Space {
        let free = match statvfs(&self.folder) {
            Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
            Err(error) => {
                log::warn!("the room on the disk is not known ({error})");
                return self.space();
            }
        };
        let has_reserve = self.reserve.exists();
        // Once there is room for the reserve and then some; otherwise it would come and go.
        let wanted = if has_reserve { SHORT } else { SHORT + RESERVE };
        let space = match free {
            free if free < wanted => Space::Short,
            free if free < LOW => Space::Low,
            _ => Space::Plenty,
        };
        if space != Space::Short && !has_reserve && !self.gave_up.load(Ordering::Relaxed) {
            let laid_by = self.lay_by();
            if let Err(error) = laid_by {
                let _ = fs::remove_file(&self.reserve);
                // Any other error may be gone at the next look.
                if error.kind() == io::ErrorKind::Unsupported {
                    log::warn!("no room can be kept back on this disk ({error})");
                    self.gave_up.store(true, Ordering::Relaxed);
                }
            }
        }
        self.now(space);
        space
    }

    /// A write found no room: the reserve is given up.
    pub(super) fn in_need(&self) {
        if fs::remove_file(&self.reserve).is_ok() {
            log::warn!(
                "the disk is full: the reserve was given up, so that open orders can be finished"
            );
        }
        self.now(Space::Short);
    }

    fn now(&self, space: Space) {
        let before = self.space.swap(space as u8, Ordering::AcqRel);
        if before != space as u8 {
            match space {
                Space::Plenty => log::info!("there is room on the disk again"),
                Space::Low => log::warn!("less than 500 MiB are free on the disk"),
                Space::Short => {
                    log::error!("the disk is nearly full: no new orders until there is room");
                }
            }
        }
    }

    fn lay_by(&self) -> io::Result<()> {
        let file = files::open_or_create(&self.reserve)?;
        Ok(fallocate(&file, FallocateFlags::empty(), 0, RESERVE)?)
    }
}
