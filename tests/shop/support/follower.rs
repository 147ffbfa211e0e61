//! A till that hears the whole journal, through every death of the shop.

use std::net::SocketAddr;

use futures_util::StreamExt;
use serde_json::Value;
use tokio::{sync::watch, task::JoinHandle};

use super::{Caller, Screen, int};

/// It goes on from the last number it heard, at the shop's present address.
pub(crate) struct Follower {
    heard: watch::Receiver<Vec<Value>>,
    following: JoinHandle<()>,
}

impl Follower {
    pub(crate) fn of(cashier: Caller, server: watch::Receiver<Option<SocketAddr>>) -> Self {
        let (note, heard) = watch::channel(Vec::new());
        let following = tokio::spawn(follow(cashier, server, note));
        Self { heard, following }
    }

    /// Everything it heard, once it has heard this number.
    pub(crate) async fn heard_up_to(mut self, seq: i64) -> Vec<Value> {
        let has = |heard: &Vec<Value>| heard.last().is_some_and(|last| int(&last["seq"]) >= seq);
        let all = self.heard.wait_for(has);
        let patience = std::time::Duration::from_mins(1);
        let all = tokio::time::timeout(patience, all)
            .await
            .expect("the last event");
        let all = all.expect("somebody who listens").clone();
        self.following.abort();
        all
    }
}

async fn follow(
    mut cashier: Caller,
    mut server: watch::Receiver<Option<SocketAddr>>,
    note: watch::Sender<Vec<Value>>,
) {
    loop {
        let address = *server.wait_for(Option::is_some).await.expect("a rush hour");
        cashier.address = address.expect("an open shop");
        let last = note.borrow().last().map_or(0, |last| int(&last["seq"]));
        let path = format!("/ws?room=cashier&since={last}");
        if let Some(mut screen) = Screen::try_open(&cashier, &path).await {
            while let Some(Ok(message)) = screen.stream.next().await {
                let Ok(text) = message.into_text() else {
                    continue;
                };
                let heard: Value = serde_json::from_str(&text).unwrap_or_default();
                if heard["room"] == "cashier" && heard["data"]["order"].is_object() {
                    note.send_modify(|all| all.push(heard));
                }
            }
        }
        tokio::task::yield_now().await;
    }
}
