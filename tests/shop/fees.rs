//! Fees: lines that are no dish, charged by the server, taken off by the cashier and unseen by the kitchen.

use serde_json::{Value, json};

use crate::{
    money::{keyed, path},
    price_levels::{change, place, take_away, tax_and_service},
    support::{int, spawn_app},
};

#[tokio::test]
async fn what_is_taken_away_has_its_packaging_on_the_bill_and_what_is_eaten_here_has_none() {
    let app = spawn_app().await;
    tax_and_service(&app).await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    change(
        &owner,
        "/api/v1/admin/fees/packaging",
        json!({ "amount": 2_000 }),
    )
    .await;

    // Eaten here: 20.000 + 5 % = 21.000; tax 2.100. Without a level and a fee an order looks as it did before.
    let here = app.customer().order().await;
    assert_eq!(int(&here["total_amount"]), 23_100);
    assert_eq!(
        (
            here["lines"].as_array().map(Vec::len),
            here["lines"][0].get("fee")
        ),
        (Some(1), None)
    );

    // Taken away: service of the dish alone, 1.000; tax of 23.000, 2.300.
    let price = app
        .customer()
        .post("/api/v1/orders/price", &take_away())
        .await
        .body;
    let order = place(&app.customer(), &take_away()).await.body;
    for bill in [&price["bill"], &order["bill"]] {
        assert_eq!(
            [
                &bill["gross"],
                &bill["service"],
                &bill["taxes"][0]["amount"],
                &bill["total"]
            ]
            .map(int),
            [22_000, 1_000, 2_300, 25_300]
        );
    }
    let fee = &order["lines"][1];
    assert_eq!(
        (
            &fee["fee"],
            &fee["name"],
            &fee["menu_item_id"],
            &fee["status"]
        ),
        (
            &json!("packaging"),
            &json!("Kemasan"),
            &Value::Null,
            &json!("done")
        )
    );
    // What would be added to it has no packaging again: 20.000 + 1.000 + 2.100.
    let mut more = take_away();
    more["is_addition"] = json!(true);
    let more = app
        .customer()
        .post("/api/v1/orders/price", &more)
        .await
        .body;
    assert_eq!(int(&more["total_amount"]), 23_100);
    // No guest leaves the packaging out by saying so.
    let mut cheaper = take_away();
    cheaper["is_addition"] = json!(true);
    assert_eq!(
        int(&place(&app.customer(), &cheaper).await.body["total_amount"]),
        25_300
    );

    // A discount of the order is one of its dishes.
    let half =
        json!({ "kind": "percent", "percent_bp": 1_000, "reason": "langganan", "expected_rev": 1 });
    let given = keyed(&cashier, &path(&order, "discounts"), "ten-percent", &half)
        .await
        .body;
    assert_eq!(int(&given["bill"]["order_discount"]), 2_000);
}

#[tokio::test]
async fn the_kitchen_ticks_no_fee_and_the_cashier_takes_one_off_with_a_reason() {
    let app = spawn_app().await;
    tax_and_service(&app).await;
    app.set(json!({ "payment_timing": "after" })).await;
    let (owner, cashier, kitchen) = (app.owner().await, app.cashier().await, app.kitchen().await);
    change(
        &owner,
        "/api/v1/admin/fees/packaging",
        json!({ "amount": 2_000 }),
    )
    .await;
    let order = place(&app.customer(), &take_away()).await.body;

    // The cook ticks the one dish, and the order is ready; the fee is nothing to tick.
    let tick = |line: i64| path(&order, &format!("lines/{line}/status"));
    let refused = kitchen.put(&tick(2), &json!({ "status": "queued" })).await;
    assert_eq!(
        (refused.status, refused.code()),
        (404, "unknown_line"),
        "{}",
        refused.body
    );
    let ticked = kitchen
        .put(&tick(1), &json!({ "status": "done" }))
        .await
        .body;
    assert_eq!(ticked["status"], "ready");

    // The cashier takes the packaging off alone, with a reason: 20.000 + 1.000 + 2.100.
    let rev = int(&ticked["rev"]);
    let off = |key: &'static str, body: Value| {
        let (cashier, to) = (&cashier, path(&order, "lines/2/void"));
        async move { keyed(cashier, &to, key, &body).await }
    };
    let refused = off("no-reason", json!({ "expected_rev": rev })).await;
    assert_eq!(
        (refused.status, refused.code()),
        (422, "reason_missing"),
        "{}",
        refused.body
    );
    let taken = off(
        "own-boxes",
        json!({ "expected_rev": rev, "reason": "bawa kotak sendiri" }),
    )
    .await;
    assert_eq!(
        (taken.status, int(&taken.body["total_amount"])),
        (200, 23_100),
        "{}",
        taken.body
    );
    assert_eq!(taken.body["voids"][0]["reason"], "bawa kotak sendiri");
    // The dish is the last line, fees aside.
    let body = json!({ "expected_rev": int(&taken.body["rev"]), "reason": "habis",
        "approval": { "name": "Dewi", "pin": crate::support::PIN } });
    let refused = keyed(&cashier, &path(&order, "lines/1/void"), "last-dish", &body).await;
    assert_eq!(refused.code(), "last_line", "{}", refused.body);
}
