//! What the owner decides, and how every screen hears of it.

use serde_json::json;

use crate::support::{TestApp, spawn_app};

#[tokio::test]
async fn every_screen_is_told_at_once_what_the_owner_has_decided() {
    let app = spawn_app().await;
    let mut phone = app.customer().listen("/ws?room=shop").await;
    let snapshot = phone.snapshot().await;
    assert_eq!(
        snapshot["data"],
        app.customer().get("/api/v1/shop").await.body
    );
    for (setting, value) in [
        ("takes_orders", json!(false)),
        ("kitchen_red_minutes", json!(20)),
        ("kiosk_idle_s", json!(90)),
        ("board_ready_minutes", json!(0)),
        ("street_address", json!("Jl. Kaliurang km 5, Yogyakarta")),
        (
            "sounds",
            json!({ "volume_percent": 40, "screens": ["kitchen", "board"] }),
        ),
    ] {
        app.set(json!({ setting: value })).await;
        let told = phone.hears_next("shop_update").await;
        assert_eq!(told["data"][setting], value, "{told}");
    }
    let tables = json!({ "tables": ["1", "2", " Teras "] });
    let owner = app.owner().await;
    let answer = owner.put("/api/v1/admin/tables", &tables).await;
    assert_eq!(
        (answer.status, &answer.body["tables"]),
        (200, &json!(["1", "2", "Teras"]))
    );
    let told = phone.hears_next("shop_update").await;
    assert_eq!(told["data"]["tables"], json!(["1", "2", "Teras"]));
    // The list is the owner's order, and stays over a night.
    let app = app.reopen().await;
    let cashier = app.cashier().await;
    let kept = cashier.get("/api/v1/admin/tables").await;
    assert_eq!(kept.body["tables"], json!(["1", "2", "Teras"]));
}

#[tokio::test]
async fn a_part_of_the_sounds_is_changed_and_the_rest_stays() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let sounds = async |change| {
        let change = json!({ "sounds": change });
        let answer = owner.patch("/api/v1/admin/settings", &change).await;
        answer.body["sounds"].clone()
    };
    let all = json!(["cashier", "kitchen", "board", "customer"]);
    let louder = sounds(json!({ "volume_percent": 100 })).await;
    assert_eq!(louder, json!({ "volume_percent": 100, "screens": all }));
    // Each once, in the order of the house; a shop may be silent.
    let twice = sounds(json!({ "screens": ["board", "cashier", "board"] })).await;
    assert_eq!(twice["screens"], json!(["cashier", "board"]));
    let silent = sounds(json!({ "screens": [] })).await;
    assert_eq!(silent, json!({ "volume_percent": 100, "screens": [] }));
    let unknown = json!({ "sounds": { "screens": ["toilet"] } });
    let answer = owner.patch("/api/v1/admin/settings", &unknown).await;
    assert_eq!(answer.status, 400);
    assert_eq!(sounds(json!({})).await, silent);
}

#[tokio::test]
async fn what_a_screen_cannot_work_with_is_refused_by_name_and_changes_nothing() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let before = owner.get("/api/v1/admin/settings").await.body;
    for (setting, field) in [
        (
            json!({ "kitchen_amber_minutes": 0 }),
            "kitchen_amber_minutes",
        ),
        // Late comes after «take care».
        (
            json!({ "kitchen_amber_minutes": 15 }),
            "kitchen_red_minutes",
        ),
        (json!({ "kitchen_red_minutes": 241 }), "kitchen_red_minutes"),
        (json!({ "board_ready_minutes": -1 }), "board_ready_minutes"),
        (json!({ "kiosk_idle_s": 14 }), "kiosk_idle_s"),
        (
            json!({ "street_address": "x".repeat(121) }),
            "street_address",
        ),
        (json!({ "street_address": "here\nthere" }), "street_address"),
        (
            json!({ "sounds": { "volume_percent": 9 } }),
            "sounds.volume_percent",
        ),
        (
            json!({ "sounds": { "volume_percent": 101 } }),
            "sounds.volume_percent",
        ),
    ] {
        let answer = owner.patch("/api/v1/admin/settings", &setting).await;
        assert_eq!((answer.status, answer.code()), (422, "unfit_setting"));
        let detail = answer.body["detail"].as_str().expect("words");
        assert!(detail.contains(field), "{setting}: {detail}");
    }
    assert_eq!(owner.get("/api/v1/admin/settings").await.body, before);
    for tables in [
        json!(["1", "1"]),
        json!([""]),
        json!(["a table with a long name"]),
        json!(["4\n2"]),
    ] {
        let answer = owner
            .put("/api/v1/admin/tables", &json!({ "tables": tables }))
            .await;
        assert_eq!((answer.status, answer.code()), (422, "unfit_setting"));
    }
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let path = "/api/v1/admin/settings";
    let mut expected = owner.get(path).await.body;
    let change = json!({
        "limits": { "sockets": 24, "none": 1 }, "backups": { "daily": 0 }, "kiosk_idle_s": 90,
        "nothing_of_ours": { "a": null },
    });
    let merge_patch = [("content-type", "application/merge-patch+json")];
    let body = http_body_util::Full::new(change.to_string().into());
    let answer = owner.send("PATCH", path, &merge_patch, body).await;
    expected["limits"]["sockets"] = 24.into();
    expected["backups"]["daily"] = 0.into();
    expected["kiosk_idle_s"] = 90.into();
    assert_eq!((answer.status, &answer.body), (200, &expected));
    // A null takes a member away; only the logo can be.
    for (change, field) in [
        (json!({ "kiosk_idle_s": null }), "kiosk_idle_s"),
        (json!({ "limits": { "sockets": null } }), "limits.sockets"),
        (json!({ "takes_orders": false, "limits": null }), "limits"),
        (json!({ "backups": { "place": "/media" } }), "backups.place"),
        (json!({ "logo_url": "/photos/mine.png" }), "logo_url"),
    ] {
        let refused = owner.patch(path, &change).await;
        assert_eq!((refused.status, refused.code()), (422, "unfit_setting"));
        assert_eq!(refused.body["field"], field);
    }
    let answer = owner.patch(path, &json!({ "logo_url": null })).await;
    assert_eq!((answer.status, answer.body), (200, expected));
    let answer = owner.put(path, &json!({ "kiosk_idle_s": 120 })).await;
    assert_eq!(
        (answer.status, &answer.body["kiosk_idle_s"]),
        (200, &120.into())
    );
    let refused = owner.patch(path, &json!({ "limits": [16] })).await;
    assert_eq!((refused.status, refused.code()), (400, "bad_fields"));
    let detail = refused.body["detail"].as_str().expect("words");
    assert!(detail.contains('1'), "{detail}");
}

#[tokio::test]
async fn a_number_that_nobody_picks_up_leaves_the_board_after_a_while() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after" })).await;
    let (customer, kitchen) = (app.customer(), app.kitchen().await);
    let old = customer.order().await;
    let new = customer.order().await;
    for order in [&old, &new] {
        assert_eq!(kitchen.set_status(order, "ready").await.status, 200);
    }
    let number = |order: &serde_json::Value| order["number"].clone();
    let board = customer.get("/api/v1/board").await.body;
    assert_eq!(board["ready"], json!([number(&new), number(&old)]));

    let uid = old["uid"].as_str().expect("a uid").to_owned();
    let app = app
        .reopen_after(&format!(
            "update orders set ready_at = ready_at - 31 * 60000 where uid = '{uid}'"
        ))
        .await;
    let board = app.customer().get("/api/v1/board").await.body;
    assert_eq!(board["ready"], json!([number(&new)]));
    app.set(json!({ "board_ready_minutes": 0 })).await;
    let board = app.customer().get("/api/v1/board").await.body;
    assert_eq!(board["ready"], json!([number(&new), number(&old)]));
}

#[tokio::test]
async fn the_board_hears_that_a_number_has_hung_there_long_enough() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after" })).await;
    let order = app.customer().order().await;
    let answer = app.kitchen().await.set_status(&order, "ready").await;
    assert_eq!(answer.status, 200);
    let uid = order["uid"].as_str().expect("a uid").to_owned();
    // One second before its time; the shop looks every five.
    let app = app
        .reopen_after(&format!(
            "update orders set ready_at = ready_at - 30 * 60000 + 1000 where uid = '{uid}'"
        ))
        .await;
    let mut wall = app.customer().listen("/ws?room=board").await;
    let shown = wall.snapshot().await;
    let update = if shown["data"]["ready"] == json!([]) {
        // The machine was slow: it is gone already.
        shown
    } else {
        wall.hears_next("board_update").await
    };
    assert_eq!(update["data"]["ready"], json!([]));
}

/// The update of a screen in a room that sends its whole state, after a change that `happens` while the file cannot be
/// read: it is `broken` by one statement and `mended` by another.
async fn update_after_unreadable_file(
    app: &TestApp,
    room: &str,
    (broken, mended): (&str, &str),
    happens: impl AsyncFnOnce(),
) -> serde_json::Value {
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let path = format!("/api/v1/{room}");
    let mut screen = app.customer().listen(&format!("/ws?room={room}")).await;
    screen.snapshot().await;
    file.execute_batch(broken).expect("a change");
    happens().await;
    // Long enough for the shop to have looked in vain.
    for _ in 0..20 {
        assert_eq!(app.customer().get(&path).await.status, 500);
    }
    file.execute_batch(mended).expect("a change");
    screen.hears_next(&format!("{room}_update")).await
}

#[tokio::test]
async fn what_could_not_be_read_once_is_told_when_it_can_be_read_again() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let name = json!({ "shop_name": "Warung Dewi" });
    let tables = (
        "alter table tables rename to tables_elsewhere",
        "alter table tables_elsewhere rename to tables",
    );
    let update = update_after_unreadable_file(&app, "shop", tables, async || {
        let answer = owner.patch("/api/v1/admin/settings", &name).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    });
    assert_eq!(update.await["data"]["name"], "Warung Dewi");

    let order = app.customer().order().await;
    let index = (
        "drop index orders_ready",
        "create index orders_ready on orders (ready_at) where status = 'ready'",
    );
    let update = update_after_unreadable_file(&app, "board", index, async || {
        assert_eq!(owner.pay(&order).await.status, 200);
    });
    assert_eq!(update.await["data"]["preparing"], json!([order["number"]]));
}

#[tokio::test]
async fn what_a_newer_program_has_put_into_the_settings_outlasts_a_change_by_this_one() {
    let newer = "update settings set document = json_set(
        json_remove(document, '$.kiosk_idle_s'), '$.tips', json('{\"percent\":5}'), '$.limits.printers', 3,
        '$.payment_methods[#]', 'voucher')";
    let app = spawn_app().await.reopen_after(newer).await;
    let settings = app.owner().await.get("/api/v1/admin/settings").await.body;
    assert_eq!(
        settings["kiosk_idle_s"], 60,
        "what is missing is as in a new shop"
    );
    let known = json!(["cash", "qris", "transfer", "card"]);
    assert_eq!(settings["payment_methods"], known);
    assert!(settings.get("tips").is_none(), "{settings}");
    let changed =
        json!({ "shop_name": "Lain", "payment_methods": ["card"], "limits": { "sockets": 20 } });
    app.set(changed).await;
    let folder = app.close().await;
    let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the file");
    let document =
        "select json_extract(document, '$.shop_name', '$.tips.percent', '$.limits.printers',
        '$.limits.sockets', '$.kiosk_idle_s', '$.payment_methods') from settings";
    let document: String = file
        .query_row(document, [], |row| row.get(0))
        .expect("a document");
    assert_eq!(document, r#"["Lain",5,3,20,60,["card","voucher"]]"#);
}
