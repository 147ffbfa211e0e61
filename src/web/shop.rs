//! The shop as a whole: how it is, what holds here, and what is on the wall.

use serde::Deserialize;
use serde_json::json;
use warp::{http::StatusCode, reply::Response};

use super::{call::Call, problem::Problem, views};
use crate::{
    domain::{Language, PaymentMethod, PaymentTiming, Settings},
    shop::Session,
};

/// `GET /health`
pub(super) async fn health(call: Call) -> Result<Response, Problem> {
    let shop = &call.site.shop;
    let seq = shop.newest_seq().await;
    let well = shop.can_write() && seq.is_ok();
    let mut response = views::json(&json!({
        "status": if well { "ok" } else { "cannot_write" },
        "version": env!("CARGO_PKG_VERSION"),
        "seq": seq.unwrap_or_default(),
        "uptime_s": call.site.started.elapsed().as_secs(),
    }));
    if !well {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(response)
}

/// `GET /api/v1/shop`
pub(super) async fn facts(call: Call) -> Result<Response, Problem> {
    let facts = call.site.shop.facts().await?;
    let settings = facts.settings;
    Ok(views::json(&json!({
        "name": settings.shop_name,
        "locale": settings.locale,
        "currency": Settings::CURRENCY,
        "time_zone": settings.time_zone,
        "payment_methods": settings.payment_methods,
        "payment_timing": settings.payment_timing,
        "takes_orders": settings.takes_orders,
        "unpaid_expiry_minutes": settings.unpaid_expiry_minutes,
        "clock_ok": facts.clock_ok,
        "public_url": &*call.site.public_url,
        "version": env!("CARGO_PKG_VERSION"),
        "epoch": call.site.shop.epoch(),
    })))
}

/// `GET /api/v1/board`
pub(super) async fn board(call: Call) -> Result<Response, Problem> {
    Ok(views::json(&call.site.shop.board().await?))
}

/// `GET /api/v1/admin/settings`
pub(super) async fn settings(call: Call, _: Session) -> Result<Response, Problem> {
    Ok(views::json(&call.site.shop.settings().await?))
}

/// `PUT /api/v1/admin/settings`: what is left out stays as it is.
pub(super) async fn change_settings(call: Call, _: Session) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Change {
        shop_name: Option<String>,
        locale: Option<Language>,
        time_zone: Option<String>,
        day_cutoff_minutes: Option<i64>,
        payment_timing: Option<PaymentTiming>,
        unpaid_expiry_minutes: Option<i64>,
        takes_orders: Option<bool>,
        payment_methods: Option<Vec<PaymentMethod>>,
    }

    let change: Change = call.json()?;
    let changed = call.site.shop.change_settings(move |now| Settings {
        shop_name: change.shop_name.unwrap_or(now.shop_name),
        locale: change.locale.unwrap_or(now.locale),
        time_zone: change.time_zone.unwrap_or(now.time_zone),
        day_cutoff_minutes: change.day_cutoff_minutes.unwrap_or(now.day_cutoff_minutes),
        payment_timing: change.payment_timing.unwrap_or(now.payment_timing),
        unpaid_expiry_minutes: change
            .unpaid_expiry_minutes
            .unwrap_or(now.unpaid_expiry_minutes),
        takes_orders: change.takes_orders.unwrap_or(now.takes_orders),
        payment_methods: change.payment_methods.unwrap_or(now.payment_methods),
    });
    Ok(views::json(&changed.await?))
}
