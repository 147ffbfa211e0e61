//! The decisions of a follower: what it does next, and how its position changes.
//!
//! Nothing in here waits or reads, so the search in `search.rs` can drive the same code that runs in the shop through
//! every order in which commits, lag, cuts of the journal, restores and restarts can come.

use std::ops::RangeInclusive;

/// Where a follower says it is.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// The last number it has seen in this room.
    pub seq: Option<i64>,
    /// The epoch that number belongs to; left out, the present one.
    pub epoch: Option<String>,
}

/// What a follower does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Subscribe to the room.
    Subscribe,
    /// Read a page of what the journal has after this number, and which numbers it keeps, of one moment.
    Read { after: i64 },
    /// Read the present, or its next page.
    Present,
    /// Receive the next message of the room.
    Receive,
}

/// What was read of the journal.
#[derive(Debug, Clone)]
pub(super) struct PageRead {
    /// The numbers after which the journal has everything.
    pub(super) kept: RangeInclusive<i64>,
    /// The last number that was read, also of an event that the room does not receive; none if there was nothing.
    pub(super) last: Option<i64>,
    /// Whether there may be more.
    pub(super) more: bool,
}

/// A follower, without what it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Follower {
    state: State,
    /// Everything up to here was handed on, or stands in the page that was read last.
    position: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum State {
    /// Not subscribed; whether its position means something here.
    New { is_known: bool },
    /// The journal may have more than it was handed.
    Behind,
    /// Its position means nothing here: only the present helps.
    Lost,
    /// A page of the present was handed on, and there are more.
    Presenting,
    /// What comes next is received.
    Live,
}

impl Follower {
    /// One that was last at `since`, in a shop whose file is of this `epoch`.
    pub(super) fn new(since: &Since, epoch: &str) -> Self {
        let is_of_this_file = since.epoch.as_ref().is_none_or(|since| since == epoch);
        let seq = since.seq.filter(|_| is_of_this_file);
        Self {
            state: State::New {
                is_known: seq.is_some(),
            },
            position: seq.unwrap_or_default(),
        }
    }

    /// What to do next, once everything that was read is handed on.
    pub(super) const fn next(&self) -> Next {
        match self.state {
            // First of all: what is committed after the first read is then received, and what is read and received is
            // handed on once.
            State::New { .. } => Next::Subscribe,
            State::Behind => Next::Read {
                after: self.position,
            },
            State::Lost | State::Presenting => Next::Present,
            State::Live => Next::Receive,
        }
    }

    /// Everything up to this number was handed on, or stands in the page that was read last.
    pub(super) const fn position(&self) -> i64 {
        self.position
    }

    pub(super) const fn subscribed(&mut self) {
        if let State::New { is_known } = self.state {
            self.state = if is_known { State::Behind } else { State::Lost };
        }
    }

    /// A page of the journal was read. Whether it is to be handed on; if not, the journal does not have all that
    /// follows the position.
    pub(super) fn read(&mut self, page: &PageRead) -> bool {
        if !page.kept.contains(&self.position) {
            self.state = State::Lost;
            return false;
        }
        self.position = page.last.unwrap_or(self.position);
        self.state = if page.more {
            State::Behind
        } else {
            State::Live
        };
        true
    }

    /// A page of the present is handed on. All its pages have the number of the first: the events since then follow.
    pub(super) const fn presented(&mut self, seq: i64, more: bool) {
        self.position = seq;
        self.state = if more { State::Presenting } else { State::Live };
    }

    /// A message of the room was received; whether it is to be handed on.
    pub(super) const fn received(&mut self, seq: i64) -> bool {
        let is_new = seq > self.position;
        if is_new {
            self.position = seq;
        }
        is_new
    }

    /// Messages of the room were lost.
    pub(super) const fn lagged(&mut self) {
        self.state = State::Behind;
    }
}

#[cfg(test)]
#[path = "search.rs"]
mod search;
