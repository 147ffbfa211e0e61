//! A picture as it is kept: what is needed to draw it, and nothing that tells where, when or with what it was taken.
//!
//! A phone writes the place of the kitchen, or of the cook's home, into a photo, and whoever opens the menu could read
//! it. Each format is a row of named parts, so that nothing has to be decoded: what draws is kept, everything else goes,
//! known or not. That is why no library for EXIF does it: what such a one knows is only a part of what phones write.

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
    /// Reads what somebody sent, if it is something that a page can show, and drops what does not draw.
    #[must_use]
    pub fn parse(sent: &[u8]) -> Option<Self> {
        let (bytes, ending) = match imagesize::image_type(sent).ok()? {
            ImageType::Jpeg => (jpeg(sent)?, "jpg"),
            ImageType::Png => (png(sent)?, "png"),
            ImageType::Webp => (webp(sent)?, "webp"),
            _ => return None,
        };
        // Of what is kept: no part that went may have said it.
        let size = imagesize::blob_size(&bytes).ok()?;
        let fits = |side| (1..=LARGEST_SIDE).contains(&side);
        (fits(size.width) && fits(size.height)).then(|| Self {
            bytes: bytes.into(),
            ending,
        })
    }

    /// What is kept of it.
    #[must_use]
    pub const fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// How a file of its kind ends: `jpg`, `png` or `webp`.
    #[must_use]
    pub const fn ending(&self) -> &'static str {
        self.ending
    }
}

const EXIF: &[u8] = b"Exif\0\0";

/// The segments of a JPEG (ITU-T T.81, annex B), up to its end: phones put another picture, or a film, behind it.
fn jpeg(sent: &[u8]) -> Option<Vec<u8>> {
    let mut kept = sent.get(..2)?.to_vec();
    let mut turned = false;
    let mut at = 2;
    loop {
        // Before a marker there may be any number of 0xff.
        let (0xff, mut marker) = (*sent.get(at)?, *sent.get(at + 1)?) else {
            return None;
        };
        while marker == 0xff {
            at += 1;
            marker = *sent.get(at + 1)?;
        }
        at += 2;
        if marker == 0xd9 {
            kept.extend([0xff, marker]);
            return Some(kept);
        }
        let length = usize::from(u16::from_be_bytes(array(sent, at)?));
        let content = sent.get(at + 2..at.checked_add(length)?)?;
        at += length;
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
            // What an application wrote, and comments. Nothing else has a length.
            0xe0..=0xef | 0xfe => {}
            _ => return None,
        }
        if marker == 0xda {
            let scan = scan(sent, at);
            at = scan.end;
            kept.extend(&sent[scan]);
            if at == sent.len() {
                // One that was cut off is shown as far as it goes.
                kept.extend([0xff, 0xd9]);
                return Some(kept);
            }
        }
    }
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

/// The chunks of a PNG (third edition, section 5).
fn png(sent: &[u8]) -> Option<Vec<u8>> {
    let mut kept = sent.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(array(sent, at)?)).ok()?;
        let name: [u8; 4] = array(sent, at + 4)?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let whole = sent.get(at..end)?;
        match &name {
            b"eXIf" => {
                if let Some(turn) = orientation(&whole[8..whole.len() - 4]) {
                    let content = only_turned(turn);
                    let mut sum = Crc::new();
                    sum.update(&name);
                    sum.update(&content);
                    kept.extend(length_of(&content)?.to_be_bytes());
                    kept.extend(name);
                    kept.extend(content);
                    kept.extend(sum.sum().to_be_bytes());
                }
            }
            b"IHDR" | b"PLTE" | b"IDAT" | b"tRNS" | b"cHRM" | b"gAMA" | b"iCCP" | b"sBIT"
            | b"sRGB" | b"cICP" | b"mDCV" | b"cLLI" | b"bKGD" | b"pHYs" | b"acTL" | b"fcTL"
            | b"fdAT" => kept.extend(whole),
            b"IEND" => {
                kept.extend(whole);
                return Some(kept);
            }
            _ => {}
        }
        at = end;
    }
}

/// The chunks of a WebP (RFC 9649, section 2).
fn webp(sent: &[u8]) -> Option<Vec<u8>> {
    const HAS_EXIF: u8 = 0b1000;
    const HAS_XMP: u8 = 0b100;
    let told = usize::try_from(u32::from_le_bytes(array(sent, 4)?)).ok()?;
    let body = sent.get(12..told.checked_add(8)?)?;
    let mut kept = b"WEBP".to_vec();
    let mut turn = None;
    for chunk in riff(body) {
        let (name, content) = chunk?;
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
                let mut frame = content.get(..16)?.to_vec();
                for part in riff(&content[16..]) {
                    let (name, content) = part?;
                    if draws(name) {
                        put(&mut frame, name, content)?;
                    }
                }
                put(&mut kept, name, &frame)?;
            }
            b"ICCP" | b"ANIM" => put(&mut kept, name, content)?,
            _ if draws(name) => put(&mut kept, name, content)?,
            _ => {}
        }
    }
    if let Some(turn) = turn
        && kept.get(4..8)? == b"VP8X"
    {
        // Behind its name and length.
        kept[12] |= HAS_EXIF;
        put(&mut kept, b"EXIF", &only_turned(turn))?;
    }
    let mut whole = b"RIFF".to_vec();
    whole.extend(length_of(&kept)?.to_le_bytes());
    whole.extend(kept);
    Some(whole)
}

fn draws(name: &[u8]) -> bool {
    matches!(name, b"VP8 " | b"VP8L" | b"ALPH")
}

/// The chunks of a RIFF, one after the other; none and an end where one is cut off.
fn riff(mut rest: &[u8]) -> impl Iterator<Item = Option<Chunk<'_>>> {
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (chunk, behind) = first_chunk(rest).unzip();
        rest = behind.unwrap_or_default();
        Some(chunk)
    })
}

/// Its name and what is in it.
type Chunk<'a> = (&'a [u8], &'a [u8]);

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
