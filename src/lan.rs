//! The addresses by which a phone in the shop reaches this machine.

use std::{
    collections::HashSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

/// Where phones reach a server that listens on `listening`, best first; empty when this machine is
/// on no network.
#[must_use]
pub fn addresses(listening: SocketAddr) -> Vec<IpAddr> {
    let ip = listening.ip();
    if !ip.is_unspecified() && !ip.is_loopback() {
        return vec![ip];
    }
    let mut found: Vec<(u8, Ipv4Addr)> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .filter_map(|interface| match interface.ip() {
            IpAddr::V4(ip) => Some((rank(&interface.name, ip)?, ip)),
            // Phones find an IPv4 address on every home and shop network; a printed one is short.
            IpAddr::V6(_) => None,
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, ip)| ip.into()).collect()
}

/// The address that QR codes say; with TLS if it `is_secure`.
#[must_use]
pub fn public_url(listening: SocketAddr, is_secure: bool) -> String {
    let (scheme, usual) = if is_secure {
        ("https", 443)
    } else {
        ("http", 80)
    };
    let port = match listening.port() {
        port if port == usual => String::new(),
        port => format!(":{port}"),
    };
    match addresses(listening).first() {
        Some(IpAddr::V6(ip)) => format!("{scheme}://[{ip}]{port}"),
        Some(ip) => format!("{scheme}://{ip}{port}"),
        // On no network: the name that a zero-configuration network would give it.
        None => format!("{scheme}://siap.local{port}"),
    }
}

/// Every address of this machine, also those that no phone can reach.
#[must_use]
pub fn own_addresses() -> HashSet<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let addresses = interfaces
        .iter()
        .map(|interface| interface.ip().to_canonical());
    let always = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
    addresses.chain(always).collect()
}

/// What this machine calls itself, where the system says.
#[must_use]
pub fn machine_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// How likely phones are on this network; lower is better. None for what no phone can reach.
fn rank(interface: &str, ip: Ipv4Addr) -> Option<u8> {
    /// Networks inside this machine, and tunnels.
    const INSIDE: [&str; 9] = [
        "docker",
        "br-",
        "veth",
        "virbr",
        "vmnet",
        "tun",
        "tap",
        "wg",
        "tailscale",
    ];
    if ip.is_loopback() || ip.is_link_local() || ip.is_unspecified() {
        return None;
    }
    let inside = INSIDE.iter().any(|prefix| interface.starts_with(prefix));
    Some(u8::from(inside) * 2 + u8::from(!ip.is_private()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shops_own_network_comes_before_tunnels_and_never_this_machine_alone() {
        let rank = |name, ip: &str| rank(name, ip.parse().expect("an address"));
        assert!(rank("wlan0", "192.168.1.10") < rank("eth0", "203.0.113.9"));
        assert!(rank("eth0", "203.0.113.9") < rank("docker0", "172.17.0.1"));
        assert_eq!(rank("lo", "127.0.0.1"), None);
        assert_eq!(rank("eth0", "169.254.3.4"), None);
    }

    #[test]
    fn a_chosen_address_is_the_one_that_phones_use() {
        let listening = "192.168.7.7:80".parse().expect("an address");
        assert_eq!(public_url(listening, false), "http://192.168.7.7");
        assert_eq!(public_url(listening, true), "https://192.168.7.7:80");
        let anywhere = public_url("127.0.0.1:8080".parse().expect("an address"), false);
        assert!(!anywhere.contains("127.0.0.1"), "{anywhere}");
    }
}
