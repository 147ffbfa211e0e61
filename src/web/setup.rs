//! The first start, and whether a phone reaches the shop.

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
    request::Call,
    sessions::{let_in, mark},
    staff, user_agent,
};
use crate::{
    domain::Language,
    shop::{FirstMenu, FirstStart, Network, Session, Sessions, Setup},
};

/// `GET /api/v1/setup`
pub(super) async fn state(call: Call, setup: Setup) -> Result<Response, Problem> {
    let state = setup.state().await?;
    Ok(reply::json(&json!({
        "open": state.is_open,
        "needs_code": state.is_open && !call.is_at_machine(),
        "finished": state.is_finished,
    })))
}

/// `POST /api/v1/setup/code`: whether it opens the first start.
pub(super) async fn check_code(call: Call, setup: Setup) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Code {
        code: String,
    }

    let Code { code } = call.json()?;
    let visitor = call.visitor(false);
    setup.check_code(Some(&code), &visitor).await?;
    Ok(reply::nothing())
}

/// `POST /api/v1/setup`
pub(super) async fn set_up(
    call: Call,
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
    }

    let first: First = call.json()?;
    let visitor = call.visitor(true);
    // The code before anything else: a stranger learns nothing of what would fit.
    setup.check_code(first.code.as_deref(), &visitor).await?;
    let code = first.code;
    let start = FirstStart {
        shop_name: first.shop_name,
        locale: first.locale,
        owner_name: first.owner_name,
        pin: staff::pin(&first.pin)?,
        menu: first.menu,
    };
    let opened = setup.make_owner(code.as_deref(), start, visitor).await?;
    let mark = mark(&call, &sessions, &opened.staff).await;
    let mut response = let_in(&call, &opened, mark.as_deref());
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// `POST /api/v1/setup/finish`
pub(super) async fn finish(_: Call, setup: Setup, _: Session) -> Result<Response, Problem> {
    setup.finish().await?;
    Ok(reply::nothing())
}

/// `POST /api/v1/admin/phone-checks`
pub(super) async fn begin_phone_check(
    _: Call,
    network: Network,
    _: Session,
) -> Result<Response, Problem> {
    let token = network.begin_phone_check()?;
    let url = format!("{}/hp/{token}", network.public_url());
    Ok(reply::created(&json!({ "token": token, "url": url })))
}

/// `GET /api/v1/admin/phone-checks/{token}`
pub(super) async fn phone_check(
    call: Call,
    network: Network,
    _: Session,
) -> Result<Response, Problem> {
    let token = call.text("token").unwrap_or_default();
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
pub(super) async fn phone(call: Call, network: Network) -> Result<Response, Problem> {
    let token = call.text("token").unwrap_or_default();
    let device = user_agent::describe(&call.headers);
    let host = call.headers.get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    if network.phone_reached(token, call.caller.address, device, host.to_owned()) {
        Ok(pages::phone_reached(call.language))
    } else {
        Ok(pages::not_found(call.language, "not_found"))
    }
}
