//! Route by which the owner confirms the machine's clock.

use serde::Deserialize;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::shop::{Session, Timekeeping};

/// `PUT /api/v1/admin/clock`: the machine's clock is right, as far ahead of the shop's as the owner has seen it.
pub(super) async fn set(
    request: Request,
    timekeeping: Timekeeping,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Seen {
        off_by_s: i64,
    }

    let Seen { off_by_s } = request.json()?;
    let set = timekeeping.vouch(&session.staff, off_by_s);
    Ok(reply::json(&set.await?))
}
