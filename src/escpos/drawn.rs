//! Names in letters that no printer has, as pictures that the owner's browser drew.
//!
//! Each becomes private letters (plane 15) with a cell of the picture each, and spaces where it is white, so that it is
//! broken, set in and enlarged like any other words. No font and no shaping of scripts is in the program: that a word
//! reads from right to left, and where between its letters it may be cut, is in the number of a letter.

use super::letters::{HEIGHT, WIDTH, is_private};
use crate::domain::Raster;

const FIRST: u32 = 0xf_0000;
const LAST: u32 = 0xf_fffd;
/// Private letters of each cell: one for every set of the two flags.
const FORMS: u32 = 4;
const RIGHT_TO_LEFT: u32 = 1;
const MAY_BE_CUT_AFTER: u32 = 2;
/// Cells of a document, more than any has.
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
            let direction = u32::from(reads_right_to_left(&name)) * RIGHT_TO_LEFT;
            let mut letters = String::new();
            for place in 0..count {
                let cell = cell_of(&picture, place);
                if cell == [0; HEIGHT] {
                    if !letters.ends_with(' ') {
                        letters.push(' ');
                    }
                    continue;
                }
                let end = (place + 1) * WIDTH;
                let is_apart = is_white(&picture, end - 1) && is_white(&picture, end);
                let flags = direction | (u32::from(is_apart) * MAY_BE_CUT_AFTER);
                letters.extend(letter_of(drawn.cells.len(), flags));
                drawn.cells.push(cell);
            }
            let letters = letters.trim();
            if !letters.is_empty() {
                drawn.names.push((name, letters.to_owned()));
            }
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
        let place = u32::from(letter).checked_sub(FIRST)? / FORMS;
        self.cells.get(usize::try_from(place).ok()?).copied()
    }
}

/// Whether a letter is of a name that reads from right to left.
pub(super) fn is_right_to_left(letter: char) -> bool {
    flags_of(letter) & RIGHT_TO_LEFT != 0
}

/// Whether a row may end after a letter: no dot of it touches the next.
pub(super) fn may_be_cut_after(letter: char) -> bool {
    flags_of(letter) & MAY_BE_CUT_AFTER != 0
}

fn flags_of(letter: char) -> u32 {
    match u32::from(letter) {
        code @ FIRST..=LAST => (code - FIRST) % FORMS,
        _ => 0,
    }
}

fn letter_of(place: usize, flags: u32) -> Option<char> {
    char::from_u32(FIRST + u32::try_from(place).ok()? * FORMS + flags)
}

/// By its first letter; the browser draws what reads the other way as one word.
fn reads_right_to_left(name: &str) -> bool {
    let first = name.chars().find(|letter| letter.is_alphabetic());
    first.is_some_and(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
    })
}

fn is_white(picture: &Raster, x: usize) -> bool {
    (0..HEIGHT).all(|y| !picture.is_black(x, y))
}

fn cell_of(picture: &Raster, place: usize) -> [u16; HEIGHT] {
    std::array::from_fn(|y| {
        let dots = (0..WIDTH).map(|x| u16::from(picture.is_black(place * WIDTH + x, y)));
        dots.fold(0, |row, dot| row << 1 | dot)
    })
}
