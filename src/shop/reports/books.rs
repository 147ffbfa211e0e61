//! The general journal of business days that are over, as files for bookkeeping programs.
//!
//! A day that still goes on is left out: its entry would be another one tomorrow, under the same number.

mod jurnal;

use std::collections::HashMap;

use jiff::Timestamp;

use super::{FileFormat, day_of, each_day};
use crate::{
    domain::{
        BooksSettings, BusinessDay, DayReport, Days, DrawerMove, Language, Posting, Settings,
        drawer_entry, say,
    },
    shop::tabular::{Cell, Row},
    store::{Reader, StoreError},
};

/// In which form the books are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BooksFormat {
    /// The general journal.
    Journal(FileFormat),
    /// Sales invoices for Mekari Jurnal.
    Jurnal,
}

impl BooksFormat {
    /// Reads the word for it on the wire.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "jurnal" => Some(Self::Jurnal),
            word => FileFormat::parse(word).map(Self::Journal),
        }
    }

    /// What kind of file that is.
    pub const fn file(self) -> FileFormat {
        match self {
            Self::Journal(form) => form,
            Self::Jurnal => FileFormat::Csv,
        }
    }
}

/// By which Jurnal reads a file, whatever language the shop speaks: cells end at commas.
const JURNAL_READS: Language = Language::English;

/// The columns of the journal; `docs/openapi.yaml` describes them.
const COLUMNS: [&str; 8] = [
    "day",
    "entry",
    "account_code",
    "account",
    "debit",
    "credit",
    "about",
    "note",
];

/// A day, and the entry of its drawers.
#[derive(Debug, Clone)]
struct DayEntries {
    day: BusinessDay,
    report: DayReport,
    drawers: Vec<Posting>,
}

/// The entries of some days.
#[derive(Debug, Clone)]
pub struct Books {
    days: Vec<DayEntries>,
    accounts: BooksSettings,
    language: Language,
}

impl Books {
    /// Of these days those that have an entry `at` a moment: from that of the first order, or of the first
    /// drawer that was opened, to the last that is over; none where there are none.
    pub fn closed(
        store: &Reader<'_>,
        days: Days,
        at: Timestamp,
    ) -> Result<Option<Days>, StoreError> {
        let settings = store.settings()?;
        let today = day_of(store, &settings, at)?;
        let opened = store.first_opening()?.map(|at| day_at(at, &settings));
        let first = [store.first_day()?, opened].into_iter().flatten().min();
        let closed = first.map(|first| Days {
            from: days.from.max(first),
            to: days.to.min(today.days_before(1)),
        });
        Ok(closed.filter(|closed| closed.count() > 0))
    }

    /// Reads the entries of days that are over.
    pub fn read(store: &Reader<'_>, days: Option<Days>) -> Result<Self, StoreError> {
        let settings = store.settings()?;
        let mut each = Vec::new();
        if let Some(days) = days {
            let reports = each_day(store, &settings, days, days.to.next())?;
            let mut reports: HashMap<BusinessDay, DayReport> = reports.into_iter().collect();
            let mut drawers: HashMap<BusinessDay, Vec<DrawerMove>> = HashMap::new();
            let times = days.times(&settings.zone(), settings.day_cutoff_minutes);
            for (at, moved) in store.drawer_moves(&times)? {
                drawers
                    .entry(day_at(at, &settings))
                    .or_default()
                    .push(moved);
            }
            let mut day = days.from;
            while day <= days.to {
                each.push(DayEntries {
                    day,
                    report: reports.remove(&day).unwrap_or_default(),
                    drawers: drawer_entry(drawers.remove(&day).unwrap_or_default()),
                });
                day = day.next();
            }
        }
        Ok(Self {
            days: each,
            accounts: settings.books,
            language: settings.locale,
        })
    }

    /// From which day to which they are; none where there are none.
    pub fn days(&self) -> Option<Days> {
        let (first, last) = (self.days.first()?, self.days.last()?);
        Some(Days {
            from: first.day,
            to: last.day,
        })
    }

    /// Whether a browser could count every sum exactly.
    pub(super) fn fits(&self) -> bool {
        self.days.iter().all(|each| each.report.fits())
    }

    /// What such a file begins with.
    pub fn head(&self, form: BooksFormat) -> Vec<u8> {
        let form = match form {
            BooksFormat::Journal(form) => form,
            BooksFormat::Jurnal => {
                // Without a byte order mark, which would be part of the first column's name there.
                let names = jurnal::COLUMNS.iter().map(Cell::text).collect();
                return form
                    .file()
                    .rows(JURNAL_READS, &jurnal::COLUMNS, vec![names]);
            }
        };
        let word = |column: &&str| say(self.language, &format!("report.column.{column}"), &[]);
        let words: Vec<String> = COLUMNS.iter().map(word).collect();
        form.head(self.language, &words)
    }

    /// Its rows, as they follow one another, and how many there are.
    pub fn rows(&self, form: BooksFormat) -> (Vec<u8>, usize) {
        let days = self.days.iter();
        let (rows, columns, language): (Vec<Row>, &[&str], _) = match form {
            BooksFormat::Journal(form) => {
                let rows = days.flat_map(|each| {
                    let entry = entry_number(each.day);
                    let of_drawers = format!("{entry}-DRAWER");
                    let mut rows = self.journal(each.day, &entry, each.report.journal(), form);
                    rows.extend(self.journal(each.day, &of_drawers, each.drawers.clone(), form));
                    rows
                });
                (rows.collect(), &COLUMNS, self.language)
            }
            BooksFormat::Jurnal => {
                let rows = days.flat_map(|each| {
                    jurnal::rows(each.day, &each.report, &self.accounts, self.language)
                });
                (rows.collect(), &jurnal::COLUMNS, JURNAL_READS)
            }
        };
        let count = rows.len();
        (form.file().rows(language, columns, rows), count)
    }

    /// An entry of a day, a row for each posting.
    fn journal(
        &self,
        day: BusinessDay,
        entry: &str,
        postings: Vec<Posting>,
        form: FileFormat,
    ) -> Vec<Row> {
        postings
            .into_iter()
            .map(|posting| {
                let account = self.accounts.account(posting.account);
                let kind = posting.kind.as_str();
                let about = match form {
                    FileFormat::Json => kind.to_owned(),
                    FileFormat::Csv => say(self.language, &format!("books.{kind}"), &[]),
                };
                vec![
                    Cell::text(day),
                    Cell::text(entry),
                    Cell::Text(account.code),
                    Cell::Text(account.name),
                    Cell::Number(posting.debit),
                    Cell::Number(posting.credit),
                    Cell::Text(about),
                    Cell::maybe(posting.note),
                ]
            })
            .collect()
    }
}

/// The business day of a moment.
fn day_at(at: Timestamp, settings: &Settings) -> BusinessDay {
    BusinessDay::of(at, &settings.zone(), settings.day_cutoff_minutes)
}

/// The number of a day's entry, by which a bookkeeping program knows it again.
fn entry_number(day: BusinessDay) -> String {
    format!("SIAP-{day}")
}
