//! What is sent to a printer.

use super::{layout::rows, *};
use crate::domain::{End, Money, PaperWidth, Size};

fn cells(text: &Text, columns: usize) -> Vec<String> {
    let rows = rows(text, columns).into_iter();
    rows.map(|row| row.cells).collect()
}

#[test]
fn a_sum_stays_whole_at_the_right_end() {
    let dish = Text::new("2 Kopi Susu Gula Aren")
        .hang(2)
        .sum(Money::new(40_000));
    assert_eq!(cells(&dish, 32), ["2 Kopi Susu Gula Aren     40.000"]);
    assert_eq!(
        cells(&dish, 24),
        ["2 Kopi Susu Gula Aren", "                  40.000"]
    );
    let long = Text::new("2 Nasi Goreng Kampung Istimewa Pedas Sekali").hang(2);
    assert_eq!(
        cells(&long.sum(Money::new(1_250_000)), 32),
        [
            "2 Nasi Goreng Kampung Istimewa",
            "  Pedas Sekali         1.250.000"
        ]
    );
    let word = Text::new("  Pneumonoultramicroscopicsilicovolcanoconiosis").sum(Money::new(1));
    for row in cells(&word, 32) {
        assert!(row.len() <= 32 && row.starts_with("  "), "{row}");
    }
}

#[test]
fn letters_become_narrower_before_a_sum_is_broken() {
    let total = Text::new("TOTAL").size(Size::Huge);
    let total = total.end(End::Total(Money::new(9_007_199_254_740_991)));
    for columns in [32, 42, 48] {
        let rows = rows(&total, columns);
        for row in &rows {
            assert!(row.cells.len() * row.size.scale().0 <= columns, "{row:?}");
        }
        let last = rows.last().expect("a row");
        assert!(last.cells.ends_with("Rp9.007.199.254.740.991"), "{last:?}");
    }
}

#[test]
fn a_frame_is_as_wide_as_the_paper() {
    let note = Text::new("jangan pakai bawang, alergi berat").boxed();
    assert_eq!(
        cells(&note, 20),
        [
            "+------------------+",
            "| jangan pakai     |",
            "| bawang, alergi   |",
            "| berat            |",
            "+------------------+",
        ]
    );
}

#[test]
fn large_letters_have_a_thin_frame() {
    let mark = Text::centred("BELUM LUNAS").size(Size::Big).boxed();
    let edge = "-".repeat(32);
    assert_eq!(
        cells(&mark, 32),
        [edge.as_str(), "| BELUM LUNAS  |", edge.as_str()]
    );
}

#[test]
fn only_what_a_printer_has_is_sent_to_it() {
    let lines = vec![Line::Beep, Line::Pulse, Text::new("A").into(), Line::Cut];
    let document = Document { lines };
    let plain = Profile::plain(PaperWidth::Dots384);
    assert_eq!(
        encode(&document, plain, &DrawnNames::default()),
        b"\x1b@\x1c.\x1bt\0A\n\n\n\n\n"
    );
    let able = Profile {
        cuts: true,
        opens_drawer: true,
        beeps: true,
        ..plain
    };
    assert_eq!(
        encode(&document, able, &DrawnNames::default()),
        b"\x1b@\x1c.\x1bt\0\x1bB\x03\x02\x1bp\0\x19\xfaA\n\x1dVB\0"
    );
}

#[test]
fn a_letter_that_a_printer_lacks_is_sent_as_dots() {
    let document = Document {
        lines: vec![Text::new("ß").into()],
    };
    let bytes = encode(
        &document,
        Profile::plain(PaperWidth::Dots384),
        &DrawnNames::default(),
    );
    let head = b"\x1b@\x1c.\x1bt\0\x1dv0\0\x02\0\x1e\0";
    assert_eq!(bytes[..head.len()], *head);
    assert_eq!(bytes.len(), head.len() + 2 * 30);
}

#[test]
fn a_name_that_was_drawn_is_printed_as_its_picture_where_it_stands() {
    let mut picture = Raster::white(24, 24);
    picture.blacken(0, 0);
    picture.blacken(23, 23);
    let drawn = DrawnNames::new([("麻婆".to_owned(), picture)]);
    // A private letter that a guest typed is not the dish.
    let document = Document {
        lines: vec![Text::new("2 麻婆 \u{e000}").into()],
    };
    let bytes = encode(&document, Profile::plain(PaperWidth::Dots384), &drawn);
    let head = b"\x1b@\x1c.\x1bt\0\x1dv0\0\x09\0\x1e\0";
    assert_eq!(bytes[..head.len()], *head, "six cells of twelve dots");
    let dots = Raster::new(72, bytes[head.len()..].to_vec()).expect("a picture");
    assert!(dots.is_black(24, 0) && dots.is_black(47, 23));
    assert!(!dots.is_black(36, 0) && !dots.is_black(48, 23));
    let question_mark = raster::of_row(&Row::plain("?".to_owned()), &drawn);
    for (x, y) in (0..12).flat_map(|x| (0..24).map(move |y| (x, y))) {
        assert_eq!(dots.is_black(60 + x, y), question_mark.is_black(x, y));
    }
}

/// A picture of words of so many cells each, with a cell between them; each word has a dot column of its own height.
fn words(cells: &[usize]) -> Raster {
    let width = cells.iter().sum::<usize>() + cells.len() - 1;
    let mut picture = Raster::white(width * 12, 24);
    let mut left = 0;
    for (word, cells) in cells.iter().enumerate() {
        for x in left * 12..(left + cells) * 12 {
            picture.blacken(x, word);
        }
        left += cells + 1;
    }
    picture
}

/// What stands on each row: a digit for each cell of the word with that number, and ASCII as it is.
fn laid_out(name: &str, picture: Raster, columns: usize) -> Vec<String> {
    let drawn = DrawnNames::new([(name.to_owned(), picture)]);
    let text = with(&drawn, &Text::new(format!("2 {name}")).hang(2));
    let shown = |letter| match drawn.cell(letter) {
        Some(cell) => char::from_digit(
            u32::try_from(cell.iter().position(|row| *row > 0).expect("a dot")).expect("a word"),
            10,
        )
        .expect("a digit"),
        None => letter,
    };
    let rows = rows(&text, columns).into_iter();
    rows.map(|row| row.cells.chars().map(shown).collect())
        .collect()
}

#[test]
fn a_drawn_name_breaks_between_its_words() {
    assert_eq!(
        laid_out("ต้ม ยำ กุ้ง", words(&[5, 6, 4]), 16),
        ["2 00000 111111", "  2222"]
    );
}

#[test]
fn a_name_that_reads_from_right_to_left_begins_at_the_right_of_its_first_row() {
    let name = "أرز بالدجاج المشوي";
    assert_eq!(
        laid_out(name, words(&[3, 6, 5]), 32),
        ["2 22222 111111 000"]
    );
    assert_eq!(
        laid_out(name, words(&[3, 6, 5]), 16),
        ["2 111111 000", "  22222"]
    );
}

#[test]
fn a_long_drawn_word_is_cut_where_its_letters_are_apart() {
    // Letters of two cells, with the first and the last dot column of each white.
    let mut picture = Raster::white(10 * 24, 24);
    for letter in 0..10 {
        for x in letter * 24 + 1..letter * 24 + 23 {
            picture.blacken(x, 0);
        }
    }
    let rows = laid_out("麻婆豆腐套餐加大份饭", picture, 9);
    let cells: Vec<usize> = rows.iter().map(|row| row.matches('0').count()).collect();
    assert_eq!(cells, [6, 6, 6, 2], "{rows:?}");
}
