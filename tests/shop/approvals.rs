//! Who has to approve what of the money, and what an approval is good for.

use rusqlite::Connection;
use serde_json::json;

use crate::{
    money::{keyed, path},
    support::{PIN, int, nasi_goreng, spawn_app, spawn_limited_app},
};

#[tokio::test]
async fn a_big_discount_needs_the_owners_pin_and_the_pin_opens_nothing_else() {
    let app = spawn_app().await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let order = app.customer().order().await;
    let path = path(&order, "discounts");
    let free =
        json!({ "kind": "percent", "percent_bp": 1_000, "reason": "langganan", "expected_rev": 1 });
    let given = keyed(&cashier, &path, "ten-percent", &free).await;
    assert_eq!(
        (given.status, int(&given.body["total_amount"])),
        (200, 18_000),
        "{}",
        given.body
    );

    let mut big =
        json!({ "kind": "percent", "percent_bp": 9_000, "reason": "keluarga", "expected_rev": 2 });
    let refused = keyed(&cashier, &path, "ninety-percent", &big).await;
    assert_eq!((refused.status, refused.code()), (403, "approval_needed"));
    assert_eq!(refused.body["approvers"], json!(["Dewi"]));
    big["approval"] = json!({ "name": "Rina", "pin": PIN });
    let refused = keyed(&cashier, &path, "ninety-percent", &big).await;
    assert_eq!(
        (refused.status, refused.code()),
        (403, "approval_refused"),
        "a cashier approves nothing"
    );
    big["approval"] = json!({ "name": "Dewi", "pin": "9999" });
    let refused = keyed(&cashier, &path, "ninety-percent", &big).await;
    assert_eq!((refused.status, refused.code()), (403, "approval_refused"));
    big["approval"] = json!({ "name": "Dewi", "pin": PIN });
    let given = keyed(&cashier, &path, "ninety-percent", &big).await;
    assert_eq!(
        (given.status, int(&given.body["total_amount"])),
        (200, 2_000),
        "{}",
        given.body
    );
    let discounts = given.body["discounts"].as_array().expect("discounts");
    assert_eq!(discounts.len(), 1, "it took the place of the other");
    assert_eq!(
        (&discounts[0]["by"], &discounts[0]["approved_by"]),
        (&json!("Rina"), &json!("Dewi"))
    );

    // The approval was for that request: the next one needs its own.
    let free_dish =
        json!({ "kind": "complimentary", "line_id": 1, "reason": "tumpah", "expected_rev": 3 });
    let refused = keyed(&cashier, &path, "a-free-dish", &free_dish).await;
    assert_eq!((refused.status, refused.code()), (403, "approval_needed"));
    let given = keyed(&owner, &path, "a-free-dish", &free_dish).await;
    assert_eq!(
        (given.status, int(&given.body["bill"]["complimentary"])),
        (200, 20_000),
        "{}",
        given.body
    );
    // Neither of the two is signed out, and nothing that was typed is kept.
    assert_eq!(cashier.get("/api/v1/admin/me").await.status, 200);
    let file = Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let kept: i64 = file
        .query_row(
            "select count(*) from idempotency_keys where key = 'ninety-percent'",
            [],
            |row| row.get(0),
        )
        .expect("a count");
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn many_small_discounts_need_the_approval_that_one_big_discount_needs() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let mut dishes = nasi_goreng();
    dishes["items"] =
        json!([{ "menu_item_id": 1, "quantity": 1 }, { "menu_item_id": 1, "quantity": 1 }]);
    let order = app.customer().order_of(&dishes).await;
    let path = path(&order, "discounts");
    let mut off = json!({ "kind": "amount", "amount": 6_000, "line_id": 1, "reason": "promo", "expected_rev": 1 });
    let first = keyed(&cashier, &path, "small-one", &off).await;
    assert_eq!(first.status, 200, "{}", first.body);
    off["line_id"] = json!(2);
    off["expected_rev"] = json!(2);
    let second = keyed(&cashier, &path, "small-two", &off).await;
    assert_eq!((second.status, second.code()), (403, "approval_needed"));
    off["approval"] = json!({ "name": "Dewi", "pin": PIN });
    let second = keyed(&cashier, &path, "small-two", &off).await;
    assert_eq!(second.status, 200, "{}", second.body);

    // What was approved does not count against what is free.
    let rest = json!({ "kind": "amount", "amount": 4_000, "reason": "promo", "expected_rev": 3 });
    let third = keyed(&cashier, &path, "small-three", &rest).await;
    assert_eq!(
        (third.status, int(&third.body["total_amount"])),
        (200, 24_000),
        "{}",
        third.body
    );
}

#[tokio::test]
async fn wrong_approvals_make_approvals_wait_and_no_login() {
    let app = spawn_limited_app().await;
    let cashier = app.cashier().await;
    let order = app.customer().order().await;
    let mut wrong =
        json!({ "kind": "complimentary", "line_id": 1, "reason": "x", "expected_rev": 1 });
    wrong["approval"] = json!({ "name": "Dewi", "pin": "9999" });
    let path = path(&order, "discounts");
    let mut tries = 0;
    let waits = loop {
        let answer = keyed(&cashier, &path, "a-free-dish", &wrong).await;
        if answer.status == 429 {
            break answer;
        }
        tries += 1;
        assert!(tries < 10, "no end: {}", answer.body);
    };
    assert_eq!(waits.code(), "too_many_tries");
    assert_eq!(cashier.get("/api/v1/admin/me").await.status, 200);
    let login = json!({ "name": "Dewi", "pin": PIN, "want": "token" });
    assert_eq!(
        app.customer()
            .post("/api/v1/admin/login", &login)
            .await
            .status,
        200
    );
    assert_eq!(cashier.pay(&order).await.status, 200, "the till goes on");
}
