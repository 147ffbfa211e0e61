//! Jumps of the clock, while the shop is open and between two starts.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{
    DAY, HOUR, asks_about, assert_forward, assert_placed, is_content, lines_on_clock, screen, seen,
    sell, time, until, vouch,
};
use crate::support::{
    Acknowledged, Besides, Caller, Executable, Machine, check_books, hire, int, uid,
};

#[tokio::test]
async fn a_clock_that_jumps_while_the_shop_is_open_is_asked_about_and_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let customer = siap.customer();
    // A clock ends no session.
    let cashier = siap.customer().logged_in("Rina").await;
    let waiting = customer.order().await;
    let mut sold = Vec::new();
    for moment in [
        DAY,
        -DAY,
        until("1970-01-02T00:00:00Z"),
        until("2001-09-09T01:46:40Z"),
        2 * DAY,
        7 * HOUR,
        until("2038-01-19T03:14:08Z"),
    ] {
        machine.set_clock_wrong_by(moment);
        sold.push(sell(&customer, &cashier).await);
        assert_placed(sold.last().expect("one"), 0);
        let shop = customer.get("/api/v1/shop").await.body;
        assert_eq!(shop["clock_ok"], false, "wrong by {moment} s");
        let off = int(&shop["clock_off_by_s"]) - moment;
        assert!(off.abs() < 60, "{off} s");
    }
    // After a whole look at everything that waits, at a time twelve years ahead.
    let mut screen = screen(&customer).await;
    for moment in [12 * 366 * DAY, 12 * 366 * DAY + HOUR] {
        machine.set_clock_wrong_by(moment);
        asks_about(&mut screen, moment).await;
    }
    machine.set_clock_wrong_by(0);
    is_content(&customer).await;
    sold.push(sell(&customer, &cashier).await);
    assert_forward(&sold);
    let path = format!("/api/v1/orders/{}", uid(&waiting));
    let waiting_now = customer.get(&path).await.body;
    assert_eq!(waiting_now["status"], "awaiting_payment");
    let mut said: Acknowledged = sold.iter().map(|order| (uid(order), 5)).collect();
    said.insert(uid(&waiting), 1);
    check_books(&cashier, &said, Besides::Nothing).await;
    siap.kill().await;
}

#[tokio::test]
async fn a_machine_that_wakes_up_in_another_year_opens_its_shop_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let machine = Machine::sound();
    let mut sold = Vec::new();
    for (moment, is_synchronised, is_right) in [
        (0, false, true),
        (until("1970-01-01T00:00:10Z"), false, false),
        (until("2001-01-01T00:00:00Z"), false, false),
        (until("2038-01-19T03:14:07Z"), false, false),
        (3 * DAY, false, false),
        (0, false, true),
        (30 * HOUR, false, true),
        (9 * DAY, true, true),
    ] {
        machine.set_clock_wrong_by(moment);
        machine.set_synchronised(is_synchronised);
        let siap = Executable::start_on(&machine, folder.path()).await;
        let (customer, cashier) = (siap.customer(), siap.customer().logged_in("Rina").await);
        sold.push(sell(&customer, &cashier).await);
        let shop = customer.get("/api/v1/shop").await.body;
        assert_eq!(shop["clock_ok"], is_right, "wrong by {moment} s");
        assert_placed(sold.last().expect("one"), if is_right { moment } else { 0 });
        assert_eq!(siap.end("-TERM").await, Some(0));
    }
    assert_forward(&sold);
}

#[tokio::test]
async fn a_new_shop_can_be_opened_on_a_machine_that_does_not_know_the_year() {
    for moment in ["1970-01-01T00:00:10Z", "2038-01-19T03:14:07Z"] {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        let machine = Machine::sound();
        machine.set_clock_wrong_by(until(moment));
        let siap = Executable::start_on(&machine, folder.path()).await;
        let owner = siap.customer().logged_in("Dewi").await;
        assert_eq!(owner.get("/api/v1/shop").await.body["clock_ok"], false);
        owner.order().await;
        vouch(&owner).await;
        owner.order().await;
        assert_eq!(owner.get("/api/v1/shop").await.body["clock_ok"], true);
        assert_eq!(siap.end("-TERM").await, Some(0), "{moment}");
    }
}

#[tokio::test]
async fn network_time_that_arrives_after_opening_ends_nothing_and_gives_no_number_twice() {
    for wrong_by in [-11 * HOUR, -25 * HOUR, 7 * HOUR] {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        let machine = Machine::sound();
        machine.set_clock_wrong_by(wrong_by);
        let siap = Executable::start_on(&machine, folder.path()).await;
        let (customer, owner) = (siap.customer(), siap.customer().logged_in("Dewi").await);
        let waiting = customer.order().await;
        assert_eq!(owner.pay(&customer.order().await).await.status, 200);
        machine.set_synchronised(true);
        machine.set_clock_wrong_by(0);
        let mut screen = screen(&customer).await;
        let off = |message: &Value| {
            let at = time(message, "at");
            at.duration_since(Timestamp::now()).abs()
        };
        while off(&screen.hears().await) > SignedDuration::from_mins(1) {}
        assert_eq!(lines_on_clock(&owner).await[0].0, "clock");
        // A whole look at everything later.
        machine.set_synchronised(false);
        machine.set_clock_wrong_by(HOUR);
        asks_about(&mut screen, HOUR).await;
        machine.set_clock_wrong_by(0);
        let path = format!("/api/v1/orders/{}", uid(&waiting));
        let waits = customer.get(&path).await.body;
        assert_eq!(waits["status"], "awaiting_payment", "wrong by {wrong_by} s");
        let placed = customer.order().await;
        assert_placed(&placed, 0);
        assert_eq!(owner.pay(&placed).await.status, 200);
        let board = customer.get("/api/v1/board").await.body;
        let called = board["preparing"].as_array().expect("numbers");
        let numbers: HashSet<_> = called.iter().map(Value::to_string).collect();
        assert_eq!(numbers.len(), called.len(), "{board}");
        assert_eq!(siap.end("-TERM").await, Some(0));
    }
}

#[tokio::test]
async fn a_day_that_comes_twice_gives_no_number_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let (customer, owner) = (siap.customer(), siap.customer().logged_in("Dewi").await);
    let mut said = Acknowledged::new();
    let mut open = HashSet::new();
    for wrong_by in [0, 26 * HOUR, 0, 26 * HOUR] {
        machine.set_clock_wrong_by(wrong_by);
        if customer.get("/api/v1/shop").await.body["clock_ok"] == false {
            vouch(&owner).await;
        }
        for _ in 0..3 {
            let order = customer.order().await;
            assert_placed(&order, wrong_by);
            assert!(open.insert(order["number"].to_string()), "{order}");
            said.insert(uid(&order), 1);
        }
    }
    check_books(&owner, &said, Besides::Nothing).await;
    siap.kill().await;
}

#[tokio::test]
async fn the_day_of_a_clock_that_no_one_has_vouched_for_completes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let (customer, owner) = (siap.customer(), siap.customer().logged_in("Dewi").await);
    let waiting = customer.order().await;
    assert_eq!(owner.pay(&waiting).await.status, 200);
    assert_eq!(owner.set_status(&waiting, "ready").await.status, 200);
    assert_eq!(siap.end("-TERM").await, Some(0));
    // Ready since yesterday, and the shop was closed for too long to know the time from its own events.
    let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the file");
    file.execute("update orders set ready_at = ready_at - 24 * 3600000", [])
        .expect("a change");
    drop(file);
    machine.set_clock_wrong_by(5 * DAY);
    let siap = Executable::start_on(&machine, folder.path()).await;
    let customer = siap.customer();
    let owner = Caller {
        address: siap.address,
        ..owner
    };
    let mut screen = screen(&customer).await;
    for moment in [5 * DAY + HOUR, 5 * DAY] {
        machine.set_clock_wrong_by(moment);
        asks_about(&mut screen, moment).await;
    }
    assert_eq!(seen(&owner, &waiting).await["status"], "ready");

    let mut till = owner.listen("/ws?room=cashier").await;
    till.snapshot().await;
    vouch(&owner).await;
    let event = till.hears_next("order_status_update").await;
    assert_eq!(event["data"]["cause"], "closed");
    assert_eq!(event["data"]["order"]["uid"], waiting["uid"]);
    assert_eq!(siap.end("-TERM").await, Some(0));
}
