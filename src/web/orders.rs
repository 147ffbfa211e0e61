//! What staff do with orders.

use serde::{Deserialize, Serialize};
use warp::reply::Response;

use super::{problem::Problem, reply, request::Call};
use crate::{
    domain::{
        Actor, BusinessDay, Deed, LineStatus, Money, Order, OrderStatus, PaymentMethod, StaffView,
        text,
    },
    shop::{Live, Orders, Session},
    store::{OrderFilter, StatusFilter},
};

/// Most orders on a page, and as many unless fewer are asked for. A longer page would hold up for
/// milliseconds whoever needs the processor for an event.
const PAGE: i64 = 100;
/// More characters than anything that is searched for.
const LONGEST_SEARCH: usize = 100;

/// `GET /api/v1/admin/events?since=N&limit=1000`
pub(super) async fn journal(call: Call, live: Live, _: Session) -> Result<Response, Problem> {
    let since = call.asked_number("since")?.unwrap_or(0);
    let limit = call.asked_number("limit")?.unwrap_or(1000).clamp(1, 1000);
    let (events, kept) = live.events_after(since, limit).await?;
    // The events are texts already, the same that the room was told.
    let events: Vec<_> = events
        .iter()
        .map(|told| String::from_utf8_lossy(&told.text))
        .collect();
    let (events, epoch) = (events.join(","), call.site.epoch());
    let (oldest, newest) = kept.into_inner();
    let body = format!(
        r#"{{"events":[{events}],"seq":{newest},"oldest_seq":{oldest},"epoch":"{epoch}"}}"#
    );
    Ok(reply::json_bytes(body))
}

/// `GET /api/v1/admin/orders?status=&search=&date=&limit=&cursor=`
pub(super) async fn list(call: Call, orders: Orders, _: Session) -> Result<Response, Problem> {
    #[derive(Serialize)]
    struct List<'a> {
        orders: Vec<StaffView<'a>>,
        next_cursor: Option<String>,
        seq: i64,
        epoch: &'a str,
    }

    let status = match call.asked_for("status").as_deref() {
        None | Some("" | "all") => None,
        Some("active") => Some(StatusFilter::Active),
        Some(word) => {
            let status = OrderStatus::parse(word).ok_or_else(|| Problem::bad_query("status"))?;
            Some(StatusFilter::Only(status))
        }
    };
    let day = match call.asked_for("date").as_deref() {
        None | Some("") => None,
        Some("today") => Some(orders.today().await?),
        Some(text) => Some(BusinessDay::parse(text).ok_or_else(|| Problem::bad_query("date"))?),
    };
    let filter = OrderFilter {
        status,
        day,
        search: call
            .asked_for("search")
            // As it was kept, whatever keyboard it is typed on.
            .map(|typed| text::fit(&typed, LONGEST_SEARCH).unwrap_or(typed))
            .filter(|t| !t.is_empty()),
        after: call.asked_number("cursor")?.unwrap_or(0),
        limit: call.asked_number("limit")?.unwrap_or(PAGE).clamp(1, PAGE),
    };
    let list = orders.list(filter).await?;
    Ok(reply::json(&List {
        orders: list.orders.iter().map(StaffView::from).collect(),
        next_cursor: list.next.map(|next| next.to_string()),
        seq: list.seq,
        epoch: call.site.epoch(),
    }))
}

/// A line of an order's history, as it is sent.
#[derive(Serialize)]
struct HistoryEntry<'a> {
    rev: i64,
    at: jiff::Timestamp,
    r#type: &'a str,
    status: OrderStatus,
    by: &'a str,
}

impl<'a> From<&'a Deed> for HistoryEntry<'a> {
    fn from(deed: &'a Deed) -> Self {
        Self {
            rev: deed.rev,
            at: deed.at,
            r#type: &deed.topic,
            status: deed.status,
            by: &deed.by,
        }
    }
}

/// `GET /api/v1/admin/orders/{uid}`
pub(super) async fn show(call: Call, orders: Orders, _: Session) -> Result<Response, Problem> {
    #[derive(Serialize)]
    struct WithHistory<'a, V> {
        #[serde(flatten)]
        order: V,
        history: Vec<HistoryEntry<'a>>,
    }

    let (order, deeds) = orders.with_history(call.uid()?).await?;
    Ok(reply::json(&WithHistory {
        order: reply::for_staff(&order, &call.site),
        history: deeds.iter().map(HistoryEntry::from).collect(),
    }))
}

/// `POST /api/v1/admin/orders/scan`
pub(super) async fn scan(call: Call, orders: Orders, _: Session) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Scan {
        code: String,
    }

    let scan: Scan = call.json()?;
    let order = orders.scan(&scan.code).await?;
    Ok(reply::json(&reply::for_staff(&order, &call.site)))
}

/// `PUT /api/v1/admin/orders/{uid}/status`
pub(super) async fn set_status(
    call: Call,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct SetStatus {
        status: OrderStatus,
        #[serde(default)]
        reason: Option<String>,
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let asked: SetStatus = call.json()?;
    let by = Actor::Staff(session.staff);
    let uid = call.uid()?;
    let order = orders
        .set_status(uid, by, asked.status, asked.reason, asked.expected_rev)
        .await?;
    Ok(reply::json(&reply::for_staff(&order, &call.site)))
}

/// `PUT /api/v1/admin/orders/{uid}/confirm-payment`
pub(super) async fn confirm_payment(
    call: Call,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize, Default)]
    struct ConfirmPayment {
        #[serde(default)]
        method: Option<PaymentMethod>,
        #[serde(default)]
        tendered: Option<Money>,
        #[serde(default)]
        expected_rev: Option<i64>,
    }
    #[derive(Serialize)]
    struct WithChange<V> {
        #[serde(flatten)]
        order: V,
        change: Money,
    }

    let asked: ConfirmPayment = if call.body.is_empty() {
        ConfirmPayment::default()
    } else {
        call.json()?
    };
    let by = Actor::Staff(session.staff);
    let uid = call.uid()?;
    let (method, tendered, rev) = (asked.method, asked.tendered, asked.expected_rev);
    let order = orders
        .confirm_payment(uid, by, method, tendered, rev)
        .await?;
    let change = change_of(&order);
    Ok(reply::json(&WithChange {
        order: reply::for_staff(&order, &call.site),
        change,
    }))
}

fn change_of(order: &Order) -> Money {
    order
        .payment
        .as_ref()
        .map_or(Money::ZERO, |payment| payment.change)
}

/// `PUT /api/v1/admin/orders/{uid}/lines/{line}/status`
pub(super) async fn set_line(
    call: Call,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct SetLine {
        status: LineStatus,
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let asked: SetLine = call.json()?;
    let by = Actor::Staff(session.staff);
    let (uid, line) = (call.uid()?, call.number("line")?);
    let order = orders
        .set_line(uid, by, line, asked.status, asked.expected_rev)
        .await?;
    Ok(reply::json(&reply::for_staff(&order, &call.site)))
}
