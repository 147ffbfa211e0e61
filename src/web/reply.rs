//! JSON answers and `ETag`s. Named after what it makes, since `json::json` next to `serde_json::json!` would read
//! badly.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use headers::{ETag, HeaderMapExt, IfNoneMatch};
use serde::Serialize;
use sha2::{Digest, Sha256};
use warp::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{assets, site::Site};
use crate::domain::{CustomerView, Order, StaffView};

/// An order as it is sent outside of a room: with its address, and where to follow from.
#[derive(Serialize)]
pub(super) struct Addressed<'a, V> {
    #[serde(flatten)]
    order: V,
    tracking_url: String,
    epoch: &'a str,
}

pub(super) fn for_customer<'a>(
    order: &'a Order,
    site: &'a Site,
) -> Addressed<'a, CustomerView<'a>> {
    let tracking_url = site.tracking_url(&order.uid);
    Addressed {
        order: order.into(),
        tracking_url,
        epoch: site.epoch(),
    }
}

pub(super) fn for_staff<'a>(order: &'a Order, site: &'a Site) -> Addressed<'a, StaffView<'a>> {
    let tracking_url = site.tracking_url(&order.uid);
    Addressed {
        order: order.into(),
        tracking_url,
        epoch: site.epoch(),
    }
}

/// 200 with a JSON body.
pub(super) fn json(body: &impl Serialize) -> Response {
    json_bytes(serde_json::to_vec(body).unwrap_or_default())
}

/// 200 with a large JSON body that is seldom asked for, compressed if the client accepts that.
pub(super) fn large_json(asked: &HeaderMap, body: &impl Serialize) -> Response {
    let plain = serde_json::to_vec(body).unwrap_or_default();
    let packs = assets::accepts(asked, "gzip");
    let body = if packs {
        packed(&plain, Compression::fast())
    } else {
        plain.into()
    };
    let mut response = json_bytes(body);
    let headers = response.headers_mut();
    if packs {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// What is sent, compressed with gzip (RFC 1952).
pub(super) fn packed(plain: &[u8], level: Compression) -> bytes::Bytes {
    let mut packed = GzEncoder::new(Vec::with_capacity(plain.len() / 3), level);
    let written = packed.write_all(plain).and_then(|()| packed.finish());
    written.expect("memory takes all that is written").into()
}

/// 201 with something new as its JSON body.
pub(super) fn created(body: &impl Serialize) -> Response {
    let mut response = json(body);
    *response.status_mut() = warp::http::StatusCode::CREATED;
    response
}

/// Says that the same request came before, and that this is its answer again.
pub(super) fn mark_replayed(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
}

/// 204.
pub(super) fn nothing() -> Response {
    let mut response = Response::new(bytes::Bytes::new().into());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// 200 with a body that is JSON already.
pub(super) fn json_bytes(body: impl Into<bytes::Bytes>) -> Response {
    let mut response = Response::new(body.into().into());
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// 200 with a body that is worth keeping, or 304 if the client has it (RFC 9110, section 13).
pub(super) fn tagged(asked: &HeaderMap, kind: &'static str, body: bytes::Bytes) -> Response {
    let tag = tag(&Sha256::digest(&body).into(), "");
    let known = is_known(asked, &tag);
    let mut response = Response::new(if known { bytes::Bytes::new() } else { body }.into());
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    if !known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    insert_tag(headers, tag);
    headers.insert(
        header::VARY,
        HeaderValue::from_static("accept-language, cookie"),
    );
    response
}

/// The tag of a body with this SHA-256, in this encoding.
pub(super) fn tag(hash: &[u8; 32], encoding: &str) -> ETag {
    use std::fmt::Write as _;
    let mut tag = String::from('"');
    for byte in &hash[..12] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push_str(encoding);
    tag.push('"');
    tag.parse().expect("letters and digits in quotes are a tag")
}

/// Whether the browser says that it has the body with this tag.
pub(super) fn is_known(asked: &HeaderMap, tag: &ETag) -> bool {
    let known = asked.typed_get::<IfNoneMatch>();
    known.is_some_and(|known| !known.precondition_passes(tag))
}

/// Sends a tag, and asks the browser to check back with it every time.
pub(super) fn insert_tag(headers: &mut HeaderMap, tag: ETag) {
    headers.typed_insert(tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;
    use http_body_util::BodyExt as _;

    use super::*;

    #[tokio::test]
    async fn a_large_answer_is_compressed_for_who_takes_it_and_says_the_same() {
        let body = vec!["Nasi Goreng Kampung"; 200];
        for (takes, packs) in [("gzip, deflate", true), ("br;q=1, gzip;q=0", false)] {
            let takes = HeaderValue::from_static(takes);
            let asked = HeaderMap::from_iter([(header::ACCEPT_ENCODING, takes)]);
            let response = large_json(&asked, &body);
            let encoding = response.headers().get(header::CONTENT_ENCODING);
            assert_eq!(encoding.is_some(), packs);
            let sent = response
                .into_body()
                .collect()
                .await
                .expect("a body")
                .to_bytes();
            let mut plain = Vec::new();
            if packs {
                let unpacked = GzDecoder::new(&*sent).read_to_end(&mut plain);
                assert!(unpacked.is_ok_and(|length| length > 10 * sent.len()));
            } else {
                plain = sent.to_vec();
            }
            assert_eq!(
                serde_json::from_slice::<Vec<&str>>(&plain).expect("JSON"),
                body
            );
        }
    }

    #[test]
    fn a_browser_names_what_it_has_in_any_form_of_the_list() {
        let tag = tag(&[0xab; 32], "gzip");
        let own = &format!("\"{}gzip\"", "ab".repeat(12));
        let weak = format!("W/{own}");
        let list = format!("\"a, b\", {weak}");
        let asked = |lines: &[&str]| {
            let value = |line: &&str| line.parse::<HeaderValue>().expect("a value");
            let lines = lines
                .iter()
                .map(|line| (header::IF_NONE_MATCH, value(line)));
            lines.collect::<HeaderMap>()
        };
        for lines in [
            &[own.as_str()][..],
            &[&weak],
            &[&list],
            &["*"],
            &["\"other\"", own],
        ] {
            assert!(is_known(&asked(lines), &tag), "{lines:?}");
        }
        let quoted = format!("\"a, {}, b\"", own.trim_matches('"'));
        for lines in [
            &[][..],
            &["\"other\""],
            &[own.trim_matches('"')],
            &[&quoted],
        ] {
            assert!(!is_known(&asked(lines), &tag), "{lines:?}");
        }
    }
}
