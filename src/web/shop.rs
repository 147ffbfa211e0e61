//! The shop as a whole: how it is, what holds here, and what is on the wall.

use serde::Deserialize;
use warp::reply::Response;

use super::{call::Call, problem::Problem, views};
use crate::{
    domain::{SettingsPatch, UnreadPatch},
    shop::{Live, Network, Session, ShopError, ShopSettings, Timekeeping},
};

/// `GET /api/v1/shop`
pub(super) async fn facts(_: Call, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(views::json(&settings.facts().await?))
}

/// `GET /api/v1/board`
pub(super) async fn board(_: Call, live: Live) -> Result<Response, Problem> {
    Ok(views::json(&live.board().await?))
}

/// `GET /api/v1/admin/settings`
pub(super) async fn settings(
    _: Call,
    settings: ShopSettings,
    _: Session,
) -> Result<Response, Problem> {
    Ok(views::json(&settings.current().await?))
}

/// `PATCH /api/v1/admin/settings`: a JSON merge patch (RFC 7396). `PUT` does the same, for scripts from before there was one.
pub(super) async fn change_settings(
    call: Call,
    settings: ShopSettings,
    session: Session,
) -> Result<Response, Problem> {
    let patch = SettingsPatch::read(call.json_text()).map_err(|error| match error {
        UnreadPatch::Json(error) => Problem::bad_json(&error),
        UnreadPatch::Refused(refusal) => ShopError::from(refusal).into(),
    })?;
    let by = &session.staff;
    let changed = settings.change(by, move |now| patch.over(&now));
    Ok(views::json(&changed.await?))
}

/// `PUT /api/v1/admin/logo`
pub(super) async fn set_logo(
    call: Call,
    settings: ShopSettings,
    session: Session,
) -> Result<Response, Problem> {
    let picture = call.body.clone();
    let set = settings.set_logo(&session.staff, picture);
    Ok(views::json(&set.await?))
}

/// `DELETE /api/v1/admin/logo`
pub(super) async fn remove_logo(
    _: Call,
    settings: ShopSettings,
    session: Session,
) -> Result<Response, Problem> {
    let removed = settings.remove_logo(&session.staff);
    Ok(views::json(&removed.await?))
}

/// `GET /api/v1/admin/addresses`
pub(super) async fn addresses(_: Call, network: Network, _: Session) -> Result<Response, Problem> {
    Ok(views::json(&network.addresses()))
}

/// `PUT /api/v1/admin/printed-url`: the cards say this address now.
pub(super) async fn set_printed_url(
    call: Call,
    network: Network,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Printed {
        url: String,
    }

    let Printed { url } = call.json()?;
    let set = network.set_printed_url(&session.staff, url);
    Ok(views::json(&set.await?))
}

/// `PUT /api/v1/admin/clock`: the machine's clock is right, as far ahead of the shop's as the owner has seen it.
pub(super) async fn set_clock(
    call: Call,
    timekeeping: Timekeeping,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Seen {
        off_by_s: i64,
    }

    let Seen { off_by_s } = call.json()?;
    let set = timekeeping.vouch(&session.staff, off_by_s);
    Ok(views::json(&set.await?))
}
