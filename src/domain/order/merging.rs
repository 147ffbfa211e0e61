//! Dishes that go over to another order: two orders become one, or some dishes get a bill of their own.
//!
//! A dish goes over as far as it was made, as a round that names the order it came from, so that the kitchen cooks
//! nothing twice. Its line stays in the order that had it, where the journal of that order refers to it. Only before
//! money came in: a payment is of one order and is never moved.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    Cancellation, Cause, Discount, Event, EventKind, LineStatus, MOST_LINES, NAME_LENGTH,
    NOTE_LENGTH, Order, OrderLine, OrderNumber, OrderStatus, OrderType, OrderUid, PaymentStatus,
    PlacementContext, Rule, TABLE_LENGTH, clean_text,
};
use crate::domain::{Actor, Channel, Money, Move, Refusal, allowed, payment::next_id};

/// Another order, as one refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderLink {
    /// Its secret address.
    pub uid: OrderUid,
    /// What is called out.
    pub number: String,
}

/// Pieces of a line that go over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces {
    /// Which line.
    pub line_id: i64,
    /// How many of it, from 1.
    pub quantity: i64,
}

/// What became of two orders: the events of the one that had the dishes, and those of the one that has them.
#[derive(Debug)]
pub struct MergeOutcome {
    /// Of the order that had them.
    pub from: Vec<Event>,
    /// Of the order that has them now.
    pub into: Vec<Event>,
}

/// Whose the new order is.
#[derive(Debug, Clone, Default)]
pub struct NewBill {
    /// Up to 12 characters; none is the table of the order that had the dishes.
    pub table_number: Option<String>,
    /// Up to 60 characters.
    pub customer_name: Option<String>,
}

impl Order {
    /// How other orders refer to it.
    pub fn link(&self) -> OrderLink {
        OrderLink {
            uid: self.uid.clone(),
            number: self.number.to_string(),
        }
    }

    /// Whether its dishes may go over by `step`, or others come to it: [`Move::Merge`], [`Move::MoveLines`],
    /// [`Move::TakeOver`].
    ///
    /// # Errors
    /// When this actor may not, it is over, money came in, or a discount of the whole order holds.
    pub fn may_exchange_dishes(
        &self,
        step: Move,
        by: &Actor,
        at: Timestamp,
    ) -> Result<&'static Rule, Refusal> {
        if !allowed(step, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        let rule = self.rule(step, by, None)?;
        self.check(rule, None, at)?;
        if self.is_split() {
            return Err(Refusal::BillSplit);
        }
        if self.discounts_in_force().any(|each| each.line_id.is_none()) {
            return Err(Refusal::DiscountsConflict);
        }
        Ok(rule)
    }

    /// Has another order take over all of it; this one ends.
    ///
    /// # Errors
    /// When either may not ([`Order::may_exchange_dishes`]), they are one order, their rates differ, a guest waits for
    /// an answer about this one, or the other one would have too many lines or too long a note.
    pub fn merge(
        &mut self,
        into: &mut Self,
        by: &Actor,
        at: Timestamp,
    ) -> Result<MergeOutcome, Refusal> {
        let rule = self.may_exchange_dishes(Move::Merge, by, at)?;
        self.check_other(into, by, at)?;
        if self.waiting_requests().next().is_some() {
            return Err(Refusal::RequestWaiting);
        }
        let standing = self
            .lines
            .iter()
            .filter(|line| line.status != LineStatus::Void);
        let lines: Vec<OrderLine> = standing.cloned().collect();
        let taken = into.take_over(self, lines, by, at)?;
        self.merged_into = Some(into.link());
        self.cancellation = Some(Cancellation {
            cause: Cause::Merged,
            reason: None,
        });
        Ok(MergeOutcome {
            from: vec![self.moved(rule.to, Some(Cause::Merged), by, at)],
            into: taken,
        })
    }

    /// Has another order take over some of it.
    ///
    /// # Errors
    /// As [`Order::merge`]; also when there is no such line or not so many of it, it has a discount, or nothing would
    /// be left here.
    pub fn move_lines(
        &mut self,
        pieces: &[Pieces],
        into: &mut Self,
        by: &Actor,
        at: Timestamp,
    ) -> Result<MergeOutcome, Refusal> {
        self.may_exchange_dishes(Move::MoveLines, by, at)?;
        self.check_other(into, by, at)?;
        let lines = self.give(pieces, &into.link())?;
        let into_events = into.take_over(self, lines, by, at)?;
        Ok(MergeOutcome {
            from: self.gave(into.link(), by, at)?,
            into: into_events,
        })
    }

    /// Makes some of it an order of its own; answers with that order's first event.
    ///
    /// # Errors
    /// As [`Order::move_lines`], or when a text does not fit.
    pub fn split(
        &mut self,
        pieces: &[Pieces],
        bill: NewBill,
        context: PlacementContext,
        by: &Actor,
        at: Timestamp,
    ) -> Result<MergeOutcome, Refusal> {
        self.may_exchange_dishes(Move::MoveLines, by, at)?;
        let table_number = clean_text("table_number", bill.table_number, TABLE_LENGTH)?;
        let mut new = Self {
            uid: context.uid,
            number: OrderNumber {
                channel: Channel::Counter,
                counter: context.counter,
            },
            code: context.code,
            day: context.day,
            status: self.status,
            payment_status: PaymentStatus::Unpaid,
            rev: 0,
            total_amount: Money::ZERO,
            payment_method: self.payment_method,
            order_type: match table_number {
                Some(_) => OrderType::DineIn,
                None => self.order_type,
            },
            table_number: table_number.or_else(|| self.table_number.clone()),
            customer_name: clean_text("customer_name", bill.customer_name, NAME_LENGTH)?,
            note: self.note.clone(),
            lines: Vec::new(),
            requests: Vec::new(),
            level: self.level.clone(),
            terms: self.terms,
            discounts: Vec::new(),
            checks: Vec::new(),
            payments: Vec::new(),
            corrections: Vec::new(),
            refunds: Vec::new(),
            claims: Vec::new(),
            cancellation: None,
            placed_by: Some(by.name().to_owned()),
            created_at: context.at,
            expires_at: self.expires_at,
            ready_at: self.ready_at,
            served_at: self.served_at,
            completed_at: None,
            merged_into: None,
        };
        let lines = self.give(pieces, &new.link())?;
        new.append(self, lines, 1);
        new.reckon()?;
        new.status = new.status_with_dishes(self.status);
        if new.status == OrderStatus::Ready {
            new.ready_at = new.ready_at.or(Some(at));
        }
        let placed = new.record(EventKind::NewOrder, by, at);
        Ok(MergeOutcome {
            from: self.gave(new.link(), by, at)?,
            into: vec![placed],
        })
    }

    /// Whether the other order may take dishes of this one over.
    fn check_other(&self, into: &Self, by: &Actor, at: Timestamp) -> Result<(), Refusal> {
        if self.uid == into.uid {
            return Err(Refusal::SameOrder);
        }
        into.may_exchange_dishes(Move::TakeOver, by, at)?;
        if self.terms != into.terms || self.level != into.level {
            return Err(Refusal::TermsDiffer);
        }
        Ok(())
    }

    /// Takes pieces off its lines. A line of which all goes stays readable, and counts no more.
    fn give(&mut self, pieces: &[Pieces], to: &OrderLink) -> Result<Vec<OrderLine>, Refusal> {
        if pieces.is_empty() {
            return Err(Refusal::EmptyOrder);
        }
        let mut given: Vec<OrderLine> = Vec::new();
        for &Pieces { line_id, quantity } in pieces {
            if self
                .discounts_in_force()
                .any(|each| each.line_id == Some(line_id))
            {
                return Err(Refusal::DiscountsConflict);
            }
            let is_twice = given.iter().any(|line| line.id == line_id);
            let line = self.standing_line(line_id)?;
            if is_twice || !(1..=line.quantity).contains(&quantity) {
                return Err(Refusal::QuantityOutOfRange {
                    line: usize::try_from(line_id).unwrap_or_default(),
                });
            }
            given.push(OrderLine {
                quantity,
                line_total: line.each()?.times(quantity)?,
                ..line.clone()
            });
            if line.quantity == quantity {
                line.status = LineStatus::Void;
                line.moved_to = Some(to.number.clone());
            } else {
                line.quantity -= quantity;
                line.line_total = line.each()?.times(line.quantity)?;
            }
        }
        if self
            .lines
            .iter()
            .all(|line| line.status == LineStatus::Void)
        {
            return Err(Refusal::LastLine);
        }
        Ok(given)
    }

    /// The events of an order some of whose dishes went over.
    fn gave(&mut self, to: OrderLink, by: &Actor, at: Timestamp) -> Result<Vec<Event>, Refusal> {
        let mut events = self.bill_changed(EventKind::OrderLinesMovedOut { to }, by, at)?;
        let all_made = !self.lines.iter().any(|line| line.status.is_to_be_made());
        if self.status == OrderStatus::Preparing && all_made {
            events.push(self.moved(OrderStatus::Ready, None, by, at));
        }
        Ok(events)
    }

    fn take_over(
        &mut self,
        from: &Self,
        lines: Vec<OrderLine>,
        by: &Actor,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if self.lines.len() + lines.len() > MOST_LINES {
            return Err(Refusal::TooManyLines);
        }
        self.note = joined(self.note.take(), from.note.clone())?;
        if self.customer_name.is_none() {
            self.customer_name.clone_from(&from.customer_name);
        }
        let round = self.newest_round() + 1;
        if self.status == OrderStatus::Ready {
            self.count_as_made();
        }
        self.append(from, lines, round);
        let to = self.status_with_dishes(from.status);
        if from.served_at.is_none() {
            self.served_at = None;
        }
        let from = from.link();
        let mut events = self.bill_changed(EventKind::OrderLinesMovedIn { round, from }, by, at)?;
        if to != self.status {
            let cause = match self.status {
                OrderStatus::Ready => Some(Cause::LinesAdded),
                OrderStatus::AwaitingPayment
                | OrderStatus::Preparing
                | OrderStatus::Completed
                | OrderStatus::Cancelled => None,
            };
            events.push(self.moved(to, cause, by, at));
        }
        Ok(events)
    }

    /// What was called out counts as made, ticked or not.
    pub(super) fn count_as_made(&mut self) {
        for line in &mut self.lines {
            if line.status.is_to_be_made() {
                line.status = LineStatus::Done;
            }
        }
    }

    /// Adds lines of another order, with the discounts they have there.
    fn append(&mut self, from: &Self, lines: Vec<OrderLine>, round: i64) {
        let newest = self.lines.iter().map(|line| line.id).max().unwrap_or(0);
        for (line, id) in lines.into_iter().zip(newest + 1..) {
            let was = line.id;
            let is_made = from.status == OrderStatus::Ready && line.status.is_to_be_made();
            self.lines.push(OrderLine {
                id,
                round,
                status: if is_made {
                    LineStatus::Done
                } else {
                    line.status
                },
                moved_from: Some(from.number.to_string()),
                ..line
            });
            let discount = from
                .discounts_in_force()
                .find(|each| each.line_id == Some(was));
            if let Some(discount) = discount {
                self.discounts.push(Discount {
                    id: next_id(&self.discounts),
                    line_id: Some(id),
                    ..discount.clone()
                });
            }
        }
    }

    /// Where it is with dishes of an order that is at `other`: with the kitchen, if one of the two was.
    fn status_with_dishes(&self, other: OrderStatus) -> OrderStatus {
        let is_the_kitchens = self.status.is_the_kitchens() || other.is_the_kitchens();
        let is_to_be_made = self.lines.iter().any(|line| line.status.is_to_be_made());
        match (is_the_kitchens, is_to_be_made) {
            (false, _) => self.status,
            (true, true) => OrderStatus::Preparing,
            (true, false) => OrderStatus::Ready,
        }
    }
}

/// Two notes as one: what the kitchen was told of either holds for the dishes of both.
fn joined(one: Option<String>, other: Option<String>) -> Result<Option<String>, Refusal> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => {
            clean_text("note", Some(format!("{one} · {other}")), NOTE_LENGTH)
        }
        (one, other) => Ok(one.or(other)),
    }
}
