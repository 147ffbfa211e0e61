//! Which rows make up a file, and the parts in which they are read.

use std::ops::Range;

use bytes::Bytes;
use jiff::{Timestamp, tz::TimeZone};

use super::{Goods, Wanted, rows};
use crate::{
    domain::{Chapter, Language},
    shop::{
        About,
        tabular::{Form, Row},
    },
    store::{Reader, StoreError, Stretch},
};

/// Orders in a part. A longer one would hold up for milliseconds whoever needs the processor for an event.
const ORDERS: i64 = 100;
/// Payments or changes in a part.
const SMALL_ROWS: i64 = 500;

/// A file, before its rows are read.
#[derive(Debug, Clone)]
pub struct ExportPlan {
    wanted: Wanted,
    /// In which the owner's spreadsheet reads a file.
    language: Language,
    zone: TimeZone,
    time: Range<Timestamp>,
    stretch: Stretch,
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
    ///
    /// # Errors
    /// When the shop cannot be read.
    pub fn of(store: &Reader<'_>, wanted: Wanted) -> Result<Self, StoreError> {
        let settings = store.settings()?;
        let zone = settings.zone();
        let time = wanted.days.times(&zone, settings.day_cutoff_minutes);
        let stretch = match wanted.goods {
            Goods::Orders | Goods::Lines | Goods::History(About::Orders) => {
                store.orders_of_days(wanted.days)?
            }
            Goods::Payments => store.payments_of_time(&time)?,
            Goods::History(about) => store.changes_of_time(chapter(about), &time)?,
            Goods::Menu => Stretch {
                after: 0,
                last: 1,
                rows: rows::count_menu(&store.menu()?),
            },
        };
        let rows = match wanted.goods {
            Goods::Lines => store.count_lines(stretch)?,
            Goods::History(About::Orders) => store.count_deeds(stretch)?,
            Goods::Orders
            | Goods::Payments
            | Goods::Menu
            | Goods::History(About::Everything | About::Chapter(_)) => stretch.rows,
        };
        Ok(Self {
            wanted,
            language: settings.locale,
            zone,
            time,
            stretch,
            rows,
        })
    }

    /// How many rows there are.
    #[must_use]
    pub const fn rows(&self) -> i64 {
        self.rows
    }

    /// What the file begins with.
    #[must_use]
    pub fn head(&self) -> Bytes {
        self.wanted.form.head(self.language, self.columns()).into()
    }

    /// Where the first part begins; none where there is nothing.
    #[must_use]
    pub fn begin(&self) -> Option<i64> {
        (self.stretch.rows > 0).then_some(self.stretch.after)
    }

    /// The part after a row.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn part(&self, store: &Reader<'_>, after: i64) -> Result<ExportPart, StoreError> {
        let days = self.wanted.days;
        let rest = Stretch {
            after,
            ..self.stretch
        };
        let (rows, next) = match self.wanted.goods {
            Goods::Orders => {
                let orders = store.list_orders_of_days(days, rest, ORDERS)?;
                let next = next(&orders, ORDERS, |(id, _)| *id);
                let rows = orders.iter().map(|(_, it)| rows::order(it, &self.zone));
                (rows.collect(), next)
            }
            Goods::Lines => {
                let orders = store.list_orders_of_days(days, rest, ORDERS)?;
                let next = next(&orders, ORDERS, |(id, _)| *id);
                let rows = orders
                    .iter()
                    .flat_map(|(_, order)| rows::lines(order, &self.zone));
                (rows.collect(), next)
            }
            Goods::Payments => {
                let payments = store.list_payments_of_time(&self.time, rest, SMALL_ROWS)?;
                let next = next(&payments, SMALL_ROWS, |payment| payment.id);
                let rows = payments.iter().map(|it| rows::payment(it, &self.zone));
                (rows.collect(), next)
            }
            Goods::Menu => (rows::menu(&store.menu()?), None),
            Goods::History(About::Orders) => {
                let orders = store.list_uids_of_days(days, rest, ORDERS)?;
                (
                    self.deeds(store, &orders)?,
                    next(&orders, ORDERS, |it| it.0),
                )
            }
            Goods::History(about) => {
                let which = (chapter(about), &self.time);
                let changes = store.list_changes_of_time(which, rest, SMALL_ROWS)?;
                let next = next(&changes, SMALL_ROWS, |change| change.id);
                let entries = changes.into_iter().map(Into::into);
                let rows = entries.map(|entry| rows::entry(entry, &self.zone));
                (rows.collect(), next)
            }
        };
        Ok(self.made(rows, next))
    }

    fn deeds(
        &self,
        store: &Reader<'_>,
        orders: &[(i64, crate::domain::OrderUid)],
    ) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        for (_, uid) in orders {
            let deeds = store.deeds_of_order(uid)?.into_iter();
            rows.extend(deeds.map(|deed| rows::entry(deed.into(), &self.zone)));
        }
        Ok(rows)
    }

    fn made(&self, rows: Vec<Row>, next: Option<i64>) -> ExportPart {
        let count = rows.len();
        let form: Form = self.wanted.form;
        ExportPart {
            bytes: form.rows(self.language, self.columns(), rows).into(),
            rows: count,
            next,
        }
    }

    const fn columns(&self) -> &'static [&'static str] {
        match self.wanted.goods {
            Goods::Orders => &rows::ORDERS,
            Goods::Lines => &rows::LINES,
            Goods::Payments => &rows::PAYMENTS,
            Goods::Menu => &rows::MENU,
            Goods::History(_) => &rows::HISTORY,
        }
    }
}

/// Where the part after this one begins, if this one is as long as a part may be.
fn next<T>(rows: &[T], most: i64, id: impl Fn(&T) -> i64) -> Option<i64> {
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count >= most);
    rows.last().filter(|_| is_full).map(id)
}

const fn chapter(about: About) -> Option<Chapter> {
    match about {
        About::Chapter(chapter) => Some(chapter),
        About::Everything | About::Orders => None,
    }
}
