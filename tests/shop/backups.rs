//! Backups: whole, of one moment, carried elsewhere, and brought back.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use bytes::Bytes;
use futures_util::future::join_all;
use http_body_util::Full;
use rusqlite::Connection;
use serde_json::{Value, json};
use siap::{
    domain::Role,
    store::{self, DataFolder, Ending, NewSession, Restorer},
};

use crate::support::{
    Caller, Executable, NASI_GORENG, Regular, TestApp, hire, run, spawn_app, uid,
};

const DOOR: &str = "/api/v1/admin/backups";

/// Has a backup made and waits until it is there; its name.
async fn back_up(owner: &Caller) -> String {
    let before = owner.get(DOOR).await.body["backups"].clone();
    let answer = owner.post(DOOR, &json!({})).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let done = |now: &Value| now["doing"].is_null() && now["backups"] != before;
    let list = list_with(owner, |now| done(now) || !now["trouble"].is_null()).await;
    assert_eq!(list["trouble"], Value::Null, "{list}");
    names(&list)[0].clone()
}

fn one<T: rusqlite::types::FromSql>(file: &Path, question: &str) -> T {
    let shop = Connection::open(file).expect("a file");
    shop.query_row(question, [], |row| row.get(0))
        .expect("an answer")
}

/// A picture, as far as anybody looks; `width` tells it from others.
fn picture(width: u8) -> Bytes {
    let mut picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
    picture.extend([0, 0, 0, width, 0, 0, 0, 9, 8, 2, 0, 0, 0]);
    picture.into()
}

/// Gives a dish a picture and the shop its own; answers where they are.
async fn hang_pictures(owner: &Caller) -> [String; 2] {
    let headers = [("content-type", "image/png")];
    let dish = format!("/api/v1/admin/menu/{NASI_GORENG}/photo");
    let dish = owner.send("PUT", &dish, &headers, Full::new(picture(9)));
    let dish = dish.await.body["photo_url"].clone();
    let logo = "/api/v1/admin/logo";
    let logo = owner.send("PUT", logo, &headers, Full::new(picture(8)));
    let logo = logo.await.body["logo_url"].clone();
    [dish, logo].map(|url| url.as_str().expect("a URL").to_owned())
}

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
        let told: i64 = one(
            &file,
            "select count(*) from events where type = 'new_order'",
        );
        assert_eq!(orders, told, "an order and its event are of one moment");
        let preview = owner.get(&format!("{DOOR}/{name}")).await.body;
        assert_eq!(preview["orders"], orders);
        let photos = (&preview["photos"], &preview["photos_missing"]);
        assert_eq!(photos, (&json!(2), &json!(0)));
        orders
    };
    of_one_moment(&back_up(&owner).await).await;
    flow.await.expect("orders");
    // It takes the place of the other one of the same hour.
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
        .post(&format!("{DOOR}/{backup}/restore"), &json!({}))
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

    let precaution = owner.get(DOOR).await.body["backups"][0].clone();
    assert_eq!(precaution["reason"], "restore", "{precaution}");
    let name = precaution["name"].as_str().expect("a name");
    let answer = owner
        .post(&format!("{DOOR}/{name}/restore"), &json!({}))
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    for till in &mut screens[..20] {
        till.shows(|it| it.orders == later).await;
    }
    left_out.shows(|it| it.orders.len() == 1).await;
    assert_eq!(shop.end("-TERM").await, Some(0));
}

async fn epoch(customer: &Caller) -> String {
    let shop = customer.get("/api/v1/shop").await.body;
    shop["epoch"].as_str().expect("an epoch").to_owned()
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
async fn nobody_stands_before_a_closed_door_while_a_backup_is_brought_back() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let before = epoch(&owner).await;
    let backup = back_up(&owner).await;
    let address = shop.address;
    let (enough, mut has_enough) = tokio::sync::oneshot::channel::<()>();
    let knocking = tokio::spawn(async move {
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
    let path = format!("{DOOR}/{backup}/restore");
    assert_eq!(owner.post(&path, &json!({})).await.status, 202);
    reopened(&shop, &before).await;
    enough.send(()).expect("somebody knocks");
    let (came, refused) = knocking.await.expect("knocking");
    assert!(came > 0);
    assert_eq!(refused, 0, "of {} who came", came + refused);
}

#[tokio::test]
async fn a_restored_shop_lets_in_who_is_in_and_nobody_who_was_sent_away() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, role) in [("Dewi", "owner"), ("Rina", "cashier"), ("Budi", "kitchen")] {
        hire(folder.path(), name, role).await;
    }
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let sent_away = shop.customer().logged_in("Budi").await;
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
        .post(&format!("{DOOR}/{backup}/restore"), &json!({}))
        .await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    reopened(&shop, &before).await;
    for (caller, status) in [
        (&owner, 200),
        (&came_later, 200),
        (&sent_away, 401),
        (&unknown, 401),
    ] {
        assert_eq!(caller.get("/api/v1/admin/me").await.status, status);
    }
}

#[tokio::test]
async fn without_a_shop_that_says_who_is_in_nobody_is_and_screens_only_where_that_was_asked_for() {
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
        assert_eq!(owner.get(me).await.status, 401, "people log in anew");
        shop.customer().logged_in("Dewi").await;
        assert_eq!(shop.end("-TERM").await, Some(0));
    }
}

#[tokio::test]
async fn whoever_is_sent_away_while_a_backup_is_prepared_stays_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_owned();
    let prepare = move || {
        let at = jiff::Timestamp::now();
        let session = NewSession {
            token_hash: [7; 32],
            staff_id: 1,
            device: String::new(),
            address: String::new(),
            at,
        };
        let begun = store::open_beside(&data, move |store| {
            store.insert_staff("Rina", Role::Cashier, Some("no hash"), at)?;
            store.insert_session(&session)
        });
        begun.expect("a shop");
        let backup = store::back_up_beside(&data, None, |_| {}).expect("a backup");
        let taken = DataFolder::take(&data).expect("the folder");
        let by = Restorer {
            by: "Dewi".to_owned(),
            at,
            keeps_screens: true,
        };
        let prepared = store::bring_back(&backup, &taken, &by, |_| {}).expect("a shop");
        drop(taken);
        let gone = store::open_beside(&data, move |store| {
            store.end_session(Ending::OfToken([7; 32]), at)
        });
        assert_eq!(gone.expect("a shop").len(), 1);
        prepared.take_place().expect("its place");
        one::<i64>(&data.join("siap.db"), "select count(*) from sessions")
    };
    let sessions = tokio::task::spawn_blocking(prepare).await;
    assert_eq!(sessions.expect("no panic"), 0);
}

/// Waits until the shop is open again, as another.
async fn reopened(shop: &Executable, before: &str) {
    let mut regular = Regular::in_room(shop.customer(), "board".to_owned());
    regular
        .shows(|it| !it.epoch.is_empty() && it.epoch != before)
        .await;
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
        let preview = owner.get(&format!("{DOOR}/{name}")).await;
        assert_eq!((preview.status, preview.code()), (status, code), "{name}");
        let answer = owner
            .post(&format!("{DOOR}/{name}/restore"), &json!({}))
            .await;
        assert_eq!((answer.status, answer.code()), (status, code), "{name}");
    }
    let odd = owner.get(&format!("{DOOR}/{good}?place=elsewhere")).await;
    assert_eq!((odd.status, odd.code()), (400, "bad_query"));
    assert_eq!(app.customer().get("/api/v1/shop").await.status, 200);
    let left = std::fs::read_dir(app.folder.path()).expect("the shop's folder");
    let left: Vec<PathBuf> = left.map(|file| file.expect("a file").path()).collect();
    let prepared = |file: &PathBuf| file.to_string_lossy().contains("restored");
    assert!(!left.iter().any(prepared), "{left:?}");
}

#[tokio::test]
async fn the_second_place_is_brought_up_to_date_and_missed_when_it_is_pulled_out() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let mut till = app.cashier().await.listen("/ws?room=shop").await;
    till.snapshot().await;
    let stick = tempfile::tempdir().expect("a stick");
    let place = |path: &Path| json!({ "place": path.to_str().expect("text") });
    let door = format!("{DOOR}/place");
    for nowhere in [
        stick.path().join("absent"),
        PathBuf::from("/proc"),
        PathBuf::from("/."),
    ] {
        let answer = owner.put(&door, &place(&nowhere)).await;
        assert_eq!((answer.status, answer.code()), (422, "backup_place_unfit"));
    }
    for nonsense in ["usb", "/", "//"] {
        let answer = owner.put(&door, &json!({ "place": nonsense })).await;
        assert_eq!(
            (answer.status, answer.code()),
            (422, "unfit_setting"),
            "{nonsense}"
        );
    }
    let first = back_up(&owner).await;
    assert_eq!(owner.put(&door, &place(stick.path())).await.status, 200);
    let there = stick.path().join("siap-backups");
    arrived(&owner, &first).await;
    assert_eq!(
        one::<String>(
            &own(&app, stick.path()).join(&first),
            "pragma integrity_check"
        ),
        "ok"
    );
    let preview = owner.get(&format!("{DOOR}/{first}?place=second")).await;
    assert_eq!(preview.status, 200, "{}", preview.body);

    // Pulled out; put in again.
    let away = stick.path().join("away");
    std::fs::rename(&there, &away).expect("a stick");
    owner.post(DOOR, &json!({})).await;
    trouble(&mut till, &json!("place_missing")).await;
    assert!(!there.exists(), "nothing is written to where the stick was");
    std::fs::rename(&away, &there).expect("a stick");
    owner.post(DOOR, &json!({})).await;
    trouble(&mut till, &Value::Null).await;
    let newest = owner.get(DOOR).await.body["backups"][0]["name"].clone();
    arrived(&owner, newest.as_str().expect("a name")).await;
    assert_eq!(
        owner.put(&door, &json!({ "place": "" })).await.body["second"],
        Value::Null
    );
}

/// A shop's own folder in the second place.
fn own(app: &TestApp, place: &Path) -> PathBuf {
    let id: String = one(&app.folder.path().join("siap.db"), "select shop from epoch");
    assert_eq!(id.len(), 16);
    place.join("siap-backups").join(id)
}

#[tokio::test]
async fn two_shops_with_one_second_place_leave_each_others_backups_alone() {
    let (first, second) = (spawn_app().await, spawn_app().await);
    let stick = tempfile::tempdir().expect("a stick");
    let place = json!({ "place": stick.path().to_str().expect("text") });
    // Of somebody else, or of an older Siap.
    let stray = stick.path().join("siap-backups/siap-20200101T000000Z.db");
    std::fs::create_dir(stick.path().join("siap-backups")).expect("a folder");
    std::fs::write(&stray, "not ours").expect("a file");
    let mut carried = Vec::new();
    for app in [&first, &second, &first, &second] {
        let owner = app.owner().await;
        app.customer().order().await;
        let backup = back_up(&owner).await;
        assert_eq!(
            owner.put(&format!("{DOOR}/place"), &place).await.status,
            200
        );
        arrived(&owner, &backup).await;
        carried.push((own(app, stick.path()), backup));
    }
    assert_ne!(carried[0].0, carried[1].0);
    for (app, (folder, newest)) in [(&first, &carried[2]), (&second, &carried[3])] {
        let list = app.owner().await.get(DOOR).await.body;
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

    // It is the same shop after a restore, on whatever machine.
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

#[tokio::test]
async fn a_backup_is_made_by_itself_when_an_hour_is_over_and_something_has_happened() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let stick = tempfile::tempdir().expect("a stick");
    let place = json!({ "place": stick.path().to_str().expect("text") });
    let chosen = owner.put(&format!("{DOOR}/place"), &place).await;
    assert_eq!(chosen.status, 200, "{}", chosen.body);
    let here = app.folder.path().join("backups");
    let there = own(&app, stick.path());
    assert_eq!(names(&owner.get(DOOR).await.body), Vec::<String>::new());
    a_minute_goes_by().await;
    let list = list_with(&owner, |list| !names(list).is_empty()).await;
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
    let list = owner.get(DOOR).await.body;
    assert_eq!(names(&list), [older.as_str()], "nothing has happened since");

    app.customer().order().await;
    a_minute_goes_by().await;
    let list = list_with(&owner, |list| names(list).len() == 2).await;
    let newest = here.join(&names(&list)[0]);
    assert_eq!(one::<i64>(&newest, "select count(*) from orders"), 1);
}

/// On the program's own watch.
async fn a_minute_goes_by() {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(61)).await;
    tokio::time::resume();
}

/// Waits until the second place has it.
async fn arrived(owner: &Caller, name: &str) {
    let there = |list: &Value| {
        let backups = list["second"]["backups"].as_array();
        backups.is_some_and(|all| all.iter().any(|backup| backup["name"] == name))
    };
    list_with(owner, there).await;
}

/// What the owner is told, once it is so.
async fn list_with(owner: &Caller, it_is_so: impl Fn(&Value) -> bool) -> Value {
    let asked = async {
        loop {
            let list = owner.get(DOOR).await.body;
            if it_is_so(&list) {
                return list;
            }
            tokio::task::yield_now().await;
        }
    };
    // No list takes as long; this only ends one that never comes.
    let listed = tokio::time::timeout(Duration::from_mins(1), asked).await;
    listed.expect("it is so in the end")
}

fn names(list: &Value) -> Vec<String> {
    let name = |backup: &Value| backup["name"].as_str().expect("a name").to_owned();
    let backups = list["backups"].as_array().expect("backups");
    backups.iter().map(name).collect()
}

/// Waits until the screens are told of it.
async fn trouble(screen: &mut crate::support::Screen, what: &Value) {
    loop {
        let heard = screen.hears().await;
        if heard["type"] == "shop_update" && heard["data"]["backup_trouble"] == *what {
            return;
        }
    }
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

    // What cannot be read is not called damaged. A socket is such a file, whoever asks.
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

    // Nobody is asked, nothing is done; an open shop is not overrun.
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
        let path = format!("{DOOR}/{backup}/restore");
        let answer = owner.post(&path, &json!({})).await;
        assert_eq!(answer.status, 202, "{}", answer.body);
        // The cut comes when it comes.
        tokio::time::sleep(Duration::from_millis(moment * 3)).await;
        shop.kill().await;
        shop = Executable::start(folder.path()).await;
        assert_eq!(one::<String>(&file, "pragma integrity_check"), "ok");
        let orders: i64 = one(&file, "select count(*) from orders");
        assert!([1, there].contains(&orders), "{orders} of 1 or {there}");
    }
    shop.customer().order().await;
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
