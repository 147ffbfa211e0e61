//! The menu: what can be ordered, and what a choice costs.

mod difference;
mod editor;
mod file;
mod input;
mod repricing;
mod stock;
mod table;
mod view;

use std::{collections::BTreeMap, sync::Arc};

pub use difference::MenuDifference;
pub use editor::{CategoryEditor, GroupEditor, ItemEditor, MenuEditor, RetiredItem};
pub use file::{FileCategory, FileGroup, FileItem, FileOption, MenuFile};
pub use file::{MOST_CATEGORIES, MOST_GROUPS, MOST_ITEMS};
pub use input::{CategoryDraft, GroupDraft, ItemDraft, OptionDraft};
pub use input::{
    DESCRIPTION_LENGTH, HIGHEST_PRICE, MOST_CHOICES, MOST_OPTIONS, NAME_LENGTH, STATION_LENGTH,
};
pub use repricing::{MOST_UP_BP, Repricing};
pub use stock::{MOST_PIECES, Offer, Stock};
pub use table::{TableError, TableFault, TableRow, known_headings};
pub use view::{CategoryLayout, ItemView, LevelsView, MenuView};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    ChosenModifier, DaySpans, Fee, Language, Money, OrderType, PriceLevel, Refusal, Settings,
    ShopTime, TaxClass, WallTime, Words,
};

/// Everything that can be ordered, in the order it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// Grows with every change.
    pub rev: i64,
    /// In the order they are shown.
    pub categories: Vec<Category>,
    /// Every choice there is, also those that no item has now.
    pub groups: Vec<Arc<ModifierGroup>>,
    /// What dishes cost where; in the order they are shown.
    pub levels: Vec<PriceLevel>,
    /// What is charged besides dishes.
    pub fees: Vec<Fee>,
}

/// A part of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its number.
    pub id: i64,
    /// What stands over it.
    pub name: Words,
    /// Who in the kitchen makes what is under it.
    pub station: String,
    /// When guests can order what is under it, as one or two spans of every day; empty is always.
    pub served: String,
    /// In the order they are shown.
    pub items: Vec<MenuItem>,
}

/// A dish or a drink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// Its number, never given to another.
    pub id: i64,
    /// Where it stands.
    pub category_id: i64,
    /// What it is called.
    pub name: Words,
    /// What it is.
    pub description: Words,
    /// Without modifiers.
    pub price: Money,
    /// How it is taxed.
    pub tax: TaxClass,
    /// Its own price at a level, by the level's code, where that is not the menu's with the mark-up.
    pub level_prices: BTreeMap<String, Money>,
    /// False when it was marked as sold out. Whether it can be had is [`MenuItem::can_be_had`].
    pub is_available: bool,
    /// When it is back by itself, where that was said when it was marked.
    pub back_at: Option<Timestamp>,
    /// Where its picture is, if it has one.
    pub photo_url: Option<String>,
    /// Who in the kitchen makes it.
    pub station: String,
    /// Whether that is its own, and not the category's.
    pub has_own_station: bool,
    /// What can or must be chosen; shared by the items that have the same group.
    pub modifier_groups: Vec<Arc<ModifierGroup>>,
}

/// A choice: «Level pedas».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModifierGroup {
    /// Its number.
    pub id: i64,
    /// What is chosen here.
    pub name: Words,
    /// Fewest options.
    pub min: i64,
    /// Most options.
    pub max: i64,
    /// In the order they are shown.
    pub options: Vec<ModifierOption>,
}

/// One possible choice: «Sedang».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModifierOption {
    /// Its number, never given to another.
    pub id: i64,
    /// What it is called.
    pub name: Words,
    /// What it adds, for one.
    pub price: Money,
    /// False when sold out.
    pub is_available: bool,
    /// When it is back by itself, where that was said when it was marked.
    pub back_at: Option<Timestamp>,
    /// Taken when a required choice was left open.
    pub is_default: bool,
}

impl Menu {
    /// The item with this number.
    pub fn item(&self, id: i64) -> Option<&MenuItem> {
        self.items().find(|item| item.id == id)
    }

    /// Every item, in the order of the menu.
    pub fn items(&self) -> impl Iterator<Item = &MenuItem> {
        self.categories.iter().flat_map(|category| &category.items)
    }

    /// The category with this number.
    pub fn category(&self, id: i64) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The price level that is called so.
    pub fn level(&self, code: &str) -> Option<&PriceLevel> {
        self.levels.iter().find(|level| level.code == code)
    }

    /// The level of orders for which none is named.
    ///
    /// # Errors
    /// When the menu has none, which no file of a shop is without.
    pub fn level_of(&self, order_type: OrderType) -> Result<&PriceLevel, Refusal> {
        self.level(order_type.level()).ok_or(Refusal::UnknownWord {
            field: "price_level",
        })
    }

    /// Lets a guest's dishes pass if all of them are served now. Hours hide nothing while the clock is not believed.
    ///
    /// # Errors
    /// [`Refusal::NotServedNow`].
    pub fn admit_now(
        &self,
        mut items: impl Iterator<Item = i64>,
        settings: &Settings,
        now: ShopTime,
    ) -> Result<(), Refusal> {
        if self
            .categories
            .iter()
            .all(|category| category.served.is_empty())
        {
            return Ok(());
        }
        let zone = settings.zone();
        let refused = items.find_map(|id| {
            let item = self.item(id)?;
            let again = self.category(item.category_id)?.rests_until(&zone, now)?;
            let name = item.name.clone();
            let again = WallTime::of(again, now.at, &zone);
            Some(Refusal::NotServedNow { name, again })
        });
        refused.map_or(Ok(()), Err)
    }

    /// The choice with this number.
    pub fn group(&self, id: i64) -> Option<&Arc<ModifierGroup>> {
        self.groups.iter().find(|group| group.id == id)
    }
}

impl Category {
    /// When guests can order again what stands under it, if they cannot now.
    fn rests_until(&self, zone: &TimeZone, now: ShopTime) -> Option<Timestamp> {
        rests_until(&self.served, zone, now)
    }
}

/// When the hours of a category begin again, if this is none of them.
pub fn rests_until(served: &str, zone: &TimeZone, now: ShopTime) -> Option<Timestamp> {
    let spans = DaySpans::parse(served).filter(|_| !served.is_empty() && now.is_believed)?;
    spans.begins_after(now.at, zone)
}

impl MenuItem {
    /// What it costs at a level, without modifiers: its own price there, or the menu's with the mark-up.
    pub fn price_at(&self, level: &PriceLevel) -> Money {
        let own = self.level_prices.get(&level.code);
        own.copied()
            .unwrap_or_else(|| level.with_markup(self.price))
    }

    /// Whether it can be had just now: it is not sold out, and neither is a choice that has to be made for it. The
    /// menu shows it and an order is refused by it, so that the two never differ.
    pub fn can_be_had(&self) -> bool {
        let mut groups = self.modifier_groups.iter();
        self.is_available && groups.all(|group| group.can_be_made())
    }

    /// Prices a choice among this item's options, in the menu's own order, with names in
    /// `language`. A required group that was left open takes its defaults.
    ///
    /// # Errors
    /// When an option is not this item's, is sold out or repeated, or a group has too few or
    /// too many.
    pub fn choose(
        &self,
        option_ids: &[i64],
        language: Language,
    ) -> Result<Vec<ChosenModifier>, Refusal> {
        let mut chosen = Vec::with_capacity(option_ids.len());
        let mut found = 0;
        for group in &self.modifier_groups {
            let named: Vec<_> = group
                .options
                .iter()
                .filter(|option| option_ids.contains(&option.id))
                .collect();
            found += named.len();
            let picked = if named.is_empty() && group.min > 0 {
                group.defaults()
            } else {
                named
            };
            if let Some(gone) = picked.iter().find(|option| !option.is_available) {
                return Err(Refusal::SoldOut {
                    name: gone.name.clone(),
                });
            }
            let count = i64::try_from(picked.len()).unwrap_or(i64::MAX);
            if count < group.min {
                let (item, group) = (self.name.clone(), group.name.clone());
                return Err(Refusal::ChoiceMissing { item, group });
            }
            if count > group.max {
                let (item, group) = (self.name.clone(), group.name.clone());
                return Err(Refusal::TooManyChoices { item, group });
            }
            chosen.extend(picked.iter().map(|option| ChosenModifier {
                option_id: option.id,
                name: option.name.r#in(language).to_owned(),
                price: option.price,
            }));
        }
        // An option that was not found in a group is foreign to this item, or was named twice.
        if found == option_ids.len() {
            Ok(chosen)
        } else {
            Err(Refusal::UnknownOption {
                item: self.name.clone(),
            })
        }
    }
}

impl ModifierGroup {
    /// Whether as many options are left as have to be chosen.
    fn can_be_made(&self) -> bool {
        let left = self.options.iter().filter(|option| option.is_available);
        i64::try_from(left.count()).is_ok_and(|left| left >= self.min)
    }

    /// The options taken when nothing was said; a sold-out default is no default.
    fn defaults(&self) -> Vec<&ModifierOption> {
        self.options
            .iter()
            .filter(|option| option.is_default && option.is_available)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(id: &str) -> Words {
        Words {
            id: id.to_owned(),
            en: String::new(),
        }
    }

    fn option(id: i64, price: i64, is_default: bool, is_available: bool) -> ModifierOption {
        let name = words(&format!("option {id}"));
        ModifierOption {
            id,
            name,
            price: Money::new(price),
            is_available,
            back_at: None,
            is_default,
        }
    }

    fn coffee() -> MenuItem {
        let heat = ModifierGroup {
            id: 1,
            name: words("Panas atau es"),
            min: 1,
            max: 1,
            options: vec![option(1, 0, true, true), option(2, 2_000, false, true)],
        };
        let size = ModifierGroup {
            id: 2,
            name: words("Ukuran"),
            min: 1,
            max: 1,
            options: vec![option(3, 0, false, true), option(4, 5_000, false, false)],
        };
        let extras = ModifierGroup {
            id: 3,
            name: words("Tambahan"),
            min: 0,
            max: 2,
            options: vec![
                option(5, 1, true, true),
                option(6, 1, false, true),
                option(7, 1, false, true),
            ],
        };
        MenuItem {
            id: 5,
            category_id: 1,
            name: words("Kopi"),
            description: Words::default(),
            price: Money::new(10_000),
            tax: TaxClass::Restaurant,
            level_prices: BTreeMap::new(),
            is_available: true,
            back_at: None,
            photo_url: None,
            station: "bar".to_owned(),
            has_own_station: false,
            modifier_groups: vec![Arc::new(heat), Arc::new(size), Arc::new(extras)],
        }
    }

    #[test]
    fn a_choice_is_priced_or_refused_by_its_groups() {
        let coffee = coffee();
        let pick = |ids: &[i64]| {
            coffee
                .choose(ids, Language::Indonesian)
                .map(|chosen| {
                    chosen
                        .iter()
                        .map(|option| option.option_id)
                        .collect::<Vec<_>>()
                })
                .map_err(|refusal| refusal.code())
        };
        for (asked, answer) in [
            (&[2, 3][..], Ok(vec![2, 3])),
            // The menu's order, not the order of asking.
            (&[6, 3, 2], Ok(vec![2, 3, 6])),
            // A required choice left open takes its default; an optional one takes nothing.
            (&[3], Ok(vec![1, 3])),
            (&[], Err("choice_missing")),
            (&[1, 2, 3], Err("too_many_choices")),
            (&[3, 5, 6, 7], Err("too_many_choices")),
            (&[4], Err("sold_out")),
            (&[3, 99], Err("unknown_option")),
            (&[3, 6, 6], Err("unknown_option")),
        ] {
            assert_eq!(pick(asked), answer, "{asked:?}");
        }
    }

    #[test]
    fn what_needs_a_choice_of_which_too_little_is_left_cannot_be_had() {
        let with = |min: i64, left: &[bool]| {
            let options = left.iter().zip(1..);
            let options = options.map(|(left, id)| option(id, 0, false, *left));
            let group = ModifierGroup {
                id: 1,
                name: words("Pilihan"),
                min,
                max: 2,
                options: options.collect(),
            };
            MenuItem {
                modifier_groups: vec![Arc::new(group)],
                ..coffee()
            }
        };
        for (min, left, can_be_had) in [
            (1, &[false, true][..], true),
            (1, &[false, false], false),
            (2, &[false, true], false),
            (2, &[true, true], true),
            (0, &[false, false], true),
        ] {
            let item = with(min, left);
            assert_eq!(item.can_be_had(), can_be_had, "{min} of {left:?}");
            assert_eq!(
                serde_json::to_value(item.view(Language::English, None)).expect("JSON")["is_available"],
                can_be_had
            );
            let marked = MenuItem {
                is_available: false,
                ..item
            };
            assert!(!marked.can_be_had());
        }
    }
}
