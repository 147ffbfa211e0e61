//! The second destination of backups, such as a stick: kept up to date, missed, and shared by two shops.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{arrived, back_up, one, own};
use crate::support::{BACKUPS, Screen, run, spawn_app};

#[tokio::test]
async fn the_second_place_is_brought_up_to_date_and_missed_when_it_is_pulled_out() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let mut till = app.cashier().await.listen("/ws?room=shop").await;
    till.snapshot().await;
    let stick = tempfile::tempdir().expect("a stick");
    let place = |path: &Path| json!({ "place": path.to_str().expect("text") });
    let place_url = format!("{BACKUPS}/place");
    for nowhere in [
        stick.path().join("absent"),
        PathBuf::from("/proc"),
        PathBuf::from("/."),
    ] {
        let answer = owner.put(&place_url, &place(&nowhere)).await;
        assert_eq!((answer.status, answer.code()), (422, "backup_place_unfit"));
    }
    for nonsense in ["usb", "/", "//"] {
        let answer = owner.put(&place_url, &json!({ "place": nonsense })).await;
        assert_eq!(
            (answer.status, answer.code()),
            (422, "unfit_setting"),
            "{nonsense}"
        );
    }
    let first = back_up(&owner).await;
    assert_eq!(
        owner.put(&place_url, &place(stick.path())).await.status,
        200
    );
    let there = stick.path().join("siap-backups");
    arrived(&owner, &first).await;
    assert_eq!(
        one::<String>(
            &own(&app, stick.path()).join(&first),
            "pragma integrity_check"
        ),
        "ok"
    );
    let preview = owner.get(&format!("{BACKUPS}/{first}?place=second")).await;
    assert_eq!(preview.status, 200, "{}", preview.body);

    // Pulled out; put in again.
    let away = stick.path().join("away");
    std::fs::rename(&there, &away).expect("a stick");
    owner.post(BACKUPS, &json!({})).await;
    trouble(&mut till, &json!("place_missing")).await;
    assert!(!there.exists(), "nothing is written to where the stick was");
    std::fs::rename(&away, &there).expect("a stick");
    owner.post(BACKUPS, &json!({})).await;
    trouble(&mut till, &Value::Null).await;
    let newest = owner.get(BACKUPS).await.body["backups"][0]["name"].clone();
    arrived(&owner, newest.as_str().expect("a name")).await;
    assert_eq!(
        owner.put(&place_url, &json!({ "place": "" })).await.body["second"],
        Value::Null
    );
}

#[tokio::test]
async fn two_shops_with_one_second_place_leave_each_others_backups_alone() {
    let (first, second) = (spawn_app().await, spawn_app().await);
    let stick = tempfile::tempdir().expect("a stick");
    let place = json!({ "place": stick.path().to_str().expect("text") });
    // Of another program, or of an older Siap.
    let stray = stick.path().join("siap-backups/siap-20200101T000000Z.db");
    std::fs::create_dir(stick.path().join("siap-backups")).expect("a folder");
    std::fs::write(&stray, "not ours").expect("a file");
    let mut carried = Vec::new();
    for app in [&first, &second, &first, &second] {
        let owner = app.owner().await;
        app.customer().order().await;
        let backup = back_up(&owner).await;
        assert_eq!(
            owner.put(&format!("{BACKUPS}/place"), &place).await.status,
            200
        );
        arrived(&owner, &backup).await;
        carried.push((own(app, stick.path()), backup));
    }
    assert_ne!(carried[0].0, carried[1].0);
    for (app, (folder, newest)) in [(&first, &carried[2]), (&second, &carried[3])] {
        let list = app.owner().await.get(BACKUPS).await.body;
        let listed = list["second"]["backups"]
            .as_array()
            .expect("backups")
            .clone();
        assert!(listed.iter().any(|one| one["name"] == **newest), "{list}");
        for one in listed {
            let file = folder.join(one["name"].as_str().expect("a name"));
            let id: String = self::one(&file, "select shop from epoch");
            assert!(folder.ends_with(&id), "{}", file.display());
        }
    }
    assert!(stray.is_file());

    // It is the same shop after a restore, on any machine.
    let (from, to) = (first.folder.path(), tempfile::tempdir().expect("a machine"));
    let backup = from.join("backups").join(&carried[2].1);
    let data = to.path().to_str().expect("text");
    let restore = [
        "restore",
        "--yes",
        "--data",
        data,
        backup.to_str().expect("text"),
    ];
    assert_eq!(run(&restore, "").await.code, Some(0));
    let id = |folder: &Path| one::<String>(&folder.join("siap.db"), "select shop from epoch");
    assert_eq!(id(from), id(to.path()));
}

/// Waits until the screens show this trouble.
async fn trouble(screen: &mut Screen, what: &Value) {
    loop {
        let message = screen.hears().await;
        if message["type"] == "shop_update" && message["data"]["backup_trouble"] == *what {
            return;
        }
    }
}
