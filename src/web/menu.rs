//! The menu, and what is sold out.

use serde::Deserialize;
use warp::reply::Response;

use super::{call::Call, problem::Problem, views};
use crate::shop::Session;

#[derive(Deserialize)]
struct Availability {
    is_available: bool,
}

/// `GET /api/v1/menu`
pub(super) async fn show(call: Call) -> Result<Response, Problem> {
    let menu = call.site.shop.menu().await?;
    Ok(views::tagged(
        &call.headers,
        "application/json",
        menu.r#in(call.language),
    ))
}

/// `PUT /api/v1/admin/menu/{id}/availability`
pub(super) async fn set_item(call: Call, _: Session) -> Result<Response, Problem> {
    let asked: Availability = call.json()?;
    let id = call.number("id")?;
    let item = call
        .site
        .shop
        .set_item_availability(id, asked.is_available)
        .await?;
    Ok(views::json(&item.view(call.language)))
}

/// `PUT /api/v1/admin/menu/options/{id}/availability`
pub(super) async fn set_option(call: Call, _: Session) -> Result<Response, Problem> {
    let asked: Availability = call.json()?;
    let id = call.number("id")?;
    call.site
        .shop
        .set_option_availability(id, asked.is_available)
        .await?;
    let answer = serde_json::json!({ "id": id, "is_available": asked.is_available });
    Ok(views::json(&answer))
}
