//! Whole orders: a row of `orders` with its lines, their modifiers, what its guest said, and its payment.
//!
//! Of one order or of many: three questions either way, so that a page of the journal costs as many however many orders
//! it is about.

use std::collections::HashMap;

use rusqlite::{Row, ToSql};

use super::{
    Stored,
    checks::{check, check_line},
    claims::{add_correction, claim, claim_columns},
    money::{discount, level, payment, refund, refunded_line, terms},
    read::order_number,
    requests::round_request,
};
use crate::{
    domain::{
        BusinessDay, Cancellation, Cause, ChosenModifier, FeeKind, LineStatus, LookupCode, Money,
        Order, OrderLine, OrderLink, OrderStatus, OrderType, OrderUid, Parts, PaymentMethod,
        PaymentStatus, TaxClass, Voided,
    },
    store::{Reader, StoreError, guests::Guest, rows::Columns},
};

/// Orders by a list of their rows. The list is the outer loop: a planner that is left to choose looks through all
/// orders there are.
const LIST: &str =
    "select orders.* from json_each(?1) list cross join orders on orders.id = list.value";

/// What belongs to one order, or to each order of a list.
struct Queries {
    lines: &'static str,
    modifiers: &'static str,
    requests: &'static str,
    checks: &'static str,
    check_lines: &'static str,
    guests: &'static str,
    guest_additions: &'static str,
    discounts: &'static str,
    payments: &'static str,
    refunds: &'static str,
    refund_lines: &'static str,
    corrections: &'static str,
    claims: &'static str,
}

const OF_ONE: Queries = Queries {
    lines: "select * from order_lines where order_id = ?1 order by id",
    modifiers: "select * from order_line_modifiers where order_id = ?1 order by line_id, position",
    requests: "select * from round_requests where order_id = ?1 order by number",
    checks: "select * from checks where order_id = ?1 order by id",
    check_lines: "select * from check_lines where order_id = ?1 order by check_id, line_id",
    guests: "select order_id, words from guests where order_id = ?1 and is_erased = 0",
    guest_additions: "select order_id, words from guest_additions where order_id = ?1 and is_erased = 0 order by id",
    discounts: "select * from discounts where order_id = ?1 order by id",
    payments: "select * from payments where order_id = ?1 order by number",
    refunds: "select * from refunds where order_id = ?1 order by number",
    refund_lines: "select refund_lines.*, order_id, number from refunds cross join refund_lines on refund_id = refunds.id
                   where order_id = ?1 order by number, line_id",
    corrections: "select * from payment_corrections where order_id = ?1 order by number",
    claims: concat!(
        "select ",
        claim_columns!(),
        " from claims left join claim_settlements settlements on claim_id = claims.id
          where order_id = ?1 order by number"
    ),
};

const OF_LIST: Queries = Queries {
    lines: "select line.* from json_each(?1) list cross join order_lines line on order_id = list.value
            order by order_id, line.id",
    modifiers: "select chosen.* from json_each(?1) list cross join order_line_modifiers chosen on order_id = list.value
                order by order_id, line_id, position",
    requests: "select asked.* from json_each(?1) list cross join round_requests asked on order_id = list.value
               order by order_id, number",
    checks: "select checks.* from json_each(?1) list cross join checks on order_id = list.value
             order by order_id, checks.id",
    check_lines: "select check_lines.* from json_each(?1) list cross join check_lines on order_id = list.value
                  order by order_id, check_id, line_id",
    guests: "select guests.order_id, words from json_each(?1) list cross join guests on order_id = list.value
             where is_erased = 0",
    guest_additions: "select order_id, words from json_each(?1) list cross join guest_additions on order_id = list.value
                      where is_erased = 0 order by guest_additions.id",
    discounts: "select discounts.* from json_each(?1) list cross join discounts on order_id = list.value
                order by order_id, discounts.id",
    payments: "select payments.* from json_each(?1) list cross join payments on order_id = list.value
               order by order_id, number",
    refunds: "select refunds.* from json_each(?1) list cross join refunds on order_id = list.value
              order by order_id, number",
    refund_lines: "select refund_lines.*, order_id, number
                   from json_each(?1) list cross join refunds on order_id = list.value
                   cross join refund_lines on refund_id = refunds.id order by order_id, number, line_id",
    corrections: "select corrections.* from json_each(?1) list
                  cross join payment_corrections corrections on order_id = list.value order by order_id, number",
    claims: concat!(
        "select ",
        claim_columns!(),
        " from json_each(?1) list cross join claims on order_id = list.value
          left join claim_settlements settlements on claim_id = claims.id order by order_id, number"
    ),
};

/// Every question by a list, for its plan.
#[cfg(test)]
pub(super) const BY_LIST: [&str; 14] = [
    LIST,
    OF_LIST.lines,
    OF_LIST.modifiers,
    OF_LIST.requests,
    OF_LIST.checks,
    OF_LIST.check_lines,
    OF_LIST.guests,
    OF_LIST.guest_additions,
    OF_LIST.discounts,
    OF_LIST.payments,
    OF_LIST.refunds,
    OF_LIST.refund_lines,
    OF_LIST.corrections,
    OF_LIST.claims,
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
        parts: &Queries,
        which: &dyn ToSql,
    ) -> Result<(), StoreError> {
        self.each_row(parts.lines, which, orders, |order, row| {
            order.lines.push(line(row)?);
            Ok(())
        })?;
        self.each_row(parts.modifiers, which, orders, |order, row| {
            let line_id: i64 = row.get("line_id")?;
            if let Some(line) = order.lines.iter_mut().find(|line| line.id == line_id) {
                line.modifiers.push(modifier(row)?);
            }
            Ok(())
        })?;
        // Before what guests said: the notes of these are among it.
        self.each_row(parts.requests, which, orders, |order, row| {
            order.requests.push(round_request(row)?);
            Ok(())
        })?;
        self.each_row(parts.checks, which, orders, |order, row| {
            order.checks.push(check(row)?);
            Ok(())
        })?;
        if orders.iter().any(|stored| !stored.order.checks.is_empty()) {
            self.each_row(parts.check_lines, which, orders, |order, row| {
                let check_id: i64 = row.get("check_id")?;
                if let Some(check) = order.checks.iter_mut().find(|check| check.id == check_id) {
                    check.lines.push(check_line(row)?);
                }
                Ok(())
            })?;
        }
        self.each_row(parts.guests, which, orders, |order, row| {
            Guest::parse(&row.get::<_, String>("words")?)?.put_into(order);
            Ok(())
        })?;
        self.each_row(parts.guest_additions, which, orders, |order, row| {
            Guest::parse(&row.get::<_, String>("words")?)?.add_to(order);
            Ok(())
        })?;
        let any = |has: fn(&Order) -> bool| orders.iter().any(|stored| has(&stored.order));
        // What the row of the order says that it does not have is not asked for.
        let (has_payment, has_refund, may_have_claim) = (
            any(|order| order.payment_status.has_payment()),
            any(|order| order.payment_status.has_refund()),
            any(|order| order.payment_status.has_payment() || !order.status.is_open()),
        );
        self.each_row(parts.discounts, which, orders, |order, row| {
            order.discounts.push(discount(row)?);
            Ok(())
        })?;
        if has_payment {
            self.each_row(parts.payments, which, orders, |order, row| {
                order.payments.push(payment(row)?);
                Ok(())
            })?;
            self.each_row(parts.corrections, which, orders, add_correction)?;
        }
        if may_have_claim {
            self.each_row(parts.claims, which, orders, |order, row| {
                order.claims.push(claim(row)?);
                Ok(())
            })?;
        }
        if has_refund {
            self.each_row(parts.refunds, which, orders, |order, row| {
                order.refunds.push(refund(row)?);
                Ok(())
            })?;
            self.each_row(parts.refund_lines, which, orders, |order, row| {
                let number: i64 = row.get("number")?;
                if let Some(refund) = order.refunds.iter_mut().find(|refund| refund.id == number) {
                    refund.lines.push(refunded_line(row)?);
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Reads rows of a part into the orders they belong to.
    fn each_row(
        &self,
        sql: &str,
        which: &dyn ToSql,
        orders: &mut [Stored],
        read: impl Fn(&mut Order, &Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut list = self.prepare_cached(sql)?;
        let mut rows = list.query([which])?;
        while let Some(row) = rows.next()? {
            if let Some(order) = of_row(orders, row)? {
                read(order, row)?;
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
        requests: Vec::new(),
        terms: terms(row)?,
        level: level(row)?,
        discounts: Vec::new(),
        checks: Vec::new(),
        payments: Vec::new(),
        corrections: Vec::new(),
        refunds: Vec::new(),
        claims: Vec::new(),
        cancellation,
        placed_by: row.get("placed_by")?,
        created_at: row.time("created_at")?,
        expires_at: row.time_if_any("expires_at")?,
        ready_at: row.time_if_any("ready_at")?,
        served_at: row.time_if_any("served_at")?,
        completed_at: row.time_if_any("completed_at")?,
        merged_into: merged_into(row)?,
    };
    let id = row.get("id")?;
    Ok(Stored { id, order })
}

/// The order that its dishes went over to.
fn merged_into(row: &Row<'_>) -> Result<Option<OrderLink>, StoreError> {
    let Some(uid) = row.get::<_, Option<String>>("merged_into_uid")? else {
        return Ok(None);
    };
    Ok(Some(OrderLink {
        uid: OrderUid::parse(&uid)
            .ok_or_else(|| StoreError::Unreadable("merged_into_uid".to_owned()))?,
        number: row.get("merged_into_number")?,
    }))
}

fn line(row: &Row<'_>) -> Result<OrderLine, StoreError> {
    let status = row.word("status", LineStatus::parse)?;
    let line_total = row.money("line_total")?;
    let gross = if status == LineStatus::Void {
        Money::ZERO
    } else {
        line_total
    };
    Ok(OrderLine {
        id: row.get("id")?,
        menu_item_id: row.get("menu_item_id")?,
        fee: match row.get::<_, Option<String>>("fee")? {
            Some(_) => Some(row.word("fee", FeeKind::parse)?),
            None => None,
        },
        name: row.get("name")?,
        unit_price: row.money("unit_price")?,
        quantity: row.get("quantity")?,
        modifiers: Vec::new(),
        note: None,
        status,
        line_total,
        station: row.get("station")?,
        round: row.get("round")?,
        moved_from: row.get("moved_from")?,
        moved_to: row.get("moved_to")?,
        voided: match row.time_if_any("voided_at")? {
            Some(at) => Some(Voided {
                reason: row.get("void_reason")?,
                by: row
                    .get::<_, Option<String>>("voided_by")?
                    .unwrap_or_default(),
                approved_by: row.get("void_approved_by")?,
                at,
            }),
            None => None,
        },
        tax: row.word("tax_class", TaxClass::parse)?,
        carries_service: row.get("carries_service")?,
        is_discountable: row.get("is_discountable")?,
        parts: Parts {
            gross,
            line_discount: row.money("line_discount")?,
            order_discount: row.money("order_discount")?,
            net: row.money("net")?,
            service: row.money("service")?,
            tax: row.money("tax")?,
            total: row.money("total")?,
        },
    })
}

fn modifier(row: &Row<'_>) -> Result<ChosenModifier, StoreError> {
    Ok(ChosenModifier {
        option_id: row.get("option_id")?,
        name: row.get("name")?,
        price: row.money("price")?,
    })
}
