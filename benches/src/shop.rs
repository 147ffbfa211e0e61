//! What the load says to a shop, in the words of its API.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    client::{request, write_request},
    pool::Pool,
};

static KEYS: AtomicU64 = AtomicU64::new(1);

/// What is read of an order.
#[derive(Debug, Deserialize)]
pub(crate) struct Order {
    pub(crate) uid: String,
    pub(crate) rev: i64,
}

/// A dish that can be ordered without choosing anything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dish(i64);

impl Dish {
    pub(crate) async fn find(pool: &Pool) -> Self {
        let menu: Value = pool
            .ask(&request("GET", "/api/v1/menu", &[], ""))
            .await
            .expect(200);
        let categories = menu["categories"]
            .as_array()
            .expect("a menu has categories");
        let dish = categories
            .iter()
            .filter_map(|one| one["items"].as_array())
            .flatten()
            .find(|item| {
                let groups = item["modifier_groups"].as_array();
                item["is_available"] == true && groups.is_none_or(Vec::is_empty)
            });
        Self(
            dish.and_then(|dish| dish["id"].as_i64())
                .expect("a dish with nothing to choose"),
        )
    }

    /// Its number on the menu.
    pub(crate) const fn id(self) -> i64 {
        self.0
    }

    /// An order of so many lines.
    pub(crate) fn order(self, lines: usize) -> String {
        let line = json!({ "menu_item_id": self.0, "quantity": 1 });
        let order = json!({
            "items": vec![line; lines],
            "payment_method": "cash",
            "table_number": "5",
            "customer_name": "Rani",
        });
        order.to_string()
    }
}

/// Writes a request to place an order, with a key of its own.
pub(crate) fn write_place(out: &mut String, order: &str) {
    let key = format!("load-{:016x}", key());
    write_request(
        out,
        "POST",
        "/api/v1/orders",
        &[("idempotency-key", &key)],
        order,
    );
}

/// A number that looks random and never comes twice, as keys from phones do (`SplitMix64`).
fn key() -> u64 {
    let count = KEYS.fetch_add(1, Ordering::Relaxed);
    let mut mixed = count.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A request to place an order.
pub(crate) fn place(order: &str) -> String {
    let mut out = String::new();
    write_place(&mut out, order);
    out
}

/// Places many orders as fast as the pool allows.
pub(crate) async fn place_many(
    pool: &std::sync::Arc<Pool>,
    order: &str,
    count: usize,
) -> Vec<Order> {
    let mut placing = tokio::task::JoinSet::new();
    for _ in 0..count {
        let (pool, request) = (pool.clone(), place(order));
        placing.spawn(async move { pool.ask(&request).await.expect::<Order>(201) });
    }
    placing.join_all().await
}

/// Logs in; the token of the session.
pub(crate) async fn log_in(pool: &Pool, name: &str, pin: &str) -> String {
    #[derive(Deserialize)]
    struct LoggedIn {
        token: String,
    }
    let body = json!({ "name": name, "pin": pin, "want": "token" }).to_string();
    let asked = pool
        .ask(&request("POST", "/api/v1/admin/login", &[], &body))
        .await;
    asked.expect::<LoggedIn>(200).token
}

/// The order of each event of the journal after `since`, in the order of the journal.
pub(crate) async fn journal(address: SocketAddr, token: &str, since: i64) -> Vec<(i64, String)> {
    #[derive(Deserialize)]
    struct Journal {
        events: Vec<Event>,
    }
    #[derive(Deserialize)]
    struct Event {
        seq: i64,
        data: EventData,
    }
    #[derive(Deserialize)]
    struct EventData {
        order: Order,
    }

    let pool = Pool::new(address, 1);
    let bearer = format!("Bearer {token}");
    let mut found: Vec<(i64, String)> = Vec::new();
    loop {
        let last = found.last().map_or(since, |(seq, _)| *seq);
        let path = format!("/api/v1/admin/events?since={last}&limit=1000");
        let asked = pool
            .ask(&request("GET", &path, &[("authorization", &bearer)], ""))
            .await;
        let page: Journal = asked.expect(200);
        if page.events.is_empty() {
            return found;
        }
        found.extend(
            page.events
                .into_iter()
                .map(|event| (event.seq, event.data.order.uid)),
        );
    }
}
