//! Routes of customer displays: what a till shows its guest, and what that is for a display without a socket.

use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{Display, Room},
    shop::{Joined, Live, Session},
};

/// Largest body in bytes: an order of as many dishes as one can have is a third of that.
pub(super) const LARGEST: usize = 16 * 1024;

/// `GET /api/v1/display`: of the till that the display follows, or at which the device stands.
pub(super) async fn show(
    request: Request,
    live: Live,
    session: Session,
) -> Result<Response, Problem> {
    let till = match session.till {
        Some(till) => till,
        None => request.till()?,
    };
    if let Some(id) = request.screen()? {
        // The till sends only what a display is there for, also one that no socket reaches.
        live.presence().asks(Joined {
            id: Some(id),
            room: Room::Display(till),
            name: Some(session.staff.name),
            address: request.client.address,
            position: 0,
        });
    }
    Ok(reply::json_bytes(live.shown(till).to_string()))
}

/// `PUT /api/v1/admin/display`
pub(super) async fn change(
    request: Request,
    live: Live,
    session: Session,
) -> Result<Response, Problem> {
    let display: Display = request.json()?;
    live.show(request.till()?, display, session.key)?;
    Ok(reply::nothing())
}
