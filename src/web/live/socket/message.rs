//! Messages of a socket other than those of rooms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Object;

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(in crate::web) enum FromScreen {
    /// Let me listen in this room, from where I was.
    Join {
        room: String,
        #[serde(default)]
        since: Option<i64>,
        #[serde(default)]
        epoch: Option<String>,
        /// I listen only for changes: I am none of the shop's screens.
        #[serde(default)]
        unlisted: bool,
    },
    /// I listen no longer.
    Leave { room: String },
    /// Are you there? Answered by a heartbeat.
    Ping,
}

impl FromScreen {
    /// Parses a message; none if it is not one that a screen sends.
    pub(in crate::web) fn read(text: &str) -> Option<Self> {
        let Object(message) = serde_json::from_str(text).ok()?;
        Some(message)
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ToScreen<'a> {
    Hello {
        version: &'a str,
        epoch: &'a str,
        heartbeat_s: u64,
        at: jiff::Timestamp,
    },
    Joined {
        room: &'a str,
        seq: i64,
    },
    Heartbeat {
        rooms: BTreeMap<String, i64>,
    },
    Error {
        code: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        room: Option<&'a str>,
        detail: &'a str,
    },
}
