//! What people type, made fit to keep: one spelling for one text, and nothing that steers a screen.

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

/// Trims a text and brings it to NFC (Unicode Standard Annex #15), so that the same name typed on two
/// keyboards is the same name. Lengths count characters, as a person does.
///
/// # Errors
/// When it is longer than `most` characters or steers a screen.
pub fn fit(text: &str, most: usize) -> Result<String, UnfitText> {
    // Longer than any spelling of an allowed text could be: not worth normalising.
    if text.len() > most.saturating_mul(32).saturating_add(1024) {
        return Err(UnfitText::TooLong);
    }
    let text: String = text.trim().nfc().collect();
    if text.chars().any(steers) {
        return Err(UnfitText::Steering);
    }
    if text.chars().count() > most {
        return Err(UnfitText::TooLong);
    }
    Ok(text)
}

/// Control characters; line and paragraph separators; and the marks that turn the direction of what
/// follows (Unicode Standard Annex #9), with which a name could be made to read as another.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_spelling() {
        assert_eq!(fit(" Rene\u{301} ", 4), Ok("Ren\u{e9}".to_owned()));
        assert_eq!(fit("", 4), Ok(String::new()));
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
