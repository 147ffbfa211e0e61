//! Holds every text that names a command against the command line.

use std::path::{Path, PathBuf};

use super::*;
use crate::store::{BackupError, OpenError, Remedy, RestoreError, StoreError};

/// What stands between backquotes, in the words of a shell.
fn commands(text: &str) -> Vec<Vec<String>> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.map(words).collect()
}

fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in command.chars() {
        match letter {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            letter => words.last_mut().expect("a word").push(letter),
        }
    }
    words
}

/// Every error of a shop that does not open, for a folder with a blank in its name.
fn refusals() -> Vec<OpenError> {
    let folder = PathBuf::from("/srv/Bu Dewi");
    let (path, detail) = (folder.join("siap.db"), || "detail".to_owned());
    let (remedy, known) = (Remedy::to(&folder, None), 12);
    let whole = Remedy::to(
        &folder,
        Some(folder.join("backups/siap-20261123T100000Z.db")),
    );
    #[rustfmt::skip]
    let refusals = vec![
        OpenError::InUse { folder: folder.clone() },
        OpenError::Unwritable { folder: folder.clone(), source: io::ErrorKind::PermissionDenied.into() },
        OpenError::ReadOnly { path: path.clone() },
        OpenError::Damaged { path: path.clone(), detail: detail(), remedy: None },
        OpenError::Damaged { path: path.clone(), detail: detail(), remedy: Some(remedy.clone()) },
        OpenError::Damaged { path: path.clone(), detail: detail(), remedy: Some(whole) },
        OpenError::StrangeLog { path: path.clone(), remedy: remedy.clone() },
        OpenError::Gone { folder: folder.clone(), found: "its log", remedy },
        OpenError::Full { folder: folder.clone(), detail: detail() },
        OpenError::NotNow { path: path.clone(), detail: detail() },
        OpenError::HeldOpen { path: path.clone(), by: "sqlite3 (process 7)".to_owned() },
        OpenError::Stopped { folder: folder.clone() },
        OpenError::Foreign { path: path.clone() },
        OpenError::Newer { path: path.clone(), found: 99, known },
        OpenError::Changed { path: path.clone(), version: known },
        OpenError::Migration { path: path.clone(), detail: detail(), copy: Some(path.clone()) },
        OpenError::Copy { path: path.clone(), detail: detail() },
        OpenError::Missing { folder },
        OpenError::Store(StoreError::Slow),
    ];
    for refusal in &refusals {
        // A new one does not compile here until it stands above.
        match refusal {
            OpenError::InUse { .. }
            | OpenError::Unwritable { .. }
            | OpenError::ReadOnly { .. }
            | OpenError::Damaged { .. }
            | OpenError::StrangeLog { .. }
            | OpenError::Gone { .. }
            | OpenError::Full { .. }
            | OpenError::NotNow { .. }
            | OpenError::HeldOpen { .. }
            | OpenError::Stopped { .. }
            | OpenError::Foreign { .. }
            | OpenError::Newer { .. }
            | OpenError::Changed { .. }
            | OpenError::Migration { .. }
            | OpenError::Copy { .. }
            | OpenError::Missing { .. }
            | OpenError::Store(_) => {}
        }
    }
    refusals
}

/// All that is said about a shop's files, and where.
fn texts() -> Vec<(String, String)> {
    let (file, folder) = (PathBuf::from("/srv/old.db"), Path::new("/srv/shop"));
    let (detail, at) = (|| "detail".to_owned(), || file.clone());
    #[rustfmt::skip]
    let restores = [
        RestoreError::Missing(at()),
        RestoreError::Unreadable { file: at(), detail: detail() },
        RestoreError::Itself(at()),
        RestoreError::Foreign(at()),
        RestoreError::Unfit { file: at(), detail: detail() },
        RestoreError::Newer(at()),
        RestoreError::Damaged { file: at(), detail: detail() },
        RestoreError::Copy(BackupError::Missing { folder: folder.to_owned() }),
        RestoreError::Copy(BackupError::Full { folder: folder.to_owned() }),
        RestoreError::Copy(BackupError::Place { folder: folder.to_owned(), detail: detail() }),
        RestoreError::Copy(BackupError::Damaged(detail())),
    ];
    let mut texts: Vec<_> = refusals()
        .iter()
        .map(|it| (format!("{it:?}"), it.to_string()))
        .collect();
    texts.extend(
        restores
            .iter()
            .map(|it| (format!("{it:?}"), it.to_string())),
    );
    for (language, words) in [
        ("en", include_str!("../words/en.json")),
        ("id", include_str!("../words/id.json")),
    ] {
        let words: std::collections::BTreeMap<String, String> =
            serde_json::from_str(words).expect("words");
        let facts = [
            ("{command}", Remedy::to(folder, None).command()),
            ("{folder}", detail()),
        ];
        texts.extend(words.into_iter().map(|(key, words)| {
            let filled = |words: String, (name, fact): &(&str, String)| words.replace(name, fact);
            (
                format!("{language} {key}"),
                facts.iter().fold(words, filled),
            )
        }));
    }
    texts
}

#[test]
fn every_command_that_a_text_names_is_one() {
    let mut named = 0;
    for (location, text) in texts() {
        for command in commands(&text) {
            let Some("siap") = command.first().map(String::as_str) else {
                continue;
            };
            let parsed = Line::try_parse_from(&command);
            assert!(parsed.is_ok(), "{location}: {command:?}");
            named += 1;
        }
        // One with another name would not be checked.
        let bare: String = text.split('`').step_by(2).collect();
        for name in [
            "serve", "restore", "backup", "doctor", "config", "staff", "export", "status",
        ] {
            assert!(
                !bare.contains(&format!("siap {name}")),
                "{location}: {text}"
            );
        }
    }
    assert!(named > 10, "{named}");
}

#[test]
fn no_text_tells_to_touch_a_shops_files_by_hand() {
    let by_hand = [
        "copy the",
        "put a copy",
        "move the",
        "rename",
        "delete the",
        "move old",
        "pindahkan cadangan",
        "salin berkas",
        "hapus cadangan",
    ];
    for (location, text) in texts() {
        // Whole words: who removes something moves nothing.
        let text = format!(" {}", text.to_lowercase());
        for words in by_hand {
            assert!(!text.contains(&format!(" {words}")), "{location}: {text}");
        }
    }
}

#[test]
fn a_refusal_names_a_command_unless_only_another_program_helps() {
    for refusal in refusals() {
        let needs_none = matches!(
            refusal,
            OpenError::InUse { .. }
                | OpenError::Foreign { .. }
                | OpenError::Newer { .. }
                | OpenError::Changed { .. }
                | OpenError::Migration { .. }
                | OpenError::Copy { .. }
                // Of a backup; the command is what was just used.
                | OpenError::Damaged { remedy: None, .. }
        );
        let text = refusal.to_string();
        assert_eq!(commands(&text).is_empty(), needs_none, "{text}");
    }
}

#[test]
fn an_address_that_every_machine_has_is_no_address_for_phones() {
    for here in [
        "http://127.0.0.1:8080",
        "http://127.0.0.1",
        "https://[::1]:8443",
        "http://[::1]",
        "http://localhost:80",
    ] {
        assert!(is_of_this_machine(here), "{here}");
    }
    for elsewhere in [
        "http://192.168.7.7:8080",
        "http://192.168.7.7",
        "http://siap.local",
        "https://[fd00::7]:8443",
        "https://pos.warung.id/kedai",
    ] {
        assert!(!is_of_this_machine(elsewhere), "{elsewhere}");
    }
}
