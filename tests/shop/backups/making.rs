//! Making backups: asked for, by the clock, by commands, and each of one moment.

use std::{path::Path, time::Duration};

use futures_util::future::join_all;
use serde_json::json;

use super::{arrived, back_up, hang_pictures, names, one, own};
use crate::support::{BACKUPS, backup_list_with, run, spawn_app};

#[tokio::test]
async fn a_backup_made_while_orders_flow_is_a_whole_shop_of_one_moment() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let pictures = hang_pictures(&owner).await;
    let flow = tokio::spawn(async move {
        for _ in 0..200 {
            customer.order().await;
        }
    });
    let folder = app.folder.path().join("backups");
    let of_one_moment = async |name: &str| {
        let file = folder.join(name);
        assert_eq!(one::<String>(&file, "pragma integrity_check"), "ok");
        assert_eq!(one::<String>(&file, "pragma journal_mode"), "delete");
        let orders: i64 = one(&file, "select count(*) from orders");
        let events: i64 = one(
            &file,
            "select count(*) from events where type = 'new_order'",
        );
        assert_eq!(orders, events, "an order and its event are of one moment");
        let preview = owner.get(&format!("{BACKUPS}/{name}")).await.body;
        assert_eq!(preview["orders"], orders);
        let photos = (&preview["photos"], &preview["photos_missing"]);
        assert_eq!(photos, (&json!(2), &json!(0)));
        orders
    };
    of_one_moment(&back_up(&owner).await).await;
    flow.await.expect("orders");
    // It replaces the other one of the same hour.
    let newest = back_up(&owner).await;
    assert_eq!(of_one_moment(&newest).await, 200);
    for url in pictures {
        let picture = url.rsplit('/').next().expect("a name");
        assert!(folder.join("photos").join(picture).is_file());
    }
    let health = owner.get("/api/v1/admin/health").await.body;
    assert_eq!(health["last_backup"]["name"], newest);
}

#[tokio::test]
async fn backups_that_are_begun_in_one_second_are_all_whole() {
    let app = spawn_app().await;
    app.customer().order().await;
    let data = app.folder.path().to_str().expect("text");
    let command = ["backup", "--data", data];
    let made = join_all((0..4).map(|_| run(&command, ""))).await;
    let folder = app.folder.path().join("backups");
    let files: Vec<_> = std::fs::read_dir(&folder).expect("a folder").collect();
    assert_eq!(files.len(), made.len(), "{made:?} {files:?}");
    for made in made {
        assert_eq!(made.code, Some(0), "{made:?}");
        let (file, _) = made.said.split_once(" (").expect("a file and its size");
        assert_eq!(
            one::<String>(Path::new(file), "pragma integrity_check"),
            "ok"
        );
    }
}

#[tokio::test]
async fn a_backup_is_made_by_itself_when_an_hour_is_over_and_something_has_happened() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let stick = tempfile::tempdir().expect("a stick");
    let place = json!({ "place": stick.path().to_str().expect("text") });
    let chosen = owner.put(&format!("{BACKUPS}/place"), &place).await;
    assert_eq!(chosen.status, 200, "{}", chosen.body);
    let here = app.folder.path().join("backups");
    let there = own(&app, stick.path());
    assert_eq!(names(&owner.get(BACKUPS).await.body), Vec::<String>::new());
    a_minute_goes_by().await;
    let list = backup_list_with(&owner, |list| !names(list).is_empty()).await;
    let first = names(&list)[0].clone();
    arrived(&owner, &first).await;

    // Of two hours ago. What is missing on the stick shows when it was looked round again.
    let older = (jiff::Timestamp::now() - jiff::SignedDuration::from_hours(2))
        .strftime("siap-%Y%m%dT%H%M%SZ.db")
        .to_string();
    std::fs::rename(here.join(&first), here.join(&older)).expect("a backup");
    std::fs::remove_file(there.join(&first)).expect("a backup");
    a_minute_goes_by().await;
    arrived(&owner, &older).await;
    let list = owner.get(BACKUPS).await.body;
    assert_eq!(names(&list), [older.as_str()], "nothing has happened since");

    app.customer().order().await;
    a_minute_goes_by().await;
    let list = backup_list_with(&owner, |list| names(list).len() == 2).await;
    let newest = here.join(&names(&list)[0]);
    assert_eq!(one::<i64>(&newest, "select count(*) from orders"), 1);
}

/// On the program's own watch.
async fn a_minute_goes_by() {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(61)).await;
    tokio::time::resume();
}
