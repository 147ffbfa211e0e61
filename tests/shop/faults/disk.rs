//! A disk whose flushes fail: nothing is acknowledged that may not be there, and what was acknowledged survives a power
//! cut, also when other programs have the shop's file open.

use std::{collections::HashMap, path::Path};

use futures_util::future::join_all;
use rusqlite::{Connection, OpenFlags};
use serde_json::json;

use super::power_cut::shop_on;
use crate::support::{
    Acknowledged, Besides, Executable, Machine, check_books, hire, int, nasi_goreng,
    nasi_goreng_lines, run_with, uid, until,
};

#[tokio::test]
async fn after_a_flush_that_failed_nothing_is_acknowledged_until_the_shop_is_opened_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let (customer, cashier) = (siap.customer(), siap.customer().logged_in("Rina").await);
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let order = customer.order().await;
    till.hears_next("new_order").await;

    machine.break_disk();
    let paid = cashier.pay(&order).await;
    assert_eq!((paid.status, paid.code()), (503, "cannot_write"));
    let refused = customer.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (503, "cannot_write"));
    let health = customer.get("/health").await;
    assert_eq!(
        (health.status, &health.body["status"]),
        (503, &json!("cannot_write"))
    );
    // It is unknown what the system has after a flush that failed: a later one proves nothing.
    machine.mend_disk();
    assert_eq!(cashier.pay(&order).await.status, 503);
    assert_eq!(customer.get("/health").await.status, 503);
    // Reading goes on, and what was not kept was not published.
    let now = customer
        .get(&format!("/api/v1/orders/{}", uid(&order)))
        .await;
    assert_eq!(now.body["status"], "awaiting_payment");
    till.say(&json!({ "type": "ping" })).await;
    till.hears_next("heartbeat").await;
    siap.kill().await;

    let siap = Executable::start_on(&machine, folder.path()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let said = [(uid(&order), 1)].into_iter().collect();
    check_books(&cashier, &said, Besides::Perhaps).await;
    let paid = cashier.pay(&order).await;
    assert_eq!((paid.status, int(&paid.body["rev"])), (200, 3));
    assert_eq!(siap.customer().get("/health").await.status, 200);
    siap.kill().await;
}

#[tokio::test]
async fn pages_that_were_lost_on_their_way_out_of_the_log_are_still_in_it_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = Machine::sound();
    shop_on(&machine, folder.path()).await;
    let siap = Executable::start_on(&machine, folder.path()).await;
    let customer = siap.customer();
    let mut said = HashMap::new();
    let mut refused = false;
    machine.break_database();
    // So many that the log is taken back more than once; the disk is sound again half way.
    for number in 0..1500 {
        if number == 750 {
            machine.mend_disk();
        }
        let answer = customer
            .post("/api/v1/orders", &nasi_goreng_lines(20))
            .await;
        if answer.status != 201 {
            assert_eq!((answer.status, answer.code()), (503, "cannot_write"));
            refused = true;
            break;
        }
        said.insert(uid(&answer.body), 1);
    }
    assert!(refused, "what may be lost is not built upon");
    assert_eq!(customer.get("/health").await.status, 503);
    // In order: the last connection to close must leave the log alone.
    assert_eq!(siap.end("-TERM").await, Some(0));

    let siap = Executable::start(&machine.what_is_left()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    check_books(&cashier, &said, Besides::Perhaps).await;
    siap.kill().await;
}

#[tokio::test]
async fn a_shop_that_closes_after_the_last_order_lost_pages_leaves_its_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = Machine::sound();
    shop_on(&machine, folder.path()).await;
    let siap = Executable::start_on(&machine, folder.path()).await;
    let file = |name: &str| folder.path().join(name);
    let customer = siap.customer();
    let mut said = Acknowledged::new();
    let mut order_until_log_has = async |pages: u64| {
        while std::fs::metadata(file("siap.db-wal")).map_or(0, |log| log.len() / 4120) < pages {
            let order = customer
                .post("/api/v1/orders", &nasi_goreng_lines(20))
                .await;
            said.insert(uid(&order.body), 1);
        }
    };
    machine.break_database();
    // What came before this reader's moment is copied, what came after is not: then SQLite flushes nothing itself.
    order_until_log_has(600).await;
    let reader = Connection::open_with_flags(file("siap.db"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let reader = reader.expect("a file");
    reader
        .execute_batch("begin; select count(*) from orders")
        .expect("a moment");
    // The last of these wakes the thread that copies, and no order tells the writer what came of it.
    order_until_log_has(4000).await;
    until(|| file("siap.log-unsafe").exists()).await;
    machine.mend_disk();
    drop(reader);
    assert_eq!(siap.end("-TERM").await, Some(0));
    assert_survives(&machine, &said).await;
}

/// Takes orders while pages of the database are lost, until the shop notices; what was acknowledged till then. The
/// disk is sound again afterwards, and says nothing more of those pages.
async fn lose_pages(machine: &Machine, siap: &Executable) -> Acknowledged {
    machine.break_database();
    // Side by side, so that orders come while pages are copied: a part of the log then counts as copied.
    let guests = (0..4).map(|_| order_until_refused(siap, 1500));
    let said = join_all(guests).await.into_iter().flatten().collect();
    machine.mend_disk();
    said
}

/// Places orders with many lines, at most so many; what was acknowledged.
async fn order_until_refused(siap: &Executable, most: usize) -> Acknowledged {
    let customer = siap.customer();
    let mut said = Acknowledged::new();
    for _ in 0..most {
        let order = nasi_goreng_lines(20);
        let answer = customer.post("/api/v1/orders", &order).await;
        if answer.status != 201 {
            assert_eq!((answer.status, answer.code()), (503, "cannot_write"));
            break;
        }
        said.insert(uid(&answer.body), 1);
    }
    said
}

/// What a power cut leaves has everything that was acknowledged.
async fn assert_survives(machine: &Machine, said: &Acknowledged) {
    let siap = Executable::start(&machine.what_is_left()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    check_books(&cashier, said, Besides::Perhaps).await;
    siap.kill().await;
}

fn text(path: &Path) -> &str {
    path.to_str().expect("text")
}

#[tokio::test]
async fn no_command_writes_next_to_a_shop_that_lost_pages_and_looking_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (machine, data) = (Machine::sound(), text(folder.path()));
    shop_on(&machine, folder.path()).await;
    let siap = Executable::start_on(&machine, folder.path()).await;
    let said = lose_pages(&machine, &siap).await;
    let command = async |arguments: &[&str]| {
        let arguments = [arguments, &["--data", data]].concat();
        run_with(machine.environment(folder.path()), &arguments, "").await
    };
    let mut refused = Vec::new();
    // Each that went through would take a part of the log back, and the last one begin it again.
    for name in ["A", "B", "C", "D"] {
        refused.push(command(&["config", "set", "shop_name", name]).await);
    }
    let exported = command(&["export", "orders"]).await;
    let doctor = command(&["doctor", "--json", "--language", "en"]).await;
    siap.kill().await;
    assert_survives(&machine, &said).await;
    for ended in refused {
        let says = |words: &str| ended.complaint.contains(words);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(says("has stopped writing") && says("siap doctor --data"));
    }
    assert_eq!(exported.code, Some(0), "{exported:?}");
    let lines = exported.said.lines().count();
    assert!(lines > said.len(), "{lines} lines of {} orders", said.len());
    assert!(doctor.said.contains("database_stopped"), "{doctor:?}");
}

// More than 10 s: for so long a start waits for other programs that have the database open.
#[tokio::test]
async fn a_start_after_lost_pages_waits_for_other_readers_and_says_who_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let (machine, data) = (Machine::sound(), text(folder.path()));
    shop_on(&machine, folder.path()).await;
    let siap = Executable::start_on(&machine, folder.path()).await;
    let mut said = lose_pages(&machine, &siap).await;
    // It keeps the log's index alive, which says of lost pages that they are in the file.
    let database = folder.path().join("siap.db");
    let reader = Connection::open_with_flags(&database, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let reader = reader.expect("a file");
    let count = || {
        let count = "select count(*) from orders";
        let count = reader.query_row(count, [], |row| row.get::<_, i64>(0));
        usize::try_from(count.expect("a number")).expect("few")
    };
    assert_eq!(count(), said.len());
    assert_eq!(siap.end("-TERM").await, Some(0));
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", data];
    let ended = run_with(machine.environment(folder.path()), &serve, "").await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let who = format!("(process {}) has", std::process::id());
    assert!(ended.complaint.contains(&who), "{ended:?}");
    assert_eq!(count(), said.len());
    drop(reader);

    let siap = Executable::start_on(&machine, folder.path()).await;
    // So many that the log is taken back and begun again.
    said.extend(order_until_refused(&siap, 400).await);
    siap.kill().await;
    assert_survives(&machine, &said).await;
    assert!(!folder.path().join("siap.log-unsafe").exists());
}

#[tokio::test]
async fn what_is_acknowledged_after_a_failed_commit_and_another_start_survives_a_power_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = Machine::sound();
    shop_on(&machine, folder.path()).await;
    let siap = Executable::start_on(&machine, folder.path()).await;
    let mut said = order_until_refused(&siap, 3).await;
    machine.break_disk();
    assert!(order_until_refused(&siap, 1).await.is_empty());
    machine.mend_disk();
    // Without closing: the system has more of the log than the disk.
    siap.kill().await;
    let siap = Executable::start_on(&machine, folder.path()).await;
    said.extend(order_until_refused(&siap, 5).await);
    assert_eq!(said.len(), 8);
    siap.kill().await;
    assert_survives(&machine, &said).await;
}
