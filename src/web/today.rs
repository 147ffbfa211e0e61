//! Route of the business day so far.

use serde::Serialize;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{
        ActiveOrders, BusinessDay, MethodTakings, Money, MoneyOverflow, OrdersAndMoney, Refusal,
    },
    shop::{History, Session, ShopError},
};

/// The day, as it is sent.
#[derive(Serialize)]
struct TodayView<'a> {
    day: BusinessDay,
    takings: Money,
    by_method: Vec<MethodView>,
    placed: OrdersAndMoney,
    average: Option<Money>,
    cancelled: i64,
    active: ActiveOrders,
    open_bills: OrdersAndMoney,
    to_give_back: OrdersAndMoney,
    drawers_not_counted: i64,
    seq: i64,
    epoch: &'a str,
}

#[derive(Serialize)]
struct MethodView {
    #[serde(flatten)]
    takings: MethodTakings,
    total: Money,
}

/// `GET /api/v1/admin/today`
pub(super) async fn show(
    request: Request,
    history: History,
    _: Session,
) -> Result<Response, Problem> {
    let (so_far, seq) = history.day_so_far().await?;
    let mut by_method = Vec::new();
    for takings in &so_far.takings {
        let total = takings.total().map_err(too_large)?;
        by_method.push(MethodView {
            takings: *takings,
            total,
        });
    }
    Ok(reply::json(&TodayView {
        day: so_far.day,
        takings: so_far.total().map_err(too_large)?,
        by_method,
        placed: so_far.placed,
        average: so_far.average(),
        cancelled: so_far.cancelled,
        active: so_far.active,
        open_bills: so_far.open_bills,
        to_give_back: so_far.to_give_back,
        drawers_not_counted: so_far.drawers_not_counted,
        seq,
        epoch: request.site.epoch(),
    }))
}

fn too_large(overflow: MoneyOverflow) -> ShopError {
    Refusal::from(overflow).into()
}
