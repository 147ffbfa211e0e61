//! Takes what went back off a day: from its sums, its rows, its dishes and its classes of tax.

use std::collections::BTreeMap;

use super::{Counted, dish_of, level_of};
use crate::domain::{
    OrderLine, Refund, RefundParts,
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
            refunded_tax_within: if self.holds_tax { tax.amount() } else { 0 },
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
            let (total, tax) = (back.parts.total.amount(), back.parts.tax.amount());
            self.take_off_tax(class, total - tax, tax);
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
        let base = self.shares_of_classes(
            rest.total.amount() - rest.tax.amount(),
            |line| line.parts.total.amount() - line.parts.tax.amount(),
            |line| line.line_total.amount(),
        );
        let tax = self.shares_of_classes(
            rest.tax.amount(),
            |line| line.parts.tax.amount(),
            |line| order.terms.rate(line.tax).of(line.line_total).amount(),
        );
        for (class, base) in base {
            self.take_off_tax(class, base, 0);
        }
        for (class, tax) in tax {
            self.take_off_tax(class, 0, tax);
        }
    }

    /// An amount, spread over the classes of tax by what the order's lines have of it; where they have nothing left, as
    /// the dish was taken off since, by what they cost before.
    fn shares_of_classes(
        &self,
        amount: i64,
        now: impl Fn(&OrderLine) -> i64,
        before: impl Fn(&OrderLine) -> i64,
    ) -> Vec<(&'static str, i64)> {
        let lines = &self.order.lines;
        let has_any = lines.iter().any(|line| now(line) != 0);
        let mut weights: BTreeMap<&'static str, i64> = BTreeMap::new();
        for line in lines {
            let weight = if has_any { now(line) } else { before(line) };
            *weights.entry(line.tax.as_str()).or_default() += weight;
        }
        let by: Vec<i64> = weights.values().copied().collect();
        // A rest can be below zero by the rupiah that the refunds before it left in another part.
        let shares = spread(amount.abs(), &by).into_iter();
        let shares = shares.map(|share| share * amount.signum());
        weights.into_keys().zip(shares).collect()
    }

    fn take_off_tax(&mut self, class: &str, base: i64, tax: i64) {
        // No row for a class of which nothing went back.
        if (base, tax) != (0, 0) {
            let sum = self.report.taxes.entry(class.to_owned()).or_default();
            sum.add(&TaxSum {
                base: -base,
                tax: -tax,
            });
        }
    }
}
