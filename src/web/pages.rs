//! Pages: small frames from `static/pages` with what a page shows first, and an order in plain HTML for browsers
//! without JavaScript.

use serde::Serialize;
use warp::{
    http::{HeaderMap, StatusCode, header},
    reply::Response,
};

use super::{
    assets,
    problem::Problem,
    reply,
    request::Request,
    templates::{self, Sent, escape, fill},
};
use crate::{
    domain::{Language, LineStatus, Money, Order, OrderLine, PaymentMethod, PricesInclude, say},
    shop::{Orders, ShopError, ShopMenu, ShopSettings},
};

/// `GET /`, and `GET /m/{token}` from a table's card: valid or not, there is a menu to look at.
pub(super) async fn menu(
    request: Request,
    menu: ShopMenu,
    settings: ShopSettings,
) -> Result<Response, Problem> {
    let menu = menu.text().await.ok();
    let menu = menu.map(|menu| String::from_utf8_lossy(&menu.r#in(request.language)).into_owned());
    let first = first(&[("menu", menu), ("shop", facts(&settings).await)]);
    let file = "pages/menu/page.html";
    Ok(templates::page(
        &request.headers,
        file,
        request.language,
        &[("first", &first)],
        Sent::Alike,
    ))
}

/// `GET /t`
pub(super) async fn look_up(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/lookup/page.html").await)
}

/// `GET /cashier`
pub(super) async fn cashier(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/cashier/page.html").await)
}

/// `GET /kitchen`
pub(super) async fn kitchen(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/kitchen/page.html").await)
}

/// `GET /board`
pub(super) async fn board(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/board/page.html").await)
}

/// `GET /display`
pub(super) async fn display(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/display/page.html").await)
}

/// `GET /kiosk`
pub(super) async fn kiosk(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/kiosk/page.html").await)
}

/// `GET /admin`
pub(super) async fn admin(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/admin/page.html").await)
}

/// `GET /admin/cards`
pub(super) async fn cards(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/cards/page.html").await)
}

/// `GET /setup`
pub(super) async fn setup(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/setup/page.html").await)
}

/// `GET /pair`
pub(super) async fn pair(request: Request, settings: ShopSettings) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/pair/page.html").await)
}

/// `GET /styleguide`: every part of the pages in every state, for work on the pages.
#[cfg(not(bundled))]
pub(super) async fn styleguide(
    request: Request,
    settings: ShopSettings,
) -> Result<Response, Problem> {
    Ok(shown(&request, &settings, "pages/styleguide/page.html").await)
}

/// `GET /t/{uid}`
pub(super) async fn track(
    request: Request,
    orders: Orders,
    settings: ShopSettings,
) -> Result<Response, Problem> {
    let unknown = || not_found(request.language, "order_not_found");
    let Ok(uid) = request.customers_uid() else {
        return Ok(unknown());
    };
    let order = match orders.find(uid).await {
        Ok(order) => order,
        Err(ShopError::OrderNotFound) => {
            request.count_miss()?;
            return Ok(unknown());
        }
        Err(error) => return Err(error.into()),
    };
    let known = json(&reply::for_customer(&order, &request.site));
    let first = first(&[("order", known), ("shop", facts(&settings).await)]);
    let plain = plain(&order, request.language);
    let values = [("order", plain.as_str()), ("first", &first)];
    let file = "pages/track/page.html";
    Ok(templates::page(
        &request.headers,
        file,
        request.language,
        &values,
        Sent::Once,
    ))
}

/// The page that says that there is none, in the words of a problem.
pub(super) fn not_found(language: Language, code: &str) -> Response {
    let mut response = said("404.html", language, code);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The answer for an address that leads nowhere: a page for a browser, else a problem document.
pub(super) fn nothing_here(asked: &HeaderMap, language: Language) -> Result<Response, Problem> {
    let accept = asked.get(header::ACCEPT);
    let accept = accept.and_then(|accept| accept.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("text/html")) {
        Ok(not_found(language, "not_found"))
    } else {
        Err(Problem::new(StatusCode::NOT_FOUND, "not_found"))
    }
}

/// The page that a phone sees when it has reached the shop.
pub(super) fn phone_reached(language: Language) -> Response {
    said("pages/hp/page.html", language, "phone_reached")
}

/// A page that needs nothing but words.
fn said(file: &'static str, language: Language, code: &str) -> Response {
    let say = |key: &str| escape(&say(language, key, &[]));
    let values = [
        ("title", say(&format!("{code}.title"))),
        ("detail", say(&format!("{code}.detail"))),
        ("home_label", say("page.home")),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let mut response = templates::page(&HeaderMap::new(), file, language, &values, Sent::Once);
    // It is about this one question.
    for name in [header::ETAG, header::CACHE_CONTROL, header::VARY] {
        response.headers_mut().remove(name);
    }
    response
}

async fn shown(request: &Request, settings: &ShopSettings, file: &'static str) -> Response {
    let first = first(&[("shop", facts(settings).await)]);
    templates::page(
        &request.headers,
        file,
        request.language,
        &[("first", &first)],
        Sent::Alike,
    )
}

/// What `GET /api/v1/shop` says. Where it cannot be read there is a page all the same, which asks again by itself.
async fn facts(settings: &ShopSettings) -> Option<String> {
    json(&settings.info().await.ok()?)
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// The data that the page's script would request first, by the names that it expects (`static/lib/first.js`).
fn first(known: &[(&str, Option<String>)]) -> String {
    let known = known
        .iter()
        .filter_map(|(name, json)| Some((name, json.as_ref()?)));
    let members: Vec<_> = known
        .map(|(name, json)| format!("\"{name}\":{json}"))
        .collect();
    templates::data("first", &format!("{{{}}}", members.join(",")))
}

/// An order's facts as HTML. The page's script takes over where there is one.
fn plain(order: &Order, language: Language) -> String {
    let say = |key: &str| escape(&say(language, key, &[]));
    let status = order.status.as_str();
    let line = assets::text("pages/track/line.html");
    let lines: String = order
        .lines
        .iter()
        .map(|one| plain_line(&line, one, &say("line.void")))
        .collect();
    let (before, after) = bill_rows(order);
    let rows = |rows: &[(&str, Money)]| plain_rows(rows, language);
    let rest = order.ledger().rest().unwrap_or_default();
    let rest = match order.payment_method {
        PaymentMethod::Cash => order.terms.cash.round(rest),
        PaymentMethod::Qris
        | PaymentMethod::Transfer
        | PaymentMethod::Card
        | PaymentMethod::App => rest,
    };
    fill(
        &assets::text("pages/track/order.html"),
        &[
            ("rest", &rest.to_string()),
            ("before", &rows(&before)),
            ("after", &rows(&after)),
            ("number", &order.number.to_string()),
            ("status", status),
            ("status_label", &say(&format!("status.{status}"))),
            ("hint", &say(&format!("hint.{status}"))),
            ("lines", &lines),
            ("total_label", &say("page.total")),
            ("total", &order.total_amount.to_string()),
            ("code_label", &say("page.code")),
            ("code", order.code.as_str()),
            ("uid", order.uid.as_str()),
            ("qr_alt", &say("page.qr_alt")),
            ("updated_label", &say("page.refreshes")),
        ],
    )
}

/// Amounts, each with the key of its word.
type BillRows = Vec<(&'static str, Money)>;

/// What leads to the total, and what became of it.
fn bill_rows(order: &Order) -> (BillRows, BillRows) {
    // Each sum fitted when the bill, the payment or the refund was made.
    let sums = order.bill().map(|bill| bill.sums).unwrap_or_default();
    let ledger = order.ledger();
    let discounts = Money::new(-(sums.line_discount.amount() + sums.order_discount.amount()));
    let paid = ledger.paid().unwrap_or_default();
    let (service, tax) = (("page.service", sums.service), ("page.tax", sums.tax));
    let within = |(_, amount)| ("page.tax_included", amount);
    let (mut before, mut after) = match order.terms.prices_include {
        PricesInclude::Nothing => (vec![service, tax], vec![]),
        PricesInclude::Tax => (vec![service], vec![within(tax)]),
        PricesInclude::TaxAndService => (vec![], vec![within(tax)]),
    };
    before.insert(0, ("page.discount", discounts));
    after.push(("page.paid", paid));
    after.push(("page.refunded", ledger.refunded().unwrap_or_default()));
    if paid > Money::ZERO {
        after.push(("page.rest", ledger.rest().unwrap_or_default()));
    }
    for rows in [&mut before, &mut after] {
        rows.retain(|(_, amount)| *amount != Money::ZERO);
    }
    if !before.is_empty() {
        before.insert(0, ("page.subtotal", sums.gross));
    }
    (before, after)
}

fn plain_rows(rows: &[(&str, Money)], language: Language) -> String {
    let template = assets::text("pages/track/bill-row.html");
    let row = |(key, amount): &(&str, Money)| {
        let label = escape(&say(language, key, &[]));
        let values = [("label", label.as_str()), ("amount", &amount.to_string())];
        fill(&template, &values)
    };
    rows.iter().map(row).collect()
}

fn plain_line(template: &str, line: &OrderLine, void: &str) -> String {
    let (look, cost) = match line.status {
        LineStatus::Void => ("lines__void", void.to_owned()),
        LineStatus::Queued | LineStatus::Done => ("", line.line_total.to_string()),
    };
    let chosen = line.modifiers.iter().map(|modifier| modifier.name.as_str());
    let detail: Vec<&str> = chosen.chain(line.note.as_deref()).collect();
    fill(
        template,
        &[
            ("quantity", &line.quantity.to_string()),
            ("name", &escape(&line.name)),
            ("detail", &escape(&detail.join(", "))),
            ("look", look),
            ("line_total", &cost),
        ],
    )
}
