//! Routes that split a bill into checks and join it again.
//!
//! They move no money, and the same split twice is one: a revision is enough, and no idempotency key is asked for.

use serde::Deserialize;
use warp::reply::Response;

use super::{payments::unknown_word, problem::Problem, reply, request::Request};
use crate::{
    domain::{Actor, CheckDraft, Object, SplitBy},
    shop::{Orders, Session},
};

/// `PUT /api/v1/admin/orders/{uid}/checks`
pub(super) async fn split(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct SplitBill {
        #[serde(default)]
        checks: Option<Vec<Object<CheckDraft>>>,
        #[serde(default)]
        equal_parts: Option<usize>,
        expected_rev: i64,
    }

    let asked: SplitBill = request.json()?;
    let how = match (asked.checks, asked.equal_parts) {
        (Some(checks), None) => {
            let checks = checks.into_iter();
            SplitBy::Dishes(checks.map(|Object(check)| check).collect())
        }
        (None, Some(parts)) => SplitBy::Equally(parts),
        (Some(_), Some(_)) | (None, None) => return Err(unknown_word("equal_parts")),
    };
    let (uid, by) = (request.uid()?, Actor::Staff(session.staff));
    let order = orders.split_bill(uid, by, Some(how), Some(asked.expected_rev));
    Ok(reply::json(&reply::for_staff(&order.await?, &request.site)))
}

/// `DELETE /api/v1/admin/orders/{uid}/checks?expected_rev=`
pub(super) async fn join(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    let (uid, rev) = (request.uid()?, request.query_number("expected_rev")?);
    let order = orders.split_bill(uid, Actor::Staff(session.staff), None, rev);
    Ok(reply::json(&reply::for_staff(&order.await?, &request.site)))
}
