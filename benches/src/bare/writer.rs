//! The bare server's one writer, and its rooms.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, params};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::raw::{self, Depth, Rows, text};

/// As the shop's.
const BATCH: usize = 256;
const BACKLOG: usize = 256;
/// Letters of an order's name.
const UID: usize = 26;

/// Something to write.
pub(super) enum Job {
    Place,
    /// One more event of this order.
    Update(i64),
}

type Asked = (Job, oneshot::Sender<String>);

/// What was told to whom.
#[derive(Default)]
struct Rooms {
    by_name: HashMap<String, broadcast::Sender<Utf8Bytes>>,
    order_of: HashMap<String, i64>,
    seq: i64,
}

pub(super) struct Writer {
    jobs: mpsc::Sender<Asked>,
    rooms: Arc<Mutex<Rooms>>,
    file: Mutex<Connection>,
}

impl Writer {
    pub(super) fn open(shop: &Path, folder: &Path, depth: Depth) -> Self {
        let rows = Rows::of(shop, depth);
        let path = folder.join("raw.db");
        let connection = raw::open(&path, &rows);
        let (jobs, waiting) = mpsc::channel(1024);
        let rooms = Arc::<Mutex<Rooms>>::default();
        let [body, told] = rows.event();
        let writer = WriterLoop {
            body,
            told,
            rows,
            connection,
            rooms: rooms.clone(),
            orders: Vec::new(),
        };
        std::thread::spawn(move || writer.work(waiting));
        let file = Mutex::new(Connection::open(path).expect("the file"));
        Self { jobs, rooms, file }
    }

    /// Waits until it is written; the order as JSON.
    pub(super) async fn ask(&self, job: Job) -> String {
        let (asker, answered) = oneshot::channel();
        let sent = self.jobs.send((job, asker)).await;
        sent.unwrap_or_else(|_| unreachable!("the writer lives as long as the program"));
        answered.await.expect("a writer")
    }

    pub(super) fn order(&self, uid: &str) -> Option<i64> {
        lock(&self.rooms).order_of.get(uid).copied()
    }

    pub(super) fn enter(&self, room: &str) -> (broadcast::Receiver<Utf8Bytes>, i64) {
        let mut rooms = lock(&self.rooms);
        let seq = if room == "cashier" { rooms.seq } else { 1 };
        let told = rooms.by_name.entry(room.to_owned());
        let told = told.or_insert_with(|| broadcast::Sender::new(BACKLOG));
        (told.subscribe(), seq)
    }

    /// Up to a thousand events, as the load reads them.
    pub(super) fn journal(&self, since: i64) -> String {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list = file
            .prepare_cached(
                "select seq, order_id from events where seq > ? order by seq limit 1000",
            )
            .expect("SQL that SQLite understands");
        let events = list.query_map([since], |row| {
            let (seq, order): (i64, i64) = (row.get(0)?, row.get(1)?);
            let uid = text(order, UID);
            Ok(format!(
                r#"{{"seq":{seq},"data":{{"order":{{"uid":"{uid}","rev":1}}}}}}"#
            ))
        });
        let events: Vec<_> = events.expect("events").flatten().collect();
        format!(r#"{{"events":[{}]}}"#, events.join(","))
    }
}

fn lock(rooms: &Mutex<Rooms>) -> MutexGuard<'_, Rooms> {
    rooms.lock().unwrap_or_else(PoisonError::into_inner)
}

struct WriterLoop {
    rows: Rows,
    /// What is stored of an event, and what is told of it, each as long as the shop's.
    body: String,
    told: String,
    connection: Connection,
    rooms: Arc<Mutex<Rooms>>,
    /// How many events each order has had.
    orders: Vec<i64>,
}

impl WriterLoop {
    fn work(mut self, mut jobs: mpsc::Receiver<Asked>) {
        while let Some(first) = jobs.blocking_recv() {
            let mut batch = vec![first];
            while batch.len() < BATCH
                && let Ok(next) = jobs.try_recv()
            {
                batch.push(next);
            }
            raw::run(&self.connection, "begin immediate", &[]);
            let written: Vec<_> = batch.iter().map(|(job, _)| self.write(job)).collect();
            raw::run(&self.connection, "commit", &[]);
            for ((_, asker), (order, rev)) in batch.into_iter().zip(written) {
                let uid = text(order, UID);
                self.tell(order, rev, &uid);
                let _ = asker.send(format!(r#"{{"uid":"{uid}","rev":{rev}}}"#));
            }
        }
    }

    /// The order and how many events it has now.
    fn write(&mut self, job: &Job) -> (i64, i64) {
        match *job {
            Job::Place => {
                self.orders.push(1);
                let order = i64::try_from(self.orders.len()).expect("few");
                self.rows.write(&self.connection, order);
                (order, 1)
            }
            Job::Update(order) => {
                let rev = &mut self.orders[usize::try_from(order - 1).expect("an order")];
                *rev += 1;
                let insert = "insert into events (order_id, rev, type, at, body)
                              values (?, ?, 'order_status_update', 0, ?)";
                let mut insert = self.connection.prepare_cached(insert).expect("SQL");
                insert
                    .execute(params![order, *rev, self.body])
                    .expect("the file takes it");
                (order, *rev)
            }
        }
    }

    fn tell(&self, order: i64, rev: i64, uid: &str) {
        let mut rooms = lock(&self.rooms);
        rooms.seq += 1;
        let kind = if rev == 1 {
            rooms.order_of.insert(uid.to_owned(), order);
            "new_order"
        } else {
            "order_status_update"
        };
        let own = format!("order:{uid}");
        for (room, seq) in [("cashier", rooms.seq), (&own, rev)] {
            if let Some(told) = rooms.by_name.get(room) {
                let order = &self.told;
                let text = format!(
                    r#"{{"type":"{kind}","room":"{room}","seq":{seq},"data":{{"order":{{"uid":"{uid}","rev":{rev},"as":{order}}}}}}}"#
                );
                let _ = told.send(text.into());
            }
        }
    }
}
