//! Asks for moves as the routes do.

use super::*;

pub(super) fn handed_over(rupiah: i64) -> PaymentRequest {
    PaymentRequest {
        tendered: Some(Money::new(rupiah)),
        ..PaymentRequest::default()
    }
}

/// An open order that is as far as this one.
pub(super) fn other(than: &Order) -> Order {
    let status = if than.status.is_open() {
        than.status
    } else {
        S::Preparing
    };
    Order {
        uid: OrderUid::from_random([2; 16]),
        ..order(status)
    }
}

/// Asks for a move as the routes do.
pub(super) fn ask(order: &mut Order, step: Move, by: &Actor) -> Result<Vec<Event>, Refusal> {
    let reason = Some("habis".to_owned());
    match step {
        Move::Merge => order
            .merge(&mut other(order), by, at(1))
            .map(|moved| moved.from),
        Move::MoveLines => {
            let one = Pieces {
                line_id: 1,
                quantity: 1,
            };
            let moved = order.move_lines(&[one], &mut other(order), by, at(1));
            moved.map(|moved| moved.from)
        }
        Move::TakeOver => other(order).merge(order, by, at(1)).map(|moved| moved.into),
        Move::Serve => order.serve(by, true, at(1)),
        Move::Pay => order.pay(by, PaymentRequest::default(), at(1)),
        Move::AddLines => {
            let again = order.lines[0].clone();
            order.add_lines(by, vec![again], at(1))
        }
        Move::RequestLines => {
            let again = order.lines[0].clone();
            order.request_lines(by, vec![again], at(1))
        }
        Move::DeclineLines => {
            order.requests = vec![RoundRequest {
                id: 1,
                state: RequestState::Waiting,
                lines: vec![order.lines[0].clone()],
                round: None,
                reason: None,
                answered_by: None,
                requested_at: at(0),
                answered_at: None,
            }];
            order.decline_request(by, 1, reason, at(1))
        }
        Move::SetQuantity => order.set_quantity(by, 1, 2, at(1)),
        Move::VoidLine => {
            let by = Approved {
                by: by.clone(),
                approved_by: None,
            };
            order.void_line(by, 1, reason, at(1))
        }
        Move::ChangeDetails => {
            let patch = DetailsPatch {
                table_number: Some("9".to_owned()),
                ..DetailsPatch::default()
            };
            order.change_details(by, patch, at(1))
        }
        Move::LineDone => order.set_line(by, 1, LineStatus::Done, at(1)),
        Move::LineUndone => {
            order.lines[0].status = LineStatus::Done;
            order.set_line(by, 1, LineStatus::Queued, at(1))
        }
        Move::Ready | Move::Reopen => order.set_status(by, S::Ready, None, at(1)),
        Move::Send | Move::Recall => order.set_status(by, S::Preparing, None, at(1)),
        Move::Complete => {
            settle(order);
            order.set_status(by, S::Completed, None, at(1))
        }
        Move::Cancel => order.set_status(by, S::Cancelled, reason, at(1)),
        Move::Expire => order.expire(at(1)),
        Move::Close => {
            settle(order);
            order.close(at(1), at(2))
        }
    }
}
