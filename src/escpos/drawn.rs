//! Names in letters that no printer has, as pictures that the owner's browser drew.
//!
//! Each becomes a row of private letters (U+E000 and up) with a cell of the picture each, so that it is broken, set in
//! and enlarged like any other word. No font and no shaping of scripts is in the program.

use super::letters::{HEIGHT, WIDTH, is_private};
use crate::domain::Raster;

const FIRST: u32 = 0xe000;
/// Cells that there are private letters for.
const MOST: usize = 0x1900;

/// Names and their pictures, for one document.
#[derive(Debug, Default)]
pub struct DrawnNames {
    /// The longest first: one may be a part of another.
    names: Vec<(String, String)>,
    cells: Vec<[u16; HEIGHT]>,
}

impl DrawnNames {
    /// Of pictures that are 24 dots high; those for which there is no private letter left are left out.
    pub fn new(pictures: impl IntoIterator<Item = (String, Raster)>) -> Self {
        let mut drawn = Self::default();
        for (name, picture) in pictures {
            let count = picture.width().div_ceil(WIDTH);
            if name.is_empty() || drawn.cells.len() + count > MOST {
                continue;
            }
            let first = drawn.cells.len();
            drawn
                .cells
                .extend((0..count).map(|place| cell_of(&picture, place)));
            let letters = (first..first + count).filter_map(letter_of).collect();
            drawn.names.push((name, letters));
        }
        drawn
            .names
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        drawn
    }

    /// The text with the letters of their pictures for the names in it. A private letter that a guest typed is a
    /// question mark.
    pub(super) fn put_into(&self, text: &str) -> String {
        let mut text = text.replace(is_private, "?");
        for (name, letters) in &self.names {
            if text.contains(name) {
                text = text.replace(name, letters);
            }
        }
        text
    }

    /// The cell of a private letter.
    pub(super) fn cell(&self, letter: char) -> Option<[u16; HEIGHT]> {
        let place = u32::from(letter).checked_sub(FIRST)?;
        self.cells.get(usize::try_from(place).ok()?).copied()
    }
}

fn letter_of(place: usize) -> Option<char> {
    char::from_u32(FIRST + u32::try_from(place).ok()?)
}

fn cell_of(picture: &Raster, place: usize) -> [u16; HEIGHT] {
    std::array::from_fn(|y| {
        let dots = (0..WIDTH).map(|x| u16::from(picture.is_black(place * WIDTH + x, y)));
        dots.fold(0, |row, dot| row << 1 | dot)
    })
}
