//! Routes of devices: signed-in devices and paired screens.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use warp::reply::Response;

use super::{
    payments::unknown_word,
    problem::Problem,
    reply,
    request::Request,
    sessions::{StaffView, open_session_response},
    staff,
};
use crate::{
    domain::Till,
    shop::{Devices, Session},
};

/// A device, as it is sent.
#[derive(Serialize)]
struct DeviceView<'a> {
    id: i64,
    staff: StaffView<'a>,
    device: &'a str,
    address: &'a str,
    created_at: Timestamp,
    last_seen: Timestamp,
    is_this: bool,
    is_connected: bool,
}

/// `GET /api/v1/admin/devices`
pub(super) async fn list(
    _: Request,
    devices: Devices,
    session: Session,
) -> Result<Response, Problem> {
    let devices = devices.list().await?;
    let views: Vec<_> = devices
        .iter()
        .map(|(device, is_connected)| DeviceView {
            id: device.id,
            staff: StaffView::new(&device.staff, device.is_screen, device.till),
            device: &device.device,
            address: &device.address,
            created_at: device.created_at,
            last_seen: device.last_used_at,
            is_this: device.token_hash == session.key,
            is_connected: *is_connected,
        })
        .collect();
    Ok(reply::json(&json!({ "devices": views })))
}

/// `DELETE /api/v1/admin/devices/{id}`
pub(super) async fn revoke(
    request: Request,
    devices: Devices,
    session: Session,
) -> Result<Response, Problem> {
    let id = request.number("id")?;
    devices.revoke(&session.staff, id).await?;
    Ok(reply::nothing())
}

/// `POST /api/v1/admin/devices/pairing`
pub(super) async fn pairing(
    request: Request,
    devices: Devices,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Asked {
        name: String,
        role: String,
        #[serde(default)]
        till: Option<i64>,
    }

    let asked: Asked = request.json()?;
    let role = staff::role(&asked.role)?;
    if !session.staff.role.may_pair(role) {
        return Err(Problem::forbidden());
    }
    let till = match asked.till {
        Some(number) => Till::new(number).ok_or_else(|| unknown_word("till"))?,
        // The one at which the code is asked for.
        None => request.till()?,
    };
    let pairing = devices.pair(&session.staff, &asked.name, role, till);
    let pairing = pairing.await?;
    // After «#»: what follows is never sent and stands in no log.
    let url = format!(
        "{}/pair#{}",
        request.site.public_url(),
        pairing.code.as_str()
    );
    Ok(reply::created(&json!({
        "code": pairing.code.to_string(),
        "url": url,
        "expires_at": pairing.expires_at,
    })))
}

/// `POST /api/v1/pair`
pub(super) async fn pair(request: Request, devices: Devices) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Code {
        code: String,
    }

    let Code { code } = request.json()?;
    let client = request.login_client(true);
    let opened = devices.pair_screen(&code, client).await?;
    Ok(open_session_response(&request, &opened, None))
}
