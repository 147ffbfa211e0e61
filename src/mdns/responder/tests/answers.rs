//! The answers of a machine that has its name.

use super::*;

#[test]
fn each_question_has_its_answer() {
    let mut machine = Machine::settled(&[OWN]);
    let capitals = Name::of(&["SIAP", "Local"]);
    for (name, asked, wanted) in [
        (&host(), kind::A, &[kind::A][..]),
        (&capitals, kind::A, &[kind::A]),
        (&host(), kind::AAAA, &[kind::NSEC]),
        // HTTPS (RFC 9460), which browsers ask for.
        (&host(), 65, &[kind::NSEC]),
        (&host(), kind::ANY, &[kind::A, kind::NSEC]),
        (&service(), kind::SRV, &[kind::SRV]),
        (&service(), kind::ANY, &[kind::SRV, kind::TXT]),
        (
            &Name::of(&["_http", "_tcp", "local"]),
            kind::PTR,
            &[kind::PTR],
        ),
        (
            &Name::of(&["_services", "_dns-sd", "_udp", "local"]),
            kind::PTR,
            &[kind::PTR],
        ),
        (&Name::of(&["siap-2", "local"]), kind::A, &[]),
        (&Name::of(&["local"]), kind::ANY, &[]),
        (&Name::of(&["_ipp", "_tcp", "local"]), kind::PTR, &[]),
    ] {
        assert_eq!(machine.receive(PHONE, &question(name, asked)), None);
        let said = machine.pass(2000);
        let said: Vec<_> = said
            .iter()
            .flat_map(|(_, said)| kinds(&said.bytes))
            .collect();
        assert_eq!(said, wanted, "{name:?} {asked}");
    }
    // A client that finds the service gets its address along with it.
    machine.receive(
        PHONE,
        &question(&Name::of(&["_http", "_tcp", "local"]), kind::PTR),
    );
    let (after, said) = machine.pass(2000).remove(0);
    assert!((20..=120).contains(&after), "{after}");
    let along = records(&said.bytes, Section::Additional);
    assert_eq!(along.len(), 4, "{along:?}");
}

#[test]
fn a_flood_of_questions_is_answered_once_a_second() {
    let mut machine = Machine::settled(&[OWN]);
    let mut said = Vec::new();
    for _ in 0..50 {
        for _ in 0..200 {
            assert_eq!(machine.receive(PHONE, &question(&host(), kind::A)), None);
        }
        said.extend(machine.pass(100));
    }
    assert!(said.len() <= 6, "{}", said.len());
    // A probe for the name is answered sooner.
    let mut probe = Writer::question_to_all();
    probe.question(&host(), kind::ANY);
    probe.record(
        Section::Authority,
        (&host(), kind::A),
        false,
        120,
        &[192, 168, 1, 20],
    );
    let probe = probe.finished();
    machine.receive(PHONE, &question(&host(), kind::A));
    machine.pass(2000);
    machine.receive(PHONE, &question(&host(), kind::A));
    machine.pass(0);
    machine.receive(PHONE, &probe);
    let (after, defence) = machine.pass(2000).remove(0);
    assert!(after <= 250, "{after}");
    assert!(kinds(&defence.bytes).contains(&kind::A));
    assert!(machine.responder.has_its_name());
}

#[test]
fn what_is_known_is_not_said_again() {
    let mut machine = Machine::settled(&[OWN]);
    for (ttl, is_said) in [(120, false), (60, false), (59, true)] {
        let mut knows = Writer::question_to_all();
        knows.question(&host(), kind::A);
        knows.record(
            Section::Answer,
            (&host(), kind::A),
            false,
            ttl,
            &[192, 168, 1, 10],
        );
        machine.receive(PHONE, &knows.finished());
        assert_eq!(!machine.pass(2000).is_empty(), is_said, "{ttl}");
    }
    // The known answers come in a second message.
    let mut first = question(&host(), kind::A);
    first[2] |= 0x02;
    let mut rest = Writer::question_to_all();
    rest.record(
        Section::Answer,
        (&host(), kind::A),
        false,
        120,
        &[192, 168, 1, 10],
    );
    let rest = rest.finished();
    machine.receive(PHONE, &first);
    machine.receive(PHONE, &rest);
    assert!(machine.pass(2000).is_empty());
    // Two clients asked, and only one of them knows the answer.
    machine.receive(PHONE, &first);
    machine.receive("192.168.1.21:5353", &first);
    machine.receive(PHONE, &rest);
    let said = machine.pass(2000);
    assert_eq!(said.len(), 1);
    assert!((400..=500).contains(&said[0].0), "{}", said[0].0);
}

#[test]
fn a_unicast_answer_is_given_while_the_record_is_still_in_the_caches() {
    let mut machine = Machine::settled(&[OWN]);
    // It was not multicast for a minute.
    assert_eq!(machine.receive(PHONE, &alone(&host(), kind::A)), None);
    assert_eq!(machine.pass(2000).len(), 1);
    let reply = machine
        .receive(PHONE, &alone(&host(), kind::A))
        .expect("an answer");
    assert_eq!(reply.to, Some(from(PHONE)));
    assert_eq!(kinds(&reply.bytes), [kind::A]);
    assert!(machine.pass(2000).is_empty());
    // An address outside this network is forged: the answer would go to a machine that did not ask.
    assert_eq!(
        machine.receive("203.0.113.9:5353", &alone(&host(), kind::A)),
        None
    );
    assert_eq!(machine.pass(2000).len(), 1);
}

#[test]
fn a_program_that_knows_nothing_of_multicast_is_answered_in_its_own_way() {
    let mut machine = Machine::settled(&[OWN]);
    let mut asked = question(&host(), kind::A);
    asked[..2].copy_from_slice(&[7, 8]);
    let reply = machine.receive(PROGRAM, &asked).expect("an answer");
    assert_eq!(reply.to, Some(from(PROGRAM)));
    assert_eq!(&reply.bytes[..2], &[7, 8]);
    assert_eq!(&reply.bytes[4..6], &[0, 1], "the question is repeated");
    let said = records(&reply.bytes, Section::Answer);
    assert_eq!(said, [(host(), kind::A, 10, vec![192, 168, 1, 10])]);
    let is_only = |window: &[u8]| window == [0, 1, 0x80, 1];
    assert!(!reply.bytes.windows(4).any(is_only));
    assert!(machine.pass(2000).is_empty());
    assert_eq!(machine.receive("203.0.113.9:40000", &asked), None);
    // Neither many nor forged questions make it send much.
    let answered = (0..1000)
        .filter(|_| machine.receive(PROGRAM, &asked).is_some())
        .count();
    assert!(answered <= 20, "{answered}");
    assert!(
        machine.receive("192.168.1.21:40000", &asked).is_some(),
        "another phone"
    );
    machine.pass(1000);
    assert!(machine.receive(PROGRAM, &asked).is_some());
}

#[test]
fn it_says_farewell_and_does_not_let_others_say_it_for_it() {
    let mut machine = Machine::settled(&[OWN]);
    let [farewell] = <[_; 1]>::try_from(machine.responder.farewell()).expect("one");
    let gone = records(&farewell.bytes, Section::Answer);
    assert!(
        gone.iter().all(|(_, _, ttl, _)| *ttl == 0) && gone.len() == 4,
        "{gone:?}"
    );
    machine.receive(PHONE, &farewell.bytes);
    let said = machine.pass(2000);
    let said: Vec<_> = said
        .iter()
        .flat_map(|(_, said)| kinds(&said.bytes))
        .collect();
    assert_eq!(said, [kind::A, kind::PTR, kind::SRV, kind::TXT]);
    assert!(
        Machine::new(&[OWN]).responder.farewell().is_empty(),
        "it had no name"
    );
}

/// Name and kind of what a message takes back, of which nothing says that it is the only one of its name.
fn taken_back(message: &[u8]) -> Vec<(Name, u16)> {
    let is_only = |window: &[u8]| matches!(window, [_, 0x80, 1, 0, 0, 0, 0]);
    assert!(!message.windows(7).any(is_only), "another's is left alone");
    let gone = records(message, Section::Answer).into_iter();
    let gone = gone.filter(|(_, _, ttl, _)| *ttl == 0);
    gone.map(|(name, kind, _, _)| (name, kind)).collect()
}

#[test]
fn what_was_announced_is_taken_back_when_the_name_is_lost() {
    let sites = Name::of(&["_http", "_tcp", "local"]);
    let all = [
        (host(), kind::A),
        (sites, kind::PTR),
        (service(), kind::SRV),
        (service(), kind::TXT),
    ];
    let claim = answer(&host(), kind::A, 120, &[192, 168, 1, 20]);
    let mut machine = Machine::settled(&[OWN]);
    machine.receive(PHONE, &claim);
    // It asks again, and closes meanwhile.
    let [farewell] = <[_; 1]>::try_from(machine.responder.farewell()).expect("one");
    assert_eq!(taken_back(&farewell.bytes), all);
    // It asks again, and has to take another name.
    machine.pass(300);
    machine.receive(PHONE, &claim);
    assert_eq!(machine.responder.name(), "siap-2");
    assert_eq!(
        machine.responder.farewell(),
        std::slice::from_ref(&farewell)
    );
    let (after, said) = machine.pass(0).remove(0);
    assert_eq!((after, said), (0, farewell));
    assert!(machine.responder.farewell().is_empty(), "once is enough");
    machine.pass(60_000);
    let [farewell] = <[_; 1]>::try_from(machine.responder.farewell()).expect("one");
    let gone = records(&farewell.bytes, Section::Answer);
    assert_eq!(gone[0].0, Name::of(&["siap-2", "local"]));
}

#[test]
fn a_service_that_is_renamed_or_given_up_is_taken_back_without_the_host() {
    let sites = Name::of(&["_http", "_tcp", "local"]);
    let its_own = [
        (sites.clone(), kind::PTR),
        (service(), kind::SRV),
        (service(), kind::TXT),
    ];
    let other = [&[0; 4], &8081_u16.to_be_bytes()[..], host().bytes()].concat();
    let claim = answer(&service(), kind::SRV, 120, &other);
    let mut machine = Machine::settled(&[OWN]);
    machine.receive(PHONE, &claim);
    machine.pass(300);
    machine.receive(PHONE, &claim);
    assert_eq!(machine.responder.service.as_deref(), Some("siap-2"));
    let (_, said) = machine.pass(0).remove(0);
    assert_eq!(taken_back(&said.bytes), its_own);
    // The host still stands.
    let [farewell] = <[_; 1]>::try_from(machine.responder.farewell()).expect("one");
    assert_eq!(taken_back(&farewell.bytes), [(host(), kind::A)]);

    let mut machine = Machine::settled(&[OWN]);
    machine.responder.taken = MOST_IN_A_ROW;
    machine.responder.last_taken = Some(machine.now);
    machine.receive(PHONE, &claim);
    assert_eq!(machine.responder.service, None);
    let (_, said) = machine.pass(0).remove(0);
    assert_eq!(taken_back(&said.bytes), its_own);
}

#[test]
fn without_a_service_nothing_is_said_of_one() {
    let mut machine = Machine::settled(&[OWN]);
    let (kind_of_all, kind_of_sites) = (
        Name::of(&["_services", "_dns-sd", "_udp", "local"]),
        Name::of(&["_http", "_tcp", "local"]),
    );
    let gone = |ttl| answer(&kind_of_all, kind::PTR, ttl, kind_of_sites.bytes());
    machine.receive(PHONE, &gone(0));
    assert_eq!(machine.pass(2000).len(), 1, "it is true of this machine");
    machine.responder.service = None;
    machine.responder.try_again(machine.now, Duration::ZERO);
    machine.pass(60_000);
    assert!(machine.responder.has_its_name());
    machine.receive(PHONE, &gone(0));
    machine.receive(PHONE, &question(&kind_of_all, kind::PTR));
    assert!(machine.pass(2000).is_empty());
}

#[test]
fn where_there_are_only_addresses_of_the_new_kind_it_has_one_of_those() {
    let mut machine = Machine::settled(&["fd00::10"]);
    let phone = "[fe80::20]:5353";
    machine.receive(phone, &question(&host(), kind::AAAA));
    let said = machine.pass(2000);
    assert_eq!(kinds(&said[0].1.bytes), [kind::AAAA]);
    machine.receive(phone, &question(&host(), kind::A));
    let said = machine.pass(2000);
    assert_eq!(kinds(&said[0].1.bytes), [kind::NSEC]);
    assert!(
        machine
            .receive(phone, &alone(&host(), kind::AAAA))
            .is_some()
    );
}

#[test]
fn what_is_no_message_is_nothing() {
    let mut machine = Machine::settled(&[OWN]);
    let right = question(&host(), kind::A);
    for length in 0..right.len() {
        assert_eq!(machine.receive(PROGRAM, &right[..length]), None);
    }
    for (at, byte) in [(2, 0x08), (3, 0x03), (5, 2), (7, 1)] {
        let mut wrong = right.clone();
        wrong[at] |= byte;
        assert_eq!(machine.receive(PROGRAM, &wrong), None, "{at}");
    }
    let too_large = [right.clone(), vec![0; 9000]].concat();
    assert_eq!(machine.receive(PROGRAM, &too_large), None);
    assert!(machine.receive(PROGRAM, &right).is_some());
}
