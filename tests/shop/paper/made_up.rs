//! Made-up orders, the same on every run: long names, other scripts, rounds, voids, discounts, splits and refunds.

use jiff::Timestamp;
use siap::domain::{
    Actor, Approved, BasisPoints, Bill, BusinessDay, CashRounding, CashStep, Channel, Charge,
    ChosenModifier, DiscountRule, LineStatus, LookupCode, Money, Order, OrderLine, OrderNumber,
    OrderStatus, OrderType, OrderUid, Parts, PaymentMethod, PaymentRequest, PaymentStatus,
    PricesInclude, RefundOf, Role, SplitBy, Staff, TaxClass, Terms,
};

/// A small generator (xorshift64*).
pub(super) struct Dice(pub(super) u64);

const DISHES: [&str; 12] = [
    "Nasi Goreng Kampung",
    "Es Teh",
    "Kopi Susu Gula Aren Barista Spesial Dingin",
    "Crème Brûlée",
    "Weißwurst dan Smørrebrød",
    "Phở bò",
    "½ Ayam Bakar Taliwang",
    "Paket Nasi Liwet Komplit Untuk Enam Orang Dengan Lalapan Dan Sambal",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "宫保鸡丁",
    "Pisang 🍌 “Kepok” Goreng…",
    "Mie",
];
const CHOICES: [&str; 4] = [
    "Pedas",
    "Tanpa bawang",
    "Telur ceplok",
    "Extra keju mozzarella leleh",
];
const NAMES: [&str; 6] = [
    "Budi",
    "Siti Rahmawati Kusumaningrum Binti Haji Abdul Malik Karim 60",
    "Zoë 🌸",
    "阿明",
    "أحمد",
    "O'Neill & <b>Söhne</b>",
];
const NOTES: [&str; 3] = [
    "jangan pakai bawang",
    "kuah dipisah, sambalnya sedikit saja ya bu, yang satu lagi tidak pakai kecap sama sekali",
    "不要辣",
];

pub(crate) fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_796_000_000 + minutes * 60).expect("a time")
}

pub(crate) fn rina() -> Actor {
    Actor::Staff(Staff {
        id: 1,
        name: "Rina".to_owned(),
        role: Role::Owner,
    })
}

impl Dice {
    pub(super) fn roll(&mut self, sides: i64) -> i64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        i64::try_from(number).expect("a value") % sides
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        let sides = i64::try_from(of.len()).expect("a length");
        of[usize::try_from(self.roll(sides)).expect("an index")]
    }

    fn rate(&mut self, most: i64) -> BasisPoints {
        let points = [0, 1_000, 550, self.roll(most)];
        BasisPoints::new(self.one_of(&points)).expect("a rate")
    }

    fn line(&mut self, id: i64) -> OrderLine {
        let chosen = |dice: &mut Self| ChosenModifier {
            option_id: 1,
            name: dice.one_of(&CHOICES).to_owned(),
            price: Money::new(dice.roll(3) * 2_500),
        };
        let modifiers: Vec<_> = (0..self.roll(3)).map(|_| chosen(self)).collect();
        let price = Money::new(self.one_of(&[4_000, 18_500, 125_000, 1_250_000]));
        let mut line = OrderLine {
            id,
            menu_item_id: Some(id),
            fee: None,
            name: self.one_of(&DISHES).to_owned(),
            unit_price: price,
            quantity: self.one_of(&[1, 1, 2, 3, 99]),
            modifiers,
            note: (self.roll(3) == 0).then(|| self.one_of(&NOTES).to_owned()),
            status: LineStatus::Queued,
            line_total: Money::ZERO,
            station: self.one_of(&["dapur", "bar"]).to_owned(),
            round: 1,
            moved_from: None,
            moved_to: None,
            voided: None,
            tax: self.one_of(&[TaxClass::Restaurant, TaxClass::Restaurant, TaxClass::Vat]),
            carries_service: true,
            is_discountable: true,
            parts: Parts::default(),
        };
        let each = line.each().expect("a price");
        line.line_total = each.times(line.quantity).expect("a sum");
        line
    }

    /// An order that was sent; its bill is made.
    pub(super) fn order(&mut self) -> Order {
        let terms = Terms {
            service: self.rate(2_500),
            restaurant_tax: self.rate(2_500),
            vat: self.rate(2_500),
            prices_include: self.one_of(PricesInclude::ALL),
            cash: CashStep {
                step: self.one_of(&[1, 100, 500]),
                rounding: CashRounding::Nearest,
            },
        };
        let lines = (1..=1 + self.roll(6)).map(|id| self.line(id)).collect();
        let mut order = plain(lines, terms);
        order.uid = OrderUid::from_random(self.0.to_be_bytes().repeat(2).try_into().expect("16"));
        order.number.channel = self.one_of(Channel::ALL);
        order.number.counter = self.one_of(&[1, 12, 345, 1_204]);
        order.order_type = self.one_of(OrderType::ALL);
        order.table_number = (self.roll(2) == 0).then(|| "Teras 12".to_owned());
        order.customer_name = (self.roll(2) == 0).then(|| self.one_of(&NAMES).to_owned());
        order.note = (self.roll(4) == 0).then(|| self.one_of(&NOTES).to_owned());
        order
    }

    /// What may happen to it: discounts, rounds, voids, splits, payments, refunds. What the rules refuse does not.
    pub(super) fn lives(&mut self, order: &mut Order) {
        let by = || Approved {
            by: rina(),
            approved_by: None,
        };
        let reason = || Some("Salah pesan".to_owned());
        if self.roll(3) == 0 {
            let rule = DiscountRule::Percent {
                rate: BasisPoints::new(1_000).expect("a rate"),
                ceiling: None,
            };
            let _ = order.give_discount(by(), None, rule, reason(), at(1));
        }
        if self.roll(3) == 0 {
            let rule = self.one_of(&[
                DiscountRule::Complimentary,
                DiscountRule::Amount(Money::new(1_500)),
            ]);
            let _ = order.give_discount(by(), Some(1), rule, reason(), at(1));
        }
        if self.roll(3) == 0 {
            let line = self.line(9);
            let _ = order.add_lines(&rina(), vec![line], at(12));
        }
        if self.roll(3) == 0 {
            let _ = order.void_line(by(), 1, reason(), at(13));
        }
        match self.roll(4) {
            0 => {
                let parts = usize::try_from(2 + self.roll(3)).expect("a count");
                let _ = order.split_bill(&rina(), SplitBy::Equally(parts), at(14));
            }
            1 => return,
            _ => {}
        }
        let method = self.one_of(PaymentMethod::OFFERED);
        let mut request = PaymentRequest {
            method: Some(method),
            ..PaymentRequest::default()
        };
        if method == PaymentMethod::Cash && !order.is_split() {
            let step = 50_000;
            request.tendered = Some(Money::new((order.total_amount.amount() / step + 1) * step));
        }
        if self.roll(4) == 0 {
            request.check_id = order.checks_in_force().next().map(|check| check.id);
        }
        let _ = order.pay(&rina(), request, at(20));
        if self.roll(4) == 0 {
            let check = order.checks_in_force().next().map(|check| check.id);
            let of = if check.is_none() {
                RefundOf::Pieces(vec![(2, 1)])
            } else {
                RefundOf::Everything
            };
            let _ = order.refund(by(), of, check, method, reason(), at(30));
        }
    }
}

/// An order of these lines, with its bill.
pub(crate) fn plain(mut lines: Vec<OrderLine>, terms: Terms) -> Order {
    let charge = |line: &OrderLine| Charge {
        gross: line.line_total,
        discount: None,
        tax: line.tax,
        carries_service: true,
        is_discountable: true,
    };
    let charges: Vec<_> = lines.iter().map(charge).collect();
    let bill = Bill::of(&charges, None, &terms).expect("a bill");
    for (line, parts) in lines.iter_mut().zip(bill.lines) {
        line.parts = parts;
    }
    Order {
        uid: OrderUid::from_random([7; 16]),
        number: OrderNumber {
            channel: Channel::Counter,
            counter: 12,
        },
        code: LookupCode::from_random([1, 7, 9, 30]),
        day: BusinessDay::parse("2026-11-30").expect("a day"),
        status: OrderStatus::AwaitingPayment,
        payment_status: PaymentStatus::Unpaid,
        rev: 1,
        total_amount: bill.sums.total,
        payment_method: PaymentMethod::Cash,
        order_type: OrderType::DineIn,
        table_number: None,
        customer_name: None,
        note: None,
        lines,
        requests: Vec::new(),
        terms,
        level: None,
        discounts: Vec::new(),
        checks: Vec::new(),
        payments: Vec::new(),
        corrections: Vec::new(),
        claims: Vec::new(),
        refunds: Vec::new(),
        cancellation: None,
        placed_by: Some("Rina".to_owned()),
        created_at: at(0),
        expires_at: None,
        ready_at: None,
        served_at: None,
        completed_at: None,
        merged_into: None,
    }
}

/// A dish as a warung sells it.
pub(crate) fn dish(
    id: i64,
    quantity: i64,
    name: &str,
    price: i64,
    choices: &[(&str, i64)],
) -> OrderLine {
    let mut line = Dice(1).line(id);
    let chosen = choices.iter().map(|(name, price)| ChosenModifier {
        option_id: 1,
        name: (*name).to_owned(),
        price: Money::new(*price),
    });
    line.modifiers = chosen.collect();
    (line.name, line.quantity) = (name.to_owned(), quantity);
    (line.unit_price, line.note, line.tax) = (Money::new(price), None, TaxClass::Restaurant);
    "dapur".clone_into(&mut line.station);
    line.line_total = line
        .each()
        .expect("a price")
        .times(quantity)
        .expect("a sum");
    line
}
