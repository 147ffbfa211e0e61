//! Health and metrics, for systemd, monitors and the owner.

use serde_json::json;
use warp::{
    http::{HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::Role,
    shop::{Health, HealthStatus, Session},
};

/// `GET /health`
pub(super) async fn check(_: Request, health: Health) -> Result<Response, Problem> {
    let (status, seq) = health.pulse().await;
    let mut response = reply::json(&json!({
        "status": status,
        "version": env!("CARGO_PKG_VERSION"),
        "seq": seq,
        "uptime_s": health.uptime().as_secs(),
    }));
    if status != HealthStatus::Ok {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(response)
}

/// `GET /api/v1/admin/health`
pub(super) async fn show(_: Request, health: Health, _: Session) -> Result<Response, Problem> {
    Ok(reply::json(&health.report().await))
}

/// `GET /metrics`: to the machine itself, where a collector runs, and to the owner.
pub(super) async fn metrics(request: Request, health: Health) -> Result<Response, Problem> {
    if !request.is_at_machine() {
        let session = request.staff_session().await?;
        if session.staff.role != Role::Owner {
            return Err(Problem::forbidden());
        }
    }
    let mut response = Response::new(health.metrics_text().await?.into());
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}
