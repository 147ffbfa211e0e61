//! Exports: orders, their lines, payments, the menu and the history, as files.
//!
//! A part at a time, each in a moment of its own: a million orders take no more memory than a hundred, and
//! no write waits for an export.

mod plan;
mod rows;
mod shift_rows;

use std::sync::Arc;

use bytes::Bytes;

pub use plan::{ExportPart, ExportPlan};

use super::{About, FileFormat, History, Shop, ShopError};
use crate::domain::{Days, HistoryFilter};

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportKind {
    /// A row for each order.
    Orders,
    /// A row for each line of an order.
    Lines,
    /// A row for each payment.
    Payments,
    /// A row for each refund.
    Refunds,
    /// A row for each way of paying that was corrected.
    Corrections,
    /// A row for each claim that came in or was given back.
    Claims,
    /// A row for each shift of a drawer.
    Shifts,
    /// A row for each movement of cash without an order.
    CashMoves,
    /// A row for each dish and each choice, as they are now.
    Menu,
    /// A row for each change, or for each thing that happened to an order.
    History(About),
}

impl ExportKind {
    /// Reads the word for it on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "orders" => Some(Self::Orders),
            "lines" => Some(Self::Lines),
            "payments" => Some(Self::Payments),
            "refunds" => Some(Self::Refunds),
            "corrections" => Some(Self::Corrections),
            "claims" => Some(Self::Claims),
            "shifts" => Some(Self::Shifts),
            "cash_moves" => Some(Self::CashMoves),
            "menu" => Some(Self::Menu),
            "history" => Some(Self::History(About::Everything)),
            _ => None,
        }
    }

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Lines => "lines",
            Self::Payments => "payments",
            Self::Refunds => "refunds",
            Self::Corrections => "corrections",
            Self::Claims => "claims",
            Self::Shifts => "shifts",
            Self::CashMoves => "cash_moves",
            Self::Menu => "menu",
            Self::History(_) => "history",
        }
    }
}

/// What is to be exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRequest {
    /// Of what.
    pub kind: ExportKind,
    /// In which form.
    pub form: FileFormat,
    /// Of which days. The menu has no days: it is as it is now.
    pub days: Days,
    /// Of the history what is wanted; `money_only` is of orders.
    pub only: HistoryFilter,
}

impl ExportRequest {
    /// What the file is called.
    pub fn file_name(&self) -> String {
        let (kind, days, ending) = (self.kind.as_str(), self.days, self.form.ending());
        if days == Days::ALL {
            format!("siap-{kind}.{ending}")
        } else {
            format!("siap-{kind}-{days}.{ending}")
        }
    }
}

/// A file under way.
pub struct Export {
    shop: Shop,
    plan: Arc<ExportPlan>,
    next: Option<i64>,
    head: Option<Bytes>,
}

impl History {
    /// Begins a file.
    pub async fn export(&self, wanted: ExportRequest) -> Result<Export, ShopError> {
        let plan = self
            .0
            .store
            .read(move |store| Ok::<_, ShopError>(ExportPlan::of(store, wanted)?))
            .await?;
        Ok(Export {
            shop: self.0.clone(),
            next: plan.begin(),
            head: Some(plan.head()),
            plan: Arc::new(plan),
        })
    }
}

impl Export {
    /// How many rows it has.
    pub fn rows(&self) -> i64 {
        self.plan.rows()
    }

    /// What comes next in the file; nothing at its end.
    ///
    /// # Errors
    /// When the shop cannot be read. What there is by then is not the whole file.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ShopError> {
        if let Some(head) = self.head.take().filter(|head| !head.is_empty()) {
            return Ok(Some(head));
        }
        let Some(after) = self.next else {
            return Ok(None);
        };
        let (store, plan) = (&self.shop.store, self.plan.clone());
        let part = store.read(move |store| Ok::<_, ShopError>(plan.part(store, after)?));
        let part = part.await?;
        self.next = part.next;
        Ok(Some(part.bytes))
    }
}
