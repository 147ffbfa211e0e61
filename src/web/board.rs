//! Route of the pickup board, for a page without a socket.

use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::shop::Live;

/// `GET /api/v1/board`
pub(super) async fn show(_: Request, live: Live) -> Result<Response, Problem> {
    Ok(reply::json(&live.board().await?))
}
