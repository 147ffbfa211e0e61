//! Routes of the menu as a file: export, import, and preview of an import.

use warp::{http::HeaderValue, http::header, reply::Response};

use crate::{
    domain::MenuFile,
    shop::{Session, ShopMenu},
    web::{problem::Problem, reply, request::Request},
};

/// `GET /api/v1/admin/menu/export`
pub(in crate::web) async fn export(
    request: Request,
    menu: ShopMenu,
    _: Session,
) -> Result<Response, Problem> {
    let file = menu.file().await?;
    let text = serde_json::to_vec_pretty(&file).unwrap_or_default();
    let name = format!("siap-menu-{}.json", request.site.now().strftime("%Y-%m-%d"));
    let mut response = Response::new(text.into());
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    if let Ok(disposition) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// `POST /api/v1/admin/menu/import`
pub(in crate::web) async fn import(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let for_show = request.query_flag("dry_run")?;
    let file: MenuFile = request.json()?;
    let report = menu.import(&session.staff, file, for_show).await?;
    Ok(reply::json(&report))
}
