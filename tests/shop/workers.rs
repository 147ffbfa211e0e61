//! Workers inside the program follow the journal from the number they have stored, through every death of it.

use std::{io::Write, path::Path};

use rusqlite::{Connection, params};
use siap::{
    domain::Recorded,
    server::Server,
    shop::{JournalItem, Shop, Since},
};

use crate::support::{Besides, Executable, Rush, check_books, config, hire, int, until};

/// Names the folder of the shop that this test program is to open, when it is started again as that shop.
const SHOP: &str = "SIAP_TEST_WORKERS";
/// The test below, as the test program knows it.
const NAME: &str =
    "workers::each_event_is_handled_once_by_each_worker_however_often_the_program_is_killed";
/// Two of them: each wakes by itself.
const WORKERS: [&str; 2] = ["printer.db", "report.db"];
const KILLS: usize = 4;
/// Orders acknowledged between two kills, at least.
const ORDERS: usize = 30;

#[tokio::test]
async fn each_event_is_handled_once_by_each_worker_however_often_the_program_is_killed() {
    if let Some(folder) = std::env::var_os(SHOP) {
        return be_the_shop(Path::new(&folder)).await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let mut shop = Executable::start_test(NAME, SHOP, folder.path()).await;
    let cashier = shop.customer().logged_in("Rina").await;
    let rush = Rush::of(8, &cashier);
    for kill in 1..=KILLS {
        until(|| rush.acknowledged().len() >= ORDERS * kill).await;
        shop.kill().await;
        rush.find_it(None);
        shop = Executable::start_test(NAME, SHOP, folder.path()).await;
        rush.find_it(Some(shop.address));
    }
    let said = rush.end().await;
    let mut here = cashier;
    here.address = shop.address;
    let journal = check_books(&here, &said, Besides::Nothing).await;
    let happened: Vec<Handled> = journal
        .iter()
        .map(|event| {
            let (order, topic) = (&event["data"]["order"], &event["type"]);
            let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
            (int(&event["seq"]), text(&order["uid"]), text(topic))
        })
        .collect();
    for worker in WORKERS {
        let worker = Worker::open(&folder.path().join(worker));
        until(|| worker.handled().len() >= happened.len()).await;
        assert_eq!(worker.handled(), happened);
    }
    shop.kill().await;
}

/// What a worker did about an event: its number, the order and what happened.
type Handled = (i64, String, String);

/// Opens the shop of `folder` with its workers, until it is killed.
async fn be_the_shop(folder: &Path) {
    let server = Server::start(&config(folder)).await.expect("a shop");
    let workers = WORKERS.map(|worker| {
        let worker = Worker::open(&folder.join(worker));
        tokio::spawn(worker.work(server.shop.clone()))
    });
    let said = writeln!(std::io::stdout(), "listening on http://{}", server.address);
    said.expect("an output");
    for worker in workers {
        worker
            .await
            .expect("a worker that works until it is killed");
    }
}

/// A worker with a file of its own.
struct Worker {
    file: Connection,
}

impl Worker {
    fn open(path: &Path) -> Self {
        let file = Connection::open(path).expect("a file");
        file.busy_timeout(std::time::Duration::from_secs(5))
            .expect("patience");
        file.execute_batch(
            "pragma synchronous = off;
             create table if not exists handled (seq integer, uid text, type text);
             create table if not exists position (seq integer not null, epoch text);
             insert into position select 0, null where not exists (select 1 from position)",
        )
        .expect("tables");
        Self { file }
    }

    async fn work(mut self, shop: Shop) {
        let epoch = shop.epoch().to_owned();
        let mut stream = shop.live().follow_journal(&self.since());
        loop {
            match stream.next().await.expect("a journal") {
                JournalItem::Event(recorded) => self.handle(&recorded, &epoch),
                JournalItem::Gap { newest } => panic!("a gap before {newest}"),
            }
        }
    }

    fn since(&self) -> Since {
        let stored = self
            .file
            .query_row("select seq, epoch from position", [], |row| {
                Ok(Since {
                    seq: row.get(0)?,
                    epoch: row.get(1)?,
                })
            });
        stored.expect("a position")
    }

    /// The effect and the number in one transaction.
    fn handle(&mut self, recorded: &Recorded, epoch: &str) {
        let (order, topic) = (&recorded.event.order, recorded.event.kind.topic().as_str());
        let both = self.file.transaction().expect("a transaction");
        both.execute(
            "insert into handled values (?1, ?2, ?3)",
            params![recorded.seq, order.uid.as_str(), topic],
        )
        .expect("an effect");
        both.execute(
            "update position set seq = ?1, epoch = ?2",
            params![recorded.seq, epoch],
        )
        .expect("a number");
        both.commit().expect("both");
    }

    fn handled(&self) -> Vec<Handled> {
        let mut list = self
            .file
            .prepare("select seq, uid, type from handled order by rowid")
            .expect("a table");
        let rows = list.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let rows = rows.expect("rows").collect::<Result<_, _>>();
        rows.expect("rows of the table")
    }
}
