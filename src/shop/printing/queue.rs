//! The queue: what a person asks to be printed, and what they decide about what is not.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        Change, JobAct, JobKind, JobState, LineStatus, Order, OrderUid, PRINT_JOBS_KEPT, Payment,
        PrintJob, Printer, PrintingError, Refusal, Staff, Subject, printer_for,
    },
    shop::{PrintQueue, ShopError},
    store::{NewJob, OpenJob, Reader, Writer},
};

/// Most jobs that are listed; a shop with more of them has another problem.
const MOST_LISTED: i64 = 200;

/// An open job, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub struct QueuedJob {
    #[serde(flatten)]
    job: PrintJob,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_uid: Option<OrderUid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    table_number: Option<String>,
}

/// A paper of an order that a person asks for.
#[derive(Debug, Clone, Copy)]
pub struct PrintRequest {
    /// A receipt, a bill, or the tickets of the kitchen.
    pub kind: JobKind,
    /// Of which check of a split bill.
    pub check_id: Option<i64>,
    /// By which printer; the first that is for it, if it is not said.
    pub printer: Option<i64>,
}

impl PrintQueue {
    /// The jobs that are not done, the oldest first.
    pub async fn open(&self) -> Result<Vec<QueuedJob>, ShopError> {
        let read = |store: &Reader<'_>| Ok::<_, ShopError>(listed(store)?);
        self.0.store.read(read).await
    }

    /// Does with these jobs what a person decides, and answers what is open then. One that was printed or decided about
    /// meanwhile stays as it is.
    ///
    /// # Errors
    /// [`ShopError::PrinterNotFound`] when the printer that is to print them is not there.
    pub async fn decide(
        &self,
        by: &Staff,
        act: JobAct,
        jobs: HashSet<i64>,
        to: Option<i64>,
    ) -> Result<Vec<QueuedJob>, ShopError> {
        let (by, at) = (by.name.clone(), self.0.now());
        self.0
            .store
            .write(move |store| {
                let there = to.map(|to| store.printer(to)).transpose()?.flatten();
                let to = match act {
                    JobAct::Move => there.ok_or(ShopError::PrinterNotFound)?.id,
                    JobAct::Retry | JobAct::Drop => 0,
                };
                // Only what is listed: a list of any length is one query, and no job is named twice.
                for OpenJob { job, .. } in store.open_print_jobs(MOST_LISTED)? {
                    if !jobs.contains(&job.id) || !job.state.can_be_decided() {
                        continue;
                    }
                    match act {
                        JobAct::Retry => {
                            store
                                .printer(job.printer_id)?
                                .ok_or(ShopError::PrinterNotFound)?;
                            store.wake_print_job(job.id, job.printer_id, at)?;
                        }
                        JobAct::Move => move_job(store, &job, to, at)?,
                        JobAct::Drop => drop_job(store, &job, &by, at)?,
                    }
                }
                Ok(listed(store)?)
            })
            .await
    }

    /// Prints a paper of an order: the first one, or a copy that says so.
    ///
    /// # Errors
    /// When no printer is for it, or there is nothing of the order that could be printed so.
    pub async fn print_order(
        &self,
        by: &Staff,
        uid: OrderUid,
        request: PrintRequest,
    ) -> Result<Vec<i64>, ShopError> {
        let (by, at) = (by.name.clone(), self.0.now());
        self.0
            .store
            .write(move |store| {
                let stored = store.find_stored(&uid)?.ok_or(ShopError::OrderNotFound)?;
                let order = &stored.order;
                let printers = store.printers()?;
                let wanted = papers_of(order, &request, &printers)?;
                let mut written = Vec::new();
                for (printer_id, part, check_id, station) in wanted {
                    let which = (part, check_id);
                    let mut newest =
                        store.newest_copy(stored.id(), request.kind, which, &station)?;
                    if is_forgotten(&order.payments, request.kind, part, at) {
                        newest = newest.max(1);
                    }
                    let job = NewJob {
                        printer_id,
                        kind: request.kind,
                        order: Some((stored.id(), order.rev)),
                        part,
                        check_id,
                        station,
                        copy: newest + 1,
                        document: None,
                        by: by.clone(),
                    };
                    written.push(store.insert_print_job(&job, at)?);
                    let printed = Change {
                        subject: Subject::Printer,
                        subject_id: printer_id,
                        name: order.number.to_string(),
                        field: request.kind.as_str().to_owned(),
                        before: None,
                        after: Some(job.copy.to_string()),
                    };
                    store.insert_change(&printed, &by, at)?;
                }
                Ok(written)
            })
            .await
    }
}

fn listed(store: &Reader<'_>) -> Result<Vec<QueuedJob>, crate::store::StoreError> {
    let open = store.open_print_jobs(MOST_LISTED)?.into_iter();
    let queued = |open: OpenJob| {
        let (order_uid, number) = open.order.unzip();
        QueuedJob {
            job: open.job,
            order_uid,
            number: number.map(|number| number.to_string()),
            table_number: open.table_number,
        }
    };
    Ok(open.map(queued).collect())
}

/// A paper: its printer, which of its kind it is, of which check, and whose ticket.
type PaperKey = (i64, i64, i64, String);

fn papers_of(
    order: &Order,
    request: &PrintRequest,
    printers: &[Printer],
) -> Result<Vec<PaperKey>, ShopError> {
    let named = request.printer.map(|id| {
        let printer = printers.iter().find(|printer| printer.id == id);
        printer.ok_or(ShopError::PrinterNotFound)
    });
    let named = named.transpose()?;
    let paper = request.kind.paper().ok_or(PrintingError::NothingToPrint)?;
    let printer = named.or_else(|| printer_for(printers, paper));
    let printer = printer.ok_or(PrintingError::NoPrinter);
    let check_id = request.check_id.unwrap_or_default();
    if check_id > 0 && !order.checks_in_force().any(|check| check.id == check_id) {
        return Err(Refusal::UnknownCheck.into());
    }
    match request.kind {
        JobKind::Bill => Ok(vec![(printer?.id, order.rev, check_id, String::new())]),
        JobKind::Receipt => {
            let mut payments = order.payments.iter().rev();
            let payment = payments.find(|each| check_id == 0 || each.check_id == Some(check_id));
            let payment = payment.ok_or(PrintingError::NothingToPrint)?;
            // Of a split bill without a check named: the receipt of all of it.
            Ok(vec![(printer?.id, payment.id, check_id, String::new())])
        }
        JobKind::Kitchen => {
            let mut tickets = Vec::new();
            let lines = order.lines.iter().filter(|line| line.fee.is_none());
            for line in lines.filter(|line| line.status != LineStatus::Void) {
                let mut serving = printers.iter().filter(|it| it.spec.serves(&line.station));
                let printer = named
                    .or_else(|| serving.next())
                    .ok_or(PrintingError::NoPrinter)?;
                let ticket = (printer.id, line.round, 0, line.station.clone());
                if !tickets.contains(&ticket) {
                    tickets.push(ticket);
                }
            }
            if tickets.is_empty() {
                return Err(PrintingError::NothingToPrint.into());
            }
            Ok(tickets)
        }
        JobKind::Void | JobKind::Refund | JobKind::Report | JobKind::Test | JobKind::Drawer => {
            Err(PrintingError::NothingToPrint.into())
        }
    }
}

/// Whether a receipt may have been printed so long ago that it is known no more. It is a copy then: two that both seem
/// to be the first are worse.
fn is_forgotten(payments: &[Payment], kind: JobKind, part: i64, at: Timestamp) -> bool {
    kind == JobKind::Receipt
        && payments.iter().any(|payment| {
            payment.id == part && at.duration_since(payment.paid_at) > PRINT_JOBS_KEPT
        })
}

/// Has another printer print a job. Where that has a job of its own for the same paper, it is that one which prints it,
/// unless it has or does so now: no paper comes twice.
pub(super) fn move_job(
    store: &mut Writer<'_>,
    job: &PrintJob,
    to: i64,
    at: Timestamp,
) -> Result<(), ShopError> {
    let same = store.same_print_job(job, to)?;
    let Some(same) = same.filter(|same| same.id != job.id) else {
        return Ok(store.wake_print_job(job.id, to, at)?);
    };
    store.drop_print_job(job.id, at)?;
    match same.state {
        JobState::Waiting | JobState::Unknown | JobState::Failed | JobState::Dropped => {
            Ok(store.wake_print_job(same.id, to, at)?)
        }
        JobState::Sending | JobState::Sent | JobState::Confirmed => Ok(()),
    }
}

pub(super) fn drop_job(
    store: &mut Writer<'_>,
    job: &PrintJob,
    by: &str,
    at: Timestamp,
) -> Result<(), ShopError> {
    store.drop_print_job(job.id, at)?;
    let order = store.order_of_print_job(job)?;
    let dropped = Change {
        subject: Subject::Printer,
        subject_id: job.printer_id,
        name: order.map_or_else(String::new, |order| order.number.to_string()),
        field: "dropped".to_owned(),
        before: None,
        after: Some(job.kind.as_str().to_owned()),
    };
    Ok(store.insert_change(&dropped, by, at)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Money, PaymentMethod};

    #[test]
    fn a_receipt_of_more_than_a_week_ago_is_a_copy() {
        let paid_at = Timestamp::UNIX_EPOCH;
        let payment = Payment {
            id: 2,
            check_id: None,
            method: PaymentMethod::Cash,
            amount: Money::ZERO,
            rounding: Money::ZERO,
            tendered: Money::ZERO,
            change: Money::ZERO,
            paid_at,
        };
        let (kept, later) = (
            paid_at + PRINT_JOBS_KEPT,
            jiff::SignedDuration::from_secs(1),
        );
        let forgotten =
            |kind, part, at| is_forgotten(std::slice::from_ref(&payment), kind, part, at);
        assert!(forgotten(JobKind::Receipt, 2, kept + later));
        assert!(!forgotten(JobKind::Receipt, 2, kept));
        assert!(!forgotten(JobKind::Receipt, 1, kept + later));
        assert!(!forgotten(JobKind::Kitchen, 2, kept + later));
    }
}
