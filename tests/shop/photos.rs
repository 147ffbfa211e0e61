//! Pictures of dishes: kept next to the database under the hash of their content.

use bytes::Bytes;
use futures_util::future::join_all;
use http_body_util::Full;
use serde_json::{Value, json};

use siap::domain::Picture;

use crate::support::{
    Answer, Caller, NASI_GORENG, jpeg_with, png, png_with, run, spawn_app, until, webp_with,
};

async fn upload(owner: &Caller, id: i64, kind: &str, picture: Bytes) -> Answer {
    let path = format!("/api/v1/admin/menu/{id}/photo");
    let headers = [("content-type", kind)];
    owner.send("PUT", &path, &headers, Full::new(picture)).await
}

#[tokio::test]
async fn a_picture_is_on_every_phone_at_once_and_kept_by_browsers_for_ever() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let mut phone = customer.listen("/ws?room=menu").await;
    phone.snapshot().await;
    let picture = png(800, 600, 5000);
    let answer = upload(&owner, NASI_GORENG, "image/png", picture.clone()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let url = answer.body["photo_url"].as_str().expect("a URL").to_owned();
    let told = phone.hears_next("menu_update").await;
    assert_eq!(told["data"]["items"][0]["photo_url"], url);

    let shown = customer.get(&url).await;
    assert_eq!((shown.status, &shown.bytes), (200, &picture));
    assert_eq!(shown.header("content-type"), "image/png");
    assert_eq!(
        shown.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(shown.header("x-content-type-options"), "nosniff");

    // The same picture on another dish is the same file; it is there after a night.
    let same = upload(&owner, 2, "image/png", picture.clone()).await;
    assert_eq!(same.body["photo_url"], url);
    let app = app.reopen().await;
    assert_eq!(app.customer().get(&url).await.bytes, picture);
    let owner = app.owner().await;
    let path = format!("/api/v1/admin/menu/{NASI_GORENG}/photo");
    assert_eq!(owner.delete(&path).await.body["photo_url"], Value::Null);
    assert_eq!(app.customer().get(&url).await.status, 200, "dish 2 has it");
    let folder = app.close().await;
    let files = std::fs::read_dir(folder.path().join("photos")).expect("a folder");
    assert_eq!(files.count(), 1);
}

#[tokio::test]
async fn the_same_picture_for_three_dishes_at_once_is_on_all_three() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    for round in 1..=30 {
        let picture = png(round, 600, 20_000);
        let uploads = (1..=3).map(|id| upload(&owner, id, "image/png", picture.clone()));
        for answer in join_all(uploads).await {
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
    }
    let files = std::fs::read_dir(app.folder.path().join("photos")).expect("a folder");
    assert_eq!(files.count(), 30);
}

#[tokio::test]
async fn what_is_no_small_picture_is_refused_and_leaves_nothing() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let text = Bytes::from_static(b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    for (kind, picture, status, code) in [
        ("image/png", text.clone(), 422, "unfit_photo"),
        ("image/png", Bytes::new(), 422, "unfit_photo"),
        // A small file that would be unpacked into a mountain.
        ("image/png", png(60_000, 60_000, 9), 422, "unfit_photo"),
        ("image/png", png(2049, 1, 9), 422, "unfit_photo"),
        ("image/png", png(0, 0, 9), 422, "unfit_photo"),
        ("image/svg+xml", text, 415, "not_a_picture"),
        ("application/json", png(8, 8, 9), 415, "not_a_picture"),
        ("image/png", png(8, 8, 256 * 1024), 413, "too_large"),
    ] {
        let answer = upload(&owner, NASI_GORENG, kind, picture).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{kind}");
    }
    let unknown = upload(&owner, 9_999, "image/png", png(8, 8, 9)).await;
    assert_eq!((unknown.status, unknown.code()), (404, "item_not_found"));
    for path in ["/photos/siap.db", "/photos/..%2fsiap.db", "/photos/x.png"] {
        assert_eq!(app.customer().get(path).await.status, 404, "{path}");
    }
    let folder = app.close().await;
    assert!(!folder.path().join("photos").exists());
}

#[tokio::test]
async fn the_shops_own_picture_is_told_to_every_screen_and_outlasts_the_sweeping() {
    let app = spawn_app().await;
    let (owner, customer) = (app.owner().await, app.customer());
    let mut phone = customer.listen("/ws?room=shop").await;
    assert_eq!(phone.snapshot().await["data"]["logo_url"], Value::Null);
    let picture = png(400, 400, 5000);
    let set = async |kind, picture| {
        let headers = [("content-type", kind)];
        let path = "/api/v1/admin/logo";
        owner.send("PUT", path, &headers, Full::new(picture)).await
    };
    let answer = set("image/png", picture.clone()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let url = answer.body["logo_url"].as_str().expect("a URL").to_owned();
    let told = phone.hears_next("shop_update").await;
    assert_eq!(told["data"]["logo_url"], *url);
    let cards = owner.get("/api/v1/admin/cards").await.body;
    assert_eq!(cards["logo_url"], *url);
    // Not by the way, with other settings: it is a picture and not a word.
    let path = "/api/v1/admin/settings";
    let other = json!({ "logo_url": "/photos/other.png", "takes_orders": false });
    let refused = owner.patch(path, &other).await;
    assert_eq!((refused.status, refused.code()), (422, "unfit_setting"));
    let settings = owner.get(path).await.body;
    assert_eq!(settings["logo_url"], *url);
    assert_eq!(settings["takes_orders"], true);
    for (kind, picture, status, code) in [
        ("image/png", png(2049, 1, 9), 422, "unfit_photo"),
        ("image/png", png(8, 8, 256 * 1024), 413, "too_large"),
        ("application/json", png(8, 8, 9), 415, "not_a_picture"),
    ] {
        let answer = set(kind, picture).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{kind}");
    }

    // Swept at every opening: what is two days old and shown nowhere goes, the logo stays.
    let photos = app.folder.path().join("photos");
    let unused = photos.join(format!("{}.png", "0".repeat(64)));
    std::fs::write(&unused, "old").expect("a picture");
    let shown = photos.join(url.rsplit('/').next().expect("a name"));
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(48);
    for file in [&unused, &shown] {
        let file = std::fs::File::options().append(true).open(file);
        file.and_then(|file| file.set_modified(long_ago))
            .expect("an old file");
    }
    let app = app.reopen().await;
    until(|| !unused.exists()).await;
    assert_eq!(app.customer().get(&url).await.bytes, picture);
    let owner = app.owner().await;
    let without = owner.delete("/api/v1/admin/logo").await;
    assert_eq!(
        (without.status, &without.body["logo_url"]),
        (200, &Value::Null)
    );
}

/// What must not be found in any answer: where the cook lives.
const PLACE: &[u8] = b"6.2088 S 106.8456 E";

/// EXIF of a phone that was turned, with the place behind it; and the same without (TIFF 6.0, section 2).
fn turned(turn: u8) -> [Vec<u8>; 2] {
    let head = b"MM\0*\0\0\0\x08";
    let entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0];
    let place = [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38];
    let last = [0; 4];
    [
        [&head[..], &[0, 2], &entry, &place, &last, PLACE].concat(),
        [&head[..], &[0, 1], &entry, &last].concat(),
    ]
}

/// A picture of each kind as a phone sends it, and what is to be left of it.
fn phones_pictures() -> [(&'static str, Bytes, Bytes); 3] {
    let [tagged, bare] = turned(6);
    let [tagged_jpeg, bare_jpeg] = [&tagged, &bare].map(|exif| [b"Exif\0\0", &exif[..]].concat());
    let colours = b"ICC_PROFILE\0\x01\x01colours";
    [
        (
            "image/jpeg",
            jpeg_with(
                &[
                    (0xe1, &tagged_jpeg),
                    (0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
                    (0xe2, colours),
                    (0xed, &[b"Photoshop 3.0\0", PLACE].concat()),
                    (0xfe, PLACE),
                ],
                PLACE,
            ),
            jpeg_with(&[(0xe1, &bare_jpeg), (0xe2, colours)], b""),
        ),
        (
            "image/png",
            png_with(
                8,
                8,
                9,
                &[
                    ("iCCP", b"colours"),
                    ("eXIf", &tagged),
                    ("tEXt", PLACE),
                    ("iTXt", PLACE),
                    ("zTXt", PLACE),
                ],
            ),
            png_with(8, 8, 9, &[("iCCP", b"colours"), ("eXIf", &bare)]),
        ),
        (
            "image/webp",
            webp_with(0b1100, &[("EXIF", &tagged), ("XMP ", PLACE)]),
            webp_with(0b1000, &[("EXIF", &bare)]),
        ),
    ]
}

#[tokio::test]
async fn a_photo_tells_nobody_where_it_was_taken_and_stays_the_right_way_up() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    for (kind, sent, expected) in phones_pictures() {
        let dish = upload(&owner, NASI_GORENG, kind, sent.clone()).await;
        assert_eq!(dish.status, 200, "{kind}: {}", dish.body);
        let headers = [("content-type", kind)];
        let body = Full::new(sent.clone());
        let logo = owner.send("PUT", "/api/v1/admin/logo", &headers, body);
        let logo = logo.await;
        assert_eq!(logo.body["logo_url"], dish.body["photo_url"], "{kind}");
        // Set from a file while the shop is open: the same picture.
        let file = app.folder.path().join("logo");
        std::fs::write(&file, &sent).expect("a file");
        let (file, data) = (file.to_str(), app.folder.path().to_str());
        let (file, data) = (file.expect("text"), data.expect("text"));
        let set = run(&["config", "set", "logo_url", file, "--data", data], "").await;
        assert_eq!(set.code, Some(0), "{kind}: {set:?}");

        let photos = std::fs::read_dir(app.folder.path().join("photos")).expect("a folder");
        for photo in photos {
            let bytes = std::fs::read(photo.expect("a file").path()).expect("a picture");
            assert!(
                !bytes.windows(PLACE.len()).any(|part| part == PLACE),
                "{kind}"
            );
        }
        let url = dish.body["photo_url"].as_str().expect("a URL");
        let shown = app.customer().get(url).await;
        assert_eq!((shown.status, &shown.bytes), (200, &expected), "{kind}");
        assert_eq!(
            Picture::parse(&expected).map(|one| one.bytes().clone()),
            Some(expected)
        );
    }
    let folder = app.folder.path().join("photos");
    assert_eq!(std::fs::read_dir(&folder).expect("a folder").count(), 3);
    // What lies there by another way, as from before, says no more.
    let [(_, sent, expected), ..] = phones_pictures();
    let name = format!("{}.jpg", "0123456789abcdef".repeat(4));
    std::fs::write(folder.join(&name), sent).expect("a file");
    let shown = app.customer().get(&format!("/photos/{name}")).await;
    assert_eq!((shown.status, shown.bytes), (200, expected));
}

#[tokio::test]
async fn a_picture_from_before_is_kept_as_it_is_shown_once_the_shop_is_opened() {
    let app = spawn_app().await;
    let photos = app.folder.path().join("photos");
    std::fs::create_dir_all(&photos).expect("a folder");
    let [(_, sent, expected), ..] = phones_pictures();
    let name = format!("{}.jpg", "0123456789abcdef".repeat(4));
    let before = photos.join(&name);
    std::fs::write(&before, sent).expect("a picture");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(48);
    let file = std::fs::File::options().append(true).open(&before);
    file.and_then(|file| file.set_modified(long_ago))
        .expect("an old file");
    let shown = format!(
        "update menu_items set photo_url = '/photos/{name}' where id in (1, 2);
         update settings set document = json_set(document, '$.logo_url', '/photos/{name}');"
    );
    let app = app.reopen_after(&shown).await;
    until(|| !before.exists()).await;
    let settings = app.owner().await.get("/api/v1/admin/settings").await.body;
    let url = settings["logo_url"].as_str().expect("a URL");
    let menu = app.customer().get("/api/v1/menu").await.body.to_string();
    assert_eq!(
        (menu.matches(url).count(), menu.matches(&name).count()),
        (2, 0)
    );
    assert_eq!(app.customer().get(url).await.bytes, expected);
    let kept = std::fs::read(app.folder.path().join(&url[1..])).expect("a picture");
    assert_eq!(kept, expected);
}
