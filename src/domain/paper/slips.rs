//! Slips: a number to be called, money that went back, a code to be scanned, rows of figures, a test page.

use super::{Document, End, Letterhead, Line, PaperWidth, Size, Text};
use crate::domain::{Channel, Money, Order, OrderNumber};

/// A code that is printed with words around it.
#[derive(Debug, Clone, Copy)]
pub struct Slip<'s> {
    /// Large, above it.
    pub title: &'s str,
    /// What is in the code.
    pub code: &'s str,
    /// Rows below it.
    pub words: &'s [&'s str],
}

/// What a kiosk gives, or the till for a phone: the number that is called, what is to be paid, and where to follow it.
pub fn pickup_slip(shop: &Letterhead, order: &Order, tracking_url: &str) -> Document {
    let mut slip = Document::default();
    shop.head(&mut slip);
    slip.add(Text::centred(shop.say("your_number")));
    slip.add(
        Text::centred(order.number.to_string())
            .size(Size::Huge)
            .bold(),
    );
    let mut place = Text::new(shop.place(order));
    if let Some(name) = &order.customer_name {
        place = place.end(End::Text(name.clone()));
    }
    slip.add(place);
    slip.add(Text::new(shop.moment(order.created_at)));
    slip.add(Line::Rule);
    if order.is_settled() {
        slip.add(Text::centred(shop.say("paid")).bold());
    } else {
        slip.add(
            Text::centred(shop.say("pay_at_till"))
                .size(Size::Big)
                .bold()
                .boxed(),
        );
        // Each sum fitted when the payment was made.
        let rest = order.ledger().rest().unwrap_or_default();
        let total = Text::new(shop.say("total")).size(Size::Tall).bold();
        slip.add(total.end(End::Total(rest)));
    }
    slip.add(Line::Rule);
    shop.tracking(order, tracking_url, &mut slip);
    slip.add(Line::Cut);
    slip
}

/// What is signed when money goes back; none where the order has no such refund.
pub fn refund_slip(shop: &Letterhead, order: &Order, refund_id: i64) -> Option<Document> {
    let refund = order.refunds.iter().find(|refund| refund.id == refund_id)?;
    let mut slip = Document::default();
    shop.head(&mut slip);
    slip.add(Text::centred(shop.say("refund")).size(Size::Tall).bold());
    let moment = End::Text(shop.moment(refund.refunded_at));
    slip.add(Text::new(order.number.to_string()).bold().end(moment));
    slip.add(Line::Rule);
    for back in &refund.lines {
        let line = order.lines.iter().find(|line| line.id == back.line_id);
        let name = line.map_or("", |line| &line.name);
        let name = Text::new(format!("{} {name}", back.quantity)).hang(2);
        slip.add(name.sum(back.parts.total));
    }
    if refund.rounding != Money::ZERO {
        slip.add(Text::new(shop.say("rounding")).sum(refund.rounding));
    }
    let handed_out = refund.parts.total.plus(refund.rounding).unwrap_or_default();
    let total = Text::new(shop.say("refund_total")).size(Size::Tall).bold();
    slip.add(total.end(End::Total(handed_out)));
    slip.add(Text::new(
        shop.say(&format!("method.{}", refund.method.as_str())),
    ));
    slip.add(Text::new(shop.say_with(
        "reason",
        "reason",
        refund.reason.clone(),
    )));
    slip.add(Text::new(shop.say_with(
        "given_by",
        "name",
        refund.by.clone(),
    )));
    if let Some(name) = &refund.approved_by {
        slip.add(Text::new(shop.say_with(
            "approved_by",
            "name",
            name.clone(),
        )));
    }
    for _ in 0..3 {
        slip.add(Text::new(""));
    }
    slip.add(Text::centred("....................."));
    slip.add(Text::centred(shop.say("signature")));
    slip.add(Line::Cut);
    Some(slip)
}

/// A code with words: a table's card, the menu, the guest Wi-Fi.
pub fn code_card(shop: &Letterhead, slip: Slip<'_>) -> Document {
    let mut card = Document::default();
    shop.head(&mut card);
    card.add(Text::centred(slip.title).size(Size::Big).bold());
    card.add(Line::Code(slip.code.to_owned()));
    for words in slip.words {
        card.add(Text::centred(*words));
    }
    card.add(Line::Cut);
    card
}

/// Rows of label and value under a title; a row without a label is a rule.
pub fn table_document(shop: &Letterhead, title: &str, rows: &[(String, Option<End>)]) -> Document {
    let mut table = Document::default();
    shop.head(&mut table);
    table.add(Text::centred(title).size(Size::Tall).bold());
    table.add(Line::Rule);
    for (label, value) in rows {
        if label.is_empty() {
            table.add(Line::Rule);
            continue;
        }
        let row = Text::new(label).hang(2);
        table.add(match value {
            Some(value) => row.end(value.clone()),
            None => row.bold(),
        });
    }
    table.add(Line::Cut);
    table
}

/// A trial: what an owner has to look at before a printer is believed.
pub fn test_page(shop: &Letterhead, width: PaperWidth, code: &str) -> Document {
    let mut page = Document::default();
    page.add(Line::Beep);
    shop.head(&mut page);
    page.add(Text::centred(shop.say("test")).size(Size::Big).bold());
    let columns = width.columns();
    page.add(Text::new(shop.say_with(
        "test_width",
        "columns",
        columns.to_string(),
    )));
    let ruler: String = "1234567890".chars().cycle().take(columns).collect();
    page.add(Text::new(ruler));
    page.add(Text::new(shop.say("test_edge")));
    page.add(Text::new("ABC abc 123 éèñ ßøł €½").end(End::Sum(Money::new(25_000))));
    let number = OrderNumber {
        channel: Channel::Counter,
        counter: 12,
    };
    page.add(Text::centred(number.to_string()).size(Size::Huge).bold());
    page.add(
        Text::centred(shop.say("unpaid"))
            .size(Size::Big)
            .bold()
            .boxed(),
    );
    page.add(Line::Code(code.to_owned()));
    page.add(Text::centred(shop.say("test_code")));
    page.add(Line::Cut);
    page
}

/// Opens the cash drawer, and prints nothing.
pub fn drawer_pulse() -> Document {
    Document {
        lines: vec![Line::Pulse],
    }
}
