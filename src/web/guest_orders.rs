//! What a customer may do: order, look, cancel, and find their order again.

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
    request::{Call, TextOrNumber},
};
use crate::{
    domain::{Actor, LineRequest, Object, OrderRequest, OrderStatus},
    shop::{Orders, Repeatable, ShopError},
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
pub(super) async fn place(call: Call, orders: Orders) -> Result<Response, Problem> {
    let repeatable = repeatable(&call)?;
    let body: PlaceOrder = call.json()?;
    let request = OrderRequest {
        items: body.items,
        payment_method: body.payment_method,
        order_type: body.order_type,
        table_number: body.table_number.map(String::from),
        table_token: body.table_token,
        customer_name: body.customer_name,
        note: body.note,
        channel: body.channel,
    };
    let (by, from) = call.actor().await?;
    let placed = orders.place(request, repeatable, by, from).await?;
    let location = format!("/api/v1/orders/{}", placed.order.uid);
    let mut response = reply::json(&reply::for_customer(&placed.order, &call.site));
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
fn repeatable(call: &Call) -> Result<Option<Repeatable>, Problem> {
    let Some(key) = call.headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = key
        .to_str()
        .ok()
        .filter(|key| (8..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()))
        .ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "bad_idempotency_key"))?;
    Ok(Some(Repeatable {
        key: key.to_owned(),
        fingerprint: Sha256::digest(&call.body).into(),
    }))
}

/// `GET /api/v1/orders/{uid}`
pub(super) async fn show(call: Call, orders: Orders) -> Result<Response, Problem> {
    let order = call.seen(orders.find(call.customers_uid()?).await)?;
    let body = serde_json::to_vec(&reply::for_customer(&order, &call.site)).unwrap_or_default();
    Ok(reply::tagged(
        &call.headers,
        "application/json",
        body.into(),
    ))
}

/// `POST /api/v1/orders/{uid}/cancel`
pub(super) async fn cancel(call: Call, orders: Orders) -> Result<Response, Problem> {
    #[derive(Deserialize, Default)]
    struct Cancel {
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let asked: Cancel = if call.body.is_empty() {
        Cancel::default()
    } else {
        call.json()?
    };
    let (uid, to) = (call.customers_uid()?, OrderStatus::Cancelled);
    let moved = orders.set_status(uid, Actor::Customer, to, None, asked.expected_rev);
    let order = call.seen(moved.await)?;
    Ok(reply::json(&reply::for_customer(&order, &call.site)))
}

/// `GET /api/v1/lookup?number=&code=`
pub(super) async fn look_up(call: Call, orders: Orders) -> Result<Response, Problem> {
    let counted = call.site.limits().lookup(call.caller.address);
    counted.map_err(ShopError::from)?;
    let number = call.asked_for("number").unwrap_or_default();
    let code = call.asked_for("code").unwrap_or_default();
    let uid = orders.look_up(&number, &code).await?;
    Ok(reply::json(&json!({ "uid": uid })))
}
