//! Route that confirms a payment.

use serde::{Deserialize, Serialize};
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{Actor, Money, Order, PaymentMethod},
    shop::{Orders, Session},
};

/// `PUT /api/v1/admin/orders/{uid}/confirm-payment`
pub(super) async fn confirm(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize, Default)]
    struct ConfirmPayment {
        #[serde(default)]
        method: Option<PaymentMethod>,
        #[serde(default)]
        tendered: Option<Money>,
        #[serde(default)]
        expected_rev: Option<i64>,
    }
    #[derive(Serialize)]
    struct WithChange<V> {
        #[serde(flatten)]
        order: V,
        change: Money,
    }

    let asked: ConfirmPayment = if request.body.is_empty() {
        ConfirmPayment::default()
    } else {
        request.json()?
    };
    let by = Actor::Staff(session.staff);
    let uid = request.uid()?;
    let (method, tendered, rev) = (asked.method, asked.tendered, asked.expected_rev);
    let order = orders
        .confirm_payment(uid, by, method, tendered, rev)
        .await?;
    let change = change_of(&order);
    Ok(reply::json(&WithChange {
        order: reply::for_staff(&order, &request.site),
        change,
    }))
}

fn change_of(order: &Order) -> Money {
    order
        .payment
        .as_ref()
        .map_or(Money::ZERO, |payment| payment.change)
}
