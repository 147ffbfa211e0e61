//! Reads the rows of a shift, of which its report is made.
//!
//! What is looked for is the shift's number in each row and never a time: two drawers are open at once, and a clock can
//! be set back.

use std::ops::Range;

use jiff::Timestamp;
use rusqlite::Row;

use super::{cash_move, shift};
use crate::{
    domain::{
        CashMove, FlowSum, MoneyFlow, PaymentMethod, RefundNote, SaleSums, Shift, ShiftReport,
        ShiftRows, VoidNote,
    },
    store::{Reader, RowRange, StoreError, orders::order_number, rows::Columns},
};

/// All money of orders in a shift, by kind and way of paying.
const FLOWS: &str = "
    select 'payment' as flow, method, count(*) as rows, sum(amount) as amount, sum(rounding) as rounding
    from payments where shift_id = ?1 group by method
    union all
    select 'refund', method, count(*), sum(amount), sum(rounding) from refunds where shift_id = ?1 group by method
    union all
    select 'corrected_from', method_from, count(*), sum(received_from), 0
    from payment_corrections where shift_id = ?1 group by method_from
    union all
    select 'corrected_to', method_to, count(*), sum(received_to), 0
    from payment_corrections where shift_id = ?1 group by method_to
    union all
    select 'claim', method, count(*), sum(amount), 0 from claims where shift_id = ?1 group by method
    union all
    select 'settlement', method, count(*), sum(amount), sum(rounding)
    from claim_settlements where shift_id = ?1 group by method";

const SALES: &str = "
    select count(*) filter (where number = 1) as orders, min(iif(number = 1, order_id, null)) as first,
        max(iif(number = 1, order_id, null)) as last, ifnull(sum(gross), 0) as gross,
        ifnull(sum(complimentary), 0) as complimentary, ifnull(sum(discounts), 0) as discounts,
        ifnull(sum(net), 0) as net, ifnull(sum(service), 0) as service, ifnull(sum(tax), 0) as tax,
        ifnull(sum(total), 0) as total
    from sales where shift_id = ?1";

const REFUNDS: &str = "
    select refunds.*, channel, counter from refunds join orders on orders.id = order_id
    where shift_id = ?1 order by refunds.id";

const VOIDS: &str = "
    select lines.*, channel, counter from order_lines lines join orders on orders.id = order_id
    where void_shift_id = ?1 order by voided_at, order_id, lines.id";

const MOVES: &str = "select * from cash_moves where shift_id = ?1 order by id";

/// How many movements of cash a shift has.
const MOVEMENTS: &str = "
    select (select count(*) from payments where shift_id = ?1 and method = 'cash')
        + (select count(*) from refunds where shift_id = ?1 and method = 'cash')
        + (select count(*) from payment_corrections where shift_id = ?1 and 'cash' in (method_from, method_to))
        + (select count(*) from claims where shift_id = ?1 and method = 'cash')
        + (select count(*) from claim_settlements where shift_id = ?1 and method = 'cash')
        + (select count(*) from cash_moves where shift_id = ?1 and amount > 0)";

/// A movement of cash, with the drawer it was in.
#[derive(Debug, Clone)]
pub struct ShiftMove {
    /// The shift.
    pub shift: i64,
    /// What moved.
    pub moved: CashMove,
}

impl Reader<'_> {
    /// What the rows of a shift say.
    pub fn rows_of_shift(&self, shift: &Shift) -> Result<ShiftRows, StoreError> {
        Ok(ShiftRows {
            opening: shift.opening,
            sales: self.sales_of_shift(shift.id)?,
            flows: self.list(FLOWS, [shift.id], flow)?,
            moves: self.list(MOVES, [shift.id], cash_move)?,
            refunds: self.list(REFUNDS, [shift.id], refund)?,
            voids: self.list(VOIDS, [shift.id], void)?,
        })
    }

    /// The number of cash movements of a shift: a count from before the last one is out of date.
    pub fn movements_of_shift(&self, id: i64) -> Result<i64, StoreError> {
        Ok(self
            .prepare_cached(MOVEMENTS)?
            .query_row([id], |row| row.get(0))?)
    }

    fn sales_of_shift(&self, id: i64) -> Result<SaleSums, StoreError> {
        let mut find = self.prepare_cached(SALES)?;
        let mut rows = find.query([id])?;
        let Some(row) = rows.next()? else {
            return Ok(SaleSums::default());
        };
        Ok(SaleSums {
            orders: row.get("orders")?,
            first: self.number_of(row.get("first")?)?,
            last: self.number_of(row.get("last")?)?,
            gross: row.money("gross")?,
            complimentary: row.money("complimentary")?,
            discounts: row.money("discounts")?,
            net: row.money("net")?,
            service: row.money("service")?,
            tax: row.money("tax")?,
            total: row.money("total")?,
        })
    }

    fn number_of(&self, order_id: Option<i64>) -> Result<Option<String>, StoreError> {
        let Some(id) = order_id else { return Ok(None) };
        let mut find = self.prepare_cached("select channel, counter from orders where id = ?1")?;
        let mut rows = find.query([id])?;
        rows.next()?.map(number).transpose()
    }

    /// Where the shifts are that were opened in this time.
    pub fn shifts_of_time(&self, time: &Range<Timestamp>) -> Result<RowRange, StoreError> {
        self.range_of_time(
            "select min(id), max(id), count(*) from shifts where opened_at >= :from and opened_at < :to",
            time,
        )
    }

    /// Up to `limit` shifts of this time within a stretch, the oldest first.
    pub fn list_shifts_of_time(
        &self,
        time: &Range<Timestamp>,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<Shift>, StoreError> {
        self.list_of_time(
            "select * from shifts where id > :after and id <= :last and opened_at >= :from and opened_at < :to
             order by id limit :limit",
            (time, rows, limit),
            shift,
        )
    }

    /// Where the movements of cash of this time are.
    pub fn cash_moves_of_time(&self, time: &Range<Timestamp>) -> Result<RowRange, StoreError> {
        self.range_of_time(
            "select min(id), max(id), count(*) from cash_moves where moved_at >= :from and moved_at < :to",
            time,
        )
    }

    /// Up to `limit` movements of cash of this time within a stretch, the oldest first.
    pub fn list_cash_moves_of_time(
        &self,
        time: &Range<Timestamp>,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<ShiftMove>, StoreError> {
        self.list_of_time(
            "select * from cash_moves where id > :after and id <= :last and moved_at >= :from and moved_at < :to
             order by id limit :limit",
            (time, rows, limit),
            |row| {
                Ok(ShiftMove {
                    shift: row.get("shift_id")?,
                    moved: cash_move(row)?,
                })
            },
        )
    }

    /// The closed shifts whose report is not what their rows say, by the numbers of their reports.
    pub fn shifts_with_another_report(&self) -> Result<Vec<i64>, StoreError> {
        let mut wrong = Vec::new();
        let mut ids = self.prepare_cached(
            "select id, z, z_number from shifts where closed_at is not null order by id",
        )?;
        let mut rows = ids.query([])?;
        while let Some(row) = rows.next()? {
            let (id, kept): (i64, String) = (row.get("id")?, row.get("z")?);
            let Some(shift) = self.find_shift(id)? else {
                continue;
            };
            let counted = shift.closing.as_ref().map(|closing| closing.counted);
            let report = ShiftReport::of(self.rows_of_shift(&shift)?, counted);
            let again = report.ok().and_then(|it| serde_json::to_value(it).ok());
            let kept: serde_json::Value = serde_json::from_str(&kept)?;
            let holds = again.is_some_and(|again| says_the_same(&kept, &again));
            let expected = &kept["cash"]["expected"];
            let closed_with = shift.closing.map(|closing| closing.expected.amount());
            if !holds || expected.as_i64() != closed_with {
                wrong.push(row.get("z_number")?);
            }
        }
        Ok(wrong)
    }
}

/// Whether all that was kept is still so; a later program may say more.
fn says_the_same(kept: &serde_json::Value, again: &serde_json::Value) -> bool {
    match (kept.as_object(), kept.as_array()) {
        (Some(members), _) => members
            .iter()
            .all(|(name, value)| says_the_same(value, &again[name.as_str()])),
        (None, Some(list)) => again.as_array().is_some_and(|other| {
            list.len() == other.len()
                && list
                    .iter()
                    .zip(other)
                    .all(|(kept, again)| says_the_same(kept, again))
        }),
        (None, None) => kept == again,
    }
}

fn number(row: &Row<'_>) -> Result<String, StoreError> {
    Ok(order_number(row)?.to_string())
}

fn flow(row: &Row<'_>) -> Result<FlowSum, StoreError> {
    Ok(FlowSum {
        flow: row.word("flow", MoneyFlow::parse)?,
        method: row.word("method", PaymentMethod::parse)?,
        rows: row.get("rows")?,
        amount: row.money("amount")?,
        rounding: row.money("rounding")?,
    })
}

fn refund(row: &Row<'_>) -> Result<RefundNote, StoreError> {
    let handed_out = row.money("amount")?.plus(row.money("rounding")?);
    Ok(RefundNote {
        number: number(row)?,
        method: row.word("method", PaymentMethod::parse)?,
        amount: handed_out.map_err(|_| StoreError::Unreadable("amount".to_owned()))?,
        reason: row.get("reason")?,
        by: row.get("by")?,
        approved_by: row.get("approved_by")?,
        at: row.time("refunded_at")?,
    })
}

fn void(row: &Row<'_>) -> Result<VoidNote, StoreError> {
    Ok(VoidNote {
        number: number(row)?,
        quantity: row.get("quantity")?,
        name: row.get("name")?,
        amount: row.money("line_total")?,
        reason: row.get("void_reason")?,
        by: row.get("voided_by")?,
        approved_by: row.get("void_approved_by")?,
        at: row.time("voided_at")?,
    })
}
