//! The money of one check: taken once by many tills, given back by itself, and held to what the check costs.

use futures_util::future::join_all;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    checks::{assert_adds_up, lunch, now, of_checks, pay, split, taxed, three_guests},
    export::{file, rows, texts},
    money::{keyed, path},
    support::int,
};

#[tokio::test]
async fn many_tills_that_take_the_same_check_take_it_once() {
    let app = taxed().await;
    let cashier = app.cashier().await;
    let order = lunch(&app).await;
    split(&cashier, &order, json!({ "equal_parts": 4 }), 1).await;
    let body = json!({ "check_id": 3, "method": "qris", "expected_rev": 2 });
    let path = path(&order, "payments");
    let keys: Vec<_> = (0..12).map(|n| format!("till-number-{n}")).collect();
    let answers = join_all(keys.iter().map(|key| keyed(&cashier, &path, key, &body))).await;
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 1);
    let others = answers.iter().filter(|answer| answer.status != 200);
    assert!(others.clone().all(|answer| answer.code() == "moved_on"));
    let now = now(&cashier, &order).await;
    assert_eq!(now["payments"].as_array().map(Vec::len), Some(1));
    assert_eq!(of_checks(&now, "/paid_amount"), [0, 0, 19_700, 0]);
}

#[tokio::test]
async fn a_check_is_refunded_by_itself_and_all_refunds_together_are_the_bill() {
    let app = taxed().await;
    let owner = app.owner().await;
    let order = lunch(&app).await;
    split(&owner, &order, three_guests(), 1).await;
    let paid = owner.pay(&order).await.body;
    let refund = async |key: &str, rev: &Value, what: Value| {
        let mut body = what;
        body["method"] = json!("cash");
        body["reason"] = json!("basi");
        body["expected_rev"] = rev.clone();
        keyed(&owner, &path(&order, "refunds"), key, &body).await
    };
    let rev = &paid["rev"];
    let unnamed = refund("of-which-one", rev, json!({})).await;
    assert_eq!((unnamed.status, unnamed.code()), (409, "check_missing"));
    let much = refund("too-much", rev, json!({ "check_id": 1, "amount": 23_211 })).await;
    assert_eq!((much.status, much.code()), (409, "more_than_paid"));
    let piece = json!({ "check_id": 1, "lines": [{ "line_id": 2, "quantity": 1 }] });
    let piece = refund("not-on-it", rev, piece).await;
    assert_eq!((piece.status, piece.code()), (404, "unknown_line"));
    let piece = json!({ "check_id": 1, "lines": [{ "line_id": 1, "quantity": 1 }] });
    let piece = refund("one-plate", rev, piece).await;
    assert_eq!(piece.status, 200, "{}", piece.body);
    assert_eq!(
        (
            int(&piece.body["refund"]["total"]),
            int(&piece.body["refund"]["check_id"])
        ),
        (23_210, 1)
    );
    // 23.210 came in as 23.200.
    assert_eq!(int(&piece.body["change"]), 23_200);
    assert_eq!(piece.body["checks"][0]["payment_status"], "refunded");
    assert_eq!(piece.body["checks"][1]["payment_status"], "paid");
    assert_eq!(piece.body["payment_status"], "partially_refunded");
    let some = json!({ "check_id": 2, "amount": 10_000 });
    let some = refund("some-of-it", &piece.body["rev"], some).await;
    let rest = refund("the-rest", &some.body["rev"], json!({ "check_id": 2 })).await;
    let last = refund("the-last", &rest.body["rev"], json!({ "check_id": 3 })).await;
    assert_eq!(last.status, 200, "{}", last.body);
    assert_eq!(last.body["payment_status"], "refunded");
    assert_adds_up(&last.body);
    let refunds = last.body["refunds"].as_array().expect("refunds");
    let sum = |part: &str| -> i64 { refunds.iter().map(|refund| int(&refund[part])).sum() };
    let bill = &last.body["bill"];
    assert_eq!(
        [sum("net"), sum("service"), sum("tax"), sum("total")],
        [
            int(&bill["net"]),
            int(&bill["service"]),
            int(&bill["taxes"][0]["amount"]),
            int(&bill["total"])
        ]
    );
    for refund in refunds {
        let parts = ["net", "service", "tax"].map(|part| int(&refund[part]));
        assert_eq!(parts.iter().sum::<i64>(), int(&refund["total"]), "{refund}");
    }
    let days = "from=2020-01-01&to=2100-01-01";
    let payments = rows(&file(&owner, &format!("payments?{days}")).await);
    assert_eq!(texts(&payments, "check_id"), ["1", "2", "3"]);
    let refunds = rows(&file(&owner, &format!("refunds?{days}")).await);
    assert_eq!(texts(&refunds, "check_id"), ["1", "2", "2", "3"]);
}

#[tokio::test]
async fn the_file_itself_holds_checks_to_what_they_cost() {
    let app = taxed().await;
    let cashier = app.cashier().await;
    let order = lunch(&app).await;
    split(&cashier, &order, three_guests(), 1).await;
    let first = json!({ "check_id": 1, "method": "card", "expected_rev": 2 });
    assert_eq!(pay(&cashier, &order, "the-first", first).await.status, 200);
    let file = Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let payment = |check: &str, amount: i64| {
        format!(
            "insert into payments
                 (order_id, number, method, amount, rounding, tendered, change, paid_at, paid_to, check_id)
             values (1, 9, 'card', {amount}, 0, {amount}, 0, 1, 'x', {check})"
        )
    };
    for change in [
        "update checks set total = total + 1 where id = 2".to_owned(),
        "update checks set total = total + 1, removed_at = 1 where id = 2".to_owned(),
        "update checks set removed_at = 1, removed_by = 'x' where id = 1".to_owned(),
        "delete from checks".to_owned(),
        "update check_lines set total = 1".to_owned(),
        "delete from check_lines".to_owned(),
        payment("1", 1),
        payment("2", 34_042),
        payment("7", 1),
        payment("null", 1),
        "insert into refunds
             (order_id, number, method, net, service, tax, amount, rounding, reason, by, refunded_at, check_id)
         values (1, 9, 'card', 1, 0, 0, 1, 0, 'x', 'x', 1, 2)"
            .to_owned(),
    ] {
        let changed = file.execute_batch(&format!("savepoint trial; {change};"));
        assert!(changed.is_err(), "{change}");
        file.execute_batch("rollback to trial; release trial").expect("as it was");
    }
}
