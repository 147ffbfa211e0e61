//! The owner's reports: figures of days that fit the money, as JSON and as files, and kept once a day is over.

mod kept;

use serde_json::{Value, json};

use crate::{
    doctor::{NOWHERE, doctor},
    export::{rows, texts},
    money::{keyed, path},
    support::{Caller, TestApp, int, nasi_goreng, run, spawn_app, uid},
};

const ROUTE: &str = "/api/v1/admin/report";

async fn report(owner: &Caller, query: &str) -> Value {
    let answer = owner.get(&format!("{ROUTE}{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

async fn send(by: &Caller, order: &Value, what: &str, body: Value) -> Value {
    let key = format!("{what}-{}-{}", &uid(order)[..8], body["expected_rev"]);
    let answer = keyed(by, &path(order, what), &key, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body["rev"].clone()
}

/// An order costs Rp23.210 here, and Rp23.200 in cash. Of four, one is paid in cash, one in part, one has a gift, a
/// discount and a refund, and one is cancelled.
pub(crate) async fn busy() -> TestApp {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after", "bill": {
        "restaurant_tax_bp": 1000, "service_bp": 550, "smallest_coin": "100"
    } }))
    .await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let cash = cashier.order().await;
    send(
        &cashier,
        &cash,
        "payments",
        json!({ "method": "cash", "tendered": 50_000, "expected_rev": 1 }),
    )
    .await;
    let part = cashier.order().await;
    send(
        &cashier,
        &part,
        "payments",
        json!({ "method": "qris", "amount": 10_000, "expected_rev": 1 }),
    )
    .await;

    let mut two = nasi_goreng();
    two["items"][0]["quantity"] = json!(2);
    let line = two["items"][0].clone();
    two["items"] = json!([line, { "menu_item_id": 2, "quantity": 1 }]);
    let mixed = cashier.order_of(&two).await;
    let gift = json!({ "kind": "complimentary", "line_id": 2, "reason": "ulang tahun", "expected_rev": 1 });
    let rev = send(&owner, &mixed, "discounts", gift).await;
    let off = json!({ "kind": "amount", "amount": 5_000, "reason": "promo", "expected_rev": rev });
    let rev = send(&owner, &mixed, "discounts", off).await;
    let rev = send(
        &cashier,
        &mixed,
        "payments",
        json!({ "method": "qris", "expected_rev": rev }),
    )
    .await;
    let cold = json!({ "lines": [{ "line_id": 1, "quantity": 1 }], "method": "cash", "reason": "dingin",
        "expected_rev": rev });
    send(&owner, &mixed, "refunds", cold).await;
    let cancelled = cashier.order().await;
    assert_eq!(
        cashier.set_status(&cancelled, "cancelled").await.status,
        200
    );
    app
}

#[tokio::test]
async fn a_day_is_told_by_its_sums_its_dishes_its_people_and_its_hours() {
    let app = busy().await;
    let owner = app.owner().await;
    let dish = int(&owner.get("/api/v1/menu").await.body["categories"][0]["items"][1]["price"]);
    let report = report(&owner, "").await;
    let sales = &report["sales"];
    // Rp40.000 less Rp5.000; service 5.5 %, then tax 10 %. Half of that went back, and Rp20.000 were sold for cash.
    let (service, tax) = (1_925, 3_693);
    let (back_net, back_service, back_tax) = (17_500, 963, 1_847);
    for (figure, expected) in [
        ("orders", 2),
        ("gross", 60_000 + dish),
        ("complimentary", dish),
        ("order_discounts", 5_000),
        ("refunded_net", back_net),
        ("net", 20_000 + 35_000 - back_net),
        ("service", 1_100 + service - back_service),
        ("tax", 2_110 + tax - back_tax),
        ("deposits_taken", 10_000),
        ("received", 23_200 + 10_000 + 40_618),
        ("cancelled", 1),
        ("refunds", 1),
    ] {
        assert_eq!(int(&sales[figure]), expected, "{figure}: {sales}");
    }
    assert_eq!(
        (int(&report["difference"]), &report["misfits"]),
        (0, &json!([]))
    );
    assert_eq!(
        report["partly_paid"],
        json!({ "orders": 1, "amount": 10_000 })
    );
    let left = int(&sales["received"]) - int(&sales["given_back"]);
    let owed = int(&sales["total"]) + int(&sales["rounding"]) + int(&sales["deposits_taken"]);
    assert_eq!(owed, left, "{sales}");

    let first = &report["dishes"][0];
    assert_eq!(
        [
            &first["sold"],
            &first["given"],
            &first["returned"],
            &first["net"]
        ]
        .map(int),
        [3, 0, 1, int(&sales["net"])]
    );
    assert_eq!((int(&first["share"]), &first["abc"]), (10_000, &json!("A")));
    assert_eq!(int(&report["dishes"][1]["given"]), 1);
    let people = report["people"].as_array().expect("people");
    let person = |name: &str| {
        people
            .iter()
            .find(|row| row["name"] == name)
            .expect("a person")
    };
    let (rina, dewi) = (person("Rina"), person("Dewi"));
    assert_eq!(
        [&rina["orders"], &rina["cancelled"], &rina["discounts"]].map(int),
        [2, 1, 0]
    );
    assert_eq!(
        [&dewi["discounts"], &dewi["complimentary"], &dewi["refunds"]].map(int),
        [5_000, dish, 1]
    );
    let hours = report["hours"].as_array().expect("hours");
    assert_eq!(
        hours.iter().map(|hour| int(&hour["net"])).sum::<i64>(),
        int(&sales["net"])
    );
    assert_eq!(
        (&report["before"], &report["usual"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(int(&report["tables"][0]["visits"]), 2);
    assert_eq!(report["taxes"][0]["tax"], sales["tax"]);
    assert_eq!(report["days"][0]["restaurant_tax"], sales["tax"]);
    assert_eq!(int(&report["restaurant_tax_bp"]), 1_000);
}

#[tokio::test]
async fn the_kitchens_times_are_of_each_station_from_the_order_to_the_last_dish() {
    let app = spawn_app().await;
    let (owner, kitchen) = (app.owner().await, app.kitchen().await);
    let order = owner.order().await;
    owner.pay(&order).await;
    assert_eq!(
        report(&owner, "").await["stations"],
        json!([]),
        "it is not made yet"
    );
    kitchen.set_status(&order, "ready").await;
    // The order was sent ten minutes earlier.
    let app = app
        .reopen_after("update kitchen_times set fired_at = made_at - 600000")
        .await;
    let report = report(&app.owner().await, "").await;
    let station = &report["stations"][0];
    assert_eq!(
        [&station["tickets"], &station["median_s"], &station["p90_s"]].map(int),
        [1, 600, 600]
    );
    assert_eq!(report["kitchen"].as_array().map(Vec::len), Some(1));
}

/// What counts happened so many days ago; the events stay, since the shop does not believe a clock that jumps.
pub(crate) fn days_ago(days: i64) -> String {
    let ms = days * 86_400_000;
    format!(
        "drop trigger payments_stay; drop trigger refunds_stay; delete from day_totals;
         update payments set paid_at = paid_at - {ms}; update refunds set refunded_at = refunded_at - {ms};
         update kitchen_times set fired_at = fired_at - {ms}, made_at = made_at - {ms};
         update orders set created_at = created_at - {ms}, day = date(day, '-{days} days');"
    )
}

#[tokio::test]
async fn a_day_that_is_over_is_kept_and_says_the_same_until_an_order_of_it_changes() {
    let app = busy().await.reopen_after(&days_ago(1)).await;
    let owner = app.owner().await;
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let kept = || -> i64 {
        let count = file.query_row("select count(*) from day_totals", [], |row| row.get(0));
        count.expect("a count")
    };
    let today = app.shop.orders().today().await.expect("a day");
    let span = format!("?from={}&to={}", today.days_before(1), today);
    app.shop.reports().close_days().await.expect("closed");
    assert_eq!(kept(), 1);
    let of_kept = report(&owner, &span).await;
    file.execute("delete from day_totals", []).expect("gone");
    let mut live = report(&owner, &span).await;
    live["seq"] = of_kept["seq"].clone();
    assert_eq!(of_kept, live);
    app.shop.reports().close_days().await.expect("closed");
    // A kept day is what is read.
    file.execute(
        "update day_totals set document = replace(document, 'Rina', 'Sari')",
        [],
    )
    .expect("changed");
    let names = |report: &Value| -> Vec<String> {
        let people = report["people"].as_array().expect("people");
        people
            .iter()
            .map(|row| row["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    assert_eq!(names(&report(&owner, &span).await), ["Dewi", "Sari"]);

    // The rest of the deposit comes in today: the order counts today, and yesterday's sums are made again.
    let part = owner.get("/api/v1/admin/orders?status=active").await.body["orders"].clone();
    let part = part
        .as_array()
        .expect("orders")
        .iter()
        .find(|order| order["payment_status"] == "partially_paid");
    let part = part.expect("an order").clone();
    send(
        &owner,
        &part,
        "payments",
        json!({ "method": "qris", "expected_rev": part["rev"] }),
    )
    .await;
    assert_eq!(kept(), 0);
    let both = report(&owner, &span).await;
    assert_eq!(names(&both), ["Dewi", "Rina"]);
    assert_eq!(
        [&both["sales"]["orders"], &both["difference"]].map(int),
        [3, 0]
    );
    assert_eq!(
        [
            &both["sales"]["deposits_taken"],
            &both["sales"]["deposits_used"]
        ]
        .map(int),
        [10_000, 10_000]
    );
    let days = both["days"].as_array().expect("days");
    assert_eq!(
        days.iter()
            .map(|day| int(&day["orders"]))
            .collect::<Vec<_>>(),
        [2, 1]
    );
}

#[tokio::test]
async fn money_that_does_not_fit_a_bill_is_said_with_the_order_it_is_of() {
    let app = busy()
        .await
        .reopen_after("update order_lines set total = total + 3 where order_id = 1")
        .await;
    let report = report(&app.owner().await, "").await;
    assert_eq!(int(&report["difference"]), 3);
    assert_eq!(report["misfits"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        [
            &report["misfits"][0]["number"],
            &report["misfits"][0]["difference"]
        ],
        [&json!("A-001"), &json!(3)]
    );
}

#[tokio::test]
async fn a_day_is_held_against_its_weekday_and_a_table_is_a_file_in_the_shops_language() {
    let app = busy().await.reopen_after(&days_ago(7)).await;
    let owner = app.owner().await;
    let order = owner.order().await;
    owner.pay(&order).await;
    let report = report(&owner, "").await;
    let before = &report["before"];
    assert_eq!(int(&before["sales"]["orders"]), 2, "{before}");
    let week_ago = app
        .shop
        .orders()
        .today()
        .await
        .expect("a day")
        .days_before(7);
    assert_eq!(before["from"], json!(week_ago));
    let left = int(&before["sales"]["received"]) - int(&before["sales"]["given_back"]);
    assert_eq!(
        [&report["usual"]["days"], &report["usual"]["received"]].map(int),
        [1, left]
    );

    let file = owner
        .get(&format!("{ROUTE}/dishes?from={week_ago}&to=today"))
        .await;
    assert_eq!(file.status, 200, "{}", file.body);
    let text = String::from_utf8(file.bytes.to_vec()).expect("text");
    let dishes = rows(&text);
    assert_eq!(texts(&dishes, "Nama")[0], "Nasi Goreng Kampung");
    assert_eq!(texts(&dishes, "Terjual"), ["4", "0"]);
    assert_eq!(texts(&dishes, "Persen"), ["100,0", "0,0"]);
    assert_eq!(file.header("siap-rows"), "2");
    let name = file.header("content-disposition");
    assert!(
        name.contains("siap-report-dishes-") && name.ends_with(".csv\""),
        "{name}"
    );
    app.set(json!({ "tax": { "npwpd": "P.2.0012345" } })).await;
    let file = owner
        .get(&format!("{ROUTE}/days?from={week_ago}&to={week_ago}"))
        .await;
    let days = rows(std::str::from_utf8(&file.bytes).expect("text"));
    assert_eq!(texts(&days, "NPWPD"), ["P.2.0012345"]);
    let lines = owner.get(&format!("{ROUTE}/sales?format=json")).await;
    let row: Value = serde_json::from_slice(&lines.bytes).expect("a line");
    assert_eq!(row, report["sales"]);
}

#[tokio::test]
async fn days_that_are_none_or_too_many_are_refused() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    for query in [
        "?from=yesterday",
        "?from=2026-2-1",
        "?from=2026-02-02&to=2026-02-01",
        "?from=2024-01-01&to=2026-02-01",
        "/dishes?format=xlsx",
    ] {
        let refused = owner.get(&format!("{ROUTE}{query}")).await;
        assert_eq!(
            (refused.status, refused.code()),
            (400, "bad_query"),
            "{query}"
        );
    }
    assert_eq!(
        owner.get(&format!("{ROUTE}/staff")).await.code(),
        "not_found"
    );
    let empty = report(&owner, "?from=2025-12-01&to=2026-11-30").await;
    assert_eq!(
        (int(&empty["sales"]["orders"]), &empty["sales"]["average"]),
        (0, &Value::Null)
    );
}

#[tokio::test]
async fn a_kept_day_that_is_wrong_is_found_by_doctor_and_added_up_again_by_the_command() {
    let app = busy().await.reopen_after(&days_ago(1)).await;
    app.shop.reports().close_days().await.expect("closed");
    let data = app.folder.path().to_str().expect("text").to_owned();
    let money = async || {
        let found = doctor(app.folder.path(), NOWHERE).await;
        found.about("money").0.to_owned()
    };
    assert_eq!(money().await, "money_fine");
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let other = "update day_totals set document = replace(document, 'Rina', 'Sari')";
    assert_eq!(file.execute(other, []).expect("changed"), 1);
    assert_eq!(money().await, "days_wrong");
    let made = run(&["report", "--remake", "--data", &data], "").await;
    assert_eq!(made.code, Some(0), "{made:?}");
    assert_eq!(money().await, "money_fine");

    let today = app.shop.orders().today().await.expect("a day");
    let day = today.days_before(1).to_string();
    let printed = run(&["report", "--date", &day, "--json", "--data", &data], "").await;
    let printed: Value = serde_json::from_str(&printed.said).expect("JSON");
    let shown = report(&app.owner().await, &format!("?from={day}&to={day}")).await;
    assert_eq!(printed["sales"], shown["sales"]);
    let lines = run(&["report", "--date", &day, "--data", &data], "").await;
    assert!(lines.said.contains("Penjualan bersih"), "{lines:?}");

    let empty = tempfile::tempdir().expect("a folder");
    let nowhere = empty.path().to_str().expect("text");
    let refused = run(&["report", "--remake", "--data", nowhere], "").await;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(!empty.path().join("siap.db").exists(), "no shop is made");
}
