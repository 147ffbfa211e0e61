//! Documents as ESC/POS: the bytes that a receipt printer reads.
//!
//! Only the few commands are used that every clone understands; QR codes and pictures are sent as strips of dots, since
//! half of the printers have no command for them. Existing libraries bring blocking drivers and know no queue.
//!
//! [`encode`] makes the bytes of a document for a printer's [`Profile`], when it is sent. Before them a sender asks
//! with [`ASK_STATE`] why a printer does not print, after them with [`ASK_DONE`] whether all was printed.

mod code;
mod drawn;
mod layout;
mod letters;
mod raster;
#[cfg(test)]
mod tests;

use crate::domain::{Document, End, Line, Printing, Profile, Raster, Text};

use layout::{Row, rows};

pub use drawn::DrawnNames;
pub use letters::has_letters_for;

/// `DLE EOT 1`, `2` and `4`: is it on, what is wrong, is there paper? Printers that answer do so at once, a byte each.
pub const ASK_STATE: [[u8; 3]; 3] = [[0x10, 0x04, 1], [0x10, 0x04, 2], [0x10, 0x04, 4]];
/// `GS r 1`: answered with a byte when everything before it is printed; with paper out, not at all.
pub const ASK_DONE: [u8; 3] = [0x1d, b'r', 1];

/// `ESC @`: as it was when it was switched on.
const RESET: [u8; 2] = [0x1b, b'@'];
/// `FS .`: some start in a Chinese mode, where two letters are one.
const LEAVE_KANJI: [u8; 2] = [0x1c, b'.'];
/// `ESC t 0`: code page 437.
const CODE_PAGE: [u8; 3] = [0x1b, b't', 0];
/// `GS V 66 0`: feeds to the knife and cuts.
const CUT: [u8; 4] = [0x1d, b'V', 66, 0];
/// `ESC p 0`: 50 ms on the first pin of the drawer.
const PULSE: [u8; 5] = [0x1b, b'p', 0, 25, 250];
/// `ESC B`: three times 100 ms.
const BEEP: [u8; 4] = [0x1b, b'B', 3, 2];
/// From the last row to where paper is torn off, in rows.
const TEAR_OFF: usize = 4;
/// Most rows of dots in one strip: what small buffers hold.
const STRIP: usize = 100;

/// The bytes of a document for a printer of this kind, with the names in it that were drawn.
///
/// No row is wider than its paper, and every byte outside of a picture is a command named above or a printable letter
/// of ASCII.
pub fn encode(document: &Document, profile: Profile, drawn: &DrawnNames) -> Vec<u8> {
    let mut paper = Paper {
        drawn,
        bytes: Vec::new(),
        state: State::default(),
    };
    paper.bytes.extend(RESET);
    paper.bytes.extend(LEAVE_KANJI);
    paper.bytes.extend(CODE_PAGE);
    for line in &document.lines {
        match line {
            Line::Text(text) => {
                for row in rows(&with(drawn, text), profile.width.columns()) {
                    paper.row(&row, profile);
                }
            }
            Line::Rule => {
                let row = Row::plain("-".repeat(profile.width.columns()));
                paper.row(&row, profile);
            }
            Line::Code(text) => match code::drawn(text, profile.width.dots()) {
                Some(code) => paper.picture(&code, true),
                None => {
                    for row in rows(&Text::new(text), profile.width.columns()) {
                        paper.row(&row, profile);
                    }
                }
            },
            Line::Picture(picture) => {
                let fit = raster::fitted(picture, profile.width.dots());
                paper.picture(&fit, true);
            }
            Line::Beep if profile.beeps => paper.bytes.extend(BEEP),
            Line::Pulse if profile.opens_drawer => paper.bytes.extend(PULSE),
            Line::Beep | Line::Pulse => {}
            Line::Cut => paper.end(profile),
        }
    }
    paper.bytes
}

/// How letters are printed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct State {
    bold: bool,
    /// The byte of `GS !`.
    size: u8,
    centred: bool,
}

/// The text with the drawn names in it.
fn with(drawn: &DrawnNames, text: &Text) -> Text {
    let end = text.end.clone();
    Text {
        left: drawn.put_into(&text.left),
        end: end.map(|end| match end {
            End::Text(end) => End::Text(drawn.put_into(&end)),
            End::Sum(_) | End::Total(_) => end,
        }),
        ..text.clone()
    }
}

struct Paper<'d> {
    drawn: &'d DrawnNames,
    bytes: Vec<u8>,
    state: State,
}

impl Paper<'_> {
    /// Says only what changes: a row's style is most of its bytes otherwise.
    fn set(&mut self, to: State) {
        if to.bold != self.state.bold {
            self.bytes.extend([0x1b, b'E', u8::from(to.bold)]);
        }
        if to.size != self.state.size {
            self.bytes.extend([0x1d, b'!', to.size]);
        }
        if to.centred != self.state.centred {
            self.bytes.extend([0x1b, b'a', u8::from(to.centred)]);
        }
        self.state = to;
    }

    fn row(&mut self, row: &Row, profile: Profile) {
        let as_text = match profile.prints {
            Printing::Text => row.is_ascii() && !row.struck,
            Printing::Picture => row.cells.is_empty(),
        };
        if !as_text {
            self.picture(&raster::of_row(row, self.drawn), row.centred);
            return;
        }
        let (wide, high) = row.size.scale();
        let size = u8::try_from((wide - 1) << 4 | (high - 1)).unwrap_or(0);
        self.set(State {
            bold: row.bold,
            size,
            centred: row.centred,
        });
        self.bytes.extend(row.cells.bytes());
        self.bytes.push(b'\n');
    }

    fn picture(&mut self, picture: &Raster, centred: bool) {
        self.set(State {
            centred,
            ..State::default()
        });
        let rows: Vec<&[u8]> = picture.rows().collect();
        for strip in rows.chunks(STRIP) {
            self.bytes.extend([0x1d, b'v', b'0', 0]);
            self.bytes.extend(low_first(picture.width().div_ceil(8)));
            self.bytes.extend(low_first(strip.len()));
            for row in strip {
                self.bytes.extend(*row);
            }
        }
    }

    fn end(&mut self, profile: Profile) {
        self.set(State::default());
        if profile.cuts {
            self.bytes.extend(CUT);
        } else {
            self.bytes.extend([b'\n'; TEAR_OFF]);
        }
    }
}

/// A number below 65,536 as two bytes, the low one first.
fn low_first(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}
