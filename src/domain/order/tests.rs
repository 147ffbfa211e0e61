//! Every pair of state and move, for every party: the table of rules is the whole truth.

mod ask;
mod paid;

use super::*;
use crate::domain::{Initiator as P, OrderStatus as S, Parts, Role, Staff, TaxClass};
use ask::{ask, handed_over};

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + minutes * 60).expect("a time")
}

fn actor(party: P) -> Actor {
    let staff = |role| {
        Actor::Staff(Staff {
            id: 1,
            name: "Rina".to_owned(),
            role,
        })
    };
    match party {
        P::Customer => Actor::Customer,
        P::Clock => Actor::Clock,
        P::Owner => staff(Role::Owner),
        P::Cashier => staff(Role::Cashier),
        P::Waiter => staff(Role::Waiter),
        P::Kitchen => staff(Role::Kitchen),
    }
}

/// An order in `status`, with two queued lines; everything that guards ask for holds.
pub(in crate::domain) fn order(status: S) -> Order {
    let line = |id| OrderLine {
        id,
        menu_item_id: Some(5),
        fee: None,
        name: "Kopi".to_owned(),
        unit_price: Money::new(10_000),
        quantity: 1,
        modifiers: Vec::new(),
        note: None,
        status: LineStatus::Queued,
        line_total: Money::new(10_000),
        station: "bar".to_owned(),
        round: 1,
        moved_from: None,
        moved_to: None,
        voided: None,
        tax: TaxClass::Restaurant,
        carries_service: true,
        is_discountable: true,
        parts: Parts::plain(Money::new(10_000)),
    };
    let mut order = Order {
        uid: OrderUid::from_random([1; 16]),
        number: OrderNumber {
            channel: Channel::Phone,
            counter: 12,
        },
        code: LookupCode::from_random([1; 4]),
        day: BusinessDay::parse("2026-11-22").expect("a day"),
        status,
        payment_status: PaymentStatus::Unpaid,
        rev: 1,
        total_amount: Money::new(20_000),
        payment_method: PaymentMethod::Cash,
        order_type: OrderType::TakeAway,
        table_number: None,
        customer_name: None,
        note: None,
        lines: vec![line(1), line(2)],
        requests: Vec::new(),
        terms: Terms::PLAIN,
        level: None,
        discounts: Vec::new(),
        checks: Vec::new(),
        payments: Vec::new(),
        corrections: Vec::new(),
        refunds: Vec::new(),
        claims: Vec::new(),
        cancellation: None,
        placed_by: None,
        created_at: at(0),
        expires_at: (status == S::AwaitingPayment).then(|| at(0)),
        ready_at: Some(at(0)),
        served_at: None,
        completed_at: (status == S::Completed).then(|| at(0)),
        merged_into: None,
    };
    if status == S::Completed {
        settle(&mut order);
    }
    order
}

fn settle(order: &mut Order) {
    order.payment_status = PaymentStatus::Paid;
    if order.is_settled() {
        return;
    }
    let cash = PaymentMethod::Cash;
    let payment = order
        .ledger()
        .take(cash, None, None, order.terms.cash, at(0));
    order.payments = vec![payment.expect("paid")];
}

#[test]
fn every_party_can_make_exactly_the_moves_of_the_table() {
    for &step in Move::ALL {
        for &from in S::ALL {
            for &party in P::ALL {
                // «Ready» seen from completed is a reopening, and the other way round.
                let meant = match step {
                    Move::Ready | Move::Reopen => from.step_to(S::Ready),
                    Move::Send | Move::Recall => from.step_to(S::Preparing),
                    Move::Pay
                    | Move::AddLines
                    | Move::RequestLines
                    | Move::DeclineLines
                    | Move::SetQuantity
                    | Move::VoidLine
                    | Move::ChangeDetails
                    | Move::LineDone
                    | Move::LineUndone
                    | Move::Merge
                    | Move::MoveLines
                    | Move::TakeOver
                    | Move::Serve
                    | Move::Complete
                    | Move::Cancel
                    | Move::Expire
                    | Move::Close => Some(step),
                };
                let is_the_clocks = matches!(step, Move::Expire | Move::Close);
                if meant != Some(step) || (is_the_clocks && party != P::Clock) {
                    continue;
                }
                let mut subject = order(from);
                let before = subject.clone();
                let answer = ask(&mut subject, step, &actor(party));
                let told = answer.as_ref().map(Vec::len).unwrap_or_default();
                let case = format!("{party:?} {step:?} from {from:?}: {answer:?}");
                if let Some(rule) = rule_for(step, from, party) {
                    assert!(answer.is_ok() && told > 0, "{case}");
                    assert_eq!(subject.status, rule.to, "{case}");
                    assert_eq!(
                        subject.rev,
                        before.rev + i64::try_from(told).expect("few"),
                        "{case}"
                    );
                } else {
                    assert_eq!(told, 0, "{case}");
                    assert_eq!(
                        (subject.status, subject.rev),
                        (before.status, before.rev),
                        "{case}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_table_is_the_contracts() {
    let rights = |step, from| -> String {
        let letter = |party: &&P| rule_for(step, from, **party).is_some();
        P::ALL
            .iter()
            .filter(letter)
            .map(|party| &party.as_str()[..2])
            .collect::<Vec<_>>()
            .join(" ")
    };
    let table: Vec<String> = Move::ALL
        .iter()
        .flat_map(|&step| S::ALL.iter().map(move |&from| (step, from)))
        .filter(|&(step, from)| !rights(step, from).is_empty())
        .map(|(step, from)| {
            format!(
                "{} {}: {}",
                step.as_str(),
                from.as_str(),
                rights(step, from)
            )
        })
        .collect();
    assert_eq!(
        table,
        [
            "pay awaiting_payment: ca ow",
            "pay preparing: ca ow",
            "pay ready: ca ow",
            "send awaiting_payment: wa ca ow",
            "add_lines awaiting_payment: cu wa ca ow",
            "add_lines preparing: cu wa ca ow",
            "add_lines ready: cu wa ca ow",
            "request_lines awaiting_payment: cu",
            "request_lines preparing: cu",
            "request_lines ready: cu",
            "decline_lines awaiting_payment: ca ow",
            "decline_lines preparing: ca ow",
            "decline_lines ready: ca ow",
            "set_quantity awaiting_payment: ca ow",
            "void_line awaiting_payment: ca ow",
            "void_line preparing: ca ow",
            "void_line ready: ca ow",
            "change_details awaiting_payment: wa ca ow",
            "change_details preparing: wa ca ow",
            "change_details ready: wa ca ow",
            "merge awaiting_payment: ca ow",
            "merge preparing: ca ow",
            "merge ready: ca ow",
            "move_lines awaiting_payment: ca ow",
            "move_lines preparing: ca ow",
            "move_lines ready: ca ow",
            "take_over awaiting_payment: ca ow",
            "take_over preparing: ca ow",
            "take_over ready: ca ow",
            "line_done preparing: ki ca ow",
            "line_undone preparing: ki ca ow",
            "line_undone ready: ki ca ow",
            "ready preparing: ki ca ow",
            "serve ready: wa ca ow",
            "recall ready: ki wa ca ow",
            "complete ready: wa ca ow",
            "reopen completed: wa ca ow",
            "cancel awaiting_payment: cu ca ow",
            "cancel preparing: ca ow",
            "cancel ready: ow",
            "expire awaiting_payment: cl",
            "close ready: cl",
        ]
    );
}

#[test]
fn who_may_never_is_forbidden_and_who_may_not_now_is_told_where_the_order_is() {
    let mut subject = order(S::Ready);
    let complete = subject.set_status(&actor(P::Kitchen), S::Completed, None, at(1));
    assert_eq!(complete, Err(Refusal::NotAllowed));
    let reason = Some("salah".to_owned());
    let cancel = subject.set_status(&actor(P::Cashier), S::Cancelled, reason, at(1));
    assert_eq!(
        cancel,
        Err(Refusal::IllegalMove {
            from: S::Ready,
            to: Some(S::Cancelled)
        })
    );
}

#[test]
fn the_last_line_made_makes_the_order_ready_and_an_unticked_one_recalls_it() {
    let cook = actor(P::Kitchen);
    let mut subject = order(S::Preparing);
    assert_eq!(
        subject
            .set_line(&cook, 1, LineStatus::Done, at(1))
            .expect("done")
            .len(),
        1
    );
    let told = subject
        .set_line(&cook, 2, LineStatus::Done, at(2))
        .expect("done");
    let topics: Vec<_> = told
        .iter()
        .map(|event| event.kind.topic().as_str())
        .collect();
    assert_eq!(topics, ["order_line_update", "order_status_update"]);
    assert_eq!((subject.status, subject.rev), (S::Ready, 4));

    let told = subject
        .set_line(&cook, 2, LineStatus::Queued, at(3))
        .expect("undone");
    let recall = EventKind::OrderStatusUpdate {
        previous_status: S::Ready,
        cause: Some(Cause::Recall),
    };
    assert_eq!(told.last().map(|event| &event.kind), Some(&recall));
    assert_eq!(subject.status, S::Preparing);
}

#[test]
fn asking_for_what_already_holds_is_quiet() {
    let (cook, till) = (actor(P::Kitchen), actor(P::Cashier));
    let mut subject = order(S::Ready);
    assert_eq!(subject.set_status(&cook, S::Ready, None, at(1)), Ok(vec![]));
    assert_eq!(
        subject.set_line(&cook, 1, LineStatus::Queued, at(1)),
        Ok(vec![])
    );
    settle(&mut subject);
    assert_eq!(
        subject.pay(&till, PaymentRequest::default(), at(1)),
        Ok(vec![])
    );
    assert_eq!(subject.rev, 1);
}

#[test]
fn half_an_hour_later_nothing_can_be_taken_back() {
    let owner = actor(P::Owner);
    for (from, to) in [(S::Ready, S::Preparing), (S::Completed, S::Ready)] {
        assert!(order(from).set_status(&owner, to, None, at(29)).is_ok());
        assert_eq!(
            order(from).set_status(&owner, to, None, at(30)),
            Err(Refusal::TooLate)
        );
    }
    let mut subject = order(S::Ready);
    subject.lines[0].status = LineStatus::Done;
    assert_eq!(
        subject.set_line(&owner, 1, LineStatus::Queued, at(31)),
        Err(Refusal::TooLate)
    );
}

#[test]
fn what_the_clock_completed_can_be_taken_back_until_the_next_change_of_the_day() {
    let at = |text: &str| text.parse::<Timestamp>().expect("a time");
    let day = |day: &str| {
        let day = BusinessDay::parse(day).expect("a day");
        crate::domain::Days { from: day, to: day }.times(&jiff::tz::TimeZone::UTC, 240)
    };
    let closed = || {
        let mut subject = order(S::Ready);
        settle(&mut subject);
        let limit = subject.ready_at.expect("a time") + jiff::SignedDuration::from_secs(1);
        let result = subject.close(limit, at("2027-01-16T04:00:03Z"));
        assert!(result.is_ok());
        subject
    };
    let late = Err(Refusal::TooLate);
    for (today, outcome) in [
        ("2027-01-16", Ok(1)),
        ("2027-01-17", late.clone()),
        // The clock was set back since.
        ("2027-01-15", late),
    ] {
        let now = at("2027-01-16T08:00:00Z");
        let result = closed().reopen_closed(&actor(P::Cashier), &day(today), now);
        assert_eq!(result.map(|result| result.len()), outcome, "{today}");
    }
    let (today, now) = (day("2027-01-16"), at("2027-01-16T08:00:00Z"));
    let cook = closed().reopen_closed(&actor(P::Kitchen), &today, now);
    assert!(cook.is_err());
    let open = order(S::Preparing).reopen_closed(&actor(P::Cashier), &today, now);
    assert!(open.is_err());
}

#[test]
fn guards_refuse_and_leave_everything_as_it_was() {
    let (till, customer) = (actor(P::Cashier), actor(P::Customer));
    let mut subject = order(S::Ready);
    assert_eq!(
        subject.set_status(&till, S::Completed, None, at(1)),
        Err(Refusal::NotPaid)
    );

    let mut subject = order(S::AwaitingPayment);
    for reason in [None, Some(String::new()), Some("  ".to_owned())] {
        let cancelled = subject.set_status(&till, S::Cancelled, reason, at(1));
        assert_eq!(cancelled, Err(Refusal::ReasonMissing));
    }
    let long = Some("x".repeat(201));
    let refused = subject.set_status(&till, S::Cancelled, long, at(1));
    assert_eq!(
        refused.map_err(|refusal| refusal.code()),
        Err("text_too_long")
    );
    let little = subject.pay(&till, handed_over(19_999), at(1));
    assert_eq!(
        little,
        Err(Refusal::TenderedTooLittle {
            total: Money::new(20_000)
        })
    );
    assert_eq!(
        subject.expire(at(-1)).map_err(|refusal| refusal.code()),
        Err("illegal_move")
    );
    assert_eq!(subject, order(S::AwaitingPayment));

    assert!(
        subject
            .set_status(&customer, S::Cancelled, None, at(1))
            .is_ok()
    );
    assert_eq!(
        subject
            .pay(&till, PaymentRequest::default(), at(1))
            .map_err(|r| r.code()),
        Err("illegal_move")
    );
}

#[test]
fn numbers_are_read_as_people_say_them() {
    for (text, number) in [("A-012", "A-012"), ("b7", "B-007"), (" c 1234 ", "C-1234")] {
        assert_eq!(
            OrderNumber::parse(text).map(|n| n.to_string()).as_deref(),
            Some(number)
        );
    }
    for text in ["", "D-1", "A", "A-0", "A--x", "A-99999999999"] {
        assert_eq!(OrderNumber::parse(text), None, "{text}");
    }
}
