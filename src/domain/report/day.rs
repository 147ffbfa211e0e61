//! Adds up one business day from the orders that it touched.
//!
//! An order counts on the day of its last payment, once its money is complete: whole, and by the bill that stands on
//! its lines. A refund counts on the day it is given, or with its order where that is later. Money of orders that are
//! not complete is a deposit until they are. So each day stands by itself, and days add up.

mod others;
mod refunds;

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use jiff::{Timestamp, tz::TimeZone};

use super::{DayReport, Group, Misfit, Sales, Tally, TaxSum};
use crate::domain::{
    BusinessDay, Cause, DiscountRule, LineStatus, Money, Order, OrderLine, OrderStatus, OrderUid,
    PaidWay, Payment, PricesInclude,
};

/// What a station made of an order: all that was asked for in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Who made it.
    pub station: String,
    /// When the kitchen was asked for it.
    pub fired_at: Timestamp,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A business day, with all that is counted on it.
#[derive(Debug, Clone)]
pub struct DayFacts {
    /// Which.
    pub day: BusinessDay,
    /// From its first moment to that of the next.
    pub times: Range<Timestamp>,
    /// By whose clock its hours are told.
    pub zone: TimeZone,
    /// The orders placed on it, and those of which money moved on it; oldest first.
    pub orders: Vec<Order>,
    /// Who took a payment: by its order and its number among those of that.
    pub takers: HashMap<(OrderUid, i64), String>,
    /// Who cancelled an order of the day, where that was one of the staff.
    pub cancellers: HashMap<OrderUid, String>,
    /// What the kitchen made of the orders of the day.
    pub tickets: Vec<Ticket>,
}

impl DayFacts {
    /// The sums of the day.
    #[must_use]
    pub fn report(&self) -> DayReport {
        let mut report = DayReport::default();
        for order in &self.orders {
            let before = report.sales;
            Counted::new(self, order, &mut report).count();
            let difference = report.sales.difference() - before.difference();
            if difference != 0 {
                report.misfits.push(Misfit {
                    uid: order.uid.to_string(),
                    number: order.number.to_string(),
                    difference,
                });
            }
        }
        for ticket in &self.tickets {
            let took = ticket.made_at.duration_since(ticket.fired_at).as_secs();
            let hour = self.hour(ticket.fired_at);
            report.kitchen_hours.entry(hour).or_default().count(took);
            let station = report.stations.entry(ticket.station.clone());
            station.or_default().count(took);
        }
        report
    }

    fn hour(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H").to_string()
    }
}

/// An order that is counted on a day.
struct Counted<'a> {
    facts: &'a DayFacts,
    order: &'a Order,
    report: &'a mut DayReport,
    /// When its money became complete, on this day or before.
    settled_at: Option<Timestamp>,
    is_sold_today: bool,
    /// Whether its prices hold the tax.
    holds_tax: bool,
}

impl<'a> Counted<'a> {
    fn new(facts: &'a DayFacts, order: &'a Order, report: &'a mut DayReport) -> Self {
        let last = order.payments.iter().map(|payment| payment.paid_at).max();
        let settled_at = last.filter(|at| order.is_settled() && *at < facts.times.end);
        Self {
            facts,
            order,
            report,
            settled_at,
            is_sold_today: settled_at.is_some_and(|at| facts.times.contains(&at)),
            holds_tax: match order.terms.prices_include {
                PricesInclude::Nothing => false,
                PricesInclude::Tax | PricesInclude::TaxAndService => true,
            },
        }
    }

    fn count(mut self) {
        if let Some(at) = self.settled_at.filter(|_| self.is_sold_today) {
            self.count_sale(at);
        }
        self.count_payments();
        self.count_refunds();
        self.count_corrections();
        self.count_claims();
        if self.order.day == self.facts.day {
            self.count_losses();
        }
    }

    fn tally(&mut self, group: Group, key: impl Into<String>) -> &mut Tally {
        self.report.groups[group as usize]
            .entry(key.into())
            .or_default()
    }

    fn count_sale(&mut self, at: Timestamp) {
        let order = self.order;
        let mut sale = Sales {
            orders: 1,
            ..Sales::default()
        };
        let mut taxes: BTreeMap<&str, TaxSum> = BTreeMap::new();
        for line in &order.lines {
            self.count_line(line, &mut sale);
            let class = taxes.entry(line.tax.as_str()).or_default();
            class.add(&TaxSum {
                base: line.parts.total.amount() - line.parts.tax.amount(),
                tax: line.parts.tax.amount(),
            });
        }
        for (class, sum) in taxes.into_iter().filter(|(_, sum)| sum.base != 0) {
            let class = self.report.taxes.entry(class.to_owned());
            class.or_default().add(&sum);
        }
        let level = order.level.as_ref();
        let commission = level.and_then(|level| level.commission(Money::new(sale.total)).ok());
        sale.commission = commission.unwrap_or_default().amount();
        self.report.sales.add(&sale);
        self.report.count_number(at, order.number);
        let row = Tally {
            orders: 1,
            net: sale.net,
            total: sale.total,
            discounts: sale.line_discounts + sale.order_discounts,
            complimentary: sale.complimentary,
            commission: sale.commission,
            ..Tally::default()
        };
        let hour = self.facts.hour(at);
        self.tally(Group::Hour, hour).add(&row);
        self.tally(Group::Channel, order.number.channel.as_str())
            .add(&row);
        self.tally(Group::Level, level_of(order)).add(&row);
        if let Some(table) = order.table_number.clone() {
            let stay = at.duration_since(order.created_at).as_secs().max(0);
            let row = Tally {
                seconds: stay,
                ..row
            };
            self.tally(Group::Table, table).add(&row);
        }
        let last = order
            .payments
            .iter()
            .max_by_key(|payment| (payment.paid_at, payment.id));
        let taker = last.and_then(|last| self.facts.takers.get(&(order.uid.clone(), last.id)));
        if let Some(name) = taker {
            let row = Tally {
                orders: 1,
                net: sale.net,
                total: sale.total,
                ..Tally::default()
            };
            self.tally(Group::Person, name.as_str()).add(&row);
        }
        self.count_discounts();
    }

    fn count_line(&mut self, line: &OrderLine, sale: &mut Sales) {
        let parts = &line.parts;
        let is_gift_of = |line_id: Option<i64>| {
            self.order.discounts_in_force().any(|discount| {
                discount.line_id == line_id && discount.rule == DiscountRule::Complimentary
            })
        };
        let (of_line, of_order) = (is_gift_of(Some(line.id)), is_gift_of(None));
        let is_gift = of_line || of_order;
        let tax = parts.tax.amount();
        let discount = if of_line {
            0
        } else {
            parts.line_discount.amount()
        };
        let order_discount = if of_order {
            0
        } else {
            parts.order_discount.amount()
        };
        let off = parts.line_discount.amount() + parts.order_discount.amount();
        let gift = off - discount - order_discount;
        sale.add(&Sales {
            gross: parts.gross.amount(),
            line_discounts: discount,
            order_discounts: order_discount,
            complimentary: gift,
            service_within: match self.order.terms.prices_include {
                PricesInclude::TaxAndService => parts.service.amount(),
                PricesInclude::Nothing | PricesInclude::Tax => 0,
            },
            net: parts.net.amount(),
            service: parts.service.amount(),
            tax,
            tax_within: if self.holds_tax { tax } else { 0 },
            total: parts.total.amount(),
            ..Sales::default()
        });
        if line.status == LineStatus::Void {
            return;
        }
        let (sold, given) = if is_gift {
            (0, line.quantity)
        } else {
            (line.quantity, 0)
        };
        let row = Tally {
            orders: 1,
            sold,
            given,
            gross: parts.gross.amount(),
            discounts: discount + order_discount,
            complimentary: gift,
            net: parts.net.amount(),
            total: parts.total.amount(),
            ..Tally::default()
        };
        self.tally(Group::Dish, dish_of(line)).add(&row);
        for chosen in &line.modifiers {
            let gross = chosen.price.amount().saturating_mul(line.quantity);
            let row = Tally {
                sold: line.quantity,
                gross,
                ..Tally::default()
            };
            self.tally(Group::Choice, chosen.option_id.to_string())
                .add(&row);
        }
    }

    /// Who gave the discounts and gifts of a bill.
    fn count_discounts(&mut self) {
        for discount in self.order.discounts_in_force() {
            let lines = self.order.lines.iter();
            let off: i64 = match discount.line_id {
                Some(id) => lines
                    .filter(|line| line.id == id)
                    .map(|line| line.parts.line_discount.amount())
                    .sum(),
                None => lines.map(|line| line.parts.order_discount.amount()).sum(),
            };
            let (discounts, complimentary) = if discount.rule == DiscountRule::Complimentary {
                (0, off)
            } else {
                (off, 0)
            };
            let row = Tally {
                discounts,
                complimentary,
                ..Tally::default()
            };
            self.tally(Group::Person, discount.by.as_str()).add(&row);
        }
    }

    fn count_payments(&mut self) {
        let order = self.order;
        for payment in &order.payments {
            if self.is_sold_today && payment.paid_at < self.facts.times.start {
                self.report.sales.deposits_used += payment.amount.amount();
            }
            if !self.facts.times.contains(&payment.paid_at) {
                continue;
            }
            let way = taken_way(order, payment);
            let received = way.received().amount();
            let sales = &mut self.report.sales;
            sales.payments += 1;
            sales.received += received;
            sales.rounding += way.rounding.amount();
            if self.settled_at.is_none() {
                sales.deposits_taken += payment.amount.amount();
            }
            let row = Tally {
                payments: 1,
                received,
                ..Tally::default()
            };
            let hour = self.facts.hour(payment.paid_at);
            self.tally(Group::Hour, hour).add(&row);
            self.tally(Group::Method, way.method.as_str()).add(&row);
        }
    }

    /// What was taken off and cancelled of the orders placed on the day. What went over to another order is neither.
    fn count_losses(&mut self) {
        let order = self.order;
        for line in &order.lines {
            let Some(voided) = line.voided.as_ref().filter(|_| line.moved_to.is_none()) else {
                continue;
            };
            let amount = line.line_total.amount();
            self.report.sales.voids += 1;
            self.report.sales.voided += amount;
            let row = Tally {
                voids: 1,
                voided: amount,
                ..Tally::default()
            };
            self.tally(Group::Person, voided.by.as_str()).add(&row);
        }
        let is_cancelled = order.status == OrderStatus::Cancelled;
        let cancellation = order.cancellation.as_ref();
        if !is_cancelled || cancellation.is_some_and(|it| it.cause == Cause::Merged) {
            return;
        }
        let amount = order.total_amount.amount();
        self.report.sales.cancelled += 1;
        self.report.sales.cancelled_amount += amount;
        if let Some(name) = self.facts.cancellers.get(&order.uid) {
            let row = Tally {
                cancelled: 1,
                cancelled_amount: amount,
                ..Tally::default()
            };
            self.tally(Group::Person, name.as_str()).add(&row);
        }
    }
}

/// How a payment was taken, before any correction of it.
fn taken_way(order: &Order, payment: &Payment) -> PaidWay {
    let mut corrections = order.corrections.iter();
    let first = corrections.find(|correction| correction.payment_id == payment.id);
    first.map_or_else(|| payment.way(), |first| first.from)
}

fn level_of(order: &Order) -> &str {
    let level = order.level.as_ref();
    level.map_or(order.order_type.level(), |level| level.code.as_str())
}

/// The key of a dish among those of a report: its number on the menu, or the word of a fee.
fn dish_of(line: &OrderLine) -> String {
    match (line.menu_item_id, line.fee) {
        (Some(id), _) => id.to_string(),
        (None, Some(fee)) => fee.as_str().to_owned(),
        (None, None) => DayReport::NO_DISH.to_owned(),
    }
}
