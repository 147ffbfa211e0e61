//! The API documents say what the doors do: no door without its page, no page without its door.

use std::{collections::BTreeSet, fs, path::Path};

use serde_yaml_ng::Value;

fn document(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    serde_yaml_ng::from_str(&fs::read_to_string(path).expect("the document")).expect("YAML")
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_mapping()
        .expect("a mapping")
        .keys()
        .filter_map(Value::as_str)
        .collect()
}

#[test]
fn the_http_document_has_exactly_the_doors_of_the_house() {
    let document = document("openapi.yaml");
    let written: BTreeSet<(String, String)> = keys(&document["paths"])
        .into_iter()
        .flat_map(|path| {
            let methods = keys(&document["paths"][path]).into_iter();
            let methods = methods.filter(|key| ["get", "post", "put", "delete"].contains(key));
            methods
                .map(|method| (method.to_uppercase(), path.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    let real: BTreeSet<(String, String)> = siap::doors()
        .into_iter()
        .map(|(method, path, _)| (method.to_owned(), path.to_owned()))
        // A door that only a debug build has.
        .chain([("GET".to_owned(), "/styleguide".to_owned())])
        .collect();
    assert_eq!(written, real);
}

#[test]
fn the_http_document_names_who_may_enter() {
    let document = document("openapi.yaml");
    for (method, path, roles) in siap::doors() {
        let operation = &document["paths"][path][method.to_lowercase().as_str()];
        // An empty way in means that it is open without a key, too.
        let guarded = operation["security"].as_sequence().is_some_and(|ways| {
            !ways.is_empty()
                && ways
                    .iter()
                    .all(|way| way.as_mapping().is_some_and(|way| !way.is_empty()))
        });
        assert_eq!(guarded, roles.is_some(), "{method} {path}");
    }
}

#[test]
fn the_http_document_knows_every_code_and_no_other() {
    let document = document("openapi.yaml");
    let codes = &document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
    let written: BTreeSet<&str> = codes
        .as_sequence()
        .expect("the codes")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/id.json");
    let words: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(words).expect("words")).expect("JSON");
    let words = words.as_object().expect("words").keys();
    let said: BTreeSet<&str> = words.filter_map(|key| key.strip_suffix(".title")).collect();
    // Said over the socket only, or no refusal.
    let elsewhere = BTreeSet::from(["bad_message", "unknown_room", "phone_reached"]);
    let real: BTreeSet<&str> = said.difference(&elsewhere).copied().collect();
    let missing: Vec<_> = real.difference(&written).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let gone: Vec<_> = written.difference(&said).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn the_socket_document_has_every_room_and_message() {
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join("asyncapi.yaml"),
    )
    .expect("the document");
    for word in [
        "hello",
        "joined",
        "snapshot",
        "heartbeat",
        "error",
        "join",
        "leave",
        "ping",
        "new_order",
        "order_status_update",
        "order_line_update",
        "payment_success",
        "board_update",
        "menu_update",
        "cashier",
        "kitchen",
        "board",
        "menu",
        "4401",
        "1013",
    ] {
        assert!(text.contains(word), "{word}");
    }
    document("asyncapi.yaml");
}
