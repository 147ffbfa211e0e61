//! The menu changed as a whole, by a file, a table or prices in bulk, and put back: exactly, of the revision that was
//! looked at, and once however often it is asked for.

use bytes::Bytes;
use http_body_util::Full;
use serde_json::{Value, json};

use crate::support::{Answer, Caller, NASI_GORENG, TestApp, spawn_app};

const MENU: &str = "/api/v1/admin/menu";
const EXPORT: &str = "/api/v1/admin/menu/export";

/// What is changed as a whole.
enum Whole {
    File(Value),
    Table(String),
    Prices(Value),
    Undo,
}

async fn ask(owner: &Caller, whole: &Whole, query: &str) -> Answer {
    let path = |what: &str| format!("{MENU}/{what}?{query}");
    match whole {
        Whole::File(file) => owner.post(&path("import"), file).await,
        Whole::Prices(prices) => owner.post(&path("prices"), prices).await,
        Whole::Undo => owner.post(&path("undo"), &json!({})).await,
        Whole::Table(table) => {
            let headers = [("content-type", "text/csv")];
            let body = Full::new(Bytes::from(table.clone()));
            owner.send("POST", &path("import"), &headers, body).await
        }
    }
}

/// Seen first, then done as it was seen; the revision that it made.
async fn done(owner: &Caller, whole: &Whole) -> i64 {
    let seen = ask(owner, whole, "dry_run=true").await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    let rev = &seen.body["rev"];
    let answer = ask(owner, whole, &format!("expected_rev={rev}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut told = answer.body.clone();
    told["rev"] = rev.clone();
    assert_eq!(told, seen.body);
    answer.body["rev"].as_i64().expect("a revision")
}

async fn csv(owner: &Caller) -> String {
    let answer = owner.get(&format!("{EXPORT}?format=csv")).await;
    String::from_utf8(answer.bytes.to_vec()).expect("text")
}

async fn set(owner: &Caller, path: &str, to: Value) {
    let answer = owner.put(path, &to).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// All that can be read of the menu but its revision, and what was taken off it when these numbers were not yet given.
async fn read(app: &TestApp, owner: &Caller, items: i64) -> Value {
    let mut editor = owner.get(MENU).await.body;
    editor["rev"] = Value::Null;
    let retired = editor["retired_items"].as_array_mut().expect("a list");
    retired.retain(|item| item["id"].as_i64().expect("a number") <= items);
    let export = owner.get(EXPORT).await.body;
    let guests = app.customer().get("/api/v1/menu").await.body;
    json!([editor, export, guests])
}

fn newest_item(app: &TestApp) -> i64 {
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let newest = file.query_row("select max(id) from menu_items", [], |row| row.get(0));
    newest.expect("a number")
}

/// A menu with all that a file or a table can leave out.
async fn odd_menu(owner: &Caller) {
    let item = |id: i64| format!("{MENU}/{id}");
    set(
        owner,
        "/api/v1/admin/price-levels/gofood",
        json!({ "is_on": true }),
    )
    .await;
    let prices = json!({ "gofood": 25_000, "take_away": 21_000 });
    set(owner, &item(NASI_GORENG), json!({ "level_prices": prices })).await;
    set(
        owner,
        &item(3),
        json!({ "tax_class": "vat", "station": "wok" }),
    )
    .await;
    set(
        owner,
        &format!("{MENU}/categories/1"),
        json!({ "served": "06:00-10:30" }),
    )
    .await;
    let gone = json!({ "is_available": false, "until": "tomorrow" });
    set(owner, &format!("{}/availability", item(4)), gone.clone()).await;
    set(owner, &format!("{MENU}/options/1/availability"), gone).await;
    // What was taken off before: an item, a choice and an option.
    let group = owner.get(MENU).await.body["modifier_groups"][1]["id"].clone();
    for path in [item(5), format!("{MENU}/groups/{group}")] {
        let answer = owner.delete(&path).await;
        assert!(answer.status < 300, "{}", answer.body);
    }
}

/// Files that take off, add, change and leave out.
fn files(whole: &Value) -> Vec<Value> {
    let edited = |edit: &dyn Fn(&mut Value)| {
        let mut file = whole.clone();
        edit(&mut file);
        file
    };
    let list = |file: &mut Value, of: &str| {
        std::mem::take(&mut file[of])
            .as_array_mut()
            .map(std::mem::take)
            .expect("a list")
    };
    let fewer = edited(&|file| {
        let mut items = list(file, "items");
        items.drain(1..4);
        file["items"] = items.into();
    });
    let one_category = edited(&|file| {
        let categories = list(file, "categories");
        let kept = categories[1].clone();
        let items = list(file, "items");
        let items = items
            .into_iter()
            .filter(|item| item["category"] == kept["id"]);
        file["items"] = items.collect();
        file["categories"] = json!([kept]);
    });
    let no_choices = edited(&|file| {
        file["modifier_groups"] = json!([]);
        for item in file["items"].as_array_mut().expect("a list") {
            item["modifier_groups"] = json!([]);
        }
    });
    let all_other = edited(&|file| {
        for (item, price) in file["items"]
            .as_array_mut()
            .expect("a list")
            .iter_mut()
            .zip(1..)
        {
            item["price"] = json!(price * 1_000);
            item["is_available"] = json!(price % 2 == 0);
            item["tax_class"] = json!("untaxed");
            item["level_prices"] = json!({ "grabfood": 9_000 });
            item["station"] = json!("lain");
            item["description"] = json!({ "id": "Lain", "en": "Other" });
        }
        for category in file["categories"].as_array_mut().expect("a list") {
            category["served"] = json!("11:00-15:00");
        }
        for group in file["modifier_groups"].as_array_mut().expect("a list") {
            let option = json!({ "name": { "id": "Baru" }, "price": 1_000 });
            group["options"] = json!([option]);
            (group["min"], group["max"]) = (json!(0), json!(1));
        }
        file["categories"].as_array_mut().expect("a list").reverse();
        file["items"].as_array_mut().expect("a list").reverse();
    });
    let another = json!({
        "categories": [{ "id": "c", "name": { "id": "Kue" }, "station": "dapur" }],
        "items": [{ "category": "c", "name": { "id": "Serabi" }, "price": 5_000 }],
    });
    vec![fewer, one_category, no_choices, all_other, another]
}

#[tokio::test]
async fn whatever_changes_the_menu_as_a_whole_is_undone_exactly_and_undoing_is_undone_too() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    odd_menu(&owner).await;
    let table = csv(&owner).await;
    let head = table.lines().next().expect("headings");
    let mut changes: Vec<_> = files(&owner.get(EXPORT).await.body)
        .into_iter()
        .map(Whole::File)
        .collect();
    changes.extend([
        Whole::Prices(json!({ "by_bp": 1_000, "step": 500 })),
        Whole::Prices(json!({ "by_amount": 2_000, "step": 500, "level": "grabfood" })),
        // A new category, one that came back, what was sold out, and a price at a level that is off.
        Whole::Table(table.replace(";habis;", ";ya;") + "menu;;Jajanan;Serabi;;5000\r\n"),
        Whole::Table("Nomor;Nama;Harga;Harga GrabFood\r\n5;Kembali;7000;8000\r\n".to_owned()),
        Whole::Table(format!("{head}\r\nmenu;;Jajanan;Lupis;;6000\r\n")),
    ]);
    for (change, at) in changes.iter().zip(0..) {
        let items = newest_item(&app);
        let before = read(&app, &owner, items).await;
        let rev = done(&owner, change).await;
        let after_items = newest_item(&app);
        let after = read(&app, &owner, after_items).await;
        assert_ne!(after[1], before[1], "{at}");
        assert_eq!(done(&owner, &Whole::Undo).await, rev + 1);
        assert_eq!(read(&app, &owner, items).await, before, "{at}");
        done(&owner, &Whole::Undo).await;
        assert_eq!(read(&app, &owner, after_items).await, after, "{at}");
        done(&owner, &Whole::Undo).await;
        assert_eq!(read(&app, &owner, items).await, before, "{at}");
    }
}

#[tokio::test]
async fn the_owners_own_file_of_before_puts_back_what_a_file_leaves_out_too() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    odd_menu(&owner).await;
    let file = owner.get(EXPORT).await.body;
    let before = owner.get(MENU).await.body;
    for other in files(&file) {
        done(&owner, &Whole::File(other)).await;
        done(&owner, &Whole::File(file.clone())).await;
        let now = owner.get(MENU).await.body;
        for part in ["categories", "modifier_groups"] {
            assert_eq!(now[part], before[part]);
        }
    }
}

#[tokio::test]
async fn a_change_as_a_whole_is_of_the_menu_that_was_looked_at() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let mut file = owner.get(EXPORT).await.body;
    file["items"][0]["price"] = json!(31_000);
    let table = csv(&owner).await.replace(";18000;", ";19000;") + "menu;;Kue;Serabi;;5000\r\n";
    let prices = json!({ "by_bp": 1_000, "step": 500 });
    let sold_out = json!({ "is_available": false });
    for (change, at) in [
        Whole::File(file),
        Whole::Table(table),
        Whole::Prices(prices),
        Whole::Undo,
    ]
    .iter()
    .zip(2..)
    {
        let seen = ask(&owner, change, "dry_run=true").await.body["rev"].clone();
        set(
            &owner,
            &format!("{MENU}/{at}/availability"),
            sold_out.clone(),
        )
        .await;
        let before = owner.get(MENU).await.body;
        let late = ask(&owner, change, &format!("expected_rev={seen}")).await;
        assert_eq!((late.status, late.code()), (409, "menu_moved_on"));
        let shown = ask(&owner, change, &format!("expected_rev={seen}&dry_run=true")).await;
        assert_eq!((shown.status, shown.code()), (409, "menu_moved_on"));
        assert_eq!(owner.get(MENU).await.body, before);
        done(&owner, change).await;
    }
    // Done twice these are something else, so they must say of which menu they are.
    for change in [
        Whole::Prices(json!({ "by_bp": 1_000, "step": 500 })),
        Whole::Undo,
    ] {
        let answer = ask(&owner, &change, "").await;
        assert_eq!((answer.status, answer.code()), (400, "bad_query"));
    }
    let fresh = spawn_app().await;
    let answer = ask(&fresh.owner().await, &Whole::Undo, "dry_run=true").await;
    assert_eq!((answer.status, answer.code()), (409, "menu_moved_on"));
    for caller in [app.cashier().await, app.kitchen().await] {
        assert_eq!(ask(&caller, &Whole::Undo, "dry_run=true").await.status, 403);
    }
}

#[tokio::test]
async fn one_whose_answer_was_lost_is_answered_again_and_not_done_twice() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let prices = Whole::Prices(json!({ "by_bp": 1_000, "step": 500 }));
    let undo = Whole::Undo;
    for change in [&prices, &undo, &prices] {
        let rev = owner.get(MENU).await.body["rev"].clone();
        let query = format!("expected_rev={rev}");
        let first = ask(&owner, change, &query).await;
        assert_eq!(first.status, 200, "{}", first.body);
        // Others go on meanwhile.
        let sold_out = json!({ "is_available": rev.as_i64().expect("a number") % 2 == 0 });
        set(&owner, &format!("{MENU}/2/availability"), sold_out).await;
        let now = owner.get(MENU).await.body;
        let again = ask(&owner, change, &query).await;
        assert_eq!((again.status, &again.body), (200, &first.body));
        assert_eq!(owner.get(MENU).await.body, now);
    }
}

#[tokio::test]
async fn a_table_shows_the_marks_that_it_changes_and_keeps_when_the_others_are_back() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let table = csv(&owner).await;
    let until = json!({ "is_available": false, "until": "tomorrow" });
    for id in [2, 3] {
        set(&owner, &format!("{MENU}/{id}/availability"), until.clone()).await;
    }
    let items = async || {
        let menu = app.customer().get("/api/v1/menu").await.body;
        let categories = menu["categories"].as_array().expect("categories").clone();
        let of = |category: Value| category["items"].as_array().expect("items").clone();
        let all = categories.into_iter().flat_map(of);
        all.filter(|item| item["id"] == 2 || item["id"] == 3)
            .collect::<Vec<_>>()
    };
    let before = items().await;
    let third = format!("menu;{};", before[1]["id"]);
    let line = table.lines().find(|line| line.starts_with(&third));
    let line = line.expect("a row");
    // As it was downloaded before, but one that is sold out there, too.
    let older = table.replace(line, &line.replace(";ya;", ";habis;"));
    let shown = ask(&owner, &Whole::Table(older.clone()), "dry_run=true").await;
    let moved = shown.body["items"].as_array().expect("items");
    assert_eq!(moved.len(), 1, "{moved:?}");
    let marks = json!({ "before": false, "after": true });
    assert_eq!(moved[0]["available"], marks);
    done(&owner, &Whole::Table(older)).await;
    let after = items().await;
    assert_eq!(after[0].get("back_at"), None);
    assert_eq!(after[1], before[1]);
    assert_ne!(after[1]["back_at"], Value::Null);
}

#[tokio::test]
async fn a_price_beyond_the_highest_is_refused_by_the_items_name() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let rise = Whole::Prices(json!({ "by_amount": 1_000_000_000, "step": 500 }));
    let answer = ask(&owner, &rise, "dry_run=true").await;
    assert_eq!((answer.status, answer.code()), (422, "price_too_high"));
    let said = answer.body["details"]["id"].as_str().expect("words");
    assert!(
        said.contains("Nasi Goreng Kampung") && said.contains("1.000.000.000"),
        "{said}"
    );
}
