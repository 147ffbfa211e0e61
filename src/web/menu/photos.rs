//! Routes of photos.

use warp::{
    http::{HeaderValue, StatusCode, header},
    reply::Response,
};

use crate::{
    shop::{Session, ShopMenu},
    web::{problem::Problem, reply, request::Request},
};

/// The name is what is in it: a picture with this name never becomes another.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /photos/{name}`
pub(in crate::web) async fn show(request: Request, menu: ShopMenu) -> Result<Response, Problem> {
    let nothing = || Problem::new(StatusCode::NOT_FOUND, "not_found");
    let name = request.text("name").ok_or_else(nothing)?;
    let picture = menu.photo(name).await.ok_or_else(nothing)?;
    let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "jpg" => "image/jpeg",
        "png" => "image/png",
        _ => "image/webp",
    };
    let mut response = Response::new(picture.bytes().clone().into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    Ok(response)
}

/// `PUT /api/v1/admin/menu/{id}/photo`
pub(in crate::web) async fn set(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let picture = request.body.clone();
    let menu = menu.set_photo(&session.staff, id, picture).await?;
    let item = menu.item(id).ok_or_else(Problem::item_not_found)?;
    Ok(reply::json(&item.editor()))
}
