//! A picture as it is kept: what is needed to draw it, and no metadata about where, when or with what it was taken.
//!
//! A phone writes the place of the kitchen, or of the cook's home, into a photo, and every guest could read it there.
//! Each format is a row of named parts, so nothing has to be decoded: the parts that draw are kept, all others dropped,
//! known or not. A library for EXIF would not do: it knows only a part of what phones write.

use std::ops::Range;

use bytes::Bytes;
use flate2::Crc;
use imagesize::ImageType;

/// Largest side of a picture, in pixels: beyond it a phone only spends memory.
const LARGEST_SIDE: usize = 2048;

/// A picture that a page can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    bytes: Bytes,
    ending: &'static str,
}

impl Picture {
    /// Reads an upload, if it is a format that a page can show, and drops the parts that do not draw.
    #[must_use]
    pub fn parse(sent: &[u8]) -> Option<Self> {
        let (bytes, ending) = match imagesize::image_type(sent).ok()? {
            ImageType::Jpeg => (jpeg(sent)?, "jpg"),
            ImageType::Png => (png(sent)?, "png"),
            ImageType::Webp => (webp(sent)?, "webp"),
            _ => return None,
        };
        // Measured on what is kept, since a part that was dropped may have held another size.
        let size = imagesize::blob_size(&bytes).ok()?;
        let fits = |side| (1..=LARGEST_SIDE).contains(&side);
        (fits(size.width) && fits(size.height)).then(|| Self {
            bytes: bytes.into(),
            ending,
        })
    }

    /// The bytes that are kept.
    pub const fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// How a file of its kind ends: `jpg`, `png` or `webp`.
    pub const fn ending(&self) -> &'static str {
        self.ending
    }
}

const EXIF: &[u8] = b"Exif\0\0";

/// The segments of a JPEG (ITU-T T.81, annex B), up to its end: phones append another picture, or a film. A
/// picture that is cut off, or goes on with other bytes, is shown up to there.
fn jpeg(sent: &[u8]) -> Option<Vec<u8>> {
    let mut kept = sent.get(..2)?.to_vec();
    let mut turned = false;
    let mut is_drawn = false;
    let mut at = 2;
    while let Some((marker, behind)) = next_marker(sent, at) {
        // Without a length: what can only be a stray, the end, and what is none.
        match marker {
            0x01 | 0xd0..=0xd7 => {
                at = behind;
                continue;
            }
            0x02..=0xbf | 0xd8..=0xd9 | 0xf0..=0xfd => break,
            _ => {}
        }
        let Some(content) = content_of_segment(sent, behind) else {
            break;
        };
        at = behind + 2 + content.len();
        match marker {
            // JFIF, without the small picture it may have.
            0xe0 if content.starts_with(b"JFIF\0") && content.len() >= 14 => {
                let (density, none) = (&content[..12], [0, 0]);
                segment(&mut kept, marker, &[density, &none].concat());
            }
            0xe1 if content.starts_with(EXIF) && !turned => {
                turned = true;
                if let Some(turn) = orientation(&content[EXIF.len()..]) {
                    segment(&mut kept, marker, &[EXIF, &only_turned(turn)].concat());
                }
            }
            // Colours: an ICC profile, and how Adobe's programs mix them.
            0xe2 if content.starts_with(b"ICC_PROFILE\0") => segment(&mut kept, marker, content),
            0xee if content.starts_with(b"Adobe") => segment(&mut kept, marker, content),
            // Frames, tables and scans.
            0xc0..=0xcf | 0xda..=0xdf => segment(&mut kept, marker, content),
            // What an application wrote, and comments.
            _ => {}
        }
        if marker == 0xda {
            let scan = scan(sent, at);
            at = scan.end;
            is_drawn |= !scan.is_empty();
            kept.extend(&sent[scan]);
        }
    }
    kept.extend([0xff, 0xd9]);
    is_drawn.then_some(kept)
}

/// The next marker from here, and where it ends. Before it there may be any number of 0xff, and there should be
/// nothing else: what draws a picture passes over the rest.
fn next_marker(sent: &[u8], at: usize) -> Option<(u8, usize)> {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff);
    let before = sent.get(at..)?.windows(2).position(is_marker)?;
    Some((sent[at + before + 1], at + before + 2))
}

fn content_of_segment(sent: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes(array(sent, at)?));
    sent.get(at + 2..at.checked_add(length)?)
}

fn segment(kept: &mut Vec<u8>, marker: u8, content: &[u8]) {
    // As long as the one that it is of, or shorter.
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    kept.extend([0xff, marker]);
    kept.extend(length.to_be_bytes());
    kept.extend(content);
}

/// What is drawn by a scan that begins here: up to a marker that is neither a zero nor a new start.
fn scan(sent: &[u8], from: usize) -> Range<usize> {
    let goes_on = |next: u8| matches!(next, 0 | 0xd0..=0xd7 | 0xff);
    let ends = |pair: &[u8]| pair[0] == 0xff && !goes_on(pair[1]);
    let length = sent[from..].windows(2).position(ends);
    from..length.map_or(sent.len(), |length| from + length)
}

/// The chunks of a PNG (third edition, section 5). One that was cut off is shown as far as it goes.
fn png(sent: &[u8]) -> Option<Vec<u8>> {
    let mut kept = sent.get(..8)?.to_vec();
    let mut is_drawn = false;
    let mut at = 8;
    while let (Some(length), Some(name)) = (array(sent, at), array::<4>(sent, at + 4)) {
        let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
        let behind = &sent[at + 8..];
        let Some(whole) = sent
            .get(at..)
            .and_then(|rest| rest.get(..length.checked_add(12)?))
        else {
            if &name == b"IDAT" && !behind.is_empty() {
                chunk(&mut kept, name, &behind[..length.min(behind.len())])?;
                is_drawn |= length > 0;
            }
            break;
        };
        match &name {
            b"eXIf" => {
                if let Some(turn) = orientation(&whole[8..whole.len() - 4]) {
                    chunk(&mut kept, name, &only_turned(turn))?;
                }
            }
            b"IHDR" | b"PLTE" | b"IDAT" | b"tRNS" | b"cHRM" | b"gAMA" | b"iCCP" | b"sBIT"
            | b"sRGB" | b"cICP" | b"mDCV" | b"cLLI" | b"bKGD" | b"pHYs" | b"acTL" | b"fcTL"
            | b"fdAT" => kept.extend(whole),
            b"IEND" => break,
            _ => {}
        }
        is_drawn |= &name == b"IDAT" && length > 0;
        at += whole.len();
    }
    chunk(&mut kept, *b"IEND", b"")?;
    is_drawn.then_some(kept)
}

fn chunk(kept: &mut Vec<u8>, name: [u8; 4], content: &[u8]) -> Option<()> {
    let mut sum = Crc::new();
    sum.update(&name);
    sum.update(content);
    kept.extend(length_of(content)?.to_be_bytes());
    kept.extend(name);
    kept.extend(content);
    kept.extend(sum.sum().to_be_bytes());
    Some(())
}

/// The chunks of a WebP (RFC 9649, section 2). One that was cut off is kept as far as it goes, under the lengths it
/// had: what draws it sees by them that more would come.
fn webp(sent: &[u8]) -> Option<Vec<u8>> {
    const HAS_EXIF: u8 = 0b1000;
    const HAS_XMP: u8 = 0b100;
    let declared = usize::try_from(u32::from_le_bytes(array(sent, 4)?)).ok()?;
    let end = declared.saturating_add(8).min(sent.len());
    let mut rest = sent.get(12..end)?;
    let mut kept = b"WEBP".to_vec();
    let mut turn = None;
    let mut is_drawn = false;
    while let Some(((name, content), behind)) = first_chunk(rest) {
        rest = behind;
        match name {
            b"EXIF" => {
                turn = turn.or_else(|| orientation(content.strip_prefix(EXIF).unwrap_or(content)));
            }
            b"VP8X" => {
                let mut content = content.to_vec();
                *content.first_mut()? &= !(HAS_EXIF | HAS_XMP);
                put(&mut kept, name, &content)?;
            }
            // A frame of a moving one has parts of its own.
            b"ANMF" => {
                let Some((head, mut parts)) = content.split_at_checked(16) else {
                    continue;
                };
                let mut frame = head.to_vec();
                while let Some(((name, content), behind)) = first_chunk(parts) {
                    parts = behind;
                    if draws(name) {
                        put(&mut frame, name, content)?;
                        is_drawn |= name != b"ALPH";
                    }
                }
                put(&mut kept, name, &frame)?;
            }
            b"ICCP" | b"ANIM" => put(&mut kept, name, content)?,
            _ if draws(name) => {
                put(&mut kept, name, content)?;
                is_drawn |= name != b"ALPH";
            }
            _ => {}
        }
    }
    let mut missing = 0;
    if let (false, Some(length)) = (is_drawn, array(rest, 4))
        && matches!(&rest[..4], b"VP8 " | b"VP8L")
    {
        let length = u32::from_le_bytes(length);
        let whole = length.checked_add(length % 2)?;
        missing = whole.checked_sub(length_of(&rest[8..])?)?;
        kept.extend(rest);
        is_drawn = rest.len() > 8;
    }
    if let Some(turn) = turn
        && missing == 0
        && kept.get(4..8)? == b"VP8X"
    {
        // Behind its name and length.
        kept[12] |= HAS_EXIF;
        put(&mut kept, b"EXIF", &only_turned(turn))?;
    }
    let mut whole = b"RIFF".to_vec();
    whole.extend(length_of(&kept)?.checked_add(missing)?.to_le_bytes());
    whole.extend(kept);
    is_drawn.then_some(whole)
}

fn draws(name: &[u8]) -> bool {
    matches!(name, b"VP8 " | b"VP8L" | b"ALPH")
}

/// Its name and what is in it.
type Chunk<'a> = (&'a [u8], &'a [u8]);

/// The first chunk of a RIFF and what is behind it; none where it is cut off.
fn first_chunk(riff: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let length = usize::try_from(u32::from_le_bytes(array(riff, 4)?)).ok()?;
    let (name, behind) = (&riff[..4], &riff[8..]);
    let content = behind.get(..length)?;
    // Each begins at an even place.
    let behind = behind.get(length + length % 2..).unwrap_or_default();
    Some(((name, content), behind))
}

fn put(kept: &mut Vec<u8>, name: &[u8], content: &[u8]) -> Option<()> {
    kept.extend(name);
    kept.extend(length_of(content)?.to_le_bytes());
    kept.extend(content);
    if content.len() % 2 == 1 {
        kept.push(0);
    }
    Some(())
}

fn length_of(content: &[u8]) -> Option<u32> {
    u32::try_from(content.len()).ok()
}

/// How EXIF (TIFF 6.0, section 2) says that the picture is to be turned, unless it is not.
fn orientation(tiff: &[u8]) -> Option<u8> {
    const ORIENTATION: u16 = 0x0112;
    const SHORT: u16 = 3;
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at| {
        let two = array(tiff, at)?;
        Some(if is_little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let four = array(tiff, 4)?;
    let list = if is_little {
        u32::from_le_bytes(four)
    } else {
        u32::from_be_bytes(four)
    };
    let list = usize::try_from(list).ok()?;
    let entries = (0..usize::from(short(list)?)).map(|n| list + 2 + n * 12);
    let mut turns = entries.map_while(|at| Some((short(at)?, short(at + 2)?, short(at + 8)?)));
    let (.., turn) = turns.find(|&(tag, kind, _)| tag == ORIENTATION && kind == SHORT)?;
    u8::try_from(turn)
        .ok()
        .filter(|turn| (2..=8).contains(turn))
}

/// EXIF that says nothing but how the picture is to be turned.
fn only_turned(turn: u8) -> [u8; 26] {
    let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    tiff[19] = turn;
    tiff
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
