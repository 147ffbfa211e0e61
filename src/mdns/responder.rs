//! The responder of one name: it probes, announces, answers, defends the name, and says goodbye (RFC 6762, sections 6
//! to 10).
//!
//! It has no clock and no socket: it takes each message with its time, and returns what is to be sent, so that tests
//! set the time. Its size does not depend on what arrives.

mod link;
mod question;
#[cfg(test)]
mod tests;

use std::{
    collections::HashSet,
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use link::Link;

use super::{
    Outgoing, PORT,
    message::{Message, Part, Record, Section, Writer, kind},
    records::{Form, Names, Said, Set, next_name},
};
use crate::lan::Network;

/// How many probes ask whether a name is free, and how far apart (section 8.1).
const PROBES: u8 = 3;
const BETWEEN_PROBES: Duration = Duration::from_millis(250);
/// How many announcements follow, and how far apart (section 8.3).
const ANNOUNCEMENTS: u8 = 2;
const BETWEEN_ANNOUNCEMENTS: Duration = Duration::from_secs(1);
/// How long to wait before the next probe when another machine probes at the same moment and wins (section 8.2).
const AFTER_A_TIE: Duration = Duration::from_secs(1);
/// After so many conflicts in a row each next name is tried only after a pause. This is slower than section 8.1 asks:
/// a stranger that claims every name must not keep this machine busy.
const MOST_IN_A_ROW: u32 = 10;
const AFTER_MANY: Duration = Duration::from_mins(1);
/// When conflicts are forgotten.
const FORGIVEN: Duration = Duration::from_mins(10);
/// How often in a second the system is asked for its addresses because of one that is not known.
const MOST_LOOKS: u8 = 10;

/// A machine that has a name, or wants one.
pub(crate) struct Responder {
    host: String,
    service: Option<String>,
    port: u16,
    names: Names,
    /// The records that were announced and not withdrawn since. Others keep them while the names are probed again.
    announced: Option<Names>,
    /// The goodbyes of records that no longer hold, and from when they are to be sent.
    parting: Vec<(Instant, Outgoing)>,
    links: Vec<Link>,
    phase: Phase,
    /// How many names were taken.
    taken: u32,
    last_taken: Option<Instant>,
    own: Own,
}

#[derive(Debug, Clone, Copy)]
enum Phase {
    Probing { sent: u8, next: Instant },
    Announcing { sent: u8, next: Instant },
    Settled,
}

/// The addresses of this machine, whose own messages are no conflict: those of its other network, and of other
/// programs on it.
struct Own {
    look: fn() -> HashSet<IpAddr>,
    addresses: HashSet<IpAddr>,
    second: Option<Instant>,
    looks: u8,
}

impl Own {
    /// Whether an address is this machine's. It may be new, and a name depends on it: the system is asked again for
    /// each unknown address, up to a limit.
    fn has(&mut self, address: IpAddr, now: Instant) -> bool {
        if self.addresses.contains(&address) {
            return true;
        }
        if self
            .second
            .is_none_or(|begun| now >= begun + Duration::from_secs(1))
        {
            self.second = Some(now);
            self.looks = 0;
        }
        if self.looks < MOST_LOOKS {
            self.looks += 1;
            self.addresses = (self.look)();
        }
        self.addresses.contains(&address)
    }
}

impl Responder {
    /// Wants to be called `host` in these networks, and to be found there as a web site on this port. `own` tells all
    /// addresses of this machine.
    pub(crate) fn new(
        host: &str,
        port: u16,
        networks: &[Network],
        own: fn() -> HashSet<IpAddr>,
        now: Instant,
    ) -> Self {
        let of = |network: &Network| Link::new(*network);
        Self {
            host: host.to_owned(),
            service: Some(host.to_owned()),
            port,
            names: Names::new(host, Some(host), port),
            announced: None,
            parting: Vec::new(),
            links: networks.iter().map(of).collect(),
            phase: Phase::Probing {
                sent: 0,
                // All machines of a shop get power at the same moment.
                next: now + at_random(BETWEEN_PROBES),
            },
            taken: 0,
            last_taken: None,
            own: Own {
                look: own,
                addresses: HashSet::new(),
                second: None,
                looks: 0,
            },
        }
    }

    /// The name that it has or tries to get, without `.local`.
    pub(crate) fn name(&self) -> &str {
        &self.host
    }

    /// Whether it has the name: all probes went unanswered.
    pub(crate) const fn has_its_name(&self) -> bool {
        !matches!(self.phase, Phase::Probing { .. })
    }

    /// When the next message is due, if none arrives before.
    pub(crate) fn next(&self) -> Option<Instant> {
        let of_phase = match self.phase {
            Phase::Probing { next, .. } | Phase::Announcing { next, .. } => Some(next),
            Phase::Settled => None,
        };
        let answers = self.links.iter().filter_map(Link::next);
        let parting = self.parting.iter().map(|(since, _)| *since);
        answers.chain(parting).chain(of_phase).min()
    }

    /// What is to be said by now.
    pub(crate) fn say(&mut self, now: Instant) -> Vec<Outgoing> {
        let parting = self.parting.drain(..);
        let mut said: Vec<_> = parting.map(|(_, outgoing)| outgoing).collect();
        match self.phase {
            Phase::Probing { sent: PROBES, next } if next <= now => {
                self.announced = Some(self.names.clone());
                self.phase = Phase::Announcing { sent: 0, next: now };
            }
            Phase::Probing { sent, next } if next <= now => {
                said.extend(self.in_each(|link| link.probe(&self.names)));
                self.phase = Phase::Probing {
                    sent: sent + 1,
                    next: now + BETWEEN_PROBES,
                };
            }
            Phase::Probing { .. } | Phase::Announcing { .. } | Phase::Settled => {}
        }
        if let Phase::Announcing { sent, next } = self.phase
            && next <= now
        {
            let everything = self.names.all();
            for link in &mut self.links {
                link.plan_all(everything, now);
            }
            self.phase = if sent + 1 < ANNOUNCEMENTS {
                Phase::Announcing {
                    sent: sent + 1,
                    next: now + BETWEEN_ANNOUNCEMENTS,
                }
            } else {
                Phase::Settled
            };
        }
        if self.has_its_name() {
            for (network, link) in self.links.iter_mut().enumerate() {
                let bytes = link.answer(&self.names, now);
                said.extend(bytes.map(|bytes| Outgoing {
                    network,
                    to: None,
                    bytes,
                }));
            }
        }
        said
    }

    /// The goodbyes of the name, so that clients drop it from their caches.
    pub(crate) fn farewell(&self) -> Vec<Outgoing> {
        let parting = self.parting.iter().map(|(_, outgoing)| outgoing.clone());
        let mut said: Vec<_> = parting.collect();
        if let Some(announced) = &self.announced {
            let form = if self.has_its_name() {
                Form::Farewell
            } else {
                Form::Surrender
            };
            said.extend(self.taking_back(announced, announced.all(), form));
        }
        said
    }

    /// What takes this back in each network.
    fn taking_back(&self, names: &Names, gone: Set, form: Form) -> Vec<Outgoing> {
        // That there are services of this kind is true of others, too.
        let gone = gone.without(Set::of(&[Said::Kind, Said::NothingElse]));
        self.in_each(|link| {
            let mut answer = Writer::answer(0);
            names.write_all(gone, link.network.ip, Section::Answer, form, &mut answer);
            answer.finished()
        })
    }

    /// Withdraws what was announced under names that are given up. The records of the machine that has such a name now
    /// stay; a record that both have announced is announced again by that machine (section 10.1).
    fn part_with_old_names(&mut self, now: Instant) {
        let Some(mut announced) = self.announced.take() else {
            return;
        };
        let mut gone = Set::default();
        if announced.host != self.names.host {
            gone = announced.all();
        } else if announced.service != self.names.service {
            gone = announced.all().without(Set::of_host());
        }
        if !gone.is_empty() {
            let said = self.taking_back(&announced, gone, Form::Surrender);
            self.parting
                .extend(said.into_iter().map(|outgoing| (now, outgoing)));
        }
        if announced.host == self.names.host {
            if announced.service != self.names.service {
                announced.service = None;
            }
            self.announced = Some(announced);
        }
    }

    fn in_each(&self, message: impl Fn(&Link) -> Vec<u8>) -> Vec<Outgoing> {
        let links = self.links.iter().enumerate();
        links
            .map(|(network, link)| Outgoing {
                network,
                to: None,
                bytes: message(link),
            })
            .collect()
    }

    /// Handles a message that was sent to a network; returns the unicast answer, if there is one.
    pub(crate) fn receive(
        &mut self,
        network: usize,
        from: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) -> Option<Outgoing> {
        let message = Message::read(bytes)?;
        if !message.is_response {
            return self.receive_question(network, from, &message, now);
        }
        // An answer from another port is no responder's (section 6).
        if from.port() == PORT {
            for part in message.parts() {
                if let Part::Record(_, record) = part {
                    self.receive_record(network, &record, now);
                }
            }
        }
        None
    }

    /// Another responder's record may repeat one of this machine's, withdraw it, or contradict it.
    fn receive_record(&mut self, network: usize, record: &Record<'_>, now: Instant) {
        if !record.is_of_internet() {
            return;
        }
        let Some(address) = self.links.get(network).map(|link| link.network.ip) else {
            return;
        };
        if let Some(said) = self.names.said_by(record, address) {
            // A goodbye or a short time for a record that still holds: it is announced again (section 6.6).
            if self.has_its_name() && record.ttl < said.ttl() / 2 {
                self.links[network].plan(said, now, None);
            }
            return;
        }
        // The goodbye of a record that is not this machine's.
        if record.ttl == 0 {
            return;
        }
        if record.name == self.names.host {
            if let Some(address) = record.address()
                && !self.own.has(address, now)
            {
                self.has_a_rival(now);
            }
        } else if self.names.service.as_ref() == Some(&record.name)
            && matches!(record.kind, kind::SRV | kind::TXT)
        {
            self.has_a_rival_service(now);
        }
    }

    /// Another machine has the name.
    fn has_a_rival(&mut self, now: Instant) {
        match self.phase {
            // Before the first probe no record is an answer to one.
            Phase::Probing { sent: 0, .. } => {}
            Phase::Probing { .. } => {
                let wait = self.wait_after_taken(now);
                self.host = next_name(&self.host);
                self.service = self.service.is_some().then(|| self.host.clone());
                self.try_again(now, wait);
            }
            Phase::Announcing { .. } | Phase::Settled => {
                let wait = self.wait_after_taken(now);
                self.try_again(now, wait);
            }
        }
    }

    /// The same for the name of the service. Without one the host is still found.
    fn has_a_rival_service(&mut self, now: Instant) {
        let is_asking = match self.phase {
            Phase::Probing { sent: 0, .. } => return,
            Phase::Probing { .. } => true,
            Phase::Announcing { .. } | Phase::Settled => false,
        };
        let is_hopeless = self.wait_after_taken(now) > Duration::ZERO;
        let service = self.service.take().filter(|_| !is_hopeless);
        self.service = service.map(|service| {
            if is_asking {
                next_name(&service)
            } else {
                service
            }
        });
        self.try_again(now, Duration::ZERO);
    }

    fn wait_after_taken(&mut self, now: Instant) -> Duration {
        if self.last_taken.is_some_and(|last| now > last + FORGIVEN) {
            self.taken = 0;
        }
        self.last_taken = Some(now);
        self.taken = self.taken.saturating_add(1);
        if self.taken > MOST_IN_A_ROW {
            AFTER_MANY
        } else {
            Duration::ZERO
        }
    }

    /// Probes for the names, which may be new ones, after this time.
    fn try_again(&mut self, now: Instant, wait: Duration) {
        self.names = Names::new(&self.host, self.service.as_deref(), self.port);
        self.part_with_old_names(now);
        let next = now + wait;
        self.phase = Phase::Probing { sent: 0, next };
        for link in &mut self.links {
            link.forget_plans();
        }
    }
}

/// Some time, up to this.
fn at_random(most: Duration) -> Duration {
    // Without randomness it sends at the same moment as others, which does no harm.
    let chance = getrandom::u32().unwrap_or_default();
    most.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}
