//! Rows of letters and pictures as dots.

use super::{
    drawn::DrawnNames,
    layout::Row,
    letters::{self, HEIGHT, WIDTH},
};
use crate::domain::Raster;

/// Dots from one row of plain letters to the next, as printers are set at the start.
const ROW: usize = 30;

/// A row of letters as dots, as wide as its letters and as high as a row of text.
pub(super) fn of_row(row: &Row, drawn: &DrawnNames) -> Raster {
    let (wide, high) = row.size.scale();
    let cells: Vec<char> = row.cells.trim_end().chars().collect();
    let width = (cells.len() * WIDTH * wide).max(1);
    let mut raster = Raster::white(width, ROW.max(HEIGHT * high));
    for (place, letter) in cells.iter().enumerate() {
        let Some(cell) = letters::cell(*letter).or_else(|| drawn.cell(*letter)) else {
            continue;
        };
        for (y, bits) in cell.into_iter().enumerate() {
            // Bold is the same, once more, a dot further.
            let bits = if row.bold { bits | bits >> 1 } else { bits };
            for x in (0..WIDTH).filter(|x| bits >> (WIDTH - 1 - x) & 1 == 1) {
                block(
                    &mut raster,
                    (place * WIDTH + x) * wide,
                    y * high,
                    wide,
                    high,
                );
            }
        }
    }
    if row.struck {
        let start = row.cells.len() - row.cells.trim_start().len();
        let left = start * WIDTH * wide;
        block(&mut raster, left, HEIGHT * high / 2, width - left, 2 * high);
    }
    raster
}

fn block(raster: &mut Raster, left: usize, top: usize, width: usize, height: usize) {
    for y in top..top + height {
        for x in left..left + width {
            raster.blacken(x, y);
        }
    }
}

/// A picture that fits on paper of so many dots: every second, third … dot of one that is too wide.
pub(super) fn fitted(picture: &Raster, dots: usize) -> Raster {
    let step = picture.width().div_ceil(dots);
    let (width, height) = (
        picture.width() / step.max(1),
        picture.height() / step.max(1),
    );
    let mut fitted = Raster::white(width, height);
    for y in 0..height {
        for x in (0..width).filter(|x| picture.is_black(x * step, y * step)) {
            fitted.blacken(x, y);
        }
    }
    fitted
}
