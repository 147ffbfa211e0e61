//! Adds up a business day.
//!
//! Each sum walks an index of its own, so that a day is counted as fast in a shop's tenth year as in its first.

use jiff::Timestamp;
use rusqlite::params;

use crate::{
    domain::{
        ActiveOrders, BusinessDay, DaySoFar, MethodTakings, Money, OrderStatus, OrdersAndMoney,
        PaymentMethod,
    },
    store::{
        Reader, StoreError,
        rows::{Columns, millis},
    },
};

/// What came in from one moment to another, by way of paying. `tendered - change` is what stayed in the drawer; what
/// came in and pays for nothing is no payment.
pub(super) const RECEIVED: &str = "
    select method, sum(payments) as payments, sum(amount) as amount from (
        select method, 1 as payments, tendered - change as amount
        from payments indexed by payments_by_time where paid_at >= ?1 and paid_at < ?2
        union all
        select method, 0, amount
        from claims indexed by claims_by_time where received_at >= ?1 and received_at < ?2) group by method";

/// What went back from one moment to another, by way of paying.
pub(super) const GIVEN_BACK: &str = "
    select method, sum(amount) as amount from (
        select method, amount + rounding as amount
        from refunds indexed by refunds_by_time where refunded_at >= ?1 and refunded_at < ?2
        union all
        select method, amount + rounding
        from claim_settlements indexed by claim_settlements_by_time
        where settled_at >= ?1 and settled_at < ?2) group by method";

/// What corrections from one moment to another took from one way of paying and gave to another.
pub(super) const CORRECTED: &str = "
    select method, sum(amount) as amount from (
        select method_from as method, -received_from as amount
        from payment_corrections indexed by payment_corrections_by_time
        where corrected_at >= ?1 and corrected_at < ?2
        union all
        select method_to, received_to
        from payment_corrections indexed by payment_corrections_by_time
        where corrected_at >= ?1 and corrected_at < ?2) group by method";

/// The orders placed on a day: those that were not cancelled, what they cost, and those that were.
pub(super) const PLACED: &str = "
    select count(*) filter (where status <> 'cancelled') as orders,
        ifnull(sum(total_amount) filter (where status <> 'cancelled'), 0) as amount,
        count(*) filter (where status = 'cancelled') as cancelled
    from orders where day = ?1";

/// The open orders by status.
pub(super) const ACTIVE: &str = "
    select status, count(*) as orders from orders indexed by orders_open where is_open = 1 group by status";

/// What is still owed for the open orders.
pub(super) const OPEN_BILLS: &str = "
    select count(*) as orders, ifnull(sum(owed), 0) as amount from (
        select total_amount
            - ifnull((select sum(amount) from payments where order_id = orders.id), 0) as owed
        from orders indexed by orders_open
        where is_open = 1 and (payment_status = 'unpaid' or payment_status = 'partially_paid'))";

/// What customers get back: what has not gone back of cancelled orders, and claims that were not settled.
pub(super) const TO_GIVE_BACK: &str = "
    select count(*) as orders, ifnull(sum(held), 0) as amount from (
        select iif(status = 'cancelled',
                ifnull((select sum(amount) from payments where order_id = orders.id), 0)
                - ifnull((select sum(amount) from refunds where order_id = orders.id), 0), 0)
            + ifnull((select sum(amount) from claims where order_id = orders.id
                and not exists (select 1 from claim_settlements where claim_id = claims.id)), 0) as held
        from orders indexed by orders_owing_back where owes_back = 1)";

/// The drawers that were opened before a moment and not counted since.
pub(super) const NOT_COUNTED: &str = "
    select count(*) from shifts indexed by shifts_open where closed_at is null and opened_at < ?1";

/// What is added up by way of paying.
#[derive(Clone, Copy)]
enum Sum {
    Received,
    GivenBack,
    Corrected,
}

impl Reader<'_> {
    /// A business day from its first moment to its last.
    pub fn day_so_far(
        &self,
        day: BusinessDay,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<DaySoFar, StoreError> {
        let (placed, cancelled) = self
            .prepare_cached(PLACED)?
            .query_row([day.to_string()], |row| {
                Ok((orders_and_money(row)?, row.get("cancelled")?))
            })?;
        Ok(DaySoFar {
            day,
            takings: self.takings(from, to)?,
            placed,
            cancelled,
            active: self.active_by_status()?,
            open_bills: self
                .prepare_cached(OPEN_BILLS)?
                .query_row([], orders_and_money)?,
            to_give_back: self
                .prepare_cached(TO_GIVE_BACK)?
                .query_row([], orders_and_money)?,
            drawers_not_counted: self
                .prepare_cached(NOT_COUNTED)?
                .query_row([millis(from)], |row| row.get(0))?,
        })
    }

    /// What came in and went back from one moment to another, by every way of paying.
    pub fn takings(
        &self,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<MethodTakings>, StoreError> {
        let mut takings: Vec<MethodTakings> = PaymentMethod::ALL
            .iter()
            .map(|method| MethodTakings::none(*method))
            .collect();
        for sum in [Sum::Received, Sum::GivenBack, Sum::Corrected] {
            let mut by_method = self.prepare_cached(match sum {
                Sum::Received => RECEIVED,
                Sum::GivenBack => GIVEN_BACK,
                Sum::Corrected => CORRECTED,
            })?;
            let mut rows = by_method.query(params![millis(from), millis(to)])?;
            while let Some(row) = rows.next()? {
                let method = row.word("method", PaymentMethod::parse)?;
                let amount = Money::new(row.get("amount")?);
                for of_method in takings.iter_mut().filter(|each| each.method == method) {
                    match sum {
                        Sum::Received => {
                            of_method.payments = row.get("payments")?;
                            of_method.received = amount;
                        }
                        Sum::GivenBack => of_method.given_back = amount,
                        Sum::Corrected => of_method.corrected = amount,
                    }
                }
            }
        }
        Ok(takings)
    }

    fn active_by_status(&self) -> Result<ActiveOrders, StoreError> {
        let mut active = ActiveOrders::default();
        let mut list = self.prepare_cached(ACTIVE)?;
        let mut rows = list.query([])?;
        while let Some(row) = rows.next()? {
            let orders: i64 = row.get("orders")?;
            match row.word("status", OrderStatus::parse)? {
                OrderStatus::AwaitingPayment => active.awaiting_payment = orders,
                OrderStatus::Preparing => active.preparing = orders,
                OrderStatus::Ready => active.ready = orders,
                OrderStatus::Completed | OrderStatus::Cancelled => {}
            }
        }
        Ok(active)
    }
}

fn orders_and_money(row: &rusqlite::Row<'_>) -> rusqlite::Result<OrdersAndMoney> {
    Ok(OrdersAndMoney {
        orders: row.get("orders")?,
        amount: Money::new(row.get("amount")?),
    })
}
