//! The bill against figures worked out elsewhere: `tests/fixtures/money_vectors.json` and `simple_bills.json`.

mod made_up;
mod shares;

use serde_json::{Value, json};

use super::{split::even, *};
use crate::domain::{Ledger, Payment, PaymentMethod, PaymentStatus, Refund, Refusal};

fn vectors(op: &str) -> Vec<Value> {
    let file: Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/money_vectors.json"))
            .expect("a value");
    let all = file["vectors"].as_array().expect("a value").clone();
    let of_op: Vec<_> = all
        .into_iter()
        .filter(|vector| vector["op"] == op)
        .collect();
    assert!(!of_op.is_empty(), "{op}");
    of_op
}

fn int(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

fn money(value: &Value) -> Money {
    Money::new(int(value))
}

fn ints(value: &Value) -> Vec<i64> {
    value.as_array().expect("a value").iter().map(int).collect()
}

fn rate(value: &Value) -> BasisPoints {
    BasisPoints::new(value.as_i64().unwrap_or(0)).expect("a value")
}

fn terms(rates: &Value) -> Terms {
    Terms {
        service: rate(&rates["service_bp"]),
        restaurant_tax: rate(&rates["taxes"]["pbjt"]),
        vat: BasisPoints::ZERO,
        prices_include: rates["inclusive"]
            .as_str()
            .map_or(PricesInclude::Nothing, |word| {
                PricesInclude::parse(word).expect("a value")
            }),
        ..Terms::PLAIN
    }
}

/// The rule of a discount; none where the program refuses it.
fn rule(discount: &Value) -> Result<Option<DiscountRule>, &'static str> {
    Ok(match discount["kind"].as_str() {
        None => None,
        Some("percent") => Some(DiscountRule::Percent {
            rate: BasisPoints::new(int(&discount["bp"])).ok_or("bad_percent")?,
            ceiling: discount["max"].as_i64().map(Money::new),
        }),
        Some("amount") => Some(DiscountRule::Amount(money(&discount["amount"]))),
        Some("comp") => Some(DiscountRule::Complimentary),
        Some(word) => panic!("{word}"),
    })
}

struct Input {
    charges: Vec<Charge>,
    discount: Option<DiscountRule>,
    terms: Terms,
    sold: Vec<i64>,
}

fn input(bill: &Value) -> Result<Input, &'static str> {
    let mut charges = Vec::new();
    for line in bill["lines"].as_array().expect("a value") {
        let mut each = money(&line["unit"]);
        for choice in line["mods"].as_array().into_iter().flatten() {
            let price = money(&choice["price"]).times(choice["qty"].as_i64().unwrap_or(1));
            each = each.plus(price.expect("a value")).expect("a value");
        }
        let is_void = line["void"].as_bool().unwrap_or(false);
        let gross = each.times(int(&line["qty"])).map_err(|_| "overflow")?;
        charges.push(Charge {
            gross: if is_void { Money::ZERO } else { gross },
            discount: rule(&line["discount"])?,
            tax: match line["tax"].as_str() {
                Some("none") => TaxClass::Untaxed,
                None | Some("pbjt") => TaxClass::Restaurant,
                Some(word) => panic!("{word}"),
            },
            carries_service: line["service"].as_bool().unwrap_or(true),
            is_discountable: line["discountable"].as_bool().unwrap_or(true),
        });
    }
    Ok(Input {
        charges,
        discount: rule(&bill["discount"])?,
        terms: terms(&bill["rates"]),
        sold: bill["lines"]
            .as_array()
            .expect("a value")
            .iter()
            .map(|line| int(&line["qty"]))
            .collect(),
    })
}

fn bill(input: &Input) -> Result<Bill, &'static str> {
    Bill::of(&input.charges, input.discount.as_ref(), &input.terms).map_err(|_| "overflow")
}

fn numbers(parts: &Parts) -> Value {
    json!({
        "gross": parts.gross, "line_discount": parts.line_discount, "order_discount": parts.order_discount,
        "net": parts.net, "service": parts.service, "tax": parts.tax, "total": parts.total,
    })
}

#[test]
fn amounts_are_spread_as_worked_out_elsewhere() {
    for vector in vectors("spread") {
        let input = &vector["input"];
        let shares = spread(int(&input["amount"]), &ints(&input["weights"]));
        assert_eq!(shares, ints(&vector["expect"]), "{}", vector["id"]);
    }
}

#[test]
fn bills_are_as_worked_out_elsewhere() {
    for vector in vectors("bill") {
        let (id, expect) = (&vector["id"], &vector["expect"]);
        let made = input(&vector["input"]).and_then(|input| Ok((bill(&input)?, input)));
        let (bill, input) = match made {
            Ok(made) => made,
            Err(code) => {
                assert_eq!(expect["refused"], code, "{id}");
                continue;
            }
        };
        let is_comp = |charge: &&Charge| charge.discount == Some(DiscountRule::Complimentary);
        let comps: i64 = input
            .charges
            .iter()
            .filter(is_comp)
            .map(|charge| charge.gross.amount())
            .sum();
        let mut made = numbers(&bill.sums);
        made["comps"] = json!(comps);
        made["line_discounts"] = json!(bill.sums.line_discount.amount() - comps);
        for key in [
            "gross",
            "comps",
            "line_discounts",
            "order_discount",
            "net",
            "service",
            "total",
        ] {
            assert_eq!(made[key], expect[key], "{id}: {key}");
        }
        let taxes: i64 = expect["taxes"]
            .as_object()
            .expect("a value")
            .values()
            .map(int)
            .sum();
        assert_eq!(bill.sums.tax.amount(), taxes, "{id}: tax");
        let mut base = 0;
        for (line, expected) in bill
            .lines
            .iter()
            .zip(expect["lines"].as_array().expect("a value"))
        {
            let made = numbers(line);
            for (key, made) in made.as_object().expect("a value") {
                assert_eq!(made, &expected[key], "{id}: line {}: {key}", expected["id"]);
            }
            base += line.total.amount() - line.tax.amount();
        }
        if let Some(taxed) = expect["dpp"]["pbjt"].as_i64() {
            let untaxed = input.charges.iter().zip(&bill.lines);
            let untaxed = untaxed.filter(|(charge, _)| charge.tax == TaxClass::Untaxed);
            let untaxed: i64 = untaxed.map(|(_, line)| line.total.amount()).sum();
            assert_eq!(base - untaxed, taxed, "{id}: what is taxed");
        }
    }
}

#[test]
fn simple_bills_are_as_worked_out_elsewhere() {
    let file: Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/simple_bills.json"))
            .expect("a value");
    for vector in file["bill"].as_array().expect("a value") {
        let (id, input, expect) = (&vector["id"], &vector["input"], &vector["expect"]);
        let lines = input["items"].as_array().expect("a value").iter();
        let charges: Vec<_> = lines
            .map(|line| {
                let choices: i64 = line["modifiers"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(int)
                    .sum();
                let each = Money::new(int(&line["price"]) + choices);
                Charge {
                    gross: each.times(int(&line["qty"])).expect("a value"),
                    discount: None,
                    tax: TaxClass::Restaurant,
                    carries_service: true,
                    is_discountable: true,
                }
            })
            .collect();
        let terms = Terms {
            service: rate(&input["service_bp"]),
            restaurant_tax: rate(&input["tax_bp"]),
            prices_include: if input["tax_inclusive"] == true {
                PricesInclude::Tax
            } else {
                PricesInclude::Nothing
            },
            ..Terms::PLAIN
        };
        let discount = input["discount"]
            .as_i64()
            .map(|off| DiscountRule::Amount(Money::new(off)));
        let bill = Bill::of(&charges, discount.as_ref(), &terms).expect("a value");
        for (key, made) in [
            ("net", bill.sums.net),
            ("service", bill.sums.service),
            ("tax", bill.sums.tax),
            ("total", bill.sums.total),
        ] {
            assert_eq!(made, money(&expect[key]), "{id}: {key}");
        }
        let ledger = Ledger {
            check_id: None,
            total: bill.sums.total,
            payments: &[],
            refunds: &[],
        };
        let tendered = input["paid"].as_i64().map(Money::new);
        let paid = pay(
            &ledger,
            PaymentMethod::Cash,
            None,
            tendered,
            cash(input, "cash_"),
        )
        .expect("a value");
        assert_eq!(paid.rounding, money(&expect["rounding"]), "{id}");
        let cash_total = paid.amount.plus(paid.rounding).expect("a value");
        assert_eq!(cash_total, money(&expect["cash_total"]), "{id}");
        if let Some(change) = expect["change"].as_i64() {
            assert_eq!(paid.change.amount(), change, "{id}");
        }
    }
}

/// What is in the drawer by one order alone: cash that came in less cash that went back.
fn cash_in_drawer(ledger: &Ledger<'_>) -> Money {
    let payments = ledger.payments.iter();
    let came_in = payments
        .filter(|payment| payment.method.gives_change())
        .map(|payment| payment.tendered.amount() - payment.change.amount());
    let refunds = ledger.refunds.iter();
    let went_back = refunds
        .filter(|refund| refund.method.gives_change())
        .map(|refund| refund.parts.total.amount() + refund.rounding.amount());
    Money::new(came_in.sum::<i64>() - went_back.sum::<i64>())
}

fn cash(input: &Value, prefix: &str) -> CashStep {
    let of = |name: &str| &input[format!("{prefix}{name}")];
    CashStep {
        step: of("step").as_i64().unwrap_or(1),
        rounding: of("mode").as_str().map_or(CashRounding::Nearest, |word| {
            CashRounding::parse(word).expect("a value")
        }),
    }
}

fn pay(
    ledger: &Ledger<'_>,
    method: PaymentMethod,
    amount: Option<Money>,
    tendered: Option<Money>,
    cash: CashStep,
) -> Result<Payment, Refusal> {
    ledger.take(method, amount, tendered, cash, jiff::Timestamp::UNIX_EPOCH)
}

fn refund(id: usize, method: PaymentMethod, parts: RefundParts, rounding: Money) -> Refund {
    Refund {
        check_id: None,
        id: i64::try_from(id).expect("a value"),
        method,
        parts,
        rounding,
        lines: Vec::new(),
        reason: "cold".to_owned(),
        by: "Rina".to_owned(),
        approved_by: None,
        refunded_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn cash_is_rounded_as_worked_out_elsewhere() {
    for vector in vectors("round_cash") {
        let input = &vector["input"];
        let rounded = cash(input, "").round(money(&input["amount"]));
        assert_eq!(rounded, money(&vector["expect"]), "{}", vector["id"]);
    }
}

#[test]
fn payments_and_refunds_are_as_worked_out_elsewhere() {
    for vector in vectors("payments") {
        let (id, input, expect) = (&vector["id"], &vector["input"], &vector["expect"]);
        let total = money(&input["total"]);
        let cash = cash(&input["cash"], "");
        let (mut payments, mut refunds) = (Vec::new(), Vec::new());
        for (step, expect) in input["steps"]
            .as_array()
            .expect("a value")
            .iter()
            .zip(expect["steps"].as_array().expect("a value"))
        {
            let method =
                PaymentMethod::parse(step["method"].as_str().expect("a value")).expect("a value");
            let amount = step["amount"].as_i64().map(Money::new);
            let ledger = Ledger {
                check_id: None,
                total,
                payments: &payments,
                refunds: &refunds,
            };
            let outcome = if step["do"] == "pay" {
                let tendered = step["tendered"].as_i64().map(Money::new);
                pay(&ledger, method, amount, tendered, cash).map(|payment| {
                    let made = json!({
                        "method": method, "amount": payment.amount, "rounding": payment.rounding,
                        "tendered": payment.tendered, "change": payment.change,
                    });
                    payments.push(payment);
                    made
                })
            } else {
                let amount = amount.expect("a value");
                ledger
                    .refund_rounding(method, amount, cash)
                    .map(|rounding| {
                        let parts = RefundParts {
                            total: amount,
                            ..RefundParts::default()
                        };
                        refunds.push(refund(refunds.len() + 1, method, parts, rounding));
                        json!({
                            "method": method, "amount": amount, "rounding": rounding,
                            "paid_out": amount.plus(rounding).expect("a value"),
                        })
                    })
            };
            let ledger = Ledger {
                check_id: None,
                total,
                payments: &payments,
                refunds: &refunds,
            };
            match outcome {
                Ok(mut made) => {
                    let left = ledger
                        .paid()
                        .expect("a value")
                        .minus(ledger.refunded().expect("a value"))
                        .expect("a value");
                    made["rest"] = json!(ledger.rest().expect("a value"));
                    made["left"] = json!(left);
                    made["state"] = json!(ledger.status().expect("a value"));
                    for (key, expected) in expect.as_object().expect("a value") {
                        assert_eq!(&made[key], expected, "{id}: {key}");
                    }
                }
                Err(refusal) => assert_eq!(expect["refused"], refusal.code(), "{id}"),
            }
        }
        let ledger = Ledger {
            check_id: None,
            total,
            payments: &payments,
            refunds: &refunds,
        };
        assert_eq!(
            json!(ledger.status().expect("a value")),
            expect["state"],
            "{id}"
        );
        assert_eq!(
            cash_in_drawer(&ledger),
            money(&expect["cash_in_drawer"]),
            "{id}"
        );
    }
}
