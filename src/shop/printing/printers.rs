//! Printers: set up, changed, tried out, searched for and retired by the owner.

use std::time::Duration;

use serde::Serialize;
use tokio::time::timeout;

use super::{Activity, queue};
use crate::{
    domain::{
        Change, JobKind, JobState, MOST_PRINTERS, PrintReason, Printer, PrinterSpec, PrintingError,
        Staff, Subject, text,
    },
    lan,
    printer::{self, Found, InvalidAddress, PrinterAddress},
    shop::{Printers, ShopError},
    store::{NewJob, Reader},
};

/// How long a test page may take: to connect, to print, and to say so.
const TEST: Duration = Duration::from_secs(30);

/// A printer with what is known of it now.
#[derive(Debug, Clone, Serialize)]
pub struct PrinterReport {
    #[serde(flatten)]
    printer: Printer,
    #[serde(flatten)]
    now: Activity,
}

/// What came of a test page.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TestResult {
    /// `confirmed`, `sent`, `dropped`, or `waiting` where other jobs are before it.
    pub state: JobState,
    /// Why it was not printed.
    pub reason: Option<PrintReason>,
}

impl Printers {
    /// The printers there are, and how each is.
    pub async fn list(&self) -> Result<Vec<PrinterReport>, ShopError> {
        let status = self.0.printing.clone();
        self.0
            .store
            .read(move |store| {
                let report = |printer: Printer| {
                    let open = store.count_open_print_jobs(printer.id)?;
                    let now = status.activity(printer.id, open);
                    Ok(PrinterReport { printer, now })
                };
                store.printers()?.into_iter().map(report).collect()
            })
            .await
    }

    /// Sets a printer up; its number.
    ///
    /// # Errors
    /// When it cannot be like that, is outside of the shop's network, or another one has its name.
    pub async fn add(&self, by: &Staff, spec: PrinterSpec) -> Result<i64, ShopError> {
        let (by, at, spec) = (by.name.clone(), self.0.now(), fit(spec)?);
        self.0
            .store
            .write(move |store| {
                if store.printers()?.len() >= MOST_PRINTERS {
                    return Err(PrintingError::TooManyPrinters.into());
                }
                refuse_taken(store, &spec, None)?;
                let id = store.insert_printer(&spec)?;
                let change = change(id, &spec.name, "added", None);
                store.insert_change(&change, &by, at)?;
                Ok(id)
            })
            .await
    }

    /// Changes a printer, or puts another one in its place. What waits for it is printed as it is then.
    ///
    /// # Errors
    /// As [`Printers::add`], and when there is none of that number.
    pub async fn change(&self, by: &Staff, id: i64, spec: PrinterSpec) -> Result<(), ShopError> {
        let (by, at, spec) = (by.name.clone(), self.0.now(), fit(spec)?);
        self.0
            .store
            .write(move |store| {
                let before = store.printer(id)?.ok_or(ShopError::PrinterNotFound)?;
                if before.spec == spec {
                    return Ok(());
                }
                refuse_taken(store, &spec, Some(id))?;
                store.update_printer(id, &spec)?;
                let is_elsewhere = before.spec.address != spec.address;
                let places = is_elsewhere.then_some((before.spec.address, spec.address));
                let change = change(id, &spec.name, "changed", places);
                Ok(store.insert_change(&change, &by, at)?)
            })
            .await
    }

    /// Retires a printer. What waits for it goes over to another one, or is dropped.
    ///
    /// # Errors
    /// When there is none of that number, it is printing, or its jobs wait and it was not said what becomes of them.
    pub async fn retire(
        &self,
        by: &Staff,
        id: i64,
        jobs_to: Option<i64>,
        drops_jobs: bool,
    ) -> Result<(), ShopError> {
        let (by, at) = (by.name.clone(), self.0.now());
        self.0
            .store
            .write(move |store| {
                let printer = store.printer(id)?.ok_or(ShopError::PrinterNotFound)?;
                let jobs = store.open_print_jobs_of(id)?;
                let to = match jobs_to {
                    Some(to) if to == id => return Err(ShopError::PrinterNotFound),
                    Some(to) => Some(store.printer(to)?.ok_or(ShopError::PrinterNotFound)?.id),
                    None => None,
                };
                let is_said = to.is_some() || drops_jobs;
                // What is being sent has its end in some seconds: where that is a failure, it waits here again.
                if jobs
                    .iter()
                    .any(|job| !is_said || !job.state.can_be_decided())
                {
                    return Err(PrintingError::PrinterHasJobs.into());
                }
                for job in jobs {
                    match to {
                        Some(to) => queue::move_job(store, &job, to, at)?,
                        None => queue::drop_job(store, &job, &by, at)?,
                    }
                }
                store.retire_printer(id, at)?;
                let change = change(id, &printer.spec.name, "retired", None);
                Ok(store.insert_change(&change, &by, at)?)
            })
            .await
    }

    /// Prints a test page and waits for what comes of it, up to 30 seconds.
    ///
    /// # Errors
    /// When there is no printer of that number.
    pub async fn test(&self, by: &Staff, id: i64) -> Result<TestResult, ShopError> {
        let (by, at) = (by.name.clone(), self.0.now());
        let mut changes = self.0.printing.changes();
        let written = self.0.store.write(move |store| {
            store.printer(id)?.ok_or(ShopError::PrinterNotFound)?;
            let page = NewJob::of_no_order(id, JobKind::Test, by);
            Ok::<_, ShopError>(store.insert_print_job(&page, at)?)
        });
        let job = written.await?;
        let ended = async {
            loop {
                changes.borrow_and_update();
                let read = self.0.store.read(move |store| {
                    let found = store.print_job(job)?;
                    Ok::<_, ShopError>(found)
                });
                match read.await {
                    Ok(Some(job)) if job.state.is_under_way() => {}
                    found => return found,
                }
                // The sender lives as long as the shop.
                let _ = changes.changed().await;
            }
        };
        let waiting = TestResult {
            state: JobState::Waiting,
            reason: None,
        };
        match timeout(TEST, ended).await {
            Ok(found) => Ok(found?.map_or(waiting, |job| TestResult {
                state: job.state,
                reason: job.reason,
            })),
            Err(_) => Ok(waiting),
        }
    }

    /// Looks for printers in the shop's own network and at this computer, some seconds long.
    pub async fn search(&self) -> Found {
        let interfaces = lan::ranked(lan::interfaces(), lan::AddressPreference::default());
        printer::search(&interfaces, &self.0.printing.0.ports).await
    }
}

/// The printer as it is kept: its address is spelled in one way.
fn fit(spec: PrinterSpec) -> Result<PrinterSpec, PrintingError> {
    let spec = spec.checked()?;
    let place = PrinterAddress::parse(spec.way, &spec.address).map_err(|unfit| match unfit {
        InvalidAddress::Unreadable => PrintingError::UnfitPrinter { field: "address" },
        InvalidAddress::Foreign => PrintingError::PrinterElsewhere,
    })?;
    Ok(PrinterSpec {
        address: place.to_string(),
        ..spec
    })
}

fn refuse_taken(
    store: &Reader<'_>,
    spec: &PrinterSpec,
    itself: Option<i64>,
) -> Result<(), ShopError> {
    let key = text::key(&spec.name);
    let printers = store.printers()?.into_iter();
    let mut others = printers.filter(|other| Some(other.id) != itself);
    if others.any(|other| text::key(&other.spec.name) == key) {
        return Err(PrintingError::PrinterNameTaken.into());
    }
    Ok(())
}

fn change(id: i64, name: &str, field: &str, places: Option<(String, String)>) -> Change {
    let (before, after) = places.unzip();
    Change {
        subject: Subject::Printer,
        subject_id: id,
        name: name.to_owned(),
        field: field.to_owned(),
        before,
        after,
    }
}
