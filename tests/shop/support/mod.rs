//! A shop to test in: `spawn_app` opens one on a free port with an empty file of its own.

mod backups;
mod books;
mod caller;
mod disk;
mod executable;
mod follower;
mod machine;
mod network;
mod picture;
mod printer;
mod proxy;
mod regular;
mod rush;
mod screen;
mod sessions;

use std::{net::SocketAddr, path::Path};

use serde_json::{Value, json};
use siap::{
    config::{Config, Switch},
    domain::{Pin, Role},
    server::Server,
    shop::{Shop, hash_pin},
    store,
};
use tempfile::TempDir;

pub(crate) use backups::{BACKUPS, backup_list_with};
pub(crate) use books::{Besides, check_books};
pub(crate) use caller::{Answer, Caller};
pub(crate) use disk::Disk;
pub(crate) use executable::{Ended, Executable, hire, run, run_as, run_installed, run_with};
pub(crate) use follower::Follower;
pub(crate) use machine::Machine;
pub(crate) use network::Place;
pub(crate) use picture::{jpeg_with, png, png_with, webp_with};
pub(crate) use printer::{Mode, Printed, TestPrinter};
pub(crate) use proxy::{PATIENCE, Proxy};
pub(crate) use regular::Regular;
pub(crate) use rush::{Acknowledged, Rush};
pub(crate) use screen::Screen;

/// Everybody's PIN in the tests; long enough to be found where it should not be.
pub(crate) const PIN: &str = "2468013579";

/// Nasi Goreng Kampung of the starter menu: Rp20.000, spice level «Tidak pedas» by default.
pub(crate) const NASI_GORENG: i64 = 1;

/// An open shop with one of each role.
pub(crate) struct TestApp {
    pub(crate) address: SocketAddr,
    pub(crate) shop: Shop,
    pub(crate) server: Server,
    pub(crate) folder: TempDir,
}

/// Opens a shop with the starter menu.
pub(crate) async fn spawn_app() -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    hire_everybody(folder.path()).await;
    open(folder).await
}

/// The same, opened otherwise than usual.
pub(crate) async fn spawn_app_with(otherwise: impl FnOnce(Config) -> Config) -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    hire_everybody(folder.path()).await;
    open_with(folder, otherwise).await
}

/// The same, in which every address is held to its limits.
pub(crate) async fn spawn_limited_app() -> TestApp {
    spawn_app_with(limited).await
}

/// With every address held to its limits.
pub(crate) fn limited(config: Config) -> Config {
    Config {
        limits: Switch::On,
        ..config
    }
}

/// A shop without an owner.
pub(crate) async fn spawn_new_app() -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    open_with(folder, limited).await
}

pub(crate) async fn open(folder: TempDir) -> TestApp {
    open_with(folder, |config| config).await
}

pub(crate) async fn open_with(
    folder: TempDir,
    otherwise: impl FnOnce(Config) -> Config,
) -> TestApp {
    let server = Server::start(&otherwise(config(folder.path())))
        .await
        .expect("an open shop");
    TestApp {
        address: server.address,
        shop: server.shop.clone(),
        server,
        folder,
    }
}

pub(crate) fn config(folder: &Path) -> Config {
    Config {
        public_url: Some("http://siap.test".to_owned()),
        // In a test every customer has the same address.
        limits: Switch::Off,
        ..Config::new(
            "127.0.0.1:0".parse().expect("an address"),
            folder.to_owned(),
        )
    }
}

/// Rina at the till, Tono at the tables, Budi at the stove, and Dewi, whose shop it is.
async fn hire_everybody(folder: &Path) {
    let folder = folder.to_owned();
    let hired = tokio::task::spawn_blocking(move || {
        // One hash for all: hashing is what takes the time.
        let pin = Pin::parse(PIN).expect("a PIN");
        let hash = Some(hash_pin(&pin).expect("a hash"));
        let hash = hash.as_deref();
        store::open_for_command(&folder, |store| {
            let at = jiff::Timestamp::now();
            store.insert_staff("Rina", Role::Cashier, hash, at)?;
            store.insert_staff("Budi", Role::Kitchen, hash, at)?;
            store.insert_staff("Dewi", Role::Owner, hash, at)?;
            store.insert_staff("Tono", Role::Waiter, hash, at)
        })
    });
    hired.await.expect("no panic").expect("a store");
}

impl TestApp {
    /// A customer with a phone.
    pub(crate) fn customer(&self) -> Caller {
        Caller::anonymous(self.address)
    }

    /// Rina, logged in.
    pub(crate) async fn cashier(&self) -> Caller {
        self.customer().logged_in("Rina").await
    }

    /// Tono, logged in.
    pub(crate) async fn waiter(&self) -> Caller {
        self.customer().logged_in("Tono").await
    }

    /// Budi, logged in.
    pub(crate) async fn kitchen(&self) -> Caller {
        self.customer().logged_in("Budi").await
    }

    /// Dewi, logged in.
    pub(crate) async fn owner(&self) -> Caller {
        self.customer().logged_in("Dewi").await
    }

    /// Changes a setting as the owner.
    pub(crate) async fn set(&self, setting: Value) {
        let answer = self
            .owner()
            .await
            .patch("/api/v1/admin/settings", &setting)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// Closes the shop in order.
    pub(crate) async fn close(self) -> TempDir {
        self.server.stop().await;
        self.folder
    }

    /// Closes the shop, lets `meanwhile` happen to its file, and opens it again.
    pub(crate) async fn reopen_after(self, meanwhile: &str) -> Self {
        let folder = self.close().await;
        let file = rusqlite::Connection::open(folder.path().join("siap.db")).expect("the file");
        file.execute_batch(meanwhile).expect("a change");
        drop(file);
        open(folder).await
    }

    /// Closes the shop and opens it again on the same file (and another port).
    pub(crate) async fn reopen(self) -> Self {
        let folder = self.close().await;
        open(folder).await
    }
}

/// Asks every few milliseconds until it is so: what is waited for has no event. In between the processor is left to
/// those who bring it about.
pub(crate) async fn until(it_is_so: impl Fn() -> bool) {
    let wait = async {
        while !it_is_so() {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_mins(1), wait)
        .await
        .expect("it came to be so");
}

/// What a customer at table 5 sends for one plate of fried rice.
pub(crate) fn nasi_goreng() -> Value {
    json!({
        "items": [{ "menu_item_id": NASI_GORENG, "quantity": 1 }],
        "payment_method": "cash",
        "table_number": "5",
        "customer_name": "Rani",
    })
}

/// The same with this many lines, each to be ticked by itself.
pub(crate) fn nasi_goreng_lines(lines: usize) -> Value {
    let mut order = nasi_goreng();
    let line = json!({ "menu_item_id": NASI_GORENG, "quantity": 1 });
    order["items"] = Value::Array(vec![line; lines]);
    order
}

/// The uid of an order in an answer.
pub(crate) fn uid(order: &Value) -> String {
    order["uid"].as_str().expect("an order").to_owned()
}

/// A number in an answer.
pub(crate) fn int(value: &Value) -> i64 {
    value
        .as_i64()
        .unwrap_or_else(|| panic!("a number, not {value}"))
}

/// Holds what the program says now against what the one before said: what was there is there.
pub(crate) fn assert_still_says(before: &Value, now: &Value, place: &str) {
    match (before, now) {
        (Value::Object(before), Value::Object(now)) => {
            for (name, value) in before {
                let place = format!("{place}/{name}");
                let now = now.get(name).unwrap_or_else(|| panic!("{place} is gone"));
                // When a device was last used is another question, and the history says more of money now.
                let says_more =
                    name == "after" && before.get("field") == Some(&"payment_success".into());
                if name != "last_seen" && !says_more {
                    assert_still_says(value, now, &place);
                }
            }
        }
        (Value::Array(before), Value::Array(now)) => {
            assert_eq!(before.len(), now.len(), "{place}");
            for (index, (before, now)) in before.iter().zip(now).enumerate() {
                assert_still_says(before, now, &format!("{place}/{index}"));
            }
        }
        (before, now) => assert_eq!(before, now, "{place}"),
    }
}
