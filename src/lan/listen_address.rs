//! The address on which the shop listens, and the URLs that it gives.

use std::net::{IpAddr, SocketAddr};

/// Where the shop listens, with the flags that the owner gave for it.
#[derive(Debug, Clone)]
pub struct ListenAddress {
    /// Where it listens.
    pub listening: SocketAddr,
    /// Whether it is reached by TLS only.
    pub is_secure: bool,
    /// The address that phones use in every network, without a slash at the end.
    pub public_url: Option<String>,
}

impl ListenAddress {
    /// The one address there can be, if it does not follow the networks: what the owner said, or the only
    /// one that is listened on, also where that is this machine's own: no other would answer.
    pub fn fixed_url(&self) -> Option<String> {
        let said = self.public_url.as_deref();
        let said = said.map(|url| url.trim_end_matches('/').to_owned());
        said.or_else(|| {
            let ip = self.listening.ip();
            (!ip.is_unspecified()).then(|| self.url_of(ip))
        })
    }

    /// Whether no phone reaches it at all: only this machine can open it, and nothing was said of a program in
    /// front. Its address is none for cards.
    pub fn is_a_trial(&self) -> bool {
        self.is_for_this_machine() && self.public_url.is_none()
    }

    /// Whether only this machine can open it: a trial, or a program in front.
    pub fn is_for_this_machine(&self) -> bool {
        self.listening.ip().is_loopback()
    }

    /// Whether the server listens on this address of the machine.
    pub fn is_open_at(&self, ip: IpAddr) -> bool {
        match self.listening.ip() {
            IpAddr::V4(listening) if listening.is_unspecified() => ip.is_ipv4(),
            listening @ (IpAddr::V4(_) | IpAddr::V6(_)) => {
                listening.is_unspecified() || listening == ip
            }
        }
    }

    /// The address of the shop under this name, without a slash at the end.
    pub fn url(&self, host: &str) -> String {
        let (scheme, usual) = if self.is_secure {
            ("https", 443)
        } else {
            ("http", 80)
        };
        match self.listening.port() {
            port if port == usual => format!("{scheme}://{host}"),
            port => format!("{scheme}://{host}:{port}"),
        }
    }

    /// The same under an IP address.
    pub fn url_of(&self, ip: IpAddr) -> String {
        match ip {
            IpAddr::V4(ip) => self.url(&ip.to_string()),
            IpAddr::V6(ip) => self.url(&format!("[{ip}]")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen_address(listening: &str, is_secure: bool) -> ListenAddress {
        ListenAddress {
            listening: listening.parse().expect("an address"),
            is_secure,
            public_url: None,
        }
    }

    #[test]
    fn every_address_of_a_kind_or_of_both_is_open_or_one() {
        let open = |listening, ip: &str| {
            let ip = ip.parse().expect("an address");
            listen_address(listening, false).is_open_at(ip)
        };
        assert!(open("0.0.0.0:80", "192.168.1.10") && !open("0.0.0.0:80", "fd00::10"));
        assert!(open("[::]:80", "192.168.1.10") && open("[::]:80", "fd00::10"));
        assert!(open("192.168.7.7:80", "192.168.7.7") && !open("192.168.7.7:80", "192.168.1.10"));
    }

    #[test]
    fn a_chosen_address_is_the_one_that_phones_use() {
        let fixed = |listening, is_secure| listen_address(listening, is_secure).fixed_url();
        let url = |text: &str| Some(text.to_owned());
        assert_eq!(fixed("192.168.7.7:80", false), url("http://192.168.7.7"));
        assert_eq!(fixed("192.168.7.7:80", true), url("https://192.168.7.7:80"));
        assert_eq!(fixed("[fd00::7]:443", true), url("https://[fd00::7]"));
        for anywhere in ["0.0.0.0:8080", "[::]:8080"] {
            assert_eq!(fixed(anywhere, false), None, "{anywhere}");
        }
        let here = ("127.0.0.1:8080", url("http://127.0.0.1:8080"));
        assert_eq!(fixed(here.0, false), here.1);
        assert_eq!(fixed("[::1]:80", false), url("http://[::1]"));
        let said = ListenAddress {
            public_url: url("https://pos.warung.id/"),
            ..listen_address("192.168.7.7:80", false)
        };
        assert_eq!(said.fixed_url(), url("https://pos.warung.id"));
        let in_front = ListenAddress {
            listening: "127.0.0.1:8080".parse().expect("an address"),
            ..said
        };
        assert_eq!(in_front.fixed_url(), url("https://pos.warung.id"));
        assert!(!in_front.is_a_trial() && listen_address(here.0, false).is_a_trial());
    }
}
