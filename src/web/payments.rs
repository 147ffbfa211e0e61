//! Routes of money: payments, discounts and refunds of an order.

use serde::{Deserialize, Serialize};
use warp::reply::Response;

use super::{
    keyed::{Approval, keyed, money_asker, order_now, replayed},
    problem::Problem,
    reply,
    request::Request,
};
use crate::{
    domain::{
        Actor, BasisPoints, Claim, DiscountRule, Money, Object, Order, Payment, PaymentMethod,
        PaymentRequest, Refund, RefundOf, Refusal,
    },
    shop::{DiscountRequest, Orders, RefundRequest, Session, Sessions},
};

/// An order after money moved.
#[derive(Serialize)]
pub(super) struct AfterMoney<'a, V> {
    #[serde(flatten)]
    pub(super) order: V,
    /// What is handed back now: change, a refund or a claim in cash.
    pub(super) change: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) refund: Option<&'a Refund>,
    /// The claim that was given back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claim: Option<&'a Claim>,
}

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

    let asked: ConfirmPayment = if request.body.is_empty() {
        ConfirmPayment::default()
    } else {
        request.json()?
    };
    let (by, till) = (Actor::Staff(session.staff), request.till()?);
    let payment = PaymentRequest {
        method: asked.method,
        tendered: asked.tendered,
        ..PaymentRequest::default()
    };
    let order = orders.confirm_payment(request.uid()?, by, payment, asked.expected_rev, till);
    Ok(after_payment(&order.await?, &request))
}

/// `POST /api/v1/admin/orders/{uid}/payments`
pub(super) async fn take(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct TakePayment {
        method: PaymentMethod,
        #[serde(default)]
        check_id: Option<i64>,
        #[serde(default)]
        amount: Option<Money>,
        #[serde(default)]
        tendered: Option<Money>,
        expected_rev: i64,
    }

    let (asked, key): (TakePayment, _) = keyed(&request, "payment")?;
    let payment = PaymentRequest {
        check_id: asked.check_id,
        method: Some(asked.method),
        amount: asked.amount,
        tendered: asked.tendered,
    };
    let (uid, by, till) = (request.uid()?, Actor::Staff(session.staff), request.till()?);
    let taken = orders
        .take_payment(uid, by, payment, asked.expected_rev, key, till)
        .await?;
    Ok(replayed(&taken, after_payment(&taken.order, &request)))
}

/// `POST /api/v1/admin/orders/{uid}/discounts`
pub(super) async fn give_discount(
    request: Request,
    orders: Orders,
    sessions: Sessions,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct GiveDiscount {
        #[serde(default)]
        line_id: Option<i64>,
        kind: String,
        #[serde(default)]
        percent_bp: Option<i64>,
        #[serde(default)]
        ceiling: Option<Money>,
        #[serde(default)]
        amount: Option<Money>,
        #[serde(default)]
        reason: Option<String>,
        expected_rev: i64,
        #[serde(default)]
        approval: Option<Object<Approval>>,
    }

    let (asked, key): (GiveDiscount, _) = keyed(&request, "discount")?;
    let discount = DiscountRequest {
        line_id: asked.line_id,
        rule: rule(&asked.kind, asked.percent_bp, asked.ceiling, asked.amount)?,
        reason: asked.reason,
    };
    let by = money_asker(&request, session, asked.approval, &sessions).await?;
    let given = orders
        .give_discount(request.uid()?, by, discount, asked.expected_rev, key)
        .await?;
    Ok(order_now(&given, &request))
}

/// `DELETE /api/v1/admin/orders/{uid}/discounts/{id}?expected_rev=`
pub(super) async fn remove_discount(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    let (uid, id) = (request.uid()?, request.number("id")?);
    let rev = request.query_number("expected_rev")?;
    let order = orders.remove_discount(uid, Actor::Staff(session.staff), id, rev);
    Ok(reply::json(&reply::for_staff(&order.await?, &request.site)))
}

/// `POST /api/v1/admin/orders/{uid}/refunds`
pub(super) async fn refund(
    request: Request,
    orders: Orders,
    sessions: Sessions,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Pieces {
        line_id: i64,
        quantity: i64,
    }
    #[derive(Deserialize)]
    struct GiveBack {
        #[serde(default)]
        lines: Vec<Object<Pieces>>,
        #[serde(default)]
        amount: Option<Money>,
        #[serde(default)]
        check_id: Option<i64>,
        method: PaymentMethod,
        #[serde(default)]
        reason: Option<String>,
        expected_rev: i64,
        #[serde(default)]
        approval: Option<Object<Approval>>,
    }

    let (asked, key): (GiveBack, _) = keyed(&request, "refund")?;
    let pieces = asked.lines.into_iter();
    let pieces: Vec<_> = pieces
        .map(|Object(pieces)| (pieces.line_id, pieces.quantity))
        .collect();
    let of = match (pieces.is_empty(), asked.amount) {
        (true, None) => RefundOf::Everything,
        (true, Some(amount)) => RefundOf::Amount(amount),
        (false, None) => RefundOf::Pieces(pieces),
        (false, Some(_)) => return Err(unknown_word("amount")),
    };
    let back = RefundRequest {
        of,
        check_id: asked.check_id,
        method: asked.method,
        reason: asked.reason,
    };
    let by = money_asker(&request, session, asked.approval, &sessions).await?;
    let changed = orders
        .refund(request.uid()?, by, back, asked.expected_rev, key)
        .await?;
    let refund = changed.order.refunds.last();
    let handed_out = refund.and_then(|refund| refund.parts.total.plus(refund.rounding).ok());
    let answer = reply::json(&AfterMoney {
        order: reply::for_staff(&changed.order, &request.site),
        change: handed_out.unwrap_or_default(),
        refund,
        claim: None,
    });
    Ok(replayed(&changed, answer))
}

fn after_payment(order: &Order, request: &Request) -> Response {
    let change = |payment: &Payment| payment.change;
    reply::json(&AfterMoney {
        order: reply::for_staff(order, &request.site),
        change: order.payments.last().map_or(Money::ZERO, change),
        refund: None,
        claim: None,
    })
}

fn rule(
    kind: &str,
    percent_bp: Option<i64>,
    ceiling: Option<Money>,
    amount: Option<Money>,
) -> Result<DiscountRule, Problem> {
    let positive = |amount: Money| amount > Money::ZERO;
    match kind {
        "percent" => {
            let rate = percent_bp.and_then(BasisPoints::new);
            let rate = rate.filter(|rate| rate.points() > 0);
            if !ceiling.is_none_or(positive) {
                return Err(unknown_word("ceiling"));
            }
            Ok(DiscountRule::Percent {
                rate: rate.ok_or_else(|| unknown_word("percent_bp"))?,
                ceiling,
            })
        }
        "amount" => {
            let amount = amount.filter(|amount| positive(*amount));
            Ok(DiscountRule::Amount(
                amount.ok_or_else(|| unknown_word("amount"))?,
            ))
        }
        "complimentary" => Ok(DiscountRule::Complimentary),
        _ => Err(unknown_word("kind")),
    }
}

pub(super) fn unknown_word(field: &'static str) -> Problem {
    crate::shop::ShopError::from(Refusal::UnknownWord { field }).into()
}
