//! Sessions of every kind, in force and not.

use serde_json::json;
use siap::domain::Role;

use super::{Caller, TestApp, int};

impl TestApp {
    /// A person, or a screen, with this role.
    pub(crate) async fn with_role(&self, role: Role) -> Caller {
        match role {
            Role::Owner => self.owner().await,
            Role::Cashier => self.cashier().await,
            Role::Waiter => self.waiter().await,
            Role::Kitchen => self.kitchen().await,
            Role::Board => self.screen("board", "Papan").await,
            Role::Kiosk => self.screen("kiosk", "Kios").await,
            Role::Display => self.screen("display", "Layar pelanggan").await,
        }
    }

    /// A screen that was paired.
    pub(crate) async fn screen(&self, role: &str, name: &str) -> Caller {
        let asked = json!({ "role": role, "name": name });
        let owner = self.owner().await;
        let pairing = owner.post("/api/v1/admin/devices/pairing", &asked).await;
        assert_eq!(pairing.status, 201, "{}", pairing.body);
        let code = json!({ "code": pairing.body["code"] });
        let paired = self.customer().post("/api/v1/pair", &code).await;
        assert_eq!(paired.status, 200, "{}", paired.body);
        let cookie = paired.header("set-cookie");
        let token = cookie.split([';', '=']).nth(1).expect("a token");
        // The same secret opens the same session, however it is sent.
        Caller {
            token: Some(token.to_owned()),
            ..self.customer()
        }
    }

    /// An owner who logged out.
    pub(crate) async fn ended(&self) -> Caller {
        let owner = self.owner().await;
        let out = owner.post("/api/v1/admin/logout", &json!({})).await;
        assert_eq!(out.status, 204);
        owner
    }

    /// An owner's device that another one revoked.
    pub(crate) async fn revoked(&self) -> Caller {
        let lost = self.owner().await;
        let owner = self.owner().await;
        let devices = lost.get("/api/v1/admin/devices").await.body;
        let devices = devices["devices"].as_array().expect("devices");
        let this = devices.iter().find(|device| device["is_this"] == true);
        let id = int(&this.expect("this device")["id"]);
        let path = format!("/api/v1/admin/devices/{id}");
        assert_eq!(owner.delete(&path).await.status, 204);
        lost
    }

    /// An owner who was last here more than twelve hours ago.
    pub(crate) async fn expired(&self) -> Caller {
        let owner = self.owner().await;
        let file = rusqlite::Connection::open(self.folder.path().join("siap.db")).expect("a file");
        let aged = file.execute(
            "update sessions set last_used_at = last_used_at - 12 * 60 * 60 * 1000 - 1000
             where id = (select max(id) from sessions)",
            [],
        );
        assert_eq!(aged, Ok(1));
        owner
    }
}
