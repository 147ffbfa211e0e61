//! The order: what it holds, how it moves, and the events that record each change.
//!
//! One folder for everything that decides about an order, so that a rule is found by its noun.

mod changes;
mod checks;
mod claims;
mod event;
mod line;
mod merging;
mod money;
mod number;
mod placing;
mod queue;
mod refunds;
mod requests;
mod status;
mod uid;
mod view;

use jiff::Timestamp;

pub use changes::{DetailsPatch, Voided};
pub use checks::{Check, CheckDraft, CheckLine, LABEL_LENGTH, Share, SplitBy};
pub use event::{Cause, Event, EventFacts, EventKind, EventType, Recorded};
pub use line::{ChosenModifier, OrderLine};
pub use merging::{MergeOutcome, NewBill, OrderLink, Pieces};
pub use money::{Approved, Discount, PaymentRequest};
pub use number::OrderNumber;
use placing::clean_text;
pub use placing::{
    LineRequest, MOST_LINES, MOST_OF_ONE, NAME_LENGTH, NOTE_LENGTH, OptionRequest, OrderRequest,
    PlacementContext, PricedOrder, TABLE_LENGTH, price_lines,
};
pub use queue::{Queue, UsualMinutes};
pub use refunds::RefundOf;
pub use requests::{RequestState, RoundRequest};
pub use status::{
    Guard, Initiator, LineStatus, Move, OrderStatus, PaymentStatus, RULES, Rule, UNDO_MINUTES,
    allowed, rule_for,
};
pub use uid::{LookupCode, OrderUid, PairingCode, TableToken};
pub use view::{BillView, Board, CustomerView, StaffView};

use super::{
    Actor, BusinessDay, Claim, Correction, Money, OrderLevel, Payment, PaymentMethod, Refund,
    Refusal, Terms, string_enum::string_enum,
};

string_enum! {
    /// Where an order came in.
    pub enum Channel {
        /// At the counter: staff placed it.
        Counter = "counter",
        /// On the shop's own kiosk.
        Kiosk = "kiosk",
        /// On a customer's phone, or by a script.
        Phone = "phone",
    }
}

impl Channel {
    /// The letter that numbers of this channel begin with.
    pub const fn letter(self) -> char {
        match self {
            Self::Counter => 'A',
            Self::Kiosk => 'B',
            Self::Phone => 'C',
        }
    }

    /// Whether the staff themselves take its orders: they do also while the shop takes none from guests.
    pub const fn is_of_the_staff(self) -> bool {
        match self {
            Self::Counter => true,
            Self::Kiosk | Self::Phone => false,
        }
    }

    /// The channel whose numbers begin with `letter`.
    #[must_use]
    pub fn from_letter(letter: char) -> Option<Self> {
        let letter = letter.to_ascii_uppercase();
        Self::ALL
            .iter()
            .copied()
            .find(|channel| channel.letter() == letter)
    }
}

string_enum! {
    /// Where it will be eaten.
    pub enum OrderType {
        /// At a table.
        DineIn = "dine_in",
        /// Elsewhere.
        TakeAway = "take_away",
    }
}

/// How an order came to be cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// By a person, or by the clock.
    pub cause: Cause,
    /// What staff gave as the reason; not for the customer's eyes.
    pub reason: Option<String>,
}

/// What a customer wants, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The secret address.
    pub uid: OrderUid,
    /// What is called out.
    pub number: OrderNumber,
    /// Printed next to the QR code, for phones that cannot scan.
    pub code: LookupCode,
    /// The business day it belongs to.
    pub day: BusinessDay,
    /// Where the food is.
    pub status: OrderStatus,
    /// Where the money is.
    pub payment_status: PaymentStatus,
    /// How many events it has had; 1 when placed.
    pub rev: i64,
    /// What all of it costs.
    pub total_amount: Money,
    /// How the customer means to pay.
    pub payment_method: PaymentMethod,
    /// Where it will be eaten.
    pub order_type: OrderType,
    /// Which table, if any.
    pub table_number: Option<String>,
    /// Whom to call, if they said.
    pub customer_name: Option<String>,
    /// For the whole order.
    pub note: Option<String>,
    /// The dishes.
    pub lines: Vec<OrderLine>,
    /// The rounds that guests asked for, oldest first, also those that were answered.
    pub requests: Vec<RoundRequest>,
    /// The rates by which its bill is made, as they were when it was placed.
    pub terms: Terms,
    /// By which price level; none where that follows from `order_type`.
    pub level: Option<OrderLevel>,
    /// Its discounts, also those that were taken back; oldest first.
    pub discounts: Vec<Discount>,
    /// The checks that its bill was split into, also those that were joined again; oldest first.
    pub checks: Vec<Check>,
    /// The money that came in, oldest first, each as it was corrected.
    pub payments: Vec<Payment>,
    /// Ways of paying that were corrected, oldest first.
    pub corrections: Vec<Correction>,
    /// The money that went back, oldest first.
    pub refunds: Vec<Refund>,
    /// The money that came in and pays for nothing, oldest first.
    pub claims: Vec<Claim>,
    /// Why it will not be made.
    pub cancellation: Option<Cancellation>,
    /// Who of the staff placed it.
    pub placed_by: Option<String>,
    /// When it was placed.
    pub created_at: Timestamp,
    /// Until when it can be paid; none if it need not be hurried.
    pub expires_at: Option<Timestamp>,
    /// When it was last called out.
    pub ready_at: Option<Timestamp>,
    /// When it was brought to the table, of what is ready and not paid yet.
    pub served_at: Option<Timestamp>,
    /// When it was last picked up.
    pub completed_at: Option<Timestamp>,
    /// The order that its dishes went over to, where that is how it ended.
    pub merged_into: Option<OrderLink>,
}

/// Most characters of a reason to cancel.
pub const REASON_LENGTH: usize = 200;

impl Order {
    /// Ticks a line, or takes the tick back. The last line made makes the order ready; a tick
    /// taken back from a ready order recalls it.
    ///
    /// # Errors
    /// When this actor may not, there is no such line, or the order is not with the kitchen.
    pub fn set_line(
        &mut self,
        by: &Actor,
        line_id: i64,
        to: LineStatus,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let step = match to {
            LineStatus::Done => Move::LineDone,
            LineStatus::Queued => Move::LineUndone,
            LineStatus::Void => return Err(Refusal::IllegalLineMove { to }),
        };
        if !allowed(step, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        let mut lines = self.lines.iter();
        let place = lines.position(|line| line.id == line_id && line.fee.is_none());
        let place = place.ok_or(Refusal::UnknownLine)?;
        let previous_status = self.lines[place].status;
        if previous_status == to {
            return Ok(Vec::new());
        }
        if previous_status == LineStatus::Void {
            return Err(Refusal::IllegalLineMove { to });
        }
        let rule = self.rule(step, by, None)?;
        self.check(rule, None, at)?;
        self.lines[place].status = to;
        let ticked = EventKind::OrderLineUpdate {
            line_id,
            previous_status,
        };
        let mut events = vec![self.record(ticked, by, at)];
        let all_made = !self.lines.iter().any(|line| line.status.is_to_be_made());
        let (to, cause) = match to {
            LineStatus::Done if all_made => (OrderStatus::Ready, None),
            LineStatus::Done | LineStatus::Queued | LineStatus::Void => {
                (rule.to, Some(Cause::Recall))
            }
        };
        if to != self.status {
            events.push(self.moved(to, cause, by, at));
        }
        Ok(events)
    }

    /// Moves the whole order. Asking for where it already is changes nothing and publishes nothing.
    ///
    /// # Errors
    /// When this actor may not, or not now, or a guard of the rule does not hold.
    pub fn set_status(
        &mut self,
        by: &Actor,
        to: OrderStatus,
        reason: Option<String>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let illegal = Refusal::IllegalMove {
            from: self.status,
            to: Some(to),
        };
        let Some(step) = self.status.step_to(to) else {
            return if self.status == to {
                Ok(Vec::new())
            } else {
                Err(illegal)
            };
        };
        if !allowed(step, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        if self.status == to {
            return Ok(Vec::new());
        }
        let rule = self.rule(step, by, Some(to))?;
        let reason = clean_text("reason", reason, REASON_LENGTH)?;
        self.check(rule, reason.as_deref(), at)?;
        let cause = match step {
            Move::Recall => Some(Cause::Recall),
            Move::Reopen => Some(Cause::Reopen),
            Move::Cancel => Some(Cause::Cancelled),
            Move::Expire => Some(Cause::Expired),
            Move::Close => Some(Cause::Closed),
            Move::Pay
            | Move::Send
            | Move::AddLines
            | Move::RequestLines
            | Move::DeclineLines
            | Move::SetQuantity
            | Move::VoidLine
            | Move::ChangeDetails
            | Move::Merge
            | Move::MoveLines
            | Move::TakeOver
            | Move::LineDone
            | Move::LineUndone
            | Move::Ready
            | Move::Serve
            | Move::Complete => None,
        };
        if step == Move::Cancel {
            self.cancellation = Some(Cancellation {
                cause: Cause::Cancelled,
                reason,
            });
        }
        Ok(vec![self.moved(to, cause, by, at)])
    }

    /// Cancels it because it was not paid in time.
    ///
    /// # Errors
    /// When it is not waiting for money, or still has time.
    pub fn expire(&mut self, at: Timestamp) -> Result<Vec<Event>, Refusal> {
        let by = Actor::Clock;
        let rule = self.rule(Move::Expire, &by, Some(OrderStatus::Cancelled))?;
        self.check(rule, None, at)?;
        self.cancellation = Some(Cancellation {
            cause: Cause::Expired,
            reason: None,
        });
        Ok(vec![self.moved(rule.to, Some(Cause::Expired), &by, at)])
    }

    /// Completes it because its business day is over and no one has noted that it was picked up. What became ready
    /// before `limit` is of such a day ([`Settings::day_over_before`](super::Settings::day_over_before)).
    ///
    /// # Errors
    /// When it is not ready, not paid, or of a day that is not over.
    pub fn close(&mut self, limit: Timestamp, at: Timestamp) -> Result<Vec<Event>, Refusal> {
        let by = Actor::Clock;
        let rule = self.rule(Move::Close, &by, Some(OrderStatus::Completed))?;
        self.check(rule, None, limit)?;
        Ok(vec![self.moved(rule.to, Some(Cause::Closed), &by, at)])
    }

    /// Takes back what the clock completed ([`Order::close`]), until the next change of the business day: when it
    /// changes no one is there, and those who come in the morning find out.
    ///
    /// # Errors
    /// When this actor may not, it is not completed, or that was on another business day than `today`.
    pub fn reopen_closed(
        &mut self,
        by: &Actor,
        today: &std::ops::Range<Timestamp>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let rule = self.rule(Move::Reopen, by, Some(OrderStatus::Ready))?;
        if !self.completed_at.is_some_and(|then| today.contains(&then)) {
            return Err(Refusal::TooLate);
        }
        Ok(vec![self.moved(rule.to, Some(Cause::Reopen), by, at)])
    }

    /// Notes that it was brought to the table, or not after all. What is paid by then is completed.
    ///
    /// # Errors
    /// When this actor may not, or it is not ready.
    pub fn serve(
        &mut self,
        by: &Actor,
        is_served: bool,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::Serve, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        if self.is_settled() {
            let to = if is_served {
                OrderStatus::Completed
            } else {
                OrderStatus::Ready
            };
            return self.set_status(by, to, None, at);
        }
        let rule = self.rule(Move::Serve, by, None)?;
        if self.served_at.is_some() == is_served {
            return Ok(Vec::new());
        }
        let cause = if is_served {
            Cause::Served
        } else {
            Cause::Reopen
        };
        Ok(vec![self.moved(rule.to, Some(cause), by, at)])
    }

    fn rule(
        &self,
        step: Move,
        by: &Actor,
        to: Option<OrderStatus>,
    ) -> Result<&'static Rule, Refusal> {
        rule_for(step, self.status, by.party()).ok_or(Refusal::IllegalMove {
            from: self.status,
            to,
        })
    }

    fn check(&self, rule: &Rule, reason: Option<&str>, at: Timestamp) -> Result<(), Refusal> {
        let not_long_ago = |then: Option<Timestamp>| {
            // What seems to lie ahead was done before the clock was set back: it is no younger for that.
            then.is_some_and(|then| at.duration_since(then).as_mins().abs() < UNDO_MINUTES)
        };
        let not_now = Refusal::IllegalMove {
            from: self.status,
            to: Some(rule.to),
        };
        let is_paid = self.is_settled();
        let (holds, refusal) = match rule.guard {
            Guard::None => return Ok(()),
            Guard::Paid => (is_paid, Refusal::NotPaid),
            Guard::NothingPaid => (self.payments.is_empty(), Refusal::AlreadyPaid),
            Guard::NoPayments => (self.payments.is_empty(), Refusal::HasPayments),
            Guard::ReadyNotLongAgo => (not_long_ago(self.ready_at), Refusal::TooLate),
            Guard::CompletedNotLongAgo => (not_long_ago(self.completed_at), Refusal::TooLate),
            Guard::Reason => (reason.is_some(), Refusal::ReasonMissing),
            Guard::Overdue => (self.expires_at.is_some_and(|end| end <= at), not_now),
            Guard::DayOver => {
                // One that was reopened waits since then.
                let waits_since = self.ready_at.max(self.completed_at);
                (
                    is_paid && waits_since.is_some_and(|since| since < at),
                    not_now,
                )
            }
        };
        if holds { Ok(()) } else { Err(refusal) }
    }

    fn moved(&mut self, to: OrderStatus, cause: Option<Cause>, by: &Actor, at: Timestamp) -> Event {
        match to {
            // A reopened order was called out long before; only a fresh «ready» starts its clock.
            OrderStatus::Ready if cause == Some(Cause::Reopen) => self.served_at = None,
            OrderStatus::Ready if cause == Some(Cause::Served) => self.served_at = Some(at),
            OrderStatus::Ready => self.ready_at = Some(at),
            OrderStatus::Completed => self.completed_at = Some(at),
            OrderStatus::Cancelled => self.expires_at = None,
            OrderStatus::Preparing => (self.expires_at, self.served_at) = (None, None),
            OrderStatus::AwaitingPayment => {}
        }
        let previous_status = std::mem::replace(&mut self.status, to);
        self.record(
            EventKind::OrderStatusUpdate {
                previous_status,
                cause,
            },
            by,
            at,
        )
    }

    pub(super) fn record(&mut self, kind: EventKind, by: &Actor, at: Timestamp) -> Event {
        self.rev += 1;
        Event {
            kind,
            by: by.clone(),
            at,
            order: self.clone(),
        }
    }
}

#[cfg(test)]
pub(in crate::domain) mod tests;
