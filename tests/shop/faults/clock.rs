//! A machine without a battery: it wakes up in another year. Orders go on, and nothing runs backwards.

use jiff::Timestamp;
use serde_json::Value;

use crate::support::{Besides, Caller, Executable, Machine, check_books, hire, uid};

const DAY: i64 = 24 * 60 * 60;

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

#[tokio::test]
async fn a_clock_that_jumps_while_the_shop_is_open_turns_nothing_back() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let customer = siap.customer();
    let mut sold = Vec::new();
    for (moment, is_right) in [
        (0, true),
        (DAY, true),
        (-DAY, false),
        (until("1970-01-02T00:00:00Z"), false),
        (until("2001-09-09T01:46:40Z"), false),
        (2 * DAY, true),
        (until("2038-01-19T03:14:08Z"), true),
        (0, false),
    ] {
        machine.set_clock_wrong_by(moment);
        // A day later nobody is logged in any more.
        let cashier = siap.customer().logged_in("Rina").await;
        sold.push(sell(&customer, &cashier).await);
        let shop = customer.get("/api/v1/shop").await.body;
        assert_eq!(shop["clock_ok"], is_right, "wrong by {moment} s");
    }
    assert_forward(&sold);
    let cashier = customer.logged_in("Rina").await;
    let said = sold.iter().map(|order| (uid(order), 5)).collect();
    check_books(&cashier, &said, Besides::Nothing).await;
    siap.kill().await;
}

#[tokio::test]
async fn a_machine_that_wakes_up_in_another_year_opens_its_shop_and_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let machine = Machine::sound();
    let mut sold = Vec::new();
    for (moment, is_right) in [
        (0, true),
        (until("1970-01-01T00:00:10Z"), false),
        (until("2001-01-01T00:00:00Z"), false),
        (until("2038-01-19T03:14:07Z"), true),
        (until("2039-06-01T00:00:00Z"), true),
        (0, false),
    ] {
        machine.set_clock_wrong_by(moment);
        let siap = Executable::start_on(&machine, folder.path()).await;
        let (customer, cashier) = (siap.customer(), siap.customer().logged_in("Rina").await);
        sold.push(sell(&customer, &cashier).await);
        let shop = customer.get("/api/v1/shop").await.body;
        assert_eq!(shop["clock_ok"], is_right, "wrong by {moment} s");
        assert_eq!(siap.end("-TERM").await, Some(0));
    }
    assert_forward(&sold);
}

#[tokio::test]
async fn a_new_shop_can_be_opened_on_a_machine_that_does_not_know_the_year() {
    for moment in ["1970-01-01T00:00:10Z", "2038-01-19T03:14:07Z"] {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = Machine::sound();
        machine.set_clock_wrong_by(until(moment));
        let siap = Executable::start_on(&machine, folder.path()).await;
        siap.customer().order().await;
        assert_eq!(siap.end("-TERM").await, Some(0), "{moment}");
    }
}
