//! A rush hour: customers and staff who go on through every failure of the shop. A client without an answer
//! asks again, with the same words, when it is open again.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};
use tokio::{sync::watch, task::JoinSet};

use super::{Answer, Caller, int, nasi_goreng_lines, uid};

/// What was acknowledged: how often each order was said to have changed.
pub(crate) type Acknowledged = HashMap<String, i64>;

/// People at work.
pub(crate) struct Rush {
    server: watch::Sender<Option<SocketAddr>>,
    is_over: watch::Sender<bool>,
    said: Arc<Mutex<Acknowledged>>,
    people: JoinSet<()>,
}

impl Rush {
    /// So many at once, with the rights of `cashier`.
    pub(crate) fn of(people: usize, cashier: &Caller) -> Self {
        let mut rush = Self {
            server: watch::Sender::new(Some(cashier.address)),
            is_over: watch::Sender::new(false),
            said: Arc::default(),
            people: JoinSet::new(),
        };
        for number in 0..people {
            let person = Person {
                number,
                cashier: cashier.clone(),
                server: rush.server.subscribe(),
                said: rush.said.clone(),
            };
            rush.people.spawn(person.work(rush.is_over.subscribe()));
        }
        rush
    }

    /// Where the shop is, whenever it is.
    pub(crate) fn server(&self) -> watch::Receiver<Option<SocketAddr>> {
        self.server.subscribe()
    }

    /// The shop is open there, or nowhere.
    pub(crate) fn find_it(&self, address: Option<SocketAddr>) {
        self.server.send_replace(address);
    }

    /// What was acknowledged so far.
    pub(crate) fn acknowledged(&self) -> Acknowledged {
        self.said.lock().expect("no panic").clone()
    }

    /// Has everybody finish what they are at; all that was ever acknowledged.
    pub(crate) async fn end(mut self) -> Acknowledged {
        self.is_over.send_replace(true);
        while let Some(person) = self.people.join_next().await {
            person.expect("no panic");
        }
        self.acknowledged()
    }
}

struct Person {
    number: usize,
    cashier: Caller,
    server: watch::Receiver<Option<SocketAddr>>,
    said: Arc<Mutex<Acknowledged>>,
}

impl Person {
    async fn work(mut self, is_over: watch::Receiver<bool>) {
        for turn in 0.. {
            if *is_over.borrow() {
                return;
            }
            self.serve(turn).await;
        }
    }

    /// One order from its beginning to its end.
    async fn serve(&mut self, turn: usize) {
        let order = nasi_goreng_lines(2);
        let placed = self.ask("POST", "/api/v1/orders", turn, &order).await;
        let uid = uid(&placed.body);
        // Placed once, however often it was asked for.
        assert_eq!(int(&placed.body["rev"]), 1, "{}", placed.body);
        self.note(&uid, 1);
        let to = |status: &str| {
            let reason = (status == "cancelled").then_some("habis");
            ("status", json!({ "status": status, "reason": reason }), 1)
        };
        let steps = if (turn + self.number) % 5 == 4 {
            vec![to("cancelled")]
        } else {
            vec![
                // Paid, and on its way to the kitchen.
                ("confirm-payment", json!({}), 2),
                ("lines/1/status", json!({ "status": "done" }), 1),
                // Called out too early, and taken back.
                to("ready"),
                to("preparing"),
                to("ready"),
                to("completed"),
            ]
        };
        let mut rev = 1;
        for (what, body, changes) in steps {
            let path = format!("/api/v1/admin/orders/{uid}/{what}");
            let answer = self.ask("PUT", &path, turn, &body).await;
            rev += changes;
            // Neither lost nor made twice.
            assert_eq!(int(&answer.body["rev"]), rev, "{}", answer.body);
            self.note(&uid, rev);
        }
    }

    fn note(&self, uid: &str, rev: i64) {
        let mut said = self.said.lock().expect("no panic");
        said.insert(uid.to_owned(), rev);
    }

    /// Asks until there is an answer.
    async fn ask(&mut self, method: &str, path: &str, turn: usize, body: &Value) -> Answer {
        let key = format!("rush-{:04}-{turn:06}", self.number);
        loop {
            let address = self.server.wait_for(Option::is_some).await;
            let address = address.expect("a rush hour").expect("an open shop");
            self.cashier.address = address;
            if let Some(answer) = self.cashier.attempt(method, path, &key, body).await {
                assert!(answer.status < 300, "{method} {path}: {}", answer.body);
                return answer;
            }
            tokio::task::yield_now().await;
        }
    }
}
