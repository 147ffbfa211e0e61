//! The files a browser fetches: from the program itself, compressed when it was built.

use std::{borrow::Cow, io::Read};

use bytes::Bytes;
use flate2::read::GzDecoder;
use rust_embed::Embed;
use warp::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    reply::Response,
};

use super::views::{insert_tag, is_known, tag};

/// `static/`: in a debug build read from the disk each time, so that a page can be worked on. In a release
/// only what is not packed: each text is in the program once for a browser that takes it packed, and no more.
#[derive(Embed)]
#[folder = "static/"]
#[cfg_attr(not(debug_assertions), exclude = "*.html")]
#[cfg_attr(not(debug_assertions), exclude = "*.js")]
#[cfg_attr(not(debug_assertions), exclude = "*.css")]
#[cfg_attr(not(debug_assertions), exclude = "*.json")]
#[cfg_attr(not(debug_assertions), exclude = "*.svg")]
#[cfg_attr(not(debug_assertions), exclude = "*.webmanifest")]
struct Files;

/// The texts as `.br` and `.gz`, made by the build script for a release.
#[derive(Embed)]
#[folder = "$OUT_DIR/packed"]
struct Packed;

/// The encodings there can be, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// SHA-256.
type Hash = [u8; 32];

/// The file at a path, if there is one.
pub(super) fn find(path: &str, asked: &HeaderMap) -> Option<Response> {
    let name = path.strip_prefix('/')?;
    let (body, hash, encoding) = best(name, asked)?;
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
    insert_tag(headers, tag);
    Some(response)
}

/// A file's whole text, for a page that is filled in.
pub(super) fn text(name: &str) -> String {
    let (data, _) = plain(name).unwrap_or_else(|| panic!("static/{name} belongs to the program"));
    String::from_utf8_lossy(&data).into_owned()
}

/// A file as this browser takes it best, the hash of what it is, and how it is packed.
fn best(name: &str, asked: &HeaderMap) -> Option<(Bytes, Hash, Option<&'static str>)> {
    for (encoding, ending) in ENCODINGS {
        if accepts(asked, encoding)
            && let Some(packed) = Packed::get(&format!("{name}{ending}"))
        {
            let hash = packed.metadata.sha256_hash();
            return Some((bytes(packed.data), hash, Some(encoding)));
        }
    }
    let (data, hash) = plain(name)?;
    Some((bytes(data), hash, None))
}

/// A file unpacked, and the hash of what it is.
fn plain(name: &str) -> Option<(Cow<'static, [u8]>, Hash)> {
    if let Some(file) = Files::get(name) {
        return Some((file.data, file.metadata.sha256_hash()));
    }
    let packed = Packed::get(&format!("{name}.gz"))?;
    let mut data = Vec::new();
    let unpacked = GzDecoder::new(&*packed.data).read_to_end(&mut data);
    unpacked.expect("the build script packed it whole");
    Some((data.into(), packed.metadata.sha256_hash()))
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
