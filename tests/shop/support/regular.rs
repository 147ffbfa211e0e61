//! A screen that does what a page does: it goes on from where it was, starts over in another epoch, and shows
//! what it has heard.

use std::collections::BTreeMap;

use futures_util::StreamExt;
use serde_json::Value;
use tokio::{sync::watch, task::JoinHandle};

use super::{Caller, Screen, int};

/// What a screen shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Where it is.
    pub(crate) epoch: String,
    /// The status of each order by its uid.
    pub(crate) orders: BTreeMap<String, String>,
    /// What it was refused with.
    pub(crate) refusal: Option<String>,
    /// Whether another page of a snapshot is to come.
    pub(crate) incomplete: bool,
}

/// A page in a room, for as long as this value lives.
pub(crate) struct Regular {
    shown: watch::Receiver<Shown>,
    following: JoinHandle<()>,
}

impl Regular {
    pub(crate) fn in_room(caller: Caller, room: String) -> Self {
        let (show, shown) = watch::channel(Shown::default());
        let following = tokio::spawn(async move {
            let mut since = None;
            while !show.is_closed() {
                follow(&caller, &room, &mut since, &show).await;
                tokio::task::yield_now().await;
            }
        });
        Self { shown, following }
    }

    /// Waits until it shows this.
    pub(crate) async fn shows(&mut self, what: impl FnMut(&Shown) -> bool) -> Shown {
        let patience = std::time::Duration::from_mins(1);
        let shows = tokio::time::timeout(patience, self.shown.wait_for(what)).await;
        let shows = shows.map(|shown| shown.expect("a page").clone());
        shows.unwrap_or_else(|_| panic!("it shows {:?}", *self.shown.borrow()))
    }
}

impl Drop for Regular {
    fn drop(&mut self) {
        self.following.abort();
    }
}

/// One socket's life. `since` is the last number heard, if one was.
async fn follow(caller: &Caller, room: &str, since: &mut Option<i64>, show: &watch::Sender<Shown>) {
    let epoch = show.borrow().epoch.clone();
    let path = match since {
        Some(since) => format!("/ws?room={room}&since={since}&epoch={epoch}"),
        None => format!("/ws?room={room}"),
    };
    let Some(mut screen) = Screen::try_open(caller, &path).await else {
        return;
    };
    while let Some(Ok(message)) = screen.stream.next().await {
        let Ok(text) = message.into_text() else {
            continue;
        };
        let heard: Value = serde_json::from_str(&text).unwrap_or_default();
        // Cut off between two pages of a snapshot, it has no place yet.
        if heard["seq"].is_i64() && heard["room"] == room && heard["data"]["more"] != true {
            *since = Some(int(&heard["seq"]));
        }
        show.send_modify(|shown| shown.hear(&heard));
    }
}

impl Shown {
    fn hear(&mut self, heard: &Value) {
        match heard["type"].as_str() {
            Some("hello") => {
                self.incomplete = false;
                let epoch = heard["epoch"].as_str().unwrap_or_default();
                if self.epoch != epoch {
                    // What it knew is of another shop.
                    self.orders.clear();
                    epoch.clone_into(&mut self.epoch);
                }
            }
            Some("error") => self.refusal = heard["code"].as_str().map(str::to_owned),
            Some("snapshot") => {
                if !self.incomplete {
                    self.orders.clear();
                }
                self.incomplete = heard["data"]["more"] == true;
                self.refusal = None;
                let data = &heard["data"];
                let orders = data["orders"].as_array().cloned();
                for order in orders.unwrap_or_else(|| vec![data["order"].clone()]) {
                    self.note(&order);
                }
            }
            _ => self.note(&heard["data"]["order"]),
        }
    }

    fn note(&mut self, order: &Value) {
        if let (Some(uid), Some(status)) = (order["uid"].as_str(), order["status"].as_str()) {
            if ["completed", "cancelled"].contains(&status) {
                self.orders.remove(uid);
            } else {
                self.orders.insert(uid.to_owned(), status.to_owned());
            }
        }
    }
}
