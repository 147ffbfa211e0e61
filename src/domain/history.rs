//! Rows of the history: changes of the menu, the staff and the settings, and the short form of an order's event.
//!
//! An entry holds texts and no references, because what it is about may be retired, and the journal is cut after a
//! while.

use jiff::Timestamp;

use super::{
    Cause, EventKind, Money, Order, OrderLine, OrderNumber, OrderStatus, OrderUid, PaymentMethod,
    Recorded, string_enum::string_enum,
};

string_enum! {
    /// What kind of thing was changed.
    pub enum Subject {
        /// A category of the menu.
        Category = "category",
        /// A dish.
        Item = "item",
        /// A group of choices.
        Group = "group",
        /// A member of the staff.
        Staff = "staff",
        /// A signed-in device, or a paired screen.
        Device = "device",
        /// A setting.
        Setting = "setting",
        /// The tables there are.
        Tables = "tables",
        /// A price level.
        PriceLevel = "price_level",
        /// A fee.
        Fee = "fee",
        /// A drawer: opened, counted, closed, and cash that moved in it.
        Shift = "shift",
        /// A printer, and what was printed again or dropped.
        Printer = "printer",
    }
}

/// One changed field, as texts for people: what it is about may be long gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing.
    pub subject: Subject,
    /// Which one; 0 where there is only one.
    pub subject_id: i64,
    /// What it is called.
    pub name: String,
    /// What of it.
    pub field: String,
    /// As it was.
    pub before: Option<String>,
    /// As it is now.
    pub after: Option<String>,
}

/// A part of the history that is looked at by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryScope {
    /// The menu.
    Menu,
    /// Who works here and with what devices.
    Staff,
    /// The shop's settings and tables.
    Shop,
    /// The drawers.
    Drawer,
}

impl HistoryScope {
    /// What it is about.
    pub const fn subjects(self) -> &'static [Subject] {
        match self {
            Self::Menu => &[
                Subject::Category,
                Subject::Item,
                Subject::Group,
                Subject::PriceLevel,
                Subject::Fee,
            ],
            Self::Staff => &[Subject::Staff, Subject::Device],
            Self::Shop => &[Subject::Setting, Subject::Tables, Subject::Printer],
            Self::Drawer => &[Subject::Shift],
        }
    }
}

/// Something that happened to an order, without the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
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
    /// The dishes that it is about, as long as the journal has the event.
    pub items: Option<String>,
    /// What the order cost when it came, and what of it was paid when it was cancelled; as long as the journal has it.
    pub amount: Option<Money>,
    /// Why; of a cancellation forever, of all else as long as the journal has the event.
    pub reason: Option<String>,
}

/// Which events of orders are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    /// Only those that move money, change a bill, or cancel an order that money had come in for.
    pub money_only: bool,
    /// Only those by this one: a name of the staff, `customer` or `clock`. None is everyone.
    pub by: Option<String>,
}

const SERVED: &str = Cause::Served.as_str();

impl From<Recorded> for HistoryEntry {
    fn from(recorded: Recorded) -> Self {
        let event = recorded.event;
        let status = event.order.status;
        let (items, amount, reason) = circumstances(&event.kind, &event.order);
        let (before, after) = match &event.kind {
            EventKind::NewOrder => (None, status.as_str().to_owned()),
            // How, and how much: «cash 30000».
            EventKind::PaymentReceived | EventKind::PaymentSuccess => {
                let payment = event.order.payments.last();
                let moved = payment.map(|payment| moved(payment.method, payment.amount));
                (None, moved.unwrap_or_else(|| status.as_str().to_owned()))
            }
            EventKind::PaymentRefunded => {
                let refund = event.order.refunds.last();
                let moved = refund.map(|refund| moved(refund.method, refund.parts.total));
                (None, moved.unwrap_or_default())
            }
            EventKind::OrderLinesMovedOut { to } => (None, to.number.clone()),
            EventKind::OrderLinesMovedIn { from, .. } => (None, from.number.clone()),
            EventKind::OrderLinesAdded { round } => {
                (None, names(&event.order, |line| line.round == *round))
            }
            EventKind::OrderLinesRequested { request }
            | EventKind::OrderLinesDeclined { request } => {
                let mut requests = event.order.requests.iter();
                let names = requests.find(|each| each.id == *request).map(|asked| {
                    asked
                        .lines
                        .iter()
                        .map(|line| format!("{}× {}", line.quantity, line.name))
                });
                let names: Vec<_> = names.into_iter().flatten().collect();
                (None, names.join(", "))
            }
            EventKind::OrderLineVoided { line_id } => {
                (None, names(&event.order, |line| line.id == *line_id))
            }
            EventKind::OrderDetailsChanged => {
                let table = event.order.table_number.clone();
                (
                    None,
                    table.unwrap_or_else(|| event.order.order_type.as_str().to_owned()),
                )
            }
            EventKind::PaymentCorrected => said_of_correction(&event.order),
            EventKind::ClaimRecorded => {
                let claim = event.order.claims.last();
                let moved = claim.map(|claim| moved(claim.method, claim.amount));
                (None, moved.unwrap_or_default())
            }
            EventKind::ClaimSettled { claim_id } => {
                (None, said_of_settlement(&event.order, *claim_id))
            }
            // While a bill is split, it changes by being split alone: «split 2».
            EventKind::BillChanged if event.order.is_split() => {
                let checks = event.order.checks_in_force().count();
                (None, format!("split {checks}"))
            }
            // What it costs now.
            EventKind::BillChanged => (None, event.order.total_amount.amount().to_string()),
            // An order that is not paid stays ready when it is brought to its table, and when it was not after all.
            EventKind::OrderStatusUpdate {
                previous_status,
                cause: Some(Cause::Served),
            } => (Some(previous_status.as_str().to_owned()), SERVED.to_owned()),
            EventKind::OrderStatusUpdate {
                previous_status,
                cause: Some(Cause::Reopen),
            } if *previous_status == status => {
                (Some(SERVED.to_owned()), status.as_str().to_owned())
            }
            EventKind::OrderStatusUpdate {
                previous_status, ..
            } => (
                Some(previous_status.as_str().to_owned()),
                status.as_str().to_owned(),
            ),
            EventKind::OrderLineUpdate {
                line_id,
                previous_status,
            } => {
                let line = event.order.lines.iter().find(|line| line.id == *line_id);
                let now = line.map_or(previous_status.as_str(), |line| line.status.as_str());
                (Some(previous_status.as_str().to_owned()), now.to_owned())
            }
        };
        Self {
            seq: recorded.seq,
            rev: event.order.rev,
            topic: event.kind.topic().as_str().to_owned(),
            at: event.at,
            by: event.by.name().to_owned(),
            status,
            before,
            after,
            items,
            amount,
            reason,
            number: event.order.number,
            uid: event.order.uid,
        }
    }
}

/// Lines as people say them: «2× Kopi Susu, 1× Nasi Goreng».
fn names(order: &Order, wanted: impl Fn(&OrderLine) -> bool) -> String {
    let lines = order.lines.iter().filter(|line| wanted(line));
    let names: Vec<_> = lines
        .map(|line| format!("{}× {}", line.quantity, line.name))
        .collect();
    names.join(", ")
}

/// Dishes, sum and reason of what happened, where its kind has any.
fn circumstances(
    kind: &EventKind,
    order: &Order,
) -> (Option<String>, Option<Money>, Option<String>) {
    match kind {
        EventKind::NewOrder => (
            Some(names(order, |line| line.round == 1)),
            Some(order.total_amount),
            None,
        ),
        EventKind::OrderLineUpdate { line_id, .. } => {
            (Some(names(order, |line| line.id == *line_id)), None, None)
        }
        EventKind::OrderLineVoided { line_id } => {
            let line = order.lines.iter().find(|line| line.id == *line_id);
            let voided = line.and_then(|line| line.voided.as_ref());
            (None, None, voided.and_then(|voided| voided.reason.clone()))
        }
        EventKind::OrderStatusUpdate { .. } => match &order.cancellation {
            Some(cancelled) => {
                let paid = order
                    .ledger()
                    .paid()
                    .ok()
                    .filter(|paid| *paid > Money::ZERO);
                (None, paid, cancelled.reason.clone())
            }
            None => (None, None, None),
        },
        EventKind::PaymentRefunded => {
            let refund = order.refunds.last();
            (None, None, refund.map(|refund| refund.reason.clone()))
        }
        EventKind::PaymentCorrected => {
            let made = order.corrections.last();
            (None, None, made.map(|made| made.reason.clone()))
        }
        EventKind::ClaimSettled { claim_id } => {
            let claim = order.claims.iter().find(|claim| claim.id == *claim_id);
            let back = claim.and_then(|claim| claim.settlement.as_ref());
            (None, None, back.map(|back| back.reason.clone()))
        }
        EventKind::OrderLinesDeclined { request } => {
            let asked = order.requests.iter().find(|each| each.id == *request);
            (None, None, asked.and_then(|asked| asked.reason.clone()))
        }
        EventKind::PaymentReceived
        | EventKind::PaymentSuccess
        | EventKind::ClaimRecorded
        | EventKind::BillChanged
        | EventKind::OrderLinesAdded { .. }
        | EventKind::OrderLinesRequested { .. }
        | EventKind::OrderLinesMovedOut { .. }
        | EventKind::OrderLinesMovedIn { .. }
        | EventKind::OrderDetailsChanged => (None, None, None),
    }
}

/// Money that moved, as the history keeps it.
fn moved(method: PaymentMethod, amount: Money) -> String {
    format!("{} {}", method.as_str(), amount.amount())
}

/// The amount of the payment that was corrected last, with its old and its new payment method.
fn said_of_correction(order: &Order) -> (Option<String>, String) {
    let of = order.corrections.last().and_then(|correction| {
        let mut payments = order.payments.iter();
        let amount = payments
            .find(|payment| payment.id == correction.payment_id)?
            .amount;
        let (from, to) = (correction.from.method, correction.to.method);
        Some((moved(from, amount), moved(to, amount)))
    });
    of.map_or((None, String::new()), |(from, to)| (Some(from), to))
}

/// How a claim was given back, and how much.
fn said_of_settlement(order: &Order, claim_id: i64) -> String {
    let mut claims = order.claims.iter();
    let moved = claims
        .find(|claim| claim.id == claim_id)
        .and_then(|claim| Some(moved(claim.settlement.as_ref()?.method, claim.amount)));
    moved.unwrap_or_default()
}
