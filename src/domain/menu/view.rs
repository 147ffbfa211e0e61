//! The menu as a customer reads it, in one language.

use serde::Serialize;

use super::{Language, Menu, MenuItem, ModifierGroup, Money};

impl Menu {
    /// The menu as a customer reads it in `language`.
    pub fn view(&self, language: Language) -> MenuView<'_> {
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
                        .map(|item| item.view(language))
                        .collect(),
                })
                .collect(),
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
    /// The item as a customer reads it in `language`.
    pub fn view(&self, language: Language) -> ItemView<'_> {
        ItemView {
            id: self.id,
            name: self.name.r#in(language),
            description: self.description.r#in(language),
            price: self.price,
            is_available: self.can_be_had(),
            photo_url: self.photo_url.as_deref(),
            station: &self.station,
            modifier_groups: self
                .modifier_groups
                .iter()
                .map(|group| group.view(language))
                .collect(),
        }
    }
}

impl ModifierGroup {
    fn view(&self, language: Language) -> GroupView<'_> {
        let options = self.options.iter().map(|option| OptionView {
            id: option.id,
            name: option.name.r#in(language),
            price: option.price,
            is_available: option.is_available,
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

/// The menu in one language, as it is sent.
#[derive(Debug, Serialize)]
pub struct MenuView<'a> {
    categories: Vec<CategoryView<'a>>,
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
    is_available: bool,
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
    is_available: bool,
    is_default: bool,
}

/// What stands under one heading of the menu.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct CategoryLayout<'a> {
    id: i64,
    name: &'a str,
    items: Vec<i64>,
}
