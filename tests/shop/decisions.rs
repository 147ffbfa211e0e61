//! What the shop decides by a status, a role, a room or another word is decided for each of the words.
//!
//! A `matches!` and a wildcard arm compile on when a word is added, and a list of words in SQL is nothing the compiler
//! knows of. So none of them may stand where one of these words is asked about.

use std::collections::BTreeSet;

use siap::domain::{Board, OrderStatus};

use crate::{
    architecture::{self, code},
    support::spawn_app,
};

/// Enums that are no single words, and yet every case of theirs is a decision.
const WITH_MORE_IN_THEM: [(&str, &str); 4] = [
    ("Room", "src/domain/room.rs"),
    ("Happening", "src/domain/event.rs"),
    ("Guard", "src/domain/status.rs"),
    ("Actor", "src/domain/staff.rs"),
];

/// The program's sources without its tests.
fn sources() -> impl Iterator<Item = (String, String)> {
    let sources = architecture::sources().into_iter();
    sources.filter(|(file, _)| !file.ends_with("tests.rs"))
}

/// The enums of single words, each with the file that declares it.
fn word_enums() -> Vec<(String, String)> {
    let mut enums: Vec<_> = WITH_MORE_IN_THEM
        .map(|(name, file)| (name.to_owned(), file.to_owned()))
        .to_vec();
    for (file, text) in sources() {
        let declared = code(&text);
        let declared = declared.split("wire_enum! {").skip(1);
        for declared in declared.filter_map(|rest| rest.split_once("pub enum ")) {
            let (_, name) = declared;
            let name = name.split(|letter: char| !letter.is_alphanumeric()).next();
            enums.push((name.expect("a name").to_owned(), file.clone()));
        }
    }

    assert!(enums.len() > 15, "{enums:?}");
    enums
}

/// Whether a pattern of `file` names a case of one of these enums.
fn asks_for_a_word(pattern: &str, file: &str, enums: &[(String, String)]) -> bool {
    enums.iter().any(|(name, declared_in)| {
        let own = declared_in == file && pattern.contains("Self::");
        let path = format!("{name}::");
        own || pattern.match_indices(&path).any(|(at, _)| {
            let before = pattern[..at].chars().next_back();
            // A case and no function: `Role::Owner`, not `Role::parse`; and `Room`, not `ClassRoom`.
            before.is_none_or(|letter| !letter.is_alphanumeric())
                && pattern[at + path.len()..].starts_with(char::is_uppercase)
        })
    })
}

/// What stands between the bracket that opens at `at` and the one that closes it.
fn within_brackets(code: &str, at: usize) -> &str {
    let mut depth = 0;
    let closes = code[at..].char_indices().find(|(_, letter)| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    &code[at..at + closes.map_or(0, |(end, _)| end)]
}

#[test]
fn no_word_is_decided_by_matches() {
    let enums = word_enums();
    for (file, text) in sources() {
        let code = code(&text);
        for (at, asked) in code.match_indices("matches!") {
            let pattern = within_brackets(&code, at + asked.len());
            let pattern = pattern.split_once(',').map_or("", |(_, pattern)| pattern);
            assert!(
                !asks_for_a_word(pattern, &file, &enums),
                "{file} decides by matches!{pattern})"
            );
        }
    }
}

#[test]
fn no_word_is_decided_by_a_wildcard() {
    let enums = word_enums();
    let indent = |line: &str| line.len() - line.trim_start().len();
    for (file, text) in sources() {
        let code = code(&text);
        let lines: Vec<&str> = code.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let arm = line.trim_start();
            if !(arm.starts_with("_ =>") || arm.starts_with("_ if ")) {
                continue;
            }
            let above = lines[..at].iter().rev();
            let above = above.take_while(|other| indent(other) >= indent(line));
            // The patterns of the arms before it, also those that go over several lines.
            let patterns: String = above
                .filter(|other| other.contains("=>") || other.trim_start().starts_with('|'))
                .filter(|other| indent(other) == indent(line))
                .filter_map(|other| other.split("=>").next())
                .collect();
            assert!(
                !asks_for_a_word(&patterns, &file, &enums),
                "{file}: `{arm}` is for every word that comes after {patterns}"
            );
        }
    }
}

/// The words of the statuses of orders that are open, or are not.
fn words_of_orders(are_open: bool) -> BTreeSet<&'static str> {
    let these = OrderStatus::ALL
        .iter()
        .filter(|status| status.is_open() == are_open);
    these.map(|status| status.as_str()).collect()
}

#[test]
fn the_board_has_a_list_for_every_status_on_it() {
    let board = serde_json::to_value(Board::default()).expect("JSON");
    let lists: BTreeSet<&str> = board
        .as_object()
        .expect("lists")
        .keys()
        .map(String::as_str)
        .collect();
    let shown: BTreeSet<&str> = OrderStatus::ALL
        .iter()
        .filter(|status| status.is_on_board())
        .map(|status| status.as_str())
        .collect();
    assert_eq!(lists, shown);
}

/// The lists of words in `status in (…)`, or in `status not in (…)`.
fn lists<'t>(text: &'t str, before: &str) -> Vec<BTreeSet<&'t str>> {
    let lists = text.match_indices(before).map(|(at, _)| {
        let list = &text[at + before.len()..];
        let list = list.split(')').next().unwrap_or_default();
        list.split(',')
            .map(|word| word.trim().trim_matches('\''))
            .collect()
    });
    lists.collect()
}

#[test]
fn the_queries_for_open_orders_name_every_status_of_one() {
    let mut found = 0;
    for (file, text) in sources() {
        for list in lists(&code(&text), "status in (") {
            assert_eq!(list, words_of_orders(true), "{file}");
            found += 1;
        }
        for list in lists(&code(&text), "status not in (") {
            assert_eq!(list, words_of_orders(false), "{file}");
            found += 1;
        }
    }
    assert!(found > 0, "no query asks for open orders any more");
}

#[tokio::test]
async fn the_indexes_of_open_orders_have_every_status_of_one() {
    let app = spawn_app().await;
    let file = app.folder.path().join("siap.db");
    let file = rusqlite::Connection::open(file).expect("a file");
    let mut list = file
        .prepare("select sql from sqlite_schema where type = 'index' and sql is not null")
        .expect("a question");
    let indexes: Vec<String> = list
        .query_map([], |row| row.get(0))
        .and_then(Iterator::collect)
        .expect("the indexes");
    let partial: Vec<_> = indexes
        .iter()
        .flat_map(|sql| lists(sql, "status in ("))
        .collect();
    assert!(!partial.is_empty(), "{indexes:?}");
    for list in partial {
        assert_eq!(list, words_of_orders(true));
    }
}
