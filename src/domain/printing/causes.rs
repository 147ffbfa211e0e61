//! What is printed because of an event, and by which printers.
//!
//! A ticket is for a station and a round: a printer at the bar gets the drinks alone, and what was added later comes
//! as a ticket of its own. Dishes that come from another order have had theirs there.

use super::{JobKind, PaperKind, Printer};
use crate::domain::{
    Cause, Event, EventKind, LineStatus, Money, Order, OrderLine, OrderStatus, PaymentMethod,
    PrintingSettings, Till,
};

/// A job that an event causes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobDraft {
    /// The number of the printer.
    pub printer_id: i64,
    /// What it is.
    pub kind: JobKind,
    /// Which of its kind: see [`PrintJob::part`](super::PrintJob::part).
    pub part: i64,
    /// Of which check of a split bill; 0 where it is of none.
    pub check_id: i64,
    /// Whose ticket it is; empty where it is none.
    pub station: String,
}

/// The jobs that an event causes; money that it moves is in the drawer of this till. `had_ticket` says whether the
/// kitchen had a ticket for the dishes of the order that has this number; it is asked about dishes that came from there
/// alone.
pub fn caused_by(
    event: &Event,
    printers: &[Printer],
    rules: &PrintingSettings,
    till: Till,
    had_ticket: &mut dyn FnMut(&str) -> bool,
) -> Vec<JobDraft> {
    let order = &event.order;
    let mut jobs = Jobs {
        printers,
        till,
        list: Vec::new(),
    };
    match &event.kind {
        EventKind::NewOrder if order.status.is_the_kitchens() => {
            jobs.tickets(order, None, rules, had_ticket);
        }
        EventKind::OrderLinesAdded { round } | EventKind::OrderLinesMovedIn { round, .. }
            if order.status.is_the_kitchens() =>
        {
            jobs.tickets(order, Some(*round), rules, had_ticket);
        }
        EventKind::OrderStatusUpdate {
            previous_status,
            cause,
        } => {
            let was = *previous_status;
            if was == OrderStatus::AwaitingPayment && order.status.is_the_kitchens() {
                jobs.tickets(order, None, rules, had_ticket);
            }
            let is_cancelled = *cause == Some(Cause::Cancelled);
            if was == OrderStatus::Preparing && is_cancelled && rules.kitchen_tickets {
                let lines = order.lines.iter();
                let standing = lines.filter(|line| is_standing_dish(line));
                jobs.at_stations(JobKind::Void, 0, standing);
            }
        }
        EventKind::OrderLineVoided { line_id }
            if order.status == OrderStatus::Preparing && rules.kitchen_tickets =>
        {
            let mut lines = order.lines.iter();
            let line = lines.find(|line| line.id == *line_id && line.fee.is_none());
            jobs.at_stations(JobKind::Void, *line_id, line.into_iter());
        }
        EventKind::PaymentReceived | EventKind::PaymentSuccess => jobs.of_payment(event, rules),
        EventKind::PaymentRefunded => jobs.of_refund(order, rules),
        EventKind::ClaimSettled { claim_id } => {
            let mut claims = order.claims.iter();
            let claim = claims.find(|claim| claim.id == *claim_id);
            if let Some(settlement) = claim.and_then(|claim| claim.settlement.as_ref()) {
                jobs.drawer(settlement.method, order.rev, rules);
            }
        }
        EventKind::NewOrder
        | EventKind::OrderLineUpdate { .. }
        | EventKind::OrderLinesAdded { .. }
        | EventKind::OrderLinesRequested { .. }
        | EventKind::OrderLinesDeclined { .. }
        | EventKind::OrderLineVoided { .. }
        | EventKind::OrderLinesMovedOut { .. }
        | EventKind::OrderLinesMovedIn { .. }
        | EventKind::OrderDetailsChanged
        | EventKind::BillChanged
        | EventKind::PaymentCorrected
        | EventKind::ClaimRecorded => {}
    }
    jobs.list
}

struct Jobs<'p> {
    printers: &'p [Printer],
    till: Till,
    list: Vec<JobDraft>,
}

impl Jobs<'_> {
    /// Tickets for what is to be made of one round, or of all of them.
    fn tickets(
        &mut self,
        order: &Order,
        round: Option<i64>,
        rules: &PrintingSettings,
        had_ticket: &mut dyn FnMut(&str) -> bool,
    ) {
        if !rules.kitchen_tickets {
            return;
        }
        let lines: Vec<_> = order
            .lines
            .iter()
            .filter(|line| line.status.is_to_be_made() && line.fee.is_none())
            .filter(|line| round.is_none_or(|round| line.round == round))
            .filter(|line| !line.moved_from.as_deref().is_some_and(&mut *had_ticket))
            .collect();
        let mut rounds: Vec<i64> = lines.iter().map(|line| line.round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        for round in rounds {
            let of_round = lines.iter().copied().filter(|line| line.round == round);
            self.at_stations(JobKind::Kitchen, round, of_round);
        }
    }

    /// A ticket for each station of these lines, at each printer of that station.
    fn at_stations<'l>(
        &mut self,
        kind: JobKind,
        part: i64,
        lines: impl Iterator<Item = &'l OrderLine>,
    ) {
        let mut stations: Vec<&str> = Vec::new();
        for line in lines {
            if !stations.contains(&line.station.as_str()) {
                stations.push(&line.station);
            }
        }
        for station in stations {
            let serving = self
                .printers
                .iter()
                .filter(|each| each.spec.serves(station));
            self.list.extend(serving.map(|printer| JobDraft {
                printer_id: printer.id,
                kind,
                part,
                check_id: 0,
                station: station.to_owned(),
            }));
        }
    }

    /// A receipt where all of the bill or of a check is paid, and the drawer for what goes into it.
    fn of_payment(&mut self, event: &Event, rules: &PrintingSettings) {
        let order = &event.order;
        let Some(payment) = order.payments.last() else {
            return;
        };
        self.drawer(payment.method, order.rev, rules);
        let mut checks = order.checks_in_force();
        let check = checks.find(|check| Some(check.id) == payment.check_id);
        let is_settled = match check {
            Some(check) => order.ledger_of(check).rest() == Ok(Money::ZERO),
            None => event.kind == EventKind::PaymentSuccess,
        };
        if is_settled && rules.receipts.contains(&order.number.channel) {
            let check_id = payment.check_id.unwrap_or_default();
            self.first(JobKind::Receipt, payment.id, check_id);
        }
    }

    fn of_refund(&mut self, order: &Order, rules: &PrintingSettings) {
        let Some(refund) = order.refunds.last() else {
            return;
        };
        self.drawer(refund.method, order.rev, rules);
        if rules.refund_slips {
            self.first(JobKind::Refund, refund.id, 0);
        }
    }

    fn drawer(&mut self, method: PaymentMethod, part: i64, rules: &PrintingSettings) {
        let printer = printer_of_drawer(self.printers, self.till);
        if let Some(printer) = printer.filter(|_| rules.opens_drawer && method.gives_change()) {
            self.list.push(JobDraft {
                printer_id: printer.id,
                kind: JobKind::Drawer,
                part,
                check_id: 0,
                station: String::new(),
            });
        }
    }

    /// One paper, by the first printer that is for it.
    fn first(&mut self, kind: JobKind, part: i64, check_id: i64) {
        let printer = kind
            .paper()
            .and_then(|paper| printer_for(self.printers, paper));
        if let Some(printer) = printer {
            self.list.push(JobDraft {
                printer_id: printer.id,
                kind,
                part,
                check_id,
                station: String::new(),
            });
        }
    }
}

fn is_standing_dish(line: &OrderLine) -> bool {
    line.fee.is_none() && line.status != LineStatus::Void
}

/// The printer that the drawer of a till is plugged into: the first that opens one is the first till's, the second the
/// second's.
pub fn printer_of_drawer(printers: &[Printer], till: Till) -> Option<&Printer> {
    let before = usize::try_from(till.number() - 1).unwrap_or_default();
    let mut opening = printers.iter().filter(|it| it.spec.profile.opens_drawer);
    opening.nth(before)
}

/// The printer that a kind of paper comes from where none is named: the first that is for it.
pub fn printer_for(printers: &[Printer], paper: PaperKind) -> Option<&Printer> {
    printers.iter().find(|printer| printer.spec.prints(paper))
}
