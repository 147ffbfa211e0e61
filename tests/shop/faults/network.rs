//! A network that cuts, stalls, resets and half-closes: each subscriber reconnects, and has received
//! everything of their room once, and nothing of another.

use std::sync::{Arc, Mutex};

use futures_util::StreamExt;
use serde_json::Value;
use tokio::time::timeout;

use crate::support::{
    Caller, Executable, PATIENCE, Proxy, Rush, Screen, hire, int, nasi_goreng_lines, uid, until,
};

/// How often each order in a room changes. Longer: `SIAP_KILLS=100 cargo test --test shop network`.
const TURNS: usize = 4;

/// What one of them heard: the number in the room, the event, and whose order it is.
type Heard = (i64, String, String);

/// A subscriber of one room, over however many connections.
struct Subscriber {
    room: String,
    since: i64,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Subscriber {
    fn position(&self) -> i64 {
        let heard = self.heard.lock().expect("no panic");
        heard.last().map_or(self.since, |(position, ..)| *position)
    }

    /// Takes a message of the room, if it is an event.
    fn hear(&self, message: &Value) {
        let order = &message["data"]["order"];
        if let (Some(position), true) = (message["seq"].as_i64(), order["rev"].is_i64()) {
            if message["type"] == "snapshot" {
                return;
            }
            assert_eq!(message["room"], self.room, "a message of another room");
            let kind = message["type"].as_str().expect("a type").to_owned();
            let mut heard = self.heard.lock().expect("no panic");
            heard.push((position, kind, uid(order)));
        }
    }

    /// Listens on sockets until it is ended.
    async fn listen(self: Arc<Self>, caller: Caller) {
        loop {
            let path = format!("/ws?room={}&since={}", self.room, self.position());
            let opened = timeout(PATIENCE, Screen::try_open(&caller, &path)).await;
            let Ok(Some(mut screen)) = opened else {
                continue;
            };
            while let Ok(Some(Ok(message))) = timeout(PATIENCE, screen.stream.next()).await {
                let text = message.into_text().unwrap_or_default();
                self.hear(&serde_json::from_str(&text).unwrap_or_default());
            }
        }
    }

    /// The same with server-sent events.
    async fn follow(self: Arc<Self>, caller: Caller) {
        let order = self.room.trim_start_matches("order:").to_owned();
        let path = format!("/api/v1/orders/{order}/events");
        loop {
            let position = self.position().to_string();
            let headers = [("last-event-id", position.as_str())];
            let opened = timeout(PATIENCE, caller.try_follow(&path, &headers)).await;
            let Ok(Some(mut stream)) = opened else {
                continue;
            };
            while let Ok(Some(event)) = timeout(PATIENCE, stream.try_next()).await {
                assert_eq!(event.data["seq"].to_string(), event.id);
                self.hear(&event.data);
            }
        }
    }
}

/// What has to be heard in a room of what stands in the journal.
fn told(journal: &[Value], subscriber: &Subscriber) -> Vec<Heard> {
    let cooked = |status: &Value| {
        ["preparing", "ready", "completed"].contains(&status.as_str().unwrap_or_default())
    };
    let events = journal.iter().filter_map(|event| {
        let (kind, data) = (event["type"].as_str().expect("a type"), &event["data"]);
        let own = format!("order:{}", uid(&data["order"]));
        let is_received = match subscriber.room.as_str() {
            "cashier" => true,
            "kitchen" if kind == "payment_success" => false,
            "kitchen" => {
                kind == "order_line_update"
                    || cooked(&data["order"]["status"])
                    || cooked(&data["previous_status"])
            }
            room => room == own && kind != "new_order",
        };
        let position = match subscriber.room.as_str() {
            "cashier" | "kitchen" => &event["seq"],
            _ => &data["order"]["rev"],
        };
        let heard = (int(position), kind.to_owned(), uid(&data["order"]));
        (is_received && heard.0 > subscriber.since).then_some(heard)
    });
    events.collect()
}

#[tokio::test]
async fn thirty_listeners_behind_a_network_that_breaks_hear_everything_once() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let siap = Executable::start(folder.path()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let proxy = Proxy::before(siap.address, 20_261_123).await;
    let through = |caller: &Caller| Caller {
        address: proxy.address,
        ..caller.clone()
    };

    let mut orders = Vec::new();
    for _ in 0..12 {
        orders.push(siap.customer().order_of(&nasi_goreng_lines(2)).await);
    }
    let mut subscribers = Vec::new();
    let mut listening = tokio::task::JoinSet::new();
    let subscriber = |room: String, since: i64| {
        Arc::new(Subscriber {
            room,
            since,
            heard: Arc::default(),
        })
    };
    for number in 0..18 {
        let room = if number < 10 { "cashier" } else { "kitchen" };
        let subscriber = subscriber(room.to_owned(), 0);
        listening.spawn(subscriber.clone().listen(through(&cashier)));
        subscribers.push(subscriber);
    }
    for (number, order) in orders.iter().enumerate() {
        let subscriber = subscriber(format!("order:{}", uid(order)), 1);
        let phone = through(&siap.customer());
        if number < 8 {
            listening.spawn(subscriber.clone().listen(phone));
        } else {
            listening.spawn(subscriber.clone().follow(phone));
        }
        subscribers.push(subscriber);
    }

    // Other customers' orders come meanwhile.
    let rush = Rush::of(2, &cashier);
    for order in &orders {
        cashier.pay(order).await;
    }
    let turns = std::env::var("SIAP_KILLS").ok();
    let turns = turns.and_then(|turns| turns.parse().ok()).unwrap_or(TURNS);
    for _ in 0..turns {
        for order in &orders {
            cashier.set_line(order, 1, "done").await;
            cashier.set_status(order, "ready").await;
            cashier.set_status(order, "preparing").await;
            cashier.set_line(order, 1, "queued").await;
        }
    }
    rush.end().await;
    let before = proxy.broken();
    assert!(before >= 30, "only {before} connections broke");
    proxy.heal();

    let journal = cashier.journal(0).await;
    for subscriber in &subscribers {
        let wanted = told(&journal, subscriber);
        let last = wanted.last().map_or(0, |(position, ..)| *position);
        until(|| subscriber.position() >= last).await;
        let heard = subscriber.heard.lock().expect("no panic").clone();
        assert!(
            heard == wanted,
            "{}: {heard:?} is not {wanted:?}",
            subscriber.room
        );
    }
    // No follower found a fault.
    assert!(listening.try_join_next().is_none(), "a listener gave up");
    siap.kill().await;
}
