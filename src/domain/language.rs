//! The two languages of the shop, and words that exist in both.

use serde::{Deserialize, Serialize};

use super::string_enum::string_enum;

string_enum! {
    /// A language people read Siap in.
    pub enum Language {
        /// Indonesian, the first language.
        Indonesian = "id",
        /// English, complete.
        English = "en",
    }
}

impl Language {
    /// The best of ours for an `Accept-Language` header (RFC 9110, section 12.5.4), if any.
    #[must_use]
    pub fn from_accept(header: &str) -> Option<Self> {
        header
            .split(',')
            .enumerate()
            .filter_map(|(place, range)| {
                let mut parts = range.split(';').map(str::trim);
                let primary = parts.next()?.split('-').next()?.to_ascii_lowercase();
                let quality = parts
                    .find_map(|part| part.strip_prefix("q="))
                    .map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
                let language = match primary.as_str() {
                    // "in" is the code Android still sends for Indonesian.
                    "id" | "in" => Self::Indonesian,
                    "en" => Self::English,
                    _ => return None,
                };
                (quality > 0.0).then_some((language, quality, place))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.2.cmp(&a.2)))
            .map(|(language, _, _)| language)
    }
}

/// A name or a text in both languages; English falls back to Indonesian when it is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    /// In Indonesian.
    pub id: String,
    /// In English; may be empty.
    #[serde(default)]
    pub en: String,
}

impl Words {
    /// The text in `language`.
    pub fn r#in(&self, language: Language) -> &str {
        match language {
            Language::English if !self.en.is_empty() => &self.en,
            Language::English | Language::Indonesian => &self.id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_best_that_the_browser_asks_for() {
        use Language::{English, Indonesian};
        for (header, language) in [
            ("id-ID,id;q=0.9,en-US;q=0.8", Some(Indonesian)),
            ("en-GB,en;q=0.9,id;q=0.3", Some(English)),
            ("fr;q=1, en;q=0.2, id;q=0.4", Some(Indonesian)),
            ("in", Some(Indonesian)),
            ("de, en;q=0", None),
            ("", None),
            ("*", None),
        ] {
            assert_eq!(Language::from_accept(header), language, "{header}");
        }
    }
}
