//! The API documents describe every route: no route without its description, no description without its route.

use std::{collections::BTreeSet, fs, path::Path};

use serde_yaml_ng::Value;
use siap::domain::{Kind, Readers, Row, SETTINGS, Settings};

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
fn the_http_document_has_exactly_the_routes_of_the_program() {
    let document = document("openapi.yaml");
    let written: BTreeSet<(String, String)> = keys(&document["paths"])
        .into_iter()
        .flat_map(|path| {
            let methods = keys(&document["paths"][path]).into_iter();
            let methods =
                methods.filter(|key| ["get", "post", "put", "patch", "delete"].contains(key));
            methods
                .map(|method| (method.to_uppercase(), path.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    let real: BTreeSet<(String, String)> = siap::routes()
        .into_iter()
        .map(|(method, path, _)| (method.to_owned(), path.to_owned()))
        // A route that only a debug build has.
        .chain([("GET".to_owned(), "/styleguide".to_owned())])
        .collect();
    assert_eq!(written, real);
}

#[test]
fn the_http_document_names_who_may_enter() {
    let document = document("openapi.yaml");
    for (method, path, roles) in siap::routes() {
        let operation = &document["paths"][path][method.to_lowercase().as_str()];
        // An empty way in means that it is open without a key, too.
        let guarded = operation["security"].as_sequence().is_some_and(|ways| {
            !ways.is_empty()
                && ways
                    .iter()
                    .all(|way| way.as_mapping().is_some_and(|way| !way.is_empty()))
        });
        assert_eq!(guarded, roles.is_some(), "{method} {path}");
        // The table of roles.rs tries every route as the code has it; what the code should have stands here.
        let written = operation["x-roles"].as_sequence();
        let written: Option<BTreeSet<&str>> =
            written.map(|roles| roles.iter().filter_map(Value::as_str).collect());
        let real = roles.map(|roles| roles.iter().map(|role| role.as_str()).collect());
        assert_eq!(written, real, "who may: {method} {path}");
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

/// A schema with what the one it refers to says.
fn resolved(document: &Value, schema: &Value) -> Value {
    let Some(address) = schema["$ref"].as_str() else {
        return schema.clone();
    };
    let name = address.rsplit('/').next().unwrap_or_default();
    let mut whole = resolved(document, &document["components"]["schemas"][name]);
    let (into, own) = (whole.as_mapping_mut(), schema.as_mapping());
    let into = into.expect("a schema");
    into.extend(own.expect("a schema").clone());
    whole
}

/// The schema of a setting inside that of an object.
fn of_setting(document: &Value, object: &str, key: &str) -> Value {
    let object = document["components"]["schemas"][object].clone();
    key.split('.').fold(object, |schema, name| {
        resolved(document, &schema["properties"][name])
    })
}

/// What the document has to say of what a setting may be, by the names of JSON Schema.
fn bounds(kind: Kind) -> Vec<(&'static str, Value)> {
    let size = |number: usize| Value::from(number as u64);
    let word = |word: &str| Value::from(word);
    match kind {
        Kind::Number { least, most, .. } => vec![
            ("type", word("integer")),
            ("minimum", least.into()),
            ("maximum", most.into()),
        ],
        Kind::Clock => bounds(Kind::Number {
            least: 0,
            most: 1439,
            unit: siap::domain::Unit::Minutes,
        }),
        Kind::Moment => vec![("type", word("integer")), ("minimum", 0.into())],
        Kind::Spans => vec![("type", word("string"))],
        Kind::Flag => vec![("type", word("boolean"))],
        Kind::Text { least, most } | Kind::Exact { least, most } => {
            let mut all = vec![("type", word("string")), ("maxLength", size(most))];
            if least > 0 {
                all.push(("minLength", size(least)));
            }
            all
        }
        Kind::Folder { most } => vec![("type", word("string")), ("maxLength", size(most))],
        Kind::Names { most, .. } => vec![("type", word("array")), ("maxItems", size(most))],
        Kind::Choice { of } => vec![("type", word("string")), ("enum", words(of))],
        Kind::Choices { least, .. } => {
            let mut all = vec![("type", word("array")), ("uniqueItems", true.into())];
            if least > 0 {
                all.push(("minItems", size(least)));
            }
            all
        }
        Kind::Qris => vec![
            ("type", word("string")),
            ("maxLength", size(siap::domain::bounds::LONGEST_QRIS)),
        ],
        Kind::Picture => vec![("type", words(&["string", "null"]))],
        Kind::Account => vec![
            ("type", word("string")),
            ("maxLength", size(siap::domain::bounds::ACCOUNT_LENGTH)),
        ],
    }
}

fn words(of: &[&str]) -> Value {
    of.iter()
        .map(|&word| Value::from(word))
        .collect::<Vec<_>>()
        .into()
}

/// Holds what the document says of a setting in one of its objects against the table.
fn holds(document: &Value, object: &str, key: &str, row: &Row) {
    let schema = of_setting(document, object, key);
    for (name, value) in bounds(row.kind) {
        assert_eq!(schema[name], value, "{name} of {key} in {object}");
    }
    let items = resolved(document, &schema["items"]);
    match row.kind {
        Kind::Choices { of, .. } => assert_eq!(items["enum"], words(of), "{key} in {object}"),
        Kind::Names { length, .. } => {
            assert_eq!(
                items["maxLength"],
                Value::from(length as u64),
                "{key} in {object}"
            );
        }
        _ => {}
    }
}

#[test]
fn the_http_document_says_of_every_setting_what_the_table_says() {
    let document = document("openapi.yaml");
    let new = serde_json::to_value(Settings::default()).expect("JSON");
    let schemas = &document["components"]["schemas"];
    for row in SETTINGS {
        let key = row.key;
        holds(&document, "Settings", key, row);
        let default = row.value_in(&new).expect("a default").to_string();
        let default: Value = serde_yaml_ng::from_str(&default).expect("YAML");
        let schema = of_setting(&document, "Settings", key);
        assert!(
            schema
                .as_mapping()
                .is_some_and(|schema| schema.contains_key("default")),
            "{key}"
        );
        assert_eq!(schema["default"], default, "the default of {key}");
        // Parts are sent in part, and what has a route of its own is not sent.
        if !key.contains('.') && !row.kind.has_own_route() {
            holds(&document, "SettingsPatch", key, row);
        }
        let public = if key == "shop_name" { "name" } else { key };
        if row.readers == Readers::Everyone {
            holds(&document, "Shop", public, row);
        } else {
            assert!(
                of_setting(&document, "Shop", public).is_null(),
                "{key} is not told"
            );
        }
    }
    let members: BTreeSet<&str> = SETTINGS
        .iter()
        .filter_map(|row| row.key.split('.').next())
        .collect();
    for object in ["Settings", "SettingsPatch"] {
        let written = keys(&schemas[object]["properties"]).into_iter().collect();
        assert_eq!(members, written, "{object}");
    }
    let required = schemas["Settings"]["required"]
        .as_sequence()
        .expect("a list");
    let required: BTreeSet<&str> = required.iter().filter_map(Value::as_str).collect();
    assert_eq!(members, required);
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
