//! Routes of the first start, and of the connectivity check with a phone.

use serde::Deserialize;
use serde_json::json;
use warp::{
    http::{StatusCode, header},
    reply::Response,
};

use super::{
    pages,
    problem::Problem,
    reply,
    request::Request,
    sessions::{mark, open_session_response},
    staff, user_agent,
};
use crate::{
    domain::{BillSettings, Language, Object},
    shop::{FirstMenu, FirstStart, Network, Session, Sessions, Setup},
};

/// `GET /api/v1/setup`
pub(super) async fn state(request: Request, setup: Setup) -> Result<Response, Problem> {
    let state = setup.state().await?;
    Ok(reply::json(&json!({
        "open": state.is_open,
        "needs_code": state.is_open && !request.is_at_machine(),
        "finished": state.is_finished,
    })))
}

/// `POST /api/v1/setup/code`: whether it opens the first start.
pub(super) async fn check_code(request: Request, setup: Setup) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Code {
        code: String,
    }

    let Code { code } = request.json()?;
    let client = request.login_client(false);
    setup.check_code(Some(&code), &client).await?;
    Ok(reply::nothing())
}

/// `POST /api/v1/setup`
pub(super) async fn set_up(
    request: Request,
    setup: Setup,
    sessions: Sessions,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct First {
        code: Option<String>,
        shop_name: String,
        locale: Language,
        owner_name: String,
        pin: String,
        menu: FirstMenu,
        #[serde(default)]
        bill: Option<Object<BillSettings>>,
    }

    let first: First = request.json()?;
    let client = request.login_client(true);
    // The code before anything else: a stranger learns nothing of what would fit.
    setup.check_code(first.code.as_deref(), &client).await?;
    let code = first.code;
    let start = FirstStart {
        shop_name: first.shop_name,
        locale: first.locale,
        owner_name: first.owner_name,
        pin: staff::pin(&first.pin)?,
        menu: first.menu,
        bill: first.bill.map(|Object(bill)| bill),
    };
    let opened = setup.make_owner(code.as_deref(), start, client).await?;
    let mark = mark(&request, &sessions, &opened.staff).await;
    let mut response = open_session_response(&request, &opened, mark.as_deref());
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// `POST /api/v1/setup/finish`
pub(super) async fn finish(_: Request, setup: Setup, _: Session) -> Result<Response, Problem> {
    setup.finish().await?;
    Ok(reply::nothing())
}

/// `POST /api/v1/admin/phone-checks`
pub(super) async fn begin_phone_check(
    _: Request,
    network: Network,
    _: Session,
) -> Result<Response, Problem> {
    let token = network.begin_phone_check()?;
    let url = format!("{}/hp/{token}", network.public_url());
    Ok(reply::created(&json!({ "token": token, "url": url })))
}

/// `GET /api/v1/admin/phone-checks/{token}`
pub(super) async fn phone_check(
    request: Request,
    network: Network,
    _: Session,
) -> Result<Response, Problem> {
    let token = request.text("token").unwrap_or_default();
    let not_found = || Problem::new(StatusCode::NOT_FOUND, "not_found");
    let check = network.phone_check(token).ok_or_else(not_found)?;
    let reached = check.as_ref();
    Ok(reply::json(&json!({
        "opened_at": reached.map(|phone| phone.at),
        "address": reached.map(|phone| phone.address),
        "device": reached.map(|phone| &phone.device),
        "host": reached.map(|phone| &phone.host),
    })))
}

/// `GET /hp/{token}`: the phone is here.
pub(super) async fn phone(request: Request, network: Network) -> Result<Response, Problem> {
    let token = request.text("token").unwrap_or_default();
    let device = user_agent::describe(&request.headers);
    let host = request.headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    if network.phone_reached(token, request.client.address, device, host.to_owned()) {
        Ok(pages::phone_reached(request.language))
    } else {
        Ok(pages::not_found(request.language, "not_found"))
    }
}
