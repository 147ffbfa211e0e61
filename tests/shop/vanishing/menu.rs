//! What is asked for at the routes of the menu.

use serde_json::{Value, json};

use super::{day::Day, request::Asked};

impl Day {
    pub(super) async fn about_the_menu(&self, short: (&str, &str), route: &str) -> Option<Asked> {
        let owner = &self.owner;
        let with_id = |id: i64| route.replace("{id}", &id.to_string());
        let words = |id: &str| json!({ "id": id });
        let nothing = json!({});
        Some(match short {
            (_, "/admin/menu/availability") => {
                let gone = json!({ "item_ids": [1, 2], "is_available": false });
                Asked::json(&self.kitchen, route, &gone)
            }
            (_, "/admin/menu/{id}/availability") => {
                Asked::json(&self.kitchen, with_id(3), &json!({ "is_available": false }))
            }
            (_, "/admin/menu/{id}/stock") => Asked::json(owner, with_id(1), &json!({ "left": 12 })),
            (_, "/admin/menu/options/{id}/availability") => {
                Asked::json(&self.kitchen, with_id(1), &json!({ "is_available": false }))
            }
            ("POST", "/admin/menu") => {
                let item = json!({ "category_id": 1, "name": words("Nasi Uduk"), "price": 15_000 });
                Asked::json(owner, route, &item)
            }
            ("PUT", "/admin/menu/{id}") => {
                Asked::json(owner, with_id(1), &json!({ "price": 22_500 }))
            }
            (_, "/admin/menu/{id}" | "/admin/menu/{id}/restore") => {
                Asked::json(owner, with_id(2), &nothing)
            }
            ("PUT", "/admin/menu/{id}/photo") => self.picture(with_id(3)),
            (_, "/admin/menu/{id}/photo") => Asked::json(owner, with_id(3), &nothing),
            (_, "/admin/menu/order") => {
                let menu = owner.get("/api/v1/admin/menu").await.body;
                let mut categories = menu["categories"].as_array().expect("a menu").clone();
                categories.reverse();
                let of = |category: &Value| {
                    let items = category["items"].as_array().expect("items").iter();
                    let items: Vec<_> = items.map(|item| item.get("id").unwrap_or(item)).collect();
                    json!({ "id": category["id"], "items": items })
                };
                let categories: Vec<_> = categories.iter().map(of).collect();
                let asked = json!({ "expected_rev": menu["rev"], "categories": categories });
                Asked::json(owner, route, &asked)
            }
            (_, "/admin/menu/prices") => {
                let menu = owner.get("/api/v1/admin/menu").await.body;
                let path = format!("{route}?expected_rev={}", menu["rev"]);
                let dearer = json!({ "by_bp": 1_000, "step": 500 });
                Asked::json(owner, path, &dearer)
            }
            (_, "/admin/menu/undo") => {
                let menu = owner.get("/api/v1/admin/menu").await.body;
                let path = format!("{route}?expected_rev={}", menu["rev"]);
                Asked::json(owner, path, &nothing)
            }
            (_, "/admin/menu/categories") => {
                let category = json!({ "name": words("Jus"), "station": "bar" });
                Asked::json(owner, route, &category)
            }
            ("PUT", "/admin/menu/categories/{id}") => {
                Asked::json(owner, with_id(1), &json!({ "name": words("Makan") }))
            }
            (_, "/admin/menu/categories/{id}" | "/admin/menu/categories/{id}/restore") => {
                // The new one is the last, and nothing is in it.
                let newest = self.newest("categories");
                Asked::json(owner, with_id(newest), &nothing)
            }
            (_, "/admin/menu/groups") => {
                let option = json!({ "name": words("Madu"), "price": 3000 });
                let group =
                    json!({ "name": words("Gula"), "min": 0, "max": 1, "options": [option] });
                Asked::json(owner, route, &group)
            }
            ("PUT", "/admin/menu/groups/{id}") => {
                Asked::json(owner, with_id(1), &json!({ "name": words("Pedas") }))
            }
            (_, "/admin/menu/groups/{id}" | "/admin/menu/groups/{id}/restore") => {
                let newest = self.newest("modifier_groups");
                Asked::json(owner, with_id(newest), &nothing)
            }
            (_, "/admin/price-levels") => {
                let market = json!({ "name": words("Pasar malam"), "markup_bp": 500 });
                Asked::json(owner, route, &market)
            }
            (_, "/admin/price-levels/{code}") => {
                let path = route.replace("{code}", "gofood");
                Asked::json(owner, path, &json!({ "is_on": true, "markup_bp": 2_000 }))
            }
            (_, "/admin/fees/{code}") => {
                let path = route.replace("{code}", "packaging");
                Asked::json(owner, path, &json!({ "amount": 2_000 }))
            }
            (_, "/admin/menu/import") => {
                let mut file = owner.get("/api/v1/admin/menu/export").await.body;
                file["items"][0]["price"] = json!(31_000);
                Asked::json(owner, route, &file)
            }
            _ => return None,
        })
    }
}
