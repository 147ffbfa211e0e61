//! Routes of sessions: log in, log out, and who is logged in.

use serde::{Deserialize, Serialize};
use serde_json::json;
use warp::{
    http::{HeaderMap, HeaderValue, header::SET_COOKIE},
    reply::Response,
};

use super::{
    problem::Problem,
    reply,
    request::{MARK_COOKIE, Request, SESSION_COOKIE},
    site::Site,
};
use crate::{
    domain::{Staff, Till},
    shop::{LoggedIn, Session, Sessions},
};

/// How long a browser keeps a screen's cookie and a device's mark, in seconds: longer than any screen hangs, and as
/// long as browsers allow (RFC 6265bis, section 5.5).
const LONGEST_AGE: u32 = 400 * 24 * 60 * 60;

/// Who is logged in, as it is sent.
#[derive(Serialize)]
pub(super) struct StaffView<'a> {
    #[serde(flatten)]
    staff: &'a Staff,
    is_screen: bool,
    /// The till that a display follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    till: Option<Till>,
}

impl<'a> StaffView<'a> {
    pub(super) const fn new(staff: &'a Staff, is_screen: bool, till: Option<Till>) -> Self {
        Self {
            staff,
            is_screen,
            till,
        }
    }
}

/// `POST /api/v1/admin/login`
pub(super) async fn log_in(request: Request, sessions: Sessions) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct LogIn {
        name: String,
        pin: String,
        #[serde(default)]
        want: Option<String>,
    }

    let asked: LogIn = request.json()?;
    let wants_token = asked.want.as_deref() == Some("token");
    // A new cookie replaces the old one; a script's token is one more.
    let client = request.login_client(!wants_token);
    let opened = sessions.log_in(&asked.name, asked.pin, client).await?;
    if wants_token {
        return Ok(reply::json(&json!({
            "token": opened.token,
            "staff": StaffView::new(&opened.staff, false, None),
        })));
    }
    let mark = mark(&request, &sessions, &opened.staff).await;
    Ok(open_session_response(&request, &opened, mark.as_deref()))
}

/// `POST /api/v1/admin/logout`
pub(super) async fn log_out(
    request: Request,
    sessions: Sessions,
    session: Session,
) -> Result<Response, Problem> {
    sessions.log_out(session.key).await?;
    let mut response = reply::nothing();
    set_cookie(
        response.headers_mut(),
        &request.site,
        (SESSION_COOKIE, ""),
        Some(0),
    );
    Ok(response)
}

/// `GET /api/v1/admin/me`
pub(super) async fn me(_: Request, session: Session) -> Result<Response, Problem> {
    Ok(who(&session.staff, session.is_screen, session.till))
}

/// Marks a device after a login with a PIN, so that it is known again later. None where that cannot be kept: the
/// session is open, also where nothing more can be written.
pub(super) async fn mark(request: &Request, sessions: &Sessions, staff: &Staff) -> Option<String> {
    let marked = sessions.mark_device(staff, request.mark()).await;
    marked
        .inspect_err(|error| log::warn!("a device could not be marked ({error})"))
        .ok()
}

/// Gives a device its cookies and says who it is now.
pub(super) fn open_session_response(
    request: &Request,
    opened: &LoggedIn,
    mark: Option<&str>,
) -> Response {
    let mut response = who(&opened.staff, opened.is_screen, opened.till);
    let age = opened.is_screen.then_some(LONGEST_AGE);
    let session = (SESSION_COOKIE, opened.token.as_str());
    set_cookie(response.headers_mut(), &request.site, session, age);
    if let Some(mark) = mark {
        let mark = (MARK_COOKIE, mark);
        set_cookie(
            response.headers_mut(),
            &request.site,
            mark,
            Some(LONGEST_AGE),
        );
    }
    response
}

fn who(staff: &Staff, is_screen: bool, till: Option<Till>) -> Response {
    reply::json(&json!({ "staff": StaffView::new(staff, is_screen, till) }))
}

/// Not for scripts of a page, never sent along from another site, and over TLS never without it.
fn set_cookie(headers: &mut HeaderMap, site: &Site, (name, token): (&str, &str), age: Option<u32>) {
    let age = age.map_or_else(String::new, |age| format!("; Max-Age={age}"));
    let secure = if site.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        headers.append(SET_COOKIE, cookie);
    }
}
