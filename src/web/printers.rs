//! Routes of printers and of what is to be printed.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::json;
use warp::reply::Response;

use super::{problem::Problem, reply, request::Request};
use crate::{
    domain::{JobAct, JobKind, Raster},
    shop::{PrintQueue, PrintRequest, Printers, Session},
};

/// `GET /api/v1/admin/printers`
pub(super) async fn list(_: Request, printers: Printers, _: Session) -> Result<Response, Problem> {
    listed(&printers).await
}

/// `POST /api/v1/admin/printers`
pub(super) async fn add(
    request: Request,
    printers: Printers,
    session: Session,
) -> Result<Response, Problem> {
    let id = printers.add(&session.staff, request.json()?).await?;
    Ok(reply::created(&json!({ "id": id })))
}

/// `PUT /api/v1/admin/printers/{id}`
pub(super) async fn change(
    request: Request,
    printers: Printers,
    session: Session,
) -> Result<Response, Problem> {
    let (id, spec) = (request.number("id")?, request.json()?);
    printers.change(&session.staff, id, spec).await?;
    listed(&printers).await
}

/// `DELETE /api/v1/admin/printers/{id}?jobs_to=&drop_jobs=`
pub(super) async fn retire(
    request: Request,
    printers: Printers,
    session: Session,
) -> Result<Response, Problem> {
    let (id, to) = (request.number("id")?, request.query_number("jobs_to")?);
    let drops_jobs = request.query_flag("drop_jobs")?;
    printers.retire(&session.staff, id, to, drops_jobs).await?;
    listed(&printers).await
}

/// `POST /api/v1/admin/printers/{id}/test`
pub(super) async fn test(
    request: Request,
    printers: Printers,
    session: Session,
) -> Result<Response, Problem> {
    let result = printers.test(&session.staff, request.number("id")?);
    Ok(reply::json(&result.await?))
}

/// `POST /api/v1/admin/printers/search`
pub(super) async fn search(
    _: Request,
    printers: Printers,
    _: Session,
) -> Result<Response, Problem> {
    let found = printers.search().await;
    let net = found.net.iter().map(|address| {
        json!({ "way": "net", "address": address.to_string(), "name": address.ip().to_string() })
    });
    let usb = found.usb.iter();
    let usb = usb
        .map(|(device, name)| json!({ "way": "usb", "address": device.to_string(), "name": name }));
    let found: Vec<_> = net.chain(usb).collect();
    Ok(reply::json(&json!({ "found": found })))
}

async fn listed(printers: &Printers) -> Result<Response, Problem> {
    let printers = printers.list().await?;
    Ok(reply::json(&json!({ "printers": printers })))
}

/// `GET /api/v1/admin/print-pictures`: what has to be drawn so that it can be printed.
pub(super) async fn missing_pictures(
    _: Request,
    printers: Printers,
    _: Session,
) -> Result<Response, Problem> {
    Ok(reply::json(&printers.missing_pictures().await?))
}

/// `PUT /api/v1/admin/print-pictures`
pub(super) async fn draw(
    request: Request,
    printers: Printers,
    _: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Drawn {
        of: String,
        picture: Raster,
    }

    let Drawn { of, picture } = request.json()?;
    Ok(reply::json(&printers.draw(of, picture).await?))
}

/// `GET /api/v1/admin/print-jobs`
pub(super) async fn jobs(_: Request, queue: PrintQueue, _: Session) -> Result<Response, Problem> {
    Ok(reply::json(&json!({ "jobs": queue.open().await? })))
}

/// `POST /api/v1/admin/print-jobs`: prints jobs again, with another printer, or not at all.
pub(super) async fn decide(
    request: Request,
    queue: PrintQueue,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Decide {
        act: JobAct,
        jobs: HashSet<i64>,
        #[serde(default)]
        printer: Option<i64>,
    }

    let Decide { act, jobs, printer } = request.json()?;
    let open = queue.decide(&session.staff, act, jobs, printer).await?;
    Ok(reply::json(&json!({ "jobs": open })))
}

/// `POST /api/v1/admin/orders/{uid}/print`
pub(super) async fn print_order(
    request: Request,
    queue: PrintQueue,
    session: Session,
) -> Result<Response, Problem> {
    #[derive(Deserialize)]
    struct Print {
        kind: JobKind,
        #[serde(default)]
        check_id: Option<i64>,
        #[serde(default)]
        printer: Option<i64>,
    }

    let Print {
        kind,
        check_id,
        printer,
    } = request.json()?;
    let wanted = PrintRequest {
        kind,
        check_id,
        printer,
    };
    let jobs = queue.print_order(&session.staff, request.uid()?, wanted);
    Ok(reply::json(&json!({ "jobs": jobs.await? })))
}

/// `POST /api/v1/admin/today/print`: what the day has brought in so far, on paper.
pub(super) async fn print_today(
    _: Request,
    queue: PrintQueue,
    session: Session,
) -> Result<Response, Problem> {
    let job = queue.print_today(&session.staff).await?;
    Ok(reply::json(&json!({ "job": job })))
}
