//! Who is logged in after a restore: those who are logged in before it, and no session that was revoked.

use serde_json::json;
use siap::{
    domain::Role,
    store::{self, DataFolder, NewSession, Restorer, SessionsToEnd},
};

use super::{back_up, epoch, one, reopened};
use crate::support::{BACKUPS, Caller, Executable, hire, run};

#[tokio::test]
async fn a_restored_shop_keeps_the_sessions_of_now_and_none_that_was_revoked() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, role) in [("Dewi", "owner"), ("Rina", "cashier"), ("Budi", "kitchen")] {
        hire(folder.path(), name, role).await;
    }
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let revoked = shop.customer().logged_in("Budi").await;
    let backup = back_up(&owner).await;

    let came_later = shop.customer().logged_in("Rina").await;
    let devices = owner.get("/api/v1/admin/devices").await.body;
    let devices = devices["devices"].as_array().expect("devices").clone();
    let budis = devices
        .iter()
        .find(|device| device["staff"]["name"] == "Budi")
        .expect("a device");
    let path = format!("/api/v1/admin/devices/{}", budis["id"]);
    assert!(owner.delete(&path).await.status < 300);
    let new = json!({ "name": "Sari", "role": "cashier", "pin": "97531" });
    assert_eq!(owner.post("/api/v1/admin/staff", &new).await.status, 201);
    let login = json!({ "name": "Sari", "pin": "97531", "want": "token" });
    let login = shop
        .customer()
        .post("/api/v1/admin/login", &login)
        .await
        .body;
    let unknown = Caller {
        token: login["token"].as_str().map(str::to_owned),
        ..shop.customer()
    };

    let before = epoch(&owner).await;
    let answer = owner
        .post(&format!("{BACKUPS}/{backup}/restore"), &json!({}))
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    reopened(&shop, &before).await;
    for (caller, status) in [
        (&owner, 200),
        (&came_later, 200),
        (&revoked, 401),
        (&unknown, 401),
    ] {
        assert_eq!(caller.get("/api/v1/admin/me").await.status, status);
    }
}

#[tokio::test]
async fn without_a_shop_that_says_who_is_logged_in_there_are_no_sessions_and_screens_only_where_asked_for()
 {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let asked = json!({ "role": "kitchen", "name": "Dapur" });
    let pairing = owner
        .post("/api/v1/admin/devices/pairing", &asked)
        .await
        .body;
    let code = json!({ "code": pairing["code"] });
    let paired = shop.customer().post("/api/v1/pair", &code).await;
    let cookie = paired
        .header("set-cookie")
        .split(';')
        .next()
        .expect("a cookie")
        .to_owned();
    let (_, token) = cookie.split_once('=').expect("a token");
    let screen = |shop: &Executable| Caller {
        token: Some(token.to_owned()),
        ..shop.customer()
    };
    let me = "/api/v1/admin/me";
    assert_eq!(screen(&shop).get(me).await.status, 200);
    let backup = back_up(&owner).await;
    let devices = owner.get("/api/v1/admin/devices").await.body;
    let devices = devices["devices"].as_array().expect("devices").clone();
    let kitchen = devices
        .iter()
        .find(|one| one["staff"]["name"] == "Dapur")
        .expect("a device");
    let revoked = owner
        .delete(&format!("/api/v1/admin/devices/{}", kitchen["id"]))
        .await;
    assert_eq!(revoked.status, 204);
    assert_eq!(shop.end("-TERM").await, Some(0));

    let data = folder.path().to_str().expect("text");
    let backup = folder.path().join("backups").join(backup);
    let backup = backup.to_str().expect("text");
    for (more, status) in [(&[][..], 401), (&["--keep-screens"][..], 200)] {
        std::fs::write(folder.path().join("siap.db"), "damaged").expect("damage");
        let restore = [&["restore", "--yes", "--data", data, backup][..], more].concat();
        let done = run(&restore, "").await;
        assert_eq!(done.code, Some(0), "{done:?}");
        let shop = Executable::start(folder.path()).await;
        assert_eq!(screen(&shop).get(me).await.status, status);
        let owner = Caller {
            address: shop.address,
            ..owner.clone()
        };
        assert_eq!(owner.get(me).await.status, 401, "people log in again");
        shop.customer().logged_in("Dewi").await;
        assert_eq!(shop.end("-TERM").await, Some(0));
    }
}

#[tokio::test]
async fn a_session_revoked_while_a_backup_is_prepared_stays_revoked() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_owned();
    let prepare = move || {
        let at = jiff::Timestamp::now();
        let session = NewSession {
            token_hash: [7; 32],
            staff_id: 1,
            device: String::new(),
            address: String::new(),
            till: None,
            at,
        };
        let begun = store::open_for_command(&data, move |store| {
            store.insert_staff("Rina", Role::Cashier, Some("no hash"), at)?;
            store.insert_session(&session)
        });
        begun.expect("a shop");
        let backup = store::back_up_from_command(&data, None, |_| {}).expect("a backup");
        let taken = DataFolder::take(&data).expect("the folder");
        let by = Restorer {
            by: "Dewi".to_owned(),
            at,
            keeps_screens: true,
        };
        let prepared = store::restore(&backup, &taken, &by, |_| {}).expect("a shop");
        drop(taken);
        let gone = store::open_for_command(&data, move |store| {
            store.end_session(SessionsToEnd::OfToken([7; 32]), at)
        });
        assert_eq!(gone.expect("a shop").len(), 1);
        prepared.take_place().expect("its place");
        one::<i64>(&data.join("siap.db"), "select count(*) from sessions")
    };
    let sessions = tokio::task::spawn_blocking(prepare).await;
    assert_eq!(sessions.expect("no panic"), 0);
}
