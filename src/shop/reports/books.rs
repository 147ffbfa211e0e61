//! The general journal of business days that are over, as files for bookkeeping programs.
//!
//! A day that still goes on is left out: its entry would be another one tomorrow, under the same number.

use jiff::Timestamp;

use super::{FileFormat, day_of, each_day};
use crate::{
    domain::{BooksSettings, BusinessDay, DayReport, Days, Language, say},
    shop::tabular::{Cell, Row},
    store::{Reader, StoreError},
};

/// The columns of the journal; `docs/openapi.yaml` describes them.
const COLUMNS: [&str; 7] = [
    "day",
    "entry",
    "account_code",
    "account",
    "debit",
    "credit",
    "about",
];

/// The entries of some days.
#[derive(Debug, Clone)]
pub struct Books {
    days: Vec<(BusinessDay, DayReport)>,
    accounts: BooksSettings,
    language: Language,
}

impl Books {
    /// Of these days those that have an entry `at` a moment: from that of the first order to the last that is over;
    /// none where there are none.
    pub fn closed(
        store: &Reader<'_>,
        days: Days,
        at: Timestamp,
    ) -> Result<Option<Days>, StoreError> {
        let today = day_of(store, &store.settings()?, at)?;
        let closed = store.first_day()?.map(|first| Days {
            from: days.from.max(first),
            to: days.to.min(today.days_before(1)),
        });
        Ok(closed.filter(|closed| closed.count() > 0))
    }

    /// Reads the entries of days that are over.
    pub fn read(store: &Reader<'_>, days: Option<Days>) -> Result<Self, StoreError> {
        let settings = store.settings()?;
        let days = match days {
            Some(days) => each_day(store, &settings, days, days.to.next())?,
            None => Vec::new(),
        };
        Ok(Self {
            days,
            accounts: settings.books,
            language: settings.locale,
        })
    }

    /// Whether a browser could count every sum exactly.
    pub(super) fn fits(&self) -> bool {
        self.days.iter().all(|(_, report)| report.fits())
    }

    /// What such a file begins with.
    pub fn head(&self, form: FileFormat) -> Vec<u8> {
        let word = |column: &&str| say(self.language, &format!("report.column.{column}"), &[]);
        let words: Vec<String> = COLUMNS.iter().map(word).collect();
        form.head(self.language, &words)
    }

    /// Its rows, as they follow one another, and how many there are.
    pub fn rows(&self, form: FileFormat) -> (Vec<u8>, usize) {
        let mut rows: Vec<Row> = Vec::new();
        for (day, report) in &self.days {
            for posting in report.journal() {
                let account = self.accounts.account(posting.kind.account());
                let about = match form {
                    FileFormat::Json => posting.kind.as_str().to_owned(),
                    FileFormat::Csv => say(
                        self.language,
                        &format!("books.{}", posting.kind.as_str()),
                        &[],
                    ),
                };
                rows.push(vec![
                    Cell::text(day),
                    Cell::Text(entry_number(*day)),
                    Cell::Text(account.code),
                    Cell::Text(account.name),
                    Cell::Number(posting.debit),
                    Cell::Number(posting.credit),
                    Cell::Text(about),
                ]);
            }
        }
        let count = rows.len();
        (form.rows(self.language, &COLUMNS, rows), count)
    }
}

/// The number of a day's entry, by which a bookkeeping program knows it again.
fn entry_number(day: BusinessDay) -> String {
    format!("SIAP-{day}")
}
