//! The columns of the files about drawers: shifts, and cash that moved in them without an order.

use jiff::tz::TimeZone;

use crate::{
    domain::{Money, Shift, ShiftClosing},
    shop::tabular::{Cell, Row},
    store::ShiftMove,
};

pub(super) const SHIFTS: [&str; 14] = [
    "id",
    "opened_at",
    "till",
    "opened_by",
    "opening",
    "closed_at",
    "closed_by",
    "z_number",
    "expected",
    "counted",
    "difference",
    "reason",
    "handed_over",
    "left",
];

pub(super) const CASH_MOVES: [&str; 8] = [
    "id",
    "at",
    "shift",
    "kind",
    "amount",
    "reason",
    "by",
    "approved_by",
];

pub(super) fn shift(shift: &Shift, zone: &TimeZone) -> Row {
    let closing = shift.closing.as_ref();
    let sum = |of: fn(&ShiftClosing) -> Money| Cell::money_if_any(closing.map(of));
    vec![
        Cell::Number(shift.id),
        Cell::time(shift.opened_at, zone),
        Cell::Number(shift.till.number()),
        Cell::text(&shift.opened_by),
        Cell::money(shift.opening),
        Cell::time_if_any(closing.map(|closing| closing.closed_at), zone),
        Cell::maybe(closing.map(|closing| &closing.closed_by)),
        Cell::number_if_any(closing.map(|closing| closing.z_number)),
        sum(|closing| closing.expected),
        sum(|closing| closing.counted),
        sum(|closing| closing.difference),
        Cell::maybe(closing.and_then(|closing| closing.reason.as_ref())),
        sum(|closing| closing.handed_over),
        sum(|closing| closing.left),
    ]
}

pub(super) fn cash_move(of_shift: &ShiftMove, zone: &TimeZone) -> Row {
    let moved = &of_shift.moved;
    vec![
        Cell::Number(moved.id),
        Cell::time(moved.at, zone),
        Cell::Number(of_shift.shift),
        Cell::text(moved.kind.as_str()),
        Cell::money(moved.amount),
        Cell::maybe(moved.reason.as_ref()),
        Cell::text(&moved.by),
        Cell::maybe(moved.approved_by.as_ref()),
    ]
}
