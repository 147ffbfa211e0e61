//! The money of an order: its bill, payments in parts, discounts, refunds, and who has to approve what.

use futures_util::future::join_all;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{
    Answer, Caller, TestApp, int, nasi_goreng, spawn_app, spawn_limited_app, uid,
};

/// Sends what moves money, with its idempotency key.
pub(crate) async fn keyed(by: &Caller, path: &str, key: &str, body: &Value) -> Answer {
    by.ask("POST", path, &[("idempotency-key", key)], Some(body))
        .await
}

pub(crate) fn path(order: &Value, what: &str) -> String {
    format!("/api/v1/admin/orders/{}/{what}", uid(order))
}

/// A shop with tax on top, service, and no coin below Rp100.
async fn taxed() -> TestApp {
    let app = spawn_app().await;
    app.set(json!({ "bill": {
        "restaurant_tax_bp": 1000, "service_bp": 550, "smallest_coin": "100"
    } }))
    .await;
    app
}

#[tokio::test]
async fn a_cart_costs_what_its_order_will_and_asking_writes_nothing() {
    let app = taxed().await;
    let price = app
        .customer()
        .post(
            "/api/v1/orders/price",
            &json!({ "items": nasi_goreng()["items"] }),
        )
        .await;
    assert_eq!(price.status, 200, "{}", price.body);
    // 20.000 + 5,5 % = 21.100; tax 2.110.
    let bill = &price.body["bill"];
    assert_eq!(
        [
            &bill["gross"],
            &bill["net"],
            &bill["service"],
            &bill["total"],
            &price.body["total_amount"]
        ]
        .map(int),
        [20_000, 20_000, 1_100, 23_210, 23_210]
    );
    assert_eq!(int(&price.body["total_in_cash"]), 23_200);
    assert_eq!(
        bill["taxes"],
        json!([{ "class": "restaurant", "rate_bp": 1000, "base": 21_100, "amount": 2_110 }])
    );
    let owner = app.owner().await;
    assert_eq!(owner.journal(0).await, [] as [Value; 0]);
    let order = app.customer().order().await;
    assert_eq!(
        (&order["bill"], &order["lines"][0]["parts"]),
        (bill, &price.body["lines"][0]["parts"])
    );
    assert_eq!(
        (int(&order["rest_amount"]), int(&order["rest_in_cash"])),
        (23_210, 23_200)
    );
    let refused = app
        .customer()
        .post("/api/v1/orders/price", &json!({ "items": [] }))
        .await;
    assert_eq!((refused.status, refused.code()), (422, "empty_order"));
}

#[tokio::test]
async fn an_address_that_asks_for_prices_too_often_waits() {
    let app = spawn_limited_app().await;
    app.set(json!({ "limits": { "prices_per_minute": 10 } }))
        .await;
    let cart = json!({ "items": nasi_goreng()["items"] });
    let mut asked = 0;
    let refused = loop {
        let answer = app.customer().post("/api/v1/orders/price", &cart).await;
        if answer.status != 200 {
            break answer;
        }
        asked += 1;
        assert!(asked <= 12, "no limit");
    };
    assert_eq!((refused.status, refused.code()), (429, "too_many_prices"));
    assert!(!refused.header("retry-after").is_empty());
}

#[tokio::test]
async fn an_order_keeps_the_rates_it_was_placed_with() {
    let app = taxed().await;
    let order = app.customer().order().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 0, "service_bp": 0, "smallest_coin": "1" } }))
        .await;
    let cashier = app.cashier().await;
    let off =
        json!({ "kind": "amount", "amount": 1_000, "reason": "langganan", "expected_rev": 1 });
    let given = keyed(&cashier, &path(&order, "discounts"), "discount-1", &off).await;
    assert_eq!(given.status, 200, "{}", given.body);
    // 19.000 + 5,5 % = 20.045; tax 2.004,5 goes up.
    assert_eq!(int(&given.body["total_amount"]), 22_050);
    let paid = cashier
        .put(
            &path(&order, "confirm-payment"),
            &json!({ "tendered": 22_100 }),
        )
        .await;
    assert_eq!(
        (paid.status, int(&paid.body["change"])),
        (200, 0),
        "{}",
        paid.body
    );
    assert_eq!(int(&paid.body["payment"]["rounding"]), 50);
}

#[tokio::test]
async fn a_bill_is_paid_in_parts_and_its_success_is_told_once() {
    let app = taxed().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let order = customer.order().await;
    let mut phone = customer
        .listen(&format!("/ws?room=order:{}&since=1", uid(&order)))
        .await;
    phone.joined().await;
    let part = json!({ "method": "qris", "amount": 10_000, "expected_rev": 1 });
    let taken = keyed(&cashier, &path(&order, "payments"), "part-one", &part).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert_eq!(taken.body["payment_status"], "partially_paid");
    assert_eq!(taken.body["status"], "awaiting_payment");
    assert_eq!(
        taken.body["expires_at"],
        Value::Null,
        "an order that is paid in part does not expire"
    );
    let event = phone.hears_next("payment_received").await;
    assert_eq!(int(&event["data"]["order"]["rest_amount"]), 13_210);
    assert!(
        event["data"]["order"].get("payments").is_none(),
        "not for the customer"
    );

    // The same tap again, its answer lost.
    let again = keyed(&cashier, &path(&order, "payments"), "part-one", &part).await;
    assert_eq!(
        (again.status, again.header("idempotency-replayed")),
        (200, "true")
    );
    assert_eq!(again.body, taken.body);
    // Another tap that knows nothing of it.
    let stale = keyed(&cashier, &path(&order, "payments"), "part-two", &part).await;
    assert_eq!((stale.status, stale.code()), (409, "moved_on"));

    let rest = json!({ "method": "cash", "tendered": 20_000, "expected_rev": 2 });
    let paid = keyed(&cashier, &path(&order, "payments"), "the-rest", &rest).await;
    assert_eq!(
        (paid.status, int(&paid.body["change"])),
        (200, 6_800),
        "{}",
        paid.body
    );
    assert_eq!(
        (&paid.body["payment_status"], &paid.body["status"]),
        (&json!("paid"), &json!("preparing"))
    );
    phone.hears_next("payment_success").await;
    let more = json!({ "method": "cash", "amount": 1, "expected_rev": 4 });
    let more = keyed(&cashier, &path(&order, "payments"), "too-much", &more).await;
    assert_eq!((more.status, more.code()), (409, "already_paid"));
    let kinds: Vec<_> = cashier
        .journal(0)
        .await
        .iter()
        .map(|event| event["type"].clone())
        .collect();
    assert_eq!(
        kinds,
        [
            "new_order",
            "payment_received",
            "payment_success",
            "order_status_update"
        ]
    );
}

#[tokio::test]
async fn what_does_not_fit_the_bill_is_refused_and_takes_nothing() {
    let app = taxed().await;
    let cashier = app.cashier().await;
    let order = app.customer().order().await;
    for (n, (body, status, code)) in [
        (
            json!({ "method": "card", "amount": 23_211, "expected_rev": 1 }),
            409,
            "more_than_owed",
        ),
        (
            json!({ "method": "card", "amount": 0, "expected_rev": 1 }),
            422,
            "unfit_amount",
        ),
        (
            json!({ "method": "card", "amount": -5, "expected_rev": 1 }),
            422,
            "unfit_amount",
        ),
        (
            json!({ "method": "cash", "tendered": 23_199, "expected_rev": 1 }),
            422,
            "tendered_too_little",
        ),
        (
            json!({ "method": "cash", "amount": 5_000, "tendered": 4_999, "expected_rev": 1 }),
            422,
            "tendered_too_little",
        ),
        (
            json!({ "method": "gold", "expected_rev": 1 }),
            400,
            "bad_fields",
        ),
        (json!({ "method": "cash" }), 400, "bad_fields"),
    ]
    .into_iter()
    .enumerate()
    {
        let refused = keyed(
            &cashier,
            &path(&order, "payments"),
            &format!("refused-{n}"),
            &body,
        )
        .await;
        assert_eq!((refused.status, refused.code()), (status, code), "{body}");
    }
    let body = json!({ "method": "cash", "expected_rev": 1 });
    let unnamed = cashier.post(&path(&order, "payments"), &body).await;
    assert_eq!(
        (unnamed.status, unnamed.code()),
        (400, "idempotency_key_missing")
    );
    assert_eq!(cashier.journal(0).await.len(), 1, "nothing but the order");
}

#[tokio::test]
async fn many_tills_that_take_the_same_part_take_it_once() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let order = app.customer().order().await;
    let part = json!({ "method": "qris", "amount": 5_000, "expected_rev": 1 });
    let keys: Vec<_> = (0..12).map(|n| format!("till-number-{n}")).collect();
    let path = path(&order, "payments");
    let answers = join_all(keys.iter().map(|key| keyed(&cashier, &path, key, &part))).await;
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 200 || answer.code() == "moved_on")
    );
    let now = cashier
        .get(&format!("/api/v1/admin/orders/{}", uid(&order)))
        .await;
    assert_eq!(
        (
            int(&now.body["paid_amount"]),
            now.body["payments"].as_array().map(Vec::len)
        ),
        (5_000, Some(1))
    );
}

#[tokio::test]
async fn a_discount_is_taken_back_until_money_comes_in() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let order = app.customer().order().await;
    let off = json!({ "kind": "amount", "amount": 3_000, "reason": "promo", "expected_rev": 1 });
    let given = keyed(&cashier, &path(&order, "discounts"), "promo-today", &off).await;
    assert_eq!(int(&given.body["total_amount"]), 17_000, "{}", given.body);
    let one = path(&order, "discounts/1");
    let back = cashier.delete(&one).await;
    assert_eq!(
        (back.status, int(&back.body["total_amount"])),
        (200, 20_000)
    );
    let rev = back.body["rev"].clone();
    assert_eq!(cashier.delete(&one).await.body["rev"], rev, "twice is once");
    assert_eq!(
        cashier.delete(&path(&order, "discounts/7")).await.code(),
        "unknown_discount"
    );
    let mut other = off.clone();
    other["expected_rev"] = rev;
    let again = keyed(&cashier, &path(&order, "discounts"), "promo-again", &other).await;
    assert_eq!(
        (again.status, &again.body["discounts"][0]["id"]),
        (200, &json!(2)),
        "{}",
        again.body
    );
    cashier.pay(&order).await;
    let late = cashier.delete(&path(&order, "discounts/2")).await;
    assert_eq!((late.status, late.code()), (409, "already_paid"));
    // A restart tells the same of all of it.
    let before = cashier
        .get(&format!("/api/v1/admin/orders/{}", uid(&order)))
        .await
        .body;
    let app = app.reopen().await;
    let after = app
        .cashier()
        .await
        .get(&format!("/api/v1/admin/orders/{}", uid(&order)))
        .await
        .body;
    for part in ["bill", "payments", "discounts", "lines", "rest_amount"] {
        assert_eq!(before[part], after[part], "{part}");
    }
}

#[tokio::test]
async fn a_dish_goes_back_with_its_share_of_tax_and_the_last_refund_is_exactly_the_rest() {
    let app = taxed().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let mut three = nasi_goreng();
    three["items"][0]["quantity"] = json!(3);
    let order = app.customer().order_of(&three).await;
    let paid = cashier.pay(&order).await.body;
    // 60.000 + 3.300 + 6.330.
    assert_eq!(
        (
            int(&paid["total_amount"]),
            int(&paid["payment"]["rounding"])
        ),
        (69_630, -30)
    );
    let path = path(&order, "refunds");
    let one = |rev: &Value| json!({ "lines": [{ "line_id": 1, "quantity": 1 }], "method": "cash", "reason": "basi", "expected_rev": rev });
    let refused = keyed(&cashier, &path, "refund-one", &one(&paid["rev"])).await;
    assert_eq!((refused.status, refused.code()), (403, "approval_needed"));
    let back = keyed(&owner, &path, "refund-one", &one(&paid["rev"])).await;
    assert_eq!(back.status, 200, "{}", back.body);
    assert_eq!(
        (
            int(&back.body["refund"]["total"]),
            int(&back.body["change"])
        ),
        (23_210, 23_300),
        "cash goes up to what can be counted out"
    );
    assert_eq!(back.body["payment_status"], "partially_refunded");
    let many = json!({ "lines": [{ "line_id": 1, "quantity": 3 }], "method": "cash", "reason": "basi",
        "expected_rev": back.body["rev"] });
    let many = keyed(&owner, &path, "refund-many", &many).await;
    assert_eq!((many.status, many.code()), (409, "more_than_sold"));
    let rest = json!({ "method": "cash", "reason": "semua", "expected_rev": back.body["rev"] });
    let rest = keyed(&owner, &path, "refund-rest", &rest).await;
    assert_eq!(rest.status, 200, "{}", rest.body);
    assert_eq!(rest.body["payment_status"], "refunded");
    assert_eq!(int(&rest.body["change"]) + 23_300, 69_600, "what came in");
    let none = json!({ "method": "cash", "reason": "lagi", "expected_rev": rest.body["rev"] });
    let none = keyed(&owner, &path, "refund-none", &none).await;
    assert_eq!((none.status, none.code()), (409, "more_than_paid"));
    // An order can be completed after a refund.
    assert_eq!(owner.set_status(&order, "ready").await.status, 200);
    assert_eq!(owner.set_status(&order, "completed").await.status, 200);
    let history = owner.get("/api/v1/admin/history?about=orders").await.body;
    let said = |field: &str| {
        let changes = history["changes"].as_array().expect("changes").iter();
        changes
            .filter(|change| change["field"] == field)
            .map(|change| change["after"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(said("payment_refunded"), ["cash 46420", "cash 23210"]);
    assert_eq!(said("payment_success"), ["cash 69630"]);
}

#[tokio::test]
async fn what_moved_money_cannot_be_changed_in_the_file() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let order = app.customer().order().await;
    let paid = owner.pay(&order).await.body;
    let body =
        json!({ "amount": 1_000, "method": "cash", "reason": "lama", "expected_rev": paid["rev"] });
    assert_eq!(
        keyed(&owner, &path(&order, "refunds"), "for-the-wait", &body)
            .await
            .status,
        200
    );
    let file = Connection::open(app.folder.path().join("siap.db")).expect("the file");
    for change in [
        "update payments set amount = 1",
        "delete from payments",
        "update refunds set amount = 1",
        "delete from refunds",
        "insert into payments (order_id, number, method, amount, rounding, tendered, change, paid_at, paid_to)
             values (1, 2, 'cash', 1, 0, 1, 0, 1, 'x')",
        "insert into refunds (order_id, number, method, net, service, tax, amount, rounding, reason, by, refunded_at)
             values (1, 2, 'cash', 19001, 0, 0, 19001, 0, 'x', 'x', 1)",
    ] {
        assert!(file.execute_batch(change).is_err(), "{change}");
    }
}
