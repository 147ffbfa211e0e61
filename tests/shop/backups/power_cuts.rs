//! Power cuts during a restore: one whole shop is left, and nothing half done.

use std::{path::Path, time::Duration};

use serde_json::json;

use super::{back_up, names, one};
use crate::support::{BACKUPS, Caller, Executable, hire, run, spawn_app};

#[tokio::test]
async fn what_a_power_cut_left_of_a_restore_is_gone_at_the_next_start() {
    let app = spawn_app().await;
    let folder = app.folder.path().to_owned();
    let alias = |folder: &Path| folder.join("backups/siap-restore-20261123T100000Z.db");
    let left = [
        "siap.restored-7-0.unfinished",
        "siap.restored-7-0.unfinished-wal",
    ];
    let folder = {
        let kept = app.close().await;
        for name in left {
            std::fs::write(folder.join(name), "a part of a shop").expect("a file");
        }
        // The present file had its second name, and not yet another one in its place.
        std::fs::create_dir(folder.join("backups")).expect("a folder");
        std::fs::hard_link(folder.join("siap.db"), alias(&folder)).expect("a name");
        kept
    };
    let app = crate::support::open(folder).await;
    assert!(!alias(app.folder.path()).exists());
    for name in left {
        assert!(!app.folder.path().join(name).exists(), "{name}");
    }
}

#[tokio::test]
async fn a_power_cut_while_a_backup_takes_its_place_leaves_one_whole_shop_or_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let mut shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    shop.customer().order().await;
    let backup = back_up(&owner).await;
    let file = folder.path().join("siap.db");
    for moment in 0..8 {
        shop.customer().order().await;
        let there: i64 = one(&file, "select count(*) from orders");
        let owner = Caller {
            address: shop.address,
            ..owner.clone()
        };
        let path = format!("{BACKUPS}/{backup}/restore");
        let answer = owner.post(&path, &json!({})).await;
        assert_eq!(answer.status, 202, "{}", answer.body);
        // No event to wait for: each time the power goes at another moment of the restore.
        tokio::time::sleep(Duration::from_millis(moment * 3)).await;
        shop.kill().await;
        shop = Executable::start(folder.path()).await;
        assert_eq!(one::<String>(&file, "pragma integrity_check"), "ok");
        let orders: i64 = one(&file, "select count(*) from orders");
        assert!([1, there].contains(&orders), "{orders} of 1 or {there}");
    }
    shop.customer().order().await;
}

#[tokio::test]
async fn the_database_under_a_second_name_is_no_backup_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let backup = back_up(&owner).await;
    let name = "siap-restore-20991231T000000Z.db";
    let alias = folder.path().join("backups").join(name);
    std::fs::hard_link(folder.path().join("siap.db"), &alias).expect("a name");
    let list = owner.get(BACKUPS).await.body;
    assert_eq!(names(&list), [backup.as_str()]);
    let restore = format!("{BACKUPS}/{name}/restore");
    let answer = owner.post(&restore, &json!({})).await;
    assert_eq!((answer.status, answer.code()), (404, "backup_not_found"));
    // What is newest is in the log only, which lies next to the other name.
    shop.customer().order().await;
    shop.kill().await;

    let text = |path: &Path| path.to_str().expect("text").to_owned();
    let (data, file) = (text(folder.path()), text(&alias));
    let done = run(&["restore", "--yes", "--data", &data, &file], "").await;
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(done.complaint.contains("the shop's own file"), "{done:?}");
    let shop = Executable::start(folder.path()).await;
    assert!(!alias.exists());
    let file = folder.path().join("siap.db");
    assert_eq!(one::<i64>(&file, "select count(*) from orders"), 1);
    assert_eq!(shop.end("-TERM").await, Some(0));
}
