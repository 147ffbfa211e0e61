//! Machines on one wire, with a clock that is turned by hand.

mod answers;

use std::{
    cell::RefCell,
    collections::HashSet,
    net::{IpAddr, SocketAddr},
    time::{Duration, Instant},
};

use super::*;
use crate::mdns::{message::Question, name::Name};

const OWN: &str = "192.168.1.10";
const PHONE: &str = "192.168.1.20:5353";
const PROGRAM: &str = "192.168.1.20:40000";

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn from(text: &str) -> SocketAddr {
    text.parse().expect("an address and a port")
}

fn network(text: &str) -> Network {
    let ip = ip(text);
    Network {
        ip,
        prefix: if ip.is_ipv4() { 24 } else { 64 },
        index: 2,
    }
}

fn own() -> HashSet<IpAddr> {
    HashSet::from([ip(OWN), ip("192.168.1.11"), ip("fe80::1")])
}

/// One machine and its time.
struct Machine {
    responder: Responder,
    now: Instant,
}

impl Machine {
    fn new(networks: &[&str]) -> Self {
        let networks: Vec<_> = networks.iter().map(|ip| network(ip)).collect();
        let now = Instant::now();
        let responder = Responder::new("siap", 8080, &networks, own, now);
        Self { responder, now }
    }

    /// One that has its name, and that has had no question for a minute.
    fn settled(networks: &[&str]) -> Self {
        let mut machine = Self::new(networks);
        machine.pass(60_000);
        assert!(machine.responder.has_its_name());
        machine
    }

    /// Lets so many milliseconds pass; what was said meanwhile, and after how many of them.
    fn pass(&mut self, milliseconds: u64) -> Vec<(u64, Outgoing)> {
        let begin = self.now;
        let end = begin + Duration::from_millis(milliseconds);
        let mut said = Vec::new();
        while let Some(next) = self.responder.next().filter(|next| *next <= end) {
            self.now = self.now.max(next);
            let after = u64::try_from((self.now - begin).as_millis()).expect("not for ever");
            let messages = self.responder.say(self.now);
            said.extend(messages.into_iter().map(|message| (after, message)));
        }
        self.now = end;
        said
    }

    fn receive(&mut self, who: &str, message: &[u8]) -> Option<Outgoing> {
        self.responder.receive(0, from(who), message, self.now)
    }
}

/// What a message says: name, kind, seconds and data of each record of a section.
fn records(message: &[u8], wanted: Section) -> Vec<(Name, u16, u32, Vec<u8>)> {
    let message = Message::read(message).expect("a message");
    let of = |part| match part {
        Part::Record(section, record) if section == wanted => {
            let data = record.whole_data().expect("whole");
            Some((record.name, record.kind, record.ttl, data))
        }
        Part::Question(_) | Part::Record(..) => None,
    };
    message.parts().filter_map(of).collect()
}

fn kinds(message: &[u8]) -> Vec<u16> {
    let answers = records(message, Section::Answer).into_iter();
    answers.map(|(_, kind, _, _)| kind).collect()
}

fn host() -> Name {
    Name::of(&["siap", "local"])
}

fn service() -> Name {
    Name::of(&["siap", "_http", "_tcp", "local"])
}

fn question(name: &Name, kind: u16) -> Vec<u8> {
    let mut question = Writer::question_to_all();
    question.question(name, kind);
    question.finished()
}

/// The same, to be answered alone.
fn alone(name: &Name, kind: u16) -> Vec<u8> {
    let mut bytes = question(name, kind);
    let class = bytes.len() - 2;
    bytes[class] |= 0x80;
    bytes
}

fn answer(name: &Name, kind: u16, ttl: u32, data: &[u8]) -> Vec<u8> {
    let mut answer = Writer::answer(0);
    answer.record(Section::Answer, (name, kind), true, ttl, data);
    answer.finished()
}

#[test]
fn a_name_is_asked_for_three_times_and_then_said_twice() {
    let mut machine = Machine::new(&[OWN]);
    let said = machine.pass(60_000);
    let at: Vec<_> = said.iter().map(|(after, _)| *after).collect();
    let first = at[0];
    assert!(first <= 250, "{at:?}");
    let wanted = [0, 250, 500, 750, 1750].map(|after| first + after);
    assert_eq!(at, wanted);
    for (_, probe) in &said[..3] {
        let read = Message::read(&probe.bytes).expect("a message");
        let asked = |part| match part {
            Part::Question(Question { name, kind, .. }) => Some((name, kind)),
            Part::Record(..) => None,
        };
        let asked: Vec<_> = read.parts().filter_map(asked).collect();
        assert_eq!(asked, [(host(), kind::ANY), (service(), kind::ANY)]);
        let proposed = records(&probe.bytes, Section::Authority);
        assert_eq!(proposed[0], (host(), kind::A, 120, vec![192, 168, 1, 10]));
    }
    for (_, announcement) in &said[3..] {
        let all = [
            kind::A,
            kind::NSEC,
            kind::PTR,
            kind::PTR,
            kind::SRV,
            kind::TXT,
        ];
        assert_eq!(kinds(&announcement.bytes), all);
        assert!(
            announcement.bytes.len() < 512,
            "{}",
            announcement.bytes.len()
        );
    }
    assert_eq!(machine.responder.next(), None);
}

#[test]
fn who_has_the_name_already_keeps_it() {
    let mut machine = Machine::new(&[OWN]);
    // A record from before the first probe may be old.
    machine.receive(PHONE, &answer(&host(), kind::A, 120, &[192, 168, 1, 20]));
    assert_eq!(machine.responder.name(), "siap");
    machine.pass(300);
    machine.receive(PHONE, &answer(&host(), kind::A, 0, &[192, 168, 1, 20]));
    assert_eq!(machine.responder.name(), "siap", "it was given back");
    machine.receive(PROGRAM, &answer(&host(), kind::A, 120, &[192, 168, 1, 20]));
    assert_eq!(machine.responder.name(), "siap", "no responder says so");
    machine.receive(PHONE, &answer(&host(), kind::A, 120, &[192, 168, 1, 20]));
    assert_eq!(machine.responder.name(), "siap-2");
    assert!(!machine.responder.has_its_name());
    machine.pass(60_000);
    assert!(machine.responder.has_its_name());
    assert_eq!(machine.receive(PHONE, &question(&host(), kind::A)), None);
    assert!(machine.pass(1000).is_empty(), "it is not ours");
}

#[test]
fn a_name_that_is_claimed_later_is_probed_again() {
    let mut machine = Machine::settled(&[OWN]);
    let claim = answer(&host(), kind::A, 120, &[192, 168, 1, 20]);
    machine.receive(PHONE, &claim);
    assert_eq!(
        (machine.responder.name(), machine.responder.has_its_name()),
        ("siap", false)
    );
    let said = machine.pass(60_000);
    assert_eq!(said.len(), 5, "the claim was not repeated");
    machine.receive(PHONE, &claim);
    machine.pass(300);
    machine.receive(PHONE, &claim);
    assert_eq!(machine.responder.name(), "siap-2");
}

#[test]
fn a_stranger_that_claims_every_name_does_not_keep_the_machine_busy() {
    let mut machine = Machine::new(&[OWN]);
    let begin = machine.now;
    let mut names = 0;
    while machine.now < begin + Duration::from_mins(10) {
        machine.pass(100);
        let name = Name::of(&[machine.responder.name(), "local"]);
        let before = machine.responder.name().to_owned();
        for _ in 0..10 {
            machine.receive(PHONE, &answer(&name, kind::A, 120, &[192, 168, 1, 20]));
        }
        names += usize::from(before != machine.responder.name());
    }
    assert!((10..=25).contains(&names), "{names}");
}

#[test]
fn of_two_that_want_one_name_at_one_moment_one_gets_it() {
    let mut machines = [OWN, "192.168.1.20"].map(|ip| Machine::new(&[ip]));
    // They are different machines, not two programs of one.
    machines[1].responder.own.look = || HashSet::from([ip("192.168.1.20")]);
    machines[0].responder.own.look = || HashSet::from([ip(OWN)]);
    for _ in 0..30_000 {
        for (one, other) in [(0, 1), (1, 0)] {
            let address = SocketAddr::new(machines[one].responder.links[0].network.ip, PORT);
            for (_, said) in machines[one].pass(1) {
                let now = machines[other].now;
                let alone = machines[other]
                    .responder
                    .receive(0, address, &said.bytes, now);
                assert_eq!(alone, None, "no unicast answer");
            }
        }
    }
    let named = machines.each_ref().map(|machine| machine.responder.name());
    assert_eq!(
        named,
        ["siap-2", "siap"],
        "the higher address comes later in order"
    );
    assert!(
        machines
            .iter()
            .all(|machine| machine.responder.has_its_name())
    );
}

#[test]
fn a_machine_on_two_networks_is_not_its_own_rival() {
    let mut machine = Machine::new(&[OWN, "192.168.1.11"]);
    for _ in 0..5000 {
        for (_, said) in machine.pass(1) {
            let now = machine.now;
            for (network, ip) in [(0, "192.168.1.11:5353"), (1, "192.168.1.10:5353")] {
                machine
                    .responder
                    .receive(network, from(ip), &said.bytes, now);
            }
        }
    }
    assert_eq!(machine.responder.name(), "siap");
    assert_eq!(machine.responder.service.as_deref(), Some("siap"));
    // Another program of this machine that says the same name.
    machine.receive(
        "192.168.1.10:5353",
        &answer(
            &host(),
            kind::AAAA,
            120,
            &[0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        ),
    );
    assert!(machine.responder.has_its_name());
}

thread_local! {
    /// The addresses of a machine, and how often they were looked at.
    static CHANGING: RefCell<(HashSet<IpAddr>, u32)> = RefCell::default();
}

#[test]
fn an_address_that_the_machine_has_had_only_since_a_moment_is_no_rivals() {
    let mut machine = Machine::new(&[OWN]);
    machine.responder.own.look = || {
        CHANGING.with_borrow_mut(|(addresses, looks)| {
            *looks += 1;
            addresses.clone()
        })
    };
    machine.pass(300);
    for (n, address) in [[192, 168, 1, 10], [192, 168, 1, 12], [192, 168, 1, 13]]
        .into_iter()
        .enumerate()
    {
        CHANGING.with_borrow_mut(|(addresses, _)| addresses.insert(address.into()));
        machine.pass(50);
        machine.receive(
            "192.168.1.10:5353",
            &answer(&host(), kind::A, 120, &address),
        );
        assert_eq!(machine.responder.name(), "siap", "{n}");
    }
    machine.pass(60_000);
    assert!(machine.responder.has_its_name());
    // Strangers do not keep it busy.
    CHANGING.with_borrow_mut(|(_, looks)| *looks = 0);
    for n in 0..=255 {
        machine.responder.own.has([10, 0, 0, n].into(), machine.now);
    }
    assert_eq!(CHANGING.with_borrow(|(_, looks)| *looks), 10);
}

#[test]
fn a_second_shop_on_this_machine_has_a_service_of_its_own_and_the_same_name() {
    let mut machine = Machine::new(&[OWN]);
    machine.pass(300);
    let other = [&[0; 4], &8081_u16.to_be_bytes()[..], host().bytes()].concat();
    machine.receive(
        "192.168.1.10:5353",
        &answer(&service(), kind::SRV, 120, &other),
    );
    machine.pass(60_000);
    assert_eq!(machine.responder.name(), "siap");
    assert_eq!(machine.responder.service.as_deref(), Some("siap-2"));
}
