//! `siap status`: how the shop is, and where, for a person at the machine.

use std::path::Path;

use crate::support::{Executable, Machine, hire, nasi_goreng, run};

async fn status(data: &Path, flags: &[&str]) -> (Option<i32>, String) {
    let data = data.to_str().expect("text");
    let ended = run(&[&["status", "--data", data], flags].concat(), "").await;
    (ended.code, ended.said + &ended.complaint)
}

#[tokio::test]
async fn an_open_shop_is_found_by_its_folder_whatever_its_port() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    let _shop = Executable::start_with(&["--public-url", "http://192.168.7.7:8080"], &data).await;

    let (code, said) = status(&data, &[]).await;
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("http://192.168.7.7:8080/cashier"), "{said}");
    let setup_code = std::fs::read_to_string(data.join("setup-code")).expect("a code");
    assert!(said.contains(setup_code.trim()), "{said}");
    assert!(said.contains('█'), "no code to scan: {said}");
    assert_eq!(status(&data, &["--quiet"]).await, (Some(0), String::new()));

    // Owned, it is the menu that is shown, and no code any more.
    hire(&data, "Rina", "owner").await;
    let (code, said) = status(&data, &[]).await;
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("/setup"), "{said}");
}

#[tokio::test]
async fn a_shop_for_this_machine_alone_names_only_addresses_that_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    let mut shop = Executable::start(&data).await;
    let here = format!("http://{}", shop.address);
    let mut opening = String::new();
    while !opening.contains("with the code") {
        opening += &shop.says("").await;
        opening.push('\n');
    }
    let (code, output) = status(&data, &[]).await;
    assert_eq!(code, Some(0), "{output}");
    for said in [&opening, &output] {
        let named: Vec<&str> = said
            .split_whitespace()
            .filter(|word| word.contains("://"))
            .collect();
        assert!(named.len() > 5, "{said}");
        assert!(named.iter().all(|url| url.starts_with(&here)), "{said}");
        assert!(
            !said.contains('█') && !said.contains('▄'),
            "a code that no phone could follow: {said}"
        );
    }
    for path in [
        "/", "/cashier", "/kitchen", "/board", "/kiosk", "/admin", "/setup",
    ] {
        assert!(
            output.contains(&format!("{here}{path}\n")),
            "{path} in {output}"
        );
        assert_eq!(shop.customer().get(path).await.status, 200, "{path}");
    }
    // No card is to say it, and no card that was printed for the shop's own network is called wrong by a trial.
    let facts = shop.customer().get("/api/v1/shop").await.body;
    assert_eq!(
        (&facts["public_url"], &facts["printed_url"]),
        (&here.into(), &serde_json::Value::Null)
    );
}

#[tokio::test]
async fn a_closed_shop_and_no_shop_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    let (code, said) = status(&data, &[]).await;
    assert_eq!(code, Some(1));
    assert!(said.contains("there is no shop"), "{said}");
    assert!(!data.exists(), "who only asks makes nothing");

    // Killed, it leaves where it listened; that is not believed.
    Executable::start(&data).await.kill().await;
    let (code, said) = status(&data, &[]).await;
    assert_eq!(code, Some(1));
    assert!(said.contains("is closed"), "{said}");
}

#[tokio::test]
async fn a_shop_that_can_keep_nothing_is_no_open_shop() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("shop");
    let machine = Machine::sound();
    let shop = Executable::start_on(&machine, &data).await;
    machine.break_disk();
    let refused = shop.customer().post("/api/v1/orders", &nasi_goreng()).await;
    assert_eq!(refused.status, 503);
    let (code, said) = status(&data, &[]).await;
    assert_eq!(code, Some(1));
    assert!(said.contains("cannot save"), "{said}");
}
