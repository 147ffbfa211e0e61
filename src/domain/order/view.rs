//! Views of an order: what a customer receives, and what staff receive.

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::{
    BasisPoints, Cause, Check, CheckLine, ChosenModifier, Claim, Correction, DiscountRule, Money,
    Order, OrderLine, OrderLink, OrderStatus, OrderType, OrderUid, Parts, Payment, PaymentMethod,
    PaymentStatus, PricesInclude, Refund, RequestState, RoundRequest, TaxClass, Terms,
    order::money::Discount,
};

/// The tax of one class on a bill.
#[derive(Debug, Serialize)]
struct TaxView {
    class: TaxClass,
    rate_bp: BasisPoints,
    /// What it is reckoned from, service included.
    base: Money,
    amount: Money,
}

/// A bill: the sums of its lines, and its taxes.
#[derive(Debug, Serialize)]
pub struct BillView {
    gross: Money,
    /// Given away by the shop.
    complimentary: Money,
    line_discounts: Money,
    order_discount: Money,
    net: Money,
    service: Money,
    service_bp: BasisPoints,
    taxes: Vec<TaxView>,
    prices_include: PricesInclude,
    total: Money,
}

impl BillView {
    /// The bill of lines by these rates.
    pub fn new(lines: &[OrderLine], terms: &Terms, complimentary: Money) -> Self {
        // Each sum fitted when the bill was made.
        let sum = |part: fn(&Parts) -> Money| {
            Money::new(lines.iter().map(|line| part(&line.parts).amount()).sum())
        };
        let of_class = |class: &TaxClass| {
            let lines = || lines.iter().filter(|line| line.tax == *class);
            let amount = lines().map(|line| line.parts.tax.amount()).sum();
            let total: i64 = lines().map(|line| line.parts.total.amount()).sum();
            let rate_bp = terms.rate(*class);
            (rate_bp > BasisPoints::ZERO && total > 0).then(|| TaxView {
                class: *class,
                rate_bp,
                base: Money::new(total - amount),
                amount: Money::new(amount),
            })
        };
        Self {
            gross: sum(|parts| parts.gross),
            complimentary,
            line_discounts: Money::new(
                sum(|parts| parts.line_discount).amount() - complimentary.amount(),
            ),
            order_discount: sum(|parts| parts.order_discount),
            net: sum(|parts| parts.net),
            service: sum(|parts| parts.service),
            service_bp: terms.service,
            taxes: TaxClass::ALL.iter().filter_map(of_class).collect(),
            prices_include: terms.prices_include,
            total: sum(|parts| parts.total),
        }
    }
}

/// A check, and where its money is.
#[derive(Debug, Serialize)]
struct CheckView<'a> {
    id: i64,
    label: Option<&'a str>,
    /// What it takes of each dish; not sent where it is an equal part of all.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lines: &'a [CheckLine],
    parts: Parts,
    total_amount: Money,
    payment_status: PaymentStatus,
    paid_amount: Money,
    refunded_amount: Money,
    rest_amount: Money,
    rest_in_cash: Money,
}

impl<'a> CheckView<'a> {
    fn of(order: &'a Order, check: &'a Check) -> Self {
        let ledger = order.ledger_of(check);
        // Each sum fitted when the payment or refund was made.
        let rest_amount = ledger.rest().unwrap_or_default();
        Self {
            id: check.id,
            label: check.label.as_deref(),
            lines: &check.lines,
            parts: check.parts,
            total_amount: ledger.total,
            payment_status: ledger.status().unwrap_or(PaymentStatus::Unpaid),
            paid_amount: ledger.paid().unwrap_or_default(),
            refunded_amount: ledger.refunded().unwrap_or_default(),
            rest_amount,
            rest_in_cash: order.terms.cash.round(rest_amount),
        }
    }
}

/// What the holder of the link may see: no staff name, no internal note, no other order's facts.
#[derive(Debug, Serialize)]
pub struct CustomerView<'a> {
    uid: &'a OrderUid,
    number: String,
    code: &'a str,
    channel: &'static str,
    status: OrderStatus,
    payment_status: PaymentStatus,
    rev: i64,
    total_amount: Money,
    bill: BillView,
    /// How much of it was paid, and how much of that went back.
    paid_amount: Money,
    refunded_amount: Money,
    /// What is still owed, and what that is in cash.
    rest_amount: Money,
    rest_in_cash: Money,
    /// What the shop owes to the customer.
    owed_back: Money,
    /// Not sent where the bill is not split.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    checks: Vec<CheckView<'a>>,
    payment_method: PaymentMethod,
    order_type: OrderType,
    table_number: Option<&'a str>,
    customer_name: Option<&'a str>,
    note: Option<&'a str>,
    lines: &'a [OrderLine],
    /// The rounds that guests asked for; not sent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    requests: Vec<RequestView<'a>>,
    cancel_cause: Option<Cause>,
    created_at: Timestamp,
    expires_at: Option<Timestamp>,
    ready_at: Option<Timestamp>,
    /// When it was brought to the table, of what is not paid yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    served_at: Option<Timestamp>,
    completed_at: Option<Timestamp>,
    /// The order that its dishes went over to.
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<&'a OrderLink>,
}

impl<'a> From<&'a Order> for CustomerView<'a> {
    fn from(order: &'a Order) -> Self {
        let ledger = order.ledger();
        // Each sum fitted when the payment or refund was made.
        let rest_amount = ledger.rest().unwrap_or_default();
        Self {
            uid: &order.uid,
            number: order.number.to_string(),
            code: order.code.as_str(),
            channel: order.number.channel.as_str(),
            status: order.status,
            payment_status: order.payment_status,
            rev: order.rev,
            total_amount: order.total_amount,
            bill: BillView::new(&order.lines, &order.terms, order.complimentary()),
            paid_amount: ledger.paid().unwrap_or_default(),
            refunded_amount: ledger.refunded().unwrap_or_default(),
            rest_amount,
            rest_in_cash: order.rest_in_cash(),
            owed_back: order.owed_back(),
            checks: order
                .checks_in_force()
                .map(|check| CheckView::of(order, check))
                .collect(),
            payment_method: order.payment_method,
            order_type: order.order_type,
            table_number: order.table_number.as_deref(),
            customer_name: order.customer_name.as_deref(),
            note: order.note.as_deref(),
            lines: &order.lines,
            requests: RequestView::all(order),
            cancel_cause: order
                .cancellation
                .as_ref()
                .map(|cancellation| cancellation.cause),
            created_at: order.created_at,
            expires_at: order.expires_at,
            ready_at: order.ready_at,
            served_at: order.served_at,
            completed_at: order.completed_at,
            merged_into: order.merged_into.as_ref(),
        }
    }
}

/// A dish of a round that a guest asked for.
#[derive(Debug, Serialize)]
struct RequestedLineView<'a> {
    menu_item_id: Option<i64>,
    name: &'a str,
    quantity: i64,
    modifiers: &'a [ChosenModifier],
    note: Option<&'a str>,
    line_total: Money,
}

/// A round that a guest asked for, as its guest and the staff receive it.
#[derive(Debug, Serialize)]
struct RequestView<'a> {
    id: i64,
    state: RequestState,
    lines: Vec<RequestedLineView<'a>>,
    total: Money,
    round: Option<i64>,
    reason: Option<&'a str>,
    requested_at: Timestamp,
    answered_at: Option<Timestamp>,
}

impl<'a> RequestView<'a> {
    /// All requests of an order; one without an answer is left out once the order has ended.
    fn all(order: &'a Order) -> Vec<Self> {
        let is_open = order.status.is_open();
        let told = order.requests.iter();
        told.filter(|request| is_open || request.state != RequestState::Waiting)
            .map(Self::from)
            .collect()
    }
}

impl<'a> From<&'a RoundRequest> for RequestView<'a> {
    fn from(request: &'a RoundRequest) -> Self {
        let lines = request.lines.iter().map(|line| RequestedLineView {
            menu_item_id: line.menu_item_id,
            name: &line.name,
            quantity: line.quantity,
            modifiers: &line.modifiers,
            note: line.note.as_deref(),
            line_total: line.line_total,
        });
        Self {
            id: request.id,
            state: request.state,
            lines: lines.collect(),
            total: request.total(),
            round: request.round,
            reason: request.reason.as_deref(),
            requested_at: request.requested_at,
            answered_at: request.answered_at,
        }
    }
}

/// A discount that holds.
#[derive(Debug, Serialize)]
struct DiscountView<'a> {
    id: i64,
    line_id: Option<i64>,
    kind: &'static str,
    percent_bp: Option<BasisPoints>,
    ceiling: Option<Money>,
    amount: Option<Money>,
    reason: &'a str,
    by: &'a str,
    approved_by: Option<&'a str>,
    given_at: Timestamp,
}

impl<'a> From<&'a Discount> for DiscountView<'a> {
    fn from(discount: &'a Discount) -> Self {
        let (percent_bp, ceiling, amount) = match discount.rule {
            DiscountRule::Percent { rate, ceiling } => (Some(rate), ceiling, None),
            DiscountRule::Amount(amount) => (None, None, Some(amount)),
            DiscountRule::Complimentary => (None, None, None),
        };
        Self {
            id: discount.id,
            line_id: discount.line_id,
            kind: discount.rule.kind(),
            percent_bp,
            ceiling,
            amount,
            reason: &discount.reason,
            by: &discount.by,
            approved_by: discount.approved_by.as_deref(),
            given_at: discount.given_at,
        }
    }
}

/// A way of paying that was corrected.
#[derive(Debug, Serialize)]
struct CorrectionView<'a> {
    id: i64,
    payment_id: i64,
    from: PaymentMethod,
    to: PaymentMethod,
    /// What came in by the one, and what by the other.
    received_from: Money,
    received_to: Money,
    reason: &'a str,
    by: &'a str,
    approved_by: Option<&'a str>,
    corrected_at: Timestamp,
}

impl<'a> From<&'a Correction> for CorrectionView<'a> {
    fn from(correction: &'a Correction) -> Self {
        let Correction { from, to, .. } = correction;
        Self {
            id: correction.id,
            payment_id: correction.payment_id,
            from: from.method,
            to: to.method,
            received_from: from.received(),
            received_to: to.received(),
            reason: &correction.reason,
            by: &correction.by,
            approved_by: correction.approved_by.as_deref(),
            corrected_at: correction.corrected_at,
        }
    }
}

/// A line that was taken off.
#[derive(Debug, Serialize)]
struct VoidView<'a> {
    line_id: i64,
    reason: Option<&'a str>,
    by: &'a str,
    approved_by: Option<&'a str>,
    at: Timestamp,
}

impl<'a> VoidView<'a> {
    fn of(line: &'a OrderLine) -> Option<Self> {
        let voided = line.voided.as_ref()?;
        Some(Self {
            line_id: line.id,
            reason: voided.reason.as_deref(),
            by: &voided.by,
            approved_by: voided.approved_by.as_deref(),
            at: voided.at,
        })
    }
}

/// What staff may see: the customer's view and what is the shop's own.
#[derive(Debug, Serialize)]
pub struct StaffView<'a> {
    #[serde(flatten)]
    order: CustomerView<'a>,
    day: String,
    /// The newest.
    payment: Option<&'a Payment>,
    payments: &'a [Payment],
    corrections: Vec<CorrectionView<'a>>,
    refunds: &'a [Refund],
    claims: &'a [Claim],
    discounts: Vec<DiscountView<'a>>,
    voids: Vec<VoidView<'a>>,
    cancel_reason: Option<&'a str>,
    placed_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_level: Option<LevelView<'a>>,
}

/// The price level of an order, where it does not follow from where it is eaten.
#[derive(Debug, Serialize)]
struct LevelView<'a> {
    code: &'a str,
    name: &'a str,
    is_paid_in_app: bool,
}

impl<'a> From<&'a Order> for StaffView<'a> {
    fn from(order: &'a Order) -> Self {
        let cancellation = order.cancellation.as_ref();
        Self {
            order: order.into(),
            day: order.day.to_string(),
            payment: order.payments.last(),
            payments: &order.payments,
            corrections: order.corrections.iter().map(CorrectionView::from).collect(),
            refunds: &order.refunds,
            claims: &order.claims,
            discounts: order.discounts_in_force().map(DiscountView::from).collect(),
            voids: order.lines.iter().filter_map(VoidView::of).collect(),
            cancel_reason: cancellation.and_then(|cancellation| cancellation.reason.as_deref()),
            placed_by: order.placed_by.as_deref(),
            price_level: order.level.as_ref().map(|level| LevelView {
                code: &level.code,
                name: &level.name,
                is_paid_in_app: level.is_paid_in_app,
            }),
        }
    }
}

/// The pickup board: numbers, nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Board {
    /// Being made, oldest first.
    pub preparing: Vec<String>,
    /// To be picked up, newest first.
    pub ready: Vec<String>,
}
