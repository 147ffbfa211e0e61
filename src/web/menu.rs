//! The menu, and what is sold out.

pub(super) mod edit;
pub(super) mod file;
pub(super) mod photos;

use serde::Deserialize;
use warp::reply::Response;

use super::{call::Call, problem::Problem, views};
use crate::shop::Session;

#[derive(Deserialize)]
struct Availability {
    is_available: bool,
}

#[derive(Deserialize)]
struct ManyAvailabilities {
    item_ids: Vec<i64>,
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
pub(super) async fn set_item(call: Call, session: Session) -> Result<Response, Problem> {
    let asked: Availability = call.json()?;
    let id = call.number("id")?;
    let menu = call
        .site
        .shop
        .set_item_availability(&session.staff, vec![id], asked.is_available)
        .await?;
    let item = menu.item(id).ok_or_else(Problem::item_not_found)?;
    Ok(views::json(&item.view(call.language)))
}

/// `PUT /api/v1/admin/menu/availability`: many at once, or none.
pub(super) async fn set_items(call: Call, session: Session) -> Result<Response, Problem> {
    let asked: ManyAvailabilities = call.json()?;
    let ids = asked.item_ids.clone();
    let menu = call
        .site
        .shop
        .set_item_availability(&session.staff, ids, asked.is_available)
        .await?;
    let items = asked.item_ids.iter().filter_map(|id| menu.item(*id));
    let items: Vec<_> = items.map(|item| item.view(call.language)).collect();
    Ok(views::json(&serde_json::json!({ "items": items })))
}

/// `PUT /api/v1/admin/menu/options/{id}/availability`
pub(super) async fn set_option(call: Call, session: Session) -> Result<Response, Problem> {
    let asked: Availability = call.json()?;
    let id = call.number("id")?;
    call.site
        .shop
        .set_option_availability(&session.staff, id, asked.is_available)
        .await?;
    let answer = serde_json::json!({ "id": id, "is_available": asked.is_available });
    Ok(views::json(&answer))
}
