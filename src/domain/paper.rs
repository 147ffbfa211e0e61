//! Paper: what receipts, kitchen tickets, slips and cards say, as documents.
//!
//! A document knows no printer and no paper's width, so one that waits in a queue is printed right also after the
//! printer was swapped for a narrower one (docs/decisions/024). `crate::escpos` makes bytes of it when it is sent, a
//! page makes a sheet of it.
//!
//! | function | paper |
//! | --- | --- |
//! | [`receipt`], [`receipt_of_check`] | after a payment; before it, the bill, which says so itself |
//! | [`kitchen_ticket`], [`void_ticket`] | for one station: a round, or a dish taken off |
//! | [`pickup_slip`] | what a kiosk gives for a number |
//! | [`refund_slip`] | money that went back |
//! | [`code_card`], [`table_document`], [`test_page`] | a QR code with words, rows of label and value, a trial |
//! | [`drawer_pulse`] | no paper: the cash drawer |
//!
//! [`Document::to_json`] and [`Document::from_json`] are the stored form; [`Letterhead::mark`] puts on top of a
//! document what is only known when it is sent.

mod document;
mod kitchen;
mod profile;
mod raster;
mod receipt;
mod slips;

pub use document::{Document, End, Line, Size, Text, UnreadableDocument};
pub use kitchen::{kitchen_ticket, void_ticket};
pub use profile::{PaperWidth, Printing, Profile};
pub use raster::{DRAWN_NAME_HEIGHT, LARGEST_PRINTED_LOGO, Raster, WIDEST_DRAWN_NAME};
pub use receipt::{bill, receipt, receipt_of_check};
pub use slips::{
    Slip, code_card, drawer_pulse, pickup_slip, refund_slip, table_document, test_page,
};

use jiff::{Timestamp, tz::TimeZone};

use super::{BasisPoints, Language, Order, OrderType, Settings, say};

/// What all paper of a shop has in common.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// The shop's name.
    pub name: String,
    /// Street and town; empty is none.
    pub address: String,
    /// The taxpayer's number (NPWPD); empty is none.
    pub tax_number: String,
    /// Its logo.
    pub logo: Option<Raster>,
    /// In which language it speaks.
    pub language: Language,
    /// Whose clock its times are read from.
    pub zone: TimeZone,
}

/// What is printed on top of a document when it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It may have been printed before: the printer did not answer.
    MaybeTwice,
    /// It waited since then.
    Late(Timestamp),
    /// It is this copy, from 2.
    Copy(i64),
}

impl Letterhead {
    /// As the settings have it, without a logo.
    pub fn of(settings: &Settings) -> Self {
        Self {
            name: settings.shop_name.clone(),
            address: settings.street_address.clone(),
            tax_number: settings.tax.npwpd.clone(),
            logo: None,
            language: settings.locale,
            zone: settings.zone(),
        }
    }

    /// Puts marks on top of a document, in a frame each.
    #[must_use]
    pub fn mark(&self, document: Document, marks: &[Mark]) -> Document {
        let mark = |mark: &Mark| {
            let words = match *mark {
                Mark::MaybeTwice => self.say("maybe_twice"),
                Mark::Late(since) => self.say_with("late", "time", self.clock(since)),
                Mark::Copy(copy) => self.say_with("copy", "n", copy.to_string()),
            };
            Line::from(Text::centred(words).size(Size::Big).bold().boxed())
        };
        let marks = marks.iter().map(mark);
        Document {
            lines: marks.chain(document.lines).collect(),
        }
    }

    fn say(&self, key: &str) -> String {
        say(self.language, &format!("paper.{key}"), &[])
    }

    fn say_with(&self, key: &str, name: &'static str, fact: String) -> String {
        say(self.language, &format!("paper.{key}"), &[(name, fact)])
    }

    /// `22/11/2026 12:41` on the shop's wall.
    fn moment(&self, at: Timestamp) -> String {
        let wall = self.zone.to_datetime(at);
        let (day, month, year) = (wall.day(), wall.month(), wall.year());
        format!("{day:02}/{month:02}/{year} {}", self.clock(at))
    }

    /// `12:41`.
    fn clock(&self, at: Timestamp) -> String {
        let wall = self.zone.to_datetime(at);
        format!("{:02}:{:02}", wall.hour(), wall.minute())
    }

    /// `10%`, `5,5%`.
    fn rate(&self, rate: BasisPoints) -> String {
        let (whole, rest) = (rate.points() / 100, rate.points() % 100);
        let point = match self.language {
            Language::Indonesian => ',',
            Language::English => '.',
        };
        let digits = format!("{whole}{point}{rest:02}");
        format!("{}%", digits.trim_end_matches('0').trim_end_matches(point))
    }

    /// Where it is eaten, a table, here or elsewhere, and by which price level where that does not follow from it.
    fn place(&self, order: &Order) -> String {
        let place = match (order.order_type, &order.table_number) {
            (OrderType::DineIn, Some(table)) => self.say_with("table", "table", table.clone()),
            (OrderType::DineIn, None) => self.say("dine_in"),
            (OrderType::TakeAway, _) => self.say("take_away"),
        };
        match &order.level {
            Some(level) => format!("{place}, {}", level.name),
            None => place,
        }
    }

    /// The head of what a customer takes home.
    fn head(&self, document: &mut Document) {
        if let Some(logo) = &self.logo {
            document.add(Line::Picture(logo.clone()));
        }
        document.add(Text::centred(&self.name).size(Size::Tall).bold());
        if !self.address.is_empty() {
            document.add(Text::centred(&self.address));
        }
        if !self.tax_number.is_empty() {
            let number = self.tax_number.clone();
            document.add(Text::centred(self.say_with("npwpd", "number", number)));
        }
        document.add(Line::Rule);
    }

    /// The tracking page as a code, and as what can be typed.
    fn tracking(&self, order: &Order, url: &str, document: &mut Document) {
        document.add(Line::Code(url.to_owned()));
        document.add(Text::centred(self.say("track")));
        let code = order.code.as_str().to_uppercase();
        let code = format!("{} / {code}", order.number);
        document.add(Text::centred(self.say_with("code", "code", code)));
    }
}
