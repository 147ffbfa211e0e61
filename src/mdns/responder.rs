//! Who answers to a name: asks whether it is free, says that it is taken now, answers, defends it, and says farewell
//! (RFC 6762, sections 6 to 10). It has no clock and no socket: it is told what was heard and when, and says what is
//! to be sent. What it keeps is of one size, whatever is heard.

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

/// How often it is asked whether a name is free, and how far apart (section 8.1).
const PROBES: u8 = 3;
const BETWEEN_PROBES: Duration = Duration::from_millis(250);
/// How often it is said that it is taken, and how far apart (section 8.3).
const ANNOUNCEMENTS: u8 = 2;
const BETWEEN_ANNOUNCEMENTS: Duration = Duration::from_secs(1);
/// How long the name is left alone when somebody else asks for it at the same moment and comes first (section 8.2).
const AFTER_A_TIE: Duration = Duration::from_secs(1);
/// So many names that are taken are bad luck; after more of them, each next one is tried after a while only. This is
/// slower than section 8.1 asks: whoever answers to every name keeps nobody busy.
const MOST_IN_A_ROW: u32 = 10;
const AFTER_MANY: Duration = Duration::from_mins(1);
/// When they are forgotten.
const FORGIVEN: Duration = Duration::from_mins(10);
/// How often in a second the system is asked for its addresses because of one that is not known.
const MOST_LOOKS: u8 = 10;

/// Somebody who has a name, or wants one.
pub(crate) struct Responder {
    host: String,
    service: Option<String>,
    port: u16,
    names: Names,
    /// What was announced and not taken back since. While its names are asked for again it still holds for others.
    announced: Option<Names>,
    /// What takes it back that does not hold any more, and since when that is to be said.
    parting: Vec<(Instant, Outgoing)>,
    links: Vec<Link>,
    phase: Phase,
    /// Names that somebody else had.
    taken: u32,
    last_taken: Option<Instant>,
    own: Own,
}

/// How far it is.
#[derive(Debug, Clone, Copy)]
enum Phase {
    Probing { sent: u8, next: Instant },
    Announcing { sent: u8, next: Instant },
    Settled,
}

/// The addresses of this machine, for it hears itself: from one network in the other, and from other programs on it.
struct Own {
    look: fn() -> HashSet<IpAddr>,
    addresses: HashSet<IpAddr>,
    second: Option<Instant>,
    looks: u8,
}

impl Own {
    /// Whether it is one of them. It may be one only since a moment, and a name is at stake: it is looked again each
    /// time that an address is not known, unless that is so often that it would be work.
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

    /// Whether it has the name: nobody else wanted it.
    pub(crate) const fn has_its_name(&self) -> bool {
        !matches!(self.phase, Phase::Probing { .. })
    }

    /// When there is something to say, if nothing is heard meanwhile.
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
            _ => {}
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

    /// What takes the name back, so that nobody asks for it in vain.
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

    /// Takes back what was announced under names that it does not want any more. Who has such a name now is left alone;
    /// what both have said, the other says again (section 10.1).
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

    /// Takes in what somebody said to everybody in a network; what is to be answered to them alone.
    pub(crate) fn hear(
        &mut self,
        network: usize,
        from: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) -> Option<Outgoing> {
        let message = Message::read(bytes)?;
        if !message.is_response {
            return self.hear_question(network, from, &message, now);
        }
        // Whoever answers from another port is no responder (section 6).
        if from.port() == PORT {
            for part in message.parts() {
                if let Part::Record(_, record) = part {
                    self.hear_record(network, &record, now);
                }
            }
        }
        None
    }

    /// What somebody says may be the same as what is said here, or its opposite.
    fn hear_record(&mut self, network: usize, record: &Record<'_>, now: Instant) {
        if !record.is_of_internet() {
            return;
        }
        let Some(address) = self.links.get(network).map(|link| link.network.ip) else {
            return;
        };
        if let Some(said) = self.names.said_by(record, address) {
            // Who takes it back, or for a short time only, has not heard that it still holds (section 6.6).
            if self.has_its_name() && record.ttl < said.ttl() / 2 {
                self.links[network].plan(said, now, None);
            }
            return;
        }
        // Who takes back what was never said here.
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

    /// Somebody else says that the name is theirs.
    fn has_a_rival(&mut self, now: Instant) {
        match self.phase {
            // Who has not asked yet has not been answered.
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

    /// The same of the service. Without one the shop is found all the same.
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

    /// Asks for its names after this while; they may be others than before.
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
    // Who has no randomness is no worse than at the same moment as others.
    let chance = getrandom::u32().unwrap_or_default();
    most.mul_f64(f64::from(chance) / f64::from(u32::MAX))
}
