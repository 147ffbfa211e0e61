//! Printers that fail: without paper, silent, replaced, and cut off in the middle by their own or the shop's end.

use serde_json::{Value, json};

use super::{
    decide, jobs, number, paid, set_up, set_up_and_test, spec, tickets, until_jobs, until_told,
};
use crate::support::{Executable, Mode, TestPrinter, hire, int, spawn_app, until};

#[tokio::test]
async fn what_broke_in_the_middle_is_a_marked_ticket_and_a_receipt_that_a_person_decides_about() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let printer = TestPrinter::on().await;
    let id = set_up_and_test(&owner, "Kasir", &printer, &["kitchen", "receipt"]).await;
    let mut till = cashier.listen("/ws?room=cashier").await;
    printer.turn(Mode::ClosesInTheMiddle).await;
    let order = paid(&cashier).await;
    let told = until_told(&mut till, id, |now| now["asks"] == 1).await;
    assert_eq!(told["name"], "Kasir");
    let broken = until_jobs(&cashier, |jobs| {
        jobs.iter()
            .any(|job| job["repeats"] == 1 && job["state"] == "waiting")
    });
    let broken = broken.await;
    let asked = broken.iter().find(|job| job["state"] == "unknown");
    let asked = asked.expect("the receipt");
    assert_eq!(
        (&asked["kind"], &asked["reason"], &asked["number"]),
        (&json!("receipt"), &json!("interrupted"), &order["number"])
    );
    printer.turn(Mode::Well).await;
    until(|| !printer.with("MUNGKIN DOBEL").is_empty()).await;
    until_told(&mut till, id, |now| {
        now["waiting"] == 0 && now["state"] == "ready"
    })
    .await;
    assert!(printer.with("TOTAL").is_empty(), "no receipt by itself");
    decide(&cashier, "retry", &[int(&asked["id"])], None).await;
    until(|| printer.with("TOTAL").len() == 1).await;
    assert!(printer.with("TOTAL")[0].contains("MUNGKIN DOBEL"));
    assert_eq!(printer.pulses(), 1, "the drawer at most once");
}

// 12 seconds: a printer that is silent is given two for each look, and there are three troubles.
#[tokio::test]
async fn one_without_paper_or_open_or_silent_is_sent_nothing_until_it_is_well() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let printer = TestPrinter::on().await;
    let id = set_up_and_test(&owner, "Dapur", &printer, &["kitchen"]).await;
    let mut till = cashier.listen("/ws?room=cashier").await;
    let pages = printer.printed().len();
    let mut orders = Vec::new();
    for (mode, reason) in [
        (Mode::NoPaper, "no_paper"),
        (Mode::CoverOpen, "cover_open"),
        (Mode::NeverReads, "silent"),
    ] {
        printer.turn(mode).await;
        orders.push(paid(&cashier).await);
        until_told(&mut till, id, |now| now["reason"] == reason).await;
        assert_eq!(printer.printed().len(), pages, "{mode:?}");
    }
    printer.turn(Mode::Well).await;
    until(|| printer.printed().len() == pages + 3).await;
    let told = until_told(&mut till, id, |now| now["waiting"] == 0).await;
    assert_eq!(told["reason"], Value::Null);
    for order in &orders {
        let tickets = printer.with(number(order));
        assert_eq!(tickets.len(), 1, "{tickets:#?}");
        assert!(!tickets[0].contains("MUNGKIN DOBEL"), "{tickets:#?}");
    }
}

#[tokio::test]
async fn one_that_never_answers_is_sent_all_and_believed() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let printer = TestPrinter::on().await;
    printer.turn(Mode::NoAnswers).await;
    let id = set_up(&owner, "Dapur", &printer, &["kitchen"]).await;
    let path = format!("/api/v1/admin/printers/{id}/test");
    let tried = owner.post(&path, &json!({})).await;
    assert_eq!(tried.body, json!({ "state": "sent", "reason": null }));
    let listed = owner.get("/api/v1/admin/printers").await.body;
    assert_eq!(listed["printers"][0]["answers"], false);
    let orders = [paid(&cashier).await, paid(&cashier).await];
    until(|| {
        orders
            .iter()
            .all(|order| printer.with(number(order)).len() == 1)
    })
    .await;
    // Put right, or another one in its place: what was learned of it is tried out, too.
    printer.turn(Mode::Well).await;
    let tried = owner.post(&path, &json!({})).await;
    assert_eq!(tried.body, json!({ "state": "confirmed", "reason": null }));
    let listed = owner.get("/api/v1/admin/printers").await.body;
    assert_eq!(listed["printers"][0]["answers"], true);
}

#[tokio::test]
async fn three_tickets_that_wait_fit_the_narrow_printer_that_takes_the_place_of_a_wide_one() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let (wide, narrow) = (TestPrinter::on().await, TestPrinter::on().await);
    wide.turn(Mode::Refuses).await;
    let id = set_up(&owner, "Dapur", &wide, &["kitchen"]).await;
    let orders = [
        paid(&cashier).await,
        paid(&cashier).await,
        paid(&cashier).await,
    ];
    let mut other = spec("Dapur", &narrow, &["kitchen"]);
    other["width"] = json!("384");
    let changed = owner
        .put(&format!("/api/v1/admin/printers/{id}"), &other)
        .await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(changed.body["printers"][0]["width"], "384");
    // At once, without a retry: another printer is another chance.
    until(|| {
        orders
            .iter()
            .all(|order| narrow.with(number(order)).len() == 1)
    })
    .await;
    for ticket in narrow.printed() {
        let longest = ticket.text.lines().map(str::len).max();
        assert!(longest <= Some(32), "{ticket:#?}");
    }
}

#[tokio::test]
async fn after_a_kill_between_commit_and_answer_a_ticket_comes_marked_and_a_receipt_is_asked_about()
{
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let (owner, mut cashier) = (
        shop.customer().logged_in("Dewi").await,
        shop.customer().logged_in("Rina").await,
    );
    let (kitchen, till) = (TestPrinter::on().await, TestPrinter::on().await);
    set_up_and_test(&owner, "Dapur", &kitchen, &["kitchen"]).await;
    set_up_and_test(&owner, "Kasir", &till, &["receipt"]).await;
    for printer in [&kitchen, &till] {
        printer.turn(Mode::NeverConfirms).await;
    }
    let order = paid(&cashier).await;
    until(|| kitchen.with(number(&order)).len() == 1 && till.with(number(&order)).len() == 1).await;
    shop.kill().await;
    for printer in [&kitchen, &till] {
        printer.turn(Mode::Well).await;
    }
    let shop = Executable::start(folder.path()).await;
    cashier.address = shop.address;
    until(|| kitchen.with(number(&order)).len() == 2).await;
    assert!(kitchen.with(number(&order))[1].contains("MUNGKIN DOBEL"));
    // What comes after it shows that the receipt was not printed again.
    let next = paid(&cashier).await;
    until(|| till.with(number(&next)).len() == 1).await;
    assert_eq!(till.with(number(&order)).len(), 1);
    assert_eq!(till.pulses(), 2, "one for each sale");
    let mut asked = jobs(&cashier).await;
    asked.retain(|job| job["number"] == order["number"]);
    assert_eq!(
        (
            asked.len(),
            &asked[0]["kind"],
            &asked[0]["state"],
            &asked[0]["reason"]
        ),
        (1, &json!("receipt"), &json!("unknown"), &json!("stopped"))
    );
    shop.kill().await;
}

#[tokio::test]
async fn what_waits_goes_over_to_another_printer_and_comes_there_once() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let (left, right) = (TestPrinter::on().await, TestPrinter::on().await);
    for printer in [&left, &right] {
        printer.turn(Mode::Refuses).await;
    }
    let left_id = set_up(&owner, "Dapur", &left, &["kitchen"]).await;
    let right_id = set_up(&owner, "Bar", &right, &["kitchen"]).await;
    let (dropped, retired) = (paid(&cashier).await, paid(&cashier).await);
    let waiting = jobs(&cashier).await;
    let job = |printer: i64, order: &Value| {
        let is_it = |job: &&Value| job["printer_id"] == printer && job["number"] == order["number"];
        int(&waiting.iter().find(is_it).expect("a ticket")["id"])
    };
    // Its own ticket was dropped: the other one's is that again.
    decide(&cashier, "drop", &[job(right_id, &dropped)], None).await;
    decide(&cashier, "move", &[job(left_id, &dropped)], Some(right_id)).await;
    right.turn(Mode::Well).await;
    let retire = format!("/api/v1/admin/printers/{left_id}?jobs_to={right_id}");
    assert_eq!(owner.delete(&retire).await.status, 200);
    until_jobs(&cashier, <[Value]>::is_empty).await;
    for order in [&dropped, &retired] {
        assert_eq!(tickets(&right, order).len(), 1, "{:#?}", right.printed());
    }
    let gone = owner
        .delete(&format!("/api/v1/admin/printers/{right_id}"))
        .await;
    assert_eq!(gone.body, json!({ "printers": [] }));
    // A till that was away is told that the trouble is gone with its printer.
    let mut till = cashier.listen("/ws?room=cashier").await;
    loop {
        let heard = till.hears_anything().await;
        if heard["type"] == "print_update" && heard["data"]["printers"] == json!([]) {
            break;
        }
    }
}
