//! Names that printers have no letters for, and the logo, as the owner's browser draws them.

use http_body_util::Full;
use serde_json::{Value, json};
use siap::domain::PaperWidth;

use super::{emulator::Printed, routes::from_base64};
use crate::support::{Answer, Caller, NASI_GORENG, nasi_goreng, png, spawn_app, uid};

const ROUTE: &str = "/api/v1/admin/print-pictures";

/// A picture of nothing but black.
fn black(width: usize, height: usize) -> Value {
    json!({ "width": width, "hex": "ff".repeat(width.div_ceil(8) * height) })
}

async fn draw(owner: &Caller, of: &str, picture: Value) -> Answer {
    owner
        .put(ROUTE, &json!({ "of": of, "picture": picture }))
        .await
}

async fn receipt(cashier: &Caller, order: &Value) -> Printed {
    let path = format!("/api/v1/admin/orders/{}/receipt?width=384", uid(order));
    let answer = cashier.get(&path).await;
    let bytes = from_base64(answer.body["escpos"].as_str().expect("base64"));
    Printed::of(&bytes, PaperWidth::Dots384)
}

#[tokio::test]
async fn what_has_no_letters_is_printed_as_the_owners_browser_drew_it() {
    let app = spawn_app().await;
    let (owner, cashier) = (app.owner().await, app.cashier().await);
    assert_eq!(
        owner.get(ROUTE).await.body,
        json!({ "names": [], "logo_url": null })
    );
    let logo = Full::new(png(400, 400, 5000));
    let set = owner.send(
        "PUT",
        "/api/v1/admin/logo",
        &[("content-type", "image/png")],
        logo,
    );
    let logo_url = set.await.body["logo_url"].clone();
    let named = json!({ "name": { "id": "麻婆豆腐", "en": "Mapo tofu" } });
    owner
        .put(&format!("/api/v1/admin/menu/{NASI_GORENG}"), &named)
        .await;
    assert_eq!(
        owner.get(ROUTE).await.body,
        json!({ "names": ["麻婆豆腐"], "logo_url": logo_url })
    );

    let order = cashier.order_of(&nasi_goreng()).await;
    let before = receipt(&cashier, &order).await;
    assert!(before.all().contains('?'), "{}", before.all());
    assert!(!before.has_block(96, 24));

    let half = draw(&owner, "麻婆豆腐", black(96, 24)).await;
    assert_eq!(
        half.body,
        json!({ "names": [], "logo_url": logo_url }),
        "{}",
        half.status
    );
    let logo = logo_url.as_str().expect("a URL");
    let all = draw(&owner, logo, black(200, 100)).await;
    assert_eq!(
        all.body,
        json!({ "names": [], "logo_url": null }),
        "{}",
        all.status
    );
    let drawn = receipt(&cashier, &order).await;
    assert!(!drawn.all().contains('?'), "{}", drawn.all());
    assert!(drawn.has_block(96, 24) && drawn.has_block(200, 100));
    drawn.keep("receipt-with-drawn-name-and-logo");
}

#[tokio::test]
async fn only_names_without_letters_and_the_logo_are_drawn_and_no_larger_than_they_are_printed() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    app.set(json!({ "shop_name": "小館" })).await;
    for (of, picture) in [
        // A guest's name, a name with letters, and no logo.
        ("Budi", black(48, 24)),
        ("Nasi Goreng", black(48, 24)),
        ("/photos/x.png", black(48, 24)),
        ("小館", black(48, 23)),
        ("小館", black(48, 25)),
        ("小館", black(1_441, 24)),
    ] {
        let refused = draw(&owner, of, picture).await;
        assert_eq!(
            (refused.status, refused.code()),
            (422, "unfit_print_picture"),
            "{of}"
        );
    }
    let unread = draw(&owner, "小館", json!({ "width": 48, "hex": "0g" })).await;
    assert_eq!(unread.status, 400, "{}", unread.body);
    assert_eq!(owner.get(ROUTE).await.body["names"], json!(["小館"]));
    // An option is drawn as the receipt has it, and as the kitchen's ticket does.
    let spicy = json!({
        "name": { "id": "Pedas" }, "min": 0, "max": 1,
        "options": [{ "name": { "id": "Extra 辣" }, "price": 0, "is_default": false }],
    });
    let group = owner.post("/api/v1/admin/menu/groups", &spicy).await;
    assert_eq!(group.status, 201, "{}", group.body);
    assert_eq!(
        owner.get(ROUTE).await.body["names"],
        json!(["EXTRA 辣", "Extra 辣", "小館"])
    );
}
