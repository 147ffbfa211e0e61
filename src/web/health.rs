//! How the shop is, told to whoever watches over it.

use serde_json::json;
use warp::{
    http::{HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{call::Call, problem::Problem, views};
use crate::{
    domain::Role,
    shop::{Pulse, Session},
};

/// `GET /health`
pub(super) async fn check(call: Call) -> Result<Response, Problem> {
    let shop = &call.site.shop;
    let (status, seq) = shop.pulse().await;
    let mut response = views::json(&json!({
        "status": status,
        "version": env!("CARGO_PKG_VERSION"),
        "seq": seq,
        "uptime_s": shop.uptime().as_secs(),
    }));
    if status != Pulse::Ok {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(response)
}

/// `GET /api/v1/admin/health`
pub(super) async fn show(call: Call, _: Session) -> Result<Response, Problem> {
    Ok(views::json(&call.site.shop.health().await))
}

/// `GET /metrics`: to the machine itself, where a collector runs, and to the owner.
pub(super) async fn metrics(call: Call) -> Result<Response, Problem> {
    if !call.is_at_machine() {
        let session = call.staff_session().await?;
        if session.staff.role != Role::Owner {
            return Err(Problem::forbidden());
        }
    }
    let mut response = Response::new(call.site.shop.metrics_text().await?.into());
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}
