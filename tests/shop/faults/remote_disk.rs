//! A disk elsewhere that answers nothing, like a share whose server is gone: no other request waits for it.

use std::{path::Path, time::Duration};

use serde_json::{Value, json};

use crate::support::{BACKUPS, Caller, Executable, Machine, backup_list_with, hire};

async fn shop(machine: &Machine, data: &Path) -> (Executable, Caller) {
    hire(data, "Dewi", "owner").await;
    let siap = Executable::start_on(machine, data).await;
    let owner = siap.customer().logged_in("Dewi").await;
    (siap, owner)
}

#[tokio::test]
async fn while_other_disks_do_not_answer_everything_else_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = Machine::sound();
    let (siap, owner) = shop(&machine, folder.path()).await;
    machine.hang(Path::new("/mnt"));
    let (list, customer) = (owner.get(BACKUPS), siap.customer());
    let meanwhile = async {
        for path in ["/api/v1/shop", "/health", "/api/v1/board", "/api/v1/menu"] {
            assert_eq!(customer.get(path).await.status, 200, "{path}");
        }
        customer.order().await;
        "all the others"
    };
    tokio::pin!(list, meanwhile);
    let first = async {
        tokio::select! {
            _ = &mut list => "the list of disks",
            done = &mut meanwhile => done,
        }
    };
    // Longer than anything takes that does not wait for the disks.
    let first = tokio::time::timeout(Duration::from_mins(1), first).await;
    let first = first.expect("other requests do not wait for the list");
    assert_eq!(first, "all the others");
    // It is given up, and comes without them.
    let list = list.await;
    assert_eq!((list.status, &list.body["disks"]), (200, &json!([])));
    machine.unhang();
    siap.kill().await;
}

#[tokio::test]
async fn a_second_place_that_does_not_answer_is_missing_and_backups_go_on_here() {
    let (folder, share) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a share"),
    );
    let machine = Machine::sound();
    let (siap, owner) = shop(&machine, folder.path()).await;
    let place = json!({ "place": share.path().to_str().expect("text") });
    assert_eq!(
        owner.put(&format!("{BACKUPS}/place"), &place).await.status,
        200
    );
    let mut till = owner.listen("/ws?room=shop").await;
    till.snapshot().await;
    machine.hang(share.path());
    let mut newest = Value::Null;
    for _ in 0..2 {
        siap.customer().order().await;
        owner.post(BACKUPS, &json!({})).await;
        // One after another: the turn is given back, though that disk is still asked.
        let list = backup_list_with(&owner, |list| {
            let is_new = list["backups"][0]["name"] != newest;
            is_new && list["trouble"] == "place_missing" && list["doing"].is_null()
        });
        newest = list.await["backups"][0]["name"].clone();
    }
    // Other messages may come first.
    while till.hears().await["data"]["backup_trouble"] != "place_missing" {}
    machine.unhang();
    // It answers again, and is brought up to date.
    backup_list_with(&owner, |list| list["second"]["is_there"] == true).await;
    owner.post(BACKUPS, &json!({})).await;
    backup_list_with(&owner, |list| {
        let there = list["second"]["backups"].as_array();
        list["trouble"].is_null() && there.is_some_and(|there| !there.is_empty())
    })
    .await;
    siap.kill().await;
}
