//! Shifts against figures worked out elsewhere: `tests/fixtures/money_vectors.json`.

use serde_json::Value;

use super::*;
use crate::domain::PaymentMethod;

fn rows(opening: i64) -> ShiftRows {
    ShiftRows {
        opening: Money::new(opening),
        sales: SaleSums::default(),
        flows: Vec::new(),
        moves: Vec::new(),
        refunds: Vec::new(),
        voids: Vec::new(),
    }
}

fn flow(flow: MoneyFlow, method: PaymentMethod, amount: i64, rounding: i64) -> FlowSum {
    FlowSum {
        flow,
        method,
        rows: 1,
        amount: Money::new(amount),
        rounding: Money::new(rounding),
    }
}

fn moved(kind: CashMoveKind, amount: i64) -> CashMove {
    CashMove {
        id: 1,
        kind,
        amount: Money::new(amount),
        reason: None,
        by: "Rina".to_owned(),
        approved_by: None,
        at: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn a_drawer_holds_what_was_worked_out_elsewhere_before_and_after_it_is_counted() {
    let file: Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/money_vectors.json"))
            .expect("vectors");
    let vectors = file["vectors"].as_array().expect("vectors").iter();
    let vectors: Vec<_> = vectors.filter(|vector| vector["op"] == "shift").collect();
    assert_eq!(vectors.len(), 3);
    for vector in vectors {
        let int = |value: &Value| value.as_i64().expect("a number");
        let mut rows = rows(int(&vector["input"]["opening"]));
        for change in vector["input"]["moves"].as_array().expect("moves") {
            let amount = int(&change[1]);
            let word = change[0].as_str().expect("a word");
            let cash = PaymentMethod::Cash;
            match word {
                "sale" => rows.flows.push(flow(MoneyFlow::Payment, cash, amount, 0)),
                "refund" => rows.flows.push(flow(MoneyFlow::Refund, cash, amount, 0)),
                word => {
                    let kind = CashMoveKind::parse(word).expect("a kind");
                    rows.moves.push(moved(kind, amount));
                }
            }
        }
        let counted = Money::new(int(&vector["input"]["counted"]));
        let x = ShiftReport::of(rows.clone(), None).expect("sums").cash;
        let z = ShiftReport::of(rows, Some(counted)).expect("sums").cash;
        let expected = Money::new(int(&vector["expect"]["expected"]));
        let difference = Money::new(int(&vector["expect"]["difference"]));
        assert_eq!((x.expected, x.difference), (expected, None), "{vector}");
        assert_eq!(z.expected, expected, "{vector}");
        assert_eq!(z.difference, Some(difference), "{vector}");
    }
}

#[test]
fn what_was_sold_rounded_and_put_down_before_is_what_came_in() {
    use MoneyFlow::{Claim, CorrectedFrom, CorrectedTo, Payment, Refund, Settlement};
    use PaymentMethod::{Cash, Qris};
    let mut rows = rows(100_000);
    rows.sales.total = Money::new(70_000);
    rows.flows = vec![
        flow(Payment, Cash, 23_210, -10),
        flow(Payment, Qris, 56_790, 0),
        flow(Refund, Cash, 8_205, 95),
        flow(Refund, Qris, 1_000, 0),
        // One payment in cash was by QRIS after all; money came in twice, and went back in coins.
        flow(CorrectedFrom, Cash, 9_900, 0),
        flow(CorrectedTo, Qris, 9_930, 0),
        flow(Claim, Qris, 4_050, 0),
        flow(Settlement, Cash, 4_050, 50),
    ];
    rows.moves = vec![
        moved(CashMoveKind::Drawer, 0),
        moved(CashMoveKind::PayOut, 5_000),
    ];
    let report = ShiftReport::of(rows, None).expect("sums");
    let (cash, qris) = (
        23_200 - 8_300 - 9_900 - 4_100,
        56_790 - 1_000 + 9_930 + 4_050,
    );
    assert_eq!(report.received, Money::new(cash + qris));
    assert_eq!(report.deposits, Money::new(10_000));
    assert_eq!(
        (report.claims, report.refunded),
        (Money::ZERO, Money::new(9_205))
    );
    let mut sum = [report.rounding, report.deposits, report.claims].into_iter();
    let sum = sum
        .try_fold(report.sales.total, Money::plus)
        .expect("a sum");
    assert_eq!(sum.minus(report.refunded), Ok(report.received));
    // Of the drawer only what was counted into it and out of it.
    assert_eq!(report.cash.expected, Money::new(100_000 + cash - 5_000));
    assert_eq!(report.cash.drawer_openings, 1);
    let used: Vec<_> = report.methods.iter().map(|method| method.method).collect();
    assert_eq!(used, [Cash, Qris]);
}

#[test]
fn a_count_is_of_notes_and_coins_or_a_sum_and_never_two_different_ones() {
    let of = |value, pieces| Denomination { value, pieces };
    let sum = |sum: Option<i64>, pieces: &[Denomination]| {
        CashCount::of(sum.map(Money::new), pieces.to_vec()).map(|count| count.sum.amount())
    };
    let unfit = Err(Refusal::UnfitAmount);
    let notes = [of(100_000, 2), of(500, 3)];
    assert_eq!(sum(None, &notes), Ok(201_500));
    assert_eq!(sum(Some(201_500), &notes), Ok(201_500));
    assert_eq!(sum(Some(201_501), &notes), unfit);
    assert_eq!(sum(Some(75_000), &[]), Ok(75_000));
    assert_eq!(sum(Some(0), &[]), Ok(0));
    assert_eq!(sum(None, &[]), unfit);
    assert_eq!(sum(Some(-1), &[]), unfit);
    assert_eq!(sum(None, &[of(75_000, 1)]), unfit);
    assert_eq!(sum(None, &[of(500, -1)]), unfit);
    assert_eq!(sum(None, &[of(500, 1), of(500, 1)]), unfit);
    assert_eq!(
        sum(None, &[of(100_000, i64::MAX)]),
        Err(Refusal::SumTooLarge)
    );
}

#[test]
fn cash_moves_by_an_amount_and_for_a_reason_and_a_drawer_opens_for_neither() {
    let checked = |kind, amount: Option<i64>, reason: Option<&str>| {
        let draft = CashMoveDraft {
            kind,
            amount: amount.map(Money::new),
            reason: reason.map(str::to_owned),
        };
        draft.checked().map(|(amount, _)| amount.amount())
    };
    for kind in CashMoveKind::ALL.iter().copied() {
        let (cash, why) = (kind.moves_cash(), kind.needs_reason());
        let unfit = Err(Refusal::UnfitAmount);
        let missing = Err(Refusal::ReasonMissing);
        let with = |amount| checked(kind, amount, Some("es batu"));
        assert_eq!(
            with(Some(5_000)),
            if cash { Ok(5_000) } else { unfit.clone() }
        );
        assert_eq!(with(None), if cash { unfit.clone() } else { Ok(0) });
        assert_eq!(with(Some(-1)), unfit);
        let amount = cash.then_some(5_000);
        let silent = checked(kind, amount, Some(" "));
        assert_eq!(silent, if why { missing } else { Ok(5_000) });
    }
}

#[test]
fn a_drawer_that_fits_is_closed_without_a_word_and_one_that_differs_is_not() {
    let close = |counted: i64, reason: Option<&str>, out: Option<i64>| {
        ShiftClosing::of(
            1,
            (Timestamp::UNIX_EPOCH, "Rina".to_owned()),
            (Money::new(counted), Money::new(450_000)),
            reason.map(str::to_owned),
            out.map(Money::new),
        )
    };
    let fits = close(450_000, Some("sama"), Some(350_000)).expect("closed");
    assert_eq!((fits.left, fits.reason), (Money::new(100_000), None));
    assert_eq!(close(445_000, None, None), Err(Refusal::ReasonMissing));
    let short = close(445_000, Some("salah kembalian"), None).expect("closed");
    assert_eq!(short.difference, Money::new(-5_000));
    assert_eq!(
        close(450_000, None, Some(450_001)),
        Err(Refusal::UnfitAmount)
    );
    assert_eq!(close(450_000, None, Some(-1)), Err(Refusal::UnfitAmount));
}
