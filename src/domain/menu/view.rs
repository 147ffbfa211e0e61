//! The menu as a customer reads it, in one language.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{Fee, Language, Menu, MenuItem, ModifierGroup, Money, PriceLevel};

impl Menu {
    /// The menu as a customer reads it in `language`.
    pub fn view(&self, language: Language) -> MenuView<'_> {
        let take_away = self.level(PriceLevel::TAKE_AWAY);
        MenuView {
            categories: self
                .categories
                .iter()
                .map(|category| CategoryView {
                    id: category.id,
                    name: category.name.r#in(language),
                    items: category
                        .items
                        .iter()
                        .map(|item| item.view(language, take_away))
                        .collect(),
                })
                .collect(),
            take_away_has_own_terms: self.take_away_has_own_terms(),
        }
    }

    /// Whether more than prices of dishes differs for what is taken away: a fee, or other rates. What such an order
    /// costs, only the shop can tell.
    pub fn take_away_has_own_terms(&self) -> bool {
        let take_away = self.level(PriceLevel::TAKE_AWAY);
        take_away.is_some_and(|level| self.has_own_terms(level))
    }

    fn has_own_terms(&self, level: &PriceLevel) -> bool {
        let mut fees = self.fees.iter();
        level.prices_include.is_some()
            || !level.charges_service
            || fees.any(|fee| level.charges(fee.code) && fee.amount > Money::ZERO)
    }

    /// The price levels and fees as the staff reads them, with what costs something else at each level that is on.
    pub fn levels_view(&self) -> LevelsView<'_> {
        let levels = self.levels.iter().map(|level| {
            let items = self
                .items()
                .filter(|item| level.is_on && item.price_at(level) != item.price);
            let options = self.groups.iter().flat_map(|group| &group.options);
            let options = options
                .filter(|option| level.is_on && level.with_markup(option.price) != option.price);
            LevelView {
                level,
                has_own_terms: self.has_own_terms(level),
                prices: items.map(|item| (item.id, item.price_at(level))).collect(),
                option_prices: options
                    .map(|option| (option.id, level.with_markup(option.price)))
                    .collect(),
            }
        });
        LevelsView {
            levels: levels.collect(),
            fees: &self.fees,
        }
    }

    /// Which item stands where, in `language`: published when that has changed.
    pub fn layout(&self, language: Language) -> Vec<CategoryLayout<'_>> {
        let layout = self.categories.iter().map(|category| CategoryLayout {
            id: category.id,
            name: category.name.r#in(language),
            items: category.items.iter().map(|item| item.id).collect(),
        });
        layout.collect()
    }
}

impl MenuItem {
    /// The item as a customer reads it in `language`; with the level of what is taken away, also its price there, where
    /// that is another.
    pub fn view(&self, language: Language, take_away: Option<&PriceLevel>) -> ItemView<'_> {
        let away = take_away.map(|level| self.price_at(level));
        ItemView {
            id: self.id,
            name: self.name.r#in(language),
            description: self.description.r#in(language),
            price: self.price,
            take_away_price: away.filter(|price| *price != self.price),
            is_available: self.can_be_had(),
            back_at: self.back_at,
            photo_url: self.photo_url.as_deref(),
            station: &self.station,
            modifier_groups: self
                .modifier_groups
                .iter()
                .map(|group| group.view(language, take_away))
                .collect(),
        }
    }
}

impl ModifierGroup {
    fn view(&self, language: Language, take_away: Option<&PriceLevel>) -> GroupView<'_> {
        let away = |price| {
            let away = take_away.map(|level| level.with_markup(price));
            away.filter(|away| *away != price)
        };
        let options = self.options.iter().map(|option| OptionView {
            id: option.id,
            name: option.name.r#in(language),
            price: option.price,
            take_away_price: away(option.price),
            is_available: option.is_available,
            back_at: option.back_at,
            is_default: option.is_default,
        });
        GroupView {
            id: self.id,
            name: self.name.r#in(language),
            min: self.min,
            max: self.max,
            options: options.collect(),
        }
    }
}

/// The price levels and fees of a shop, as they are sent to the staff.
#[derive(Debug, Serialize)]
pub struct LevelsView<'a> {
    levels: Vec<LevelView<'a>>,
    fees: &'a [Fee],
}

#[derive(Debug, Serialize)]
struct LevelView<'a> {
    #[serde(flatten)]
    level: &'a PriceLevel,
    has_own_terms: bool,
    /// By the numbers of dishes and options.
    prices: BTreeMap<i64, Money>,
    option_prices: BTreeMap<i64, Money>,
}

/// The menu in one language, as it is sent.
#[derive(Debug, Serialize)]
pub struct MenuView<'a> {
    categories: Vec<CategoryView<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    take_away_has_own_terms: bool,
}

#[derive(Debug, Serialize)]
struct CategoryView<'a> {
    id: i64,
    name: &'a str,
    items: Vec<ItemView<'a>>,
}

/// An item in one language, as it is sent.
#[derive(Debug, Serialize)]
pub struct ItemView<'a> {
    id: i64,
    name: &'a str,
    description: &'a str,
    price: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    take_away_price: Option<Money>,
    is_available: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    back_at: Option<Timestamp>,
    photo_url: Option<&'a str>,
    station: &'a str,
    modifier_groups: Vec<GroupView<'a>>,
}

#[derive(Debug, Serialize)]
struct GroupView<'a> {
    id: i64,
    name: &'a str,
    min: i64,
    max: i64,
    options: Vec<OptionView<'a>>,
}

#[derive(Debug, Serialize)]
struct OptionView<'a> {
    id: i64,
    name: &'a str,
    price: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    take_away_price: Option<Money>,
    is_available: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    back_at: Option<Timestamp>,
    is_default: bool,
}

/// What stands under one heading of the menu.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct CategoryLayout<'a> {
    id: i64,
    name: &'a str,
    items: Vec<i64>,
}
