//! The menu as its owner edits it: both languages, and retired items.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::{Category, Menu, MenuItem, ModifierGroup};
use crate::domain::{Fee, Money, PriceLevel, TaxClass, Words};

/// A retired item, which can be restored.
#[derive(Debug, Clone)]
pub struct RetiredItem {
    /// As it was.
    pub item: MenuItem,
    /// When it left.
    pub retired_at: Timestamp,
}

/// The whole menu for its editor, as it is sent.
#[derive(Debug, Serialize)]
pub struct MenuEditor<'a> {
    rev: i64,
    categories: Vec<CategoryWithItems<'a>>,
    modifier_groups: Vec<GroupEditor<'a>>,
    retired_items: Vec<ItemEditor<'a>>,
    price_levels: &'a [PriceLevel],
    fees: &'a [Fee],
}

#[derive(Debug, Serialize)]
struct CategoryWithItems<'a> {
    #[serde(flatten)]
    category: CategoryEditor<'a>,
    items: Vec<ItemEditor<'a>>,
}

/// A category for its editor, as it is sent.
#[derive(Debug, Serialize)]
pub struct CategoryEditor<'a> {
    id: i64,
    name: &'a Words,
    station: &'a str,
    served: &'a str,
}

/// An item for its editor, as it is sent.
#[derive(Debug, Serialize)]
pub struct ItemEditor<'a> {
    id: i64,
    category_id: i64,
    name: &'a Words,
    description: &'a Words,
    price: Money,
    tax_class: TaxClass,
    level_prices: &'a BTreeMap<String, Money>,
    is_available: bool,
    photo_url: Option<&'a str>,
    station: Option<&'a str>,
    modifier_group_ids: Vec<i64>,
    retired_at: Option<Timestamp>,
}

/// A choice for its editor, as it is sent.
#[derive(Debug, Serialize)]
pub struct GroupEditor<'a> {
    id: i64,
    name: &'a Words,
    min: i64,
    max: i64,
    options: Vec<OptionEditor<'a>>,
}

#[derive(Debug, Serialize)]
struct OptionEditor<'a> {
    id: i64,
    name: &'a Words,
    price: Money,
    is_available: bool,
    is_default: bool,
}

impl Menu {
    /// The menu for its editor, with what was taken off it.
    pub fn editor<'a>(&'a self, retired: &'a [RetiredItem]) -> MenuEditor<'a> {
        let categories = self.categories.iter().map(|category| CategoryWithItems {
            category: category.editor(),
            items: category.items.iter().map(MenuItem::editor).collect(),
        });
        MenuEditor {
            rev: self.rev,
            categories: categories.collect(),
            modifier_groups: self.groups.iter().map(|group| group.editor()).collect(),
            retired_items: retired.iter().map(RetiredItem::editor).collect(),
            price_levels: &self.levels,
            fees: &self.fees,
        }
    }
}

impl Category {
    /// The category for its editor.
    pub fn editor(&self) -> CategoryEditor<'_> {
        CategoryEditor {
            id: self.id,
            name: &self.name,
            station: &self.station,
            served: &self.served,
        }
    }
}

impl MenuItem {
    /// The item for its editor.
    pub fn editor(&self) -> ItemEditor<'_> {
        ItemEditor {
            id: self.id,
            category_id: self.category_id,
            name: &self.name,
            description: &self.description,
            price: self.price,
            tax_class: self.tax,
            level_prices: &self.level_prices,
            is_available: self.is_available,
            photo_url: self.photo_url.as_deref(),
            station: self.has_own_station.then_some(self.station.as_str()),
            modifier_group_ids: self.modifier_groups.iter().map(|group| group.id).collect(),
            retired_at: None,
        }
    }
}

impl RetiredItem {
    /// The item for its editor.
    pub fn editor(&self) -> ItemEditor<'_> {
        ItemEditor {
            retired_at: Some(self.retired_at),
            ..self.item.editor()
        }
    }
}

impl ModifierGroup {
    /// The choice for its editor.
    pub fn editor(&self) -> GroupEditor<'_> {
        let options = self.options.iter().map(|option| OptionEditor {
            id: option.id,
            name: &option.name,
            price: option.price,
            is_available: option.is_available,
            is_default: option.is_default,
        });
        GroupEditor {
            id: self.id,
            name: &self.name,
            min: self.min,
            max: self.max,
            options: options.collect(),
        }
    }
}
