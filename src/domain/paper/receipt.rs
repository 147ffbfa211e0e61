//! Receipts: of an order, of one check of a split bill, and the bill before it is paid.
//!
//! It only adds up what the lines of the bill hold and computes no price, so what is printed is what was charged.

use super::{Document, End, Letterhead, Line, Size, Text};
use crate::domain::{
    BasisPoints, Check, DiscountRule, Ledger, LineStatus, Money, Order, OrderLine, OrderStatus,
    Parts, Payment, PricesInclude, TaxClass,
};

/// The receipt of an order: what it cost, how it was paid, and where it can be followed. One that is not paid says
/// that on top.
pub fn receipt(shop: &Letterhead, order: &Order, tracking_url: &str) -> Document {
    let lines = standing(order);
    let lines = lines.map(|line| Priced {
        line,
        pieces: line.quantity.to_string(),
        parts: line.parts,
    });
    let of = Part {
        ledger: order.ledger(),
        lines: lines.collect(),
        sums: order.bill().map(|bill| bill.sums).unwrap_or_default(),
        check: None,
    };
    of.document(shop, order, tracking_url)
}

/// The bill that is brought to a table: [`receipt`] under the name by which it is asked for.
pub fn bill(shop: &Letterhead, order: &Order, tracking_url: &str) -> Document {
    receipt(shop, order, tracking_url)
}

/// The receipt of one check of a split bill; none where there is no such check.
pub fn receipt_of_check(
    shop: &Letterhead,
    order: &Order,
    check_id: i64,
    tracking_url: &str,
) -> Option<Document> {
    let check = order.checks_in_force().find(|check| check.id == check_id)?;
    let priced = check.lines.iter().filter_map(|on_check| {
        let share = on_check.share;
        let line = order.lines.iter().find(|line| line.id == share.line_id)?;
        let pieces = if share.numerator == share.denominator {
            line.quantity.to_string()
        } else if share.denominator == line.quantity {
            share.numerator.to_string()
        } else {
            format!("{}/{}", share.numerator, share.denominator)
        };
        Some(Priced {
            line,
            pieces,
            parts: on_check.parts,
        })
    });
    let of = Part {
        ledger: order.ledger_of(check),
        lines: priced.collect(),
        sums: check.parts,
        check: Some(check),
    };
    Some(of.document(shop, order, tracking_url))
}

/// What is on the bill: not what was taken off or went over to another order.
fn standing(order: &Order) -> impl Iterator<Item = &OrderLine> {
    order.lines.iter().filter(|line| match line.status {
        LineStatus::Void => false,
        LineStatus::Queued | LineStatus::Done => line.moved_to.is_none(),
    })
}

/// Whether the shop gives a line away.
fn is_gift(order: &Order, line_id: i64) -> bool {
    let mut discounts = order.discounts_in_force();
    discounts.any(|discount| {
        discount.line_id == Some(line_id) && discount.rule == DiscountRule::Complimentary
    })
}

/// A line, or a share of one, with what it costs.
struct Priced<'o> {
    line: &'o OrderLine,
    pieces: String,
    parts: Parts,
}

/// What one receipt is of: an order or a check.
struct Part<'o> {
    ledger: Ledger<'o>,
    lines: Vec<Priced<'o>>,
    sums: Parts,
    check: Option<&'o Check>,
}

impl Part<'_> {
    fn document(&self, shop: &Letterhead, order: &Order, tracking_url: &str) -> Document {
        let mut document = Document::default();
        shop.head(&mut document);
        let is_cancelled = order.status == OrderStatus::Cancelled;
        // Each sum fitted when the payment was made.
        let rest = self.ledger.rest().unwrap_or_default();
        let has_paid = self.payments().next().is_some();
        let owes = rest > Money::ZERO || !has_paid;
        let state = match (is_cancelled, owes) {
            (true, _) => Some("void"),
            (false, true) => Some("unpaid"),
            (false, false) => None,
        };
        if let Some(state) = state {
            let state = Text::centred(shop.say(state));
            document.add(state.size(Size::Big).bold().boxed());
        }
        let at = self
            .payments()
            .last()
            .map_or(order.created_at, |last| last.paid_at);
        let moment = End::Text(shop.moment(at));
        document.add(Text::new(order.number.to_string()).bold().end(moment));
        let mut place = Text::new(shop.place(order));
        if let Some(name) = &order.customer_name {
            place = place.end(End::Text(name.clone()));
        }
        document.add(place);
        self.named(shop, order, &mut document);
        document.add(Line::Rule);
        self.dishes(shop, order, &mut document);
        self.sums(shop, order, &mut document);
        if !is_cancelled {
            self.money(shop, order, rest, &mut document);
        }
        document.add(Line::Rule);
        shop.tracking(order, tracking_url, &mut document);
        document.add(Text::centred(shop.say("thanks")));
        document.add(Line::Cut);
        document
    }

    fn payments(&self) -> impl Iterator<Item = &Payment> {
        let check = self.check.map(|check| check.id);
        let payments = self.ledger.payments.iter();
        payments.filter(move |payment| check.is_none() || payment.check_id == check)
    }

    /// Which check, of how many.
    fn named(&self, shop: &Letterhead, order: &Order, document: &mut Document) {
        let Some(check) = self.check else { return };
        let (mut place, mut count) = (0, 0);
        for other in order.checks_in_force() {
            count += 1;
            if other.id == check.id {
                place = count;
            }
        }
        let facts = [("n", place.to_string()), ("count", count.to_string())];
        let mut name = Text::new(crate::domain::say(shop.language, "paper.check", &facts)).bold();
        if let Some(label) = &check.label {
            name = name.end(End::Text(label.clone()));
        }
        document.add(name);
        if check.lines.is_empty() {
            document.add(Text::new(shop.say_with(
                "equal_share",
                "count",
                count.to_string(),
            )));
        }
    }

    fn dishes(&self, shop: &Letterhead, order: &Order, document: &mut Document) {
        for priced in &self.lines {
            let Priced {
                line,
                pieces,
                parts,
            } = priced;
            let hang = u8::try_from(pieces.len() + 1).unwrap_or(u8::MAX);
            let name = format!("{pieces} {}", line.name);
            document.add(Text::new(name).hang(hang).sum(parts.gross));
            if line.quantity > 1
                && let Ok(each) = line.each()
            {
                let each = each.to_string().replacen("Rp", "", 1);
                document.add(Text::new(format!("  @ {each}")));
            }
            for option in &line.modifiers {
                let price = option.price.to_string().replacen("Rp", "", 1);
                let price = match option.price {
                    Money::ZERO => String::new(),
                    _ => format!(" ({price})"),
                };
                document.add(Text::new(format!("  + {}{price}", option.name)).hang(2));
            }
            if parts.line_discount > Money::ZERO {
                let is_gift = is_gift(order, line.id);
                let word = if is_gift { "complimentary" } else { "discount" };
                let off = Money::new(-parts.line_discount.amount());
                document.add(Text::new(format!("  {}", shop.say(word))).sum(off));
            }
        }
    }

    fn sums(&self, shop: &Letterhead, order: &Order, document: &mut Document) {
        let (sums, terms) = (&self.sums, &order.terms);
        if !self.lines.is_empty() {
            document.add(Line::Rule);
        }
        let subtotal = Money::new(sums.gross.amount() - sums.line_discount.amount());
        if subtotal != sums.total {
            document.add(Text::new(shop.say("subtotal")).sum(subtotal));
        }
        let mut added = subtotal.amount() - sums.order_discount.amount();
        if sums.order_discount > Money::ZERO {
            let off = Money::new(-sums.order_discount.amount());
            document.add(Text::new(shop.say("discount")).sum(off));
        }
        let service = shop.say_with("service", "rate", shop.rate(terms.service));
        let (service_is_within, tax_is_within) = match terms.prices_include {
            PricesInclude::Nothing => (false, false),
            PricesInclude::Tax => (false, true),
            PricesInclude::TaxAndService => (true, true),
        };
        let mut within = Vec::new();
        if sums.service > Money::ZERO {
            if service_is_within {
                within.push((service, sums.service));
            } else {
                added += sums.service.amount();
                document.add(Text::new(service).sum(sums.service));
            }
        }
        for (name, tax) in self.taxes(shop, order) {
            if tax_is_within {
                within.push((name, tax));
            } else {
                added += tax.amount();
                document.add(Text::new(name).sum(tax));
            }
        }
        // A share of a bill is as large as the others, and may be a rupiah off its parts.
        let missing = Money::new(sums.total.amount() - added);
        if missing != Money::ZERO {
            document.add(Text::new(shop.say("rounding")).sum(missing));
        }
        let total = Text::new(shop.say("total")).size(Size::Tall).bold();
        document.add(total.end(End::Total(sums.total)));
        for (name, sum) in within {
            document.add(Text::new(shop.say_with("included", "what", name)).sum(sum));
        }
    }

    /// Each class of tax by its name, with what it comes to.
    fn taxes(&self, shop: &Letterhead, order: &Order) -> Vec<(String, Money)> {
        let named = |class: TaxClass, rate: BasisPoints| {
            let key = match class {
                TaxClass::Restaurant => "restaurant_tax",
                TaxClass::Vat => "vat",
                TaxClass::Untaxed => return shop.say("tax"),
            };
            shop.say_with(key, "rate", shop.rate(rate))
        };
        let is_used = |class: &&TaxClass| {
            order.terms.rate(**class) > BasisPoints::ZERO
                && standing(order).any(|line| line.tax == **class)
        };
        let classes: Vec<_> = TaxClass::ALL.iter().filter(is_used).copied().collect();
        if self.sums.tax == Money::ZERO {
            return Vec::new();
        }
        // An equal part of a bill has its tax in one sum.
        if self.lines.is_empty() && classes.len() != 1 {
            return vec![(shop.say("tax"), self.sums.tax)];
        }
        let of_class = |class: TaxClass| {
            let lines = self.lines.iter().filter(|priced| priced.line.tax == class);
            let tax = lines.map(|priced| priced.parts.tax.amount()).sum();
            let tax = if self.lines.is_empty() {
                self.sums.tax
            } else {
                Money::new(tax)
            };
            (named(class, order.terms.rate(class)), tax)
        };
        let taxes = classes.into_iter().map(of_class);
        taxes.filter(|(_, tax)| *tax > Money::ZERO).collect()
    }

    /// How it was paid, what is still owed, and what went back.
    fn money(&self, shop: &Letterhead, order: &Order, rest: Money, document: &mut Document) {
        for payment in self.payments() {
            if payment.rounding != Money::ZERO {
                document.add(Text::new(shop.say("rounding")).sum(payment.rounding));
            }
            let method = shop.say(&format!("method.{}", payment.method.as_str()));
            document.add(Text::new(method).sum(payment.tendered));
            if payment.change > Money::ZERO {
                document.add(Text::new(shop.say("change")).bold().sum(payment.change));
            }
        }
        if rest > Money::ZERO && self.payments().next().is_some() {
            let owed = Text::new(shop.say("rest")).bold();
            document.add(owed.end(End::Total(rest)));
        }
        let in_cash = order.terms.cash.round(rest);
        if rest > Money::ZERO && in_cash != rest {
            document.add(Text::new(shop.say("rest_in_cash")).sum(in_cash));
        }
        let refunded = self.ledger.refunded().unwrap_or_default();
        if refunded > Money::ZERO {
            let back = Money::new(-refunded.amount());
            document.add(Text::new(shop.say("refunded")).sum(back));
        }
    }
}
