//! Paper: what is printed is readable, fits, adds up and betrays nothing, on every width and in both languages.

mod emulator;
mod made_up;
mod pictures;
mod routes;

use jiff::tz::TimeZone;
use siap::{
    domain::{
        Channel, DiscountRule, Document, End, Language, Letterhead, Line, Mark, Money, Order,
        OrderStatus, PaperWidth, PaymentRequest, Printing, Profile, RefundOf, Slip, SplitBy, Terms,
        code_card, drawer_pulse, kitchen_ticket, pickup_slip, receipt, receipt_of_check,
        refund_slip, table_document, test_page, void_ticket,
    },
    escpos::{DrawnNames, encode},
};

use emulator::Printed;
use made_up::{Dice, at, dish, plain, rina};

const STATIONS: [&str; 2] = ["dapur", "bar"];

fn shop(language: Language) -> Letterhead {
    Letterhead {
        name: "Warung Contoh Dewi".to_owned(),
        address: "Jl. Melati No. 5, Bandung".to_owned(),
        tax_number: String::new(),
        logo: None,
        language,
        zone: TimeZone::get("Asia/Jakarta").expect("a zone"),
    }
}

fn url(order: &Order) -> String {
    format!("http://192.168.100.100:8080/t/{}", order.uid)
}

/// Encodes a document for a printer and prints it there.
fn printed(document: &Document, width: PaperWidth, prints: Printing) -> Printed {
    let profile = Profile {
        cuts: width != PaperWidth::Dots384,
        opens_drawer: true,
        prints,
        beeps: true,
        width,
    };
    // As a queue keeps it.
    let stored = Document::from_json(&document.to_json()).expect("stored");
    let printed = Printed::of(&encode(&stored, profile, &DrawnNames::default()), width);
    let is_paper = document.lines.contains(&Line::Cut);
    assert_eq!(printed.cuts, usize::from(profile.cuts && is_paper));
    assert_eq!(printed.questions, 0, "a document asks nothing");
    printed
}

/// What stands on the rows of a receipt adds up: dishes and discounts to the subtotal, that and what is put on top to
/// the total.
fn assert_adds_up(document: &Document, is_share: bool) {
    let (mut dishes, mut sums, mut rules) = (0, Vec::new(), 0);
    for line in &document.lines {
        match line {
            Line::Rule => rules += 1,
            Line::Text(text) => match &text.end {
                // Below the head: dishes, then sums.
                Some(End::Sum(sum)) if rules == 2 => dishes += sum.amount(),
                Some(End::Sum(sum)) => sums.push(sum.amount()),
                // An equal share of a bill to which nothing is added.
                Some(End::Total(_)) if is_share && dishes == 0 && sums.is_empty() => return,
                Some(End::Total(total)) => {
                    let charged: i64 = if sums.is_empty() {
                        dishes
                    } else {
                        sums.iter().sum()
                    };
                    assert_eq!(charged, total.amount(), "{document:#?}");
                    let has_subtotal = !sums.is_empty() && !is_share;
                    assert!(!has_subtotal || sums[0] == dishes, "{document:#?}");
                    return;
                }
                Some(End::Text(_)) | None => {}
            },
            Line::Code(_) | Line::Picture(_) | Line::Beep | Line::Cut | Line::Pulse => {}
        }
    }
    panic!("no total: {document:#?}");
}

/// A sum as it is written: a dot and three digits.
fn has_sum(text: &str) -> bool {
    let is_sum = |part: &[u8]| part[0] == b'.' && part[1..].iter().all(u8::is_ascii_digit);
    text.contains("Rp") || text.as_bytes().windows(4).any(is_sum)
}

#[test]
fn every_order_is_printed_whole_on_every_paper() {
    let mut dice = Dice(2_026);
    for turn in 0..200 {
        let mut order = dice.order();
        dice.lives(&mut order);
        for &language in Language::ALL {
            let shop = shop(language);
            let paid = receipt(&shop, &order, &url(&order));
            assert_adds_up(&paid, false);
            let checks: Vec<_> = order.checks_in_force().map(|check| check.id).collect();
            let shares = checks
                .iter()
                .map(|id| receipt_of_check(&shop, &order, *id, &url(&order)).expect("a check"));
            let shares: Vec<_> = shares.collect();
            for share in &shares {
                assert_adds_up(share, true);
            }
            let refund = refund_slip(&shop, &order, 1);
            let slips = [Some(pickup_slip(&shop, &order, &url(&order))), refund];
            let all: Vec<i64> = order.lines.iter().map(|line| line.id).collect();
            let tickets: Vec<_> = STATIONS
                .iter()
                .flat_map(|station| {
                    let of = |round| kitchen_ticket(&shop, &order, station, round, at(0));
                    [
                        of(1),
                        of(2),
                        void_ticket(&shop, &order, station, &all, at(40)),
                    ]
                })
                .flatten()
                .collect();
            // Both languages on both papers, in turn: most of the time goes into drawing codes.
            let is_wide = (turn % 2 == 0) == (language == Language::English);
            let width = if is_wide {
                PaperWidth::Dots576
            } else {
                PaperWidth::Dots384
            };
            let paper = printed(&paid, width, Printing::Text);
            // A code is as slow to read as all else together.
            assert!(turn % 10 > 0 || paper.code() == Some(url(&order)));
            for document in shares.iter().take(1).chain(slips.iter().flatten()) {
                printed(document, width, Printing::Text);
            }
            for ticket in &tickets {
                let text = printed(ticket, width, Printing::Text).all();
                assert!(!has_sum(&text), "{text}");
                let json = ticket.to_json();
                let has_money = json.contains("\"sum\"") || json.contains("\"total\"");
                assert!(!has_money, "{json}");
            }
            if turn % 10 == 0 {
                // A printer that is given pictures alone is given no letters.
                let drawn = printed(&paid, width, Printing::Picture);
                assert!(drawn.text.iter().all(String::is_empty), "{:?}", drawn.text);
            }
        }
    }
}

/// The order of the samples: what a table eats, paid in cash.
fn sample() -> Order {
    let lines = vec![
        dish(
            1,
            2,
            "Kopi Susu Gula Aren",
            20_000,
            &[("Es", 0), ("Boba", 4_000)],
        ),
        dish(
            2,
            1,
            "Nasi Goreng Kampung",
            25_000,
            &[("Pedas", 0), ("Telur ceplok", 5_000)],
        ),
        dish(3, 1, "Crème Brûlée ½ porsi", 18_500, &[]),
    ];
    let terms = Terms {
        service: 500.try_into().expect("a rate"),
        restaurant_tax: 1_000.try_into().expect("a rate"),
        ..Terms::PLAIN
    };
    let mut order = plain(lines, terms);
    order.terms.cash.step = 100;
    order.table_number = Some("5".to_owned());
    order.customer_name = Some("Budi".to_owned());
    order.lines[1].note = Some("jangan pakai bawang, alergi".to_owned());
    order
}

fn paid(mut order: Order) -> Order {
    let request = PaymentRequest {
        tendered: Some(Money::new(150_000)),
        ..PaymentRequest::default()
    };
    order.pay(&rina(), request, at(25)).expect("paid");
    order
}

fn by_rina() -> siap::domain::Approved {
    siap::domain::Approved {
        by: rina(),
        approved_by: Some("Dewi".to_owned()),
    }
}

#[test]
fn a_receipt_says_what_was_sold_how_it_was_paid_and_where_it_is_followed() {
    let order = paid(sample());
    let document = receipt(&shop(Language::Indonesian), &order, &url(&order));
    let paper = printed(&document, PaperWidth::Dots384, Printing::Text);
    let expected = "\
Warung Contoh Dewi
Jl. Melati No. 5, Bandung
--------------------------------
A-012           30/11/2026 08:18
Meja 5                      Budi
--------------------------------
2 Kopi Susu Gula Aren     48.000
  @ 24.000
  + Es
  + Boba (4.000)
1 Nasi Goreng Kampung     30.000
  + Pedas
  + Telur ceplok (5.000)
--------------------------------
Subtotal                  96.500
Layanan 5%                 4.825
PB1 10%                   10.133
TOTAL                  Rp111.458
Pembulatan                    42
Tunai                    150.000
Uang kembali              38.500
--------------------------------
Scan untuk pantau pesanan";
    assert!(paper.all().starts_with(expected), "{}", paper.all());
    assert_eq!(paper.code(), Some(url(&order)));
    // The dish with a letter that printers lack is drawn: a picture besides the code.
    assert_eq!(paper.pictures.len(), 2);
    assert!(!paper.all().contains("LUNAS"));
    let before = receipt(&shop(Language::Indonesian), &sample(), &url(&order));
    let before = printed(&before, PaperWidth::Dots384, Printing::Text).all();
    assert!(
        before.contains("BELUM LUNAS") && before.contains("Kalau tunai"),
        "{before}"
    );
    let copy = shop(Language::English).mark(document, &[Mark::Copy(2)]);
    let copy = printed(&copy, PaperWidth::Dots576, Printing::Text).all();
    assert!(copy.contains("COPY 2"), "{copy}");
}

#[test]
fn a_ticket_has_only_what_is_new_for_its_station() {
    let shop = shop(Language::Indonesian);
    let mut order = sample();
    let mut tea = dish(4, 3, "Es Teh", 5_000, &[]);
    tea.station = "bar".to_owned();
    order.add_lines(&rina(), vec![tea], at(12)).expect("added");
    let text = |ticket: Option<Document>| {
        ticket.map(|ticket| printed(&ticket, PaperWidth::Dots384, Printing::Text).all())
    };
    let first = text(kitchen_ticket(&shop, &order, "dapur", 1, at(0))).expect("a ticket");
    let note = "\
1 Nasi Goreng
  Kampung
  + PEDAS
  + TELUR CEPLOK
+------------------------------+
| jangan pakai bawang, alergi  |
+------------------------------+";
    assert!(first.contains(note), "{first}");
    assert!(
        !first.contains("Es Teh") && !first.contains("TAMBAHAN"),
        "{first}"
    );
    assert_eq!(text(kitchen_ticket(&shop, &order, "bar", 1, at(0))), None);
    assert_eq!(
        text(kitchen_ticket(&shop, &order, "dapur", 2, at(12))),
        None
    );
    let second = text(kitchen_ticket(&shop, &order, "bar", 2, at(12))).expect("a ticket");
    assert!(
        second.contains("TAMBAHAN") && second.contains("3 Es Teh"),
        "{second}"
    );
    order.status = OrderStatus::Preparing;
    let reason = Some("habis".to_owned());
    order
        .void_line(by_rina(), 2, reason, at(15))
        .expect("taken off");
    let again = text(kitchen_ticket(&shop, &order, "dapur", 1, at(0))).expect("a ticket");
    assert!(!again.contains("Nasi Goreng"), "{again}");
    let void = void_ticket(&shop, &order, "dapur", &[2], at(15)).expect("a ticket");
    let void = shop.mark(void, &[Mark::MaybeTwice, Mark::Late(at(0))]);
    let void = text(Some(void)).expect("a ticket");
    for words in ["MUNGKIN DOBEL", "TERLAMBAT", "BATAL", "habis"] {
        assert!(void.contains(words), "{words}: {void}");
    }
    assert_eq!(void_ticket(&shop, &order, "bar", &[2], at(15)), None);
}

#[test]
fn a_drawer_opens_and_no_paper_comes_out() {
    let paper = printed(&drawer_pulse(), PaperWidth::Dots576, Printing::Text);
    assert_eq!((paper.pulses, paper.beeps, paper.text.len()), (1, 0, 0));
}

/// One of each kind, for a person to look at: `target/paper/`.
#[test]
fn every_kind_of_paper_can_be_looked_at() {
    for (language, suffix) in [(Language::Indonesian, "id"), (Language::English, "en")] {
        let shop = shop(language);
        let order = paid(sample());
        let mut kiosk = sample();
        kiosk.number.channel = Channel::Kiosk;
        kiosk.order_type = siap::domain::OrderType::TakeAway;
        let mut split = sample();
        split
            .split_bill(&rina(), SplitBy::Equally(3), at(20))
            .expect("split");
        let mut refunded = order.clone();
        let of = RefundOf::Pieces(vec![(1, 1)]);
        let method = siap::domain::PaymentMethod::Cash;
        let reason = Some("Kopinya tumpah".to_owned());
        refunded
            .refund(by_rina(), of, None, method, reason, at(40))
            .expect("refunded");
        let mut given = sample();
        let gift = DiscountRule::Complimentary;
        given
            .give_discount(by_rina(), Some(3), gift, Some("Ultah".to_owned()), at(3))
            .expect("given");
        let ticket = || kitchen_ticket(&shop, &order, "dapur", 1, at(0)).expect("a ticket");
        let late = shop.mark(ticket(), &[Mark::MaybeTwice, Mark::Late(at(0))]);
        let rows = [
            (
                "Nasi Goreng Kampung".to_owned(),
                Some(End::Text("12".to_owned())),
            ),
            (String::new(), None),
            ("Tunai".to_owned(), Some(End::Sum(Money::new(1_250_000)))),
            ("TOTAL".to_owned(), Some(End::Total(Money::new(2_480_500)))),
        ];
        let card = Slip {
            title: "Meja 5",
            code: "http://192.168.100.100:8080/m/abcdefghjkmnpqrstvwxyz",
            words: &["Scan untuk pesan", "http://192.168.100.100:8080"],
        };
        for width in [PaperWidth::Dots384, PaperWidth::Dots576] {
            for (name, document) in [
                ("receipt", receipt(&shop, &order, &url(&order))),
                ("bill", receipt(&shop, &given, &url(&order))),
                (
                    "check",
                    receipt_of_check(&shop, &split, 2, &url(&order)).expect("a check"),
                ),
                ("kitchen", ticket()),
                ("kitchen-marks", late.clone()),
                (
                    "void",
                    void_ticket(&shop, &order, "dapur", &[1, 3], at(9)).expect("a ticket"),
                ),
                ("pickup", pickup_slip(&shop, &kiosk, &url(&kiosk))),
                (
                    "refund",
                    refund_slip(&shop, &refunded, 1).expect("a refund"),
                ),
                ("card", code_card(&shop, card)),
                ("table", table_document(&shop, "Penjualan hari ini", &rows)),
                ("test", test_page(&shop, width, &url(&order))),
            ] {
                let paper = printed(&document, width, Printing::Text);
                paper.keep(&format!("{name}-{}-{suffix}", width.as_str()));
            }
        }
    }
}
