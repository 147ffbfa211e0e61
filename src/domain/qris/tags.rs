//! Tags of an EMV QR code: two digits of id, two of length, a value. Walks characters and not bytes, since lengths
//! count characters, and a slice of bytes would panic inside one.

use super::QrisError;

/// One tag with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) id: u8,
    pub(super) value: String,
}

impl Tag {
    pub(super) fn new(id: u8, value: impl Into<String>) -> Self {
        let value = value.into();
        Self { id, value }
    }
}

/// The tags of a text, in its order.
///
/// # Errors
/// [`QrisError::BadLength`] where the text ends within a tag, [`QrisError::BadTlv`] where an id or a length is no
/// number.
pub(super) fn read(text: &str) -> Result<Vec<Tag>, QrisError> {
    let (mut tags, mut letters) = (Vec::new(), text.chars());
    while !letters.as_str().is_empty() {
        let id = number(&mut letters)?;
        let length = number(&mut letters)?;
        let value: String = letters.by_ref().take(length.into()).collect();
        if value.chars().count() < length.into() {
            return Err(QrisError::BadLength);
        }
        tags.push(Tag { id, value });
    }
    Ok(tags)
}

/// Two digits.
fn number(letters: &mut std::str::Chars<'_>) -> Result<u8, QrisError> {
    let mut number = 0;
    for _ in 0..2 {
        let letter = letters.next().ok_or(QrisError::BadLength)?;
        let digit = letter.to_digit(10).ok_or(QrisError::BadTlv)?;
        number = number * 10 + u8::try_from(digit).map_err(|_| QrisError::BadTlv)?;
    }
    Ok(number)
}

pub(super) fn value_of(tags: &[Tag], id: u8) -> Option<&str> {
    let tag = tags.iter().find(|tag| tag.id == id)?;
    Some(&tag.value)
}

/// The text of tags: each value is of at most 99 characters.
pub(super) fn write(tags: &[Tag]) -> String {
    let tag = |Tag { id, value }: &Tag| format!("{id:02}{:02}{value}", value.chars().count());
    tags.iter().map(tag).collect()
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF, neither reflected nor inverted.
pub(super) fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc, _| {
            let carried = if crc & 0x8000 == 0 { 0 } else { 0x1021 };
            (crc << 1) ^ carried
        })
    })
}
