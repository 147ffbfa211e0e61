//! Where phones find the shop: the real program in networks made for the test, where addresses come and go and
//! another machine has its name.

use std::{
    net::{IpAddr, Ipv4Addr, UdpSocket},
    path::Path,
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{Caller, Executable, Place, Screen, hire, run, spawn_app};

const SHOP: &str = "/api/v1/shop";
const ADDRESSES: &str = "/api/v1/admin/addresses";
const PRINTED: &str = "/api/v1/admin/printed-url";

/// No address takes as long; this only ends a test in which it does not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a stranger in the network may cost, in KiB.
const MOST_GROWTH: u64 = 32 * 1024;
/// As many messages as a socket buffers while the server is busy, and how often they come.
const AT_ONCE: u32 = 12;
const TIMES: u32 = 60;

fn url(ip: &str) -> String {
    format!("http://{ip}:8080")
}

/// What `siap doctor` finds about the name of the shop in this folder.
async fn found_about_the_name(folder: &Path) -> Value {
    found(folder, "name").await
}

/// What it finds when it looks at this.
async fn found(folder: &Path, check: &str) -> Value {
    let folder = folder.to_str().expect("text");
    let ended = run(&["doctor", "--json", "--data", folder], "").await;
    let found: Value = serde_json::from_str(&ended.said).expect("one JSON document");
    let mut checks = found["checks"].as_array().expect("checks").iter();
    let found = checks.find(|found| found["check"] == check);
    found.expect("a word on it")["code"].clone()
}

/// The next that the room `shop` tells and this is true of: the name is announced at its own pace.
async fn hears(screen: &mut Screen, is_so: impl Fn(&Value) -> bool) -> Value {
    let hearing = async {
        loop {
            let told = screen.hears().await;
            if told["type"] == "shop_update" && is_so(&told["data"]) {
                return told["data"].clone();
            }
        }
    };
    let heard = tokio::time::timeout(PATIENCE, hearing).await;
    heard.expect("to be told of it")
}

async fn hears_of(screen: &mut Screen, public: &str, printed: &str) {
    hears(screen, |shop| {
        shop["public_url"] == url(public) && shop["printed_url"] == url(printed)
    })
    .await;
}

/// Looks at the shop's addresses until it is so.
async fn sees(owner: &Caller, is_so: impl Fn(&Value) -> bool) {
    let look = async { while !is_so(&owner.get(ADDRESSES).await.body) {} };
    let seen = tokio::time::timeout(PATIENCE, look).await;
    seen.expect("it came to be so");
}

async fn printed(caller: &Caller, ip: &str) -> (u16, Value) {
    let answer = caller.put(PRINTED, &json!({ "url": url(ip) })).await;
    (answer.status, answer.body)
}

#[test]
fn a_new_address_is_on_every_screen_until_the_cards_are_printed_anew() {
    let Some(shop) = Place::new() else { return };
    shop.plug("eth0");
    shop.ip("addr add 192.168.50.10/24 dev eth0");
    shop.run(|| async {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        hire(folder.path(), "Rina", "cashier").await;
        let siap = Executable::start_in(&shop, folder.path(), &[]).await;
        let owner = siap.customer().logged_in("Dewi").await;
        let cashier = siap.customer().logged_in("Rina").await;
        let facts = cashier.get(SHOP).await.body;
        assert_eq!(facts["public_url"], url("192.168.50.10"));
        assert_eq!(facts["printed_url"], json!(null), "nothing is printed yet");

        // The shop is at work: its first cards say its first address.
        let mut screen = siap.customer().listen("/ws?room=shop").await;
        screen.snapshot().await;
        let done = owner.post("/api/v1/setup/finish", &json!({})).await;
        assert_eq!(done.status, 204, "{}", done.body);
        hears_of(&mut screen, "192.168.50.10", "192.168.50.10").await;

        // The router gives another one. Screens, new links and the check of `Host` follow.
        shop.ip("addr del 192.168.50.10/24 dev eth0");
        shop.ip("addr add 192.168.50.77/24 dev eth0");
        hears_of(&mut screen, "192.168.50.77", "192.168.50.10").await;
        let order = siap.customer().order().await;
        let tracking = order["tracking_url"].as_str().expect("an address");
        assert!(tracking.starts_with(&url("192.168.50.77")), "{tracking}");
        for (host, status) in [("192.168.50.77:8080", 200), ("192.168.50.10:8080", 421)] {
            let asked = siap.customer();
            let answer = asked.ask("GET", SHOP, &[("host", host)], None).await;
            assert_eq!(answer.status, status, "{host}");
        }

        // What has the old address was not printed now; what has the new one was.
        let (status, refusal) = printed(&cashier, "192.168.50.10").await;
        assert_eq!((status, &refusal["code"]), (409, &json!("address_changed")));
        assert_eq!(printed(&siap.customer(), "192.168.50.77").await.0, 401);
        let (status, address) = printed(&cashier, "192.168.50.77").await;
        assert_eq!(
            (status, &address["printed_url"]),
            (200, &json!(url("192.168.50.77")))
        );
        hears_of(&mut screen, "192.168.50.77", "192.168.50.77").await;
        let history = owner.get("/api/v1/admin/history?about=shop").await.body;
        let newest = &history["changes"][0];
        assert_eq!(
            (&newest["field"], &newest["by"]),
            (&json!("printed_url"), &json!("Rina"))
        );
        // Said too early, and taken back.
        assert_eq!(printed(&cashier, "192.168.50.10").await.0, 200);
        hears_of(&mut screen, "192.168.50.77", "192.168.50.10").await;
        assert_eq!(printed(&cashier, "192.168.50.77").await.0, 200);
        hears_of(&mut screen, "192.168.50.77", "192.168.50.77").await;

        // What stands on the cards outlives the night, and the cards are right again when it comes back.
        assert_eq!(siap.end("-TERM").await, Some(0));
        shop.ip("addr del 192.168.50.77/24 dev eth0");
        shop.ip("addr add 192.168.50.99/24 dev eth0");
        let siap = Executable::start_in(&shop, folder.path(), &[]).await;
        let mut screen = siap.customer().listen("/ws?room=shop").await;
        let snapshot = screen.snapshot().await;
        assert_eq!(snapshot["data"]["public_url"], url("192.168.50.99"));
        assert_eq!(snapshot["data"]["printed_url"], url("192.168.50.77"));
        shop.ip("addr add 192.168.50.77/24 dev eth0");
        hears_of(&mut screen, "192.168.50.77", "192.168.50.77").await;
    });
}

#[test]
fn phones_are_sent_to_the_shops_network_and_where_the_owner_wants_them() {
    let Some(shop) = Place::new() else { return };
    for (interface, address) in [
        ("docker0", "172.17.0.1/16"),
        ("tun0", "10.8.0.2/24"),
        ("wlan0", "192.168.1.11/24"),
    ] {
        shop.plug(interface);
        shop.ip(&format!("addr add {address} dev {interface}"));
    }
    shop.run(|| async {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        let siap = Executable::start_in(&shop, folder.path(), &[]).await;
        let owner = siap.customer().logged_in("Dewi").await;
        let mut screen = siap.customer().listen("/ws?room=shop").await;
        assert_eq!(
            screen.snapshot().await["data"]["public_url"],
            url("192.168.1.11")
        );
        let is_at = |ip: &'static str| move |shop: &Value| shop["public_url"] == url(ip);

        // A cable is likelier to last than the radio, as long as nothing is printed.
        shop.plug("eth0");
        shop.ip("addr add 192.168.1.10/24 dev eth0");
        hears(&mut screen, is_at("192.168.1.10")).await;
        let seen = owner.get(ADDRESSES).await.body;
        let ways = seen["interfaces"].as_array().expect("a list").iter();
        let ways: Vec<_> = ways.map(|way| (&way["name"], &way["kind"])).collect();
        let way = |name: &str, kind: &str| (json!(name), json!(kind));
        let wanted = [
            way("eth0", "ethernet"),
            way("wlan0", "wifi"),
            way("docker0", "inside"),
            way("tun0", "inside"),
        ];
        assert_eq!(ways, wanted.each_ref().map(|(name, kind)| (name, kind)));

        let wish = |interface: &str| json!({ "preferred_interface": interface });
        let settings = "/api/v1/admin/settings";
        assert_eq!(owner.patch(settings, &wish("tun0")).await.status, 200);
        hears(&mut screen, is_at("10.8.0.2")).await;
        // It is gone for a while: phones go where they can.
        shop.ip("link set tun0 down");
        hears(&mut screen, is_at("192.168.1.10")).await;
        assert_eq!(owner.patch(settings, &wish("")).await.status, 200);

        // Printed with the address of the radio, the cards stay right when a cable is plugged in.
        shop.ip("link set eth0 down");
        hears(&mut screen, is_at("192.168.1.11")).await;
        assert_eq!(printed(&owner, "192.168.1.11").await.0, 200);
        shop.ip("link set eth0 up");
        let ranked = |ways: &Value| ways[1]["name"] == "eth0" && ways[0]["name"] == "wlan0";
        sees(&owner, |seen| ranked(&seen["interfaces"])).await;

        // Without a network, it is said, and the address stays what it was.
        for interface in ["eth0", "wlan0", "docker0"] {
            shop.ip(&format!("link set {interface} down"));
        }
        let lost = hears(&mut screen, |shop| shop["network_ok"] == false).await;
        assert_eq!(lost["public_url"], url("192.168.1.11"));
    });
}

#[test]
fn an_address_said_at_the_start_follows_nothing() {
    let Some(shop) = Place::new() else { return };
    shop.plug("eth0");
    shop.ip("addr add 192.168.50.10/24 dev eth0");
    shop.run(|| async {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        let said = ["--public-url", "http://pos.warung.id"];
        let siap = Executable::start_in(&shop, folder.path(), &said).await;
        let owner = siap.customer().logged_in("Dewi").await;
        let mut screen = siap.customer().listen("/ws?room=shop").await;
        screen.snapshot().await;
        shop.ip("addr del 192.168.50.10/24 dev eth0");
        shop.ip("addr add 192.168.50.9/24 dev eth0");
        sees(&owner, |seen| {
            assert_eq!(
                (&seen["public_url"], &seen["is_fixed"]),
                (&json!(said[1]), &json!(true))
            );
            seen["interfaces"][0]["address"] == "192.168.50.9"
        })
        .await;
    });
}

#[test]
fn the_shop_is_found_by_name_and_takes_another_where_somebody_has_it() {
    let (Some(first), Some(second)) = (Place::new(), Place::new()) else {
        return;
    };
    first.join(&second);
    let [first_ip, second_ip] = [Ipv4Addr::new(10, 9, 8, 1), Ipv4Addr::new(10, 9, 8, 2)];
    for (place, ip) in [(&first, first_ip), (&second, second_ip)] {
        place.ip(&format!("addr add {ip}/24 dev eth0"));
        place.ip("route add 224.0.0.0/4 dev eth0");
    }
    let named = |name: &'static str| {
        move |shop: &Value| shop["local_url"] == format!("http://{name}.local:8080")
    };
    first.run(|| async {
        let folder = tempfile::tempdir().expect("a folder");
        let siap = Executable::start_in(&first, folder.path(), &[]).await;
        let mut screen = siap.customer().listen("/ws?room=shop").await;
        let known = screen.snapshot().await["data"].clone();
        if !named("siap")(&known) {
            hears(&mut screen, named("siap")).await;
        }
        second.hears_that("siap.local", first_ip);
        assert_eq!(found_about_the_name(folder.path()).await, "name_fine");

        second.run(|| async {
            let folder = tempfile::tempdir().expect("a folder");
            hire(folder.path(), "Dewi", "owner").await;
            let siap = Executable::start_in(&second, folder.path(), &[]).await;
            let owner = siap.customer().logged_in("Dewi").await;
            let mut screen = siap.customer().listen("/ws?room=shop").await;
            let known = screen.snapshot().await["data"].clone();
            if !named("siap-2")(&known) {
                hears(&mut screen, named("siap-2")).await;
            }
            first.hears_that("siap-2.local", second_ip);
            first.hears_that("siap.local", first_ip);
            assert_eq!(found_about_the_name(folder.path()).await, "name_taken");
            let seen = owner.get(ADDRESSES).await.body;
            assert_eq!(
                (&seen["local_name"], &seen["announced_name"]),
                (&json!("siap"), &json!("siap-2"))
            );

            // The owner finds a better one.
            let name = json!({ "local_name": "Warung-Dewi" });
            let answer = owner.patch("/api/v1/admin/settings", &name).await;
            assert_eq!(answer.body["local_name"], "warung-dewi");
            hears(&mut screen, named("warung-dewi")).await;
            first.hears_that("warung-dewi.local", second_ip);
            first.hears_nobody_called("siap-2.local");
            assert_eq!(found_about_the_name(folder.path()).await, "name_fine");
            let hosts = ["warung-dewi.local:8080", "Warung-Dewi.local.", "siap.local"];
            for host in hosts {
                let answer = siap
                    .customer()
                    .ask("GET", SHOP, &[("host", host)], None)
                    .await;
                assert_eq!(answer.status, 200, "{host}");
            }
            assert_eq!(siap.end("-TERM").await, Some(0));
        });
        // The name of a closed shop is not answered.
        first.hears_nobody_called("warung-dewi.local");
        assert_eq!(siap.end("-TERM").await, Some(0));
        let found = found_about_the_name(folder.path()).await;
        assert_eq!(found, "name_unanswered");
    });
}

#[test]
fn in_a_network_of_the_new_kind_phones_are_sent_to_an_address_that_answers() {
    let Some(shop) = Place::new() else { return };
    shop.plug("eth0");
    // One that other machines know, and one that holds on this cable only.
    shop.ip("addr add fd00:5::10/64 dev eth0 nodad");
    let six = "http://[fd00:5::10]:8080";
    shop.run(|| async {
        let folder = tempfile::tempdir().expect("a folder");
        hire(folder.path(), "Dewi", "owner").await;
        let siap = Executable::start_in_open_at("[::]:8080", &shop, folder.path(), &[]).await;
        let owner = siap.customer().logged_in("Dewi").await;
        let mut screen = siap.customer().listen("/ws?room=shop").await;
        assert_eq!(screen.snapshot().await["data"]["public_url"], six);
        // What a browser sends that was given this address.
        let mut phone = TcpStream::connect("[fd00:5::10]:8080")
            .await
            .expect("a way in");
        let ask = "GET /health HTTP/1.1\r\nhost: [fd00:5::10]:8080\r\nconnection: close\r\n\r\n";
        phone.write_all(ask.as_bytes()).await.expect("an open shop");
        let mut said = String::new();
        phone.read_to_string(&mut said).await.expect("an answer");
        assert!(said.starts_with("HTTP/1.1 200 "), "{said}");
        let order = siap.customer().order().await;
        let tracking = order["tracking_url"].as_str().expect("an address");
        assert!(tracking.starts_with(six), "{tracking}");
        // By its name, too.
        let has_name = |shop: &Value| shop["local_url"] == "http://siap.local:8080";
        sees(&owner, has_name).await;
        assert_eq!(found_about_the_name(folder.path()).await, "name_fine");

        // An address of the old kind is shorter, and every phone reaches it; but what is printed stays.
        shop.ip("addr add 192.168.50.10/24 dev eth0");
        hears(&mut screen, |shop| {
            shop["public_url"] == url("192.168.50.10")
        })
        .await;
        shop.ip("addr del 192.168.50.10/24 dev eth0");
        hears(&mut screen, |shop| shop["public_url"] == six).await;
        let answer = owner.put(PRINTED, &json!({ "url": six })).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        shop.ip("addr add 192.168.50.10/24 dev eth0");
        sees(&owner, |seen| {
            assert_eq!(seen["public_url"], six);
            seen["interfaces"]
                .as_array()
                .is_some_and(|ways| ways.len() == 2)
        })
        .await;
        assert_eq!(siap.end("-TERM").await, Some(0));

        // Where the server listens on IPv4 alone, no IPv6 address is shown, and the doctor knows what to do.
        shop.ip("addr del 192.168.50.10/24 dev eth0");
        let folder = tempfile::tempdir().expect("a folder");
        let siap = Executable::start_in(&shop, folder.path(), &[]).await;
        let facts = siap.customer().get(SHOP).await.body;
        assert_eq!(facts["network_ok"], false);
        let public = facts["public_url"].as_str().expect("an address");
        assert!(!public.contains('['), "{public}");
        assert_eq!(found(folder.path(), "addresses").await, "addresses_six");
    });
}

/// An unasked answer with the addresses of two hundred new names, to be cached for 68 years.
fn made_up_answer(number: u32) -> Vec<u8> {
    let mut bytes = vec![0, 0, 0x84, 0, 0, 0, 0, 200, 0, 0, 0, 0];
    for record in 0..200_u32 {
        let label = format!("{number:08x}{record:08x}");
        bytes.push(16);
        bytes.extend_from_slice(label.as_bytes());
        bytes.extend_from_slice(b"\x05local\0\0\x01\0\x01\x7f\xff\xff\xff\0\x04");
        bytes.extend_from_slice(&record.to_be_bytes());
    }
    bytes
}

#[test]
fn announcements_of_a_stranger_neither_take_memory_nor_the_name_of_the_shop() {
    let (Some(first), Some(second)) = (Place::new(), Place::new()) else {
        return;
    };
    first.join(&second);
    let (shop, phone) = (Ipv4Addr::new(10, 9, 8, 1), Ipv4Addr::new(10, 9, 8, 2));
    for (place, ip) in [(&first, shop), (&second, phone)] {
        place.ip(&format!("addr add {ip}/24 dev eth0"));
        place.ip("route add 224.0.0.0/4 dev eth0");
    }
    first.run(|| async {
        let folder = tempfile::tempdir().expect("a folder");
        let siap = Executable::start_in(&first, folder.path(), &[]).await;
        second.hears_that("siap.local", shop);
        let before = siap.resident();
        for time in 0..TIMES {
            second.inside(|| {
                // From the port of those who answer.
                let stranger = UdpSocket::bind("0.0.0.0:5353").expect("a socket");
                for number in 0..AT_ONCE {
                    let answer = made_up_answer(time * AT_ONCE + number);
                    for to in [IpAddr::from([224, 0, 0, 251]), shop.into()] {
                        // A network that takes no more has what it needs.
                        let _ = stranger.send_to(&answer, (to, 5353));
                    }
                }
            });
            // Read to the last, for what was asked after it is answered.
            second.hears_that("siap.local", shop);
        }
        let after = siap.resident();
        let growth = after.saturating_sub(before);
        assert!(growth < MOST_GROWTH, "{before} KiB, then {after} KiB");
        assert_eq!(siap.customer().get("/health").await.status, 200);
        assert_eq!(siap.end("-TERM").await, Some(0));
    });
}

#[tokio::test]
async fn a_name_that_cannot_be_asked_for_is_refused() {
    let app = spawn_app().await;
    let owner = app.owner().await;
    let long = "a".repeat(64);
    for name in ["", "-siap", "siap.toko", "toko dewi", "warungé", &long] {
        let change = json!({ "local_name": name });
        let answer = owner.patch("/api/v1/admin/settings", &change).await;
        assert_eq!(
            (answer.status, answer.code()),
            (422, "unfit_setting"),
            "{name}"
        );
        assert_eq!(answer.body["field"], "local_name");
    }
    let change = json!({ "preferred_interface": "wl\nan0" });
    let answer = owner.patch("/api/v1/admin/settings", &change).await;
    assert_eq!(answer.body["field"], "preferred_interface");
}
