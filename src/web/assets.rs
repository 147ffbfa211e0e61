//! Static files, embedded in the program and compressed at build time. What has a hash of its content in its name never
//! changes under it, so a browser that has it does not ask again.

use std::{borrow::Cow, io::Read};

use bytes::Bytes;
use flate2::read::GzDecoder;
use rust_embed::{Embed, EmbeddedFile};
use warp::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    reply::Response,
};

use super::reply::{insert_tag, is_known, tag};

/// `static/`: in a debug build read from the disk each time, so that a page can be worked on. In a release
/// only what is not packed: each text is in the program once for a browser that takes it packed, and no more.
#[derive(Embed)]
#[folder = "static/"]
// For the type checker only.
#[exclude = "*.d.ts"]
#[cfg_attr(bundled, exclude = "*.html")]
#[cfg_attr(bundled, exclude = "*.js")]
#[cfg_attr(bundled, exclude = "*.css")]
#[cfg_attr(bundled, exclude = "*.json")]
#[cfg_attr(bundled, exclude = "*.svg")]
#[cfg_attr(bundled, exclude = "*.webmanifest")]
struct Files;

/// What the build script made for a release: the texts, the templates of pages, and for each of them the hash of the
/// style in it.
#[derive(Embed)]
#[folder = "$OUT_DIR/packed"]
struct Packed;

/// The one encoding: over plain HTTP no browser takes another, and a second copy of each text for shops with TLS was
/// 0.65 MB of the program, for 12 % fewer bytes.
const ENCODING: &str = "gzip";
/// What a browser may keep for a year without asking.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Stands in for a script that another program had.
const STALE: &str = "lib/stale.js";

/// The file at a path, if there is one.
pub(super) fn find(path: &str, asked: &HeaderMap) -> Option<Response> {
    let name = path.strip_prefix('/')?;
    let packed = packed(name).filter(|_| accepts(asked, ENCODING));
    let is_packed = packed.is_some();
    let file = packed.or_else(|| plain(name))?;
    let tag = tag(
        &file.metadata.sha256_hash(),
        if is_packed { ENCODING } else { "" },
    );
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
        if is_packed {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(ENCODING));
        }
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    insert_tag(headers, tag);
    if has_hash(name) {
        headers.insert(header::CACHE_CONTROL, FOR_EVER);
    }
    Some(response)
}

/// Whether a path that leads nowhere is that of a script of another program, as a page has it from before an upgrade.
pub(super) fn is_stale_script(path: &str) -> bool {
    path.rsplit('.').next() == Some("js") && has_hash(path)
}

/// The answer in its place: a script that loads the page again.
pub(super) fn stale_script() -> Response {
    let mut response = Response::new(text(STALE).into());
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Whether a name has the hash of a content in it, as the build script writes it: `-` and 16 hexadecimal digits before
/// a dot or a slash.
fn has_hash(name: &str) -> bool {
    name.split(['.', '/']).any(|part| {
        let hash = part.rsplit_once('-').map_or("", |(_, hash)| hash);
        hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// The whole text of what belongs to the program: a template, or a script of its own answer.
pub(super) fn text(name: &str) -> String {
    plain_text(name).unwrap_or_else(|| panic!("static/{name} belongs to the program"))
}

/// The text of a file of `static/`. A release has only templates.
pub(super) fn plain_text(name: &str) -> Option<String> {
    let template = || Some(unpacked(Packed::get(&format!("templates/{name}.gz"))?));
    let file = Files::get(name).or_else(template)?;
    Some(String::from_utf8_lossy(&file.data).into_owned())
}

/// The paths of all files below `static/`.
#[cfg(not(bundled))]
pub(super) fn names() -> Vec<String> {
    Files::iter().map(Cow::into_owned).collect()
}

/// The hash of the style that stands in a template, as a policy names it.
pub(super) fn inline_style(file: &str) -> Option<String> {
    let hash = Packed::get(&format!("styles/{file}"))?;
    Some(String::from_utf8_lossy(&hash.data).into_owned())
}

fn packed(name: &str) -> Option<EmbeddedFile> {
    Packed::get(&format!("texts/{name}"))
}

fn plain(name: &str) -> Option<EmbeddedFile> {
    Files::get(name).or_else(|| Some(unpacked(packed(name)?)))
}

fn unpacked(mut file: EmbeddedFile) -> EmbeddedFile {
    let mut data = Vec::new();
    let unpacked = GzDecoder::new(&*file.data).read_to_end(&mut data);
    unpacked.expect("the build script packed it whole");
    file.data = data.into();
    file
}

/// Whether a browser takes an encoding (RFC 9110, section 12.5.3); `q=0` is a no.
pub(super) fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
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

/// A media type as it is sent. Every text is UTF-8; a file without an extension is a licence.
fn kind(guessed: &str) -> HeaderValue {
    let text = match guessed {
        "application/octet-stream" => "text/plain",
        guessed if guessed.starts_with("text/") => guessed,
        other => return HeaderValue::from_str(other).expect("a media type fits into a header"),
    };
    HeaderValue::try_from(format!("{text}; charset=utf-8")).expect("so does a charset")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hash_is_known_by_it() {
        for name in [
            "pages/menu-0123456789abcdef.js",
            "i18n/menu-0123456789abcdef/id.json",
        ] {
            assert!(has_hash(name), "{name}");
        }
        for name in [
            "pages/menu.js",
            "lib/too-old.js",
            "lib/menu-0123456789abcde.js",
            "lib/menu-0123456789abcdeg.js",
            "0123456789abcdef.js",
        ] {
            assert!(!has_hash(name), "{name}");
        }
        assert!(is_stale_script("/pages/menu-0123456789abcdef.js"));
        assert!(!is_stale_script("/pages/menu-0123456789abcdef.json"));
        assert!(!is_stale_script("/pages/menu.js"));
    }
}
