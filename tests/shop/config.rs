//! `siap config`: every setting from the machine itself, by the same rules, and an open shop follows.

use std::{path::Path, time::Duration};

use serde_json::json;
use siap::{domain::SETTINGS, shop::decisions, store};

use crate::support::{Ended, TestApp, hire, png, run, spawn_app, spawn_limited_app};

async fn config(data: &Path, arguments: &[&str]) -> Ended {
    let data = data.to_str().expect("text");
    run(&[&["config"], arguments, &["--data", data]].concat(), "").await
}

/// Changes a setting of an open shop.
async fn set(app: &TestApp, key: &str, value: &str) {
    let ended = config(app.folder.path(), &["set", key, value]).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[tokio::test]
async fn every_setting_of_the_door_can_be_read_and_set_to_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let settings =
        store::open_for_command(folder.path(), |store| decisions(store)).expect("settings");
    let list = config(folder.path(), &["list"]).await;
    assert_eq!(list.code, Some(0), "{list:?}");
    let all = settings.by_name();
    assert_eq!(list.said.lines().count(), all.len());
    for (line, (name, value)) in list.said.lines().zip(&all) {
        let (shown, rest) = line.split_once(' ').unwrap_or((line, ""));
        assert_eq!((shown, rest.trim_start()), (name.as_str(), value.as_str()));
        assert_eq!(settings.with(name, value).as_ref(), Ok(&settings), "{name}");
    }
    // Those inside another one by their whole name.
    let one = config(folder.path(), &["get", "limits.sockets"]).await;
    assert_eq!((one.code, &*one.said), (Some(0), "16\n"));
    assert_eq!(config(folder.path(), &["get"]).await.said, list.said);
}

#[tokio::test]
async fn the_help_lists_every_setting_with_what_it_may_be() {
    let help = run(&["config", "set", "--help"], "").await;
    assert_eq!(help.code, Some(0), "{help:?}");
    for row in SETTINGS {
        let named = format!("\n  {}\n      {}\n", row.key, row.says);
        assert!(help.said.contains(&named), "{named}");
    }
    for words in [
        "1 to 1000 at once; default 16",
        "0 to 1439; default 240",
        "some of cash, qris, transfer, card; default cash, qris",
        "true or false; default true",
    ] {
        assert!(help.said.contains(words), "{words}: {}", help.said);
    }
}

#[tokio::test]
async fn an_open_shop_takes_up_what_is_set_beside_it_and_keeps_who_did_it() {
    let app = spawn_limited_app().await;
    let mut screen = app.customer().listen("/ws?room=shop").await;
    set(&app, "limits.lookups_per_minute", "1").await;
    set(&app, "shop_name", "Warung Sebelah").await;
    // Heartbeats come for ever.
    let follows = async { while screen.hears().await["data"]["name"] != "Warung Sebelah" {} };
    let follows = tokio::time::timeout(Duration::from_secs(30), follows).await;
    follows.expect("the screen is told of it");
    let guess = "/api/v1/lookup?number=C-999&code=ZZZZ";
    let customer = app.customer().at(9);
    assert_eq!(customer.get(guess).await.status, 404);
    assert_eq!(customer.get(guess).await.code(), "too_many_lookups");
    let owner = app.owner().await;
    let history = owner.get("/api/v1/admin/history?about=shop").await.body;
    let newest = &history["changes"][0];
    assert_eq!(
        [&newest["by"], &newest["field"], &newest["after"]],
        [
            &json!("command line"),
            &json!("shop_name"),
            &json!("Warung Sebelah")
        ]
    );
    assert_eq!(history["changes"][1]["field"], "limits.lookups_per_minute");
    assert_eq!(history["changes"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn what_the_shop_cannot_work_with_is_refused_in_words_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let before = config(folder.path(), &["list"]).await.said;
    for (key, value, words) in [
        (
            "limits.sockets",
            "5000",
            "«5000»: it takes 1 to 1000 at once.",
        ),
        ("limits.sockets", "many", "limits.sockets cannot be «many»"),
        ("limits.sockets", "-1", "limits.sockets cannot be «-1»"),
        ("locale", "fr", "locale cannot be «fr»: it takes id or en."),
        ("payment_methods", "cash,gold", "payment_methods cannot be"),
        (
            "takes_orders",
            "perhaps",
            "takes_orders cannot be «perhaps»",
        ),
        (
            "kitchen_amber_minutes",
            "200",
            "while kitchen_red_minutes is as it is",
        ),
        (
            "backups.place",
            "/proc/nothing",
            "backups cannot go to /proc/nothing",
        ),
        ("limits", "1", "Did you mean limits."),
        ("limits.socket", "1", "Did you mean limits.sockets"),
        ("shopname", "x", "Did you mean shop_name"),
        ("wifi.name", "Warung", "while wifi.password is as it is"),
        ("wifi.password", "short", "wifi.password cannot be «short»"),
        ("wifi.pasword", "x", "Did you mean wifi.password"),
        ("sounds.volume_percent", "5", "sounds.volume_percent cannot"),
        ("sounds.screens", "cashier,roof", "sounds.screens cannot be"),
        (
            "logo_url",
            "/proc/nothing",
            "/proc/nothing cannot be used as the logo",
        ),
        ("logo_url", "/proc/version", "it takes a JPEG, PNG or WebP"),
        ("zzzzzzzz", "x", "siap config list"),
    ] {
        let ended = config(folder.path(), &["set", key, value]).await;
        assert_eq!((ended.code, &*ended.said), (Some(1), ""), "{key} {value}");
        assert!(ended.complaint.contains(words), "{}", ended.complaint);
    }
    assert_eq!(config(folder.path(), &["list"]).await.said, before);
    let ended = config(folder.path(), &["get", "sockets"]).await;
    assert!(ended.complaint.contains("limits.sockets"), "{ended:?}");
    for (key, value, said) in [
        (
            "payment_methods",
            "cash, qris",
            "payment_methods: cash, qris, transfer, card -> cash, qris",
        ),
        ("takes_orders", "tidak", "takes_orders: true -> false"),
        ("takes_orders", "false", "takes_orders is already false"),
    ] {
        let ended = config(folder.path(), &["set", key, value]).await;
        assert_eq!((ended.code, ended.said.trim_end()), (Some(0), said));
    }
}

#[tokio::test]
async fn the_wifi_of_the_cards_and_the_logo_are_set_beside_an_open_shop() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let mut screen = owner.listen("/ws?room=shop").await;
    set(&app, "wifi.password", " nasi goreng ").await;
    set(&app, "wifi.name", "Warung Tamu").await;
    let logo = app.folder.path().join("logo.png");
    std::fs::write(&logo, png(9, 9, 9)).expect("a picture");
    set(&app, "logo_url", logo.to_str().expect("text")).await;
    let follows = async {
        loop {
            let url = &screen.hears().await["data"]["logo_url"];
            if let Some(url) = url.as_str() {
                return url.to_owned();
            }
        }
    };
    let follows = tokio::time::timeout(Duration::from_secs(30), follows).await;
    let url = follows.expect("the screen is told of it");
    assert_eq!(app.customer().get(&url).await.status, 200);
    let cards = owner.get("/api/v1/admin/cards").await.body;
    assert_eq!(cards["wifi"]["name"], "Warung Tamu");
    assert_eq!(cards["wifi"]["password"], " nasi goreng ");
    assert_eq!(cards["logo_url"], *url);
    let history = owner.get("/api/v1/admin/history?about=shop").await.body;
    assert!(history.to_string().contains("Warung Tamu"));
    assert!(!history.to_string().contains("goreng"), "no password");
    // An empty one takes it away.
    set(&app, "logo_url", "").await;
    let now = config(app.folder.path(), &["get", "logo_url"]).await;
    assert_eq!((now.code, &*now.said), (Some(0), "\n"));
}

#[tokio::test]
async fn where_there_is_no_shop_none_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("nothing");
    for arguments in [
        ["get", "locale"].as_slice(),
        &["list"],
        &["set", "locale", "en"],
    ] {
        let ended = config(&data, arguments).await;
        assert_eq!(ended.code, Some(1));
        assert!(ended.complaint.contains("no shop"), "{ended:?}");
        assert!(!data.exists());
    }
}

#[tokio::test]
async fn a_shop_that_was_named_before_its_first_start_keeps_its_name() {
    for (name, shown) in [
        (None, "Warung Contoh Dewi"),
        (Some("Kopi Pagi"), "Kopi Pagi"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        if let Some(name) = name {
            let ended = config(folder.path(), &["set", "shop_name", name]).await;
            assert_eq!(ended.code, Some(0), "{ended:?}");
        }
        let app = crate::support::open(folder).await;
        let facts = app.customer().get("/api/v1/shop").await.body;
        assert_eq!(facts["name"], shown);
        let menu = app.customer().get("/api/v1/menu").await.body;
        assert!(!menu["categories"].as_array().expect("a menu").is_empty());
        app.close().await;
    }
}
