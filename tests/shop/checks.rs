//! A bill that is split into checks: each is paid and refunded by itself, and together they are the bill.

use serde_json::{Value, json};

use crate::{
    money::{keyed, path},
    support::{Answer, Caller, TestApp, int, nasi_goreng, spawn_app, uid},
};

/// A shop with tax on top, service, and no coin below Rp100.
pub(crate) async fn taxed() -> TestApp {
    let app = spawn_app().await;
    app.set(json!({ "bill": {
        "restaurant_tax_bp": 1000, "service_bp": 550, "smallest_coin": "100"
    } }))
    .await;
    app
}

/// Two plates of one dish and one of another: 68.000, with service and tax 78.914.
pub(crate) async fn lunch(app: &TestApp) -> Value {
    let mut order = nasi_goreng();
    order["items"] = json!([
        { "menu_item_id": 1, "quantity": 2 },
        { "menu_item_id": 2, "quantity": 1 },
    ]);
    app.customer().order_of(&order).await
}

pub(crate) async fn split(by: &Caller, order: &Value, how: Value, rev: i64) -> Answer {
    let mut body = how;
    body["expected_rev"] = json!(rev);
    by.put(&path(order, "checks"), &body).await
}

/// One plate each, and the other dish shared by two of three.
pub(crate) fn three_guests() -> Value {
    let of = |line: i64, numerator: i64, denominator: i64| json!({ "line_id": line, "numerator": numerator, "denominator": denominator });
    json!({ "checks": [
        { "label": " Andi ", "portions": [of(1, 1, 2)] },
        { "portions": [of(1, 1, 2), of(2, 1, 3)] },
        { "label": "Sari", "portions": [of(2, 2, 3)] },
    ] })
}

pub(crate) async fn pay(by: &Caller, order: &Value, key: &str, body: Value) -> Answer {
    keyed(by, &path(order, "payments"), key, &body).await
}

pub(crate) async fn now(by: &Caller, order: &Value) -> Value {
    by.get(&format!("/api/v1/admin/orders/{}", uid(order)))
        .await
        .body
}

/// A part of each check.
pub(crate) fn of_checks(order: &Value, part: &str) -> Vec<i64> {
    let checks = order["checks"].as_array().expect("checks").iter();
    checks
        .map(|check| int(check.pointer(part).expect("a part")))
        .collect()
}

pub(crate) fn assert_adds_up(order: &Value) {
    for (of_check, of_bill) in [
        ("/parts/gross", "/bill/gross"),
        ("/parts/net", "/bill/net"),
        ("/parts/service", "/bill/service"),
        ("/parts/tax", "/bill/taxes/0/amount"),
        ("/parts/total", "/bill/total"),
        ("/total_amount", "/total_amount"),
        ("/paid_amount", "/paid_amount"),
        ("/refunded_amount", "/refunded_amount"),
        ("/rest_amount", "/rest_amount"),
        ("/rest_in_cash", "/rest_in_cash"),
    ] {
        let sum: i64 = of_checks(order, of_check).iter().sum();
        assert_eq!(
            sum,
            int(order.pointer(of_bill).expect("a part")),
            "{of_check}: {order}"
        );
    }
}

#[tokio::test]
async fn two_halves_are_paid_one_by_one_and_the_order_is_paid_once() {
    let app = taxed().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = lunch(&app).await;
    let mut phone = customer
        .listen(&format!("/ws?room=order:{}&since=1", uid(&order)))
        .await;
    phone.joined().await;
    let halves = json!({ "equal_parts": 2 });
    let made = split(&cashier, &order, halves.clone(), 1).await;
    assert_eq!(made.status, 200, "{}", made.body);
    // Whole steps of Rp100; what is no step goes to the last.
    assert_eq!(of_checks(&made.body, "/total_amount"), [39_500, 39_414]);
    assert_adds_up(&made.body);
    let told = phone.hears_next("bill_changed").await["data"]["order"].clone();
    assert_eq!(told["checks"], made.body["checks"], "the guest's own bill");
    let again = split(&cashier, &order, halves, 1).await;
    assert_eq!(
        (again.status, &again.body["rev"]),
        (200, &json!(2)),
        "the same tap again: {}",
        again.body
    );

    let first = json!({ "check_id": 1, "method": "cash", "tendered": 50_000, "expected_rev": 2 });
    let paid = pay(&cashier, &order, "first-half", first.clone()).await;
    assert_eq!(
        (paid.status, int(&paid.body["change"])),
        (200, 10_500),
        "{}",
        paid.body
    );
    assert_eq!(
        (&paid.body["payment_status"], &paid.body["status"]),
        (&json!("partially_paid"), &json!("awaiting_payment"))
    );
    assert_eq!(paid.body["checks"][0]["payment_status"], "paid");
    assert_eq!(paid.body["checks"][1]["payment_status"], "unpaid");
    assert_adds_up(&paid.body);
    let told = phone.hears_next("payment_received").await;
    assert!(told["data"]["order"].get("payments").is_none(), "{told}");
    let again = pay(&cashier, &order, "first-half", first).await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body),
        ("true", &paid.body)
    );

    // The payment that settles a check in cash is rounded: 39.414 is 39.400.
    let second = json!({ "check_id": 2, "method": "cash", "expected_rev": 3 });
    let paid = pay(&cashier, &order, "second-half", second).await;
    assert_eq!(int(&paid.body["payment"]["rounding"]), -14, "{}", paid.body);
    assert_eq!(
        (&paid.body["payment_status"], &paid.body["status"]),
        (&json!("paid"), &json!("preparing"))
    );
    let kinds = cashier.journal(0).await;
    let kinds: Vec<_> = kinds.iter().map(|event| event["type"].clone()).collect();
    assert_eq!(
        kinds,
        [
            "new_order",
            "bill_changed",
            "payment_received",
            "payment_success",
            "order_status_update"
        ]
    );
    let owner = app.owner().await;
    let history = owner.get("/api/v1/admin/history?about=orders").await.body;
    let split = history["changes"].as_array().expect("changes").iter();
    let split: Vec<_> = split
        .filter(|change| change["field"] == "bill_changed")
        .map(|change| change["after"].clone())
        .collect();
    assert_eq!(split, ["split 2"]);
}

#[tokio::test]
async fn guests_pay_their_own_dishes_and_what_they_shared_also_after_a_restart() {
    let app = taxed().await;
    let cashier = app.cashier().await;
    let order = lunch(&app).await;
    let made = split(&cashier, &order, three_guests(), 1).await;
    assert_eq!(made.status, 200, "{}", made.body);
    assert_adds_up(&made.body);
    // 20.000, 20.000 + 9.333, 18.667, each with its service and tax.
    assert_eq!(
        of_checks(&made.body, "/parts/gross"),
        [20_000, 29_333, 18_667]
    );
    assert_eq!(
        of_checks(&made.body, "/total_amount"),
        [23_210, 34_041, 21_663]
    );
    let labels = made.body["checks"].as_array().expect("checks").iter();
    let labels: Vec<_> = labels.map(|check| check["label"].clone()).collect();
    assert_eq!(labels, [json!("Andi"), Value::Null, json!("Sari")]);
    let of_second = &made.body["checks"][1]["lines"];
    assert_eq!(
        (&of_second[1]["line_id"], &of_second[1]["denominator"]),
        (&json!(2), &json!(3))
    );
    let part = json!({ "check_id": 2, "method": "card", "amount": 4_001, "expected_rev": 2 });
    let part = pay(&cashier, &order, "a-part-of-one", part).await;
    assert_eq!(
        part.body["checks"][1]["payment_status"], "partially_paid",
        "{}",
        part.body
    );

    let before = now(&cashier, &order).await;
    let app = app.reopen().await;
    let cashier = app.cashier().await;
    let after = now(&cashier, &order).await;
    for part in ["checks", "payments", "bill", "rest_amount", "rest_in_cash"] {
        assert_eq!(before[part], after[part], "{part}");
    }
    assert_eq!(after["checks"][0]["label"], "Andi");
    let third = json!({ "check_id": 3, "method": "card", "expected_rev": 3 });
    let third = pay(&cashier, &order, "the-third", third).await.body;
    // Each check by itself, 23.210 and 30.040: not 53.300, as one sum would be.
    assert_eq!(int(&third["rest_in_cash"]), 53_200, "{third}");
    assert_adds_up(&third);
    // All that is left, in one go: a payment for each check, and the change once.
    let confirm = path(&order, "confirm-payment");
    let little = json!({ "method": "cash", "tendered": 53_199 });
    let little = cashier.put(&confirm, &little).await;
    assert_eq!((little.status, little.code()), (422, "tendered_too_little"));
    let rest = json!({ "method": "cash", "tendered": 100_000 });
    let paid = cashier.put(&confirm, &rest).await;
    assert_eq!(
        (paid.status, int(&paid.body["change"])),
        (200, 46_800),
        "{}",
        paid.body
    );
    assert_eq!(
        of_checks(&paid.body, "/paid_amount"),
        [23_210, 34_041, 21_663]
    );
    let payments = paid.body["payments"].as_array().expect("payments").iter();
    let checks: Vec<_> = payments.map(|one| int(&one["check_id"])).collect();
    assert_eq!(checks, [2, 3, 1, 2]);
    let journal = cashier.journal(0).await;
    let successes = journal
        .iter()
        .filter(|event| event["type"] == "payment_success");
    assert_eq!(successes.count(), 1);
}

#[tokio::test]
async fn what_cannot_be_done_with_checks_is_refused_changes_nothing_and_is_published_to_no_room() {
    let app = taxed().await;
    let cashier = app.cashier().await;
    let order = lunch(&app).await;
    let portion = |line: i64, numerator: i64, denominator: i64| json!({ "line_id": line, "numerator": numerator, "denominator": denominator });
    let checks = |all: &[Vec<Value>]| {
        let all = all.iter().map(|portions| json!({ "portions": portions }));
        json!({ "checks": all.collect::<Vec<_>>() })
    };
    let whole = |line: i64| portion(line, 1, 1);
    #[rustfmt::skip]
    let cases = [
        (json!({ "equal_parts": 1 }), 422, "bad_parts"),
        (json!({ "equal_parts": 21 }), 422, "bad_parts"),
        (json!({ "equal_parts": -1 }), 400, "bad_fields"),
        (json!({}), 422, "unknown_word"),
        (json!({ "equal_parts": 2, "checks": [] }), 422, "unknown_word"),
        (checks(&[vec![whole(1), whole(2)]]), 422, "bad_parts"),
        (checks(&[vec![whole(1), whole(2)], vec![]]), 422, "bad_parts"),
        (checks(&vec![vec![portion(1, 1, 21), portion(2, 1, 21)]; 21]), 422, "bad_parts"),
        (checks(&[vec![whole(1)], vec![portion(2, 1, 2)]]), 422, "line_left_over"),
        (checks(&[vec![whole(1)], vec![whole(2), portion(1, 1, 2)]]), 422, "taken_twice"),
        (checks(&[vec![whole(1)], vec![portion(2, 1, 2), portion(2, 1, 2)]]), 422, "not_a_part"),
        (checks(&[vec![whole(1)], vec![portion(2, 0, 1)]]), 422, "not_a_part"),
        (checks(&[vec![whole(1)], vec![portion(2, -1, -1)]]), 422, "not_a_part"),
        (checks(&[vec![whole(1)], vec![portion(2, 2, 1)]]), 422, "not_a_part"),
        (checks(&[vec![whole(1)], vec![portion(2, i64::MAX, i64::MAX)]]), 422, "not_a_part"),
        (checks(&[vec![whole(1)], vec![whole(3)]]), 404, "unknown_line"),
        (json!({ "checks": [
            { "label": "x".repeat(31), "portions": [whole(1)] }, { "portions": [whole(2)] }
        ] }), 422, "text_too_long"),
    ];
    for (how, status, code) in cases {
        let refused = split(&cashier, &order, how.clone(), 1).await;
        assert_eq!((refused.status, refused.code()), (status, code), "{how}");
    }
    let stale = split(&cashier, &order, json!({ "equal_parts": 2 }), 7).await;
    assert_eq!((stale.status, stale.code()), (409, "moved_on"));
    assert_eq!(cashier.journal(0).await.len(), 1, "nothing but the order");

    split(&cashier, &order, json!({ "equal_parts": 3 }), 1).await;
    let first = json!({ "check_id": 1, "method": "card", "expected_rev": 2 });
    assert_eq!(pay(&cashier, &order, "the-first", first).await.status, 200);
    let before = now(&cashier, &order).await;
    let journal = cashier.journal(0).await.len();
    let line = nasi_goreng()["items"].clone();
    let off = json!({ "kind": "amount", "amount": 1_000, "reason": "x", "expected_rev": 3 });
    let more = |check: i64, amount: i64| json!({ "check_id": check, "method": "card", "amount": amount, "expected_rev": 3 });
    #[rustfmt::skip]
    let cases = [
        ("payments", more(1, 1), 409, "already_paid"),
        ("payments", more(2, 30_000), 409, "more_than_owed"),
        ("payments", more(9, 1), 404, "unknown_check"),
        ("payments", json!({ "method": "card", "amount": 5_000, "expected_rev": 3 }), 409, "check_missing"),
        ("discounts", off, 409, "already_paid"),
        ("lines", json!({ "items": line, "expected_rev": 3 }), 409, "bill_split"),
        ("lines/2/void", json!({ "expected_rev": 3 }), 409, "bill_split"),
    ];
    for (n, (what, body, status, code)) in cases.into_iter().enumerate() {
        let refused = keyed(
            &cashier,
            &path(&order, what),
            &format!("refused-{n}"),
            &body,
        )
        .await;
        assert_eq!(
            (refused.status, refused.code()),
            (status, code),
            "{what} {body}"
        );
    }
    let fewer = json!({ "quantity": 1, "expected_rev": 3 });
    let fewer = cashier.put(&path(&order, "lines/1"), &fewer).await;
    assert_eq!((fewer.status, fewer.code()), (409, "bill_split"));
    let joined = cashier.delete(&path(&order, "checks?expected_rev=3")).await;
    assert_eq!((joined.status, joined.code()), (409, "already_paid"));
    let other = split(&cashier, &order, json!({ "equal_parts": 2 }), 3).await;
    assert_eq!((other.status, other.code()), (409, "already_paid"));
    assert_eq!(cashier.journal(0).await.len(), journal);
    let after = now(&cashier, &order).await;
    for part in ["rev", "checks", "payments", "lines"] {
        assert_eq!(before[part], after[part], "{part}");
    }
}

#[tokio::test]
async fn a_bill_is_joined_changed_and_split_again_before_money_comes_in() {
    let app = taxed().await;
    let cashier = app.cashier().await;
    let order = lunch(&app).await;
    split(&cashier, &order, three_guests(), 1).await;
    let other = split(&cashier, &order, json!({ "equal_parts": 2 }), 2).await;
    let ids = |order: &Value| of_checks(order, "/id");
    assert_eq!(ids(&other.body), [4, 5], "no number twice: {}", other.body);
    let off = json!({ "kind": "amount", "amount": 8_000, "reason": "promo", "expected_rev": 3 });
    let refused = keyed(&cashier, &path(&order, "discounts"), "while-split", &off).await;
    assert_eq!((refused.status, refused.code()), (409, "bill_split"));
    let joined = cashier.delete(&path(&order, "checks?expected_rev=3")).await;
    assert_eq!(
        (joined.status, joined.body.get("checks")),
        (200, None),
        "{}",
        joined.body
    );
    let again = cashier.delete(&path(&order, "checks?expected_rev=3")).await;
    assert_eq!(
        (again.status, &again.body["rev"]),
        (200, &json!(4)),
        "twice is once"
    );
    let unknown = json!({ "check_id": 4, "method": "card", "expected_rev": 4 });
    let unknown = pay(&cashier, &order, "a-joined-check", unknown).await;
    assert_eq!((unknown.status, unknown.code()), (404, "unknown_check"));

    let mut off = off;
    off["expected_rev"] = json!(4);
    off["kind"] = json!("percent");
    off["percent_bp"] = json!(500);
    let given = keyed(&cashier, &path(&order, "discounts"), "five-percent", &off).await;
    assert_eq!(given.status, 200, "{}", given.body);
    let made = split(&cashier, &order, three_guests(), 5).await;
    assert_eq!(ids(&made.body), [6, 7, 8]);
    assert_adds_up(&made.body);
    let journal = cashier.journal(0).await;
    let counts = journal.iter().map(|event| {
        let checks = &event["data"]["order"]["checks"];
        checks.as_array().map_or(0, Vec::len)
    });
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [0, 3, 2, 0, 0, 3],
        "each event tells of the split as it was then"
    );
    assert_eq!(journal[1]["data"]["order"]["checks"][0]["label"], "Andi");
}
