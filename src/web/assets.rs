//! The files a browser fetches: from the program itself, compressed when it was built.

use std::{borrow::Cow, io::Read};

use bytes::Bytes;
use flate2::read::GzDecoder;
use rust_embed::{Embed, EmbeddedFile};
use warp::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    reply::Response,
};

use super::views::{insert_tag, is_known, tag};

/// `static/`: in a debug build read from the disk each time, so that a page can be worked on. In a release
/// only what is not packed: each text is in the program once for a browser that takes it packed, and no more.
#[derive(Embed)]
#[folder = "static/"]
// For the type checker only.
#[exclude = "*.d.ts"]
#[cfg_attr(not(debug_assertions), exclude = "*.html")]
#[cfg_attr(not(debug_assertions), exclude = "*.js")]
#[cfg_attr(not(debug_assertions), exclude = "*.css")]
#[cfg_attr(not(debug_assertions), exclude = "*.json")]
#[cfg_attr(not(debug_assertions), exclude = "*.svg")]
#[cfg_attr(not(debug_assertions), exclude = "*.webmanifest")]
struct Files;

/// The texts in a folder for each encoding, made by the build script for a release.
#[derive(Embed)]
#[folder = "$OUT_DIR/packed"]
struct Packed;

/// The encodings there can be, best first.
const ENCODINGS: [&str; 2] = ["br", "gzip"];

/// The file at a path, if there is one.
pub(super) fn find(path: &str, asked: &HeaderMap) -> Option<Response> {
    let name = path.strip_prefix('/')?;
    let (file, encoding) = best(name, asked)?;
    let tag = tag(&file.metadata.sha256_hash(), encoding.unwrap_or_default());
    let known = is_known(asked, &tag);
    let body = if known {
        Bytes::new()
    } else {
        bytes(file.data)
    };
    let mut response = Response::new(body.into());
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    if !known {
        let kind = kind(file.metadata.mimetype());
        headers.insert(header::CONTENT_TYPE, kind);
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
    let file = plain(name).unwrap_or_else(|| panic!("static/{name} belongs to the program"));
    String::from_utf8_lossy(&file.data).into_owned()
}

/// A file as this browser takes it best, and how it is packed.
fn best(name: &str, asked: &HeaderMap) -> Option<(EmbeddedFile, Option<&'static str>)> {
    let mut taken = ENCODINGS
        .into_iter()
        .filter(|encoding| accepts(asked, encoding));
    taken
        .find_map(|encoding| Some((packed(encoding, name)?, Some(encoding))))
        .or_else(|| Some((plain(name)?, None)))
}

fn packed(encoding: &str, name: &str) -> Option<EmbeddedFile> {
    Packed::get(&format!("{encoding}/{name}"))
}

/// A file unpacked.
fn plain(name: &str) -> Option<EmbeddedFile> {
    Files::get(name).or_else(|| {
        let mut file = packed("gzip", name)?;
        let mut data = Vec::new();
        let unpacked = GzDecoder::new(&*file.data).read_to_end(&mut data);
        unpacked.expect("the build script packed it whole");
        file.data = data.into();
        Some(file)
    })
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

/// A media type as it is sent. Every text here is UTF-8; what has no ending is a licence.
fn kind(guessed: &str) -> HeaderValue {
    let text = match guessed {
        "application/octet-stream" => "text/plain",
        guessed if guessed.starts_with("text/") => guessed,
        other => return HeaderValue::from_str(other).expect("a media type fits into a header"),
    };
    HeaderValue::try_from(format!("{text}; charset=utf-8")).expect("so does a charset")
}
