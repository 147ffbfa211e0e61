//! A name as it travels: its labels, each behind its length (RFC 1035, section 3.1).

/// Longest name, in bytes (RFC 1035, section 2.3.4).
pub(super) const LONGEST: usize = 255;
/// Longest label.
const LONGEST_LABEL: usize = 63;
/// Most places that a name may be scattered over. Each lies before the one that points to it, so there is an end in any
/// case; a chain of thousands would only take long.
const MOST_POINTERS: usize = 16;

/// A name. Upper and lower case are the same.
#[derive(Clone)]
pub(super) struct Name {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Name {
    /// The name with these labels; a label that is too long is cut.
    pub(super) fn of(labels: &[&str]) -> Self {
        let mut name = Self::empty();
        for label in labels {
            let label = &label.as_bytes()[..label.len().min(LONGEST_LABEL)];
            // The names in use are short; a longer one is dropped, and never matches.
            let _ = name.push(label);
        }
        let _ = name.push(&[]);
        name
    }

    const fn empty() -> Self {
        Self {
            bytes: [0; LONGEST],
            length: 0,
        }
    }

    fn push(&mut self, label: &[u8]) -> Option<()> {
        let end = self.length + 1 + label.len();
        let offset = self.bytes.get_mut(self.length..end)?;
        let (length, rest) = offset.split_first_mut()?;
        *length = u8::try_from(label.len()).ok()?;
        rest.copy_from_slice(label);
        self.length = end;
        Some(())
    }

    /// The name that begins there in a message, and where it ends there; none if it is no name.
    pub(super) fn read(message: &[u8], begin: usize) -> Option<(Self, usize)> {
        let mut name = Self::empty();
        let (mut at, mut end, mut pointers) = (begin, None, 0);
        loop {
            let length = usize::from(*message.get(at)?);
            match length {
                0 => {
                    name.push(&[])?;
                    return Some((name, end.unwrap_or(at + 1)));
                }
                1..=LONGEST_LABEL => {
                    name.push(message.get(at + 1..at + 1 + length)?)?;
                    at += 1 + length;
                }
                0xc0.. => {
                    let low = usize::from(*message.get(at + 1)?);
                    let offset = (length & 0x3f) << 8 | low;
                    pointers += 1;
                    if offset >= at || pointers > MOST_POINTERS {
                        return None;
                    }
                    end = end.or(Some(at + 2));
                    at = offset;
                }
                _ => return None,
            }
        }
    }

    /// As it is written, with the empty label at its end.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        // Lengths are below every letter, so they are compared as they are.
        self.bytes().eq_ignore_ascii_case(other.bytes())
    }
}

impl std::fmt::Debug for Name {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}", self.bytes().escape_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_any_letters_and_wherever_its_parts_lie() {
        let message = b"..\x05local\0\x04SiAp\xc0\x02!";
        let (name, end) = Name::read(message, 9).expect("a name");
        assert_eq!(name, Name::of(&["siap", "local"]));
        assert_eq!(&message[end..], b"!");
        assert_ne!(name, Name::of(&["siaplocal"]));
        assert_ne!(name, Name::of(&["siap", "local", "local"]));
    }

    #[test]
    fn what_points_at_itself_or_ahead_or_at_nothing_is_no_name() {
        for message in [
            &b"\xc0\x00"[..],
            b"\xc0\x02\0",
            b"\x01a\xc0\x00",
            b"\x01a\xc0",
            b"\x01a",
            b"\x05ab\0",
            b"\x40a\0",
            b"\x80a\0",
            b"",
        ] {
            assert!(Name::read(message, 0).is_none(), "{message:?}");
        }
        assert!(Name::read(b"\0", 7).is_none());
        // A long way round of pointers, each to the one before.
        let mut chain = vec![0];
        for at in 0..40_u8 {
            let offset = if at == 0 { 0 } else { at * 2 - 1 };
            chain.extend([0xc0, offset]);
        }
        assert!(Name::read(&chain, 1).is_some());
        assert!(Name::read(&chain, 79).is_none());
        // 255 bytes and no more.
        let label = [&[63][..], &[b'a'; 63]].concat();
        let longest = [&label.repeat(3)[..], &[61], &[b'a'; 61], &[0]].concat();
        assert_eq!(longest.len(), LONGEST);
        assert!(Name::read(&longest, 0).is_some());
        let longer = [&label.repeat(3)[..], &[62], &[b'a'; 62], &[0]].concat();
        assert!(Name::read(&longer, 0).is_none());
    }
}
