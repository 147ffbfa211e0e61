//! Kept days: made in the background, and the same as their orders wherever they are read instead of these.

use rusqlite::Connection;

use super::{ROUTE, busy, days_ago, report};
use crate::support::{TestApp, until};

/// The shop's file, once so many days are kept.
async fn all_kept(app: &TestApp, days: i64) -> Connection {
    let file = Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let kept = || -> i64 {
        let count = file.query_row("select count(*) from day_totals", [], |row| row.get(0));
        count.expect("a count")
    };
    until(|| kept() == days).await;
    file
}

#[tokio::test]
async fn a_report_of_many_days_without_sums_says_how_far_they_are_and_then_is_there() {
    let app = busy().await.reopen_after(&days_ago(30)).await;
    let owner = app.owner().await;
    let file = all_kept(&app, 30).await;
    let today = app.shop.orders().today().await.expect("a day");
    let path = format!("{ROUTE}?from={}", today.days_before(30));
    let before = owner.get(&path).await.body;
    // They are gone, and none can be kept as long as another program writes.
    file.execute_batch("delete from day_totals; begin immediate")
        .expect("a writer");
    let refused = owner.get(&path).await;
    assert_eq!(
        (
            refused.status,
            refused.code(),
            refused.header("retry-after")
        ),
        (503, "report_in_preparation", "2"),
        "{}",
        refused.body
    );
    let said = refused.body["details"]["id"].as_str().expect("text");
    assert!(said.starts_with("0 dari 30 hari"), "{said}");
    let week = format!("{ROUTE}?from={}", today.days_before(3));
    assert_eq!(owner.get(&week).await.status, 200, "a few are added up");
    file.execute_batch("rollback").expect("a writer that ends");
    // Each waits a moment by itself.
    let after = loop {
        let answer = owner.get(&path).await;
        if answer.status == 200 {
            break answer.body;
        }
        assert_eq!(answer.code(), "report_in_preparation");
    };
    assert_eq!(after, before);
}

#[tokio::test]
async fn what_a_weekday_brings_by_this_time_is_the_same_from_its_hours_and_from_its_payments() {
    // Of the last day, one hour after the other.
    let earlier = "update payments set paid_at = paid_at - id * 4000000;
        update refunds set refunded_at = refunded_at - 7200000;";
    let app = busy()
        .await
        .reopen_after(&[days_ago(7).as_str(), earlier].concat())
        .await;
    let owner = app.owner().await;
    let first = app.shop.orders().today().await.expect("a day");
    let file = all_kept(&app, 7).await;
    let of_hours = report(&owner, "").await["usual"].clone();
    file.execute("delete from day_totals", []).expect("gone");
    let of_payments = report(&owner, "").await["usual"].clone();
    // Unless a day began in between.
    if app.shop.orders().today().await.expect("a day") == first {
        assert_eq!(of_hours, of_payments);
    }
}
