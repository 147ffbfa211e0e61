//! A disk that fills up: new orders are refused, open ones are finished, and when there is room
//! again all goes on by itself.

use std::{io::Write, time::Duration};

use serde_json::{Value, json};

use crate::support::{Disk, Executable, PIN, hire, nasi_goreng, run, until};

#[tokio::test]
async fn a_full_disk_refuses_new_orders_finishes_open_ones_and_recovers_by_itself() {
    let Some(disk) = Disk::of(120) else {
        let why = "skipped: only root may have a small disk to fill";
        writeln!(std::io::stderr(), "{why}").expect("a terminal");
        return;
    };
    let data = disk.path().join("shop");
    hire(&data, "Rina", "cashier").await;
    let siap = Executable::start(&data).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(siap.customer().order().await);
    }
    // The disk is full at once, between two looks at it: what the writer finds has the reserve
    // given up, and the next tap goes through.
    let ballast = disk.fill("shop/ballast");
    let mut refused = 0;
    for order in &open {
        let mut paid = cashier.pay(order).await;
        while paid.status == 507 {
            assert_eq!(paid.code(), "disk_full");
            refused += 1;
            assert!(refused < 20, "the reserve is not given up");
            paid = cashier.pay(order).await;
        }
        assert_eq!(paid.status, 200, "{}", paid.body);
    }
    assert!(refused > 0, "the disk was never full");
    let order = siap.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((order.status, order.code()), (507, "disk_full"));
    let shop = siap.customer().get("/api/v1/shop").await.body;
    assert_eq!(shop["disk_space"], "short");
    assert_eq!(siap.customer().get("/health").await.status, 200);
    for order in &open {
        assert_eq!(cashier.set_status(order, "ready").await.status, 200);
    }

    // Room again: it goes on by itself.
    std::fs::remove_file(ballast).expect("a file");
    let goes_on = async {
        loop {
            let order = siap.customer().post("/api/v1/orders", &nasi_goreng()).await;
            if order.status == 201 {
                return order.body;
            }
            assert_eq!(order.code(), "disk_full");
            tokio::task::yield_now().await;
        }
    };
    let order = tokio::time::timeout(Duration::from_mins(1), goes_on)
        .await
        .expect("an order");
    assert_eq!(order["number"], "C-021");
    until(|| data.join("reserve").exists()).await;
    // Every event was told, in order, once: also those around the full disk.
    let journal = cashier.journal(0).await;
    let seqs: Vec<_> = journal.iter().map(|event| event["seq"].clone()).collect();
    let count = i64::try_from(journal.len()).expect("a number");
    assert_eq!(seqs, (1..=count).map(Value::from).collect::<Vec<_>>());
    assert_eq!(count, 20 + 20 * 2 + 20 + 1);
    for event in &journal {
        assert_eq!(till.hears().await["seq"], event["seq"]);
    }
    siap.kill().await;
    let login = json!({ "name": "Rina", "pin": PIN, "want": "token" });
    let siap = Executable::start(&data).await;
    let answer = siap.customer().post("/api/v1/admin/login", &login).await;
    assert_eq!(answer.status, 200);
    siap.kill().await;
}

#[tokio::test]
async fn while_there_is_little_room_orders_are_refused_and_cost_nobody_else_anything() {
    let Some(disk) = Disk::of(120) else { return };
    let data = disk.path().join("shop");
    hire(&data, "Rina", "cashier").await;
    let siap = Executable::start(&data).await;
    let (customer, cashier) = (siap.customer(), siap.customer().logged_in("Rina").await);
    let key = [("idempotency-key", "0123456789")];
    let order = nasi_goreng();
    let first = customer.ask("POST", "/api/v1/orders", &key, Some(&order));
    let first = first.await.body;
    disk.fill_but(20);
    let is_short = async {
        while customer.get("/api/v1/shop").await.body["disk_space"] != "short" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), is_short)
        .await
        .expect("a look at the disk");
    for turn in 0..20 {
        // Side by side, so that they would share a commit.
        let line = cashier.set_line(&first, 1, if turn % 2 == 0 { "done" } else { "queued" });
        let (refused, paid, _) = tokio::join!(
            customer.post("/api/v1/orders", &order),
            cashier.pay(&first),
            line
        );
        assert_eq!((refused.status, refused.code()), (507, "disk_full"));
        assert_eq!(paid.status, 200, "{}", paid.body);
    }
    let again = customer.ask("POST", "/api/v1/orders", &key, Some(&order));
    assert_eq!(again.await.body["uid"], first["uid"]);
    assert!(data.join("reserve").exists(), "nothing was in need of it");
    siap.kill().await;
}

#[tokio::test]
async fn health_notices_a_full_disk_by_itself_and_that_there_is_room_again() {
    let Some(disk) = Disk::of(120) else { return };
    let siap = Executable::start(&disk.path().join("shop")).await;
    let status = async || siap.customer().get("/health").await.status;
    assert_eq!(status().await, 200);
    // The reserve is given up for what is written next; then that is gone, too.
    let mut ballast = Vec::new();
    let full = async {
        while status().await != 503 {
            ballast.push(disk.fill(&format!("ballast-{}", ballast.len())));
        }
    };
    tokio::time::timeout(Duration::from_mins(1), full)
        .await
        .expect("nobody writes, and it is noticed");
    assert_eq!(
        siap.customer().get("/health").await.body["status"],
        "disk_full"
    );
    for file in ballast {
        std::fs::remove_file(file).expect("a file");
    }
    let again = async { while status().await != 200 {} };
    tokio::time::timeout(Duration::from_mins(1), again)
        .await
        .expect("room again");
    siap.kill().await;
}

#[tokio::test]
async fn a_shop_on_a_full_disk_opens_with_its_reserve_and_is_never_called_damaged() {
    let Some(disk) = Disk::of(120) else {
        return;
    };
    let data = disk.path().join("shop");
    hire(&data, "Rina", "cashier").await;
    let siap = Executable::start(&data).await;
    let order = siap.customer().order().await;
    until(|| data.join("reserve").exists()).await;
    // In order: there is no index of the log any more, and opening makes one.
    assert_eq!(siap.end("-TERM").await, Some(0));
    disk.fill("ballast");
    let siap = Executable::start(&data).await;
    let cashier = siap.customer().logged_in("Rina").await;
    assert_eq!(cashier.pay(&order).await.status, 200);
    let refused = siap.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!((refused.status, refused.code()), (507, "disk_full"));
    assert_eq!(siap.end("-TERM").await, Some(0));

    // Not even that is left.
    disk.fill("more-ballast");
    assert!(!data.join("reserve").exists());
    let text = data.to_str().expect("text");
    let ended = run(&["serve", "--listen", "127.0.0.1:0", "--data", text], "").await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let says = |words: &str| ended.complaint.contains(words);
    assert!(says("is full") && says("Free up"), "{ended:?}");
    assert!(!says("is damaged (") && !says("restore"), "{ended:?}");
    let doctor = run(&["doctor", "--json", "--data", text], "").await;
    assert!(doctor.said.contains("database_full"), "{doctor:?}");
    assert!(!doctor.said.contains("siap restore"), "{doctor:?}");
}

#[tokio::test]
async fn a_setting_that_found_no_room_does_not_hold() {
    let Some(disk) = Disk::of(120) else { return };
    let data = disk.path().join("shop");
    hire(&data, "Dewi", "owner").await;
    let siap = Executable::start_with(&["--limits", "on"], &data).await;
    let owner = siap.customer().logged_in("Dewi").await;
    let is_known = async |host: &str| {
        let headers = [("host", host)];
        let guest = siap.customer();
        let answer = guest.ask("GET", "/api/v1/menu", &headers, None).await;
        answer.status == 200
    };
    let guess = async |by: u8| {
        let path = "/api/v1/lookup?number=C-999&code=ZZZZ";
        siap.customer().at(by).get(path).await.status
    };
    disk.fill("ballast");
    // What the log has room for is written; the first that finds none is refused.
    let mut name = String::new();
    let mut refused = false;
    for number in 0..200 {
        name = format!("kasir{number}.test");
        let change =
            json!({ "host_names": [name], "limits": { "lookups_per_minute": 3 + number } });
        let answer = owner.patch("/api/v1/admin/settings", &change).await;
        if answer.status == 507 {
            assert_eq!(answer.code(), "disk_full");
            refused = true;
            break;
        }
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(is_known(&name).await, "{name} holds once it is written");
    }
    assert!(refused, "the disk was never full");
    assert!(!is_known(&name).await, "{name} was refused");
    let limit =
        owner.get("/api/v1/admin/settings").await.body["limits"]["lookups_per_minute"].clone();
    let limit = limit.as_u64().expect("a number");
    for _ in 0..limit {
        assert_eq!(guess(9).await, 404);
    }
    assert_eq!(guess(9).await, 429, "what is written is {limit}");
    siap.kill().await;
}
