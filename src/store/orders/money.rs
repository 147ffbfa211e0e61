//! Rows of an order's money: terms, discounts, payments and refunds.
//!
//! Payments and refunds are only ever added; triggers of the file hold the program to that.

use std::borrow::Cow;

use rusqlite::{Row, params};

use crate::{
    domain::{
        BasisPoints, Discount, DiscountRule, Event, Money, Order, OrderLevel, Payment,
        PaymentMethod, Refund, RefundParts, RefundedLine, Terms,
    },
    store::{
        StoreError, Writer,
        rows::{Columns, millis},
    },
};

const INSERT_PAYMENT: &str = "
    insert into payments
        (order_id, number, method, amount, rounding, tendered, change, paid_at, paid_to, check_id, shift_id)
    select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
    where not exists (select 1 from payments where order_id = ?1 and number = ?2)";

const INSERT_REFUND: &str = "
    insert into refunds
        (order_id, number, method, net, service, tax, amount, rounding, reason, by, approved_by, refunded_at,
         check_id, shift_id)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

const INSERT_REFUND_LINE: &str = "
    insert into refund_lines (refund_id, line_id, quantity, net, service, tax, amount)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

const INSERT_DISCOUNT: &str = "
    insert into discounts
        (order_id, id, line_id, kind, rate_bp, ceiling, amount, reason, by, approved_by, given_at)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
    on conflict (order_id, id) do nothing";

const REMOVE_DISCOUNT: &str = "
    update discounts set removed_at = ?3, removed_by = ?4
    where order_id = ?1 and id = ?2 and removed_at is null";

const UPDATE_VOIDED: &str = "
    update order_lines set
        status = ?3, void_reason = ?4, voided_by = ?5, void_approved_by = ?6, voided_at = ?7, void_shift_id = ?8
    where order_id = ?1 and id = ?2";

const UPDATE_PARTS: &str = "
    update order_lines set
        quantity = ?9, line_total = ?10,
        line_discount = ?3, order_discount = ?4, net = ?5, service = ?6, tax = ?7, total = ?8
    where order_id = ?1 and id = ?2";

/// The rates as they are kept. Most shops have none.
pub(super) fn terms_json(terms: &Terms) -> Result<Cow<'static, str>, StoreError> {
    if *terms == Terms::PLAIN {
        return Ok("{}".into());
    }
    Ok(serde_json::to_string(terms)?.into())
}

/// The rates of a row.
pub(super) fn terms(row: &Row<'_>) -> Result<Terms, StoreError> {
    let terms = row
        .get_ref("terms")?
        .as_str()
        .map_err(rusqlite::Error::from)?;
    if terms == "{}" {
        return Ok(Terms::PLAIN);
    }
    Ok(serde_json::from_str(terms)?)
}

/// The price level of a row; most orders have none.
pub(super) fn level(row: &Row<'_>) -> Result<Option<OrderLevel>, StoreError> {
    let level: Option<String> = row.get("price_level")?;
    Ok(level
        .map(|level| serde_json::from_str(&level))
        .transpose()?)
}

impl Writer<'_> {
    /// Writes the newest payment; one that is there stays, where the order is settled because it costs less.
    pub(super) fn insert_payment(
        &self,
        order_id: i64,
        event: &Event,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let Some(payment) = event.order.payments.last() else {
            return Ok(());
        };
        self.prepare_cached(INSERT_PAYMENT)?.execute(params![
            order_id,
            payment.id,
            payment.method.as_str(),
            payment.amount.amount(),
            payment.rounding.amount(),
            payment.tendered.amount(),
            payment.change.amount(),
            millis(payment.paid_at),
            event.by.name(),
            payment.check_id,
            shift_id,
        ])?;
        Ok(())
    }

    /// Writes the newest refund.
    pub(super) fn insert_refund(
        &self,
        order_id: i64,
        event: &Event,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let Some(refund) = event.order.refunds.last() else {
            return Ok(());
        };
        self.prepare_cached(INSERT_REFUND)?.execute(params![
            order_id,
            refund.id,
            refund.method.as_str(),
            refund.parts.net.amount(),
            refund.parts.service.amount(),
            refund.parts.tax.amount(),
            refund.parts.total.amount(),
            refund.rounding.amount(),
            refund.reason,
            refund.by,
            refund.approved_by,
            millis(refund.refunded_at),
            refund.check_id,
            shift_id,
        ])?;
        let refund_id = self.last_insert_rowid();
        for line in &refund.lines {
            self.prepare_cached(INSERT_REFUND_LINE)?.execute(params![
                refund_id,
                line.line_id,
                line.quantity,
                line.parts.net.amount(),
                line.parts.service.amount(),
                line.parts.tax.amount(),
                line.parts.total.amount(),
            ])?;
        }
        Ok(())
    }

    /// Writes that a line was taken off, and why.
    pub(super) fn update_voided(
        &self,
        order_id: i64,
        order: &Order,
        line_id: i64,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let line = order.lines.iter().find(|line| line.id == line_id);
        let Some((line, voided)) = line.and_then(|line| Some((line, line.voided.as_ref()?))) else {
            return Ok(());
        };
        self.prepare_cached(UPDATE_VOIDED)?.execute(params![
            order_id,
            line_id,
            line.status.as_str(),
            voided.reason,
            voided.by,
            voided.approved_by,
            millis(voided.at),
            shift_id,
        ])?;
        Ok(())
    }

    /// Writes the discounts of an order, what each line costs with them, and the checks that its bill is split into.
    pub(super) fn update_bill(&self, order_id: i64, event: &Event) -> Result<(), StoreError> {
        let order = &event.order;
        for line in &order.lines {
            self.prepare_cached(UPDATE_PARTS)?.execute(params![
                order_id,
                line.id,
                line.parts.line_discount.amount(),
                line.parts.order_discount.amount(),
                line.parts.net.amount(),
                line.parts.service.amount(),
                line.parts.tax.amount(),
                line.parts.total.amount(),
                line.quantity,
                line.line_total.amount(),
            ])?;
        }
        for discount in &order.discounts {
            let (rate, ceiling, amount) = columns_of(&discount.rule);
            self.prepare_cached(INSERT_DISCOUNT)?.execute(params![
                order_id,
                discount.id,
                discount.line_id,
                discount.rule.kind(),
                rate,
                ceiling,
                amount,
                discount.reason,
                discount.by,
                discount.approved_by,
                millis(discount.given_at),
            ])?;
            if discount.is_removed {
                let (at, by) = (millis(event.at), event.by.name());
                self.prepare_cached(REMOVE_DISCOUNT)?.execute(params![
                    order_id,
                    discount.id,
                    at,
                    by
                ])?;
            }
        }
        self.update_checks(order_id, event)
    }
}

fn columns_of(rule: &DiscountRule) -> (Option<i64>, Option<i64>, Option<i64>) {
    match rule {
        DiscountRule::Percent { rate, ceiling } => {
            (Some(rate.points()), ceiling.map(Money::amount), None)
        }
        DiscountRule::Amount(amount) => (None, None, Some(amount.amount())),
        DiscountRule::Complimentary => (None, None, None),
    }
}

fn rule_of(row: &Row<'_>) -> Result<DiscountRule, StoreError> {
    let unreadable = |column: &str| StoreError::Unreadable(column.to_owned());
    let money = |column: &str| -> Result<Option<Money>, StoreError> {
        Ok(row.get::<_, Option<i64>>(column)?.map(Money::new))
    };
    Ok(
        match row
            .get_ref("kind")?
            .as_str()
            .map_err(rusqlite::Error::from)?
        {
            "percent" => DiscountRule::Percent {
                rate: BasisPoints::new(row.get("rate_bp")?).ok_or_else(|| unreadable("rate_bp"))?,
                ceiling: money("ceiling")?,
            },
            "amount" => DiscountRule::Amount(money("amount")?.ok_or_else(|| unreadable("amount"))?),
            "complimentary" => DiscountRule::Complimentary,
            _ => return Err(unreadable("kind")),
        },
    )
}

pub(super) fn discount(row: &Row<'_>) -> Result<Discount, StoreError> {
    Ok(Discount {
        id: row.get("id")?,
        line_id: row.get("line_id")?,
        rule: rule_of(row)?,
        reason: row.get("reason")?,
        by: row.get("by")?,
        approved_by: row.get("approved_by")?,
        given_at: row.time("given_at")?,
        is_removed: row.get::<_, Option<i64>>("removed_at")?.is_some(),
    })
}

pub(super) fn payment(row: &Row<'_>) -> Result<Payment, StoreError> {
    Ok(Payment {
        id: row.get("number")?,
        check_id: row.get("check_id")?,
        method: row.word("method", PaymentMethod::parse)?,
        amount: row.money("amount")?,
        rounding: row.money("rounding")?,
        tendered: row.money("tendered")?,
        change: row.money("change")?,
        paid_at: row.time("paid_at")?,
    })
}

pub(super) fn refund(row: &Row<'_>) -> Result<Refund, StoreError> {
    Ok(Refund {
        id: row.get("number")?,
        check_id: row.get("check_id")?,
        method: row.word("method", PaymentMethod::parse)?,
        parts: refund_parts(row)?,
        rounding: row.money("rounding")?,
        lines: Vec::new(),
        reason: row.get("reason")?,
        by: row.get("by")?,
        approved_by: row.get("approved_by")?,
        refunded_at: row.time("refunded_at")?,
    })
}

pub(super) fn refunded_line(row: &Row<'_>) -> Result<RefundedLine, StoreError> {
    Ok(RefundedLine {
        line_id: row.get("line_id")?,
        quantity: row.get("quantity")?,
        parts: refund_parts(row)?,
    })
}

fn refund_parts(row: &Row<'_>) -> Result<RefundParts, StoreError> {
    Ok(RefundParts {
        net: row.money("net")?,
        service: row.money("service")?,
        tax: row.money("tax")?,
        total: row.money("amount")?,
    })
}
