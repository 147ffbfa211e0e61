//! Takes what went back off a day: from its sums, its rows, its dishes and its classes of tax.

use std::collections::BTreeMap;

use super::{Counted, dish_of, level_of};
use crate::domain::{
    Refund, RefundParts,
    bill::spread,
    report::{DayReport, Group, Sales, Tally, TaxSum},
};

impl Counted<'_> {
    pub(super) fn count_refunds(&mut self) {
        for refund in &self.order.refunds {
            let is_of_today = self.facts.times.contains(&refund.refunded_at);
            let is_earlier = refund.refunded_at < self.facts.times.start;
            let total = refund.parts.total.amount();
            if is_of_today {
                let given_back = total + refund.rounding.amount();
                self.report.sales.given_back += given_back;
                self.report.sales.rounding -= refund.rounding.amount();
                let row = Tally {
                    given_back,
                    ..Tally::default()
                };
                let hour = self.facts.hour(refund.refunded_at);
                self.tally(Group::Hour, hour).add(&row);
                self.tally(Group::Method, refund.method.as_str()).add(&row);
            }
            if self.is_sold_today && is_earlier {
                self.report.sales.deposits_used -= total;
                self.count_refund(refund);
            } else if is_of_today && self.settled_at.is_some() {
                self.count_refund(refund);
            } else if is_of_today {
                self.report.sales.deposits_returned += total;
            }
        }
    }

    /// Takes a refund off what was sold.
    fn count_refund(&mut self, refund: &Refund) {
        let order = self.order;
        let RefundParts {
            net,
            service,
            tax,
            total,
        } = refund.parts;
        self.report.sales.add(&Sales {
            refunds: 1,
            refunded: total.amount(),
            refunded_net: net.amount(),
            net: -net.amount(),
            service: -service.amount(),
            tax: -tax.amount(),
            tax_within: if self.holds_tax { -tax.amount() } else { 0 },
            total: -total.amount(),
            ..Sales::default()
        });
        let row = Tally {
            refunds: 1,
            refunded: total.amount(),
            net: -net.amount(),
            total: -total.amount(),
            ..Tally::default()
        };
        let at = refund.refunded_at.max(self.facts.times.start);
        let hour = self.facts.hour(at);
        self.tally(Group::Hour, hour).add(&row);
        self.tally(Group::Channel, order.number.channel.as_str())
            .add(&row);
        self.tally(Group::Level, level_of(order)).add(&row);
        if let Some(table) = order.table_number.clone() {
            self.tally(Group::Table, table).add(&row);
        }
        let by = Tally {
            refunds: 1,
            refunded: total.amount(),
            ..Tally::default()
        };
        self.tally(Group::Person, refund.by.as_str()).add(&by);
        self.count_refunded_dishes(refund);
    }

    /// Takes a refund off its dishes and their classes of tax. An amount that was given back is of no dish, and is
    /// spread over the classes of the order.
    fn count_refunded_dishes(&mut self, refund: &Refund) {
        let order = self.order;
        let mut rest = refund.parts;
        for back in &refund.lines {
            let line = order.lines.iter().find(|line| line.id == back.line_id);
            // What is left is of the same sums, and fits.
            rest = rest.minus(back.parts).unwrap_or_default();
            let row = Tally {
                returned: back.quantity,
                net: -back.parts.net.amount(),
                total: -back.parts.total.amount(),
                ..Tally::default()
            };
            let dish = line.map_or(DayReport::NO_DISH.to_owned(), dish_of);
            self.tally(Group::Dish, dish).add(&row);
            let class = line.map_or("", |line| line.tax.as_str());
            self.take_off_tax(class, &back.parts);
        }
        if rest == RefundParts::default() {
            return;
        }
        let row = Tally {
            net: -rest.net.amount(),
            total: -rest.total.amount(),
            ..Tally::default()
        };
        self.tally(Group::Dish, DayReport::NO_DISH).add(&row);
        let mut classes: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        for line in &order.lines {
            let (base, tax) = classes.entry(line.tax.as_str()).or_default();
            *base += line.parts.total.amount() - line.parts.tax.amount();
            *tax += line.parts.tax.amount();
        }
        let shares = |amount: i64, of: fn(&(i64, i64)) -> i64| {
            let weights: Vec<i64> = classes.values().map(of).collect();
            // A rest can be below zero by the rupiah that the refunds before it left in another part.
            let shares = spread(amount.abs(), &weights).into_iter();
            shares
                .map(|share| share * amount.signum())
                .collect::<Vec<_>>()
        };
        let bases = shares(rest.total.amount() - rest.tax.amount(), |sum| sum.0);
        let taxes = shares(rest.tax.amount(), |sum| sum.1);
        for (class, (base, tax)) in classes.into_keys().zip(bases.into_iter().zip(taxes)) {
            if (base, tax) != (0, 0) {
                let sum = self.report.taxes.entry(class.to_owned()).or_default();
                sum.add(&TaxSum {
                    base: -base,
                    tax: -tax,
                });
            }
        }
    }

    fn take_off_tax(&mut self, class: &str, parts: &RefundParts) {
        let sum = self.report.taxes.entry(class.to_owned()).or_default();
        sum.add(&TaxSum {
            base: parts.tax.amount() - parts.total.amount(),
            tax: -parts.tax.amount(),
        });
    }
}
