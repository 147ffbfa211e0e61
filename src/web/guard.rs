//! What is checked at every door before anybody answers, and what every answer carries.

use bytes::Bytes;
use warp::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};

use super::{problem::Problem, site::Site};
use crate::domain::Language;

/// Only this house's own files, no inline script or style, in nobody's frame.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    script-src 'self'; style-src 'self'; connect-src 'self'";

/// Whether a request names one thing of one host. `CONNECT` names none (and would make warp panic),
/// and with two hosts nobody knows which was meant (RFC 9112, section 3.2).
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

/// The answer to whoever asks like that, in the shop's first language.
pub(super) fn not_plain<B: From<Bytes>>() -> Response<B> {
    let problem = Problem::new(StatusCode::BAD_REQUEST, "bad_request");
    let (mut head, body) = problem.document(Language::Indonesian).into_parts();
    add_headers(&mut head.headers, &HeaderMap::new());
    Response::from_parts(head, body.into())
}

/// Refuses a request that was meant for another name: a page of a stranger whose name was pointed
/// at this machine (DNS rebinding) has its own name in `Host`.
pub(super) fn check_host(headers: &HeaderMap, site: &Site) -> Result<(), Problem> {
    let misdirected = || Problem::new(StatusCode::MISDIRECTED_REQUEST, "misdirected");
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.ok_or_else(misdirected)?;
    let name = host_name(host);
    let address = name
        .trim_matches(['[', ']'])
        .parse::<std::net::IpAddr>()
        .is_ok();
    let ours = address
        || name.eq_ignore_ascii_case("localhost")
        || name.to_ascii_lowercase().ends_with(".local")
        || authority(site.shop.public_url())
            .is_some_and(|own| host_name(own).eq_ignore_ascii_case(name));
    if ours { Ok(()) } else { Err(misdirected()) }
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
    let own = host.map(|host| format!("http://{host}"));
    let ours = own.is_some_and(|own| origin.as_bytes().eq_ignore_ascii_case(own.as_bytes()))
        || origin
            .as_bytes()
            .eq_ignore_ascii_case(site.shop.public_url().as_bytes());
    if ours && origins.next().is_none() {
        Ok(())
    } else {
        Err(foreign())
    }
}

/// A body is of a kind this door takes and says so: what a form on another page can send without
/// asking is neither JSON nor a picture.
pub(super) fn check_content_type(
    headers: &HeaderMap,
    body: &Bytes,
    kinds: &[&str],
) -> Result<(), Problem> {
    let refused = || {
        let pictures = kinds.iter().all(|kind| kind.starts_with("image/"));
        let code = if pictures {
            "not_a_picture"
        } else {
            "not_json"
        };
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code)
    };
    let Some(kind) = headers.get(header::CONTENT_TYPE) else {
        return if body.is_empty() {
            Ok(())
        } else {
            Err(refused())
        };
    };
    let kind = kind
        .to_str()
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    if kinds
        .iter()
        .any(|one| kind.trim().eq_ignore_ascii_case(one))
    {
        Ok(())
    } else {
        Err(refused())
    }
}

/// What every answer to whoever asked `asked` carries.
pub(super) fn add_headers(headers: &mut HeaderMap, asked: &HeaderMap) {
    let always = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // The secret of an order is in its address.
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        content_security_policy(asked),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

/// Older Safari does not count a socket to this very host as `'self'`: it is named.
fn content_security_policy(asked: &HeaderMap) -> HeaderValue {
    let plain = |letter: &u8| letter.is_ascii_alphanumeric() || b".:-[]".contains(letter);
    let host = asked.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.filter(|host| host.as_bytes().iter().all(plain));
    host.and_then(|host| {
        let sockets = format!("{CONTENT_SECURITY_POLICY} ws://{host} wss://{host}");
        HeaderValue::try_from(sockets).ok()
    })
    .unwrap_or(HeaderValue::from_static(CONTENT_SECURITY_POLICY))
}

/// `host:port` of `http://host:port`; nothing else may follow.
fn authority(origin: &str) -> Option<&str> {
    let rest = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"))?;
    (!rest.is_empty() && !rest.contains(['/', ',', ' ', '@'])).then_some(rest)
}

fn host_name(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => authority,
    }
}
