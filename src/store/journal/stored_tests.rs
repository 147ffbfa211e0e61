//! What is stored of an event, and what of it is read from the rows of its order.

use super::*;
use crate::domain::{
    Approved, BusinessDay, Channel, Check, ChosenModifier, Claim, ClaimCause, Discount,
    DiscountRule, LookupCode, Money, OrderLine, OrderNumber, OrderType, OrderUid, Parts, Payment,
    Refund, RefundParts, Settlement, TaxClass, Terms,
};

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(1_764_400_000_000 + millis).expect("a time")
}

/// A paid order of two lines, one of them made.
fn order() -> Order {
    let line = |id, status| OrderLine {
        id,
        menu_item_id: Some(1),
        fee: None,
        name: "Nasi Goreng".to_owned(),
        unit_price: Money::new(20_000),
        quantity: 2,
        modifiers: vec![ChosenModifier {
            option_id: 3,
            name: "Telur".to_owned(),
            price: Money::new(5_000),
        }],
        note: Some("for Rani's mother".to_owned()),
        status,
        line_total: Money::new(50_000),
        station: "kitchen".to_owned(),
        round: 1,
        moved_from: None,
        moved_to: None,
        voided: None,
        tax: TaxClass::Restaurant,
        carries_service: true,
        is_discountable: true,
        parts: Parts::plain(Money::new(50_000)),
    };
    Order {
        uid: OrderUid::from_random([7; 16]),
        number: OrderNumber {
            channel: Channel::Phone,
            counter: 12,
        },
        code: LookupCode::from_random([1, 2, 3, 4]),
        day: BusinessDay::parse("2026-11-29").expect("a day"),
        status: OrderStatus::Preparing,
        payment_status: PaymentStatus::Paid,
        rev: 4,
        total_amount: Money::new(100_000),
        payment_method: PaymentMethod::Cash,
        order_type: OrderType::DineIn,
        table_number: Some("5".to_owned()),
        customer_name: Some("Rani".to_owned()),
        note: Some("Rani is allergic to nuts".to_owned()),
        lines: vec![line(1, LineStatus::Done), line(2, LineStatus::Queued)],
        requests: Vec::new(),
        terms: Terms::PLAIN,
        level: None,
        discounts: Vec::new(),
        checks: Vec::new(),
        payments: vec![payment(1)],
        corrections: Vec::new(),
        refunds: Vec::new(),
        claims: Vec::new(),
        cancellation: None,
        placed_by: None,
        created_at: at(0),
        expires_at: None,
        ready_at: None,
        served_at: None,
        completed_at: None,
        merged_into: None,
    }
}

fn payment(id: i64) -> Payment {
    Payment {
        id,
        check_id: None,
        method: PaymentMethod::Cash,
        amount: Money::new(100_000),
        rounding: Money::ZERO,
        tendered: Money::new(100_000),
        change: Money::ZERO,
        paid_at: at(1),
    }
}

fn discount(id: i64, is_removed: bool) -> Discount {
    Discount {
        id,
        line_id: None,
        rule: DiscountRule::Amount(Money::new(1)),
        reason: "Rani waited".to_owned(),
        by: "Rina".to_owned(),
        approved_by: None,
        given_at: at(1),
        is_removed,
    }
}

fn check(id: i64, is_removed: bool) -> Check {
    Check {
        id,
        label: Some("Rani".to_owned()),
        lines: Vec::new(),
        parts: Parts::plain(Money::new(50_987)),
        is_removed,
    }
}

/// The order with a discount that holds and one that was taken back, service and tax, and a second payment.
fn taxed() -> Order {
    let mut order = order();
    order.discounts = vec![discount(1, true), discount(2, false)];
    order.checks = vec![check(1, true), check(2, false)];
    order.lines[1].parts = Parts {
        gross: Money::new(50_000),
        line_discount: Money::new(5_000),
        order_discount: Money::new(1),
        net: Money::new(44_999),
        service: Money::new(2_250),
        tax: Money::new(4_725),
        total: Money::new(51_974),
    };
    order.total_amount = Money::new(101_974);
    order.payments.push(payment(2));
    order
}

/// Has the first payment be by card.
fn correct(order: &mut Order) {
    let by = Approved {
        by: Actor::Staff(Staff {
            id: 1,
            name: "Rina".to_owned(),
            role: Role::Cashier,
        }),
        approved_by: None,
    };
    let reason = Some("Rani said so".to_owned());
    let events = order.correct_payment(by, 1, PaymentMethod::Card, reason, at(3));
    assert_eq!(events.map(|events| events.len()), Ok(1));
}

fn claim(id: i64, is_settled: bool) -> Claim {
    Claim {
        id,
        cause: ClaimCause::Double,
        method: PaymentMethod::Qris,
        amount: Money::new(7_000),
        by: "Rina".to_owned(),
        received_at: at(4),
        settlement: is_settled.then(|| Settlement {
            method: PaymentMethod::Cash,
            rounding: Money::ZERO,
            reason: "Rani came back".to_owned(),
            by: "Rina".to_owned(),
            approved_by: None,
            settled_at: at(5),
        }),
    }
}

/// The first line was made.
fn line_made() -> Event {
    Event {
        kind: EventKind::OrderLineUpdate {
            line_id: 1,
            previous_status: LineStatus::Queued,
        },
        by: Actor::Staff(Staff {
            id: 2,
            name: "Budi".to_owned(),
            role: Role::Kitchen,
        }),
        at: at(2),
        order: order(),
    }
}

fn columns(event: &Event) -> Columns {
    Columns {
        rev: event.order.rev,
        topic: event.kind.topic().as_str().to_owned(),
        at: event.at,
    }
}

/// The same order when all is over: everything that can change has changed.
fn over() -> Order {
    let mut order = order();
    order.status = OrderStatus::Cancelled;
    order.payment_status = PaymentStatus::Refunded;
    order.payment_method = PaymentMethod::Qris;
    order.rev = 9;
    order.cancellation = Some(Cancellation {
        cause: Cause::Cancelled,
        reason: Some("Rani had to leave".to_owned()),
    });
    order.ready_at = Some(at(5));
    order.completed_at = Some(at(6));
    for line in &mut order.lines {
        line.status = LineStatus::Void;
        line.parts = Parts::default();
    }
    order.discounts = vec![discount(1, false), discount(2, true)];
    order.checks = vec![check(1, false), check(2, true)];
    order.payments.push(payment(2));
    correct(&mut order);
    order.rev = 9;
    order.payment_method = PaymentMethod::Qris;
    order.claims = vec![claim(1, true), claim(2, true)];
    order.refunds.push(Refund {
        id: 1,
        check_id: None,
        method: PaymentMethod::Cash,
        parts: RefundParts::default(),
        rounding: Money::ZERO,
        lines: Vec::new(),
        reason: "Rani had to leave".to_owned(),
        by: "Rina".to_owned(),
        approved_by: None,
        refunded_at: at(6),
    });
    order
}

#[test]
fn an_event_tells_the_order_as_it_was_then_whatever_became_of_it() {
    let cancelled = Event {
        kind: EventKind::OrderStatusUpdate {
            previous_status: OrderStatus::Ready,
            cause: Some(Cause::Cancelled),
        },
        by: Actor::Clock,
        at: at(7),
        order: over(),
    };
    let mut placed = line_made();
    placed.kind = EventKind::NewOrder;
    placed.by = Actor::Customer;
    placed.order.status = OrderStatus::AwaitingPayment;
    placed.order.payment_status = PaymentStatus::Unpaid;
    placed.order.payments.clear();
    placed.order.expires_at = Some(at(8));
    let mut paid = line_made();
    paid.kind = EventKind::PaymentSuccess;
    paid.order = taxed();
    let mut plain = line_made();
    // What was given and taken back since is there, and held at neither time.
    for event in [&mut placed, &mut plain] {
        event.order.discounts = vec![discount(1, true), discount(2, true)];
        event.order.checks = vec![check(1, true), check(2, true)];
    }
    let mut added = line_made();
    added.kind = EventKind::OrderLinesAdded { round: 2 };
    let mut voided = line_made();
    voided.kind = EventKind::OrderLineVoided { line_id: 2 };
    for event in [&mut added, &mut voided] {
        event.order.discounts = vec![discount(1, true), discount(2, true)];
        event.order.checks = vec![check(1, true), check(2, true)];
    }
    let mut corrected = line_made();
    corrected.kind = EventKind::PaymentCorrected;
    correct(&mut corrected.order);
    let mut claimed = line_made();
    claimed.kind = EventKind::ClaimRecorded;
    claimed.order.claims = vec![claim(1, true), claim(2, false)];
    let mut settled = line_made();
    settled.kind = EventKind::ClaimSettled { claim_id: 2 };
    settled.order.claims = vec![claim(1, false), claim(2, true)];
    for event in [&mut corrected, &mut claimed, &mut settled] {
        event.order.checks = vec![check(1, true), check(2, true)];
        event.order.discounts = vec![discount(1, true), discount(2, true)];
    }
    for event in [
        placed, paid, plain, added, voided, cancelled, corrected, claimed, settled,
    ] {
        let body = StoredEvent::of(&event).to_json().expect("a body");
        let told = read(&body, &columns(&event), over()).expect("an event");
        assert_eq!(told, event, "{body}");
    }
}

#[test]
fn the_words_of_a_guest_are_not_stored_and_come_from_the_orders_rows() {
    let mut event = line_made();
    event.order = over();
    let body = StoredEvent::of(&event).to_json().expect("a body");
    for words in ["Rani", "nuts", "mother", "leave"] {
        assert!(!body.contains(words), "{words} in {body}");
    }
    let mut erased = over();
    (erased.customer_name, erased.note) = (None, None);
    let told = read(&body, &columns(&event), erased).expect("an event");
    assert_eq!((told.order.customer_name, told.order.note), (None, None));
}

#[test]
fn the_stored_form_stays_as_it_is() {
    let body = StoredEvent::of(&line_made()).to_json().expect("a body");
    let written = concat!(
        r#"{"v":1,"by":{"staff":[2,"Budi","kitchen"]},"was":"queued","line":1,"status":"preparing","#,
        r#""money":"paid","method":"cash","total":100000,"lines":[[1,2,"done"],[2,2,"queued"]]}"#
    );
    assert_eq!(body, written);
}

#[test]
fn quantities_and_lines_are_those_of_the_event() {
    let event = line_made();
    let stored = StoredEvent::of(&event).to_json().expect("a body");
    // Since then one more of the second line was ordered, and a third line.
    let mut now = order();
    now.lines[1].quantity = 3;
    now.lines[1].line_total = Money::new(75_000);
    now.lines.push(OrderLine {
        id: 3,
        ..now.lines[0].clone()
    });
    let told = read(&stored, &columns(&event), now).expect("an event");
    assert_eq!(told.order.lines, event.order.lines);
    // A line without a row cannot be restored.
    let mut gone = order();
    gone.lines.pop();
    assert!(read(&stored, &columns(&event), gone).is_err());
}

#[test]
fn a_body_from_before_there_were_versions_becomes_the_stored_form() {
    let before = r#"{"type":"order_line_update","line_id":1,"previous_status":"queued",
        "by":{"staff":{"id":2,"name":"Budi","role":"kitchen"}},"at":"2025-11-29T07:06:40.002Z",
        "order":{"uid":"0","status":"preparing","payment_status":"paid","payment_method":"cash",
            "total_amount":100000,"customer_name":"Rani","cancellation":null,"expires_at":null,
            "ready_at":"2025-11-29T07:06:40.005Z","completed_at":null,
            "lines":[{"id":1,"quantity":2,"status":"done","note":"hot"},{"id":2,"quantity":2,"status":"queued"}]}}"#;
    let mut event = line_made();
    event.order.ready_at = Some(at(5));
    let same = StoredEvent::of(&event).to_json().expect("a body");
    assert_eq!(from_before(before).expect("a body"), same);
}

#[test]
fn what_is_no_event_of_a_known_form_is_refused() {
    let event = line_made();
    let body = StoredEvent::of(&event).to_json().expect("a body");
    let later = body.replacen(r#""v":1"#, r#""v":2"#, 1);
    for body in ["{}", "", "[]", r#"{"order":{}}"#, r#"{"v":1}"#, &later] {
        let refused = read(body, &columns(&event), order());
        assert!(matches!(refused, Err(StoreError::Unreadable(_))), "{body}");
    }
    let unknown = Columns {
        topic: "order_split".to_owned(),
        ..columns(&event)
    };
    assert!(read(&body, &unknown, order()).is_err());
    // A key that this version does not know changes nothing of the others.
    let known = body.strip_suffix('}').expect("an object");
    let more = format!(r#"{known},"discount":500}}"#);
    assert!(read(&more, &columns(&event), order()).is_ok());
}
