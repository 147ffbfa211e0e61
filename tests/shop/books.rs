//! The books: the parts of a bill stand in every exported file and add up, and `siap doctor` names what does not.

use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    doctor::{NOWHERE, closed_shop, doctor},
    export::{Row, file, rows, texts},
    money::{keyed, path},
    support::{Caller, Executable, int, nasi_goreng, spawn_app, uid},
};

#[tokio::test]
async fn discounts_tax_rounds_and_refunds_stand_in_the_files_and_add_up() {
    let app = spawn_app().await;
    app.set(json!({ "bill": { "restaurant_tax_bp": 1000, "smallest_coin": "100" }, "payment_timing": "after" }))
        .await;
    let owner = app.owner().await;
    let order = owner.order().await;
    let path = |what: &str| format!("/api/v1/admin/orders/{}/{what}", uid(&order));
    let keyed = async |what: &str, key: &str, body: &Value| {
        let answer = owner
            .ask("POST", &path(what), &[("idempotency-key", key)], Some(body))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["rev"].clone()
    };
    let mut items = nasi_goreng()["items"].clone();
    items[0]["quantity"] = json!(2);
    let rev = keyed(
        "lines",
        "one-more-round",
        &json!({ "items": items, "expected_rev": 1 }),
    )
    .await;
    let gift = json!({ "kind": "complimentary", "line_id": 1, "reason": "ulang tahun", "expected_rev": rev });
    let rev = keyed("discounts", "a-free-dish", &gift).await;
    let off = json!({ "kind": "amount", "amount": 3_505, "reason": "promo", "expected_rev": rev });
    let rev = keyed("discounts", "promo-today", &off).await;
    let rev = keyed(
        "payments",
        "all-of-it",
        &json!({ "method": "cash", "expected_rev": rev }),
    )
    .await;
    let cold = json!({ "lines": [{ "line_id": 2, "quantity": 1 }], "method": "cash", "reason": "dingin", "expected_rev": rev });
    keyed("refunds", "one-was-cold", &cold).await;

    let of = async |what: &str| rows(&file(&owner, what).await);
    let (orders, lines) = (of("orders").await, of("lines").await);
    let (payments, refunds) = (of("payments").await, of("refunds").await);
    let number = |row: &Row, column: &str| row[column].parse::<i64>().expect(column);
    let all = |column: &str| lines.iter().map(|line| number(line, column)).sum::<i64>();
    // 20.000 given away, 40.000 - 3.505 = 36.495; tax 3.649,5 goes up.
    assert_eq!(
        [
            "gross",
            "complimentary",
            "line_discounts",
            "order_discount",
            "net",
            "service",
            "tax",
            "total_amount"
        ]
        .map(|column| number(&orders[0], column)),
        [60_000, 20_000, 0, 3_505, 36_495, 0, 3_650, 40_145]
    );
    for (column, of_order) in [("net", "net"), ("tax", "tax"), ("total", "total_amount")] {
        assert_eq!(all(column), number(&orders[0], of_order), "{column}");
    }
    assert_eq!(texts(&lines, "round"), ["1", "2"]);
    assert_eq!(
        (
            number(&payments[0], "amount"),
            number(&payments[0], "rounding")
        ),
        (40_145, -45)
    );
    assert_eq!(texts(&refunds, "reason"), ["dingin"]);
    assert_eq!(
        number(&refunds[0], "amount"),
        number(&orders[0], "refunded_amount")
    );
    assert_eq!(
        number(&refunds[0], "net") + number(&refunds[0], "tax"),
        number(&refunds[0], "amount")
    );
}

async fn pay_and_refund_one_of_two_checks(owner: &Caller) {
    let order = owner.order().await;
    let half = json!({ "portions": [{ "line_id": 1, "numerator": 1, "denominator": 2 }] });
    let halves = json!({ "checks": [half, half], "expected_rev": 1 });
    let made = owner.put(&path(&order, "checks"), &halves).await;
    assert_eq!(made.status, 200, "{}", made.body);
    let first = json!({ "check_id": 1, "method": "card", "expected_rev": 2 });
    let paid = keyed(owner, &path(&order, "payments"), "one-of-two", &first).await;
    let back = json!({ "check_id": 1, "amount": 1_000, "method": "card", "reason": "lama",
        "expected_rev": paid.body["rev"] });
    let back = keyed(owner, &path(&order, "refunds"), "some-of-one", &back).await;
    assert_eq!(back.status, 200, "{}", back.body);
}

/// Corrects its payment, and takes money for it twice more, of which some is given back.
async fn correct_and_claim(owner: &Caller, order: &Value, mut rev: Value) {
    for (what, mut body) in [
        (
            "payments/1/corrections",
            json!({ "method": "qris", "reason": "salah ketuk" }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "qris", "amount": 20_000 }),
        ),
        (
            "claims",
            json!({ "cause": "double", "method": "qris", "amount": 5_000 }),
        ),
        (
            "claims/1/settlement",
            json!({ "method": "cash", "reason": "dobel" }),
        ),
    ] {
        let key = format!("books-rev-{rev}");
        body["expected_rev"] = rev;
        let done = keyed(owner, &path(order, what), &key, &body).await;
        assert_eq!(done.status, 200, "{what}: {}", done.body);
        rev = done.body["rev"].clone();
    }
}

/// What breaks each rule of the books.
const BREAKS: &[(&str, &str)] = &[
    (
        "parts_of_lines",
        "update order_lines set net = net - 1 where order_id = 1",
    ),
    (
        "parts_of_lines",
        "update order_lines set tax = tax + 1 where order_id = 1",
    ),
    (
        "total_of_order",
        "update orders set total_amount = total_amount + 1 where id = 1",
    ),
    (
        "payments_of_order",
        "update payments set amount = amount + 1, tendered = tendered + 1",
    ),
    (
        "payments_of_order",
        "update orders set payment_status = 'paid' where id = 2;
         update payments set amount = amount - 1, tendered = tendered - 1",
    ),
    (
        "paid_without_payment",
        "update orders set payment_status = 'paid' where id = 1",
    ),
    (
        "cash_of_payments",
        "update payments set method = 'card', rounding = 1, amount = amount - 1",
    ),
    (
        "dish_or_fee",
        "update order_lines set fee = 'packaging' where order_id = 1",
    ),
    ("paid_in_app", "update payments set method = 'app'"),
    ("refunds_of_order", "update refunds set amount = amount + 1"),
    (
        "refunds_of_order",
        "update orders set payment_status = 'partially_refunded' where id = 2",
    ),
    ("refunds_of_order", "update refund_lines set quantity = 2"),
    (
        "merged_orders",
        "update orders set merged_into_uid = (select uid from orders where id = 2), merged_into_number = 'C-002'
         where id = 1",
    ),
    (
        "checks_of_order",
        "update checks set total = total - 1 where id = 2",
    ),
    (
        "checks_of_order",
        "update checks set gross = gross + 1 where id = 1",
    ),
    (
        "checks_of_order",
        "update check_lines set total = total - 1 where check_id = 2",
    ),
    (
        "money_of_checks",
        "update payments set check_id = null where check_id = 1",
    ),
    (
        "money_of_checks",
        "update payments set check_id = 9 where check_id = 1",
    ),
    ("money_of_checks", "update checks set removed_at = 1"),
    (
        "money_of_checks",
        "update refunds set check_id = 2 where check_id = 1",
    ),
    (
        "corrections_of_payments",
        "update payment_corrections set method_from = 'card'",
    ),
    (
        "corrections_of_payments",
        "update payment_corrections set received_to = received_to - 1",
    ),
    (
        "claims_given_back",
        "update claim_settlements set amount = amount - 1",
    ),
    ("owed_back", "update orders set owes_back = 0"),
    ("owed_back", "update orders set owes_back = 1 where id = 1"),
    (
        "sales_of_order",
        "update sales set tax = tax + 1, net = net - 1",
    ),
    ("sales_of_order", "delete from sales"),
    ("numbers_of_shifts", "update shifts set z_number = 2"),
    ("reports_of_shifts", "update shifts set expected = expected + 1"),
    ("reports_of_shifts", "update shifts set opening = opening + 1"),
    (
        "reports_of_shifts",
        "update shifts set z = json_set(z, '$.sales.tax', 7)",
    ),
    (
        "reports_of_shifts",
        "update cash_moves set amount = amount - 1",
    ),
    (
        "reports_of_shifts",
        "update payments set shift_id = null where method = 'card'",
    ),
    (
        "reports_of_shifts",
        "update order_lines set void_shift_id = 1, void_reason = 'x', voided_by = 'x', voided_at = 1 where order_id = 2",
    ),
];

/// Opens the drawer; what it answers is the shift.
async fn open_drawer(owner: &Caller) -> i64 {
    let float = json!({ "counted": 100_000 });
    let opened = keyed(owner, "/api/v1/admin/shifts", "open-drawer", &float).await;
    let shift = int(&opened.body["id"]);
    let out = json!({ "kind": "pay_out", "amount": 5_000, "reason": "es" });
    let moves = format!("/api/v1/admin/shifts/{shift}/moves");
    assert_eq!(keyed(owner, &moves, "pay-for-ice", &out).await.status, 201);
    shift
}

async fn close_drawer(owner: &Caller, shift: i64) {
    let path = |what: &str| format!("/api/v1/admin/shifts/{shift}/{what}");
    let counted = json!({ "counted": 90_000 });
    let counted = keyed(owner, &path("counts"), "count-drawer", &counted).await;
    assert_eq!(counted.status, 201, "{}", counted.body);
    let why = json!({ "count_id": 1, "reason": "lupa" });
    let closed = keyed(owner, &path("close"), "close-drawer", &why).await;
    assert_eq!(closed.status, 200, "{}", closed.body);
}

#[tokio::test]
async fn money_that_does_not_add_up_is_found_by_the_rule_it_breaks() {
    let folder = closed_shop().await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    let shift = open_drawer(&owner).await;
    let order = owner.order().await;
    let paid = owner.pay(&order).await.body;
    let back = json!({ "lines": [{ "line_id": 1, "quantity": 1 }], "method": "cash", "reason": "basi",
        "expected_rev": paid["rev"] });
    let path = format!(
        "/api/v1/admin/orders/{}/refunds",
        order["uid"].as_str().expect("a uid")
    );
    let back = owner
        .ask(
            "POST",
            &path,
            &[("idempotency-key", "give-back")],
            Some(&back),
        )
        .await;
    assert_eq!(back.status, 200, "{}", back.body);
    pay_and_refund_one_of_two_checks(&owner).await;
    correct_and_claim(&owner, &order, back.body["rev"].clone()).await;
    close_drawer(&owner, shift).await;
    assert_eq!(shop.end("-TERM").await, Some(0));
    assert_eq!(
        doctor(folder.path(), NOWHERE).await.about("money").0,
        "money_fine"
    );
    let file = Connection::open(folder.path().join("siap.db")).expect("the file");
    let triggers =
        "select 'drop trigger ' || name from sqlite_schema where type = 'trigger' and tbl_name in
        ('payments', 'refunds', 'refund_lines', 'checks', 'check_lines', 'sales', 'shifts', 'cash_moves',
         'order_lines', 'payment_corrections', 'claims',
         'claim_settlements')";
    let mut list = file.prepare(triggers).expect("a question");
    let drops = list.query_map([], |row| row.get(0)).expect("triggers");
    let drops: Vec<String> = drops.map(|drop| drop.expect("a trigger")).collect();
    file.execute_batch(&drops.join(";")).expect("no trigger");
    for (rule, change) in BREAKS {
        let copy = tempfile::tempdir().expect("a folder");
        std::fs::set_permissions(copy.path(), std::fs::Permissions::from_mode(0o700))
            .expect("a mode");
        let path = copy.path().join("siap.db");
        file.execute("vacuum into ?1", [path.to_str().expect("text")])
            .expect("a copy");
        Connection::open(&path)
            .and_then(|copy| copy.execute_batch(change))
            .expect(change);
        let found = doctor(copy.path(), NOWHERE).await;
        assert_eq!(found.about("money").0, "money_wrong", "{change}");
        assert!(found.0.to_string().contains(rule), "{change}: {}", found.0);
    }
}
