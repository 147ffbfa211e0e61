//! What a customer display shows: the dishes that are rung up at its till, what is paid, and thanks.
//!
//! Numbers and words of ours, and no text: a dish is its number on the menu, which the display reads in its own
//! language. So there is no field in which a guest's name or a note could stand.

use serde::{Deserialize, Serialize};

use super::{
    BasisPoints, FeeKind, Money, OrderNumber, PaymentMethod, Refusal,
    money::LARGEST,
    order::{MOST_LINES, MOST_OF_ONE},
    string_enum::{objects, optional_object, string_enum},
};

string_enum! {
    /// What a display shows.
    pub enum DisplayView {
        /// Nothing is rung up: the shop's name and pictures.
        Idle = "idle",
        /// Dishes, and what they cost so far.
        Cart = "cart",
        /// What is to be paid, and how.
        Payment = "payment",
        /// It is paid: the change, and thanks.
        Thanks = "thanks",
    }
}

string_enum! {
    /// What a row of a bill is about.
    pub enum BillRowKind {
        /// What the dishes cost by the menu.
        Subtotal = "subtotal",
        /// Given away by the shop.
        Complimentary = "complimentary",
        /// Discounts of dishes.
        LineDiscount = "line_discount",
        /// Discounts of the whole order.
        OrderDiscount = "order_discount",
        /// The service charge.
        Service = "service",
        /// The tax of food and drink.
        Restaurant = "restaurant",
        /// The tax of goods.
        Vat = "vat",
        /// What is not taxed.
        Untaxed = "untaxed",
    }
}

/// A dish or a fee as it is rung up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisplayLine {
    /// The dish, by its number on the menu; none of a fee.
    #[serde(default)]
    pub menu_item_id: Option<i64>,
    /// Which fee it is; none of a dish.
    #[serde(default)]
    pub fee: Option<FeeKind>,
    /// How many.
    pub quantity: i64,
    /// What was chosen, by its numbers on the menu.
    #[serde(default)]
    pub option_ids: Vec<i64>,
    /// What all of them cost.
    pub line_total: Money,
}

/// A row between the dishes and the total, as the bill has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillRow {
    /// What it is about.
    pub what: BillRowKind,
    /// How much; below zero for what is taken off.
    pub amount: Money,
    /// The rate of a tax or of the service charge.
    #[serde(default)]
    pub rate_bp: Option<BasisPoints>,
    /// Whether the total holds it already.
    #[serde(default)]
    pub is_within: bool,
}

/// How it is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisplayPayment {
    /// With what.
    pub method: PaymentMethod,
    /// The amount to be paid, or that was paid.
    pub due: Money,
    /// What was handed over, of cash.
    #[serde(default)]
    pub tendered: Option<Money>,
    /// What goes back of it.
    #[serde(default)]
    pub change: Option<Money>,
}

/// What a display shows at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Display {
    /// Which of the four.
    pub view: DisplayView,
    /// The dishes, in the order in which they were rung up.
    #[serde(default, deserialize_with = "objects")]
    pub lines: Vec<DisplayLine>,
    /// The rows of the bill.
    #[serde(default, deserialize_with = "objects")]
    pub rows: Vec<BillRow>,
    /// What it comes to.
    #[serde(default)]
    pub total: Money,
    /// How it is paid.
    #[serde(default, deserialize_with = "optional_object")]
    pub payment: Option<DisplayPayment>,
    /// What is called out when it is ready, once the order has it.
    #[serde(default, with = "called_out")]
    pub number: Option<OrderNumber>,
}

impl Display {
    /// Nothing is rung up.
    #[must_use]
    pub const fn idle() -> Self {
        Self {
            view: DisplayView::Idle,
            lines: Vec::new(),
            rows: Vec::new(),
            total: Money::ZERO,
            payment: None,
            number: None,
        }
    }

    /// With what its view shows, and nothing else.
    ///
    /// # Errors
    /// [`Refusal::TooManyLines`], [`Refusal::QuantityOutOfRange`] and [`Refusal::SumTooLarge`].
    pub fn fit(self) -> Result<Self, Refusal> {
        if self.lines.len() > MOST_LINES {
            return Err(Refusal::TooManyLines);
        }
        for (at, line) in self.lines.iter().enumerate() {
            if !(1..=MOST_OF_ONE).contains(&line.quantity) {
                return Err(Refusal::QuantityOutOfRange { line: at + 1 });
            }
        }
        let of_payment = self
            .payment
            .iter()
            .flat_map(|payment| [Some(payment.due), payment.tendered, payment.change]);
        let sums = self.lines.iter().map(|line| line.line_total);
        let mut sums = sums.chain(of_payment.flatten()).chain([self.total]);
        // Only a row takes something off.
        let mut rows = self.rows.iter().map(|row| row.amount.amount());
        if sums.any(|sum| !(0..=LARGEST).contains(&sum.amount()))
            || rows.any(|amount| !(-LARGEST..=LARGEST).contains(&amount))
        {
            return Err(Refusal::SumTooLarge);
        }
        Ok(match self.view {
            DisplayView::Idle => Self::idle(),
            DisplayView::Cart => Self {
                payment: None,
                number: None,
                ..self
            },
            DisplayView::Payment | DisplayView::Thanks => self,
        })
    }
}

/// An order's number as it is called out.
mod called_out {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::OrderNumber;

    #[expect(clippy::ref_option, reason = "as serde calls it")]
    pub(super) fn serialize<S: Serializer>(
        number: &Option<OrderNumber>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match number {
            Some(number) => to.collect_str(number),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<OrderNumber>, D::Error> {
        let called = Option::<String>::deserialize(from)?;
        let read = |called: String| OrderNumber::parse(&called);
        let Some(number) = called.map(read) else {
            return Ok(None);
        };
        number
            .map(Some)
            .ok_or_else(|| D::Error::custom("no number of an order"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(value: Value) -> Option<Display> {
        serde_json::from_value::<Display>(value).ok()
    }

    #[test]
    fn what_it_shows_has_no_field_for_a_text() {
        let sent = json!({
            "view": "payment",
            "customer_name": "Pak Joko",
            "note": "pedas sekali",
            "lines": [{
                "menu_item_id": 3, "quantity": 2, "option_ids": [4], "line_total": 30_000,
                "note": "tanpa sambal", "name": "Pak Joko",
            }],
            "rows": [{ "what": "service", "amount": 1_500, "rate_bp": 500, "reason": "Pak Joko" }],
            "total": 31_500,
            "payment": { "method": "cash", "due": 31_500, "payer": "Pak Joko" },
            "number": "a12",
        });
        let display = read(sent).and_then(|display| display.fit().ok());
        let shown = serde_json::to_value(display.expect("a display")).expect("JSON");
        let mut texts = Vec::new();
        find_texts(&shown, &mut texts);
        texts.sort();
        assert_eq!(texts, ["A-012", "cash", "payment", "service"]);
    }

    fn find_texts(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::String(text) => into.push(text.clone()),
            Value::Array(list) => {
                for one in list {
                    find_texts(one, into);
                }
            }
            Value::Object(members) => {
                for one in members.values() {
                    find_texts(one, into);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    #[test]
    fn a_view_keeps_what_it_shows_and_nothing_else() {
        let cart = json!({
            "view": "cart", "total": 15_000, "number": "A-012",
            "lines": [{ "menu_item_id": 3, "quantity": 1, "line_total": 15_000 }],
            "payment": { "method": "qris", "due": 15_000 },
        });
        let cart = read(cart).expect("a display");
        let fit = cart.clone().fit().expect("a cart");
        assert_eq!(
            (fit.lines.len(), &fit.payment, fit.number),
            (1, &None, None)
        );
        let view = DisplayView::Idle;
        let idle = Display { view, ..cart };
        assert_eq!(idle.fit(), Ok(Display::idle()));
    }

    #[test]
    fn more_than_an_order_can_have_is_refused() {
        let line = json!({ "menu_item_id": 3, "quantity": 1, "line_total": 15_000 });
        let cart = |lines: Vec<Value>, total: i64| {
            let sent = json!({ "view": "cart", "lines": lines, "total": total });
            read(sent).expect("a display").fit().map(|_| ())
        };
        assert_eq!(cart(vec![line.clone(); MOST_LINES], 1), Ok(()));
        let too_many = cart(vec![line.clone(); MOST_LINES + 1], 1);
        assert_eq!(too_many, Err(Refusal::TooManyLines));
        assert_eq!(cart(vec![line], i64::MIN), Err(Refusal::SumTooLarge));
        let hundred = json!({ "menu_item_id": 3, "quantity": 100, "line_total": 15_000 });
        let refused = Err(Refusal::QuantityOutOfRange { line: 1 });
        assert_eq!(cart(vec![hundred], 1), refused);
        for nonsense in [
            json!({ "view": "advert" }),
            json!({ "view": "thanks", "number": "Pak Joko" }),
            json!({ "view": "cart", "lines": [[3, null, 1, [], 15_000]] }),
        ] {
            assert_eq!(read(nonsense.clone()), None, "{nonsense}");
        }
    }
}
