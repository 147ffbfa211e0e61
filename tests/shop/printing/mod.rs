//! Printing, over real connections to printers that work.

mod failures;

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    money::keyed,
    support::{
        Caller, Mode, NASI_GORENG, Printed, Screen, TestApp, TestPrinter, int, nasi_goreng,
        spawn_app, uid, until,
    },
};

/// A printer as the owner sets it up.
fn spec(name: &str, printer: &TestPrinter, papers: &[&str]) -> Value {
    json!({
        "name": name, "way": "net", "address": printer.address.to_string(), "width": "576", "prints": "text",
        "cuts": true, "opens_drawer": papers.contains(&"receipt"), "beeps": true, "papers": papers, "stations": [],
    })
}

async fn set_up(owner: &Caller, name: &str, printer: &TestPrinter, papers: &[&str]) -> i64 {
    let added = owner
        .post("/api/v1/admin/printers", &spec(name, printer, papers))
        .await;
    assert_eq!(added.status, 201, "{}", added.body);
    int(&added.body["id"])
}

/// The same, tried out: the shop knows that it answers.
async fn set_up_and_test(
    owner: &Caller,
    name: &str,
    printer: &TestPrinter,
    papers: &[&str],
) -> i64 {
    let id = set_up(owner, name, printer, papers).await;
    let path = format!("/api/v1/admin/printers/{id}/test");
    let tried = owner.post(&path, &json!({})).await;
    assert_eq!(tried.body, json!({ "state": "confirmed", "reason": null }));
    id
}

async fn jobs(by: &Caller) -> Vec<Value> {
    let open = by.get("/api/v1/admin/print-jobs").await.body;
    open["jobs"].as_array().expect("jobs").clone()
}

/// What is open, once it is so.
async fn until_jobs(by: &Caller, it_is_so: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let waiting = async {
        loop {
            let open = jobs(by).await;
            if it_is_so(&open) {
                return open;
            }
            tokio::task::yield_now().await;
        }
    };
    let open = tokio::time::timeout(Duration::from_secs(20), waiting).await;
    open.expect("what is not done becomes so")
}

async fn decide(by: &Caller, act: &str, jobs: &[i64], printer: Option<i64>) -> Vec<Value> {
    let body = json!({ "act": act, "jobs": jobs, "printer": printer });
    let open = by.post("/api/v1/admin/print-jobs", &body).await;
    assert_eq!(open.status, 200, "{}", open.body);
    open.body["jobs"].as_array().expect("jobs").clone()
}

/// The next update in which it is so of a printer.
async fn until_told(till: &mut Screen, printer: i64, it_is_so: impl Fn(&Value) -> bool) -> Value {
    loop {
        let heard = till.hears_anything().await;
        if heard["type"] != "print_update" {
            continue;
        }
        let printers = heard["data"]["printers"].as_array().expect("printers");
        let of = printers.iter().find(|each| each["printer"] == printer);
        let of = of.expect("the printer").clone();
        if it_is_so(&of) {
            return of;
        }
    }
}

/// An order that is paid in cash, and is in the kitchen by then.
async fn paid(cashier: &Caller) -> Value {
    let order = cashier.order_of(&nasi_goreng()).await;
    let path = format!("/api/v1/admin/orders/{}/payments", uid(&order));
    let body = json!({ "method": "cash", "tendered": 50_000, "expected_rev": 1 });
    let key = format!("payment-of-{}", uid(&order));
    // Twice: an answer that was lost is asked for again.
    for _ in 0..2 {
        let taken = keyed(cashier, &path, &key, &body).await;
        assert_eq!(taken.status, 200, "{}", taken.body);
    }
    order
}

fn number(order: &Value) -> &str {
    order["number"].as_str().expect("a number")
}

/// What the kitchen gets of an order: no sum is on it.
fn tickets(printer: &TestPrinter, order: &Value) -> Vec<String> {
    let mut papers = printer.with(number(order));
    papers.retain(|paper| !paper.contains("TOTAL"));
    papers
}

#[tokio::test]
async fn a_payment_prints_one_receipt_one_ticket_and_opens_the_drawer_once() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let before = paid(&cashier).await;
    let printer = TestPrinter::on().await;
    let id = set_up_and_test(&owner, "Kasir", &printer, &["kitchen", "receipt", "bill"]).await;
    let mut till = cashier.listen("/ws?room=cashier").await;
    let order = paid(&cashier).await;
    until_told(&mut till, id, |now| {
        now["waiting"] == 0 && now["state"] == "ready"
    })
    .await;
    until(|| printer.with(number(&order)).len() >= 2).await;
    // What comes after it shows that nothing more came of it.
    let print = format!("/api/v1/admin/orders/{}/print", uid(&order));
    let again = cashier.post(&print, &json!({ "kind": "receipt" })).await;
    assert_eq!(again.status, 200, "{}", again.body);
    until(|| !printer.with("SALINAN 2").is_empty()).await;
    let receipts = printer.with("TOTAL");
    assert_eq!(receipts.len(), 2, "{receipts:#?}");
    assert!(receipts[0].contains("50.000") && !receipts[0].contains("SALINAN"));
    let tickets = tickets(&printer, &order);
    assert_eq!(tickets.len(), 1, "{tickets:#?}");
    assert!(tickets[0].contains("1 Nasi Goreng"), "{tickets:#?}");
    assert_eq!(printer.pulses(), 1);
    assert!(
        printer.with(number(&before)).is_empty(),
        "from before it was there"
    );
    until_jobs(&cashier, <[Value]>::is_empty).await;
    let history = owner.get("/api/v1/admin/history?about=shop").await.body;
    let copy = &history["changes"][0];
    assert_eq!(
        (
            &copy["subject"],
            &copy["by"],
            &copy["name"],
            &copy["field"],
            &copy["after"]
        ),
        (
            &json!("printer"),
            &json!("Rina"),
            &order["number"],
            &json!("receipt"),
            &json!("2")
        )
    );
    let listed = owner.get("/api/v1/admin/printers").await.body;
    assert_eq!(listed["printers"][0]["answers"], true);
}

#[tokio::test]
async fn each_station_gets_its_own_ticket_of_each_round_and_hears_what_is_taken_off() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let (kitchen, bar) = (TestPrinter::on().await, TestPrinter::on().await);
    let menu = owner.get("/api/v1/admin/menu").await.body;
    let categories = menu["categories"].as_array().expect("categories");
    let bars = categories.iter().find(|each| each["station"] == "bar");
    let drink = bars.expect("drinks")["items"][0].clone();
    for (name, printer, station) in [("Dapur", &kitchen, "dapur"), ("Bar", &bar, "BAR")] {
        let mut spec = spec(name, printer, &["kitchen"]);
        spec["stations"] = json!([station]);
        let added = owner.post("/api/v1/admin/printers", &spec).await;
        assert_eq!(added.status, 201, "{}", added.body);
    }
    let mut wanted = nasi_goreng();
    wanted["items"] = json!([
        { "menu_item_id": NASI_GORENG, "quantity": 2 },
        { "menu_item_id": drink["id"], "quantity": 1 },
    ]);
    wanted["to_kitchen"] = json!(true);
    let order = cashier.order_of(&wanted).await;
    until(|| kitchen.printed().len() == 1 && bar.printed().len() == 1).await;
    let path = |what: &str| format!("/api/v1/admin/orders/{}{what}", uid(&order));
    let round =
        json!({ "items": [{ "menu_item_id": NASI_GORENG, "quantity": 1 }], "expected_rev": 1 });
    let added = keyed(&cashier, &path("/lines"), "one-more-round", &round).await;
    assert_eq!(added.status, 200, "{}", added.body);
    until(|| kitchen.printed().len() == 2).await;
    app.set(json!({ "approvals": { "void": false } })).await;
    let void = json!({ "reason": "salah pesan", "expected_rev": 2 });
    let voided = keyed(&cashier, &path("/lines/1/void"), "the-first-line", &void).await;
    assert_eq!(voided.status, 200, "{}", voided.body);
    until(|| kitchen.printed().len() == 3).await;
    let tickets = kitchen.printed();
    assert!(tickets[0].text.contains("2 Nasi Goreng"), "{tickets:#?}");
    assert!(tickets[1].text.contains("TAMBAHAN"), "{tickets:#?}");
    assert!(tickets[2].text.contains("BATAL"), "{tickets:#?}");
    assert!(
        tickets.iter().all(|ticket| !ticket.text.contains("20.000")),
        "{tickets:#?}"
    );
    let drinks = bar.printed();
    assert_eq!(drinks.len(), 1, "{drinks:#?}");
    assert!(!drinks[0].text.contains("Nasi Goreng"), "{drinks:#?}");
}

#[tokio::test]
async fn a_dead_printer_holds_up_no_order_and_no_other_printer_and_its_jobs_can_be_moved() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let (dead, well) = (TestPrinter::on().await, TestPrinter::on().await);
    dead.turn(Mode::Refuses).await;
    let dead_id = set_up(&owner, "Dapur", &dead, &["kitchen"]).await;
    let well_id = set_up_and_test(&owner, "Kasir", &well, &["receipt"]).await;
    let mut till = cashier.listen("/ws?room=cashier").await;
    let orders = [
        paid(&cashier).await,
        paid(&cashier).await,
        paid(&cashier).await,
    ];
    until(|| {
        orders
            .iter()
            .all(|order| !well.with(number(order)).is_empty())
    })
    .await;
    let told = until_told(&mut till, dead_id, |now| now["reason"] == "unreachable").await;
    assert_eq!(told["state"], "trouble");
    let mut waiting = jobs(&cashier).await;
    waiting.retain(|job| job["printer_id"] == dead_id);
    let told: Vec<_> = waiting.iter().map(|job| &job["number"]).collect();
    assert_eq!(
        told,
        orders
            .iter()
            .map(|order| &order["number"])
            .collect::<Vec<_>>()
    );
    let ids: Vec<i64> = waiting.iter().map(|job| int(&job["id"])).collect();
    decide(&cashier, "drop", &ids[..1], None).await;
    decide(&cashier, "move", &ids[1..], Some(well_id)).await;
    let moved = || {
        orders[1..]
            .iter()
            .all(|order| tickets(&well, order).len() == 1)
    };
    until(moved).await;
    assert_eq!(tickets(&well, &orders[0]).len(), 0, "it was dropped");
    // Put right: nothing comes twice.
    dead.turn(Mode::Well).await;
    let last = paid(&cashier).await;
    until(|| !dead.with(number(&last)).is_empty()).await;
    assert_eq!(dead.printed().len(), 1, "{:#?}", dead.printed());
    until_jobs(&cashier, <[Value]>::is_empty).await;
    let again = decide(&cashier, "retry", &ids, None).await;
    assert_eq!(again, Vec::<Value>::new(), "all of them have their end");
}

#[tokio::test]
async fn the_day_so_far_is_printed_where_reports_are() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let none = owner.post("/api/v1/admin/today/print", &json!({})).await;
    assert_eq!((none.status, none.code()), (409, "no_printer"));
    let printer = TestPrinter::on().await;
    set_up_and_test(&owner, "Kasir", &printer, &["report"]).await;
    let order = paid(&cashier).await;
    let asked = owner.post("/api/v1/admin/today/print", &json!({})).await;
    assert!(asked.status < 300, "{}", asked.body);
    until_jobs(&cashier, <[Value]>::is_empty).await;
    let total = int(&order["total_amount"]) / 1_000;
    let papers = printer.with(&format!("{total}.000"));
    assert_eq!(papers.len(), 1, "{:#?}", printer.printed());
}

#[tokio::test]
async fn only_a_fit_printer_of_the_shops_own_network_is_set_up_and_none_that_has_work_goes() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let printer = TestPrinter::on().await;
    printer.turn(Mode::Refuses).await;
    let with = |field: &str, value: Value| {
        let mut spec = spec("Dapur", &printer, &["kitchen"]);
        spec[field] = value;
        spec
    };
    for (spec, status, code) in [
        (
            with("address", json!("8.8.8.8:9100")),
            422,
            "printer_elsewhere",
        ),
        (
            with("address", json!("printer.example")),
            422,
            "unfit_printer",
        ),
        (with("name", json!("  ")), 422, "unfit_printer"),
        (
            with("papers", json!(["kitchen", "kitchen"])),
            422,
            "unfit_printer",
        ),
        (with("width", json!("400")), 400, "bad_fields"),
    ] {
        let refused = owner.post("/api/v1/admin/printers", &spec).await;
        assert_eq!((refused.status, refused.code()), (status, code), "{spec}");
    }
    let id = set_up(&owner, "Dapur", &printer, &["kitchen"]).await;
    let twice = owner
        .post("/api/v1/admin/printers", &with("name", json!("dapur")))
        .await;
    assert_eq!((twice.status, twice.code()), (409, "printer_name_taken"));
    paid(&cashier).await;
    let path = format!("/api/v1/admin/printers/{id}");
    let busy = owner.delete(&path).await;
    assert_eq!((busy.status, busy.code()), (409, "printer_has_jobs"));
    let gone = owner.delete(&format!("{path}?drop_jobs=true")).await;
    assert_eq!(gone.body, json!({ "printers": [] }));
    assert_eq!(jobs(&cashier).await, Vec::<Value>::new());
    let order = cashier.order_of(&nasi_goreng()).await;
    let print = format!("/api/v1/admin/orders/{}/print", uid(&order));
    let none = cashier.post(&print, &json!({ "kind": "bill" })).await;
    assert_eq!((none.status, none.code()), (409, "no_printer"));
}

#[tokio::test]
async fn the_drawer_opens_when_cash_moves_in_it_and_once_for_each_request() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let printer = TestPrinter::on().await;
    set_up_and_test(&owner, "Kasir", &printer, &["receipt"]).await;
    let shifts = "/api/v1/admin/shifts";
    let opened = keyed(
        &cashier,
        shifts,
        "open-the-drawer",
        &json!({ "counted": 100_000 }),
    )
    .await;
    let moves = format!("{shifts}/{}/moves", int(&opened.body["id"]));
    until(|| printer.pulses() == 1).await;
    let mut open = json!({ "kind": "drawer", "reason": "Tukar uang" });
    let alone = keyed(&cashier, &moves, "without-a-sale", &open).await;
    assert_eq!((alone.status, alone.code()), (403, "approval_needed"));
    open["approval"] = json!({ "name": "Dewi", "pin": crate::support::PIN });
    for _ in 0..2 {
        let opened = keyed(&cashier, &moves, "without-a-sale", &open).await;
        assert_eq!(opened.status, 201, "{}", opened.body);
    }
    until(|| printer.pulses() == 2).await;
    app.set(json!({ "printing": { "opens_drawer": false } }))
        .await;
    let ice = json!({ "kind": "pay_out", "amount": 5_000, "reason": "es" });
    let out = keyed(&cashier, &moves, "a-bag-of-ice", &ice).await;
    assert_eq!(out.status, 201, "{}", out.body);
    // Who asks for it gets it opened all the same, and what comes after it shows that the ice opened nothing.
    let again = keyed(&cashier, &moves, "once-more-then", &open).await;
    assert_eq!(again.status, 201, "{}", again.body);
    until_jobs(&cashier, <[Value]>::is_empty).await;
    assert_eq!(printer.pulses(), 3);
    printer.turn(Mode::Refuses).await;
    let late = keyed(&cashier, &moves, "while-it-is-off", &open).await;
    assert_eq!(
        late.status, 201,
        "the printer holds up no cash: {}",
        late.body
    );
}

#[tokio::test]
async fn jobs_of_a_week_ago_and_of_the_year_before_are_gone_and_a_guest_is_in_none() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let printer = TestPrinter::on().await;
    set_up_and_test(&owner, "Dapur", &printer, &["kitchen"]).await;
    let order = paid(&cashier).await;
    until(|| printer.with(number(&order)).len() == 1).await;
    printer.turn(Mode::Refuses).await;
    paid(&cashier).await;
    let count = |app: &TestApp| {
        let path = app.folder.path().join("siap.db");
        move || {
            let file = rusqlite::Connection::open(&path).expect("the file");
            let rows = "select count(*), count(*) filter (
                where concat_ws(' ', kind, station, document, reason, print_jobs.by) like '%Rani%') from print_jobs";
            file.query_row(rows, [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })
            .expect("a count")
        }
    };
    // The test page, and two tickets.
    assert_eq!(count(&app)(), (3, 0));
    let week = 7 * 24 * 3_600_000 + 60_000;
    let aged = format!(
        "update print_jobs set wanted_at = wanted_at - {week}, created_at = created_at - {week},
             done_at = done_at - {week};
         with recursive past (i) as (values (1) union all select i + 1 from past where i < 5000)
         insert into print_jobs (printer_id, kind, state, is_open, created_at, wanted_at, done_at)
             select printer_id, kind, 'sent', 0, created_at, wanted_at, done_at - i * 6300000
             from past, print_jobs where print_jobs.id = 1"
    );
    let app = app.reopen_after(&aged).await;
    let count = count(&app);
    until(|| count() == (0, 0)).await;
    assert_eq!(
        printer
            .printed()
            .iter()
            .filter(|each| **each != Printed::default())
            .count(),
        2
    );
}
