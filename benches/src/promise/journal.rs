//! The journal as the shop has it, and what each stream should have had.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Order, Pool, Server, receivers::Stream, request};

/// A message of a room, and of the journal.
#[derive(Deserialize)]
pub(super) struct JournalEvent<'a> {
    r#type: &'a str,
    pub(super) room: Option<&'a str>,
    pub(super) seq: Option<i64>,
    at: Option<&'a str>,
    #[serde(borrow)]
    pub(super) data: Option<&'a RawValue>,
}

impl JournalEvent<'_> {
    /// Everything but the room and the number, as one figure.
    pub(super) fn said(&self, data: &RawValue) -> u64 {
        let mut hash = DefaultHasher::new();
        (self.r#type, self.at, data.get()).hash(&mut hash);
        hash.finish()
    }
}

/// An event as the journal has it.
pub(super) struct Event {
    seq: i64,
    said: u64,
    in_kitchen: bool,
    order: Order,
}

pub(super) struct Journal {
    pub(super) events: Vec<Event>,
    pub(super) holes: usize,
    /// How often each order has changed.
    pub(super) revs: HashMap<String, i64>,
}

impl Journal {
    pub(super) async fn read(server: &Server, token: &str) -> Self {
        #[derive(Deserialize)]
        struct Page<'a> {
            #[serde(borrow)]
            events: Vec<JournalEvent<'a>>,
        }

        let pool = Pool::new(server.address, 1);
        let bearer = format!("Bearer {token}");
        let mut events: Vec<Event> = Vec::new();
        loop {
            let last = events.last().map_or(0, |event| event.seq);
            let path = format!("/api/v1/admin/events?since={last}&limit=1000");
            let asked = pool
                .ask(&request("GET", &path, &[("authorization", &bearer)], ""))
                .await;
            let page: Page<'_> = asked.expect(200);
            if page.events.is_empty() {
                break;
            }
            events.extend(page.events.iter().map(Event::from));
        }
        let numbers = 1_i64..;
        let holes = numbers
            .zip(&events)
            .filter(|(seq, event)| event.seq != *seq);
        Self {
            holes: holes.count(),
            revs: events
                .iter()
                .map(|event| (event.order.uid.clone(), event.order.rev))
                .collect(),
            events,
        }
    }
}

impl Journal {
    /// The number that is told last in a room.
    pub(super) fn last_in(&self, room: &str) -> i64 {
        if let Some(uid) = room.strip_prefix("order:") {
            return self.revs.get(uid).copied().unwrap_or_default();
        }
        let mut events = self.events.iter().rev();
        let last = events.find(|event| event.in_kitchen || room != "kitchen");
        last.map_or(0, |event| event.seq)
    }
}

impl From<&JournalEvent<'_>> for Event {
    fn from(told: &JournalEvent<'_>) -> Self {
        #[derive(Deserialize)]
        struct Data {
            order: OrderThen,
            previous_status: Option<String>,
        }
        #[derive(Deserialize)]
        struct OrderThen {
            uid: String,
            rev: i64,
            status: String,
        }

        let data = told.data.expect("an event has data");
        let Data {
            order,
            previous_status,
        } = serde_json::from_str(data.get()).expect("an event has its order");
        let cooked = |status: &str| matches!(status, "preparing" | "ready" | "completed");
        let in_kitchen = match told.r#type {
            "order_line_update" => true,
            "payment_success" => false,
            _ => cooked(&order.status) || previous_status.as_deref().is_some_and(cooked),
        };
        Self {
            seq: told.seq.expect("an event has its number"),
            said: told.said(data),
            in_kitchen,
            order: Order {
                uid: order.uid,
                rev: order.rev,
            },
        }
    }
}

/// What all streams had, held against what they should have had.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) heard: usize,
    pub(super) missing: usize,
    pub(super) doubled: usize,
    pub(super) otherwise: usize,
    pub(super) strange: usize,
}

impl Tally {
    pub(super) fn add(&mut self, journal: &Journal, stream: &Stream) {
        self.heard += stream.heard.len();
        self.strange += stream.strange;
        let mut last = stream.since;
        for heard in &stream.heard {
            if heard.place <= last {
                self.doubled += 1;
            }
            last = last.max(heard.place);
        }
        if stream.room.starts_with("order:") {
            // A customer is told in other words: they are counted, and whose they are the room says.
            let wanted = usize::try_from(journal.last_in(&stream.room) - stream.since);
            self.missing += wanted.unwrap_or(0).saturating_sub(stream.heard.len());
        } else {
            self.compare(journal, stream);
        }
    }

    /// Holds each event against the journal's.
    fn compare(&mut self, journal: &Journal, stream: &Stream) {
        let heard = stream.heard.iter().map(|heard| (heard.place, heard.said));
        let mut heard: HashMap<i64, u64> = heard.collect();
        let in_kitchen = stream.room == "kitchen";
        let told = journal
            .events
            .iter()
            .filter(|event| event.seq > stream.since && (event.in_kitchen || !in_kitchen));
        for event in told {
            match heard.remove(&event.seq) {
                None => self.missing += 1,
                Some(said) if said != event.said => self.otherwise += 1,
                Some(_) => {}
            }
        }
        self.strange += heard.len();
    }
}
