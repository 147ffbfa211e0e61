//! Reads orders.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, named_params, params};

use super::{OrderFilter, Page, StatusFilter, Stored, StoredAnswer};
use crate::{
    domain::{Board, BusinessDay, Channel, Order, OrderNumber, OrderUid},
    store::{
        Reader, StoreError,
        rows::{Columns, millis},
    },
};

/// The condition of the partial index `orders_open`, to the letter.
const IS_OPEN: &str = "is_open = 1";

/// The open orders by way of their index; fails loudly if it is gone.
const OPEN_ORDERS: &str = "orders indexed by orders_open";

/// The cancelled orders with money that has not gone back, by way of their index.
const OWING_BACK: &str = "orders indexed by orders_owing_back";

/// Most numbers in one list of the board: more can be neither shown nor read.
const ON_BOARD: i64 = 200;

/// Those that are made, the newest first.
const PREPARING: &str =
    "select channel, counter from orders where status = 'preparing' order by id desc limit ?1";

/// Those that can be picked up, the newest first. By way of an index: it fails loudly if that is gone.
const READY: &str = "select channel, counter from orders indexed by orders_ready
    where status = 'ready' and ready_at > ?2 and served_at is null order by ready_at desc, id desc limit ?1";

/// Those that are ready since before a moment and were paid, also where some or all of it went back; the first first.
const READY_SINCE_BEFORE: &str = "select uid from orders indexed by orders_ready
    where status = 'ready' and ready_at < ?1 and ifnull(completed_at, 0) < ?1
        and total_amount <= (select sum(amount) from payments where order_id = orders.id)
    order by ready_at limit ?2";

/// Those whose time to be paid is over, the first first.
const OVERDUE: &str = "select uid from orders where expires_at is not null and expires_at <= ?1
    order by expires_at limit ?2";

/// The number after the day's last, of which a restored shop may only know, and whether an open order has it.
const NEXT_COUNTER: &str = "
    select next, exists (
        select 1 from orders indexed by orders_open_numbers
        where channel = ?2 and counter = next and is_open = 1)
    from (select 1 + max(
        ifnull((select max(counter) from orders where day = ?1 and channel = ?2), 0),
        ifnull((select counter from numbers_given where day = ?1 and channel = ?2), 0)) as next)";

/// Whether an open order has a number.
const IS_TAKEN: &str = "select exists (
    select 1 from orders indexed by orders_open_numbers
    where channel = ?1 and counter = ?2 and is_open = 1)";

impl Reader<'_> {
    /// The order with this uid, for a change.
    pub(crate) fn find_stored(&self, uid: &OrderUid) -> Result<Option<Stored>, StoreError> {
        let mut find = self.prepare_cached("select * from orders where uid = ?1")?;
        let mut rows = find.query([uid.as_str()])?;
        rows.next()?.map(|row| self.order(row)).transpose()
    }

    /// The order with this uid.
    pub fn find_order(&self, uid: &OrderUid) -> Result<Option<Order>, StoreError> {
        Ok(self.find_stored(uid)?.map(|stored| stored.order))
    }

    /// How many orders are not finished.
    pub fn count_active_orders(&self) -> Result<i64, StoreError> {
        let sql = format!("select count(*) from {OPEN_ORDERS} where {IS_OPEN}");
        Ok(self.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
    }

    /// The newest order's row; 0 if there is none.
    pub fn newest_order(&self) -> Result<i64, StoreError> {
        let mut find = self.prepare_cached("select ifnull(max(id), 0) from orders")?;
        Ok(find.query_row([], |row| row.get(0))?)
    }

    /// The first `limit` active orders after one row and up to another, the oldest first, and after which row to go on;
    /// none if that is all.
    pub fn active_orders(&self, after: i64, up_to: i64, limit: i64) -> Result<Page, StoreError> {
        let sql = format!(
            "select * from {OPEN_ORDERS} where id > ?1 and id <= ?2 and {IS_OPEN} order by id limit ?3"
        );
        let mut list = self.prepare_cached(&sql)?;
        // One more than is wanted says whether there are more.
        let mut rows = list.query(params![after, up_to, limit.saturating_add(1)])?;
        let wanted = usize::try_from(limit).unwrap_or_default();
        let (mut orders, mut newest) = (Vec::new(), after);
        while let Some(row) = rows.next()? {
            if orders.len() == wanted {
                let next = Some(newest);
                return Ok(Page { orders, next });
            }
            let stored = self.order(row)?;
            newest = stored.id;
            orders.push(stored.order);
        }
        Ok(Page { orders, next: None })
    }

    /// The newest `limit` cancelled orders with money that has not gone back, the oldest first.
    pub fn orders_owing_back(&self, limit: i64) -> Result<Vec<Order>, StoreError> {
        let sql =
            format!("select * from {OWING_BACK} where owes_back = 1 order by id desc limit ?1");
        let mut list = self.prepare_cached(&sql)?;
        let mut rows = list.query([limit])?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            orders.push(self.order(row)?.order);
        }
        orders.reverse();
        Ok(orders)
    }

    /// Which of these orders wait for their money.
    pub fn unpaid_of(&self, uids: &[OrderUid]) -> Result<HashSet<OrderUid>, StoreError> {
        let mut list = self.prepare_cached(
            "select uid from orders where uid in (select value from json_each(?1))
                 and payment_status = 'unpaid' and is_open = 1",
        )?;
        let mut rows = list.query([serde_json::to_string(uids)?])?;
        let mut unpaid = HashSet::new();
        while let Some(row) = rows.next()? {
            unpaid.insert(row.word("uid", OrderUid::parse)?);
        }
        Ok(unpaid)
    }

    /// Whether an order waits for its money.
    pub fn is_unpaid(&self, uid: &OrderUid) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached(
            "select exists (select 1 from orders where uid = ?1 and payment_status = 'unpaid'
                            and is_open = 1)",
        )?;
        Ok(find.query_row([uid.as_str()], |row| row.get(0))?)
    }

    /// The order with this number on that day.
    pub fn find_order_by_number(
        &self,
        day: BusinessDay,
        number: OrderNumber,
    ) -> Result<Option<Order>, StoreError> {
        let mut find = self.prepare_cached(
            "select * from orders where day = ?1 and channel = ?2 and counter = ?3",
        )?;
        let mut rows = find.query(params![
            day.to_string(),
            number.channel.as_str(),
            number.counter
        ])?;
        let stored = rows.next()?.map(|row| self.order(row)).transpose()?;
        Ok(stored.map(|stored| stored.order))
    }

    /// Orders by a filter, newest last, a page at a time.
    pub fn list_orders(&self, filter: &OrderFilter) -> Result<Page, StoreError> {
        // The planner would take another index for the active ones; this one cannot grow old.
        let (orders, status) = match filter.status {
            None => ("orders", String::new()),
            Some(StatusFilter::Active) => (OPEN_ORDERS, format!("and {IS_OPEN}")),
            Some(StatusFilter::OwesBack) => (OWING_BACK, "and owes_back = 1".to_owned()),
            Some(StatusFilter::Only(status)) => {
                ("orders", format!("and status = '{}'", status.as_str()))
            }
        };
        let day = if filter.day.is_some() {
            "and day = :day"
        } else {
            "and :day is null"
        };
        let search = if filter.search.is_some() {
            "and (table_number = :search
                  or exists (select 1 from guests where order_id = orders.id and is_erased = 0
                                 and instr(lower(words ->> '$.name'), lower(:search)) > 0)
                  or exists (select 1 from guest_additions where order_id = orders.id and is_erased = 0
                                 and instr(lower(words ->> '$.name'), lower(:search)) > 0)
                  or (channel = :channel and counter = :counter))"
        } else {
            "and :search is null and :channel is null and :counter is null"
        };
        let sql = format!(
            "select * from {orders} where id > :after {status} {day} {search} order by id limit :limit"
        );
        let number = filter.search.as_deref().and_then(OrderNumber::parse);
        let mut list = self.prepare_cached(&sql)?;
        let mut rows = list.query(named_params! {
            ":after": filter.after,
            ":day": filter.day.map(|day| day.to_string()),
            ":search": filter.search,
            ":channel": number.map(|number| number.channel.as_str()),
            ":counter": number.map(|number| number.counter),
            ":limit": filter.limit,
        })?;
        let mut orders = Vec::new();
        let mut newest = 0;
        while let Some(row) = rows.next()? {
            let stored = self.order(row)?;
            newest = stored.id;
            orders.push(stored.order);
        }
        let full = i64::try_from(orders.len()).is_ok_and(|count| count == filter.limit);
        Ok(Page {
            orders,
            next: full.then_some(newest),
        })
    }

    /// The numbers that are called out.
    pub fn board(&self, ready_since: Timestamp) -> Result<Board, StoreError> {
        let list = |sql: &str, values: &[i64]| -> Result<Vec<String>, StoreError> {
            let mut list = self.prepare_cached(sql)?;
            let mut rows = list.query(rusqlite::params_from_iter(values))?;
            let mut numbers = Vec::new();
            while let Some(row) = rows.next()? {
                numbers.push(order_number(row)?.to_string());
            }
            Ok(numbers)
        };
        let mut preparing = list(PREPARING, &[ON_BOARD])?;
        preparing.reverse();
        let ready = list(READY, &[ON_BOARD, millis(ready_since)])?;
        Ok(Board { preparing, ready })
    }

    /// Whether an order that is still to be picked up became ready after `from`, up to `to`.
    pub fn any_ready_between(&self, from: Timestamp, to: Timestamp) -> Result<bool, StoreError> {
        Ok(self
            .prepare_cached(
                "select exists (select 1 from orders indexed by orders_ready
                 where status = 'ready' and ready_at > ?1 and ready_at <= ?2)",
            )?
            .query_row([millis(from), millis(to)], |row| row.get(0))?)
    }

    /// Up to `limit` orders whose time to be paid ended before `at`, the first first.
    pub fn list_overdue(&self, at: Timestamp, limit: usize) -> Result<Vec<OrderUid>, StoreError> {
        self.list_due(OVERDUE, at, limit)
    }

    /// Up to `limit` orders that are paid and have been ready since before `at`, the first first.
    pub fn list_ready_since_before(
        &self,
        at: Timestamp,
        limit: usize,
    ) -> Result<Vec<OrderUid>, StoreError> {
        self.list_due(READY_SINCE_BEFORE, at, limit)
    }

    fn list_due(
        &self,
        sql: &str,
        at: Timestamp,
        limit: usize,
    ) -> Result<Vec<OrderUid>, StoreError> {
        let mut list = self.prepare_cached(sql)?;
        let mut rows = list.query(params![
            millis(at),
            i64::try_from(limit).unwrap_or(i64::MAX)
        ])?;
        let mut uids = Vec::new();
        while let Some(row) = rows.next()? {
            uids.push(row.word("uid", OrderUid::parse)?);
        }
        Ok(uids)
    }

    /// The next number of a channel on a day. No open order has it, of any day: two guests would answer
    /// to one call.
    pub fn next_counter(&self, day: BusinessDay, channel: Channel) -> Result<i64, StoreError> {
        let mut find = self.prepare_cached(NEXT_COUNTER)?;
        let today = params![day.to_string(), channel.as_str()];
        let (mut next, mut is_taken) = find.query_row(today, |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
        })?;
        // Seldom: an order of another day is still open.
        while is_taken {
            next += 1;
            let mut ask = self.prepare_cached(IS_TAKEN)?;
            is_taken = ask.query_row(params![channel.as_str(), next], |row| row.get(0))?;
        }
        Ok(next)
    }

    /// What was answered to this key, if it was used before.
    pub fn stored_answer(&self, key: &str) -> Result<Option<StoredAnswer>, StoreError> {
        self.prepare_cached(
            "select fingerprint, uid, answers.rev from idempotency_keys answers
             join orders on orders.id = order_id where key = ?1",
        )?
        .query_row([key], |row| {
            Ok((
                row.get("fingerprint")?,
                row.get::<_, String>("uid")?,
                row.get("rev")?,
            ))
        })
        .optional()?
        .map(|(fingerprint, uid, rev)| {
            let uid =
                OrderUid::parse(&uid).ok_or_else(|| StoreError::Unreadable("uid".to_owned()))?;
            Ok(StoredAnswer {
                fingerprint,
                uid,
                rev,
            })
        })
        .transpose()
    }
}

pub(in crate::store) fn order_number(row: &Row<'_>) -> Result<OrderNumber, StoreError> {
    Ok(OrderNumber {
        channel: row.word("channel", Channel::parse)?,
        counter: row.get("counter")?,
    })
}

#[cfg(test)]
#[path = "plans_tests.rs"]
mod plans;
