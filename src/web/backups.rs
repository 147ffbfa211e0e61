//! Backups for the owner: what there are, another one, where else they go, and one brought back.

use serde::Deserialize;
use warp::{http::StatusCode, reply::Response};

use super::{problem::Problem, reply, request::Call};
use crate::shop::{BackupPlace, Backups, Session, ShopError};

/// `GET /api/v1/admin/backups`
pub(super) async fn list(_: Call, backups: Backups, _: Session) -> Result<Response, Problem> {
    Ok(reply::json(&backups.list().await?))
}

/// `POST /api/v1/admin/backups`: begins one; how far it is, the list says.
pub(super) async fn make(_: Call, backups: Backups, _: Session) -> Result<Response, Problem> {
    backups.make();
    Ok(accepted(reply::json(&backups.list().await?)))
}

/// `PUT /api/v1/admin/backups/place`
pub(super) async fn choose_place(
    call: Call,
    backups: Backups,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Choice {
        place: String,
    }

    let Choice { place } = call.json()?;
    backups.choose_second_place(&session.staff, place).await?;
    Ok(reply::json(&backups.list().await?))
}

/// `GET /api/v1/admin/backups/{name}`
pub(super) async fn show(call: Call, backups: Backups, _: Session) -> Result<Response, Problem> {
    let name = name(&call)?;
    let preview = backups.preview(place(&call)?, name).await?;
    Ok(reply::json(&preview))
}

/// `POST /api/v1/admin/backups/{name}/restore`: answers once it is ready; the shop is then opened anew.
pub(super) async fn restore(
    call: Call,
    backups: Backups,
    session: Session,
) -> Result<Response, Problem> {
    let name = name(&call)?;
    let preview = backups.preview(place(&call)?, name.clone()).await?;
    backups.restore(&session.staff, place(&call)?, name).await?;
    Ok(accepted(reply::json(&preview)))
}

fn name(call: &Call) -> Result<String, Problem> {
    let name = call.text("name").map(str::to_owned);
    name.ok_or_else(|| ShopError::BackupNotFound.into())
}

fn place(call: &Call) -> Result<BackupPlace, Problem> {
    match call.asked_for("place").as_deref() {
        None | Some("here") => Ok(BackupPlace::Here),
        Some("second") => Ok(BackupPlace::Second),
        Some(_) => Err(Problem::bad_query("place")),
    }
}

fn accepted(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::ACCEPTED;
    response
}
