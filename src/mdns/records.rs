//! The records of one machine in one network, and their names.

use std::net::IpAddr;

use super::{
    message::{Record, Section, Writer, kind},
    name::Name,
};

/// What a web site is called among services (RFC 6763).
const SERVICE: [&str; 3] = ["_http", "_tcp", "local"];
/// Where kinds of services are asked for (RFC 6763, section 9).
const KINDS: [&str; 4] = ["_services", "_dns-sd", "_udp", "local"];

/// How long what depends on an address may be remembered, and everything else, in seconds (RFC 6762, section 10).
const SHORT: u32 = 120;
const LONG: u32 = 4500;
/// The same for legacy unicast queries (section 6.7).
const FOR_STRANGERS: u32 = 10;

/// One thing that can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The address of the name.
    Address,
    /// That the name has nothing but that address. Without it a phone waits for the other kind of address.
    NothingElse,
    /// That there is a service of this kind.
    Kind,
    /// Which service of the kind there is.
    Service,
    /// On which name and port it is.
    Place,
    /// What else there is to know of it; nothing.
    Text,
}

impl Said {
    pub(super) const ALL: [Self; 6] = [
        Self::Address,
        Self::NothingElse,
        Self::Kind,
        Self::Service,
        Self::Place,
        Self::Text,
    ];

    /// Whether others may say something else under the same name.
    pub(super) const fn is_shared(self) -> bool {
        matches!(self, Self::Kind | Self::Service)
    }

    pub(super) const fn ttl(self) -> u32 {
        match self {
            Self::Address | Self::NothingElse | Self::Place => SHORT,
            Self::Kind | Self::Service | Self::Text => LONG,
        }
    }

    /// The additional records of its answer, which a client would ask for next.
    pub(super) fn leads_to(self) -> Set {
        match self {
            Self::Address => Set::of(&[Self::NothingElse]),
            Self::Service => Set::of(&[Self::Place, Self::Text, Self::Address, Self::NothingElse]),
            Self::Place => Set::of(&[Self::Address, Self::NothingElse]),
            Self::NothingElse | Self::Kind | Self::Text => Set::default(),
        }
    }
}

/// Some of what can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Set(u8);

impl Set {
    pub(super) fn of(said: &[Said]) -> Self {
        let mut set = Self::default();
        for said in said {
            set.add(*said);
        }
        set
    }

    /// What is said of the host, with a service or without.
    pub(super) fn of_host() -> Self {
        Self::of(&[Said::Address, Said::NothingElse])
    }

    pub(super) const fn add(&mut self, said: Said) {
        self.0 |= 1 << said as u8;
    }

    pub(super) const fn has(self, said: Said) -> bool {
        self.0 & 1 << said as u8 != 0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn iter(self) -> impl Iterator<Item = Said> {
        Said::ALL.into_iter().filter(move |said| self.has(*said))
    }
}

/// The names that a machine goes by.
#[derive(Debug, Clone)]
pub(super) struct Names {
    pub(super) host: Name,
    /// The service; none if each name that was tried was taken.
    pub(super) service: Option<Name>,
    of_kind: Name,
    kinds: Name,
    port: u16,
}

impl Names {
    pub(super) fn new(host: &str, service: Option<&str>, port: u16) -> Self {
        let service = service.map(|service| Name::of(&[&[service], &SERVICE[..]].concat()));
        Self {
            host: Name::of(&[host, "local"]),
            service,
            of_kind: Name::of(&SERVICE),
            kinds: Name::of(&KINDS),
            port,
        }
    }

    /// Everything that there is to say.
    pub(super) fn all(&self) -> Set {
        let service = Set::of(&[Said::Kind, Said::Service, Said::Place, Said::Text]);
        if self.service.is_some() {
            Set::of_host().and(service)
        } else {
            Set::of_host()
        }
    }

    /// What answers a question where the machine has this address.
    pub(super) fn answers(&self, name: &Name, asked: u16, address: IpAddr) -> Set {
        let own = kind_of(address);
        let is = |kind| asked == kind || asked == kind::ANY;
        let answer = if *name == self.host {
            match asked {
                kind::ANY => Set::of(&[Said::Address, Said::NothingElse]),
                _ if asked == own => Set::of(&[Said::Address]),
                _ => Set::of(&[Said::NothingElse]),
            }
        } else if self.service.as_ref() == Some(name) {
            let location = Set::of(if is(kind::SRV) { &[Said::Place] } else { &[] });
            location.and(Set::of(if is(kind::TXT) { &[Said::Text] } else { &[] }))
        } else if *name == self.of_kind && is(kind::PTR) {
            Set::of(&[Said::Service])
        } else if *name == self.kinds && is(kind::PTR) {
            Set::of(&[Said::Kind])
        } else {
            Set::default()
        };
        answer.without(self.nothing_of_a_service())
    }

    fn nothing_of_a_service(&self) -> Set {
        let service = Set::of(&[Said::Kind, Said::Service, Said::Place, Said::Text]);
        if self.service.is_some() {
            Set::default()
        } else {
            service
        }
    }

    /// Which of it a record says, word for word; nothing of a service where there is none.
    pub(super) fn said_by(&self, record: &Record<'_>, address: IpAddr) -> Option<Said> {
        let says = |said: &Said| {
            let Some((name, kind)) = self.title(*said, address) else {
                return false;
            };
            *name == record.name && kind == record.kind && record.is_of_internet()
        };
        let said = self.all().iter().find(says)?;
        let (theirs, own) = (record.whole_data()?, self.data(said, address));
        let exact = match said {
            Said::Kind | Said::Service => 0,
            Said::Place => 6,
            Said::Address | Said::NothingElse | Said::Text => own.len(),
        };
        // Behind that is a name, which may be written in other letters.
        let is_same = theirs.get(..exact) == own.get(..exact)
            && theirs[exact..].eq_ignore_ascii_case(&own[exact..]);
        is_same.then_some(said)
    }

    /// The record's name and type.
    fn title(&self, said: Said, address: IpAddr) -> Option<(&Name, u16)> {
        Some(match said {
            Said::Address => (&self.host, kind_of(address)),
            Said::NothingElse => (&self.host, kind::NSEC),
            Said::Kind => (&self.kinds, kind::PTR),
            Said::Service => (&self.of_kind, kind::PTR),
            Said::Place => (self.service.as_ref()?, kind::SRV),
            Said::Text => (self.service.as_ref()?, kind::TXT),
        })
    }

    /// What is said, in bytes.
    pub(super) fn data(&self, said: Said, address: IpAddr) -> Vec<u8> {
        match said {
            Said::Address => match address {
                IpAddr::V4(ip) => ip.octets().to_vec(),
                IpAddr::V6(ip) => ip.octets().to_vec(),
            },
            // One bit for each kind that there is (RFC 4034, section 4.1.2).
            Said::NothingElse => {
                let kinds: &[u8] = match address {
                    IpAddr::V4(_) => &[0, 1, 0x40],
                    IpAddr::V6(_) => &[0, 4, 0, 0, 0, 0x08],
                };
                [self.host.bytes(), kinds].concat()
            }
            Said::Kind => self.of_kind.bytes().to_vec(),
            Said::Service => self
                .service
                .as_ref()
                .map_or_else(Vec::new, |name| name.bytes().to_vec()),
            // Neither priority nor weight.
            Said::Place => [&[0; 4], &self.port.to_be_bytes()[..], self.host.bytes()].concat(),
            Said::Text => vec![0],
        }
    }

    /// Writes it, to be remembered for so many seconds.
    fn write(&self, said: Said, address: IpAddr, section: Section, form: Form, to: &mut Writer) {
        let Some(title) = self.title(said, address) else {
            return;
        };
        let (is_only, ttl) = match form {
            Form::Usual => (!said.is_shared(), said.ttl()),
            // The name is not won yet.
            Form::Proposal => (false, said.ttl()),
            Form::ForStranger => (false, said.ttl().min(FOR_STRANGERS)),
            Form::Farewell => (!said.is_shared(), 0),
            // The rest of what is said under that name is another's.
            Form::Surrender => (false, 0),
        };
        to.record(section, title, is_only, ttl, &self.data(said, address));
    }

    pub(super) fn write_all(
        &self,
        set: Set,
        address: IpAddr,
        section: Section,
        form: Form,
        to: &mut Writer,
    ) {
        for said in set.iter() {
            self.write(said, address, section, form, to);
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Usual,
    /// By who would like to have the name.
    Proposal,
    /// To who asks as if there were a server of names.
    ForStranger,
    /// For the last time.
    Farewell,
    /// The same where another may have the name.
    Surrender,
}

const fn kind_of(address: IpAddr) -> u16 {
    match address {
        IpAddr::V4(_) => kind::A,
        IpAddr::V6(_) => kind::AAAA,
    }
}

/// The name to try after this one: `siap-2` after `siap`, `siap-3` after that.
pub(super) fn next_name(name: &str) -> String {
    let numbered = name.rsplit_once('-').and_then(|(stem, number)| {
        let number: u32 = number.parse().ok()?;
        Some((stem, number.checked_add(1)?))
    });
    let (stem, number) = numbered.unwrap_or((name, 2));
    let end = format!("-{number}");
    // A label has 63 bytes.
    let room = 63 - end.len();
    let stem: String = stem.chars().take(room).collect();
    format!("{stem}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_name_counts_up_and_stays_a_label() {
        assert_eq!(next_name("siap"), "siap-2");
        assert_eq!(next_name("siap-2"), "siap-3");
        assert_eq!(next_name("warung-dewi"), "warung-dewi-2");
        assert_eq!(next_name("siap-4294967295"), "siap-4294967295-2");
        let long = next_name(&"a".repeat(63));
        assert_eq!((long.len(), &long[60..]), (63, "a-2"));
    }
}
