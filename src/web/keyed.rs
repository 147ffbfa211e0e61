//! What requests that change orders or money share: an idempotency key, perhaps an approval, and an answer that says
//! whether it came before.
//!
//! Only the body's type differs between routes, so only its reading is generic.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest, Sha256};
use warp::{http::StatusCode, reply::Response};

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::Object,
    shop::{Changed, IdempotencyKey, MoneyAsker, Session, Sessions},
};

/// A PIN that another person types for one request.
#[derive(Deserialize)]
pub(super) struct Approval {
    name: String,
    pin: String,
}

/// The body of a request about an order, and the key it must have.
pub(super) fn keyed<T: DeserializeOwned>(
    request: &Request,
    what: &str,
) -> Result<(T, IdempotencyKey), Problem> {
    keyed_about(request, &format!("{what} {}", request.uid()?))
}

/// The same for what is about no order.
pub(super) fn keyed_about<T: DeserializeOwned>(
    request: &Request,
    what: &str,
) -> Result<(T, IdempotencyKey), Problem> {
    let key = key_of(request, what)?;
    Ok((request.json()?, key))
}

/// The key, with a fingerprint of the request. It is without the PIN of an approval: a stored hash of four digits could
/// be guessed.
fn key_of(request: &Request, what: &str) -> Result<IdempotencyKey, Problem> {
    let missing = || Problem::new(StatusCode::BAD_REQUEST, "idempotency_key_missing");
    let key = request.idempotency_key()?.ok_or_else(missing)?;
    let mut body: Value = request.json()?;
    if let Some(body) = body.as_object_mut() {
        body.remove("approval");
    }
    let mut hash = Sha256::new();
    hash.update(format!("{what} {body}"));
    Ok(IdempotencyKey {
        key,
        fingerprint: hash.finalize().into(),
    })
}

/// Who asks for money to move, and who approves it.
pub(super) async fn money_asker(
    request: &Request,
    session: Session,
    approval: Option<Object<Approval>>,
    sessions: &Sessions,
) -> Result<MoneyAsker, Problem> {
    let (staff, till) = (session.staff, request.till()?);
    let approver = match approval {
        Some(Object(Approval { name, pin })) => Some(sessions.approver(&staff, &name, pin).await?),
        None => None,
    };
    Ok(MoneyAsker {
        staff,
        approver,
        till,
    })
}

/// The order as staff see it after a change.
pub(super) fn order_now(changed: &Changed, request: &Request) -> Response {
    let order = reply::for_staff(&changed.order, &request.site);
    replayed(changed, reply::json(&order))
}

/// Marks the answer to a request that came again.
pub(super) fn replayed(changed: &Changed, mut answer: Response) -> Response {
    if changed.again {
        reply::mark_replayed(&mut answer);
    }
    answer
}
