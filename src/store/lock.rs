//! The data folder, and the lock that keeps a second Siap out of it.
//!
//! The lock's file says where the shop listens, since port and address come from flags, a service's settings or the
//! system (port 0), and a command knows only the folder. It counts only while the lock is held, so it is never stale.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Seek, Write},
    net::SocketAddr,
    ops::Deref,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{OpenError, files, space};

/// How often a folder that is taken is tried again.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

/// Opens something of a folder that another program may just be leaving, or making.
pub(super) fn tried<T>(open: impl Fn() -> Result<T, OpenError>) -> Result<T, OpenError> {
    for _ in 1..TRIES {
        match open() {
            Err(OpenError::InUse { .. } | OpenError::Missing { .. }) => {
                std::thread::sleep(BETWEEN_TRIES);
            }
            opened => return opened,
        }
    }
    open()
}

/// Where everything of a shop lies.
#[derive(Debug, Clone)]
pub struct FolderPaths(PathBuf);

impl FolderPaths {
    /// In this folder.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Where everything is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Where the one file is.
    pub fn database(&self) -> PathBuf {
        self.0.join("siap.db")
    }

    /// Where backups of it go.
    pub fn backups(&self) -> PathBuf {
        self.0.join("backups")
    }

    /// Where the code is that opens the first start.
    pub fn setup_code(&self) -> PathBuf {
        self.0.join("setup-code")
    }

    /// What keeps a second Siap out, and says where the first one listens.
    fn lock(&self) -> PathBuf {
        self.0.join("siap.lock")
    }

    /// Room that is kept back for when the disk is full.
    pub fn reserve(&self) -> PathBuf {
        self.0.join("reserve")
    }

    /// Where pictures of dishes are.
    pub fn photos(&self) -> PathBuf {
        self.0.join("photos")
    }

    pub(super) fn has_photos(&self) -> bool {
        fs::read_dir(self.photos()).is_ok_and(|mut photos| photos.next().is_some())
    }

    /// Whether a shop has ever listened somewhere from here.
    pub(super) fn was_open(&self) -> bool {
        fs::metadata(self.lock()).is_ok_and(|note| note.len() > 0)
    }
}

/// A shop's data folder, held for as long as this value lives.
///
/// The lock is the operating system's on an open file: however the program dies, it is gone with
/// it, and no stale file ever keeps a shop closed.
#[derive(Debug)]
pub struct DataFolder {
    paths: FolderPaths,
    lock: Option<File>,
    may_make_new_shop: bool,
}

impl DataFolder {
    /// Takes `folder` for this program alone; it is made if it is missing.
    ///
    /// # Errors
    /// When it cannot be written, or another Siap holds it.
    pub fn take(folder: &Path) -> Result<Self, OpenError> {
        tried(|| {
            let taken = Self::share(folder)?;
            let in_use = OpenError::InUse {
                folder: folder.to_owned(),
            };
            if taken.is_held() {
                Ok(taken)
            } else {
                Err(in_use)
            }
        })
    }

    /// Takes `folder` if it is free, else opens it next to the process that holds it.
    pub(super) fn share(folder: &Path) -> Result<Self, OpenError> {
        let unwritable = |source| OpenError::Unwritable {
            folder: folder.to_owned(),
            source,
        };
        files::make_folder(folder).map_err(unwritable)?;
        let file = files::open_or_create(&FolderPaths::of(folder).lock()).map_err(unwritable)?;
        let lock = match file.try_lock() {
            Ok(()) => {
                space::release_reserve(&FolderPaths::of(folder));
                forget_address(&file).map_err(unwritable)?;
                Some(file)
            }
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(source)) => return Err(unwritable(source)),
        };
        Ok(Self {
            paths: FolderPaths::of(folder),
            lock,
            may_make_new_shop: false,
        })
    }

    /// Lets a new shop begin here, though other things of one may lie there.
    #[must_use]
    pub fn for_a_new_shop(mut self) -> Self {
        self.may_make_new_shop = true;
        self
    }

    pub(super) const fn may_make_new_shop(&self) -> bool {
        self.may_make_new_shop
    }

    /// Forgets that there was a shop here: it was put elsewhere.
    pub fn forget_shop(&self) -> io::Result<()> {
        self.lock.as_ref().map_or(Ok(()), |lock| lock.set_len(0))
    }

    /// Writes into the folder where the shop listens.
    pub fn note_address(&self, address: SocketAddr) -> io::Result<()> {
        let Some(mut lock) = self.lock.as_ref() else {
            return Ok(());
        };
        lock.set_len(0)?;
        lock.rewind()?;
        lock.write_all(format!("{address}\n").as_bytes())
    }

    /// Whether this program, and no other, has the folder.
    pub fn is_held(&self) -> bool {
        self.lock.is_some()
    }
}

/// Where the one before listened is not where this one does; that there was one is kept. It takes no room.
fn forget_address(mut file: &File) -> io::Result<()> {
    if file.metadata()?.len() > 0 {
        file.write_all(b"\n")?;
        file.set_len(1)?;
    }
    Ok(())
}

/// Whether a shop is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockState {
    /// No process has it open.
    Closed,
    /// A process has it and has not said where it listens: it is just opening, or a command is at work.
    Busy,
    /// It listens here.
    Open(SocketAddr),
}

impl LockState {
    /// Of the shop in `folder`, which stays as it is.
    ///
    /// # Errors
    /// When there is no shop, or it cannot be read.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let path = FolderPaths::of(folder).lock();
        let file = File::open(&path)?;
        // Shared: another process that looks is no process that has it open.
        match file.try_lock_shared() {
            Ok(()) => Ok(Self::Closed),
            Err(TryLockError::WouldBlock) => {
                let said = fs::read_to_string(&path)?;
                Ok(said.trim().parse().map_or(Self::Busy, Self::Open))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Deref for DataFolder {
    type Target = FolderPaths;

    fn deref(&self) -> &FolderPaths {
        &self.paths
    }
}
