//! Texts that people read: one rule for all of them, on every route.

use serde_json::{Value, json};

use siap::{domain::Role, store};

use crate::support::{Ended, NASI_GORENG, PIN, nasi_goreng, run, spawn_app, spawn_new_app, uid};

/// Nothing visible: zero-width marks, fillers, an empty Braille pattern, spaces of other widths.
const NOTHING: &str = "\u{200b}\u{200d} \u{3164}\u{2800}\u{a0}\u{2060}";
/// A name as it comes out of a message or a spreadsheet, and as it is kept.
const COPIED: &str = "\u{feff}Bu\u{200b}di\u{a0}\u{2009} Se\u{ad}tia\u{200e}";
const KEPT: &str = "Budi Setia";

fn at(mut body: Value, place: &str, text: &str) -> Value {
    let (parent, name) = place.rsplit_once('/').expect("a pointer");
    body.pointer_mut(parent).expect("a parent")[name] = text.into();
    body
}

#[tokio::test]
async fn a_text_with_nothing_to_see_in_it_is_no_text() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());

    // What may be left out is left out.
    for place in ["/customer_name", "/note", "/table_number", "/items/0/note"] {
        let order = at(nasi_goreng(), place, NOTHING);
        let placed = customer.order_of(&order).await;
        let there = place.replace("items", "lines");
        assert_eq!(placed.pointer(&there), Some(&Value::Null), "{place}");
    }
    // What may not is refused.
    let words = json!({ "id": NOTHING });
    let option = json!({ "name": { "id": "Manis" }, "price": 0 });
    let group = json!({ "name": { "id": "Gula" }, "options": [option] });
    let file = owner.get("/api/v1/admin/menu/export").await.body;
    let cashier = json!({ "name": NOTHING, "role": "cashier", "pin": "1234" });
    let dish = format!("/api/v1/admin/menu/{NASI_GORENG}");
    let placed = customer.order_of(&nasi_goreng()).await;
    let status = format!("/api/v1/admin/orders/{}/status", uid(&placed));
    let people = owner.get("/api/v1/admin/staff").await.body;
    let rina = format!("/api/v1/admin/staff/{}", people["staff"][0]["id"]);
    #[rustfmt::skip]
    let refused = [
        ("PUT", status.as_str(), json!({ "status": "cancelled", "reason": NOTHING }), "reason_missing"),
        ("POST", "/api/v1/admin/staff", cashier, "unfit_name"),
        ("PUT", &rina, json!({ "name": NOTHING }), "unfit_name"),
        ("POST", "/api/v1/admin/devices/pairing", json!({ "name": NOTHING, "role": "kitchen" }), "unfit_name"),
        ("PATCH", "/api/v1/admin/settings", json!({ "shop_name": NOTHING }), "unfit_setting"),
        ("PUT", "/api/v1/admin/tables", json!({ "tables": [{ "name": NOTHING }] }), "unfit_setting"),
        ("POST", "/api/v1/admin/menu", json!({ "category_id": 1, "name": words, "price": 1 }), "unfit_menu"),
        ("PUT", &dish, json!({ "name": words }), "unfit_menu"),
        ("POST", "/api/v1/admin/menu/categories", json!({ "name": words, "station": "bar" }), "unfit_menu"),
        ("PUT", "/api/v1/admin/menu/categories/1", json!({ "station": NOTHING }), "unfit_menu"),
        ("POST", "/api/v1/admin/menu/groups", at(group.clone(), "/name/id", NOTHING), "unfit_menu"),
        ("POST", "/api/v1/admin/menu/groups", at(group, "/options/0/name/id", NOTHING), "unfit_menu"),
        ("POST", "/api/v1/admin/menu/import", at(file.clone(), "/items/0/name/id", NOTHING), "unfit_menu"),
        ("POST", "/api/v1/admin/menu/import", at(file, "/categories/0/name/id", NOTHING), "unfit_menu"),
    ];
    for (method, path, body, code) in refused {
        let answer = owner.ask(method, path, &[], Some(&body)).await;
        let outcome = (answer.status, answer.code());
        assert_eq!(outcome, (422, code), "{method} {path} {body}");
    }
    // A dish whose station is nothing is made where its category is.
    let changed = owner.put(&dish, &json!({ "station": NOTHING })).await;
    assert_eq!(
        (changed.status, &changed.body["station"]),
        (200, &Value::Null)
    );
    let address = json!({ "street_address": NOTHING });
    let settings = owner.patch("/api/v1/admin/settings", &address).await.body;
    assert_eq!(settings["street_address"], "");

    let new = spawn_new_app().await;
    let first = json!({
        "shop_name": "Warung", "locale": "id", "owner_name": "Dewi", "pin": PIN, "menu": "empty",
    });
    for (place, code) in [
        ("/shop_name", "unfit_setting"),
        ("/owner_name", "unfit_name"),
    ] {
        let first = at(first.clone(), place, NOTHING);
        let refused = new.customer().post("/api/v1/setup", &first).await;
        assert_eq!((refused.status, refused.code()), (422, code), "{place}");
    }
}

#[tokio::test]
async fn a_copied_name_is_kept_as_it_reads() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let named = at(nasi_goreng(), "/customer_name", COPIED);
    assert_eq!(customer.order_of(&named).await["customer_name"], KEPT);
    let cashier = json!({ "name": COPIED, "role": "cashier", "pin": PIN });
    let hired = owner.post("/api/v1/admin/staff", &cashier).await;
    assert_eq!((hired.status, &hired.body["name"]), (201, &json!(KEPT)));
    // The same person, however the name is typed.
    let again = owner
        .post("/api/v1/admin/staff", &at(cashier, "/name", KEPT))
        .await;
    assert_eq!((again.status, again.code()), (409, "name_taken"));
    for name in [COPIED, KEPT, "budi  setia"] {
        let login = json!({ "name": name, "pin": PIN });
        let answer = customer.post("/api/v1/admin/login", &login).await;
        assert_eq!(answer.status, 200, "{name:?}");
    }
    let dish = format!("/api/v1/admin/menu/{NASI_GORENG}");
    let changed = owner.put(&dish, &json!({ "name": { "id": COPIED } })).await;
    assert_eq!(changed.body["name"]["id"], KEPT);
    let tables = json!({ "tables": [{ "name": "A\u{a0}1" }, { "name": "A  1" }] });
    let refused = owner.put("/api/v1/admin/tables", &tables).await;
    assert_eq!((refused.status, refused.code()), (422, "unfit_setting"));
}

/// Names as they could be written before texts had one spelling, and how they read.
const OLDER: [(&str, &str); 3] = [
    ("Budi  Santoso", "Budi Santoso"),
    ("Sari\u{a0}Dewi", "sari dewi"),
    ("An\u{200b}is", "Anis"),
];

#[tokio::test]
async fn a_person_with_a_name_from_before_comes_in_by_what_is_read() {
    let app = spawn_app().await;
    let names = OLDER.map(|(written, _)| {
        format!(
            "insert into staff (name, role, pin_hash, created_at)
             select '{written}', 'cashier', pin_hash, created_at from staff where name = 'Rina';"
        )
    });
    // And two that read the same.
    let twins = "insert into staff (name, role, pin_hash, created_at)
                 select 'Rina ' || char(8203), 'kitchen', pin_hash, created_at from staff where name = 'Rina';";
    let app = app.reopen_after(&(names.concat() + twins)).await;
    let (owner, customer) = (app.owner().await, app.customer());
    let login = async |name: &str, pin: &str| {
        let login = json!({ "name": name, "pin": pin });
        customer.post("/api/v1/admin/login", &login).await
    };
    for (written, read) in OLDER {
        for name in [written, read] {
            let answer = login(name, PIN).await;
            assert_eq!(answer.status, 200, "{name:?}: {}", answer.body);
            assert_eq!(answer.body["staff"]["name"], written);
        }
        let again = json!({ "name": read, "role": "kitchen", "pin": PIN });
        let again = owner.post("/api/v1/admin/staff", &again).await;
        assert_eq!((again.status, again.code()), (409, "name_taken"), "{read}");
        let screen = json!({ "name": read, "role": "kitchen" });
        let screen = owner.post("/api/v1/admin/devices/pairing", &screen).await;
        assert_eq!(
            (screen.status, screen.code()),
            (409, "name_taken"),
            "{read}"
        );
        let data = app.folder.path().to_str().expect("text");
        let who = ["--pin-stdin", "--name", read, "--data", data];
        let added = run(
            &[&["staff", "add", "--role", "cashier"], &who[..]].concat(),
            PIN,
        )
        .await;
        assert!(added.complaint.contains("is already in use"), "{added:?}");
        let reset = run(&[&["staff", "reset-pin"], &who[..]].concat(), "97531").await;
        assert_eq!(reset.code, Some(0), "{reset:?}");
        assert_eq!(login(read, "97531").await.status, 200, "{read}");
    }
    for (name, role) in [("Rina", "cashier"), ("Rina \u{200b}", "kitchen")] {
        let answer = login(name, PIN).await;
        assert_eq!(answer.body["staff"]["role"], role, "{name:?}");
    }
}

#[tokio::test]
async fn a_device_of_a_person_with_a_name_from_before_is_known_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let known = store::open_for_command(folder.path(), |store| {
        let at = jiff::Timestamp::now();
        let budi = store.insert_staff("Budi  Santoso", Role::Kitchen, Some("no hash"), at)?;
        store.note_mark(&[1; 32], budi.id, at)?;
        Ok((
            store.is_device_of(&[1; 32], "budi santoso")?,
            store.is_device_of(&[1; 32], "Budi")?,
        ))
    });
    assert_eq!(known.expect("a store"), (true, false));
}

#[tokio::test]
async fn two_names_that_read_the_same_are_refused() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let hire = |name: &str| json!({ "name": name, "role": "cashier", "pin": PIN });
    let hired = owner.post("/api/v1/admin/staff", &hire("阿明")).await;
    assert_eq!(hired.status, 201, "{}", hired.body);
    let twin = hire("阿明\u{200d}");
    let again = owner.post("/api/v1/admin/staff", &twin).await;
    assert_eq!((again.status, again.code()), (409, "name_taken"));
    let list = json!({ "tables": [{ "name": "می\u{200c}خ" }, { "name": "میخ" }] });
    let refused = owner.put("/api/v1/admin/tables", &list).await;
    assert_eq!((refused.status, refused.code()), (422, "unfit_setting"));

    // A table named before keeps its card when the list is written by what is read.
    let tables = |name: &str| json!({ "tables": [{ "name": name }] });
    let list = owner.put("/api/v1/admin/tables", &tables("A 1")).await;
    assert_eq!(list.status, 200, "{}", list.body);
    let app = app.reopen_after("update tables set number = 'A  1'").await;
    let owner = app.owner().await;
    let again = owner.put("/api/v1/admin/tables", &tables("A 1")).await;
    assert_eq!(again.status, 200, "{}", again.body);
    assert_eq!(again.body["tables"], list.body["tables"]);
}

#[tokio::test]
async fn the_command_line_holds_to_the_same_rule() {
    let app = spawn_app().await;
    let data = app.folder.path().to_str().expect("text").to_owned();
    let said = async |arguments: &[&str], input| -> Ended {
        run(&[arguments, &["--data", &data]].concat(), input).await
    };
    let hire = ["staff", "add", "--pin-stdin", "--role", "cashier", "--name"];
    let hired = said(&[&hire[..], &[NOTHING]].concat(), PIN).await;
    assert_ne!(hired.code, Some(0), "{hired:?}");
    let named = said(&["config", "set", "shop_name", NOTHING], "").await;
    assert_ne!(named.code, Some(0), "{named:?}");
    let named = said(&["config", "set", "shop_name", COPIED], "").await;
    assert_eq!(named.code, Some(0), "{named:?}");
    let now = said(&["config", "get", "shop_name"], "").await;
    assert_eq!(now.said.trim(), KEPT);
}
