//! Staff coming and going.

use serde::Deserialize;
use serde_json::json;
use warp::{
    http::{HeaderMap, HeaderValue, StatusCode, header::SET_COOKIE},
    reply::Response,
};

use super::{
    call::{Call, SESSION_COOKIE},
    problem::Problem,
    views,
};
use crate::{domain::Staff, shop::Session};

/// `POST /api/v1/admin/login`
pub(super) async fn log_in(call: Call) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct LogIn {
        name: String,
        pin: String,
        #[serde(default)]
        want: Option<String>,
    }

    let asked: LogIn = call.json()?;
    let opened = call.site.shop.log_in(&asked.name, asked.pin).await?;
    if asked.want.as_deref() == Some("token") {
        return Ok(views::json(
            &json!({ "token": opened.token, "staff": opened.staff }),
        ));
    }
    let mut response = who(&opened.staff);
    set_cookie(response.headers_mut(), &opened.token, "");
    Ok(response)
}

/// `POST /api/v1/admin/logout`
pub(super) async fn log_out(call: Call, session: Session) -> Result<Response, Problem> {
    call.site.shop.log_out(session.key).await?;
    let mut response = Response::new(bytes::Bytes::new().into());
    *response.status_mut() = StatusCode::NO_CONTENT;
    set_cookie(response.headers_mut(), "", "; Max-Age=0");
    Ok(response)
}

/// `GET /api/v1/admin/me`
pub(super) async fn me(_: Call, session: Session) -> Result<Response, Problem> {
    Ok(who(&session.staff))
}

fn who(staff: &Staff) -> Response {
    views::json(&json!({ "staff": staff }))
}

/// Not for scripts of a page, and never sent along from another site.
fn set_cookie(headers: &mut HeaderMap, token: &str, age: &str) {
    let cookie = format!("{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.insert(SET_COOKIE, cookie);
    }
}
