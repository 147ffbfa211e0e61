//! A database and its log stay together: where a restore fails or is cut off, and where pages of the file are missing.

use std::{fs, path::Path};

use super::damage::{assert_has, cut_off};
use crate::support::{Executable, run};

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

/// Notes that the disk did not keep all of the database, as a shop does.
fn note_lost_pages(data: &Path) {
    fs::write(data.join("siap.log-unsafe"), "").expect("a file");
}

/// What a power cut leaves that comes when the log has gone to the second name of the present file, and no other file
/// has taken the place yet.
fn cut_off_between_two_names(data: &Path) {
    let file = data.join("siap.db");
    let second = data.join("backups/siap-restore-20261123T100000Z.db");
    fs::hard_link(&file, &second).expect("a name");
    fs::rename(
        data.join("siap.db-wal"),
        second.with_file_name("siap-restore-20261123T100000Z.db-wal"),
    )
    .expect("a log");
}

#[tokio::test]
async fn a_power_cut_just_before_a_backup_takes_its_place_leaves_the_present_shop_its_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let (orders, _) = cut_off(folder.path()).await;
    note_lost_pages(folder.path());
    cut_off_between_two_names(folder.path());
    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders).await;
    siap.kill().await;
    assert!(!folder.path().join("siap.log-unsafe").exists());

    // Also where a command comes before the start.
    cut_off_between_two_names(folder.path());
    let set = ["config", "set", "shop_name", "Warung"];
    let set = run(&[&set[..], &["--data", text(folder.path())]].concat(), "").await;
    assert_eq!(set.code, Some(0), "{set:?}");
    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders).await;
    siap.kill().await;
}
