//! Whoever asks for a change and vanishes right after the last byte has changed as much as who waits for the answer.

use std::{collections::BTreeSet, io::Write, net::TcpStream, path::Path, time::Duration};

use bytes::Bytes;
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{
    Caller, Executable, PIN, Regular, TestApp, hire, int, nasi_goreng, spawn_app, spawn_new_app,
    uid,
};

/// What changes nothing that lasts: all that it does is answer.
const ANSWERS_ONLY: [(&str, &str); 4] = [
    ("POST", "/api/v1/admin/orders/scan"),
    ("POST", "/api/v1/admin/devices/pairing"),
    ("POST", "/api/v1/admin/phone-checks"),
    // The cards of these shops say so already.
    ("PUT", "/api/v1/admin/printed-url"),
];
/// What wants another shop: it has a test of its own here, or in `faults/clock.rs` where the clock jumps.
const ELSEWHERE: [(&str, &str); 4] = [
    ("PUT", "/api/v1/admin/clock"),
    ("POST", "/api/v1/admin/backups/{name}/restore"),
    ("POST", "/api/v1/setup"),
    ("POST", "/api/v1/setup/code"),
];
/// Every other route but GET, in an order in which each finds something to change.
const DAY: [(&str, &str); 46] = [
    ("POST", "/api/v1/orders"),
    ("POST", "/api/v1/orders/{uid}/cancel"),
    ("PUT", "/api/v1/admin/orders/{uid}/confirm-payment"),
    ("PUT", "/api/v1/admin/orders/{uid}/lines/{line}/status"),
    ("PUT", "/api/v1/admin/orders/{uid}/status"),
    ("PUT", "/api/v1/admin/menu/availability"),
    ("PUT", "/api/v1/admin/menu/{id}/availability"),
    ("PUT", "/api/v1/admin/menu/options/{id}/availability"),
    ("POST", "/api/v1/admin/menu"),
    ("PUT", "/api/v1/admin/menu/{id}"),
    ("DELETE", "/api/v1/admin/menu/{id}"),
    ("POST", "/api/v1/admin/menu/{id}/restore"),
    ("PUT", "/api/v1/admin/menu/{id}/photo"),
    ("DELETE", "/api/v1/admin/menu/{id}/photo"),
    ("PUT", "/api/v1/admin/menu/order"),
    ("POST", "/api/v1/admin/menu/categories"),
    ("PUT", "/api/v1/admin/menu/categories/{id}"),
    ("DELETE", "/api/v1/admin/menu/categories/{id}"),
    ("POST", "/api/v1/admin/menu/categories/{id}/restore"),
    ("POST", "/api/v1/admin/menu/groups"),
    ("PUT", "/api/v1/admin/menu/groups/{id}"),
    ("DELETE", "/api/v1/admin/menu/groups/{id}"),
    ("POST", "/api/v1/admin/menu/groups/{id}/restore"),
    ("POST", "/api/v1/admin/menu/import"),
    ("PUT", "/api/v1/admin/tables"),
    ("POST", "/api/v1/admin/cards/renew"),
    ("POST", "/api/v1/admin/cards/restore"),
    ("PUT", "/api/v1/admin/cards/wifi"),
    ("PUT", "/api/v1/admin/settings"),
    ("PUT", "/api/v1/admin/logo"),
    ("DELETE", "/api/v1/admin/logo"),
    ("POST", "/api/v1/admin/backups"),
    ("PUT", "/api/v1/admin/backups/place"),
    ("POST", "/api/v1/admin/staff"),
    ("PUT", "/api/v1/admin/staff/{id}"),
    ("DELETE", "/api/v1/admin/staff/{id}"),
    ("POST", "/api/v1/admin/staff/{id}/restore"),
    ("DELETE", "/api/v1/admin/devices/{id}"),
    ("POST", "/api/v1/pair"),
    ("POST", "/api/v1/admin/login"),
    ("POST", "/api/v1/admin/logout"),
    ("POST", "/api/v1/setup/finish"),
    ("POST", "/api/v1/admin/orders/scan"),
    ("POST", "/api/v1/admin/devices/pairing"),
    ("POST", "/api/v1/admin/phone-checks"),
    ("PUT", "/api/v1/admin/printed-url"),
];

/// What is asked for, and by whom.
struct Asked {
    by: Caller,
    path: String,
    kind: &'static str,
    body: Bytes,
}

impl Asked {
    fn json(by: &Caller, path: impl Into<String>, body: &Value) -> Self {
        Self {
            by: by.clone(),
            path: path.into(),
            kind: "application/json",
            body: body.to_string().into(),
        }
    }

    /// Sends it and waits for the answer.
    async fn answered(self, method: &str) {
        let headers = [("content-type", self.kind)];
        let body = http_body_util::Full::new(self.body);
        let answer = self.by.send(method, &self.path, &headers, body).await;
        assert!(answer.status < 300, "{method} {}: {answer:?}", self.path);
    }

    /// Sends it and is gone: when the shop comes to read it, nobody is there any more.
    fn dropped(self, method: &str) {
        let token = self.by.token.as_deref().map_or_else(String::new, |token| {
            format!("authorization: Bearer {token}\r\n")
        });
        let mut bytes = format!(
            "{method} {} HTTP/1.1\r\nhost: {}\r\n{token}content-type: {}\r\ncontent-length: {}\r\n\r\n",
            self.path,
            self.by.address,
            self.kind,
            self.body.len()
        )
        .into_bytes();
        bytes.extend(&self.body);
        let mut connection = TcpStream::connect(self.by.address).expect("an open shop");
        connection.write_all(&bytes).expect("a request");
    }
}

/// A shop in which the day is lived.
struct Day {
    app: TestApp,
    stick: TempDir,
    owner: Caller,
    cashier: Caller,
    kitchen: Caller,
    leaving: Caller,
    orders: Vec<String>,
    card: Value,
}

impl Day {
    async fn begun() -> Self {
        let app = spawn_app().await;
        let (owner, cashier, kitchen) =
            (app.owner().await, app.cashier().await, app.kitchen().await);
        let leaving = app.cashier().await;
        let mut orders = Vec::new();
        for _ in 0..4 {
            orders.push(uid(&app.customer().order().await));
        }
        Self {
            app,
            stick: tempfile::tempdir().expect("a stick"),
            owner,
            cashier,
            kitchen,
            leaving,
            orders,
            card: Value::Null,
        }
    }

    /// What is asked for at this route.
    async fn asked(&mut self, method: &str, route: &str) -> Asked {
        let short = (method, route.trim_start_matches("/api/v1"));
        if let Some(asked) = self.about_orders(short, route) {
            asked
        } else if let Some(asked) = self.about_the_menu(short, route).await {
            asked
        } else {
            self.about_the_shop(short, route).await
        }
    }

    fn about_orders(&self, short: (&str, &str), route: &str) -> Option<Asked> {
        let guest = self.app.customer();
        let order = |n: usize| route.replace("{uid}", &self.orders[n]);
        let nothing = json!({});
        Some(match short {
            ("POST", "/orders") => Asked::json(&guest, route, &nasi_goreng()),
            (_, "/orders/{uid}/cancel") => Asked::json(&guest, order(0), &nothing),
            (_, "/admin/orders/{uid}/confirm-payment") => {
                Asked::json(&self.cashier, order(1), &nothing)
            }
            (_, "/admin/orders/{uid}/lines/{line}/status") => {
                let path = order(1).replace("{line}", "1");
                Asked::json(&self.kitchen, path, &json!({ "status": "done" }))
            }
            (_, "/admin/orders/{uid}/status") => {
                let cancelled = json!({ "status": "cancelled", "reason": "salah pesan" });
                Asked::json(&self.cashier, order(2), &cancelled)
            }
            (_, "/admin/orders/scan") => {
                Asked::json(&self.cashier, route, &json!({ "code": self.orders[3] }))
            }
            _ => return None,
        })
    }

    async fn about_the_menu(&self, short: (&str, &str), route: &str) -> Option<Asked> {
        let owner = &self.owner;
        let with_id = |id: i64| route.replace("{id}", &id.to_string());
        let words = |id: &str| json!({ "id": id });
        let nothing = json!({});
        Some(match short {
            (_, "/admin/menu/availability") => {
                let gone = json!({ "item_ids": [1, 2], "is_available": false });
                Asked::json(&self.kitchen, route, &gone)
            }
            (_, "/admin/menu/{id}/availability") => {
                Asked::json(&self.kitchen, with_id(3), &json!({ "is_available": false }))
            }
            (_, "/admin/menu/options/{id}/availability") => {
                Asked::json(&self.kitchen, with_id(1), &json!({ "is_available": false }))
            }
            ("POST", "/admin/menu") => {
                let item = json!({ "category_id": 1, "name": words("Nasi Uduk"), "price": 15_000 });
                Asked::json(owner, route, &item)
            }
            ("PUT", "/admin/menu/{id}") => {
                Asked::json(owner, with_id(1), &json!({ "price": 22_500 }))
            }
            (_, "/admin/menu/{id}" | "/admin/menu/{id}/restore") => {
                Asked::json(owner, with_id(2), &nothing)
            }
            ("PUT", "/admin/menu/{id}/photo") => self.picture(with_id(3)),
            (_, "/admin/menu/{id}/photo") => Asked::json(owner, with_id(3), &nothing),
            (_, "/admin/menu/order") => {
                let menu = owner.get("/api/v1/admin/menu").await.body;
                let mut categories = menu["categories"].as_array().expect("a menu").clone();
                categories.reverse();
                let of = |category: &Value| {
                    let items = category["items"].as_array().expect("items").iter();
                    let items: Vec<_> = items.map(|item| item.get("id").unwrap_or(item)).collect();
                    json!({ "id": category["id"], "items": items })
                };
                let categories: Vec<_> = categories.iter().map(of).collect();
                let asked = json!({ "expected_rev": menu["rev"], "categories": categories });
                Asked::json(owner, route, &asked)
            }
            (_, "/admin/menu/categories") => {
                let category = json!({ "name": words("Jus"), "station": "bar" });
                Asked::json(owner, route, &category)
            }
            ("PUT", "/admin/menu/categories/{id}") => {
                Asked::json(owner, with_id(1), &json!({ "name": words("Makan") }))
            }
            (_, "/admin/menu/categories/{id}" | "/admin/menu/categories/{id}/restore") => {
                // The new one is the last, and nothing is in it.
                let newest = self.newest("categories");
                Asked::json(owner, with_id(newest), &nothing)
            }
            (_, "/admin/menu/groups") => {
                let option = json!({ "name": words("Madu"), "price": 3000 });
                let group =
                    json!({ "name": words("Gula"), "min": 0, "max": 1, "options": [option] });
                Asked::json(owner, route, &group)
            }
            ("PUT", "/admin/menu/groups/{id}") => {
                Asked::json(owner, with_id(1), &json!({ "name": words("Pedas") }))
            }
            (_, "/admin/menu/groups/{id}" | "/admin/menu/groups/{id}/restore") => {
                let newest = self.newest("modifier_groups");
                Asked::json(owner, with_id(newest), &nothing)
            }
            (_, "/admin/menu/import") => {
                let mut file = owner.get("/api/v1/admin/menu/export").await.body;
                file["items"][0]["price"] = json!(31_000);
                Asked::json(owner, route, &file)
            }
            _ => return None,
        })
    }

    async fn about_the_shop(&mut self, short: (&str, &str), route: &str) -> Asked {
        let (owner, guest) = (&self.owner, self.app.customer());
        let with_id = |id: i64| route.replace("{id}", &id.to_string());
        let nothing = json!({});
        match short {
            (_, "/admin/tables") => {
                Asked::json(owner, route, &json!({ "tables": ["1", "2", "3"] }))
            }
            (_, "/admin/cards/renew") => {
                let deck = owner.get("/api/v1/admin/cards").await.body;
                self.card = deck["cards"][0].clone();
                Asked::json(owner, route, &json!({ "ids": [self.card["id"]] }))
            }
            (_, "/admin/cards/restore") => {
                let card = json!({ "id": self.card["id"], "token": self.card["token"] });
                Asked::json(owner, route, &json!({ "cards": [card] }))
            }
            (_, "/admin/cards/wifi") => {
                let wifi = json!({ "name": "Warung", "password": "rahasia12" });
                Asked::json(owner, route, &wifi)
            }
            (_, "/admin/settings") => {
                let settings = json!({ "shop_name": "Warung Dewi", "takes_orders": false });
                Asked::json(owner, route, &settings)
            }
            ("PUT", "/admin/logo") => self.picture(route.to_owned()),
            (_, "/admin/backups/place") => {
                let place = self.stick.path().to_str().expect("text");
                Asked::json(owner, route, &json!({ "place": place }))
            }
            ("POST", "/admin/staff") => {
                let sari = json!({ "name": "Sari", "role": "kitchen", "pin": "1234" });
                Asked::json(owner, route, &sari)
            }
            ("PUT", "/admin/staff/{id}") => {
                let id = self.newest("staff");
                Asked::json(owner, with_id(id), &json!({ "name": "Sari Dewi" }))
            }
            (_, "/admin/staff/{id}" | "/admin/staff/{id}/restore") => {
                let id = self.newest("staff");
                Asked::json(owner, with_id(id), &nothing)
            }
            (_, "/admin/devices/{id}") => {
                let devices = owner.get("/api/v1/admin/devices").await.body;
                let devices = devices["devices"].as_array().expect("devices");
                let budis = devices.iter().find(|one| one["staff"]["name"] == "Budi");
                Asked::json(
                    owner,
                    with_id(int(&budis.expect("a device")["id"])),
                    &nothing,
                )
            }
            (_, "/admin/devices/pairing") => {
                Asked::json(owner, route, &json!({ "role": "board", "name": "Papan 2" }))
            }
            (_, "/pair") => {
                let asked = json!({ "role": "board", "name": "Papan" });
                let pairing = "/api/v1/admin/devices/pairing";
                let pairing = owner.post(pairing, &asked).await.body;
                Asked::json(&guest, route, &json!({ "code": pairing["code"] }))
            }
            (_, "/admin/login") => {
                let login = json!({ "name": "Rina", "pin": PIN, "want": "token" });
                Asked::json(&guest, route, &login)
            }
            (_, "/admin/logout") => Asked::json(&self.leaving, route, &nothing),
            (_, "/admin/printed-url") => {
                Asked::json(owner, route, &json!({ "url": "http://siap.test" }))
            }
            _ => Asked::json(owner, route, &nothing),
        }
    }

    /// A picture, as far as anybody looks.
    fn picture(&self, path: String) -> Asked {
        let mut picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        picture.extend([0, 0, 0, 8, 0, 0, 0, 9, 8, 2, 0, 0, 0]);
        Asked {
            by: self.owner.clone(),
            path,
            kind: "image/png",
            body: picture.into(),
        }
    }

    fn file(&self) -> Connection {
        let file = self.app.folder.path().join("siap.db");
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the file")
    }

    fn newest(&self, table: &str) -> i64 {
        let question = format!("select max(id) from {table}");
        let newest = self.file().query_row(&question, [], |row| row.get(0));
        newest.expect("a number")
    }

    /// All that lasts, but for what is random and what time it is.
    fn state(&self) -> Vec<String> {
        let shop = self.file();
        let mut state: Vec<String> = ROWS.iter().flat_map(|rows| told(&shop, rows)).collect();
        for folder in ["photos", "backups", "backups/photos"] {
            let there = files(&self.app.folder.path().join(folder));
            state.push(format!("{there} files in {folder}"));
        }
        state
    }

    /// Waits until it is so.
    async fn comes_to(&self, what: &str, it_is_so: impl Fn(&[String]) -> bool) -> Vec<String> {
        let waiting = async {
            loop {
                let state = self.state();
                if it_is_so(&state) {
                    return state;
                }
                tokio::task::yield_now().await;
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(30), waiting).await;
        waited.unwrap_or_else(|_| panic!("{what}: {:#?}", self.state()))
    }
}

/// What is held against each other.
const ROWS: [&str; 13] = [
    "select id, status, payment_status, rev, total_amount, table_number, cancel_reason from orders",
    "select order_id, id, menu_item_id, quantity, status from order_lines",
    "select order_id, method, amount, tendered, change, paid_to from payments",
    "select seq, order_id, rev, type from events",
    "select id, name, role, pin_hash is null, retired_at is null from staff",
    "select id, staff_id from sessions",
    "select by, subject, subject_id, name, field from changes order by 1, 2, 3, 4, 5",
    "select shop_name, takes_orders, menu_rev, is_set_up, backup_place = '', logo_url from settings",
    "select id, position, name_id, retired_at is null from categories",
    "select id, position, name_id, price, is_available, photo_url, retired_at is null from menu_items",
    "select id, name_id, is_available, retired_at is null from modifier_options
     union all select id, name_id, 0, retired_at is null from modifier_groups",
    "select number, position, retired_at is null,
         (select count(*) from renewed_tokens where table_id = tables.id) from tables",
    "select name, password from wifi",
];

fn told(shop: &Connection, rows: &str) -> Vec<String> {
    let mut question = shop.prepare(rows).expect("a question");
    let columns = question.column_count();
    let told = question.query_map([], |row| {
        let value = |column| match row.get_ref(column) {
            Ok(ValueRef::Integer(number)) => number.to_string(),
            Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            _ => String::new(),
        };
        Ok((0..columns).map(value).collect::<Vec<_>>().join(" | "))
    });
    told.expect("rows").map(|row| row.expect("a row")).collect()
}

fn files(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let finished = |file: &std::fs::DirEntry| {
        let name = file.file_name().to_string_lossy().into_owned();
        !name.contains("unfinished")
    };
    files.filter(finished).count()
}

#[test]
fn every_route_but_get_is_tried_here() {
    let tried: BTreeSet<_> = DAY.iter().chain(&ELSEWHERE).copied().collect();
    let doors = siap::doors().into_iter();
    let changing = doors.filter(|(method, ..)| *method != "GET");
    let changing: BTreeSet<_> = changing.map(|(method, path, _)| (method, path)).collect();
    assert_eq!(tried, changing);
}

#[tokio::test]
async fn a_request_whose_client_vanished_changes_what_one_that_was_answered_changes() {
    let (mut answered, mut dropped) = (Day::begun().await, Day::begun().await);
    let begun = answered.state();
    dropped
        .comes_to("two shops alike", |state| state == begun)
        .await;
    let mut before = begun;
    for (method, route) in DAY {
        answered.asked(method, route).await.answered(method).await;
        let what = format!("{method} {route}");
        let is_new = |state: &[String]| ANSWERS_ONLY.contains(&(method, route)) || state != before;
        let now = answered.comes_to(&what, is_new).await;
        dropped.asked(method, route).await.dropped(method);
        dropped.comes_to(&what, |state| state == now).await;
        before = now;
    }
}

#[tokio::test]
async fn a_first_start_whose_client_vanished_has_an_owner() {
    let app = spawn_new_app().await;
    let code = app.server.setup_code.clone().expect("a code").to_string();
    let first = json!({
        "code": code, "shop_name": "Warung", "locale": "id",
        "owner_name": "Dewi", "pin": PIN, "menu": "starter",
    });
    let phone = app.customer();
    // That one only answers.
    Asked::json(&phone, "/api/v1/setup/code", &json!({ "code": code })).dropped("POST");
    Asked::json(&phone, "/api/v1/setup", &first).dropped("POST");
    let owned = async {
        while phone.get("/api/v1/setup").await.body["open"] == true {
            tokio::task::yield_now().await;
        }
    };
    let owned = tokio::time::timeout(Duration::from_secs(30), owned).await;
    owned.expect("somebody owns it");
    let file = app.folder.path().join("setup-code");
    crate::support::until(|| !file.exists()).await;
    app.owner().await;
}

#[tokio::test]
async fn a_device_is_cut_off_at_once_though_the_owner_who_revoked_it_is_gone() {
    let app = spawn_app().await;
    let (owner, kitchen) = (app.owner().await, app.kitchen().await);
    let mut screen = kitchen.listen("/ws?room=kitchen").await;
    screen.snapshot().await;
    let devices = owner.get("/api/v1/admin/devices").await.body;
    let devices = devices["devices"].as_array().expect("devices");
    let budis = devices.iter().find(|one| one["staff"]["name"] == "Budi");
    let path = format!(
        "/api/v1/admin/devices/{}",
        int(&budis.expect("a device")["id"])
    );
    Asked::json(&owner, path, &json!({})).dropped("DELETE");
    assert_eq!(screen.closes_at_once().await, 4401);
}

#[tokio::test]
async fn a_backup_is_brought_back_though_whoever_asked_for_it_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    shop.customer().order().await;
    let backups = "/api/v1/admin/backups";
    owner.post(backups, &json!({})).await;
    let name = loop {
        let list = owner.get(backups).await.body;
        if let Some(name) = list["backups"][0]["name"].as_str()
            && list["doing"].is_null()
        {
            break name.to_owned();
        }
    };
    shop.customer().order().await;
    let before = shop.customer().get("/api/v1/shop").await.body["epoch"].clone();
    let restore = format!("{backups}/{name}/restore");
    Asked::json(&owner, restore.clone(), &json!({})).dropped("POST");
    // Once more at once: it may find the shop at work or closed, but the backup is whole.
    let again = owner
        .attempt("POST", &restore, "once-more", &json!({}))
        .await;
    let code = again.map(|answer| answer.body["code"].clone());
    assert!(code != Some(json!("backup_damaged")), "{code:?}");
    let mut board = Regular::in_room(shop.customer(), "board".to_owned());
    board
        .shows(|it| !it.epoch.is_empty() && before != it.epoch)
        .await;
    assert_eq!(shop.end("-TERM").await, Some(0));
    let file = Connection::open(folder.path().join("siap.db")).expect("the file");
    let orders = told(&file, "select count(*) from orders");
    assert_eq!(orders, ["1"]);
}
