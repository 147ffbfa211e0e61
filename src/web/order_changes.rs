//! Routes that change an order that was sent.

use serde::Deserialize;
use warp::reply::Response;

use super::{
    keyed::{Approval, keyed, money_asker, order_now},
    problem::Problem,
    reply,
    request::{Request, TextOrNumber},
};
use crate::{
    domain::{Actor, DetailsPatch, LineRequest, Object, OrderType},
    shop::{Orders, Rounds, Session, Sessions},
};

/// `POST /api/v1/admin/orders/{uid}/lines`
pub(super) async fn add_lines(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct AddLines {
        items: Vec<Object<LineRequest>>,
        expected_rev: i64,
    }

    let (wanted, key): (AddLines, _) = keyed(&request, "lines")?;
    let (uid, by) = (request.uid()?, Actor::Staff(session.staff));
    let added = orders.add_lines(uid, by, wanted.items, wanted.expected_rev, key);
    let added = added.await?;
    Ok(order_now(&added, &request))
}

/// `POST /api/v1/admin/orders/{uid}/requests/{id}/accept`
pub(super) async fn accept_request(
    request: Request,
    rounds: Rounds,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Accept {
        expected_rev: i64,
    }

    let (uid, id) = (request.uid()?, request.number("id")?);
    let (asked, key): (Accept, _) = keyed(&request, &format!("accept {id}"))?;
    let by = Actor::Staff(session.staff);
    let accepted = rounds.accept(uid, by, id, asked.expected_rev, key);
    let accepted = accepted.await?;
    Ok(order_now(&accepted, &request))
}

/// `POST /api/v1/admin/orders/{uid}/requests/{id}/decline`
pub(super) async fn decline_request(
    request: Request,
    rounds: Rounds,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Decline {
        reason: Option<String>,
        expected_rev: i64,
    }

    let (uid, id) = (request.uid()?, request.number("id")?);
    let (asked, key): (Decline, _) = keyed(&request, &format!("decline {id}"))?;
    let by = Actor::Staff(session.staff);
    let declined = rounds.decline(uid, by, id, asked.reason, asked.expected_rev, key);
    let declined = declined.await?;
    Ok(order_now(&declined, &request))
}

/// `PUT /api/v1/admin/orders/{uid}/lines/{line}`
pub(super) async fn set_quantity(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct SetQuantity {
        quantity: i64,
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let wanted: SetQuantity = request.json()?;
    let (uid, line, till) = (request.uid()?, request.number("line")?, request.till()?);
    let by = Actor::Staff(session.staff);
    let order = orders.set_quantity(uid, by, line, wanted.quantity, wanted.expected_rev, till);
    Ok(reply::json(&reply::for_staff(&order.await?, &request.site)))
}

/// `POST /api/v1/admin/orders/{uid}/lines/{line}/void`
pub(super) async fn void_line(
    request: Request,
    orders: Orders,
    sessions: Sessions,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct VoidLine {
        #[serde(default)]
        reason: Option<String>,
        expected_rev: i64,
        #[serde(default)]
        approval: Option<Object<Approval>>,
    }

    let line = request.number("line")?;
    let (wanted, key): (VoidLine, _) = keyed(&request, &format!("void {line}"))?;
    let by = money_asker(&request, session, wanted.approval, &sessions).await?;
    let (uid, rev) = (request.uid()?, wanted.expected_rev);
    let voided = orders
        .void_line(uid, by, line, wanted.reason, rev, key)
        .await?;
    Ok(order_now(&voided, &request))
}

/// `PATCH /api/v1/admin/orders/{uid}`
pub(super) async fn change_details(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct ChangeDetails {
        #[serde(default)]
        table_number: Option<TextOrNumber>,
        #[serde(default)]
        order_type: Option<OrderType>,
        #[serde(default)]
        customer_name: Option<String>,
        #[serde(default)]
        note: Option<String>,
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let wanted: ChangeDetails = request.json()?;
    let patch = DetailsPatch {
        table_number: wanted.table_number.map(String::from),
        order_type: wanted.order_type,
        customer_name: wanted.customer_name,
        note: wanted.note,
    };
    let (uid, by) = (request.uid()?, Actor::Staff(session.staff));
    let order = orders.change_details(uid, by, patch, wanted.expected_rev);
    Ok(reply::json(&reply::for_staff(&order.await?, &request.site)))
}
