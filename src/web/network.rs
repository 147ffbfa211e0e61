//! Routes of the shop's addresses, and of the one that is printed on cards.

use serde::Deserialize;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::shop::{Network, Session};

/// `GET /api/v1/admin/addresses`
pub(super) async fn addresses(
    _: Request,
    network: Network,
    _: Session,
) -> Result<Response, Problem> {
    Ok(reply::json(&network.addresses()))
}

/// `PUT /api/v1/admin/printed-url`: the cards say this address now.
pub(super) async fn set_printed_url(
    request: Request,
    network: Network,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Printed {
        url: String,
    }

    let Printed { url } = request.json()?;
    let set = network.set_printed_url(&session.staff, url);
    Ok(reply::json(&set.await?))
}
