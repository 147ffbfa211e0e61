//! Checks that a shop's money adds up, over all of its orders.
//!
//! The bill, the payments and the refunds are reckoned by one part of the program and written by another; here the file
//! itself is asked, with questions that use neither.

use rusqlite::{Connection, OptionalExtension};

/// A rule of the books that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenRule {
    /// Which rule, as a word.
    pub rule: &'static str,
    /// How many orders break it.
    pub orders: i64,
    /// The first of them, as it is called out.
    pub first: String,
}

/// Each rule, with a question for the rows of `orders` that break it.
const RULES: [(&str, &str); 9] = [
    (
        "parts_of_lines",
        "select distinct order_id as id from (
             select lines.*, ifnull(terms ->> '$.prices_include', 'nothing') as holds
             from order_lines lines join orders on orders.id = order_id)
         where iif(status = 'void', 0, line_total) - line_discount - order_discount
                 <> net + iif(holds = 'tax_and_service', service, 0)
             or total <> net + service + iif(holds = 'nothing', tax, 0)",
    ),
    (
        "total_of_order",
        "select id from orders
         where total_amount <> (select sum(total) from order_lines where order_id = orders.id)",
    ),
    (
        "payments_of_order",
        "select orders.id from orders
         join (select order_id, sum(amount) as paid from payments group by order_id) on order_id = orders.id
         where paid > total_amount
             or (payment_status = 'paid' and paid <> total_amount)
             or (payment_status = 'partially_paid' and paid >= total_amount)
             or payment_status = 'unpaid'",
    ),
    (
        "paid_without_payment",
        "select id from orders
         where payment_status <> 'unpaid' and not exists (select 1 from payments where order_id = orders.id)",
    ),
    (
        "cash_of_payments",
        "select distinct order_id as id from payments
         where tendered - change <> amount + rounding or (method <> 'cash' and (rounding <> 0 or change <> 0))",
    ),
    (
        "refunds_of_order",
        "select orders.id from orders
         join (select order_id, sum(amount) as refunded from refunds group by order_id) on order_id = orders.id
         where refunded > (select sum(amount) from payments where order_id = orders.id)
             or (payment_status = 'refunded')
                 <> (refunded = (select sum(amount) from payments where order_id = orders.id))
             or exists (
                 select 1 from refunds join refund_lines on refund_id = refunds.id
                 where refunds.order_id = orders.id
                 group by line_id
                 having sum(quantity) > (select quantity from order_lines lines
                                         where lines.order_id = orders.id and lines.id = line_id))",
    ),
    (
        "corrections_of_payments",
        "select corrections.order_id as id
         from (select *, lag(method_to) over (partition by order_id, payment order by number) as before
               from payment_corrections) corrections
         join payments on payments.order_id = corrections.order_id and payments.number = payment
         where method_from <> ifnull(before, method)
             or received_from <> amount + iif(method_from = method, rounding, 0)
             or received_to <> amount + iif(method_to = method, rounding, 0)",
    ),
    (
        "claims_given_back",
        "select order_id as id from claims join claim_settlements settlements on claim_id = claims.id
         where settlements.amount <> claims.amount
             or (settlements.method <> 'cash' and rounding <> 0)",
    ),
    // What is owed back is on the till's list.
    (
        "owed_back",
        "select orders.id from orders
         where owes_back <> (
             exists (select 1 from claims where order_id = orders.id
                         and id not in (select claim_id from claim_settlements))
             or (status = 'cancelled' and owes_back = 1
                 and (select ifnull(sum(amount), 0) from payments where order_id = orders.id)
                     > (select ifnull(sum(amount), 0) from refunds where order_id = orders.id)))",
    ),
];

/// The rules that do not hold in a shop of this program's schema.
pub(super) fn broken_rules(shop: &Connection) -> rusqlite::Result<Vec<BrokenRule>> {
    let mut broken = Vec::new();
    for (rule, orders) in RULES {
        let question = format!(
            "with broken as ({orders})
             select (select count(*) from broken), channel, counter, day from orders
             where id = (select min(id) from broken)"
        );
        let found = shop.query_row(&question, [], |row| {
            let (channel, counter): (String, i64) = (row.get(1)?, row.get(2)?);
            let day: String = row.get(3)?;
            Ok(BrokenRule {
                rule,
                orders: row.get(0)?,
                first: format!("{channel} {counter} ({day})"),
            })
        });
        broken.extend(found.optional()?);
    }
    Ok(broken)
}
