//! The commands that error texts name: each exists, is complete, and stands between backquotes.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{FolderPaths, backup};

/// How a whole shop comes back into a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    data: PathBuf,
    backup: Option<PathBuf>,
}

impl Remedy {
    /// With the newest backup of the shop's own folder that is whole; takes time with the size of those that are not.
    pub(super) fn of(shop: &FolderPaths) -> Self {
        Self::to(shop.folder(), backup::newest_whole(shop))
    }

    /// Into the shop in `data`, out of this backup.
    #[must_use]
    pub fn to(data: &Path, backup: Option<PathBuf>) -> Self {
        Self {
            data: data.to_owned(),
            backup,
        }
    }
}

impl Remedy {
    /// The command that does it; with a placeholder where the shop has no whole backup.
    pub fn command(&self) -> String {
        let backup = self
            .backup
            .as_deref()
            .map_or_else(|| "FILE".to_owned(), word);
        format!("siap restore --data {} {backup}", word(&self.data))
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.backup {
            Some(_) => "The newest whole backup comes back with",
            None => "No whole backup lies there; one from elsewhere, like a stick, comes back with",
        };
        write!(out, "{what} `{}`", self.command())
    }
}

/// A path as one word of a shell.
pub(crate) fn word(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+:@%,=".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// What opens a shop in a folder.
pub(super) fn serve(folder: &Path) -> String {
    format!("`siap serve --data {}`", word(folder))
}

/// What begins another shop where something of one is left.
pub(super) fn serve_new(folder: &Path) -> String {
    format!("`siap serve --new --data {}`", word(folder))
}

/// The command that checks a folder.
pub(super) fn doctor(folder: &Path) -> String {
    format!("`siap doctor --data {}`", word(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_with_any_characters_in_it() {
        for (path, said) in [
            ("/var/lib/siap", "/var/lib/siap"),
            ("/home/Bu Dewi/siap", "'/home/Bu Dewi/siap'"),
            ("it's", r"'it'\''s'"),
            ("$(rm)", "'$(rm)'"),
            ("", "''"),
        ] {
            assert_eq!(word(Path::new(path)), said);
        }
    }
}
