//! Routes of backups: list, make, preview, restore, and choose the second destination.

use serde::Deserialize;
use warp::{http::StatusCode, reply::Response};

use super::{problem::Problem, reply, request::Request};
use crate::shop::{BackupDestination, Backups, Session, ShopError};

/// `GET /api/v1/admin/backups`
pub(super) async fn list(_: Request, backups: Backups, _: Session) -> Result<Response, Problem> {
    Ok(reply::json(&backups.list().await?))
}

/// `POST /api/v1/admin/backups`: begins one; how far it is, the list says.
pub(super) async fn make(_: Request, backups: Backups, _: Session) -> Result<Response, Problem> {
    backups.make();
    Ok(accepted(reply::json(&backups.list().await?)))
}

/// `PUT /api/v1/admin/backups/place`
pub(super) async fn choose_place(
    request: Request,
    backups: Backups,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Choice {
        place: String,
    }

    let Choice { place } = request.json()?;
    backups.choose_destination(&session.staff, place).await?;
    Ok(reply::json(&backups.list().await?))
}

/// `GET /api/v1/admin/backups/{name}`
pub(super) async fn show(
    request: Request,
    backups: Backups,
    _: Session,
) -> Result<Response, Problem> {
    let name = name(&request)?;
    let preview = backups.preview(place(&request)?, name).await?;
    Ok(reply::json(&preview))
}

/// `POST /api/v1/admin/backups/{name}/restore`: answers once it is ready; the shop is then opened again.
pub(super) async fn restore(
    request: Request,
    backups: Backups,
    session: Session,
) -> Result<Response, Problem> {
    let name = name(&request)?;
    let preview = backups.preview(place(&request)?, name.clone()).await?;
    backups
        .restore(&session.staff, place(&request)?, name)
        .await?;
    Ok(accepted(reply::json(&preview)))
}

fn name(request: &Request) -> Result<String, Problem> {
    let name = request.text("name").map(str::to_owned);
    name.ok_or_else(|| ShopError::BackupNotFound.into())
}

fn place(request: &Request) -> Result<BackupDestination, Problem> {
    match request.query("place").as_deref() {
        None | Some("here") => Ok(BackupDestination::Here),
        Some("second") => Ok(BackupDestination::Second),
        Some(_) => Err(Problem::bad_query("place")),
    }
}

fn accepted(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::ACCEPTED;
    response
}
