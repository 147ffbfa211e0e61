//! The whole menu as a file: out, in, and in for show.

use bytes::Bytes;
use http_body_util::Full;
use serde_json::{Value, json};

use crate::support::{Caller, NASI_GORENG, int, nasi_goreng, spawn_app};

async fn export(owner: &Caller) -> Value {
    let answer = owner.get("/api/v1/admin/menu/export").await;
    let disposition = answer.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"siap-menu-"),
        "{disposition}"
    );
    answer.body
}

async fn import(owner: &Caller, file: &Value, query: &str) -> Value {
    let path = format!("/api/v1/admin/menu/import{query}");
    let answer = owner.post(&path, file).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

#[tokio::test]
async fn a_menu_taken_out_and_brought_in_again_is_the_same_menu() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let station = json!({ "station": "wok" });
    owner
        .put(&format!("/api/v1/admin/menu/{NASI_GORENG}"), &station)
        .await;
    let before = owner.get("/api/v1/admin/menu").await.body;
    let rev = &before["rev"];
    let file = export(&owner).await;
    let report = import(&owner, &file, "").await;
    let items = file["items"].as_array().map(Vec::len).expect("items");
    assert_eq!(
        report,
        json!({ "rev": rev, "added": 0, "changed": 0, "retired": 0, "unchanged": items, "items": [],
                "changes_more": false })
    );
    assert_eq!(owner.get("/api/v1/admin/menu").await.body, before);

    // Another shop gets the same menu from it.
    let other = spawn_app().await;
    let other_owner = other.owner().await;
    import(&other_owner, &file, "").await;
    assert_eq!(export(&other_owner).await, file);
}

#[tokio::test]
async fn a_file_changes_what_it_names_and_retires_what_it_leaves_out() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let mut file = export(&owner).await;
    let items = file["items"].as_array_mut().expect("items");
    let all = items.len();
    items[0]["price"] = json!(25_000);
    let gone = items.remove(1);
    let category = items[0]["category"].clone();
    items.insert(
        0,
        json!({ "category": category, "name": { "id": "Nasi Uduk" }, "price": 15_000 }),
    );
    let before = owner.get("/api/v1/admin/menu").await.body;
    let mut phone = customer.listen("/ws?room=menu").await;
    phone.snapshot().await;

    // For show first: told what would be, and nothing is.
    let name = |id: &str, en: &str| json!({ "id": id, "en": en });
    let mut expected = json!({
        "rev": before["rev"], "added": 1, "changed": 1, "retired": 1, "unchanged": all - 2, "changes_more": false,
        "items": [
            { "name": name("Nasi Uduk", ""), "change": "added" },
            { "name": name("Nasi Goreng Kampung", "Village fried rice"), "change": "changed",
              "prices": [{ "level": null, "before": 20_000, "after": 25_000 }] },
            { "name": gone["name"], "change": "retired" },
        ],
    });
    assert_eq!(import(&owner, &file, "?dry_run=true").await, expected);
    assert_eq!(owner.get("/api/v1/admin/menu").await.body, before);

    expected["rev"] = json!(int(&before["rev"]) + 1);
    assert_eq!(import(&owner, &file, "").await, expected);
    // The first thing the phone hears is the change itself.
    let told = phone.hears_next("menu_update").await["data"].clone();
    assert_eq!(told["items"].as_array().map(Vec::len), Some(2), "{told}");
    assert_eq!(told["categories"][0]["items"][1], NASI_GORENG);
    // The same dish under the same number, at its new price.
    assert_eq!(
        customer.order_of(&nasi_goreng()).await["total_amount"],
        25_000
    );
    let after = owner.get("/api/v1/admin/menu").await.body;
    assert_eq!(after["retired_items"][0]["name"], gone["name"]);

    // In the next file it is the same dish again, and not a new one.
    let mut whole = export(&owner).await;
    whole["items"].as_array_mut().expect("items").push(gone);
    assert_eq!(import(&owner, &whole, "").await["added"], 1);
    let again = owner.get("/api/v1/admin/menu").await.body;
    assert_eq!(again["retired_items"], json!([]));
    let last = again["categories"][0]["items"].as_array().expect("items");
    assert_eq!(last[last.len() - 1]["id"], after["retired_items"][0]["id"]);
}

#[tokio::test]
async fn a_file_that_makes_no_menu_is_refused_with_the_place_and_changes_nothing() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let good = export(&owner).await;
    let path = "/api/v1/admin/menu/import";
    let edited = |place: &str, value: Value| {
        let mut file = good.clone();
        *file.pointer_mut(place).expect("a place") = value;
        file
    };
    for (file, place) in [
        (edited("/siap_menu", json!(2)), "siap_menu"),
        (edited("/items", json!([])), "items"),
        (edited("/items/3/price", json!(-5)), "items[3].price"),
        (edited("/items/2/category", json!("?")), "items[2].category"),
        (
            edited("/items/0/modifier_groups", json!(["?"])),
            "items[0].modifier_groups",
        ),
        (
            edited("/categories/1/name/id", json!("")),
            "categories[1].name",
        ),
        (
            edited("/modifier_groups/0/options", json!([])),
            "modifier_groups[0].options",
        ),
        (
            edited("/categories/1/id", good["categories"][0]["id"].clone()),
            "categories[1].id",
        ),
    ] {
        let answer = owner.post(path, &file).await;
        assert_eq!(
            (answer.status, answer.code()),
            (422, "unfit_menu"),
            "{place}"
        );
        assert_eq!(answer.body["field"], place);
    }
    let answer = owner.post(path, &json!({ "items": [] })).await;
    assert_eq!((answer.status, answer.code()), (400, "bad_fields"));
    let answer = owner.post(&format!("{path}?dry_run=maybe"), &good).await;
    assert_eq!((answer.status, answer.code()), (400, "bad_query"));
    assert_eq!(export(&owner).await, good);
}

#[tokio::test]
async fn a_menu_larger_than_other_bodies_comes_in_and_there_is_an_end() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let dishes = |count: usize| {
        let items: Vec<_> = (0..count)
            .map(|i| {
                let name = format!("Hidangan {i} {}", "lezat ".repeat(6));
                let description = "x".repeat(150);
                json!({ "category": "c", "name": { "id": name },
                        "description": { "id": description }, "price": i })
            })
            .collect();
        let category = json!({ "id": "c", "name": { "id": "Semua" }, "station": "dapur" });
        json!({ "categories": [category], "items": items })
    };
    let report = import(&owner, &dishes(1000), "").await;
    assert_eq!(int(&report["added"]), 1000);
    let answer = owner.post("/api/v1/admin/menu/import", &dishes(5000)).await;
    assert_eq!((answer.status, answer.code()), (413, "too_large"));
}

#[tokio::test]
async fn a_full_menu_takes_no_item_more_and_says_how_many_fit() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let good = export(&owner).await;
    let path = "/api/v1/admin/menu/import";
    let of_items = |n: usize| {
        let mut file = good.clone();
        let item = |i| json!({ "category": good["categories"][0]["id"], "name": { "id": format!("Menu {i}") }, "price": 1000 });
        file["items"] = (0..n).map(item).collect();
        file
    };

    let answer = owner.post(path, &of_items(2_001)).await;
    assert_eq!((answer.status, answer.code()), (422, "menu_full"));
    let answer = owner.post(path, &of_items(2_000)).await;
    assert_eq!(answer.status, 200);
    let full = export(&owner).await;

    let item = json!({ "category_id": 1, "name": { "id": "Teh" }, "price": 4000 });
    for refused in [
        owner.post("/api/v1/admin/menu", &item).await,
        owner.post("/api/v1/admin/menu/1/restore", &json!({})).await,
    ] {
        assert_eq!((refused.status, refused.code()), (422, "menu_full"));
        let detail = refused.body["detail"].as_str().expect("words");
        assert!(detail.contains("2000"), "{detail}");
    }
    assert_eq!(export(&owner).await, full);
}

#[tokio::test]
async fn a_name_that_reads_the_same_is_the_same_dish() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let good = export(&owner).await;
    let before = owner.get("/api/v1/admin/menu").await.body;
    // As a spreadsheet, a text processor and a phone spell it: every name of the file, in every list.
    for (space, mark) in [
        ("\u{a0}", ""),
        ("  ", ""),
        ("\u{2009}\u{202f}", ""),
        (" ", "\u{200b}"),
        (" ", "\u{feff}"),
        (" ", "\u{ad}\u{2060}"),
    ] {
        let mut file = good.clone();
        for list in ["categories", "modifier_groups", "items"] {
            for thing in file[list].as_array_mut().expect("a list") {
                respell(&mut thing["name"]["id"], space, mark);
                for option in thing["options"].as_array_mut().into_iter().flatten() {
                    respell(&mut option["name"]["id"], space, mark);
                }
            }
        }
        assert_ne!(file, good);
        let report = import(&owner, &file, "").await;
        assert_eq!(report["items"], json!([]), "{space:?} {mark:?}");
        assert_eq!(owner.get("/api/v1/admin/menu").await.body, before);
    }
    // What is new is kept as it reads.
    let mut file = good.clone();
    let category = good["items"][0]["category"].clone();
    let name = json!({ "id": " Es\u{a0}Teh\u{200b}  Tarik ", "en": "Pulled\u{a0}tea" });
    let item = json!({ "category": category, "name": name, "price": 1 });
    file["items"].as_array_mut().expect("a list").push(item);
    import(&owner, &file, "").await;
    let kept = export(&owner).await;
    let kept = kept["items"].as_array().expect("a list");
    let kept = kept.iter().map(|item| &item["name"]);
    let expected = json!({ "id": "Es Teh Tarik", "en": "Pulled tea" });
    assert_eq!(kept.filter(|name| **name == expected).count(), 1);
    assert_eq!(import(&owner, &file, "").await["items"], json!([]));
}

fn respell(name: &mut Value, space: &str, mark: &str) {
    let spelt = name.as_str().expect("a name").replace(' ', space);
    *name = format!("{mark}{spelt}{mark}").into();
}

#[tokio::test]
async fn a_byte_order_mark_before_the_file_is_no_part_of_it() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let file = export(&owner).await;
    let marked = Bytes::from(format!("\u{feff}{file}"));
    let headers = [("content-type", "application/json")];
    let path = "/api/v1/admin/menu/import";
    let answer = owner.send("POST", path, &headers, Full::new(marked)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["items"], json!([]));
    // One is enough, and alone it is nothing.
    for body in [format!("\u{feff}\u{feff}{file}"), "\u{feff}".to_owned()] {
        let body = Full::new(Bytes::from(body));
        let answer = owner.send("POST", path, &headers, body).await;
        assert_eq!((answer.status, answer.code()), (400, "bad_json"));
    }
}
