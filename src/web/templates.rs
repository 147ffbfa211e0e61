//! Pages as they are sent: a template filled in, compressed, and allowed its own style and no other.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use flate2::Compression;
use sha2::{Digest, Sha256};
use warp::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    reply::Response,
};

use super::{assets, reply, security};
use crate::domain::Language;

/// What a page is of: when another program answers, it reloads itself.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Whether many devices get the same text, so that it is worth compressing it well, once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sent {
    Alike,
    Once,
}

/// A page by its template and its language.
type Name = (&'static str, &'static str);
/// The SHA-256 of a page's text, and the text compressed.
type Kept = ([u8; 32], Bytes);

/// The last text of each page that is sent alike.
static KEPT: Mutex<BTreeMap<Name, Kept>> = Mutex::new(BTreeMap::new());

/// The page of a template, as 200, or 304 if the browser has it (RFC 9110, section 13).
pub(super) fn page(
    asked: &HeaderMap,
    file: &'static str,
    language: Language,
    values: &[(&str, &str)],
    sent: Sent,
) -> Response {
    let template = with_head(file);
    let given = [("lang", language.as_str()), ("version", VERSION)];
    let html = fill(&template, &[&given, values].concat());
    let hash: [u8; 32] = Sha256::digest(&html).into();
    let packs = assets::accepts(asked, "gzip");
    let tag = reply::tag(&hash, if packs { "gzip" } else { "" });
    let known = reply::is_known(asked, &tag);
    let body = match (known, packs, sent) {
        (true, ..) => Bytes::new(),
        (_, false, _) => html.into(),
        (_, _, Sent::Once) => reply::packed(html.as_bytes(), Compression::fast()),
        (_, _, Sent::Alike) => kept((file, language.as_str()), hash, html.as_bytes()),
    };
    let mut response = Response::new(body.into());
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    if !known {
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, kind);
        if packs {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
    }
    if let Some(style) = assets::inline_style(file) {
        security::allow_style(headers, &style);
    }
    reply::insert_tag(headers, tag);
    let vary = HeaderValue::from_static("accept-language, cookie, accept-encoding");
    headers.insert(header::VARY, vary);
    response
}

/// A template whose head is made of what its page imports; in a release it is there already.
#[cfg(not(bundled))]
fn with_head(file: &str) -> String {
    let page = file
        .strip_prefix("pages/")
        .and_then(|file| file.split_once('/'));
    let head = super::head::of_page(page.map_or("", |(page, _)| page));
    assets::text(file).replace("{{head}}", &head)
}

#[cfg(bundled)]
fn with_head(file: &str) -> String {
    assets::text(file)
}

/// A page compressed, from the last time if it was the same.
fn kept(name: Name, hash: [u8; 32], html: &[u8]) -> Bytes {
    let mut pages = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    match pages.get(&name) {
        Some((same, bytes)) if *same == hash => bytes.clone(),
        _ => {
            let bytes = reply::packed(html, Compression::default());
            pages.insert(name, (hash, bytes.clone()));
            bytes
        }
    }
}

/// Data that a page's script reads out of its document: no script itself, so no policy is in its way.
pub(super) fn data(id: &str, json: &str) -> String {
    // In JSON the letter occurs in strings only; a page would end its element there.
    let json = json.replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"{id}\">{json}</script>")
}

/// Replaces each `{{name}}`, once through: what is filled in is never read as a template.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
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
pub(super) fn escape(text: &str) -> String {
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
        assert_eq!(
            data("first", r#"{"name":"</script><script>alert(1)"}"#),
            r#"<script type="application/json" id="first">{"name":"\u003c/script>\u003cscript>alert(1)"}</script>"#
        );
    }
}
