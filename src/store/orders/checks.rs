//! Rows of checks. They are only ever added; one that was joined again is marked.

use rusqlite::{Row, params};

use crate::{
    domain::{Check, CheckLine, Event, Parts, Share},
    store::{
        StoreError, Writer,
        rows::{Columns, millis},
    },
};

const INSERT_CHECK: &str = "
    insert into checks
        (order_id, id, gross, line_discount, order_discount, net, service, tax, total)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    on conflict (order_id, id) do nothing";

const INSERT_CHECK_LINE: &str = "
    insert into check_lines
        (order_id, check_id, line_id, numerator, denominator,
         gross, line_discount, order_discount, net, service, tax, total)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

const REMOVE_CHECK: &str = "
    update checks set removed_at = ?3, removed_by = ?4
    where order_id = ?1 and id = ?2 and removed_at is null";

impl Writer<'_> {
    /// Writes the checks that are new, and marks those that were joined again.
    pub(super) fn update_checks(&self, order_id: i64, event: &Event) -> Result<(), StoreError> {
        let mut new = Vec::new();
        for check in &event.order.checks {
            if check.is_removed {
                let (at, by) = (millis(event.at), event.by.name());
                self.prepare_cached(REMOVE_CHECK)?
                    .execute(params![order_id, check.id, at, by])?;
            } else if self.insert_check(order_id, check)? {
                new.push(check.id);
            }
        }
        self.insert_labels(order_id, &event.order, &new)
    }

    /// Whether it was not there yet.
    fn insert_check(&self, order_id: i64, check: &Check) -> Result<bool, StoreError> {
        let parts = &check.parts;
        let inserted = self.prepare_cached(INSERT_CHECK)?.execute(params![
            order_id,
            check.id,
            parts.gross.amount(),
            parts.line_discount.amount(),
            parts.order_discount.amount(),
            parts.net.amount(),
            parts.service.amount(),
            parts.tax.amount(),
            parts.total.amount(),
        ])?;
        if inserted == 0 {
            return Ok(false);
        }
        for CheckLine { share, parts } in &check.lines {
            self.prepare_cached(INSERT_CHECK_LINE)?.execute(params![
                order_id,
                check.id,
                share.line_id,
                share.numerator,
                share.denominator,
                parts.gross.amount(),
                parts.line_discount.amount(),
                parts.order_discount.amount(),
                parts.net.amount(),
                parts.service.amount(),
                parts.tax.amount(),
                parts.total.amount(),
            ])?;
        }
        Ok(true)
    }
}

pub(super) fn check(row: &Row<'_>) -> Result<Check, StoreError> {
    Ok(Check {
        id: row.get("id")?,
        label: None,
        lines: Vec::new(),
        parts: parts(row)?,
        is_removed: row.get::<_, Option<i64>>("removed_at")?.is_some(),
    })
}

pub(super) fn check_line(row: &Row<'_>) -> Result<CheckLine, StoreError> {
    Ok(CheckLine {
        share: Share {
            line_id: row.get("line_id")?,
            numerator: row.get("numerator")?,
            denominator: row.get("denominator")?,
        },
        parts: parts(row)?,
    })
}

fn parts(row: &Row<'_>) -> Result<Parts, StoreError> {
    Ok(Parts {
        gross: row.money("gross")?,
        line_discount: row.money("line_discount")?,
        order_discount: row.money("order_discount")?,
        net: row.money("net")?,
        service: row.money("service")?,
        tax: row.money("tax")?,
        total: row.money("total")?,
    })
}
