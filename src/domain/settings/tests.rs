//! Tests of the table of settings: the bounds of each row, and the documents that are read and written by it.

use std::collections::HashSet;

use serde_json::json;

use super::*;
use crate::domain::{BookAccount, PaymentMethod};

/// Why `change` of a new shop's settings is refused.
fn refused(change: &Value) -> Option<&'static str> {
    let patch = SettingsPatch::read(change.to_string().as_bytes());
    let changed = match patch {
        Ok(patch) => patch.over(&Settings::default()).and_then(Settings::checked),
        Err(UnreadPatch::Refused(refusal)) => Err(refusal),
        Err(UnreadPatch::Json(error)) => panic!("{change}: {error}"),
    };
    match changed {
        Ok(_) => None,
        Err(Refusal::UnfitSetting { field }) => Some(field),
        Err(other) => panic!("{change}: {other:?}"),
    }
}

/// A document in which only this setting is named.
fn only(row: &Row, value: &Value) -> Value {
    let mut names = row.key.rsplit('.');
    let innermost = json!({ names.next().unwrap_or_default(): value });
    names.fold(innermost, |value, name| json!({ name: value }))
}

#[test]
fn a_new_shop_can_work_with_its_settings() {
    let new = Settings::default();
    assert_eq!(new.clone().checked(), Ok(new.clone()));
    // Every member of the document is a row, and every row a member.
    let keys: HashSet<&str> = TABLE.iter().map(|row| row.key).collect();
    let names: HashSet<String> = new.by_name().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, keys.iter().map(|&key| key.to_owned()).collect());
    assert_eq!(TABLE.len(), keys.len());
}

#[test]
#[expect(clippy::wildcard_enum_match_arm, reason = "about numbers alone")]
fn a_number_is_taken_from_its_least_to_its_most_and_not_beyond() {
    let mut numbers = 0;
    for row in TABLE {
        let (least, most) = match row.kind {
            Kind::Number { least, most, .. } => (least, most),
            Kind::Clock => (0, 1439),
            _ => continue,
        };
        numbers += 1;
        for value in [least, most] {
            assert!(
                row.kind.fit(&value.into()).is_some(),
                "{}: {value}",
                row.key
            );
        }
        for value in [least - 1, most + 1] {
            assert_eq!(refused(&only(row, &value.into())), Some(row.key), "{value}");
        }
    }
    assert!(numbers > 15, "{numbers}");
}

#[test]
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "about texts and lists alone"
)]
fn a_text_or_a_list_is_held_to_its_length() {
    for row in TABLE {
        let (fits, is_too_long) = match row.kind {
            Kind::Text { most, .. } => (json!("n".repeat(most)), json!("n".repeat(most + 1))),
            Kind::Exact { most, .. } if row.key != "time_zone" => {
                (json!("n".repeat(most)), json!("n".repeat(most + 1)))
            }
            Kind::Names { most, length } => (
                json!(vec!["n".repeat(length); most]),
                json!(vec!["n"; most + 1]),
            ),
            _ => continue,
        };
        assert_eq!(refused(&only(row, &fits)), None, "{}", row.key);
        assert_eq!(refused(&only(row, &is_too_long)), Some(row.key));
    }
    for (change, field) in [
        (json!({ "shop_name": " " }), "shop_name"),
        (json!({ "street_address": "here\nthere" }), "street_address"),
        (json!({ "payment_methods": [] }), "payment_methods"),
        (json!({ "host_names": ["n".repeat(101)] }), "host_names"),
    ] {
        assert_eq!(refused(&change), Some(field), "{change}");
    }
}

#[test]
fn what_a_row_cannot_say_is_refused_by_a_rule() {
    for (change, field) in [
        (json!({ "time_zone": "Mars/Base" }), "time_zone"),
        (
            json!({ "payment_methods": ["cash", "qris", "cash"] }),
            "payment_methods",
        ),
        (
            json!({ "kitchen_amber_minutes": 15 }),
            "kitchen_red_minutes",
        ),
        (
            json!({ "kitchen_amber_minutes": 240 }),
            "kitchen_red_minutes",
        ),
        (json!({ "host_names": ["a..b"] }), "host_names"),
        (json!({ "local_name": "siap.local" }), "local_name"),
        (json!({ "local_name": "" }), "local_name"),
        (json!({ "books": { "cash": "Kas" } }), "books.cash"),
        (json!({ "books": { "sales": "4-40000" } }), "books.sales"),
        (json!({ "local_name": "-siap" }), "local_name"),
    ] {
        assert_eq!(refused(&change), Some(field), "{change}");
    }
    let place = |place: &str| {
        let mut settings = Settings::default();
        place.clone_into(&mut settings.backups.place);
        settings.checked().map(|settings| settings.backups.place)
    };
    let field = "backups.place";
    assert_eq!(place(" /media/usb "), Ok("/media/usb".to_owned()));
    assert_eq!(place("//"), Err(Refusal::UnfitSetting { field }));
    assert_eq!(place("usb"), Err(Refusal::UnfitSetting { field }));
    assert_eq!(
        place(&format!("/{}", "n".repeat(200))),
        Err(Refusal::UnfitSetting { field })
    );
}

#[test]
fn settings_are_kept_in_one_spelling() {
    let patch = json!({
        "shop_name": " Warung ", "host_names": ["Kasir.Toko.id."], "local_name": "Warung",
        "sounds": { "screens": ["board", "cashier", "board"] }, "books": { "cash": " 101  Kas kecil" },
    });
    let patch = SettingsPatch::read(patch.to_string().as_bytes()).expect("a patch");
    let changed = patch.over(&Settings::default()).and_then(Settings::checked);
    let changed = changed.expect("settings");
    assert_eq!(changed.shop_name, "Warung");
    assert_eq!(changed.host_names, ["kasir.toko.id"]);
    assert_eq!(changed.local_name, "warung");
    let cash = changed.books.account(BookAccount::Cash);
    assert_eq!(
        (cash.code.as_str(), cash.name.as_str()),
        ("101", "Kas kecil")
    );
    let screens: Vec<_> = changed
        .sounds
        .screens
        .iter()
        .map(|one| one.as_str())
        .collect();
    assert_eq!(screens, ["cashier", "board"]);
    assert_eq!(changed.sounds.volume_percent, 70, "what is left out stays");
}

#[test]
fn a_null_takes_the_logo_away_and_nothing_else() {
    for row in TABLE {
        let field = (row.key != "logo_url").then_some(row.key);
        assert_eq!(refused(&only(row, &Value::Null)), field);
    }
    for part in ["sounds", "limits", "backups"] {
        assert_eq!(refused(&json!({ part: null })), Some(part));
    }
    let with_logo = Settings {
        logo_url: Some("/photos/a.png".to_owned()),
        ..Settings::default()
    };
    let patched = |patch: &[u8]| {
        SettingsPatch::read(patch)
            .expect("a patch")
            .over(&with_logo)
    };
    let without = patched(br#"{"logo_url": null}"#).expect("settings");
    assert_eq!(without, Settings::default());
    // Another one comes by its own route; the same is no change.
    let field = "logo_url";
    let other = patched(br#"{"logo_url": "/photos/b.png"}"#);
    assert_eq!(other, Err(Refusal::UnfitSetting { field }));
    assert_eq!(
        patched(br#"{"logo_url": "/photos/a.png"}"#).as_ref(),
        Ok(&with_logo)
    );
    let field = "backups.place";
    let place = patched(br#"{"backups": {"place": "/media/usb"}}"#);
    assert_eq!(place, Err(Refusal::UnfitSetting { field }));
}

#[test]
fn a_value_of_another_type_is_no_patch_and_it_is_said_where() {
    for (change, line) in [
        ("{\n\"shop_name\": 5}", 2),
        ("{\"limits\":\n{\"sockets\": \"16\"}}", 2),
        ("{\"limits\": [1, 2, 3, 4, 5, 6, 7, 16]}", 1),
        ("{\"kiosk_idle_s\": 60.5}", 1),
        ("{\"locale\": \"fr\"}", 1),
        ("[]", 1),
        ("{\"takes_orders\": true", 1),
    ] {
        match SettingsPatch::read(change.as_bytes()) {
            Err(UnreadPatch::Json(error)) => assert_eq!(error.line(), line, "{change}"),
            other => panic!("{change}: {other:?}"),
        }
    }
}

#[test]
fn what_everybody_may_read_is_what_the_table_says() {
    let public = Settings::default().public();
    for row in TABLE {
        let is_public = row.value_in(&Value::Object(public.clone())).is_some();
        assert_eq!(is_public, row.readers == Readers::Everyone, "{}", row.key);
    }
    assert_eq!(public["logo_url"], Value::Null);
    for secret in ["limits", "backups", "host_names"] {
        assert_eq!(public.get(secret), None);
    }
}

#[test]
fn the_document_of_a_newer_siap_keeps_what_this_one_does_not_know() {
    let newer = json!({
        "shop_name": "Warung Baru", "greeting": "Halo", "payment_methods": ["qris"],
        "limits": { "sockets": 24, "prints_per_minute": 5 }, "printers": [{ "name": "Dapur" }],
    });
    let mut settings = Settings::from_document(&newer.to_string()).expect("settings");
    assert_eq!(settings.shop_name, "Warung Baru");
    assert_eq!(settings.payment_methods, [PaymentMethod::Qris]);
    // What is missing is as in a new shop, inside another one, too.
    assert_eq!(settings.limits.connections, Limits::default().connections);
    assert_eq!(settings.kiosk_idle_s, 60);
    assert_eq!(settings.public().get("greeting"), None);

    settings.takes_orders = false;
    let kept = settings
        .written_over(&newer.to_string())
        .expect("a document");
    let read: Value = serde_json::from_str(&kept).expect("JSON");
    assert_eq!(read["greeting"], "Halo");
    assert_eq!(read["printers"], newer["printers"]);
    assert_eq!(read["limits"]["prints_per_minute"], 5);
    assert_eq!(read["takes_orders"], false);
    assert_eq!(Settings::from_document(&kept).expect("settings"), settings);
}

#[test]
fn a_document_is_read_as_it_was_written_whatever_is_in_it() {
    let empty = Settings::from_document("{}").expect("settings");
    assert_eq!(empty, Settings::default());
    let mut settings = Settings {
        logo_url: Some("/photos/a.png".to_owned()),
        host_names: vec!["siap.warung.id".to_owned()],
        ..Settings::default()
    };
    settings.sounds.screens.clear();
    let with_logo = settings.written_over("{}").expect("a document");
    assert_eq!(
        Settings::from_document(&with_logo).expect("settings"),
        settings
    );
    settings.logo_url = None;
    let without = settings.written_over(&with_logo).expect("a document");
    assert_eq!(
        Settings::from_document(&without).expect("settings"),
        settings
    );
    for broken in [
        "",
        "[]",
        "null",
        r#"{"limits": []}"#,
        r#"{"kiosk_idle_s": "60"}"#,
    ] {
        assert!(Settings::from_document(broken).is_err(), "{broken}");
    }
}
