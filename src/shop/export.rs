//! What the shop did, as files to take along: orders, their lines, payments, the menu, the history.
//!
//! A part at a time, each in a moment of its own: a million orders take no more memory than a hundred, and
//! nothing in the file waits for whoever takes them along.

mod plan;
mod rows;

use std::sync::Arc;

use bytes::Bytes;

pub use plan::{ExportPart, ExportPlan};

use super::{About, Form, History, Shop, ShopError};
use crate::domain::Days;

/// What is taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goods {
    /// A row for each order.
    Orders,
    /// A row for each line of an order.
    Lines,
    /// A row for each payment.
    Payments,
    /// A row for each dish and each choice, as they are now.
    Menu,
    /// A row for each change, or for each thing that happened to an order.
    History(About),
}

impl Goods {
    /// Reads the word for it on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "orders" => Some(Self::Orders),
            "lines" => Some(Self::Lines),
            "payments" => Some(Self::Payments),
            "menu" => Some(Self::Menu),
            "history" => Some(Self::History(About::Everything)),
            _ => None,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Lines => "lines",
            Self::Payments => "payments",
            Self::Menu => "menu",
            Self::History(_) => "history",
        }
    }
}

/// What somebody wants to take along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Of what.
    pub goods: Goods,
    /// In which form.
    pub form: Form,
    /// Of which days. The menu has no days: it is as it is now.
    pub days: Days,
}

impl Wanted {
    /// What the file is called.
    #[must_use]
    pub fn file_name(&self) -> String {
        let (goods, days, ending) = (self.goods.as_str(), self.days, self.form.ending());
        if days == Days::ALL {
            format!("siap-{goods}.{ending}")
        } else {
            format!("siap-{goods}-{days}.{ending}")
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
    ///
    /// # Errors
    /// When the shop cannot be read.
    pub async fn export(&self, wanted: Wanted) -> Result<Export, ShopError> {
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
    #[must_use]
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
