//! The journal is cut to what screens need to catch up; what happened stays in the history for ever.

use crate::support::{int, open, spawn_app, uid};

/// Makes all that has happened so far a week and a day old, and the journal longer than it has to be
/// kept: the events that follow are another order's, and are not read here.
const A_LONG_TIME: &str = "
    drop trigger events_stay;
    update events set at = at - 8 * 86400000;
    with recursive more(n) as (values (1) union all select n + 1 from more where n < 50000)
    insert into events (order_id, rev, type, at, body)
        select 2, 1000 + n, 'order_line_update', unixepoch('now') * 1000, '{}' from more;
";

#[tokio::test]
async fn what_happened_to_an_order_is_known_when_the_journal_has_forgotten_it() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    let order = app.customer().order().await;
    cashier.pay(&order).await;
    app.kitchen().await.set_line(&order, 1, "done").await;
    cashier.set_status(&order, "ready").await;
    cashier.set_status(&order, "completed").await;
    app.customer().order().await;
    let shown = format!("/api/v1/admin/orders/{}", uid(&order));
    let before = owner.get(&shown).await.body["history"].clone();
    let all = "/api/v1/admin/history?about=orders&limit=4&cursor=7";
    let newest = owner.get(all).await.body;
    let last = int(&newest["changes"][0]["id"]);

    let app = app.reopen_after(A_LONG_TIME).await;
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("a file");
    let kept = || {
        file.query_row("select min(seq), count(*) from events", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
        .expect("a journal")
    };
    crate::support::until(|| kept().0 == last + 2).await;
    assert_eq!(
        kept(),
        (last + 2, 50_000),
        "the newest stay, without a hole"
    );

    let owner = app.owner().await;
    let after = owner.get(&shown).await.body["history"].clone();
    assert_eq!(after.as_array().map(Vec::len), Some(6));
    for (entry, was) in after
        .as_array()
        .into_iter()
        .flatten()
        .zip(before.as_array().into_iter().flatten())
    {
        for field in ["rev", "type", "status", "by"] {
            assert_eq!(entry[field], was[field], "{field} of {was}");
        }
    }
    let now = owner.get(all).await.body;
    assert_eq!(now["next_cursor"], newest["next_cursor"]);
    for (entry, was) in (0..4).map(|n| (&now["changes"][n], &newest["changes"][n])) {
        for field in [
            "id", "by", "subject", "uid", "name", "field", "before", "after",
        ] {
            assert_eq!(entry[field], was[field], "{field} of {was}");
        }
    }
    // A screen that was away for so long is shown the present.
    let own = format!("/ws?room=order:{}&since=2", uid(&order));
    assert_eq!(app.customer().listen(&own).await.snapshot().await["seq"], 6);
}

#[tokio::test]
async fn a_young_journal_is_kept_whole_however_long_it_is() {
    let app = spawn_app().await;
    app.customer().order().await;
    app.customer().order().await;
    let more = "
        drop table if exists sqlite_stat1;
        with recursive more(n) as (values (1) union all select n + 1 from more where n < 60000)
        insert into events (order_id, rev, type, at, body)
            select 2, 1000 + n, 'new_order', unixepoch('now') * 1000,
                   iif(n <= 1000, (select body from events where seq = 2), '{}')
            from more";
    let app = app.reopen_after(more).await;
    let cashier = app.cashier().await;
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("a file");
    // The last thing that the upkeep does is to have SQLite count.
    let counted = "select exists (select 1 from sqlite_schema where name = 'sqlite_stat1')";
    let has_counted = || file.query_row(counted, [], |row| row.get(0));
    crate::support::until(|| has_counted().expect("a file")).await;
    let page = cashier
        .get("/api/v1/admin/events?since=0&limit=2")
        .await
        .body;
    assert_eq!(
        (int(&page["oldest_seq"]), int(&page["events"][0]["seq"])),
        (1, 1)
    );
    assert_eq!(int(&page["seq"]), 60_002);
}

#[tokio::test]
async fn the_file_lets_no_event_go_that_the_history_does_not_have() {
    let app = spawn_app().await;
    app.customer().order().await;
    let folder = app.close().await;
    let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("a file");
    assert!(file.execute("delete from events", []).is_err());
    let copied = "insert into order_history (seq, order_id, rev, type, at, by, status, after)
        select seq, order_id, rev, type, at, 'Rina', 'preparing', 'preparing' from events";
    assert_eq!(file.execute(copied, []), Ok(1));
    assert!(
        file.execute("update order_history set by = 'Budi'", [])
            .is_err()
    );
    assert!(file.execute("delete from order_history", []).is_err());
    assert_eq!(file.execute("delete from events", []), Ok(1));
    drop(file);
    open(folder).await;
}
