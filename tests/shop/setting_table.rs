//! What the pages know of settings: a module written from the table, and words for every row.
//!
//! A file and not an answer of the server: the form and the history have it with the page, without a request more.

use std::{env, fmt::Write as _, fs, path::Path};

use serde_json::Value;
use siap::domain::{Kind, Row, SETTINGS, Settings};

const MODULE: &str = "static/pages/admin/settings/setting-table.js";
/// The longest line of a script.
const WIDTH: usize = 120;
/// Set, the module is written instead of compared.
const WRITE: &str = "SIAP_WRITE";

const HEAD: &str = r#"// Every setting there is, with what it may be and what it is at first, as the server's table has it.
// Written from src/domain/settings/table.rs by `SIAP_WRITE=1 cargo test --test shop setting_table`; a test holds them
// together.

/**
 * @typedef {"number" | "clock" | "moment" | "spans" | "flag" | "text" | "exact" | "names" | "choice" | "choices"
 *   | "folder" | "picture" | "qris" | "account"} SettingKind
 */
/**
 * `least` and `most` are bounds of a number, or of the length of a text or a list.
 * @typedef {{key: string, kind: SettingKind, least?: number, most?: number, unit?: string, of?: string[], usual: any,
 *   group: string}} SettingRow
 */

/** @type {SettingRow[]} */
export const SETTINGS = [
"#;

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A row as a line of the module.
fn line(row: &Row, new: &Value) -> String {
    let text = |value: Value| value.to_string();
    let list = |of: &[&str]| {
        format!(
            "[{}]",
            of.iter()
                .map(|word| format!("{word:?}"))
                .collect::<Vec<_>>()
                .join(", ")
        )
    };
    let bounds = |least: usize, most: usize| format!("least: {least}, most: {most}, ");
    let (kind, more) = match row.kind {
        Kind::Number { least, most, unit } => {
            let unit = unit.as_str();
            (
                "number",
                format!("least: {least}, most: {most}, unit: {unit:?}, "),
            )
        }
        Kind::Clock => ("clock", String::new()),
        Kind::Moment => ("moment", String::new()),
        Kind::Spans => ("spans", String::new()),
        Kind::Flag => ("flag", String::new()),
        Kind::Text { least, most } => ("text", bounds(least, most)),
        Kind::Exact { least, most } => ("exact", bounds(least, most)),
        Kind::Names { most, .. } => ("names", bounds(0, most)),
        Kind::Choice { of } => ("choice", format!("of: {}, ", list(of))),
        Kind::Choices { of, least } => ("choices", format!("of: {}, least: {least}, ", list(of))),
        Kind::Folder { most } => ("folder", bounds(0, most)),
        Kind::Picture => ("picture", String::new()),
        Kind::Qris => ("qris", String::new()),
        Kind::Account => ("account", bounds(0, siap::domain::bounds::ACCOUNT_LENGTH)),
    };
    let usual = text(row.value_in(new).cloned().unwrap_or_default()).replace("\",\"", "\", \"");
    let (key, group) = (row.key, row.group.as_str());
    let begin = format!("key: {key:?}, kind: {kind:?}, {more}");
    let end = format!("usual: {usual}, group: {group:?}");
    if begin.len() + end.len() <= WIDTH - "  {  },".len() {
        format!("  {{ {begin}{end} }},\n")
    } else {
        format!("  {{\n    {}\n    {end},\n  }},\n", begin.trim_end())
    }
}

#[test]
fn the_pages_know_of_settings_what_the_table_says() {
    let new = serde_json::to_value(Settings::default()).expect("JSON");
    let mut module = HEAD.to_owned();
    for row in SETTINGS {
        module.push_str(&line(row, &new));
    }
    writeln!(module, "]").expect("a text grows");
    if env::var_os(WRITE).is_some() {
        fs::write(path(MODULE), &module).expect("the module is written");
    }
    let written = fs::read_to_string(path(MODULE)).unwrap_or_default();
    assert!(
        written == module,
        "{MODULE} is not the table's; {WRITE}=1 writes it"
    );
}

#[test]
fn every_setting_has_words_in_both_languages() {
    for language in ["id", "en"] {
        let words = path(&format!("static/i18n/owner/{language}.json"));
        let words: Value =
            serde_json::from_str(&fs::read_to_string(words).expect("words")).expect("JSON");
        for row in SETTINGS {
            assert!(
                words[row.label()].is_string(),
                "{} in {language}",
                row.label()
            );
            if let Kind::Number { unit, .. } = row.kind {
                let unit = format!("unit.{}", unit.as_str());
                assert!(words[&unit].is_string(), "{unit} in {language}");
            }
        }
    }
}
