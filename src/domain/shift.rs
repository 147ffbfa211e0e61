//! A shift: a drawer that is opened with a float and closed by a count.
//!
//! It belongs to a drawer and not to a person or a tablet, because that is where the cash lies that is counted: two
//! tablets at one counter share a shift, and a cashier who takes over goes on with it.

mod report;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use report::{FlowSum, MoneyFlow, RefundNote, SaleSums, ShiftReport, ShiftRows, VoidNote};

use super::{Money, Refusal, order::REASON_LENGTH, string_enum::string_enum, text};

/// The most drawers a shop can have.
pub const MOST_TILLS: i64 = 9;

/// A drawer, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Till(i64);

impl Till {
    /// The one that every shop has.
    pub const FIRST: Self = Self(1);

    /// The drawer with this number, from 1 to [`MOST_TILLS`].
    pub fn new(number: i64) -> Option<Self> {
        (1..=MOST_TILLS).contains(&number).then_some(Self(number))
    }

    /// Its number.
    pub const fn number(self) -> i64 {
        self.0
    }
}

string_enum! {
    /// Why a drawer was opened without an order.
    pub enum CashMoveKind {
        /// Cash was put in.
        PayIn = "pay_in",
        /// Cash was taken out to pay for something.
        PayOut = "pay_out",
        /// Cash was taken to a safer place.
        Drop = "drop",
        /// The drawer was opened, and nothing moved.
        Drawer = "drawer",
    }
}

impl CashMoveKind {
    /// Whether cash moves with it.
    pub const fn moves_cash(self) -> bool {
        match self {
            Self::PayIn | Self::PayOut | Self::Drop => true,
            Self::Drawer => false,
        }
    }

    /// Whether it has to be said what for.
    pub const fn needs_reason(self) -> bool {
        match self {
            Self::PayIn | Self::PayOut | Self::Drawer => true,
            Self::Drop => false,
        }
    }
}

/// Cash that moved without an order, or a drawer that was opened for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CashMove {
    /// Its number in the shop.
    pub id: i64,
    /// What it was.
    pub kind: CashMoveKind,
    /// How much; nothing where only the drawer was opened.
    pub amount: Money,
    /// What for.
    pub reason: Option<String>,
    /// Who did it.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Cash that is to be moved.
#[derive(Debug, Clone)]
pub struct CashMoveDraft {
    /// What it is.
    pub kind: CashMoveKind,
    /// How much; none where only the drawer is opened.
    pub amount: Option<Money>,
    /// What for.
    pub reason: Option<String>,
}

impl CashMoveDraft {
    /// How much moves, and why.
    ///
    /// # Errors
    /// When it is no amount, or no reason is given where one is needed.
    pub fn checked(self) -> Result<(Money, Option<String>), Refusal> {
        let amount = self.amount.unwrap_or_default();
        if (amount > Money::ZERO) != self.kind.moves_cash() || amount < Money::ZERO {
            return Err(Refusal::UnfitAmount);
        }
        let reason = fit_reason(self.reason)?;
        if reason.is_none() && self.kind.needs_reason() {
            return Err(Refusal::ReasonMissing);
        }
        Ok((amount, reason))
    }
}

/// Why cash moved or a count differs; none where nothing is said.
///
/// # Errors
/// When it is too long, or no text.
fn fit_reason(reason: Option<String>) -> Result<Option<String>, Refusal> {
    let reason = reason.map(|reason| text::fit(&reason, REASON_LENGTH));
    let reason = reason.transpose();
    let reason = reason.map_err(|unfit| unfit.of("reason", REASON_LENGTH))?;
    Ok(reason.filter(|reason| !reason.is_empty()))
}

/// The notes and coins there are, in rupiah.
pub const DENOMINATIONS: [i64; 10] = [
    100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100,
];

/// So many pieces of one note or coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denomination {
    /// What one is worth, in rupiah: one of [`DENOMINATIONS`].
    pub value: i64,
    /// How many there are.
    pub pieces: i64,
}

/// What was counted in a drawer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashCount {
    /// All of it.
    pub sum: Money,
    /// By notes and coins; none where only the sum was said.
    pub pieces: Vec<Denomination>,
}

impl CashCount {
    /// A count by notes and coins, or of a sum.
    ///
    /// # Errors
    /// [`Refusal::UnfitAmount`] when it is neither, both and not the same, below zero, or of a note that is none.
    pub fn of(sum: Option<Money>, pieces: Vec<Denomination>) -> Result<Self, Refusal> {
        let mut counted = Money::ZERO;
        for (index, each) in pieces.iter().enumerate() {
            let is_known = DENOMINATIONS.contains(&each.value) && each.pieces >= 0;
            let is_again = pieces[..index].iter().any(|one| one.value == each.value);
            if !is_known || is_again {
                return Err(Refusal::UnfitAmount);
            }
            counted = counted.plus(Money::new(each.value).times(each.pieces)?)?;
        }
        let sum = match sum {
            Some(sum) if pieces.is_empty() || sum == counted => sum,
            None if !pieces.is_empty() => counted,
            Some(_) | None => return Err(Refusal::UnfitAmount),
        };
        // Checked as a sum of money: what a browser can count.
        let sum = sum.plus(Money::ZERO)?;
        if sum < Money::ZERO {
            return Err(Refusal::UnfitAmount);
        }
        Ok(Self { sum, pieces })
    }
}

/// A count of a shift's drawer, as it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftCount {
    /// Among the counts of its shift, from 1.
    pub id: i64,
    /// What was counted.
    pub counted: Money,
    /// What should have been there then.
    pub expected: Money,
    /// What is there more; below zero where something is missing.
    pub difference: Money,
    /// By notes and coins; none where only the sum was said.
    pub pieces: Vec<Denomination>,
    /// Who counted.
    pub by: String,
    /// When.
    pub counted_at: Timestamp,
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Its number in the shop.
    pub id: i64,
    /// Which drawer.
    pub till: Till,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By whom.
    pub opened_by: String,
    /// What lay in it then.
    pub opening: Money,
    /// Whether that was counted, or is what the count before left.
    pub is_opening_counted: bool,
    /// How it was closed; none while it is open.
    pub closing: Option<ShiftClosing>,
}

/// How a shift was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftClosing {
    /// The number of its report: from 1, without holes, over all drawers.
    pub z_number: i64,
    /// When.
    pub closed_at: Timestamp,
    /// By whom.
    pub closed_by: String,
    /// What was counted.
    pub counted: Money,
    /// What should have been there.
    pub expected: Money,
    /// What is there more; below zero where something is missing.
    pub difference: Money,
    /// Why they differ.
    pub reason: Option<String>,
    /// What was taken out afterwards.
    pub handed_over: Money,
    /// What stayed in the drawer.
    pub left: Money,
}

impl ShiftClosing {
    /// A drawer closed by a count of `counted`.
    ///
    /// # Errors
    /// [`Refusal::ReasonMissing`] where the count differs and it is not said why, [`Refusal::UnfitAmount`] where more
    /// is taken out than there is.
    pub fn of(
        z_number: i64,
        (closed_at, closed_by): (Timestamp, String),
        (counted, expected): (Money, Money),
        reason: Option<String>,
        handed_over: Option<Money>,
    ) -> Result<Self, Refusal> {
        let difference = counted.minus(expected)?;
        let reason = fit_reason(reason)?;
        if difference != Money::ZERO && reason.is_none() {
            return Err(Refusal::ReasonMissing);
        }
        let handed_over = handed_over.unwrap_or_default();
        if handed_over < Money::ZERO || handed_over > counted {
            return Err(Refusal::UnfitAmount);
        }
        Ok(Self {
            z_number,
            closed_at,
            closed_by,
            counted,
            expected,
            difference,
            reason: reason.filter(|_| difference != Money::ZERO),
            handed_over,
            left: counted.minus(handed_over)?,
        })
    }
}

#[cfg(test)]
mod tests;
