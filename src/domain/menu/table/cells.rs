//! What people write into a cell: amounts, numbers, yes and no.

use crate::domain::{bounds::HIGHEST_PRICE, text};

/// An amount as a person or a spreadsheet writes it: `15000`, `15.000`, `15,000`, `Rp 15.000,00`. Rupiah have no cents
/// here, and a sign that could be a decimal one is not guessed at: `15.5` is no amount.
pub(super) fn amount(cell: &str) -> Option<i64> {
    let cell = cell.trim().to_lowercase();
    let bare = cell.strip_prefix("rp").or_else(|| cell.strip_prefix("idr"));
    let bare = bare.map_or(cell.as_str(), |bare| bare.trim_start_matches('.').trim());
    let bare = bare.strip_suffix(",-").unwrap_or(bare);
    let (whole, decimal) = without_zero_cents(bare);
    let separator = whole.chars().find(|sign| !sign.is_ascii_digit());
    let Some(separator) = separator else {
        return number(whole);
    };
    let groups: Vec<&str> = whole.split(separator).collect();
    let is_one = (1..=3).contains(&groups[0].len());
    let are_thousands = is_one && groups[1..].iter().all(|group| group.len() == 3);
    let is_separator = matches!(separator, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'');
    (is_separator && are_thousands && decimal != Some(separator))
        .then(|| number(&groups.concat()))
        .flatten()
}

/// Cents of nothing behind a decimal sign, which spreadsheets add.
fn without_zero_cents(amount: &str) -> (&str, Option<char>) {
    for sign in ['.', ','] {
        if let Some((whole, "0" | "00")) = amount.rsplit_once(sign) {
            return (whole, Some(sign));
        }
    }
    (amount, None)
}

fn number(digits: &str) -> Option<i64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    (0..=HIGHEST_PRICE).contains(&number).then_some(number)
}

/// A number from 1, also as a spreadsheet shows it with cents of nothing.
pub(super) fn counted(cell: &str) -> Option<i64> {
    let (whole, _) = without_zero_cents(cell.trim());
    number(whole).filter(|number| *number > 0)
}

/// Whether something is there to order: yes and no, and what spreadsheets make of them.
pub(super) fn answer(cell: &str) -> Option<bool> {
    match text::key(cell).as_str() {
        "ya" | "y" | "yes" | "true" | "benar" | "1" | "ada" => Some(true),
        "tidak" | "tdk" | "t" | "no" | "n" | "false" | "salah" | "0" | "habis" | "sold out" => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether a row is about an option and not about an item.
pub(super) fn is_option(cell: &str) -> Option<bool> {
    match text::key(cell).as_str() {
        "" | "menu" | "item" => Some(false),
        "opsi" | "option" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_it_is_written_here_and_abroad_and_never_guessed() {
        for (written, read) in [
            ("15000", Some(15_000)),
            ("15.000", Some(15_000)),
            ("15,000", Some(15_000)),
            ("15 000", Some(15_000)),
            ("15\u{a0}000", Some(15_000)),
            ("Rp15.000", Some(15_000)),
            ("Rp. 15.000", Some(15_000)),
            ("rp 15.000,-", Some(15_000)),
            ("IDR 15,000.00", Some(15_000)),
            ("15.000,00", Some(15_000)),
            ("15000.00", Some(15_000)),
            ("15000,0", Some(15_000)),
            ("1.250.000", Some(1_250_000)),
            (" 0 ", Some(0)),
            ("1000000000", Some(1_000_000_000)),
            ("1000000001", None),
            ("99999999999999999999", None),
            ("", None),
            ("15.5", None),
            ("15,50", None),
            ("15.00.00", None),
            ("1.5000", None),
            ("1500.000", None),
            ("15.000.00", None),
            ("15,000,00", None),
            ("1,250.000", None),
            ("-5000", None),
            ("+5000", None),
            ("15rb", None),
            ("1.5E+04", None),
            ("Rp", None),
            (".000", None),
            ("15..000", None),
            ("\u{661}\u{665}", None),
        ] {
            assert_eq!(amount(written), read, "{written:?}");
        }
        for (written, read) in [
            ("12", Some(12)),
            ("12.0", Some(12)),
            ("0", None),
            ("1,5", None),
        ] {
            assert_eq!(counted(written), read, "{written:?}");
        }
    }
}
