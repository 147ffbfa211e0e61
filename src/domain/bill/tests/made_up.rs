//! Bills, splits, refunds and payments of made-up orders: every part adds up, in any order of payments and refunds.

use super::{shares::give_back, *};

/// A small generator (xorshift64*): the same orders on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        i64::try_from(number).expect("a value") % sides
    }

    fn rate(&mut self) -> BasisPoints {
        let points = if self.roll(3) == 0 {
            0
        } else {
            self.roll(2_500)
        };
        BasisPoints::new(points).expect("a value")
    }

    fn discount(&mut self) -> Option<DiscountRule> {
        match self.roll(6) {
            0 => Some(DiscountRule::Percent {
                rate: BasisPoints::new(self.roll(10_001)).expect("a value"),
                ceiling: (self.roll(2) == 0).then(|| Money::new(self.roll(20_000))),
            }),
            1 => Some(DiscountRule::Amount(Money::new(self.roll(60_000)))),
            2 if self.roll(4) == 0 => Some(DiscountRule::Complimentary),
            _ => None,
        }
    }

    fn terms(&mut self) -> Terms {
        let includes = usize::try_from(self.roll(3)).expect("a value");
        Terms {
            service: self.rate(),
            restaurant_tax: self.rate(),
            vat: self.rate(),
            prices_include: PricesInclude::ALL[includes],
            cash: CashStep::EXACT,
        }
    }

    fn charge(&mut self, sold: i64) -> Charge {
        let class = usize::try_from(self.roll(2)).expect("a value");
        Charge {
            gross: Money::new(self.roll(80_000) * sold),
            discount: self.discount(),
            tax: TaxClass::ALL[class],
            carries_service: self.roll(4) > 0,
            is_discountable: self.roll(4) > 0,
        }
    }
}

#[test]
fn every_part_of_twenty_thousand_bills_adds_up_and_is_never_below_zero() {
    let mut dice = Dice(20_261_129);
    for _ in 0..20_000 {
        let sold: Vec<i64> = (0..=dice.roll(6)).map(|_| 1 + dice.roll(5)).collect();
        let charges: Vec<_> = sold.iter().map(|sold| dice.charge(*sold)).collect();
        let (terms, discount) = (dice.terms(), dice.discount());
        let bill = Bill::of(&charges, discount.as_ref(), &terms).expect("a value");
        assert_eq!(sum(&bill.lines), Ok(bill.sums));
        for line in &bill.lines {
            assert_adds_up(line, &terms);
        }
        splits_add_up(&mut dice, &bill, &sold, &terms);
        refunds_add_up(&mut dice, &bill, &sold);
        money_adds_up(&mut dice, bill.sums.total);
    }
}

fn assert_adds_up(line: &Parts, terms: &Terms) {
    let part = |money: Money| {
        assert!(money >= Money::ZERO, "{line:?}");
        money.amount()
    };
    let charged = part(line.gross) - part(line.line_discount) - part(line.order_discount);
    let (net, service, tax, total) = (
        part(line.net),
        part(line.service),
        part(line.tax),
        part(line.total),
    );
    let (of_net, of_total) = match terms.prices_include {
        PricesInclude::Nothing => (net, net + service + tax),
        PricesInclude::Tax => (net, net + service),
        PricesInclude::TaxAndService => (net + service, net + service),
    };
    assert_eq!(
        (charged, total),
        (of_net, of_total),
        "{line:?} by {terms:?}"
    );
    assert!(tax <= total, "{line:?}");
}

/// A share of a check with the sum of its parts for its total.
fn with_its_own_total(share: &Parts, terms: &Terms) -> Parts {
    let with_service = share.net.plus(share.service).expect("a value");
    let total = match terms.prices_include {
        PricesInclude::Nothing => with_service.plus(share.tax).expect("a value"),
        PricesInclude::Tax | PricesInclude::TaxAndService => with_service,
    };
    Parts { total, ..*share }
}

fn splits_add_up(dice: &mut Dice, bill: &Bill, sold: &[i64], terms: &Terms) {
    let parts = usize::try_from(2 + dice.roll(4)).expect("a value");
    let mut checks = vec![Vec::new(); parts];
    for (line, sold) in sold.iter().enumerate() {
        let denominator = if dice.roll(2) == 0 {
            *sold
        } else {
            1 + dice.roll(6)
        };
        for _ in 0..denominator {
            let check = usize::try_from(dice.roll(i64::try_from(parts).expect("a value")))
                .expect("a value");
            checks[check].push(Portion {
                line,
                numerator: 1,
                denominator,
            });
        }
    }
    let checks = split(&bill.lines, &checks, terms.prices_include).expect("a value");
    let shares = || checks.iter().flatten().map(|(_, parts)| parts);
    assert_eq!(sum(shares()), Ok(bill.sums));
    for share in shares() {
        assert_adds_up(&with_its_own_total(share, terms), terms);
        assert!(
            (share.total.amount() - with_its_own_total(share, terms).total.amount()).abs() <= 3
        );
    }
    let amounts = even(bill.sums.total, parts, 100).expect("a value");
    assert_eq!(
        amounts
            .iter()
            .try_fold(Money::ZERO, |sum, part| sum.plus(*part)),
        Ok(bill.sums.total)
    );
    let checks: Vec<Parts> = checks
        .iter()
        .map(|check| sum(check.iter().map(|(_, parts)| parts)).expect("a value"))
        .collect();
    refunds_of_checks_add_up(dice, bill, &checks);
    match split_evenly(&bill.sums, parts, 100, terms.prices_include) {
        Ok(checks) => {
            let totals: Vec<Money> = checks.iter().map(|check| check.total).collect();
            assert_eq!(totals, amounts);
            assert_eq!(sum(&checks), Ok(bill.sums));
            for check in &checks {
                assert_adds_up(&with_its_own_total(check, terms), terms);
            }
            refunds_of_checks_add_up(dice, bill, &checks);
        }
        Err(error) => {
            assert_eq!(error, SplitError::BadParts);
            assert!(amounts.contains(&Money::ZERO));
        }
    }
}

/// Each check goes back in two refunds, in any order: all of them are the bill, and each is the sum of its parts.
fn refunds_of_checks_add_up(dice: &mut Dice, bill: &Bill, checks: &[Parts]) {
    let mut left = RefundParts::from(&bill.sums);
    let mut of_checks: Vec<_> = checks.iter().map(RefundParts::from).collect();
    let is_within = left.net.plus(left.service) == Ok(left.total);
    for turn in 0..checks.len() * 2 {
        let check = &mut of_checks[turn % checks.len()];
        let amount = if turn < checks.len() {
            Money::new(dice.roll(check.total.amount() + 1))
        } else {
            check.total
        };
        let back = RefundParts::of_check(check, amount, &left).expect("a value");
        let with_service = back.net.amount() + back.service.amount();
        let of_tax = if is_within { 0 } else { back.tax.amount() };
        assert_eq!(with_service + of_tax, back.total.amount(), "{back:?}");
        left = left.minus(back).expect("a value");
        *check = check.minus(back).expect("a value");
        for part in [
            back.net,
            back.service,
            back.tax,
            left.net,
            left.service,
            left.tax,
        ] {
            assert!(part >= Money::ZERO, "{back:?} {left:?}");
        }
    }
    let totals = of_checks.iter().map(|check| check.total);
    if totals.clone().all(|total| total == Money::ZERO) {
        assert_eq!(left, RefundParts::default());
    }
}

fn refunds_add_up(dice: &mut Dice, bill: &Bill, sold: &[i64]) {
    let mut left = RefundParts::from(&bill.sums);
    let mut before = vec![0; sold.len()];
    let whole = RefundParts::from(&bill.sums);
    let mut back = RefundParts::default();
    // Some by amount first, then every piece that still fits, in any order and grouping, then the rest by amount.
    let first = dice.roll(3) == 0 && left.total > Money::ZERO;
    if first {
        let amount = Money::new(1 + dice.roll(left.total.amount()));
        let parts = RefundParts::of_amount(&left, amount).expect("a value");
        back = back.plus(parts).expect("a value");
        left = left.minus(parts).expect("a value");
    }
    for _ in 0..30 {
        let line = usize::try_from(dice.roll(i64::try_from(sold.len()).expect("a value")))
            .expect("a value");
        let quantity = 1 + dice.roll(sold[line]);
        let step = json!({"lines": [{"id": line + 1, "qty": quantity}]});
        if let Ok(parts) = give_back(bill, sold, &mut before, &left, &step) {
            back = back.plus(parts).expect("a value");
            left = left.minus(parts).expect("a value");
        }
        for part in [left.net, left.service, left.tax, left.total] {
            assert!(part >= Money::ZERO, "{left:?}");
        }
    }
    if !first && before == sold {
        assert_eq!(left, RefundParts::default());
    }
    let rest = RefundParts::of_amount(&left, left.total).expect("a value");
    assert_eq!(back.plus(rest), Ok(whole));
}

fn money_adds_up(dice: &mut Dice, total: Money) {
    let cash = CashStep {
        step: [1, 100, 500, 1_000][usize::try_from(dice.roll(4)).expect("a value")],
        rounding: CashRounding::ALL[usize::try_from(dice.roll(3)).expect("a value")],
    };
    let only_cash = dice.roll(2) == 0;
    let method = |dice: &mut Dice| {
        let index = if only_cash { 0 } else { dice.roll(4) };
        PaymentMethod::ALL[usize::try_from(index).expect("a value")]
    };
    let (mut payments, mut refunds) = (Vec::new(), Vec::new());
    for _ in 0..40 {
        let ledger = Ledger {
            check_id: None,
            total,
            payments: &payments,
            refunds: &refunds,
        };
        let rest = ledger.rest().expect("a value");
        let is_paid = ledger.status().expect("a value") == PaymentStatus::Paid;
        let of = method(dice);
        if !is_paid && refunds.is_empty() && dice.roll(3) > 0 {
            let amount = (dice.roll(2) == 0).then(|| Money::new(dice.roll(rest.amount() + 2)));
            if let Ok(payment) = pay(&ledger, of, amount, None, cash) {
                let taken = payment.tendered.minus(payment.change).expect("a value");
                assert_eq!(
                    taken,
                    payment.amount.plus(payment.rounding).expect("a value")
                );
                assert!(payment.change >= Money::ZERO);
                payments.push(payment);
            }
        } else {
            let left = ledger
                .paid()
                .expect("a value")
                .minus(ledger.refunded().expect("a value"))
                .expect("a value");
            let amount = Money::new(dice.roll(left.amount() + 2));
            if let Ok(rounding) = ledger.refund_rounding(of, amount, cash) {
                let parts = RefundParts {
                    total: amount,
                    ..RefundParts::default()
                };
                refunds.push(refund(refunds.len() + 1, of, parts, rounding));
            }
        }
        let ledger = Ledger {
            check_id: None,
            total,
            payments: &payments,
            refunds: &refunds,
        };
        assert!(ledger.paid().expect("a value") <= total);
        assert!(ledger.refunded().expect("a value") <= ledger.paid().expect("a value"));
        assert!(
            !only_cash || cash_in_drawer(&ledger) >= Money::ZERO,
            "{ledger:?}"
        );
        assert_eq!(
            ledger.status() == Ok(PaymentStatus::Paid),
            refunds.is_empty() && !payments.is_empty() && ledger.rest() == Ok(Money::ZERO)
        );
    }
}
