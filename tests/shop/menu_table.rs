//! The menu as a table for spreadsheets: out, in, and in for show; and prices in bulk, which a table puts back.

use bytes::Bytes;
use http_body_util::Full;
use serde_json::{Value, json};

use crate::support::{Answer, Caller, NASI_GORENG, nasi_goreng, spawn_app};

const EXPORT: &str = "/api/v1/admin/menu/export?format=csv";
const IMPORT: &str = "/api/v1/admin/menu/import";
const LEVELS: &str = "/api/v1/admin/price-levels";

async fn csv(owner: &Caller, path: &str) -> String {
    let answer = owner.get(path).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    String::from_utf8(answer.bytes.to_vec()).expect("text")
}

async fn send(by: &Caller, file: &str, query: &str) -> Answer {
    let headers = [("content-type", "text/csv; charset=utf-8")];
    let body = Full::new(Bytes::from(file.to_owned()));
    by.send("POST", &format!("{IMPORT}{query}"), &headers, body)
        .await
}

async fn done(owner: &Caller, file: &str, query: &str) -> Value {
    let answer = send(owner, file, query).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

async fn menu(owner: &Caller) -> Value {
    let mut menu = owner.get("/api/v1/admin/menu").await.body;
    menu["rev"] = Value::Null;
    menu
}

/// The file with a cell of the row that begins so changed.
fn edited(file: &str, row: &str, from: &str, to: &str) -> String {
    let line = file
        .lines()
        .find(|line| line.starts_with(row))
        .expect("a row");
    assert!(line.contains(from), "{line}");
    file.replace(line, &line.replace(from, to))
}

#[tokio::test]
async fn the_menus_own_table_changes_nothing_by_whichever_sign_it_is_separated() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    owner
        .put(&format!("{LEVELS}/gofood"), &json!({ "is_on": true }))
        .await;
    let odd = json!({
        "name": { "id": "=Nasi; \"spesial\", '+1" }, "station": "wok", "level_prices": { "gofood": 25_000 },
        "description": { "id": "-", "en": "'@x" },
    });
    let changed = owner
        .put(&format!("/api/v1/admin/menu/{NASI_GORENG}"), &odd)
        .await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let before = menu(&owner).await;

    let file = csv(&owner, EXPORT).await;
    assert!(
        file.starts_with("\u{feff}Jenis;Nomor;Kategori;Nama;"),
        "{file}"
    );
    assert!(
        file.contains(";Harga;Harga Bungkus;Harga GoFood;") || file.contains("Harga GoFood"),
        "{file}"
    );
    // No spreadsheet calculates it.
    assert!(file.contains("'=Nasi;"), "{file}");
    owner
        .patch("/api/v1/admin/settings", &json!({ "locale": "en" }))
        .await;
    let english = csv(&owner, EXPORT).await;
    assert!(
        english.starts_with("\u{feff}Kind,Number,Category,Name,"),
        "{english}"
    );
    let for_programs = csv(&owner, "/api/v1/admin/export/menu?format=csv").await;
    let bare = file.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    for file in [&file, &english, &bare, &for_programs] {
        let report = done(&owner, file, "").await;
        assert_eq!(
            (
                &report["added"],
                &report["changed"],
                &report["retired"],
                &report["changes_more"]
            ),
            (&json!(0), &json!(0), &json!(0), &json!(false)),
            "{report}"
        );
        assert_eq!(menu(&owner).await, before);
    }
}

#[tokio::test]
async fn an_edited_table_is_shown_first_then_done_and_the_one_before_puts_all_of_it_back() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    owner
        .put(&format!("{LEVELS}/gofood"), &json!({ "is_on": true }))
        .await;
    let (file, before) = (csv(&owner, EXPORT).await, menu(&owner).await);
    let dish = format!("menu;{NASI_GORENG};");
    let line = file
        .lines()
        .find(|line| line.starts_with(&dish))
        .expect("a row")
        .to_owned();
    let cells: Vec<&str> = line.split(';').collect();
    let [name, english, price] = [cells[3], cells[4], cells[5]];
    let new_line = line.replace(name, "Nasi Goreng Rumah").replacen(
        &format!(";{price};;;"),
        ";Rp 21.000;;25,000;",
        1,
    );
    assert!(new_line.contains("25,000"), "{new_line}");
    let gone = file.lines().nth(2).expect("a row").to_owned();
    let mut gone_name = gone.split(';').skip(3);
    let (gone_name, gone_english) = (gone_name.next(), gone_name.next());
    let edited = file
        .replace(&line, &new_line)
        .replace(&gone, "menu;;Jajanan;Serabi;;5000");

    let expected = json!([
        { "name": { "id": "Serabi", "en": "" }, "change": "added" },
        { "name": { "id": "Nasi Goreng Rumah", "en": english }, "change": "changed",
          "was": { "id": name, "en": english }, "prices": [
            { "level": null, "before": price.parse::<i64>().expect("a price"), "after": 21_000 },
            { "level": "gofood", "before": null, "after": 25_000 },
        ] },
        { "name": { "id": gone_name, "en": gone_english }, "change": "retired" },
    ]);
    let shown = done(&owner, &edited, "?dry_run=true").await;
    assert_eq!(shown["items"], expected);
    assert_eq!(menu(&owner).await, before);

    assert_eq!(done(&owner, &edited, "").await["items"], expected);
    // The same dish under the same number, by its new name and at its new price.
    let order = customer.order_of(&nasi_goreng()).await;
    assert_eq!(order["total_amount"], 21_000);
    let after = menu(&owner).await;
    assert_eq!(after["retired_items"].as_array().map(Vec::len), Some(1));

    let back = done(&owner, &file, "").await;
    assert_eq!(
        (&back["added"], &back["changed"], &back["retired"]),
        (&json!(1), &json!(1), &json!(1))
    );
    let mut now = menu(&owner).await;
    // What the table brought in is off the menu again, and its category empty.
    now["retired_items"] = before["retired_items"].clone();
    let categories = now["categories"].as_array_mut().expect("categories");
    categories.retain(|category| category["name"]["id"] != "Jajanan");
    assert_eq!(now, before);
}

#[tokio::test]
async fn a_table_that_is_not_fit_names_line_and_column_and_changes_nothing_for_any_of_the_staff() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let (file, before) = (csv(&owner, EXPORT).await, menu(&owner).await);
    let dish = format!("menu;{NASI_GORENG};");
    let line = file
        .lines()
        .position(|line| line.starts_with(&dish))
        .expect("a row")
        + 1;
    let answer = send(&owner, &edited(&file, &dish, ";ya;", ";mungkin;"), "").await;
    assert_eq!((answer.status, answer.code()), (422, "table_no_answer"));
    assert_eq!(answer.body["field"], "Ada");
    let said = answer.body["details"]["id"].as_str().expect("words");
    assert!(
        said.contains(&format!("Baris {line},")) && said.contains("mungkin"),
        "{said}"
    );

    for (file, code) in [
        (
            "Kategori,Nama,Harga\nKopi,Kopi,15,000\n".to_owned(),
            "table_too_many_cells",
        ),
        (file.replace(&dish, "menu;999;"), "table_unknown_id"),
        ("Nama;Harga\n".to_owned(), "unfit_menu"),
        (json!({ "items": [] }).to_string(), "table_no_headings"),
        (
            format!("Kategori;Nama;Harga\n{}", "Kopi;Kopi;1\n".repeat(2_001)),
            "menu_full",
        ),
    ] {
        let answer = send(&owner, &file, "").await;
        assert_eq!(
            (answer.status, answer.code()),
            (422, code),
            "{}",
            answer.body
        );
    }
    let long = format!("{file}{}", "\r\n".repeat(600_000));
    assert_eq!(send(&owner, &long, "").await.status, 413);
    for caller in [app.cashier().await, app.waiter().await, app.kitchen().await] {
        assert_eq!(send(&caller, &file, "").await.status, 403);
        assert_eq!(caller.get(EXPORT).await.status, 403);
    }
    assert_eq!(send(&app.customer(), &file, "").await.status, 401);
    let answer = owner.get("/api/v1/admin/menu/export?format=xlsx").await;
    assert_eq!((answer.status, answer.code()), (400, "bad_query"));
    assert_eq!(menu(&owner).await, before);
}

#[tokio::test]
async fn prices_in_bulk_are_shown_then_done_and_put_back_by_the_table_of_before() {
    const PRICES: &str = "/api/v1/admin/menu/prices";
    let app = spawn_app().await;
    let owner = app.owner().await;
    let gofood = json!({ "is_on": true, "markup_bp": 2_000, "markup_step": 500 });
    owner.put(&format!("{LEVELS}/gofood"), &gofood).await;
    let (file, before) = (csv(&owner, EXPORT).await, menu(&owner).await);
    let category = before["categories"][0].clone();
    let dishes = category["items"].as_array().expect("items");
    let up = json!({ "category_id": category["id"], "by_bp": 1_000, "step": 500 });
    let shown = owner.post(&format!("{PRICES}?dry_run=true"), &up).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert_eq!(menu(&owner).await, before);
    let of_it = format!("{PRICES}?expected_rev={}", shown.body["rev"]);
    let changed = owner.post(&of_it, &up).await;
    assert_eq!(
        (changed.status, &changed.body["items"]),
        (200, &shown.body["items"])
    );
    assert_eq!(changed.body["changed"].as_u64(), Some(dishes.len() as u64));
    let now = menu(&owner).await;
    for (old, new) in dishes
        .iter()
        .zip(now["categories"][0]["items"].as_array().expect("items"))
    {
        let price = old["price"].as_i64().expect("a price");
        // To the nearest five hundred, half up.
        assert_eq!(new["price"], (price * 11 + 2_500) / 5_000 * 500, "{old}");
    }
    assert_eq!(now["categories"][1], before["categories"][1]);
    // What nasi goreng costs there is Rp20.000 by 22.000 with 20 %: 26.500, and own from now on.
    let there = json!({ "level": "gofood", "by_amount": -1_500, "step": 1_000 });
    let of_it = format!("{PRICES}?expected_rev={}", changed.body["rev"]);
    let report = owner.post(&of_it, &there).await.body;
    let moves = report["items"][0]["prices"].clone();
    assert_eq!(
        moves,
        json!([{ "level": "gofood", "before": null, "after": 25_000 }])
    );

    for (field, value, code) in [
        ("step", json!(250), "unfit_menu"),
        ("category_id", json!(999), "unfit_menu"),
        ("level", json!("nowhere"), "unfit_menu"),
        ("by_amount", json!(-1_000_000), "price_too_low"),
        ("by_amount", json!(1_000_000_000), "price_too_high"),
    ] {
        let mut wrong = json!({ "by_amount": 500, "step": 500 });
        wrong[field] = value;
        let of_it = format!("{PRICES}?expected_rev={}", report["rev"]);
        let answer = owner.post(&of_it, &wrong).await;
        assert_eq!((answer.status, answer.code()), (422, code), "{wrong}");
    }
    for caller in [app.cashier().await, app.waiter().await, app.kitchen().await] {
        assert_eq!(caller.post(PRICES, &there).await.status, 403);
    }
    done(&owner, &file, "").await;
    assert_eq!(menu(&owner).await, before);
}
