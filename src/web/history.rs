//! Who did what, to be looked at and taken along.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::{Stream, stream};
use serde_json::json;
use warp::{
    Reply,
    http::{HeaderValue, header},
    reply::Response,
};

use super::{call::Call, problem::Problem, sheet, views};
use crate::shop::{About, Entry, Session, Shop};

/// Lines in one answer, unless another number is asked for.
const PAGE: i64 = 50;
const LARGEST_PAGE: i64 = 500;

const COLUMNS: [&str; 9] = [
    "id", "at", "by", "subject", "uid", "name", "field", "before", "after",
];

fn about(call: &Call) -> Result<About, Problem> {
    let word = call.asked_for("about").unwrap_or_default();
    About::parse(&word).ok_or_else(|| Problem::bad_query("about"))
}

/// `GET /api/v1/admin/history`
pub(super) async fn show(call: Call, _: Session) -> Result<Response, Problem> {
    let about = about(&call)?;
    let before = call.asked_number("cursor")?.unwrap_or(i64::MAX);
    let limit = call.asked_number("limit")?.unwrap_or(PAGE);
    let limit = limit.clamp(1, LARGEST_PAGE);
    let page = call.site.shop.history(about, before, limit).await?;
    Ok(views::json(&json!({
        "changes": page.entries,
        "next_cursor": page.next,
    })))
}

/// A file's form.
#[derive(Clone, Copy)]
enum Form {
    /// For spreadsheets.
    Csv,
    /// A line of JSON for each line of the history (jsonlines.org).
    Json,
}

/// `GET /api/v1/admin/history/export`: all of it, the newest first, in a file.
pub(super) async fn export(call: Call, _: Session) -> Result<Response, Problem> {
    let about = about(&call)?;
    let form = match call.asked_for("format").as_deref() {
        None | Some("csv") => Form::Csv,
        Some("json") => Form::Json,
        Some(_) => return Err(Problem::bad_query("format")),
    };
    let (kind, name) = match form {
        Form::Csv => ("text/csv; charset=utf-8", "siap-history.csv"),
        Form::Json => ("application/jsonl", "siap-history.jsonl"),
    };
    let mut response =
        warp::reply::stream(file(call.site.shop.clone(), about, form)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

/// The file a page of the history at a time, so that a long one takes no more memory than a short one.
fn file(
    shop: Shop,
    about: About,
    form: Form,
) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static {
    let head = match form {
        Form::Csv => sheet::rows([COLUMNS.map(str::to_owned)]),
        Form::Json => Bytes::new(),
    };
    let pages = stream::unfold(Some(i64::MAX), move |before| {
        let shop = shop.clone();
        async move {
            match shop.history(about, before?, LARGEST_PAGE).await {
                Ok(page) => Some((Ok(part(&page.entries, form)), page.next)),
                Err(error) => {
                    log::error!("the history could not be read to its end: {error}");
                    None
                }
            }
        }
    });
    futures_util::StreamExt::chain(stream::iter([Ok(head)]), pages)
}

fn part(entries: &[Entry], form: Form) -> Bytes {
    match form {
        Form::Csv => sheet::rows(entries.iter().map(row)),
        Form::Json => {
            let mut lines = Vec::new();
            for entry in entries {
                // A line of plain values cannot fail.
                let _ = serde_json::to_writer(&mut lines, entry);
                lines.push(b'\n');
            }
            lines.into()
        }
    }
}

fn row(entry: &Entry) -> [String; 9] {
    let uid = entry.uid.as_ref().map(ToString::to_string);
    [
        entry.id.to_string(),
        entry.at.to_string(),
        entry.by.clone(),
        entry.subject.to_owned(),
        uid.unwrap_or_default(),
        entry.name.clone(),
        entry.field.clone(),
        entry.before.clone().unwrap_or_default(),
        entry.after.clone().unwrap_or_default(),
    ]
}
