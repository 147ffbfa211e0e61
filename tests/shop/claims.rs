//! Ways of paying that are corrected, money that comes in when nothing is owed, and money of an earlier day.

use futures_util::future::join_all;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    export::{file, rows, texts},
    money::{keyed, path},
    support::{Caller, PIN, TestApp, int, spawn_app, uid},
};

pub(crate) fn shop_file(app: &TestApp) -> Connection {
    Connection::open(app.folder.path().join("siap.db")).expect("the file")
}

async fn staff_view(by: &Caller, order: &Value) -> Value {
    by.get(&format!("/api/v1/admin/orders/{}", uid(order)))
        .await
        .body
}

pub(crate) async fn owing(cashier: &Caller) -> Vec<String> {
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
    let route = path(&order, "payments/1/corrections");
    let mut wrong =
        json!({ "method": "qris", "reason": "salah ketuk", "expected_rev": paid.body["rev"] });
    let alone = keyed(&cashier, &route, "correction-1", &wrong).await;
    assert_eq!((alone.status, alone.code()), (403, "approval_needed"));
    assert_eq!(alone.body["act"], "refund");
    wrong["approval"] = json!({ "name": "Dewi", "pin": PIN });
    let corrected = keyed(&cashier, &route, "correction-1", &wrong).await;
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
    let again = keyed(&cashier, &route, "correction-1", &wrong).await;
    assert_eq!(
        (again.header("idempotency-replayed"), &again.body),
        ("true", &corrected.body)
    );
    wrong["expected_rev"] = corrected.body["rev"].clone();
    let same = keyed(&owner, &route, "correction-2", &wrong).await;
    assert_eq!(
        (same.status, &same.body["rev"]),
        (200, &corrected.body["rev"])
    );
    let back = json!({ "method": "cash", "reason": "tunai ternyata", "expected_rev": corrected.body["rev"] });
    let back = keyed(&cashier, &route, "correction-3", &back).await;
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
    let route = path(&order, "claims");
    let late = json!({ "cause": "late_payment", "method": "qris", "amount": 20_200, "expected_rev": cancelled["rev"] });
    // Two tills, one payment.
    let (one, two) = tokio::join!(
        keyed(&cashier, &route, "till-one-1", &late),
        keyed(&owner, &route, "till-two-1", &late)
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
