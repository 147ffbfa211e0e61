//! Resolves one name by a one-shot multicast query (RFC 6762, section 5.1).

use std::{
    collections::HashSet,
    net::{IpAddr, UdpSocket},
    time::{Duration, Instant},
};

use super::{
    PORT,
    message::{LARGEST, Message, Part, Section, Writer, kind},
    name::Name,
    socket,
};
use crate::lan::Network;

/// How often it is asked, and how long answers are waited for each time: more than one machine may give one.
const TIMES: usize = 3;
const PATIENCE: Duration = Duration::from_millis(500);
/// How long one network is listened to before the next.
const MOMENT: Duration = Duration::from_millis(20);
/// More addresses than one name has.
const MOST: usize = 16;

/// The addresses that are given in these networks for `host`, which ends in `.local`; none without an answer.
pub(crate) fn who_is(host: &str, networks: &[Network]) -> HashSet<IpAddr> {
    let labels: Vec<_> = host.split('.').collect();
    let name = Name::of(&labels);
    let mut question = Writer::question_to_all();
    question.question(&name, kind::A);
    question.question(&name, kind::AAAA);
    let question = question.finished();
    let mut asking = Vec::new();
    for network in networks {
        match socket::to_ask(network, MOMENT) {
            Ok(socket) => asking.push((socket, socket::everybody(network, PORT))),
            Err(error) => log::debug!("{host} is not asked for at {}: {error}", network.ip),
        }
    }
    let mut found = HashSet::new();
    for _ in 0..TIMES {
        let mut has_answer = false;
        for (socket, everybody) in &asking {
            // A network that cannot be sent to has no answers either.
            let _ = socket.send_to(&question, everybody);
        }
        let end = Instant::now() + PATIENCE;
        while !asking.is_empty() && Instant::now() < end {
            for (socket, _) in &asking {
                has_answer |= listen(socket, &name, &mut found);
            }
        }
        if has_answer {
            break;
        }
    }
    found
}

/// Waits for one answer, for a moment; whether there was one.
fn listen(socket: &UdpSocket, name: &Name, found: &mut HashSet<IpAddr>) -> bool {
    let mut buffer = [0; LARGEST];
    let Ok(length) = socket.recv(&mut buffer) else {
        return false;
    };
    let Some(answer) = Message::read(&buffer[..length]).filter(|message| message.is_response)
    else {
        return false;
    };
    let mut is_one = false;
    for part in answer.parts() {
        if let Part::Record(Section::Answer, record) = part
            && record.name == *name
            && let Some(address) = record.address()
            && found.len() < MOST
        {
            found.insert(address);
            is_one = true;
        }
    }
    is_one
}
