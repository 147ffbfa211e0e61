//! Checks: a bill that is split among those who pay it, by dishes or into equal parts.
//!
//! A check keeps its share of the bill, and the bill stays as it is while it is split: another dish or a discount would
//! move rupiah of service and tax between checks, also to one that is paid. So it is joined first, changed, and split
//! again.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Event, EventKind, LineStatus, Order, clean_text};
use crate::domain::{
    Actor, Ledger, Money, Move, Object, Parts, Portion, Refusal, SplitError, allowed,
    payment::next_id, split, split_evenly, sum,
};

/// Most characters of what a check is called.
pub const LABEL_LENGTH: usize = 30;

/// A check of an order. Its number is never that of another one, also after the bill was joined and split again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its number among all checks that its order ever had, from 1.
    pub id: i64,
    /// Whose it is, in the words of the staff.
    pub label: Option<String>,
    /// What it takes of each dish; empty where it is an equal part of all of them.
    pub lines: Vec<CheckLine>,
    /// What it costs.
    pub parts: Parts,
    /// Whether the bill was joined, or split otherwise, since.
    pub is_removed: bool,
}

impl Check {
    /// Whether anything of a line is on it.
    pub fn has(&self, line_id: i64) -> bool {
        let mut lines = self.lines.iter();
        self.lines.is_empty() || lines.any(|line| line.share.line_id == line_id)
    }
}

/// What a check takes of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    /// How much of it.
    #[serde(flatten)]
    pub share: Share,
    /// What that costs.
    pub parts: Parts,
}

/// `numerator / denominator` of a line: two of three pieces are `2 / 3`, as a dish of which two of three guests ate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Which line.
    pub line_id: i64,
    /// How many shares, from 1.
    pub numerator: i64,
    /// Of how many; not fewer.
    pub denominator: i64,
}

/// A check that is asked for.
#[derive(Debug, Clone, Deserialize)]
pub struct CheckDraft {
    /// Whose it is, up to [`LABEL_LENGTH`] characters.
    #[serde(default)]
    pub label: Option<String>,
    /// What it takes, each line once.
    pub portions: Vec<Object<Share>>,
}

/// How a bill is to be split.
#[derive(Debug, Clone)]
pub enum SplitBy {
    /// By dishes and shares of them.
    Dishes(Vec<CheckDraft>),
    /// Into so many equal parts.
    Equally(usize),
}

impl Order {
    /// The checks that its bill is split into now; none where it is not split.
    pub fn checks_in_force(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.is_removed)
    }

    /// Whether its bill is split.
    pub fn is_split(&self) -> bool {
        self.checks_in_force().next().is_some()
    }

    /// The payments and refunds of a check against what it costs.
    pub fn ledger_of(&self, check: &Check) -> Ledger<'_> {
        Ledger {
            check_id: Some(check.id),
            total: check.parts.total,
            ..self.ledger()
        }
    }

    /// The checks that are not paid.
    fn checks_due(&self) -> impl Iterator<Item = &Check> {
        // Each sum fitted when the payment was made.
        self.checks_in_force()
            .filter(|check| self.ledger_of(check).rest() != Ok(Money::ZERO))
    }

    /// The check of that number that its bill is split into now.
    pub(super) fn check_in_force(&self, id: i64) -> Result<&Check, Refusal> {
        let mut checks = self.checks_in_force();
        checks
            .find(|check| check.id == id)
            .ok_or(Refusal::UnknownCheck)
    }

    /// What a payment is for: a check, each check that is not paid, or the bill itself, which is not split.
    pub(super) fn due(
        &self,
        check_id: Option<i64>,
        amount: Option<Money>,
    ) -> Result<Vec<Option<i64>>, Refusal> {
        let Some(id) = check_id else {
            return match (self.is_split(), amount) {
                (false, _) => Ok(vec![None]),
                (true, None) => Ok(self.checks_due().map(|check| Some(check.id)).collect()),
                (true, Some(_)) => Err(Refusal::CheckMissing),
            };
        };
        let check = self.check_in_force(id)?;
        if self.ledger_of(check).rest()? == Money::ZERO {
            return Err(Refusal::AlreadyPaid);
        }
        Ok(vec![Some(id)])
    }

    /// What is still owed as it can be counted out: cash is rounded with each check that it settles.
    pub fn rest_in_cash(&self) -> Money {
        let cash = self.terms.cash;
        if !self.is_split() {
            return cash.round(self.ledger().rest().unwrap_or_default());
        }
        let due = self.checks_due();
        let rests = due.map(|check| cash.round(self.ledger_of(check).rest().unwrap_or_default()));
        Money::new(rests.map(Money::amount).sum())
    }

    /// Splits its bill, in the place of a split before. The same split again changes nothing.
    ///
    /// # Errors
    /// When this actor may not, money came in, or the checks do not take each dish exactly once.
    pub fn split_bill(
        &mut self,
        by: &Actor,
        how: SplitBy,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::Pay, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        let checks = match how {
            SplitBy::Dishes(drafts) => self.by_dishes(drafts)?,
            SplitBy::Equally(parts) => self.equally(parts)?,
        };
        let what = |check: &Check| (check.label.clone(), check.lines.clone(), check.parts);
        if self.checks_in_force().map(what).eq(checks.iter().map(what)) {
            return Ok(Vec::new());
        }
        self.may_change_bill(by)?;
        self.remove_checks();
        for check in checks {
            let id = next_id(&self.checks);
            self.checks.push(Check { id, ..check });
        }
        Ok(vec![self.record(EventKind::BillChanged, by, at)])
    }

    /// Makes one bill of its checks again. One that is not split stays as it is.
    ///
    /// # Errors
    /// When this actor may not, or money came in.
    pub fn join_checks(&mut self, by: &Actor, at: Timestamp) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::Pay, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        if !self.is_split() {
            return Ok(Vec::new());
        }
        self.may_change_bill(by)?;
        self.remove_checks();
        Ok(vec![self.record(EventKind::BillChanged, by, at)])
    }

    fn remove_checks(&mut self) {
        for check in &mut self.checks {
            check.is_removed = true;
        }
    }

    fn by_dishes(&self, drafts: Vec<CheckDraft>) -> Result<Vec<Check>, Refusal> {
        let lines = self.lines.iter();
        let lines: Vec<_> = lines
            .filter(|line| line.status != LineStatus::Void)
            .collect();
        let position = |id: i64| {
            let position = lines.iter().position(|line| line.id == id);
            position.ok_or(Refusal::UnknownLine)
        };
        let mut shares = Vec::new();
        for draft in &drafts {
            let mut portions: Vec<Portion> = Vec::new();
            for Object(share) in &draft.portions {
                let line = position(share.line_id)?;
                if portions.iter().any(|portion| portion.line == line) {
                    return Err(SplitError::NotAPart.into());
                }
                portions.push(Portion {
                    line,
                    numerator: share.numerator,
                    denominator: share.denominator,
                });
            }
            shares.push(portions);
        }
        let bill: Vec<Parts> = lines.iter().map(|line| line.parts).collect();
        let made = split(&bill, &shares, self.terms.prices_include)?;
        let checks = drafts.into_iter().zip(shares).zip(made);
        checks
            .map(|((draft, shares), made)| {
                let lines = made.iter().filter_map(|(line, parts)| {
                    let portion = shares.iter().find(|portion| portion.line == *line)?;
                    let share = Share {
                        line_id: lines[*line].id,
                        numerator: portion.numerator,
                        denominator: portion.denominator,
                    };
                    Some(CheckLine {
                        share,
                        parts: *parts,
                    })
                });
                let parts = sum(made.iter().map(|(_, parts)| parts))?;
                if parts.total <= Money::ZERO {
                    return Err(SplitError::BadParts.into());
                }
                Ok(Check {
                    id: 0,
                    label: clean_text("label", draft.label, LABEL_LENGTH)?,
                    lines: lines.collect(),
                    parts,
                    is_removed: false,
                })
            })
            .collect()
    }

    fn equally(&self, parts: usize) -> Result<Vec<Check>, Refusal> {
        let (bill, terms) = (self.bill()?.sums, &self.terms);
        let made = split_evenly(&bill, parts, terms.cash.step.max(1), terms.prices_include)?;
        let checks = made.into_iter().map(|parts| Check {
            id: 0,
            label: None,
            lines: Vec::new(),
            parts,
            is_removed: false,
        });
        Ok(checks.collect())
    }
}
