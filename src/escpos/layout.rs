//! Texts broken into rows of cells, none wider than the paper.
//!
//! What stands at the right end keeps its place on the last row, or has one of its own; a sum is never broken: letters
//! become narrower before that.

use super::{
    drawn::{is_right_to_left, may_be_cut_after},
    letters::legible,
};
use crate::domain::{End, Size, Text};

/// A row as it is printed: `cells` times the width of a letter is never more than the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// A letter for each.
    pub(super) cells: String,
    pub(super) size: Size,
    pub(super) bold: bool,
    pub(super) centred: bool,
    pub(super) struck: bool,
}

impl Row {
    pub(super) fn plain(cells: String) -> Self {
        Self {
            cells,
            size: Size::Normal,
            bold: false,
            centred: false,
            struck: false,
        }
    }

    pub(super) fn is_ascii(&self) -> bool {
        self.cells.is_ascii()
    }
}

/// Cells on each side of a framed text: its edge, and a space where letters are narrow.
const fn frame(size: Size) -> usize {
    match size {
        Size::Normal | Size::Tall => 2,
        Size::Big | Size::Huge => 1,
    }
}

/// The rows of a text on paper of so many cells.
pub(super) fn rows(text: &Text, columns: usize) -> Vec<Row> {
    let sum = text.end.as_ref().and_then(End::sum);
    let size = fitting(text.size, sum.as_deref(), columns);
    let width = columns / size.scale().0;
    let margin = frame(size);
    let inner = if text.boxed {
        width - 2 * margin
    } else {
        width
    };
    let left = legible(&text.left);
    let body = left.trim_start();
    let indent = left.len() - body.len();
    // A hanging indent of more than half the row would leave letters in a column.
    let indent = indent.min(inner / 2);
    let hang = (indent + usize::from(text.hang)).min(inner / 2);
    let mut lines = wrapped(body.trim_end(), inner, indent, hang);
    match (&text.end, sum) {
        (_, Some(sum)) => at_right(&mut lines, &sum, inner),
        (Some(End::Text(end)), None) => {
            let end = legible(end);
            if end.chars().count() <= inner {
                at_right(&mut lines, &end, inner);
            } else {
                lines.extend(wrapped(end.trim(), inner, 0, 0));
            }
        }
        (Some(End::Sum(_) | End::Total(_)) | None, None) => {}
    }
    let row = |cells: String| Row {
        cells,
        size,
        bold: text.bold,
        centred: text.centred,
        struck: text.struck,
    };
    if !text.boxed {
        return lines.into_iter().map(row).collect();
    }
    let framed = lines.into_iter().map(|line| {
        let free = inner - line.chars().count();
        let before = if text.centred { free / 2 } else { 0 };
        let space = " ".repeat(margin - 1);
        let (before, after) = (" ".repeat(before), " ".repeat(free - before));
        row(format!("|{space}{before}{line}{after}{space}|"))
    });
    let framed: Vec<_> = framed.collect();
    // Its edges are as thin with large letters: paper is not for frames.
    let edge = match margin {
        2 => format!("+{}+", "-".repeat(columns - 2)),
        _ => "-".repeat(columns),
    };
    let edge = || Row::plain(edge.clone());
    std::iter::once(edge())
        .chain(framed)
        .chain([edge()])
        .collect()
}

/// The size asked for, or the next narrower in which a sum fits.
fn fitting(size: Size, sum: Option<&str>, columns: usize) -> Size {
    let cells = sum.map_or(1, str::len);
    let sizes = [size, Size::Big, Size::Tall];
    let fits = |size: &Size| cells <= columns / size.scale().0 - 2 * frame(*size);
    let narrower = sizes
        .into_iter()
        .find(|other| other.scale().0 <= size.scale().0 && fits(other));
    narrower.unwrap_or(size)
}

/// Puts an end on the last row, or on one of its own. It fits in `width`.
fn at_right(lines: &mut Vec<String>, end: &str, width: usize) {
    let cells = end.chars().count();
    let used = lines.last().map_or(0, |last| last.chars().count());
    let gap = usize::from(used > 0);
    match lines.last_mut() {
        Some(last) if used + gap + cells <= width => {
            last.extend(std::iter::repeat_n(' ', width - used - cells));
            last.push_str(end);
        }
        Some(_) | None => lines.push(format!("{}{end}", " ".repeat(width - cells))),
    }
}

/// A text in rows of at most `width` cells, broken between words; a word that is longer is broken between letters that
/// are apart, or where it must be.
fn wrapped(text: &str, width: usize, indent: usize, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = " ".repeat(indent);
    let (mut used, mut is_begun) = (indent, false);
    for word in text.split(' ') {
        let mut word: Vec<char> = word.chars().collect();
        let gap = usize::from(is_begun);
        // One that is longer than any row is begun on this one.
        let is_short = word.len() <= width - hang;
        if is_begun && is_short && used + gap + word.len() > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(hang)));
            (used, is_begun) = (hang, false);
        }
        if is_begun {
            line.push(' ');
            used += 1;
        }
        while used + word.len() > width {
            let room = width - used;
            let apart = word[..room]
                .iter()
                .rposition(|letter| may_be_cut_after(*letter));
            let rest = word.split_off(apart.map_or(room, |last| last + 1));
            line.extend(word);
            lines.push(std::mem::replace(&mut line, " ".repeat(hang)));
            (word, used) = (rest, hang);
        }
        used += word.len();
        line.extend(word);
        is_begun = true;
    }
    lines.push(line);
    lines.into_iter().map(in_reading_order).collect()
}

/// A row with neighbouring words that read from right to left in the order in which they are read there.
fn in_reading_order(line: String) -> String {
    if !line.contains(is_right_to_left) {
        return line;
    }
    let mut words: Vec<&str> = line.split(' ').collect();
    for run in words.chunk_by_mut(|one, next| {
        [one, next]
            .iter()
            .all(|word| word.contains(is_right_to_left))
    }) {
        run.reverse();
    }
    words.join(" ")
}
