//! The form of events before there were versions: the whole event as JSON, with the whole order in it.
//!
//! It is read by its keys and not by way of the domain, which has moved on since.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::Value;

use super::{By, StoredEvent, StoredLine, VERSION, unreadable};
use crate::store::{StoreError, rows::millis};

/// Turns such a body into the stored form.
///
/// # Errors
/// When it is no such body.
pub(in crate::store) fn from_before(body: &str) -> Result<String, StoreError> {
    let before: Value = serde_json::from_str(body)?;
    let order = &before["order"];
    let lines = order["lines"]
        .as_array()
        .ok_or_else(|| unreadable("lines"))?;
    let lines: Result<Vec<_>, StoreError> = lines
        .iter()
        .map(|line| {
            let status = text(line, "status")?.into();
            let (id, quantity) = (int(line, "id")?, int(line, "quantity")?);
            Ok(StoredLine::plain(id, quantity, status))
        })
        .collect();
    let staff = &before["by"]["staff"];
    let stored = StoredEvent {
        v: VERSION,
        by: match before["by"].as_str() {
            Some("customer") => By::Customer,
            Some("clock") => By::Clock,
            _ => By::Staff(
                int(staff, "id")?,
                text(staff, "name")?.into(),
                text(staff, "role")?.into(),
            ),
        },
        was: before["previous_status"].as_str().map(Cow::from),
        line: before["line_id"].as_i64(),
        round: None,
        other: None,
        request: None,
        cause: before["cause"].as_str().map(Cow::from),
        status: text(order, "status")?.into(),
        money: text(order, "payment_status")?.into(),
        method: text(order, "payment_method")?.into(),
        total: int(order, "total_amount")?,
        lines: lines?,
        asked: Vec::new(),
        payments: None,
        refunds: 0,
        corrections: 0,
        claims: 0,
        settled: Vec::new(),
        claim: None,
        discounts: Vec::new(),
        checks: Vec::new(),
        cancelled: order["cancellation"]["cause"].as_str().map(Cow::from),
        expires: moment(order, "expires_at")?,
        ready: moment(order, "ready_at")?,
        served: None,
        completed: moment(order, "completed_at")?,
    };
    stored.to_json()
}

fn text<'v>(value: &'v Value, key: &str) -> Result<&'v str, StoreError> {
    value[key].as_str().ok_or_else(|| unreadable(key))
}

fn int(value: &Value, key: &str) -> Result<i64, StoreError> {
    value[key].as_i64().ok_or_else(|| unreadable(key))
}

fn moment(value: &Value, key: &str) -> Result<Option<i64>, StoreError> {
    let Some(written) = value[key].as_str() else {
        return Ok(None);
    };
    let at: Timestamp = written.parse().map_err(|_| unreadable(key))?;
    Ok(Some(millis(at)))
}
