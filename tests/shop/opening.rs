//! Opening and closing the real program: one clear line when it cannot, and an orderly end.

use std::path::Path;

use crate::support::{Ended, Executable, hire, nasi_goreng, run};

async fn serve(data: &Path, listen: &str) -> Ended {
    let data = data.to_str().expect("text");
    run(&["serve", "--listen", listen, "--data", data], "").await
}

fn assert_one_clear_line(ended: &Ended, words: &[&str]) {
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let lines: Vec<_> = ended.complaint.lines().collect();
    assert_eq!(lines.len(), 1, "{ended:?}");
    for word in words {
        assert!(lines[0].contains(word), "{word} in {ended:?}");
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_named_with_what_to_do() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let ended = serve(folder.path(), &address).await;
    assert_one_clear_line(&ended, &["port", "is used by another program", "--listen"]);
    assert!(!folder.path().join("siap.db").exists(), "nothing was begun");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a-file");
    std::fs::write(&file, b"in the way").expect("a file");
    let ended = serve(&file.join("shop"), "127.0.0.1:0").await;
    assert_one_clear_line(&ended, &["cannot be written", "--data"]);
}

#[tokio::test]
async fn a_second_siap_on_the_same_data_is_refused_while_the_first_lives() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Executable::start(folder.path()).await;
    let ended = serve(folder.path(), "127.0.0.1:0").await;
    assert_one_clear_line(&ended, &["already running", "--data"]);
    first.kill().await;
    let again = Executable::start(folder.path()).await;
    assert_eq!(again.end("-TERM").await, Some(0));
}

#[tokio::test]
async fn a_signal_closes_the_shop_in_order_and_tells_every_screen() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().expect("a folder");
        let siap = Executable::start(folder.path()).await;
        let customer = siap.customer();
        let mut screen = customer.listen("/ws?room=board").await;
        screen.snapshot().await;
        customer.order().await;
        let (code, end) = tokio::join!(screen.closes(), siap.end(signal));
        assert_eq!((code, end), (1001, Some(0)), "{signal}");
        assert!(
            !folder.path().join("siap.db-wal").exists(),
            "the file is whole by itself"
        );
    }
}

#[tokio::test]
async fn staff_are_added_beside_the_open_shop() {
    let folder = tempfile::tempdir().expect("a folder");
    let siap = Executable::start(folder.path()).await;
    hire(folder.path(), "Rina", "cashier").await;
    let cashier = siap.customer().logged_in("Rina").await;
    assert_eq!(cashier.get("/api/v1/admin/me").await.status, 200);

    let data = folder.path().to_str().expect("text");
    for (name, role, pin, complaint) in [
        ("rina", "kitchen", "1234", "is already in use"),
        ("Budi", "kitchen", "12", "4 to 10 digits"),
        ("Budi", "kitchen", "12345678901", "4 to 10 digits"),
        ("Budi", "kitchen", "12a4", "4 to 10 digits"),
        ("", "kitchen", "1234", "1 to 40 characters"),
    ] {
        let arguments = [
            "staff",
            "add",
            "--data",
            data,
            "--name",
            name,
            "--role",
            role,
            "--pin-stdin",
        ];
        let ended = run(&arguments, pin).await;
        assert_one_clear_line(&ended, &[complaint]);
    }
}

#[tokio::test]
async fn staff_can_be_added_before_the_shop_first_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Dewi", "owner").await;
    let siap = Executable::start(folder.path()).await;
    siap.customer().logged_in("Dewi").await;
    siap.customer().order().await;
}

#[tokio::test]
async fn two_can_be_hired_at_once_for_a_shop_that_is_not_there_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    tokio::join!(
        hire(folder.path(), "Rina", "cashier"),
        hire(folder.path(), "Budi", "kitchen"),
        hire(folder.path(), "Dewi", "owner"),
    );
    let siap = Executable::start(folder.path()).await;
    for name in ["Rina", "Budi", "Dewi"] {
        siap.customer().logged_in(name).await;
    }
}

#[tokio::test]
async fn a_shop_can_start_with_an_empty_menu() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut config = crate::support::config(folder.path());
    config.first_menu = siap::shop::FirstMenu::Empty;
    for _ in 0..2 {
        let server = siap::server::Server::start(&config)
            .await
            .expect("an open shop");
        let customer = crate::support::Caller::anonymous(server.address);
        assert_eq!(
            customer.get("/api/v1/menu").await.body,
            serde_json::json!({ "categories": [] })
        );
        server.stop().await;
        // It was decided once: later starts leave the menu alone.
        config.first_menu = siap::shop::FirstMenu::Starter;
    }
}

#[tokio::test]
async fn a_failing_disk_stops_every_promise_and_breaks_none() {
    let folder = tempfile::tempdir().expect("a folder");
    hire(folder.path(), "Rina", "cashier").await;
    // Room for a young shop, and not for much more: half a mebibyte a file.
    let siap = Executable::start_starved(folder.path(), 1024).await;
    let customer = siap.customer();
    let cashier = customer.clone().logged_in("Rina").await;
    let mut till = cashier.listen("/ws?room=cashier&since=0").await;
    till.joined().await;

    let mut acknowledged = Vec::new();
    let refused = loop {
        let answer = customer.post("/api/v1/orders", &nasi_goreng()).await;
        match answer.status {
            201 => acknowledged.push(answer.body["uid"].clone()),
            _ => break answer,
        }
        assert!(acknowledged.len() < 5000, "the disk never failed");
    };
    assert!(!acknowledged.is_empty());
    assert!(matches!(refused.status, 503 | 507), "{refused:?}");
    assert!(matches!(refused.code(), "cannot_write" | "disk_full"));
    assert_eq!(customer.get("/health").await.status, 503);
    let later = customer.post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!(later.status, 503, "{later:?}");
    // Told is what was acknowledged, no more and no less.
    for uid in &acknowledged {
        assert_eq!(
            &till.hears_next("new_order").await["data"]["order"]["uid"],
            uid
        );
    }
    till.say(&serde_json::json!({ "type": "ping" })).await;
    till.hears_next("heartbeat").await;
    siap.kill().await;

    let siap = Executable::start(folder.path()).await;
    let cashier = siap.customer().logged_in("Rina").await;
    let kept: Vec<_> = cashier
        .journal(0)
        .await
        .iter()
        .map(|event| event["data"]["order"]["uid"].clone())
        .collect();
    assert_eq!(kept[..acknowledged.len()], acknowledged);
    assert!(
        kept.len() <= acknowledged.len() + 1,
        "what was refused did not come back"
    );
    siap.customer().order().await;
}
