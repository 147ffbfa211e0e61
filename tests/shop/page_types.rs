//! The types and word lists of the pages are made from the API documents, so that no field and no word is written
//! twice.
//!
//! `SIAP_WRITE=1 cargo test --test shop page_types` writes them again after a change of a document; without it,
//! what is committed has to be what would be written.

use std::{fmt::Write as _, fs, path::Path};

use serde_yaml_ng::{Mapping, Value};

const HEAD: &str = "// Made from docs/openapi.yaml and docs/asyncapi.yaml by tests/shop/page_types.rs; not to be edited.\n";

/// The schemas whose words pages need at run time, and what the list of them is called there.
const LISTS: [(&str, &str); 12] = [
    ("BackupTrouble", "BACKUP_TROUBLES"),
    ("Channel", "CHANNELS"),
    ("EventType", "EVENT_TYPES"),
    ("ExportKind", "EXPORT_KINDS"),
    ("OrderStatus", "ORDER_STATUSES"),
    ("OrderType", "ORDER_TYPES"),
    ("PaymentMethod", "PAYMENT_METHODS"),
    ("PersonRole", "PERSON_ROLES"),
    ("Role", "ROLES"),
    ("RoomKind", "ROOM_KINDS"),
    ("ScreenRole", "SCREEN_ROLES"),
    ("Speaker", "SPEAKERS"),
];

fn home(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn document(name: &str) -> Value {
    let text = fs::read_to_string(home("docs").join(name)).expect("the document");
    serde_yaml_ng::from_str(&text).expect("YAML")
}

fn schemas(document: &Value) -> &Mapping {
    let schemas = document["components"]["schemas"].as_mapping();
    schemas.expect("the schemas")
}

fn name(key: &Value) -> &str {
    key.as_str().expect("a name")
}

/// The words of an `enum`, without null.
fn words(schema: &Value) -> Vec<&str> {
    let words = schema["enum"].as_sequence().expect("an enum");
    words.iter().filter_map(Value::as_str).collect()
}

/// What a schema says of its type, in TypeScript; `indent` is that of the line it stands on.
fn ts(schema: &Value, indent: usize) -> String {
    let has = |key: &str| schema.get(key).is_some();
    // A description with a comma and without quotes would be cut off there.
    let cut = schema.as_mapping().expect("a schema").iter();
    let cut: Vec<_> = cut
        .filter(|(key, value)| value.is_null() && name(key) != "default")
        .collect();
    assert!(cut.is_empty(), "{cut:?} in {schema:?}");
    if let Some(reference) = schema["$ref"].as_str() {
        let (_, name) = reference.rsplit_once('/').expect("a path");
        return name.to_owned();
    }
    if has("const") {
        return literal(&schema["const"]);
    }
    if let Some(values) = schema["enum"].as_sequence() {
        return join(values.iter().map(literal), " | ");
    }
    if let Some(parts) = schema["allOf"].as_sequence() {
        return join(parts.iter().map(|part| ts(part, indent)), " & ");
    }
    let ways = schema["anyOf"]
        .as_sequence()
        .or(schema["oneOf"].as_sequence());
    match (ways, &schema["type"]) {
        (Some(ways), Value::Null) => join(ways.iter().map(|way| ts(way, indent)), " | "),
        (_, Value::Sequence(types)) => {
            let types = types.iter().map(|one| of_type(one, schema, indent));
            join(types, " | ")
        }
        (_, one) => of_type(one, schema, indent),
    }
}

fn join(parts: impl Iterator<Item = String>, by: &str) -> String {
    parts.collect::<Vec<_>>().join(by)
}

fn literal(value: &Value) -> String {
    serde_json::to_string(value).expect("a value of JSON")
}

fn of_type(one: &Value, schema: &Value, indent: usize) -> String {
    match one.as_str() {
        Some("integer" | "number") => "number".to_owned(),
        Some("array") => {
            let item = ts(&schema["items"], indent);
            if item.contains(" | ") || item.contains(" & ") {
                format!("({item})[]")
            } else {
                format!("{item}[]")
            }
        }
        Some("object") => object(schema, indent),
        Some(plain @ ("string" | "boolean" | "null")) => plain.to_owned(),
        other => panic!("no type is written for {other:?} in {schema:?}"),
    }
}

fn object(schema: &Value, indent: usize) -> String {
    let Some(properties) = schema["properties"].as_mapping() else {
        let values = &schema["additionalProperties"];
        let values = if values.is_mapping() {
            ts(values, indent)
        } else {
            "unknown".to_owned()
        };
        return format!("Record<string, {values}>");
    };
    let required: Vec<&Value> = schema["required"]
        .as_sequence()
        .into_iter()
        .flatten()
        .collect();
    let pad = " ".repeat(indent + 2);
    let mut out = "{\n".to_owned();
    for (key, property) in properties {
        if let Some(said) = said(property) {
            writeln!(out, "{pad}/** {said} */").expect("text");
        }
        let mark = if required.contains(&key) { "" } else { "?" };
        let property = ts(property, indent + 2);
        writeln!(out, "{pad}{}{mark}: {property}", name(key)).expect("text");
    }
    format!("{out}{}}}", " ".repeat(indent))
}

/// Its description in one line.
fn said(schema: &Value) -> Option<String> {
    let said = schema["description"].as_str()?;
    Some(said.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn types() -> String {
    let (http, socket) = (document("openapi.yaml"), document("asyncapi.yaml"));
    let mut out = HEAD.to_owned();
    let of_socket = schemas(&socket).iter();
    let of_socket = of_socket.filter(|(key, _)| !schemas(&http).contains_key(key));
    for (key, schema) in schemas(&http).iter().chain(of_socket) {
        out.push('\n');
        if let Some(said) = said(schema) {
            writeln!(out, "/** {said} */").expect("text");
        }
        writeln!(out, "export type {} = {}", name(key), ts(schema, 0)).expect("text");
    }
    let messages = socket["components"]["messages"].as_mapping();
    let mut kinds: Vec<String> = messages
        .expect("the messages")
        .values()
        .map(|message| &message["payload"]["properties"])
        // What the server says of a room, and not of the socket itself.
        .filter(|message| message.get("room").is_some())
        .filter(|message| message.get("seq").or(message.get("data")).is_some())
        .map(|properties| ts(&properties["type"], 0))
        .collect();
    kinds.sort();
    kinds.dedup();
    assert!(kinds.len() > 5, "{kinds:?}");
    let kinds = kinds.join(" | ");
    writeln!(
        out,
        "\n/** What can be said of a room, and in it. */\nexport type RoomMessageType = {kinds}"
    )
    .expect("text");
    out
}

fn lists() -> String {
    let http = document("openapi.yaml");
    let mut out = HEAD.to_owned();
    out.push('\n');
    for (schema, list) in LISTS {
        let words = words(&schemas(&http)[schema]);
        let words = join(words.iter().map(|word| format!("{word:?}")), ", ");
        writeln!(
            out,
            "/** @type {{import(\"./api-types.js\").{schema}[]}} */"
        )
        .expect("text");
        let line = format!("export const {list} = [{words}]");
        if line.chars().count() <= 120 {
            writeln!(out, "{line}").expect("text");
        } else {
            // As the formatter breaks it.
            let words = words.replace(", ", ",\n  ");
            writeln!(out, "export const {list} = [\n  {words},\n]").expect("text");
        }
    }
    out
}

fn is_current(path: &str, wanted: &str) {
    let file = home(path);
    if std::env::var_os("SIAP_WRITE").is_some() {
        fs::write(&file, wanted).expect("written");
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    let first = there.lines().zip(wanted.lines()).find(|(is, be)| is != be);
    assert!(
        there == wanted,
        "{path} is not what the documents say, first at {first:?}: SIAP_WRITE=1 cargo test --test shop page_types"
    );
}

#[test]
fn the_types_of_the_pages_are_those_of_the_documents() {
    is_current("static/lib/api-types.d.ts", &types());
}

#[test]
fn the_word_lists_of_the_pages_are_those_of_the_documents() {
    is_current("static/lib/api-words.js", &lists());
}
