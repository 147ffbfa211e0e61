//! Entries and invoices of days that are written here, and what holds for every made-up day.

use std::collections::HashMap;

use super::*;
use crate::domain::report::{Sales, Tally, TaxSum};

/// Invoices are the entry again, each is what came in on its account, and none is below zero.
fn check_invoices(journal: &[Posting], invoices: &[Invoice]) {
    let mut left: HashMap<PostingKind, i64> = HashMap::new();
    for posting in journal {
        *left.entry(posting.kind).or_default() += posting.credit - posting.debit;
    }
    for invoice in invoices {
        let sum: i64 = invoice.lines.iter().map(|(_, amount)| amount).sum();
        for (kind, amount) in &invoice.lines {
            *left.entry(*kind).or_default() -= amount;
        }
        let paid = left
            .iter_mut()
            .find(|(kind, _)| kind.is_received() && Some(kind.account()) == invoice.paid_to);
        assert!(sum >= 0, "{invoice:?}");
        match paid {
            Some((_, amount)) => *amount += sum,
            None => assert_eq!(sum, 0),
        }
    }
    assert!(left.values().all(|amount| *amount == 0), "{left:?}");
}

/// A day's entry balances, its money is what stayed, and what it earns and owes to the tax office is the total.
pub(in crate::domain::report) fn check_books(report: &DayReport) {
    let journal = report.journal();
    let (mut debits, mut credits, mut kept, mut earned) = (0, 0, 0, 0);
    for posting in &journal {
        let Posting { debit, credit, .. } = *posting;
        assert!(
            debit.min(credit) == 0 && debit.max(credit) > 0,
            "{posting:?}"
        );
        debits += debit;
        credits += credit;
        match posting.account {
            BookAccount::Cash
            | BookAccount::Qris
            | BookAccount::Transfer
            | BookAccount::Card
            | BookAccount::App => kept += debit - credit,
            BookAccount::Sales
            | BookAccount::Discounts
            | BookAccount::Gifts
            | BookAccount::Refunds
            | BookAccount::Service
            | BookAccount::RestaurantTax
            | BookAccount::Vat => earned += credit - debit,
            BookAccount::Rounding | BookAccount::Deposits | BookAccount::Claims => {}
            BookAccount::Safe | BookAccount::Expenses | BookAccount::Difference => {
                panic!("{journal:?}")
            }
        }
    }
    assert_eq!(debits, credits, "{journal:?}");
    check_invoices(&journal, &report.invoices());
    assert_eq!((kept, earned), (report.sales.kept(), report.sales.total));
    let it = &report.sales;
    let within = it.service_within + it.tax_within + it.refunded_tax_within;
    let sold = journal.iter().find(|it| it.kind == PostingKind::Sales);
    assert_eq!(sold.map_or(0, |sold| sold.credit), it.gross - within);
}

fn amounts(journal: &[Posting]) -> Vec<(&'static str, i64)> {
    let amount = |it: &Posting| (it.kind.as_str(), it.debit - it.credit);
    journal.iter().map(amount).collect()
}

#[test]
fn prices_that_hold_tax_and_service_are_split_into_what_is_earned_and_what_is_owed() {
    // Two dishes of Rp12.100 with 10 % service and 10 % tax in the price; one is given back.
    let mut report = DayReport {
        sales: Sales {
            orders: 1,
            gross: 24_200,
            service_within: 2_200,
            refunded_net: 11_000,
            net: 11_000,
            service: 1_100,
            tax: 1_100,
            tax_within: 1_100,
            refunded_tax_within: 1_100,
            total: 12_100,
            received: 24_200,
            given_back: 12_100,
            ..Sales::default()
        },
        ..DayReport::default()
    };
    let tax = TaxSum {
        base: 11_000,
        tax: 1_100,
    };
    report.taxes.insert("restaurant".to_owned(), tax);
    let row = Tally {
        received: 24_200,
        given_back: 12_100,
        ..Tally::default()
    };
    report.groups[Group::Method as usize].insert("qris".to_owned(), row);
    assert_eq!(
        amounts(&report.journal()),
        [
            ("qris", 12_100),
            ("refunds", 9_900),
            ("sales", -19_800),
            ("service", -1_100),
            ("restaurant_tax", -1_100),
        ]
    );
    report.sales.claims_settled = 500;
    assert_eq!(
        amounts(&report.journal())[5..],
        [("claims_settled", 500), ("difference", -500)]
    );
    assert_eq!(report.sales.difference(), -500);
    assert_eq!(DayReport::default().journal(), []);
}

#[test]
fn an_account_is_a_code_with_a_digit_and_a_name() {
    for (written, read) in [
        ("1-10001 Kas", Some("1-10001 Kas")),
        (
            " 110.01/A   Kas besar  toko ",
            Some("110.01/A Kas besar toko"),
        ),
        ("1-10001", None),
        ("Kas besar", None),
        ("-10001 Kas", None),
        ("1=1 Kas", None),
        ("", None),
    ] {
        let account = Account::parse(written).map(|account| account.to_string());
        assert_eq!(account.as_deref(), read, "{written}");
    }
    assert_eq!(
        Account::parse(&format!("1 {}", "a".repeat(ACCOUNT_LENGTH))),
        None
    );
}
