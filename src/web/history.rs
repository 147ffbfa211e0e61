//! Who did what, to be looked at.

use serde_json::json;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Call};
use crate::shop::{About, History, Session};

/// Lines in one answer, unless another number is asked for.
const PAGE: i64 = 50;
const LARGEST_PAGE: i64 = 500;

/// The part of the history that the query names.
pub(super) fn about(call: &Call) -> Result<About, Problem> {
    let word = call.asked_for("about").unwrap_or_default();
    About::parse(&word).ok_or_else(|| Problem::bad_query("about"))
}

/// `GET /api/v1/admin/history`
pub(super) async fn show(call: Call, history: History, _: Session) -> Result<Response, Problem> {
    let about = about(&call)?;
    let before = call.asked_number("cursor")?.unwrap_or(i64::MAX);
    let limit = call.asked_number("limit")?.unwrap_or(PAGE);
    let limit = limit.clamp(1, LARGEST_PAGE);
    let page = history.page(about, before, limit).await?;
    Ok(reply::json(&json!({
        "changes": page.entries,
        "next_cursor": page.next,
    })))
}
