//! What events print, what becomes of jobs that wait, and what follows an interruption.

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::domain::{
    Actor, Cause, Channel, Claim, ClaimCause, Event, EventKind, Money, Order, OrderStatus,
    PaperWidth, PaymentMethod, PaymentRequest, PrintingSettings, Role, Settlement, Staff, Till,
    order::tests::order,
};

fn printer(id: i64, papers: &[PaperKind], stations: &[&str]) -> Printer {
    Printer {
        id,
        spec: PrinterSpec {
            name: format!("Printer {id}"),
            way: PrinterWay::Net,
            address: "192.168.1.50:9100".to_owned(),
            profile: Profile::plain(PaperWidth::Dots384),
            papers: papers.to_vec(),
            stations: stations.iter().map(|&station| station.into()).collect(),
        },
        answers: None,
    }
}

/// The drawer is at the second; the third is for the bar alone.
fn printers() -> [Printer; 3] {
    let mut till = printer(2, &[PaperKind::Receipt, PaperKind::Bill], &[]);
    till.spec.profile.opens_drawer = true;
    [
        printer(1, &[PaperKind::Kitchen], &["Dapur"]),
        till,
        printer(3, &[PaperKind::Kitchen, PaperKind::Receipt], &["BAR"]),
    ]
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + minutes * 60).expect("a time")
}

fn rina() -> Actor {
    Actor::Staff(Staff {
        id: 1,
        name: "Rina".to_owned(),
        role: Role::Owner,
    })
}

/// Two dishes of the bar, the second for the kitchen instead.
fn mixed(status: OrderStatus) -> Order {
    let mut order = order(status);
    order.lines[1].station = "dapur".to_owned();
    order
}

/// What events cause: printer, kind, part, station.
fn caused(events: &[Event], rules: &PrintingSettings) -> Vec<(i64, JobKind, i64, String)> {
    let mut none = |number: &str| number == "A-001";
    let jobs = events
        .iter()
        .flat_map(|event| caused_by(event, &printers(), rules, Till::FIRST, &mut none));
    jobs.map(|job| (job.printer_id, job.kind, job.part, job.station))
        .collect()
}

fn with(kind: EventKind, order: Order) -> Vec<Event> {
    vec![Event {
        kind,
        by: rina(),
        at: at(0),
        order,
    }]
}

fn job(printer: i64, kind: JobKind, part: i64, station: &str) -> (i64, JobKind, i64, String) {
    (printer, kind, part, station.to_owned())
}

fn fired(order: Order) -> Vec<Event> {
    with(
        EventKind::OrderStatusUpdate {
            previous_status: OrderStatus::AwaitingPayment,
            cause: None,
        },
        order,
    )
}

#[test]
fn what_the_kitchen_gets_is_printed_once_for_each_station_and_round() {
    let all = &PrintingSettings::default();
    let both = [
        job(3, JobKind::Kitchen, 1, "bar"),
        job(1, JobKind::Kitchen, 1, "dapur"),
    ];
    let order = mixed(OrderStatus::Preparing);
    assert_eq!(caused(&fired(order.clone()), all), both);
    assert_eq!(caused(&with(EventKind::NewOrder, order.clone()), all), both);
    let waiting = mixed(OrderStatus::AwaitingPayment);
    assert_eq!(caused(&with(EventKind::NewOrder, waiting), all), []);
    let recalled = EventKind::OrderStatusUpdate {
        previous_status: OrderStatus::Ready,
        cause: Some(Cause::Recall),
    };
    assert_eq!(caused(&with(recalled, order.clone()), all), []);
    let mut added = order.clone();
    added.lines[1].round = 2;
    let round = EventKind::OrderLinesAdded { round: 2 };
    assert_eq!(
        caused(&with(round, added.clone()), all),
        [job(1, JobKind::Kitchen, 2, "dapur")]
    );
    // Added before it was sent, and sent with the first.
    assert_eq!(
        caused(&fired(added), all),
        [
            job(3, JobKind::Kitchen, 1, "bar"),
            job(1, JobKind::Kitchen, 2, "dapur")
        ]
    );
    // From an order that had its ticket, and from one that had none.
    let mut moved = order.clone();
    moved.lines[0].moved_from = Some("A-001".to_owned());
    moved.lines[1].moved_from = Some("A-002".to_owned());
    assert_eq!(
        caused(&fired(moved), all),
        [job(1, JobKind::Kitchen, 1, "dapur")]
    );
    let off = PrintingSettings {
        kitchen_tickets: false,
        ..all.clone()
    };
    assert_eq!(caused(&fired(order), &off), []);
}

#[test]
fn what_is_taken_off_is_printed_while_the_kitchen_is_at_it() {
    let all = &PrintingSettings::default();
    let voided = EventKind::OrderLineVoided { line_id: 2 };
    let void = |status| caused(&with(voided.clone(), mixed(status)), all);
    assert_eq!(
        void(OrderStatus::Preparing),
        [job(1, JobKind::Void, 2, "dapur")]
    );
    assert_eq!(void(OrderStatus::AwaitingPayment), []);
    let ended = |previous_status, cause| {
        let kind = EventKind::OrderStatusUpdate {
            previous_status,
            cause: Some(cause),
        };
        caused(&with(kind, mixed(OrderStatus::Cancelled)), all)
    };
    assert_eq!(
        ended(OrderStatus::Preparing, Cause::Cancelled),
        [
            job(3, JobKind::Void, 0, "bar"),
            job(1, JobKind::Void, 0, "dapur")
        ]
    );
    assert_eq!(ended(OrderStatus::Preparing, Cause::Merged), []);
    assert_eq!(ended(OrderStatus::AwaitingPayment, Cause::Expired), []);
}

#[test]
fn money_prints_a_receipt_when_all_is_paid_and_opens_the_drawer_for_cash() {
    let all = &PrintingSettings::default();
    let pay = |order: &mut Order, method, amount: Option<i64>| {
        let request = PaymentRequest {
            method: Some(method),
            amount: amount.map(crate::domain::Money::new),
            ..PaymentRequest::default()
        };
        order.pay(&rina(), request, at(0)).expect("a payment")
    };
    let mut open = order(OrderStatus::Ready);
    let part = pay(&mut open, PaymentMethod::Cash, Some(5_000));
    assert_eq!(
        caused(&part, all),
        [job(2, JobKind::Drawer, part[0].order.rev, "")]
    );
    let rest = pay(&mut open, PaymentMethod::Qris, None);
    assert_eq!(caused(&rest, all), [job(2, JobKind::Receipt, 2, "")]);
    let off = PrintingSettings {
        receipts: vec![Channel::Counter],
        opens_drawer: false,
        ..all.clone()
    };
    let mut other = order(OrderStatus::Ready);
    let cash = pay(&mut other, PaymentMethod::Cash, None);
    assert_eq!(
        caused(&cash, all),
        [
            job(2, JobKind::Drawer, cash[0].order.rev, ""),
            job(2, JobKind::Receipt, 1, "")
        ]
    );
    assert_eq!(caused(&cash, &off), []);
    other.number.channel = Channel::Counter;
    let at_till = with(EventKind::PaymentSuccess, other);
    assert_eq!(caused(&at_till, &off), [job(2, JobKind::Receipt, 1, "")]);
}

#[test]
fn a_claim_given_back_in_cash_opens_the_drawer_of_its_till_and_no_other() {
    let all = &PrintingSettings::default();
    let mut owed = order(OrderStatus::Cancelled);
    let settled = |method| Settlement {
        method,
        rounding: Money::ZERO,
        reason: "dobel".to_owned(),
        by: "Rina".to_owned(),
        approved_by: None,
        settled_at: at(0),
    };
    owed.claims.push(Claim {
        id: 1,
        cause: ClaimCause::Double,
        method: PaymentMethod::Qris,
        amount: Money::new(1_000),
        by: "Rina".to_owned(),
        received_at: at(0),
        settlement: Some(settled(PaymentMethod::Cash)),
    });
    let given_back = EventKind::ClaimSettled { claim_id: 1 };
    assert_eq!(
        caused(&with(given_back.clone(), owed.clone()), all),
        [job(2, JobKind::Drawer, owed.rev, "")]
    );
    owed.claims[0].settlement = Some(settled(PaymentMethod::Qris));
    assert_eq!(caused(&with(given_back, owed), all), []);
    let mut printers = printers();
    let of = |printers: &[Printer], till| {
        let till = Till::new(till).expect("a till");
        printer_of_drawer(printers, till).map(|printer| printer.id)
    };
    assert_eq!(of(&printers, 1), Some(2));
    assert_eq!(of(&printers, 2), None, "it has a key");
    printers[2].spec.profile.opens_drawer = true;
    assert_eq!((of(&printers, 1), of(&printers, 2)), (Some(2), Some(3)));
}

fn waiting(kind: JobKind) -> PrintJob {
    PrintJob {
        id: 1,
        printer_id: 1,
        kind,
        order_id: Some(1),
        rev: 1,
        part: 1,
        check_id: 0,
        station: String::new(),
        copy: 1,
        document: None,
        state: JobState::Waiting,
        repeats: 0,
        reason: None,
        by: None,
        created_at: at(0),
        wanted_at: at(0),
    }
}

#[test]
fn what_waited_is_late_then_asked_about_and_a_drawer_is_dropped() {
    let after = |kind, seconds: i64, over| {
        let then = at(0).saturating_add(SignedDuration::from_secs(seconds));
        due(&waiting(kind), over, then.expect("a time"))
    };
    let (now, late) = (Due::Print { is_late: false }, Due::Print { is_late: true });
    let minute = 60;
    for (kind, seconds, over, what) in [
        (JobKind::Kitchen, 10 * minute, false, now),
        (JobKind::Kitchen, 10 * minute + 1, false, late),
        (JobKind::Void, 10 * minute + 1, true, late),
        (JobKind::Kitchen, 30 * minute, false, late),
        (
            JobKind::Kitchen,
            30 * minute + 1,
            false,
            Due::Ask(PrintReason::TooLate),
        ),
        (JobKind::Receipt, 30 * minute, true, now),
        (
            JobKind::Receipt,
            30 * minute + 1,
            true,
            Due::Ask(PrintReason::TooLate),
        ),
        // Completed at once is still to be made; a minute later someone has eaten.
        (JobKind::Kitchen, minute, true, now),
        (
            JobKind::Kitchen,
            minute + 1,
            true,
            Due::Ask(PrintReason::OrderOver),
        ),
        (JobKind::Drawer, 10, false, now),
        (JobKind::Drawer, 11, false, Due::Drop(PrintReason::TooLate)),
        (JobKind::Test, minute, false, now),
        (
            JobKind::Test,
            minute + 1,
            false,
            Due::Drop(PrintReason::TooLate),
        ),
    ] {
        assert_eq!(
            after(kind, seconds, over),
            what,
            "{kind:?} after {seconds} s"
        );
    }
    // Who asks for it again wants it, and it still says since when it was due.
    let again = PrintJob {
        wanted_at: at(45),
        ..waiting(JobKind::Kitchen)
    };
    assert_eq!(due(&again, true, at(46)), late);
    assert_eq!(due(&again, true, at(76)), Due::Ask(PrintReason::TooLate));
}

#[test]
fn only_a_ticket_is_printed_again_by_itself_and_not_for_ever() {
    for &kind in JobKind::ALL {
        let then: Vec<_> = (0..5)
            .map(|repeats| kind.after_interruption(repeats))
            .collect();
        let expected = match kind {
            JobKind::Kitchen | JobKind::Void => {
                let (again, asked) = (JobState::Waiting, JobState::Unknown);
                vec![again, again, again, asked, asked]
            }
            JobKind::Test | JobKind::Drawer => vec![JobState::Dropped; 5],
            JobKind::Receipt | JobKind::Refund | JobKind::Bill | JobKind::Report => {
                vec![JobState::Unknown; 5]
            }
        };
        assert_eq!(then, expected, "{kind:?}");
    }
}
