//! Print jobs: written with the events that cause them, and what has become of each.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{
    Committed, Reader, StoreError, Writer,
    rows::{Columns, millis},
};
use crate::domain::{
    BusinessDay, Event, JobDraft, JobKind, JobState, Order, OrderNumber, OrderUid, PrintJob,
    PrintReason, Till, caused_by, printer_of_drawer,
};

/// The next job of a printer. Opening the drawer and a test page come first, since a person is waiting for them.
const NEXT: &str = "
    select * from print_jobs indexed by print_jobs_open
    where printer_id = ?1 and is_open = 1 and state = 'waiting' order by kind in ('drawer', 'test') desc, id
    limit 1";

/// What a person or the worker still has to do with.
const OPEN: &str = "
    select print_jobs.*, uid, channel, counter, table_number
    from print_jobs indexed by print_jobs_open left join orders on orders.id = order_id
    where print_jobs.is_open = 1 order by print_jobs.id limit ?1";

/// Whether the kitchen had a ticket for an order of that day.
pub(in crate::store) const HAD_TICKET: &str = "
    select exists (
        select 1 from print_jobs
        where kind = 'kitchen' and order_id =
            (select id from orders where day = ?1 and channel = ?2 and counter = ?3))";

pub(in crate::store) const NEWEST_COPY: &str = "
    select ifnull(max(copy), 0) from print_jobs
    where order_id = ?1 and kind = ?2 and part = ?3 and check_id = ?4 and station = ?5";

/// The first copy of a paper, of one printer.
pub(in crate::store) const FIRST_COPY: &str = "
    select * from print_jobs
    where order_id = ?1 and kind = ?2 and part = ?3 and check_id = ?4 and station = ?5 and printer_id = ?6 and copy = 1";

const INSERT: &str = "
    insert into print_jobs
        (printer_id, kind, order_id, rev, part, check_id, station, copy, document, state, is_open, by, created_at,
         wanted_at)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting', 1, ?10, ?11, ?11)
    on conflict do nothing";

/// A job that a person asks for.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// By which printer.
    pub printer_id: i64,
    /// What it is.
    pub kind: JobKind,
    /// The row of its order and the revision it is of; none where it is of no order.
    pub order: Option<(i64, i64)>,
    /// Which of its kind.
    pub part: i64,
    /// Of which check of a split bill; 0 where it is of none.
    pub check_id: i64,
    /// Whose ticket it is; empty where it is none.
    pub station: String,
    /// 1, or which copy of the first one.
    pub copy: i64,
    /// What is printed, where that is made from no order.
    pub document: Option<String>,
    /// Who asks for it.
    pub by: String,
}

impl NewJob {
    /// A job that is made from no order.
    pub fn of_no_order(printer_id: i64, kind: JobKind, by: String) -> Self {
        Self {
            printer_id,
            kind,
            order: None,
            part: 0,
            check_id: 0,
            station: String::new(),
            copy: 1,
            document: None,
            by,
        }
    }
}

/// An open job, and the order it is of.
#[derive(Debug, Clone)]
pub struct OpenJob {
    /// The job.
    pub job: PrintJob,
    /// Its order.
    pub order: Option<(OrderUid, OrderNumber)>,
    /// The table of that.
    pub table_number: Option<String>,
}

/// How many jobs of a printer are open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenCount {
    /// Those that wait or are being sent.
    pub waiting: i64,
    /// Those that a person is asked about.
    pub asks: i64,
}

impl Reader<'_> {
    /// The next job of a printer, unless none waits.
    pub fn next_print_job(&self, printer: i64) -> Result<Option<PrintJob>, StoreError> {
        let mut find = self.prepare_cached(NEXT)?;
        let mut rows = find.query([printer])?;
        rows.next()?.map(job).transpose()
    }

    /// The job of this number.
    pub fn print_job(&self, id: i64) -> Result<Option<PrintJob>, StoreError> {
        let mut find = self.prepare_cached("select * from print_jobs where id = ?1")?;
        let mut rows = find.query([id])?;
        rows.next()?.map(job).transpose()
    }

    /// Up to `limit` jobs that are not done, the oldest first.
    pub fn open_print_jobs(&self, limit: i64) -> Result<Vec<OpenJob>, StoreError> {
        self.list(OPEN, [limit], |row| {
            let has_order = row.get::<_, Option<String>>("uid")?.is_some();
            let order = has_order
                .then(|| {
                    let uid = row.word("uid", OrderUid::parse)?;
                    Ok::<_, StoreError>((uid, super::orders::order_number(row)?))
                })
                .transpose()?;
            Ok(OpenJob {
                job: job(row)?,
                order,
                table_number: row.get("table_number")?,
            })
        })
    }

    /// How many jobs of a printer are open.
    pub fn count_open_print_jobs(&self, printer: i64) -> Result<OpenCount, StoreError> {
        let mut count = self.prepare_cached(
            "select count(*) filter (where state in ('waiting', 'sending') and kind <> 'test'),
                    count(*) filter (where state in ('unknown', 'failed'))
             from print_jobs indexed by print_jobs_open where printer_id = ?1 and is_open = 1",
        )?;
        Ok(count.query_row([printer], |row| {
            Ok(OpenCount {
                waiting: row.get(0)?,
                asks: row.get(1)?,
            })
        })?)
    }

    /// The newest copy of a paper that was asked for, by any printer; 0 if there is none.
    pub fn newest_copy(
        &self,
        order_id: i64,
        kind: JobKind,
        (part, check_id): (i64, i64),
        station: &str,
    ) -> Result<i64, StoreError> {
        let mut find = self.prepare_cached(NEWEST_COPY)?;
        let which = params![order_id, kind.as_str(), part, check_id, station];
        Ok(find.query_row(which, |row| row.get(0))?)
    }

    /// The order of a job as it was at the job's revision, or as it is where the journal no longer knows.
    pub fn order_of_print_job(&self, job: &PrintJob) -> Result<Option<Order>, StoreError> {
        let Some(order_id) = job.order_id else {
            return Ok(None);
        };
        let mut find = self.prepare_cached("select uid from orders where id = ?1")?;
        let uid: Option<String> = find.query_row([order_id], |row| row.get(0)).optional()?;
        let Some(uid) = uid.as_deref().and_then(OrderUid::parse) else {
            return Ok(None);
        };
        let then = self.events_of_order(&uid, job.rev - 1, 1)?.pop();
        match then.map(|then| then.event.order) {
            Some(order) if order.rev == job.rev => Ok(Some(order)),
            _ => self.find_order(&uid),
        }
    }

    /// Whether the order of a job is finished by now.
    pub fn is_order_of_print_job_over(&self, job: &PrintJob) -> Result<bool, StoreError> {
        let mut find = self
            .prepare_cached("select exists (select 1 from orders where id = ?1 and is_open = 0)")?;
        Ok(find.query_row([job.order_id], |row| row.get(0))?)
    }

    /// The job by which a printer prints, or printed, the first copy of the same paper as this one; none for a copy.
    pub fn same_print_job(
        &self,
        of: &PrintJob,
        printer: i64,
    ) -> Result<Option<PrintJob>, StoreError> {
        if of.copy > 1 {
            return Ok(None);
        }
        let which = params![
            of.order_id,
            of.kind.as_str(),
            of.part,
            of.check_id,
            of.station,
            printer
        ];
        Ok(self.list(FIRST_COPY, which, job)?.pop())
    }

    /// Jobs, of one printer or of all, whose sending was interrupted by the end of the shop or of the worker.
    pub fn interrupted_print_jobs(
        &self,
        printer: Option<i64>,
    ) -> Result<Vec<PrintJob>, StoreError> {
        self.list(
            "select * from print_jobs indexed by print_jobs_open
             where is_open = 1 and state = 'sending' and (?1 is null or printer_id = ?1)",
            [printer],
            job,
        )
    }

    /// The open jobs of a printer.
    pub fn open_print_jobs_of(&self, printer: i64) -> Result<Vec<PrintJob>, StoreError> {
        self.list(
            "select * from print_jobs indexed by print_jobs_open where printer_id = ?1 and is_open = 1 order by id",
            [printer],
            job,
        )
    }

    fn had_ticket(&self, day: BusinessDay, number: &str) -> Result<bool, StoreError> {
        let Some(number) = OrderNumber::parse(number) else {
            return Ok(false);
        };
        let mut ask = self.prepare_cached(HAD_TICKET)?;
        let order = params![day.to_string(), number.channel.as_str(), number.counter];
        Ok(ask.query_row(order, |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Writes the jobs that an event causes; what it moved of money belongs to this shift. A shop without printers pays
    /// nothing for this.
    pub(super) fn insert_jobs_of(
        &mut self,
        order_id: i64,
        event: &Event,
        shift_id: Option<i64>,
    ) -> Result<(), StoreError> {
        let printers = self.current_printers()?;
        if printers.is_empty() {
            return Ok(());
        }
        let settings = self.current_settings()?;
        let shift = shift_id.map(|id| self.find_shift(id)).transpose()?;
        let till = shift.flatten().map_or(Till::FIRST, |shift| shift.till);
        let mut failed = None;
        let mut had_ticket = |number: &str| {
            let had = self.had_ticket(event.order.day, number);
            had.unwrap_or_else(|error| {
                failed = Some(error);
                false
            })
        };
        let jobs = caused_by(event, &printers, &settings.printing, till, &mut had_ticket);
        if let Some(error) = failed {
            return Err(error);
        }
        for draft in jobs {
            let JobDraft {
                printer_id,
                kind,
                part,
                check_id,
                station,
            } = draft;
            let at = millis(event.at);
            self.prepare_cached(INSERT)?.execute(params![
                printer_id,
                kind.as_str(),
                order_id,
                event.order.rev,
                part,
                check_id,
                station,
                1,
                None::<String>,
                None::<String>,
                at
            ])?;
            self.publish_after_commit(Committed::Printing);
        }
        Ok(())
    }

    /// Writes a job that a person asks for; its number.
    pub fn insert_print_job(&mut self, new: &NewJob, at: Timestamp) -> Result<i64, StoreError> {
        self.prepare_cached(INSERT)?.execute(params![
            new.printer_id,
            new.kind.as_str(),
            new.order.map(|(id, _)| id),
            new.order.map_or(0, |(_, rev)| rev),
            new.part,
            new.check_id,
            new.station,
            new.copy,
            new.document,
            new.by,
            millis(at)
        ])?;
        self.publish_after_commit(Committed::Printing);
        Ok(self.last_insert_rowid())
    }

    /// Has the drawer of a till opened now, where it is plugged into a printer.
    pub fn insert_drawer_pulse(
        &mut self,
        till: Till,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let printers = self.current_printers()?;
        if let Some(printer) = printer_of_drawer(&printers, till) {
            let pulse = NewJob::of_no_order(printer.id, JobKind::Drawer, by.to_owned());
            self.insert_print_job(&pulse, at)?;
        }
        Ok(())
    }

    /// Notes what became of a job, as its worker has it. One that a person has decided about meanwhile stays as it is;
    /// nothing is decided about one that is being sent.
    pub fn note_print_job(
        &mut self,
        job: &PrintJob,
        state: JobState,
        reason: Option<PrintReason>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "update print_jobs set state = ?3, is_open = ?4, reason = ?5, repeats = ?6, done_at = iif(?4, null, ?7)
             where id = ?1 and printer_id = ?2 and (state = 'sending' or state = 'waiting' and wanted_at = ?8)",
        )?
        .execute(params![
            job.id,
            job.printer_id,
            state.as_str(),
            state.is_open(),
            reason.map(PrintReason::as_str),
            job.repeats,
            millis(at),
            millis(job.wanted_at)
        ])?;
        self.publish_after_commit(Committed::Printing);
        Ok(())
    }

    /// Has a job printed from now on, by this printer; one that was read in this transaction and can be decided about.
    pub fn wake_print_job(
        &mut self,
        id: i64,
        printer: i64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "update print_jobs set state = 'waiting', is_open = 1, reason = null, done_at = null, printer_id = ?2,
                 wanted_at = ?3
             where id = ?1",
        )?
        .execute(params![id, printer, millis(at)])?;
        self.publish_after_commit(Committed::Printing);
        Ok(())
    }

    /// Has a job not printed, because a person said so; one that was read in this transaction and can be decided about.
    pub fn drop_print_job(&mut self, id: i64, at: Timestamp) -> Result<(), StoreError> {
        self.prepare_cached(
            "update print_jobs set state = 'dropped', is_open = 0, reason = 'decided', done_at = ?2 where id = ?1",
        )?
        .execute(params![id, millis(at)])?;
        self.publish_after_commit(Committed::Printing);
        Ok(())
    }

    /// Begins to send a job; false, where it no longer waits at its printer.
    pub fn claim_print_job(&mut self, job: &PrintJob) -> Result<bool, StoreError> {
        let claimed = self
            .prepare_cached(
                "update print_jobs set state = 'sending', reason = null
                 where id = ?1 and printer_id = ?2 and state = 'waiting'",
            )?
            .execute([job.id, job.printer_id])?;
        Ok(claimed > 0)
    }

    /// Deletes up to `most` jobs that were done before `at`, and as many that were wanted before and never printed; how
    /// many.
    pub fn delete_print_jobs_before(&self, at: Timestamp, most: i64) -> Result<i64, StoreError> {
        let mut delete = self.prepare_cached(
            "delete from print_jobs where id in (
                 select id from print_jobs indexed by print_jobs_done
                 where is_open = 0 and done_at < ?1 limit ?2)
             or id in (
                 select id from print_jobs where is_open = 1 and state <> 'sending' and wanted_at < ?1 limit ?2)",
        )?;
        let deleted = delete.execute(params![millis(at), most])?;
        Ok(i64::try_from(deleted).unwrap_or(i64::MAX))
    }
}

fn job(row: &Row<'_>) -> Result<PrintJob, StoreError> {
    let reason: Option<String> = row.get("reason")?;
    Ok(PrintJob {
        id: row.get("id")?,
        printer_id: row.get("printer_id")?,
        kind: row.word("kind", JobKind::parse)?,
        order_id: row.get("order_id")?,
        rev: row.get("rev")?,
        part: row.get("part")?,
        check_id: row.get("check_id")?,
        station: row.get("station")?,
        copy: row.get("copy")?,
        document: row.get("document")?,
        state: row.word("state", JobState::parse)?,
        repeats: row.get("repeats")?,
        reason: reason.as_deref().and_then(PrintReason::parse),
        by: row.get("by")?,
        created_at: row.time("created_at")?,
        wanted_at: row.time("wanted_at")?,
    })
}
