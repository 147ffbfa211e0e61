//! A database and its log stay together: where a restore fails or is cut off, and where pages of the file are missing.

use std::{
    fs::{self, File},
    path::Path,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::damage::{assert_has, contents, cut_off, overwrite, shop_with};
use crate::support::{Executable, Machine, run, run_with};

/// A page of the database, in bytes.
const PAGE: usize = 4096;

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

/// Notes that the disk did not keep all of the database, as a shop does.
fn note_lost_pages(data: &Path) {
    fs::write(data.join("siap.log-unsafe"), "").expect("a file");
}

// More than 10 s: for so long a restore waits for other programs that have the database open.
#[tokio::test]
async fn a_restore_that_fails_at_its_last_steps_leaves_the_present_shop_its_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let (orders, backup) = cut_off(folder.path()).await;
    // Its log cannot be taken into it.
    note_lost_pages(folder.path());
    let file = folder.path().join("siap.db");
    // Before it is opened: closing a file drops the locks that this process has on it.
    let before = contents(folder.path());
    let reader = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let reader = reader.expect("a file");
    reader
        .query_row("select count(*) from orders", [], |_| Ok(()))
        .expect("a shop");
    assert!(before.contains_key("siap.db-wal"));
    let machine = Machine::sound();
    // The last flush before the other file takes the place.
    machine.break_flushes_of("/backups");
    let restore = ["restore", "--yes", "--data", text(folder.path()), &backup];
    let done = run_with(machine.environment(folder.path()), &restore, "").await;
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.complaint.contains("could not be restored"), "{done:?}");
    drop(reader);
    let after = contents(folder.path());
    assert!(after == before, "it was touched: {:?}", after.keys());
    let kept = fs::read_dir(folder.path().join("backups")).expect("a folder");
    let kept = kept.map(|file| file.expect("a file").file_name().into_string());
    let kept = kept.map(|name| name.expect("text"));
    let of_restore: Vec<_> = kept.filter(|name| name.contains("restore")).collect();
    assert!(of_restore.is_empty(), "{of_restore:?}");

    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders).await;
    siap.kill().await;
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

/// Has an index of the database say another number than its table, which only a look through every index finds.
fn spoil_an_index(file: &Path) {
    let open = || Connection::open(file).expect("a file");
    open()
        .execute_batch(
            "create table extra (number integer);
             create index extra_number on extra (number);
             insert into extra values (1);
             create table extra_schema as select * from sqlite_schema where name = 'extra_number';
             pragma writable_schema = on;
             delete from sqlite_schema where name = 'extra_number';",
        )
        .expect("no index");
    open()
        .execute_batch(
            "update extra set number = 2;
             pragma writable_schema = on;
             insert into sqlite_schema select * from extra_schema;",
        )
        .expect("an index that is wrong");
}

#[tokio::test]
async fn where_pages_are_missing_and_no_log_has_them_the_shop_opens_only_if_every_page_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let orders = shop_with(folder.path(), 3).await;
    let mark = folder.path().join("siap.log-unsafe");
    // The power went when the log was in the file, and the mark not yet gone.
    note_lost_pages(folder.path());
    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders).await;
    assert!(!mark.exists());
    assert_eq!(siap.end("-TERM").await, Some(0));

    spoil_an_index(&folder.path().join("siap.db"));
    note_lost_pages(folder.path());
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data"];
    let serve = [&serve[..], &[text(folder.path())]].concat();
    let ended = run(&serve, "").await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let says = |words: &str| ended.complaint.contains(words);
    assert!(says("damaged") && says("siap restore"), "{ended:?}");
    assert!(mark.exists());
}

#[tokio::test]
async fn a_file_whose_log_has_what_the_disk_did_not_keep_is_not_called_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let (orders, _) = cut_off(folder.path()).await;
    let file = folder.path().join("siap.db");
    let before = fs::read(&file).expect("a file");
    // It keeps the log's index alive, which says of lost pages that they are in the file.
    let other = Connection::open(&file).expect("a file");
    other
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .expect("an open file");
    other
        .query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))
        .expect("a checkpoint");
    // Every other page that was copied is lost.
    let copied = fs::read(&file).expect("a file");
    let pages = before.chunks(PAGE).zip(copied.chunks(PAGE)).zip(0_u64..);
    let changed = pages.filter(|((before, copied), _)| before != copied);
    for ((before, _), page) in changed.skip(1).step_by(2) {
        overwrite(&file, page * PAGE as u64, before);
    }
    let cut = File::options().write(true).open(&file).expect("a file");
    cut.set_len(before.len() as u64).expect("a shorter file");
    let verdict: String = other
        .query_row("pragma integrity_check(1)", [], |row| row.get(0))
        .unwrap_or_else(|error| error.to_string());
    assert_ne!(verdict, "ok");
    note_lost_pages(folder.path());
    let doctor = ["doctor", "--json", "--data", text(folder.path())];
    let doctor = run(&doctor, "").await;
    assert!(doctor.said.contains("database_lacks_pages"), "{doctor:?}");
    assert!(!doctor.said.contains("database_damaged"), "{doctor:?}");
    drop(other);

    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders).await;
    siap.kill().await;
}
