//! Checks that a shop's money adds up, over all of its orders.
//!
//! The bill, the payments and the refunds are reckoned by one part of the program and written by another; here the file
//! itself is asked, with questions that use neither.

use rusqlite::{Connection, OptionalExtension};

use super::Reader;

/// A rule of the books that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenRule {
    /// Which rule, as a word.
    pub rule: &'static str,
    /// The number of orders or closed shifts that break it.
    pub orders: i64,
    /// The first of them, as it is called out: `Z 3` is a closed shift.
    pub first: String,
}

/// Each rule, with a question for the rows of `orders` that break it.
const RULES: &[(&str, &str)] = &[
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
        "dish_or_fee",
        "select distinct order_id as id from order_lines where (menu_item_id is null) <> (fee is not null)",
    ),
    (
        "paid_in_app",
        "select distinct order_id as id from payments join orders on orders.id = order_id
         where method = 'app' and not ifnull(price_level ->> '$.is_paid_in_app', 0)",
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
    (
        "merged_orders",
        "select id from orders
         where (ifnull(cancel_cause, '') = 'merged') <> (merged_into_uid is not null)
             or (merged_into_uid is not null and (
                 exists (select 1 from payments where order_id = orders.id)
                 or not exists (select 1 from orders other where other.uid = orders.merged_into_uid)))",
    ),
    (
        "checks_of_order",
        "select orders.id from orders
         join (select order_id, sum(gross) as gross, sum(line_discount) as line_discount,
                   sum(order_discount) as order_discount, sum(net) as net, sum(service) as service,
                   sum(tax) as tax, sum(total) as total
               from checks where removed_at is null group by order_id) split on split.order_id = orders.id
         join (select order_id, sum(iif(status = 'void', 0, line_total)) as gross, sum(line_discount) as line_discount,
                   sum(order_discount) as order_discount, sum(net) as net, sum(service) as service,
                   sum(tax) as tax, sum(total) as total
               from order_lines group by order_id) bill on bill.order_id = orders.id
         where (split.gross, split.line_discount, split.order_discount, split.net, split.service, split.tax, split.total)
                 <> (bill.gross, bill.line_discount, bill.order_discount, bill.net, bill.service, bill.tax, bill.total)
             or exists (
                 select 1 from check_lines lines join checks on checks.order_id = lines.order_id and id = check_id
                 where lines.order_id = orders.id
                 group by check_id
                 having sum(lines.total) <> checks.total or sum(lines.net) <> checks.net
                     or sum(lines.service) <> checks.service or sum(lines.tax) <> checks.tax)",
    ),
    (
        "money_of_checks",
        "select order_id as id from payments
         where check_id is null and exists (
             select 1 from checks where checks.order_id = payments.order_id and removed_at is null)
         union
         select paid.order_id from (
             select order_id, check_id, sum(amount) as amount from payments
             where check_id is not null group by order_id, check_id) paid
         where amount > ifnull((select total from checks
                                where checks.order_id = paid.order_id and id = check_id and removed_at is null), -1)
         union
         select back.order_id from (
             select order_id, check_id, sum(amount) as amount from refunds
             where check_id is not null group by order_id, check_id) back
         where amount > (select ifnull(sum(amount), 0) from payments
                         where payments.order_id = back.order_id and payments.check_id = back.check_id)",
    ),
    (
        "sales_of_order",
        "select orders.id from orders
         join (select order_id, sum(amount) as paid from payments group by order_id) on order_id = orders.id
         join (select order_id as sold, sum(net) as net, sum(service) as service, sum(tax) as tax, sum(total) as total
               from order_lines group by order_id) bill on sold = orders.id
         where paid = total_amount and (net, service, tax, total) <> (
             select ifnull(sum(net), 0), ifnull(sum(service), 0), ifnull(sum(tax), 0), ifnull(sum(total), 0)
             from sales where sales.order_id = orders.id)",
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
    broken.extend(broken_shifts(shop)?);
    Ok(broken)
}

/// What of closed shifts is not what their rows say, or is missing.
fn broken_shifts(shop: &Connection) -> rusqlite::Result<Vec<BrokenRule>> {
    let rule = |rule, numbers: &[i64]| BrokenRule {
        rule,
        orders: i64::try_from(numbers.len()).unwrap_or(i64::MAX),
        first: numbers
            .first()
            .map_or_else(String::new, |first| format!("Z {first}")),
    };
    let missing = "select z_number + 1 from (select z_number from shifts union select 0) as numbers
                   where z_number < (select max(z_number) from shifts)
                       and z_number + 1 not in (select z_number from shifts where z_number is not null)";
    let mut holes = shop.prepare(missing)?;
    let holes: Vec<i64> = holes
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let reader = Reader { connection: shop };
    // Rows that cannot be read are a rule that does not hold.
    let changed = reader
        .shifts_with_another_report()
        .unwrap_or_else(|_| vec![0]);
    let rules = [
        rule("numbers_of_shifts", &holes),
        rule("reports_of_shifts", &changed),
    ];
    Ok(rules.into_iter().filter(|rule| rule.orders > 0).collect())
}
