//! The names and addresses by which this machine is reached. Any other `Host` was meant
//! for another server: a foreign page whose name was pointed here (DNS rebinding).

use std::{
    collections::HashSet,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::lan;

/// How often the system is asked again for its addresses because of one that is not known.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// What this machine is called and where it is.
#[derive(Debug)]
pub(crate) struct Hosts {
    names: HashSet<String>,
    /// Programs in front of this one.
    proxies: Vec<IpAddr>,
    own: Mutex<Own>,
}

#[derive(Debug)]
struct Own {
    addresses: HashSet<IpAddr>,
    looked: Instant,
}

impl Hosts {
    /// With the names that the owner gave when starting; a public address said then is one of them. `proxies` are in
    /// front of this program, and are believed.
    pub(crate) fn new(given: &[String], public_url: Option<&str>, proxies: &[IpAddr]) -> Self {
        let public = public_url.and_then(super::security::authority);
        let public = public.map(super::security::host_name);
        let given = given.iter().map(|name| name.trim());
        let given = given.filter(|name| !name.is_empty()).chain(public);
        let machine = lan::machine_name().map(|name| format!("{name}.local"));
        let names = given.map(str::to_ascii_lowercase).chain(machine);
        Self {
            names: names
                .chain(["localhost", "siap.local"].map(str::to_owned))
                .collect(),
            proxies: proxies.iter().map(IpAddr::to_canonical).collect(),
            own: Mutex::new(Own {
                addresses: lan::own_addresses(),
                looked: Instant::now(),
            }),
        }
    }

    /// Whether a request with this name in `Host` was meant for this machine.
    pub(super) fn knows(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        if self.names.contains(&name) {
            return true;
        }
        let address = name.trim_start_matches('[').trim_end_matches(']');
        let is_ours = |address: IpAddr| address.is_loopback() || self.is_own(address);
        address.parse().is_ok_and(is_ours)
    }

    /// Whether a program in front has this address.
    pub(super) fn is_proxy(&self, address: IpAddr) -> bool {
        self.proxies.contains(&address.to_canonical())
    }

    /// Whether an address is this machine's, also if it has had it only since a moment.
    pub(super) fn is_own(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if own.addresses.contains(&address) {
            return true;
        }
        if own.looked.elapsed() < LOOK_AGAIN {
            return false;
        }
        *own = Own {
            addresses: lan::own_addresses(),
            looked: Instant::now(),
        };
        own.addresses.contains(&address)
    }
}

#[cfg(test)]
mod tests {
    use warp::http::HeaderMap;

    use super::*;
    use crate::web::client::Client;

    #[test]
    fn the_system_is_asked_for_its_addresses_only_where_it_matters_who_is_at_the_machine() {
        let hosts = Hosts::new(&[], None, &[]);
        let looked = || hosts.own.lock().expect("no panic").looked;
        let long_ago = Instant::now().checked_sub(Duration::from_mins(1));
        let long_ago = long_ago.expect("a machine that has run for a minute");
        hosts.own.lock().expect("no panic").looked = long_ago;
        let stranger = "203.0.113.9".parse().expect("an address");
        let client = Client::new(stranger, &HeaderMap::new(), &hosts);
        assert_eq!(looked(), long_ago);
        assert!(!client.is_at_machine(&hosts));
        assert!(looked() > long_ago);
    }

    #[test]
    fn this_machine_answers_to_its_own_names_and_addresses_only() {
        let hosts = Hosts::new(
            &["", " ", " Pos.Warung.id "].map(str::to_owned),
            Some("http://siap.test:8080"),
            &[],
        );
        for name in [
            "127.0.0.1",
            "127.8.9.1",
            "[::1]",
            "LOCALHOST",
            "siap.local",
            "siap.test",
            "pos.warung.id",
            "pos.warung.id.",
        ] {
            assert!(hosts.knows(name), "{name}");
        }
        for name in [
            "",
            "evil.example",
            "evil.local",
            "203.0.113.9",
            "[::2]",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
        ] {
            assert!(!hosts.knows(name), "{name}");
        }
    }
}
