//! Why a table cannot be the menu: the line, the column by its own heading, and what stands there.

use crate::domain::Refusal;

/// Most characters of a cell that a refusal repeats.
const SHOWN: usize = 40;

/// What is wrong with a table, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    fault: TableFault,
    /// The line of the file on which the row begins, from 1.
    line: u64,
    column: String,
    value: String,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFault {
    /// No text in UTF-8.
    NotText,
    /// The first line names no columns that are known.
    NoHeadings,
    /// A column that means nothing here.
    NoColumn,
    /// Two columns of one meaning.
    ColumnTwice,
    /// More cells than the first line has columns.
    TooManyCells,
    /// Nothing where something must be.
    Empty,
    /// Not an amount of whole rupiah.
    NoAmount,
    /// Not a number.
    NoNumber,
    /// Neither yes nor no.
    NoAnswer,
    /// Neither an item nor an option.
    NoKind,
    /// A text that is too long or steers a screen.
    InvalidText,
    /// A number that no item or option of this shop has.
    UnknownId,
    /// An item or option that has come before.
    Twice,
    /// No such choice, or option of it.
    UnknownChoice,
    /// A name that more than one choice has, or option of choices of one name.
    Ambiguous,
}

impl From<TableFault> for TableError {
    /// What is wrong with a whole file.
    fn from(fault: TableFault) -> Self {
        Self {
            fault,
            line: 1,
            column: String::new(),
            value: String::new(),
        }
    }
}

impl TableFault {
    /// The refusal of a cell.
    pub(super) fn at(self, line: u64, column: &str, value: &str) -> Refusal {
        Refusal::UnfitTable(TableError {
            fault: self,
            line,
            column: shown(column),
            value: shown(value),
        })
    }
}

impl TableError {
    /// The stable code on the wire.
    pub const fn code(&self) -> &'static str {
        match self.fault {
            TableFault::NotText => "table_not_text",
            TableFault::NoHeadings => "table_no_headings",
            TableFault::NoColumn => "table_no_column",
            TableFault::ColumnTwice => "table_column_twice",
            TableFault::TooManyCells => "table_too_many_cells",
            TableFault::Empty => "table_empty",
            TableFault::NoAmount => "table_no_amount",
            TableFault::NoNumber => "table_no_number",
            TableFault::NoAnswer => "table_no_answer",
            TableFault::NoKind => "table_no_kind",
            TableFault::InvalidText => "table_unfit_text",
            TableFault::UnknownId => "table_unknown_id",
            TableFault::Twice => "table_twice",
            TableFault::UnknownChoice => "table_unknown_choice",
            TableFault::Ambiguous => "table_ambiguous",
        }
    }

    /// The facts that belong into the sentence a person reads, by placeholder.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        vec![
            ("line", self.line.to_string()),
            ("field", self.column.clone()),
            ("value", self.value.clone()),
        ]
    }
}

impl From<TableError> for Refusal {
    fn from(error: TableError) -> Self {
        Self::UnfitTable(error)
    }
}

fn shown(cell: &str) -> String {
    let mut letters = cell.chars().filter(|letter| !letter.is_control());
    let mut shown: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}
