//! The stored form of an event: what `events.body` holds.
//!
//! A type of its own, apart from the domain's `Order`: a field that the domain gains is none of this form, so rows that
//! are there stay readable. It holds what an event changes and what may differ between two events of one order. What
//! never changes of an order (its uid, number, table, the names and prices of its lines …) is read from the order's own
//! rows. So are the words of a guest (name and notes) and the reason of a cancellation: erased there, they are nowhere.
//!
//! # What it does not hold
//! - `seq`, `order_id`, `rev`, `type` and `at` are columns of the same row.
//! - Payments, corrections, refunds, claims, discounts and checks are rows that never change: the event says how many
//!   of the first four there were, which claims were given back, and which of the others held.
//! - Name, price and modifiers of a line. A line that is added later is a row, and stands in the events since then;
//!   a changed quantity is the one that the event has. A price that changes has to be stored with the event.
//!
//! # How it changes
//! A new key is optional and left out where it has nothing to say; then the version stays. Where a key would mean
//! something else, the version goes up and [`StoredEvent::read`] takes both. `tests/fixtures/journal-0.1.jsonl` has
//! every form there ever was.

mod actor;
mod before;
mod line;
mod request;

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use actor::By;
pub(in crate::store) use before::from_before;
use line::StoredLine;
use request::StoredRequest;

use crate::{
    domain::{
        Actor, Cancellation, Cause, Event, EventKind, LineStatus, Money, Order, OrderLink,
        OrderStatus, OrderUid, PaymentMethod, PaymentStatus, Role, Staff,
    },
    store::{StoreError, rows::millis},
};

/// What this program writes.
const VERSION: u8 = 1;

/// An event as it is stored. Words are spelled as in the columns; times are milliseconds since 1970.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct StoredEvent<'e> {
    /// The version of this form. It stands first.
    v: u8,
    #[serde(borrow)]
    by: By<'e>,
    /// What the order's status was, or that of the line.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    was: Option<Cow<'e, str>>,
    /// The line that changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<i64>,
    /// The round that was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<i64>,
    /// Uid and number of the order that dishes came from or went over to.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    other: Option<(Cow<'e, str>, Cow<'e, str>)>,
    /// The round that a guest asked for, or that was declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request: Option<i64>,
    /// Why the order moved.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    cause: Option<Cow<'e, str>>,
    // The order right after.
    #[serde(borrow)]
    status: Cow<'e, str>,
    #[serde(borrow)]
    money: Cow<'e, str>,
    #[serde(borrow)]
    method: Cow<'e, str>,
    total: i64,
    #[serde(borrow)]
    lines: Vec<StoredLine<'e>>,
    /// The rounds that guests had asked for, and what had become of each.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    asked: Vec<StoredRequest<'e>>,
    /// How many payments there were, where that is not one, or none of an order that is `unpaid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payments: Option<usize>,
    /// How many refunds there were.
    #[serde(default, skip_serializing_if = "is_zero")]
    refunds: usize,
    /// How many corrections there were.
    #[serde(default, skip_serializing_if = "is_zero")]
    corrections: usize,
    /// How many claims there were.
    #[serde(default, skip_serializing_if = "is_zero")]
    claims: usize,
    /// The claims that were given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    settled: Vec<i64>,
    /// The claim that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<i64>,
    /// The discounts that held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    discounts: Vec<i64>,
    /// The checks that the bill was split into.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    checks: Vec<i64>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    cancelled: Option<Cow<'e, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ready: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    served: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    completed: Option<i64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The columns of an event's row besides its body.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) rev: i64,
    pub(super) topic: String,
    pub(super) at: Timestamp,
}

impl<'e> StoredEvent<'e> {
    /// What is stored of `event`.
    pub(super) fn of(event: &'e Event) -> Self {
        // Every field is named: of a new one it has to be decided here whether two events of one order can differ in
        // it.
        let Order {
            uid: _,
            number: _,
            code: _,
            day: _,
            status,
            payment_status,
            rev: _,
            total_amount,
            payment_method,
            order_type: _,
            table_number: _,
            customer_name: _,
            note: _,
            lines,
            requests,
            terms: _,
            level: _,
            discounts: _,
            checks: _,
            payments,
            corrections,
            refunds,
            claims,
            cancellation,
            placed_by: _,
            created_at: _,
            expires_at,
            ready_at,
            served_at,
            completed_at,
            merged_into: _,
        } = &event.order;
        let facts = event.kind.facts();
        Self {
            v: VERSION,
            by: By::of(&event.by),
            was: facts.previous_status.map(Cow::from),
            line: facts.line,
            round: facts.round,
            other: facts
                .other_order
                .map(|OrderLink { uid, number }| (uid.as_str().into(), number.as_str().into())),
            request: facts.request,
            cause: facts.cause.map(|cause| cause.as_str().into()),
            status: status.as_str().into(),
            money: payment_status.as_str().into(),
            method: payment_method.as_str().into(),
            total: total_amount.amount(),
            lines: lines.iter().map(StoredLine::of).collect(),
            asked: requests.iter().map(StoredRequest::of).collect(),
            payments: Some(payments.len())
                .filter(|count| *count != usize::from(payment_status.has_payment())),
            refunds: refunds.len(),
            corrections: corrections.len(),
            claims: claims.len(),
            settled: claims
                .iter()
                .filter(|claim| !claim.is_open())
                .map(|claim| claim.id)
                .collect(),
            claim: facts.claim,
            discounts: event
                .order
                .discounts_in_force()
                .map(|discount| discount.id)
                .collect(),
            checks: event
                .order
                .checks_in_force()
                .map(|check| check.id)
                .collect(),
            cancelled: cancellation
                .as_ref()
                .map(|cancellation| cancellation.cause.as_str().into()),
            expires: expires_at.map(millis),
            ready: ready_at.map(millis),
            served: served_at.map(millis),
            completed: completed_at.map(millis),
        }
    }

    pub(super) fn to_json(&self) -> Result<String, StoreError> {
        // Room for an order of a few lines without growing.
        let mut json = Vec::with_capacity(256);
        serde_json::to_writer(&mut json, self)?;
        String::from_utf8(json).map_err(|_| unreadable("body"))
    }

    /// Reads a body that has a version.
    fn read(body: &'e str) -> Result<Self, StoreError> {
        let stored: Self = serde_json::from_str(body)?;
        if stored.v == VERSION {
            Ok(stored)
        } else {
            Err(unreadable("an event of a later version"))
        }
    }

    /// The event, with `order` as its rows are now.
    fn event(self, columns: &Columns, mut order: Order) -> Result<Event, StoreError> {
        order.status = word("status", &self.status, OrderStatus::parse)?;
        order.payment_status = word("money", &self.money, PaymentStatus::parse)?;
        order.payment_method = word("method", &self.method, PaymentMethod::parse)?;
        order.rev = columns.rev;
        order.total_amount = Money::new(self.total);
        order.lines = line::read(&self.lines, std::mem::take(&mut order.lines))?;
        order.forget_corrections_after(self.corrections);
        order.claims.truncate(self.claims);
        for claim in &mut order.claims {
            claim
                .settlement
                .take_if(|_| !self.settled.contains(&claim.id));
        }
        order.requests = request::read(&self.asked, std::mem::take(&mut order.requests))?;
        let usual = usize::from(order.payment_status.has_payment());
        order.payments.truncate(self.payments.unwrap_or(usual));
        order.refunds.truncate(self.refunds);
        for discount in &mut order.discounts {
            discount.is_removed = !self.discounts.contains(&discount.id);
        }
        for check in &mut order.checks {
            check.is_removed = !self.checks.contains(&check.id);
        }
        // It went over to another order with the event that ended it, and no sooner.
        let is_merged = self.cancelled.as_deref() == Some(Cause::Merged.as_str());
        order.merged_into = order.merged_into.filter(|_| is_merged);
        let reason = order.cancellation.and_then(|now| now.reason);
        order.cancellation = match &self.cancelled {
            Some(cause) => Some(Cancellation {
                cause: word("cancelled", cause, Cause::parse)?,
                reason,
            }),
            None => None,
        };
        order.expires_at = time("expires", self.expires)?;
        order.ready_at = time("ready", self.ready)?;
        order.served_at = time("served", self.served)?;
        order.completed_at = time("completed", self.completed)?;
        let was = self.was.as_deref().unwrap_or_default();
        let kind = match columns.topic.as_str() {
            "new_order" => EventKind::NewOrder,
            "order_lines_added" => EventKind::OrderLinesAdded {
                round: self.round.ok_or_else(|| unreadable("round"))?,
            },
            "order_lines_requested" => EventKind::OrderLinesRequested {
                request: self.request.ok_or_else(|| unreadable("request"))?,
            },
            "order_lines_declined" => EventKind::OrderLinesDeclined {
                request: self.request.ok_or_else(|| unreadable("request"))?,
            },
            "order_line_voided" => EventKind::OrderLineVoided {
                line_id: self.line.ok_or_else(|| unreadable("line"))?,
            },
            "order_lines_moved_out" => EventKind::OrderLinesMovedOut {
                to: other_order(self.other)?,
            },
            "order_lines_moved_in" => EventKind::OrderLinesMovedIn {
                round: self.round.ok_or_else(|| unreadable("round"))?,
                from: other_order(self.other)?,
            },
            "order_details_changed" => EventKind::OrderDetailsChanged,
            "payment_received" => EventKind::PaymentReceived,
            "payment_success" => EventKind::PaymentSuccess,
            "payment_refunded" => EventKind::PaymentRefunded,
            "bill_changed" => EventKind::BillChanged,
            "payment_corrected" => EventKind::PaymentCorrected,
            "claim_recorded" => EventKind::ClaimRecorded,
            "claim_settled" => EventKind::ClaimSettled {
                claim_id: self.claim.ok_or_else(|| unreadable("claim"))?,
            },
            "order_status_update" => EventKind::OrderStatusUpdate {
                previous_status: word("was", was, OrderStatus::parse)?,
                cause: match &self.cause {
                    Some(cause) => Some(word("cause", cause, Cause::parse)?),
                    None => None,
                },
            },
            "order_line_update" => EventKind::OrderLineUpdate {
                line_id: self.line.ok_or_else(|| unreadable("line"))?,
                previous_status: word("was", was, LineStatus::parse)?,
            },
            _ => return Err(unreadable("type")),
        };
        let by = match self.by {
            By::Customer => Actor::Customer,
            By::Clock => Actor::Clock,
            By::Staff(id, name, role) => Actor::Staff(Staff {
                id,
                role: word("by", &role, Role::parse)?,
                name: name.into_owned(),
            }),
        };
        Ok(Event {
            kind,
            by,
            at: columns.at,
            order,
        })
    }
}

/// The event of a row, with `order` as its rows are now.
pub(super) fn read(body: &str, columns: &Columns, order: Order) -> Result<Event, StoreError> {
    StoredEvent::read(body)?.event(columns, order)
}

fn other_order(stored: Option<(Cow<'_, str>, Cow<'_, str>)>) -> Result<OrderLink, StoreError> {
    let (uid, number) = stored.ok_or_else(|| unreadable("other"))?;
    Ok(OrderLink {
        uid: word("other", &uid, OrderUid::parse)?,
        number: number.into_owned(),
    })
}

fn time(key: &str, stored: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    let at = stored.map(|millis| Timestamp::from_millisecond(millis).map_err(|_| unreadable(key)));
    at.transpose()
}

fn word<T>(key: &str, stored: &str, parse: fn(&str) -> Option<T>) -> Result<T, StoreError> {
    parse(stored).ok_or_else(|| unreadable(key))
}

fn unreadable(key: &str) -> StoreError {
    StoreError::Unreadable(key.to_owned())
}

#[cfg(test)]
#[path = "stored_tests.rs"]
mod tests;
