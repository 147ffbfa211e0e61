//! Letters that a printer can print, and the cells of those it lacks.
//!
//! Code pages differ from clone to clone, so nothing but ASCII is sent as text. Accents go (é is e); a letter without a
//! plain form (ß, ø, ł) and a few signs are drawn from Spleen 12x24 (BSD-2-Clause, `spleen/LICENSE`), of which
//! `spleen/12x24.bin` holds those and ASCII: two bytes of code point, then 24 rows of 12 bits each, by code point.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::domain::DRAWN_NAME_HEIGHT;

const FONT: &[u8] = include_bytes!("spleen/12x24.bin");
/// Bytes of a letter in it.
const RECORD: usize = 38;
/// Dots of a cell.
pub(super) const WIDTH: usize = 12;
/// Dots of a cell.
pub(super) const HEIGHT: usize = DRAWN_NAME_HEIGHT;
/// What stands for letters that cannot be printed.
const UNKNOWN: char = '?';

/// The text in letters that can be printed: each is ASCII or in the font, and takes one cell. What is in another script
/// becomes one question mark, and pictures among the letters go.
pub(super) fn legible(text: &str) -> String {
    let mut legible = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            ' '..='~' => legible.push(letter),
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => legible.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' => legible.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => legible.push('-'),
            '\u{2026}' => legible.push_str("..."),
            _ if is_private(letter) || cell(letter).is_some() => legible.push(letter),
            _ if letter.is_whitespace() => legible.push(' '),
            _ if is_picture(letter) => {}
            _ => other(letter, &mut legible),
        }
    }
    if legible.trim().is_empty() && !text.trim().is_empty() {
        return UNKNOWN.to_string();
    }
    legible
}

/// Whether a printer has letters for all of a text, or forms of them that say the same.
pub fn has_letters_for(text: &str) -> bool {
    let unknown = |text: &str| text.matches(UNKNOWN).count();
    unknown(&legible(text)) <= unknown(text)
}

/// Letters without a meaning of their own, which stand for the cells of drawn names.
pub(super) fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}')
}

/// A letter that is another form of plain ones, such as a wide one; else a question mark, one for a row of them.
fn other(letter: char, legible: &mut String) {
    let plain: String = std::iter::once(letter).nfkd().collect();
    if plain.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        legible.push_str(&plain);
    } else if !legible.ends_with(UNKNOWN) {
        legible.push(UNKNOWN);
    }
}

/// Emoji, dingbats, and what joins and colours them.
fn is_picture(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x200c..=0x200d | 0x20e3 | 0x2600..=0x27bf | 0x2b00..=0x2bff | 0xfe00..=0xfe0f | 0x1f000..=0x1faff
            | 0xe_0000..=0xe_0fff
    )
}

/// The rows of a letter's cell from the top; the first dot is bit 11.
pub(super) fn cell(letter: char) -> Option<[u16; HEIGHT]> {
    let wanted = u16::try_from(u32::from(letter)).ok()?;
    let record = |at: usize| FONT.get(at * RECORD..(at + 1) * RECORD);
    let (mut low, mut high) = (0, FONT.len() / RECORD);
    while low < high {
        let middle = usize::midpoint(low, high);
        let [first, second, bits @ ..] = record(middle)? else {
            return None;
        };
        match u16::from_be_bytes([*first, *second]).cmp(&wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(unpacked(bits)),
        }
    }
    None
}

fn unpacked(bits: &[u8]) -> [u16; HEIGHT] {
    let mut rows = [0; HEIGHT];
    for (pair, three) in rows.chunks_mut(2).zip(bits.chunks(3)) {
        if let ([first, second], [a, b, c]) = (pair, three) {
            let (a, b, c) = (u16::from(*a), u16::from(*b), u16::from(*c));
            *first = a << 4 | b >> 4;
            *second = (b & 0xf) << 8 | c;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_letters_that_every_printer_has() {
        for (typed, printed) in [
            ("Nasi Goreng", "Nasi Goreng"),
            ("Crème brûlée", "Creme brulee"),
            ("Phở bò", "Pho bo"),
            ("“Bu Sri’s” – es…", "\"Bu Sri's\" - es..."),
            ("Weiß, Łódź", "Weiß, Łodz"),
            ("½ porsi · €5", "½ porsi · €5"),
            ("Budi 🌸❤\u{fe0f}", "Budi "),
            ("👨\u{200d}👩\u{200d}👧", "?"),
            ("阿明", "?"),
            ("Pak 阿 明", "Pak ? ?"),
            ("أحمد", "?"),
            ("ＡＢ１", "AB1"),
            ("a\u{a0}b", "a b"),
            ("a\u{1b}@b", "a?@b"),
        ] {
            assert_eq!(legible(typed), printed, "{typed:?}");
            assert!(
                legible(typed).chars().all(|letter| cell(letter).is_some()),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn the_font_has_every_letter_of_ascii_and_is_small() {
        for letter in ' '..='~' {
            let cell = cell(letter).expect("in the font");
            assert_eq!(cell == [0; HEIGHT], letter == ' ', "{letter}");
            assert!(cell.iter().all(|row| *row < 1 << WIDTH));
        }
        assert!(FONT.len() <= 12_000 && FONT.len().is_multiple_of(RECORD));
        assert_eq!(cell('\u{feff}'), None);
    }
}
