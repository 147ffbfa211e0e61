//! Commands on a computer where a service is installed: which shop they are about, and that they make none.

use std::{
    fs,
    io::Write,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Ended, PIN, hire, run_installed};

const ROOT: u32 = 0;
/// The user `nobody`.
const ANOTHER: u32 = 65_534;

/// A computer with a unit of `install.sh`'s, and the home of who is at it.
struct Computer {
    folder: TempDir,
}

impl Computer {
    /// None where this user may not give a process another `/etc`.
    fn with_service() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        if fs::metadata(folder.path()).expect("a folder").uid() != ROOT {
            let why = "skipped: only root may give a process another /etc";
            writeln!(std::io::stderr(), "{why}").expect("a terminal");
            return None;
        }
        let computer = Self { folder };
        for (folder, mode) in [
            (computer.folder.path().to_owned(), 0o755),
            (computer.home(), 0o777),
        ] {
            fs::create_dir_all(&folder).expect("a folder");
            fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("a mode");
        }
        Some(computer)
    }

    /// Where the service keeps its shop.
    fn service(&self) -> PathBuf {
        self.folder.path().join("service")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Where a shop of one's own is.
    fn own(&self) -> PathBuf {
        self.home().join(".local/share/siap")
    }

    /// Opened once by the service, so that only it and root can read it.
    async fn make_shop(&self) {
        hire(&self.service(), "Rina", "owner").await;
        let own = fs::Permissions::from_mode(0o700);
        fs::set_permissions(self.service(), own).expect("a mode");
    }

    async fn run_as(&self, user: u32, arguments: &[&str]) -> Ended {
        // As `install.sh` writes it.
        let unit = format!(
            "[Service]\nUser=siap\nEnvironmentFile=-/etc/siap/siap.env\n\
            ExecStart=/usr/local/bin/siap serve --data {}\nRestart=always\n",
            self.service().display()
        );
        run_installed(&unit, (user, &self.home()), arguments, PIN).await
    }

    async fn run(&self, arguments: &[&str]) -> Ended {
        self.run_as(ROOT, arguments).await
    }

    /// What a command says of the shop that it is about.
    fn meant(&self) -> String {
        format!(
            "siap: this is about the installed service's shop, in {}\n",
            self.service().display()
        )
    }
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).expect("a folder").next().is_none()
}

const ADD: &[&str] = &[
    "staff",
    "add",
    "--name",
    "Budi",
    "--role",
    "kitchen",
    "--pin-stdin",
];
const RESET: &[&str] = &["staff", "reset-pin", "--name", "Rina", "--pin-stdin"];
/// Every command that is about a shop, but those that look for one or replace it.
const COMMANDS: &[&[&str]] = &[
    ADD,
    RESET,
    &["staff", "list"],
    &["config", "list"],
    &["config", "get", "shop_name"],
    &["config", "set", "shop_name", "Warung"],
    &["clock"],
    &["clock", "--right"],
    &["export", "menu"],
    &["backup"],
];

#[tokio::test]
async fn every_command_finds_the_shop_of_the_installed_service_and_says_which_it_is() {
    let Some(computer) = Computer::with_service() else {
        return;
    };
    computer.make_shop().await;
    for command in COMMANDS {
        let ended = computer.run(command).await;
        assert_eq!(ended.code, Some(0), "{command:?}: {ended:?}");
        assert!(
            ended.complaint.starts_with(&computer.meant()),
            "{command:?}: {ended:?}"
        );
    }
    let staff = computer.run(&["staff", "list"]).await;
    assert!(
        staff.said.contains("Rina") && staff.said.contains("Budi"),
        "{staff:?}"
    );
    let status = computer.run(&["status"]).await;
    let closed = format!(
        "siap: the shop in {} is closed\n",
        computer.service().display()
    );
    assert_eq!(
        (status.code, status.complaint),
        (Some(1), computer.meant() + &closed)
    );
    let quiet = computer.run(&["status", "--quiet"]).await;
    assert_eq!(quiet.complaint, closed);

    let doctor = computer
        .run(&["doctor", "--json", "--listen", "127.0.0.1:1"])
        .await;
    assert_eq!(doctor.complaint, computer.meant());
    let found: Value = serde_json::from_str(&doctor.said).expect("one JSON document");
    assert_eq!(found["data"], computer.service().display().to_string());
    let backups = fs::read_dir(computer.service().join("backups")).expect("backups");
    let names = backups.map(|file| file.expect("a file").file_name().into_string());
    let backup = names.flatten().find(|name| name.starts_with("siap-2"));
    let backup = computer
        .service()
        .join("backups")
        .join(backup.expect("a backup"));
    let restored = ["restore", "--yes", backup.to_str().expect("text")];
    let restored = computer.run(&restored).await;
    assert_eq!(restored.code, Some(0), "{restored:?}");
    assert!(
        restored.complaint.starts_with(&computer.meant()),
        "{restored:?}"
    );
    assert!(is_empty(&computer.home()), "no other shop was made");
}

#[tokio::test]
async fn a_folder_that_is_named_or_a_shop_of_ones_own_comes_before_the_services() {
    let Some(computer) = Computer::with_service() else {
        return;
    };
    computer.make_shop().await;
    let named = computer.folder.path().join("named");
    hire(&named, "Sari", "owner").await;
    let named = named.to_str().expect("text");
    let staff = computer.run(&["staff", "list", "--data", named]).await;
    assert_eq!(
        (staff.said.as_str(), staff.complaint.as_str()),
        ("owner    Sari\n", "")
    );

    hire(&computer.own(), "Dewi", "owner").await;
    let staff = computer.run(&["staff", "list"]).await;
    assert_eq!(staff.said, "owner    Dewi\n");
    let meant = format!(
        "siap: this is about the shop in {}; for the installed service's: --data {}\n",
        computer.own().display(),
        computer.service().display()
    );
    assert_eq!(staff.complaint, meant);
}

#[tokio::test]
async fn a_user_who_cannot_read_the_services_shop_is_told_to_use_sudo_and_nothing_is_made() {
    let Some(computer) = Computer::with_service() else {
        return;
    };
    computer.make_shop().await;
    let others: [&[&str]; 3] = [&["status"], &["doctor"], &["restore", "backup.db", "--yes"]];
    for command in COMMANDS.iter().chain(&others) {
        let ended = computer.run_as(ANOTHER, command).await;
        let code = if *command == ["doctor"] { 2 } else { 1 };
        // A backup is looked at before the shop that it would replace.
        if command[0] != "restore" {
            let reason = format!(
                "siap: the installed service's shop is in {}, which only root and the user siap can read. Put sudo \
                before the command\n",
                computer.service().display()
            );
            assert_eq!(ended.complaint, reason, "{command:?}");
        }
        assert_eq!(
            (ended.code, ended.said.as_str()),
            (Some(code), ""),
            "{command:?}"
        );
    }
    assert!(is_empty(&computer.home()));
}

#[tokio::test]
async fn where_the_service_has_no_shop_yet_no_command_makes_one() {
    let Some(computer) = Computer::with_service() else {
        return;
    };
    for command in COMMANDS {
        let ended = computer.run(command).await;
        assert_eq!(ended.code, Some(1), "{command:?}: {ended:?}");
        let none = format!("there is no shop in {}", computer.service().display());
        assert!(ended.complaint.contains(&none), "{command:?}: {ended:?}");
    }
    assert!(!computer.service().exists() && is_empty(&computer.home()));
    // Nor without a service.
    for command in COMMANDS {
        let ended = run_installed("", (ROOT, &computer.home()), command, PIN).await;
        assert_eq!(ended.code, Some(1), "{command:?}: {ended:?}");
        let none = format!("there is no shop in {}", computer.own().display());
        assert!(ended.complaint.contains(&none), "{command:?}: {ended:?}");
        assert_eq!(ended.complaint.lines().count(), 1, "{command:?}: {ended:?}");
    }
    assert!(is_empty(&computer.home()));
}
