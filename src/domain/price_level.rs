//! Price levels and fees: what a dish costs where it is sold, and what is charged besides dishes.
//!
//! They are part of the menu, so that an order takes prices, mark-up and fees from the one copy that the writer has
//! anyway, and a shop that uses none of them asks the file nothing more for an order.

use serde::{Deserialize, Serialize};

use super::{
    BasisPoints, Language, Money, MoneyOverflow, OrderType, PricesInclude, Refusal, TaxClass,
    Terms, Words, bounds, string_enum::string_enum, text,
};

/// Most levels of a shop.
pub const MOST_LEVELS: usize = 12;
/// What a price with a mark-up can be rounded up to, in rupiah.
pub(super) const STEPS: [i64; 4] = [1, 100, 500, 1_000];

string_enum! {
    /// What is charged besides dishes.
    pub enum FeeKind {
        /// Boxes and bags, once an order.
        Packaging = "packaging",
        /// Bringing it, once an order.
        Delivery = "delivery",
    }
}

/// A fee, charged once an order by the levels that ask for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// Which.
    pub code: FeeKind,
    /// What a bill calls it, 1..60 characters.
    pub name: Words,
    /// How much, in rupiah; nothing is not charged.
    pub amount: Money,
    /// How it is taxed.
    pub tax_class: TaxClass,
    /// Whether the service charge counts it.
    pub carries_service: bool,
}

impl Fee {
    /// Keeps it only if it is fit to stand on a bill.
    ///
    /// # Errors
    /// Names the first field that is not.
    pub fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            name: name(&self.name)?,
            amount: amount(self.amount, "amount")?,
            ..self
        })
    }
}

/// What dishes cost where they are sold, and what is charged there.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a decision that the owner makes by itself"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PriceLevel {
    /// What requests and files call it.
    pub code: String,
    /// Its position among the others, from 1; also its number in the history.
    #[serde(skip)]
    pub position: i64,
    /// What it is called, 1..60 characters.
    pub name: Words,
    /// Whether the till offers it.
    pub is_on: bool,
    /// What its prices hold; none is as the shop's settings say.
    pub prices_include: Option<PricesInclude>,
    /// Whether the shop's service charge is put on its orders.
    pub charges_service: bool,
    /// Put on the menu's prices.
    pub markup_bp: BasisPoints,
    /// What a price with the mark-up is rounded up to, in rupiah.
    pub markup_step: i64,
    /// Whether its orders can be paid in the delivery service's app.
    pub is_paid_in_app: bool,
    /// The delivery service's commission on an order, for reports.
    pub commission_bp: BasisPoints,
    /// The part of its commission that is the same for each order.
    pub commission_fixed: Money,
    /// Whether the packaging fee is charged.
    pub charges_packaging: bool,
    /// Whether the delivery fee is charged.
    pub charges_delivery: bool,
}

impl PriceLevel {
    /// Eaten here: the menu as it is.
    pub const DINE_IN: &str = "dine_in";
    /// Taken away.
    pub const TAKE_AWAY: &str = "take_away";

    /// A new one of the owner's, which differs from the menu in nothing yet.
    pub fn own(position: i64, name: Words) -> Self {
        Self {
            code: format!("own_{position}"),
            position,
            name,
            is_on: true,
            prices_include: None,
            charges_service: true,
            markup_bp: BasisPoints::ZERO,
            markup_step: 500,
            is_paid_in_app: false,
            commission_bp: BasisPoints::ZERO,
            commission_fixed: Money::ZERO,
            charges_packaging: false,
            charges_delivery: false,
        }
    }

    /// Whether the owner added it.
    pub fn is_the_owners(&self) -> bool {
        self.code.starts_with("own_")
    }

    /// Whether it follows from where an order is eaten. Guests order at these alone.
    pub fn is_basic(&self) -> bool {
        self.code == Self::DINE_IN || self.code == Self::TAKE_AWAY
    }

    /// What a price of the menu is here: with the mark-up, rounded up to the step.
    pub fn with_markup(&self, price: Money) -> Money {
        let whole = 10_000;
        let (rate, step) = (self.markup_bp.points(), i128::from(self.markup_step.max(1)));
        if rate == 0 {
            return price;
        }
        let marked = i128::from(price.amount()) * i128::from(whole + rate);
        let unit = i128::from(whole) * step;
        let up = (marked + unit - 1) / unit * step;
        Money::new(i64::try_from(up).unwrap_or(i64::MAX))
    }

    /// The rates of an order here, by those of the shop.
    pub fn terms(&self, shop: Terms) -> Terms {
        Terms {
            service: if self.charges_service {
                shop.service
            } else {
                BasisPoints::ZERO
            },
            prices_include: self.prices_include.unwrap_or(shop.prices_include),
            ..shop
        }
    }

    /// Whether it asks for this fee.
    pub const fn charges(&self, fee: FeeKind) -> bool {
        match fee {
            FeeKind::Packaging => self.charges_packaging,
            FeeKind::Delivery => self.charges_delivery,
        }
    }

    /// Keeps it only if a shop can sell by it. What is eaten here has the menu's prices and the shop's own rates: that
    /// is what the menu and the settings are.
    ///
    /// # Errors
    /// Names the first field that is not fit.
    pub fn checked(self) -> Result<Self, Refusal> {
        let level = Self {
            name: name(&self.name)?,
            commission_fixed: amount(self.commission_fixed, "commission_fixed")?,
            ..self
        };
        let is_dine_in = level.code == Self::DINE_IN;
        let broken = [
            (!STEPS.contains(&level.markup_step), "markup_step"),
            (level.is_basic() && !level.is_on, "is_on"),
            (level.is_basic() && level.is_paid_in_app, "is_paid_in_app"),
            (
                level.is_basic() && level.takes_commission(),
                "commission_bp",
            ),
            (
                is_dine_in && level.markup_bp > BasisPoints::ZERO,
                "markup_bp",
            ),
            (
                is_dine_in && level.prices_include.is_some(),
                "prices_include",
            ),
            (is_dine_in && !level.charges_service, "charges_service"),
            (is_dine_in && level.charges_packaging, "charges_packaging"),
            (is_dine_in && level.charges_delivery, "charges_delivery"),
        ];
        match broken.into_iter().find(|(is_broken, _)| *is_broken) {
            Some((_, field)) => Err(unfit(field)),
            None => Ok(level),
        }
    }

    fn takes_commission(&self) -> bool {
        self.commission_bp > BasisPoints::ZERO || self.commission_fixed > Money::ZERO
    }
}

impl OrderType {
    /// The level of an order for which none was named.
    pub const fn level(self) -> &'static str {
        match self {
            Self::DineIn => PriceLevel::DINE_IN,
            Self::TakeAway => PriceLevel::TAKE_AWAY,
        }
    }
}

/// The level of an order as it was when it was placed. Eaten here or taken away is none: the order says which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLevel {
    /// What requests and files call it.
    pub code: String,
    /// Its name then, in the shop's language.
    pub name: String,
    /// Whether the order can be paid in the delivery service's app.
    #[serde(default)]
    pub is_paid_in_app: bool,
    /// What who delivers keeps of it.
    #[serde(default)]
    pub commission_bp: BasisPoints,
    /// And besides.
    #[serde(default)]
    pub commission_fixed: Money,
}

impl OrderLevel {
    /// What an order keeps of its level.
    pub fn of(level: &PriceLevel, language: Language) -> Option<Self> {
        (!level.is_basic()).then(|| Self {
            code: level.code.clone(),
            name: level.name.r#in(language).to_owned(),
            is_paid_in_app: level.is_paid_in_app,
            commission_bp: level.commission_bp,
            commission_fixed: level.commission_fixed,
        })
    }

    /// What who delivers keeps of an order that costs `total`: its part, half up, and the fixed amount. Nothing of one
    /// that costs nothing.
    ///
    /// # Errors
    /// When a browser could no longer count it exactly.
    pub fn commission(&self, total: Money) -> Result<Money, MoneyOverflow> {
        if total <= Money::ZERO {
            return Ok(Money::ZERO);
        }
        self.commission_bp.of(total).plus(self.commission_fixed)
    }
}

fn name(name: &Words) -> Result<Words, Refusal> {
    let fit = |text: &str| text::fit(text, bounds::MENU_NAME_LENGTH).map_err(|_| unfit("name"));
    let name = Words {
        id: fit(&name.id)?,
        en: fit(&name.en)?,
    };
    if name.id.is_empty() {
        return Err(unfit("name"));
    }
    Ok(name)
}

fn amount(amount: Money, field: &str) -> Result<Money, Refusal> {
    if (0..=bounds::HIGHEST_PRICE).contains(&amount.amount()) {
        Ok(amount)
    } else {
        Err(unfit(field))
    }
}

fn unfit(field: &str) -> Refusal {
    let field = field.to_owned();
    Refusal::UnfitMenu { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(markup_bp: i64, markup_step: i64) -> PriceLevel {
        let name = Words {
            id: "GoFood".to_owned(),
            en: String::new(),
        };
        PriceLevel {
            markup_bp: BasisPoints::new(markup_bp).expect("a rate"),
            markup_step,
            ..PriceLevel::own(6, name)
        }
    }

    #[test]
    fn a_mark_up_is_rounded_up_to_its_step() {
        for (price, markup_bp, step, marked) in [
            (15_000, 2_000, 500, 18_000),
            // 18,600: up to the next step.
            (15_500, 2_000, 500, 19_000),
            (15_500, 2_000, 1_000, 19_000),
            (15_500, 2_000, 100, 18_600),
            // 4,250.05 at a step of a rupiah.
            (4_001, 622, 1, 4_250),
            (4_001, 623, 1, 4_251),
            (0, 2_000, 500, 0),
            // Without a mark-up a price is not rounded to the step either.
            (15_250, 0, 500, 15_250),
        ] {
            let level = level(markup_bp, step);
            assert_eq!(
                level.with_markup(Money::new(price)),
                Money::new(marked),
                "{price} + {markup_bp}"
            );
        }
    }

    #[test]
    fn a_commission_is_a_part_of_the_order_and_an_amount_of_each() {
        let gofood = PriceLevel {
            commission_bp: BasisPoints::new(2_000).expect("a rate"),
            commission_fixed: Money::new(1_000),
            ..level(0, 500)
        };
        let kept = OrderLevel::of(&gofood, Language::Indonesian).expect("no basic level");
        for (total, commission) in [(43_000, 9_600), (0, 0), (18_503, 4_701)] {
            assert_eq!(
                kept.commission(Money::new(total)),
                Ok(Money::new(commission))
            );
        }
    }

    #[test]
    fn what_is_eaten_here_costs_what_the_menu_says() {
        let refused = |level: PriceLevel| match level.checked() {
            Err(Refusal::UnfitMenu { field }) => field,
            other => panic!("{other:?}"),
        };
        let basic = |code: &str, markup_bp| PriceLevel {
            code: code.to_owned(),
            ..level(markup_bp, 500)
        };
        assert_eq!(refused(basic("dine_in", 1_000)), "markup_bp");
        assert!(basic("take_away", 1_000).checked().is_ok());
        let off = PriceLevel {
            is_on: false,
            ..basic("take_away", 0)
        };
        assert_eq!(refused(off), "is_on");
        assert_eq!(refused(level(0, 250)), "markup_step");
    }
}
