//! Looks for printers: who takes connections on port 9100 in the shop's own network, and what is at the USB ports.
//!
//! Only when the owner asks, only in the /24 around this computer's own address, and with few connections at once: a
//! cheap router takes more for an attack.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use futures_util::{StreamExt, stream};
use tokio::{
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};

use super::{UsbDevice, UsbPorts, address::PORT};
use crate::lan::Interface;

/// Connections that are tried at once.
const AT_ONCE: usize = 32;
/// How long one may take; in a shop's own network it takes a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(400);
/// How long all of it may take.
const ALL: Duration = Duration::from_secs(8);
/// Most networks that are looked through: the cable's and the radio's.
const MOST_NETWORKS: usize = 2;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Addresses that take connections.
    pub net: Vec<SocketAddr>,
    /// Devices, and what they call themselves.
    pub usb: Vec<(UsbDevice, String)>,
}

/// Looks for printers in the networks of these interfaces and at the USB ports.
pub async fn search(interfaces: &[Interface], ports: &UsbPorts) -> Found {
    let ports = ports.clone();
    let plugged_in = tokio::task::spawn_blocking(move || ports.plugged_in());
    let net = who_listens(neighbours(interfaces), PORT).await;
    let usb = plugged_in.await.unwrap_or_default().into_iter();
    Found {
        net,
        usb: usb.map(|(device, name, _)| (device, name)).collect(),
    }
}

/// The other addresses of the /24 around each of the shop's own.
fn neighbours(interfaces: &[Interface]) -> Vec<Ipv4Addr> {
    let own: Vec<Ipv4Addr> = interfaces
        .iter()
        .filter(|interface| interface.is_the_shops())
        .filter_map(|interface| match interface.ip {
            IpAddr::V4(ip) => Some(ip),
            IpAddr::V6(_) => None,
        })
        .collect();
    let mut networks: Vec<[u8; 3]> = Vec::new();
    for [a, b, c, _] in own.iter().map(Ipv4Addr::octets) {
        if !networks.contains(&[a, b, c]) && networks.len() < MOST_NETWORKS {
            networks.push([a, b, c]);
        }
    }
    let all = networks
        .into_iter()
        .flat_map(|[a, b, c]| (1..=254).map(move |d| Ipv4Addr::new(a, b, c, d)));
    all.filter(|ip| !own.contains(ip)).collect()
}

/// Which of these take connections on a port, in the order in which they are named.
async fn who_listens(addresses: Vec<Ipv4Addr>, port: u16) -> Vec<SocketAddr> {
    let until = Instant::now() + ALL;
    let tries = stream::iter(addresses).map(|ip| async move {
        let address = SocketAddr::new(ip.into(), port);
        let connected = timeout(PATIENCE, TcpStream::connect(address)).await;
        matches!(connected, Ok(Ok(_))).then_some(address)
    });
    let mut tries = std::pin::pin!(tries.buffered(AT_ONCE));
    let mut found = Vec::new();
    // What has been found by then is said.
    while let Ok(Some(tried)) = timeout_at(until, tries.next()).await {
        found.extend(tried);
    }
    found
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    fn interface(name: &str, ip: &str) -> Interface {
        Interface {
            name: name.to_owned(),
            ip: ip.parse().expect("an address"),
            prefix: 16,
            index: 1,
            metric: None,
        }
    }

    #[test]
    fn only_the_neighbours_in_the_shops_own_networks_are_asked() {
        let interfaces = [
            interface("eth0", "192.168.1.10"),
            interface("wlan0", "192.168.1.11"),
            interface("eth1", "10.0.7.1"),
            interface("eth2", "10.0.8.1"),
            interface("docker0", "172.17.0.1"),
            interface("ppp0", "203.0.113.9"),
            interface("eth0", "fd00::10"),
        ];
        let asked = neighbours(&interfaces);
        assert_eq!(asked.len(), 252 + 253, "of a wider network, too");
        assert!(asked.contains(&Ipv4Addr::new(10, 0, 7, 254)));
        assert!(!asked.contains(&Ipv4Addr::new(192, 168, 1, 10)), "oneself");
        assert!(!asked.iter().any(|ip| ip.octets()[0] == 172));
    }

    #[tokio::test]
    async fn who_takes_connections_is_found_and_the_others_are_not() {
        let listens = TcpListener::bind("127.0.0.7:0").await.expect("a port");
        let port = listens.local_addr().expect("an address").port();
        let addresses = (1..=60).map(|last| Ipv4Addr::new(127, 0, 0, last));
        let found = who_listens(addresses.collect(), port).await;
        let expected = SocketAddr::from(([127, 0, 0, 7], port));
        assert_eq!(found, [expected]);
    }
}
