//! Routes of drawers: opened, counted, closed, and cash that moves in them.

use serde::Deserialize;
use warp::{http::StatusCode, reply::Response};

use super::{
    keyed::{Approval, keyed_about, money_asker},
    problem::Problem,
    reply,
    request::Request,
};
use crate::{
    domain::{CashCount, CashMoveDraft, CashMoveKind, Denomination, Money, Object},
    shop::{CloseRequest, Session, Sessions, ShiftAnswered, Shifts, ShopError},
};

/// Shifts in a part of the list, where it is not said how many.
const USUAL: i64 = 30;
/// The most in one part.
const MOST: i64 = 100;

/// What was counted: by notes and coins, as a sum, or both.
#[derive(Deserialize)]
struct Counted {
    #[serde(default)]
    counted: Option<Money>,
    #[serde(default)]
    pieces: Vec<Object<Denomination>>,
}

impl Counted {
    fn is_said(&self) -> bool {
        self.counted.is_some() || !self.pieces.is_empty()
    }

    fn count(self) -> Result<CashCount, Problem> {
        let pieces = self.pieces.into_iter().map(|Object(piece)| piece);
        let count = CashCount::of(self.counted, pieces.collect());
        Ok(count.map_err(ShopError::from)?)
    }
}

/// `GET /api/v1/admin/shifts/current`
pub(super) async fn current(
    request: Request,
    shifts: Shifts,
    session: Session,
) -> Result<Response, Problem> {
    let drawer = shifts.at_till(request.till()?, session.staff).await?;
    Ok(reply::json(&drawer))
}

/// `GET /api/v1/admin/shifts?before=&limit=`
pub(super) async fn list(
    request: Request,
    shifts: Shifts,
    _: Session,
) -> Result<Response, Problem> {
    let before = request.query_number("before")?.unwrap_or(i64::MAX);
    let limit = request.query_number("limit")?.unwrap_or(USUAL);
    let list = shifts.list(before, limit.clamp(1, MOST)).await?;
    Ok(reply::json(&list))
}

/// `GET /api/v1/admin/shifts/{id}`
pub(super) async fn show(
    request: Request,
    shifts: Shifts,
    session: Session,
) -> Result<Response, Problem> {
    let shift = shifts.find(request.number("id")?, session.staff).await?;
    Ok(reply::json(&shift))
}

/// `POST /api/v1/admin/shifts`
pub(super) async fn open(
    request: Request,
    shifts: Shifts,
    session: Session,
) -> Result<Response, Problem> {
    let till = request.till()?;
    let (asked, key): (Counted, _) = keyed_about(&request, &format!("shift {}", till.number()))?;
    let count = asked.is_said().then(|| asked.count()).transpose()?;
    let opened = shifts.open(session.staff, till, count, key).await?;
    Ok(answer(opened, StatusCode::CREATED))
}

/// `POST /api/v1/admin/shifts/{id}/moves`
pub(super) async fn move_cash(
    request: Request,
    shifts: Shifts,
    sessions: Sessions,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct MoveCash {
        kind: CashMoveKind,
        #[serde(default)]
        amount: Option<Money>,
        #[serde(default)]
        reason: Option<String>,
        #[serde(default)]
        approval: Option<Object<Approval>>,
    }

    let id = request.number("id")?;
    let (asked, key): (MoveCash, _) = keyed_about(&request, &format!("cash {id}"))?;
    let by = money_asker(&request, session, asked.approval, &sessions).await?;
    let draft = CashMoveDraft {
        kind: asked.kind,
        amount: asked.amount,
        reason: asked.reason,
    };
    let moved = shifts.move_cash(by, id, draft, key).await?;
    Ok(answer(moved, StatusCode::CREATED))
}

/// `POST /api/v1/admin/shifts/{id}/counts`
pub(super) async fn count(
    request: Request,
    shifts: Shifts,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let (asked, key): (Counted, _) = keyed_about(&request, &format!("count {id}"))?;
    let counted = shifts.count(session.staff, id, asked.count()?, key).await?;
    Ok(answer(counted, StatusCode::CREATED))
}

/// `POST /api/v1/admin/shifts/{id}/close`
pub(super) async fn close(
    request: Request,
    shifts: Shifts,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Close {
        count_id: i64,
        #[serde(default)]
        reason: Option<String>,
        #[serde(default)]
        handed_over: Option<Money>,
    }

    let id = request.number("id")?;
    let (asked, key): (Close, _) = keyed_about(&request, &format!("close {id}"))?;
    let closing = CloseRequest {
        count_id: asked.count_id,
        reason: asked.reason,
        handed_over: asked.handed_over,
    };
    let closed = shifts.close(session.staff, id, closing, key).await?;
    Ok(answer(closed, StatusCode::OK))
}

fn answer(answered: ShiftAnswered, status: StatusCode) -> Response {
    let mut response = reply::json_bytes(answered.json);
    *response.status_mut() = status;
    if answered.again {
        reply::mark_replayed(&mut response);
    }
    response
}
