//! A day in a shop: at each route what finds something to change there.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::request::Asked;
use crate::support::{Caller, PIN, TestApp, int, nasi_goreng, png, spawn_app, uid};

/// A shop in which the day is lived.
pub(super) struct Day {
    pub(super) app: TestApp,
    stick: TempDir,
    pub(super) owner: Caller,
    cashier: Caller,
    pub(super) kitchen: Caller,
    leaving: Caller,
    orders: Vec<String>,
    card: Value,
}

impl Day {
    pub(super) async fn begun() -> Self {
        let app = spawn_app().await;
        let (owner, cashier, kitchen) =
            (app.owner().await, app.cashier().await, app.kitchen().await);
        let leaving = app.cashier().await;
        let settings = json!({
            "open_bills": "always", "orders": { "guests_may_add": true }, "street_address": "小館",
        });
        app.set(settings).await;
        let mut orders = Vec::new();
        for _ in 0..13 {
            orders.push(uid(&app.customer().order().await));
        }
        ask_for_more(&app, &orders[9], "more-to-accept").await;
        ask_for_more(&app, &orders[10], "more-to-decline").await;
        let status = format!("/api/v1/admin/orders/{}/status", orders[12]);
        for next in ["preparing", "ready"] {
            let moved = cashier.put(&status, &json!({ "status": next })).await;
            assert_eq!(moved.status, 200, "{}", moved.body);
        }
        Self {
            app,
            stick: tempfile::tempdir().expect("a stick"),
            owner,
            cashier,
            kitchen,
            leaving,
            orders,
            card: Value::Null,
        }
    }

    /// What is asked for at this route.
    pub(super) async fn asked(&mut self, method: &str, route: &str) -> Asked {
        let short = (method, route.trim_start_matches("/api/v1"));
        let of_orders = self.about_orders(short, route);
        if let Some(asked) = of_orders
            .or_else(|| self.about_money(short, route))
            .or_else(|| self.about_the_drawer(short, route))
            .or_else(|| self.about_printers(short, route))
        {
            asked
        } else if let Some(asked) = self.about_the_menu(short, route).await {
            asked
        } else {
            self.about_the_shop(short, route).await
        }
    }

    fn about_orders(&self, short: (&str, &str), route: &str) -> Option<Asked> {
        let guest = self.app.customer();
        let order = |n: usize| route.replace("{uid}", &self.orders[n]);
        let nothing = json!({});
        Some(match short {
            ("POST", "/orders" | "/orders/price") => Asked::json(&guest, route, &nasi_goreng()),
            (_, "/calls") => {
                let bill = json!({ "wish": "bill", "order": self.orders[0] });
                Asked::json(&guest, route, &bill)
            }
            (_, "/admin/display") => Asked::json(&self.cashier, route, &json!({ "view": "idle" })),
            (_, "/admin/calls/{id}") => {
                Asked::json(&self.cashier, route.replace("{id}", "1"), &nothing)
            }
            (_, "/orders/{uid}/cancel") => Asked::json(&guest, order(0), &nothing),
            (_, "/admin/orders/{uid}/confirm-payment") => {
                Asked::json(&self.cashier, order(1), &nothing)
            }
            (_, "/admin/orders/{uid}/lines") => {
                let more = json!({ "items": nasi_goreng()["items"], "expected_rev": 1 });
                Asked::json(&self.cashier, order(5), &more).named("one-more")
            }
            (_, "/admin/orders/{uid}/lines/{line}") => {
                let path = order(5).replace("{line}", "1");
                Asked::json(&self.cashier, path, &json!({ "quantity": 2 }))
            }
            (_, "/admin/orders/{uid}/lines/{line}/void") => {
                let path = order(5).replace("{line}", "2");
                Asked::json(&self.cashier, path, &json!({ "expected_rev": 3 })).named("not-that")
            }
            ("PATCH", "/admin/orders/{uid}") => {
                Asked::json(&self.cashier, order(5), &json!({ "table_number": "9" }))
            }
            (_, "/admin/orders/{uid}/merge") => {
                let into = &self.orders[8];
                let both = json!({ "into": into, "expected_rev": 1, "into_rev": 1 });
                Asked::json(&self.cashier, order(7), &both).named("two-are-one")
            }
            (_, "/admin/orders/{uid}/move-lines") => {
                let one = json!([{ "line_id": 2, "quantity": 1 }]);
                let one = json!({ "lines": one, "table_number": "9", "expected_rev": 2 });
                Asked::json(&self.cashier, order(8), &one).named("one-is-two")
            }
            (_, "/orders/{uid}/lines") => {
                let more = json!({ "items": nasi_goreng()["items"] });
                Asked::json(&guest, order(11), &more).named("more-by-phone")
            }
            (_, "/admin/orders/{uid}/requests/{id}/accept") => {
                let path = order(9).replace("{id}", "1");
                Asked::json(&self.cashier, path, &json!({ "expected_rev": 2 }))
                    .named("yes-of-course")
            }
            (_, "/admin/orders/{uid}/requests/{id}/decline") => {
                let path = order(10).replace("{id}", "1");
                let sorry = json!({ "reason": "habis", "expected_rev": 2 });
                Asked::json(&self.cashier, path, &sorry).named("sorry-it-is-gone")
            }
            (_, "/admin/orders/{uid}/served") => {
                Asked::json(&self.cashier, order(12), &json!({ "served": true }))
            }
            (_, "/admin/orders/{uid}/lines/{line}/status") => {
                let path = order(1).replace("{line}", "1");
                Asked::json(&self.kitchen, path, &json!({ "status": "done" }))
            }
            (_, "/admin/orders/{uid}/status") => {
                let cancelled = json!({ "status": "cancelled", "reason": "salah pesan" });
                Asked::json(&self.cashier, order(2), &cancelled)
            }
            (_, "/admin/orders/scan") => {
                Asked::json(&self.cashier, route, &json!({ "code": self.orders[3] }))
            }
            _ => return None,
        })
    }

    fn about_money(&self, short: (&str, &str), route: &str) -> Option<Asked> {
        let order = |n: usize| route.replace("{uid}", &self.orders[n]);
        let nothing = json!({});
        Some(match short {
            (_, "/admin/orders/{uid}/payments") => {
                let part = json!({ "method": "qris", "amount": 1_000, "expected_rev": 1 });
                Asked::json(&self.cashier, order(3), &part).named("a-part-of-it")
            }
            ("POST", "/admin/orders/{uid}/discounts") => {
                let regular = json!({
                    "kind": "amount", "amount": 1_000, "reason": "langganan", "expected_rev": 1
                });
                Asked::json(&self.cashier, order(4), &regular).named("a-discount")
            }
            ("DELETE", "/admin/orders/{uid}/discounts/{id}") => {
                let path = order(4).replace("{id}", "1");
                Asked::json(&self.cashier, path, &nothing)
            }
            (_, "/admin/orders/{uid}/refunds") => {
                let cold = json!({ "method": "cash", "reason": "basi", "expected_rev": 2 });
                Asked::json(&self.owner, order(3), &cold).named("the-part-again")
            }
            (_, "/admin/orders/{uid}/payments/{id}/corrections") => {
                let path = order(1).replace("{id}", "1");
                let wrong = json!({ "method": "qris", "reason": "salah ketuk", "expected_rev": 3 });
                Asked::json(&self.owner, path, &wrong).named("it-was-by-code")
            }
            (_, "/admin/orders/{uid}/claims") => {
                let twice = json!({
                    "cause": "double", "method": "qris", "amount": 1_000, "expected_rev": 4
                });
                Asked::json(&self.cashier, order(1), &twice).named("it-came-twice")
            }
            (_, "/admin/orders/{uid}/claims/{id}/settlement") => {
                let path = order(1).replace("{id}", "1");
                let back = json!({ "method": "cash", "reason": "dobel", "expected_rev": 5 });
                Asked::json(&self.owner, path, &back).named("and-went-back")
            }
            ("PUT", "/admin/orders/{uid}/checks") => {
                let halves = json!({ "equal_parts": 2, "expected_rev": 1 });
                Asked::json(&self.cashier, order(6), &halves)
            }
            ("DELETE", "/admin/orders/{uid}/checks") => {
                Asked::json(&self.cashier, order(6), &json!({ "expected_rev": 2 }))
            }
            _ => return None,
        })
    }

    fn about_the_drawer(&self, short: (&str, &str), route: &str) -> Option<Asked> {
        let till = |body: Value| Asked::json(&self.cashier, route.replace("{id}", "1"), &body);
        Some(match short {
            (_, "/admin/shifts") => till(json!({ "counted": 100_000 })).named("open-the-drawer"),
            (_, "/admin/shifts/{id}/moves") => {
                let coins = json!({ "kind": "pay_in", "amount": 5_000, "reason": "uang kecil" });
                till(coins).named("some-small-coins")
            }
            (_, "/admin/shifts/{id}/counts") => {
                till(json!({ "counted": 105_000 })).named("count-the-drawer")
            }
            (_, "/admin/shifts/{id}/close") => {
                till(json!({ "count_id": 1 })).named("close-the-drawer")
            }
            (_, "/admin/pause") => till(json!({ "minutes": 15 })),
            _ => return None,
        })
    }

    fn about_printers(&self, short: (&str, &str), route: &str) -> Option<Asked> {
        let (owner, route) = (&self.owner, route.replace("{id}", "1"));
        // At a port that takes no connections.
        let spec = |name: &str| {
            json!({
                "name": name, "way": "net", "address": "127.0.0.1:1024", "width": "384", "prints": "text",
                "cuts": false, "opens_drawer": false, "beeps": false, "papers": ["bill", "report"], "stations": [],
            })
        };
        Some(match short {
            ("POST", "/admin/printers") => Asked::json(owner, route, &spec("Kasir")),
            ("PUT", "/admin/printers/{id}") => Asked::json(owner, route, &spec("Depan")),
            ("DELETE", "/admin/printers/{id}") => {
                Asked::json(owner, format!("{route}?drop_jobs=true"), &json!({}))
            }
            ("PUT", "/admin/print-pictures") => {
                let picture = json!({ "width": 8, "hex": "ff".repeat(24) });
                Asked::json(owner, route, &json!({ "of": "小館", "picture": picture }))
            }
            (_, "/admin/orders/{uid}/print") => {
                let path = route.replace("{uid}", &self.orders[4]);
                Asked::json(&self.cashier, path, &json!({ "kind": "bill" }))
            }
            (_, "/admin/print-jobs") => {
                let newest = self.newest("print_jobs");
                let drops = json!({ "act": "drop", "jobs": [newest] });
                Asked::json(&self.cashier, route, &drops)
            }
            (_, "/admin/printers/{id}/test" | "/admin/printers/search" | "/admin/today/print") => {
                Asked::json(owner, route, &json!({}))
            }
            _ => return None,
        })
    }

    async fn about_the_shop(&mut self, short: (&str, &str), route: &str) -> Asked {
        let (owner, guest) = (&self.owner, self.app.customer());
        let with_id = |id: i64| route.replace("{id}", &id.to_string());
        let nothing = json!({});
        match short {
            (_, "/admin/tables") => {
                Asked::json(owner, route, &json!({ "tables": ["1", "2", "3"] }))
            }
            (_, "/admin/cards/renew") => {
                let deck = owner.get("/api/v1/admin/cards").await.body;
                self.card = deck["cards"][0].clone();
                Asked::json(owner, route, &json!({ "ids": [self.card["id"]] }))
            }
            (_, "/admin/cards/restore") => {
                let card = json!({ "id": self.card["id"], "token": self.card["token"] });
                Asked::json(owner, route, &json!({ "cards": [card] }))
            }
            (_, "/admin/cards/wifi") => {
                let wifi = json!({ "name": "Warung", "password": "rahasia12" });
                Asked::json(owner, route, &wifi)
            }
            ("PATCH", "/admin/settings") => {
                let settings = json!({ "shop_name": "Warung Dewi", "takes_orders": false });
                Asked::json(owner, route, &settings)
            }
            ("PUT", "/admin/settings") => {
                Asked::json(owner, route, &json!({ "shop_name": "Warung Ayu" }))
            }
            ("PUT", "/admin/logo") => self.picture(route.to_owned()),
            (_, "/admin/backups/place") => {
                let place = self.stick.path().to_str().expect("text");
                Asked::json(owner, route, &json!({ "place": place }))
            }
            (_, "/admin/qris/check") => {
                Asked::json(owner, route, &json!({ "code": crate::qris::static_code() }))
            }
            (_, "/admin/qris/photo") => Asked {
                kind: "image/x-portable-graymap",
                body: crate::qris::photo().into(),
                ..self.picture(route.to_owned())
            },
            ("POST", "/admin/staff") => {
                let sari = json!({ "name": "Sari", "role": "kitchen", "pin": "1234" });
                Asked::json(owner, route, &sari)
            }
            ("PUT", "/admin/staff/{id}") => {
                let id = self.newest("staff");
                Asked::json(owner, with_id(id), &json!({ "name": "Sari Dewi" }))
            }
            (_, "/admin/staff/{id}" | "/admin/staff/{id}/restore") => {
                let id = self.newest("staff");
                Asked::json(owner, with_id(id), &nothing)
            }
            (_, "/admin/devices/{id}") => {
                let devices = owner.get("/api/v1/admin/devices").await.body;
                let devices = devices["devices"].as_array().expect("devices");
                let budis = devices.iter().find(|one| one["staff"]["name"] == "Budi");
                Asked::json(
                    owner,
                    with_id(int(&budis.expect("a device")["id"])),
                    &nothing,
                )
            }
            (_, "/admin/devices/pairing") => {
                Asked::json(owner, route, &json!({ "role": "board", "name": "Papan 2" }))
            }
            (_, "/pair") => {
                let asked = json!({ "role": "board", "name": "Papan" });
                let pairing = "/api/v1/admin/devices/pairing";
                let pairing = owner.post(pairing, &asked).await.body;
                Asked::json(&guest, route, &json!({ "code": pairing["code"] }))
            }
            (_, "/admin/me/pin") => {
                Asked::json(owner, route, &json!({ "pin": PIN, "new_pin": "8642" }))
            }
            (_, "/admin/login") => {
                let login = json!({ "name": "Rina", "pin": PIN, "want": "token" });
                Asked::json(&guest, route, &login)
            }
            (_, "/admin/logout") => Asked::json(&self.leaving, route, &nothing),
            (_, "/admin/printed-url") => {
                Asked::json(owner, route, &json!({ "url": "http://siap.test" }))
            }
            _ => Asked::json(owner, route, &nothing),
        }
    }

    /// A picture, as far as the shop looks into it.
    pub(super) fn picture(&self, path: String) -> Asked {
        Asked {
            key: None,
            by: self.owner.clone(),
            path,
            kind: "image/png",
            body: png(8, 9, 9),
        }
    }
}

async fn ask_for_more(app: &TestApp, order: &str, key: &str) {
    let path = format!("/api/v1/orders/{order}/lines");
    let more = json!({ "items": nasi_goreng()["items"] });
    let asked = crate::money::keyed(&app.customer(), &path, key, &more).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
}
