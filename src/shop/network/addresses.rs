//! The machine's network addresses, and which of them is the shop's public URL.

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::watch;

use super::{Address, Announcement};
use crate::{
    domain::Settings,
    lan::{self, AddressPreference, Interface, Kind, ListenAddress},
};

/// Where the shop is, and where it is said to be.
pub(in crate::shop) struct NetworkAddresses {
    pub(super) listen_address: ListenAddress,
    state: Mutex<State>,
    pub(super) to_announce: watch::Sender<Announcement>,
}

#[derive(Default)]
pub(super) struct State {
    /// The likeliest first.
    pub(super) interfaces: Vec<Interface>,
    preferred: String,
    pub(super) name: String,
    /// Names that the owner gave this machine.
    host_names: Vec<String>,
    /// The name it goes by in the network, once no other machine there has it.
    pub(super) called: Option<String>,
    pub(super) printed: Option<String>,
    /// What the cards said before they were noted as reprinted; a note made too early can be taken back.
    pub(super) printed_before: Option<String>,
    url: Arc<str>,
}

impl State {
    fn hold_to(&mut self, settings: &Settings) {
        self.preferred.clone_from(&settings.preferred_interface);
        self.name.clone_from(&settings.local_name);
        self.host_names.clone_from(&settings.host_names);
    }

    /// Whether the owner gave this machine that name, or the network knows it by that.
    pub(super) fn has_name(&self, host: &str) -> bool {
        let local = host.strip_suffix(".local");
        let is_local = |name| self.name == name || self.called.as_deref() == Some(name);
        self.host_names.iter().any(|name| name == host) || local.is_some_and(is_local)
    }
}

impl NetworkAddresses {
    pub(in crate::shop) fn new(
        listen_address: ListenAddress,
        settings: &Settings,
        printed: Option<String>,
    ) -> Self {
        let network_addresses = Self {
            listen_address,
            state: Mutex::default(),
            to_announce: watch::Sender::default(),
        };
        network_addresses.change(|state| {
            state.interfaces = lan::interfaces();
            state.hold_to(settings);
            state.printed = printed;
        });
        network_addresses
    }

    /// Holds to what the owner decided.
    pub(in crate::shop) fn hold_to(&self, settings: &Settings) {
        self.change(|state| state.hold_to(settings));
    }

    /// Where a phone in the shop reaches it, without a slash at the end.
    pub(in crate::shop) fn public_url(&self) -> Arc<str> {
        self.look(|state| state.url.clone())
    }

    /// The same, with what else everybody may know of it.
    pub(in crate::shop) fn address(&self) -> Address {
        self.look(|state| self.address_in(state))
    }

    /// Changes the state, and returns whether the screens have to be told.
    pub(super) fn change(&self, change: impl FnOnce(&mut State)) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.address_in(&state);
        change(&mut state);
        let preference = AddressPreference {
            interface: &state.preferred,
            printed: state.printed.as_deref().and_then(ip_in),
        };
        state.interfaces = lan::ranked(state.interfaces.clone(), preference);
        // Only addresses on which the server listens are shown.
        let listening = self.listen_address.listening.ip();
        state.interfaces.retain(|interface| {
            !listening.is_unspecified() || self.listen_address.is_open_at(interface.ip)
        });
        state.url = self.url(&state).into();
        let announcement = self.announcement(&state);
        self.to_announce.send_if_modified(|known| {
            let is_new = *known != announcement;
            *known = announcement;
            is_new
        });
        let after = self.address_in(&state);
        if before.public_url != after.public_url && !before.public_url.is_empty() {
            let (was, is) = (&before.public_url, &after.public_url);
            log::warn!("phones reach the shop at {is} now, no longer at {was}");
        }
        before != after
    }

    fn url(&self, state: &State) -> String {
        let best = state.interfaces.first();
        let found = || best.map(|best| self.listen_address.url_of(best.ip));
        // Without a network it will most likely be again what it was.
        let was = || (!state.url.is_empty()).then(|| state.url.to_string());
        let fixed = self.listen_address.fixed_url();
        fixed
            .or_else(found)
            .or_else(was)
            .or_else(|| state.printed.clone())
            .unwrap_or_else(|| self.listen_address.url(&format!("{}.local", state.name)))
    }

    fn announcement(&self, state: &State) -> Announcement {
        let mut networks: Vec<&Interface> = Vec::new();
        let of = |six| move |interface: &&Interface| interface.ip.is_ipv6() == six;
        let interfaces = state.interfaces.iter();
        // An IPv6 address where there is no other.
        for interface in interfaces
            .clone()
            .filter(of(false))
            .chain(interfaces.filter(of(true)))
        {
            // Two voices on one wire would each say that theirs is the only address, and phones would drop the other
            // (RFC 6762, section 10.2).
            let is_known = |known: &&Interface| {
                known.shares_network(interface) || known.is_on_the_wire_of(interface)
            };
            let is_new = !networks.iter().any(is_known);
            if self.listen_address.is_open_at(interface.ip)
                && is_new
                && interface.kind() != Kind::Inside
            {
                networks.push(interface);
            }
        }
        Announcement {
            name: state.name.clone(),
            networks: networks.into_iter().map(Interface::network).collect(),
        }
    }

    pub(super) fn address_in(&self, state: &State) -> Address {
        let named = |name: &String| self.listen_address.url(&format!("{name}.local"));
        Address {
            public_url: state.url.to_string(),
            local_url: state.called.as_ref().map(named),
            // A trial on the machine itself does not move the shop: the address on its cards still works.
            printed_url: state
                .printed
                .clone()
                .filter(|_| !self.listen_address.is_a_trial()),
            network_ok: !state.interfaces.is_empty() || self.listen_address.is_for_this_machine(),
        }
    }

    /// Whether there is an address that could stand on cards, and none that does.
    pub(super) fn is_first_address(&self, state: &State) -> bool {
        let listen_address = &self.listen_address;
        let best = state.interfaces.first();
        let is_sure =
            listen_address.fixed_url().is_some() || best.is_some_and(Interface::may_be_printed);
        state.printed.is_none() && is_sure && !listen_address.is_a_trial()
    }

    pub(super) fn look<T>(&self, at: impl FnOnce(&State) -> T) -> T {
        at(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The IP address that an address like `http://192.168.1.10:8080` or `http://[fd00::10]:8080` says.
fn ip_in(url: &str) -> Option<IpAddr> {
    let (_, rest) = url.split_once("://")?;
    match rest.strip_prefix('[') {
        Some(rest) => rest.split(']').next()?.parse().ok(),
        None => rest.split(':').next()?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_announced_on_each_wire() {
        let listen_address = ListenAddress {
            listening: "[::]:8080".parse().expect("an address"),
            is_secure: false,
            public_url: None,
        };
        let network_addresses = NetworkAddresses {
            listen_address,
            state: Mutex::default(),
            to_announce: watch::Sender::default(),
        };
        let at = |name: &str, index, ip: &str| Interface {
            name: name.to_owned(),
            ip: ip.parse().expect("an address"),
            prefix: if ip.contains(':') { 64 } else { 24 },
            index,
            metric: None,
        };
        let state = State {
            interfaces: vec![
                at("eth0", 2, "192.168.1.10"),
                // Further addresses of the same cable, with its name and with a label of their own.
                at("eth0", 2, "10.0.0.10"),
                at("eth0:1", 2, "10.0.1.10"),
                at("wlan0", 3, "192.168.2.10"),
                // A radio on the same router.
                at("wlan1", 4, "192.168.1.11"),
                at("eth0", 2, "fd00::10"),
                at("eth1", 5, "fd01::10"),
                // Where the system gives no numbers.
                at("usb0", 0, "192.168.3.10"),
                at("usb1", 0, "192.168.4.10"),
            ],
            ..State::default()
        };
        let announced = network_addresses.announcement(&state).networks.into_iter();
        let announced: Vec<_> = announced.map(|network| network.ip.to_string()).collect();
        assert_eq!(
            announced,
            [
                "192.168.1.10",
                "192.168.2.10",
                "192.168.3.10",
                "192.168.4.10",
                "fd01::10"
            ]
        );
    }
}
