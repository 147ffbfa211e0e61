//! Routes of orders for staff.

use serde::{Deserialize, Serialize};
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{Actor, BusinessDay, HistoryEntry, LineStatus, OrderStatus, StaffView, text},
    shop::{Live, Orders, Session},
    store::{OrderFilter, StatusFilter},
};

/// Most orders on a page, and as many unless fewer are asked for. A longer page would hold up for
/// milliseconds the events that need the processor.
const PAGE: i64 = 100;
/// More characters than anything that is searched for.
const LONGEST_SEARCH: usize = 100;

/// `GET /api/v1/admin/events?since=N&limit=1000`
pub(super) async fn journal(request: Request, live: Live, _: Session) -> Result<Response, Problem> {
    let since = request.query_number("since")?.unwrap_or(0);
    let limit = request
        .query_number("limit")?
        .unwrap_or(1000)
        .clamp(1, 1000);
    let (events, kept) = live.events_after(since, limit).await?;
    // The events are texts already, the same that the room received.
    let events: Vec<_> = events
        .iter()
        .map(|message| String::from_utf8_lossy(&message.text))
        .collect();
    let (events, epoch) = (events.join(","), request.site.epoch());
    let (oldest, newest) = kept.into_inner();
    let body = format!(
        r#"{{"events":[{events}],"seq":{newest},"oldest_seq":{oldest},"epoch":"{epoch}"}}"#
    );
    Ok(reply::json_bytes(body))
}

/// `GET /api/v1/admin/orders?status=&search=&date=&limit=&cursor=`
pub(super) async fn list(
    request: Request,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    #[derive(Serialize)]
    struct List<'a> {
        orders: Vec<StaffView<'a>>,
        next_cursor: Option<String>,
        seq: i64,
        epoch: &'a str,
    }

    let status = match request.query("status").as_deref() {
        None | Some("" | "all") => None,
        Some("active") => Some(StatusFilter::Active),
        Some("owes_back") => Some(StatusFilter::OwesBack),
        Some(word) => {
            let status = OrderStatus::parse(word).ok_or_else(|| Problem::bad_query("status"))?;
            Some(StatusFilter::Only(status))
        }
    };
    let day = match request.query("date").as_deref() {
        None | Some("") => None,
        Some("today") => Some(orders.today().await?),
        Some(text) => Some(BusinessDay::parse(text).ok_or_else(|| Problem::bad_query("date"))?),
    };
    let filter = OrderFilter {
        status,
        day,
        search: request
            .query("search")
            // In the form in which it was stored, from every keyboard.
            .map(|typed| text::fit(&typed, LONGEST_SEARCH).unwrap_or(typed))
            .filter(|t| !t.is_empty()),
        after: request.query_number("cursor")?.unwrap_or(0),
        limit: request
            .query_number("limit")?
            .unwrap_or(PAGE)
            .clamp(1, PAGE),
    };
    let list = orders.list(filter).await?;
    Ok(reply::json(&List {
        orders: list.orders.iter().map(StaffView::from).collect(),
        next_cursor: list.next.map(|next| next.to_string()),
        seq: list.seq,
        epoch: request.site.epoch(),
    }))
}

/// A line of an order's history, as it is sent.
#[derive(Serialize)]
struct HistoryLine<'a> {
    rev: i64,
    at: jiff::Timestamp,
    r#type: &'a str,
    status: OrderStatus,
    by: &'a str,
}

impl<'a> From<&'a HistoryEntry> for HistoryLine<'a> {
    fn from(entry: &'a HistoryEntry) -> Self {
        Self {
            rev: entry.rev,
            at: entry.at,
            r#type: &entry.topic,
            status: entry.status,
            by: &entry.by,
        }
    }
}

/// `GET /api/v1/admin/orders/{uid}`
pub(super) async fn show(
    request: Request,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    #[derive(Serialize)]
    struct WithHistory<'a, V> {
        #[serde(flatten)]
        order: V,
        history: Vec<HistoryLine<'a>>,
    }

    let (order, entries) = orders.with_history(request.uid()?).await?;
    Ok(reply::json(&WithHistory {
        order: reply::for_staff(&order, &request.site),
        history: entries.iter().map(HistoryLine::from).collect(),
    }))
}

/// `POST /api/v1/admin/orders/scan`
pub(super) async fn scan(
    request: Request,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Scan {
        code: String,
    }

    let scan: Scan = request.json()?;
    let order = orders.scan(&scan.code).await?;
    Ok(reply::json(&reply::for_staff(&order, &request.site)))
}

/// `PUT /api/v1/admin/orders/{uid}/status`
pub(super) async fn set_status(
    request: Request,
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

    let asked: SetStatus = request.json()?;
    let by = Actor::Staff(session.staff);
    let uid = request.uid()?;
    let order = orders
        .set_status(uid, by, asked.status, asked.reason, asked.expected_rev)
        .await?;
    Ok(reply::json(&reply::for_staff(&order, &request.site)))
}

/// `PUT /api/v1/admin/orders/{uid}/lines/{line}/status`
pub(super) async fn set_line(
    request: Request,
    orders: Orders,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct SetLine {
        status: LineStatus,
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let asked: SetLine = request.json()?;
    let by = Actor::Staff(session.staff);
    let (uid, line) = (request.uid()?, request.number("line")?);
    let order = orders
        .set_line(uid, by, line, asked.status, asked.expected_rev)
        .await?;
    Ok(reply::json(&reply::for_staff(&order, &request.site)))
}
