//! A disk whose flushes fail: nothing is acknowledged that may not be there.

use std::collections::HashMap;

use serde_json::json;

use super::lost::shop_on;
use crate::support::{
    Besides, Executable, Machine, check_books, hire, int, nasi_goreng, nasi_goreng_lines, uid,
};

#[tokio::test]
async fn after_a_flush_that_failed_nothing_is_acknowledged_until_the_shop_is_opened_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    let machine = Machine::sound();
    let siap = Executable::start_on(&machine, folder.path()).await;
    let (customer, cashier) = (siap.customer(), siap.customer().logged_in("Rina").await);
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let order = customer.order().await;
    till.hears_next("new_order").await;

    machine.break_disk();
    let paid = cashier.pay(&order).await;
    assert_eq!((paid.status, paid.code()), (503, "cannot_write"));
    let refused = customer.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (503, "cannot_write"));
    let health = customer.get("/health").await;
    assert_eq!(
        (health.status, &health.body["status"]),
        (503, &json!("cannot_write"))
    );
    // What the system has after a flush that failed nobody knows: a later one proves nothing.
    machine.mend_disk();
    assert_eq!(cashier.pay(&order).await.status, 503);
    assert_eq!(customer.get("/health").await.status, 503);
    // Reading goes on, and nobody was told of what was not kept.
    let now = customer
        .get(&format!("/api/v1/orders/{}", uid(&order)))
        .await;
    assert_eq!(now.body["status"], "awaiting_payment");
    till.say(&json!({ "type": "ping" })).await;
    till.hears_next("heartbeat").await;
    siap.kill().await;

    let siap = Executable::start_on(&machine, folder.path()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let said = [(uid(&order), 1)].into_iter().collect();
    check_books(&cashier, &said, Besides::Perhaps).await;
    let paid = cashier.pay(&order).await;
    assert_eq!((paid.status, int(&paid.body["rev"])), (200, 3));
    assert_eq!(siap.customer().get("/health").await.status, 200);
    siap.kill().await;
}

#[tokio::test]
async fn pages_that_were_lost_on_their_way_out_of_the_log_are_still_in_it_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = Machine::sound();
    shop_on(&machine, folder.path()).await;
    let siap = Executable::start_on(&machine, folder.path()).await;
    let customer = siap.customer();
    let mut said = HashMap::new();
    let mut refused = false;
    machine.break_database();
    // So many that the log is taken back more than once; the disk is sound again half way.
    for number in 0..1500 {
        if number == 750 {
            machine.mend_disk();
        }
        let answer = customer
            .post("/api/v1/orders", &nasi_goreng_lines(20))
            .await;
        if answer.status != 201 {
            assert_eq!((answer.status, answer.code()), (503, "cannot_write"));
            refused = true;
            break;
        }
        said.insert(uid(&answer.body), 1);
    }
    assert!(refused, "what may be lost is not built upon");
    assert_eq!(customer.get("/health").await.status, 503);
    // In order: whoever closes last must leave the log alone.
    assert_eq!(siap.end("-TERM").await, Some(0));

    let siap = Executable::start(&machine.what_is_left()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    check_books(&cashier, &said, Besides::Perhaps).await;
    siap.kill().await;
}
