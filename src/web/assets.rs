//! The files a browser fetches: from the program itself, compressed when it was built.

use std::borrow::Cow;

use bytes::Bytes;
use rust_embed::{Embed, EmbeddedFile};
use warp::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    reply::Response,
};

use super::views::{insert_tag, is_known, tag};

/// `static/`: in a debug build read from the disk each time, so that a page can be worked on.
#[derive(Embed)]
#[folder = "static/"]
#[cfg_attr(not(debug_assertions), exclude = "pages/styleguide/*")]
struct Files;

/// The same files as `.br` and `.gz`, made by the build script for a release.
#[derive(Embed)]
#[folder = "$OUT_DIR/packed"]
struct Packed;

/// The encodings there can be, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The file at a path, if there is one.
pub(super) fn find(path: &str, asked: &HeaderMap) -> Option<Response> {
    let name = path.strip_prefix('/')?;
    let file = Files::get(name)?;
    let hash = file.metadata.sha256_hash();
    let (body, encoding) = best(name, file, asked);
    let tag = tag(&hash, encoding.unwrap_or_default());
    let known = is_known(asked, &tag);
    let mut response = Response::new(if known { Bytes::new() } else { body }.into());
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    if !known {
        let kind = kind(name);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    insert_tag(headers, &tag);
    Some(response)
}

/// A file's whole text, for a page that is filled in.
pub(super) fn text(name: &str) -> String {
    let file = Files::get(name).unwrap_or_else(|| panic!("static/{name} belongs to the program"));
    String::from_utf8_lossy(&file.data).into_owned()
}

fn best(name: &str, plain: EmbeddedFile, asked: &HeaderMap) -> (Bytes, Option<&'static str>) {
    for (encoding, ending) in ENCODINGS {
        if accepts(asked, encoding)
            && let Some(packed) = Packed::get(&format!("{name}{ending}"))
        {
            return (bytes(packed.data), Some(encoding));
        }
    }
    (bytes(plain.data), None)
}

/// Whether a browser takes an encoding (RFC 9110, section 12.5.3); `q=0` is a no.
fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    let lists = asked.get_all(header::ACCEPT_ENCODING);
    let lists = lists.iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|one| {
        let (name, quality) = one.split_once(';').unwrap_or((one, ""));
        let quality = quality
            .trim()
            .strip_prefix("q=")
            .map_or(Ok(1.0), str::parse::<f32>);
        name.trim().eq_ignore_ascii_case(encoding) && quality.is_ok_and(|quality| quality > 0.0)
    })
}

/// Nothing is copied from a file that is part of the program.
fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "wav" => "audio/wav",
        "mp3" => "audio/mpeg",
        _ => "text/plain; charset=utf-8",
    }
}
