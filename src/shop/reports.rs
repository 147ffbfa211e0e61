//! Reports of business days: the kept sums of those that are over, and live sums of the others.
//!
//! A report reads on the connections that only read, and holds up no order. The sums of a day are kept once it is over;
//! where they are missing or of other times, because the cut-off was changed, the day is added up from its orders.

mod books;
mod closing;
mod table;

use std::{collections::HashMap, ops::Range};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Map, Value, json};

pub use books::{Books, BooksFormat};
pub(super) use closing::{DayClosing, run};

use super::{FileFormat, Reports, ShopError, orders::day_of, tabular::Cell};
use crate::{
    domain::{
        BusinessDay, DayReport, Days, Language, Money, OrdersAndMoney, Refusal, ReportTable,
        Settings, TaxSettings,
    },
    store::{DayTotals, MenuNames, Reader, StoreError},
};

/// Weeks that a day is held against.
const WEEKS: i64 = 4;

/// What the same weekday usually brings, by the last four weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeekdayAverage {
    /// On how many of these days something came in.
    pub days: i64,
    /// What stayed of that on average, in rupiah.
    pub received: i64,
    /// And by this time of the day.
    pub received_by_now: i64,
}

/// The sums of a span, with what they are held against.
#[derive(Debug, Clone)]
pub struct Report {
    days: Days,
    is_over: bool,
    sum: DayReport,
    by_day: Vec<(BusinessDay, DayReport)>,
    before: Option<(Days, DayReport)>,
    usual: Option<WeekdayAverage>,
    partly_paid: OrdersAndMoney,
    /// The rate of the tax on food and drink as it is now, in basis points.
    restaurant_tax_bp: i64,
    /// By which numbers the tax office knows the shop.
    tax: TaxSettings,
    names: MenuNames,
    /// In which the owner's spreadsheet reads a file.
    language: Language,
    seq: i64,
}

impl Reports {
    /// The report of some days.
    ///
    /// # Errors
    /// When it cannot be read, its days are not added up yet, or a browser could not count a sum exactly.
    pub async fn of(&self, days: Days) -> Result<Report, ShopError> {
        self.prepared(days).await?;
        let at = self.0.clock.now();
        let report = self
            .0
            .store
            .read(move |store| Ok::<_, ShopError>(Report::read(store, days, at)?))
            .await?;
        if report.sum.fits() {
            Ok(report)
        } else {
            Err(Refusal::SumTooLarge.into())
        }
    }

    /// The general journal of those of these days that are over.
    ///
    /// # Errors
    /// When it cannot be read, its days are not added up yet, or a browser could not count a sum exactly.
    pub async fn books(&self, days: Days) -> Result<Books, ShopError> {
        self.prepared(days).await?;
        let at = self.0.clock.now();
        let read = move |store: &Reader<'_>| {
            let closed = Books::closed(store, days, at)?;
            Ok::<_, ShopError>(Books::read(store, closed)?)
        };
        let books = self.0.store.read(read).await?;
        if books.fits() {
            Ok(books)
        } else {
            Err(Refusal::SumTooLarge.into())
        }
    }
}

/// A day as its orders are now.
fn live(
    store: &Reader<'_>,
    settings: &Settings,
    day: BusinessDay,
) -> Result<DayTotals, StoreError> {
    let zone = settings.zone();
    let times = Days { from: day, to: day }.times(&zone, settings.day_cutoff_minutes);
    let facts = store.day_facts(day, times.clone(), zone)?;
    Ok(DayTotals {
        day,
        times,
        report: facts.report(),
    })
}

/// The sums of each day of a span that can have any, up to `today`.
fn each_day(
    store: &Reader<'_>,
    settings: &Settings,
    days: Days,
    today: BusinessDay,
) -> Result<Vec<(BusinessDay, DayReport)>, StoreError> {
    let Some(first) = store.first_day()? else {
        return Ok(Vec::new());
    };
    let (mut day, last) = (days.from.max(first), days.to.min(today));
    let kept = store
        .day_totals(Days {
            from: day,
            to: last,
        })?
        .into_iter();
    let mut kept: HashMap<BusinessDay, DayTotals> = kept.map(|kept| (kept.day, kept)).collect();
    let mut each = Vec::new();
    while day <= last {
        let times =
            Days { from: day, to: day }.times(&settings.zone(), settings.day_cutoff_minutes);
        let kept = kept.remove(&day);
        let kept = kept.filter(|kept| kept.times == times && day < today);
        let totals = match kept {
            Some(kept) => kept,
            None => live(store, settings, day)?,
        };
        each.push((day, totals.report));
        day = day.next();
    }
    Ok(each)
}

fn sum(days: &[(BusinessDay, DayReport)]) -> DayReport {
    let mut sum = DayReport::default();
    for (_, day) in days {
        sum.add(day);
    }
    sum
}

impl Report {
    /// Reads the report of some days as it is `at` a moment.
    pub fn read(store: &Reader<'_>, days: Days, at: Timestamp) -> Result<Self, StoreError> {
        let settings = store.settings()?;
        let today = day_of(store, &settings, at)?;
        let by_day = each_day(store, &settings, days, today)?;
        let before = days.before();
        let held_against = sum(&each_day(store, &settings, before, today)?);
        Ok(Self {
            days,
            is_over: days.to < today,
            sum: sum(&by_day),
            by_day,
            before: (held_against != DayReport::default()).then_some((before, held_against)),
            usual: usual(store, &settings, days, at)?,
            partly_paid: store.partly_paid()?,
            restaurant_tax_bp: settings.bill.restaurant_tax_bp,
            tax: settings.tax,
            names: store.menu_names()?,
            language: settings.locale,
            seq: store.newest_seq()?,
        })
    }

    /// As it is sent, with names in `language`.
    pub fn view(&self, language: Language) -> Map<String, Value> {
        let mut view = Map::new();
        let mut put = |key: &str, value: Value| view.insert(key.to_owned(), value);
        put("from", json!(self.days.from));
        put("to", json!(self.days.to));
        put("is_over", json!(self.is_over));
        for table in ReportTable::ALL {
            let rows = table::json(*table, &self.sum, self, language);
            let value = if *table == ReportTable::Sales {
                rows.into_iter().next().unwrap_or_default()
            } else {
                Value::Array(rows)
            };
            put(table.as_str(), value);
        }
        put("difference", json!(self.sum.sales.difference()));
        put("misfits", json!(self.sum.misfits));
        put("partly_paid", json!(self.partly_paid));
        put("restaurant_tax_bp", json!(self.restaurant_tax_bp));
        put("npwpd", json!(self.tax.npwpd));
        put("nopd", json!(self.tax.nopd));
        put("usual", json!(self.usual));
        let before = self.before.as_ref().map(|(days, sum)| {
            let rows = |table| table::json(table, sum, self, language);
            json!({
                "from": days.from,
                "to": days.to,
                "sales": rows(ReportTable::Sales).into_iter().next(),
                "hours": rows(ReportTable::Hours),
            })
        });
        put("before", json!(before));
        put("seq", json!(self.seq));
        view
    }

    /// One of its tables as a file, and how many rows it has. `say` gives the word for a column or a value, in the
    /// shop's language.
    pub fn file(
        &self,
        table: ReportTable,
        form: FileFormat,
        say: impl Fn(Language, &str) -> String,
    ) -> (Vec<u8>, usize) {
        let columns = table::columns(table);
        let rows = table::rows(table, &self.sum, self, self.language);
        let count = rows.len();
        let bytes = match form {
            FileFormat::Json => form.rows(self.language, columns, rows),
            FileFormat::Csv => {
                let word = |column: &&str| say(self.language, &format!("report.column.{column}"));
                let numbers = self.tax_numbers(table);
                let names = numbers.iter().map(|(column, _)| column);
                let words: Vec<String> = columns.iter().chain(names).map(word).collect();
                let mut file = form.head(self.language, &words);
                let rows = rows.into_iter().map(|row| {
                    let mut row = table::for_people(columns, row, self.language);
                    row.extend(numbers.iter().map(|(_, number)| Cell::text(number)));
                    row
                });
                file.extend(form.rows(self.language, columns, rows.collect()));
                file
            }
        };
        (bytes, count)
    }

    /// What stands in each row of the days, which are the tax office's file: whose they are.
    fn tax_numbers(&self, table: ReportTable) -> Vec<(&'static str, &str)> {
        if table == ReportTable::Days {
            vec![("npwpd", &self.tax.npwpd), ("nopd", &self.tax.nopd)]
        } else {
            Vec::new()
        }
    }

    /// The rows of one of its tables, each cell with its column.
    pub fn figures(&self, table: ReportTable) -> Vec<Vec<(&'static str, Value)>> {
        let rows = table::rows(table, &self.sum, self, self.language).into_iter();
        let columns = table::columns(table).iter().copied();
        rows.map(|row| {
            columns
                .clone()
                .zip(row.iter().map(|cell| json!(cell)))
                .collect()
        })
        .collect()
    }

    /// The shop's language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// All of it, in sums.
    pub const fn sum(&self) -> &DayReport {
        &self.sum
    }
}

/// What the weekday of one day usually brings, and brings by this time.
fn usual(
    store: &Reader<'_>,
    settings: &Settings,
    days: Days,
    at: Timestamp,
) -> Result<Option<WeekdayAverage>, StoreError> {
    if days.from != days.to {
        return Ok(None);
    }
    let times = |days: Days| days.times(&settings.zone(), settings.day_cutoff_minutes);
    let of_day = times(days);
    let so_far = at
        .clamp(of_day.start, of_day.end)
        .duration_since(of_day.start);
    let received = |time: Range<Timestamp>| -> Result<i64, StoreError> {
        let takings = store.takings(time.start, time.end)?.into_iter();
        Ok(takings
            .map(|it| it.received.amount() + it.corrected.amount() - it.given_back.amount())
            .sum())
    };
    let (mut found, mut all, mut by_now) = (0, 0, 0);
    for week in 1..=WEEKS {
        let day = days.from.days_before(week * 7);
        let day = Days { from: day, to: day };
        let times = times(day);
        let until = (times.start + so_far).min(times.end);
        let kept = store.day_totals(day)?.pop();
        let kept = kept.filter(|kept| kept.times == times);
        let whole = match &kept {
            Some(kept) => kept.report.sales.kept(),
            None => received(times.clone())?,
        };
        if whole != 0 {
            found += 1;
            all += whole;
            by_now += if until == times.end {
                whole
            } else {
                // What its hours say of it is not added up again from its payments.
                let (hours, rest) = kept.map_or((0, times.start), |kept| {
                    kept_hours(&kept, settings.day_cutoff_minutes, until)
                });
                hours + received(rest..until)?
            };
        }
    }
    Ok((found > 0).then(|| WeekdayAverage {
        days: found,
        received: all / found,
        received_by_now: by_now / found,
    }))
}

/// What stayed in the hours of a kept day that were over at a moment, and when the last of these ended; none where the
/// hours of the day are not those of the clock, as when that is set.
fn kept_hours(kept: &DayTotals, cutoff: i64, until: Timestamp) -> (i64, Timestamp) {
    let Range { start, end } = kept.times;
    let (hour, day) = (
        SignedDuration::from_hours(1),
        SignedDuration::from_hours(24),
    );
    if cutoff % 60 != 0 || end.duration_since(start) != day {
        return (0, start);
    }
    let over = until.duration_since(start).as_hours();
    let hours = (0..over).map(|past| kept.report.kept_in_hour((cutoff / 60 + past) % 24));
    (hours.sum(), start + hour * i32::try_from(over).unwrap_or(0))
}

/// `amount / count`, to the nearest rupiah; none of nothing.
fn mean(amount: i64, count: i64) -> Option<Money> {
    let sum = amount.checked_add(count / 2)?;
    Some(Money::new(sum.checked_div_euclid(count)?))
}
