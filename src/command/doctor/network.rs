//! Checks of the network: where phones reach the shop, whether it answers there, and what may block them.

mod firewall;

use std::{
    io::ErrorKind,
    net::{IpAddr, SocketAddr, TcpListener},
};

use serde_json::Value;

use super::{
    Findings,
    finding::{Facts, Finding},
};
use crate::{
    command::status::{ask, own},
    lan, mdns,
};

pub(super) fn look(listen: SocketAddr, is_open: bool, local_name: &str, findings: &mut Findings) {
    let addresses = addresses(listen);
    findings.add(reachable(listen, &addresses));
    findings.add(port(listen, is_open));
    findings.add(firewall::look(listen.port()));
    findings.add(name(listen, &addresses, local_name));
}

/// Where phones reach a shop that listens there, best first.
fn addresses(listen: SocketAddr) -> Vec<IpAddr> {
    let ip = listen.ip();
    if ip.is_loopback() {
        return Vec::new();
    }
    if !ip.is_unspecified() {
        return vec![ip];
    }
    let ranked = lan::ranked(lan::interfaces(), lan::AddressPreference::default());
    let addresses = ranked.into_iter().map(|interface| interface.ip);
    // Where it listens on every address of the old kind, on none of the new.
    addresses
        .filter(|address| ip.is_ipv6() || address.is_ipv4())
        .collect()
}

fn reachable(listen: SocketAddr, addresses: &[IpAddr]) -> Finding {
    let port = listen.port();
    let urls = addresses
        .iter()
        .map(|ip| format!("http://{}", SocketAddr::new(*ip, port)));
    let facts = vec![
        ("addresses", urls.collect::<Vec<_>>().join(", ")),
        ("port", port.to_string()),
    ];
    if listen.ip().is_loopback() {
        Finding::warning("addresses", "addresses_own", facts)
    } else if addresses.is_empty() && lan::is_six_only() {
        Finding::warning("addresses", "addresses_six", facts)
    } else if addresses.is_empty() {
        Finding::warning("addresses", "addresses_none", facts)
    } else {
        Finding::ok("addresses", "addresses_fine", facts)
    }
}

/// Who answers at a port.
enum Answer {
    /// A shop.
    Siap { version: String, is_well: bool },
    /// A server that is asked by https only.
    Secure,
    /// Another program.
    Stranger,
}

fn port(listen: SocketAddr, is_open: bool) -> Finding {
    let facts = |version: String| -> Facts {
        vec![
            ("port", listen.port().to_string()),
            ("version", version),
            ("own", env!("CARGO_PKG_VERSION").to_owned()),
        ]
    };
    match who_answers(listen) {
        Some(Answer::Siap { version, is_well }) => {
            let what = if is_well { "port_open" } else { "port_unwell" };
            let is_other = version != env!("CARGO_PKG_VERSION");
            match (is_well, is_other) {
                (false, _) => Finding::problem("port", what, facts(version)),
                (true, true) => Finding::warning("port", "port_other_version", facts(version)),
                (true, false) => Finding::ok("port", what, facts(version)),
            }
        }
        Some(Answer::Secure) => Finding::ok("port", "port_secure", facts(String::new())),
        // The process that holds the folder says where it listens, or does not listen yet.
        Some(Answer::Stranger) | None if is_open => {
            Finding::warning("port", "port_silent", facts(String::new()))
        }
        Some(Answer::Stranger) => Finding::problem("port", "port_taken", facts(String::new())),
        None => match TcpListener::bind(listen) {
            Ok(_) => Finding::ok("port", "port_free", facts(String::new())),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                Finding::problem("port", "port_forbidden", facts(String::new()))
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                Finding::problem("port", "port_taken", facts(String::new()))
            }
            Err(_) => Finding::problem("port", "port_no_address", facts(String::new())),
        },
    }
}

/// Which program answers there, if any.
fn who_answers(listen: SocketAddr) -> Option<Answer> {
    match ask(own(listen), "/health") {
        Ok((308, _)) => Some(Answer::Secure),
        Ok((_, health)) => Some(read(&health)),
        // The connection was accepted, so a program listens there, however it went on.
        Err(error) => match error.kind() {
            ErrorKind::Other
            | ErrorKind::WouldBlock
            | ErrorKind::BrokenPipe
            | ErrorKind::ConnectionReset
            | ErrorKind::UnexpectedEof => Some(Answer::Stranger),
            _ => None,
        },
    }
}

fn read(health: &Value) -> Answer {
    match (&health["version"], &health["status"], &health["seq"]) {
        (Value::String(version), Value::String(status), Value::Number(_)) => Answer::Siap {
            version: version.clone(),
            is_well: status == "ok",
        },
        _ => Answer::Stranger,
    }
}

fn name(listen: SocketAddr, addresses: &[IpAddr], local_name: &str) -> Finding {
    let host = format!("{local_name}.local");
    let facts = |address: Option<IpAddr>| -> Facts {
        let first = addresses
            .first()
            .map(|ip| SocketAddr::new(*ip, listen.port()));
        vec![
            ("host", host.clone()),
            (
                "address",
                address.map_or_else(String::new, |it| it.to_string()),
            ),
            (
                "url",
                first.map_or_else(String::new, |it| format!("http://{it}")),
            ),
        ]
    };
    if listen.ip().is_loopback() {
        return Finding::ok("name", "name_unused", facts(None));
    }
    let interfaces = lan::ranked(lan::interfaces(), lan::AddressPreference::default());
    let networks: Vec<_> = interfaces.iter().map(lan::Interface::network).collect();
    let found = mdns::who_is(&host, &networks);
    let own = lan::own_addresses();
    let (here, elsewhere): (Vec<_>, Vec<_>) = found.into_iter().partition(|ip| own.contains(ip));
    match (elsewhere.first(), here.first()) {
        (Some(ip), _) => Finding::warning("name", "name_taken", facts(Some(*ip))),
        (None, Some(ip)) => Finding::ok("name", "name_fine", facts(Some(*ip))),
        // Without a network no answer can come, and there is no address to go by instead.
        (None, None) if addresses.is_empty() => Finding::ok("name", "name_alone", facts(None)),
        // A convenience: the address in numbers, which QR codes say, works without it.
        (None, None) => Finding::ok("name", "name_unanswered", facts(None)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_shop_is_known_by_its_health_and_a_stranger_is_one() {
        let health = |status| json!({ "status": status, "version": "1", "seq": 0 });
        let well = read(&health("ok"));
        assert!(matches!(well, Answer::Siap { is_well: true, .. }));
        let unwell = read(&health("disk_full"));
        assert!(matches!(unwell, Answer::Siap { is_well: false, .. }));
        for stranger in [Value::Null, json!({ "status": "ok" })] {
            assert!(matches!(read(&stranger), Answer::Stranger), "{stranger}");
        }
    }
}
