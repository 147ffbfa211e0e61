//! One message in bytes (RFC 1035, section 4): read without trust, and written.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::name::{LONGEST, Name};

/// Largest message, in bytes (RFC 6762, section 17).
pub(super) const LARGEST: usize = 9000;

/// The type of a record or question, by its number.
pub(super) mod kind {
    pub(in crate::mdns) const A: u16 = 1;
    pub(in crate::mdns) const PTR: u16 = 12;
    pub(in crate::mdns) const TXT: u16 = 16;
    pub(in crate::mdns) const AAAA: u16 = 28;
    pub(in crate::mdns) const SRV: u16 = 33;
    pub(in crate::mdns) const NSEC: u16 = 47;
    pub(in crate::mdns) const ANY: u16 = 255;
}

/// The internet, and any class.
const INTERNET: u16 = 1;
const ANY_CLASS: u16 = 255;
/// In a question: a unicast answer is wanted. In a record: no other machine has this name (RFC 6762, sections 5.4 and
/// 10.2).
const TOP_BIT: u16 = 0x8000;

const IS_RESPONSE: u16 = 0x8000;
const IS_AUTHORITATIVE: u16 = 0x0400;
const IS_TRUNCATED: u16 = 0x0200;
/// The kind of request, and what went wrong; both are zero here (RFC 6762, sections 18.3 and 18.11).
const MUST_BE_ZERO: u16 = 0x780f;

const HEADER: usize = 12;

/// A message that is well made from its first byte to the last that it counts.
pub(super) struct Message<'a> {
    bytes: &'a [u8],
    pub(super) id: u16,
    pub(super) is_response: bool,
    /// More known answers come in another message.
    pub(super) is_truncated: bool,
    /// Questions, answers, authorities and additional records.
    counts: [u16; 4],
}

/// What a message is made of, in its order.
pub(super) enum Part<'a> {
    Question(Question),
    Record(Section, Record<'a>),
}

pub(super) struct Question {
    pub(super) name: Name,
    pub(super) kind: u16,
    /// Whether the answer may come to who asks alone.
    pub(super) is_unicast: bool,
    is_of_internet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Answer = 1,
    Authority = 2,
    Additional = 3,
}

pub(super) struct Record<'a> {
    pub(super) name: Name,
    pub(super) kind: u16,
    pub(super) class: u16,
    /// How long it may be remembered, in seconds.
    pub(super) ttl: u32,
    message: &'a [u8],
    begin: usize,
    end: usize,
}

impl Question {
    /// Whether it is about the internet at all.
    pub(super) const fn is_of_internet(&self) -> bool {
        self.is_of_internet
    }
}

impl Record<'_> {
    pub(super) const fn is_of_internet(&self) -> bool {
        self.class == INTERNET
    }

    fn data(&self) -> &[u8] {
        &self.message[self.begin..self.end]
    }

    pub(super) fn address(&self) -> Option<IpAddr> {
        match self.kind {
            kind::A => <[u8; 4]>::try_from(self.data())
                .ok()
                .map(|ip| Ipv4Addr::from(ip).into()),
            kind::AAAA => <[u8; 16]>::try_from(self.data())
                .ok()
                .map(|ip| Ipv6Addr::from(ip).into()),
            _ => None,
        }
    }

    /// Its data, with a name in it written out in full; none if there is no name where one must be.
    pub(super) fn whole_data(&self) -> Option<Vec<u8>> {
        let before = match self.kind {
            kind::PTR => 0,
            kind::SRV => 6,
            _ => return Some(self.data().to_vec()),
        };
        let fixed = self.data().get(..before)?;
        let (name, end) = Name::read(self.message, self.begin + before)?;
        (end == self.end).then(|| [fixed, name.bytes()].concat())
    }
}

impl<'a> Message<'a> {
    /// Reads all of it once; none if it is no message that is for us.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() > LARGEST {
            return None;
        }
        let (id, flags) = (number(bytes, 0)?, number(bytes, 2)?);
        if flags & MUST_BE_ZERO != 0 {
            return None;
        }
        let message = Self {
            bytes,
            id,
            is_response: flags & IS_RESPONSE != 0,
            is_truncated: flags & IS_TRUNCATED != 0,
            counts: [
                number(bytes, 4)?,
                number(bytes, 6)?,
                number(bytes, 8)?,
                number(bytes, 10)?,
            ],
        };
        let wanted: usize = message.counts.iter().map(|count| usize::from(*count)).sum();
        (message.parts().count() == wanted).then_some(message)
    }

    pub(super) fn parts(&self) -> Parts<'a> {
        Parts {
            bytes: self.bytes,
            at: HEADER,
            left: self.counts,
        }
    }

    pub(super) const fn has_questions(&self) -> bool {
        self.counts[0] > 0
    }
}

/// Goes through a message; ends at its end, or at what it cannot read.
pub(super) struct Parts<'a> {
    bytes: &'a [u8],
    at: usize,
    left: [u16; 4],
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        let index = self.left.iter().position(|left| *left > 0)?;
        self.left[index] -= 1;
        let part = match index {
            0 => self.question().map(Part::Question),
            1 => self
                .record()
                .map(|record| Part::Record(Section::Answer, record)),
            2 => self
                .record()
                .map(|record| Part::Record(Section::Authority, record)),
            _ => self
                .record()
                .map(|record| Part::Record(Section::Additional, record)),
        };
        if part.is_none() {
            self.left = [0; 4];
        }
        part
    }
}

impl<'a> Parts<'a> {
    fn question(&mut self) -> Option<Question> {
        let (name, at) = Name::read(self.bytes, self.at)?;
        let (kind, class) = (number(self.bytes, at)?, number(self.bytes, at + 2)?);
        self.at = at + 4;
        Some(Question {
            name,
            kind,
            is_unicast: class & TOP_BIT != 0,
            is_of_internet: matches!(class & !TOP_BIT, INTERNET | ANY_CLASS),
        })
    }

    fn record(&mut self) -> Option<Record<'a>> {
        let (name, at) = Name::read(self.bytes, self.at)?;
        let (kind, class) = (number(self.bytes, at)?, number(self.bytes, at + 2)?);
        let ttl =
            u32::from(number(self.bytes, at + 4)?) << 16 | u32::from(number(self.bytes, at + 6)?);
        let begin = at + 10;
        let end = begin + usize::from(number(self.bytes, at + 8)?);
        self.bytes.get(begin..end)?;
        self.at = end;
        Some(Record {
            name,
            kind,
            class: class & !TOP_BIT,
            ttl,
            message: self.bytes,
            begin,
            end,
        })
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at + 2)?;
    Some(u16::from_be_bytes([two[0], two[1]]))
}

/// A message in the making. Names are written out in full: a few hundred bytes are all that there ever is to say.
pub(super) struct Writer {
    bytes: Vec<u8>,
    counts: [u16; 4],
}

impl Writer {
    pub(super) fn question_to_all() -> Self {
        Self::new(0, 0)
    }

    pub(super) fn answer(id: u16) -> Self {
        Self::new(id, IS_RESPONSE | IS_AUTHORITATIVE)
    }

    fn new(id: u16, flags: u16) -> Self {
        let mut bytes = Vec::with_capacity(HEADER + 4 * LONGEST);
        bytes.extend(id.to_be_bytes());
        bytes.extend(flags.to_be_bytes());
        bytes.extend([0; 8]);
        Self {
            bytes,
            counts: [0; 4],
        }
    }

    pub(super) fn question(&mut self, name: &Name, kind: u16) {
        self.counts[0] += 1;
        self.bytes.extend(name.bytes());
        self.bytes.extend(kind.to_be_bytes());
        self.bytes.extend(INTERNET.to_be_bytes());
    }

    /// With `is_only`, no other machine has the name (the cache-flush bit).
    pub(super) fn record(
        &mut self,
        section: Section,
        (name, kind): (&Name, u16),
        is_only: bool,
        ttl: u32,
        data: &[u8],
    ) {
        self.counts[section as usize] += 1;
        let class = if is_only {
            INTERNET | TOP_BIT
        } else {
            INTERNET
        };
        self.bytes.extend(name.bytes());
        self.bytes.extend(kind.to_be_bytes());
        self.bytes.extend(class.to_be_bytes());
        self.bytes.extend(ttl.to_be_bytes());
        let length = u16::try_from(data.len()).unwrap_or_default();
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend(&data[..usize::from(length)]);
    }

    pub(super) fn finished(mut self) -> Vec<u8> {
        for (at, count) in self.counts.iter().enumerate() {
            self.bytes[4 + 2 * at..6 + 2 * at].copy_from_slice(&count.to_be_bytes());
        }
        self.bytes
    }
}
