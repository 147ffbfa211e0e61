//! What a report is made of: the orders of a day, the kept sums of days that are over, and names.
//!
//! A kept day follows from other rows. Whatever changes an order takes away the sums of every day since it was placed,
//! so that none is out of date; they are made again from the orders.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, params};

use super::{
    Reader, StoreError, Writer, readers,
    rows::{Columns, millis},
};
use crate::domain::{
    BusinessDay, Cause, DayFacts, DayReport, Days, Money, Order, OrderUid, OrdersAndMoney, Ticket,
};

/// How many of the newest kept days are held against their orders: more would take minutes in an old shop.
const CHECKED: usize = 100;

/// The orders placed on a day, and those of which money moved on it.
pub(super) const ORDERS_OF_DAY: &str = "
    select id from orders where day = ?1
    union select order_id from payments indexed by payments_by_time where paid_at >= ?2 and paid_at < ?3
    union select order_id from refunds indexed by refunds_by_time where refunded_at >= ?2 and refunded_at < ?3
    union select order_id from payment_corrections indexed by payment_corrections_by_time
        where corrected_at >= ?2 and corrected_at < ?3
    union select order_id from claims indexed by claims_by_time where received_at >= ?2 and received_at < ?3
    union select order_id from claim_settlements indexed by claim_settlements_by_time
        join claims on claims.id = claim_id where settled_at >= ?2 and settled_at < ?3";

pub(super) const TAKERS: &str = "
    select uid, number, paid_to from payments indexed by payments_by_time
    cross join orders on orders.id = order_id
    where paid_at >= ?1 and paid_at < ?2";

pub(super) const TICKETS: &str = "
    select station, fired_at, made_at from orders cross join kitchen_times on order_id = orders.id
    where day = ?1 and made_at is not null";

pub(super) const KEPT: &str =
    "select * from day_totals where day between ?1 and ?2 and form = ?3 order by ends_at";

/// What changed of orders that were there before a moment, since an event.
pub(super) const CHANGED_SINCE: &str = "
    select exists (
        select 1 from events cross join orders on orders.id = order_id
        where seq > ?1 and (created_at < ?2 or at < ?2))";

/// Not yet paid in full, where some of it was.
pub(super) const PARTLY_PAID: &str = "
    select count(*) as orders, ifnull(sum(paid), 0) as amount from (
        select (select sum(amount) from payments where order_id = orders.id) as paid
        from orders indexed by orders_open where is_open = 1 and payment_status = 'partially_paid')";

/// The sums of a business day that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayTotals {
    /// Which.
    pub day: BusinessDay,
    /// From its first moment to that of the next, when they were made.
    pub times: Range<Timestamp>,
    /// The sums.
    pub report: DayReport,
}

/// A name of the menu in both languages, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuName {
    /// In Indonesian.
    pub id: String,
    /// In English; may be empty.
    pub en: String,
    /// The category of a dish, or the group of an option.
    pub parent: String,
}

/// The present names of dishes, options and price levels in reports, retired ones included.
#[derive(Debug, Clone, Default)]
pub struct MenuNames {
    /// By their numbers; fees by their words.
    pub dishes: BTreeMap<String, MenuName>,
    /// By their numbers.
    pub options: BTreeMap<String, MenuName>,
    /// By their codes.
    pub levels: BTreeMap<String, MenuName>,
}

impl Reader<'_> {
    /// A business day with all that is counted on it.
    pub fn day_facts(
        &self,
        day: BusinessDay,
        times: Range<Timestamp>,
        zone: TimeZone,
    ) -> Result<DayFacts, StoreError> {
        let (from, to) = (millis(times.start), millis(times.end));
        let mut list = self.prepare_cached(ORDERS_OF_DAY)?;
        let ids = list.query_map(params![day.to_string(), from, to], |row| row.get(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        let mut orders: Vec<(i64, Order)> = self.orders_with_ids(ids)?.into_iter().collect();
        orders.sort_unstable_by_key(|(id, _)| *id);
        let orders: Vec<Order> = orders.into_iter().map(|(_, order)| order).collect();
        let mut takers = HashMap::new();
        let mut list = self.prepare_cached(TAKERS)?;
        let mut rows = list.query([from, to])?;
        while let Some(row) = rows.next()? {
            let payment = (row.word("uid", OrderUid::parse)?, row.get("number")?);
            takers.insert(payment, row.get("paid_to")?);
        }
        let mut tickets = Vec::new();
        let mut list = self.prepare_cached(TICKETS)?;
        let mut rows = list.query([day.to_string()])?;
        while let Some(row) = rows.next()? {
            tickets.push(Ticket {
                station: row.get("station")?,
                fired_at: row.time("fired_at")?,
                made_at: row.time("made_at")?,
            });
        }
        let cancellers = self.cancellers(orders.iter().filter(|order| order.day == day))?;
        Ok(DayFacts {
            day,
            times,
            zone,
            orders,
            takers,
            cancellers,
            tickets,
        })
    }

    /// Who of the staff cancelled which of these orders.
    fn cancellers<'o>(
        &self,
        orders: impl Iterator<Item = &'o Order>,
    ) -> Result<HashMap<OrderUid, String>, StoreError> {
        let mut found = HashMap::new();
        let of_person = |order: &&Order| {
            let cancellation = order.cancellation.as_ref();
            cancellation.is_some_and(|cancelled| cancelled.reason.is_some())
                || cancellation.is_some_and(|cancelled| cancelled.cause == Cause::Cancelled)
        };
        for order in orders.filter(of_person) {
            let entries = self.history_entries_of_order(&order.uid)?;
            let cancelled = entries.into_iter().rfind(|entry| {
                entry.status == order.status && entry.before.is_some() && !is_no_one(&entry.by)
            });
            if let Some(entry) = cancelled {
                found.insert(order.uid.clone(), entry.by);
            }
        }
        Ok(found)
    }

    /// The kept sums of some days, oldest first.
    pub fn day_totals(&self, days: Days) -> Result<Vec<DayTotals>, StoreError> {
        let mut list = self.prepare_cached(KEPT)?;
        let (from, to) = (days.from.to_string(), days.to.to_string());
        let mut rows = list.query(params![from, to, DayReport::FORM])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let document = row.get_ref("document")?;
            let document = document.as_str().map_err(rusqlite::Error::from)?;
            kept.push(DayTotals {
                day: row.word("day", BusinessDay::parse)?,
                times: row.time("begins_at")?..row.time("ends_at")?,
                report: serde_json::from_str(document)?,
            });
        }
        Ok(kept)
    }

    /// Which days have kept sums, and the times those are of.
    pub fn kept_days(&self) -> Result<HashMap<BusinessDay, Range<Timestamp>>, StoreError> {
        let mut list =
            self.prepare_cached("select day, begins_at, ends_at from day_totals where form = ?1")?;
        let mut rows = list.query([DayReport::FORM])?;
        let mut kept = HashMap::new();
        while let Some(row) = rows.next()? {
            let times = row.time("begins_at")?..row.time("ends_at")?;
            kept.insert(row.word("day", BusinessDay::parse)?, times);
        }
        Ok(kept)
    }

    /// The day of the first order; none before that.
    pub fn first_day(&self) -> Result<Option<BusinessDay>, StoreError> {
        let mut find = self.prepare_cached("select day from orders order by day limit 1")?;
        let mut rows = find.query([])?;
        rows.next()?
            .map(|row| row.word("day", BusinessDay::parse))
            .transpose()
    }

    /// The open orders that are partly paid, and what came in for them.
    pub fn partly_paid(&self) -> Result<OrdersAndMoney, StoreError> {
        let mut sum = self.prepare_cached(PARTLY_PAID)?;
        Ok(sum.query_row([], |row| {
            Ok(OrdersAndMoney {
                orders: row.get("orders")?,
                amount: Money::new(row.get("amount")?),
            })
        })?)
    }

    /// What dishes, options and price levels are called.
    pub fn menu_names(&self) -> Result<MenuNames, StoreError> {
        let dishes = "
            select cast(items.id as text) as key, items.name_id, items.name_en, categories.name_id as parent
            from menu_items items join categories on categories.id = category_id
            union all select code, name_id, name_en, '' from fees";
        let options = "
            select cast(options.id as text) as key, options.name_id, options.name_en, groups.name_id as parent
            from modifier_options options join modifier_groups groups on groups.id = group_id";
        let levels = "select code as key, name_id, name_en, '' as parent from price_levels";
        Ok(MenuNames {
            dishes: self.names(dishes)?,
            options: self.names(options)?,
            levels: self.names(levels)?,
        })
    }

    fn names(&self, list: &str) -> Result<BTreeMap<String, MenuName>, StoreError> {
        let mut list = self.prepare_cached(list)?;
        let names = list.query_map([], |row| {
            let name = MenuName {
                id: row.get("name_id")?,
                en: row.get("name_en")?,
                parent: row.get("parent")?,
            };
            Ok((row.get("key")?, name))
        })?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}

/// Whether the history names a guest or the clock.
fn is_no_one(by: &str) -> bool {
    by == "customer" || by == "clock"
}

impl Writer<'_> {
    /// Keeps the sums of days that are over, unless an order of them changed after event `seq`, with which they were
    /// read. Returns whether they are kept.
    pub fn keep_day_totals(&self, days: &[DayTotals], seq: i64) -> Result<bool, StoreError> {
        let Some(end) = days.iter().map(|day| day.times.end).max() else {
            return Ok(true);
        };
        let mut changed = self.prepare_cached(CHANGED_SINCE)?;
        if changed.query_row(params![seq, millis(end)], |row| row.get(0))? {
            return Ok(false);
        }
        for kept in days {
            self.prepare_cached("delete from day_totals where day = ?1")?
                .execute([kept.day.to_string()])?;
            self.prepare_cached(
                "insert or replace into day_totals (ends_at, begins_at, day, form, document)
                 values (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                millis(kept.times.end),
                millis(kept.times.start),
                kept.day.to_string(),
                DayReport::FORM,
                serde_json::to_string(&kept.report)?,
            ])?;
        }
        Ok(true)
    }

    /// Deletes the sums of all days, so that they are made again; returns how many there were.
    pub fn forget_all_day_totals(&self) -> Result<usize, StoreError> {
        Ok(self.execute("delete from day_totals", [])?)
    }

    /// Takes away the sums of every day that ends after a moment: an order that was there then changes.
    pub(super) fn forget_day_totals_since(&self, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached("delete from day_totals where ends_at > ?1")?
            .execute([millis(at)])?;
        Ok(())
    }
}

/// The days among the newest kept ones whose sums are not those of their orders.
pub(super) fn wrong_days(shop: &Connection) -> Result<Vec<BusinessDay>, StoreError> {
    readers::ask(shop, |store| {
        let zone = store.settings()?.zone();
        let mut kept = store.day_totals(Days::ALL)?;
        let newest = kept.split_off(kept.len().saturating_sub(CHECKED));
        let mut wrong = Vec::new();
        for kept in newest {
            let facts = store.day_facts(kept.day, kept.times, zone.clone())?;
            if facts.report() != kept.report {
                wrong.push(kept.day);
            }
        }
        Ok(wrong)
    })
}
