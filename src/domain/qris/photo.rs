//! The codes in a photo of the shop's sticker. The owner's browser makes it grey and small and sends it as a portable
//! graymap, since no browser reads codes by itself over plain http, and no decoder of photos is in this program.

use quircs::Quirc;

/// What a graymap begins with: binary, one byte for each pixel.
const KIND: &str = "P5";
/// The largest value of a pixel.
const WHITE: usize = 255;
/// Most pixels of a side.
const LONGEST_SIDE: usize = 1_200;

/// A grey picture.
#[derive(Debug)]
pub struct Graymap<'a> {
    width: usize,
    height: usize,
    pixels: &'a [u8],
}

impl<'a> Graymap<'a> {
    /// Most bytes of one that is taken: its pixels and a line of numbers.
    pub const LARGEST: usize = LONGEST_SIDE * LONGEST_SIDE + 64;

    /// Reads a portable graymap (PGM, `P5`) of at most 1,200 pixels a side.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes;
        let is_kind = word(&mut rest)? == KIND;
        let (width, height) = (number(&mut rest)?, number(&mut rest)?);
        let is_byte = number(&mut rest)? == WHITE;
        let fits = |side| (1..=LONGEST_SIDE).contains(&side);
        let is_picture = is_kind && is_byte && fits(width) && fits(height);
        (is_picture && rest.len() == width * height).then_some(Self {
            width,
            height,
            pixels: rest,
        })
    }

    /// The texts of the QR codes in it. May panic on a picture of something else, so it has a thread of its own.
    pub fn codes(&self) -> Vec<String> {
        let mut reader = Quirc::default();
        let found = reader.identify(self.width, self.height, self.pixels);
        let read = found.filter_map(|code| code.ok()?.decode().ok());
        read.filter_map(|code| String::from_utf8(code.payload).ok())
            .collect()
    }
}

fn number(rest: &mut &[u8]) -> Option<usize> {
    word(rest)?.parse().ok()
}

/// What stands before the next white space, of which one follows.
fn word<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let end = rest.iter().take(8).position(u8::is_ascii_whitespace)?;
    let (word, after) = rest.split_at(end);
    *rest = &after[1..];
    str::from_utf8(word).ok()
}
