//! A machine whose clock is wrong: without a battery it wakes up in another year, and a time server or somebody's hand
//! sets it while the shop is open. Orders go on, nothing ends by time that did not pass, and nothing runs backwards
//! unnoticed.

use std::{collections::HashSet, path::Path};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::support::{
    Acknowledged, Besides, Caller, Executable, Machine, Screen, check_books, hire, int, run_with,
    uid,
};

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
const DOOR: &str = "/api/v1/admin/clock";

/// How many seconds the clock has to be wrong by to say this.
fn until(moment: &str) -> i64 {
    let moment: Timestamp = moment.parse().expect("a moment");
    moment.as_second() - Timestamp::now().as_second()
}

/// One order's whole life; the order at its end.
async fn sell(customer: &Caller, cashier: &Caller) -> Value {
    let order = customer.order().await;
    assert_eq!(cashier.pay(&order).await.status, 200);
    assert_eq!(cashier.set_status(&order, "ready").await.status, 200);
    let done = cashier.set_status(&order, "completed").await;
    assert_eq!(done.status, 200, "{}", done.body);
    done.body
}

fn place(order: &Value) -> (String, String, String) {
    let text = |field: &str| order[field].as_str().expect("a text").to_owned();
    (text("day"), text("number"), text("created_at"))
}

/// What never runs backwards, in the order in which things happened.
fn assert_forward(sold: &[Value]) {
    for two in sold.windows(2) {
        let ((day, number, at), (next_day, next_number, next_at)) =
            (place(&two[0]), place(&two[1]));
        assert!(day <= next_day, "{day} and then {next_day}");
        assert!(
            day < next_day || number < next_number,
            "{number} and then {next_number}"
        );
        let [at, next_at] = [at, next_at].map(|at| at.parse::<Timestamp>().expect("a time"));
        assert!(at <= next_at, "{at} and then {next_at}");
    }
}

fn time(order: &Value, field: &str) -> Timestamp {
    let text = order[field].as_str().expect("a text");
    text.parse().expect("a time")
}

/// The order as the staff see it.
async fn seen(staff: &Caller, order: &Value) -> Value {
    let path = format!("/api/v1/admin/orders/{}", uid(order));
    staff.get(&path).await.body
}

/// Whether an order was placed at the time it is, give or take a minute, by a clock wrong by so many seconds.
fn assert_placed(order: &Value, wrong_by: i64) {
    let at = time(order, "created_at");
    let it_is = Timestamp::now() + SignedDuration::from_secs(wrong_by);
    let off = at.duration_since(it_is).abs();
    assert!(
        off < SignedDuration::from_mins(1),
        "{at}, and it is {it_is}"
    );
}

/// A screen that is told what everybody may know of the shop.
async fn screen(customer: &Caller) -> Screen {
    let mut screen = customer.listen("/ws?room=shop").await;
    screen.snapshot().await;
    screen
}

/// Waits until the shop has looked at a clock that is wrong by so many seconds. It looks at everything that waits before
/// it tells of it.
async fn asks_about(screen: &mut Screen, wrong_by: i64) {
    loop {
        let heard = screen.hears().await;
        let off = heard["data"]["clock_off_by_s"].as_i64();
        if off.is_some_and(|off| (off - wrong_by).abs() < 60) {
            assert_eq!(heard["data"]["clock_ok"], false);
            return;
        }
    }
}

/// Waits until the shop has looked at its clock and finds it right.
async fn is_content(customer: &Caller) {
    let mut screen = customer.listen("/ws?room=shop").await;
    let mut heard = screen.snapshot().await;
    while heard["data"]["clock_ok"] != true {
        heard = screen.hears().await;
    }
    assert_eq!(heard["data"]["clock_off_by_s"], Value::Null);
}

/// The lines of the history about the clock: who, and what it said and says.
async fn lines_on_clock(owner: &Caller) -> Vec<(String, Value, Value)> {
    let history = owner.get("/api/v1/admin/history?about=shop").await.body;
    let entries = history["changes"].as_array().expect("changes").clone();
    let lines = entries.into_iter().filter(|line| line["field"] == "clock");
    lines
        .map(|line| {
            let by = line["by"].as_str().expect("a name").to_owned();
            (by, line["before"].clone(), line["after"].clone())
        })
        .collect()
}

/// Says as the owner that the machine's clock is right.
async fn vouch(owner: &Caller) {
    let facts = owner.get("/api/v1/shop").await.body;
    let seen = json!({ "off_by_s": facts["clock_off_by_s"] });
    let answer = owner.put(DOOR, &seen).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["clock_ok"], true);
}

async fn siap(machine: &Machine, data: &Path, arguments: &[&str]) -> String {
    let data_text = data.to_str().expect("text");
    let arguments = [arguments, &["--data", data_text]].concat();
    let ended = run_with(machine.environment(data), &arguments, "").await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended.said
}

async fn check_of_clock(machine: &Machine, data: &Path) -> String {
    let data_text = data.to_str().expect("text");
    let arguments = [
        "doctor",
        "--json",
        "--listen",
        "127.0.0.1:1",
        "--data",
        data_text,
    ];
    let ended = run_with(machine.environment(data), &arguments, "").await;
    let found: Value = serde_json::from_str(&ended.said).expect("JSON");
    let checks = found["checks"].as_array().expect("checks");
    let clock = checks.iter().find(|it| it["check"] == "clock");
    clock.expect("a check")["code"]
        .as_str()
        .expect("a code")
        .to_owned()
}

#[tokio::test]
async fn a_clock_that_jumps_while_the_shop_is_open_is_asked_about_and_not_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let customer = siap.customer();
    // Nobody is logged out by a clock.
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
        let off = |heard: &Value| {
            let at = time(heard, "at");
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
        cashier.put(DOOR, &json!({ "off_by_s": off })).await.code(),
        "forbidden"
    );
    let elsewhere = owner.put(DOOR, &json!({ "off_by_s": off - HOUR })).await;
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

async fn vouch_again(owner: &Caller, seen: i64) {
    let answer = owner.put(DOOR, &json!({ "off_by_s": seen })).await;
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
        assert!(said.contains("no time server has set it"), "{said}");
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
