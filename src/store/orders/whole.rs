//! Whole orders: a row of `orders` with its lines, their modifiers, what its guest said, and its payment.
//!
//! Of one order or of many: three questions either way, so that a page of the journal costs as many however many orders
//! it is about.

use std::collections::HashMap;

use rusqlite::{Row, ToSql};

use super::{Stored, read::order_number};
use crate::{
    domain::{
        BusinessDay, Cancellation, Cause, ChosenModifier, LineStatus, LookupCode, Order, OrderLine,
        OrderStatus, OrderType, OrderUid, Payment, PaymentMethod, PaymentStatus,
    },
    store::{Reader, StoreError, guests::Guest, rows::Columns},
};

/// Orders by a list of their rows. The list is the outer loop: a planner that is left to choose looks through all
/// orders
/// there are.
const LIST: &str =
    "select orders.* from json_each(?1) list cross join orders on orders.id = list.value";

/// What belongs to one order, or to each order of a list.
struct Parts {
    lines: &'static str,
    modifiers: &'static str,
    guests: &'static str,
    payments: &'static str,
}

const OF_ONE: Parts = Parts {
    lines: "select * from order_lines where order_id = ?1 order by id",
    modifiers: "select * from order_line_modifiers where order_id = ?1 order by line_id, position",
    guests: "select order_id, words from guests where order_id = ?1 and is_erased = 0",
    payments: "select * from payments where order_id = ?1",
};

const OF_LIST: Parts = Parts {
    lines: "select line.* from json_each(?1) list cross join order_lines line on order_id = list.value
            order by order_id, line.id",
    modifiers: "select chosen.* from json_each(?1) list cross join order_line_modifiers chosen on order_id = list.value
                order by order_id, line_id, position",
    guests: "select guests.order_id, words from json_each(?1) list cross join guests on order_id = list.value
             where is_erased = 0",
    payments: "select payments.* from json_each(?1) list cross join payments on order_id = list.value",
};

/// Every question by a list, for its plan.
#[cfg(test)]
pub(super) const BY_LIST: [&str; 5] = [
    LIST,
    OF_LIST.lines,
    OF_LIST.modifiers,
    OF_LIST.guests,
    OF_LIST.payments,
];

impl Reader<'_> {
    /// The order of a row.
    pub(super) fn order(&self, row: &Row<'_>) -> Result<Stored, StoreError> {
        let mut stored = without_parts(row)?;
        let id = stored.id;
        self.add_parts(std::slice::from_mut(&mut stored), &OF_ONE, &id)?;
        Ok(stored)
    }

    /// These orders as they are now, by their rows.
    pub(in crate::store) fn orders_with_ids(
        &self,
        mut ids: Vec<i64>,
    ) -> Result<HashMap<i64, Order>, StoreError> {
        ids.sort_unstable();
        ids.dedup();
        let ids = serde_json::to_string(&ids)?;
        let mut list = self.prepare_cached(LIST)?;
        let mut rows = list.query([&ids])?;
        let mut orders = Vec::new();
        while let Some(row) = rows.next()? {
            orders.push(without_parts(row)?);
        }
        orders.sort_unstable_by_key(|stored| stored.id);
        self.add_parts(&mut orders, &OF_LIST, &ids)?;
        let orders = orders.into_iter();
        Ok(orders.map(|stored| (stored.id, stored.order)).collect())
    }

    /// Adds what belongs to `orders`, which are in the order of their rows.
    fn add_parts(
        &self,
        orders: &mut [Stored],
        parts: &Parts,
        which: &dyn ToSql,
    ) -> Result<(), StoreError> {
        let mut list = self.prepare_cached(parts.lines)?;
        let mut rows = list.query([which])?;
        while let Some(row) = rows.next()? {
            if let Some(order) = of_row(orders, row)? {
                order.lines.push(line(row)?);
            }
        }
        let mut list = self.prepare_cached(parts.modifiers)?;
        let mut rows = list.query([which])?;
        while let Some(row) = rows.next()? {
            let line_id: i64 = row.get("line_id")?;
            let order = of_row(orders, row)?;
            let line =
                order.and_then(|order| order.lines.iter_mut().find(|line| line.id == line_id));
            if let Some(line) = line {
                line.modifiers.push(modifier(row)?);
            }
        }
        let mut list = self.prepare_cached(parts.guests)?;
        let mut rows = list.query([which])?;
        while let Some(row) = rows.next()? {
            if let Some(order) = of_row(orders, row)? {
                Guest::parse(&row.get::<_, String>("words")?)?.put_into(order);
            }
        }
        if orders
            .iter()
            .all(|stored| !stored.order.payment_status.has_payment())
        {
            return Ok(());
        }
        let mut list = self.prepare_cached(parts.payments)?;
        let mut rows = list.query([which])?;
        while let Some(row) = rows.next()? {
            if let Some(order) = of_row(orders, row)? {
                order.payment = Some(payment(row)?);
            }
        }
        Ok(())
    }
}

/// The order to which a row of a part belongs.
fn of_row<'o>(
    orders: &'o mut [Stored],
    row: &Row<'_>,
) -> Result<Option<&'o mut Order>, StoreError> {
    let id: i64 = row.get("order_id")?;
    let found = orders.binary_search_by_key(&id, |stored| stored.id);
    Ok(found.ok().map(|index| &mut orders[index].order))
}

fn without_parts(row: &Row<'_>) -> Result<Stored, StoreError> {
    let cause: Option<String> = row.get("cancel_cause")?;
    let reason: Option<String> = row.get("cancel_reason")?;
    let cancellation = cause
        .as_deref()
        .and_then(Cause::parse)
        .map(|cause| Cancellation { cause, reason });
    let order = Order {
        uid: row.word("uid", OrderUid::parse)?,
        number: order_number(row)?,
        code: row.word("code", |code| Some(LookupCode::stored(code)))?,
        day: row.word("day", BusinessDay::parse)?,
        status: row.word("status", OrderStatus::parse)?,
        payment_status: row.word("payment_status", PaymentStatus::parse)?,
        rev: row.get("rev")?,
        total_amount: row.money("total_amount")?,
        payment_method: row.word("payment_method", PaymentMethod::parse)?,
        order_type: row.word("order_type", OrderType::parse)?,
        table_number: row.get("table_number")?,
        customer_name: None,
        note: None,
        lines: Vec::new(),
        payment: None,
        cancellation,
        placed_by: row.get("placed_by")?,
        created_at: row.time("created_at")?,
        expires_at: row.time_if_any("expires_at")?,
        ready_at: row.time_if_any("ready_at")?,
        completed_at: row.time_if_any("completed_at")?,
    };
    let id = row.get("id")?;
    Ok(Stored { id, order })
}

fn line(row: &Row<'_>) -> Result<OrderLine, StoreError> {
    Ok(OrderLine {
        id: row.get("id")?,
        menu_item_id: row.get("menu_item_id")?,
        name: row.get("name")?,
        unit_price: row.money("unit_price")?,
        quantity: row.get("quantity")?,
        modifiers: Vec::new(),
        note: None,
        status: row.word("status", LineStatus::parse)?,
        line_total: row.money("line_total")?,
        station: row.get("station")?,
    })
}

fn modifier(row: &Row<'_>) -> Result<ChosenModifier, StoreError> {
    Ok(ChosenModifier {
        option_id: row.get("option_id")?,
        name: row.get("name")?,
        price: row.money("price")?,
    })
}

fn payment(row: &Row<'_>) -> Result<Payment, StoreError> {
    Ok(Payment {
        method: row.word("method", PaymentMethod::parse)?,
        amount: row.money("amount")?,
        tendered: row.money("tendered")?,
        change: row.money("change")?,
        paid_at: row.time("paid_at")?,
    })
}
