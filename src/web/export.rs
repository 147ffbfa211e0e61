//! Routes of exports: CSV and JSON Lines, streamed.

use futures_util::stream;
use warp::{
    Reply,
    http::{HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{history, problem::Problem, request::Request};
use crate::{
    domain::{BusinessDay, Days, HistoryFilter},
    shop::{ExportKind, ExportRequest, FileFormat, History, Orders, Session},
};

/// The number of rows of a file, to be compared with the rows received: a row may span several lines.
pub(super) const ROWS: &str = "siap-rows";

/// `GET /api/v1/admin/export/{what}?format=&from=&to=`: sent a part at a time. A file that cannot be read to
/// its end is broken off, so that it is not taken for whole.
pub(super) async fn file(
    request: Request,
    history: History,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    let wanted = wanted(&request, &orders).await?;
    let (name, kind) = (wanted.file_name(), wanted.form.media_type());
    let export = history.export(wanted).await?;
    let rows = export.rows();
    let parts = stream::try_unfold(export, |mut export| async move {
        let part = export.next().await.inspect_err(|error| {
            log::error!("a file could not be read to its end: {error}");
        })?;
        Ok::<_, crate::shop::ShopError>(part.map(|part| (part, export)))
    });
    let mut response = warp::reply::stream(parts).into_response();
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static(kind);
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(ROWS, HeaderValue::from(rows));
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

async fn wanted(request: &Request, orders: &Orders) -> Result<ExportRequest, Problem> {
    let kind = request.text("what").and_then(ExportKind::parse);
    let kind = kind.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "not_found"))?;
    let form = request.query("format").unwrap_or_else(|| "csv".to_owned());
    let form = FileFormat::parse(&form).ok_or_else(|| Problem::bad_query("format"))?;
    let days = Days {
        from: day(request, "from", orders)
            .await?
            .unwrap_or(Days::ALL.from),
        to: day(request, "to", orders).await?.unwrap_or(Days::ALL.to),
    };
    if days.from > days.to {
        return Err(Problem::bad_query("to"));
    }
    let mut only = HistoryFilter::default();
    let kind = match kind {
        // It has no days, and a request that names some expects another file.
        ExportKind::Menu if days != Days::ALL => return Err(Problem::bad_query("from")),
        ExportKind::History(_) => {
            only = history::wanted(request)?;
            ExportKind::History(history::about(request)?)
        }
        kind @ (ExportKind::Menu
        | ExportKind::Orders
        | ExportKind::Lines
        | ExportKind::Payments
        | ExportKind::Refunds
        | ExportKind::Corrections
        | ExportKind::Claims
        | ExportKind::Shifts
        | ExportKind::CashMoves) => kind,
    };
    Ok(ExportRequest {
        kind,
        form,
        days,
        only,
    })
}

/// A day of the query.
pub(super) async fn day(
    request: &Request,
    name: &'static str,
    orders: &Orders,
) -> Result<Option<BusinessDay>, Problem> {
    match request.query(name).as_deref() {
        None | Some("") => Ok(None),
        Some("today") => Ok(Some(orders.today().await?)),
        Some(text) => {
            let day = BusinessDay::parse(text).ok_or_else(|| Problem::bad_query(name))?;
            Ok(Some(day))
        }
    }
}
