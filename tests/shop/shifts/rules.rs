//! What is asked twice is done once, and what is refused changes nothing.

use rusqlite::Connection;
use serde_json::json;

use super::{SHIFTS, at, close, count, open, report, sale};
use crate::{
    money::{keyed, path},
    support::{PIN, TestApp, int, spawn_app},
};

fn rows(app: &TestApp) -> Vec<i64> {
    let file = Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let tables = [
        "shifts",
        "cash_moves",
        "shift_counts",
        "shift_answers",
        "payments",
        "sales",
        "changes",
    ];
    let count = |table: &&str| {
        let question = format!("select count(*) from {table}");
        file.query_row(&question, [], |row| row.get(0))
            .expect(table)
    };
    tables.iter().map(count).collect()
}

#[tokio::test]
async fn the_same_request_about_a_drawer_is_answered_as_it_was_and_done_once() {
    let app = spawn_app().await;
    let rina = app.cashier().await;
    let float = json!({ "counted": 100_000 });
    let first = at(&rina, "1", "", "open-only-once", &float).await;
    let shift = int(&first.body["id"]);
    let out = json!({ "kind": "pay_out", "amount": 20_000, "reason": "gas" });
    let moves = format!("/{shift}/moves");
    let paid_out = at(&rina, "1", &moves, "pay-only-once", &out).await;
    let counts = format!("/{shift}/counts");
    let counted = at(
        &rina,
        "1",
        &counts,
        "count-only-once",
        &json!({ "counted": 80_000 }),
    )
    .await;
    let ends = format!("/{shift}/close");
    let closed = at(
        &rina,
        "1",
        &ends,
        "close-only-once",
        &json!({ "count_id": 1 }),
    )
    .await;
    assert_eq!(closed.status, 200, "{}", closed.body);
    let before = rows(&app);
    for (what, key, body, answer) in [
        ("", "open-only-once", &float, &first),
        (&moves, "pay-only-once", &out, &paid_out),
        (
            &counts,
            "count-only-once",
            &json!({ "counted": 80_000 }),
            &counted,
        ),
        (&ends, "close-only-once", &json!({ "count_id": 1 }), &closed),
    ] {
        let again = at(&rina, "1", what, key, body).await;
        assert_eq!(
            (again.status, &again.body),
            (answer.status, &answer.body),
            "{what}"
        );
        assert_eq!(again.header("idempotency-replayed"), "true", "{what}");
        let other = at(
            &rina,
            "1",
            what,
            key,
            &json!({ "counted": 1, "kind": "drop", "count_id": 9 }),
        )
        .await;
        assert_eq!(
            (other.status, other.code()),
            (422, "idempotency_key_reused"),
            "{what}"
        );
    }
    assert_eq!(rows(&app), before);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a row for each refusal")]
async fn what_is_refused_of_a_drawer_changes_nothing_and_more_than_is_free_needs_the_owner() {
    let app = spawn_app().await;
    let (rina, waiter) = (app.cashier().await, app.waiter().await);
    let shift = open(&rina, "1", 100_000).await;
    let (moves, counts) = (format!("/{shift}/moves"), format!("/{shift}/counts"));
    let ends = format!("/{shift}/close");
    let before = rows(&app);
    let out = json!({ "kind": "pay_out", "amount": 50_001, "reason": "gas" });
    let look = json!({ "kind": "drawer", "reason": "tukar uang" });
    for (what, body, status, code) in [
        ("", json!({ "counted": 5 }), 409, "shift_open"),
        (
            &*moves,
            json!({ "kind": "pay_out", "amount": 5_000 }),
            422,
            "reason_missing",
        ),
        (
            &moves,
            json!({ "kind": "drop", "amount": 0 }),
            422,
            "unfit_amount",
        ),
        (
            &moves,
            json!({ "kind": "sale", "amount": 5 }),
            400,
            "bad_fields",
        ),
        (&moves, out.clone(), 403, "approval_needed"),
        (&moves, look.clone(), 403, "approval_needed"),
        (&counts, json!({}), 422, "unfit_amount"),
        (
            &counts,
            json!({ "counted": 1, "pieces": [{ "value": 100, "pieces": 1 }] }),
            422,
            "unfit_amount",
        ),
        (&counts, json!({ "pieces": [[100, 1]] }), 400, "bad_fields"),
        (&ends, json!({ "count_id": 1 }), 409, "count_again"),
        (
            "/99/moves",
            json!({ "kind": "drop", "amount": 5 }),
            404,
            "shift_not_found",
        ),
        (
            "/99/counts",
            json!({ "counted": 5 }),
            404,
            "shift_not_found",
        ),
        (
            "/99/close",
            json!({ "count_id": 1 }),
            404,
            "shift_not_found",
        ),
    ] {
        let refused = at(&rina, "1", what, "is-to-be-refused", &body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (status, code),
            "{what} {body}"
        );
        let unnamed = rina.post(&format!("{SHIFTS}{what}"), &body).await;
        assert_eq!(
            (unnamed.status, unnamed.code()),
            (400, "idempotency_key_missing")
        );
        assert_eq!(
            at(&waiter, "1", what, "is-no-till-key", &body).await.status,
            403
        );
    }
    assert_eq!(rows(&app), before);
    for (key, mut body) in [("gas-with-a-pin", out), ("look-with-a-pin", look)] {
        body["approval"] = json!({ "name": "Dewi", "pin": PIN });
        let done = at(&rina, "1", &moves, key, &body).await;
        assert_eq!(
            (done.status, &done.body["approved_by"]),
            (201, &json!("Dewi")),
            "{}",
            done.body
        );
    }
    count(&rina, shift, "count-it-now", &json!({ "counted": 49_999 })).await;
    let out = json!({ "count_id": 1, "handed_over": 50_000 });
    let refused = close(&rina, shift, "more-than-there", &out).await;
    assert_eq!((refused.status, refused.code()), (422, "unfit_amount"));
    assert_eq!(
        close(&rina, shift, "close-it-now", &json!({ "count_id": 1 }))
            .await
            .status,
        200
    );
    for (what, body) in [
        (&moves, json!({ "kind": "drop", "amount": 5 })),
        (&counts, json!({ "counted": 5 })),
        (&ends, json!({ "count_id": 1 })),
    ] {
        let refused = at(&rina, "1", what, "when-it-is-over", &body).await;
        assert_eq!(
            (refused.status, refused.code()),
            (409, "shift_closed"),
            "{what}"
        );
    }
    let owner = app.owner().await;
    let history = owner
        .get("/api/v1/admin/history?about=drawer&limit=20")
        .await
        .body;
    let said = history["changes"].as_array().expect("changes").iter().rev();
    let said: Vec<_> = said
        .filter(|change| change["subject"] == "shift")
        .map(|change| {
            (
                change["field"].clone(),
                change["name"].clone(),
                change["after"].clone(),
            )
        })
        .collect();
    let entry =
        |field: &str, name: &str, after: Option<&str>| (json!(field), json!(name), json!(after));
    assert_eq!(
        said,
        [
            entry("opened", "1", Some("100000")),
            entry("pay_out", "gas", Some("50001")),
            entry("drawer", "tukar uang", None),
            entry("counted", "1", Some("0")),
            entry("closed", "1", Some("0")),
        ]
    );
}

#[tokio::test]
async fn what_is_corrected_and_what_comes_in_twice_counts_in_the_shift_in_which_it_happens() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let first = open(&owner, "1", 50_000).await;
    let mut order = sale(&owner, "1", "paid-by-qris", &json!({ "method": "qris" })).await;
    count(
        &owner,
        first,
        "count-the-first",
        &json!({ "counted": 50_000 }),
    )
    .await;
    let closed = close(&owner, first, "close-the-first", &json!({ "count_id": 1 })).await;
    let z = closed.body["report"].clone();
    let second = open(&owner, "1", 60_000).await;
    for (what, mut body) in [
        (
            "payments/1/corrections",
            json!({ "method": "cash", "reason": "salah ketuk" }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "qris", "amount": 40_000 }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "cash", "amount": 7_000 }),
        ),
        (
            "claims/1/settlement",
            json!({ "method": "cash", "reason": "dobel" }),
        ),
    ] {
        let key = format!("shift-rev-{}", order["rev"]);
        body["expected_rev"] = order["rev"].clone();
        let done = keyed(&owner, &path(&order, what), &key, &body).await;
        assert_eq!(done.status, 200, "{what}: {}", done.body);
        order["rev"] = done.body["rev"].clone();
    }
    let x = report(&owner, second).await;
    // Cash: + 40.000 + 7.000 - 40.000; QRIS: - 40.000 + 40.000. Nothing was sold.
    assert_eq!(int(&x["cash"]["expected"]), 60_000 + 7_000);
    assert_eq!(
        [&x["received"], &x["claims"], &x["sales"]["total"]].map(int),
        [7_000, 7_000, 0]
    );
    assert_eq!(
        [&x["deposits"], &x["rounding"], &x["refunded"]].map(int),
        [0, 0, 0]
    );
    assert_eq!(report(&owner, first).await, z);
    assert_eq!(
        int(&z["methods"][0]["total"]),
        40_000,
        "as it was tapped then"
    );
}
