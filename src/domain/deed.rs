//! What happened to an order, in short: what is kept when the journal no longer has the event.

use jiff::Timestamp;

use super::{Happening, OrderNumber, OrderStatus, OrderUid, Recorded};

/// Something that happened to an order, without the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Its number in the journal.
    pub seq: i64,
    /// Which order.
    pub uid: OrderUid,
    /// What that is called.
    pub number: OrderNumber,
    /// Which of the order's events.
    pub rev: i64,
    /// What kind, as the event is called on the wire.
    pub topic: String,
    /// When, by the shop's clock.
    pub at: Timestamp,
    /// Who: a name of the staff, `customer` or `clock`.
    pub by: String,
    /// Where the order was then.
    pub status: OrderStatus,
    /// What changed, of the order or of its line, as it was.
    pub before: Option<String>,
    /// As it became.
    pub after: String,
}

impl From<Recorded> for Deed {
    fn from(recorded: Recorded) -> Self {
        let event = recorded.event;
        let status = event.order.status;
        let (before, after) = match &event.happening {
            Happening::NewOrder | Happening::PaymentSuccess => (None, status.as_str()),
            Happening::OrderStatusUpdate {
                previous_status, ..
            } => (Some(previous_status.as_str()), status.as_str()),
            Happening::OrderLineUpdate {
                line_id,
                previous_status,
            } => {
                let line = event.order.lines.iter().find(|line| line.id == *line_id);
                let now = line.map_or(previous_status.as_str(), |line| line.status.as_str());
                (Some(previous_status.as_str()), now)
            }
        };
        Self {
            seq: recorded.seq,
            rev: event.order.rev,
            topic: event.happening.topic().to_owned(),
            at: event.at,
            by: event.by.name().to_owned(),
            status,
            before: before.map(str::to_owned),
            after: after.to_owned(),
            number: event.order.number,
            uid: event.order.uid,
        }
    }
}
