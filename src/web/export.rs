//! What the shop did, as files for the owner.

use futures_util::stream;
use warp::{
    Reply,
    http::{HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{history, problem::Problem, request::Call};
use crate::{
    domain::{BusinessDay, Days},
    shop::{Form, Goods, History, Orders, Session, Wanted},
};

/// How many rows a file has, to hold against how many have come. A row may have more than one line.
const ROWS: &str = "siap-rows";

/// `GET /api/v1/admin/export/{what}?format=&from=&to=`: sent a part at a time. A file that cannot be read to
/// its end is broken off, so that nobody takes it for whole.
pub(super) async fn file(
    call: Call,
    history: History,
    orders: Orders,
    _: Session,
) -> Result<Response, Problem> {
    let wanted = wanted(&call, &orders).await?;
    let export = history.export(wanted).await?;
    let rows = export.rows();
    let parts = stream::try_unfold(export, |mut export| async move {
        let part = export.next().await.inspect_err(|error| {
            log::error!("a file could not be read to its end: {error}");
        })?;
        Ok::<_, crate::shop::ShopError>(part.map(|part| (part, export)))
    });
    let mut response = warp::reply::stream(parts).into_response();
    let disposition = format!("attachment; filename=\"{}\"", wanted.file_name());
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static(wanted.form.media_type());
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(ROWS, HeaderValue::from(rows));
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

async fn wanted(call: &Call, orders: &Orders) -> Result<Wanted, Problem> {
    let goods = call.text("what").and_then(Goods::parse);
    let goods = goods.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "not_found"))?;
    let form = call.asked_for("format").unwrap_or_else(|| "csv".to_owned());
    let form = Form::parse(&form).ok_or_else(|| Problem::bad_query("format"))?;
    let days = Days {
        from: day(call, "from", orders).await?.unwrap_or(Days::ALL.from),
        to: day(call, "to", orders).await?.unwrap_or(Days::ALL.to),
    };
    if days.from > days.to {
        return Err(Problem::bad_query("to"));
    }
    let goods = match goods {
        // It has no days, and whoever names some expects another file.
        Goods::Menu if days != Days::ALL => return Err(Problem::bad_query("from")),
        Goods::History(_) => Goods::History(history::about(call)?),
        goods @ (Goods::Menu | Goods::Orders | Goods::Lines | Goods::Payments) => goods,
    };
    Ok(Wanted { goods, form, days })
}

/// A day of the query.
async fn day(
    call: &Call,
    name: &'static str,
    orders: &Orders,
) -> Result<Option<BusinessDay>, Problem> {
    match call.asked_for(name).as_deref() {
        None | Some("") => Ok(None),
        Some("today") => Ok(Some(orders.today().await?)),
        Some(text) => {
            let day = BusinessDay::parse(text).ok_or_else(|| Problem::bad_query(name))?;
            Ok(Some(day))
        }
    }
}
