//! A receipt printer that knows the commands it was promised and refuses every other byte: what it printed is text by
//! rows and a picture of the paper.

use std::{fs, io::Write, path::Path, sync::LazyLock};

use flate2::{Compression, Crc, write::ZlibEncoder};
use siap::domain::{Graymap, PaperWidth};

/// Dots from one row of text to the next, as printers are set at the start.
const ROW: usize = 30;
const CELL: usize = 12;
const CELL_HEIGHT: usize = 24;
/// Most rows of dots that a cheap printer takes in one picture.
const LARGEST_STRIP: usize = 100;
const FONT: &[u8] = include_bytes!("../../../src/escpos/spleen/12x24.bin");

/// What came out of the printer.
#[derive(Debug)]
pub(crate) struct Printed {
    dots: usize,
    /// Each row of dots; black is true.
    paper: Vec<Vec<bool>>,
    /// The rows that were sent as text.
    pub(crate) text: Vec<String>,
    /// First and last row of dots of each picture, strips without a gap as one.
    pub(crate) pictures: Vec<(usize, usize)>,
    pub(crate) cuts: usize,
    pub(crate) pulses: usize,
    pub(crate) beeps: usize,
    /// Bytes that ask for an answer.
    pub(crate) questions: usize,
}

struct Printer<'b> {
    rest: &'b [u8],
    row: String,
    bold: bool,
    scale: (usize, usize),
    centred: bool,
    printed: Printed,
}

impl Printed {
    /// Prints these bytes.
    ///
    /// # Panics
    /// At a byte that is no command and no letter of ASCII, and at what would not fit on the paper.
    pub(crate) fn of(bytes: &[u8], width: PaperWidth) -> Self {
        let nothing = Self {
            dots: width.dots(),
            paper: Vec::new(),
            text: Vec::new(),
            pictures: Vec::new(),
            cuts: 0,
            pulses: 0,
            beeps: 0,
            questions: 0,
        };
        let mut printer = Printer {
            rest: bytes,
            row: String::new(),
            bold: false,
            scale: (1, 1),
            centred: false,
            printed: nothing,
        };
        while printer.step() {}
        assert_eq!(printer.row, "", "a row without an end");
        printer.printed
    }

    /// All text, a row a line.
    pub(crate) fn all(&self) -> String {
        self.text.join("\n")
    }

    /// The text of the QR code in its tallest picture, read from the dots.
    pub(crate) fn code(&self) -> Option<String> {
        let tallest = self.pictures.iter().max_by_key(|(top, end)| end - top);
        let (top, end) = *tallest?;
        let mut picture = format!("P5\n{} {}\n255\n", self.dots, end - top).into_bytes();
        let dots = self.paper[top..end].iter().flatten();
        picture.extend(dots.map(|black| if *black { 10 } else { 245 }));
        let codes = Graymap::read(&picture).expect("a graymap").codes();
        codes.into_iter().next()
    }

    /// Whether there is a rectangle of so many black dots.
    pub(crate) fn has_block(&self, width: usize, height: usize) -> bool {
        // Above each dot, how many are black in a row.
        let mut above = vec![0; self.dots];
        self.paper.iter().any(|row| {
            let mut run = 0;
            row.iter().zip(&mut above).any(|(black, above)| {
                *above = if *black { *above + 1 } else { 0 };
                run = if *above >= height { run + 1 } else { 0 };
                run >= width
            })
        })
    }

    /// Keeps the paper as a PNG below `target/paper/`, for a person to look at.
    pub(crate) fn keep(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/paper");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("{name}.png")), self.png()).expect("a picture");
    }

    /// The paper with a margin, grey around it.
    fn png(&self) -> Vec<u8> {
        const MARGIN: usize = 24;
        let (width, height) = (self.dots + 2 * MARGIN, self.paper.len() + 2 * MARGIN);
        let mut drawn = Vec::with_capacity((width + 1) * height);
        for y in 0..height {
            drawn.push(0);
            for x in 0..width {
                let row = y.checked_sub(MARGIN).and_then(|y| self.paper.get(y));
                let dot = x
                    .checked_sub(MARGIN)
                    .and_then(|x| row.and_then(|row| row.get(x)));
                drawn.push(match dot {
                    Some(true) => 20,
                    Some(false) => 255,
                    None => 225,
                });
            }
        }
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&drawn).expect("memory");
        let side = |side: usize| u32::try_from(side).expect("a side").to_be_bytes();
        let head = [&side(width)[..], &side(height), &[8, 0, 0, 0, 0]].concat();
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, content) in [
            ("IHDR", head),
            ("IDAT", packed.finish().expect("memory")),
            ("IEND", Vec::new()),
        ] {
            let mut sum = Crc::new();
            sum.update(name.as_bytes());
            sum.update(&content);
            png.extend(side(content.len()));
            png.extend(name.as_bytes());
            png.extend(content);
            png.extend(sum.sum().to_be_bytes());
        }
        png
    }
}

impl Printer<'_> {
    /// Takes one letter or command.
    fn step(&mut self) -> bool {
        let (read, what): (usize, fn(&mut Self, &[u8])) = match *self.rest {
            [] => return false,
            [b'\n', ..] => (1, |printer, _| printer.end_of_row()),
            [b' '..=b'~', ..] => (1, |printer, read| printer.row.push(char::from(read[0]))),
            [0x1b, b'@', ..] => (2, |printer, _| {
                (printer.bold, printer.scale, printer.centred) = (false, (1, 1), false);
            }),
            [0x1c, b'.', ..] => (2, |_, _| {}),
            [0x1b, b't', 0, ..] => (3, |_, _| {}),
            [0x1b, b'E', 0..=1, ..] => (3, |printer, read| printer.bold = read[2] == 1),
            [0x1d, b'!', 0x00 | 0x01 | 0x11 | 0x33, ..] => (3, |printer, read| {
                let (wide, high) = (usize::from(read[2] >> 4), usize::from(read[2] & 15));
                printer.scale = (wide + 1, high + 1);
            }),
            [0x1b, b'a', 0..=1, ..] => (3, |printer, read| {
                assert_eq!(printer.row, "", "only at the start of a row");
                printer.centred = read[2] == 1;
            }),
            [0x1d, b'v', b'0', 0, wide, wide_high, high, high_high, ..] => {
                let wide = usize::from(u16::from_le_bytes([wide, wide_high]));
                let high = usize::from(u16::from_le_bytes([high, high_high]));
                (8 + wide * high, Self::picture)
            }
            [0x1d, b'V', 66, 0, ..] => (4, |printer, _| {
                assert_eq!(printer.row, "", "only at the start of a row");
                printer.feed(ROW * 3);
                printer.printed.cuts += 1;
            }),
            [0x1b, b'p', 0, 25, 250, ..] => (5, |printer, _| printer.printed.pulses += 1),
            [0x1b, b'B', 3, 2, ..] => (4, |printer, _| printer.printed.beeps += 1),
            [0x1d, b'r', 1, ..] | [0x10, 0x04, 1 | 2 | 4, ..] => {
                (3, |printer, _| printer.printed.questions += 1)
            }
            ref unknown => panic!(
                "no command of ours: {:02x?} after {:?}",
                &unknown[..unknown.len().min(8)],
                self.printed.text.last()
            ),
        };
        let (now, rest) = self.rest.split_at(read);
        self.rest = rest;
        what(self, now);
        true
    }

    fn feed(&mut self, rows: usize) -> usize {
        let top = self.printed.paper.len();
        let row = vec![false; self.printed.dots];
        self.printed.paper.resize(top + rows, row);
        top
    }

    fn end_of_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let (wide, high) = self.scale;
        let width = row.len() * CELL * wide;
        assert!(width <= self.printed.dots, "wider than the paper: {row:?}");
        let top = self.feed(ROW.max(CELL_HEIGHT * high));
        let left = if self.centred {
            (self.printed.dots - width) / 2
        } else {
            0
        };
        for (place, letter) in row.bytes().enumerate() {
            for y in 0..CELL_HEIGHT * high {
                let bits = CELLS[usize::from(letter - b' ')][y / high];
                let bits = if self.bold { bits | bits >> 1 } else { bits };
                for x in (0..CELL * wide).filter(|x| bits >> (CELL - 1 - x / wide) & 1 == 1) {
                    self.printed.paper[top + y][left + place * CELL * wide + x] = true;
                }
            }
        }
        self.printed.text.push(row);
    }

    fn picture(&mut self, read: &[u8]) {
        assert_eq!(self.row, "", "only at the start of a row");
        let (head, dots) = read.split_at(8);
        let wide = usize::from(head[4]);
        let high = dots.len() / wide;
        assert!(high <= LARGEST_STRIP, "{high} rows in one picture");
        // The last byte of a row may have dots beyond the picture.
        assert!(wide * 8 < self.printed.dots + 8, "{wide} bytes wide");
        let top = self.feed(high);
        let left = if self.centred {
            (self.printed.dots.saturating_sub(wide * 8)) / 2
        } else {
            0
        };
        for (y, row) in dots.chunks(wide).enumerate() {
            let black = row.iter().enumerate().filter(|(_, byte)| **byte != 0);
            for (place, byte) in black {
                for x in (0..8).filter(|x| byte >> (7 - x) & 1 == 1) {
                    self.printed.paper[top + y][left + place * 8 + x] = true;
                }
            }
        }
        match self.printed.pictures.last_mut() {
            Some((_, end)) if *end == top => *end = top + high,
            Some(_) | None => self.printed.pictures.push((top, top + high)),
        }
    }
}

/// The rows of each letter of ASCII from a space on, from the same font that the program draws with.
static CELLS: LazyLock<Vec<Vec<u16>>> = LazyLock::new(|| (b' '..=b'~').map(cell).collect());

fn cell(letter: u8) -> Vec<u16> {
    let mut records = FONT.chunks(38);
    let record = records.find(|record| record[..2] == [0, letter]);
    let bits = &record.expect("every letter of ASCII")[2..];
    let bit = |at: usize| u16::from(bits[at / 8] >> (7 - at % 8) & 1);
    let row = |row: usize| (0..CELL).fold(0, |bits, x| bits << 1 | bit(row * CELL + x));
    (0..CELL_HEIGHT).map(row).collect()
}

#[test]
#[should_panic(expected = "no command of ours")]
fn an_unknown_byte_is_refused() {
    // GS ( k: a QR code of the printer's own, which half of them lack.
    Printed::of(b"\x1b@\x1d(k", PaperWidth::Dots384);
}

#[test]
#[should_panic(expected = "wider than the paper")]
fn a_row_that_is_too_wide_is_refused() {
    let row = format!("\x1d!\x11{}\n", "x".repeat(17));
    Printed::of(row.as_bytes(), PaperWidth::Dots384);
}
