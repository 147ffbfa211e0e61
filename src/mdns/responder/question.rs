//! Questions and their answers (RFC 6762, sections 5 to 8).

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use super::{AFTER_A_TIE, Phase, Responder, at_random, link::ReplyUrgency};
use crate::mdns::{
    Outgoing, PORT,
    message::{Message, Part, Section, Writer, kind},
    name::Name,
    records::{Form, Said, Set},
};

/// The delay of an answer that other machines may give, too (section 6): the least, and the random part.
const SHARED: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(100));
/// The same while the client still sends the answers that it knows (section 7.2).
const STILL_TELLING: (Duration, Duration) =
    (Duration::from_millis(400), Duration::from_millis(100));
/// The most questions that are repeated in the answer to a client without multicast DNS.
const MOST_REPEATED: usize = 4;
/// More records than a probe proposes for one name.
const MOST_PROPOSED: usize = 16;

/// A question, as far as it concerns this machine.
#[derive(Default)]
struct Asked {
    everybody: Set,
    alone: Set,
    /// The answers that the client knows already.
    known: Set,
    /// Another machine probes for a name.
    is_probe: bool,
    repeated: Vec<(Name, u16)>,
}

impl Responder {
    /// Handles a question; returns the unicast answer, if there is one.
    pub(super) fn receive_question(
        &mut self,
        network: usize,
        from: SocketAddr,
        message: &Message<'_>,
        now: Instant,
    ) -> Option<Outgoing> {
        if let Phase::Probing { sent, .. } = self.phase {
            if sent > 0 && self.comes_second(network, message, now) {
                self.try_again(now, AFTER_A_TIE);
            }
            return None;
        }
        let asked = self.asked(network, message)?;
        let link = self.links.get_mut(network)?;
        if !message.has_questions() {
            // More known answers of a client that asked before.
            for said in asked.known.iter() {
                link.is_known(said, from.ip());
            }
            return None;
        }
        if from.port() != PORT {
            let wanted = asked.everybody.and(asked.alone);
            if wanted.is_empty() || !link.may_answer(from, now) {
                return None;
            }
            let stranger = Some((message.id, asked.repeated.as_slice()));
            return Some(self.to_one(network, from, wanted, stranger));
        }
        let (mut alone, mut everybody) = (Set::default(), asked.everybody);
        for said in asked.alone.without(asked.known).without(everybody).iter() {
            // A record that was not multicast lately is multicast (section 5.4).
            if link.is_fresh(said, now) && !asked.is_probe {
                alone.add(said);
            } else {
                everybody.add(said);
            }
        }
        if !alone.is_empty() && !link.may_answer(from, now) {
            (everybody, alone) = (everybody.and(alone), Set::default());
        }
        let haste = if asked.is_probe {
            ReplyUrgency::Defence
        } else {
            ReplyUrgency::Usual
        };
        for said in everybody.without(asked.known).iter() {
            let wait = match (message.is_truncated, said.is_shared()) {
                (true, _) => STILL_TELLING.0 + at_random(STILL_TELLING.1),
                (false, true) => SHARED.0 + at_random(SHARED.1),
                (false, false) => Duration::ZERO,
            };
            link.plan_with(said, now + wait, Some(from.ip()), haste);
        }
        (!alone.is_empty()).then(|| self.to_one(network, from, alone, None))
    }

    fn asked(&self, network: usize, message: &Message<'_>) -> Option<Asked> {
        let address = self.links.get(network)?.network.ip;
        let mut asked = Asked::default();
        for part in message.parts() {
            match part {
                Part::Question(question) if question.is_of_internet() => {
                    let answers = self.names.answers(&question.name, question.kind, address);
                    if answers.is_empty() {
                        continue;
                    }
                    let set = if question.is_unicast {
                        &mut asked.alone
                    } else {
                        &mut asked.everybody
                    };
                    *set = set.and(answers);
                    if asked.repeated.len() < MOST_REPEATED {
                        asked.repeated.push((question.name, question.kind));
                    }
                }
                Part::Record(Section::Answer, record) => {
                    let said = self.names.said_by(&record, address);
                    // With less than half of its time left it is sent again (section 7.1).
                    if let Some(said) = said.filter(|said| record.ttl >= said.ttl() / 2) {
                        asked.known.add(said);
                    }
                }
                Part::Record(Section::Authority, record) => {
                    asked.is_probe |= self.is_ours(&record.name);
                }
                Part::Question(_) | Part::Record(Section::Additional, _) => {}
            }
        }
        Some(asked)
    }

    fn is_ours(&self, name: &Name) -> bool {
        *name == self.names.host || self.names.service.as_ref() == Some(name)
    }

    fn to_one(
        &self,
        network: usize,
        from: SocketAddr,
        set: Set,
        stranger: Option<(u16, &[(Name, u16)])>,
    ) -> Outgoing {
        let address = self.links[network].network.ip;
        let (id, repeated, form) = match stranger {
            Some((id, repeated)) => (id, repeated, Form::ForStranger),
            None => (0, &[][..], Form::Usual),
        };
        let mut answer = Writer::answer(id);
        for (name, kind) in repeated {
            answer.question(name, *kind);
        }
        self.names
            .write_all(set, address, Section::Answer, form, &mut answer);
        let along = set
            .iter()
            .fold(Set::default(), |all, said| all.and(said.leads_to()));
        let along = along.without(set);
        self.names
            .write_all(along, address, Section::Additional, form, &mut answer);
        Outgoing {
            network,
            to: Some(from),
            bytes: answer.finished(),
        }
    }

    /// Two machines probe for one name at the same moment: the proposal that is later in byte order wins (section 8.2).
    fn comes_second(&mut self, network: usize, message: &Message<'_>, now: Instant) -> bool {
        let Some(link) = self.links.get(network) else {
            return false;
        };
        let address = link.network.ip;
        let (mut for_host, mut for_service) = (Vec::new(), Vec::new());
        let mut is_other = false;
        for part in message.parts() {
            let Part::Record(Section::Authority, record) = part else {
                continue;
            };
            let proposed = if record.name == self.names.host {
                // Not one of this machine's own, from its other network or from another program on it.
                is_other |= record.address().is_some_and(|ip| !self.own.has(ip, now));
                &mut for_host
            } else if self.names.service.as_ref() == Some(&record.name) {
                &mut for_service
            } else {
                continue;
            };
            if let Some(data) = record.whole_data()
                && proposed.len() < MOST_PROPOSED
            {
                proposed.push((record.class, record.kind, data));
            }
        }
        let own = |said: Said, kind| (1, kind, self.names.data(said, address));
        let of_host = [own(
            Said::Address,
            if address.is_ipv4() {
                kind::A
            } else {
                kind::AAAA
            },
        )];
        let of_service = [own(Said::Text, kind::TXT), own(Said::Place, kind::SRV)];
        for_host.sort();
        for_service.sort();
        (is_other && for_host.as_slice() > &of_host[..])
            || (!for_service.is_empty() && for_service.as_slice() > &of_service[..])
    }
}
