//! Views of an order: what a customer receives, and what staff receive.

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::{
    Cause, Money, Order, OrderLine, OrderStatus, OrderType, OrderUid, Payment, PaymentMethod,
    PaymentStatus,
};

/// What the holder of the link may see: no staff name, no internal note, no other order's facts.
#[derive(Debug, Serialize)]
pub struct CustomerView<'a> {
    uid: &'a OrderUid,
    number: String,
    code: &'a str,
    channel: &'static str,
    status: OrderStatus,
    payment_status: PaymentStatus,
    rev: i64,
    total_amount: Money,
    payment_method: PaymentMethod,
    order_type: OrderType,
    table_number: Option<&'a str>,
    customer_name: Option<&'a str>,
    note: Option<&'a str>,
    lines: &'a [OrderLine],
    cancel_cause: Option<Cause>,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
    ready_at: Option<Timestamp>,
    completed_at: Option<Timestamp>,
}

impl<'a> From<&'a Order> for CustomerView<'a> {
    fn from(order: &'a Order) -> Self {
        Self {
            uid: &order.uid,
            number: order.number.to_string(),
            code: order.code.as_str(),
            channel: order.number.channel.as_str(),
            status: order.status,
            payment_status: order.payment_status,
            rev: order.rev,
            total_amount: order.total_amount,
            payment_method: order.payment_method,
            order_type: order.order_type,
            table_number: order.table_number.as_deref(),
            customer_name: order.customer_name.as_deref(),
            note: order.note.as_deref(),
            lines: &order.lines,
            cancel_cause: order
                .cancellation
                .as_ref()
                .map(|cancellation| cancellation.cause),
            created_at: order.created_at,
            expires_at: order.expires_at,
            ready_at: order.ready_at,
            completed_at: order.completed_at,
        }
    }
}

/// What staff may see: the customer's view and what is the shop's own.
#[derive(Debug, Serialize)]
pub struct StaffView<'a> {
    #[serde(flatten)]
    order: CustomerView<'a>,
    day: String,
    payment: Option<&'a Payment>,
    cancel_reason: Option<&'a str>,
    placed_by: Option<&'a str>,
}

impl<'a> From<&'a Order> for StaffView<'a> {
    fn from(order: &'a Order) -> Self {
        let cancellation = order.cancellation.as_ref();
        Self {
            order: order.into(),
            day: order.day.to_string(),
            payment: order.payment.as_ref(),
            cancel_reason: cancellation.and_then(|cancellation| cancellation.reason.as_deref()),
            placed_by: order.placed_by.as_deref(),
        }
    }
}

/// The pickup board: numbers, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Board {
    /// Being made, oldest first.
    pub preparing: Vec<String>,
    /// To be picked up, newest first.
    pub ready: Vec<String>,
}
