//! Opening hours and pauses: guests are refused in words, the till sells on, and every screen hears of it.

use jiff::{SignedDuration, Timestamp, Zoned, tz::TimeZone};
use serde_json::{Value, json};

use crate::support::{Caller, TestApp, nasi_goreng, spawn_app, uid};

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What the clock in Jakarta says so many hours from now.
fn in_jakarta(hours: i64) -> Zoned {
    let jakarta = TimeZone::get("Asia/Jakarta").expect("a bundled zone");
    (Timestamp::now() + SignedDuration::from_hours(hours)).to_zoned(jakarta)
}

/// The same hours every day: from so many hours after now to so many.
async fn opens(app: &TestApp, from: i64, to: i64) -> Zoned {
    let (from, to) = (in_jakarta(from), in_jakarta(to));
    let span = format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M"));
    let mut hours = json!({ "is_on": true });
    for day in DAYS {
        hours[day] = span.as_str().into();
    }
    app.set(json!({ "hours": hours })).await;
    from
}

async fn paused(by: &Caller, minutes: i64) -> Value {
    let pause = json!({ "minutes": minutes });
    let answer = by.put("/api/v1/admin/pause", &pause).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

#[tokio::test]
async fn outside_of_the_hours_guests_are_told_when_to_come_back_and_the_till_sells() {
    let app = spawn_app().await;
    let (guest, cashier) = (app.customer(), app.cashier().await);
    app.set(json!({ "orders": { "guests_may_add": true } }))
        .await;
    let before = guest.order().await;
    let mut phone = guest.listen("/ws?room=shop").await;
    let snapshot = phone.snapshot().await;
    assert_eq!(
        snapshot["data"]["opening"],
        json!({ "state": "open", "until": null })
    );

    let from = opens(&app, 2, 4).await;
    let told = phone.hears_next("shop_update").await;
    assert_eq!(told["data"]["opening"]["state"], "outside_hours", "{told}");
    let until = told["data"]["opening"]["until"].as_str().expect("a time");
    let until: Timestamp = until.parse().expect("a time");
    let minute = from.timestamp().as_second() / 60 * 60;
    assert_eq!(until.as_second(), minute);

    let mut kiosk = nasi_goreng();
    kiosk["channel"] = "kiosk".into();
    for order in [nasi_goreng(), kiosk] {
        for path in ["/api/v1/orders", "/api/v1/orders/price"] {
            let refused = guest.post(path, &order).await;
            assert_eq!((refused.status, refused.code()), (409, "outside_hours"));
            let when = refused.body["details"]["id"].as_str().expect("words");
            let clock = format!("pukul {}.", from.strftime("%H.%M"));
            assert!(when.contains(&clock), "{when} says {clock}");
        }
    }
    let more = json!({ "items": nasi_goreng()["items"] });
    let path = format!("/api/v1/orders/{}/lines", uid(&before));
    let key = [("idempotency-key", "one-round-more")];
    let round = guest.ask("POST", &path, &key, Some(&more)).await;
    assert_eq!((round.status, round.code()), (409, "outside_hours"));
    cashier.order().await;

    // The hours are settings: they are there after a night, and gone when they are turned off.
    let app = app.reopen().await;
    let refused = app.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "outside_hours"));
    app.set(json!({ "hours": { "is_on": false } })).await;
    app.customer().order().await;
}

#[tokio::test]
async fn within_the_hours_guests_order_until_the_last_order() {
    let app = spawn_app().await;
    opens(&app, -2, 1).await;
    app.customer().order().await;
    app.set(json!({ "hours": { "last_order_minutes": 61 } }))
        .await;
    let refused = app.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "outside_hours"));
    let owner = app.owner().await;
    for (hours, field) in [
        (json!({ "monday": "08:00-08:00" }), "hours.monday"),
        (
            json!({ "sunday": "06:00-10:00 09:00-12:00" }),
            "hours.sunday",
        ),
        (
            json!({ "last_order_minutes": 241 }),
            "hours.last_order_minutes",
        ),
        (json!({ "paused_until_ms": 1 }), "hours.paused_until_ms"),
    ] {
        let change = json!({ "hours": hours });
        let refused = owner.patch("/api/v1/admin/settings", &change).await;
        assert_eq!((refused.status, refused.code()), (422, "unfit_setting"));
        assert_eq!(refused.body["field"], field);
    }
    let change = json!({ "hours": { "monday": "6.00-10.30, 16.00-22.00" } });
    let kept = owner.patch("/api/v1/admin/settings", &change).await.body;
    assert_eq!(kept["hours"]["monday"], "06:00-10:30 16:00-22:00");
}

#[tokio::test]
async fn the_till_pauses_orders_of_guests_and_takes_them_up_again() {
    let app = spawn_app().await;
    let (guest, cashier) = (app.customer(), app.cashier().await);
    let mut phone = guest.listen("/ws?room=shop").await;
    phone.snapshot().await;
    let pause = paused(&cashier, 15).await;
    assert_eq!(pause["state"], "paused");
    let told = phone.hears_next("shop_update").await;
    assert_eq!(told["data"]["opening"], pause);
    let refused = guest.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (409, "shop_paused"));
    cashier.order().await;
    assert_eq!(
        paused(&cashier, 0).await,
        json!({ "state": "open", "until": null })
    );
    let told = phone.hears_next("shop_update").await;
    assert_eq!(told["data"]["opening"]["state"], "open");
    guest.order().await;
    for minutes in [-1, 121] {
        let pause = json!({ "minutes": minutes });
        let refused = cashier.put("/api/v1/admin/pause", &pause).await;
        assert_eq!((refused.status, refused.code()), (422, "unfit_setting"));
    }
}

/// Two looks of the clockwork, one every five seconds: it alone brings about what is tested here.
#[tokio::test]
async fn a_pause_ends_by_itself_and_every_screen_hears_of_it() {
    let app = spawn_app().await;
    let mut phone = app.customer().listen("/ws?room=shop").await;
    phone.snapshot().await;
    let paused = json!({ "minutes": 15 });
    let paused = app
        .cashier()
        .await
        .put("/api/v1/admin/pause", &paused)
        .await;
    assert_eq!(paused.status, 200, "{}", paused.body);
    // It ends sooner than a person can say it, and after one look at least.
    let until = Timestamp::now().as_millisecond() + 8_000;
    let file = rusqlite::Connection::open(app.folder.path().join("siap.db")).expect("the file");
    let set = "update settings set document = json_set(document, '$.hours.paused_until_ms', ?1)";
    file.execute(set, [until]).expect("a pause");
    for state in ["paused", "open"] {
        // What was told of the shop's start may come first.
        while phone.hears_next("shop_update").await["data"]["opening"]["state"] != state {}
    }
    app.customer().order().await;
}
