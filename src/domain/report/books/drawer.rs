//! What moved in the drawers of a day apart from orders, as an entry of its own.
//!
//! With it the cash account has what lies in the drawers after a count. It is not in the entry of the sales because the
//! report, against which that one is held, knows of orders alone.
//!
//! Cash of orders whose drawer was not open is in the entry of the sales and in no shift. It is taken to lie in the
//! next drawer that is opened, whose count then says how much of it is there: counted as new it would be there twice.

use super::{BookAccount, Entry, Posting, PostingKind};
use crate::domain::{CashMove, CashMoveKind, Money, ShiftClosing};

/// Cash that came into a drawer or went out of it apart from orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawerMove {
    kind: PostingKind,
    /// In whole rupiah; below zero it went out.
    into: i64,
    note: Option<String>,
}

impl DrawerMove {
    const fn new(kind: PostingKind, into: i64) -> Self {
        Self {
            kind,
            into,
            note: None,
        }
    }

    /// What a drawer was opened with above what the count before had left in it and above `off_drawer`, the cash that
    /// came in since while no drawer was open.
    pub const fn of_opening(added: Money, off_drawer: Money) -> Self {
        Self::new(PostingKind::Float, added.amount() - off_drawer.amount())
    }

    /// What was put in or taken out while it was open.
    pub fn of_move(moved: CashMove) -> Self {
        let (kind, into) = match moved.kind {
            CashMoveKind::PayIn => (PostingKind::PayIn, moved.amount.amount()),
            CashMoveKind::PayOut => (PostingKind::PayOut, -moved.amount.amount()),
            CashMoveKind::Drop => (PostingKind::Drop, -moved.amount.amount()),
            CashMoveKind::Drawer => (PostingKind::Drop, 0),
        };
        Self {
            note: moved.reason,
            ..Self::new(kind, into)
        }
    }

    /// By how much its last count differed, and what was taken out after that. A drawer that was opened without a count
    /// may hold the cash of `off_drawer`: as far as that explains the difference there is none, and the rest of it had
    /// been brought away.
    pub fn of_closing(closing: ShiftClosing, off_drawer: Money) -> [Self; 3] {
        let (differs, off_drawer) = (closing.difference.amount(), off_drawer.amount());
        let explained = differs.clamp(off_drawer.min(0), off_drawer.max(0));
        [
            Self::new(PostingKind::Float, explained - off_drawer),
            Self {
                note: closing.reason,
                ..Self::new(PostingKind::Counted, differs - explained)
            },
            Self::new(PostingKind::HandedOver, -closing.handed_over.amount()),
        ]
    }
}

/// The entry of a day's moves, each of them as it was noted; nothing where no cash moved.
pub fn drawer_entry(moves: Vec<DrawerMove>) -> Vec<Posting> {
    let mut entry = Entry::default();
    for DrawerMove { kind, into, note } in moves {
        entry.post(BookAccount::Cash, kind, -into, note.clone());
        entry.post(kind.account(), kind, into, note);
    }
    entry.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_paid_out_of_a_drawer_is_an_expense_with_its_reason_and_an_opening_without_cash_is_none()
     {
        let cash = |kind, amount| CashMove {
            id: 1,
            kind,
            amount: Money::new(amount),
            reason: Some("es".to_owned()),
            by: "Rina".to_owned(),
            approved_by: None,
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let moves = [
            (CashMoveKind::PayOut, 20_000),
            (CashMoveKind::Drawer, 0),
            (CashMoveKind::Drop, 50_000),
        ];
        let moves = moves.map(|(kind, amount)| DrawerMove::of_move(cash(kind, amount)));
        let entry = drawer_entry(moves.to_vec());
        let amounts = entry.iter().map(|it| (it.account, it.debit - it.credit));
        assert_eq!(
            amounts.collect::<Vec<_>>(),
            [
                (BookAccount::Cash, -20_000),
                (BookAccount::Expenses, 20_000),
                (BookAccount::Cash, -50_000),
                (BookAccount::Safe, 50_000),
            ]
        );
        assert!(entry.iter().all(|it| it.note.as_deref() == Some("es")));
    }
}
