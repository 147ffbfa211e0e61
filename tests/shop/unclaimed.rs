//! Orders that no one notes as picked up: they end with the business day, and however many there are, no screen waits
//! for them.

use std::collections::HashSet;

use futures_util::FutureExt;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{
    money::{keyed, path},
    support::{Caller, Screen, TestApp, int, spawn_app, uid},
};

/// Makes so many copies of the only order, each ready and paid, two hundred on each day of long ago.
fn forgotten(orders: usize) -> String {
    format!(
        "with recursive n(i) as (values (1) union all select i + 1 from n where i < {orders})
         insert into orders (uid, day, channel, counter, code, status, is_open, payment_status, rev, total_amount,
                             payment_method, order_type, table_number, created_at, ready_at)
             select printf('%026d', i), date('2024-01-01', '+' || ((i - 1) / 200) || ' days'), channel,
                    1 + (i - 1) % 200, code, 'ready', 1, 'paid', 4, total_amount, payment_method, order_type,
                    table_number, unixepoch('2024-01-01') * 1000 + i, unixepoch('2024-01-02') * 1000 + i
             from n, orders where orders.id = 1;
         insert into order_lines
                 (order_id, id, menu_item_id, name, unit_price, quantity, status, line_total, station, net, total)
             select orders.id, line.id, menu_item_id, name, unit_price, quantity, line.status,
                    line_total, station, net, total
             from orders join order_lines line on line.order_id = 1 where orders.id > 1;
         insert into payments (order_id, number, method, amount, rounding, tendered, change, paid_at, paid_to)
             select id, 1, payment_method, total_amount, 0, total_amount, 0, created_at, 'Rina'
             from orders where id > 1;"
    )
}

fn file(app: &TestApp) -> Connection {
    Connection::open(app.folder.path().join("siap.db")).expect("the file")
}

/// Lets an order have been ready since yesterday.
fn ready_yesterday(app: &TestApp, order: &Value) {
    let change = "update orders set ready_at = ready_at - 24 * 3600000 where uid = ?1";
    assert_eq!(file(app).execute(change, [uid(order)]), Ok(1));
}

async fn complete_ready(app: &TestApp) -> usize {
    let done = app.shop.orders().complete_ready(app.shop.now()).await;
    done.expect("a look")
}

async fn ready(cashier: &Caller, order: &Value) {
    assert_eq!(cashier.set_status(order, "ready").await.status, 200);
}

/// A whole snapshot, page by page; each of them has a bound.
async fn all_pages(screen: &mut Screen) -> Vec<Value> {
    let begins = screen.joined().await;
    let mut orders = Vec::new();
    loop {
        let page = screen.hears_next("snapshot").await;
        assert_eq!(int(&page["seq"]), begins, "all of one present");
        let here = page["data"]["orders"].as_array().expect("orders");
        assert!(here.len() <= 200, "{} orders in one message", here.len());
        assert!(page.to_string().len() < 400_000, "a large message");
        orders.extend(here.clone());
        if page["data"]["more"] == false {
            return orders;
        }
        assert!(!here.is_empty());
    }
}

fn uids(orders: &[Value]) -> Vec<String> {
    orders.iter().map(uid).collect()
}

#[tokio::test]
async fn what_is_ready_and_paid_is_completed_when_the_day_changes_and_everyone_hears_why() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after" })).await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let mut orders = Vec::new();
    for _ in 0..4 {
        orders.push(customer.order().await);
    }
    let [forgotten, unpaid, today, cooking] = &orders[..] else {
        unreachable!("four orders");
    };
    for order in [forgotten, today, cooking] {
        assert_eq!(cashier.pay(order).await.status, 200);
    }
    for order in [forgotten, unpaid, today] {
        ready(&cashier, order).await;
    }
    let mut phone = customer
        .listen(&format!("/ws?room=order:{}", uid(forgotten)))
        .await;
    phone.snapshot().await;
    let mut till = cashier.listen("/ws?room=cashier").await;
    till.snapshot().await;
    assert_eq!(complete_ready(&app).await, 0, "the day is not over");
    for order in [forgotten, unpaid] {
        ready_yesterday(&app, order);
    }
    // Here, or by the shop itself, which looks every five seconds.
    complete_ready(&app).await;
    for screen in [&mut till, &mut phone] {
        let event = screen.hears_next("order_status_update").await;
        assert_eq!(event["data"]["order"]["uid"], forgotten["uid"]);
        assert_eq!(event["data"]["order"]["status"], "completed");
        assert_eq!(
            (&event["data"]["previous_status"], &event["data"]["cause"]),
            (&json!("ready"), &json!("closed"))
        );
    }
    let shown = format!("/api/v1/admin/orders/{}", uid(forgotten));
    let history = cashier.get(&shown).await.body["history"].clone();
    let last = history
        .as_array()
        .and_then(|all| all.last())
        .expect("deeds");
    assert_eq!(
        (&last["by"], &last["status"]),
        (&json!("clock"), &json!("completed"))
    );
    let active = cashier.get("/api/v1/admin/orders?status=active").await.body;
    let active = active["orders"].as_array().expect("orders").clone();
    assert_eq!(
        uids(&active),
        uids(&[unpaid, today, cooking].map(Value::clone))
    );

    // It was not picked up after all, and waits again, until the next change of the day.
    ready(&cashier, forgotten).await;
    assert_eq!(complete_ready(&app).await, 0);
    let again = cashier.get(&shown).await.body;
    assert_eq!(again["status"], "ready");
}

#[tokio::test]
async fn what_was_handed_over_is_completed_also_where_some_or_all_of_its_money_went_back() {
    let app = spawn_app().await;
    app.set(json!({ "payment_timing": "after" })).await;
    let (cashier, owner) = (app.cashier().await, app.owner().await);
    let mut orders = Vec::new();
    for (n, refund) in [1_000, 20_000, 1_000].into_iter().enumerate() {
        let order = app.customer().order().await;
        // The last of them is paid in part only: it is still owed.
        let amount = if n == 2 { 5_000 } else { 20_000 };
        let pay = json!({ "method": "cash", "amount": amount, "expected_rev": 1 });
        let paid = keyed(
            &cashier,
            &path(&order, "payments"),
            &format!("payment-{n}"),
            &pay,
        )
        .await;
        assert_eq!(paid.status, 200, "{}", paid.body);
        ready(&cashier, &order).await;
        let rev = int(&paid.body["rev"]) + 1;
        let back =
            json!({ "amount": refund, "method": "cash", "reason": "lama", "expected_rev": rev });
        let back = keyed(
            &owner,
            &path(&order, "refunds"),
            &format!("refund-{n}"),
            &back,
        )
        .await;
        assert_eq!(back.status, 200, "{}", back.body);
        ready_yesterday(&app, &order);
        orders.push(order);
    }
    complete_ready(&app).await;
    let mut now = Vec::new();
    for order in &orders {
        let shown = cashier
            .get(&format!("/api/v1/admin/orders/{}", uid(order)))
            .await
            .body;
        now.push((shown["status"].clone(), shown["payment_status"].clone()));
    }
    let words = |(food, money): &(Value, Value)| format!("{food} {money}").replace('"', "");
    assert_eq!(
        now.iter().map(words).collect::<Vec<_>>(),
        [
            "completed partially_refunded",
            "completed refunded",
            "ready partially_refunded"
        ]
    );
}

/// Lets an order have been completed hours ago, and the business day have begun before that.
async fn completed_hours_ago(app: &TestApp, order: &Value) {
    let minute_of_day = app.shop.now().as_second() / 60 % (24 * 60);
    let began = (minute_of_day + 24 * 60 - 3 * 60) % (24 * 60);
    app.set(json!({ "time_zone": "UTC", "day_cutoff_minutes": began }))
        .await;
    let change = "update orders set completed_at = completed_at - 2 * 3600000 where uid = ?1";
    assert_eq!(file(app).execute(change, [uid(order)]), Ok(1));
}

#[tokio::test]
async fn who_comes_hours_after_the_change_of_the_day_can_take_back_what_the_clock_completed() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let (closed, picked_up) = (customer.order().await, customer.order().await);
    for order in [&closed, &picked_up] {
        assert_eq!(cashier.pay(order).await.status, 200);
        ready(&cashier, order).await;
    }
    let done = cashier.set_status(&picked_up, "completed").await;
    assert_eq!(done.status, 200, "{}", done.body);
    let mut till = cashier.listen("/ws?room=cashier").await;
    till.snapshot().await;
    ready_yesterday(&app, &closed);
    complete_ready(&app).await;
    let event = till.hears_next("order_status_update").await;
    assert_eq!(event["data"]["cause"], "closed");
    for order in [&closed, &picked_up] {
        completed_hours_ago(&app, order).await;
    }
    let late = cashier.set_status(&picked_up, "ready").await;
    assert_eq!((late.status, late.code()), (409, "too_late"));
    let kitchen = app.kitchen().await;
    assert_eq!(kitchen.set_status(&closed, "ready").await.status, 403);
    ready(&cashier, &closed).await;
    assert_eq!(complete_ready(&app).await, 0);

    // Closed on the day before, it is too late for that as well.
    let done = cashier.set_status(&closed, "completed").await;
    assert_eq!(done.status, 200, "{}", done.body);
    completed_hours_ago(&app, &closed).await;
    let late = cashier.set_status(&closed, "ready").await;
    assert_eq!((late.status, late.code()), (409, "too_late"), "picked up");
}

#[tokio::test]
async fn a_shop_that_hands_out_over_several_days_switches_it_off() {
    let app = spawn_app().await;
    app.set(json!({ "completes_ready_orders": false })).await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let cake = customer.order().await;
    assert_eq!(cashier.pay(&cake).await.status, 200);
    ready(&cashier, &cake).await;
    ready_yesterday(&app, &cake);
    assert_eq!(complete_ready(&app).await, 0);
    let mut till = cashier.listen("/ws?room=cashier").await;
    assert_eq!(uids(&all_pages(&mut till).await), [uid(&cake)]);
    app.set(json!({ "completes_ready_orders": true })).await;
    complete_ready(&app).await;
    assert_eq!(
        till.hears_next("order_status_update").await["data"]["cause"],
        "closed"
    );
}

#[tokio::test]
async fn who_switches_it_off_in_the_middle_of_a_look_is_heeded() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let cake = customer.order().await;
    assert_eq!(cashier.pay(&cake).await.status, 200);
    ready(&cashier, &cake).await;
    // The writer waits for this, and who reads does not see it yet.
    let switched = file(&app);
    switched
        .execute_batch(
            "update orders set ready_at = ready_at - 24 * 3600000;
             begin immediate;
             update settings set document = json_set(document, '$.completes_ready_orders', json('false'))",
        )
        .expect("a change");
    let mut look = Box::pin(complete_ready(&app));
    // Questions are answered in turn: after these it has found the order, and waits for the writer.
    for _ in 0..20 {
        assert!((&mut look).now_or_never().is_none(), "the writer waits");
        app.shop.settings().current().await.expect("settings");
    }
    switched.execute_batch("commit").expect("a change");
    assert_eq!(look.await, 0);
    let shown = format!("/api/v1/admin/orders/{}", uid(&cake));
    assert_eq!(cashier.get(&shown).await.body["status"], "ready");
}

// Takes its time for the twenty thousand: each of them is completed by itself, with an event.
#[tokio::test]
async fn twenty_thousand_forgotten_orders_make_no_join_larger() {
    let app = spawn_app().await;
    app.set(json!({ "completes_ready_orders": false, "board_ready_minutes": 0 }))
        .await;
    let order = app.customer().order().await;
    assert_eq!(app.cashier().await.pay(&order).await.status, 200);
    let app = app.reopen_after(&forgotten(20_000)).await;
    let cashier = app.cashier().await;
    for (staff, room) in [(&cashier, "cashier"), (&app.kitchen().await, "kitchen")] {
        let mut screen = staff.listen(&format!("/ws?room={room}")).await;
        let orders = all_pages(&mut screen).await;
        let different: HashSet<_> = uids(&orders).into_iter().collect();
        assert_eq!((orders.len(), different.len()), (20_001, 20_001), "{room}");
        assert!(different.contains(&uid(&order)));
    }
    let board = app.customer().get("/api/v1/board").await.body;
    let called = board["ready"].as_array().expect("numbers");
    assert_eq!((called.len(), &called[0]), (200, &json!("C-200")));

    app.set(json!({ "completes_ready_orders": true })).await;
    let left = || {
        file(&app).query_row(
            "select count(*) from orders where status = 'ready'",
            [],
            |row| row.get::<_, i64>(0),
        )
    };
    while left() != Ok(0) {
        complete_ready(&app).await;
    }
    let mut till = cashier.listen("/ws?room=cashier").await;
    assert_eq!(uids(&all_pages(&mut till).await), [uid(&order)]);
    assert_eq!(
        app.customer().get("/api/v1/board").await.body["ready"],
        json!([])
    );
}

#[tokio::test]
async fn what_happens_while_a_snapshot_comes_in_pages_is_told_after_it_in_order() {
    let app = spawn_app().await;
    app.set(json!({ "completes_ready_orders": false })).await;
    let order = app.customer().order().await;
    let app = app.reopen_after(&forgotten(2_000)).await;
    let cashier = app.cashier().await;
    let id = |n: usize| json!({ "uid": format!("{n:026}") });
    // Its network holds less than a page, so that most of them are read after what happens here.
    let mut till = Screen::open_narrow(&cashier, "/ws?room=cashier").await;
    let begins = till.joined().await;
    let first = till.hears_next("snapshot").await;
    assert_eq!(first["data"]["more"], true);
    assert_eq!(cashier.pay(&order).await.status, 200);
    for n in [7, 1_999] {
        let done = cashier.set_status(&id(n), "completed").await;
        assert_eq!(done.status, 200, "{}", done.body);
    }
    let new = app.customer().order().await;
    let mut orders = first["data"]["orders"].as_array().expect("orders").clone();
    loop {
        let page = till.hears_next("snapshot").await;
        assert_eq!(int(&page["seq"]), begins);
        orders.extend(page["data"]["orders"].as_array().expect("orders").clone());
        if page["data"]["more"] == false {
            break;
        }
    }
    assert!(!uids(&orders).contains(&uid(&new)), "it came later");
    for seq in begins + 1..=begins + 5 {
        let event = till.hears().await;
        assert_eq!(int(&event["seq"]), seq, "{event}");
        // A client that keeps the higher `rev` has the present in the end.
        let order = event["data"]["order"].clone();
        match orders.iter_mut().find(|known| known["uid"] == order["uid"]) {
            Some(known) if known["rev"].as_i64() > order["rev"].as_i64() => {}
            Some(known) => *known = order,
            None => orders.push(order),
        }
    }
    let now = |uid: &Value| orders.iter().find(|known| known["uid"] == *uid);
    let status = |uid: &Value| now(uid).map(|known| known["status"].clone());
    assert_eq!(status(&order["uid"]), Some(json!("preparing")));
    assert_eq!(status(&new["uid"]), Some(json!("awaiting_payment")));
    assert_eq!(status(&id(7)["uid"]), Some(json!("completed")));
    assert_eq!(status(&id(1_999)["uid"]), Some(json!("completed")));
    assert_eq!(orders.len(), 2_002);
}

#[tokio::test]
async fn an_order_that_cannot_be_read_keeps_no_other_from_its_end() {
    let app = spawn_app().await;
    let (customer, cashier) = (app.customer(), app.cashier().await);
    let mut orders = Vec::new();
    for _ in 0..3 {
        orders.push(customer.order().await);
    }
    let unreadable = "update orders set day = 'unreadable' where uid = ?1";
    assert_eq!(file(&app).execute(unreadable, [uid(&orders[0])]), Ok(1));
    let later = app.shop.now() + jiff::SignedDuration::from_hours(2);
    assert_eq!(
        app.shop
            .orders()
            .expire_unpaid(later)
            .await
            .expect("a look"),
        2
    );
    assert_eq!(
        app.shop
            .orders()
            .expire_unpaid(later)
            .await
            .expect("a look"),
        0
    );
    for order in &orders[1..] {
        let path = format!("/api/v1/admin/orders/{}", uid(order));
        assert_eq!(cashier.get(&path).await.body["status"], "cancelled");
    }
}
