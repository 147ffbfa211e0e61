//! Kitchen tickets: what a station is to make, and what it no longer is.
//!
//! They are made without looking at a price, so none can stand on one.

use jiff::Timestamp;

use super::{Document, End, Letterhead, Line, Size, Text};
use crate::domain::{LineStatus, Order, OrderLine};

/// The ticket of one round for one station; none where it has nothing to make of it. `at` is when the round came in.
pub fn kitchen_ticket(
    shop: &Letterhead,
    order: &Order,
    station: &str,
    round: i64,
    at: Timestamp,
) -> Option<Document> {
    let lines = of_station(order, station).filter(|line| match line.status {
        LineStatus::Void => false,
        LineStatus::Queued | LineStatus::Done => line.round == round,
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return None;
    }
    let title = (round > 1).then(|| shop.say("added"));
    let mut ticket = head(shop, order, station, title, at);
    if let Some(note) = order.note.as_deref().filter(|_| round == 1) {
        ticket.add(Text::new(note).bold().boxed());
    }
    for line in lines {
        dish(shop, line, &mut ticket);
    }
    ticket.add(Line::Cut);
    Some(ticket)
}

/// The ticket that takes dishes off for one station; none where none of them is its own.
pub fn void_ticket(
    shop: &Letterhead,
    order: &Order,
    station: &str,
    line_ids: &[i64],
    at: Timestamp,
) -> Option<Document> {
    let lines = of_station(order, station).filter(|line| line_ids.contains(&line.id));
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return None;
    }
    let mut ticket = head(shop, order, station, Some(shop.say("void")), at);
    for line in lines {
        let name = Text::new(format!("{} {}", line.quantity, line.name));
        ticket.add(name.size(Size::Big).bold().struck().hang(2));
        chosen(line, &mut ticket);
        let reason = line
            .voided
            .as_ref()
            .and_then(|voided| voided.reason.clone());
        if let Some(reason) = reason {
            ticket.add(Text::new(format!("  {reason}")));
        }
    }
    ticket.add(Line::Cut);
    Some(ticket)
}

/// What a station makes of an order: dishes, no fees.
fn of_station<'a>(order: &'a Order, station: &'a str) -> impl Iterator<Item = &'a OrderLine> {
    let lines = order.lines.iter();
    lines.filter(move |line| line.fee.is_none() && line.station == station)
}

fn head(
    shop: &Letterhead,
    order: &Order,
    station: &str,
    title: Option<String>,
    at: Timestamp,
) -> Document {
    let mut ticket = Document::default();
    ticket.add(Line::Beep);
    if let Some(title) = title {
        ticket.add(Text::centred(title).size(Size::Big).bold().boxed());
    }
    let number = Text::new(order.number.to_string()).size(Size::Big).bold();
    ticket.add(number.end(End::Text(shop.clock(at))));
    ticket.add(Text::new(shop.place(order)).size(Size::Big).bold());
    let name = order.customer_name.clone().unwrap_or_default();
    ticket.add(Text::new(name).end(End::Text(station.to_uppercase())));
    ticket.add(Line::Rule);
    ticket
}

fn dish(shop: &Letterhead, line: &OrderLine, ticket: &mut Document) {
    let name = Text::new(format!("{} {}", line.quantity, line.name));
    ticket.add(name.size(Size::Big).bold().hang(2));
    chosen(line, ticket);
    if let Some(note) = &line.note {
        ticket.add(Text::new(note).size(Size::Tall).bold().boxed());
    }
    if let Some(number) = &line.moved_from {
        ticket.add(Text::new(format!(
            "  {}",
            shop.say_with("moved_from", "number", number.clone())
        )));
    }
}

fn chosen(line: &OrderLine, ticket: &mut Document) {
    for option in &line.modifiers {
        let option = format!("  + {}", option.name.to_uppercase());
        ticket.add(Text::new(option).size(Size::Tall).hang(2));
    }
}
