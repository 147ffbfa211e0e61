//! Routes of a customer's orders: place, show, cancel and look up.

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use warp::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    reply::Response,
};

use super::{
    keyed::{keyed, replayed},
    problem::Problem,
    reply,
    request::{Request, TextOrNumber},
};
use crate::{
    domain::{Actor, BillView, LineRequest, Money, Object, OrderLine, OrderRequest, OrderStatus},
    shop::{IdempotencyKey, Orders, Rounds, ShopError},
};

/// An order as it comes over the wire.
#[derive(Deserialize)]
struct PlaceOrder<Method> {
    items: Vec<Object<LineRequest>>,
    /// What an order would cost can be asked without it.
    payment_method: Method,
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
    #[serde(default)]
    to_kitchen: bool,
    price_level: Option<String>,
    /// Whether only the price of what would be added to an order is asked.
    #[serde(default)]
    is_addition: bool,
}

impl<Method: Into<Option<String>>> PlaceOrder<Method> {
    fn request(self) -> OrderRequest {
        OrderRequest {
            items: self.items,
            payment_method: self.payment_method.into(),
            order_type: self.order_type,
            table_number: self.table_number.map(String::from),
            table_token: self.table_token,
            customer_name: self.customer_name,
            note: self.note,
            channel: self.channel,
            to_kitchen: self.to_kitchen,
            price_level: self.price_level,
        }
    }
}

/// `POST /api/v1/orders/price`
pub(super) async fn price(request: Request, orders: Orders) -> Result<Response, Problem> {
    #[derive(Serialize)]
    struct Price<'a> {
        lines: &'a [OrderLine],
        bill: BillView,
        total_amount: Money,
        total_in_cash: Money,
    }

    let asked: PlaceOrder<Option<String>> = request.json()?;
    let with_fees = !asked.is_addition;
    let (by, from) = request.actor().await?;
    let priced = orders.price(asked.request(), by, from, with_fees).await?;
    let total = priced.bill().sums.total;
    Ok(reply::json(&Price {
        lines: priced.lines(),
        bill: BillView::new(priced.lines(), priced.terms(), Money::ZERO),
        total_amount: total,
        total_in_cash: priced.terms().cash.round(total),
    }))
}

/// `POST /api/v1/orders`
pub(super) async fn place(request: Request, orders: Orders) -> Result<Response, Problem> {
    let idempotency_key = idempotency_key(&request)?;
    let order_request = request.json::<PlaceOrder<String>>()?.request();
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
        reply::mark_replayed(&mut response);
    }
    Ok(response)
}

fn idempotency_key(request: &Request) -> Result<Option<IdempotencyKey>, Problem> {
    let key = request.idempotency_key()?;
    Ok(key.map(|key| IdempotencyKey {
        key,
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

/// `POST /api/v1/orders/{uid}/lines`
pub(super) async fn add_lines(request: Request, rounds: Rounds) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct AddLines {
        items: Vec<Object<LineRequest>>,
    }

    let uid = request.customers_uid()?;
    let (wanted, key): (AddLines, _) = keyed(&request, "guest lines")?;
    let (_, from) = request.actor().await?;
    let added = rounds.add(uid, wanted.items, key, from).await;
    let added = request.seen(added)?;
    let answer = reply::json(&reply::for_customer(&added.order, &request.site));
    Ok(replayed(&added, answer))
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
