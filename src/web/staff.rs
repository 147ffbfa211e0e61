//! Routes of the staff.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{Pin, Refusal, Role},
    shop::{People, Session, ShopError, StaffChange},
    store::Member,
};

/// A member of the staff, as it is sent.
#[derive(Serialize)]
struct MemberView {
    id: i64,
    name: String,
    role: Role,
    created_at: Timestamp,
    last_seen: Option<Timestamp>,
    retired_at: Option<Timestamp>,
}

impl From<Member> for MemberView {
    fn from(member: Member) -> Self {
        Self {
            id: member.staff.id,
            name: member.staff.name,
            role: member.staff.role,
            created_at: member.created_at,
            last_seen: member.last_seen,
            retired_at: member.retired_at,
        }
    }
}

/// A word that is not one of the roles is named as such, and not as a slip in the JSON.
pub(super) fn role(word: &str) -> Result<Role, Problem> {
    let role = Role::parse(word).ok_or(Refusal::UnknownWord { field: "role" });
    Ok(role.map_err(ShopError::from)?)
}

pub(super) fn pin(text: &str) -> Result<Pin, Problem> {
    Ok(Pin::parse(text).map_err(ShopError::from)?)
}

/// `GET /api/v1/admin/staff`
pub(super) async fn list(_: Request, people: People, _: Session) -> Result<Response, Problem> {
    let members = people.list().await?;
    let staff: Vec<_> = members.into_iter().map(MemberView::from).collect();
    Ok(reply::json(&json!({ "staff": staff })))
}

/// `POST /api/v1/admin/staff`
pub(super) async fn hire(
    request: Request,
    people: People,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct NewMember {
        name: String,
        role: String,
        pin: String,
    }

    let hired: NewMember = request.json()?;
    let (role, pin) = (role(&hired.role)?, pin(&hired.pin)?);
    let member = people.hire(&session.staff, &hired.name, role, pin).await?;
    Ok(reply::created(&MemberView::from(member)))
}

/// `PUT /api/v1/admin/staff/{id}`: what is left out stays as it is.
pub(super) async fn change(
    request: Request,
    people: People,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct StaffPatch {
        name: Option<String>,
        role: Option<String>,
        pin: Option<String>,
    }

    let (id, change) = (request.number("id")?, request.json::<StaffPatch>()?);
    let change = StaffChange {
        name: change.name,
        role: change.role.as_deref().map(role).transpose()?,
        pin: change.pin.as_deref().map(pin).transpose()?,
    };
    let changed = people.change(&session.staff, id, change, session.key);
    Ok(reply::json(&MemberView::from(changed.await?)))
}

/// `PUT /api/v1/admin/me/pin`: of who asks.
pub(super) async fn change_own_pin(
    request: Request,
    people: People,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct OwnPin {
        pin: String,
        new_pin: String,
    }

    let asked: OwnPin = request.json()?;
    let new = pin(&asked.new_pin)?;
    let changed = people.change_own_pin(&session, asked.pin, new).await?;
    Ok(reply::json(&MemberView::from(changed)))
}

/// `DELETE /api/v1/admin/staff/{id}`
pub(super) async fn retire(
    request: Request,
    people: People,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let retired = people.retire(&session.staff, id).await?;
    Ok(reply::json(&MemberView::from(retired)))
}

/// `POST /api/v1/admin/staff/{id}/restore`
pub(super) async fn restore(
    request: Request,
    people: People,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    let restored = people.restore(&session.staff, id).await?;
    Ok(reply::json(&MemberView::from(restored)))
}
