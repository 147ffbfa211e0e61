//! What people type, made fit to keep: one spelling for one text, nothing that cannot be seen, and nothing that steers a
//! screen.

use unicode_normalization::UnicodeNormalization;

use super::Refusal;

/// Why a text cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnfitText {
    /// Something in it steers a screen or a printer instead of being read.
    Steering,
    /// More characters than allowed.
    TooLong,
}

impl UnfitText {
    /// The refusal for a field that may have `most` characters.
    #[must_use]
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
/// read otherwise than it did for who wrote it.
///
/// # Errors
/// When it is longer than `most` characters or steers a screen.
pub fn fit(text: &str, most: usize) -> Result<String, UnfitText> {
    let text = not_steering(text, most)?;
    within(seen(&text.nfc().collect::<String>()).nfc().collect(), most)
}

/// What another program spells, such as the path of a folder: trimmed, and otherwise as it is.
///
/// # Errors
/// When it is longer than `most` characters or steers a screen.
pub fn fit_exact(text: &str, most: usize) -> Result<String, UnfitText> {
    within(not_steering(text, most)?.to_owned(), most)
}

/// What two names have in common that read the same, capitals aside.
#[must_use]
pub fn key(name: &str) -> String {
    let shown: String = name
        .chars()
        .filter(|&letter| !is_invisible(letter))
        .collect();
    seen(&shown).to_lowercase().nfc().collect()
}

fn not_steering(text: &str, most: usize) -> Result<&str, UnfitText> {
    // Longer than any spelling of an allowed text could be: not worth looking through.
    if text.len() > most.saturating_mul(32).saturating_add(1024) {
        return Err(UnfitText::TooLong);
    }
    let text = text.trim();
    if text.chars().any(steers) {
        return Err(UnfitText::Steering);
    }
    Ok(text)
}

fn within(text: String, most: usize) -> Result<String, UnfitText> {
    if text.chars().count() > most {
        return Err(UnfitText::TooLong);
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
    let mut space = false;
    for letter in text.chars() {
        if is_space(letter) {
            (space, before) = (true, None);
            continue;
        }
        if is_invisible(letter) && !before.is_some_and(|before| shapes(letter, before)) {
            continue;
        }
        if space && !kept.is_empty() {
            kept.push(' ');
        }
        kept.push(letter);
        (space, before) = (false, Some(letter));
    }
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

/// Whether a mark without a shape changes that of what stands `before` it: a joiner in a picture made of several or in
/// a script whose letters join, a choice between two shapes, the letters of a region's flag. Alone, or after a letter
/// that it does nothing to, it would only make two names of one.
fn shapes(mark: char, before: char) -> bool {
    // No alphabet before Hebrew's place in Unicode has letters that join.
    let joins = before >= '\u{590}';
    match mark {
        '\u{200c}' | '\u{200d}' => joins && !matches!(before, '\u{200c}' | '\u{200d}'),
        '\u{fe00}'..='\u{fe0f}' => {
            (joins || matches!(before, '#' | '*' | '0'..='9' | '©' | '®')) && !is_invisible(before)
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' => ('\u{1820}'..='\u{18aa}').contains(&before),
        '\u{e0100}'..='\u{e01ef}' => before >= '\u{3400}' && !is_invisible(before),
        '\u{e0020}'..='\u{e007f}' => matches!(before, '\u{1f3f4}' | '\u{e0020}'..='\u{e007e}'),
        _ => false,
    }
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
            "葛\u{e0100}",
        ] {
            assert_eq!(fit(text, 60).as_deref(), Ok(text), "{text:?}");
        }
        // One is enough.
        assert_eq!(fit("❤\u{fe0f}\u{fe0f}", 60).as_deref(), Ok("❤\u{fe0f}"));
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
        assert_eq!(fit_exact("/a\nb", 60), Err(UnfitText::Steering));
        assert_eq!(fit_exact("/aaa", 3), Err(UnfitText::TooLong));
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
            assert_eq!(fit(text, 60), Err(UnfitText::Steering), "{text:?}");
        }
        // Families of people are one picture held together by a joiner.
        assert!(fit("👨\u{200d}👩\u{200d}👧", 5).is_ok());
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert!(fit(&"日".repeat(60), 60).is_ok());
        assert_eq!(fit(&"日".repeat(61), 60), Err(UnfitText::TooLong));
        assert_eq!(fit(&"a".repeat(1 << 20), 60), Err(UnfitText::TooLong));
    }
}
