//! Every list of words and every bound in the API documents is the one that the code has.
//!
//! What the code decides nothing by is named here as such, so that a new `enum` or a new `maxLength` in a document is
//! either held against the code or left out on purpose.

use std::{collections::BTreeSet, fs, path::Path};

use serde::Serialize;
use serde_yaml_ng::Value;
use siap::{
    domain::{
        BillRowKind, CallKind, CashMoveKind, CashRounding, Cause, Channel, ClaimCause, DisplayView,
        EventType, FeeKind, JobAct, JobKind, JobState, Language, LineStatus, MoneyAct, OpenBills,
        OpeningState, OrderStatus, OrderType, PaperKind, PaperWidth, PaymentMethod, PaymentStatus,
        PaymentTiming, PostingKind, PricesInclude, PrintReason, PrinterState, PrinterWay, Printing,
        ReportTable, RequestState, Role, RoomKind, Size, SmallestCoin, SoundDevice, Subject,
        TaxClass, WifiSecurity, bounds,
    },
    lan::Kind,
    shop::{About, BackupTrouble, ExportKind, HealthStatus},
    store::{BackupReason, Space},
};

type Words = BTreeSet<String>;

/// The words of an enum, or of some of its values.
macro_rules! words {
    ($enum:ident) => {
        words!($enum, |_| true)
    };
    ($enum:ident, $which:expr) => {{
        let which: fn($enum) -> bool = $which;
        let these = $enum::ALL.iter().copied().filter(|word| which(*word));
        these
            .map(|word| word.as_str().to_owned())
            .collect::<Words>()
    }};
}

/// The words of an enum without a list of its own; does not compile when a variant is left out.
macro_rules! all_of {
    ($enum:ident: $($variant:ident),+) => {{
        const fn is_complete(word: $enum) {
            match word { $($enum::$variant => {}),+ }
        }
        [$($enum::$variant),+].map(|word| { is_complete(word); word_of(word) }).into_iter().collect::<Words>()
    }};
}

fn word_of(word: impl Serialize) -> String {
    let word = serde_json::to_value(word).expect("JSON");
    word.as_str().expect("a word").to_owned()
}

fn and(mut words: Words, more: &[&str]) -> Words {
    words.extend(more.iter().map(|word| (*word).to_owned()));
    words
}

/// Which words the list at the end of such a path has.
#[rustfmt::skip]
fn known() -> Vec<(&'static str, Words)> {
    vec![
        ("OrderStatus", words!(OrderStatus)),
        ("parameters.status", and(words!(OrderStatus), &["", "active", "all", "owes_back"])),
        ("PaymentStatus", words!(PaymentStatus)),
        ("LineStatus", words!(LineStatus)),
        ("RequestState", words!(RequestState)),
        ("CallWish", words!(CallKind)),
        ("PaymentMethod", words!(PaymentMethod)),
        ("ClaimCause", words!(ClaimCause)),
        ("Problem.act", words!(MoneyAct)),
        ("OfferedMethod", PaymentMethod::OFFERED_WORDS.iter().map(|word| (*word).to_owned()).collect()),
        ("TaxClass", words!(TaxClass)),
        ("ReportTable", words!(ReportTable)),
        ("PostingKind", words!(PostingKind)),
        ("FeeKind", words!(FeeKind)),
        ("CashMoveKind", words!(CashMoveKind)),
        ("PaymentTiming", words!(PaymentTiming)),
        ("OpenBills", words!(OpenBills)),
        ("OpeningState", words!(OpeningState)),
        ("PricesInclude", words!(PricesInclude)),
        ("BillSettings.smallest_coin", words!(SmallestCoin)),
        ("BillSettings.cash_rounding", words!(CashRounding)),
        ("Bill.taxes.class", words!(TaxClass)),
        ("Language", words!(Language)),
        ("Role", words!(Role)),
        ("PersonRole", words!(Role, |role| role.is_for_people())),
        ("MemberChange.role", words!(Role, |role| role.is_for_people())),
        ("ScreenRole", words!(Role, |role| role.is_for_screens())),
        ("Channel", words!(Channel)),
        ("PlaceOrder.channel", words!(Channel)),
        ("OrderType", words!(OrderType)),
        ("PlaceOrder.order_type", words!(OrderType)),
        ("EventType", words!(EventType)),
        ("Cause", words!(Cause)),
        ("data.cause", words!(Cause)),
        ("cancel_cause", words!(Cause, |cause| match cause {
            Cause::Cancelled | Cause::Expired | Cause::Merged => true,
            Cause::Recall | Cause::Reopen | Cause::Closed | Cause::LinesAdded | Cause::Served => false,
        })),
        ("Subject", and(words!(Subject), &["order"])),
        ("Speaker", words!(SoundDevice)),
        ("ReceiptRow.size", words!(Size)),
        ("parameters.width", words!(PaperWidth)),
        ("security", words!(WifiSecurity)),
        ("PrinterWay", words!(PrinterWay)),
        ("PaperKind", words!(PaperKind)),
        ("PaperWidth", words!(PaperWidth)),
        ("PrintsAs", words!(Printing)),
        ("PrintReason", words!(PrintReason)),
        ("PrinterActivity.state", words!(PrinterState)),
        ("JobKind", words!(JobKind)),
        ("JobState", words!(JobState)),
        ("JobAct", words!(JobAct)),
        ("RoomKind", words!(RoomKind)),
        ("FullHealth.screens.room", words!(RoomKind, |room| is_of_screens(room) || is_of_tills(room))),
        ("Screen.room", words!(RoomKind, is_of_screens)),
        ("StaffRoom", words!(RoomKind, |room| match room {
            RoomKind::Cashier | RoomKind::Kitchen => true,
            RoomKind::Board | RoomKind::Queue | RoomKind::Shop | RoomKind::Menu | RoomKind::Order | RoomKind::Display => false,
        })),
        ("DisplayView", words!(DisplayView)),
        ("BillRowKind", words!(BillRowKind)),
        ("DiskSpace", all_of!(Space: Plenty, Low, Short)),
        ("Pulse", all_of!(HealthStatus: Ok, DiskFull, CannotWrite, Stuck)),
        ("BackupTrouble", all_of!(BackupTrouble: Damaged, Full, Failed, PlaceMissing, PlaceFull, PlaceFailed)),
        ("Backup.reason", all_of!(BackupReason: Routine, Upgrade, Restore)),
        ("interfaces.kind", all_of!(Kind: Ethernet, Wifi, Other, Inside)),
    ]
}

const fn is_of_screens(room: RoomKind) -> bool {
    match room {
        RoomKind::Kitchen | RoomKind::Board | RoomKind::Display => true,
        RoomKind::Cashier | RoomKind::Queue | RoomKind::Shop | RoomKind::Menu | RoomKind::Order => {
            false
        }
    }
}

const fn is_of_tills(room: RoomKind) -> bool {
    match room {
        RoomKind::Cashier => true,
        RoomKind::Kitchen
        | RoomKind::Board
        | RoomKind::Queue
        | RoomKind::Shop
        | RoomKind::Menu
        | RoomKind::Order
        | RoomKind::Display => false,
    }
}

/// Lists that no enum stands behind: a question's own words, and those that other tests hold.
const OTHERS: [&str; 14] = [
    // Written and read by `DiscountRule`.
    "DiscountKind",
    "parameters.date",
    "parameters.dry_run",
    "parameters.money",
    "parameters.format",
    "BackupPlace",
    "FirstStart.menu",
    "ImportReport.change",
    "Backups.doing.what",
    "Backups.doing.step",
    // Held by `the_http_document_knows_every_code_and_no_other`.
    "Problem.code",
    "error.payload.code",
    // Read by functions; see below.
    "ExportKind",
    "HistoryPart",
];

fn document(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    serde_yaml_ng::from_str(&fs::read_to_string(path).expect("the document")).expect("YAML")
}

/// Every value of a keyword in a document, with the names that lead to it.
fn find(keyword: &str, value: &Value, path: &str, into: &mut Vec<(String, Value)>) {
    const BETWEEN: [&str; 5] = ["properties", "schema", "items", "anyOf", "schemas"];
    if let Some(list) = value.as_sequence() {
        for one in list {
            let name = one.get("name").and_then(Value::as_str);
            let path = name.map_or_else(|| path.to_owned(), |name| format!("{path}.{name}"));
            find(keyword, one, &path, into);
        }
    }
    for (key, inside) in value.as_mapping().into_iter().flatten() {
        let key = key.as_str().unwrap_or_default();
        // A field may be called like a keyword, too, and is a mapping then.
        if key == keyword && !inside.is_mapping() {
            into.push((path.to_owned(), inside.clone()));
        } else if BETWEEN.contains(&key) {
            find(keyword, inside, path, into);
        } else if !["example", "examples"].contains(&key) {
            find(keyword, inside, &format!("{path}.{key}"), into);
        }
    }
}

fn in_documents(keyword: &str) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for name in ["openapi.yaml", "asyncapi.yaml"] {
        find(keyword, &document(name), name, &mut found);
    }
    found
}

#[test]
fn every_list_of_words_in_the_documents_is_the_codes() {
    let known = known();
    let found: Vec<(String, Words)> = in_documents("enum")
        .into_iter()
        .map(|(path, list)| {
            let words = list.as_sequence().expect("a list").iter();
            let words = words.filter_map(Value::as_str).map(str::to_owned);
            (path, words.collect())
        })
        .collect();
    let ends_with = |path: &str, end: &str| path.ends_with(&format!(".{end}"));
    for (path, words) in &found {
        if OTHERS.iter().any(|other| ends_with(path, other)) {
            continue;
        }
        let longest = known
            .iter()
            .filter(|(end, _)| ends_with(path, end))
            .max_by_key(|(end, _)| end.len());
        let Some((_, code)) = longest else {
            panic!("say in this test what decides {words:?} at {path}");
        };
        assert_eq!(words, code, "{path}");
    }
    // Nothing here is about a list that is gone.
    let ends = known.iter().map(|(end, _)| end).chain(&OTHERS);
    let gone: Vec<_> = ends
        .filter(|end| !found.iter().any(|(path, _)| ends_with(path, end)))
        .collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn every_word_of_an_export_and_of_the_history_is_understood() {
    let schemas = &document("openapi.yaml")["components"]["schemas"];
    let words = |name: &str| {
        let words = schemas[name]["enum"].as_sequence().expect("an enum");
        words
            .iter()
            .map(|word| word.as_str().expect("a word").to_owned())
            .collect::<Words>()
    };
    for word in words("HistoryPart") {
        assert!(About::parse(&word).is_some(), "{word}");
    }
    for word in words("ExportKind") {
        let kind = ExportKind::parse(&word).expect("an export");
        assert_eq!(kind.as_str(), word);
    }
}

/// The bounds under a path of the schemas, in the order in which they stand there.
#[rustfmt::skip]
fn known_bounds() -> Vec<(&'static str, &'static str, Vec<i64>)> {
    use bounds::{
        ACCOUNT_LENGTH, DESCRIPTION_LENGTH, HIGHEST_PRICE, LARGEST_SUM, LONGEST_QRIS, MENU_NAME_LENGTH, MOST_CATEGORIES, MOST_CHECKS, MOST_CHOICES, MOST_GROUPS,
        LABEL_LENGTH, MOST_ITEMS, MOST_LINES, MOST_OF_ONE, MOST_OPTIONS, MOST_UP_BP, NAME_LENGTH, NOTE_LENGTH, STAFF_NAME_LENGTH, STATION_LENGTH,
        TABLE_LENGTH, MOST_STATIONS, MOST_TILLS, PRINTER_ADDRESS_LENGTH, PRINTER_NAME_LENGTH,
        WIDEST_DRAWN_NAME,
    };
    let of = |bounds: &[usize]| bounds.iter().map(|bound| i64::try_from(*bound).expect("small")).collect::<Vec<_>>();
    vec![
        ("Money", "maximum", vec![LARGEST_SUM]),
        ("PlaceOrder", "maxItems", of(&[MOST_LINES])),
        ("PlaceOrder.table_number", "maxLength", of(&[TABLE_LENGTH])),
        // As many digits as characters.
        ("PlaceOrder.table_number", "maximum", vec![10_i64.pow(u32::try_from(TABLE_LENGTH).expect("small")) - 1]),
        ("PlaceOrder.customer_name", "maxLength", of(&[NAME_LENGTH])),
        ("PlaceOrder.note", "maxLength", of(&[NOTE_LENGTH])),
        ("PlaceOrderLine.quantity", "maximum", vec![MOST_OF_ONE]),
        ("PlaceOrderLine.note", "maxLength", of(&[NOTE_LENGTH])),
        ("OrderLine.id", "maximum", of(&[MOST_LINES])),
        ("OrderLine.quantity", "maximum", vec![MOST_OF_ONE]),
        ("OrderLine.note", "maxLength", of(&[NOTE_LENGTH])),
        ("CustomerOrder.table_number", "maxLength", of(&[TABLE_LENGTH])),
        ("CustomerOrder.customer_name", "maxLength", of(&[NAME_LENGTH])),
        ("CustomerOrder.note", "maxLength", of(&[NOTE_LENGTH])),
        ("CustomerOrder.lines", "maxItems", of(&[MOST_LINES])),
        ("CustomerOrder.checks", "maxItems", of(&[MOST_CHECKS])),
        ("CheckDraft.label", "maxLength", of(&[LABEL_LENGTH])),
        ("Check.label", "maxLength", of(&[LABEL_LENGTH])),
        ("CashierEvent.data.line_id", "maximum", of(&[MOST_LINES])),
        ("LineId", "maximum", of(&[MOST_LINES])),
        ("parameters.IdempotencyKey", "maxLength", vec![64]),
        ("BasisPoints", "maximum", vec![10_000]),
        ("Discount.percent_bp", "maximum", vec![10_000]),
        ("OrderLine.round", "maximum", of(&[MOST_LINES])),
        ("CashierEvent.data.round", "maximum", of(&[MOST_LINES])),
        ("Price.lines", "maxItems", of(&[MOST_LINES])),
        ("Display.lines", "maxItems", of(&[MOST_LINES])),
        ("ShownDisplay.lines", "maxItems", of(&[MOST_LINES])),
        ("DisplayLine.quantity", "maximum", vec![MOST_OF_ONE]),
        ("DisplayRow.amount", "maximum", vec![LARGEST_SUM]),
        ("TillNumber", "maximum", vec![MOST_TILLS]),
        ("Station", "maxLength", of(&[STATION_LENGTH])),
        ("PriceStep", "maximum", vec![1_000]),
        ("Repricing.by_bp", "maximum", vec![MOST_UP_BP]),
        ("MenuPrice", "maximum", vec![HIGHEST_PRICE]),
        ("MenuName.id", "maxLength", of(&[MENU_NAME_LENGTH])),
        ("MenuName.en", "maxLength", of(&[MENU_NAME_LENGTH])),
        ("MenuText.id", "maxLength", of(&[DESCRIPTION_LENGTH])),
        ("MenuText.en", "maxLength", of(&[DESCRIPTION_LENGTH])),
        ("ItemChange.station", "maxLength", of(&[STATION_LENGTH])),
        ("ItemChange.modifier_group_ids", "maxItems", of(&[MOST_CHOICES])),
        ("GroupChange.options", "maxItems", of(&[MOST_OPTIONS])),
        ("MenuFile", "maxItems", of(&[MOST_ITEMS])),
        ("MenuFile.categories", "maxItems", of(&[MOST_CATEGORIES])),
        ("MenuFile.modifier_groups", "maxItems", of(&[MOST_GROUPS, MOST_CHOICES])),
        ("MenuFile.modifier_groups.options", "maxItems", of(&[MOST_OPTIONS])),
        ("MenuFile.station", "maxLength", of(&[STATION_LENGTH])),
        ("Table", "maxLength", of(&[TABLE_LENGTH])),
        ("Name", "maxLength", of(&[STAFF_NAME_LENGTH])),
        ("CheckedQris.code", "maxLength", of(&[LONGEST_QRIS])),
        ("BookAccount", "maxLength", of(&[ACCOUNT_LENGTH])),
        ("PrinterSpec.name", "maxLength", of(&[PRINTER_NAME_LENGTH])),
        ("PrinterSpec.address", "maxLength", of(&[PRINTER_ADDRESS_LENGTH])),
        ("PrinterSpec.stations", "maxItems", of(&[MOST_STATIONS])),
 ("PrintPicture.picture.width", "maximum", of(&[WIDEST_DRAWN_NAME])),
        ("MemberChange.name", "maxLength", of(&[STAFF_NAME_LENGTH])),
    ]
}

/// Schemas whose bounds are settings, and bounds that are no constant of the rules.
const OTHER_BOUNDS: [&str; 21] = [
    "TaxSettings",
    "ShiftSettings",
    "BillSettings",
    "HoursSettings",
    "QrisSettings",
    "ShopQris",
    "ApprovalSettings",
    "Shop",
    "Settings",
    "SettingsPatch",
    "StreetAddress",
    "Sounds",
    "BackupRules",
    "Limits",
    "Tables",
    "FirstStart",
    "Board",
    "Queue",
    "Journal",
    "Cards",
    "Problem",
];

#[test]
fn every_bound_in_the_documents_is_the_codes() {
    let known = known_bounds();
    for keyword in ["maximum", "maxLength", "maxItems"] {
        let mut found: Vec<(String, Vec<i64>)> = Vec::new();
        for (path, bound) in in_documents(keyword) {
            let Some((_, path)) = path.split_once(".yaml.components.") else {
                continue;
            };
            let bound = bound.as_i64().expect("a number");
            match found.iter_mut().find(|(known, _)| known == path) {
                Some((_, bounds)) => bounds.push(bound),
                None => found.push((path.to_owned(), vec![bound])),
            }
        }
        for (path, bounds) in &found {
            let schema = path.split('.').next().unwrap_or_default();
            if OTHER_BOUNDS.contains(&schema) || path.starts_with("messages.") {
                continue;
            }
            let code = known
                .iter()
                .find(|(of, kind, _)| of == path && *kind == keyword);
            let Some((_, _, code)) = code else {
                panic!("say in this test what {keyword} {bounds:?} of {path} is");
            };
            assert_eq!(bounds, code, "{keyword} of {path}");
        }
        for (path, _, _) in known.iter().filter(|(_, kind, _)| *kind == keyword) {
            assert!(found.iter().any(|(there, _)| there == path), "{path}");
        }
    }
}
