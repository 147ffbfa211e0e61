//! What moved in the drawers of a time apart from orders, for the books.
//!
//! By times and not by shifts: an entry of the books is of a business day, and a shift may be of two.

use std::ops::Range;

use jiff::Timestamp;

use super::{cash_move, shift};
use crate::{
    domain::{DrawerMove, Money},
    store::{
        Reader, StoreError,
        rows::{Columns, millis},
    },
};

/// What each drawer was opened with, more than its last count had left in it.
const OPENED: &str = "
    select id, opened_at, opening_counted, opening - ifnull((
        select counted - handed_over from shifts earlier
        where earlier.till = shifts.till and earlier.id < shifts.id and earlier.closed_at is not null
        order by earlier.id desc limit 1), 0) as added
    from shifts where opened_at >= ?1 and opened_at < ?2 order by id";

const MOVED: &str = "select * from cash_moves where moved_at >= ?1 and moved_at < ?2 order by id";

const CLOSED: &str =
    "select * from shifts where closed_at >= ?1 and closed_at < ?2 order by closed_at, id";

/// When a drawer was last opened before this one, or the first moment there is.
const OFF_DRAWER_SINCE: &str = "
    select ifnull(max(opened_at), -9223372036854775808) as since from shifts
    where opened_at < ?1 or opened_at = ?1 and id < ?2";

/// The cash of orders between two moments whose drawer was not open.
pub(in crate::store) const OFF_DRAWER: &str = "
    select ifnull(sum(amount), 0) as amount from (
        select tendered - change as amount from payments indexed by payments_by_time
        where paid_at > ?1 and paid_at <= ?2 and method = 'cash' and shift_id is null
        union all
        select -(amount + rounding) from refunds indexed by refunds_by_time
        where refunded_at > ?1 and refunded_at <= ?2 and method = 'cash' and shift_id is null
        union all
        select amount from claims indexed by claims_by_time
        where received_at > ?1 and received_at <= ?2 and method = 'cash' and shift_id is null
        union all
        select -(amount + rounding) from claim_settlements indexed by claim_settlements_by_time
        where settled_at > ?1 and settled_at <= ?2 and method = 'cash' and shift_id is null
        union all
        select iif(method_to = 'cash', received_to, 0) - iif(method_from = 'cash', received_from, 0)
        from payment_corrections indexed by payment_corrections_by_time
        where corrected_at > ?1 and corrected_at <= ?2 and shift_id is null)";

impl Reader<'_> {
    /// The cash that moved in a time apart from orders: into drawers that were opened, while they were open, and when
    /// they were closed; each with its time.
    pub fn drawer_moves(
        &self,
        time: &Range<Timestamp>,
    ) -> Result<Vec<(Timestamp, DrawerMove)>, StoreError> {
        let time = [millis(time.start), millis(time.end)];
        let openings = self.list(OPENED, time, |row| {
            let is_counted: bool = row.get("opening_counted")?;
            Ok((
                row.time("opened_at")?,
                row.get("id")?,
                is_counted,
                row.money("added")?,
            ))
        })?;
        let mut moves = Vec::new();
        for (at, id, is_counted, added) in openings {
            let off_drawer = if is_counted {
                self.off_drawer(at, id)?
            } else {
                // It is counted when the drawer is closed.
                Money::ZERO
            };
            moves.push((at, DrawerMove::of_opening(added, off_drawer)));
        }
        moves.extend(self.list(MOVED, time, |row| {
            let cash = cash_move(row)?;
            Ok((cash.at, DrawerMove::of_move(cash)))
        })?);
        for shift in self.list(CLOSED, time, shift)? {
            let off_drawer = if shift.is_opening_counted {
                Money::ZERO
            } else {
                self.off_drawer(shift.opened_at, shift.id)?
            };
            if let Some(closing) = shift.closing {
                let at = closing.closed_at;
                moves.extend(DrawerMove::of_closing(closing, off_drawer).map(|each| (at, each)));
            }
        }
        Ok(moves)
    }

    /// When a drawer was first opened; none before that.
    pub fn first_opening(&self) -> Result<Option<Timestamp>, StoreError> {
        let mut find = self.prepare_cached("select min(opened_at) as first from shifts")?;
        let mut rows = find.query([])?;
        let first = rows.next()?.map(|row| row.time_if_any("first"));
        Ok(first.transpose()?.flatten())
    }

    /// What came in while its drawer was not open, since any was opened, until this one was.
    fn off_drawer(&self, at: Timestamp, id: i64) -> Result<Money, StoreError> {
        let at = millis(at);
        let mut find = self.prepare_cached(OFF_DRAWER_SINCE)?;
        let since: i64 = find.query_row([at, id], |row| row.get("since"))?;
        let mut sum = self.prepare_cached(OFF_DRAWER)?;
        let sum = sum.query_row([since, at], |row| row.get("amount"))?;
        Ok(Money::new(sum))
    }
}
