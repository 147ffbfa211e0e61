//! Routes of receipts: as rows for a page to show, print or save, and as bytes for a printer at the device itself.

use serde::Serialize;
use warp::reply::Response;

use super::{
    problem::Problem,
    qr::{Drawn, drawn},
    reply,
    request::Request,
};
use crate::{
    domain::{End, Line, PaperWidth, Size, Text},
    shop::{Receipts, Session},
};

/// A document as a page draws it: without what only a printer does, and with its codes drawn.
#[derive(Serialize)]
struct Sheet<'d> {
    lines: Vec<SheetLine<'d>>,
}

/// A rule, a code, or a row of text.
#[derive(Serialize)]
#[serde(untagged)]
enum SheetLine<'d> {
    Rule {
        rule: bool,
    },
    Code {
        code: Drawn,
    },
    Row {
        left: &'d str,
        #[serde(skip_serializing_if = "Option::is_none")]
        right: Option<String>,
        size: Size,
        bold: bool,
        centred: bool,
        boxed: bool,
    },
}

impl<'d> SheetLine<'d> {
    fn of(line: &'d Line) -> Option<Self> {
        match line {
            Line::Text(text) => Some(Self::row(text)),
            Line::Rule => Some(Self::Rule { rule: true }),
            Line::Code(text) => Some(Self::Code { code: drawn(text)? }),
            // A page has the shop's logo itself, and in colour.
            Line::Picture(_) | Line::Beep | Line::Cut | Line::Pulse => None,
        }
    }

    fn row(text: &'d Text) -> Self {
        let right = text.end.as_ref().map(|end| match end {
            End::Text(text) => text.clone(),
            End::Sum(_) | End::Total(_) => end.sum().unwrap_or_default(),
        });
        Self::Row {
            left: &text.left,
            right,
            size: text.size,
            bold: text.bold,
            centred: text.centred,
            boxed: text.boxed,
        }
    }
}

/// `GET /api/v1/orders/{uid}/receipt?check=`: in the language of who asks.
pub(super) async fn of_order(request: Request, receipts: Receipts) -> Result<Response, Problem> {
    let language = Some(request.language);
    let uid = request.customers_uid()?;
    let url = request.site.tracking_url(&uid);
    let check = request.query_number("check")?;
    let made = receipts.receipt(uid, check, language, url).await;
    let document = request.seen(made)?;
    let lines = document.lines.iter().filter_map(SheetLine::of).collect();
    let body = serde_json::to_vec(&Sheet { lines }).unwrap_or_default();
    let kind = "application/json";
    Ok(reply::tagged(&request.headers, kind, body.into()))
}

/// `GET /api/v1/admin/orders/{uid}/receipt?width=&check=`: in the shop's language.
pub(super) async fn bytes(
    request: Request,
    receipts: Receipts,
    _: Session,
) -> Result<Response, Problem> {
    #[derive(Serialize)]
    struct Bytes {
        escpos: String,
    }

    let width = request.query("width");
    let width = width.map_or(Some(PaperWidth::Dots384), |word| PaperWidth::parse(&word));
    let width = width.ok_or_else(|| Problem::bad_query("width"))?;
    let uid = request.uid()?;
    let url = request.site.tracking_url(&uid);
    let check = request.query_number("check")?;
    let bytes = receipts.receipt_bytes(uid, check, url, width).await?;
    let escpos = base64(&bytes);
    Ok(reply::json(&Bytes { escpos }))
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            let is_there = place <= three.len();
            text.push(if is_there { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_as_base64() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xbf]), "+/+/");
    }
}
