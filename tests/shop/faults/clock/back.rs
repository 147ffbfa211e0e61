//! The way back of a shop that believed a wrong clock: by its owner, from the machine, or by a time server.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{
    CLOCK, DAY, HOUR, assert_placed, check_of_clock, is_content, lines_on_clock, place, seen, sell,
    time, vouch,
};
use crate::support::{Caller, Executable, Machine, hire, int, run_with, uid};

#[tokio::test]
async fn a_shop_that_believed_a_wrong_clock_is_brought_back_by_its_owner() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, role) in [("Dewi", "owner"), ("Rina", "cashier")] {
        hire(folder.path(), name, role).await;
    }
    let machine = Machine::sound();
    machine.set_clock_wrong_by(3380 * DAY);
    let siap = Executable::start_on(&machine, folder.path()).await;
    let waiting = siap.customer().order().await;
    let first = sell(&siap.customer(), &siap.customer().logged_in("Rina").await).await;
    assert_placed(&first, 3380 * DAY);
    assert_eq!(siap.end("-TERM").await, Some(0));

    machine.set_clock_wrong_by(0);
    let siap = Executable::start_on(&machine, folder.path()).await;
    let customer = siap.customer();
    let (owner, cashier) = (
        customer.clone().logged_in("Dewi").await,
        customer.clone().logged_in("Rina").await,
    );
    assert_eq!(
        check_of_clock(&machine, folder.path()).await,
        "clock_doubtful"
    );
    let shop = customer.get("/api/v1/shop").await.body;
    assert_eq!(shop["clock_ok"], false);
    let off = int(&shop["clock_off_by_s"]);
    assert_eq!(
        cashier.put(CLOCK, &json!({ "off_by_s": off })).await.code(),
        "forbidden"
    );
    let elsewhere = owner.put(CLOCK, &json!({ "off_by_s": off - HOUR })).await;
    assert_eq!(
        (elsewhere.status, elsewhere.code()),
        (409, "clock_moved_on")
    );
    vouch(&owner).await;
    // Said again it is so already, and the history has one line.
    vouch_again(&owner, off).await;
    let lines = lines_on_clock(&owner).await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].0, "Dewi");
    assert!(lines[0].1.as_str() > lines[0].2.as_str(), "{lines:?}");

    let path = format!("/api/v1/orders/{}", uid(&waiting));
    let expires = time(&customer.get(&path).await.body, "expires_at");
    assert!(
        expires < Timestamp::now() + SignedDuration::from_hours(2),
        "{expires}"
    );
    let placed = customer.order().await;
    assert_placed(&placed, 0);
    assert_ne!(placed["number"], waiting["number"], "that is open");
    assert!(
        place(&seen(&owner, &placed).await).0 < place(&first).0,
        "days are the machine's again"
    );
    assert_eq!(check_of_clock(&machine, folder.path()).await, "clock_fine");
    assert_eq!(siap.end("-TERM").await, Some(0));

    let siap = Executable::start_on(&machine, folder.path()).await;
    assert_eq!(
        siap.customer().get("/api/v1/shop").await.body["clock_ok"],
        true
    );
    assert_placed(&siap.customer().order().await, 0);
    assert_eq!(siap.end("-TERM").await, Some(0));
}

#[tokio::test]
async fn an_order_that_was_reopened_comes_back_with_the_clock() {
    for is_synchronised in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        let machine = Machine::sound();
        machine.set_clock_wrong_by(366 * DAY);
        let siap = Executable::start_on(&machine, folder.path()).await;
        let owner = siap.customer().logged_in("Dewi").await;
        let reopened = sell(&siap.customer(), &owner).await;
        assert_eq!(owner.set_status(&reopened, "ready").await.status, 200);
        assert_eq!(siap.end("-TERM").await, Some(0));

        machine.set_clock_wrong_by(0);
        machine.set_synchronised(is_synchronised);
        let siap = Executable::start_on(&machine, folder.path()).await;
        let owner = Caller {
            address: siap.address,
            ..owner
        };
        if !is_synchronised {
            vouch(&owner).await;
        }
        let waits = seen(&owner, &reopened).await;
        assert_eq!(waits["status"], "ready");
        for since in ["ready_at", "completed_at"] {
            let since = time(&waits, since);
            assert!(since <= Timestamp::now(), "{since}");
        }
        assert_eq!(siap.end("-TERM").await, Some(0));
    }
}

#[tokio::test]
async fn what_a_closed_shop_remembers_of_a_reopened_order_lies_no_longer_ahead() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let owner = siap.customer().logged_in("Dewi").await;
    let reopened = sell(&siap.customer(), &owner).await;
    assert_eq!(owner.set_status(&reopened, "ready").await.status, 200);
    assert_eq!(siap.end("-TERM").await, Some(0));
    let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the file");
    file.execute(
        "update orders set completed_at = completed_at + 366 * 24 * 3600000",
        [],
    )
    .expect("a change");
    drop(file);
    let siap = Executable::start_on(&machine, folder.path()).await;
    let owner = Caller {
        address: siap.address,
        ..owner
    };
    let since = time(&seen(&owner, &reopened).await, "completed_at");
    assert!(since <= Timestamp::now(), "{since}");
    assert_eq!(siap.end("-TERM").await, Some(0));
}

async fn vouch_again(owner: &Caller, seen: i64) {
    let answer = owner.put(CLOCK, &json!({ "off_by_s": seen })).await;
    assert_eq!(
        (answer.status, &answer.body["clock_ok"]),
        (200, &json!(true))
    );
}

#[tokio::test]
async fn a_shop_that_believed_a_wrong_clock_is_brought_back_from_the_machine() {
    for is_open in [true, false] {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        let machine = Machine::sound();
        machine.set_clock_wrong_by(20 * DAY);
        let open = Executable::start_on(&machine, folder.path()).await;
        let waiting = open.customer().order().await;
        let owner = open.customer().logged_in("Dewi").await;
        assert_eq!(open.end("-TERM").await, Some(0));

        machine.set_clock_wrong_by(0);
        let running = if is_open {
            Some(Executable::start_on(&machine, folder.path()).await)
        } else {
            None
        };
        let said = siap(&machine, folder.path(), &["clock"]).await;
        assert!(said.contains("not set by a time server"), "{said}");
        siap(&machine, folder.path(), &["clock", "--right"]).await;
        let running = match running {
            Some(running) => running,
            None => Executable::start_on(&machine, folder.path()).await,
        };
        let customer = running.customer();
        is_content(&customer).await;
        assert_placed(&customer.order().await, 0);
        let owner = Caller {
            address: running.address,
            ..owner
        };
        let lines = lines_on_clock(&owner).await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].0, "command line");
        let path = format!("/api/v1/orders/{}", uid(&waiting));
        let waits = customer.get(&path).await.body;
        let expires = time(&waits, "expires_at");
        assert!(
            expires < Timestamp::now() + SignedDuration::from_hours(2),
            "{expires}"
        );
        assert_eq!(running.end("-TERM").await, Some(0));
    }
}

async fn siap(machine: &Machine, data: &Path, arguments: &[&str]) -> String {
    let data_text = data.to_str().expect("text");
    let arguments = [arguments, &["--data", data_text]].concat();
    let ended = run_with(machine.environment(data), &arguments, "").await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended.said
}

#[tokio::test]
async fn a_time_server_brings_a_shop_back_by_itself_and_the_doctor_blames_no_right_clock() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let machine = Machine::sound();
    machine.set_clock_wrong_by(20 * DAY);
    let siap = Executable::start_on(&machine, folder.path()).await;
    let owner = siap.customer().logged_in("Dewi").await;
    siap.customer().order().await;
    assert_eq!(siap.end("-TERM").await, Some(0));
    machine.set_clock_wrong_by(0);
    machine.set_synchronised(true);
    assert_eq!(check_of_clock(&machine, folder.path()).await, "clock_fine");
    let siap = Executable::start_on(&machine, folder.path()).await;
    assert_placed(&siap.customer().order().await, 0);
    let owner = Caller {
        address: siap.address,
        ..owner
    };
    assert_eq!(lines_on_clock(&owner).await[0].0, "clock");
    assert_eq!(siap.end("-TERM").await, Some(0));
}
