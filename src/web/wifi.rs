//! Routes of the guests' Wi-Fi.

use serde::Deserialize;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{Wifi, WifiSecurity},
    shop::{Session, Tables},
};

/// `GET /api/v1/admin/cards/wifi`
pub(super) async fn show(_: Request, tables: Tables, _: Session) -> Result<Response, Problem> {
    Ok(reply::json(&tables.cards().await?.wifi))
}

/// `PUT /api/v1/admin/cards/wifi`: what is left out stays as it is.
pub(super) async fn change(
    request: Request,
    tables: Tables,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct WifiPatch {
        name: Option<String>,
        password: Option<String>,
        security: Option<WifiSecurity>,
        is_hidden: Option<bool>,
    }

    let change: WifiPatch = request.json()?;
    let by = &session.staff;
    let changed = tables.change_wifi(by, move |now| Wifi {
        name: change.name.unwrap_or(now.name),
        password: change.password.unwrap_or(now.password),
        security: change.security.unwrap_or(now.security),
        is_hidden: change.is_hidden.unwrap_or(now.is_hidden),
    });
    Ok(reply::json(&changed.await?))
}
