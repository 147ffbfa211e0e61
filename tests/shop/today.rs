//! The business day so far, as the owner's first page shows it.

use serde_json::{Value, json};

use crate::{
    money::{keyed, path},
    support::{Caller, TestApp, int, spawn_app, uid},
};

/// A shop in which an order costs Rp23.210, and Rp23.200 in cash.
async fn taxed() -> TestApp {
    let app = spawn_app().await;
    app.set(json!({ "bill": {
        "restaurant_tax_bp": 1000, "service_bp": 550, "smallest_coin": "100"
    } }))
    .await;
    app
}

async fn today(owner: &Caller) -> Value {
    let today = owner.get("/api/v1/admin/today").await;
    assert_eq!(today.status, 200, "{}", today.body);
    today.body
}

async fn pay(owner: &Caller, order: &Value, body: &Value) -> Value {
    let key = format!("pay-{}", uid(order));
    let paid = keyed(owner, &path(order, "payments"), &key, body).await;
    assert_eq!(paid.status, 200, "{}", paid.body);
    paid.body
}

#[tokio::test]
async fn a_day_is_what_came_in_less_what_went_back_by_every_way_of_paying() {
    let app = taxed().await;
    let (customer, owner) = (app.customer(), app.owner().await);
    let before = today(&owner).await;
    assert_eq!(
        (int(&before["takings"]), &before["average"]),
        (0, &Value::Null)
    );

    // Cash: Rp50.000 was handed over, and Rp23.200 stayed.
    let cash = customer.order().await;
    pay(
        &owner,
        &cash,
        &json!({ "method": "cash", "tendered": 50_000, "expected_rev": 1 }),
    )
    .await;
    let part = customer.order().await;
    pay(
        &owner,
        &part,
        &json!({ "method": "qris", "amount": 10_000, "expected_rev": 1 }),
    )
    .await;
    customer.order().await;
    let refunded = customer.order().await;
    let qris = json!({ "method": "qris", "expected_rev": 1 });
    let rev = pay(&owner, &refunded, &qris).await["rev"].clone();
    let back = json!({ "amount": 5_000, "method": "qris", "reason": "lama", "expected_rev": rev });
    let back = keyed(&owner, &path(&refunded, "refunds"), "a-refund", &back).await;
    assert_eq!(back.status, 200, "{}", back.body);
    // Cancelled with its money still in the drawer, and cancelled before there was any.
    let owed = customer.order().await;
    pay(
        &owner,
        &owed,
        &json!({ "method": "cash", "expected_rev": 1 }),
    )
    .await;
    for order in [&owed, &customer.order().await] {
        assert_eq!(owner.set_status(order, "cancelled").await.status, 200);
    }
    owner.set_status(&refunded, "ready").await;

    let today = today(&owner).await;
    let method = |method: &str, payments: i64, received: i64, given_back: i64| {
        json!({
            "method": method, "payments": payments, "received": received,
            "given_back": given_back, "corrected": 0, "total": received - given_back
        })
    };
    assert_eq!(
        today["by_method"],
        json!([
            method("cash", 2, 46_400, 0),
            method("qris", 2, 33_210, 5_000),
            method("transfer", 0, 0, 0),
            method("card", 0, 0, 0),
            method("app", 0, 0, 0),
        ])
    );
    assert_eq!(int(&today["takings"]), 74_610);
    assert_eq!(today["placed"], json!({ "orders": 4, "amount": 92_840 }));
    assert_eq!(
        (int(&today["average"]), int(&today["cancelled"])),
        (23_210, 2)
    );
    assert_eq!(
        today["active"],
        json!({ "awaiting_payment": 2, "preparing": 1, "ready": 1 })
    );
    assert_eq!(
        today["open_bills"],
        json!({ "orders": 2, "amount": 13_210 + 23_210 })
    );
    assert_eq!(
        today["to_give_back"],
        json!({ "orders": 1, "amount": 23_210 })
    );
    let journal = owner.journal(0).await;
    let newest = journal.last().expect("events")["seq"].clone();
    assert_eq!(today["seq"], newest, "a room can be followed from there");
}

#[tokio::test]
async fn money_belongs_to_the_day_on_which_it_changed_hands() {
    let app = taxed().await;
    let owner = app.owner().await;
    let (early, late) = (app.customer().order().await, app.customer().order().await);
    for order in [&early, &late] {
        pay(
            &owner,
            order,
            &json!({ "method": "qris", "expected_rev": 1 }),
        )
        .await;
    }
    let now = format!("/api/v1/admin/orders/{}", uid(&late));
    let rev = owner.get(&now).await.body["rev"].clone();
    let back = json!({ "amount": 1_000, "method": "qris", "reason": "lama", "expected_rev": rev });
    let back = keyed(&owner, &path(&late, "refunds"), "a-refund", &back).await;
    assert_eq!(back.status, 200, "{}", back.body);
    // One was paid two days ago, and the refund of the other is of two days ago, too.
    let app = app
        .reopen_after(
            "drop trigger payments_stay; drop trigger refunds_stay;
             update payments set paid_at = paid_at - 172800000 where order_id = 1;
             update refunds set refunded_at = refunded_at - 172800000;",
        )
        .await;
    let today = today(&app.owner().await).await;
    assert_eq!(int(&today["takings"]), 23_210);
    assert_eq!(
        today["placed"]["orders"], 2,
        "both orders are of this day all the same"
    );
}

#[tokio::test]
async fn a_claim_counts_on_the_day_it_comes_in_and_goes_back_and_a_correction_on_the_day_it_is_made()
 {
    let app = taxed().await;
    let owner = app.owner().await;
    let order = app.customer().order().await;
    let cash = json!({ "method": "cash", "tendered": 50_000, "expected_rev": 1 });
    let mut rev = int(&pay(&owner, &order, &cash).await["rev"]);
    let acts = [
        (
            "payments/1/corrections",
            json!({ "method": "qris", "reason": "salah ketuk" }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "qris", "amount": 4_000 }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "transfer", "amount": 7_000 }),
        ),
        (
            "claims/1/settlement",
            json!({ "method": "cash", "reason": "dobel" }),
        ),
    ];
    for (n, (act, mut body)) in acts.into_iter().enumerate() {
        body["expected_rev"] = rev.into();
        let done = keyed(&owner, &path(&order, act), &format!("by-hand-{n}"), &body).await;
        assert_eq!(done.status, 200, "{act}: {}", done.body);
        rev = int(&done.body["rev"]);
    }
    let of_day = |today: &Value| {
        let of = |method: &Value| {
            ["received", "given_back", "corrected", "total"].map(|sum| int(&method[sum]))
        };
        let methods = today["by_method"].as_array().expect("methods");
        methods.iter().take(3).map(of).collect::<Vec<_>>()
    };
    // Rp23.200 of cash were Rp23.210 by QRIS; Rp4.000 came in by QRIS and went back in cash; Rp7.000 are owed yet.
    let seen = today(&owner).await;
    assert_eq!(
        of_day(&seen),
        [
            [23_200, 4_000, -23_200, -4_000],
            [4_000, 0, 23_210, 27_210],
            [7_000, 0, 0, 7_000]
        ]
    );
    assert_eq!(int(&seen["takings"]), 30_210);
    assert_eq!(
        seen["to_give_back"],
        json!({ "orders": 1, "amount": 7_000 }),
        "and not what the paid order cost"
    );
    // The payment and the first claim are of two days ago.
    let app = app
        .reopen_after(
            "drop trigger payments_stay; drop trigger claims_stay;
             update payments set paid_at = paid_at - 172800000;
             update claims set received_at = received_at - 172800000 where number = 1;",
        )
        .await;
    assert_eq!(
        of_day(&today(&app.owner().await).await),
        [
            [0, 4_000, -23_200, -27_200],
            [0, 0, 23_210, 23_210],
            [7_000, 0, 0, 7_000]
        ]
    );
}
