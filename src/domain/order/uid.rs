//! Codes: the secret uid of an order, the token of a table's card, and the short codes that people type.

use std::fmt;

use serde::Serialize;

/// Crockford's base32: no I, L, O or U, so that no letter is read for a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The secret address of an order: 128 random bits as 26 characters of lower-case Crockford base32.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct OrderUid(String);

impl OrderUid {
    /// Its length in characters.
    pub const LENGTH: usize = 26;

    /// The uid that these random bytes spell.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let bits = u128::from_be_bytes(bytes);
        let letters = (0..Self::LENGTH)
            .rev()
            .map(|place| char::from(ALPHABET[((bits >> (place * 5)) & 31) as usize]))
            .collect();
        Self(letters)
    }

    /// Reads a uid as it stands in an address: exactly, lower case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let well_formed = text.len() == Self::LENGTH
            // 26 characters hold 130 bits; the first may spell only the three that remain.
            && text.as_bytes().first().is_some_and(|first| (b'0'..=b'7').contains(first))
            && text.bytes().all(|letter| ALPHABET.contains(&letter));
        well_formed.then(|| Self(text.to_owned()))
    }

    /// Reads a uid as a scanner or a person gives it: any case, alone or at the end of a link.
    #[must_use]
    pub fn from_scan(text: &str) -> Option<Self> {
        let text = text.trim();
        let path = text.split(['?', '#']).next().unwrap_or(text);
        let last = path.trim_end_matches('/').rsplit('/').next()?;
        let plain: String = last
            .chars()
            .map(|letter| match letter.to_ascii_lowercase() {
                'i' | 'l' => '1',
                'o' => '0',
                other => other,
            })
            .collect();
        Self::parse(&plain)
    }

    /// The 26 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrderUid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What the address on a table's card ends in: 60 random bits as 12 characters of lower-case Crockford base32.
///
/// It opens nothing but a place to sit, and guesses are counted; so it is short, for a code that an old camera reads
/// from a narrow slip: with any address of a shop's network it is still a QR code of version 3.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct TableToken(String);

impl TableToken {
    /// Its length in characters, and the random bytes it is made of.
    pub const LENGTH: usize = 12;

    /// The token that these random bytes spell.
    #[must_use]
    pub fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        let letters = bytes.iter().map(|byte| ALPHABET[usize::from(byte & 31)]);
        Self(letters.map(char::from).collect())
    }

    /// Reads a token as it stands in an address: exactly, lower case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.bytes().all(|letter| ALPHABET.contains(&letter));
        (letters && text.len() == Self::LENGTH).then(|| Self(text.to_owned()))
    }

    /// The 12 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TableToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Four characters printed next to the QR code: with the number, they find an order that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupCode(String);

impl LookupCode {
    /// The code that these random bytes spell.
    #[must_use]
    pub fn from_random(bytes: [u8; 4]) -> Self {
        let letters = bytes
            .iter()
            .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]).to_ascii_uppercase());
        Self(letters.collect())
    }

    /// A code as it was stored.
    #[must_use]
    pub fn stored(code: &str) -> Self {
        Self(code.to_owned())
    }

    /// Whether a person typed this code; small letters and look-alikes are forgiven.
    pub fn matches(&self, typed: &str) -> bool {
        plain(typed.chars()) == self.0
    }

    /// The four characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Eight characters that let a device in once: a screen that is paired, or the first owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairingCode(String);

impl PairingCode {
    const LENGTH: usize = 8;

    /// The code that these random bytes spell: 40 bits.
    #[must_use]
    pub fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        let letters = bytes.iter().map(|byte| ALPHABET[usize::from(byte & 31)]);
        Self(
            letters
                .map(|letter| char::from(letter.to_ascii_uppercase()))
                .collect(),
        )
    }

    /// Reads a code as a person or a link gives it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let plain = plain(text.chars().filter(|letter| *letter != '-'));
        let letters = plain
            .bytes()
            .all(|letter| ALPHABET.contains(&letter.to_ascii_lowercase()));
        (letters && plain.len() == Self::LENGTH).then_some(Self(plain))
    }

    /// Whether a person typed this code. Looks at every character, so that the time does not reveal how
    /// many were right.
    pub fn matches(&self, typed: &str) -> bool {
        Self::parse(typed).is_some_and(|typed| {
            let pairs = self.0.bytes().zip(typed.0.bytes());
            pairs.fold(0, |different, (a, b)| different | (a ^ b)) == 0
        })
    }

    /// Without the dash, as it stands in a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// With a dash in the middle, as a person reads it.
impl fmt::Display for PairingCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(Self::LENGTH / 2);
        write!(out, "{first}-{second}")
    }
}

/// Capitals, with the letters that look like digits as those digits.
fn plain(typed: impl Iterator<Item = char>) -> String {
    let letters = typed.filter(|letter| !letter.is_whitespace());
    let plain = letters.map(|letter| match letter.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uid_holds_every_one_of_its_128_bits() {
        assert_eq!(
            OrderUid::from_random([0; 16]).as_str(),
            "00000000000000000000000000"
        );
        assert_eq!(
            OrderUid::from_random([0xff; 16]).as_str(),
            "7zzzzzzzzzzzzzzzzzzzzzzzzz"
        );
        for bit in 0..128 {
            let uid = OrderUid::from_random((1_u128 << bit).to_be_bytes());
            assert_ne!(uid, OrderUid::from_random([0; 16]), "bit {bit} is lost");
            assert_eq!(OrderUid::parse(uid.as_str()), Some(uid));
        }
    }

    #[test]
    fn only_the_exact_spelling_is_an_address() {
        for text in [
            "",
            "8zzzzzzzzzzzzzzzzzzzzzzzzz",
            "7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "7zzz",
            "../../etc/passwd",
        ] {
            assert_eq!(OrderUid::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_scanner_may_give_a_link_or_capitals() {
        let uid = OrderUid::from_random([7; 16]);
        for scanned in [
            uid.to_string(),
            uid.to_string().to_uppercase(),
            format!("http://192.168.1.10:8080/t/{uid}"),
            format!(" http://192.168.1.10/t/{uid}/?lang=en\n"),
        ] {
            assert_eq!(
                OrderUid::from_scan(&scanned),
                Some(uid.clone()),
                "{scanned}"
            );
        }
        assert_eq!(OrderUid::from_scan("A-012"), None);
    }

    #[test]
    fn a_tables_token_is_read_as_it_was_spelled_and_in_no_other_way() {
        let token = TableToken::from_random([0, 1, 10, 31, 32, 255, 2, 3, 4, 5, 6, 7]);
        assert_eq!(token.as_str(), "01az0z234567");
        assert_eq!(TableToken::parse("01az0z234567"), Some(token));
        for text in [
            "",
            "01AZ0Z234567",
            "01az0z23456",
            "01az0z2345678",
            "01az0z23456u",
        ] {
            assert_eq!(TableToken::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_typed_code_forgives_small_letters_and_look_alikes() {
        let code = LookupCode::from_random([0, 1, 10, 31]);
        assert_eq!(code.as_str(), "01AZ");
        assert!(code.matches(" oiaz "));
        assert!(!code.matches("01A"));
    }

    #[test]
    fn a_pairing_code_is_read_with_or_without_its_dash() {
        let code = PairingCode::from_random([0, 1, 10, 31, 2, 3, 4, 5]);
        assert_eq!(
            (code.to_string().as_str(), code.as_str()),
            ("01AZ-2345", "01AZ2345")
        );
        for typed in ["01AZ-2345", "01az2345", " oIaz 2345 "] {
            assert!(code.matches(typed), "{typed}");
        }
        for typed in ["", "01AZ-234", "01AZ-2346", "01AZ-2345-0", "01AU-2345"] {
            assert!(!code.matches(typed), "{typed}");
        }
    }
}
