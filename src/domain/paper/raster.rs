//! A picture as a printer prints it: black and white dots.

use serde::{Deserialize, Serialize};

/// Height of a name that a browser draws, in dots: a cell of the printer's own letters.
pub const DRAWN_NAME_HEIGHT: usize = 24;
/// Widest name that a browser draws, in dots: sixty letters, each as wide as high.
pub const WIDEST_DRAWN_NAME: usize = 60 * DRAWN_NAME_HEIGHT;
/// Widest and highest logo, in dots: as wide as narrow paper.
pub const LARGEST_PRINTED_LOGO: (usize, usize) = (384, 240);

/// A picture of black and white dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    width: usize,
    /// Each row is `width / 8` bytes, rounded up; the first dot is the highest bit, and black is 1.
    bits: Vec<u8>,
}

impl Raster {
    /// A picture of rows of `width` dots each; none without a dot, or where the bytes are no whole number of rows.
    pub fn new(width: usize, bits: Vec<u8>) -> Option<Self> {
        let row = width.div_ceil(8);
        let fits = row > 0 && !bits.is_empty() && bits.len().is_multiple_of(row);
        fits.then_some(Self { width, bits })
    }

    /// A white picture.
    pub fn white(width: usize, height: usize) -> Self {
        Self {
            width,
            bits: vec![0; width.div_ceil(8) * height],
        }
    }

    /// Dots from left to right.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Dots from top to bottom.
    pub fn height(&self) -> usize {
        self.bits.len() / self.width.div_ceil(8).max(1)
    }

    /// All rows, one after another.
    pub fn bits(&self) -> &[u8] {
        &self.bits
    }

    /// Its rows from the top, in bytes.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.bits.chunks(self.width.div_ceil(8).max(1))
    }

    /// Whether a dot is black; outside none is.
    pub fn is_black(&self, x: usize, y: usize) -> bool {
        let byte = y * self.width.div_ceil(8) + x / 8;
        x < self.width
            && self
                .bits
                .get(byte)
                .is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1)
    }

    /// Makes a dot black; nothing happens outside.
    pub fn blacken(&mut self, x: usize, y: usize) {
        let byte = y * self.width.div_ceil(8) + x / 8;
        if x < self.width
            && let Some(byte) = self.bits.get_mut(byte)
        {
            *byte |= 1 << (7 - x % 8);
        }
    }
}

/// A raster as it is stored: its width, and its bytes in hexadecimal.
#[derive(Serialize, Deserialize)]
struct StoredRaster {
    width: usize,
    hex: String,
}

impl Serialize for Raster {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use std::fmt::Write as _;
        let mut hex = String::with_capacity(self.bits.len() * 2);
        for byte in &self.bits {
            let _ = write!(hex, "{byte:02x}");
        }
        let width = self.width;
        StoredRaster { width, hex }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Raster {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let StoredRaster { width, hex } = StoredRaster::deserialize(from)?;
        let digit = |digit: &u8| char::from(*digit).to_digit(16);
        let byte =
            |pair: &[u8]| u8::try_from(digit(pair.first()?)? * 16 + digit(pair.get(1)?)?).ok();
        let bits: Option<Vec<u8>> = hex.as_bytes().chunks(2).map(byte).collect();
        let raster = bits.and_then(|bits| Self::new(width, bits));
        raster.ok_or_else(|| serde::de::Error::custom("no raster"))
    }
}
