//! Routes of the owner's reports.

use serde_json::{Value, json};
use warp::{
    http::{HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{export, problem::Problem, reply, request::Request};
use crate::{
    domain::{Days, ReportTable, bounds::MOST_DAYS, say},
    shop::{BooksFormat, FileFormat, Orders, Reports, Session},
};

/// `GET /api/v1/admin/report?from=&to=`
pub(super) async fn show(
    request: Request,
    reports: Reports,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    let report = reports.of(days(&request, &orders).await?).await?;
    let mut view = report.view(request.language);
    view.insert("epoch".to_owned(), json!(request.site.epoch()));
    Ok(reply::json(&Value::Object(view)))
}

/// `GET /api/v1/admin/report/{table}?from=&to=&format=`
pub(super) async fn file(
    request: Request,
    reports: Reports,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    let table = request.text("table").and_then(ReportTable::parse);
    let table = table.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "not_found"))?;
    let form = form(&request, FileFormat::parse)?;
    let days = days(&request, &orders).await?;
    let report = reports.of(days).await?;
    let file = report.file(table, form, |language, key| say(language, key, &[]));
    let name = format!("siap-report-{}-{days}.{}", table.as_str(), form.ending());
    Ok(download(file, form, &name))
}

/// `GET /api/v1/admin/books?from=&to=&format=`
pub(super) async fn books(
    request: Request,
    reports: Reports,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    let form = form(&request, BooksFormat::parse)?;
    let days = days(&request, &orders).await?;
    let books = reports.books(days).await?;
    let (rows, count) = books.rows(form);
    let bytes = [books.head(form), rows].concat();
    let goods = match form {
        BooksFormat::Journal(_) => "books",
        BooksFormat::Jurnal => "jurnal",
    };
    // By the days that it has, and not by those that were asked for.
    let days = books.days().map(|days| format!("-{days}"));
    let name = format!(
        "siap-{goods}{}.{}",
        days.unwrap_or_default(),
        form.file().ending()
    );
    Ok(download((bytes, count), form.file(), &name))
}

/// The form that the query names: CSV, where it names none.
fn form<F>(request: &Request, parse: fn(&str) -> Option<F>) -> Result<F, Problem> {
    let form = request.query("format").unwrap_or_else(|| "csv".to_owned());
    parse(&form).ok_or_else(|| Problem::bad_query("format"))
}

/// A file with so many rows, to be kept under a name.
fn download((bytes, rows): (Vec<u8>, usize), form: FileFormat, name: &str) -> Response {
    let mut response = Response::new(bytes.into());
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static(form.media_type());
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(export::ROWS, HeaderValue::from(rows));
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// The days of the query: today, where it names none.
async fn days(request: &Request, orders: &Orders) -> Result<Days, Problem> {
    let today = orders.today().await?;
    let from = export::day(request, "from", orders).await?;
    let to = export::day(request, "to", orders).await?;
    let days = Days {
        from: from.or(to).unwrap_or(today),
        to: to.unwrap_or(today),
    };
    if (1..=MOST_DAYS).contains(&days.count()) {
        Ok(days)
    } else {
        Err(Problem::bad_query("to"))
    }
}
