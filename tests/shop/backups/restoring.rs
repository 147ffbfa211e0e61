//! Restores: every screen follows, what is no shop is refused, and numbers go on.

use std::path::{Path, PathBuf};

use futures_util::future::join_all;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::{arrived, back_up, epoch, hang_pictures, reopened};
use crate::support::{
    BACKUPS, Caller, Executable, Regular, backup_list_with, hire, run, spawn_app, uid,
};

#[tokio::test]
async fn fifty_screens_end_on_what_was_restored_and_what_was_there_can_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    hire(folder.path(), "Rina", "cashier").await;
    let shop = Executable::start(folder.path()).await;
    let customer = shop.customer();
    let owner = shop.customer().logged_in("Dewi").await;
    let cashier = shop.customer().logged_in("Rina").await;
    let mut kept = Vec::new();
    for _ in 0..10 {
        kept.push(customer.order().await);
    }
    for order in &kept[..5] {
        assert_eq!(cashier.pay(order).await.status, 200);
    }
    let backup = back_up(&owner).await;
    let truth = active(&cashier).await;

    // The day goes on, and every screen with it.
    for order in &kept[..3] {
        cashier.set_status(order, "ready").await;
    }
    cashier.set_status(&kept[9], "cancelled").await;
    let lost = customer.order().await;
    let later = active(&cashier).await;
    assert_ne!(truth, later);
    let mut screens: Vec<Regular> = Vec::new();
    for _ in 0..20 {
        screens.push(Regular::in_room(cashier.clone(), "cashier".to_owned()));
    }
    for n in 0..30 {
        let room = format!("order:{}", uid(&kept[n % kept.len()]));
        screens.push(Regular::in_room(customer.clone(), room));
    }
    let mut left_out = Regular::in_room(customer.clone(), format!("order:{}", uid(&lost)));
    join_all(
        screens
            .iter_mut()
            .take(20)
            .map(|till| till.shows(|it| it.orders == later)),
    )
    .await;
    left_out.shows(|it| it.orders.len() == 1).await;
    let epoch = epoch(&customer).await;

    let answer = owner
        .post(&format!("{BACKUPS}/{backup}/restore"), &json!({}))
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    for (screen, n) in screens.iter_mut().zip(0..) {
        let shown = screen
            .shows(|it| it.epoch != epoch && !it.orders.is_empty())
            .await;
        if n < 20 {
            assert_eq!(shown.orders, truth, "till {n}");
        } else {
            let (uid, status) = shown.orders.first_key_value().expect("an order");
            assert_eq!(truth.get(uid), Some(status), "customer {n}");
        }
    }
    left_out
        .shows(|it| it.epoch != epoch && it.refusal.as_deref() == Some("order_not_found"))
        .await;
    assert_eq!(active(&cashier).await, truth);
    let history = owner.get("/api/v1/admin/history?limit=2").await.body;
    let [numbers, restored] = [0, 1].map(|line| &history["changes"][line]);
    assert_eq!(
        (&restored["field"], &restored["after"], &restored["by"]),
        (&json!("restored_from"), &json!(backup), &json!("Dewi"))
    );
    assert_eq!(
        (&numbers["field"], &numbers["by"]),
        (&json!("numbers_from"), &json!("Dewi"))
    );
    // It is a shop like any other.
    customer.order().await;

    let precaution = owner.get(BACKUPS).await.body["backups"][0].clone();
    assert_eq!(precaution["reason"], "restore", "{precaution}");
    let name = precaution["name"].as_str().expect("a name");
    let answer = owner
        .post(&format!("{BACKUPS}/{name}/restore"), &json!({}))
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    for till in &mut screens[..20] {
        till.shows(|it| it.orders == later).await;
    }
    left_out.shows(|it| it.orders.len() == 1).await;
    assert_eq!(shop.end("-TERM").await, Some(0));
}

/// The orders that are not finished, and how each is.
async fn active(cashier: &Caller) -> std::collections::BTreeMap<String, String> {
    let orders = cashier
        .get("/api/v1/admin/orders?status=active&limit=100")
        .await
        .body;
    let orders = orders["orders"].as_array().expect("orders").clone();
    let status = |order: &Value| order["status"].as_str().expect("a status").to_owned();
    orders
        .iter()
        .map(|order| (uid(order), status(order)))
        .collect()
}

#[tokio::test]
async fn no_connection_is_refused_while_a_backup_is_brought_back() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let before = epoch(&owner).await;
    let backup = back_up(&owner).await;
    let address = shop.address;
    let (enough, mut has_enough) = tokio::sync::oneshot::channel::<()>();
    let connecting = tokio::spawn(async move {
        let (mut came, mut refused) = (0, 0);
        while has_enough.try_recv().is_err() {
            match tokio::net::TcpStream::connect(address).await {
                Ok(_) => came += 1,
                Err(_) => refused += 1,
            }
            tokio::task::yield_now().await;
        }
        (came, refused)
    });
    let path = format!("{BACKUPS}/{backup}/restore");
    assert_eq!(owner.post(&path, &json!({})).await.status, 202);
    reopened(&shop, &before).await;
    enough.send(()).expect("a listener");
    let (came, refused) = connecting.await.expect("connecting");
    assert!(came > 0);
    assert_eq!(refused, 0, "of {} who came", came + refused);
}

#[tokio::test]
async fn what_is_no_whole_shop_is_refused_and_nothing_is_touched() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    app.customer().order().await;
    let good = back_up(&owner).await;
    let folder = app.folder.path().join("backups");
    let broken = |stamp: &str, spoil: &dyn Fn(&Path)| {
        let name = format!("siap-2026010{stamp}T000000Z.db");
        std::fs::copy(folder.join(&good), folder.join(&name)).expect("a copy");
        spoil(&folder.join(&name));
        name
    };
    let torn = |file: &Path| {
        let bytes = std::fs::read(file).expect("a file");
        std::fs::write(file, &bytes[..bytes.len() / 2]).expect("half a file");
    };
    let foreign = |file: &Path| {
        let shop = Connection::open(file).expect("a file");
        shop.pragma_update(None, "application_id", 7)
            .expect("another owner");
    };
    let newer = |file: &Path| {
        let shop = Connection::open(file).expect("a file");
        let row = "insert into refinery_schema_history values (999, 'later', '', '1')";
        shop.execute(row, []).expect("a later version");
    };
    let text = |file: &Path| std::fs::write(file, "no shop at all").expect("a file");
    for (name, status, code) in [
        (broken("1", &torn), 422, "backup_damaged"),
        (broken("2", &foreign), 422, "backup_damaged"),
        (broken("3", &newer), 422, "backup_newer"),
        (broken("4", &text), 422, "backup_damaged"),
        (
            "siap-20251231T000000Z.db".to_owned(),
            404,
            "backup_not_found",
        ),
        ("..%2Fsiap.db".to_owned(), 404, "backup_not_found"),
    ] {
        let preview = owner.get(&format!("{BACKUPS}/{name}")).await;
        assert_eq!((preview.status, preview.code()), (status, code), "{name}");
        let answer = owner
            .post(&format!("{BACKUPS}/{name}/restore"), &json!({}))
            .await;
        assert_eq!((answer.status, answer.code()), (status, code), "{name}");
    }
    let odd = owner
        .get(&format!("{BACKUPS}/{good}?place=elsewhere"))
        .await;
    assert_eq!((odd.status, odd.code()), (400, "bad_query"));
    assert_eq!(app.customer().get("/api/v1/shop").await.status, 200);
    let left = std::fs::read_dir(app.folder.path()).expect("the shop's folder");
    let left: Vec<PathBuf> = left.map(|file| file.expect("a file").path()).collect();
    let prepared = |file: &PathBuf| file.to_string_lossy().contains("restored");
    assert!(!left.iter().any(prepared), "{left:?}");
}

#[tokio::test]
async fn the_command_line_carries_a_shop_to_another_machine_with_its_pictures() {
    let (app, stick, other) = (
        spawn_app().await,
        tempfile::tempdir().expect("a stick"),
        tempfile::tempdir().expect("another machine"),
    );
    let text = |path: &Path| path.to_str().expect("text").to_owned();
    let pictures = hang_pictures(&app.owner().await).await;
    let order = app.customer().order().await;
    let (from, to) = (text(app.folder.path()), text(stick.path()));
    let made = run(&["backup", "--data", &from, "--to", &to], "").await;
    assert_eq!(made.code, Some(0), "{made:?}");
    let files = std::fs::read_dir(stick.path()).expect("a stick");
    let mut files = files.map(|file| file.expect("a file").path());
    let file = files
        .find(|file| file.extension().is_some())
        .expect("a backup");
    let (file, data) = (text(&file), text(&other.path().join("shop")));

    // What cannot be read is not called damaged. A socket is such a file, for root as well.
    let unreadable = stick.path().join("unreadable.db");
    let _socket = std::os::unix::net::UnixListener::bind(&unreadable).expect("a socket");
    let refused = run(
        &["restore", &text(&unreadable), "--data", &data, "--yes"],
        "",
    )
    .await;
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.complaint.contains("cannot be read"),
        "{}",
        refused.complaint
    );

    // Where the question cannot be asked nothing is done, and nothing to an open shop.
    let unasked = run(&["restore", &file, "--data", &data], "").await;
    assert_eq!(unasked.code, Some(1));
    assert!(unasked.complaint.contains("--yes"), "{}", unasked.complaint);
    assert!(!Path::new(&data).join("siap.db").exists());
    let open = run(&["restore", &file, "--data", &from, "--yes"], "").await;
    assert!(
        open.complaint.contains("the shop is open"),
        "{}",
        open.complaint
    );

    let done = run(&["restore", &file, "--data", &data, "--yes"], "").await;
    assert_eq!(done.code, Some(0), "{done:?}");
    let shop = Executable::start(Path::new(&data)).await;
    let customer = shop.customer();
    for picture in &pictures {
        assert_eq!(customer.get(picture).await.status, 200);
    }
    let again = customer
        .get(&format!("/api/v1/orders/{}", uid(&order)))
        .await
        .body;
    assert_eq!(again["number"], order["number"]);
    assert_ne!(
        again["epoch"], order["epoch"],
        "another machine is another epoch"
    );
    let nothing = run(&["backup", "--data", &to], "").await;
    assert!(
        nothing.complaint.contains("no shop"),
        "{}",
        nothing.complaint
    );
}

/// Three orders, a backup, and two more; the backup's path. Everybody holds their number.
async fn a_shop_that_went_on(folder: &Path) -> (PathBuf, Vec<String>) {
    hire(folder, "Dewi", "owner").await;
    let shop = Executable::start(folder).await;
    let (customer, owner) = (shop.customer(), shop.customer().logged_in("Dewi").await);
    let mut given = Vec::new();
    let mut name = String::new();
    for placed in 0..5 {
        if placed == 3 {
            name = back_up(&owner).await;
        }
        given.push(customer.order().await["number"].to_string());
    }
    assert_eq!(shop.end("-TERM").await, Some(0));
    (folder.join("backups").join(name), given)
}

/// What becomes of a shop's folder.
type Accident = fn(&Path);

#[tokio::test]
async fn numbers_go_on_beyond_those_that_were_given_out_since_the_backup() {
    let damage = |folder: &Path| {
        std::fs::write(folder.join("siap.db"), [7; 8192]).expect("a file");
    };
    let lose = |folder: &Path| std::fs::remove_file(folder.join("siap.db")).expect("a file");
    let cases: [(Accident, i64); 3] = [(|_| {}, 6), (damage, 104), (lose, 104)];
    for (happens, next) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let (backup, given) = a_shop_that_went_on(folder.path()).await;
        happens(folder.path());
        let text = |path: &Path| path.to_str().expect("text").to_owned();
        let (backup, data) = (text(&backup), text(folder.path()));
        let done = run(&["restore", &backup, "--data", &data, "--yes"], "").await;
        assert_eq!(done.code, Some(0), "{done:?}");

        let shop = Executable::start(folder.path()).await;
        let owner = shop.customer().logged_in("Dewi").await;
        let order = owner.order().await;
        let phone = shop.customer().order().await;
        assert!(!given.contains(&phone["number"].to_string()), "{phone}");
        let letter = &phone["number"].as_str().expect("a number")[..1];
        assert_eq!(phone["number"], format!("{letter}-{next:03}"), "{order}");
        let history = owner.get("/api/v1/admin/history?about=shop").await.body;
        let lines = history["changes"].as_array().expect("changes");
        let line = lines.iter().find(|line| line["field"] == "numbers_from");
        let said = line.expect("a line")["after"].as_str().expect("a text");
        assert!(said.contains(&format!("{letter}-{next:03}")), "{said}");
        assert_eq!(shop.end("-TERM").await, Some(0));
    }
}

#[tokio::test]
async fn a_restore_whose_last_step_fails_is_told_to_the_owner_and_the_shop_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let order = shop.customer().order().await;
    let stick = tempfile::tempdir().expect("a stick");
    let place = json!({ "place": stick.path().to_str().expect("text") });
    let chosen = owner.put(&format!("{BACKUPS}/place"), &place).await;
    assert_eq!(chosen.status, 200, "{}", chosen.body);
    let backup = back_up(&owner).await;
    arrived(&owner, &backup).await;
    // The present shop is to be kept in this folder.
    let backups = folder.path().join("backups");
    std::fs::rename(&backups, folder.path().join("away")).expect("a folder");
    std::fs::write(&backups, "in the way").expect("a file");

    let restore = format!("{BACKUPS}/{backup}/restore?place=second");
    let answer = owner.post(&restore, &json!({})).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let list = backup_list_with(&owner, |list| !list["failed_restore"].is_null()).await;
    assert!(list["doing"].is_null(), "{list}");
    let failed = &list["failed_restore"];
    assert_ne!(failed["detail"].as_str().expect("words"), "");
    let at: jiff::Timestamp = failed["at"]
        .as_str()
        .expect("text")
        .parse()
        .expect("a time");
    assert!(at.duration_since(jiff::Timestamp::now()).abs() < jiff::SignedDuration::from_mins(1));
    let path = format!("/api/v1/orders/{}", uid(&order));
    assert_eq!(shop.customer().get(&path).await.status, 200);

    std::fs::remove_file(&backups).expect("a file");
    let before = epoch(&owner).await;
    assert_eq!(owner.post(&restore, &json!({})).await.status, 202);
    reopened(&shop, &before).await;
    let list = owner.get(BACKUPS).await.body;
    assert!(list["failed_restore"].is_null(), "{list}");
    assert_eq!(shop.end("-TERM").await, Some(0));
}
