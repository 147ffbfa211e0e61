//! Rows for spreadsheets (RFC 4180), in which no cell is ever taken for a formula.

use bytes::Bytes;

/// Rows as CSV.
pub(super) fn rows<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> Bytes {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to memory does not fail.
        let _ = out.write_record(row.map(harmless));
    }
    out.into_inner().unwrap_or_default().into()
}

/// What a customer typed must not be calculated by the owner's spreadsheet (OWASP, CSV injection).
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_text_whatever_somebody_typed() {
        let typed = ["=1+1", "+62", "-1", "@SUM(A1)", "\tx", "a,\"b\"\nc", "Nasi"];
        let bytes = rows([typed.map(str::to_owned)]);
        let text = std::str::from_utf8(&bytes).expect("text");
        assert_eq!(
            text,
            "'=1+1,'+62,'-1,'@SUM(A1),'\tx,\"a,\"\"b\"\"\nc\",Nasi\r\n"
        );
    }
}
