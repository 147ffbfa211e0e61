//! Every parser of untrusted input, one function each: input is read or refused, and what was read is the same when it
//! is written and read again. Tests and fuzzers call these; a panic is a fault.

use std::{
    collections::HashSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::{Duration, Instant},
};

use crate::{
    domain::{
        Graymap, Language, LookupCode, Menu, MenuFile, Money, Object, OrderNumber, OrderUid,
        PairingCode, PriceLevel, Qris, TableRow, TableToken, Words, known_headings, text,
    },
    lan::Network,
    mdns::{self, Responder},
    shop, web,
};

/// Reads any bytes, and panics on a fault.
pub type Reader = fn(&[u8]);

/// All of them, by name.
pub const READERS: [(&str, Reader); 9] = [
    ("graymap", graymap),
    ("head", head),
    ("mdns", mdns),
    ("menu", menu),
    ("qris", qris),
    ("scan", scan),
    ("socket", socket),
    ("table", table),
    ("uid", uid),
];

/// Requests on a connection, up to their routes.
pub fn head(bytes: &[u8]) {
    web::head(bytes);
}

/// Frames of a socket, or one message.
pub fn socket(bytes: &[u8]) {
    web::socket(bytes);
}

/// A menu in a file.
pub fn menu(bytes: &[u8]) {
    let Ok(Object(file)) = serde_json::from_slice::<Object<MenuFile>>(bytes) else {
        return;
    };
    let Ok(file) = file.checked() else {
        return;
    };
    let written = serde_json::to_vec(&file).expect("text");
    let again: MenuFile = serde_json::from_slice(&written).expect("what was written");
    let again = again.checked().expect("fit as before");
    assert_eq!(serde_json::to_vec(&again).expect("text"), written);
}

/// A menu in a table, as a spreadsheet saves it: what is read of it is the same when it is written and read again, and
/// laid over a menu it makes one that a shop can have, or is refused.
pub fn table(bytes: &[u8]) {
    let Ok(rows) = shop::read_table(bytes, known_headings) else {
        return;
    };
    let cells = |rows: &[TableRow]| -> Vec<Vec<String>> {
        rows.iter().map(|row| row.cells.clone()).collect()
    };
    // A heading with a separator in it can be read as two.
    if !rows[0]
        .cells
        .iter()
        .any(|heading| heading.contains([',', ';', '\t']))
    {
        let written = shop::write_table(Language::Indonesian, cells(&rows));
        let again = shop::read_table(&written, known_headings).expect("what was written");
        assert_eq!(cells(&again), cells(&rows));
    }
    let menu = Menu {
        rev: 1,
        categories: Vec::new(),
        groups: Vec::new(),
        levels: vec![PriceLevel::own(6, Words::default())],
        fees: Vec::new(),
    };
    if let Ok(file) = MenuFile::of_table(&rows, &menu, &[]).and_then(MenuFile::checked) {
        let written = serde_json::to_vec(&file).expect("text");
        let again: MenuFile = serde_json::from_slice(&written).expect("what was written");
        again.checked().expect("fit as before");
    }
}

/// What an owner pastes as the shop's QRIS code.
pub fn qris(bytes: &[u8]) {
    const MOST: Money = Money::new(10_000_000);
    let Ok(pasted) = str::from_utf8(bytes) else {
        return;
    };
    let Ok(qris) = Qris::parse(pasted) else {
        return;
    };
    let again = Qris::parse(&qris.text()).expect("what was written");
    assert_eq!(again, qris);
    match qris.with_amount(MOST, MOST) {
        Ok(filled) => {
            let filled = Qris::parse(&filled.text()).expect("what was filled in");
            assert_eq!(filled.amount(), Some(MOST));
            assert_eq!(filled.merchant(), qris.merchant());
        }
        Err(_) => assert!(!qris.is_static()),
    }
}

/// A grey photo of a sticker, up to its pixels: the reader of codes has a thread of its own, where it may fail.
pub fn graymap(bytes: &[u8]) {
    let _ = Graymap::read(bytes);
}

/// What stands in addresses and is typed: uids and codes.
pub fn uid(bytes: &[u8]) {
    let Ok(typed) = str::from_utf8(bytes) else {
        return;
    };
    if let Some(uid) = OrderUid::parse(typed) {
        assert_eq!(uid.as_str(), typed);
        assert_eq!(OrderUid::from_scan(typed), Some(uid));
    }
    if let Some(token) = TableToken::parse(typed) {
        assert_eq!(token.as_str(), typed);
    }
    if let Some(code) = PairingCode::parse(typed) {
        assert!(code.matches(&code.to_string()) && code.matches(typed));
    }
    let code = LookupCode::from_random([0; 4]);
    assert!(!code.matches(typed) || typed.chars().count() >= code.as_str().len());
    if let Ok(fit) = text::fit(typed, 60) {
        assert_eq!(text::fit(&fit, 60).as_deref(), Ok(fit.as_str()));
        assert_eq!(text::key(&fit), text::key(typed), "{typed:?}");
    }
}

/// What a scanner reads at the till.
pub fn scan(bytes: &[u8]) {
    let Ok(scanned) = str::from_utf8(bytes) else {
        return;
    };
    if let Some(uid) = OrderUid::from_scan(scanned) {
        assert_eq!(OrderUid::parse(uid.as_str()), Some(uid));
    }
    if let Some(number) = OrderNumber::parse(scanned) {
        assert_eq!(OrderNumber::parse(&number.to_string()), Some(number));
    }
}

/// One multicast message, received by a machine that probes for a name and by one that has it.
pub fn mdns(bytes: &[u8]) {
    const LARGEST: usize = 1400;
    let network = |ip: IpAddr, prefix| Network {
        ip,
        prefix,
        index: 2,
    };
    let networks = [
        network(Ipv4Addr::new(192, 168, 1, 10).into(), 24),
        network(Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 0x10).into(), 64),
    ];
    let strangers: [SocketAddr; 3] = [
        ([192, 168, 1, 20], 5353).into(),
        ([192, 168, 1, 20], 40_000).into(),
        (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0x20), 5353).into(),
    ];
    let mut now = Instant::now();
    let mut responder = Responder::new("siap", 8080, &networks, HashSet::new, now);
    for pause in [300, 5000, 90_000, 0] {
        let mut said = Vec::new();
        for (stranger, network) in strangers.into_iter().zip([0, 0, 1]) {
            said.extend(responder.receive(network, stranger, bytes, now));
        }
        let end = now + Duration::from_millis(pause);
        while let Some(next) = responder.next().filter(|next| *next <= end) {
            now = now.max(next);
            said.extend(responder.say(now));
        }
        now = end;
        // Three messages and at most 90 seconds cause only a few answers.
        assert!(said.len() < 40, "{}", said.len());
        for outgoing in said {
            assert!(outgoing.bytes.len() <= LARGEST);
            assert!(mdns::is_message(&outgoing.bytes));
        }
    }
}
