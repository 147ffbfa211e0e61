//! A changing request whose client vanishes right after its last byte has the same outcome as one that is answered.

mod day;
mod menu;
mod request;
mod state;

use std::{collections::BTreeSet, time::Duration};

use rusqlite::Connection;
use serde_json::json;

use crate::support::{Executable, PIN, Regular, hire, int, spawn_app, spawn_new_app};
use day::Day;
use request::Asked;
use state::rows_of;

/// What changes nothing that lasts: all that it does is answer.
const ANSWERS_ONLY: [(&str, &str); 11] = [
    ("POST", "/api/v1/orders/price"),
    ("POST", "/api/v1/admin/orders/scan"),
    ("POST", "/api/v1/admin/devices/pairing"),
    ("POST", "/api/v1/admin/phone-checks"),
    ("POST", "/api/v1/admin/printers/search"),
    ("POST", "/api/v1/admin/qris/check"),
    ("POST", "/api/v1/admin/qris/photo"),
    // The cards of these shops say so already.
    ("PUT", "/api/v1/admin/printed-url"),
    // In memory, until a till has seen it.
    ("POST", "/api/v1/calls"),
    ("DELETE", "/api/v1/admin/calls/{id}"),
    ("PUT", "/api/v1/admin/display"),
];
/// What wants another shop: it has a test of its own here, or in `faults/clock.rs` where the clock jumps.
const ELSEWHERE: [(&str, &str); 4] = [
    ("PUT", "/api/v1/admin/clock"),
    ("POST", "/api/v1/admin/backups/{name}/restore"),
    ("POST", "/api/v1/setup"),
    ("POST", "/api/v1/setup/code"),
];
/// Every other route but GET, in an order in which each finds something to change.
const DAY: &[(&str, &str)] = &[
    ("POST", "/api/v1/orders"),
    ("POST", "/api/v1/orders/price"),
    ("POST", "/api/v1/calls"),
    ("DELETE", "/api/v1/admin/calls/{id}"),
    ("PUT", "/api/v1/admin/display"),
    ("POST", "/api/v1/admin/orders/{uid}/lines"),
    ("PUT", "/api/v1/admin/orders/{uid}/lines/{line}"),
    ("POST", "/api/v1/admin/orders/{uid}/lines/{line}/void"),
    ("PATCH", "/api/v1/admin/orders/{uid}"),
    ("POST", "/api/v1/admin/orders/{uid}/discounts"),
    ("DELETE", "/api/v1/admin/orders/{uid}/discounts/{id}"),
    ("POST", "/api/v1/admin/orders/{uid}/payments"),
    ("POST", "/api/v1/admin/orders/{uid}/refunds"),
    ("PUT", "/api/v1/admin/orders/{uid}/checks"),
    ("DELETE", "/api/v1/admin/orders/{uid}/checks"),
    ("POST", "/api/v1/admin/orders/{uid}/merge"),
    ("POST", "/api/v1/admin/orders/{uid}/move-lines"),
    ("POST", "/api/v1/orders/{uid}/lines"),
    ("POST", "/api/v1/admin/orders/{uid}/requests/{id}/accept"),
    ("POST", "/api/v1/admin/orders/{uid}/requests/{id}/decline"),
    ("PUT", "/api/v1/admin/orders/{uid}/served"),
    ("POST", "/api/v1/orders/{uid}/cancel"),
    ("PUT", "/api/v1/admin/orders/{uid}/confirm-payment"),
    (
        "POST",
        "/api/v1/admin/orders/{uid}/payments/{id}/corrections",
    ),
    ("POST", "/api/v1/admin/orders/{uid}/claims"),
    ("POST", "/api/v1/admin/orders/{uid}/claims/{id}/settlement"),
    ("PUT", "/api/v1/admin/orders/{uid}/lines/{line}/status"),
    ("PUT", "/api/v1/admin/orders/{uid}/status"),
    ("PUT", "/api/v1/admin/menu/availability"),
    ("PUT", "/api/v1/admin/menu/{id}/availability"),
    ("PUT", "/api/v1/admin/menu/options/{id}/availability"),
    ("PUT", "/api/v1/admin/menu/{id}/stock"),
    ("POST", "/api/v1/admin/menu"),
    ("PUT", "/api/v1/admin/menu/{id}"),
    ("DELETE", "/api/v1/admin/menu/{id}"),
    ("POST", "/api/v1/admin/menu/{id}/restore"),
    ("PUT", "/api/v1/admin/menu/{id}/photo"),
    ("DELETE", "/api/v1/admin/menu/{id}/photo"),
    ("PUT", "/api/v1/admin/menu/order"),
    ("POST", "/api/v1/admin/menu/categories"),
    ("PUT", "/api/v1/admin/menu/categories/{id}"),
    ("DELETE", "/api/v1/admin/menu/categories/{id}"),
    ("POST", "/api/v1/admin/menu/categories/{id}/restore"),
    ("POST", "/api/v1/admin/menu/groups"),
    ("PUT", "/api/v1/admin/menu/groups/{id}"),
    ("DELETE", "/api/v1/admin/menu/groups/{id}"),
    ("POST", "/api/v1/admin/menu/groups/{id}/restore"),
    ("POST", "/api/v1/admin/menu/import"),
    ("POST", "/api/v1/admin/menu/prices"),
    ("POST", "/api/v1/admin/menu/undo"),
    ("POST", "/api/v1/admin/price-levels"),
    ("PUT", "/api/v1/admin/price-levels/{code}"),
    ("PUT", "/api/v1/admin/fees/{code}"),
    ("POST", "/api/v1/admin/shifts"),
    ("POST", "/api/v1/admin/shifts/{id}/moves"),
    ("POST", "/api/v1/admin/shifts/{id}/counts"),
    ("POST", "/api/v1/admin/shifts/{id}/close"),
    ("POST", "/api/v1/admin/printers"),
    ("PUT", "/api/v1/admin/printers/{id}"),
    ("POST", "/api/v1/admin/printers/{id}/test"),
    ("PUT", "/api/v1/admin/print-pictures"),
    ("POST", "/api/v1/admin/orders/{uid}/print"),
    ("POST", "/api/v1/admin/today/print"),
    ("POST", "/api/v1/admin/print-jobs"),
    ("DELETE", "/api/v1/admin/printers/{id}"),
    ("PUT", "/api/v1/admin/pause"),
    ("PUT", "/api/v1/admin/tables"),
    ("POST", "/api/v1/admin/cards/renew"),
    ("POST", "/api/v1/admin/cards/restore"),
    ("PUT", "/api/v1/admin/cards/wifi"),
    ("PATCH", "/api/v1/admin/settings"),
    ("PUT", "/api/v1/admin/settings"),
    ("PUT", "/api/v1/admin/logo"),
    ("DELETE", "/api/v1/admin/logo"),
    ("POST", "/api/v1/admin/backups"),
    ("PUT", "/api/v1/admin/backups/place"),
    ("POST", "/api/v1/admin/staff"),
    ("PUT", "/api/v1/admin/staff/{id}"),
    ("DELETE", "/api/v1/admin/staff/{id}"),
    ("POST", "/api/v1/admin/staff/{id}/restore"),
    ("DELETE", "/api/v1/admin/devices/{id}"),
    ("POST", "/api/v1/pair"),
    ("POST", "/api/v1/admin/login"),
    ("POST", "/api/v1/admin/logout"),
    ("PUT", "/api/v1/admin/me/pin"),
    ("POST", "/api/v1/setup/finish"),
    ("POST", "/api/v1/admin/orders/scan"),
    ("POST", "/api/v1/admin/devices/pairing"),
    ("POST", "/api/v1/admin/phone-checks"),
    ("POST", "/api/v1/admin/printers/search"),
    ("POST", "/api/v1/admin/qris/check"),
    ("POST", "/api/v1/admin/qris/photo"),
    ("PUT", "/api/v1/admin/printed-url"),
];

#[test]
fn every_route_but_get_is_tried_here() {
    let tried: BTreeSet<_> = DAY.iter().chain(&ELSEWHERE).copied().collect();
    let routes = siap::routes().into_iter();
    let changing = routes.filter(|(method, ..)| *method != "GET");
    let changing: BTreeSet<_> = changing.map(|(method, path, _)| (method, path)).collect();
    assert_eq!(tried, changing);
}

#[tokio::test]
async fn a_request_whose_client_vanished_changes_what_one_that_was_answered_changes() {
    let (mut answered, mut dropped) = (Day::begun().await, Day::begun().await);
    let begun = answered.state();
    dropped
        .comes_to("two shops alike", |state| state == begun)
        .await;
    let mut before = begun;
    for &(method, route) in DAY {
        answered.asked(method, route).await.answered(method).await;
        let what = format!("{method} {route}");
        let is_new = |state: &[String]| ANSWERS_ONLY.contains(&(method, route)) || state != before;
        let now = answered.comes_to(&what, is_new).await;
        dropped.asked(method, route).await.dropped(method);
        dropped.comes_to(&what, |state| state == now).await;
        before = now;
    }
}

#[tokio::test]
async fn a_first_start_whose_client_vanished_has_an_owner() {
    let app = spawn_new_app().await;
    let code = app.server.setup_code.clone().expect("a code").to_string();
    let first = json!({
        "code": code, "shop_name": "Warung", "locale": "id",
        "owner_name": "Dewi", "pin": PIN, "menu": "starter",
    });
    let phone = app.customer();
    // That one only answers.
    Asked::json(&phone, "/api/v1/setup/code", &json!({ "code": code })).dropped("POST");
    Asked::json(&phone, "/api/v1/setup", &first).dropped("POST");
    let owned = async {
        while phone.get("/api/v1/setup").await.body["open"] == true {
            tokio::task::yield_now().await;
        }
    };
    let owned = tokio::time::timeout(Duration::from_secs(30), owned).await;
    owned.expect("an owner");
    let file = app.folder.path().join("setup-code");
    crate::support::until(|| !file.exists()).await;
    app.owner().await;
}

#[tokio::test]
async fn a_device_is_cut_off_at_once_although_the_client_that_revoked_it_is_gone() {
    let app = spawn_app().await;
    let (owner, kitchen) = (app.owner().await, app.kitchen().await);
    let mut screen = kitchen.listen("/ws?room=kitchen").await;
    screen.snapshot().await;
    let devices = owner.get("/api/v1/admin/devices").await.body;
    let devices = devices["devices"].as_array().expect("devices");
    let budis = devices.iter().find(|one| one["staff"]["name"] == "Budi");
    let path = format!(
        "/api/v1/admin/devices/{}",
        int(&budis.expect("a device")["id"])
    );
    Asked::json(&owner, path, &json!({})).dropped("DELETE");
    assert_eq!(screen.closes_at_once().await, 4401);
}

#[tokio::test]
async fn a_backup_is_restored_although_the_client_that_asked_for_it_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let shop = Executable::start(folder.path()).await;
    let owner = shop.customer().logged_in("Dewi").await;
    shop.customer().order().await;
    let backups = "/api/v1/admin/backups";
    owner.post(backups, &json!({})).await;
    let name = loop {
        let list = owner.get(backups).await.body;
        if let Some(name) = list["backups"][0]["name"].as_str()
            && list["doing"].is_null()
        {
            break name.to_owned();
        }
    };
    shop.customer().order().await;
    let before = shop.customer().get("/api/v1/shop").await.body["epoch"].clone();
    let restore = format!("{backups}/{name}/restore");
    Asked::json(&owner, restore.clone(), &json!({})).dropped("POST");
    // Once more at once: it may find the shop at work or closed, but the backup is whole.
    let again = owner
        .attempt("POST", &restore, "once-more", &json!({}))
        .await;
    let code = again.map(|answer| answer.body["code"].clone());
    assert!(code != Some(json!("backup_damaged")), "{code:?}");
    let mut board = Regular::in_room(shop.customer(), "board".to_owned());
    board
        .shows(|it| !it.epoch.is_empty() && before != it.epoch)
        .await;
    assert_eq!(shop.end("-TERM").await, Some(0));
    let file = Connection::open(folder.path().join("siap.db")).expect("the file");
    let orders = rows_of(&file, "select count(*) from orders");
    assert_eq!(orders, ["1"]);
}
