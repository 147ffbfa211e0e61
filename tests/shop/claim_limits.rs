//! What is refused of claims and corrections, and money of an earlier day that goes back.

use serde_json::{Value, json};

use crate::{
    claims::{owing, shop_file},
    money::{keyed, path},
    support::{PIN, TestApp, int, spawn_app, uid},
};

/// Lets all money have come in on the day before.
fn money_came_yesterday(app: &TestApp) {
    let change = "drop trigger payments_stay; drop trigger claims_stay;
        update payments set paid_at = paid_at - 24 * 3600000;
        update claims set received_at = received_at - 24 * 3600000;";
    shop_file(app)
        .execute_batch(change)
        .expect("an earlier day");
}

#[tokio::test]
async fn an_order_that_is_paid_twice_goes_on_and_owes_the_second_payment() {
    let app = spawn_app().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let order = app.customer().order().await;
    let route = path(&order, "claims");
    let double = |rev: &Value| json!({ "cause": "double", "method": "cash", "amount": 20_000, "expected_rev": rev });
    let early = keyed(&cashier, &route, "double-early", &double(&order["rev"])).await;
    assert_eq!(
        (early.status, early.code()),
        (409, "still_owed"),
        "then it is a payment"
    );
    let paid = cashier.pay(&order).await.body;
    let claimed = keyed(&cashier, &route, "double-1", &double(&paid["rev"])).await;
    assert_eq!(
        (
            claimed.status,
            &claimed.body["status"],
            &claimed.body["payment_status"]
        ),
        (200, &json!("preparing"), &json!("paid")),
        "{}",
        claimed.body
    );
    cashier.set_status(&order, "ready").await;
    let done = cashier.set_status(&order, "completed").await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(owing(&cashier).await, [uid(&order)]);
    // A refund is of the payment, and leaves the claim.
    let refund = json!({ "method": "cash", "reason": "basi", "expected_rev": done.body["rev"] });
    let refund = keyed(&owner, &path(&order, "refunds"), "refund-1", &refund).await;
    assert_eq!(
        (refund.status, int(&refund.body["owed_back"])),
        (200, 20_000),
        "{}",
        refund.body
    );
    let back = json!({ "method": "cash", "reason": "dobel", "expected_rev": refund.body["rev"] });
    let back = keyed(
        &owner,
        &path(&order, "claims/1/settlement"),
        "give-back",
        &back,
    )
    .await;
    assert_eq!(
        (
            back.status,
            int(&back.body["change"]),
            int(&back.body["owed_back"])
        ),
        (200, 20_000, 0)
    );
}

/// Who asks for what in vain, of an order that was paid twice, and why it is refused.
#[rustfmt::skip]
fn refused(rev: &Value) -> Vec<(&'static str, &'static str, Value, u16, &'static str)> {
    let (fix, claim, back) = ("payments/1/corrections", "claims", "claims/1/settlement");
    let with = |extra: Value| {
        let mut body = json!({ "method": "qris", "reason": "x", "cause": "double", "amount": 1, "expected_rev": rev });
        for (key, value) in extra.as_object().expect("an object") {
            body[key] = value.clone();
        }
        body
    };
    vec![
        ("kitchen", fix, with(json!({})), 403, "forbidden"),
        ("kitchen", claim, with(json!({})), 403, "forbidden"),
        ("kitchen", back, with(json!({})), 403, "forbidden"),
        ("owner", fix, with(json!({ "reason": " " })), 422, "reason_missing"),
        ("owner", fix, with(json!({ "method": "gold" })), 400, "bad_fields"),
        ("owner", fix, with(json!({ "expected_rev": 1 })), 409, "moved_on"),
        ("owner", "payments/2/corrections", with(json!({})), 404, "unknown_payment"),
        ("cashier", claim, with(json!({ "amount": 0 })), 422, "unfit_amount"),
        ("cashier", claim, with(json!({ "amount": -1 })), 422, "unfit_amount"),
        ("cashier", claim, with(json!({ "amount": i64::MAX })), 422, "sum_too_large"),
        ("cashier", claim, with(json!({ "cause": "luck" })), 400, "bad_fields"),
        ("cashier", claim, with(json!({ "expected_rev": 1 })), 409, "moved_on"),
        ("owner", back, with(json!({ "reason": "" })), 422, "reason_missing"),
        ("owner", back, with(json!({ "expected_rev": 1 })), 409, "moved_on"),
        ("owner", "claims/2/settlement", with(json!({})), 404, "unknown_claim"),
    ]
}

#[tokio::test]
async fn what_is_refused_of_claims_and_corrections_changes_nothing_and_is_told_to_no_screen() {
    let app = spawn_app().await;
    let (cashier, owner, kitchen) = (app.cashier().await, app.owner().await, app.kitchen().await);
    let order = app.customer().order().await;
    let paid = cashier.pay(&order).await.body;
    let rev = paid["rev"].clone();
    let double =
        json!({ "cause": "double", "method": "qris", "amount": 5_000, "expected_rev": rev });
    let rev = keyed(&cashier, &path(&order, "claims"), "double-1", &double)
        .await
        .body["rev"]
        .clone();
    let before = cashier.journal(0).await.len();
    let mut till = cashier.listen("/ws?room=cashier").await;
    till.snapshot().await;
    for (n, (by, what, body, status, code)) in refused(&rev).into_iter().enumerate() {
        let by = match by {
            "kitchen" => &kitchen,
            "cashier" => &cashier,
            _ => &owner,
        };
        let refused = keyed(by, &path(&order, what), &format!("refused-{n}"), &body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (status, code),
            "{what} {body}"
        );
        let unnamed = by.post(&path(&order, what), &body).await;
        assert!(
            [400, 403].contains(&unnamed.status),
            "{what} without a key: {}",
            unnamed.body
        );
    }
    assert_eq!(cashier.journal(0).await.len(), before);
    let last = cashier.set_status(&order, "ready").await.body;
    let heard = till.hears().await;
    assert_eq!(
        heard["type"], "order_status_update",
        "the first since then: {heard}"
    );
    assert_eq!(last["rev"], json!(int(&rev) + 1));
}

#[tokio::test]
async fn handing_out_money_of_an_earlier_day_needs_the_owner_whatever_the_settings_say() {
    let app = spawn_app().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let strict = json!({ "approvals": { "refund": true } });
    let lenient = json!({ "approvals": { "refund": false } });
    for (rules, is_earlier, act_of_cashier) in [
        (&strict, false, Some("refund")),
        (&lenient, false, None),
        (&strict, true, Some("refund_of_earlier_day")),
        (&lenient, true, Some("refund_of_earlier_day")),
    ] {
        app.set(rules.clone()).await;
        for (by, name) in [(&cashier, "cashier"), (&owner, "owner")] {
            let act = act_of_cashier.filter(|_| name == "cashier");
            let order = app.customer().order().await;
            let rev = cashier.pay(&order).await.body["rev"].clone();
            let double = json!({ "cause": "double", "method": "qris", "amount": 5_000, "expected_rev": rev });
            let rev = keyed(
                &cashier,
                &path(&order, "claims"),
                &format!("claim-{}", uid(&order)),
                &double,
            )
            .await
            .body["rev"]
                .clone();
            if is_earlier {
                money_came_yesterday(&app);
            }
            let mut rev = rev;
            for (what, body) in [
                (
                    "payments/1/corrections",
                    json!({ "method": "qris", "reason": "salah ketuk" }),
                ),
                (
                    "claims/1/settlement",
                    json!({ "method": "cash", "reason": "dobel" }),
                ),
                ("refunds", json!({ "method": "cash", "reason": "basi" })),
            ] {
                let case = format!("{what} by {name}, {rules}, earlier: {is_earlier}");
                let mut body = body;
                body["expected_rev"] = rev.clone();
                let key = format!("{}-{what}", uid(&order));
                let mut answer = keyed(by, &path(&order, what), &key, &body).await;
                if let Some(act) = act {
                    let said = (answer.status, answer.code(), &answer.body["act"]);
                    assert_eq!(said, (403, "approval_needed", &json!(act)), "{case}");
                    assert_eq!(answer.body["approvers"][0], "Dewi", "{case}");
                    body["approval"] = json!({ "name": "Dewi", "pin": PIN });
                    answer = keyed(by, &path(&order, what), &key, &body).await;
                }
                assert_eq!(answer.status, 200, "{case}: {}", answer.body);
                rev = answer.body["rev"].clone();
            }
            if is_earlier {
                let stay = "create trigger payments_stay before update on payments
                    begin select raise(abort, 'a payment stays as it was taken'); end;
                    create trigger claims_stay before update on claims
                    begin select raise(abort, 'a claim stays as it came in'); end;";
                shop_file(&app).execute_batch(stay).expect("triggers");
            }
        }
    }
}

#[tokio::test]
async fn money_that_came_in_today_goes_back_before_that_of_an_earlier_day() {
    let app = spawn_app().await;
    app.set(json!({ "approvals": { "refund": false } })).await;
    let cashier = app.cashier().await;
    let order = app.customer().order().await;
    let deposit = json!({ "method": "transfer", "amount": 15_000, "expected_rev": 1 });
    let deposit = keyed(&cashier, &path(&order, "payments"), "deposit-1", &deposit).await;
    assert_eq!(deposit.status, 200, "{}", deposit.body);
    money_came_yesterday(&app);
    let rest = json!({ "method": "cash", "expected_rev": 2 });
    let mut rev = keyed(&cashier, &path(&order, "payments"), "the-rest", &rest)
        .await
        .body["rev"]
        .clone();
    for (key, amount, status) in [
        ("refund-1", 3_000, 200),
        ("refund-2", 2_001, 403),
        ("refund-3", 2_000, 200),
    ] {
        let back =
            json!({ "amount": amount, "method": "cash", "reason": "basi", "expected_rev": rev });
        let back = keyed(&cashier, &path(&order, "refunds"), key, &back).await;
        assert_eq!(back.status, status, "{amount}: {}", back.body);
        if status == 200 {
            rev = back.body["rev"].clone();
        } else {
            assert_eq!(back.body["act"], "refund_of_earlier_day");
        }
    }
}

#[tokio::test]
async fn a_deposit_is_given_back_or_stays_owed_when_the_order_is_called_off() {
    let app = spawn_app().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let fixture = include_str!("../fixtures/money_vectors.json");
    let fixture: Value = serde_json::from_str(fixture).expect("JSON");
    let vectors = fixture["vectors"].as_array().expect("vectors");
    let deposits = vectors
        .iter()
        .filter(|vector| vector["id"].as_str().expect("an id").starts_with("deposit"));
    let mut count = 0;
    for vector in deposits {
        count += 1;
        let mut party = crate::support::nasi_goreng();
        party["items"][0]["quantity"] = json!(int(&vector["input"]["total"]) / 20_000);
        let order = app.customer().order_of(&party).await;
        assert_eq!(order["total_amount"], vector["input"]["total"]);
        let mut now = order.clone();
        let steps = vector["input"]["steps"].as_array().expect("steps");
        for (n, (step, expected)) in steps
            .iter()
            .zip(vector["expect"]["steps"].as_array().expect("steps"))
            .enumerate()
        {
            let (what, paid) = match step["do"].as_str() {
                Some("pay") => ("payments", true),
                _ => ("refunds", false),
            };
            if !paid {
                let called_off = cashier.set_status(&order, "cancelled").await.body;
                assert_eq!(
                    called_off["owed_back"], now["paid_amount"],
                    "it is owed: {called_off}"
                );
                assert_eq!(owing(&cashier).await, [uid(&order)]);
                now = called_off;
            }
            let mut body = json!({ "method": step["method"], "amount": step["amount"], "expected_rev": now["rev"] });
            if !paid {
                body["reason"] = json!("batal");
            }
            let done = keyed(
                &owner,
                &path(&order, what),
                &format!("step-{count}-{n}"),
                &body,
            )
            .await;
            assert_eq!(done.status, 200, "{}", done.body);
            now = done.body;
            assert_eq!(now["payment_status"], expected["state"]);
            if paid {
                assert_eq!(now["rest_amount"], expected["rest"]);
                assert_eq!(now["status"], "awaiting_payment", "not cooked yet");
            } else {
                assert_eq!(now["change"], expected["paid_out"]);
                assert_eq!(
                    int(&now["paid_amount"]) - int(&now["refunded_amount"]),
                    int(&expected["left"])
                );
            }
        }
        assert_eq!(now["payment_status"], vector["expect"]["state"]);
        assert_eq!(
            (int(&now["owed_back"]), owing(&cashier).await),
            (0, Vec::new())
        );
    }
    assert!(count > 0, "no vector of a deposit");
}

#[tokio::test]
async fn what_was_corrected_or_is_owed_cannot_be_changed_in_the_file() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let order = app.customer().order().await;
    let mut rev = owner.pay(&order).await.body["rev"].clone();
    for (what, body) in [
        (
            "payments/1/corrections",
            json!({ "method": "qris", "reason": "salah" }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "qris", "amount": 20_000 }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "qris", "amount": 30_000 }),
        ),
        (
            "claims/1/settlement",
            json!({ "method": "qris", "reason": "dobel" }),
        ),
    ] {
        let mut body = body;
        body["expected_rev"] = rev.clone();
        let done = keyed(&owner, &path(&order, what), &format!("of-rev-{rev}"), &body).await;
        assert_eq!(done.status, 200, "{what}: {}", done.body);
        rev = done.body["rev"].clone();
    }
    let file = shop_file(&app);
    for change in [
        "update payment_corrections set method_to = 'card'",
        "delete from payment_corrections",
        "insert into payment_corrections (order_id, number, payment, method_from, method_to, received_from, received_to,
             reason, by, corrected_at) values (1, 2, 1, 'cash', 'card', 1, 1, 'x', 'x', 1)",
        "update claims set amount = 1",
        "delete from claims",
        "update claim_settlements set method = 'cash'",
        "delete from claim_settlements",
        "insert into claim_settlements (claim_id, method, amount, rounding, reason, by, settled_at)
             values (1, 'cash', 20000, 0, 'x', 'x', 1)",
        "insert into claim_settlements (claim_id, method, amount, rounding, reason, by, settled_at)
             values (2, 'cash', 1, 0, 'x', 'x', 1)",
    ] {
        assert!(file.execute_batch(change).is_err(), "{change}");
    }
}
