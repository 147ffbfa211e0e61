//! Rows as files: CSV for spreadsheets (RFC 4180), in which no text is ever taken for a formula, and
//! JSON Lines for scripts.

use std::fmt::Display;

use serde::{Serialize, Serializer, ser::SerializeMap};

/// A file's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For spreadsheets.
    Csv,
    /// A line of JSON for each row (jsonlines.org).
    Json,
}

impl Form {
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
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/jsonl",
        }
    }

    /// What such a file's name ends in.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "jsonl",
        }
    }

    /// What such a file begins with.
    pub(super) fn head(self, columns: &[&str]) -> Vec<u8> {
        match self {
            Self::Csv => csv([columns.iter().map(ToString::to_string)]),
            Self::Json => Vec::new(),
        }
    }

    /// These rows, as they follow one another in such a file.
    pub(super) fn rows(self, columns: &[&str], rows: Vec<Row>) -> Vec<u8> {
        match self {
            Self::Csv => csv(rows.into_iter().map(|row| row.into_iter().map(Cell::shown))),
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
    /// What the program itself says, or somebody typed.
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

    fn shown(self) -> String {
        match self {
            Self::Text(text) => harmless(text),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// A row with the names of its columns, in their order.
struct Named<'a>(&'a [&'a str], &'a [Cell]);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}

fn csv<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = out.write_record(row);
    }
    out.into_inner().unwrap_or_default()
}

/// What a customer typed must not be calculated by the owner's spreadsheet (OWASP, CSV injection).
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_text_whatever_somebody_typed() {
        let typed = ["=1+1", "+62", "-1", "@SUM(A1)", "\tx", "a,\"b\"\nc", "Nasi"];
        let row = typed.map(Cell::text).to_vec();
        let bytes = Form::Csv.rows(&[""; 7], vec![row]);
        let text = std::str::from_utf8(&bytes).expect("text");
        assert_eq!(
            text,
            "'=1+1,'+62,'-1,'@SUM(A1),'\tx,\"a,\"\"b\"\"\nc\",Nasi\r\n"
        );
    }

    #[test]
    fn money_that_went_out_is_a_number_to_calculate_with() {
        let row = vec![Cell::Number(-5_000), Cell::Flag(true), Cell::Empty];
        let bytes = Form::Csv.rows(&["sum", "paid", "by"], vec![row.clone()]);
        assert_eq!(bytes, b"-5000,true,\r\n");
        let bytes = Form::Json.rows(&["sum", "paid", "by"], vec![row]);
        assert_eq!(bytes, b"{\"sum\":-5000,\"paid\":true,\"by\":null}\n");
    }
}
