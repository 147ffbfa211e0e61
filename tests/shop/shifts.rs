//! Drawers: opened, sold from, counted and closed; one report forever, also where the power fails.

mod faults;
mod rules;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    doctor::{NOWHERE, doctor},
    money::{keyed, path},
    support::{Answer, Caller, int, nasi_goreng, spawn_app},
};

const SHIFTS: &str = "/api/v1/admin/shifts";

/// Sends something about a drawer, with the key `key` of this request.
async fn at(by: &Caller, till: &str, what: &str, key: &str, body: &Value) -> Answer {
    let headers = [("idempotency-key", key), ("siap-till", till)];
    by.ask("POST", &format!("{SHIFTS}{what}"), &headers, Some(body))
        .await
}

async fn open(by: &Caller, till: &str, float: i64) -> i64 {
    let key = format!("open-{till}-{float}");
    let opened = at(by, till, "", &key, &json!({ "counted": float })).await;
    assert_eq!(opened.status, 201, "{}", opened.body);
    int(&opened.body["id"])
}

async fn count(by: &Caller, shift: i64, key: &str, body: &Value) -> Value {
    let counted = at(by, "1", &format!("/{shift}/counts"), key, body).await;
    assert_eq!(counted.status, 201, "{}", counted.body);
    counted.body
}

async fn close(by: &Caller, shift: i64, key: &str, body: &Value) -> Answer {
    at(by, "1", &format!("/{shift}/close"), key, body).await
}

/// An order of two dishes at Rp20.000, paid at this drawer.
async fn sale(by: &Caller, till: &str, key: &str, payment: &Value) -> Value {
    let mut order = nasi_goreng();
    order["items"][0]["quantity"] = json!(2);
    let order = by.post("/api/v1/orders", &order).await.body;
    let mut payment = payment.clone();
    payment["expected_rev"] = json!(1);
    let headers = [("idempotency-key", key), ("siap-till", till)];
    let paid = by
        .ask("POST", &path(&order, "payments"), &headers, Some(&payment))
        .await;
    assert_eq!(paid.status, 200, "{}", paid.body);
    paid.body
}

async fn report(by: &Caller, shift: i64) -> Value {
    by.get(&format!("{SHIFTS}/{shift}")).await.body["report"].clone()
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one day, from its float to the next one's report"
)]
async fn a_drawer_is_opened_sold_from_counted_blind_and_closed_with_a_number() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 1000, "smallest_coin": "500", "cash_rounding": "down" } }))
        .await;
    let (owner, rina) = (app.owner().await, app.cashier().await);
    let float =
        json!({ "pieces": [{ "value": 50_000, "pieces": 3 }, { "value": 10_000, "pieces": 5 }] });
    let opened = at(&rina, "1", "", "open-the-drawer", &float).await;
    assert_eq!(
        (opened.status, int(&opened.body["opening"])),
        (201, 200_000)
    );
    assert_eq!(
        opened.body["report"],
        Value::Null,
        "Rina counts without knowing"
    );
    let shift = int(&opened.body["id"]);

    // Rp44.000 each. Cash; QRIS; a part in cash; and one that is given back in part.
    sale(
        &rina,
        "1",
        "pay-in-cash",
        &json!({ "method": "cash", "tendered": 50_000 }),
    )
    .await;
    sale(&rina, "1", "pay-by-qris", &json!({ "method": "qris" })).await;
    let part = sale(
        &rina,
        "1",
        "pay-a-part",
        &json!({ "method": "cash", "amount": 10_000 }),
    )
    .await;
    let sold = sale(&rina, "1", "pay-and-back", &json!({ "method": "cash" })).await;
    let back = json!({ "lines": [{ "line_id": 1, "quantity": 1 }], "method": "cash", "reason": "basi",
        "expected_rev": sold["rev"] });
    let back = keyed(&owner, &path(&sold, "refunds"), "it-was-cold", &back).await;
    assert_eq!(back.status, 200, "{}", back.body);
    let mut two = nasi_goreng();
    let again = two["items"][0].clone();
    two["items"].as_array_mut().expect("items").push(again);
    let unpaid = rina.post("/api/v1/orders", &two).await.body;
    let void = json!({ "reason": "salah pesan", "expected_rev": 1 });
    let void = keyed(&rina, &path(&unpaid, "lines/2/void"), "not-that-one", &void).await;
    assert_eq!(void.status, 200, "{}", void.body);
    for (key, body) in [
        (
            "money-for-change",
            json!({ "kind": "pay_in", "amount": 50_000, "reason": "uang kecil" }),
        ),
        (
            "ice-was-bought",
            json!({ "kind": "pay_out", "amount": 15_000, "reason": "es batu" }),
        ),
        (
            "into-the-safe",
            json!({ "kind": "drop", "amount": 100_000 }),
        ),
    ] {
        let moved = at(&rina, "1", &format!("/{shift}/moves"), key, &body).await;
        assert_eq!(moved.status, 201, "{}", moved.body);
    }

    let x = report(&owner, shift).await;
    let sales = &x["sales"];
    assert_eq!(
        ["orders", "gross", "discounts", "net", "tax", "total"].map(|it| int(&sales[it])),
        [3, 120_000, 0, 120_000, 12_000, 132_000]
    );
    assert_eq!(
        (&sales["first"], &sales["last"]),
        (&json!("A-001"), &json!("A-004"))
    );
    assert_eq!((int(&x["deposits"]), int(&x["refunded"])), (10_000, 22_000));
    assert_eq!(int(&x["received"]), 132_000 + 10_000 - 22_000);
    assert_eq!(x["methods"][1]["received"], 44_000, "{x}");
    assert_eq!(
        (&x["voids"][0]["reason"], &x["refunds"][0]["reason"]),
        (&json!("salah pesan"), &json!("basi"))
    );
    // 200.000 + 44.000 + 10.000 + 44.000 - 22.000 + 50.000 - 15.000 - 100.000
    let should = 211_000;
    assert_eq!(
        (int(&x["cash"]["expected"]), &x["cash"]["counted"]),
        (should, &Value::Null)
    );
    assert_eq!(report(&rina, shift).await, Value::Null);

    let first = count(&rina, shift, "first-count", &json!({ "counted": 206_000 })).await;
    assert_eq!(
        [&first["expected"], &first["difference"]].map(int),
        [should, -5_000]
    );
    let silent = close(&rina, shift, "without-a-word", &json!({ "count_id": 1 })).await;
    assert_eq!((silent.status, silent.code()), (422, "reason_missing"));
    // Cash moves after the count: it is counted again.
    let rest = json!({ "method": "cash", "expected_rev": part["rev"] });
    let rest = keyed(&rina, &path(&part, "payments"), "pay-the-rest", &rest).await;
    assert_eq!(rest.status, 200, "{}", rest.body);
    let why = json!({ "count_id": 1, "reason": "salah kembalian" });
    let late = close(&rina, shift, "a-late-close", &why).await;
    assert_eq!((late.status, late.code()), (409, "count_again"));
    let second = count(&rina, shift, "second-count", &json!({ "counted": 240_000 })).await;
    assert_eq!([&second["id"], &second["difference"]].map(int), [2, -5_000]);
    let why = json!({ "count_id": 2, "reason": "salah kembalian", "handed_over": 140_000 });
    let closed = close(&rina, shift, "close-the-shift", &why).await;
    assert_eq!(closed.status, 200, "{}", closed.body);
    let closing = &closed.body["closing"];
    assert_eq!(
        [
            "z_number",
            "counted",
            "expected",
            "difference",
            "handed_over",
            "left"
        ]
        .map(|it| int(&closing[it])),
        [1, 240_000, 245_000, -5_000, 140_000, 100_000]
    );
    let z = closed.body["report"].clone();
    assert_eq!(
        (int(&z["sales"]["orders"]), int(&z["sales"]["total"])),
        (4, 176_000)
    );
    let sum = ["rounding", "deposits", "claims"]
        .map(|it| int(&z[it]))
        .iter()
        .sum::<i64>();
    assert_eq!(
        int(&z["sales"]["total"]) + sum - int(&z["refunded"]),
        int(&z["received"])
    );
    assert_eq!(closed.body["counts"].as_array().expect("counts").len(), 2);

    // What happens to its orders later is of the next shift, and the report stays.
    let next = at(
        &rina,
        "1",
        "",
        "open-it-again",
        &json!({ "counted": 100_000 }),
    )
    .await;
    assert_eq!(next.status, 201, "{}", next.body);
    let next = int(&next.body["id"]);
    let back = json!({ "method": "cash", "reason": "lama", "expected_rev": rest.body["rev"] });
    let back = keyed(&owner, &path(&part, "refunds"), "all-of-it-back", &back).await;
    assert_eq!(back.status, 200, "{}", back.body);
    assert_eq!(report(&rina, shift).await, z);
    let counted = count(&owner, next, "third-count", &json!({ "counted": 56_000 })).await;
    assert_eq!(int(&counted["difference"]), 0, "{counted}");
    let closed = close(&owner, next, "close-the-next", &json!({ "count_id": 1 })).await;
    assert_eq!(int(&closed.body["closing"]["z_number"]), 2);
    let list = owner.get(SHIFTS).await.body;
    let numbers = list["shifts"].as_array().expect("shifts").iter();
    let numbers: Vec<_> = numbers
        .map(|shift| shift["closing"]["z_number"].clone())
        .collect();
    assert_eq!(numbers, [json!(2), json!(1)]);
    let folder = app.close().await;
    assert_eq!(
        doctor(folder.path(), NOWHERE).await.about("money").0,
        "money_fine"
    );
}

#[tokio::test]
async fn each_drawer_has_a_shift_of_its_own_and_without_one_money_belongs_to_none() {
    let app = spawn_app().await;
    app.set(json!({ "shifts": { "tills": 2, "blind_count": false, "counts_float": false } }))
        .await;
    let (owner, rina) = (app.owner().await, app.cashier().await);
    let cash = json!({ "method": "cash" });
    sale(&rina, "1", "before-any-shift", &cash).await;
    let (one, two) = (
        open(&rina, "1", 100_000).await,
        open(&owner, "2", 50_000).await,
    );
    let third = at(&owner, "3", "", "a-third-drawer", &json!({ "counted": 0 })).await;
    assert_eq!((third.status, third.code()), (422, "unknown_word"));
    sale(&rina, "1", "at-the-first", &cash).await;
    sale(&rina, "2", "at-the-second", &cash).await;
    sale(&rina, "2", "there-again", &cash).await;
    let expected = async |shift| int(&report(&rina, shift).await["cash"]["expected"]);
    assert_eq!(
        (expected(one).await, expected(two).await),
        (140_000, 130_000)
    );
    let here = rina
        .ask(
            "GET",
            &format!("{SHIFTS}/current"),
            &[("siap-till", "2")],
            None,
        )
        .await;
    assert_eq!(int(&here.body["shift"]["id"]), two);
    let none = rina
        .ask(
            "GET",
            &format!("{SHIFTS}/current"),
            &[("siap-till", "ten")],
            None,
        )
        .await;
    assert_eq!((none.status, none.code()), (400, "bad_query"));

    // Closed, the drawer says what is left in it, which the next shift takes over uncounted.
    count(
        &rina,
        one,
        "count-the-first",
        &json!({ "counted": 140_000 }),
    )
    .await;
    let out = json!({ "count_id": 1, "handed_over": 60_000 });
    assert_eq!(close(&rina, one, "close-the-first", &out).await.status, 200);
    let here = rina.get(&format!("{SHIFTS}/current")).await.body;
    assert_eq!((&here["shift"], int(&here["left"])), (&Value::Null, 80_000));
    let again = at(&rina, "1", "", "open-as-it-is", &json!({})).await;
    assert_eq!(int(&again.body["opening"]), 80_000);
    assert_eq!(again.body["is_opening_counted"], false);
    let file = Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let of = |shift: Option<i64>| -> i64 {
        let question = "select count(*) from payments where shift_id is ?1";
        file.query_row(question, [shift], |row| row.get(0))
            .expect("a number")
    };
    assert_eq!([of(None), of(Some(one)), of(Some(two))], [1, 1, 2]);
    let today = owner.get("/api/v1/admin/today").await.body;
    assert_eq!(int(&today["drawers_not_counted"]), 0, "opened today");
}
