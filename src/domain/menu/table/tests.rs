//! The table of a small menu: out, back, and what it refuses.

use std::{collections::BTreeMap, sync::Arc};

use super::*;
use crate::domain::{
    Category, FileItem, MenuItem, ModifierGroup, ModifierOption, PriceLevel, TaxClass, Words,
};

fn words(id: &str, en: &str) -> Words {
    Words {
        id: id.to_owned(),
        en: en.to_owned(),
    }
}

fn item(id: i64, category_id: i64, name: &str, price: i64) -> MenuItem {
    MenuItem {
        id,
        category_id,
        name: words(name, ""),
        description: words("", ""),
        price: Money::new(price),
        tax: TaxClass::Restaurant,
        level_prices: BTreeMap::new(),
        is_available: true,
        back_at: None,
        photo_url: None,
        station: "dapur".to_owned(),
        has_own_station: false,
        modifier_groups: Vec::new(),
    }
}

/// Two dishes and a coffee with a choice, an own price, an own station and a name of signs.
fn menu() -> Menu {
    let option = |id, name: &str, price| ModifierOption {
        id,
        name: words(name, ""),
        price: Money::new(price),
        is_available: true,
        back_at: None,
        is_default: id == 5,
    };
    let heat = Arc::new(ModifierGroup {
        id: 2,
        name: words("Panas; es", "Heat"),
        min: 1,
        max: 1,
        options: vec![option(5, "Panas", 0), option(6, "Es", 2_000)],
    });
    let coffee = MenuItem {
        name: words("Kopi; \"tubruk\"", "Coffee"),
        description: words("=1+1", ""),
        tax: TaxClass::Vat,
        level_prices: BTreeMap::from([("gofood".to_owned(), Money::new(12_000))]),
        is_available: false,
        has_own_station: true,
        modifier_groups: vec![heat.clone()],
        ..item(9, 2, "", 8_000)
    };
    let category = |id, name: &str, items| Category {
        id,
        name: words(name, ""),
        station: "dapur".to_owned(),
        served: String::new(),
        items,
    };
    let level = |code: &str, position, name| PriceLevel {
        code: code.to_owned(),
        ..PriceLevel::own(position, words(name, ""))
    };
    Menu {
        rev: 1,
        categories: vec![
            category(
                1,
                "Nasi",
                vec![
                    item(7, 1, "Nasi Goreng", 18_000),
                    item(8, 1, "Nasi Uduk", 15_000),
                ],
            ),
            category(2, "Minum", vec![coffee]),
        ],
        groups: vec![heat],
        levels: vec![
            level("dine_in", 1, "Makan di sini"),
            level("gofood", 3, "GoFood"),
        ],
        fees: Vec::new(),
    }
}

fn rows(cells: Vec<Vec<String>>) -> Vec<TableRow> {
    let rows = cells.into_iter().zip(1..);
    rows.map(|(cells, line)| TableRow { line, cells }).collect()
}

/// A table as one would type it, its cells separated by `|`.
fn typed(lines: &[&str]) -> Vec<TableRow> {
    let cells = |line: &&str| line.split('|').map(str::to_owned).collect();
    rows(lines.iter().map(cells).collect())
}

fn of(lines: &[&str]) -> MenuFile {
    let file = MenuFile::of_table(&typed(lines), &menu(), &[]).expect("a menu");
    file.checked().expect("fit")
}

/// What the table makes of the items: number, category, name and price.
fn items(file: &MenuFile) -> Vec<(Option<i64>, &str, &str, i64)> {
    let items = file.items.iter();
    let shown = items.map(|item| {
        let mut categories = file.categories.iter();
        let category = categories
            .find(|category| category.id == item.category)
            .expect("one");
        let name = category.name.id.as_str();
        (item.known, name, item.name.id.as_str(), item.price.amount())
    });
    shown.collect()
}

#[test]
fn a_menu_comes_back_from_its_own_table_as_it_was_in_both_languages() {
    for &language in Language::ALL {
        let table = menu().table(language);
        let back = MenuFile::of_table(&rows(table), &menu(), &[]).expect("its own");
        let there = MenuFile::of(&menu(), "");
        assert_eq!(
            format!("{:?}", back.modifier_groups),
            format!("{:?}", there.modifier_groups)
        );
        assert_eq!(
            format!("{:?}", back.categories),
            format!("{:?}", there.categories)
        );
        assert_eq!(back.items.len(), 3);
        for (back, there) in back.items.iter().zip(menu().items()) {
            let there = FileItem {
                level_prices: Some(there.level_prices.clone()),
                ..FileItem::of(there)
            };
            assert_eq!(format!("{back:?}"), format!("{there:?}"));
        }
    }
}

#[test]
fn rows_in_any_order_and_few_columns_change_what_they_name_and_nothing_else() {
    let file = of(&["Harga|Nomor", "9.000|9", "Rp17.000|8", "20000|7"]);
    assert_eq!(
        items(&file),
        [
            (Some(7), "Nasi", "Nasi Goreng", 20_000),
            (Some(8), "Nasi", "Nasi Uduk", 17_000),
            (Some(9), "Minum", "Kopi; \"tubruk\"", 9_000),
        ]
    );
    let coffee = &file.items[2];
    assert_eq!(coffee.tax_class, Some(TaxClass::Vat));
    assert_eq!(coffee.modifier_groups, ["g2"]);
    assert_eq!(coffee.station.as_deref(), Some("dapur"));
    assert!(!coffee.is_available);
    assert_eq!(
        coffee.level_prices.as_ref().map(|own| own["gofood"]),
        Some(Money::new(12_000))
    );
}

#[test]
fn a_number_keeps_a_dish_through_a_new_name_and_a_name_does_without_a_number() {
    let file = of(&[
        "id|Category|Name|Price|Price GoFood",
        "7|Minum|Nasi Goreng Kampung|18000|",
        "|Nasi|nasi  uduk|16000|21.000",
        "|Kue|Serabi|5,000|",
        "9|Minum|Kopi|8000|",
    ]);
    assert_eq!(
        items(&file),
        [
            (Some(8), "Nasi", "nasi uduk", 16_000),
            (Some(9), "Minum", "Kopi", 8_000),
            // What moves to another category stands last there.
            (Some(7), "Minum", "Nasi Goreng Kampung", 18_000),
            (None, "Kue", "Serabi", 5_000),
        ]
    );
    let own = |at: usize| file.items[at].level_prices.clone().unwrap_or_default();
    assert_eq!(
        own(0),
        BTreeMap::from([("gofood".to_owned(), Money::new(21_000))])
    );
    // An empty cell is the menu's price again.
    assert!(own(1).is_empty());
}

#[test]
fn a_position_puts_a_dish_where_it_says() {
    let file = of(&["Nomor|Urutan", "7|2", "8|1", "9|"]);
    let order: Vec<_> = file.items.iter().map(|item| item.known).collect();
    assert_eq!(order, [Some(8), Some(7), Some(9)]);
}

#[test]
fn what_was_taken_off_comes_back_by_its_number() {
    let retired = RetiredItem {
        item: item(4, 1, "Nasi Kuning", 14_000),
        retired_at: jiff::Timestamp::UNIX_EPOCH,
    };
    let table = typed(&["Nomor|Nama", "7|Nasi Goreng", "4|Nasi Kuning"]);
    let file = MenuFile::of_table(&table, &menu(), &[retired]).expect("a menu");
    assert_eq!(items(&file)[1], (Some(4), "Nasi", "Nasi Kuning", 14_000));
}

#[test]
fn an_option_changes_by_its_number_or_within_its_choice_and_its_choice_stays() {
    let file = of(&[
        "Jenis|Nomor|Kategori|Nama|Harga|Ada",
        "opsi|6||Dingin|3000|habis",
        "opsi||Panas; es|panas|500|",
        "menu|9|Minum|Kopi|8000|ya",
    ]);
    let options = &file.modifier_groups[0].options;
    let shown: Vec<_> = options
        .iter()
        .map(|option| {
            (
                option.known,
                option.name.id.as_str(),
                option.price.amount(),
                option.is_available,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (Some(5), "panas", 500, true),
            (Some(6), "Dingin", 3_000, false)
        ]
    );
    assert!(options[0].default);
}

#[test]
fn a_table_that_is_not_fit_is_refused_with_its_line_and_its_column() {
    let refused = |lines: &[&str]| {
        let refusal = MenuFile::of_table(&typed(lines), &menu(), &[]).expect_err("not fit");
        let facts = refusal.facts(Language::Indonesian);
        let fact = |name| {
            facts
                .iter()
                .find(|(of, _)| *of == name)
                .map(|(_, fact)| fact.clone())
        };
        let (line, field) = (
            fact("line").unwrap_or_default(),
            fact("field").unwrap_or_default(),
        );
        format!("{} {line} {field}", refusal.code())
    };
    for (lines, why) in [
        (&[][..], "table_no_headings 1 "),
        (&["Harga"], "table_no_headings 1 "),
        (&["Nama|Modal"], "table_no_column 1 Modal"),
        (&["Nama|Harga|Name"], "table_column_twice 1 Name"),
        (&["Nama|Harga GoFood|GoFood"], "table_column_twice 1 GoFood"),
        (
            &["Nama|Harga", "Nasi Goreng|15|000"],
            "table_too_many_cells 2 ",
        ),
        (
            &["Nama|Harga", "", "Nasi Goreng|15.5"],
            "table_no_amount 3 Harga",
        ),
        (&["Nama|Harga", "Nasi Goreng|"], "table_empty 2 Harga"),
        (
            &["Nama|Harga GoFood", "Nasi Goreng|-1"],
            "table_no_amount 2 Harga GoFood",
        ),
        (&["Nama|Price", "Soto|1"], "table_empty 2 Kategori"),
        (&["Name|Category", "Soto|Kuah"], "table_empty 2 Price"),
        (&["Nama|Kategori|Harga", "|Nasi|1"], "table_empty 2 Nama"),
        (&["Nomor|Nama", "x|Soto"], "table_no_number 2 Nomor"),
        (&["Nomor|Nama", "4|Soto"], "table_unknown_id 2 Nomor"),
        (&["Nomor|Nama", "7|Soto", "7|Sate"], "table_twice 3 Nomor"),
        (
            &["Nama|Ada", "Nasi Goreng|mungkin"],
            "table_no_answer 2 Ada",
        ),
        (
            &["Nama|Jenis", "Nasi Goreng|paket"],
            "table_no_kind 2 Jenis",
        ),
        (
            &["Nama|Urutan", "Nasi Goreng|0"],
            "table_no_number 2 Urutan",
        ),
        (
            &["Nama|Pilihan", "Nasi Goreng|Pedas"],
            "table_unknown_choice 2 Pilihan",
        ),
        (
            &["Nama|Jenis", "Hangat|opsi"],
            "table_unknown_choice 2 Nama",
        ),
        (
            &["Nama|Keterangan", "Nasi Goreng|a\nb"],
            "table_unfit_text 2 Keterangan",
        ),
    ] {
        assert_eq!(refused(lines), why, "{lines:?}");
    }
    let long = ["Nomor|Nama".to_owned(), format!("7|{}", "x".repeat(61))];
    assert_eq!(refused(&[&long[0], &long[1]]), "table_unfit_text 2 Nama");
}

#[test]
fn of_two_choices_with_one_name_a_dish_keeps_its_own_and_one_without_is_asked_which() {
    let mut menu = menu();
    let heat = menu.groups[0].clone();
    let sauce = |id, option| {
        Arc::new(ModifierGroup {
            id,
            name: words("Saus", ""),
            options: vec![ModifierOption {
                id: option,
                name: words("Manis", ""),
                ..heat.options[0].clone()
            }],
            ..(*heat).clone()
        })
    };
    let (first, second) = (sauce(3, 7), sauce(4, 8));
    menu.groups.extend([first, second.clone()]);
    menu.categories[0].items[0].modifier_groups = vec![heat, second];
    let read = |lines: &[&str]| MenuFile::of_table(&typed(lines), &menu, &[]);
    let file = read(&["Nomor|Pilihan", "7|Saus", "8|"]).expect("a menu");
    assert_eq!(file.items[0].modifier_groups, ["g4"]);

    for (lines, code) in [
        (
            &["Nomor|Pilihan", "7|Saus", "8|Saus"][..],
            "table_ambiguous",
        ),
        (&["Nomor|Pilihan", "7|saus;Saus"], "table_twice"),
        (
            &["Jenis|Nomor|Kategori|Nama|Harga", "opsi||Saus|Manis|500"],
            "table_ambiguous",
        ),
    ] {
        let refusal = read(lines).expect_err("which is not said");
        assert_eq!(refusal.code(), code, "{lines:?}");
    }
    let file = read(&[
        "Jenis|Nomor|Kategori|Nama|Harga",
        "opsi|8|Saus|Manis|500",
        "menu|7|Nasi|Nasi Goreng|18000",
    ]);
    let file = file.expect("a menu");
    let price = |group: usize| file.modifier_groups[group].options[0].price.amount();
    assert_eq!((price(1), price(2)), (0, 500));
}
