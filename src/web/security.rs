//! Checks of every request before its handler runs, and the security headers of every answer.

use bytes::Bytes;
use headers::{ContentType, HeaderMapExt};
use mime::Mime;
use warp::http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header,
};

use super::{problem::Problem, site::Site};
use crate::domain::Language;

/// Only files of this server, no inline script, no inline style that is not named by its hash, in no frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    script-src 'self'; style-src 'self'; connect-src 'self'";

/// Whether a request names one thing of one host. `CONNECT` names none (and would make warp panic),
/// and two hosts are ambiguous (RFC 9112, section 3.2).
pub(super) fn is_plain<B>(request: &Request<B>) -> bool {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next();
    let named = request
        .uri()
        .authority()
        .map(|authority| authority.as_str().as_bytes());
    let one_host = hosts.next().is_none()
        && named.is_none_or(|named| host.is_some_and(|host| host.as_bytes() == named));
    request.uri().path_and_query().is_some() && request.method() != Method::CONNECT && one_host
}

/// The answer to such a request, in the shop's first language.
pub(super) fn not_plain<B: From<Bytes>>() -> Response<B> {
    let problem = Problem::new(StatusCode::BAD_REQUEST, "bad_request");
    let (mut head, body) = problem.document(Language::Indonesian).into_parts();
    add_headers(&mut head.headers, &HeaderMap::new());
    Response::from_parts(head, body.into())
}

/// Redirects a plain request to the same address with TLS.
pub(super) fn to_secure<B>(request: &Request<B>) -> warp::reply::Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let location =
        host.and_then(|host| HeaderValue::try_from(format!("https://{host}{path}")).ok());
    let Some(location) = location.filter(|_| is_plain(request)) else {
        return not_plain();
    };
    let mut response = Problem::new(StatusCode::PERMANENT_REDIRECT, "only_secure")
        .into_response(Language::Indonesian);
    add_headers(response.headers_mut(), &HeaderMap::new());
    response.headers_mut().insert(header::LOCATION, location);
    response
}

/// What is written, before anything is read, to an address that has too many connections.
pub(super) fn too_many_connections() -> Vec<u8> {
    let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_connections");
    by_hand(problem.with_header(("retry-after", "15".to_owned())))
}

/// An answer in bytes, after which the connection is closed.
fn by_hand(problem: Problem) -> Vec<u8> {
    let (mut head, body) = problem.document(Language::Indonesian).into_parts();
    add_headers(&mut head.headers, &HeaderMap::new());
    let mut bytes = format!(
        "HTTP/1.1 {}\r\nconnection: close\r\ncontent-length: {}\r\n",
        head.status,
        body.len()
    )
    .into_bytes();
    for (name, value) in &head.headers {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(&body);
    bytes
}

/// Refuses a request that was meant for another name.
pub(super) fn check_host(headers: &HeaderMap, site: &Site) -> Result<(), Problem> {
    let misdirected = || Problem::new(StatusCode::MISDIRECTED_REQUEST, "misdirected");
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.ok_or_else(misdirected)?;
    let name = host_name(host);
    if site.is_called(name) {
        Ok(())
    } else {
        Err(misdirected())
    }
}

/// Refuses a change, or a socket, that a page of another origin asks for (RFC 6454): scheme, host
/// and port are compared whole. Scripts send no origin; browsers always do.
pub(super) fn check_origin(headers: &HeaderMap, site: &Site) -> Result<(), Problem> {
    let foreign = || Problem::new(StatusCode::FORBIDDEN, "foreign_origin");
    if headers
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site")
    {
        return Err(foreign());
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let Some(origin) = origins.next() else {
        return Ok(());
    };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let scheme = if site.is_secure() { "https" } else { "http" };
    let own = host.map(|host| format!("{scheme}://{host}"));
    let ours = own.is_some_and(|own| origin.as_bytes().eq_ignore_ascii_case(own.as_bytes()))
        || origin
            .as_bytes()
            .eq_ignore_ascii_case(site.public_url().as_bytes());
    if ours && origins.next().is_none() {
        Ok(())
    } else {
        Err(foreign())
    }
}

/// Checks that the body's content type is one that the route takes. A form on a foreign page can send neither JSON nor
/// a picture without a preflight request.
pub(super) fn check_content_type(
    headers: &HeaderMap,
    body: &Bytes,
    kinds: &[&str],
) -> Result<(), Problem> {
    let kind = match headers.typed_try_get::<ContentType>() {
        Ok(None) if body.is_empty() => return Ok(()),
        Ok(kind) => kind.map(Mime::from),
        Err(_) => None,
    };
    if kind.is_some_and(|kind| kinds.contains(&kind.essence_str())) {
        return Ok(());
    }
    let pictures = kinds.iter().all(|kind| kind.starts_with("image/"));
    let code = if pictures {
        "not_a_picture"
    } else {
        "not_json"
    };
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code))
}

/// What every answer to the request `asked` carries. Scripts and stylesheets go without what governs documents: they
/// are never one, and those headers were a quarter of all that a phone fetches for its first view.
pub(super) fn add_headers(headers: &mut HeaderMap, asked: &HeaderMap) {
    let always = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // The secret of an order is in its address.
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    let of_documents = [
        // For browsers that do not know `frame-ancestors`.
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        ),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !is_script_or_style(headers) {
        for (name, value) in of_documents {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let own = headers.remove(header::CONTENT_SECURITY_POLICY);
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            content_security_policy(own, asked),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

/// `nosniff` holds a browser to what the answer says it is.
fn is_script_or_style(answer: &HeaderMap) -> bool {
    let kind = answer.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    kind.is_some_and(|kind| kind.starts_with(b"text/javascript") || kind.starts_with(b"text/css"))
}

/// Allows an answer the style that stands in it: `hash` is the policy's name for it, and no other is allowed by it.
pub(super) fn allow_style(headers: &mut HeaderMap, hash: &str) {
    let style = format!("style-src 'self' {hash}");
    let policy = CONTENT_SECURITY_POLICY.replace("style-src 'self'", &style);
    let policy = HeaderValue::try_from(policy).expect("a hash is letters and digits");
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
}

/// Older Safari does not count a socket to this very host as `'self'`: it is named. `own` is an answer's own policy.
fn content_security_policy(own: Option<HeaderValue>, asked: &HeaderMap) -> HeaderValue {
    let policy = own.unwrap_or(HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    let plain = |letter: &u8| letter.is_ascii_alphanumeric() || b".:-[]".contains(letter);
    let host = asked.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.filter(|host| host.as_bytes().iter().all(plain));
    let named = host.zip(policy.to_str().ok()).and_then(|(host, policy)| {
        HeaderValue::try_from(format!("{policy} ws://{host} wss://{host}")).ok()
    });
    named.unwrap_or(policy)
}

/// `host:port` of `http://host:port`; nothing else may follow.
pub(super) fn authority(origin: &str) -> Option<&str> {
    let rest = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))?;
    (!rest.is_empty() && !rest.contains(['/', ',', ' ', '@'])).then_some(rest)
}

pub(super) fn host_name(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_says_what_kind_it_is() {
        const JSON: &[&str] = &["application/json"];
        const PICTURES: &[&str] = &["image/png", "image/webp"];
        let check = |said: Option<&str>, body: &'static str, kinds| {
            let said = said.map(|said| said.parse::<HeaderValue>().expect("a value"));
            let headers = said.map(|said| (header::CONTENT_TYPE, said)).into_iter();
            let checked = check_content_type(&headers.collect(), &Bytes::from(body), kinds);
            checked.err().map(|problem| problem.code())
        };
        for (said, body, kinds) in [
            (Some("application/json"), "{}", JSON),
            (Some("Application/JSON; charset=UTF-8"), "{}", JSON),
            (Some("application/json;charset=\"utf-8\";"), "{}", JSON),
            (Some("application/json"), "", JSON),
            (None, "", JSON),
            (Some("image/webp"), "RIFF", PICTURES),
        ] {
            assert_eq!(check(said, body, kinds), None, "{said:?}");
        }
        for (said, body, kinds, code) in [
            (None, "{}", JSON, "not_json"),
            (Some("text/plain"), "", JSON, "not_json"),
            (Some("text/plain; application/json"), "{}", JSON, "not_json"),
            (Some("application/json, text/plain"), "{}", JSON, "not_json"),
            (Some("application/json+x"), "{}", JSON, "not_json"),
            (Some("json"), "{}", JSON, "not_json"),
            (Some(""), "{}", JSON, "not_json"),
            (Some("image/svg+xml"), "<svg/>", PICTURES, "not_a_picture"),
        ] {
            assert_eq!(check(said, body, kinds), Some(code), "{said:?}");
        }
    }
}
