//! `siap doctor`: says what is wrong and what to do, and is never what is wrong itself.

use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Disk, Ended, Executable, hire, run, run_with};

/// No program listens there.
pub(crate) const NOWHERE: &str = "127.0.0.1:1";

/// What the doctor found, by what it looked at.
pub(crate) struct Findings(pub(crate) Value);

impl Findings {
    fn of(ended: &Ended) -> Self {
        let found: Value = serde_json::from_str(&ended.said).expect("one JSON document");
        let code = match found["status"].as_str().expect("a status") {
            "ok" => 0,
            "warning" => 1,
            "problem" => 2,
            other => panic!("{other}"),
        };
        assert_eq!(ended.code, Some(code), "{ended:?}");
        assert_eq!(ended.complaint, "");
        Self(found)
    }

    /// How it is with this, and what to do.
    pub(crate) fn about(&self, check: &str) -> (&str, &str) {
        let checks = self.0["checks"].as_array().expect("checks");
        let found = checks.iter().find(|found| found["check"] == check);
        let found = found.unwrap_or_else(|| panic!("nothing about {check}: {}", self.0));
        let advice = found["advice"].as_str().unwrap_or_default();
        assert_eq!(advice.is_empty(), found["advice"].is_null());
        for text in [advice, found["detail"].as_str().expect("words")] {
            assert!(!text.contains(['{', '}']), "{text}");
        }
        (found["code"].as_str().expect("a code"), advice)
    }
}

pub(crate) async fn doctor(data: &Path, listen: &str) -> Findings {
    let data = data.to_str().expect("text");
    let arguments = [
        "doctor",
        "--json",
        "--language",
        "en",
        "--listen",
        listen,
        "--data",
        data,
    ];
    Findings::of(&run(&arguments, "").await)
}

/// A closed shop with an owner, an order and a backup.
pub(crate) async fn closed_shop() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let own = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(folder.path(), own).expect("a mode");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    shop.customer().order().await;
    assert_eq!(shop.end("-TERM").await, Some(0));
    let data = folder.path().to_str().expect("text");
    assert_eq!(run(&["backup", "--data", data], "").await.code, Some(0));
    folder
}

#[tokio::test]
async fn an_open_shop_is_well_and_goes_on_while_it_is_looked_at() {
    let folder = closed_shop().await;
    let shop = Executable::start(folder.path()).await;
    let seq = shop.customer().get("/health").await.body["seq"].clone();
    let found = doctor(folder.path(), &shop.address.to_string()).await;
    for (check, code) in [
        ("version", "version_fine"),
        ("folder", "folder_fine"),
        ("database", "database_fine"),
        ("money", "money_fine"),
        ("clock", "clock_fine"),
        ("backups", "backups_fine"),
        ("pictures", "pictures_fine"),
        ("port", "port_open"),
        // It listens for this machine only.
        ("addresses", "addresses_own"),
        // So no name leads to it from elsewhere, and no address either.
        ("name", "name_unused"),
    ] {
        assert_eq!(found.about(check).0, code);
    }
    assert!(found.about("addresses").1.contains("--listen 0.0.0.0:"));
    for check in ["disk", "speed", "firewall", "files", "memory"] {
        found.about(check);
    }
    // It says itself where it listens.
    let found = doctor(folder.path(), NOWHERE).await;
    assert_eq!(found.about("port").0, "port_open");
    let health = shop.customer().get("/health").await;
    assert_eq!((health.status, &health.body["seq"]), (200, &seq));
    shop.customer().order().await;
    let left = std::fs::read_dir(folder.path()).expect("a folder");
    let left = left.map(|file| file.expect("a file").file_name());
    assert!(
        !left
            .into_iter()
            .any(|name| name.to_string_lossy().contains("trial"))
    );
}

#[tokio::test]
async fn a_shop_that_is_in_use_and_does_not_answer_is_named() {
    let folder = closed_shop().await;
    let lock = std::fs::File::open(folder.path().join("siap.lock")).expect("a lock");
    lock.lock().expect("nobody else's");
    let found = doctor(folder.path(), NOWHERE).await;
    assert_eq!(found.about("port").0, "port_silent");
}

#[tokio::test]
async fn it_speaks_the_shops_language_a_line_for_each_thing() {
    let folder = closed_shop().await;
    let data = folder.path().to_str().expect("text");
    let said = async |language: &str, more: &[&str]| {
        let arguments = [&["doctor", "--listen", NOWHERE, "--data", data], more].concat();
        run_with([("LC_ALL", language)], &arguments, "").await.said
    };
    let indonesian = said("en_GB.UTF-8", &[]).await;
    assert!(
        indonesian.contains("\nbaik      Basis data      utuh ("),
        "{indonesian}"
    );
    let english = said("id_ID.UTF-8", &["--language", "en"]).await;
    assert!(
        english.contains("\nok        Database        intact ("),
        "{english}"
    );
    assert!(
        english.contains("-> To let phones connect: --listen"),
        "{english}"
    );
    // Without a shop, the system's.
    let nothing = folder.path().join("nothing");
    let nothing = nothing.to_str().expect("text");
    for (language, words) in [
        ("id_ID.UTF-8", "belum ada toko"),
        ("C", "no shop in this folder"),
    ] {
        let arguments = ["doctor", "--data", nothing];
        let ended = run_with([("LC_ALL", language)], &arguments, "").await;
        assert!(ended.said.contains(words), "{}", ended.said);
    }
}

#[tokio::test]
async fn a_damaged_database_is_found_with_the_backup_that_helps() {
    let folder = closed_shop().await;
    let file = folder.path().join("siap.db");
    let mut bytes = std::fs::read(&file).expect("the file");
    let half = bytes.len() / 2;
    bytes[half..half + 8192].fill(0xa5);
    std::fs::write(&file, &bytes).expect("a damaged file");
    let found = doctor(folder.path(), NOWHERE).await;
    let (code, advice) = found.about("database");
    assert_eq!(code, "database_damaged");
    let backups = std::fs::read_dir(folder.path().join("backups")).expect("backups");
    let names = backups.map(|file| {
        file.expect("a file")
            .file_name()
            .into_string()
            .expect("text")
    });
    let backup = names
        .into_iter()
        .find(|name| name.starts_with("siap-"))
        .expect("a backup");
    assert!(
        advice.contains("`siap restore --data /") && advice.contains(&format!("/backups/{backup}")),
        "{advice}"
    );
    assert_eq!(
        std::fs::read(&file).expect("the file"),
        bytes,
        "it is not touched"
    );
    std::fs::write(&file, "no database at all").expect("another file");
    assert_eq!(
        doctor(folder.path(), NOWHERE).await.about("database").0,
        "database_damaged"
    );
}

#[tokio::test]
async fn where_there_is_no_shop_none_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("nothing");
    let found = doctor(&data, NOWHERE).await;
    assert_eq!(found.about("folder").0, "folder_missing");
    assert_eq!(found.about("database").0, "database_none");
    assert!(found.about("database").1.contains("--data"));
    assert!(!data.exists());
    std::fs::write(&data, "a file").expect("a file");
    assert_eq!(
        doctor(&data, NOWHERE).await.about("folder").0,
        "folder_is_none"
    );
}

#[tokio::test]
async fn a_folder_that_takes_nothing_and_a_disk_without_room_are_found() {
    let Some(disk) = Disk::of(96) else {
        return;
    };
    let data = disk.path().join("shop");
    hire(&data, "Dewi", "owner").await;
    assert_eq!(doctor(&data, NOWHERE).await.about("disk").0, "disk_low");
    disk.fill_but(20);
    let found = doctor(&data, NOWHERE).await;
    assert_eq!(found.about("disk").0, "disk_short");
    assert_eq!(found.about("folder").0, "folder_fine");
    disk.make_read_only();
    let found = doctor(&data, NOWHERE).await;
    let (code, advice) = found.about("folder");
    assert_eq!(code, "folder_unwritable");
    assert!(advice.contains("chown"), "{advice}");
    found.about("database");
}

#[tokio::test]
async fn a_disk_that_takes_no_further_file_is_called_that() {
    let Some(disk) = Disk::of_files(60) else {
        return;
    };
    let data = disk.path().join("shop");
    hire(&data, "Dewi", "owner").await;
    disk.fill_with_files();
    let found = doctor(&data, NOWHERE).await;
    let (code, advice) = found.about("folder");
    assert_eq!(code, "folder_no_file");
    assert!(advice.contains("df -i") && !advice.contains("chown"));
    let (code, advice) = found.about("database");
    assert!(!advice.contains("siap restore"), "{code}: {advice}");
}

#[tokio::test]
async fn it_says_times_in_the_shops_zone_as_the_clock_command_does() {
    let folder = closed_shop().await;
    let data = folder.path().to_str().expect("text");
    let set = ["config", "set", "time_zone", "Asia/Tokyo", "--data", data];
    let set = run(&set, "").await;
    assert_eq!(set.code, Some(0), "{set:?}");
    let tokyo = jiff::tz::TimeZone::get("Asia/Tokyo").expect("a zone");
    let doctor = ["doctor", "--json", "--listen", NOWHERE, "--data", data];
    let clock = ["clock", "--data", data];
    let said = async |arguments: &[&str]| run_with([("TZ", "UTC")], arguments, "").await.said;
    let found: Value = serde_json::from_str(&said(&doctor).await).expect("JSON");
    let of = |check: &str| {
        let mut checks = found["checks"].as_array().expect("checks").iter();
        let found = checks.find(|found| found["check"] == check);
        found.expect("it")["detail"]
            .as_str()
            .expect("words")
            .to_owned()
    };
    for words in [of("clock"), of("backups"), said(&clock).await] {
        let (before, _) = words.split_once(" JST").expect("the zone of the shop");
        let time = &before[before.len() - "2026-11-29 12:50".len()..];
        let time = jiff::civil::DateTime::strptime("%Y-%m-%d %H:%M", time).expect("a time");
        let time = time.to_zoned(tokyo.clone()).expect("a time").timestamp();
        let ago = jiff::Timestamp::now().duration_since(time);
        assert!(ago.abs() < jiff::SignedDuration::from_mins(5), "{words}");
    }
}

#[tokio::test]
async fn a_clock_that_is_behind_and_work_in_no_backup_are_found() {
    let folder = closed_shop().await;
    let file = Connection::open(folder.path().join("siap.db")).expect("the file");
    let later = "drop trigger events_stay; update events set at = at + 2 * 86400000";
    file.execute_batch(later).expect("a later event");
    drop(file);
    let found = doctor(folder.path(), NOWHERE).await;
    let (code, advice) = found.about("clock");
    assert_eq!(code, "clock_doubtful");
    assert!(advice.contains("siap clock --right"), "{advice}");
    assert_eq!(found.about("backups").0, "backups_old");
    std::fs::remove_dir_all(folder.path().join("backups")).expect("backups");
    assert_eq!(
        doctor(folder.path(), NOWHERE).await.about("backups").0,
        "backups_none"
    );
}

#[tokio::test]
async fn a_stick_for_backups_that_was_pulled_out_is_missed() {
    let folder = closed_shop().await;
    let file = Connection::open(folder.path().join("siap.db")).expect("the file");
    let chosen =
        "update settings set document = json_set(document, '$.backups.place', '/media/gone')";
    file.execute_batch(chosen).expect("a place");
    drop(file);
    let found = doctor(folder.path(), NOWHERE).await;
    assert_eq!(found.about("backups").0, "backups_place_lost");
}

#[tokio::test]
async fn another_program_at_the_port_is_found() {
    let folder = closed_shop().await;
    let stranger = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = stranger.local_addr().expect("an address").to_string();
    // Every connection is closed without a word.
    std::thread::spawn(move || stranger.incoming().take(1).for_each(drop));
    let found = doctor(folder.path(), &address).await;
    assert_eq!(found.about("port").0, "port_taken");
}

/// A folder with a program called `ufw` that says this.
fn ufw(says: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let program: PathBuf = folder.path().join("ufw");
    std::fs::write(&program, format!("#!/bin/sh\ncat <<end\n{says}\nend\n")).expect("a program");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", folder.path().display());
    (folder, path)
}

#[tokio::test]
async fn a_firewall_that_keeps_phones_out_is_found_with_what_opens_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("text");
    for (rules, code) in [
        ("Status: active\n\n22/tcp ALLOW Anywhere", "firewall_shut"),
        ("Status: active\n\n8099/tcp ALLOW Anywhere", "firewall_open"),
    ] {
        let (_programs, path) = ufw(rules);
        let arguments = [
            "doctor",
            "--json",
            "--listen",
            "127.0.0.1:8099",
            "--data",
            data,
        ];
        let found = Findings::of(&run_with([("PATH", &path)], &arguments, "").await);
        let (found, advice) = found.about("firewall");
        assert_eq!(found, code);
        assert_eq!(
            advice.contains("sudo ufw allow 8099/tcp"),
            code == "firewall_shut"
        );
    }
}

#[tokio::test]
async fn a_picture_that_no_page_can_show_is_named() {
    let folder = closed_shop().await;
    let photos = folder.path().join("photos");
    std::fs::create_dir_all(&photos).expect("a folder");
    let name = format!("{}.png", "0".repeat(64));
    std::fs::write(photos.join(&name), "no picture").expect("a file");
    let url = format!("update menu_items set photo_url = '/photos/{name}' where id = 1");
    let file = Connection::open(folder.path().join("siap.db")).expect("the file");
    file.execute_batch(&url).expect("a change");
    drop(file);
    let found = doctor(folder.path(), NOWHERE).await;
    let (code, advice) = found.about("pictures");
    assert_eq!(code, "pictures_unfit");
    assert!(advice.contains("/admin"), "{advice}");
    assert!(found.0.to_string().contains(&name), "{}", found.0);
}
