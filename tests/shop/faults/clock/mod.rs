//! A machine whose clock is wrong: without a battery it wakes up in another year, and a time server or a person sets it
//! while the shop is open. Orders go on, nothing ends by time that did not pass, and nothing runs backwards unnoticed.

mod back;
mod jumps;

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::support::{Caller, Machine, Screen, run_with, uid};

const HOUR: i64 = 60 * 60;

const DAY: i64 = 24 * HOUR;

const CLOCK: &str = "/api/v1/admin/clock";

/// How many seconds the clock has to be wrong by to say this.
fn until(moment: &str) -> i64 {
    let moment: Timestamp = moment.parse().expect("a moment");
    moment.as_second() - Timestamp::now().as_second()
}

/// The order as the staff see it.
async fn seen(staff: &Caller, order: &Value) -> Value {
    let path = format!("/api/v1/admin/orders/{}", uid(order));
    staff.get(&path).await.body
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

/// A screen in the public room of the shop.
async fn screen(customer: &Caller) -> Screen {
    let mut screen = customer.listen("/ws?room=shop").await;
    screen.snapshot().await;
    screen
}

/// Waits until the shop has looked at a clock that is wrong by so many seconds. It looks at everything that waits
/// before it tells of it.
async fn asks_about(screen: &mut Screen, wrong_by: i64) {
    loop {
        let message = screen.hears().await;
        let off = message["data"]["clock_off_by_s"].as_i64();
        if off.is_some_and(|off| (off - wrong_by).abs() < 60) {
            assert_eq!(message["data"]["clock_ok"], false);
            return;
        }
    }
}

/// Waits until the shop has looked at its clock and finds it right.
async fn is_content(customer: &Caller) {
    let mut screen = customer.listen("/ws?room=shop").await;
    let mut message = screen.snapshot().await;
    while message["data"]["clock_ok"] != true {
        message = screen.hears().await;
    }
    assert_eq!(message["data"]["clock_off_by_s"], Value::Null);
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
    let answer = owner.put(CLOCK, &seen).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["clock_ok"], true);
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
