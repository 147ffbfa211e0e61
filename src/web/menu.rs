//! Routes of the menu, and of what is sold out.

pub(super) mod edit;
pub(super) mod file;
pub(super) mod levels;
pub(super) mod photos;

use serde::Deserialize;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::PriceLevel,
    shop::{Session, ShopMenu},
};

#[derive(Deserialize)]
struct Availability {
    is_available: bool,
    #[serde(default)]
    until: Option<String>,
}

#[derive(Deserialize)]
struct ManyAvailabilities {
    item_ids: Vec<i64>,
    is_available: bool,
    #[serde(default)]
    until: Option<String>,
}

/// `GET /api/v1/menu`
pub(super) async fn show(request: Request, menu: ShopMenu) -> Result<Response, Problem> {
    let text = menu.text().await?.r#in(request.language);
    Ok(reply::tagged(&request.headers, "application/json", text))
}

/// `PUT /api/v1/admin/menu/{id}/availability`
pub(super) async fn set_item(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let asked: Availability = request.json()?;
    let id = request.number("id")?;
    let menu = menu
        .set_item_availability(&session.staff, vec![id], asked.is_available, asked.until)
        .await?;
    let item = menu.item(id).ok_or_else(Problem::item_not_found)?;
    let take_away = menu.level(PriceLevel::TAKE_AWAY);
    Ok(reply::json(&item.view(request.language, take_away)))
}

/// `PUT /api/v1/admin/menu/{id}/stock`: counted down from so many pieces; null is not counted.
pub(super) async fn set_stock(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize, serde::Serialize)]
    struct Left {
        left: Option<i64>,
    }

    let asked: Left = request.json()?;
    let id = request.number("id")?;
    menu.set_stock(&session.staff, id, asked.left).await?;
    Ok(reply::json(
        &serde_json::json!({ "id": id, "left": asked.left }),
    ))
}

/// `PUT /api/v1/admin/menu/availability`: many at once, or none.
pub(super) async fn set_items(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let asked: ManyAvailabilities = request.json()?;
    let ids = asked.item_ids.clone();
    let menu = menu
        .set_item_availability(&session.staff, ids, asked.is_available, asked.until)
        .await?;
    let items = asked.item_ids.iter().filter_map(|id| menu.item(*id));
    let take_away = menu.level(PriceLevel::TAKE_AWAY);
    let items: Vec<_> = items
        .map(|item| item.view(request.language, take_away))
        .collect();
    Ok(reply::json(&serde_json::json!({ "items": items })))
}

/// `PUT /api/v1/admin/menu/options/{id}/availability`
pub(super) async fn set_option(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let asked: Availability = request.json()?;
    let id = request.number("id")?;
    menu.set_option_availability(&session.staff, id, asked.is_available, asked.until)
        .await?;
    let answer = serde_json::json!({ "id": id, "is_available": asked.is_available });
    Ok(reply::json(&answer))
}
