//! A document: what is on a piece of paper, line by line, before it is known how wide the paper is.
//!
//! Sums are [`Money`] until the moment they are printed: no text of a guest can stand where a sum stands, and a sum is
//! ASCII on every printer. The stored form is pinned by a test: a member that is new is optional, a kind of line that
//! is new raises the version.

use serde::{Deserialize, Serialize};

use super::Raster;
use crate::domain::{Money, string_enum::string_enum};

/// What this program writes.
const VERSION: u8 = 1;

string_enum! {
    /// How large letters are printed.
    pub enum Size {
        /// A cell of 12 × 24 dots.
        Normal = "normal",
        /// Twice as high.
        Tall = "tall",
        /// Twice as high and wide: half as many cells in a row.
        Big = "big",
        /// Four times as high and wide: what is called out.
        Huge = "huge",
    }
}

impl Size {
    /// How many times as wide and as high as a cell.
    pub const fn scale(self) -> (usize, usize) {
        match self {
            Self::Normal => (1, 1),
            Self::Tall => (1, 2),
            Self::Big => (2, 2),
            Self::Huge => (4, 4),
        }
    }
}

/// What stands at the right end of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// A text, which is broken where it is too long.
    Text(String),
    /// A sum without the currency: `25.000`. It is never broken.
    Sum(Money),
    /// A sum with it: `Rp25.000`.
    Total(Money),
}

impl End {
    /// The letters of a sum; none of a text.
    pub fn sum(&self) -> Option<String> {
        match self {
            Self::Text(_) => None,
            Self::Sum(sum) => Some(sum.to_string().replacen("Rp", "", 1)),
            Self::Total(sum) => Some(sum.to_string()),
        }
    }
}

/// A row of text, broken into as many as the paper needs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a way to print it, in any combination"
)]
pub struct Text {
    /// From the left edge; spaces at its start set in all its rows.
    pub left: String,
    /// At the right edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// How large.
    #[serde(skip_serializing_if = "Size::is_normal")]
    pub size: Size,
    /// Whether it is printed bold.
    #[serde(skip_serializing_if = "is_not")]
    pub bold: bool,
    /// Whether `left` is centred.
    #[serde(skip_serializing_if = "is_not")]
    pub centred: bool,
    /// Whether a frame is around it.
    #[serde(skip_serializing_if = "is_not")]
    pub boxed: bool,
    /// Whether it is struck through.
    #[serde(skip_serializing_if = "is_not")]
    pub struck: bool,
    /// By how many cells the rows after the first are set in further.
    #[serde(skip_serializing_if = "is_zero")]
    pub hang: u8,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_not(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(cells: &u8) -> bool {
    *cells == 0
}

#[expect(clippy::derivable_impls, reason = "string_enum! declares no default")]
impl Default for Size {
    fn default() -> Self {
        Self::Normal
    }
}

impl Size {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_normal(&self) -> bool {
        *self == Self::Normal
    }
}

impl Text {
    /// A row from the left edge.
    pub fn new(left: impl Into<String>) -> Self {
        Self {
            left: left.into(),
            ..Self::default()
        }
    }

    /// A centred row.
    pub fn centred(left: impl Into<String>) -> Self {
        Self {
            centred: true,
            ..Self::new(left)
        }
    }

    /// With this at its right end.
    #[must_use]
    pub fn end(self, end: End) -> Self {
        Self {
            end: Some(end),
            ..self
        }
    }

    /// With a sum at its right end.
    #[must_use]
    pub fn sum(self, sum: Money) -> Self {
        self.end(End::Sum(sum))
    }

    /// Of this size.
    #[must_use]
    pub const fn size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Bold.
    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// In a frame.
    #[must_use]
    pub const fn boxed(mut self) -> Self {
        self.boxed = true;
        self
    }

    /// Struck through.
    #[must_use]
    pub const fn struck(mut self) -> Self {
        self.struck = true;
        self
    }

    /// With the rows after the first set in by so many cells.
    #[must_use]
    pub const fn hang(mut self, cells: u8) -> Self {
        self.hang = cells;
        self
    }
}

/// A line of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// A row of text.
    Text(Text),
    /// A line across the paper.
    Rule,
    /// A QR code of a text.
    Code(String),
    /// A picture.
    Picture(Raster),
    /// A sound, where the printer has one.
    Beep,
    /// Where the paper is cut, or fed far enough to be torn off.
    Cut,
    /// Opens the cash drawer at the printer.
    Pulse,
}

impl From<Text> for Line {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

/// What is printed on a piece of paper, of any width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// From the top.
    pub lines: Vec<Line>,
}

impl Document {
    /// What it says in words.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let rows = self.lines.iter().filter_map(|line| match line {
            Line::Text(text) => Some(text),
            Line::Rule
            | Line::Code(_)
            | Line::Picture(_)
            | Line::Beep
            | Line::Cut
            | Line::Pulse => None,
        });
        rows.flat_map(|text| {
            let end = match &text.end {
                Some(End::Text(end)) => Some(end.as_str()),
                Some(End::Sum(_) | End::Total(_)) | None => None,
            };
            std::iter::once(text.left.as_str()).chain(end)
        })
    }
}

/// A stored document that this program cannot read.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableDocument {
    /// It is no document at all.
    #[error("no document: {0}")]
    Json(#[from] serde_json::Error),
    /// A newer program wrote it.
    #[error("a document of version {0}")]
    Version(u8),
}

#[derive(Serialize)]
struct Writing<'d> {
    v: u8,
    lines: &'d [Line],
}

#[derive(Deserialize)]
struct Reading {
    lines: Vec<Line>,
}

impl Document {
    /// Adds a line at its end.
    pub fn add(&mut self, line: impl Into<Line>) {
        self.lines.push(line.into());
    }

    /// Its stored form: JSON that begins with its version.
    pub fn to_json(&self) -> String {
        let (v, lines) = (VERSION, self.lines.as_slice());
        serde_json::to_string(&Writing { v, lines }).expect("texts and numbers")
    }

    /// Reads a stored form.
    ///
    /// # Errors
    /// When it is none, or a newer program's.
    pub fn from_json(json: &str) -> Result<Self, UnreadableDocument> {
        #[derive(Deserialize)]
        struct Version {
            v: u8,
        }

        // The version first: what a newer program stored may have lines that this one cannot name.
        let Version { v } = serde_json::from_str(json)?;
        if v != VERSION {
            return Err(UnreadableDocument::Version(v));
        }
        let Reading { lines } = serde_json::from_str(json)?;
        Ok(Self { lines })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_line() -> Document {
        let styled = Text::new("  Es Teh")
            .sum(Money::new(-5_000))
            .size(Size::Big)
            .bold()
            .boxed()
            .struck()
            .hang(2);
        let lines = vec![
            Line::Beep,
            Text::centred("Warung").into(),
            Line::Rule,
            styled.into(),
            Text::new("A-012").end(End::Text("12:41".into())).into(),
            Text::new("TOTAL")
                .end(End::Total(Money::new(71_500)))
                .into(),
            Line::Code("http://siap.local/t/1".into()),
            Line::Picture(Raster::new(9, vec![0xff, 0x80, 0, 0]).expect("two rows")),
            Line::Pulse,
            Line::Cut,
        ];
        Document { lines }
    }

    /// What waits in a queue stays readable: this text is never changed, only added to.
    const STORED: &str = concat!(
        r#"{"v":1,"lines":["beep",{"text":{"left":"Warung","centred":true}},"rule","#,
        r#"{"text":{"left":"  Es Teh","end":{"sum":-5000},"size":"big","bold":true,"#,
        r#""boxed":true,"struck":true,"hang":2}},"#,
        r#"{"text":{"left":"A-012","end":{"text":"12:41"}}},"#,
        r#"{"text":{"left":"TOTAL","end":{"total":71500}}},"#,
        r#"{"code":"http://siap.local/t/1"},"#,
        r#"{"picture":{"width":9,"hex":"ff800000"}},"pulse","cut"]}"#,
    );

    #[test]
    fn the_stored_form_of_every_line_is_this_one() {
        assert_eq!(every_line().to_json(), STORED);
        assert_eq!(Document::from_json(STORED).expect("stored"), every_line());
    }

    #[test]
    fn a_document_of_a_newer_program_is_refused_and_not_guessed_at() {
        let newer = r#"{"v":2,"lines":[{"hologram":1}]}"#;
        let read = Document::from_json(newer);
        assert!(
            matches!(read, Err(UnreadableDocument::Version(2))),
            "{read:?}"
        );
        for broken in [
            "",
            "{}",
            r#"{"v":1}"#,
            r#"{"v":1,"lines":[{"picture":{"width":0,"hex":""}}]}"#,
        ] {
            assert!(Document::from_json(broken).is_err(), "{broken}");
        }
    }
}
