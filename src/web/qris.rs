//! Routes of QRIS: the code of an order, one for an amount at the till, and what the owner pastes or photographs.

use serde::{Deserialize, Serialize};
use warp::{http::StatusCode, reply::Response};

use super::{problem::Problem, qr, reply, request::Request};
use crate::{
    domain::{Merchant, Money, Qris},
    shop::{Orders, Session, ShopError, ShopSettings},
};

/// A code that can be the shop's, and who is paid by it.
#[derive(Serialize)]
struct Checked {
    code: String,
    merchant: Merchant,
}

/// `GET /api/v1/orders/{uid}/qris.svg`
pub(super) async fn of_order(request: Request, orders: Orders) -> Result<Response, Problem> {
    let code = request.seen(orders.qris(request.customers_uid()?).await)?;
    drawn(&request, &code)
}

/// `GET /api/v1/admin/qris.svg?amount=`: before an order is placed, or for a part of one.
pub(super) async fn of_amount(
    request: Request,
    settings: ShopSettings,
    _: Session,
) -> Result<Response, Problem> {
    let amount = request.query_number("amount")?;
    let amount = amount.ok_or_else(|| Problem::bad_query("amount"))?;
    drawn(&request, &settings.qris_for(Money::new(amount)).await?)
}

/// `POST /api/v1/admin/qris/check`
pub(super) async fn check(request: Request, _: Session) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Asked {
        code: String,
    }

    let Asked { code } = request.json()?;
    let (code, qris) = Qris::fit(&code).map_err(ShopError::from)?;
    let merchant = qris.merchant();
    Ok(reply::json(&Checked { code, merchant }))
}

/// `POST /api/v1/admin/qris/photo`
pub(super) async fn photo(
    request: Request,
    settings: ShopSettings,
    _: Session,
) -> Result<Response, Problem> {
    let (code, merchant) = settings.qris_in_photo(request.body.clone()).await?;
    Ok(reply::json(&Checked { code, merchant }))
}

fn drawn(request: &Request, code: &str) -> Result<Response, Problem> {
    let internal = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal");
    let svg = qr::svg(code).ok_or_else(internal)?;
    Ok(reply::tagged(&request.headers, "image/svg+xml", svg.into()))
}
