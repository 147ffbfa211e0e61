//! Typed text, normalised before it is stored: one spelling for one text, no invisible characters, no terminal control
//! codes.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Refusal;

/// Why a text cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidText {
    /// Something in it steers a screen or a printer instead of being read.
    Steering,
    /// More characters than allowed.
    TooLong,
}

impl InvalidText {
    /// The refusal for a field that may have `most` characters.
    pub const fn of(self, field: &'static str, most: usize) -> Refusal {
        match self {
            Self::Steering => Refusal::ControlCharacters { field },
            Self::TooLong => Refusal::TextTooLong { field, most },
        }
    }
}

/// A text that people read, made fit to keep: brought to NFC (Unicode Standard Annex #15), so that the same name
/// typed on two keyboards is the same name; with one plain space where there is any space; and without what cannot be
/// seen. Lengths count characters, as a person does.
///
/// What cannot be seen is dropped and not refused: it comes along when a name is copied from a message or a page, and
/// who sent it could not find what to take out. What turns or breaks the line is refused: without it the text would
/// read differently from how it was written.
///
/// # Errors
/// When it is longer than `most` characters or steers a screen.
pub fn fit(text: &str, most: usize) -> Result<String, InvalidText> {
    let text = not_steering(text, most)?;
    // Most are: nothing in ASCII is composed, nor invisible but for what steers.
    if text.is_ascii() && !text.contains("  ") {
        return within(text.to_owned(), most);
    }
    let mut text: String = text.nfc().collect();
    loop {
        // What went may have kept a letter and its accent apart.
        let seen: String = seen(&text).nfc().collect();
        if seen == text {
            return within(text, most);
        }
        text = seen;
    }
}

/// What another program spells, such as the path of a folder: trimmed, and else as it is.
///
/// # Errors
/// When it is longer than `most` characters or steers a screen.
pub fn fit_exact(text: &str, most: usize) -> Result<String, InvalidText> {
    within(not_steering(text, most)?.to_owned(), most)
}

/// What two names have in common that read the same, capitals aside.
pub fn key(name: &str) -> String {
    let shown: String = name
        .chars()
        .filter(|&letter| !is_invisible(letter))
        .collect();
    seen(&shown).to_lowercase().nfc().collect()
}

fn not_steering(text: &str, most: usize) -> Result<&str, InvalidText> {
    // Longer than an allowed text in any spelling, so it is not read.
    if text.len() > most.saturating_mul(32).saturating_add(1024) {
        return Err(InvalidText::TooLong);
    }
    let text = text.trim();
    if text.chars().any(steers) {
        return Err(InvalidText::Steering);
    }
    Ok(text)
}

fn within(text: String, most: usize) -> Result<String, InvalidText> {
    if text.chars().count() > most {
        return Err(InvalidText::TooLong);
    }
    Ok(text)
}

/// Control characters; line and paragraph separators; and the marks that turn the direction of what
/// follows (Unicode Standard Annex #9), with which a name could be made to read as another.
fn steers(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Without what cannot be seen, and with one kind of space, one at a time and between words only.
fn seen(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    // Stays or goes by what comes after it.
    let mut joiner = None;
    let mut space = false;
    for letter in text.chars() {
        if is_space(letter) {
            kept.extend(before.and_then(|before| joins(joiner.take()?, before, None)));
            (space, before) = (true, None);
            continue;
        }
        if is_invisible(letter) {
            let Some(last) = before.filter(|_| joiner.is_none()) else {
                continue;
            };
            if is_joiner(letter) {
                joiner = Some(letter);
            } else if shapes(letter, last) {
                kept.push(letter);
                before = Some(letter);
            }
            continue;
        }
        kept.extend(before.and_then(|before| joins(joiner.take()?, before, Some(letter))));
        if space && !kept.is_empty() {
            kept.push(' ');
        }
        kept.push(letter);
        (space, before) = (false, Some(letter));
    }
    kept.extend(before.and_then(|before| joins(joiner?, before, None)));
    kept
}

/// A space of any width; the Braille pattern without dots is as empty.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter == '\u{2800}'
}

/// What has no shape of its own: Unicode's `Default_Ignorable_Code_Point` (Unicode 17, section 5.21), and the marks
/// around a gloss.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{180e}' | '\u{200c}' | '\u{200d}')
}

/// The joiner, where it changes the shape of what stands on either side (Unicode 17, section 23.2): between letters
/// that join, or in a picture made of several. `after` is none before a space and at the end, where only the last
/// consonant of a word without its vowel (as Malayalam's chillu letters) is written with one.
fn joins(joiner: char, before: char, after: Option<char>) -> Option<char> {
    let joins = match (joiner, after) {
        ('\u{180e}', Some(after)) => is_mongolian(before) && is_mongolian(after),
        ('\u{200c}', Some(after)) => has_joined_letters(before) && has_joined_letters(after),
        ('\u{200d}', Some(after)) => {
            let in_picture = is_picture(before) || before == '\u{fe0f}';
            has_joined_letters(before) || (in_picture && is_picture(after))
        }
        ('\u{200d}', None) => is_virama(before),
        _ => false,
    };
    joins.then_some(joiner)
}

/// Whether a mark without a shape changes that of what stands `before` it: a choice between two shapes, the letters of
/// a region's flag. After a letter that it does nothing to, it would only make two names of one.
fn shapes(mark: char, before: char) -> bool {
    match mark {
        '\u{fe0e}' | '\u{fe0f}' => {
            is_picture(before) || matches!(before, '#' | '*' | '0'..='9' | '©' | '®')
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' => is_mongolian(before),
        '\u{e0100}'..='\u{e01ef}' => matches!(before,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'),
        '\u{e0020}'..='\u{e007f}' => matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'),
        _ => false,
    }
}

/// A letter, or a mark on one, of a script whose letters join: those written like Arabic, and those of India and of
/// what lies around it, where a consonant joins the next.
fn has_joined_letters(letter: char) -> bool {
    let is_of_such_a_script = matches!(letter,
        // Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa, Manichaean to Sogdian, Rohingya, Adlam.
        '\u{600}'..='\u{77f}' | '\u{7c0}'..='\u{7ff}' | '\u{840}'..='\u{8ff}' | '\u{1800}'..='\u{18af}'
        | '\u{a840}'..='\u{a87f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10ac0}'..='\u{10baf}' | '\u{10d00}'..='\u{10d3f}' | '\u{10f30}'..='\u{10fdf}'
        | '\u{1e900}'..='\u{1e95f}'
        // Devanagari to Sinhala, Myanmar, Khmer, Balinese to Batak, Javanese, and rarer ones.
        | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1b00}'..='\u{1bff}'
        | '\u{a800}'..='\u{a82f}' | '\u{a880}'..='\u{a9df}' | '\u{11000}'..='\u{11fff}');
    is_of_such_a_script && (letter.is_alphabetic() || is_combining_mark(letter))
}

/// Where a consonant has lost its vowel, in the scripts that write it with a joiner at the end of a word.
fn is_virama(letter: char) -> bool {
    matches!(
        letter,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
    )
}

fn is_mongolian(letter: char) -> bool {
    ('\u{1820}'..='\u{18aa}').contains(&letter)
}

/// A sign that can be drawn as a small picture (Unicode Technical Standard #51).
fn is_picture(letter: char) -> bool {
    matches!(letter,
        '‼' | '⁉' | '™' | 'ℹ' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | 'Ⓜ'
        | '\u{25a0}'..='\u{27bf}' | '⤴' | '⤵' | '\u{2b00}'..='\u{2bff}' | '〰' | '〽' | '㊗' | '㊙'
        | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_spelling() {
        assert_eq!(fit(" Rene\u{301} ", 4), Ok("Ren\u{e9}".to_owned()));
        assert_eq!(fit("", 4), Ok(String::new()));
        for spelt in [
            "Es\u{a0}Teh",
            "Es\u{3000}\u{2009}Teh",
            "Es  Teh",
            "\u{feff}Es Teh",
            "E\u{ad}s\u{200b} \u{2060}Te\u{200d}h\u{200e}",
        ] {
            assert_eq!(fit(spelt, 6), Ok("Es Teh".to_owned()), "{spelt:?}");
        }
        // Dropped between a letter and its accent, it does not keep them apart.
        assert_eq!(fit("Rene\u{200b}\u{301}", 4), Ok("Ren\u{e9}".to_owned()));
    }

    #[test]
    fn what_has_nothing_to_see_is_empty() {
        for nothing in [
            "\u{200b}\u{200b}",
            "\u{200d}\u{fe0f}\u{200c}",
            " \u{2060} \u{a0}\u{3000}",
            "\u{3164}",
            "\u{115f}\u{1160}\u{ffa0}",
            "\u{2800}\u{2800}",
            "\u{ad}\u{34f}\u{61c}\u{180e}",
            "\u{e0041}\u{e0042}",
            "\u{feff}",
        ] {
            assert_eq!(fit(nothing, 60), Ok(String::new()), "{nothing:?}");
            assert_eq!(key(nothing), "", "{nothing:?}");
        }
    }

    #[test]
    fn a_mark_that_shapes_what_is_before_it_stays() {
        for text in [
            // A heart on fire, a keycap, Wales' flag; a Persian and a Malayalam word; two forms of one ideograph.
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
            "می\u{200c}خواهم",
            "ന\u{d4d}\u{200d}",
            "അവന\u{d4d}\u{200d} വന\u{d4d}\u{200d}",
            "葛\u{e0100}",
            // Families, flags and signs; a sign drawn as text; Arabic, Syriac, Devanagari, Javanese, Mongolian.
            "👨\u{200d}👩\u{200d}👧",
            "👩🏽\u{200d}🍳",
            "🏳\u{fe0f}\u{200d}🌈",
            "🇮🇩",
            "☺\u{fe0e}",
            "©\u{fe0f}",
            "ه\u{200d}.ق",
            "ܫ\u{200c}ܠ",
            "क\u{94d}\u{200d}ष",
            "क\u{94d}\u{200c}ष",
            "ꦏ\u{a9c0}\u{200c}ꦱ",
            "\u{182d}\u{180b}\u{1820}",
            "\u{182a}\u{180e}\u{1820}",
        ] {
            assert_eq!(fit(text, 60).as_deref(), Ok(text), "{text:?}");
            assert_eq!(
                fit(&format!("{text} "), 60).as_deref(),
                Ok(text),
                "{text:?}"
            );
        }
        // One is enough.
        assert_eq!(fit("❤\u{fe0f}\u{fe0f}", 60).as_deref(), Ok("❤\u{fe0f}"));
    }

    #[test]
    fn a_mark_that_shapes_nothing_goes() {
        for letter in [
            "’",
            "–",
            "€",
            "ế",
            "ก",
            "あ",
            "カ",
            "阿明",
            "한",
            "ש",
            "Я",
            "1",
            "、",
            "ب",
            "م\u{650}",
            "क",
            "ꦏ\u{a9c0}",
            "\u{182d}",
            "😀",
            "❤\u{fe0f}",
        ] {
            for mark in [
                "\u{200d}",
                "\u{200c}",
                "\u{180e}",
                "\u{fe00}",
                "\u{200d}\u{200b}",
                "\u{200d}\u{fe0f}",
            ] {
                for (spelt, kept) in [
                    (format!("{letter}{mark}"), letter.to_owned()),
                    (format!("{letter}{mark} B"), format!("{letter} B")),
                ] {
                    assert_eq!(fit(&spelt, 60), Ok(kept), "{spelt:?}");
                }
            }
        }
        for letter in [
            "’", "€", "ế", "ก", "あ", "阿明", "한", "ש", "Я", "1", "、", "😀",
        ] {
            for mark in ["\u{200d}", "\u{200c}", "\u{180e}"] {
                let spelt = format!("{letter}{mark}B");
                assert_eq!(fit(&spelt, 60), Ok(format!("{letter}B")), "{spelt:?}");
            }
        }
        // A choice between text and picture where there is none.
        for letter in [
            "’", "€", "ế", "ก", "あ", "阿明", "한", "ש", "Я", "A", "ب", "क",
        ] {
            for mark in ["\u{fe0e}", "\u{fe0f}", "\u{e0041}"] {
                let spelt = format!("{letter}{mark}");
                assert_eq!(fit(&spelt, 60).as_deref(), Ok(letter), "{spelt:?}");
            }
        }
        assert_eq!(fit("あ\u{e0100}", 60).as_deref(), Ok("あ"));
        // Kept apart by a mark that goes, letter and accent are one again, and so is what is fit.
        let mixed = "ب\u{301}\u{200b}\u{64e}\u{200c}ب";
        let kept = fit(mixed, 60).expect("a text");
        assert_eq!(fit(&kept, 60), Ok(kept));
    }

    #[test]
    fn names_that_read_the_same_have_one_key() {
        let key_of = key("Es Teh Manis");
        for name in [
            "es teh manis",
            "ES\u{a0}TEH  MANIS",
            "Es Te\u{200d}h Manis\u{fe0f}",
        ] {
            assert_eq!(key(name), key_of, "{name:?}");
        }
        assert_ne!(key("Es Teh"), key_of);
    }

    #[test]
    fn what_another_program_spells_stays_as_it_is() {
        let path = "/media/Kasir\u{a0}1/e\u{301}  x";
        assert_eq!(fit_exact(path, 60).as_deref(), Ok(path));
        assert_eq!(fit_exact("/a\nb", 60), Err(InvalidText::Steering));
        assert_eq!(fit_exact("/aaa", 3), Err(InvalidText::TooLong));
    }

    #[test]
    fn what_steers_a_screen_is_no_text() {
        for text in [
            "a\0b",
            "a\nb",
            "a\u{1b}[2J",
            "a\u{202e}b",
            "a\u{2028}b",
            "a\u{85}b",
        ] {
            assert_eq!(fit(text, 60), Err(InvalidText::Steering), "{text:?}");
        }
        // Families of people are one picture held together by a joiner.
        assert!(fit("👨\u{200d}👩\u{200d}👧", 5).is_ok());
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert!(fit(&"日".repeat(60), 60).is_ok());
        assert_eq!(fit(&"日".repeat(61), 60), Err(InvalidText::TooLong));
        assert_eq!(fit(&"a".repeat(1 << 20), 60), Err(InvalidText::TooLong));
    }
}
