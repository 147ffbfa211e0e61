//! Whose the shop's files are: what root makes is the service's, and what cannot be written does not open.

use std::{
    fs,
    io::Write,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::support::{Ended, Executable, PIN, run, run_as};

/// The user `nobody`, as which a service may run.
const SERVICE: u32 = 65_534;

/// A folder of the service's, with a shop in it; none where only root could make one.
async fn shop_of_the_service() -> Option<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir().expect("a folder");
    if fs::metadata(folder.path()).expect("a folder").uid() != 0 {
        let why = "skipped: only root may give a folder to another user";
        writeln!(std::io::stderr(), "{why}").expect("a terminal");
        return None;
    }
    chown(folder.path(), Some(SERVICE), Some(SERVICE)).expect("root");
    let data = folder.path().join("shop");
    let hired = ["--name", "Rina", "--role", "cashier", "--pin-stdin"];
    let hired = [&["staff", "add", "--data", text(&data)][..], &hired].concat();
    let hired = run_as(SERVICE, &hired, PIN).await;
    assert_eq!(hired.code, Some(0), "{hired:?}");
    Some((folder, data))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

async fn done(command: &[&str]) -> Ended {
    let done = run(command, "").await;
    assert_eq!(done.code, Some(0), "{done:?}");
    done
}

/// Everything in a folder, however deep.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        if path.is_dir() {
            all.extend(everything(&path));
        }
        all.push(path);
    }
    all
}

async fn findings(data: &Path) -> String {
    let data = [
        "doctor",
        "--json",
        "--listen",
        "127.0.0.1:1",
        "--data",
        text(data),
    ];
    run(&data, "").await.said
}

#[tokio::test]
async fn what_root_makes_in_a_services_folder_is_the_services() {
    let Some((folder, data)) = shop_of_the_service().await else {
        return;
    };
    let siap = Executable::start_as(SERVICE, &data).await;
    siap.customer().order().await;
    assert_eq!(siap.end("-TERM").await, Some(0));
    let made = done(&["backup", "--data", text(&data)]).await;
    let (backup, _) = made.said.split_once(" (").expect("a file and its size");
    done(&[
        "config",
        "set",
        "--data",
        text(&data),
        "shop_name",
        "Warung",
    ])
    .await;
    done(&["restore", "--yes", "--data", text(&data), backup]).await;
    for path in everything(folder.path()) {
        let file = fs::symlink_metadata(&path).expect("a file");
        assert_eq!(file.uid(), SERVICE, "{}", path.display());
        assert_eq!(
            file.mode() & 0o077,
            0,
            "{} is for others, too",
            path.display()
        );
    }
    let siap = Executable::start_as(SERVICE, &data).await;
    siap.customer().order().await;
    siap.customer().logged_in("Rina").await;
    let made = run_as(SERVICE, &["backup", "--data", text(&data)], "").await;
    assert_eq!(made.code, Some(0), "{made:?}");
    siap.kill().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_written_does_not_open_and_the_doctor_knows_whose_it_is() {
    let Some((_folder, data)) = shop_of_the_service().await else {
        return;
    };
    let file = data.join("siap.db");
    for mode in [0o644, 0o600] {
        chown(&file, Some(0), Some(0)).expect("root");
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("a mode");
        let serve = ["serve", "--listen", "127.0.0.1:0", "--data", text(&data)];
        let ended = run_as(SERVICE, &serve, "").await;
        assert_eq!(ended.code, Some(1), "{ended:?}");
        for words in ["cannot be written", "`siap doctor --data "] {
            assert!(ended.complaint.contains(words), "{words} in {ended:?}");
        }
        assert!(!ended.complaint.contains("damaged ("), "{ended:?}");
    }
    let found = findings(&data).await;
    assert!(found.contains("folder_anothers"), "{found}");
    let advice = found.split("sudo chown ").nth(1).expect("advice");
    let advice = advice.split('"').next().expect("a command").split(' ');
    let given = Command::new("chown").args(advice).status().expect("chown");
    assert!(given.success());
    let siap = Executable::start_as(SERVICE, &data).await;
    siap.customer().order().await;
    siap.kill().await;
    assert!(findings(&data).await.contains("folder_fine"));
}

#[tokio::test]
async fn a_folder_that_others_share_is_left_as_it_is_and_the_doctor_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let shared = fs::Permissions::from_mode(0o755);
    fs::set_permissions(folder.path(), shared).expect("a mode");
    let siap = Executable::start(folder.path()).await;
    siap.kill().await;
    let mode = |path: &Path| fs::metadata(path).expect("a file").mode() & 0o777;
    assert_eq!(mode(folder.path()), 0o755);
    fs::set_permissions(
        folder.path().join("siap.db"),
        fs::Permissions::from_mode(0o644),
    )
    .expect("a mode");
    let found = findings(folder.path()).await;
    assert!(
        found.contains("folder_for_everybody") && found.contains("chmod 700 "),
        "{found}"
    );
    assert_eq!(mode(&folder.path().join("setup-code")), 0o600);
}
