//! Printing: a worker for each printer sends what waits in the table of jobs, and the till hears how that goes.
//!
//! Jobs are rows that were written with the event that caused them, so there is no position to keep and nothing to
//! catch up with after a restart: what waits there is to be printed. A commit only wakes the workers
//! (docs/decisions/025-print-jobs-are-rows.md).

mod paper;
mod pictures;
mod printers;
mod queue;
mod report;
mod worker;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use serde::Serialize;
use tokio::{
    sync::watch,
    task::{AbortHandle, JoinSet},
};

pub(super) use paper::{encoded, letterhead};
pub use printers::{PrinterReport, TestResult};
pub use queue::{PrintRequest, QueuedJob};

use super::{Shop, ShopError, background::BackgroundTask, live::rooms::json, retry};
use crate::{
    domain::{PrintReason, Printer, PrinterState},
    printer::UsbPorts,
    store::{Committed, OpenCount},
};

/// The least time between two updates of the till.
const PACE: Duration = Duration::from_millis(250);
/// How long to wait where the database does not answer.
const AGAIN: Duration = Duration::from_secs(1);
const NOT_TAKEN_UP: &str = "print jobs that were interrupted could not be looked through";

/// What is known of the printers beyond their rows. Cloning is cheap; all clones are the same.
#[derive(Debug, Clone, Default)]
pub(super) struct PrintStatus(Arc<PrinterStates>);

#[derive(Debug)]
struct PrinterStates {
    ports: UsbPorts,
    /// Turns with each commit that printers or jobs are part of, and with each change of a state.
    changed: watch::Sender<()>,
    states: Mutex<BTreeMap<i64, StateOfPrinter>>,
    /// For the tills, as JSON.
    published: watch::Sender<Arc<str>>,
    /// Whether there was one since the shop was opened.
    had_printers: AtomicBool,
}

impl Default for PrinterStates {
    fn default() -> Self {
        Self {
            ports: UsbPorts::default(),
            changed: watch::Sender::new(()),
            states: Mutex::default(),
            published: watch::Sender::new(NO_PRINTERS.into()),
            had_printers: AtomicBool::new(false),
        }
    }
}

const NO_PRINTERS: &str = r#"{"printers":[]}"#;

/// What a printer does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StateOfPrinter {
    state: PrinterState,
    reason: Option<PrintReason>,
    /// Since when it has had this reason, or none.
    since: Timestamp,
}

/// A printer as the till receives it.
#[derive(Debug, Clone, Serialize)]
struct PrinterView {
    printer: i64,
    name: String,
    #[serde(flatten)]
    activity: Activity,
}

/// What a printer does, and what waits for it.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Activity {
    state: PrinterState,
    reason: Option<PrintReason>,
    since: Option<Timestamp>,
    waiting: i64,
    asks: i64,
}

impl PrintStatus {
    /// Hears commits, on the writer's thread.
    pub(super) fn listener(&self) -> impl Fn(&Committed) + Send + 'static {
        let known = self.0.clone();
        move |committed| {
            if let Committed::Printing | Committed::Gap = committed {
                known.changed.send_replace(());
            }
        }
    }

    /// What the tills receive, and every change of it.
    pub(super) fn updates(&self) -> watch::Receiver<Arc<str>> {
        let mut updates = self.0.published.subscribe();
        // A new receiver gets the present state, unless there never was a printer. One that was away may remember the
        // trouble of a printer that is gone.
        if self.0.had_printers.load(Ordering::Acquire) {
            updates.mark_changed();
        }
        updates
    }

    fn changes(&self) -> watch::Receiver<()> {
        self.0.changed.subscribe()
    }

    fn set(&self, printer: i64, state: PrinterState, reason: Option<PrintReason>, at: Timestamp) {
        let mut states = self.lock();
        let before = states.get(&printer);
        let since = match before {
            Some(before) if before.reason == reason => before.since,
            _ => at,
        };
        let now = StateOfPrinter {
            state,
            reason,
            since,
        };
        if before != Some(&now) {
            states.insert(printer, now);
            drop(states);
            self.0.changed.send_replace(());
        }
    }

    fn of(&self, printer: i64) -> Option<StateOfPrinter> {
        self.lock().get(&printer).copied()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<i64, StateOfPrinter>> {
        self.0.states.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn activity(&self, printer: i64, open: OpenCount) -> Activity {
        let now = self.of(printer);
        Activity {
            state: now.map_or(PrinterState::Ready, |now| now.state),
            reason: now.and_then(|now| now.reason),
            since: now.map(|now| now.since),
            waiting: open.waiting,
            asks: open.asks,
        }
    }
}

/// Keeps a worker for each printer and the tills informed, forever.
pub(super) async fn run(shop: &Shop) {
    retry::until_done(NOT_TAKEN_UP, || take_up(shop, None)).await;
    let mut changes = shop.printing.changes();
    // All of them end with this future.
    let mut set = JoinSet::new();
    let mut workers: HashMap<i64, AbortHandle> = HashMap::new();
    loop {
        changes.borrow_and_update();
        let printers = match published(shop).await {
            Ok(printers) => printers,
            Err(error) => {
                log::error!("it is not known which printers there are: {error}");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        };
        for id in printers {
            let before = workers.get(&id).map(AbortHandle::is_finished);
            if before == Some(false) {
                continue;
            }
            if before == Some(true) {
                // It panicked, perhaps in the middle of a job.
                retry::until_done(NOT_TAKEN_UP, || take_up(shop, Some(id))).await;
            }
            let shop = shop.clone();
            let worker = set.spawn(async move { worker::work(&shop, id).await });
            workers.insert(id, worker);
        }
        while set.try_join_next().is_some() {}
        tokio::time::sleep(PACE).await;
        if changes.changed().await.is_err() {
            return;
        }
    }
}

/// Publishes what the tills receive; answers which printers there are.
async fn published(shop: &Shop) -> Result<Vec<i64>, ShopError> {
    let _at_work = shop.background_tasks.at_work(BackgroundTask::Printing);
    let status = shop.printing.clone();
    let views = shop.store.read(move |store| {
        let printers = store.printers()?;
        let view = |printer: &Printer| {
            let open = store.count_open_print_jobs(printer.id)?;
            Ok::<_, ShopError>(PrinterView {
                printer: printer.id,
                name: printer.spec.name.clone(),
                activity: status.activity(printer.id, open),
            })
        };
        printers.iter().map(view).collect::<Result<Vec<_>, _>>()
    });
    let views = views.await?;
    let text: Arc<str> = json(&serde_json::json!({ "printers": views })).into();
    shop.printing.0.published.send_if_modified(|published| {
        let is_other = **published != *text;
        *published = text;
        is_other
    });
    if !views.is_empty() {
        shop.printing.0.had_printers.store(true, Ordering::Release);
    }
    Ok(views.iter().map(|view| view.printer).collect())
}

/// What was being sent, by one printer or by any, when the shop or the worker ended may have come out or not.
async fn take_up(shop: &Shop, printer: Option<i64>) -> Result<(), ShopError> {
    let at = shop.now();
    let cut_off = shop
        .store
        .read(move |store| Ok::<_, ShopError>(store.interrupted_print_jobs(printer)?));
    let cut_off = cut_off.await?;
    if cut_off.is_empty() {
        return Ok(());
    }
    shop.store
        .write(move |store| {
            for mut job in cut_off {
                let state = job.kind.after_interruption(job.repeats);
                job.repeats += 1;
                store.note_print_job(&job, state, Some(PrintReason::Stopped), at)?;
            }
            Ok(())
        })
        .await
}
