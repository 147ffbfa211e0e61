//! A whole menu as a file: the first menu of a new shop, and a copy for another shop.
//!
//! All that changes a menu as a whole becomes one of these first, also a table and prices in bulk: there is one check,
//! one preview and one application.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{
    CategoryDraft, GroupDraft, ItemDraft, Menu, MenuItem, ModifierGroup, OptionDraft, input::unfit,
};
use crate::domain::{Money, Refusal, TaxClass, Words, text};

/// The version of the format.
const VERSION: u32 = 1;
/// More categories than any menu has; what is beyond these three is a mistake.
pub const MOST_CATEGORIES: usize = 100;
/// More groups of choices than any menu has.
pub const MOST_GROUPS: usize = 300;
/// More items than any menu has.
pub const MOST_ITEMS: usize = 2_000;

/// A menu in a file. Things are named by words of the file's own, not by numbers of a database.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MenuFile {
    /// The version of the format; 1.
    #[serde(default = "version")]
    pub siap_menu: u32,
    /// Whose menu it is.
    #[serde(default)]
    pub shop_name: String,
    /// In the order they are shown.
    pub categories: Vec<FileCategory>,
    /// What can or must be chosen.
    #[serde(default)]
    pub modifier_groups: Vec<FileGroup>,
    /// In the order they are shown within their categories.
    pub items: Vec<FileItem>,
}

/// A category in a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileCategory {
    /// What the file calls it.
    pub id: String,
    /// What stands over it.
    pub name: Words,
    /// Who in the kitchen makes what is under it.
    pub station: String,
    /// When guests can order what is under it, like `06:00-10:30`; left out, it stays as it is, and of a new category
    /// it is always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served: Option<String>,
}

/// A choice in a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileGroup {
    /// What the file calls it.
    pub id: String,
    /// What is chosen here.
    pub name: Words,
    /// Fewest options.
    pub min: i64,
    /// Most options.
    pub max: i64,
    /// In the order they are shown.
    pub options: Vec<FileOption>,
}

/// One possible choice in a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileOption {
    /// Its number in this shop, where that is how it is known again; never in a file, for another shop has others.
    #[serde(skip)]
    pub known: Option<i64>,
    /// What it is called.
    pub name: Words,
    /// What it adds.
    pub price: Money,
    /// Taken when a required choice was left open.
    #[serde(default)]
    pub default: bool,
    /// False when sold out.
    #[serde(default = "yes")]
    pub is_available: bool,
}

/// An item in a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileItem {
    /// Its number in this shop, as of an option. One that was taken off comes back.
    #[serde(skip)]
    pub known: Option<i64>,
    /// The category it stands in, by the file's word for it.
    pub category: String,
    /// What it is called.
    pub name: Words,
    /// What it is.
    #[serde(default)]
    pub description: Words,
    /// Without modifiers.
    pub price: Money,
    /// How it is taxed; left out, it stays as it is, and of a new item it is the tax of food and drink.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_class: Option<TaxClass>,
    /// Its own prices at price levels, by code or, of a level of the owner's, by name; left out, they stay as they are.
    /// A level that the shop does not have is passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_prices: Option<BTreeMap<String, Money>>,
    /// What can or must be chosen, by the file's words.
    #[serde(default)]
    pub modifier_groups: Vec<String>,
    /// False when sold out.
    #[serde(default = "yes")]
    pub is_available: bool,
    /// Who in the kitchen makes it, if not the station of the category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
}

const fn version() -> u32 {
    VERSION
}

const fn yes() -> bool {
    true
}

impl Menu {
    /// Keeps a menu only if it would come back from a file.
    ///
    /// # Errors
    /// [`Refusal::MenuFull`].
    pub fn within_bounds(&self) -> Result<(), Refusal> {
        bounded(
            self.categories.len(),
            self.groups.len(),
            self.items().count(),
        )
    }
}

const fn bounded(categories: usize, groups: usize, items: usize) -> Result<(), Refusal> {
    if categories > MOST_CATEGORIES || groups > MOST_GROUPS || items > MOST_ITEMS {
        Err(Refusal::MenuFull)
    } else {
        Ok(())
    }
}

impl MenuFile {
    /// `menu`, to be kept or carried elsewhere. Nothing is left out that an import would then leave as it is.
    #[must_use]
    pub fn of(menu: &Menu, shop_name: &str) -> Self {
        let categories = menu.categories.iter().map(|category| FileCategory {
            id: format!("c{}", category.id),
            name: category.name.clone(),
            station: category.station.clone(),
            served: Some(category.served.clone()),
        });
        let items = menu.items().map(|item| {
            let own_prices = item.level_prices.iter();
            let by_word = own_prices.map(|(code, price)| (level_word(menu, code), *price));
            FileItem {
                level_prices: Some(by_word.collect()),
                ..FileItem::of(item)
            }
        });
        Self {
            siap_menu: VERSION,
            shop_name: shop_name.to_owned(),
            categories: categories.collect(),
            modifier_groups: menu
                .groups
                .iter()
                .map(|group| FileGroup::of(group))
                .collect(),
            items: items.collect(),
        }
    }

    /// Keeps the file only if a shop can work with all of it, with every text as it would be kept.
    ///
    /// # Errors
    /// [`Refusal::MenuFull`], or names the first place that is not fit, as `items[3].price`.
    pub fn checked(self) -> Result<Self, Refusal> {
        if self.siap_menu != VERSION {
            return Err(unfit("siap_menu"));
        }
        bounded(
            self.categories.len(),
            self.modifier_groups.len(),
            self.items.len(),
        )?;
        // An empty file is a mistake, not a wish to retire everything.
        if self.items.is_empty() {
            return Err(unfit("items"));
        }
        let categories = each("categories", self.categories, FileCategory::checked)?;
        let groups = each("modifier_groups", self.modifier_groups, FileGroup::checked)?;
        let items = each("items", self.items, FileItem::checked)?;
        let category_words = different("categories", categories.iter().map(|one| one.id.as_str()))?;
        let group_words = different("modifier_groups", groups.iter().map(|one| one.id.as_str()))?;
        for (item, i) in items.iter().zip(0..) {
            if !category_words.contains(item.category.as_str()) {
                return Err(unfit(format!("items[{i}].category")));
            }
            let asked: HashSet<&str> = item.modifier_groups.iter().map(String::as_str).collect();
            if !asked.is_subset(&group_words) || asked.len() < item.modifier_groups.len() {
                return Err(unfit(format!("items[{i}].modifier_groups")));
            }
        }
        Ok(Self {
            categories,
            modifier_groups: groups,
            items,
            ..self
        })
    }
}

/// Checks each of a list; a refusal names its place in the file before the name of the field.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "takes one error apart and hands on the others as they are"
)]
fn each<T>(
    list: &'static str,
    all: Vec<T>,
    check: impl Fn(T) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    let checked = all.into_iter().zip(0..).map(|(one, place)| {
        check(one).map_err(|refusal| match refusal {
            Refusal::UnfitMenu { field } => unfit(format!("{list}[{place}].{field}")),
            other => other,
        })
    });
    checked.collect()
}

/// The words by which a file names the things of a list, if no two are the same.
fn different<'f>(
    list: &'static str,
    words: impl Iterator<Item = &'f str>,
) -> Result<HashSet<&'f str>, Refusal> {
    let mut known = HashSet::new();
    for (word, place) in words.zip(0..) {
        if !known.insert(word) {
            return Err(unfit(format!("{list}[{place}].id")));
        }
    }
    Ok(known)
}

impl FileCategory {
    fn checked(self) -> Result<Self, Refusal> {
        let draft = self.draft().checked()?;
        Ok(Self {
            name: draft.name,
            station: draft.station,
            served: self.served.is_some().then_some(draft.served),
            ..self
        })
    }

    /// As it would be written.
    pub fn draft(&self) -> CategoryDraft {
        CategoryDraft {
            name: self.name.clone(),
            station: self.station.clone(),
            served: self.served.clone().unwrap_or_default(),
        }
    }
}

impl FileGroup {
    fn checked(self) -> Result<Self, Refusal> {
        let draft = self.draft().checked()?;
        let options = self.options.into_iter().zip(draft.options);
        let options = options.map(|(option, draft)| FileOption {
            name: draft.name,
            ..option
        });
        Ok(Self {
            name: draft.name,
            options: options.collect(),
            ..self
        })
    }

    fn of(group: &ModifierGroup) -> Self {
        let options = group.options.iter().map(|option| FileOption {
            known: Some(option.id),
            name: option.name.clone(),
            price: option.price,
            default: option.is_default,
            is_available: option.is_available,
        });
        Self {
            id: group_word(group),
            name: group.name.clone(),
            min: group.min,
            max: group.max,
            options: options.collect(),
        }
    }

    /// As it would be written; an option that is not known by its number is new.
    pub fn draft(&self) -> GroupDraft {
        let options = self.options.iter().map(|option| OptionDraft {
            id: option.known,
            name: option.name.clone(),
            price: option.price,
            is_available: option.is_available,
            is_default: option.default,
        });
        GroupDraft {
            name: self.name.clone(),
            min: self.min,
            max: self.max,
            options: options.collect(),
        }
    }
}

impl FileItem {
    /// An item of this shop, on the menu or taken off it, by its number and with the codes of its levels.
    pub(super) fn of(item: &MenuItem) -> Self {
        let groups = item.modifier_groups.iter();
        Self {
            known: Some(item.id),
            category: format!("c{}", item.category_id),
            name: item.name.clone(),
            description: item.description.clone(),
            price: item.price,
            tax_class: Some(item.tax),
            level_prices: Some(item.level_prices.clone()),
            modifier_groups: groups.map(|group| group_word(group)).collect(),
            is_available: item.is_available,
            station: item.has_own_station.then(|| item.station.clone()),
        }
    }

    fn checked(self) -> Result<Self, Refusal> {
        let draft = self.draft(0, Vec::new()).checked()?;
        Ok(Self {
            name: draft.name,
            description: draft.description,
            station: draft.station,
            ..self
        })
    }

    /// As it would be written, in this category and with these choices.
    pub fn draft(&self, category_id: i64, group_ids: Vec<i64>) -> ItemDraft {
        ItemDraft {
            category_id,
            name: self.name.clone(),
            description: self.description.clone(),
            price: self.price,
            tax: self.tax_class.unwrap_or(TaxClass::Restaurant),
            level_prices: self.level_prices.clone().unwrap_or_default(),
            is_available: self.is_available,
            photo_url: None,
            station: self.station.clone(),
            group_ids,
        }
    }
}

/// What a file calls a level: another shop has other own ones, and knows them by name.
fn level_word(menu: &Menu, code: &str) -> String {
    let own = menu.level(code).filter(|level| level.is_the_owners());
    own.map_or_else(|| code.to_owned(), |level| level.name.id.clone())
}

impl Menu {
    /// The code of the level that a file calls so.
    pub fn level_of_word(&self, word: &str) -> Option<&str> {
        let mut levels = self.levels.iter();
        let level = levels.find(|level| {
            let is_called_so =
                || level.is_the_owners() && text::key(&level.name.id) == text::key(word);
            level.code == word || is_called_so()
        });
        level.map(|level| level.code.as_str())
    }
}

pub(super) fn group_word(group: &ModifierGroup) -> String {
    format!("g{}", group.id)
}
