//! Routes of the history.

use serde_json::json;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::HistoryFilter,
    shop::{About, History, Session},
};

/// Lines in one answer, unless another number is asked for.
const PAGE: i64 = 50;
const LARGEST_PAGE: i64 = 500;

/// The part of the history that the query names.
pub(super) fn about(request: &Request) -> Result<About, Problem> {
    let word = request.query("about").unwrap_or_default();
    About::parse(&word).ok_or_else(|| Problem::bad_query("about"))
}

/// What of it the query asks for.
pub(super) fn wanted(request: &Request) -> Result<HistoryFilter, Problem> {
    Ok(HistoryFilter {
        money_only: request.query_flag("money")?,
        by: request.query("by").filter(|by| !by.is_empty()),
    })
}

/// `GET /api/v1/admin/history`
pub(super) async fn show(
    request: Request,
    history: History,
    _: Session,
) -> Result<Response, Problem> {
    let about = about(&request)?;
    let before = request.query_number("cursor")?.unwrap_or(i64::MAX);
    let limit = request.query_number("limit")?.unwrap_or(PAGE);
    let limit = limit.clamp(1, LARGEST_PAGE);
    let page = history
        .page(about, wanted(&request)?, before, limit)
        .await?;
    Ok(reply::json(&json!({
        "changes": page.entries,
        "next_cursor": page.next,
    })))
}
