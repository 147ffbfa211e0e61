//! Rows of the rounds that guests ask for.
//!
//! The dishes of a round that waits are one document and no rows of `order_lines`: sums, exports and the kitchen read
//! those, and none of them may count what was not accepted. Notes are not in it: what a guest says is erased with the
//! rest of it (`store/guests.rs`).

use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        ChosenModifier, LineStatus, Money, Order, OrderLine, Parts, RequestState, RoundRequest,
        TaxClass,
    },
    store::{
        StoreError, Writer,
        rows::{Columns, millis},
    },
};

const INSERT_REQUEST: &str = "
    insert into round_requests (order_id, number, state, lines, requested_at) values (?1, ?2, ?3, ?4, ?5)";

/// Only ever from waiting to an answer.
const ANSWER: &str = "
    update round_requests set state = ?3, round = ?4, reason = ?5, answered_by = ?6, answered_at = ?7
    where order_id = ?1 and number = ?2 and state = 'waiting'";

/// A dish as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptLine {
    item: Option<i64>,
    name: String,
    price: i64,
    quantity: i64,
    station: String,
    tax: String,
    service: bool,
    discountable: bool,
    /// Option, name, price.
    options: Vec<(i64, String, i64)>,
}

impl KeptLine {
    fn of(line: &OrderLine) -> Self {
        let options = line.modifiers.iter();
        Self {
            item: line.menu_item_id,
            name: line.name.clone(),
            price: line.unit_price.amount(),
            quantity: line.quantity,
            station: line.station.clone(),
            tax: line.tax.as_str().to_owned(),
            service: line.carries_service,
            discountable: line.is_discountable,
            options: options
                .map(|option| {
                    let price = option.price.amount();
                    (option.option_id, option.name.clone(), price)
                })
                .collect(),
        }
    }

    fn line(self, id: i64) -> Result<OrderLine, StoreError> {
        let unreadable = || StoreError::Unreadable("lines".to_owned());
        let options = self.options.into_iter();
        let line = OrderLine {
            id,
            menu_item_id: self.item,
            fee: None,
            name: self.name,
            unit_price: Money::new(self.price),
            quantity: self.quantity,
            modifiers: options
                .map(|(option_id, name, price)| ChosenModifier {
                    option_id,
                    name,
                    price: Money::new(price),
                })
                .collect(),
            note: None,
            status: LineStatus::Queued,
            line_total: Money::ZERO,
            station: self.station,
            round: 1,
            moved_from: None,
            moved_to: None,
            voided: None,
            tax: TaxClass::parse(&self.tax).ok_or_else(unreadable)?,
            carries_service: self.service,
            is_discountable: self.discountable,
            parts: Parts::default(),
        };
        let line_total = line.each().and_then(|each| each.times(line.quantity));
        let line_total = line_total.map_err(|_| unreadable())?;
        Ok(OrderLine { line_total, ..line })
    }
}

impl Writer<'_> {
    /// Keeps a round that a guest asks for.
    pub(super) fn insert_request(
        &self,
        order_id: i64,
        order: &Order,
        id: i64,
    ) -> Result<(), StoreError> {
        let Some(request) = order.requests.iter().find(|request| request.id == id) else {
            return Ok(());
        };
        let lines: Vec<_> = request.lines.iter().map(KeptLine::of).collect();
        self.prepare_cached(INSERT_REQUEST)?.execute(params![
            order_id,
            request.id,
            RequestState::Waiting.as_str(),
            serde_json::to_string(&lines)?,
            millis(request.requested_at),
        ])?;
        self.insert_requested_notes(order_id, order, request)
    }

    /// Keeps what the till said to the rounds that waited.
    pub(super) fn answer_requests(&self, order_id: i64, order: &Order) -> Result<(), StoreError> {
        let answered = order.requests.iter();
        for request in answered.filter(|request| request.state != RequestState::Waiting) {
            self.prepare_cached(ANSWER)?.execute(params![
                order_id,
                request.id,
                request.state.as_str(),
                request.round,
                request.reason,
                request.answered_by,
                request.answered_at.map(millis),
            ])?;
        }
        Ok(())
    }
}

/// The round of a row, without its notes.
pub(super) fn round_request(row: &Row<'_>) -> Result<RoundRequest, StoreError> {
    let kept = row.get_ref("lines")?;
    let kept = kept.as_str().map_err(rusqlite::Error::from)?;
    let kept: Vec<KeptLine> = serde_json::from_str(kept)?;
    let lines = kept.into_iter().zip(1..).map(|(line, id)| line.line(id));
    Ok(RoundRequest {
        id: row.get("number")?,
        state: row.word("state", RequestState::parse)?,
        lines: lines.collect::<Result<_, _>>()?,
        round: row.get("round")?,
        reason: row.get("reason")?,
        answered_by: row.get("answered_by")?,
        requested_at: row.time("requested_at")?,
        answered_at: row.time_if_any("answered_at")?,
    })
}
