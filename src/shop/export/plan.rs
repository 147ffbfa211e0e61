//! The rows of an export, and the parts in which they are read.

use std::ops::Range;

use bytes::Bytes;
use jiff::{Timestamp, tz::TimeZone};

use super::{ExportKind, ExportRequest, rows, shift_rows};
use crate::{
    domain::{HistoryScope, Language},
    shop::{
        About,
        tabular::{FileFormat, Row},
    },
    store::{Reader, RowRange, StoreError},
};

/// Orders in a part. A longer one would delay events by milliseconds.
const ORDERS: i64 = 100;
/// Payments or changes in a part.
const SMALL_ROWS: i64 = 500;

/// A file, before its rows are read.
#[derive(Debug, Clone)]
pub struct ExportPlan {
    wanted: ExportRequest,
    /// In which the owner's spreadsheet reads a file.
    language: Language,
    zone: TimeZone,
    time: Range<Timestamp>,
    range: RowRange,
    rows: i64,
}

/// Some rows of a file.
#[derive(Debug, Clone)]
pub struct ExportPart {
    /// As they stand in it.
    pub bytes: Bytes,
    /// How many.
    pub rows: usize,
    /// Where the next part begins; none at the end.
    pub next: Option<i64>,
}

impl ExportPlan {
    /// Looks where the rows are. What comes in later is not among them.
    pub fn of(store: &Reader<'_>, wanted: ExportRequest) -> Result<Self, StoreError> {
        let settings = store.settings()?;
        let zone = settings.zone();
        let time = wanted.days.times(&zone, settings.day_cutoff_minutes);
        let range = match wanted.kind {
            ExportKind::Orders | ExportKind::Lines | ExportKind::History(About::Orders) => {
                store.orders_of_days(wanted.days)?
            }
            ExportKind::Payments => store.payments_of_time(&time)?,
            ExportKind::Refunds => store.refunds_of_time(&time)?,
            ExportKind::Corrections => store.corrections_of_time(&time)?,
            ExportKind::Claims => store.claims_of_time(&time)?,
            ExportKind::Shifts => store.shifts_of_time(&time)?,
            ExportKind::CashMoves => store.cash_moves_of_time(&time)?,
            ExportKind::History(about) => {
                store.changes_of_time((scope(about), wanted.only.by.as_deref()), &time)?
            }
            ExportKind::Menu => RowRange {
                after: 0,
                last: 1,
                rows: rows::count_menu(&store.menu()?),
            },
        };
        let rows = match wanted.kind {
            ExportKind::Lines => store.count_lines(range)?,
            ExportKind::History(About::Orders) => {
                store.count_history_entries(range, &wanted.only)?
            }
            ExportKind::Orders
            | ExportKind::Payments
            | ExportKind::Refunds
            | ExportKind::Corrections
            | ExportKind::Claims
            | ExportKind::Shifts
            | ExportKind::CashMoves
            | ExportKind::Menu
            | ExportKind::History(About::Everything | About::HistoryScope(_)) => range.rows,
        };
        Ok(Self {
            wanted,
            language: settings.locale,
            zone,
            time,
            range,
            rows,
        })
    }

    /// How many rows there are.
    pub const fn rows(&self) -> i64 {
        self.rows
    }

    /// What the file begins with.
    pub fn head(&self) -> Bytes {
        self.wanted.form.head(self.language, self.columns()).into()
    }

    /// Where the first part begins; none where there is nothing.
    pub fn begin(&self) -> Option<i64> {
        (self.range.rows > 0).then_some(self.range.after)
    }

    /// The part after a row.
    pub fn part(&self, store: &Reader<'_>, after: i64) -> Result<ExportPart, StoreError> {
        let days = self.wanted.days;
        let rest = RowRange {
            after,
            ..self.range
        };
        let (rows, next) = match self.wanted.kind {
            ExportKind::Orders => {
                let orders = store.list_orders_of_days(days, rest, ORDERS)?;
                let next = next(&orders, ORDERS, |(id, _)| *id);
                let rows = orders.iter().map(|(_, it)| rows::order(it, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::Lines => {
                let orders = store.list_orders_of_days(days, rest, ORDERS)?;
                let next = next(&orders, ORDERS, |(id, _)| *id);
                let rows = orders
                    .iter()
                    .flat_map(|(_, order)| rows::lines(order, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::Payments => {
                let payments = store.list_payments_of_time(&self.time, rest, SMALL_ROWS)?;
                let next = next(&payments, SMALL_ROWS, |payment| payment.id);
                let rows = payments.iter().map(|it| rows::payment(it, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::Refunds => {
                let refunds = store.list_refunds_of_time(&self.time, rest, SMALL_ROWS)?;
                let next = next(&refunds, SMALL_ROWS, |refund| refund.id);
                let rows = refunds.iter().map(|it| rows::refund(it, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::Corrections => {
                let corrections = store.list_corrections_of_time(&self.time, rest, SMALL_ROWS)?;
                let next = next(&corrections, SMALL_ROWS, |correction| correction.id);
                let rows = corrections
                    .iter()
                    .map(|it| rows::correction(it, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::Claims => {
                let claims = store.list_claims_of_time(&self.time, rest, SMALL_ROWS)?;
                let next = next(&claims, SMALL_ROWS, |claim| claim.id);
                let rows = claims.iter().map(|it| rows::claim(it, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::Shifts => {
                let shifts = store.list_shifts_of_time(&self.time, rest, SMALL_ROWS)?;
                let next = next(&shifts, SMALL_ROWS, |shift| shift.id);
                let rows = shifts.iter().map(|it| shift_rows::shift(it, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::CashMoves => {
                let moves = store.list_cash_moves_of_time(&self.time, rest, SMALL_ROWS)?;
                let next = next(&moves, SMALL_ROWS, |each| each.moved.id);
                let rows = moves.iter().map(|it| shift_rows::cash_move(it, &self.zone));
                (rows.collect(), next)
            }
            ExportKind::Menu => (rows::menu(&store.menu()?), None),
            ExportKind::History(About::Orders) => {
                let orders = store.list_uids_of_days(days, rest, ORDERS)?;
                (
                    self.entries(store, &orders)?,
                    next(&orders, ORDERS, |it| it.0),
                )
            }
            ExportKind::History(about) => {
                let which = (scope(about), self.wanted.only.by.as_deref());
                let changes = store.list_changes_of_time(which, &self.time, rest, SMALL_ROWS)?;
                let next = next(&changes, SMALL_ROWS, |change| change.id);
                let entries = changes.into_iter().map(Into::into);
                let rows = entries.map(|entry| rows::entry(entry, &self.zone));
                (rows.collect(), next)
            }
        };
        Ok(self.made(rows, next))
    }

    fn entries(
        &self,
        store: &Reader<'_>,
        orders: &[(i64, crate::domain::OrderUid)],
    ) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        for (_, uid) in orders {
            let entries = store
                .wanted_entries_of_order(uid, &self.wanted.only)?
                .into_iter();
            rows.extend(entries.map(|entry| rows::entry(entry.into(), &self.zone)));
        }
        Ok(rows)
    }

    fn made(&self, rows: Vec<Row>, next: Option<i64>) -> ExportPart {
        let count = rows.len();
        let form: FileFormat = self.wanted.form;
        ExportPart {
            bytes: form.rows(self.language, self.columns(), rows).into(),
            rows: count,
            next,
        }
    }

    const fn columns(&self) -> &'static [&'static str] {
        match self.wanted.kind {
            ExportKind::Orders => &rows::ORDERS,
            ExportKind::Lines => &rows::LINES,
            ExportKind::Payments => &rows::PAYMENTS,
            ExportKind::Refunds => &rows::REFUNDS,
            ExportKind::Corrections => &rows::CORRECTIONS,
            ExportKind::Claims => &rows::CLAIMS,
            ExportKind::Shifts => &shift_rows::SHIFTS,
            ExportKind::CashMoves => &shift_rows::CASH_MOVES,
            ExportKind::Menu => &rows::MENU,
            ExportKind::History(_) => &rows::HISTORY,
        }
    }
}

/// Where the part after this one begins, if this one is as long as a part may be.
fn next<T>(rows: &[T], most: i64, id: impl Fn(&T) -> i64) -> Option<i64> {
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count >= most);
    rows.last().filter(|_| is_full).map(id)
}

const fn scope(about: About) -> Option<HistoryScope> {
    match about {
        About::HistoryScope(scope) => Some(scope),
        About::Everything | About::Orders => None,
    }
}
