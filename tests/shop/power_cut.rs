//! The real program, killed in the middle of writing and opened again.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde_json::json;
use tokio::sync::Mutex;

use crate::support::{Caller, Executable, hire, int, nasi_goreng, uid};

/// How often it is killed. Longer: `SIAP_KILLS=100 cargo test --test shop power_cut`.
const KILLS: u32 = 4;
/// Orders acknowledged before each kill, at least.
const ORDERS: usize = 60;

#[tokio::test]
async fn killed_while_writing_it_loses_no_acknowledged_order_and_leaves_no_hole() {
    let kills = std::env::var("SIAP_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok());
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let acknowledged: Arc<Mutex<Vec<(String, i64)>>> = Arc::default();

    for round in 1..=kills.unwrap_or(KILLS) {
        let siap = Executable::start(folder.path()).await;
        let cashier = siap.customer().logged_in("Rina").await;
        let customers: Vec<_> = (0..8)
            .map(|_| tokio::spawn(order_and_pay(cashier.clone(), acknowledged.clone())))
            .collect();
        while acknowledged.lock().await.len() < ORDERS * round as usize {
            tokio::task::yield_now().await;
        }
        siap.kill().await;
        for customer in customers {
            customer.await.expect("no panic");
        }

        let siap = Executable::start(folder.path()).await;
        let cashier = siap.customer().logged_in("Rina").await;
        let journal = cashier.journal(0).await;
        let places: Vec<_> = journal.iter().map(|event| int(&event["seq"])).collect();
        let whole: Vec<_> = (1..=i64::try_from(journal.len()).expect("few")).collect();
        assert_eq!(places, whole, "the journal has a hole");
        // What was acknowledged, with as many events as were acknowledged, and every number once.
        let mut revs = HashMap::new();
        let mut numbers = HashSet::new();
        for event in &journal {
            let order = &event["data"]["order"];
            let rev = int(&order["rev"]);
            let before = revs.insert(order["uid"].as_str().expect("a uid").to_owned(), rev);
            assert_eq!(
                rev,
                before.unwrap_or(0) + 1,
                "an order's events have a hole"
            );
            if rev == 1 {
                assert!(
                    numbers.insert(order["number"].to_string()),
                    "{} twice",
                    order["number"]
                );
            }
        }
        for (uid, rev) in acknowledged.lock().await.iter() {
            assert!(
                revs.get(uid).is_some_and(|kept| kept >= rev),
                "{uid} lost its rev {rev}"
            );
            let order = siap.customer().get(&format!("/api/v1/orders/{uid}")).await;
            assert_eq!((order.status, &order.body["rev"]), (200, &json!(revs[uid])));
        }
        assert_eq!(siap.end("-TERM").await, Some(0));
    }
}

/// Orders and pays until the shop is gone; notes what it was told is done.
async fn order_and_pay(cashier: Caller, acknowledged: Arc<Mutex<Vec<(String, i64)>>>) {
    loop {
        let Some(placed) = cashier
            .attempt("POST", "/api/v1/orders", &nasi_goreng())
            .await
        else {
            return;
        };
        let order = uid(&placed.body);
        acknowledged.lock().await.push((order.clone(), 1));
        let path = format!("/api/v1/admin/orders/{order}/confirm-payment");
        let Some(paid) = cashier.attempt("PUT", &path, &json!({})).await else {
            return;
        };
        acknowledged
            .lock()
            .await
            .push((order, int(&paid.body["rev"])));
    }
}
