//! Routes of a customer's orders: place, show, cancel and look up.

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use warp::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    reply::Response,
};

use super::{
    problem::Problem,
    reply,
    request::{Request, TextOrNumber},
};
use crate::{
    domain::{Actor, LineRequest, Object, OrderRequest, OrderStatus},
    shop::{IdempotencyKey, Orders, ShopError},
};

/// An order as it comes over the wire.
#[derive(Deserialize)]
struct PlaceOrder {
    items: Vec<Object<LineRequest>>,
    payment_method: String,
    #[serde(default)]
    order_type: Option<String>,
    #[serde(default)]
    table_number: Option<TextOrNumber>,
    #[serde(default)]
    table_token: Option<String>,
    #[serde(default)]
    customer_name: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    channel: Option<String>,
}

/// `POST /api/v1/orders`
pub(super) async fn place(request: Request, orders: Orders) -> Result<Response, Problem> {
    let idempotency_key = idempotency_key(&request)?;
    let body: PlaceOrder = request.json()?;
    let order_request = OrderRequest {
        items: body.items,
        payment_method: body.payment_method,
        order_type: body.order_type,
        table_number: body.table_number.map(String::from),
        table_token: body.table_token,
        customer_name: body.customer_name,
        note: body.note,
        channel: body.channel,
    };
    let (by, from) = request.actor().await?;
    let placed = orders
        .place(order_request, idempotency_key, by, from)
        .await?;
    let location = format!("/api/v1/orders/{}", placed.order.uid);
    let mut response = reply::json(&reply::for_customer(&placed.order, &request.site));
    *response.status_mut() = StatusCode::CREATED;
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(LOCATION, location);
    }
    if placed.again {
        response
            .headers_mut()
            .insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// The request's name for itself: 8..64 visible ASCII characters.
fn idempotency_key(request: &Request) -> Result<Option<IdempotencyKey>, Problem> {
    let Some(key) = request.headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = key
        .to_str()
        .ok()
        .filter(|key| (8..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()))
        .ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "bad_idempotency_key"))?;
    Ok(Some(IdempotencyKey {
        key: key.to_owned(),
        fingerprint: Sha256::digest(&request.body).into(),
    }))
}

/// `GET /api/v1/orders/{uid}`
pub(super) async fn show(request: Request, orders: Orders) -> Result<Response, Problem> {
    let order = request.seen(orders.find(request.customers_uid()?).await)?;
    let body = serde_json::to_vec(&reply::for_customer(&order, &request.site)).unwrap_or_default();
    Ok(reply::tagged(
        &request.headers,
        "application/json",
        body.into(),
    ))
}

/// `POST /api/v1/orders/{uid}/cancel`
pub(super) async fn cancel(request: Request, orders: Orders) -> Result<Response, Problem> {
    #[derive(Deserialize, Default)]
    struct Cancel {
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let asked: Cancel = if request.body.is_empty() {
        Cancel::default()
    } else {
        request.json()?
    };
    let (uid, to) = (request.customers_uid()?, OrderStatus::Cancelled);
    let moved = orders.set_status(uid, Actor::Customer, to, None, asked.expected_rev);
    let order = request.seen(moved.await)?;
    Ok(reply::json(&reply::for_customer(&order, &request.site)))
}

/// `GET /api/v1/lookup?number=&code=`
pub(super) async fn look_up(request: Request, orders: Orders) -> Result<Response, Problem> {
    let counted = request.site.limits().lookup(request.client.address);
    counted.map_err(ShopError::from)?;
    let number = request.query("number").unwrap_or_default();
    let code = request.query("code").unwrap_or_default();
    let uid = orders.look_up(&number, &code).await?;
    Ok(reply::json(&json!({ "uid": uid })))
}
