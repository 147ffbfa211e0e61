//! The vectors: samples of several providers, mistakes that owners make, and codes with an amount.

use std::collections::HashMap;

use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Vectors {
    crc: Vec<Sum>,
    valid: Vec<Valid>,
    tlv_only: Vec<Tags>,
    invalid: Vec<Invalid>,
    convert: Vec<Filled>,
}

#[derive(Deserialize)]
struct Sum {
    input: String,
    crc: String,
}

#[derive(Deserialize)]
struct Valid {
    id: String,
    payload: String,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    merchant_name: String,
    merchant_city: String,
    mcc: String,
    kind: String,
    amount: Option<i64>,
    fee_indicator: Option<String>,
}

#[derive(Deserialize)]
struct Tags {
    payload: String,
    tags: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Invalid {
    id: String,
    payload: String,
    expect_error: String,
}

#[derive(Deserialize)]
struct Filled {
    id: String,
    r#static: String,
    amount: i64,
    expect: Option<String>,
    expect_error: Option<String>,
}

const MOST: Money = Money::new(10_000_000);

fn vectors() -> Vectors {
    let file = include_str!("../../../tests/fixtures/qris_vectors.json");
    serde_json::from_str(file).expect("the vectors")
}

/// As the vectors call it.
fn name(error: QrisError) -> String {
    match (error, error.code().trim_start_matches("qris_")) {
        (QrisError::MissingTag(tag), code) => format!("{code}_{tag}"),
        (QrisError::AmountNotPositive, _) => "amount_not_positive".to_owned(),
        (_, code) => code.to_owned(),
    }
}

#[test]
fn a_checksum_runs_over_the_bytes() {
    for Sum { input, crc } in vectors().crc {
        assert_eq!(
            format!("{:04X}", super::crc(input.as_bytes())),
            crc,
            "{input}"
        );
    }
}

#[test]
fn a_length_counts_characters() {
    for Tags { payload, tags } in vectors().tlv_only {
        let found = read(&payload).expect("tags").into_iter();
        let found: Vec<_> = found
            .map(|tag| (format!("{:02}", tag.id), tag.value))
            .collect();
        assert_eq!(found, tags);
        assert_eq!(write(&read(&payload).expect("tags")), payload);
    }
}

#[test]
fn a_code_of_every_provider_is_read() {
    for Valid {
        id,
        payload,
        expect,
    } in vectors().valid
    {
        let qris = Qris::parse(&payload).expect(&id);
        let said = |tag| qris.value(tag).map(str::to_owned);
        assert_eq!(said(MERCHANT), Some(expect.merchant_name), "{id}");
        assert_eq!(said(CITY), Some(expect.merchant_city), "{id}");
        assert_eq!(said(52), Some(expect.mcc), "{id}");
        assert_eq!(said(55), expect.fee_indicator, "{id}");
        assert_eq!(qris.is_static(), expect.kind == "static", "{id}");
        assert_eq!(qris.amount().map(Money::amount), expect.amount, "{id}");
        assert_eq!(qris.text(), payload.replace("12e2", "12E2"), "{id}");
        assert_eq!(Qris::parse_static(&payload).is_ok(), qris.is_static());
    }
}

#[test]
fn a_text_that_is_no_code_is_refused_for_its_first_mistake() {
    for Invalid {
        id,
        payload,
        expect_error,
    } in vectors().invalid
    {
        let refused = Qris::parse(&payload).map_err(name);
        assert_eq!(refused, Err(expect_error), "{id}");
    }
}

#[test]
fn an_amount_is_filled_in_and_all_else_stays() {
    for Filled {
        id,
        r#static,
        amount,
        expect,
        expect_error,
    } in vectors().convert
    {
        let filled = Qris::parse(&r#static)
            .and_then(|qris| qris.with_amount(Money::new(amount), MOST))
            .map(|qris| qris.text());
        let expected = expect.ok_or(expect_error.unwrap_or_default());
        assert_eq!(filled.map_err(name), expected, "{id}");
    }
}

#[test]
fn a_code_that_was_filled_in_says_the_amount_and_whom_it_pays() {
    for Valid { id, payload, .. } in vectors().valid {
        let Ok(qris) = Qris::parse_static(&payload) else {
            continue;
        };
        let filled = qris.with_amount(Money::new(48_500), MOST).expect(&id);
        let again = Qris::parse(&filled.text()).expect(&id);
        assert_eq!(again.amount(), Some(Money::new(48_500)), "{id}");
        assert_eq!(again.merchant(), qris.merchant(), "{id}");
        assert!(!again.is_static(), "{id}");
        let accounts = |of: &Qris| -> HashMap<u8, String> {
            let tags = of.tags.iter().filter(|tag| ACCOUNTS.contains(&tag.id));
            tags.map(|tag| (tag.id, tag.value.clone())).collect()
        };
        assert_eq!(accounts(&again), accounts(&qris), "{id}");
    }
}

#[test]
fn an_amount_is_whole_rupiah_of_at_most_thirteen_characters() {
    let with = |amount: &str| {
        let qris = Qris::parse_static(&vectors().valid[0].payload).expect("a code");
        let mut qris = qris;
        qris.tags.push(Tag::new(AMOUNT, amount));
        Qris::parse(&qris.text()).map(|qris| qris.amount().map(Money::amount))
    };
    for (written, read) in [
        ("25000", Ok(Some(25_000))),
        ("25000.00", Ok(Some(25_000))),
        ("25000.0", Ok(Some(25_000))),
        ("9999999999999", Ok(Some(9_999_999_999_999))),
        ("25000.50", Err(QrisError::BadAmount)),
        ("25000.", Err(QrisError::BadAmount)),
        (".00", Err(QrisError::BadAmount)),
        ("", Err(QrisError::BadAmount)),
        ("+25000", Err(QrisError::BadAmount)),
        ("1.000.000", Err(QrisError::BadAmount)),
        ("99999999999999", Err(QrisError::BadAmount)),
    ] {
        assert_eq!(with(written), read, "{written}");
    }
}
