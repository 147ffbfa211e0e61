//! Networks of this machine, and the addresses by which a phone in the shop reaches it.

mod ipv6;
mod listen_address;
mod route;

use std::{
    collections::HashSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

pub use listen_address::ListenAddress;
use serde::Serialize;

/// One address of this machine in one network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    /// What the system calls the way there, like `wlan0`.
    pub name: String,
    /// The address.
    pub ip: IpAddr,
    /// How many bits of it name the network.
    pub prefix: u8,
    /// The system's number for the way there.
    pub index: u32,
    /// How the system likes this way out to everywhere else, if it is one; lower is better.
    pub metric: Option<u32>,
}

/// A network that this machine has an address in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    /// The address.
    pub ip: IpAddr,
    /// How many bits of it name the network.
    pub prefix: u8,
    /// The system's number for the way there.
    pub index: u32,
}

impl Network {
    /// Whether an address is in this network, so that no router is needed to reach it.
    pub fn has(&self, ip: IpAddr) -> bool {
        match (self.ip, ip.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(ip)) => {
                let differs = u32::from(own) ^ u32::from(ip);
                differs.leading_zeros() >= u32::from(self.prefix)
            }
            (IpAddr::V6(own), IpAddr::V6(ip)) => {
                let differs = u128::from(own) ^ u128::from(ip);
                ip.is_unicast_link_local() || differs.leading_zeros() >= u32::from(self.prefix)
            }
            _ => false,
        }
    }
}

/// What kind of network it is, as far as its name shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// By cable.
    Ethernet,
    /// By radio.
    Wifi,
    /// Some other network.
    Other,
    /// A network inside this machine, or a tunnel: no phone of the shop is there.
    Inside,
}

/// What is known beyond the networks themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct AddressPreference<'a> {
    /// The interface that the owner prefers; empty for none.
    pub interface: &'a str,
    /// The address that stands on the shop's cards.
    pub printed: Option<IpAddr>,
}

impl Interface {
    /// What kind of network it is on.
    pub fn kind(&self) -> Kind {
        const INSIDE: [&str; 28] = [
            "docker",
            "br-",
            "veth",
            "virbr",
            "vmnet",
            "vboxnet",
            "podman",
            "cni",
            "flannel",
            "cali",
            "kube",
            "lxcbr",
            "lxdbr",
            "incusbr",
            "vnet",
            "vif",
            "tun",
            "tap",
            "utun",
            "wg",
            "tailscale",
            "zt",
            "ppp",
            "ipsec",
            "nordlynx",
            "proton",
            "gpd",
            "dummy",
        ];
        const ETHERNET: [&str; 2] = ["eth", "en"];
        let is = |prefixes: &[&str]| prefixes.iter().any(|prefix| self.name.starts_with(prefix));
        // Carrier-grade NAT (RFC 6598): on a machine of a shop, a tunnel between machines.
        let is_shared =
            matches!(self.ip, IpAddr::V4(ip) if matches!(ip.octets(), [100, 64..=127, ..]));
        if is(&INSIDE) || is_shared {
            Kind::Inside
        } else if is(&["wl"]) {
            Kind::Wifi
        } else if is(&ETHERNET) {
            Kind::Ethernet
        } else {
            Kind::Other
        }
    }

    /// Whether phones of the shop are likely here: a private network that is not inside this machine.
    pub fn is_the_shops(&self) -> bool {
        let is_private = match self.ip {
            IpAddr::V4(ip) => ip.is_private(),
            IpAddr::V6(ip) => ip.is_unique_local(),
        };
        self.kind() != Kind::Inside && is_private
    }

    /// Whether its address may be printed on the cards. With IPv6 there are networks in which every machine has a
    /// public one.
    pub fn may_be_printed(&self) -> bool {
        self.is_the_shops() || (self.kind() != Kind::Inside && self.ip.is_ipv6())
    }

    /// The network that it is in.
    pub fn network(&self) -> Network {
        Network {
            ip: self.ip,
            prefix: self.prefix,
            index: self.index,
        }
    }

    /// Whether both are in the same network.
    pub fn shares_network(&self, other: &Self) -> bool {
        self.prefix == other.prefix && self.network().has(other.ip)
    }

    /// Whether both are addresses on the same wire; the system may list a further one under a name like `eth0:1`.
    pub fn is_on_the_wire_of(&self, other: &Self) -> bool {
        self.name == other.name || (self.index != 0 && self.index == other.index)
    }

    fn is_reachable(&self) -> bool {
        // A browser takes no address that holds on one cable only.
        let is_of_one_link = match self.ip {
            IpAddr::V4(ip) => ip.is_link_local(),
            IpAddr::V6(ip) => ip.is_unicast_link_local() || ip.to_ipv4_mapped().is_some(),
        };
        let ip = self.ip;
        !(ip.is_loopback() || is_of_one_link || ip.is_unspecified() || self.name == "lo")
    }
}

/// The interfaces by which phones may reach this machine, the likeliest first.
///
/// The owner's wish comes before everything. Then what is on the cards already, as long as it is one of the
/// likeliest kind: cards must not be printed again because a cable was plugged in. Then the network that leads
/// elsewhere, for that is where the shop's router is; and the cable before the radio. IPv6 addresses come after those
/// of IPv4, which are short and reached by every phone.
pub fn ranked(mut interfaces: Vec<Interface>, preference: AddressPreference<'_>) -> Vec<Interface> {
    interfaces.retain(Interface::is_reachable);
    interfaces.sort_by_cached_key(|interface| {
        (
            interface.name != preference.interface,
            !interface.is_the_shops(),
            interface.kind() == Kind::Inside,
            preference.printed != Some(interface.ip),
            interface.ip.is_ipv6(),
            interface.metric.unwrap_or(u32::MAX),
            interface.kind(),
            interface.name.clone(),
            interface.ip,
        )
    });
    interfaces
}

/// The networks this machine is on at this moment; some microseconds of the system's time.
pub fn interfaces() -> Vec<Interface> {
    let (ways_out, passing) = (route::ways_out(), ipv6::passing());
    let found = if_addrs::get_if_addrs().unwrap_or_default().into_iter();
    // A cable that is pulled out keeps its address for a while, and leads nowhere.
    let alive = found.filter(if_addrs::Interface::is_oper_up);
    alive
        .filter(|interface| !passing.contains(&interface.ip()))
        .map(|interface| Interface {
            ip: interface.ip(),
            prefix: match &interface.addr {
                if_addrs::IfAddr::V4(address) => address.prefixlen,
                if_addrs::IfAddr::V6(address) => address.prefixlen,
            },
            index: interface.index.unwrap_or_default(),
            metric: ways_out.get(&interface.name).copied(),
            name: interface.name,
        })
        .collect()
}

/// Whether this machine has IPv6 addresses only: a server that listens on IPv4 cannot be reached there.
pub fn is_six_only() -> bool {
    let found = ranked(interfaces(), AddressPreference::default());
    !found.is_empty() && found.iter().all(|interface| interface.ip.is_ipv6())
}

/// Every address of this machine, also those that no phone can reach.
pub fn own_addresses() -> HashSet<IpAddr> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let addresses = interfaces
        .iter()
        .map(|interface| interface.ip().to_canonical());
    let always = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
    addresses.chain(always).collect()
}

/// What this machine calls itself, where the system says.
pub fn machine_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interface(name: &str, ip: &str, metric: Option<u32>) -> Interface {
        Interface {
            name: name.to_owned(),
            ip: ip.parse().expect("an address"),
            prefix: 24,
            index: 1,
            metric,
        }
    }

    fn names(interfaces: &[Interface], preference: AddressPreference<'_>) -> Vec<String> {
        let ranked = ranked(interfaces.to_vec(), preference).into_iter();
        ranked.map(|interface| interface.name).collect()
    }

    #[test]
    fn the_shops_own_network_comes_before_tunnels_and_never_this_machine_alone() {
        let machine = [
            interface("lo", "127.0.0.1", None),
            interface("lo", "192.168.99.1", None),
            interface("docker0", "172.17.0.1", None),
            interface("tailscale0", "100.101.102.103", Some(1)),
            // A tunnel by its address, under any name.
            interface("mesh0", "100.64.0.7", Some(2)),
            interface("wg0", "10.8.0.2", Some(0)),
            interface("eth1", "169.254.3.4", None),
            interface("eth0", "203.0.113.9", Some(100)),
            interface("wlan0", "192.168.1.10", None),
        ];
        let names = names(&machine, AddressPreference::default());
        assert_eq!(
            names,
            ["wlan0", "eth0", "wg0", "tailscale0", "mesh0", "docker0"]
        );
    }

    #[test]
    fn the_network_with_the_router_comes_first_and_a_cable_before_the_radio() {
        let both = |cable, radio| {
            [
                interface("wlp2s0", "192.168.1.11", radio),
                interface("enp3s0", "192.168.1.10", cable),
            ]
        };
        let first =
            |machine: [Interface; 2]| names(&machine, AddressPreference::default()).swap_remove(0);
        assert_eq!(first(both(None, None)), "enp3s0");
        assert_eq!(first(both(Some(100), Some(600))), "enp3s0");
        assert_eq!(first(both(None, Some(600))), "wlp2s0");
    }

    #[test]
    fn what_is_printed_stays_as_long_as_it_leads_here_and_the_owners_wish_comes_first() {
        let machine = [
            interface("eth0", "192.168.1.10", Some(100)),
            interface("wlan0", "192.168.1.11", Some(600)),
            interface("docker0", "172.17.0.1", None),
        ];
        let first = |interface, printed: &str| {
            let printed = printed.parse().ok();
            names(&machine, AddressPreference { interface, printed }).swap_remove(0)
        };
        assert_eq!(first("", ""), "eth0");
        assert_eq!(first("", "192.168.1.11"), "wlan0");
        assert_eq!(first("eth0", "192.168.1.11"), "eth0");
        assert_eq!(first("docker0", "192.168.1.11"), "docker0");
        // It is gone: any other.
        assert_eq!(first("wlan7", "192.168.1.99"), "eth0");
        // Printed by mistake, before the shop's network was there.
        assert_eq!(first("", "172.17.0.1"), "eth0");
    }

    #[test]
    fn where_there_is_nothing_else_phones_come_by_an_address_of_the_new_kind() {
        let first = |machine: &[Interface]| {
            let ranked = ranked(machine.to_vec(), AddressPreference::default());
            ranked.first().map(|interface| interface.ip.to_string())
        };
        let six = [
            interface("lo", "::1", None),
            interface("eth0", "fe80::1", Some(100)),
            interface("eth0", "2001:db8::10", Some(100)),
            interface("eth0", "fd00::10", Some(100)),
            interface("docker0", "172.17.0.1", None),
        ];
        assert_eq!(first(&six).as_deref(), Some("fd00::10"));
        assert_eq!(first(&six[..3]).as_deref(), Some("2001:db8::10"));
        assert_eq!(first(&six[..2]), None);
        let both = [&six[..], &[interface("wlan0", "192.168.1.11", Some(600))]].concat();
        assert_eq!(first(&both).as_deref(), Some("192.168.1.11"));
        // What is printed leads here still.
        let printed = "fd00::10".parse().ok();
        let preference = AddressPreference {
            interface: "",
            printed,
        };
        assert_eq!(Some(ranked(both, preference)[0].ip), printed);
    }

    #[test]
    fn a_cable_and_a_radio_on_one_router_are_in_one_network() {
        let at = |ip, prefix| Interface {
            prefix,
            ..interface("eth0", ip, None)
        };
        assert!(at("192.168.1.10", 24).shares_network(&at("192.168.1.99", 24)));
        assert!(!at("192.168.1.10", 24).shares_network(&at("192.168.2.10", 24)));
        assert!(!at("192.168.1.10", 24).shares_network(&at("192.168.1.10", 16)));
        assert!(at("fd00::1", 64).shares_network(&at("fd00::2", 64)));
        assert!(!at("fd00::1", 64).shares_network(&at("fd00:0:0:1::1", 64)));
        assert!(at("10.1.2.3", 0).shares_network(&at("192.168.1.1", 0)));
        assert!(!at("10.1.2.3", 32).shares_network(&at("10.1.2.4", 32)));
    }
}
