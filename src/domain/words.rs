//! Texts of the server in both languages, from `src/words/`.
//!
//! They are in the program and not on a disk, so the lowest layer may have them: what a receipt says is decided where
//! receipts are made.

use std::{collections::HashMap, sync::LazyLock};

use include_dir::{Dir, include_dir};

use super::Language;

static WORDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/words");

type Dictionary = HashMap<String, String>;

static INDONESIAN: LazyLock<Dictionary> = LazyLock::new(|| read("id.json"));
static ENGLISH: LazyLock<Dictionary> = LazyLock::new(|| read("en.json"));

fn read(name: &str) -> Dictionary {
    let file = WORDS.get_file(name).and_then(|file| file.contents_utf8());
    serde_json::from_str(file.unwrap_or_default()).expect("the dictionaries are checked by a test")
}

/// A sentence, with `{name}` replaced by the facts of that name.
pub fn say(language: Language, key: &str, facts: &[(&'static str, String)]) -> String {
    let dictionary = match language {
        Language::Indonesian => &INDONESIAN,
        Language::English => &ENGLISH,
    };
    let Some(sentence) = dictionary.get(key) else {
        debug_assert!(false, "no words for {key}");
        log::error!("no words for {key}");
        return key.to_owned();
    };
    facts
        .iter()
        .fold(sentence.clone(), |sentence, (name, fact)| {
            sentence.replace(&format!("{{{name}}}"), fact)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placeholders(sentence: &str) -> Vec<&str> {
        let mut names: Vec<_> = sentence
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_say_everything_with_the_same_facts() {
        for (key, sentence) in INDONESIAN.iter() {
            let english = ENGLISH
                .get(key)
                .unwrap_or_else(|| panic!("{key} is not in English"));
            assert_eq!(placeholders(sentence), placeholders(english), "{key}");
            assert!(!sentence.is_empty() && !english.is_empty(), "{key}");
        }
        assert_eq!(INDONESIAN.len(), ENGLISH.len());
    }

    #[test]
    fn every_problem_has_a_title_and_a_detail() {
        let titles = INDONESIAN
            .keys()
            .filter_map(|key| key.strip_suffix(".title"));
        for code in titles {
            assert!(INDONESIAN.contains_key(&format!("{code}.detail")), "{code}");
        }
    }
}
