//! Rounds that guests ask for from their own phones, and what the till says to them.
//!
//! A round that waits is no part of the order: the bill does not have it and the kitchen is not told, so that no phone
//! in the street has a dish made. Accepted, it is a round like any other.

use jiff::Timestamp;

use super::{
    Event, EventKind, MOST_LINES, Order, OrderLine, REASON_LENGTH, changes::over, clean_text,
};
use crate::domain::{
    Actor, Money, MoneyOverflow, Move, PaymentTiming, Refusal, allowed, payment::next_id,
    string_enum::string_enum,
};

string_enum! {
    /// What became of a round that a guest asked for.
    pub enum RequestState {
        /// The till has not answered.
        Waiting = "waiting",
        /// It is on the bill.
        Accepted = "accepted",
        /// It will not be made.
        Declined = "declined",
    }
}

/// A round that a guest asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundRequest {
    /// Its number among those of its order, from 1.
    pub id: i64,
    /// What became of it.
    pub state: RequestState,
    /// The dishes, numbered from 1, at the prices that the guest was told.
    pub lines: Vec<OrderLine>,
    /// The round that it became.
    pub round: Option<i64>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Who of the staff answered.
    pub answered_by: Option<String>,
    /// When it came.
    pub requested_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

impl RoundRequest {
    /// What its dishes cost by the menu.
    pub fn total(&self) -> Money {
        // It fitted when it was asked for.
        total(&self.lines).unwrap_or_default()
    }
}

impl Order {
    /// The rounds that the till has not answered; none of an order that is over.
    pub fn waiting_requests(&self) -> impl Iterator<Item = &RoundRequest> {
        let is_open = self.status.is_open();
        let requests = self.requests.iter();
        requests.filter(move |request| is_open && request.state == RequestState::Waiting)
    }

    /// Whether a round that joins the order at once would have the kitchen make what a shop that is paid first has not
    /// been paid for.
    pub fn starts_unpaid(&self, timing: PaymentTiming) -> bool {
        timing == PaymentTiming::Before && self.status.is_the_kitchens()
    }

    /// Asks for a round, which waits for the till.
    ///
    /// # Errors
    /// When this actor may not, the order is over, or it would have too many lines with all that waits.
    pub fn request_lines(
        &mut self,
        by: &Actor,
        lines: Vec<OrderLine>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::RequestLines, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        self.rule(Move::RequestLines, by, None).map_err(over)?;
        let waiting: usize = self.waiting_requests().map(|one| one.lines.len()).sum();
        if self.lines.len() + waiting + lines.len() > MOST_LINES {
            return Err(Refusal::TooManyLines);
        }
        total(&lines)?;
        let id = next_id(&self.requests);
        self.requests.push(RoundRequest {
            id,
            state: RequestState::Waiting,
            lines,
            round: None,
            reason: None,
            answered_by: None,
            requested_at: at,
            answered_at: None,
        });
        let asked = EventKind::OrderLinesRequested { request: id };
        Ok(vec![self.record(asked, by, at)])
    }

    /// Makes what a guest asked for a round of the order. A second time changes nothing.
    ///
    /// # Errors
    /// When there is no such round, it was declined, or the order is over.
    pub fn accept_request(
        &mut self,
        by: &Actor,
        id: i64,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::DeclineLines, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        let round = self.newest_round() + 1;
        let Some(request) = self.answer(by, id, RequestState::Accepted, at)? else {
            return Ok(Vec::new());
        };
        request.round = Some(round);
        let lines = request.lines.clone();
        self.add_lines(by, lines, at).map_err(over)
    }

    /// Says no to what a guest asked for. A second time changes nothing.
    ///
    /// # Errors
    /// When there is no such round, it was accepted, the order is over, or no reason is given.
    pub fn decline_request(
        &mut self,
        by: &Actor,
        id: i64,
        reason: Option<String>,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        if !allowed(Move::DeclineLines, by.party()) {
            return Err(Refusal::NotAllowed);
        }
        let reason = clean_text("reason", reason, REASON_LENGTH)?;
        self.rule(Move::DeclineLines, by, None).map_err(over)?;
        let Some(request) = self.answer(by, id, RequestState::Declined, at)? else {
            return Ok(Vec::new());
        };
        request.reason = Some(reason.ok_or(Refusal::ReasonMissing)?);
        let declined = EventKind::OrderLinesDeclined { request: id };
        Ok(vec![self.record(declined, by, at)])
    }

    /// The round that is answered so now; none if it was before.
    fn answer(
        &mut self,
        by: &Actor,
        id: i64,
        state: RequestState,
        at: Timestamp,
    ) -> Result<Option<&mut RoundRequest>, Refusal> {
        let mut requests = self.requests.iter_mut();
        let request = requests
            .find(|request| request.id == id)
            .ok_or(Refusal::UnknownRequest)?;
        if request.state == state {
            return Ok(None);
        }
        if request.state != RequestState::Waiting {
            return Err(Refusal::RequestAnswered);
        }
        request.state = state;
        request.answered_by = Some(by.name().to_owned());
        request.answered_at = Some(at);
        Ok(Some(request))
    }
}

fn total(lines: &[OrderLine]) -> Result<Money, MoneyOverflow> {
    let mut lines = lines.iter();
    lines.try_fold(Money::ZERO, |sum, line| sum.plus(line.line_total))
}
