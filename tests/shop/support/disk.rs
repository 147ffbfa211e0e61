//! A small disk to fill up.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

/// A disk of its own, of so many MiB; none where this user may not have one.
pub(crate) struct Disk(tempfile::TempDir);

impl Disk {
    pub(crate) fn of(mebibytes: u32) -> Option<Self> {
        Self::with(&format!("size={mebibytes}m"))
    }

    /// One with bytes enough, and room for so many files.
    pub(crate) fn of_files(files: u32) -> Option<Self> {
        Self::with(&format!("size=120m,nr_inodes={files}"))
    }

    fn with(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", size, "tmpfs"])
            .arg(folder.path())
            .output();
        match mounted {
            Ok(done) if done.status.success() => Some(Self(folder)),
            _ => None,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Lets nothing more be written on it, as a worn-out memory card does.
    pub(crate) fn make_read_only(&self) {
        let done = Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(self.path())
            .status();
        assert!(done.is_ok_and(|done| done.success()), "a mount");
    }

    /// Fills it until so many MiB are left.
    pub(crate) fn fill_but(&self, mebibytes: u64) {
        let disk = rustix::fs::statvfs(self.path()).expect("a disk");
        let left = disk.f_bavail * disk.f_frsize - mebibytes * 1024 * 1024;
        let large = vec![7; usize::try_from(left).expect("a small disk")];
        std::fs::write(self.path().join("more"), large).expect("room");
    }

    /// Makes files until it takes no more.
    pub(crate) fn fill_with_files(&self) {
        let mut made = 0;
        while File::create(self.path().join(format!("file-{made}"))).is_ok() {
            made += 1;
        }
    }

    /// Fills it to the last byte.
    pub(crate) fn fill(&self, name: &str) -> PathBuf {
        let path = self.path().join(name);
        let mut file = File::create(&path).expect("a file");
        let large = vec![7; 65_536];
        while file.write_all(&large).is_ok() {}
        while file.write_all(&[7]).is_ok() {}
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}
