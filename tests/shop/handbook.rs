//! The handbook says what is so: its words stand on the screens, its commands exist, its pictures are there, and both
//! languages tell the same.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::support::{hire, run};

const LANGUAGES: [&str; 2] = ["id", "en"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn folder(language: &str) -> PathBuf {
    root().join("docs/handbook").join(language)
}

/// The chapters of a language by their file's name, in the order of their numbers; the contents last.
fn chapters(language: &str) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder(language)).expect("a folder");
    let paths = files.map(|file| file.expect("a file").path());
    let chapters = paths.filter(|path| path.extension().is_some_and(|it| it == "md"));
    chapters
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read_to_string(&path).expect("text"))
        })
        .collect()
}

/// What stands between `before` and `after`, each time.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    let rest = text.split(before).skip(1);
    let ends = rest.filter_map(|rest| rest.split_once(after));
    ends.map(|(inside, _)| inside).collect()
}

/// The lines of the code blocks.
fn commands(text: &str) -> Vec<&str> {
    let blocks = text.split("```").skip(1).step_by(2);
    blocks.flat_map(|block| block.lines().skip(1)).collect()
}

#[test]
fn every_link_leads_somewhere_and_every_picture_is_looked_at() {
    for language in LANGUAGES {
        let mut shown = BTreeSet::new();
        for (name, text) in chapters(language) {
            for link in between(&text, "](", ")") {
                let path = folder(language).join(link);
                assert!(path.is_file(), "{language}/{name} leads to {link}");
                if link.starts_with("pictures/") {
                    shown.insert(link.trim_start_matches("pictures/").to_owned());
                }
            }
        }
        let there = fs::read_dir(folder(language).join("pictures")).expect("pictures");
        let there: BTreeSet<String> = there
            .map(|file| file.expect("a file").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        assert_eq!(there, shown, "{language}");
        // The contents name every chapter.
        let all = chapters(language);
        for name in all.keys().filter(|name| *name != "README.md") {
            assert!(all["README.md"].contains(&format!("]({name})")), "{name}");
        }
    }
}

#[test]
fn both_languages_tell_the_same() {
    /// What a chapter is made of, without its words: headings, steps, pictures, points, commands.
    fn bones(text: &str) -> Vec<String> {
        let mut code = false;
        let mut bones = Vec::new();
        for line in text.lines() {
            if line.starts_with("```") {
                code = !code;
            } else if code {
                bones.push(line.to_owned());
            } else if line.starts_with('#') {
                let level = line.chars().take_while(|letter| *letter == '#');
                bones.push(level.collect());
            } else if let Some(picture) = between(line, "](pictures/", ")").first() {
                bones.push((*picture).to_owned());
            } else if line.starts_with("- ") || line.starts_with("| ") {
                bones.push(line[..1].to_owned());
            } else if let Some((number, _)) = line.split_once(". ")
                && number.parse::<u8>().is_ok()
            {
                bones.push(number.to_owned());
            }
        }
        bones
    }
    let [indonesian, english] = LANGUAGES.map(|language| {
        let chapters = chapters(language).into_iter();
        let bones = chapters.map(|(name, text)| (name[..1].to_owned(), bones(&text)));
        bones.collect::<BTreeMap<_, _>>()
    });
    assert_eq!(indonesian, english);
}

#[test]
fn every_word_in_bold_stands_on_a_screen() {
    /// Whether `said` is the phrase with its places filled in.
    fn is(phrase: &str, said: &str) -> bool {
        let mut rest = said;
        let mut parts = phrase.split('{');
        let Some(after) = rest.strip_prefix(parts.next().unwrap_or_default()) else {
            return false;
        };
        rest = after;
        for part in parts {
            let fixed = part.split_once('}').map_or("", |(_, fixed)| fixed);
            let Some(at) = rest.find(fixed) else {
                return false;
            };
            rest = &rest[at + fixed.len()..];
            if fixed.is_empty() {
                rest = "";
            }
        }
        rest.is_empty()
    }
    for language in LANGUAGES {
        let files = [
            format!("static/i18n/{language}.json"),
            format!("static/i18n/owner/{language}.json"),
            format!("src/words/{language}.json"),
        ];
        let words: Vec<String> = files
            .iter()
            .flat_map(|file| {
                let text = fs::read_to_string(root().join(file)).expect("words");
                let words: BTreeMap<String, String> = serde_json::from_str(&text).expect("JSON");
                words.into_values()
            })
            // One that is all place would be said by anything.
            .filter(|phrase| {
                let fixed = between(&format!("}}{phrase}{{"), "}", "{").concat();
                !phrase.contains('{') || fixed.len() > 3
            })
            .collect();
        let mut found = 0;
        for (name, text) in chapters(language) {
            for bold in text.split("**").skip(1).step_by(2) {
                let said = words.iter().any(|phrase| is(phrase, bold));
                assert!(said, "{language}/{name}: nothing says «{bold}»");
                found += 1;
            }
        }
        assert!(found > 100, "{found} words in bold");
    }
}

#[tokio::test]
async fn every_command_is_one_that_the_program_knows() {
    let mut seen = BTreeSet::new();
    for language in LANGUAGES {
        for (name, text) in chapters(language) {
            let inline = between(&text, "`sudo ", "`").into_iter();
            for line in commands(&text).into_iter().chain(inline) {
                // After the last `siap` (the user may be called so, too), up to the first flag or value.
                let words: Vec<&str> = line.split_whitespace().collect();
                let after = words.rsplit(|word| *word == "siap").next();
                let rest = after.filter(|rest| rest.len() < words.len());
                let is_word = |word: &&&str| {
                    let mut letters = word.chars();
                    letters.next().is_some_and(char::is_alphabetic)
                        && letters.all(|it| it.is_alphabetic() || it == '-')
                };
                let rest = rest.unwrap_or_default();
                let commands: Vec<&str> = rest.iter().take_while(is_word).copied().collect();
                // What is stopped or listened to is the service.
                if commands.is_empty() {
                    continue;
                }
                // What is exported is no command.
                let depth = if matches!(commands[0], "staff" | "config") {
                    2
                } else {
                    1
                };
                let command = &commands[..depth];
                let help = run(&[command, &["--help"]].concat(), "").await;
                assert_eq!(help.code, Some(0), "{language}/{name}: {line}");
                for flag in rest.iter().filter(|word| word.starts_with("--")) {
                    assert!(
                        help.said.contains(flag),
                        "{language}/{name}: {line}: {flag}"
                    );
                }
                seen.insert(command.join(" "));
            }
        }
    }
    // What an owner must find when they look for it.
    for command in [
        "backup",
        "config list",
        "config set",
        "doctor",
        "export",
        "restore",
        "staff list",
        "staff reset-pin",
        "status",
    ] {
        assert!(seen.contains(command), "{command} is not told of: {seen:?}");
    }
}

#[tokio::test]
async fn every_setting_that_is_named_exists() {
    let shop = tempfile::tempdir().expect("a folder");
    hire(shop.path(), "Dewi", "owner").await;
    let data = shop.path().to_str().expect("text");
    let mut named = 0;
    for language in LANGUAGES {
        for text in chapters(language).values() {
            for line in commands(text) {
                let Some((_, rest)) = line.split_once("config set ") else {
                    continue;
                };
                let key = rest.split_whitespace().next().expect("a key");
                let found = run(&["config", "get", key, "--data", data], "").await;
                assert_eq!(found.code, Some(0), "{key}: {found:?}");
                named += 1;
            }
        }
    }
    assert!(named >= 6, "{named} settings");
}

#[test]
fn every_address_that_is_named_is_a_page() {
    let routes: BTreeSet<&str> = siap::routes()
        .into_iter()
        .map(|(_, path, _)| path)
        .collect();
    for language in LANGUAGES {
        let mut named = BTreeSet::new();
        for text in chapters(language).values() {
            for path in between(text, "`/", "`") {
                // Folders of the machine are no pages.
                if !["tmp", "var", "media", "home"]
                    .iter()
                    .any(|it| path.starts_with(it))
                {
                    named.insert(format!("/{path}"));
                }
            }
        }
        for path in &named {
            assert!(routes.contains(path.as_str()), "{language}: {path}");
        }
        assert!(named.len() >= 6, "{named:?}");
    }
}
