//! What moved in the drawers of a time apart from orders, for the books.
//!
//! By times and not by shifts: an entry of the books is of a business day, and a shift may be of two.

use std::ops::Range;

use jiff::Timestamp;

use super::{cash_move, shift};
use crate::{
    domain::DrawerMove,
    store::{
        Reader, StoreError,
        rows::{Columns, millis},
    },
};

/// What each drawer was opened with, more than its last count had left in it.
const OPENED: &str = "
    select opening - ifnull((
        select counted - handed_over from shifts earlier
        where earlier.till = shifts.till and earlier.id < shifts.id and earlier.closed_at is not null
        order by earlier.id desc limit 1), 0) as added
    from shifts where opened_at >= ?1 and opened_at < ?2 order by id";

const MOVED: &str = "select * from cash_moves where moved_at >= ?1 and moved_at < ?2 order by id";

const CLOSED: &str =
    "select * from shifts where closed_at >= ?1 and closed_at < ?2 order by closed_at, id";

impl Reader<'_> {
    /// The cash that moved in a time apart from orders: into drawers that were opened, while they were open, and when
    /// they were closed.
    pub fn drawer_moves(&self, time: &Range<Timestamp>) -> Result<Vec<DrawerMove>, StoreError> {
        let time = [millis(time.start), millis(time.end)];
        let mut moves = self.list(OPENED, time, |row| {
            Ok(DrawerMove::of_opening(row.money("added")?))
        })?;
        moves.extend(self.list(MOVED, time, |row| Ok(DrawerMove::of_move(cash_move(row)?)))?);
        let closings = self.list(CLOSED, time, |row| Ok(shift(row)?.closing))?;
        moves.extend(
            closings
                .into_iter()
                .flatten()
                .flat_map(DrawerMove::of_closing),
        );
        Ok(moves)
    }
}
