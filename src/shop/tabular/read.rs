//! Reads a table that a spreadsheet has saved as CSV.
//!
//! Which sign separates cells is the spreadsheet's own matter and stands nowhere in the file: it is the one by which
//! the first line has most of the headings that are asked for.

use csv::{ByteRecord, ReaderBuilder};

use super::typed;
use crate::domain::{Refusal, TableError, TableFault, TableRow};

/// What spreadsheets separate cells by.
const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// More rows than any menu has.
const MOST_ROWS: usize = 20_000;
/// More cells in a row than any menu has columns.
const MOST_CELLS: usize = 100;

/// The rows of a CSV file (RFC 4180), the first line among them, of which `known` counts the headings. A byte order
/// mark before it is no part of it, and rows of nothing but separators are passed over.
///
/// # Errors
/// [`Refusal::UnfitTable`] for a file that is no text or has none of the headings, [`Refusal::MenuFull`] for too many
/// rows.
pub fn read_table(bytes: &[u8], known: fn(&[String]) -> usize) -> Result<Vec<TableRow>, Refusal> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let no_text = || TableError::from(TableFault::NotText);
    let text = str::from_utf8(text).map_err(|_| no_text())?;
    if text.contains('\0') {
        return Err(no_text().into());
    }
    // None where there are more cells than are looked at.
    let headings = |delimiter| {
        let first = rows(text, delimiter).next();
        first.map_or(Some(0), |row| (!is_broad(&row)).then(|| known(&row.cells)))
    };
    let counted = DELIMITERS.map(|delimiter| (delimiter, headings(delimiter)));
    // The first of the best.
    let best = counted
        .iter()
        .rev()
        .max_by_key(|(_, headings)| headings.unwrap_or(0));
    let best = best.filter(|(_, headings)| headings.is_some_and(|known| known > 0));
    let Some((delimiter, _)) = best else {
        let is_broad = counted.iter().any(|(_, headings)| headings.is_none());
        let no_headings = TableError::from(TableFault::NoHeadings).into();
        return Err(if is_broad {
            Refusal::MenuFull
        } else {
            no_headings
        });
    };
    let mut read = Vec::new();
    for row in rows(text, *delimiter) {
        if !is_broad(&row) && row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if read.len() == MOST_ROWS || is_broad(&row) {
            return Err(Refusal::MenuFull);
        }
        read.push(row);
    }
    Ok(read)
}

/// Whether it has more cells than are read.
const fn is_broad(row: &TableRow) -> bool {
    row.cells.len() > MOST_CELLS
}

/// Of each row no more cells than tell that it is too broad.
fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = TableRow> {
    let reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let cell = |bytes: &[u8]| typed(&String::from_utf8_lossy(bytes));
    let records = reader.into_byte_records().map_while(Result::ok);
    let (mut line, mut counted) = (1, 0);
    records.map(move |record: ByteRecord| {
        // The library's own count takes the second half of a line's end for the begin of the next.
        let at = record.position().map_or(0, csv::Position::byte);
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
        let rest = &text.as_bytes()[at..];
        let blank = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        line += line_ends(&text.as_bytes()[counted..at + blank]);
        counted = at + blank;
        TableRow {
            line,
            cells: record.iter().take(MOST_CELLS + 1).map(cell).collect(),
        }
    })
}

/// How many lines end within this, by `\r\n`, `\n` or `\r`.
fn line_ends(bytes: &[u8]) -> u64 {
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(cells: &[String]) -> usize {
        assert!(cells.len() <= MOST_CELLS, "bounded before it is read");
        cells
            .iter()
            .filter(|cell| ["nama", "harga"].contains(&cell.as_str()))
            .count()
    }

    fn read(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let rows = read_table(bytes, known).expect("a table");
        rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn a_table_is_read_by_whichever_sign_separates_it_with_and_without_its_mark() {
        let cells = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let nasi = vec![
            (1, cells(["nama", "harga"])),
            (2, cells(["Nasi, \"putih\"; 1", "5000"])),
        ];
        for file in [
            "nama;harga\n\"Nasi, \"\"putih\"\"; 1\";5000\n",
            "nama,harga\r\n\"Nasi, \"\"putih\"\"; 1\",5000\r\n",
            "nama\tharga\r\n\"Nasi, \"\"putih\"\"; 1\"\t5000",
            "\u{feff}nama;harga\r\n\"Nasi, \"\"putih\"\"; 1\";5000\r\n;\r\n\r\n",
            "\u{feff}nama,harga\n\"Nasi, \"\"putih\"\"; 1\",5000\n",
        ] {
            assert_eq!(read(file.as_bytes()), nasi, "{file:?}");
        }
        // A cell of two lines counts as two of the file, and so does a line of nothing.
        let two = read(b"nama;harga\r\n\"Nasi\nputih\";1\r\n\r\nTeh;2\r\n");
        assert_eq!(
            two.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [1, 2, 5]
        );
    }

    #[test]
    fn what_is_no_table_of_these_headings_is_refused_in_full() {
        let refused = |bytes: &[u8]| read_table(bytes, known).expect_err("no table").code();
        assert_eq!(refused(b""), "table_no_headings");
        assert_eq!(refused(b"a;b\n1;2\n"), "table_no_headings");
        assert_eq!(refused(b"nama;harga\nCaf\xe9;1\n"), "table_not_text");
        let wide: Vec<u8> = "\u{feff}nama"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(refused(&wide), "table_not_text");
        assert_eq!(refused(b"PK\x03\x04\0\0nama"), "table_not_text");
        let long = ["nama\n", &"Nasi\n".repeat(MOST_ROWS)].concat();
        assert_eq!(refused(long.as_bytes()), "menu_full");
        let broad = ["nama;harga", &";x".repeat(MOST_CELLS), "\n"].concat();
        assert_eq!(refused(broad.as_bytes()), "menu_full");
        // A heading with commas in a file of semicolons is no row of a hundred cells.
        let commas = ["nama;harga;\"", &",".repeat(MOST_CELLS), "\"\nTeh;1;\n"].concat();
        assert_eq!(read(commas.as_bytes()).len(), 2);
    }
}
