//! Routes of corrections, and of money that came in for an order that takes none any more.

use serde::Deserialize;
use warp::reply::Response;

use super::{
    keyed::{Approval, keyed, money_asker, order_now, replayed},
    payments::AfterMoney,
    problem::Problem,
    reply,
    request::Request,
};
use crate::{
    domain::{Actor, Claim, ClaimCause, Money, Object, PaymentMethod},
    shop::{ClaimRequest, Claims, CorrectionRequest, Session, Sessions, SettlementRequest},
};

/// `POST /api/v1/admin/orders/{uid}/payments/{id}/corrections`
pub(super) async fn correct(
    request: Request,
    claims: Claims,
    sessions: Sessions,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Correct {
        method: PaymentMethod,
        #[serde(default)]
        reason: Option<String>,
        expected_rev: i64,
        #[serde(default)]
        approval: Option<Object<Approval>>,
    }

    let payment_id = request.number("id")?;
    let (asked, key): (Correct, _) = keyed(&request, &format!("correction {payment_id}"))?;
    let by = money_asker(&request, session, asked.approval, &sessions).await?;
    let correction = CorrectionRequest {
        payment_id,
        method: asked.method,
        reason: asked.reason,
    };
    let corrected = claims
        .correct_payment(request.uid()?, by, correction, asked.expected_rev, key)
        .await?;
    Ok(order_now(&corrected, &request))
}

/// `POST /api/v1/admin/orders/{uid}/claims`
pub(super) async fn record(
    request: Request,
    claims: Claims,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Record {
        cause: ClaimCause,
        method: PaymentMethod,
        amount: Money,
        expected_rev: i64,
    }

    let (asked, key): (Record, _) = keyed(&request, "claim")?;
    let claim = ClaimRequest {
        cause: asked.cause,
        method: asked.method,
        amount: asked.amount,
    };
    let (by, till) = (Actor::Staff(session.staff), request.till()?);
    let recorded = claims
        .record_claim(request.uid()?, by, claim, asked.expected_rev, key, till)
        .await?;
    Ok(order_now(&recorded, &request))
}

/// `POST /api/v1/admin/orders/{uid}/claims/{id}/settlement`
pub(super) async fn settle(
    request: Request,
    claims: Claims,
    sessions: Sessions,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Settle {
        method: PaymentMethod,
        #[serde(default)]
        reason: Option<String>,
        expected_rev: i64,
        #[serde(default)]
        approval: Option<Object<Approval>>,
    }

    let claim_id = request.number("id")?;
    let (asked, key): (Settle, _) = keyed(&request, &format!("settlement {claim_id}"))?;
    let by = money_asker(&request, session, asked.approval, &sessions).await?;
    let settlement = SettlementRequest {
        claim_id,
        method: asked.method,
        reason: asked.reason,
    };
    let settled = claims
        .settle_claim(request.uid()?, by, settlement, asked.expected_rev, key)
        .await?;
    let mut its = settled.order.claims.iter();
    let claim = its.find(|claim| claim.id == claim_id);
    let handed_out = claim.and_then(Claim::handed_out);
    let answer = reply::json(&AfterMoney {
        order: reply::for_staff(&settled.order, &request.site),
        change: handed_out.unwrap_or_default(),
        refund: None,
        claim,
    });
    Ok(replayed(&settled, answer))
}
