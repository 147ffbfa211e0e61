//! A day's entry as invoices, for bookkeeping programs that take over invoices and no journals.
//!
//! There is one for each account that money came in on, since such an invoice is paid to one account. By which method
//! each dish was paid is in no report, so every line is spread over the invoices by what came in on each; together they
//! are the entry again.

use super::{BookAccount, Posting, PostingKind};
use crate::domain::{bill::spread, report::DayReport};

/// An invoice that is paid in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// The account that it was paid to; none where no money came in: its lines then add up to nothing.
    pub paid_to: Option<BookAccount>,
    /// What each line is about and its amount in whole rupiah, below zero where it takes something off.
    pub lines: Vec<(PostingKind, i64)>,
}

impl DayReport {
    /// The day's entry as invoices; nothing on a day without sales and money. The sum of each is what came in on its
    /// account, and never below zero: where more went out than came in by a method, that is a line of the others.
    #[must_use]
    pub fn invoices(&self) -> Vec<Invoice> {
        let is_paid = |it: &Posting| it.kind.is_received() && it.debit > 0;
        let (paid, rest): (Vec<_>, Vec<_>) = self.journal().into_iter().partition(is_paid);
        let lines = rest.iter().map(|it| (it.kind, it.credit - it.debit));
        let lines: Vec<(PostingKind, i64)> = lines.collect();
        let Some(largest) = lines.iter().max_by_key(|(_, amount)| amount.abs()) else {
            return Vec::new();
        };
        if paid.is_empty() {
            return vec![Invoice {
                paid_to: None,
                lines,
            }];
        }
        let came_in: Vec<i64> = paid.iter().map(|it| it.debit).collect();
        let mut shares: Vec<Vec<i64>> = lines
            .iter()
            .map(|(_, amount)| {
                let shares = spread(amount.abs(), &came_in).into_iter();
                shares.map(|share| share * amount.signum()).collect()
            })
            .collect();
        // Each line was rounded by itself: the largest takes the rupiah that an invoice then lacks.
        let place = lines.iter().position(|line| line == largest).unwrap_or(0);
        for (at, amount) in came_in.iter().enumerate() {
            let sum: i64 = shares.iter().map(|line| line[at]).sum();
            shares[place][at] += amount - sum;
        }
        let invoice = |(at, paid): (usize, &Posting)| {
            let kinds = lines.iter().map(|(kind, _)| *kind);
            let lines = kinds.zip(shares.iter().map(|line| line[at]));
            Invoice {
                paid_to: Some(paid.kind.account()),
                lines: lines.filter(|(_, share)| *share != 0).collect(),
            }
        };
        paid.iter().enumerate().map(invoice).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::{Group, Sales, Tally};

    fn day(methods: &[(&str, i64)], sales: Sales) -> DayReport {
        let mut report = DayReport {
            sales,
            ..DayReport::default()
        };
        for (method, received) in methods {
            let row = Tally {
                received: *received,
                ..Tally::default()
            };
            report.groups[Group::Method as usize].insert((*method).to_owned(), row);
        }
        report
    }

    #[test]
    fn a_method_by_which_more_went_out_than_came_in_is_a_line_of_the_others() {
        let sales = Sales {
            gross: 60_000,
            total: 60_000,
            ..Sales::default()
        };
        let report = day(&[("cash", -10_000), ("qris", 70_000)], sales);
        assert_eq!(
            report.invoices(),
            [Invoice {
                paid_to: Some(BookAccount::Qris),
                lines: vec![(PostingKind::Cash, 10_000), (PostingKind::Sales, 60_000)],
            }]
        );
    }

    #[test]
    fn a_day_on_which_money_only_went_out_is_an_invoice_of_nothing_and_one_without_any_is_none() {
        let sales = Sales {
            refunded_net: 5_000,
            total: -5_000,
            ..Sales::default()
        };
        let report = day(&[("cash", -5_000)], sales);
        assert_eq!(
            report.invoices(),
            [Invoice {
                paid_to: None,
                lines: vec![(PostingKind::Cash, 5_000), (PostingKind::Refunds, -5_000)],
            }]
        );
        assert_eq!(DayReport::default().invoices(), []);
    }
}
