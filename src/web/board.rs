//! The pickup board as one answer, for a page without a socket.

use warp::reply::Response;

use super::{problem::Problem, reply, request::Call};
use crate::shop::Live;

/// `GET /api/v1/board`
pub(super) async fn show(_: Call, live: Live) -> Result<Response, Problem> {
    Ok(reply::json(&live.board().await?))
}
