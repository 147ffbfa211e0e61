//! A file that was damaged, by a dying card or by hand; and a folder that cannot be written.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    os::unix::fs::FileExt,
    path::Path,
    process::Command,
};

use crate::support::{Besides, Executable, check_books, hire, run, uid};

/// A shop that was closed in order with this many orders; their uids.
pub(super) async fn shop_with(data: &Path, orders: usize) -> Vec<String> {
    hire(data, "Rina", "cashier").await;
    let siap = Executable::start(data).await;
    let mut placed = Vec::new();
    for _ in 0..orders {
        placed.push(uid(&siap.customer().order().await));
    }
    assert_eq!(siap.end("-TERM").await, Some(0));
    placed
}

/// Every file in the folder in which something of the shop stands.
pub(super) fn contents(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(data).expect("a folder").flatten();
    let files = files.filter(|file| file.path().is_file()).map(|file| {
        let name = file.file_name().into_string().expect("a name");
        (name, fs::read(file.path()).expect("a file"))
    });
    let database = |name: &str| name.starts_with("siap.db") && !name.ends_with("-shm");
    files
        .filter(|(name, bytes)| database(name) && !bytes.is_empty())
        .collect()
}

/// It does not open, says this in one line, and leaves the folder as it was.
async fn assert_refused(data: &Path, words: &[&str]) {
    let before = contents(data);
    let text = data.to_str().expect("text");
    let ended = run(&["serve", "--listen", "127.0.0.1:0", "--data", text], "").await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(ended.complaint.lines().count(), 1, "{ended:?}");
    for word in words {
        assert!(ended.complaint.contains(word), "{word} in {ended:?}");
    }
    let after = contents(data);
    assert!(after == before, "it was touched: {:?}", after.keys());
}

pub(super) fn overwrite(path: &Path, at: u64, bytes: &[u8]) {
    let file = File::options().write(true).open(path).expect("a file");
    file.write_all_at(bytes, at).expect("damage");
}

#[tokio::test]
async fn a_damaged_file_is_refused_in_plain_words_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    shop_with(folder.path(), 30).await;
    let file = folder.path().join("siap.db");
    let whole = fs::read(&file).expect("a file");
    let middle = u64::try_from(whole.len() / 4096 / 2 * 4096).expect("small");
    let noise: Vec<u8> = (0..4096_u32).map(|n| (n * 7 % 251) as u8).collect();
    for (at, bytes) in [
        // The header: its first bytes, and the size of a page.
        (0, &noise[..100]),
        (16, &[3, 7][..]),
        // The table of tables, and a page in the middle.
        (100, &noise[..300]),
        (middle, &noise[..]),
    ] {
        fs::write(&file, &whole).expect("a file");
        overwrite(&file, at, bytes);
        assert_refused(
            folder.path(),
            &["damaged", "not touched", "siap restore --data"],
        )
        .await;
    }
    // Cut in the middle.
    fs::write(&file, &whole[..whole.len() / 2]).expect("a file");
    assert_refused(folder.path(), &["damaged", "not touched"]).await;

    fs::write(&file, &whole).expect("a file");
    let siap = Executable::start(folder.path()).await;
    siap.customer().order().await;
    siap.kill().await;
}

/// Has a backup made by the command line; where it lies.
async fn backed_up(data: &Path) -> String {
    let made = run(&["backup", "--data", data.to_str().expect("text")], "").await;
    assert_eq!(made.code, Some(0), "{made:?}");
    let (file, _) = made.said.split_once(" (").expect("a file and its size");
    file.to_owned()
}

/// A shop with five orders in a backup and ten more in its log when the power went; all of them, and the backup.
pub(super) async fn cut_off(data: &Path) -> (Vec<String>, String) {
    let mut orders = shop_with(data, 5).await;
    let backup = backed_up(data).await;
    let siap = Executable::start(data).await;
    for _ in 0..10 {
        orders.push(uid(&siap.customer().order().await));
    }
    siap.kill().await;
    (orders, backup)
}

pub(super) async fn assert_has(siap: &Executable, orders: &[String]) {
    let cashier = siap.customer().logged_in("Rina").await;
    let said = orders.iter().map(|uid| (uid.clone(), 1)).collect();
    check_books(&cashier, &said, Besides::Nothing).await;
}

/// Does what a refusal names, and does not ask.
async fn follow_advice(data: &Path, words: &str) {
    let text = data.to_str().expect("text");
    let ended = run(&["serve", "--listen", "127.0.0.1:0", "--data", text], "").await;
    assert!(ended.complaint.contains(words), "{words} in {ended:?}");
    let command = ended.complaint.split('`').nth(1).expect("a command");
    let words: Vec<_> = command.split(' ').skip(1).chain(["--yes"]).collect();
    let done = run(&words, "").await;
    assert_eq!(done.code, Some(0), "{command}: {done:?}");
}

#[tokio::test]
async fn the_command_that_a_damaged_shop_names_brings_it_back_with_any_rest_of_its_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let (orders, backup) = cut_off(folder.path()).await;
    // A newer one that is not whole is not named.
    let backups = folder.path().join("backups");
    let later = backups.join("siap-20991231T000000Z.db");
    fs::copy(&backup, &later).expect("a copy");
    overwrite(&later, 4096, &[0xa5; 8192]);
    overwrite(&folder.path().join("siap.db"), 0, &[0xa5; 100]);
    assert!(fs::metadata(folder.path().join("siap.db-wal")).is_ok_and(|log| log.len() > 0));
    follow_advice(folder.path(), &backup).await;
    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders[..5]).await;
    assert_eq!(siap.end("-TERM").await, Some(0));
    let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the file");
    let verdict: String = file
        .query_row("pragma integrity_check", [], |row| row.get(0))
        .expect("a verdict");
    assert_eq!(verdict, "ok");
}

#[tokio::test]
async fn a_backup_put_in_the_place_of_the_file_by_hand_is_not_spoilt_by_the_log_of_the_one_before()
{
    let folder = tempfile::tempdir().expect("a folder");
    let (orders, backup) = cut_off(folder.path()).await;
    let (file, log) = (
        folder.path().join("siap.db"),
        folder.path().join("siap.db-wal"),
    );
    let (own, own_log) = (
        fs::read(&file).expect("a file"),
        fs::read(&log).expect("a log"),
    );
    fs::copy(&backup, &file).expect("a copy");
    assert_refused(
        folder.path(),
        &["belongs to another file", "siap restore --data"],
    )
    .await;
    let text = folder.path().to_str().expect("text");
    let doctor = run(&["doctor", "--json", "--data", text], "").await;
    assert!(doctor.said.contains("database_strange_log"), "{doctor:?}");
    follow_advice(folder.path(), &backup).await;
    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders[..5]).await;
    siap.kill().await;

    // A copy of the file and its log belongs together in any folder, also without a note.
    let elsewhere = tempfile::tempdir().expect("another folder");
    fs::write(elsewhere.path().join("siap.db"), own).expect("a file");
    fs::write(elsewhere.path().join("siap.db-wal"), own_log).expect("a log");
    let siap = Executable::start(elsewhere.path()).await;
    assert_has(&siap, &orders).await;
    siap.kill().await;
}

#[tokio::test]
async fn where_something_of_a_shop_is_left_no_new_one_begins_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let (orders, backup) = cut_off(folder.path()).await;
    let (file, away) = (folder.path().join("siap.db"), folder.path().join("away"));
    fs::rename(&file, &away).expect("a file");
    let words = ["gone", "siap restore --data", "--new", backup.as_str()];
    assert_refused(folder.path(), &words).await;
    // The log of orders is not deleted, nor where the file is there without a byte.
    fs::write(&file, "").expect("an empty file");
    assert_refused(folder.path(), &words).await;
    let text = folder.path().to_str().expect("text");
    let hired = ["--name", "Sari", "--role", "kitchen", "--pin-stdin"];
    let hired = run(
        &[&["staff", "add", "--data", text][..], &hired].concat(),
        "2468",
    )
    .await;
    assert!(hired.complaint.contains("siap restore --data"), "{hired:?}");
    let doctor = run(&["doctor", "--json", "--data", text], "").await;
    assert!(doctor.said.contains("database_gone"), "{doctor:?}");
    fs::rename(&away, &file).expect("the file");
    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders).await;
    siap.kill().await;

    // What it names works, and keeps the log.
    fs::remove_file(&file).expect("a file");
    follow_advice(folder.path(), &backup).await;
    let siap = Executable::start(folder.path()).await;
    assert_has(&siap, &orders[..5]).await;
    assert_eq!(siap.end("-TERM").await, Some(0));
    let logs = || {
        let kept = fs::read_dir(folder.path().join("backups")).expect("a folder");
        let name = |file: fs::DirEntry| file.file_name().to_string_lossy().into_owned();
        let names = kept.map(|file| name(file.expect("a file")));
        names.filter(|name| name.ends_with(".db-wal")).count()
    };
    assert_eq!(logs(), 1);

    // The note alone is enough; a new shop begins only when asked for.
    fs::remove_file(&file).expect("a file");
    fs::remove_dir_all(folder.path().join("backups")).expect("a folder");
    assert_refused(folder.path(), &["siap restore --data", "FILE", "--new"]).await;
    let siap = Executable::start_new(folder.path()).await;
    let state = siap.customer().get("/api/v1/setup").await.body;
    assert_eq!(state["open"], true, "{state}");
    siap.kill().await;
}

#[tokio::test]
async fn a_torn_log_costs_what_was_not_whole_and_nothing_before_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = shop_with(folder.path(), 5).await;
    let siap = Executable::start(folder.path()).await;
    let mut since = Vec::new();
    for _ in 0..10 {
        since.push(uid(&siap.customer().order().await));
    }
    siap.kill().await;
    let (file, log) = (
        folder.path().join("siap.db"),
        folder.path().join("siap.db-wal"),
    );
    let (whole, frames) = (
        fs::read(&file).expect("a file"),
        fs::read(&log).expect("a log"),
    );
    let noise = vec![0xa5; frames.len() / 2];
    // What is left of the log: all of it and garbage behind, a part, its last byte wrong, garbage, none.
    let behind = [&frames[..], &noise[..]].concat();
    let part = frames[..frames.len() - 100].to_vec();
    let mut wrong = frames.clone();
    *wrong.last_mut().expect("a log") ^= 1;
    for (log_now, least) in [
        (behind, 10),
        (part, 9),
        (wrong, 9),
        (noise, 0),
        (Vec::new(), 0),
    ] {
        fs::write(&file, &whole).expect("a file");
        fs::write(&log, log_now).expect("a log");
        let siap = Executable::start(folder.path()).await;
        let cashier = siap.customer().logged_in("Rina").await;
        let said = before.iter().chain(&since[..least]);
        let said = said.map(|uid| (uid.clone(), 1)).collect();
        check_books(&cashier, &said, Besides::Perhaps).await;
        siap.customer().order().await;
        siap.kill().await;
    }
}

#[tokio::test]
async fn a_folder_that_can_only_be_read_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    shop_with(&data, 3).await;
    // Root writes everywhere but on a read-only disk.
    let only_read = |state: &str| {
        let mount = ["-o", state].into_iter().map(Into::into);
        let mount = mount.chain([data.as_os_str().to_owned()]);
        let done = Command::new("mount").args(mount).output();
        done.is_ok_and(|done| done.status.success())
    };
    let bound = Command::new("mount")
        .arg("--bind")
        .args([&data, &data])
        .output();
    if !bound.is_ok_and(|done| done.status.success()) {
        return;
    }
    assert!(only_read("remount,ro,bind"));
    assert_refused(&data, &["cannot be written", "--data"]).await;
    assert!(only_read("remount,rw,bind"));
    let unmounted = Command::new("umount").arg("-l").arg(&data).status();
    assert!(unmounted.expect("umount").success());
    let siap = Executable::start(&data).await;
    siap.customer().order().await;
    siap.kill().await;
}

#[tokio::test]
async fn half_a_write_outside_the_log_is_undone_and_the_shop_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let uids = shop_with(folder.path(), 3).await;
    // As a file is written that is just becoming a shop's: with a journal next to it, and more of it changed
    // than the memory holds.
    let working = tempfile::tempdir().expect("another folder");
    let file = working.path().join("siap.db");
    std::fs::copy(folder.path().join("siap.db"), &file).expect("a copy");
    let shop = rusqlite::Connection::open(&file).expect("a file");
    shop.pragma_update(None, "journal_mode", "delete")
        .expect("no log");
    shop.execute_batch(
        "pragma cache_size = 2; begin; update menu_items set name_id = 'half', description_id = hex(zeroblob(140));
         update modifier_options set name_id = 'half';",
    )
    .expect("half a write");
    for name in ["siap.db", "siap.db-journal"] {
        let (from, to) = (working.path().join(name), folder.path().join(name));
        std::fs::copy(from, to).expect("what the power cut left");
    }
    let looked = rusqlite::Connection::open_with_flags(
        folder.path().join("siap.db"),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
    );
    let seen = looked.and_then(|shop| shop.query_row("select 1 from settings", [], |_| Ok(())));
    assert!(seen.is_err(), "whoever only reads cannot open it");

    let shop = Executable::start(folder.path()).await;
    for uid in uids {
        let order = shop.customer().get(&format!("/api/v1/orders/{uid}")).await;
        assert_eq!(order.status, 200);
    }
    let menu = shop.customer().get("/api/v1/menu").await.body;
    assert!(!menu.to_string().contains("half"), "{menu}");
    assert_eq!(shop.end("-TERM").await, Some(0));
}
