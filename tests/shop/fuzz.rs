//! Generated hostile input to every parser of untrusted input. All of it is
//! answered with a refusal, and the shop goes on. `SIAP_FUZZ=20` tries twenty times as long.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::{
    prelude::{Just, Strategy, any, prop, prop_oneof},
    sample::Index,
    test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::{Value, json};
use siap::{
    domain::{OrderUid, Picture},
    untrusted::READERS,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    runtime::Runtime,
};
use tokio_tungstenite::tungstenite::Message;

use crate::support::{
    Answer, Caller, TestApp, jpeg_with, nasi_goreng, png_with, spawn_app, webp_with,
};

/// Tries so many of them, in an order of its own each time; a failure names the smallest that fails.
fn try_all<S: Strategy>(cases: u32, of: &S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let longer = std::env::var("SIAP_FUZZ")
        .ok()
        .and_then(|times| times.parse().ok());
    let mut runner = TestRunner::new(Config {
        cases: cases * longer.unwrap_or(1),
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(of, check)
        .unwrap_or_else(|failure| panic!("{failure}"));
}

/// A shop, for tests that are not asynchronous by themselves.
fn with_app(test: impl FnOnce(&Runtime, &TestApp)) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let app = runtime.block_on(spawn_app());
    test(&runtime, &app);
}

/// Text with everything in it.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        "[\\x00-\\x20\u{202e}\u{feff}\u{301}%/.?#:-]{0,30}",
        // Marks without a shape, what they may shape, and what is composed when they are gone.
        "[ \u{a0}\u{200b}-\u{200f}\u{ad}\u{fe0f}\u{e0100}\u{e0067}\u{1f3f4}\u{2764}e]{0,20}",
        "[\u{200b}\u{200d}\u{34f}\u{115f}\u{212b}\u{301}\u{323}e\u{1100}\u{1161}\u{9c7}\u{9be}]{0,20}",
        Just("\u{1f468}\u{200d}\u{1f469}".repeat(40)),
        Just("x".repeat(5000)),
    ]
}

/// JSON with everything in it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop_oneof![Just(0), Just(-1), Just(i64::MAX), Just(i64::MIN)].prop_map(Value::from),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Something right with one part of it gone wrong, or all of it.
fn spoilt(right: &Value) -> impl Strategy<Value = Value> + use<> {
    let mut places = Vec::new();
    walk(right, String::new(), &mut places);
    let right = right.clone();
    (prop::sample::select(places), any_json()).prop_map(move |(place, wrong)| {
        let mut spoilt = right.clone();
        if let Some(part) = spoilt.pointer_mut(&place) {
            *part = wrong;
        }
        spoilt
    })
}

fn walk(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Array(list) => {
            for (at, part) in list.iter().enumerate() {
                walk(part, format!("{place}/{at}"), places);
            }
        }
        Value::Object(map) => {
            for (name, part) in map {
                walk(part, format!("{place}/{name}"), places);
            }
        }
        _ => {}
    }
    places.push(place);
}

/// Understood or refused; never broken by it.
fn is_fine(answer: &Answer, sent: &impl std::fmt::Debug) -> Result<(), TestCaseError> {
    if answer.status >= 500 {
        return Err(TestCaseError::fail(format!(
            "{sent:?}: {} {}",
            answer.status, answer.body
        )));
    }
    if answer.status >= 400 {
        answer.code();
    }
    Ok(())
}

/// Where the inputs are kept that once mattered, a folder for each reader.
fn corpus(reader: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(reader);
    let files = fs::read_dir(&folder).expect("a folder for it");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).expect("a file");
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn every_input_that_once_mattered_is_read_or_refused() {
    for (name, read) in READERS {
        let inputs = corpus(name);
        assert!(!inputs.is_empty(), "{name}");
        for (path, bytes) in inputs {
            let fine = std::panic::catch_unwind(|| read(&bytes)).is_ok();
            assert!(fine, "{}", path.display());
        }
        let fuzzer = format!("fuzz/fuzz_targets/{name}.rs");
        let fuzzer = Path::new(env!("CARGO_MANIFEST_DIR")).join(fuzzer);
        assert!(fuzzer.exists(), "{}", fuzzer.display());
    }
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let folders = fs::read_dir(folders).expect("a folder").count();
    assert_eq!(folders, READERS.len(), "each folder belongs to a reader");
}

/// What goes wrong with bytes on their way.
#[derive(Debug, Clone)]
enum Harm {
    Flip(Index, u8),
    Cut(Index),
    Drop(Index, u8),
    Insert(Index, Vec<u8>),
    Repeat(Index, u8),
}

fn any_harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Harm::Flip(at, bits)),
        1 => any::<Index>().prop_map(Harm::Cut),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, many)| Harm::Drop(at, many)),
        1 => (any::<Index>(), prop::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(at, bytes)| Harm::Insert(at, bytes)),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, many)| Harm::Repeat(at, many)),
    ]
}

fn harmed(mut bytes: Vec<u8>, harms: &[Harm]) -> Vec<u8> {
    for harm in harms {
        let length = bytes.len();
        let end = |at: usize, many: u8| (at + usize::from(many)).min(length);
        match harm {
            Harm::Insert(at, new) => {
                let at = at.index(length + 1);
                bytes.splice(at..at, new.iter().copied());
            }
            _ if bytes.is_empty() => {}
            Harm::Flip(at, bits) => bytes[at.index(length)] ^= bits,
            Harm::Cut(at) => bytes.truncate(at.index(length)),
            Harm::Drop(at, many) => {
                let at = at.index(length);
                bytes.drain(at..end(at, *many));
            }
            Harm::Repeat(at, many) => {
                let at = at.index(length);
                bytes.extend_from_within(at..end(at, *many));
            }
        }
    }
    bytes
}

#[test]
fn every_reader_reads_or_refuses_any_bytes() {
    for (name, read) in READERS {
        let inputs: Vec<_> = corpus(name).into_iter().map(|(_, bytes)| bytes).collect();
        let harms = prop::collection::vec(any_harm(), 1..6);
        let nearly_right =
            (prop::sample::select(inputs), harms).prop_map(|(bytes, harms)| harmed(bytes, &harms));
        let anything = prop::collection::vec(any::<u8>(), 0..600);
        let text = any_text().prop_map(String::into_bytes);
        let bytes = prop_oneof![6 => nearly_right, 1 => anything, 1 => text];
        try_all(2000, &bytes, |bytes| {
            read(&bytes);
            Ok(())
        });
    }
}

#[test]
fn a_link_is_found_in_whatever_letters_a_scanner_gives() {
    try_all(500, &any::<[u8; 16]>(), |bytes| {
        let uid = OrderUid::from_random(bytes);
        let link = format!("HTTP://192.168.1.10/T/{}", uid.as_str().to_uppercase());
        assert_eq!(OrderUid::from_scan(&link), Some(uid));
        Ok(())
    });
}

#[test]
fn a_picture_gone_wrong_is_none_or_one_that_stays_as_it_is() {
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let in_jpeg = [b"Exif\0\0", &exif[..]].concat();
    let jfif = b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0";
    let right = [
        jpeg_with(&[(0xe0, jfif), (0xe1, &in_jpeg), (0xfe, b"x")], b"behind"),
        png_with(8, 8, 9, &[("eXIf", exif), ("tEXt", b"x")]),
        webp_with(
            0b1100,
            &[("ANMF", &[7; 32]), ("EXIF", exif), ("XMP ", b"x")],
        ),
    ];
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    let cut = any::<Option<prop::sample::Index>>();
    let sent = (prop::sample::select(right.to_vec()), changes, cut);
    try_all(5000, &sent, |(picture, changes, cut)| {
        let mut sent = picture.to_vec();
        for (place, byte) in changes {
            *place.get_mut(&mut sent) = byte;
        }
        if let Some(cut) = cut {
            sent.truncate(cut.index(sent.len()));
        }
        if let Some(kept) = Picture::parse(&sent) {
            // An end may be added, and EXIF that was written shorter than ours.
            assert!(kept.bytes().len() <= sent.len() + 16, "{sent:?}");
            assert_eq!(Picture::parse(kept.bytes()), Some(kept), "{sent:?}");
        }
        Ok(())
    });
}

#[test]
fn an_order_gone_wrong_is_refused_or_an_order() {
    with_app(|runtime, app| {
        let mut order = nasi_goreng();
        order["items"][0]["modifiers"] = json!([{ "option_id": 2 }]);
        order["items"][0]["note"] = json!("pedas");
        order["note"] = json!("cepat");
        let customer = app.customer();
        try_all(300, &spoilt(&order), |sent| {
            is_fine(
                &runtime.block_on(customer.post("/api/v1/orders", &sent)),
                &sent,
            )
        });
    });
}

#[test]
fn a_menu_file_gone_wrong_is_refused_or_a_menu() {
    with_app(|runtime, app| {
        let owner = runtime.block_on(app.owner());
        let file = runtime
            .block_on(owner.get("/api/v1/admin/menu/export"))
            .body;
        let import = "/api/v1/admin/menu/import?dry_run=true";
        try_all(120, &spoilt(&file), |sent| {
            is_fine(
                &runtime.block_on(owner.post(import, &sent)),
                &sent["items"][0],
            )
        });
    });
}

#[test]
fn whatever_a_scanner_reads_finds_an_order_or_none() {
    with_app(|runtime, app| {
        let cashier = runtime.block_on(app.cashier());
        let scan = "/api/v1/admin/orders/scan";
        try_all(200, &any_text(), |code| {
            let sent = json!({ "code": code });
            is_fine(&runtime.block_on(cashier.post(scan, &sent)), &sent)
        });
    });
}

#[test]
fn settings_staff_and_screens_gone_wrong_are_refused_or_kept() {
    with_app(|runtime, app| {
        let owner = runtime.block_on(app.owner());
        let settings = runtime.block_on(owner.get("/api/v1/admin/settings")).body;
        try_all(200, &spoilt(&settings), |sent| {
            is_fine(
                &runtime.block_on(owner.patch("/api/v1/admin/settings", &sent)),
                &sent,
            )
        });
        let screen = json!({ "name": "Papan", "role": "board" });
        try_all(100, &spoilt(&screen), |sent| {
            let pairing = owner.post("/api/v1/admin/devices/pairing", &sent);
            is_fine(&runtime.block_on(pairing), &sent)
        });
        try_all(100, &any_json(), |sent| {
            is_fine(
                &runtime.block_on(app.customer().post("/api/v1/pair", &sent)),
                &sent,
            )
        });
    });
}

/// Messages that are nearly right, and others.
fn any_message() -> impl Strategy<Value = String> {
    let join = json!({ "type": "join", "room": "cashier", "since": 3, "epoch": "0" });
    prop_oneof![
        any_text(),
        any_json().prop_map(|value| value.to_string()),
        spoilt(&join).prop_map(|value| value.to_string()),
        any_text().prop_map(|room| json!({ "type": "join", "room": room }).to_string()),
        Just("[".repeat(16_000)),
    ]
}

#[test]
fn a_socket_answers_whatever_it_hears_and_goes_on() {
    with_app(|runtime, app| {
        let messages = prop::collection::vec(any_message(), 1..30);
        try_all(40, &messages, |messages| {
            runtime.block_on(all_answered(&app.customer(), messages));
            Ok(())
        });
    });
}

async fn all_answered(caller: &Caller, messages: Vec<String>) {
    let mut screen = caller.listen("/ws").await;
    for said in messages {
        let sent = futures_util::SinkExt::send(&mut screen.stream, Message::text(said)).await;
        sent.expect("an open socket");
    }
    screen.say(&json!({ "type": "ping" })).await;
    while screen.hears_anything().await["type"] != "heartbeat" {}
}

#[test]
fn a_head_of_nonsense_is_refused_or_nothing_and_the_next_caller_is_served() {
    with_app(|runtime, app| {
        let line = prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "(GET|POST|CONNECT|OPTIONS|\\*) [ -~]{0,40} HTTP/(1.0|1.1|2.0|9)\r\n([A-Za-z-]{1,20}: ?[ -~]{0,40}\r\n){0,6}\r\n"
                .prop_map(String::into_bytes),
        ];
        try_all(150, &line, |bytes| {
            runtime.block_on(async {
                let mut connection = app.customer().connect().await.expect("an open shop");
                let _ = connection.write_all(&bytes).await;
                let _ = connection.shutdown().await;
                let mut said = Vec::new();
                let _ = connection.read_to_end(&mut said).await;
                assert!(
                    !said.starts_with(b"HTTP/1.1 5"),
                    "{}",
                    String::from_utf8_lossy(&said)
                );
                assert_eq!(app.customer().get("/health").await.status, 200);
            });
            Ok(())
        });
    });
}
