//! Pages: small frames from `static/pages`, and an order in plain HTML for browsers without
//! JavaScript.

use warp::{
    http::{HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{assets, call::Call, problem::Problem, views, words::say};
use crate::{
    domain::{Language, Order, OrderLine},
    shop::{Orders, ShopError},
};

/// `GET /`, and `GET /m/{token}` from a table's card: valid or not, there is a menu to look at.
pub(super) async fn menu(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "menu"))
}

/// `GET /t`
pub(super) async fn look_up(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "lookup"))
}

/// `GET /cashier`
pub(super) async fn cashier(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "cashier"))
}

/// `GET /kitchen`
pub(super) async fn kitchen(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "kitchen"))
}

/// `GET /board`
pub(super) async fn board(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "board"))
}

/// `GET /kiosk`
pub(super) async fn kiosk(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "kiosk"))
}

/// `GET /admin`
pub(super) async fn admin(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "admin"))
}

/// `GET /admin/cards`
pub(super) async fn cards(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "cards"))
}

/// `GET /setup`
pub(super) async fn setup(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "setup"))
}

/// `GET /pair`
pub(super) async fn pair(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "pair"))
}

/// `GET /styleguide`: every part of the pages in every state, for who works on them.
#[cfg(debug_assertions)]
pub(super) async fn styleguide(call: Call) -> Result<Response, Problem> {
    Ok(page(&call, "styleguide"))
}

/// `GET /t/{uid}`
pub(super) async fn track(call: Call, orders: Orders) -> Result<Response, Problem> {
    let unknown = || not_found(call.language, "order_not_found");
    let Ok(uid) = call.customers_uid() else {
        return Ok(unknown());
    };
    let order = match orders.find(uid).await {
        Ok(order) => order,
        Err(ShopError::OrderNotFound) => {
            call.missed()?;
            return Ok(unknown());
        }
        Err(error) => return Err(error.into()),
    };
    let html = assets::text("pages/track/page.html");
    let html = fill(
        &html,
        &[
            ("lang", call.language.as_str()),
            ("version", VERSION),
            ("order", &plain(&order, call.language)),
        ],
    );
    Ok(views::tagged(&call.headers, HTML, html.into()))
}

const HTML: &str = "text/html; charset=utf-8";

/// What a page is of: when another program answers, it reloads itself.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The page that says that there is none, in the words of a problem.
pub(super) fn not_found(language: Language, code: &str) -> Response {
    let mut response = said("404.html", language, code);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// The page that a phone sees when it has reached the shop.
pub(super) fn phone_reached(language: Language) -> Response {
    said("pages/hp/page.html", language, "phone_reached")
}

/// A page that needs nothing but words.
fn said(file: &str, language: Language, code: &str) -> Response {
    let say = |key: &str| escape(&say(language, key, &[]));
    let html = fill(
        &assets::text(file),
        &[
            ("lang", language.as_str()),
            ("title", &say(&format!("{code}.title"))),
            ("detail", &say(&format!("{code}.detail"))),
            ("home_label", &say("page.home")),
        ],
    );
    let mut response = Response::new(html.into());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
    response
}

fn page(call: &Call, name: &str) -> Response {
    let html = assets::text(&format!("pages/{name}/page.html"));
    let html = fill(
        &html,
        &[("lang", call.language.as_str()), ("version", VERSION)],
    );
    views::tagged(&call.headers, HTML, html.into())
}

/// An order's facts as HTML. The page's script takes over where there is one.
fn plain(order: &Order, language: Language) -> String {
    let say = |key: &str| escape(&say(language, key, &[]));
    let status = order.status.as_str();
    let line = assets::text("pages/track/line.html");
    let lines: String = order
        .lines
        .iter()
        .map(|one| plain_line(&line, one))
        .collect();
    fill(
        &assets::text("pages/track/order.html"),
        &[
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

fn plain_line(template: &str, line: &OrderLine) -> String {
    let chosen = line.modifiers.iter().map(|modifier| modifier.name.as_str());
    let detail: Vec<&str> = chosen.chain(line.note.as_deref()).collect();
    fill(
        template,
        &[
            ("quantity", &line.quantity.to_string()),
            ("name", &escape(&line.name)),
            ("detail", &escape(&detail.join(", "))),
            ("line_total", &line.line_total.to_string()),
        ],
    )
}

/// Replaces each `{{name}}`, once through: what is filled in is never read as a template.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split("{{");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or(("", part));
        let value = values
            .iter()
            .find(|(key, _)| *key == name.trim())
            .map(|(_, value)| *value);
        filled.push_str(value.unwrap_or_default());
        filled.push_str(rest);
    }
    filled
}

/// Text as text, also where somebody typed HTML.
fn escape(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut escaped, letter| {
            match letter {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                other => escaped.push(other),
            }
            escaped
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_stays_text() {
        let filled = fill(
            "<b>{{name}}</b>{{ note }}",
            &[
                ("name", &escape("<img src=x onerror=alert(1)>")),
                ("note", &escape("{{name}} & \"'")),
            ],
        );
        assert_eq!(
            filled,
            "<b>&lt;img src=x onerror=alert(1)&gt;</b>{{name}} &amp; &quot;&#39;"
        );
    }
}
