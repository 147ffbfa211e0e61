//! The client of a request: the other end of its connection, or the address that a trusted reverse proxy names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use warp::http::{HeaderMap, HeaderValue, header::FORWARDED, header::VIA};

use super::hosts::Hosts;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Stands for all clients of unknown address, so that limits count them together. No connection comes from there.
const NOWHERE: IpAddr = IpAddr::V6(Ipv6Addr::UNSPECIFIED);

/// The client of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) address: IpAddr,
    /// Whether the address is certain.
    pub(super) is_attributed: bool,
    /// Whether no proxy was in between: where the requests of an unknown proxy come from cannot be known.
    is_direct: bool,
}

impl Client {
    /// The client behind a connection from this address, with these headers.
    pub(super) fn new(connection: IpAddr, headers: &HeaderMap, hosts: &Hosts) -> Self {
        if !hosts.is_proxy(connection) {
            return Self {
                address: connection,
                is_attributed: true,
                is_direct: !is_forwarded(headers),
            };
        }
        let (address, is_attributed) = match behind(headers, |address| hosts.is_proxy(address)) {
            Named::One(address) => (address, true),
            // The proxy itself, or another program on its machine.
            Named::Absent => (connection, false),
            // A guest can cause this: it must not use up the limits of others, nor pass for a device of the shop.
            Named::Unclear => (NOWHERE, false),
        };
        Self {
            address,
            is_attributed,
            is_direct: false,
        }
    }

    /// Whether the request comes from this machine itself. It may ask the system for its addresses, so call it only
    /// where it matters.
    pub(super) fn is_at_machine(&self, hosts: &Hosts) -> bool {
        self.is_direct && hosts.is_own(self.address)
    }
}

/// Whether a proxy passed the request on and says so.
fn is_forwarded(headers: &HeaderMap) -> bool {
    let says = |name: &str| name.starts_with("x-forwarded-") || name == "x-real-ip";
    headers.contains_key(FORWARDED)
        || headers.contains_key(VIA)
        || headers.keys().any(|name| says(name.as_str()))
}

/// The client that the proxies name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// No address but those of proxies.
    Absent,
    One(IpAddr),
    /// Not an address, or two different ones.
    Unclear,
}

/// The last address in the list that is not a proxy's. A client can forge the entries before it, and whole headers of
/// the kind that the proxy does not write; so the two kinds must agree.
fn behind(headers: &HeaderMap, is_proxy: impl Fn(IpAddr) -> bool) -> Named {
    let last = |hops: Vec<Option<IpAddr>>| {
        let mut from_the_last = hops.into_iter().rev();
        match from_the_last.find(|hop| hop.is_none_or(|hop| !is_proxy(hop))) {
            None => Named::Absent,
            Some(Some(address)) if address != NOWHERE => Named::One(address),
            Some(_) => Named::Unclear,
        }
    };
    let usual = headers
        .contains_key(FORWARDED_FOR)
        .then(|| last(usual_hops(headers)));
    let standard = headers
        .contains_key(FORWARDED)
        .then(|| last(standard_hops(headers)));
    match (usual, standard) {
        (Some(one), Some(other)) if one != other => Named::Unclear,
        (one, other) => one.or(other).unwrap_or(Named::Absent),
    }
}

fn lines<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = headers.get_all(name).iter();
    // A line that is not text counts as one without an address.
    lines.map(|line: &HeaderValue| line.to_str().unwrap_or_default())
}

/// `X-Forwarded-For: client, proxy`; none for what is no address.
fn usual_hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    lines(headers, FORWARDED_FOR)
        .flat_map(|line| line.split(','))
        .map(address)
        .collect()
}

/// `Forwarded: for=client, for=proxy;proto=https` (RFC 7239, section 4).
fn standard_hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let mut hops = Vec::new();
    for line in lines(headers, FORWARDED.as_str()) {
        for element in split(line, ',') {
            let mut named = split(element, ';').filter_map(|pair| {
                let (key, value) = pair.split_once('=')?;
                key.trim().eq_ignore_ascii_case("for").then_some(value)
            });
            let first = named.next();
            // Who is named twice is not named.
            hops.push(first.filter(|_| named.next().is_none()).and_then(address));
        }
    }
    hops
}

/// The parts of a text between separators that are not within quotes.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |letter| {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ => return letter == separator && !is_quoted,
        }
        false
    })
}

/// `192.168.1.20`, `192.168.1.20:5353`, `fd00::20` or `"[fd00::20]:5353"`.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let quoted = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let text = quoted.unwrap_or(text);
    let is_port = |port: &str| port.parse::<u16>().is_ok();
    let address = if let Some(text) = text.strip_prefix('[') {
        let (address, rest) = text.split_once(']')?;
        let is_whole = rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port);
        address
            .parse::<Ipv6Addr>()
            .ok()
            .filter(|_| is_whole)?
            .into()
    } else if let Some((address, port)) = text
        .rsplit_once(':')
        .filter(|(head, _)| !head.contains(':'))
    {
        address
            .parse::<Ipv4Addr>()
            .ok()
            .filter(|_| is_port(port))?
            .into()
    } else {
        text.parse::<IpAddr>().ok()?
    };
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(*name, value.parse().expect("a value"));
        }
        headers
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn who_stands_last_in_the_list_is_who_asks() {
        let is_proxy = |address| address == ip("127.0.0.1");
        let one = |text| Named::One(ip(text));
        for (list, who) in [
            (&[][..], Named::Absent),
            (&[("x-forwarded-for", "192.168.1.20")], one("192.168.1.20")),
            (
                &[("x-forwarded-for", "10.0.0.1, 192.168.1.20:4711")],
                one("192.168.1.20"),
            ),
            (
                &[
                    ("x-forwarded-for", "10.0.0.1"),
                    ("x-forwarded-for", "192.168.1.20"),
                ],
                one("192.168.1.20"),
            ),
            (
                &[("x-forwarded-for", "192.168.1.20, 127.0.0.1")],
                one("192.168.1.20"),
            ),
            (
                &[("x-forwarded-for", "::ffff:192.168.1.20")],
                one("192.168.1.20"),
            ),
            (&[("x-forwarded-for", "fd00::20")], one("fd00::20")),
            (&[("x-forwarded-for", "127.0.0.1")], Named::Absent),
            (
                &[("x-forwarded-for", "192.168.1.20, unknown")],
                Named::Unclear,
            ),
            (&[("x-forwarded-for", "::")], Named::Unclear),
            (&[("x-forwarded-for", "192.168.1.20,")], Named::Unclear),
            (&[("x-forwarded-for", "192.168.1.20:x")], Named::Unclear),
            (&[("x-forwarded-for", "")], Named::Unclear),
            (
                &[("forwarded", "for=192.168.1.20;proto=https")],
                one("192.168.1.20"),
            ),
            (
                &[("forwarded", "for=10.0.0.1, For=\"[fd00::20]:4711\" ; by=_x")],
                one("fd00::20"),
            ),
            (
                &[("forwarded", "for=192.168.1.20;host=\"a,for=10.0.0.1\"")],
                one("192.168.1.20"),
            ),
            (
                &[("forwarded", "for=192.168.1.20;host=\"a\\\",for=10.0.0.1\"")],
                one("192.168.1.20"),
            ),
            (
                &[("forwarded", "for=10.0.0.1;for=10.0.0.2")],
                Named::Unclear,
            ),
            (&[("forwarded", "proto=https")], Named::Unclear),
            (&[("forwarded", "for=_hidden")], Named::Unclear),
            (
                &[
                    ("forwarded", "for=10.0.0.1"),
                    ("x-forwarded-for", "192.168.1.20"),
                ],
                Named::Unclear,
            ),
            (
                &[
                    ("forwarded", "for=10.0.0.1"),
                    ("x-forwarded-for", "10.0.0.1"),
                ],
                one("10.0.0.1"),
            ),
            (
                &[("forwarded", "for=x"), ("x-forwarded-for", "127.0.0.1")],
                Named::Unclear,
            ),
            (&[("x-real-ip", "192.168.1.20")], Named::Absent),
        ] {
            assert_eq!(behind(&headers(list), is_proxy), who, "{list:?}");
        }
    }
}
