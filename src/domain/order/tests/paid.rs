//! What is told where an order is paid.

use super::*;

#[test]
fn the_money_and_the_kitchens_start_are_one_act_with_two_events() {
    let mut subject = order(S::AwaitingPayment);
    let told = subject
        .pay(&actor(P::Cashier), handed_over(50_000), at(1))
        .expect("paid");
    let seen: Vec<_> = told
        .iter()
        .map(|event| {
            (
                event.kind.topic().as_str(),
                event.order.rev,
                event.order.status,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("payment_success", 2, S::Preparing),
            ("order_status_update", 3, S::Preparing)
        ]
    );
    assert_eq!(
        subject.payments.last().map(|payment| payment.change),
        Some(Money::new(30_000))
    );
}

#[test]
fn a_dish_for_nothing_that_is_taken_off_a_paid_order_does_not_pay_it_again() {
    let till = actor(P::Cashier);
    let mut subject = order(S::Preparing);
    subject.lines[1].line_total = Money::ZERO;
    subject.reckon().expect("a bill");
    let paid = subject.pay(&till, PaymentRequest::default(), at(1));
    assert_eq!(paid.map(|told| told.len()), Ok(1));
    let by = Approved {
        by: till,
        approved_by: None,
    };
    let told = subject.void_line(by, 2, Some("habis".to_owned()), at(2));
    let told = told.expect("taken off");
    assert_eq!(
        told.iter().map(|event| &event.kind).collect::<Vec<_>>(),
        [&EventKind::OrderLineVoided { line_id: 2 }]
    );
}
