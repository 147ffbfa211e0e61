//! Ways of paying that are corrected, money that comes in when nothing is owed, and money of an earlier day.

use futures_util::future::join_all;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    export::{file, rows, texts},
    money::{keyed, path},
    support::{Caller, PIN, TestApp, int, spawn_app, uid},
};

fn shop_file(app: &TestApp) -> Connection {
    Connection::open(app.folder.path().join("siap.db")).expect("the file")
}

/// Lets all money have come in on the day before.
fn money_came_yesterday(app: &TestApp) {
    let change = "drop trigger payments_stay; drop trigger claims_stay;
        update payments set paid_at = paid_at - 24 * 3600000;
        update claims set received_at = received_at - 24 * 3600000;";
    shop_file(app)
        .execute_batch(change)
        .expect("an earlier day");
}

async fn staff_view(by: &Caller, order: &Value) -> Value {
    by.get(&format!("/api/v1/admin/orders/{}", uid(order)))
        .await
        .body
}

async fn owing(cashier: &Caller) -> Vec<String> {
    let list = cashier.get("/api/v1/admin/orders?status=owes_back").await;
    let list = list.body["orders"].as_array().expect("orders").clone();
    list.iter().map(uid).collect()
}

/// What the history says of this, oldest first: as it was, and as it became.
async fn said(owner: &Caller, field: &str) -> Vec<(Value, Value)> {
    let history = owner.get("/api/v1/admin/history?about=orders").await.body;
    let changes = history["changes"].as_array().expect("changes").iter().rev();
    changes
        .filter(|change| change["field"] == field)
        .map(|change| (change["before"].clone(), change["after"].clone()))
        .collect()
}

#[tokio::test]
async fn a_corrected_payment_counts_as_corrected_everywhere_and_its_row_stays() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 500, "smallest_coin": "500" } }))
        .await;
    let (customer, cashier, owner) = (app.customer(), app.cashier().await, app.owner().await);
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let mut dishes = crate::support::nasi_goreng();
    dishes["items"][0]["quantity"] = json!(3);
    let order = customer.order_of(&dishes).await;
    let off =
        json!({ "kind": "amount", "amount": 1_000, "reason": "langganan", "expected_rev": 1 });
    keyed(&cashier, &path(&order, "discounts"), "discount-1", &off).await;
    // 59.000 and 5 %: 61.950, in cash 62.000.
    let cash = json!({ "method": "cash", "tendered": 100_000, "expected_rev": 2 });
    let paid = keyed(&cashier, &path(&order, "payments"), "payment-1", &cash).await;
    assert_eq!(
        (paid.status, int(&paid.body["change"])),
        (200, 38_000),
        "{}",
        paid.body
    );
    let as_taken = paid.body["payments"].clone();
    let mut phone = customer
        .listen(&format!(
            "/ws?room=order:{}&since={}",
            uid(&order),
            paid.body["rev"]
        ))
        .await;
    phone.joined().await;

    // It was QRIS: the drawer has none of it, so it is as if Rp62.000 were handed out.
    let door = path(&order, "payments/1/corrections");
    let mut wrong =
        json!({ "method": "qris", "reason": "salah ketuk", "expected_rev": paid.body["rev"] });
    let alone = keyed(&cashier, &door, "correction-1", &wrong).await;
    assert_eq!((alone.status, alone.code()), (403, "approval_needed"));
    assert_eq!(alone.body["act"], "refund");
    wrong["approval"] = json!({ "name": "Dewi", "pin": PIN });
    let corrected = keyed(&cashier, &door, "correction-1", &wrong).await;
    assert_eq!(corrected.status, 200, "{}", corrected.body);
    let payment = &corrected.body["payments"][0];
    assert_eq!(payment["method"], "qris");
    assert_eq!(
        ["amount", "rounding", "tendered", "change"].map(|part| int(&payment[part])),
        [61_950, 0, 61_950, 0]
    );
    let made = &corrected.body["corrections"][0];
    assert_eq!(
        [
            &made["from"],
            &made["to"],
            &made["by"],
            &made["approved_by"],
            &made["reason"]
        ],
        ["cash", "qris", "Rina", "Dewi", "salah ketuk"]
    );
    assert_eq!(
        (int(&made["received_from"]), int(&made["received_to"])),
        (62_000, 61_950)
    );
    assert_eq!(
        (
            int(&corrected.body["paid_amount"]),
            &corrected.body["payment_status"]
        ),
        (61_950, &json!("paid"))
    );
    let row: (String, i64) = shop_file(&app)
        .query_row("select method, tendered from payments", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("a row");
    assert_eq!(row, ("cash".to_owned(), 100_000));

    // The guest is told how it was paid, and neither by whom nor why.
    let event = phone.hears_next("payment_corrected").await;
    assert_eq!(event["data"]["order"]["payment_method"], "qris");
    assert!(!event.to_string().contains("Rina") && !event.to_string().contains("salah ketuk"));

    // The same tap again; what it says already; and back to how it was taken.
    let again = keyed(&cashier, &door, "correction-1", &wrong).await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body),
        ("true", &corrected.body)
    );
    wrong["expected_rev"] = corrected.body["rev"].clone();
    let same = keyed(&owner, &door, "correction-2", &wrong).await;
    assert_eq!(
        (same.status, &same.body["rev"]),
        (200, &corrected.body["rev"])
    );
    let back = json!({ "method": "cash", "reason": "tunai ternyata", "expected_rev": corrected.body["rev"] });
    let back = keyed(&cashier, &door, "correction-3", &back).await;
    assert_eq!(
        (back.status, &back.body["payments"]),
        (200, &as_taken),
        "{}",
        back.body
    );
}

#[tokio::test]
async fn corrections_stand_in_the_files_and_what_was_told_before_stays_so() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 100, "smallest_coin": "500" } }))
        .await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    // 20.200, in cash 20.000.
    let order = app.customer().order().await;
    let mut now = cashier.pay(&order).await.body;
    for (key, method) in [
        ("to-qris-1", "qris"),
        ("to-cash-1", "cash"),
        ("to-card-1", "card"),
    ] {
        let body = json!({ "method": method, "reason": "salah ketuk", "expected_rev": now["rev"] });
        let done = keyed(&owner, &path(&order, "payments/1/corrections"), key, &body).await;
        assert_eq!(done.status, 200, "{}", done.body);
        now = done.body;
    }
    let payments = rows(&file(&owner, "payments").await);
    let columns = [
        "method", "taken_as", "amount", "tendered", "change", "rounding",
    ];
    assert_eq!(
        columns.map(|column| payments[0][column].as_str()),
        ["card", "cash", "20200", "20200", "0", "0"]
    );
    let orders = rows(&file(&owner, "orders").await);
    assert_eq!(texts(&orders, "payment_method"), ["card"]);
    let corrections = rows(&file(&owner, "corrections").await);
    assert_eq!(texts(&corrections, "method_to"), ["qris", "cash", "card"]);
    assert_eq!(
        texts(&corrections, "received_from"),
        ["20000", "20200", "20000"]
    );
    assert_eq!(
        said(&owner, "payment_corrected").await[0],
        (json!("cash 20200"), json!("qris 20200"))
    );
    // What was told then is told in the same words later, also of what was corrected since, and after a restart.
    let journal = cashier.journal(0).await;
    for event in &journal {
        assert_eq!(till.hears().await, *event);
    }
    let app = app.reopen().await;
    let cashier = app.cashier().await;
    assert_eq!(cashier.journal(0).await, journal);
    let shown = staff_view(&cashier, &order).await;
    for part in ["payments", "corrections", "payment_method"] {
        assert_eq!(shown[part], now[part], "{part}");
    }
}

#[tokio::test]
async fn cash_that_was_corrected_after_a_refund_leaves_no_more_to_hand_out_than_came_in() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 100, "smallest_coin": "500", "cash_rounding": "up" } }))
        .await;
    let owner = app.owner().await;
    // 20.200, in cash 20.500.
    let order = app.customer().order().await;
    let paid = owner.pay(&order).await.body;
    let part = json!({ "amount": 20_100, "method": "cash", "reason": "basi", "expected_rev": paid["rev"] });
    let part = keyed(&owner, &path(&order, "refunds"), "refund-1", &part).await;
    assert_eq!(int(&part.body["change"]), 20_500, "{}", part.body);
    let qris =
        json!({ "method": "qris", "reason": "salah ketuk", "expected_rev": part.body["rev"] });
    let qris = keyed(
        &owner,
        &path(&order, "payments/1/corrections"),
        "correction-1",
        &qris,
    )
    .await;
    assert_eq!(qris.status, 200, "{}", qris.body);
    let rest = json!({ "method": "cash", "reason": "sisanya", "expected_rev": qris.body["rev"] });
    let rest = keyed(&owner, &path(&order, "refunds"), "refund-2", &rest).await;
    assert_eq!(
        (
            rest.status,
            int(&rest.body["change"]),
            &rest.body["payment_status"]
        ),
        (200, 0, &json!("refunded")),
        "{}",
        rest.body
    );
}

/// Gives the first claim back in cash, from many tills at once and again: once.
async fn given_back_once(cashier: &Caller, order: &Value, rev: &Value) -> Value {
    let back = path(order, "claims/1/settlement");
    let mut cash = json!({ "method": "cash", "reason": "dijemput", "expected_rev": rev });
    let alone = keyed(cashier, &back, "give-back-1", &cash).await;
    assert_eq!((alone.status, &alone.body["act"]), (403, &json!("refund")));
    cash["approval"] = json!({ "name": "Dewi", "pin": PIN });
    let keys: Vec<_> = (0..8).map(|n| format!("give-back-{n}")).collect();
    let answers = join_all(keys.iter().map(|key| keyed(cashier, &back, key, &cash))).await;
    let given: Vec<_> = answers
        .iter()
        .filter(|answer| answer.status == 200)
        .collect();
    assert_eq!(given.len(), 1, "once");
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        assert_eq!((answer.status, answer.code()), (409, "moved_on"));
    }
    let given = given[0];
    // 20.200 by QRIS goes up to what can be counted out.
    assert_eq!(
        (int(&given.body["change"]), int(&given.body["owed_back"])),
        (20_500, 0)
    );
    let settled = &given.body["claim"]["settlement"];
    assert_eq!(
        [
            &settled["method"],
            &settled["by"],
            &settled["approved_by"],
            &settled["reason"]
        ],
        ["cash", "Rina", "Dewi", "dijemput"]
    );
    let place = answers
        .iter()
        .position(|answer| answer.status == 200)
        .expect("one");
    let again = keyed(cashier, &back, &keys[place], &cash).await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body),
        ("true", &given.body)
    );
    cash["expected_rev"] = given.body["rev"].clone();
    let twice = keyed(cashier, &back, "give-back-again", &cash).await;
    assert_eq!((twice.status, twice.code()), (409, "already_given_back"));
    given.body.clone()
}

#[tokio::test]
async fn qris_that_arrives_after_the_order_was_cancelled_is_owed_until_it_is_given_back_once() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 100, "smallest_coin": "500" } }))
        .await;
    let (customer, cashier, owner) = (app.customer(), app.cashier().await, app.owner().await);
    let order = customer.order().await;
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let cancelled = cashier.set_status(&order, "cancelled").await.body;
    let mut phone = customer
        .listen(&format!(
            "/ws?room=order:{}&since={}",
            uid(&order),
            cancelled["rev"]
        ))
        .await;
    phone.joined().await;
    let door = path(&order, "claims");
    let late = json!({ "cause": "late_payment", "method": "qris", "amount": 20_200, "expected_rev": cancelled["rev"] });
    // Two tills, one payment.
    let (one, two) = tokio::join!(
        keyed(&cashier, &door, "till-one-1", &late),
        keyed(&owner, &door, "till-two-1", &late)
    );
    let (taken, stale) = if one.status == 200 {
        (one, two)
    } else {
        (two, one)
    };
    assert_eq!(
        (taken.status, stale.status, stale.code()),
        (200, 409, "moved_on")
    );
    assert_eq!(
        (
            &taken.body["status"],
            &taken.body["payment_status"],
            int(&taken.body["paid_amount"])
        ),
        (&json!("cancelled"), &json!("unpaid"), 0),
        "it is no payment"
    );
    assert_eq!(int(&taken.body["owed_back"]), 20_200);
    assert_eq!(owing(&cashier).await, [uid(&order)]);
    let shown = cashier.listen("/ws?room=cashier").await.snapshot().await;
    assert_eq!(shown["data"]["orders"][0]["uid"], order["uid"]);
    let event = phone.hears_next("claim_recorded").await;
    assert_eq!(int(&event["data"]["order"]["owed_back"]), 20_200);
    for name in ["Rina", "Dewi", "claims"] {
        assert!(!event.to_string().contains(name), "{name}: {event}");
    }

    let given = given_back_once(&cashier, &order, &taken.body["rev"]).await;
    phone.hears_next("claim_settled").await;
    assert_eq!(owing(&cashier).await, [] as [String; 0]);

    let claims = rows(&file(&owner, "claims").await);
    assert_eq!(
        [
            "cause",
            "method",
            "amount",
            "given_back_method",
            "given_back_rounding",
            "given_back_by",
            "approved_by"
        ]
        .map(|column| claims[0][column].as_str()),
        [
            "late_payment",
            "qris",
            "20200",
            "cash",
            "300",
            "Rina",
            "Dewi"
        ]
    );
    assert_eq!(
        said(&owner, "claim_recorded").await,
        [(Value::Null, json!("qris 20200"))]
    );
    assert_eq!(
        said(&owner, "claim_settled").await,
        [(Value::Null, json!("cash 20200"))]
    );
    assert_eq!(rows(&file(&owner, "payments").await).len(), 0);
    let journal = cashier.journal(0).await;
    for event in &journal {
        assert_eq!(till.hears().await, *event, "live and later");
    }
    let app = app.reopen().await;
    let cashier = app.cashier().await;
    assert_eq!(cashier.journal(0).await, journal);
    assert_eq!(
        staff_view(&cashier, &order).await["claims"],
        given["claims"]
    );
}

#[tokio::test]
async fn an_order_that_is_paid_twice_goes_on_and_owes_the_second_payment() {
    let app = spawn_app().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let order = app.customer().order().await;
    let door = path(&order, "claims");
    let double = |rev: &Value| json!({ "cause": "double", "method": "cash", "amount": 20_000, "expected_rev": rev });
    let early = keyed(&cashier, &door, "double-early", &double(&order["rev"])).await;
    assert_eq!(
        (early.status, early.code()),
        (409, "still_owed"),
        "then it is a payment"
    );
    let paid = cashier.pay(&order).await.body;
    let claimed = keyed(&cashier, &door, "double-1", &double(&paid["rev"])).await;
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
