//! A refund: money that went back, with the lines it was for.

use jiff::Timestamp;
use serde::Serialize;

use super::PaymentMethod;
use crate::domain::{Money, RefundParts};

/// Pieces of a line whose money went back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefundedLine {
    /// The line.
    pub line_id: i64,
    /// How many pieces.
    pub quantity: i64,
    /// What they cost.
    #[serde(flatten)]
    pub parts: RefundParts,
}

/// Money that went back to a customer. `parts.total + rounding` was handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refund {
    /// Its number among the refunds of its order, from 1.
    pub id: i64,
    /// The check it is of; none, and not sent, where the bill was not split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_id: Option<i64>,
    /// How it was given back.
    pub method: PaymentMethod,
    /// How much of the bill.
    #[serde(flatten)]
    pub parts: RefundParts,
    /// What was handed out more, or less where it is below zero, because cash has no smaller coins.
    pub rounding: Money,
    /// For which pieces; none where it is an amount.
    pub lines: Vec<RefundedLine>,
    /// Why.
    pub reason: String,
    /// Who gave it back.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When.
    pub refunded_at: Timestamp,
}
