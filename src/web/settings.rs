//! Routes of the settings and the logo, and of the public part that every screen may read.

use serde::Deserialize;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{SettingsPatch, UnreadPatch},
    shop::{Session, ShopError, ShopSettings},
};

/// `GET /api/v1/shop`
pub(super) async fn public(_: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(reply::json(&settings.info().await?))
}

/// `GET /api/v1/admin/settings`
pub(super) async fn show(
    _: Request,
    settings: ShopSettings,
    _: Session,
) -> Result<Response, Problem> {
    Ok(reply::json(&settings.current().await?))
}

/// `PATCH /api/v1/admin/settings`: a JSON merge patch (RFC 7396). `PUT` does the same, for scripts from before there
/// was one.
pub(super) async fn change(
    request: Request,
    settings: ShopSettings,
    session: Session,
) -> Result<Response, Problem> {
    let patch = SettingsPatch::read(request.json_text()).map_err(|error| match error {
        UnreadPatch::Json(error) => Problem::bad_json(&error),
        UnreadPatch::Refused(refusal) => ShopError::from(refusal).into(),
    })?;
    let by = &session.staff;
    let changed = settings.change(by, move |now| patch.over(&now));
    Ok(reply::json(&changed.await?))
}

/// `PUT /api/v1/admin/pause`: the orders of guests rest for so many minutes; 0 ends that.
pub(super) async fn pause(
    request: Request,
    settings: ShopSettings,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Pause {
        minutes: i64,
    }

    let Pause { minutes } = request.json()?;
    let paused = settings.pause(&session.staff, minutes);
    Ok(reply::json(&paused.await?))
}

/// `PUT /api/v1/admin/logo`
pub(super) async fn set_logo(
    request: Request,
    settings: ShopSettings,
    session: Session,
) -> Result<Response, Problem> {
    let picture = request.body.clone();
    let set = settings.set_logo(&session.staff, picture);
    Ok(reply::json(&set.await?))
}

/// `DELETE /api/v1/admin/logo`
pub(super) async fn remove_logo(
    _: Request,
    settings: ShopSettings,
    session: Session,
) -> Result<Response, Problem> {
    let removed = settings.remove_logo(&session.staff);
    Ok(reply::json(&removed.await?))
}
