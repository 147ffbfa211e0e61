//! Orders, their lines and payments, and the stored answers of idempotent requests.

mod checks;
mod claims;
mod export;
mod kitchen;
mod money;
mod queue;
mod read;
mod requests;
mod today;
mod whole;
mod write;

pub use export::{GivenRefund, MadeCorrection, RecordedClaim, TakenPayment};
pub(super) use read::order_number;

use crate::domain::{BusinessDay, Order, OrderStatus, OrderUid};

/// An order on its way through a transaction, with the row it came from.
pub(crate) struct Stored {
    id: i64,
    /// The order, to be changed by the rules.
    pub(crate) order: Order,
}

impl Stored {
    /// An order that was inserted as this row.
    pub(crate) const fn new(id: i64, order: Order) -> Self {
        Self { id, order }
    }

    /// The row it came from.
    pub(crate) const fn id(&self) -> i64 {
        self.id
    }
}

/// Which orders are asked for.
#[derive(Debug, Clone, Default)]
pub struct OrderFilter {
    /// Only the active ones, only one status, or all.
    pub status: Option<StatusFilter>,
    /// Only of this day.
    pub day: Option<BusinessDay>,
    /// Part of a customer's name or a table; or a number.
    pub search: Option<String>,
    /// Only those after this row.
    pub after: i64,
    /// At most this many, 1..500.
    pub limit: i64,
}

/// Which statuses are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusFilter {
    /// Awaiting payment, preparing and ready.
    Active,
    /// Cancelled, with money that has not gone back.
    OwesBack,
    /// One.
    Only(OrderStatus),
}

/// A part of a list, and where the next one begins.
#[derive(Debug, Clone)]
pub struct Page {
    /// Newest last.
    pub orders: Vec<Order>,
    /// Pass as `after` for more; none at the end.
    pub next: Option<i64>,
}

/// What was answered to an idempotency key.
#[derive(Debug, Clone)]
pub struct StoredAnswer {
    /// SHA-256 of the request.
    pub fingerprint: [u8; 32],
    /// The order it was about.
    pub uid: OrderUid,
    /// The order's `rev` right after.
    pub rev: i64,
}
