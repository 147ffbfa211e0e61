//! QR codes as SVG and as text: an order's tracking page, the menu, a table's card.

use std::fmt::Write;

use fast_qr::{
    ECL, QRBuilder, QRCode,
    convert::{Builder, svg::SvgBuilder},
};
use serde::Serialize;
use warp::{http::StatusCode, reply::Response};

use super::{problem::Problem, reply, request::Request};
use crate::shop::{Orders, Session};

/// Light modules around a code (ISO/IEC 18004, section 9.1).
const QUIET_ZONE: usize = 4;
/// Most bytes of a text that is still scanned easily.
const LONGEST_TEXT: usize = 300;

/// `GET /api/v1/orders/{uid}/qr.svg`
pub(super) async fn of_order(request: Request, orders: Orders) -> Result<Response, Problem> {
    let order = request.seen(orders.find(request.customers_uid()?).await)?;
    let internal = || Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal");
    let svg = svg(&request.site.tracking_url(&order.uid)).ok_or_else(internal)?;
    Ok(reply::tagged(&request.headers, "image/svg+xml", svg.into()))
}

/// `GET /api/v1/admin/qr.svg?text=`: a QR code of any text, for the owner's pages.
pub(super) async fn of_text(request: Request, _: Session) -> Result<Response, Problem> {
    let text = request.query("text").unwrap_or_default();
    let fits = (1..=LONGEST_TEXT).contains(&text.len());
    let svg = svg(&text).filter(|_| fits);
    let svg = svg.ok_or_else(|| Problem::bad_query("text"))?;
    Ok(reply::tagged(&request.headers, "image/svg+xml", svg.into()))
}

/// A code to be drawn by a page: everything on the paper then comes in one answer and fits together.
#[derive(Debug, Serialize)]
pub(super) struct Drawn {
    /// Modules from edge to edge, the light ones around it included.
    size: usize,
    /// What is dark, as the path of an SVG in modules.
    path: String,
}

pub(super) fn drawn(text: &str) -> Option<Drawn> {
    let code = code(text)?;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let run = (column..code.size)
                .take_while(|at| code[row][*at].value())
                .count();
            if run > 0 {
                let (x, y) = (column + QUIET_ZONE, row + QUIET_ZONE);
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            column += run + 1;
        }
    }
    Some(Drawn {
        size: code.size + 2 * QUIET_ZONE,
        path,
    })
}

pub(super) fn svg(text: &str) -> Option<String> {
    let code = code(text)?;
    Some(SvgBuilder::default().margin(QUIET_ZONE).to_str(&code))
}

/// A code for the terminal: two modules in one character, upper and lower half.
pub(crate) fn terminal(text: &str) -> Option<String> {
    let code = code(text)?;
    let dark = |row: usize, column: usize| {
        let inside = QUIET_ZONE..QUIET_ZONE + code.size;
        inside.contains(&row)
            && inside.contains(&column)
            && code[row - QUIET_ZONE][column - QUIET_ZONE].value()
    };
    let width = code.size + 2 * QUIET_ZONE;
    // A terminal writes light on dark, so the light modules are the ones that are drawn.
    let line = |row: usize| -> String {
        let glyph = |column| match (dark(row, column), dark(row + 1, column)) {
            (false, false) => '█',
            (false, true) => '▀',
            (true, false) => '▄',
            (true, true) => ' ',
        };
        (0..width).map(glyph).collect()
    };
    Some(
        (0..width)
            .step_by(2)
            .map(line)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

fn code(text: &str) -> Option<QRCode> {
    QRBuilder::new(text).ecl(ECL::M).build().ok()
}
