//! Changes of an order that was sent: dishes added or taken off, another quantity, table or name.
//!
//! What the kitchen has is never changed silently: what is added is a round of its own, and what is taken off stays
//! readable with its reason. Money that came in bounds every change: an order never costs less than what was paid.

use jiff::Timestamp;

use super::{
    Approved, Cause, Event, EventKind, LineStatus, MOST_LINES, MOST_OF_ONE, NAME_LENGTH,
    NOTE_LENGTH, Order, OrderLine, OrderStatus, OrderType, REASON_LENGTH, TABLE_LENGTH, clean_text,
};
use crate::domain::{Actor, Move, Refusal, allowed};

/// Why a line was taken off; not for the customer's eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voided {
    /// Why; none where the kitchen did not have it yet.
    pub reason: Option<String>,
    /// Who took it off.
    pub by: String,
    /// Who else approved it.
    pub approved_by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What else of an order can change; none stays as it is, and an empty text is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DetailsPatch {
    /// Up to 12 characters.
    pub table_number: Option<String>,
    /// Where it will be eaten.
    pub order_type: Option<OrderType>,
    /// Up to 60 characters.
    pub customer_name: Option<String>,
    /// Up to 200 characters.
    pub note: Option<String>,
}

impl Order {
    /// The number of its newest round.
    pub fn newest_round(&self) -> i64 {
        self.lines.iter().map(|line| line.round).max().unwrap_or(1)
    }

    /// Adds dishes, as a round of their own. An order that was called out goes back to the kitchen, and what it had by
    /// then counts as made: the kitchen is asked for the round alone.
    ///
    /// # Errors
    /// When this actor may not, it is over, or it would have too many lines.
    pub fn add_lines(
        &mut self,
        by: &Actor,
        lines: Vec<OrderLine>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let rule = match by {
            Actor::Customer => self.rule(Move::AddLines, by, None).map_err(over)?.to,
            Actor::Staff(_) | Actor::Clock => self.rule_of_till(Move::AddLines, by)?,
        };
        if self.lines.len() + lines.len() > MOST_LINES {
            return Err(Refusal::TooManyLines);
        }
        if self.status == OrderStatus::Ready {
            self.count_as_made();
        }
        let round = self.newest_round() + 1;
        let newest = self.lines.iter().map(|line| line.id).max().unwrap_or(0);
        for (line, id) in lines.into_iter().zip(newest + 1..) {
            self.lines.push(OrderLine { id, round, ..line });
        }
        let mut events = self.bill_changed(EventKind::OrderLinesAdded { round }, by, at)?;
        if rule != self.status {
            events.push(self.moved(rule, Some(Cause::LinesAdded), by, at));
        }
        Ok(events)
    }

    /// Changes how many of a dish, before the kitchen has the order.
    ///
    /// # Errors
    /// When the kitchen has it, there is no such line, or less would be owed than was paid.
    pub fn set_quantity(
        &mut self,
        by: &Actor,
        line_id: i64,
        quantity: i64,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        self.rule_of_till(Move::SetQuantity, by)?;
        if !(1..=MOST_OF_ONE).contains(&quantity) {
            return Err(Refusal::QuantityOutOfRange {
                line: usize::try_from(line_id).unwrap_or_default(),
            });
        }
        if self.is_fee(line_id) {
            return Err(Refusal::UnknownLine);
        }
        let line = self.standing_line(line_id)?;
        if line.quantity == quantity {
            return Ok(Vec::new());
        }
        line.quantity = quantity;
        line.line_total = line.each()?.times(quantity)?;
        self.bill_changed(EventKind::BillChanged, by, at)
    }

    /// Whether this line is a fee.
    pub fn is_fee(&self, line_id: i64) -> bool {
        self.lines
            .iter()
            .any(|line| line.id == line_id && line.fee.is_some())
    }

    /// Takes a dish or a fee off. It stays readable; a second time changes nothing.
    ///
    /// # Errors
    /// When there is no such line or no other dish is left, no reason is given for a fee or for what the kitchen has,
    /// or less would be owed than was paid: then it is a refund.
    pub fn void_line(
        &mut self,
        by: Approved,
        line_id: i64,
        reason: Option<String>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let Approved { by, approved_by } = by;
        self.rule_of_till(Move::VoidLine, &by)?;
        let reason = clean_text("reason", reason, REASON_LENGTH)?;
        let known = self.lines.iter().find(|line| line.id == line_id);
        if known.ok_or(Refusal::UnknownLine)?.status == LineStatus::Void {
            return Ok(Vec::new());
        }
        let is_fee = self.is_fee(line_id);
        if (is_fee || self.status.is_the_kitchens()) && reason.is_none() {
            return Err(Refusal::ReasonMissing);
        }
        let standing = self
            .lines
            .iter()
            .filter(|line| line.status != LineStatus::Void && line.fee.is_none());
        if !is_fee && standing.count() == 1 {
            return Err(Refusal::LastLine);
        }
        let line = self.standing_line(line_id)?;
        line.status = LineStatus::Void;
        line.voided = Some(Voided {
            reason,
            by: by.name().to_owned(),
            approved_by,
            at,
        });
        let mut events = self.bill_changed(EventKind::OrderLineVoided { line_id }, &by, at)?;
        let all_made = !self.lines.iter().any(|line| line.status.is_to_be_made());
        if self.status == OrderStatus::Preparing && all_made {
            events.push(self.moved(OrderStatus::Ready, None, &by, at));
        }
        Ok(events)
    }

    /// Changes table, name, note, and where it will be eaten. What it is already changes nothing.
    ///
    /// # Errors
    /// When this actor may not, it is over, or a text does not fit.
    pub fn change_details(
        &mut self,
        by: &Actor,
        patch: DetailsPatch,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        self.rule_of_till(Move::ChangeDetails, by)?;
        let before = (
            self.table_number.clone(),
            self.order_type,
            self.customer_name.clone(),
            self.note.clone(),
        );
        if patch.table_number.is_some() {
            self.table_number = clean_text("table_number", patch.table_number, TABLE_LENGTH)?;
        }
        if patch.customer_name.is_some() {
            self.customer_name = clean_text("customer_name", patch.customer_name, NAME_LENGTH)?;
        }
        if patch.note.is_some() {
            self.note = clean_text("note", patch.note, NOTE_LENGTH)?;
        }
        self.order_type = patch.order_type.unwrap_or(self.order_type);
        let now = (
            &self.table_number,
            self.order_type,
            &self.customer_name,
            &self.note,
        );
        if now == (&before.0, before.1, &before.2, &before.3) {
            return Ok(Vec::new());
        }
        Ok(vec![self.record(EventKind::OrderDetailsChanged, by, at)])
    }

    /// Where the order is after a change that only the till makes.
    fn rule_of_till(&self, step: Move, by: &Actor) -> Result<OrderStatus, Refusal> {
        if !allowed(step, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        Ok(self.rule(step, by, None)?.to)
    }

    pub(super) fn standing_line(&mut self, line_id: i64) -> Result<&mut OrderLine, Refusal> {
        let mut lines = self.lines.iter_mut();
        let line = lines
            .find(|line| line.id == line_id)
            .ok_or(Refusal::UnknownLine)?;
        if line.status == LineStatus::Void {
            return Err(Refusal::IllegalLineMove {
                to: LineStatus::Void,
            });
        }
        Ok(line)
    }

    /// Makes the bill again, not below what was paid, and tells so; also that nothing is owed any more, where the
    /// change made it so.
    pub(super) fn bill_changed(
        &mut self,
        kind: EventKind,
        by: &Actor,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let was_settled = self.is_settled();
        self.reckon()?;
        let paid = self.ledger().paid()?;
        if self.total_amount < paid {
            return Err(Refusal::PaidFor { paid });
        }
        self.payment_status = self.ledger().status()?;
        let mut events = vec![self.record(kind, by, at)];
        if !was_settled && self.is_settled() {
            let to = self.rule(Move::Pay, by, None)?.to;
            events.extend(self.settled(to, by, at));
        }
        Ok(events)
    }
}

/// The refusal of a change to an order that is over.
pub(super) fn over(refusal: Refusal) -> Refusal {
    if let Refusal::IllegalMove { .. } = refusal {
        Refusal::OrderOver
    } else {
        refusal
    }
}
