//! Routes of service at the tables: an order is brought there, and dishes go over to another one.

use serde::Deserialize;
use warp::reply::Response;

use super::{
    keyed::{keyed, order_now},
    problem::Problem,
    reply,
    request::{Request, TextOrNumber},
};
use crate::{
    domain::{Actor, NewBill, Object, OrderUid, Pieces},
    shop::{Destination, MoveRequest, Session, TableService},
};

/// `PUT /api/v1/admin/orders/{uid}/served`
pub(super) async fn serve(
    request: Request,
    service: TableService,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Serve {
        served: bool,
        #[serde(default)]
        expected_rev: Option<i64>,
    }

    let wanted: Serve = request.json()?;
    let (uid, by) = (request.uid()?, Actor::Staff(session.staff));
    let order = service.serve(uid, by, wanted.served, wanted.expected_rev);
    Ok(reply::json(&reply::for_staff(&order.await?, &request.site)))
}

/// `POST /api/v1/admin/orders/{uid}/merge`
pub(super) async fn merge(
    request: Request,
    service: TableService,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Merge {
        into: String,
        expected_rev: i64,
        into_rev: i64,
    }

    let (wanted, key): (Merge, _) = keyed(&request, "merge")?;
    let asked = MoveRequest {
        pieces: None,
        to: Destination::Order(uid_of(&wanted.into)?, wanted.into_rev),
        expected_rev: wanted.expected_rev,
    };
    let (uid, by) = (request.uid()?, Actor::Staff(session.staff));
    let merged = service.move_dishes(uid, by, asked, key).await?;
    Ok(order_now(&merged, &request))
}

/// `POST /api/v1/admin/orders/{uid}/move-lines`
pub(super) async fn move_lines(
    request: Request,
    service: TableService,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct MoveLines {
        lines: Vec<Object<Moved>>,
        /// Left out, the dishes become an order of their own.
        #[serde(default)]
        into: Option<String>,
        #[serde(default)]
        into_rev: Option<i64>,
        #[serde(default)]
        table_number: Option<TextOrNumber>,
        #[serde(default)]
        customer_name: Option<String>,
        expected_rev: i64,
    }

    #[derive(Deserialize)]
    struct Moved {
        line_id: i64,
        quantity: i64,
    }

    let (wanted, key): (MoveLines, _) = keyed(&request, "move")?;
    let to = match wanted.into {
        Some(into) => Destination::Order(uid_of(&into)?, wanted.into_rev.unwrap_or_default()),
        None => Destination::New(NewBill {
            table_number: wanted.table_number.map(String::from),
            customer_name: wanted.customer_name,
        }),
    };
    let pieces = wanted.lines.into_iter();
    let pieces = pieces.map(|Object(Moved { line_id, quantity })| Pieces { line_id, quantity });
    let asked = MoveRequest {
        pieces: Some(pieces.collect()),
        to,
        expected_rev: wanted.expected_rev,
    };
    let (uid, by) = (request.uid()?, Actor::Staff(session.staff));
    let moved = service.move_dishes(uid, by, asked, key).await?;
    Ok(order_now(&moved, &request))
}

/// The uid of the other order in the body.
fn uid_of(text: &str) -> Result<OrderUid, Problem> {
    OrderUid::parse(text).ok_or_else(Problem::order_not_found)
}
