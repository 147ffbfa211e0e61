//! Routes of the menu as a whole: as a file or a table, out and in, its prices in bulk, and the way back; each with a
//! preview.

use headers::{ContentType, HeaderMapExt};
use mime::Mime;
use sha2::{Digest, Sha256};
use warp::{http::HeaderValue, http::header, reply::Response};

use crate::{
    shop::{FileFormat, MenuChange, NewMenu, Session, ShopError, ShopMenu},
    web::{problem::Problem, reply, request::Request},
};

/// `GET /api/v1/admin/menu/export?format=`
pub(in crate::web) async fn export(
    request: Request,
    menu: ShopMenu,
    _: Session,
) -> Result<Response, Problem> {
    let (text, kind, ending) = match request.query("format").as_deref() {
        None | Some("" | "json") => {
            let file = menu.file().await?;
            let text = serde_json::to_vec_pretty(&file).unwrap_or_default();
            (text, "application/json", "json")
        }
        Some("csv") => {
            let csv = FileFormat::Csv;
            (menu.csv().await?, csv.media_type(), csv.ending())
        }
        Some(_) => return Err(Problem::bad_query("format")),
    };
    let day = request.site.now().strftime("%Y-%m-%d");
    let name = format!("siap-menu-{day}.{ending}");
    let mut response = Response::new(text.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// `POST /api/v1/admin/menu/import?dry_run=&expected_rev=`
pub(in crate::web) async fn import(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let kind = request.headers.typed_get::<ContentType>().map(Mime::from);
    let is_csv = kind.is_some_and(|kind| kind.subtype() == mime::CSV);
    let new = if is_csv {
        NewMenu::of_csv(&request.body).map_err(ShopError::from)?
    } else {
        NewMenu::File(request.json()?)
    };
    change("import", new, &request, &menu, &session).await
}

/// `POST /api/v1/admin/menu/prices?dry_run=&expected_rev=`
pub(in crate::web) async fn reprice(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    let new = NewMenu::Prices(request.json()?);
    change("prices", new, &request, &menu, &session).await
}

/// `POST /api/v1/admin/menu/undo?dry_run=&expected_rev=`
pub(in crate::web) async fn undo(
    request: Request,
    menu: ShopMenu,
    session: Session,
) -> Result<Response, Problem> {
    change("undo", NewMenu::Before, &request, &menu, &session).await
}

/// Changes the menu as a whole, or shows what that would do. What done twice is something else is only done to the
/// revision that was looked at.
async fn change(
    what: &str,
    new: NewMenu,
    request: &Request,
    menu: &ShopMenu,
    session: &Session,
) -> Result<Response, Problem> {
    let for_show = request.query_flag("dry_run")?;
    let expected_rev = request.query_number("expected_rev")?;
    let needs_rev = match new {
        NewMenu::File(_) | NewMenu::Table(_) => false,
        NewMenu::Prices(_) | NewMenu::Before => !for_show,
    };
    if needs_rev && expected_rev.is_none() {
        return Err(Problem::bad_query("expected_rev"));
    }
    let mut fingerprint = Sha256::new();
    fingerprint.update(format!("{what} {expected_rev:?} "));
    fingerprint.update(&request.body);
    let change = MenuChange {
        new,
        expected_rev,
        fingerprint: fingerprint.finalize().into(),
    };
    let report = menu.import(&session.staff, change, for_show).await?;
    Ok(reply::json(&report))
}
