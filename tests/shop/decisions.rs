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
    ("EventKind", "src/domain/order/event.rs"),
    ("Guard", "src/domain/order/status.rs"),
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
        let declared = declared.split("string_enum! {").skip(1);
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

#[test]
fn no_query_has_a_list_of_statuses() {
    for (file, text) in sources() {
        let code = code(&text);
        for list in ["status in (", "status not in ("] {
            let is_conversion = file == "src/store/conversion.rs";
            assert!(
                is_conversion || !code.contains(list),
                "{file}: ask for is_open"
            );
        }
    }
}

#[tokio::test]
async fn every_order_says_in_its_row_whether_it_is_open() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let order = cashier.order().await;
    let file = app.folder.path().join("siap.db");
    let file = rusqlite::Connection::open(file).expect("a file");
    let is_open = || {
        let row = file.query_row("select status, is_open from orders", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?))
        });
        row.expect("a row")
    };
    let mut seen = BTreeSet::new();
    let mut look = || {
        let (status, is_open) = is_open();
        let status = OrderStatus::parse(&status).expect("a status");
        assert_eq!(is_open, status.is_open(), "{status:?}");
        seen.insert(status.as_str());
    };
    look();
    assert_eq!(cashier.pay(&order).await.status, 200);
    look();
    for status in ["ready", "completed"] {
        assert_eq!(cashier.set_status(&order, status).await.status, 200);
        look();
    }
    assert_eq!(seen.len(), 4);
}
