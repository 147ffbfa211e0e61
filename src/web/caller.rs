//! Who asks: whose connection it is, or whom a program in front names that the owner has named.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use warp::http::{HeaderMap, HeaderValue, header::FORWARDED, header::VIA};

use super::hosts::Hosts;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// Where those are counted of whom nobody can say where they are. No connection comes from there.
const NOWHERE: IpAddr = IpAddr::V6(Ipv6Addr::UNSPECIFIED);

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Caller {
    pub(super) address: IpAddr,
    /// Whether it is certain that they ask from there.
    pub(super) is_attributed: bool,
    /// Whether they came through no other program: of such a one nobody knows where it has its requests from.
    is_direct: bool,
}

impl Caller {
    /// Whoever asks over a connection from there, with these headers.
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
            // The program in front itself, or somebody on its machine.
            Named::Nobody => (connection, false),
            // A guest can bring this about: it costs nobody else a thing, and makes nobody a device of the shop.
            Named::Unclear => (NOWHERE, false),
        };
        Self {
            address,
            is_attributed,
            is_direct: false,
        }
    }

    /// Whether it is somebody at this very machine. The system may be asked for its addresses, so this is looked at
    /// only where it matters.
    pub(super) fn is_at_machine(&self, hosts: &Hosts) -> bool {
        self.is_direct && hosts.is_own(self.address)
    }
}

/// Whether a program in front passed it on and says so.
fn is_forwarded(headers: &HeaderMap) -> bool {
    let says = |name: &str| name.starts_with("x-forwarded-") || name == "x-real-ip";
    headers.contains_key(FORWARDED)
        || headers.contains_key(VIA)
        || headers.keys().any(|name| says(name.as_str()))
}

/// Whom the programs in front name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Nobody but each other.
    Nobody,
    One(IpAddr),
    /// What is no address, or two.
    Unclear,
}

/// Whom the last program in front names that is none itself. What stands before that in a list, anybody may have
/// written; so may whole headers of the kind that this program does not write, and the two kinds must agree.
fn behind(headers: &HeaderMap, is_proxy: impl Fn(IpAddr) -> bool) -> Named {
    let last = |hops: Vec<Option<IpAddr>>| {
        let mut from_the_last = hops.into_iter().rev();
        match from_the_last.find(|hop| hop.is_none_or(|hop| !is_proxy(hop))) {
            None => Named::Nobody,
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
        (one, other) => one.or(other).unwrap_or(Named::Nobody),
    }
}

fn lines<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = headers.get_all(name).iter();
    // A line that is no text ends in nobody.
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
            (&[][..], Named::Nobody),
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
            (&[("x-forwarded-for", "127.0.0.1")], Named::Nobody),
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
            (&[("x-real-ip", "192.168.1.20")], Named::Nobody),
        ] {
            assert_eq!(behind(&headers(list), is_proxy), who, "{list:?}");
        }
    }
}
