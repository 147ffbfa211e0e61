//! Counts what changes the money of a day and is no sale: corrected ways of paying, and money that pays for nothing.

use super::Counted;
use crate::domain::report::{Group, Tally};

impl Counted<'_> {
    pub(super) fn count_corrections(&mut self) {
        for correction in &self.order.corrections {
            if !self.facts.times.contains(&correction.corrected_at) {
                continue;
            }
            let (from, to) = (&correction.from, &correction.to);
            let sales = &mut self.report.sales;
            sales.rounding += to.rounding.amount() - from.rounding.amount();
            sales.corrected += to.received().amount() - from.received().amount();
            for (way, corrected) in [
                (from, -from.received().amount()),
                (to, to.received().amount()),
            ] {
                let row = Tally {
                    corrected,
                    ..Tally::default()
                };
                self.tally(Group::Method, way.method.as_str()).add(&row);
            }
        }
    }

    pub(super) fn count_claims(&mut self) {
        for claim in &self.order.claims {
            if self.facts.times.contains(&claim.received_at) {
                let received = claim.amount.amount();
                self.report.sales.claims_taken += received;
                self.report.sales.received += received;
                let row = Tally {
                    received,
                    ..Tally::default()
                };
                let hour = self.facts.hour(claim.received_at);
                self.tally(Group::Hour, hour).add(&row);
                self.tally(Group::Method, claim.method.as_str()).add(&row);
            }
            let settled = claim.settlement.as_ref();
            let Some(settled) = settled.filter(|it| self.facts.times.contains(&it.settled_at))
            else {
                continue;
            };
            let given_back = claim.amount.amount() + settled.rounding.amount();
            let sales = &mut self.report.sales;
            sales.claims_settled += claim.amount.amount();
            sales.given_back += given_back;
            sales.rounding -= settled.rounding.amount();
            let row = Tally {
                given_back,
                ..Tally::default()
            };
            let hour = self.facts.hour(settled.settled_at);
            self.tally(Group::Hour, hour).add(&row);
            self.tally(Group::Method, settled.method.as_str()).add(&row);
        }
    }
}
