//! A machine that fails, under the real program: its disk forgets or breaks, its clock is wrong
//! (tests/shop/faults/machine.c).

use std::{
    ffi::OsString,
    fs::File,
    os::unix::fs::{FileExt, PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use tempfile::TempDir;

/// The library, made once by the C compiler that made the database.
static LIBRARY: LazyLock<PathBuf> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shop/faults/machine.c");
    // One for each process that tests, so that none loads what another is just writing.
    let name = format!("machine-{}.so", std::process::id());
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let made = Command::new("cc")
        .args([
            "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o",
        ])
        .args([&library, &source])
        .arg("-ldl")
        .status()
        .expect("a C compiler");
    assert!(made.success(), "the machine is made");
    library
});

/// One machine. All its parts are sound until told otherwise.
pub(crate) struct Machine {
    parts: TempDir,
    clock: File,
    forgets_log: bool,
}

impl Machine {
    pub(crate) fn sound() -> Self {
        let parts = tempfile::tempdir().expect("a folder");
        let mut options = File::options();
        let options = options.read(true).write(true).create(true).truncate(true);
        let clock = options.open(parts.path().join("clock")).expect("a file");
        let machine = Self {
            parts,
            clock,
            forgets_log: false,
        };
        machine.set_clock_wrong_by(0);
        machine.set_synchronised(false);
        machine.install_timedatectl();
        machine
    }

    /// What the system says of its clock, where there is no system to ask.
    fn install_timedatectl(&self) {
        let program = self.programs().join("timedatectl");
        std::fs::create_dir(self.programs()).expect("a folder");
        let says = self.parts.path().join("synchronised");
        let script = format!("#!/bin/sh\ncat '{}'\n", says.display());
        std::fs::write(&program, script).expect("a program");
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&program, mode).expect("a program");
    }

    fn programs(&self) -> PathBuf {
        self.parts.path().join("bin")
    }

    /// One on which a flush of the database's log is not waited for, as with `synchronous=NORMAL`.
    pub(crate) fn that_forgets_the_log() -> Self {
        Self {
            forgets_log: true,
            ..Self::sound()
        }
    }

    /// What the disk has after a power cut, as a folder for another machine.
    pub(crate) fn what_is_left(&self) -> PathBuf {
        self.parts.path().join("kept")
    }

    /// From now on no flush succeeds.
    pub(crate) fn break_disk(&self) {
        File::create(self.broken()).expect("a file");
    }

    /// From now on no flush of the database itself succeeds; those of its log do.
    pub(crate) fn break_database(&self) {
        self.break_flushes_of("/siap.db");
    }

    /// From now on no flush of what has a name with this end succeeds, a file or a folder.
    pub(crate) fn break_flushes_of(&self, end: &str) {
        std::fs::write(self.broken(), end).expect("a file");
    }

    /// Flushes succeed again.
    pub(crate) fn mend_disk(&self) {
        std::fs::remove_file(self.broken()).expect("a file");
    }

    /// From now on a disk elsewhere, at this path, answers nothing.
    pub(crate) fn hang(&self, path: &Path) {
        let text = path.to_str().expect("text");
        std::fs::write(self.parts.path().join("hangs"), text).expect("a file");
    }

    /// It answers again.
    pub(crate) fn unhang(&self) {
        std::fs::remove_file(self.parts.path().join("hangs")).expect("a file");
    }

    /// Sets the wall clock so many seconds from what it is.
    pub(crate) fn set_clock_wrong_by(&self, seconds: i64) {
        let bytes = seconds.to_le_bytes();
        self.clock.write_all_at(&bytes, 0).expect("a clock");
    }

    /// Whether a time server has set the wall clock.
    pub(crate) fn set_synchronised(&self, is_synchronised: bool) {
        let says = if is_synchronised { "yes\n" } else { "no\n" };
        std::fs::write(self.parts.path().join("synchronised"), says).expect("a file");
    }

    /// What a program is started with to run on it.
    pub(crate) fn environment(&self, data: &Path) -> Vec<(&'static str, OsString)> {
        let kept = self.what_is_left();
        std::fs::create_dir_all(&kept).expect("a folder");
        let forgets = if self.forgets_log { "-wal" } else { "" };
        let mut programs = self.programs().into_os_string();
        programs.push(":");
        programs.push(std::env::var_os("PATH").unwrap_or_default());
        vec![
            ("PATH", programs),
            ("LD_PRELOAD", LIBRARY.clone().into()),
            ("SIAP_DISK", data.into()),
            ("SIAP_DISK_KEEPS", kept.into()),
            ("SIAP_DISK_FORGETS", forgets.into()),
            ("SIAP_DISK_BROKEN", self.broken().into()),
            ("SIAP_HANGS", self.parts.path().join("hangs").into()),
            ("SIAP_CLOCK", self.parts.path().join("clock").into()),
        ]
    }

    fn broken(&self) -> PathBuf {
        self.parts.path().join("broken")
    }
}
