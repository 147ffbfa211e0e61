//! The progress of long work, in one line of the terminal that is overwritten.

use std::io::{self, IsTerminal, Write};

use super::shown::size;
use crate::store::Progress;

/// A progress line; nothing where the output is no terminal.
pub(super) struct ProgressLine {
    is_watched: bool,
    said: String,
}

impl ProgressLine {
    pub(super) fn new() -> Self {
        Self {
            is_watched: io::stderr().is_terminal(),
            said: String::new(),
        }
    }

    /// Shows nothing.
    pub(super) const fn unwatched() -> Self {
        Self {
            is_watched: false,
            said: String::new(),
        }
    }

    /// How far a backup is.
    pub(super) fn show(&mut self, progress: Progress) {
        self.say(match progress {
            Progress::Copying { done, total } => {
                format!("copied {} of {}", size(done), size(total))
            }
            Progress::Checking => "checking the copy".to_owned(),
            Progress::Photos { done, total } => format!("copied {done} of {total} pictures"),
        });
    }

    /// In the place of what was said before.
    pub(super) fn say(&mut self, line: String) {
        if self.is_watched && line != self.said {
            // A terminal that takes nothing is no reason to stop.
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
            self.said = line;
        }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if !self.said.is_empty() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
