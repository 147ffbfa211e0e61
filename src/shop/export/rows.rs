//! The columns of each export. `docs/openapi.yaml` describes them; a column is added at the end and never removed.

use jiff::tz::TimeZone;

use crate::{
    domain::{FeeKind, Menu, Order, OrderStatus},
    shop::{
        Entry,
        tabular::{Cell, Row},
    },
    store::{GivenRefund, MadeCorrection, RecordedClaim, TakenPayment},
};

pub(super) const ORDERS: [&str; 33] = [
    "uid",
    "number",
    "day",
    "created_at",
    "status",
    "payment_status",
    "channel",
    "order_type",
    "table_number",
    "customer_name",
    "note",
    "items",
    "total_amount",
    "payment_method",
    "paid_amount",
    "paid_at",
    "ready_at",
    "completed_at",
    "expires_at",
    "cancel_cause",
    "cancel_reason",
    "placed_by",
    "gross",
    "line_discounts",
    "complimentary",
    "order_discount",
    "net",
    "service",
    "tax",
    "refunded_amount",
    "price_level",
    "commission",
    "merged_into",
];

pub(super) const LINES: [&str; 26] = [
    "uid",
    "number",
    "day",
    "created_at",
    "order_status",
    "line",
    "menu_item_id",
    "name",
    "modifiers",
    "quantity",
    "unit_price",
    "modifiers_price",
    "line_total",
    "station",
    "status",
    "note",
    "round",
    "tax_class",
    "line_discount",
    "order_discount",
    "net",
    "service",
    "tax",
    "total",
    "void_reason",
    "kind",
];

pub(super) const REFUNDS: [&str; 16] = [
    "id",
    "refunded_at",
    "uid",
    "number",
    "day",
    "method",
    "amount",
    "net",
    "service",
    "tax",
    "rounding",
    "reason",
    "by",
    "approved_by",
    "check_id",
    "shift",
];

pub(super) const CORRECTIONS: [&str; 13] = [
    "id",
    "corrected_at",
    "uid",
    "number",
    "day",
    "payment",
    "method_from",
    "method_to",
    "received_from",
    "received_to",
    "reason",
    "by",
    "approved_by",
];

pub(super) const CLAIMS: [&str; 15] = [
    "id",
    "received_at",
    "uid",
    "number",
    "day",
    "cause",
    "method",
    "amount",
    "by",
    "given_back_at",
    "given_back_method",
    "given_back_rounding",
    "given_back_reason",
    "given_back_by",
    "approved_by",
];

pub(super) const PAYMENTS: [&str; 15] = [
    "id",
    "paid_at",
    "uid",
    "number",
    "day",
    "method",
    "amount",
    "tendered",
    "change",
    "paid_to",
    "payment_status",
    "rounding",
    "check_id",
    "taken_as",
    "shift",
];

pub(super) const MENU: [&str; 12] = [
    "kind",
    "id",
    "part",
    "name_id",
    "name_en",
    "description_id",
    "description_en",
    "price",
    "station",
    "is_available",
    "choices",
    "photo_url",
];

pub(super) const HISTORY: [&str; 13] = [
    "id",
    "at",
    "by",
    "subject",
    "subject_id",
    "uid",
    "name",
    "field",
    "before",
    "after",
    "items",
    "amount",
    "reason",
];

pub(super) fn order(order: &Order, zone: &TimeZone) -> Row {
    let payment = order.payments.last();
    let cancelled = order.cancellation.as_ref();
    // Each sum fitted when the bill and the refunds were made.
    let bill = order.bill().map(|bill| bill.sums).unwrap_or_default();
    let gifts = order.complimentary();
    let line_discounts = bill.line_discount.minus(gifts).unwrap_or_default();
    let dishes = order.lines.iter().filter(|line| line.fee.is_none());
    let level = order.level.as_ref();
    // What was cancelled brought in nothing of which a part could be kept.
    let commission = level
        .filter(|_| order.status != OrderStatus::Cancelled)
        .and_then(|level| level.commission(order.total_amount).ok())
        .unwrap_or_default();
    let refunded = order.ledger().refunded().unwrap_or_default();
    vec![
        Cell::text(&order.uid),
        Cell::text(order.number),
        Cell::text(order.day),
        Cell::time(order.created_at, zone),
        Cell::text(order.status.as_str()),
        Cell::text(order.payment_status.as_str()),
        Cell::text(order.number.channel.as_str()),
        Cell::text(order.order_type.as_str()),
        Cell::maybe(order.table_number.as_ref()),
        Cell::maybe(order.customer_name.as_ref()),
        Cell::maybe(order.note.as_ref()),
        Cell::Number(dishes.map(|line| line.quantity).sum()),
        Cell::money(order.total_amount),
        Cell::text(
            payment
                .map_or(order.payment_method, |payment| payment.method)
                .as_str(),
        ),
        payment.map_or(Cell::Empty, |_| {
            Cell::money(order.ledger().paid().unwrap_or_default())
        }),
        Cell::time_if_any(payment.map(|payment| payment.paid_at), zone),
        Cell::time_if_any(order.ready_at, zone),
        Cell::time_if_any(order.completed_at, zone),
        Cell::time_if_any(order.expires_at, zone),
        Cell::maybe(cancelled.map(|cancelled| cancelled.cause.as_str())),
        Cell::maybe(cancelled.and_then(|cancelled| cancelled.reason.as_ref())),
        Cell::maybe(order.placed_by.as_ref()),
        Cell::money(bill.gross),
        Cell::money(line_discounts),
        Cell::money(gifts),
        Cell::money(bill.order_discount),
        Cell::money(bill.net),
        Cell::money(bill.service),
        Cell::money(bill.tax),
        Cell::money(refunded),
        Cell::text(level.map_or(order.order_type.level(), |level| level.code.as_str())),
        Cell::money(commission),
        Cell::maybe(order.merged_into.as_ref().map(|other| &other.number)),
    ]
}

pub(super) fn lines<'a>(order: &'a Order, zone: &'a TimeZone) -> impl Iterator<Item = Row> + 'a {
    order.lines.iter().map(move |line| {
        let chosen = line.modifiers.iter();
        let names: Vec<&str> = chosen.clone().map(|chosen| chosen.name.as_str()).collect();
        vec![
            Cell::text(&order.uid),
            Cell::text(order.number),
            Cell::text(order.day),
            Cell::time(order.created_at, zone),
            Cell::text(order.status.as_str()),
            Cell::Number(line.id),
            Cell::number_if_any(line.menu_item_id),
            Cell::text(&line.name),
            Cell::text(names.join("; ")),
            Cell::Number(line.quantity),
            Cell::money(line.unit_price),
            Cell::Number(chosen.map(|chosen| chosen.price.amount()).sum()),
            Cell::money(line.line_total),
            Cell::text(&line.station),
            Cell::text(line.status.as_str()),
            Cell::maybe(line.note.as_ref()),
            Cell::Number(line.round),
            Cell::text(line.tax.as_str()),
            Cell::money(line.parts.line_discount),
            Cell::money(line.parts.order_discount),
            Cell::money(line.parts.net),
            Cell::money(line.parts.service),
            Cell::money(line.parts.tax),
            Cell::money(line.parts.total),
            Cell::maybe(
                line.voided
                    .as_ref()
                    .and_then(|voided| voided.reason.as_ref()),
            ),
            Cell::text(line.fee.map_or("dish", FeeKind::as_str)),
        ]
    })
}

pub(super) fn refund(taken: &GivenRefund, zone: &TimeZone) -> Row {
    let refund = &taken.refund;
    vec![
        Cell::Number(taken.id),
        Cell::time(refund.refunded_at, zone),
        Cell::text(&taken.uid),
        Cell::text(taken.number),
        Cell::text(taken.day),
        Cell::text(refund.method.as_str()),
        Cell::money(refund.parts.total),
        Cell::money(refund.parts.net),
        Cell::money(refund.parts.service),
        Cell::money(refund.parts.tax),
        Cell::money(refund.rounding),
        Cell::text(&refund.reason),
        Cell::text(&refund.by),
        Cell::maybe(refund.approved_by.as_ref()),
        Cell::number_if_any(refund.check_id),
        Cell::number_if_any(taken.shift_id),
    ]
}

pub(super) fn payment(payment: &TakenPayment, zone: &TimeZone) -> Row {
    vec![
        Cell::Number(payment.id),
        Cell::time(payment.paid_at, zone),
        Cell::text(&payment.uid),
        Cell::text(payment.number),
        Cell::text(payment.day),
        Cell::text(payment.way.method.as_str()),
        Cell::money(payment.amount),
        Cell::money(payment.way.tendered),
        Cell::money(payment.way.change),
        Cell::text(&payment.paid_to),
        Cell::text(payment.payment_status.as_str()),
        Cell::money(payment.way.rounding),
        Cell::number_if_any(payment.check_id),
        Cell::text(payment.taken_as.as_str()),
        Cell::number_if_any(payment.shift_id),
    ]
}

pub(super) fn correction(made: &MadeCorrection, zone: &TimeZone) -> Row {
    vec![
        Cell::Number(made.id),
        Cell::time(made.corrected_at, zone),
        Cell::text(&made.uid),
        Cell::text(made.number),
        Cell::text(made.day),
        Cell::Number(made.payment_id),
        Cell::text(made.from.as_str()),
        Cell::text(made.to.as_str()),
        Cell::money(made.received_from),
        Cell::money(made.received_to),
        Cell::text(&made.reason),
        Cell::text(&made.by),
        Cell::maybe(made.approved_by.as_ref()),
    ]
}

pub(super) fn claim(recorded: &RecordedClaim, zone: &TimeZone) -> Row {
    let claim = &recorded.claim;
    let back = claim.settlement.as_ref();
    vec![
        Cell::Number(recorded.id),
        Cell::time(claim.received_at, zone),
        Cell::text(&recorded.uid),
        Cell::text(recorded.number),
        Cell::text(recorded.day),
        Cell::text(claim.cause.as_str()),
        Cell::text(claim.method.as_str()),
        Cell::money(claim.amount),
        Cell::text(&claim.by),
        Cell::time_if_any(back.map(|back| back.settled_at), zone),
        Cell::maybe(back.map(|back| back.method.as_str())),
        Cell::money_if_any(back.map(|back| back.rounding)),
        Cell::maybe(back.map(|back| &back.reason)),
        Cell::maybe(back.map(|back| &back.by)),
        Cell::maybe(back.and_then(|back| back.approved_by.as_ref())),
    ]
}

/// Dishes by their categories, then choices by their groups.
pub(super) fn menu(menu: &Menu) -> Vec<Row> {
    let dishes = menu.categories.iter().flat_map(|category| {
        category.items.iter().map(move |item| {
            let groups = item.modifier_groups.iter();
            let groups: Vec<&str> = groups.map(|group| group.name.id.as_str()).collect();
            vec![
                Cell::text("item"),
                Cell::Number(item.id),
                Cell::text(&category.name.id),
                Cell::text(&item.name.id),
                Cell::text(&item.name.en),
                Cell::text(&item.description.id),
                Cell::text(&item.description.en),
                Cell::money(item.price),
                Cell::text(&item.station),
                Cell::Flag(item.is_available),
                Cell::text(groups.join("; ")),
                Cell::maybe(item.photo_url.as_ref()),
            ]
        })
    });
    let choices = menu.groups.iter().flat_map(|group| {
        group.options.iter().map(move |option| {
            vec![
                Cell::text("option"),
                Cell::Number(option.id),
                Cell::text(&group.name.id),
                Cell::text(&option.name.id),
                Cell::text(&option.name.en),
                Cell::Empty,
                Cell::Empty,
                Cell::money(option.price),
                Cell::Empty,
                Cell::Flag(option.is_available),
                Cell::Empty,
                Cell::Empty,
            ]
        })
    });
    dishes.chain(choices).collect()
}

/// How many rows [`menu`] makes.
pub(super) fn count_menu(menu: &Menu) -> i64 {
    let options: usize = menu.groups.iter().map(|group| group.options.len()).sum();
    i64::try_from(menu.items().count() + options).unwrap_or(i64::MAX)
}

pub(super) fn entry(entry: Entry, zone: &TimeZone) -> Row {
    vec![
        Cell::Number(entry.id),
        Cell::time(entry.at, zone),
        Cell::Text(entry.by),
        Cell::text(entry.subject),
        Cell::Number(entry.subject_id),
        Cell::maybe(entry.uid),
        Cell::Text(entry.name),
        Cell::Text(entry.field),
        Cell::maybe(entry.before),
        Cell::maybe(entry.after),
        Cell::maybe(entry.items),
        Cell::money_if_any(entry.amount),
        Cell::maybe(entry.reason),
    ]
}
