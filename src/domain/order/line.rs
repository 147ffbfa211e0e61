//! One line of an order, a dish or a fee, with the names and prices it had when it was ordered.

use serde::Serialize;

use super::{LineStatus, Order, OrderStatus, Voided};
use crate::domain::{FeeKind, Money, MoneyOverflow, Parts, TaxClass};

/// An option as it was when it was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChosenModifier {
    /// The option on the menu.
    pub option_id: i64,
    /// Its name then.
    pub name: String,
    /// Its price then, for one.
    pub price: Money,
}

/// One dish on an order, or a fee, with the names and prices it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderLine {
    /// Its position in the order, from 1.
    pub id: i64,
    /// The item on the menu; none of a fee.
    pub menu_item_id: Option<i64>,
    /// Which fee it is; not sent of a dish. The kitchen makes no fee: it counts as made from the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<FeeKind>,
    /// The item's name then, in the shop's language.
    pub name: String,
    /// The item's price then, without modifiers.
    pub unit_price: Money,
    /// How many, 1..99.
    pub quantity: i64,
    /// What was chosen.
    pub modifiers: Vec<ChosenModifier>,
    /// What the customer asked for in words.
    pub note: Option<String>,
    /// Whether it is made.
    pub status: LineStatus,
    /// Quantity times the price with modifiers.
    pub line_total: Money,
    /// Who in the kitchen makes it.
    pub station: String,
    /// Whether it came with the order, 1, or in a later round; 1 is not sent.
    #[serde(skip_serializing_if = "is_first")]
    pub round: i64,
    /// The number of the order that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<String>,
    /// The number of the order that all of it went over to; it counts there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// Why it was taken off.
    #[serde(skip)]
    pub voided: Option<Voided>,
    /// How it is taxed.
    #[serde(skip)]
    pub tax: TaxClass,
    /// Whether the service charge counts it.
    #[serde(skip)]
    pub carries_service: bool,
    /// Whether a discount of the whole order counts it.
    #[serde(skip)]
    pub is_discountable: bool,
    /// What it costs after discounts, service and tax; not sent where that is what the menu says.
    #[serde(skip_serializing_if = "Parts::is_plain")]
    pub parts: Parts,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_first(round: &i64) -> bool {
    *round == 1
}

impl OrderLine {
    /// Whether it still is of this order: it was not taken off, and did not go over to another one.
    pub fn is_held(&self) -> bool {
        self.status != LineStatus::Void && self.moved_to.is_none()
    }

    /// What one of it costs, with what was chosen.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly.
    pub fn each(&self) -> Result<Money, MoneyOverflow> {
        let mut chosen = self.modifiers.iter();
        chosen.try_fold(self.unit_price, |sum, option| sum.plus(option.price))
    }
}

impl Order {
    /// The pieces it holds of dishes, line by line: what was taken off or went over is no longer held, and what is
    /// cancelled holds nothing.
    pub fn pieces(&self) -> impl Iterator<Item = (i64, i64)> {
        let is_held = self.status != OrderStatus::Cancelled;
        let lines = self
            .lines
            .iter()
            .filter(move |line| is_held && line.is_held());
        lines.filter_map(|line| Some((line.menu_item_id?, line.quantity)))
    }
}
