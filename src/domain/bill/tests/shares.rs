//! Checks and refunds, which share out what the lines of a bill hold.

use super::*;

#[test]
fn equal_parts_are_as_worked_out_elsewhere() {
    for vector in vectors("even") {
        let input = &vector["input"];
        let parts = usize::try_from(int(&input["n"])).expect("a value");
        let amounts = even(money(&input["total"]), parts, int(&input["step"])).expect("a value");
        assert_eq!(json!(amounts), vector["expect"], "{}", vector["id"]);
    }
}

#[test]
fn checks_are_as_worked_out_elsewhere() {
    for vector in vectors("checks") {
        let (id, expect) = (&vector["id"], &vector["expect"]);
        let input = input(&vector["input"]["bill"]).expect("a value");
        let bill = bill(&input).expect("a value");
        let checks = vector["input"]["plan"].as_array().expect("a value").iter();
        let checks: Vec<Vec<Portion>> = checks
            .map(|check| {
                let portions = check.as_array().expect("a value").iter();
                portions
                    .map(|portion| {
                        let line = usize::try_from(int(&portion["id"])).expect("a value") - 1;
                        let share = portion["of"].as_array();
                        Portion {
                            line,
                            numerator: share.map_or(int_or(&portion["qty"], 1), |of| int(&of[0])),
                            denominator: share.map_or(input.sold[line], |of| int(&of[1])),
                        }
                    })
                    .collect()
            })
            .collect();
        let made = split(&bill.lines, &checks, input.terms.prices_include);
        // A bill of one check is none to split: the vector leaves a line over on two.
        let made = match made {
            Ok(made) => made,
            Err(error) => {
                assert_eq!(error, SplitError::LineLeftOver, "{id}");
                assert_eq!(expect["refused"], "line_left_over", "{id}");
                continue;
            }
        };
        assert_eq!(bill.sums.total, money(&expect["bill_total"]), "{id}");
        let mut all = Parts::default();
        for (check, expected) in made
            .iter()
            .zip(expect["checks"].as_array().expect("a value"))
        {
            let sums = sum(check.iter().map(|(_, parts)| parts)).expect("a value");
            all = all.plus(sums).expect("a value");
            let mut made = numbers(&sums);
            // The figures of checks call «net» what is charged before service is taken out of it.
            made["net"] = json!(
                sums.gross.amount() - sums.line_discount.amount() - sums.order_discount.amount()
            );
            for (key, made) in made.as_object().expect("a value") {
                assert_eq!(made, &expected[key], "{id}: {key}");
            }
        }
        assert_eq!(all, bill.sums, "{id}");
    }
}

fn int_or(value: &Value, default: i64) -> i64 {
    value.as_i64().unwrap_or(default)
}

#[test]
fn shares_of_a_refund_are_as_worked_out_elsewhere() {
    for vector in vectors("refunds") {
        let (id, expect) = (&vector["id"], &vector["expect"]);
        let input = input(&vector["input"]["bill"]).expect("a value");
        let bill = bill(&input).expect("a value");
        assert_eq!(bill.sums.total, money(&expect["bill_total"]), "{id}");
        let mut left = RefundParts::from(&bill.sums);
        let mut before = vec![0; bill.lines.len()];
        for (step, expect) in vector["input"]["steps"]
            .as_array()
            .expect("a value")
            .iter()
            .zip(expect["steps"].as_array().expect("a value"))
        {
            match give_back(&bill, &input.sold, &mut before, &left, step) {
                Ok(parts) => {
                    assert_eq!(json!(parts.net), expect["net"], "{id}");
                    assert_eq!(json!(parts.service), expect["service"], "{id}");
                    assert_eq!(json!(parts.tax), expect["tax"], "{id}");
                    assert_eq!(json!(parts.total), expect["total"], "{id}");
                    left = left.minus(parts).expect("a value");
                }
                Err(code) => assert_eq!(expect["refused"], code, "{id}"),
            }
        }
        for (key, made) in [
            ("net", left.net),
            ("service", left.service),
            ("tax", left.tax),
            ("total", left.total),
        ] {
            assert_eq!(made, money(&expect["left"][key]), "{id}: left: {key}");
        }
    }
}

pub(super) fn give_back(
    bill: &Bill,
    sold: &[i64],
    before: &mut [i64],
    left: &RefundParts,
    step: &Value,
) -> Result<RefundParts, &'static str> {
    if let Some(amount) = step["amount"].as_i64().map(Money::new) {
        if amount > left.total {
            return Err("more_than_paid");
        }
        return Ok(RefundParts::of_amount(left, amount).expect("a value"));
    }
    let mut all = RefundParts::default();
    let mut now = before.to_vec();
    for line in step["lines"].as_array().expect("a value") {
        let index = usize::try_from(int(&line["id"])).expect("a value") - 1;
        let quantity = int(&line["qty"]);
        if now[index] + quantity > sold[index] {
            return Err("more_than_sold");
        }
        let parts = RefundParts::of_pieces(&bill.lines[index], sold[index], now[index], quantity);
        all = all.plus(parts.expect("a value")).expect("a value");
        now[index] += quantity;
    }
    if all.total > left.total {
        return Err("more_than_paid");
    }
    before.copy_from_slice(&now);
    Ok(all.within(left).expect("a value"))
}
