//! Backups: whole, of one moment, carried elsewhere, and restored.

mod destination;
mod making;
mod power_cuts;
mod restoring;
mod sessions;

use std::path::{Path, PathBuf};

use bytes::Bytes;
use http_body_util::Full;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{
    BACKUPS, Caller, Executable, NASI_GORENG, Regular, TestApp, backup_list_with, png,
};

/// Has a backup made and waits until it is there; its name.
pub(crate) async fn back_up(owner: &Caller) -> String {
    let before = owner.get(BACKUPS).await.body["backups"].clone();
    let answer = owner.post(BACKUPS, &json!({})).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let done = |now: &Value| now["doing"].is_null() && now["backups"] != before;
    let list = backup_list_with(owner, |now| done(now) || !now["trouble"].is_null()).await;
    assert_eq!(list["trouble"], Value::Null, "{list}");
    names(&list)[0].clone()
}

fn one<T: rusqlite::types::FromSql>(file: &Path, question: &str) -> T {
    let shop = Connection::open(file).expect("a file");
    shop.query_row(question, [], |row| row.get(0))
        .expect("an answer")
}

/// Gives a dish a picture and the shop its own; answers where they are.
async fn hang_pictures(owner: &Caller) -> [String; 2] {
    let headers = [("content-type", "image/png")];
    let dish = format!("/api/v1/admin/menu/{NASI_GORENG}/photo");
    let dish = owner.send("PUT", &dish, &headers, Full::new(picture(9)));
    let dish = dish.await.body["photo_url"].clone();
    let logo = "/api/v1/admin/logo";
    let logo = owner.send("PUT", logo, &headers, Full::new(picture(8)));
    let logo = logo.await.body["logo_url"].clone();
    [dish, logo].map(|url| url.as_str().expect("a URL").to_owned())
}

/// A picture, as far as the program looks; `width` tells it from others.
fn picture(width: u32) -> Bytes {
    png(width, 9, 9)
}

pub(crate) async fn epoch(customer: &Caller) -> String {
    let shop = customer.get("/api/v1/shop").await.body;
    shop["epoch"].as_str().expect("an epoch").to_owned()
}

/// Waits until the shop is open again, as another.
pub(crate) async fn reopened(shop: &Executable, before: &str) {
    let mut regular = Regular::in_room(shop.customer(), "board".to_owned());
    regular
        .shows(|it| !it.epoch.is_empty() && it.epoch != before)
        .await;
}

/// A shop's own folder in the second destination.
fn own(app: &TestApp, place: &Path) -> PathBuf {
    let id: String = one(&app.folder.path().join("siap.db"), "select shop from epoch");
    assert_eq!(id.len(), 16);
    place.join("siap-backups").join(id)
}

/// Waits until the second destination has it.
async fn arrived(owner: &Caller, name: &str) {
    let there = |list: &Value| {
        let backups = list["second"]["backups"].as_array();
        backups.is_some_and(|all| all.iter().any(|backup| backup["name"] == name))
    };
    backup_list_with(owner, there).await;
}

fn names(list: &Value) -> Vec<String> {
    let name = |backup: &Value| backup["name"].as_str().expect("a name").to_owned();
    let backups = list["backups"].as_array().expect("backups");
    backups.iter().map(name).collect()
}
