//! Orders and payments for an export, a page at a time, oldest first.

use std::ops::Range;

use jiff::Timestamp;
use rusqlite::params;

use super::{
    claims::{claim, claim_columns},
    money::{payment, refund},
    read::order_number,
};
use crate::{
    domain::{
        BusinessDay, Claim, Days, Money, Order, OrderNumber, OrderUid, PaidWay, PaymentMethod,
        PaymentStatus, Refund,
    },
    store::{Reader, RowRange, StoreError, rows::Columns},
};

/// Orders of some days after a row and up to another.
const OF_DAYS: &str =
    "from orders where id > ?1 and id <= ?2 and day between ?3 and ?4 order by id limit ?5";

/// A payment, with the order it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPayment {
    /// Its row.
    pub id: i64,
    /// When it was confirmed.
    pub paid_at: Timestamp,
    /// Which order.
    pub uid: OrderUid,
    /// What that is called.
    pub number: OrderNumber,
    /// The day the order is of.
    pub day: BusinessDay,
    /// What was owed.
    pub amount: Money,
    /// How it was paid, as it was corrected since.
    pub way: PaidWay,
    /// The method it was taken with.
    pub taken_as: PaymentMethod,
    /// Who took it.
    pub paid_to: String,
    /// Where the order's money is now.
    pub payment_status: PaymentStatus,
    /// Which check of the order it is for, where its bill was split.
    pub check_id: Option<i64>,
    /// In which shift of its drawer it was taken; none where that was not open.
    pub shift_id: Option<i64>,
}

/// A refund, with the order it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenRefund {
    /// Its row.
    pub id: i64,
    /// Which order.
    pub uid: OrderUid,
    /// What that is called.
    pub number: OrderNumber,
    /// The day the order is of.
    pub day: BusinessDay,
    /// The refund, without its lines.
    pub refund: Refund,
    /// In which shift of its drawer it was given back; none where that was not open.
    pub shift_id: Option<i64>,
}

impl Reader<'_> {
    /// Where the refunds of this time are.
    pub fn refunds_of_time(&self, time: &Range<Timestamp>) -> Result<RowRange, StoreError> {
        self.range_of_time(
            "select min(id), max(id), count(*) from refunds where refunded_at >= :from and refunded_at < :to",
            time,
        )
    }

    /// Up to `limit` refunds of this time within a stretch.
    pub fn list_refunds_of_time(
        &self,
        time: &Range<Timestamp>,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<GivenRefund>, StoreError> {
        // A cross join keeps the order: each refund, then its order.
        self.list_of_time(
            "select refunds.*, uid, channel, counter, day from refunds cross join orders on orders.id = order_id
             where refunds.id > :after and refunds.id <= :last and refunded_at >= :from and refunded_at < :to
             order by refunds.id limit :limit",
            (time, rows, limit),
            |row| {
            Ok(GivenRefund {
                id: row.get("id")?,
                uid: row.word("uid", OrderUid::parse)?,
                number: order_number(row)?,
                day: row.word("day", BusinessDay::parse)?,
                refund: refund(row)?,
                shift_id: row.get("shift_id")?,
            })
            },
        )
    }
}

/// A correction, with the order of its payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeCorrection {
    /// Its row.
    pub id: i64,
    /// When it was made.
    pub corrected_at: Timestamp,
    /// Which order.
    pub uid: OrderUid,
    /// What that is called.
    pub number: OrderNumber,
    /// The day the order is of.
    pub day: BusinessDay,
    /// The payment, by its number among those of the order.
    pub payment_id: i64,
    /// How it counted before.
    pub from: PaymentMethod,
    /// How it counts since.
    pub to: PaymentMethod,
    /// What came in by the one.
    pub received_from: Money,
    /// What came in by the other.
    pub received_to: Money,
    /// Why.
    pub reason: String,
    /// Who corrected it.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
}

/// A claim, with the order it came in for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedClaim {
    /// Its row.
    pub id: i64,
    /// Which order.
    pub uid: OrderUid,
    /// What that is called.
    pub number: OrderNumber,
    /// The day the order is of.
    pub day: BusinessDay,
    /// The claim.
    pub claim: Claim,
}

/// The claims that came in or were given back in a time.
const CLAIMS_OF_TIME: &str = "
    from claims cross join orders on orders.id = order_id
    left join claim_settlements settlements on claim_id = claims.id
    where (received_at >= :from and received_at < :to or settled_at >= :from and settled_at < :to)";

impl Reader<'_> {
    /// Where the corrections of this time are.
    pub fn corrections_of_time(&self, time: &Range<Timestamp>) -> Result<RowRange, StoreError> {
        self.range_of_time(
            "select min(id), max(id), count(*) from payment_corrections
             where corrected_at >= :from and corrected_at < :to",
            time,
        )
    }

    /// Up to `limit` corrections of this time within a stretch.
    pub fn list_corrections_of_time(
        &self,
        time: &Range<Timestamp>,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<MadeCorrection>, StoreError> {
        self.list_of_time(
            "select corrections.*, uid, channel, counter, day
             from payment_corrections corrections cross join orders on orders.id = order_id
             where corrections.id > :after and corrections.id <= :last
                 and corrected_at >= :from and corrected_at < :to
             order by corrections.id limit :limit",
            (time, rows, limit),
            |row| {
                Ok(MadeCorrection {
                    id: row.get("id")?,
                    corrected_at: row.time("corrected_at")?,
                    uid: row.word("uid", OrderUid::parse)?,
                    number: order_number(row)?,
                    day: row.word("day", BusinessDay::parse)?,
                    payment_id: row.get("payment")?,
                    from: row.word("method_from", PaymentMethod::parse)?,
                    to: row.word("method_to", PaymentMethod::parse)?,
                    received_from: row.money("received_from")?,
                    received_to: row.money("received_to")?,
                    reason: row.get("reason")?,
                    by: row.get("by")?,
                    approved_by: row.get("approved_by")?,
                })
            },
        )
    }

    /// Where the claims are that came in or were given back in this time.
    pub fn claims_of_time(&self, time: &Range<Timestamp>) -> Result<RowRange, StoreError> {
        let claims = format!("select min(claims.id), max(claims.id), count(*) {CLAIMS_OF_TIME}");
        self.range_of_time(&claims, time)
    }

    /// Up to `limit` of them within a stretch.
    pub fn list_claims_of_time(
        &self,
        time: &Range<Timestamp>,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<RecordedClaim>, StoreError> {
        self.list_of_time(
            &format!(
                "select {}, uid, channel, counter, day {CLAIMS_OF_TIME}
                 and claims.id > :after and claims.id <= :last
             order by claims.id limit :limit",
                claim_columns!(),
            ),
            (time, rows, limit),
            |row| {
                Ok(RecordedClaim {
                    id: row.get("id")?,
                    uid: row.word("uid", OrderUid::parse)?,
                    number: order_number(row)?,
                    day: row.word("day", BusinessDay::parse)?,
                    claim: claim(row)?,
                })
            },
        )
    }
}

impl Reader<'_> {
    /// Where the orders of these days are.
    pub fn orders_of_days(&self, days: Days) -> Result<RowRange, StoreError> {
        let mut find = self.prepare_cached(
            "select min(id), max(id), count(*) from orders where day between ?1 and ?2",
        )?;
        let days = [days.from.to_string(), days.to.to_string()];
        Ok(find.query_row(days, RowRange::read)?)
    }

    /// Up to `limit` orders of these days within a stretch, each with its row.
    pub fn list_orders_of_days(
        &self,
        days: Days,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<(i64, Order)>, StoreError> {
        let mut list = self.prepare_cached(&format!("select * {OF_DAYS}"))?;
        let mut rows = list.query(params![
            rows.after,
            rows.last,
            days.from.to_string(),
            days.to.to_string(),
            limit
        ])?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            let stored = self.order(row)?;
            orders.push((stored.id, stored.order));
        }
        Ok(orders)
    }

    /// Up to `limit` orders of these days within a stretch, by their uids, each with its row.
    pub fn list_uids_of_days(
        &self,
        days: Days,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<(i64, OrderUid)>, StoreError> {
        let mut list = self.prepare_cached(&format!("select id, uid {OF_DAYS}"))?;
        let mut rows = list.query(params![
            rows.after,
            rows.last,
            days.from.to_string(),
            days.to.to_string(),
            limit
        ])?;
        let mut uids = Vec::new();
        while let Some(row) = rows.next()? {
            uids.push((row.get("id")?, row.word("uid", OrderUid::parse)?));
        }
        Ok(uids)
    }

    /// How many lines the orders of a stretch have.
    pub fn count_lines(&self, rows: RowRange) -> Result<i64, StoreError> {
        let mut count = self.prepare_cached(
            "select count(*) from order_lines where order_id > ?1 and order_id <= ?2",
        )?;
        Ok(count.query_row([rows.after, rows.last], |row| row.get(0))?)
    }

    /// Where the payments of this time are.
    pub fn payments_of_time(&self, time: &Range<Timestamp>) -> Result<RowRange, StoreError> {
        self.range_of_time(
            "select min(id), max(id), count(*) from payments where paid_at >= :from and paid_at < :to",
            time,
        )
    }

    /// Up to `limit` payments of this time within a stretch.
    pub fn list_payments_of_time(
        &self,
        time: &Range<Timestamp>,
        rows: RowRange,
        limit: i64,
    ) -> Result<Vec<TakenPayment>, StoreError> {
        // A cross join keeps the order: each payment, then its order.
        self.list_of_time(
            "select payments.*, uid, channel, counter, day, payment_status,
                 (select method_to from payment_corrections corrections
                  where corrections.order_id = payments.order_id and payment = payments.number
                  order by corrections.number desc limit 1) as method_now
             from payments cross join orders on orders.id = order_id
             where payments.id > :after and payments.id <= :last
                 and paid_at >= :from and paid_at < :to
             order by payments.id limit :limit",
            (time, rows, limit),
            |row| {
                let taken = payment(row)?;
                let now = match row.get::<_, Option<String>>("method_now")? {
                    Some(_) => row.word("method_now", PaymentMethod::parse)?,
                    None => taken.method,
                };
                Ok(TakenPayment {
                    id: row.get("id")?,
                    paid_at: row.time("paid_at")?,
                    uid: row.word("uid", OrderUid::parse)?,
                    number: order_number(row)?,
                    day: row.word("day", BusinessDay::parse)?,
                    amount: taken.amount,
                    way: taken.way_with(now, &[]),
                    taken_as: taken.method,
                    paid_to: row.get("paid_to")?,
                    payment_status: row.word("payment_status", PaymentStatus::parse)?,
                    check_id: row.get("check_id")?,
                    shift_id: row.get("shift_id")?,
                })
            },
        )
    }
}
