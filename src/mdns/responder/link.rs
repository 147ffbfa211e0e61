//! One network: which records were multicast there lately, and which are planned.

use std::{
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use crate::{
    lan::Network,
    mdns::{
        message::{Section, Writer, kind},
        records::{Form, Names, Said, Set},
    },
};

/// How far apart the same record is multicast (RFC 6762, section 6).
const AT_MOST_EVERY: Duration = Duration::from_secs(1);
/// The same where another machine probes for the name.
const IN_DEFENCE: Duration = Duration::from_millis(250);
/// Unicast answers are limited by groups of clients, so that one client does not use up those of all.
const GROUPS: usize = 16;
/// Answers to one group in a second. The address of a question may be forged.
const MOST_IN_A_SECOND: u8 = 20;

/// What is known of one network.
pub(super) struct Link {
    pub(super) network: Network,
    /// When each record was last multicast.
    said: [Option<Instant>; Said::ALL.len()],
    planned: [Option<Plan>; Said::ALL.len()],
    second: Option<Instant>,
    answers: [u8; GROUPS],
}

/// A record that is to be multicast.
#[derive(Debug, Clone, Copy)]
struct Plan {
    at: Instant,
    /// The client that asked, if only one did: it may still list the record as known.
    by: Option<IpAddr>,
}

/// How soon an answer may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReplyUrgency {
    Usual,
    /// Another machine probes for the name.
    Defence,
}

impl Link {
    pub(super) const fn new(network: Network) -> Self {
        Self {
            network,
            said: [None; Said::ALL.len()],
            planned: [None; Said::ALL.len()],
            second: None,
            answers: [0; GROUPS],
        }
    }

    pub(super) fn next(&self) -> Option<Instant> {
        self.planned.iter().flatten().map(|plan| plan.at).min()
    }

    /// Plans to say it, at once or as soon as it may be said again.
    pub(super) fn plan(&mut self, said: Said, at: Instant, by: Option<IpAddr>) {
        self.plan_with(said, at, by, ReplyUrgency::Usual);
    }

    pub(super) fn plan_with(
        &mut self,
        said: Said,
        at: Instant,
        by: Option<IpAddr>,
        haste: ReplyUrgency,
    ) {
        let apart = match haste {
            ReplyUrgency::Usual => AT_MOST_EVERY,
            ReplyUrgency::Defence => IN_DEFENCE,
        };
        let last = self.said[said as usize];
        let at = last.map_or(at, |last| at.max(last + apart));
        let planned = &mut self.planned[said as usize];
        *planned = Some(match *planned {
            None => Plan { at, by },
            Some(known) => Plan {
                at: at.min(known.at),
                by: known.by.filter(|known| Some(*known) == by),
            },
        });
    }

    /// Plans to say all of it now, as often as that is.
    pub(super) fn plan_all(&mut self, set: Set, now: Instant) {
        for said in set.iter() {
            self.plan(said, now, None);
        }
    }

    /// The client that asked knows this record already.
    pub(super) fn is_known(&mut self, said: Said, by: IpAddr) {
        let planned = &mut self.planned[said as usize];
        *planned = planned.filter(|plan| plan.by != Some(by));
    }

    pub(super) fn forget_plans(&mut self) {
        self.planned = [None; Said::ALL.len()];
    }

    /// Whether it was multicast so lately that it is still in the caches.
    pub(super) fn is_fresh(&self, said: Said, now: Instant) -> bool {
        let lately = Duration::from_secs((said.ttl() / 4).into());
        self.said[said as usize].is_some_and(|last| now < last + lately)
    }

    /// What is to be said to everybody now, with what belongs to it.
    pub(super) fn answer(&mut self, names: &Names, now: Instant) -> Option<Vec<u8>> {
        let mut due = Set::default();
        for said in Said::ALL {
            if self.planned[said as usize].is_some_and(|plan| plan.at <= now) {
                due.add(said);
            }
        }
        if due.is_empty() {
            return None;
        }
        let mut along = Set::default();
        for said in due
            .iter()
            .fold(Set::default(), |all, said| all.and(said.leads_to()))
            .iter()
        {
            let may = self.said[said as usize].is_none_or(|last| now >= last + AT_MOST_EVERY);
            if may && names.all().has(said) && !due.has(said) {
                along.add(said);
            }
        }
        for said in due.and(along).iter() {
            self.said[said as usize] = Some(now);
            self.planned[said as usize] = None;
        }
        let (address, mut answer) = (self.network.ip, Writer::answer(0));
        names.write_all(due, address, Section::Answer, Form::Usual, &mut answer);
        names.write_all(
            along,
            address,
            Section::Additional,
            Form::Usual,
            &mut answer,
        );
        Some(answer.finished())
    }

    /// The probe for these names, with the records that would be announced (section 8.1). It asks for a multicast
    /// answer: a unicast one could reach another program on this machine instead.
    pub(super) fn probe(&self, names: &Names) -> Vec<u8> {
        let mut probe = Writer::question_to_all();
        probe.question(&names.host, kind::ANY);
        if let Some(service) = &names.service {
            probe.question(service, kind::ANY);
        }
        let proposed = Set::of(&[Said::Address, Said::Place, Said::Text]);
        let proposed = proposed.without(proposed.without(names.all()));
        names.write_all(
            proposed,
            self.network.ip,
            Section::Authority,
            Form::Proposal,
            &mut probe,
        );
        probe.finished()
    }

    /// Whether a client gets a unicast answer: it is in this network, and has not asked too often.
    pub(super) fn may_answer(&mut self, from: SocketAddr, now: Instant) -> bool {
        if !self.network.has(from.ip()) {
            return false;
        }
        if self
            .second
            .is_none_or(|begun| now >= begun + Duration::from_secs(1))
        {
            self.second = Some(now);
            self.answers = [0; GROUPS];
        }
        let of = |bytes: &[u8]| bytes.iter().fold(0, |all, byte| all ^ byte);
        let group = match from.ip() {
            IpAddr::V4(ip) => of(&ip.octets()),
            IpAddr::V6(ip) => of(&ip.octets()),
        };
        let answers = &mut self.answers[usize::from(group) % GROUPS];
        *answers = answers.saturating_add(1);
        *answers <= MOST_IN_A_SECOND
    }
}
