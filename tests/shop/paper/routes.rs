//! Receipts over HTTP: a guest's own, and the bytes that staff hand to a printer of their device.

use serde_json::{Value, json};
use siap::domain::PaperWidth;

use super::emulator::Printed;
use crate::support::{Answer, Caller, nasi_goreng, spawn_app, uid};

async fn receipt(caller: &Caller, order: &Value, query: &str) -> Answer {
    let path = format!("/api/v1/orders/{}/receipt?{query}", uid(order));
    caller.get(&path).await
}

/// The rows of text on a receipt, ends and all.
fn rows(receipt: &Answer) -> Vec<(&str, Option<&str>)> {
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    let lines = receipt.body["lines"].as_array().expect("lines").iter();
    let rows = lines.filter_map(|line| Some((line["left"].as_str()?, line["right"].as_str())));
    rows.collect()
}

pub(super) fn from_base64(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        other => panic!("no base64: {other}"),
    };
    let letters = text.trim_end_matches('=').bytes().map(value);
    let bits: Vec<u8> = letters
        .flat_map(|six| (0..6).rev().map(move |bit| six >> bit & 1))
        .collect();
    let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
    bits.chunks_exact(8).map(byte).collect()
}

#[tokio::test]
async fn a_guest_reads_their_own_receipt_and_nothing_of_the_shops_own() {
    let app = spawn_app().await;
    app.set(json!({ "street_address": "Jl. Melati No. 5", "tax": { "npwpd": "P.2.0012345" } }))
        .await;
    let (cashier, customer) = (app.cashier().await, app.customer());
    let mut asked = nasi_goreng();
    asked["customer_name"] = "<b>Budi</b>".into();
    let order = customer.order_of(&asked).await;
    let before = receipt(&customer, &order, "lang=id").await;
    let unpaid = rows(&before);
    assert!(unpaid.contains(&("BELUM LUNAS", None)), "{unpaid:?}");
    assert!(unpaid.contains(&("Jl. Melati No. 5", None)), "{unpaid:?}");
    assert!(unpaid.contains(&("NPWPD P.2.0012345", None)), "{unpaid:?}");
    // As it was typed: who shows it makes text of it.
    let named = unpaid.iter().any(|(_, end)| *end == Some("<b>Budi</b>"));
    assert!(named, "{unpaid:?}");
    let discounts = format!("/api/v1/admin/orders/{}/discounts", uid(&order));
    let gift =
        json!({ "kind": "amount", "amount": 1_000, "reason": "Kenalan bos", "expected_rev": 1 });
    let named = [("idempotency-key", "a-discount")];
    let given = cashier.ask("POST", &discounts, &named, Some(&gift)).await;
    assert!(given.status < 300, "{}", given.body);
    cashier.pay(&given.body).await;
    let after = receipt(&customer, &order, "lang=en").await;
    let paid = rows(&after);
    let has = |label: &str| paid.iter().any(|(left, _)| *left == label);
    assert!(
        has("Cash") && has("Discount") && !has("NOT PAID"),
        "{paid:?}"
    );
    let lines = after.body["lines"].as_array().expect("lines");
    assert!(lines.iter().any(|line| line["code"]["path"].is_string()));
    let text = after.body.to_string();
    for secret in ["Rina", "Kenalan"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    let tag = after.header("etag").to_owned();
    let path = format!("/api/v1/orders/{}/receipt?lang=en", uid(&order));
    let again = customer
        .ask("GET", &path, &[("if-none-match", &tag)], None)
        .await;
    assert_eq!(again.status, 304);
    let other = receipt(&customer, &order, "check=7").await;
    assert_eq!((other.status, other.code()), (404, "unknown_check"));
    let unknown = json!({ "uid": "0".repeat(26) });
    let unknown = receipt(&customer, &unknown, "").await;
    assert_eq!((unknown.status, unknown.code()), (404, "order_not_found"));
}

#[tokio::test]
async fn the_bytes_for_a_printer_print_a_receipt_whose_code_opens_the_tracking_page() {
    let app = spawn_app().await;
    let (waiter, order) = (app.waiter().await, app.customer().order().await);
    let path = format!("/api/v1/admin/orders/{}/receipt", uid(&order));
    for (query, width) in [
        ("", PaperWidth::Dots384),
        ("?width=512", PaperWidth::Dots512),
        ("?width=576", PaperWidth::Dots576),
    ] {
        let answer = waiter.get(&format!("{path}{query}")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let bytes = from_base64(answer.body["escpos"].as_str().expect("base64"));
        let paper = Printed::of(&bytes, width);
        assert!(paper.all().contains("BELUM LUNAS"), "{}", paper.all());
        assert_eq!(
            (paper.pulses, paper.cuts),
            (0, 0),
            "what is not known is not asked for"
        );
        let code = paper.code().expect("a code");
        let page = code.split_once("/t/").expect("a tracking page").1;
        let page = app.customer().get(&format!("/t/{page}")).await;
        let page = String::from_utf8_lossy(&page.bytes).into_owned();
        let number = order["number"].as_str().expect("a number");
        assert!(page.contains(number), "{number} is not on {code}");
    }
    for wrong in ["?width=400", "?check=x"] {
        let answer = waiter.get(&format!("{path}{wrong}")).await;
        assert_eq!(answer.status, 400, "{wrong}");
    }
}
