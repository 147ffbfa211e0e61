//! The stored form of a line: what two events of one order may differ in.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{unreadable, word};
use crate::{
    domain::{LineStatus, Money, OrderLine, Parts},
    store::StoreError,
};

/// A line that the order had: its number, how many, its status, and what it cost where that is not what the menu said.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredLine<'e>(
    i64,
    i64,
    #[serde(borrow)] Cow<'e, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<StoredParts>,
);

/// What a line cost: its own discount, its share of the order's, net, service, tax, total.
#[derive(Debug, Serialize, Deserialize)]
struct StoredParts(i64, i64, i64, i64, i64, i64);

impl StoredParts {
    fn of(parts: &Parts) -> Option<Self> {
        (!parts.is_plain()).then(|| {
            Self(
                parts.line_discount.amount(),
                parts.order_discount.amount(),
                parts.net.amount(),
                parts.service.amount(),
                parts.tax.amount(),
                parts.total.amount(),
            )
        })
    }

    fn parts(&self, gross: Money) -> Parts {
        Parts {
            gross,
            line_discount: Money::new(self.0),
            order_discount: Money::new(self.1),
            net: Money::new(self.2),
            service: Money::new(self.3),
            tax: Money::new(self.4),
            total: Money::new(self.5),
        }
    }
}

impl<'e> StoredLine<'e> {
    /// What is stored of `line`.
    pub(super) fn of(line: &'e OrderLine) -> Self {
        let parts = StoredParts::of(&line.parts);
        Self(line.id, line.quantity, line.status.as_str().into(), parts)
    }

    /// A line that costs what the menu said.
    pub(super) const fn plain(id: i64, quantity: i64, status: Cow<'e, str>) -> Self {
        Self(id, quantity, status, None)
    }
}

/// The lines that the order had, of those it has rows of.
pub(super) fn read(
    had: &[StoredLine<'_>],
    rows: Vec<OrderLine>,
) -> Result<Vec<OrderLine>, StoreError> {
    let mut rows = rows.into_iter();
    had.iter()
        .map(|StoredLine(id, quantity, status, parts)| {
            // Both are in the order of their numbers.
            let row = rows.find(|row| row.id == *id);
            let row = row.ok_or_else(|| unreadable("lines"))?;
            let line_total = row.each().and_then(|each| each.times(*quantity));
            let line_total = line_total.map_err(|_| unreadable("lines"))?;
            let status = word("lines", status, LineStatus::parse)?;
            let gross = if status == LineStatus::Void {
                Money::ZERO
            } else {
                line_total
            };
            let plain = || Parts::plain(gross);
            let parts = parts
                .as_ref()
                .map_or_else(plain, |parts| parts.parts(gross));
            Ok(OrderLine {
                // It went over with the event that took it off, and no sooner.
                moved_to: row.moved_to.filter(|_| status == LineStatus::Void),
                quantity: *quantity,
                status,
                line_total,
                parts,
                ..row
            })
        })
        .collect()
}
