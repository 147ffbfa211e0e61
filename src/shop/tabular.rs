//! Rows as files: CSV for the spreadsheets of the shop's country (RFC 4180), in which no text is ever taken for a
//! formula, and JSON Lines for scripts.

mod read;

use std::fmt::Display;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Serialize, Serializer, ser::SerializeMap};

pub use read::read_table;

use crate::domain::{Language, Money};

/// A file's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// For spreadsheets.
    Csv,
    /// A line of JSON for each row (jsonlines.org).
    Json,
}

impl FileFormat {
    /// Reads the word for it on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The media type of such a file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/jsonl",
        }
    }

    /// What such a file's name ends in.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "jsonl",
        }
    }

    /// What such a file begins with, where spreadsheets speak `language`.
    pub(super) fn head(self, language: Language, columns: &[impl ToString]) -> Vec<u8> {
        match self {
            Self::Csv => {
                let mut head = MARK.as_bytes().to_vec();
                head.extend(csv(language, [columns.iter().map(ToString::to_string)]));
                head
            }
            Self::Json => Vec::new(),
        }
    }

    /// These rows, as they follow one another in such a file.
    pub(super) fn rows(self, language: Language, columns: &[&str], rows: Vec<Row>) -> Vec<u8> {
        match self {
            Self::Csv => {
                let rows = rows.into_iter();
                csv(language, rows.map(|row| row.into_iter().map(Cell::shown)))
            }
            Self::Json => {
                let mut lines = Vec::new();
                for row in rows {
                    // A line of plain values cannot fail.
                    let _ = serde_json::to_writer(&mut lines, &Named(columns, &row));
                    lines.push(b'\n');
                }
                lines
            }
        }
    }
}

/// A row, a cell for each column.
pub(super) type Row = Vec<Cell>;

/// What stands in one place of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Cell {
    /// A text of the program, or one that was typed.
    Text(String),
    /// Rupiah, or how many.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A word or a name.
    pub(super) fn text(text: impl Display) -> Self {
        Self::Text(text.to_string())
    }

    /// The same, where there is one.
    pub(super) fn maybe(text: Option<impl Display>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A sum, in rupiah.
    pub(super) fn money(sum: Money) -> Self {
        Self::Number(sum.amount())
    }

    /// The same, where there is one.
    pub(super) fn money_if_any(sum: Option<Money>) -> Self {
        sum.map_or(Self::Empty, Self::money)
    }

    /// A number, where there is one.
    pub(super) fn number_if_any(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// By the clock on the shop's wall, and how far that is from UTC (RFC 3339).
    pub(super) fn time(at: Timestamp, zone: &TimeZone) -> Self {
        let at = at.to_zoned(zone.clone());
        Self::text(at.strftime("%Y-%m-%dT%H:%M:%S%:z"))
    }

    /// The same, where there is one.
    pub(super) fn time_if_any(at: Option<Timestamp>, zone: &TimeZone) -> Self {
        at.map_or(Self::Empty, |at| Self::time(at, zone))
    }

    fn shown(self) -> String {
        match self {
            Self::Text(text) => harmless(&text),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// A row with the names of its columns, in their order.
pub(super) struct Named<'a>(pub(super) &'a [&'a str], pub(super) &'a [Cell]);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}

/// What a list is separated by where people speak this: where the comma is the sign of decimals, it is the semicolon.
const fn separator(language: Language) -> u8 {
    match language {
        Language::Indonesian => b';',
        Language::English => b',',
    }
}

/// Without it Excel takes the text for one of the old alphabets.
const MARK: &str = "\u{feff}";

/// A whole table as CSV, its first row the headings, for spreadsheets that speak `language`.
pub fn write_table(language: Language, rows: Vec<Vec<String>>) -> Vec<u8> {
    let rows = rows.into_iter();
    let rows = rows.map(|row| row.into_iter().map(Cell::Text).collect());
    let mut file = MARK.as_bytes().to_vec();
    file.extend(FileFormat::Csv.rows(language, &[], rows.collect()));
    file
}

fn csv<R: IntoIterator<Item = String>>(
    language: Language,
    rows: impl IntoIterator<Item = R>,
) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(separator(language))
        .terminator(csv::Terminator::CRLF)
        // A table that was read may have shorter rows than others.
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = out.write_record(row);
    }
    out.into_inner().unwrap_or_default()
}

/// All that a spreadsheet may take for the end of a cell, in any country.
const SEPARATORS: [char; 6] = [',', ';', '\t', '|', '\n', '\r'];
/// What a formula begins with, also as keyboards of the Far East write it.
const FORMULA: [char; 8] = [
    '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// What a customer typed must not be calculated by the owner's spreadsheet (OWASP, CSV injection). Which signs that
/// takes for the ends of cells is its own matter, so that a text is harmless behind each of them. [`typed`] takes the
/// apostrophes off again.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    if begins_with_separator(text) {
        out.push('\'');
    }
    let mut rest = text;
    loop {
        if begins_formula(rest) {
            out.push('\'');
        }
        let Some(end) = rest.find(SEPARATORS) else {
            out.push_str(rest);
            return out;
        };
        // A separator is one byte.
        let (cell, others) = rest.split_at(end + 1);
        out.push_str(cell);
        rest = others;
    }
}

/// What was typed, of a cell that [`harmless`] may have written: each apostrophe that it adds goes, and no other.
fn typed(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    if begins_with_separator(rest) {
        rest = rest.strip_prefix('\'').unwrap_or(rest);
    }
    loop {
        if begins_formula(rest) {
            rest = rest.strip_prefix('\'').unwrap_or(rest);
        }
        let Some(end) = rest.find(SEPARATORS) else {
            out.push_str(rest);
            return out;
        };
        let (cell, others) = rest.split_at(end + 1);
        out.push_str(cell);
        rest = others;
    }
}

fn begins_with_separator(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(SEPARATORS)
}

/// Blanks before it are skipped by some, and quotes taken off. An apostrophe that was typed counts as one that was
/// added, or the two could not be told apart.
fn begins_formula(cell: &str) -> bool {
    let skipped = |letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '"' | '\'' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
            )
    };
    cell.trim_start_matches(skipped).starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_is_a_text_whatever_somebody_typed() {
        let typed = [
            "=1+1",
            "+62",
            "-1",
            "@SUM(A1)",
            "\tx",
            "a,\"b\"\nc",
            "Nasi",
            "x; =1",
            "|\u{ff1d}1",
            "a;\"=1",
        ];
        let row = typed.map(Cell::text).to_vec();
        let bytes = FileFormat::Csv.rows(Language::English, &[""; 10], vec![row]);
        let text = std::str::from_utf8(&bytes).expect("text");
        assert_eq!(
            text,
            "'=1+1,'+62,'-1,'@SUM(A1),'\tx,\"a,\"\"b\"\"\nc\",Nasi,x;' =1,'|'\u{ff1d}1,\"a;'\"\"=1\"\r\n"
        );
    }

    #[test]
    fn money_that_went_out_is_a_number_to_calculate_with() {
        let row = vec![Cell::Number(-5_000), Cell::Flag(true), Cell::Empty];
        let columns = ["sum", "paid", "by"];
        let bytes = FileFormat::Csv.rows(Language::English, &columns, vec![row.clone()]);
        assert_eq!(bytes, b"-5000,true,\r\n");
        let bytes = FileFormat::Csv.rows(Language::Indonesian, &columns, vec![row.clone()]);
        assert_eq!(bytes, b"-5000;true;\r\n");
        let bytes = FileFormat::Json.rows(Language::English, &columns, vec![row]);
        assert_eq!(bytes, b"{\"sum\":-5000,\"paid\":true,\"by\":null}\n");
    }

    #[test]
    fn a_file_says_that_it_is_utf_8_and_has_the_separator_of_the_shops_country() {
        let head = |language| FileFormat::Csv.head(language, &["a", "b"]);
        assert_eq!(head(Language::Indonesian), "\u{feff}a;b\r\n".as_bytes());
        assert_eq!(head(Language::English), "\u{feff}a,b\r\n".as_bytes());
        assert!(FileFormat::Json.head(Language::English, &["a"]).is_empty());
    }

    proptest! {
        #[test]
        fn no_cell_is_a_formula_by_whichever_separator_it_is_read(
            texts in proptest::collection::vec("[a-z,;\t|\n\r =+@\"'\u{ff1d}\u{a0}-]{0,12}", 1..6),
            is_english in any::<bool>(),
        ) {
            let language = if is_english { Language::English } else { Language::Indonesian };
            let columns = vec![""; texts.len()];
            let row = texts.iter().map(Cell::text).collect();
            let bytes = FileFormat::Csv.rows(language, &columns, vec![row]);
            for delimiter in *b",;\t|" {
                let mut reader = csv::ReaderBuilder::new();
                let reader = reader.delimiter(delimiter).has_headers(false).flexible(true);
                for record in reader.from_reader(bytes.as_slice()).records() {
                    for cell in &record.expect("a record") {
                        prop_assert!(!cell.trim_start().starts_with(FORMULA), "{cell:?} by {}", delimiter as char);
                    }
                }
                // One that knows no quotes finds none either.
                for cell in std::str::from_utf8(&bytes).expect("text").split([delimiter as char, '\n', '\r']) {
                    let cell = cell.trim_start().trim_start_matches('"');
                    prop_assert!(!cell.trim_start().starts_with(FORMULA), "{cell:?} by {}", delimiter as char);
                }
            }
            // In its own country each cell is what was typed.
            let mut reader = csv::ReaderBuilder::new();
            let reader = reader.delimiter(separator(language)).has_headers(false).flexible(true);
            let records: Vec<_> = reader.from_reader(bytes.as_slice()).records().collect();
            if let [Ok(record)] = records.as_slice() {
                let read: Vec<String> = record.iter().map(typed).collect();
                prop_assert_eq!(read, texts);
            }
        }
    }

    #[test]
    fn a_time_is_the_shops_own_with_how_far_it_is_from_utc() {
        let at = "2026-11-22T16:59:59.999Z".parse().expect("a time");
        for (zone, shown) in [
            ("Asia/Jakarta", "2026-11-22T23:59:59+07:00"),
            ("Asia/Jayapura", "2026-11-23T01:59:59+09:00"),
            ("UTC", "2026-11-22T16:59:59+00:00"),
        ] {
            let zone = TimeZone::get(zone).expect("a bundled zone");
            assert_eq!(Cell::time(at, &zone), Cell::text(shown));
        }
    }
}
