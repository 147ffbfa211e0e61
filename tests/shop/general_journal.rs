//! The general journal: it has the report's money and what lies in the drawers, balances, and is the same from the
//! route and from the command.

mod made_up;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    export::{Row, rows, texts},
    money::keyed,
    reports::{busy, days_ago},
    support::{Caller, int, run, spawn_app},
};

const ROUTE: &str = "/api/v1/admin/books";

async fn file(owner: &Caller, query: &str) -> String {
    let answer = owner.get(&format!("{ROUTE}{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    String::from_utf8(answer.bytes.to_vec()).expect("text")
}

/// Debits less credits of each account, by its code.
fn balances(journal: &[Row]) -> BTreeMap<&str, i64> {
    let mut balances = BTreeMap::new();
    for row in journal {
        let side = |column: &str| row[column].parse::<i64>().expect("rupiah");
        let balance = side("Debit") - side("Kredit");
        *balances.entry(row["Kode akun"].as_str()).or_default() += balance;
    }
    balances
}

#[tokio::test]
async fn a_day_that_is_over_is_an_entry_with_the_reports_money_by_route_and_by_command() {
    let app = busy().await;
    let owner = app.owner().await;
    assert_eq!(rows(&file(&owner, "").await), [], "the day still goes on");
    let app = app.reopen_after(&days_ago(1)).await;
    app.set(json!({ "books": { "cash": "101 Kas kecil" } }))
        .await;
    let owner = app.owner().await;
    let today = app.shop.orders().today().await.expect("a day");
    let day = today.days_before(1).to_string();
    let shown = owner
        .get(&format!("/api/v1/admin/report?from={day}&to={day}"))
        .await
        .body;
    let sales = |figure: &str| int(&shown["sales"][figure]);

    let written = file(&owner, &format!("?from={day}&to=today")).await;
    let journal = rows(&written);
    let entry = format!("SIAP-{day}");
    assert!(
        texts(&journal, "Nomor jurnal")
            .iter()
            .all(|it| *it == entry)
    );
    let cash = journal.iter().find(|row| row["Kode akun"] == "101");
    assert_eq!(cash.expect("cash")["Akun"], "Kas kecil");
    let stayed = |method: &str| {
        let methods = shown["methods"].as_array().expect("methods");
        let row = methods.iter().find(|row| row["method"] == method);
        int(&row.expect("a method")["total"])
    };
    let expected = BTreeMap::from([
        ("101", stayed("cash")),
        ("1-10110", stayed("qris")),
        ("4-40100", sales("order_discounts")),
        ("4-40101", sales("complimentary")),
        ("4-40200", sales("refunded_net")),
        ("4-40000", -sales("gross")),
        ("4-40300", -sales("service")),
        ("2-20599", -sales("tax")),
        ("7-70003", -sales("rounding")),
        ("2-20203", -sales("deposits_taken")),
    ]);
    assert_eq!(balances(&journal), expected, "{written}");
    assert_eq!(expected.values().sum::<i64>(), 0);

    let lines = file(&owner, &format!("?from={day}&to={day}&format=json")).await;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), journal.len());
    let tax = lines.iter().find(|line| line["about"] == "restaurant_tax");
    assert_eq!(int(&tax.expect("tax")["credit"]), sales("tax"));

    // Invoices of the same money, one for each method.
    let invoices = file(&owner, &format!("?from={day}&to={day}&format=jurnal")).await;
    let mut reader = csv::Reader::from_reader(invoices.as_bytes());
    let invoices_read: Vec<Row> = reader
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("rows");
    let mut paid: BTreeMap<&str, i64> = BTreeMap::new();
    for row in &invoices_read {
        let price: i64 = row["*UnitPrice"].parse().expect("rupiah");
        *paid.entry(&row["#PaidToAccountCode"]).or_default() += price;
    }
    let came_in = BTreeMap::from([("101", stayed("cash")), ("1-10110", stayed("qris"))]);
    assert_eq!(paid, came_in, "{invoices}");
    let first = &invoices_read[0];
    assert_eq!(first["*InvoiceNumber"], format!("{entry}-CASH"));
    let slashed = [&day[8..], &day[5..7], &day[..4]].join("/");
    assert_eq!(first["*InvoiceDate"], slashed);
    assert_eq!(
        [&first["#paid?(yes/no)"], &first["*Quantity"]],
        ["yes", "1"]
    );

    let data = app.folder.path().to_str().expect("text").to_owned();
    let command = async |more: &[&str]| {
        let export = ["export", "books", "--data", &data];
        run(&[&export, more].concat(), "").await
    };
    for days in [&["--from", &day, "--to", &day][..], &[]] {
        let printed = command(days).await;
        assert_eq!(
            (printed.code, &printed.said),
            (Some(0), &written),
            "{printed:?}"
        );
    }
    let printed = command(&["--format", "jurnal"]).await;
    assert_eq!(printed.said, invoices);
    let orders = ["export", "orders", "--format", "jurnal", "--data", &data];
    assert_eq!(run(&orders, "").await.code, Some(1));
    let refused = command(&["--from", "2026-02-02", "--to", "2026-02-01"]).await;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    let cashier = app.cashier().await.get(ROUTE).await;
    assert_eq!((cashier.status, cashier.code()), (403, "forbidden"));
}

#[tokio::test]
async fn after_a_count_the_cash_of_the_books_is_what_lies_in_the_drawer() {
    let app = spawn_app().await;
    let cashier = app.cashier().await;
    let at = async |path: &str, body: Value| {
        let route = format!("/api/v1/admin/shifts{path}");
        let what = body["kind"].as_str().unwrap_or("count");
        let key = format!("drawer{}-{what}", path.replace('/', "-"));
        let answer = keyed(&cashier, &route, &key, &body).await;
        assert!([200, 201].contains(&answer.status), "{}", answer.body);
        answer.body
    };
    let shift = int(&at("", json!({ "counted": 100_000 })).await["id"]);
    let order = cashier.order().await;
    assert_eq!(cashier.pay(&order).await.status, 200);
    let sold = int(&order["total_amount"]);
    let moves = format!("/{shift}/moves");
    at(
        &moves,
        json!({ "kind": "pay_out", "amount": 30_000, "reason": "es" }),
    )
    .await;
    at(
        &moves,
        json!({ "kind": "pay_in", "amount": 5_000, "reason": "receh" }),
    )
    .await;
    at(&moves, json!({ "kind": "drop", "amount": 10_000 })).await;
    let counted = 65_000 + sold - 500;
    let count = at(&format!("/{shift}/counts"), json!({ "counted": counted })).await;
    let close = json!({ "count_id": count["id"], "reason": "kurang", "handed_over": 40_000 });
    let closed = at(&format!("/{shift}/close"), close).await;
    let left = int(&closed["closing"]["left"]);
    assert_eq!(left, counted - 40_000);

    let shifted =
        "drop trigger shifts_stay; drop trigger shifts_are_numbered; drop trigger cash_moves_stay;
        update shifts set opened_at = opened_at - 86400000, closed_at = closed_at - 86400000;
        update cash_moves set moved_at = moved_at - 86400000;";
    let app = app
        .reopen_after(&[days_ago(1).as_str(), shifted].concat())
        .await;
    let today = app.shop.orders().today().await.expect("a day");
    let day = today.days_before(1);
    let owner = app.owner().await;
    let written = file(&owner, &format!("?from={day}&to={day}")).await;
    let journal = rows(&written);
    let expected = BTreeMap::from([
        ("1-10001", left),
        ("1-10004", 10_000 + 40_000 - 100_000 - 5_000),
        ("6-60100", 30_000),
        ("8-80999", 500),
        ("4-40000", -sold),
    ]);
    assert_eq!(balances(&journal), expected, "{written}");
    let ice = journal.iter().find(|row| row["Kode akun"] == "6-60100");
    let ice = ice.expect("a posting");
    assert_eq!(
        (&*ice["Nomor jurnal"], &*ice["Catatan"]),
        (&*format!("SIAP-{day}-DRAWER"), "es")
    );
}
