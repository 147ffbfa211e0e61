//! Customers who are served, and customers with whom a person at a screen was faster.

use super::*;
use crate::{
    config::Hours,
    demo::{day::Day, menu::tests::starter},
    domain::{OrderType, PaymentMethod},
};

const NOON: TimeOfDay = TimeOfDay::hour(12);
const CLOSES: TimeOfDay = TimeOfDay::hour(21);

fn customer(fate: VisitOutcome) -> Customer {
    let hours = Hours {
        opens: 11,
        closes: 21,
    };
    let visit = Day::plan(1, &starter(), hours).visits.swap_remove(0);
    Customer::new(Visit {
        at: NOON,
        fate,
        pays_after: 100,
        collects_after: 50,
        whole_ticket: false,
        ..visit
    })
}

/// Two dishes from the stove and a drink from the bar.
fn order(status: &str, made: &[i64]) -> Value {
    let line = |id: i64, name: &str, station: &str| {
        let status = if made.contains(&id) { "done" } else { "queued" };
        json!({ "id": id, "name": name, "quantity": 1, "status": status, "station": station })
    };
    json!({
        "uid": "k3v",
        "status": status,
        "rev": 3,
        "payment_status": "paid",
        "rest_amount": 47_000,
        "lines": [
            line(1, "Pecel Lele + Nasi", "dapur"),
            line(2, "Nasi Rames", "dapur"),
            line(3, "Es Teh Manis", "bar"),
        ],
    })
}

fn answer(status: u16, body: Value) -> Answer {
    Answer {
        status,
        body,
        wait: None,
    }
}

/// What comes next at `now`, after how many seconds.
fn next(
    customer: &mut Customer,
    now: TimeOfDay,
    kitchen_load: &mut KitchenLoad,
) -> Option<(u32, Act)> {
    let (at, act) = customer.next(now, CLOSES, kitchen_load)?;
    Some((at.since(now), act))
}

#[test]
fn a_customer_orders_pays_waits_for_each_dish_and_collects_them() {
    let (mut customer, mut kitchen_load) = (customer(VisitOutcome::Served), KitchenLoad::default());
    assert_eq!(
        next(&mut customer, NOON, &mut kitchen_load),
        Some((0, Act::Order))
    );
    customer.receive(&Act::Order, &answer(201, order("awaiting_payment", &[])));
    assert_eq!(
        next(&mut customer, NOON, &mut kitchen_load),
        Some((100, Act::Pay))
    );
    customer.receive(&Act::Pay, &answer(200, order("preparing", &[])));
    let mut made = Vec::new();
    for (after, line, station) in [(80, 3, "bar"), (200, 2, "dapur"), (440, 1, "dapur")] {
        let tick = Act::Tick(line, station.to_owned());
        assert_eq!(
            next(&mut customer, NOON, &mut kitchen_load),
            Some((after, tick.clone()))
        );
        made.push(line);
        let status = if made.len() == 3 {
            "ready"
        } else {
            "preparing"
        };
        customer.receive(&tick, &answer(200, order(status, &made)));
    }
    let collected = next(&mut customer, NOON, &mut kitchen_load);
    assert_eq!(collected, Some((50, Act::HandOver)));
    customer.receive(&Act::HandOver, &answer(200, order("completed", &made)));
    assert_eq!(next(&mut customer, NOON, &mut kitchen_load), None);
}

#[test]
fn who_was_faster_at_a_screen_is_followed() {
    let mut kitchen_load = KitchenLoad::default();
    for (now_is, then) in [
        ("preparing", Some(Act::Tick(1, "dapur".to_owned()))),
        ("ready", Some(Act::HandOver)),
        ("completed", None),
        ("cancelled", None),
    ] {
        let mut customer = customer(VisitOutcome::Served);
        customer.receive(&Act::Order, &answer(201, order("preparing", &[])));
        next(&mut customer, NOON, &mut kitchen_load);
        let tick = Act::Tick(3, "bar".to_owned());
        let problem = json!({ "code": "illegal_move", "order": order(now_is, &[2, 3]) });
        customer.receive(&tick, &answer(409, problem));
        let after = next(&mut customer, NOON, &mut kitchen_load).map(|(_, act)| act);
        assert_eq!(after, then, "{now_is}");
    }
}

#[test]
fn an_order_that_somebody_else_recalled_is_called_out_again() {
    let (mut customer, mut kitchen_load) = (customer(VisitOutcome::Served), KitchenLoad::default());
    customer.receive(&Act::Order, &answer(201, order("ready", &[1, 2, 3])));
    let problem = json!({ "order": order("preparing", &[1, 2, 3]) });
    customer.receive(&Act::HandOver, &answer(409, problem));
    let called = next(&mut customer, NOON, &mut kitchen_load);
    assert_eq!(called, Some((MADE_GOOD, Act::CallOut)));
}

#[test]
fn a_call_is_taken_back_once() {
    let (mut customer, mut kitchen_load) =
        (customer(VisitOutcome::Recalled), KitchenLoad::default());
    customer.receive(&Act::Order, &answer(201, order("ready", &[1, 2, 3])));
    let recalled = next(&mut customer, NOON, &mut kitchen_load);
    assert_eq!(recalled, Some((MISTAKE_SEEN, Act::Recall)));
    customer.receive(&Act::Recall, &answer(200, order("preparing", &[1, 2, 3])));
    let called = next(&mut customer, NOON, &mut kitchen_load);
    assert_eq!(called, Some((MADE_GOOD, Act::CallOut)));
    customer.receive(&Act::CallOut, &answer(200, order("ready", &[1, 2, 3])));
    let collected = next(&mut customer, NOON, &mut kitchen_load);
    assert_eq!(collected, Some((50, Act::HandOver)));
}

#[test]
fn who_does_not_pay_thinks_again_is_withdrawn_or_lies_there_until_the_shop_closes() {
    let mut kitchen_load = KitchenLoad::default();
    let closed = CLOSES.after(TIDIES_UP).since(NOON);
    for (fate, then) in [
        (VisitOutcome::SecondThoughts, (100, Act::ThinkAgain)),
        (
            VisitOutcome::Withdrawn("twice"),
            (100, Act::Withdraw("twice")),
        ),
        (VisitOutcome::Left, (closed, Act::Withdraw(LEFT_REASON))),
        (VisitOutcome::Failed("none left"), (100, Act::Pay)),
    ] {
        let mut customer = customer(fate);
        customer.receive(&Act::Order, &answer(201, order("awaiting_payment", &[])));
        assert_eq!(next(&mut customer, NOON, &mut kitchen_load), Some(then));
    }
    let mut customer = customer(VisitOutcome::Failed("none left"));
    customer.receive(&Act::Order, &answer(201, order("preparing", &[])));
    let failed = next(&mut customer, NOON, &mut kitchen_load).map(|(_, act)| act);
    assert_eq!(failed, Some(Act::Withdraw("none left")));
}

#[test]
fn a_shop_that_is_paid_afterwards_is_paid_before_the_order_leaves() {
    let (mut customer, mut kitchen_load) = (customer(VisitOutcome::Served), KitchenLoad::default());
    let mut unpaid = order("ready", &[1, 2, 3]);
    unpaid["payment_status"] = json!("unpaid");
    customer.receive(&Act::Order, &answer(201, unpaid));
    assert_eq!(
        next(&mut customer, NOON, &mut kitchen_load),
        Some((100, Act::Pay))
    );
}

#[test]
fn nobody_asks_for_ever() {
    let (mut customer, mut kitchen_load) = (customer(VisitOutcome::Served), KitchenLoad::default());
    customer.receive(&Act::Order, &answer(201, order("ready", &[])));
    let problem = || json!({ "code": "forbidden", "order": order("ready", &[]) });
    let mut asked = 0;
    while next(&mut customer, NOON, &mut kitchen_load).is_some() {
        customer.receive(&Act::HandOver, &answer(409, problem()));
        asked += 1;
        assert!(asked < 100);
    }
    assert_eq!(asked, PATIENCE + 1);

    let mut unknown = super::tests::customer(VisitOutcome::Served);
    unknown.receive(&Act::Order, &answer(201, order("ready", &[])));
    unknown.receive(
        &Act::HandOver,
        &answer(404, json!({ "code": "order_not_found" })),
    );
    assert_eq!(next(&mut unknown, NOON, &mut kitchen_load), None);
}

#[test]
fn who_finds_a_dish_sold_out_orders_another_without_the_note() {
    let mut menu = starter();
    let mut customer = customer(VisitOutcome::Served);
    let line = customer.visit.lines.first_mut().expect("a line");
    let wanted = line.item;
    line.note = Some("tanpa bawang");
    for item in menu.categories.iter_mut().flat_map(|part| &mut part.items) {
        item.is_available &= item.id != wanted;
    }
    assert!(customer.choose_again(&menu));
    let line = customer.visit.lines.first().expect("a line");
    assert_ne!(line.item, wanted);
    assert_eq!(line.note, None);
    for item in menu.categories.iter_mut().flat_map(|part| &mut part.items) {
        item.is_available = false;
    }
    assert!(!customer.choose_again(&menu), "nothing is left to order");
}

#[test]
fn a_request_says_what_a_phone_or_the_kiosk_would() {
    let mut customer = customer(VisitOutcome::Served);
    customer.visit.channel = Channel::Kiosk;
    customer.visit.order_type = OrderType::TakeAway;
    customer.visit.method = PaymentMethod::Qris;
    let request = customer.request();
    assert_eq!(request["channel"], "kiosk");
    assert_eq!(request["order_type"], "take_away");
    assert_eq!(request["payment_method"], "qris");
    customer.visit.channel = Channel::Phone;
    assert_eq!(customer.request()["channel"], Value::Null);
}
