//! The worker of one printer: sends its jobs one after another, the oldest first, and notes what became of each.
//!
//! Nothing waits for it: no order, no request, no other printer. That a job is being sent is durable before its first
//! byte leaves, so that after a death of the program it is known which one may have come out.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout_at};

use super::{AGAIN, PACE, paper};
use crate::{
    domain::{Due, JobKind, JobState, PrintJob, PrintReason, Printer, PrinterState, due},
    printer::{Line, PrinterAddress},
    shop::{Shop, ShopError, retry},
    store::Writer,
};

/// How long to wait after the first failure, the second, and so on; the last forever.
const PAUSES: [Duration; 5] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(30),
];
/// How often a printer with an error is asked again: a person may just be putting paper in.
const LOOK: Duration = Duration::from_secs(2);

/// The result of a job that was tried.
enum Outcome {
    /// It has its end; the next one.
    Done,
    /// It waits still, or waits again.
    Held(PrintReason),
}

/// Sends the jobs of a printer until that is gone.
pub(super) async fn work(shop: &Shop, id: i64) {
    let mut changes = shop.printing.changes();
    let mut failures = 0;
    loop {
        changes.borrow_and_update();
        let next = next(shop, id).await;
        let (printer, job) = match next {
            Ok(None) => return,
            Ok(Some((_, None))) => {
                failures = 0;
                if changes.changed().await.is_err() {
                    return;
                }
                continue;
            }
            Ok(Some((printer, Some(job)))) => (printer, job),
            Err(error) => {
                log::error!("the jobs of printer {id} could not be read: {error}");
                sleep(AGAIN).await;
                continue;
            }
        };
        let taken_up = (printer.spec.clone(), job.id, job.wanted_at);
        match take_up(shop, &printer, job).await {
            Ok(Outcome::Done) => failures = 0,
            Ok(Outcome::Held(reason)) => {
                let pause = pause_after(reason, failures);
                failures += 1;
                let until = Instant::now() + pause;
                // Something more urgent, a person has asked for it again, or the printer was set up otherwise.
                while let Ok(Ok(())) = timeout_at(until, changes.changed()).await {
                    // In a rush every order is such a change, and none of them concerns a printer that is off.
                    sleep(PACE).await;
                    changes.borrow_and_update();
                    let now = self::next(shop, id).await;
                    let now = now.ok().flatten();
                    let now = now.and_then(|(it, job)| Some((it.spec, job?)));
                    if now.map(|(spec, job)| (spec, job.id, job.wanted_at))
                        != Some(taken_up.clone())
                    {
                        break;
                    }
                }
            }
            Err(error) => {
                log::error!("a job of printer {id} could not be taken up: {error}");
                sleep(AGAIN).await;
            }
        }
    }
}

fn pause_after(reason: PrintReason, failures: usize) -> Duration {
    match reason {
        PrintReason::NoPaper | PrintReason::CoverOpen | PrintReason::Offline => LOOK,
        PrintReason::Unreachable
        | PrintReason::Silent
        | PrintReason::Interrupted
        | PrintReason::Stopped
        | PrintReason::NotPermitted
        | PrintReason::Taken
        | PrintReason::TooLate
        | PrintReason::OrderOver
        | PrintReason::Gone
        | PrintReason::Decided => PAUSES[failures.min(PAUSES.len() - 1)],
    }
}

/// The printer as it is set up now, and its next job; none if the printer is gone.
async fn next(shop: &Shop, id: i64) -> Result<Option<(Printer, Option<PrintJob>)>, ShopError> {
    let read = shop.store.read(move |store| {
        let Some(printer) = store.printer(id)? else {
            return Ok::<_, ShopError>(None);
        };
        Ok(Some((printer, store.next_print_job(id)?)))
    });
    read.await
}

async fn take_up(shop: &Shop, printer: &Printer, job: PrintJob) -> Result<Outcome, ShopError> {
    let (now, asked) = (shop.now(), job.clone());
    let is_over = shop
        .store
        .read(move |store| Ok::<_, ShopError>(store.is_order_of_print_job_over(&asked)?));
    match due(&job, is_over.await?, now) {
        Due::Drop(reason) => {
            note(shop, &job, JobState::Dropped, Some(reason)).await;
            Ok(Outcome::Done)
        }
        Due::Ask(reason) => {
            note(shop, &job, JobState::Failed, Some(reason)).await;
            Ok(Outcome::Done)
        }
        Due::Print { is_late } => print(shop, printer, job, is_late).await,
    }
}

async fn print(
    shop: &Shop,
    printer: &Printer,
    job: PrintJob,
    is_late: bool,
) -> Result<Outcome, ShopError> {
    let (of_shop, of_printer, of_job) = (shop.clone(), printer.clone(), job.clone());
    let made = shop
        .store
        .read(move |store| paper::bytes_of(&of_shop, store, (&of_job, &of_printer), is_late));
    let Some(bytes) = made.await? else {
        note(shop, &job, JobState::Dropped, Some(PrintReason::Gone)).await;
        return Ok(Outcome::Done);
    };
    let (mut line, says) = match opened(shop, printer, job.kind).await {
        Ok(opened) => opened,
        Err(reason) => return held(shop, printer, &job, reason).await,
    };
    let claimed = job.clone();
    let claim = shop
        .store
        .write(move |store| Ok::<_, ShopError>(store.claim_print_job(&claimed)?));
    if !claim.await? {
        // A person has decided otherwise meanwhile.
        return Ok(Outcome::Done);
    }
    set(shop, printer, PrinterState::Printing, None);
    if let Err(error) = line.send(&bytes).await {
        if error.has_begun {
            return interrupted(shop, printer, job, PrintReason::Interrupted).await;
        }
        note(shop, &job, JobState::Waiting, None).await;
        return held(shop, printer, &job, PrintReason::Unreachable).await;
    }
    if !says || job.kind == JobKind::Drawer {
        if !line.close().await {
            return interrupted(shop, printer, job, PrintReason::Interrupted).await;
        }
        if !says {
            learn(shop, printer, false).await;
        }
        return done(shop, printer, &job, JobState::Sent).await;
    }
    match line.wait_until_printed().await {
        Ok(true) => {
            line.close().await;
            learn(shop, printer, true).await;
            done(shop, printer, &job, JobState::Confirmed).await
        }
        // It always says it, and does not now: it ran out of paper in the middle, perhaps.
        Ok(false) if printer.answers == Some(true) && job.kind != JobKind::Test => {
            let reason = line.ask().await.err().unwrap_or(PrintReason::Silent);
            interrupted(shop, printer, job, reason).await
        }
        Ok(false) => {
            if let Err(reason) = line.ask().await {
                return interrupted(shop, printer, job, reason).await;
            }
            if !line.close().await {
                return interrupted(shop, printer, job, PrintReason::Interrupted).await;
            }
            learn(shop, printer, false).await;
            done(shop, printer, &job, JobState::Sent).await
        }
        Err(_) => interrupted(shop, printer, job, PrintReason::Interrupted).await,
    }
}

/// An open printer that can print, and whether it says how it is. What was learned of it is doubted when it is tried
/// out.
async fn opened(
    shop: &Shop,
    printer: &Printer,
    kind: JobKind,
) -> Result<(Line, bool), PrintReason> {
    let known = printer.answers.filter(|_| kind != JobKind::Test);
    let place = PrinterAddress::parse(printer.spec.way, &printer.spec.address);
    let place = place.map_err(|_| PrintReason::Unreachable)?;
    let mut line = Line::open(&place, &shop.printing.0.ports).await?;
    if known == Some(false) {
        return Ok((line, false));
    }
    let says = line.ask().await?;
    if !says && known == Some(true) {
        return Err(PrintReason::Silent);
    }
    Ok((line, says))
}

/// Notes whether a printer says how it is and when a job is done; only one that does both is waited for. Where that
/// cannot be noted it is learned again at the next job.
async fn learn(shop: &Shop, printer: &Printer, answers: bool) {
    if printer.answers == Some(answers) {
        return;
    }
    let id = printer.id;
    let note = move |store: &mut Writer<'_>| Ok::<_, ShopError>(store.note_answers(id, answers)?);
    if let Err(error) = shop.store.write(note).await {
        log::error!("what printer {id} answers could not be noted: {error}");
    }
}

/// A job that could not be begun. Who tries a printer out waits in front of it, and wants to know now.
async fn held(
    shop: &Shop,
    printer: &Printer,
    job: &PrintJob,
    reason: PrintReason,
) -> Result<Outcome, ShopError> {
    set(shop, printer, PrinterState::Trouble, Some(reason));
    if job.kind == JobKind::Test {
        note(shop, job, JobState::Dropped, Some(reason)).await;
        return Ok(Outcome::Done);
    }
    Ok(Outcome::Held(reason))
}

/// A job of which some may have come out.
async fn interrupted(
    shop: &Shop,
    printer: &Printer,
    mut job: PrintJob,
    reason: PrintReason,
) -> Result<Outcome, ShopError> {
    let state = job.kind.after_interruption(job.repeats);
    job.repeats += 1;
    note(shop, &job, state, Some(reason)).await;
    set(shop, printer, PrinterState::Trouble, Some(reason));
    Ok(Outcome::Held(reason))
}

async fn done(
    shop: &Shop,
    printer: &Printer,
    job: &PrintJob,
    state: JobState,
) -> Result<Outcome, ShopError> {
    note(shop, job, state, None).await;
    set(shop, printer, PrinterState::Ready, None);
    Ok(Outcome::Done)
}

fn set(shop: &Shop, printer: &Printer, state: PrinterState, reason: Option<PrintReason>) {
    shop.printing.set(printer.id, state, reason, shop.now());
}

/// Stores the result of a job. Until it is stored no other job of this printer is started.
async fn note(shop: &Shop, job: &PrintJob, state: JobState, reason: Option<PrintReason>) {
    let what = "what became of a print job could not be noted";
    retry::until_done(what, || {
        let (job, at) = (job.clone(), shop.now());
        shop.store
            .write(move |store| Ok(store.note_print_job(&job, state, reason, at)?))
    })
    .await;
}
