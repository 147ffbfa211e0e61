//! Made-up days: after any acts on orders, each day's money fits its bills, and the days add up to what there is.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;

use super::{Group as ReportGroup, *};
use crate::domain::{
    Actor, Approved, BasisPoints, BusinessDay, CashRounding, CashStep, Channel, ClaimCause, Days,
    DiscountRule, LineStatus, LookupCode, Money, Order, OrderLevel, OrderLine, OrderNumber,
    OrderStatus, OrderType, OrderUid, Parts, PaymentMethod, PaymentRequest, PaymentStatus,
    PricesInclude, RefundOf, Role, SplitBy, Staff, TaxClass, Terms,
};

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut thrown = self.0;
        thrown = (thrown ^ (thrown >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        thrown = (thrown ^ (thrown >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (thrown ^ (thrown >> 31)) % sides
    }

    fn upto(&mut self, most: i64) -> i64 {
        1 + i64::try_from(self.below(most.unsigned_abs())).expect("a small number")
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).expect("an index")]
    }
}

const START: &str = "2026-11-22T21:00:00Z";
const CUTOFF: i64 = 240;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Jakarta").expect("a bundled zone")
}

fn day_of(at: Timestamp) -> BusinessDay {
    BusinessDay::of(at, &zone(), CUTOFF)
}

fn till() -> Actor {
    Actor::Staff(Staff {
        id: 1,
        name: "Rina".to_owned(),
        role: Role::Owner,
    })
}

fn approved() -> Approved {
    Approved {
        by: till(),
        approved_by: None,
    }
}

fn line(id: i64, dice: &mut Dice) -> OrderLine {
    let (price, quantity) = (Money::new(dice.upto(90_000)), dice.upto(3));
    let gross = price.times(quantity).expect("a sum");
    OrderLine {
        id,
        menu_item_id: Some(dice.upto(4)),
        fee: None,
        name: "Kopi".to_owned(),
        unit_price: price,
        quantity,
        modifiers: Vec::new(),
        note: None,
        status: LineStatus::Queued,
        line_total: gross,
        station: "bar".to_owned(),
        round: 1,
        moved_from: None,
        moved_to: None,
        voided: None,
        tax: dice.pick(TaxClass::ALL),
        carries_service: dice.chance(80),
        is_discountable: dice.chance(80),
        parts: Parts::plain(gross),
    }
}

/// An order with rates and a discount, made as the rules make one.
fn order(number: i64, dice: &mut Dice, at: Timestamp) -> Order {
    let rate = |points| BasisPoints::new(points).expect("a rate");
    let lines = 1 + i64::try_from(dice.below(4)).expect("a number");
    let level = dice.chance(30).then(|| OrderLevel {
        code: "gofood".to_owned(),
        name: "GoFood".to_owned(),
        is_paid_in_app: false,
        commission_bp: rate(2_000),
        commission_fixed: Money::new(1_000),
    });
    let mut order = Order {
        uid: OrderUid::from_random(u128::try_from(number).expect("a number").to_be_bytes()),
        number: OrderNumber {
            channel: dice.pick(Channel::ALL),
            counter: number,
        },
        code: LookupCode::from_random([1; 4]),
        day: day_of(at),
        status: OrderStatus::Preparing,
        payment_status: PaymentStatus::Unpaid,
        rev: 1,
        total_amount: Money::ZERO,
        payment_method: PaymentMethod::Cash,
        order_type: dice.pick(OrderType::ALL),
        table_number: dice.chance(50).then(|| "5".to_owned()),
        customer_name: None,
        note: None,
        lines: (1..=lines).map(|id| line(id, dice)).collect(),
        requests: Vec::new(),
        terms: Terms {
            service: rate(dice.pick(&[0, 500, 1_000])),
            restaurant_tax: rate(dice.pick(&[0, 1_000])),
            vat: rate(1_100),
            prices_include: dice.pick(PricesInclude::ALL),
            cash: CashStep {
                step: dice.pick(&[1, 100, 500]),
                rounding: dice.pick(CashRounding::ALL),
            },
        },
        level,
        discounts: Vec::new(),
        checks: Vec::new(),
        payments: Vec::new(),
        corrections: Vec::new(),
        refunds: Vec::new(),
        claims: Vec::new(),
        cancellation: None,
        placed_by: None,
        created_at: at,
        expires_at: None,
        ready_at: None,
        served_at: None,
        completed_at: None,
        merged_into: None,
    };
    let rule = match dice.below(3) {
        0 => DiscountRule::Complimentary,
        1 => DiscountRule::Amount(Money::new(dice.upto(20_000))),
        _ => DiscountRule::Percent {
            rate: rate(dice.upto(5_000)),
            ceiling: None,
        },
    };
    let of_line = dice.chance(60).then_some(1);
    let given = order.give_discount(approved(), of_line, rule, Some("promo".to_owned()), at);
    given.expect("a discount");
    if dice.chance(50) {
        order.remove_discount(&till(), 1, at).expect("taken back");
    }
    order
}

/// Lets time go by: often minutes, sometimes over the night.
fn later(at: Timestamp, dice: &mut Dice) -> Timestamp {
    let minutes = if dice.chance(20) { 1_200 } else { 90 };
    at + SignedDuration::from_mins(dice.upto(minutes))
}

/// An order that something random happened to. What the rules refuse does not happen.
fn lived(number: i64, dice: &mut Dice) -> Order {
    let start: Timestamp = START.parse().expect("a time");
    let mut at = start + SignedDuration::from_mins(dice.upto(2_000));
    let mut order = order(number, dice, at);
    for _ in 0..dice.upto(8) {
        at = later(at, dice);
        let method = dice.pick(&[PaymentMethod::Cash, PaymentMethod::Qris]);
        let some = Money::new(dice.upto(60_000));
        let why = Some("lama".to_owned());
        // What is refused can be half done: the program drops it.
        let before = order.clone();
        let done = match dice.below(16) {
            0 => order.void_line(approved(), 2, why, at),
            1 if order.payments.is_empty() => order.split_bill(&till(), SplitBy::Equally(2), at),
            2 => {
                let again = line(1, dice);
                order.add_lines(&till(), vec![again], at)
            }
            3 => order.refund(approved(), RefundOf::Amount(some), None, method, why, at),
            4 => order.refund(
                approved(),
                RefundOf::Pieces(vec![(1, 1)]),
                None,
                method,
                why,
                at,
            ),
            5 => order.refund(approved(), RefundOf::Everything, None, method, why, at),
            6 => order.set_status(&till(), OrderStatus::Cancelled, why, at),
            7 => order.correct_payment(approved(), 1, method, why, at),
            8 => order.record_claim(&till(), ClaimCause::Double, method, some, at),
            9 => order.settle_claim(approved(), 1, method, why, at),
            10 | 11 => {
                let part = PaymentRequest {
                    amount: Some(some),
                    method: Some(method),
                    ..PaymentRequest::default()
                };
                order.pay(&till(), part, at)
            }
            _ => {
                let all = PaymentRequest {
                    method: Some(method),
                    ..PaymentRequest::default()
                };
                order.pay(&till(), all, at)
            }
        };
        if done.is_err() {
            order = before;
        }
    }
    order
}

fn facts(orders: &[Order], day: BusinessDay) -> DayFacts {
    let takers = orders.iter().flat_map(|order| {
        let payments = order.payments.iter();
        payments.map(|payment| ((order.uid.clone(), payment.id), "Rina".to_owned()))
    });
    DayFacts {
        day,
        times: Days { from: day, to: day }.times(&zone(), CUTOFF),
        zone: zone(),
        orders: orders.to_vec(),
        takers: takers.collect(),
        cancellers: HashMap::new(),
        tickets: Vec::new(),
    }
}

fn sum(report: &DayReport, group: ReportGroup, of: fn(&Tally) -> i64) -> i64 {
    report.group(group).values().map(of).sum()
}

/// Every way to add up a day or a span leads to the same sums.
fn check_sums(report: &DayReport) {
    let it = &report.sales;
    assert_eq!(it.difference(), 0, "{:?}", report.misfits);
    assert_eq!(report.misfits, []);
    let off = it.line_discounts + it.order_discounts + it.complimentary + it.service_within;
    assert_eq!(it.gross - off - it.refunded_net, it.net);
    assert_eq!(it.net + it.service + it.tax - it.tax_within, it.total);
    for group in [
        ReportGroup::Hour,
        ReportGroup::Dish,
        ReportGroup::Channel,
        ReportGroup::Level,
    ] {
        assert_eq!(sum(report, group, |row| row.net), it.net, "{group:?}");
    }
    assert_eq!(
        sum(report, ReportGroup::Person, |row| row.net) - it.refunded_net,
        it.net
    );
    assert_eq!(sum(report, ReportGroup::Level, |row| row.total), it.total);
    assert_eq!(sum(report, ReportGroup::Dish, |row| row.gross), it.gross);
    let gifts = sum(report, ReportGroup::Person, |row| row.complimentary);
    assert_eq!(gifts, it.complimentary);
    for group in [ReportGroup::Hour, ReportGroup::Method] {
        assert_eq!(sum(report, group, |row| row.received), it.received);
        assert_eq!(sum(report, group, |row| row.given_back), it.given_back);
    }
    assert_eq!(
        sum(report, ReportGroup::Method, |row| row.corrected),
        it.corrected
    );
    let (base, tax) = report
        .taxes
        .values()
        .fold((0, 0), |(base, tax), sum| (base + sum.base, tax + sum.tax));
    assert_eq!((base + tax, tax), (it.total, it.tax));
}

#[test]
fn a_refunded_amount_takes_its_tax_along_where_the_taxed_dish_is_taken_off_later() {
    let mut dice = Dice(1);
    let at: Timestamp = START.parse().expect("a time");
    let mut order = order(1, &mut dice, at);
    let classes = [(1, TaxClass::Untaxed), (2, TaxClass::Restaurant)];
    order.lines = classes
        .map(|(id, tax)| OrderLine {
            tax,
            ..line(id, &mut dice)
        })
        .to_vec();
    order.terms = Terms {
        restaurant_tax: BasisPoints::new(1_000).expect("a rate"),
        ..Terms::PLAIN
    };
    order.discounts.clear();
    order.add_lines(&till(), Vec::new(), at).expect("a bill");
    let some = Money::new(order.lines[0].line_total.amount() / 2);
    let part = PaymentRequest {
        amount: Some(some),
        ..PaymentRequest::default()
    };
    order.pay(&till(), part, at).expect("a part");
    let why = Some("lama".to_owned());
    order
        .refund(
            approved(),
            RefundOf::Amount(some),
            None,
            PaymentMethod::Cash,
            why.clone(),
            at,
        )
        .expect("given back");
    assert!(order.refunds[0].parts.tax > Money::ZERO);
    order
        .void_line(approved(), 2, why, at)
        .expect("not made after all");
    order
        .pay(&till(), PaymentRequest::default(), at)
        .expect("the rest");
    let report = facts(&[order], day_of(at)).report();
    assert!(report.sales.tax < 0, "{:?}", report.sales);
    check_sums(&report);
}

proptest! {
    #[test]
    fn money_fits_the_bills_on_each_day_and_the_days_are_all_there_is(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let orders: Vec<Order> = (1..=12).map(|number| lived(number, &mut dice)).collect();
        let mut day = day_of(START.parse().expect("a time"));
        let mut all = DayReport::default();
        for _ in 0..16 {
            let report = facts(&orders, day).report();
            check_sums(&report);
            books::tests::check_books(&report);
            all.add(&report);
            day = day.next();
        }
        check_sums(&all);
        // Held against the orders themselves, by other sums.
        let amount = |sum: Result<Money, _>| sum.expect("a sum").amount();
        let (mut sold, mut held, mut in_hand, mut owed) = (0, 0, 0, 0);
        for order in &orders {
            let ledger = order.ledger();
            let left = amount(ledger.paid()) - amount(ledger.refunded());
            if order.is_settled() {
                sold += left;
            } else {
                held += left;
            }
            for claim in &order.claims {
                in_hand += claim.amount.amount() - claim.handed_out().map_or(0, Money::amount);
                owed += claim.settlement.as_ref().map_or(claim.amount.amount(), |_| 0);
            }
            in_hand += order.payments.iter().map(|it| (it.amount.amount()) + it.rounding.amount()).sum::<i64>();
            in_hand -= order.refunds.iter().map(|it| it.parts.total.amount() + it.rounding.amount()).sum::<i64>();
        }
        let it = &all.sales;
        prop_assert_eq!(it.total, sold);
        prop_assert_eq!(it.deposits_taken - it.deposits_used - it.deposits_returned, held);
        prop_assert_eq!(it.kept(), in_hand);
        prop_assert_eq!(it.claims_taken - it.claims_settled, owed);
        // What is stored is the same again.
        let stored = serde_json::to_string(&all).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<DayReport>(&stored).expect("a report"), all);
    }
}

#[test]
fn an_order_whose_bill_is_not_what_was_paid_is_named() {
    let mut dice = Dice(7);
    let at: Timestamp = START.parse().expect("a time");
    let mut order = order(3, &mut dice, at);
    order
        .pay(&till(), PaymentRequest::default(), at)
        .expect("paid");
    order.lines[0].parts.total = order.lines[0]
        .parts
        .total
        .plus(Money::new(7))
        .expect("a sum");
    let report = facts(std::slice::from_ref(&order), day_of(at)).report();
    assert_eq!(report.sales.difference(), 7);
    let journal = report.journal();
    let last = journal.last().expect("a posting");
    assert_eq!(
        (last.kind, last.debit - last.credit),
        (PostingKind::Difference, 7)
    );
    let named: Vec<_> = report
        .misfits
        .iter()
        .map(|it| (it.number.as_str(), it.difference))
        .collect();
    assert_eq!(named, [(order.number.to_string().as_str(), 7)]);
}
