//! Rows of shifts: opened, counted, closed, and the cash that moved in them.
//!
//! They are only ever added, but for a shift, which changes once; triggers of the file hold the program to that.

mod drawer;
mod rows;

#[cfg(test)]
pub(super) use drawer::OFF_DRAWER;
pub use rows::ShiftMove;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{
    CashCount, CashMove, CashMoveKind, Event, Money, MoneyOverflow, Shift, ShiftClosing,
    ShiftCount, ShiftReport, Till,
};

const INSERT_SALE: &str = "
    insert into sales
        (order_id, number, shift_id, settled_at, gross, complimentary, discounts, net, service, tax, total)
    select ?1, count(*) + 1, ?2, ?3, ?4 - ifnull(sum(gross), 0), ?5 - ifnull(sum(complimentary), 0),
        ?6 - ifnull(sum(discounts), 0), ?7 - ifnull(sum(net), 0), ?8 - ifnull(sum(service), 0),
        ?9 - ifnull(sum(tax), 0), ?10 - ifnull(sum(total), 0)
    from sales where order_id = ?1";

const CLOSE: &str = "
    update shifts set closed_at = ?2, closed_by = ?3, counted = ?4, expected = ?5, reason = ?6, handed_over = ?7,
        z_number = ?8, z = ?9
    where id = ?1";

/// What a request about a shift was answered before.
#[derive(Debug, Clone)]
pub struct ShiftAnswer {
    /// SHA-256 of the request.
    pub fingerprint: [u8; 32],
    /// The JSON that it was answered with.
    pub answer: String,
}

/// A count to be stored: with the expected amount, and the number of cash movements before it.
#[derive(Debug, Clone)]
pub struct NewCount {
    /// What was counted.
    pub count: CashCount,
    /// What should have been there.
    pub expected: Money,
    /// How many movements of cash the shift had.
    pub movements: i64,
    /// Who counted.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Reader<'_> {
    /// The shift in which a drawer is, if it is open.
    pub fn open_shift(&self, till: Till) -> Result<Option<i64>, StoreError> {
        let mut find =
            self.prepare_cached("select id from shifts where till = ?1 and closed_at is null")?;
        Ok(find
            .query_row([till.number()], |row| row.get(0))
            .optional()?)
    }

    /// A shift.
    pub fn find_shift(&self, id: i64) -> Result<Option<Shift>, StoreError> {
        let mut find = self.prepare_cached("select * from shifts where id = ?1")?;
        let mut rows = find.query([id])?;
        rows.next()?.map(shift).transpose()
    }

    /// The report that a shift was closed with, as JSON.
    pub fn z_report(&self, id: i64) -> Result<Option<String>, StoreError> {
        let mut find = self.prepare_cached("select z from shifts where id = ?1")?;
        Ok(find.query_row([id], |row| row.get(0)).optional()?.flatten())
    }

    /// Shifts from the one before `before` backwards, the newest first.
    pub fn list_shifts(&self, before: i64, limit: i64) -> Result<Vec<Shift>, StoreError> {
        let newest = "select * from shifts where id < ?1 order by id desc limit ?2";
        self.list(newest, [before, limit], shift)
    }

    /// Shifts that are not closed, by their drawers.
    pub fn open_shifts(&self) -> Result<Vec<Shift>, StoreError> {
        let open = "select * from shifts where closed_at is null order by till";
        self.list(open, [], shift)
    }

    /// What the last count of a drawer left in it; none where it was never closed.
    pub fn left_in_drawer(&self, till: Till) -> Result<Option<Money>, StoreError> {
        let mut find = self.prepare_cached(
            "select counted - handed_over from shifts where till = ?1 and closed_at is not null
             order by id desc limit 1",
        )?;
        let left = find.query_row([till.number()], |row| row.get(0));
        Ok(left.optional()?.map(Money::new))
    }

    /// The counts of a shift, oldest first.
    pub fn counts_of_shift(&self, shift_id: i64) -> Result<Vec<ShiftCount>, StoreError> {
        let mut list =
            self.prepare_cached("select * from shift_counts where shift_id = ?1 order by number")?;
        let mut rows = list.query([shift_id])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            let (counted, expected) = (row.money("counted")?, row.money("expected")?);
            let pieces: String = row.get("pieces")?;
            counts.push(ShiftCount {
                id: row.get("number")?,
                counted,
                expected,
                difference: difference(counted, expected)?,
                pieces: serde_json::from_str(&pieces)?,
                by: row.get("by")?,
                counted_at: row.time("counted_at")?,
            });
        }
        Ok(counts)
    }

    /// The number of the last count of a shift, with how many movements of cash it was made after.
    pub fn last_count(&self, shift_id: i64) -> Result<Option<(i64, i64)>, StoreError> {
        let mut find = self.prepare_cached(
            "select number, movements from shift_counts where shift_id = ?1 order by number desc limit 1",
        )?;
        let last = find.query_row([shift_id], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(last.optional()?)
    }

    /// What the same request was answered before.
    pub fn shift_answer(&self, key: &str) -> Result<Option<ShiftAnswer>, StoreError> {
        let mut find =
            self.prepare_cached("select fingerprint, answer from shift_answers where key = ?1")?;
        let found = find.query_row([key], |row| {
            Ok(ShiftAnswer {
                fingerprint: row.get(0)?,
                answer: row.get(1)?,
            })
        });
        Ok(found.optional()?)
    }
}

impl Writer<'_> {
    /// Opens a drawer.
    pub fn insert_shift(
        &self,
        till: Till,
        (opening, is_counted): (Money, bool),
        by: &str,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into shifts (till, opened_at, opened_by, opening, opening_counted)
             values (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            till.number(),
            millis(at),
            by,
            opening.amount(),
            is_counted
        ])?;
        Ok(self.last_insert_rowid())
    }

    /// Writes that cash moved, or that a drawer was opened; the number of `moved` is not looked at.
    pub fn insert_cash_move(&self, shift_id: i64, moved: &CashMove) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into cash_moves (shift_id, kind, amount, reason, by, approved_by, moved_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            shift_id,
            moved.kind.as_str(),
            moved.amount.amount(),
            moved.reason,
            moved.by,
            moved.approved_by,
            millis(moved.at),
        ])?;
        Ok(self.last_insert_rowid())
    }

    /// Writes a count.
    pub fn insert_count(&self, shift_id: i64, new: &NewCount) -> Result<ShiftCount, StoreError> {
        let counted = new.count.sum;
        self.prepare_cached(
            "insert into shift_counts
                 (shift_id, number, counted, expected, movements, pieces, by, counted_at)
             select ?1, count(*) + 1, ?2, ?3, ?4, ?5, ?6, ?7 from shift_counts where shift_id = ?1",
        )?
        .execute(params![
            shift_id,
            counted.amount(),
            new.expected.amount(),
            new.movements,
            serde_json::to_string(&new.count.pieces)?,
            new.by,
            millis(new.at),
        ])?;
        let last = self.last_count(shift_id)?;
        Ok(ShiftCount {
            id: last.map_or(1, |(number, _)| number),
            counted,
            expected: new.expected,
            difference: difference(counted, new.expected)?,
            pieces: new.count.pieces.clone(),
            by: new.by.clone(),
            counted_at: new.at,
        })
    }

    /// The number of the next closed shift.
    pub fn next_z_number(&self) -> Result<i64, StoreError> {
        let mut find = self.prepare_cached("select ifnull(max(z_number), 0) + 1 from shifts")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }

    /// Closes a shift with its report.
    pub fn close_shift(
        &self,
        id: i64,
        closing: &ShiftClosing,
        report: &ShiftReport,
    ) -> Result<(), StoreError> {
        self.prepare_cached(CLOSE)?.execute(params![
            id,
            millis(closing.closed_at),
            closing.closed_by,
            closing.counted.amount(),
            closing.expected.amount(),
            closing.reason,
            closing.handed_over.amount(),
            closing.z_number,
            serde_json::to_string(report)?,
        ])?;
        Ok(())
    }

    /// Tells every screen that a drawer was opened or closed.
    pub fn publish_shifts(&mut self) {
        self.publish_after_commit(super::Committed::ShopInfo);
    }

    /// Remembers what a request was answered.
    pub fn remember_shift_answer(
        &self,
        key: &str,
        fingerprint: [u8; 32],
        answer: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into shift_answers (key, fingerprint, answer, created_at) values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![key, fingerprint, answer, millis(at)])?;
        Ok(())
    }

    /// Writes what an order is that is paid now: what it costs less what was sold of it before.
    pub(super) fn insert_sale(
        &self,
        order_id: i64,
        event: &Event,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let too_large = |_: MoneyOverflow| StoreError::Unreadable("total".to_owned());
        let sums = event.order.bill().map_err(too_large)?.sums;
        let gifts = event.order.complimentary();
        let discounts = sums.line_discount.plus(sums.order_discount);
        let discounts = discounts.and_then(|all| all.minus(gifts));
        self.prepare_cached(INSERT_SALE)?.execute(params![
            order_id,
            shift_id,
            millis(event.at),
            sums.gross.amount(),
            gifts.amount(),
            discounts.map_err(too_large)?.amount(),
            sums.net.amount(),
            sums.service.amount(),
            sums.tax.amount(),
            sums.total.amount(),
        ])?;
        Ok(())
    }
}

fn difference(counted: Money, expected: Money) -> Result<Money, StoreError> {
    let difference = counted.minus(expected);
    difference.map_err(|_| StoreError::Unreadable("counted".to_owned()))
}

fn shift(row: &Row<'_>) -> Result<Shift, StoreError> {
    let till = Till::new(row.get("till")?);
    Ok(Shift {
        id: row.get("id")?,
        till: till.ok_or_else(|| StoreError::Unreadable("till".to_owned()))?,
        opened_at: row.time("opened_at")?,
        opened_by: row.get("opened_by")?,
        opening: row.money("opening")?,
        is_opening_counted: row.get("opening_counted")?,
        closing: match row.time_if_any("closed_at")? {
            None => None,
            Some(closed_at) => {
                let (counted, handed_over) = (row.money("counted")?, row.money("handed_over")?);
                let expected = row.money("expected")?;
                Some(ShiftClosing {
                    z_number: row.get("z_number")?,
                    closed_at,
                    closed_by: row.get("closed_by")?,
                    counted,
                    expected,
                    difference: difference(counted, expected)?,
                    reason: row.get("reason")?,
                    handed_over,
                    left: difference(counted, handed_over)?,
                })
            }
        },
    })
}

/// A movement of cash, of a row.
fn cash_move(row: &Row<'_>) -> Result<CashMove, StoreError> {
    Ok(CashMove {
        id: row.get("id")?,
        kind: row.word("kind", CashMoveKind::parse)?,
        amount: row.money("amount")?,
        reason: row.get("reason")?,
        by: row.get("by")?,
        approved_by: row.get("approved_by")?,
        at: row.time("moved_at")?,
    })
}
