//! The menu a new shop begins with.

use std::collections::HashMap;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::{Shop, ShopError};
use crate::{
    domain::{Money, Words},
    store::{NewCategory, NewGroup, NewItem, NewOption, StoreError, Writer},
};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter");

/// What a new shop has on its menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstMenu {
    /// A small warung's: five categories, some thirty dishes and drinks.
    Starter,
    /// Nothing yet.
    Empty,
}

#[derive(Deserialize)]
struct StarterMenu {
    shop_name: String,
    categories: Vec<StarterCategory>,
    modifier_groups: Vec<StarterGroup>,
    items: Vec<StarterItem>,
}

#[derive(Deserialize)]
struct StarterCategory {
    id: String,
    name: Words,
    station: String,
}

#[derive(Deserialize)]
struct StarterGroup {
    id: String,
    name: Words,
    min: i64,
    max: i64,
    options: Vec<StarterOption>,
}

#[derive(Deserialize)]
struct StarterOption {
    name: Words,
    price: Money,
    #[serde(default)]
    default: bool,
}

#[derive(Deserialize)]
struct StarterItem {
    category: String,
    name: Words,
    #[serde(default)]
    description: Words,
    price: Money,
    #[serde(default)]
    modifier_groups: Vec<String>,
}

impl Shop {
    /// Gives a new shop its first menu; a shop that ever had one keeps what it has.
    ///
    /// # Errors
    /// When the store cannot write.
    pub async fn set_up(&self, first: FirstMenu) -> Result<(), ShopError> {
        let clock = self.clock.clone();
        self.store
            .write(move |store| {
                if store.menu_rev()? > 0 {
                    return Ok(());
                }
                if first == FirstMenu::Starter {
                    write_starter(store)?;
                }
                store.publish_menu(clock.now(), |_| true)?;
                Ok(())
            })
            .await
    }
}

fn write_starter(store: &Writer<'_>) -> Result<(), StoreError> {
    let file = STARTER
        .get_file("menu.json")
        .and_then(|file| file.contents_utf8());
    let menu: StarterMenu = serde_json::from_str(file.unwrap_or_default())?;
    let mut settings = store.settings()?;
    settings.shop_name = menu.shop_name;
    store.update_settings(&settings)?;

    let mut groups = HashMap::new();
    for group in menu.modifier_groups {
        let options = group.options.into_iter().map(|option| NewOption {
            name: option.name,
            price: option.price,
            is_default: option.default,
        });
        let new = NewGroup {
            name: group.name,
            min: group.min,
            max: group.max,
            options: options.collect(),
        };
        groups.insert(group.id, store.insert_group(&new)?);
    }
    let mut categories = HashMap::new();
    for category in menu.categories {
        let new = NewCategory {
            name: category.name,
            station: category.station,
        };
        categories.insert(category.id, store.insert_category(&new)?);
    }
    for item in menu.items {
        let unknown = || StoreError::Unreadable(format!("the starter menu's «{}»", item.name.id));
        let group_ids = item
            .modifier_groups
            .iter()
            .map(|id| groups.get(id).copied());
        let new = NewItem {
            category_id: *categories.get(&item.category).ok_or_else(unknown)?,
            group_ids: group_ids.collect::<Option<_>>().ok_or_else(unknown)?,
            name: item.name,
            description: item.description,
            price: item.price,
            is_available: true,
        };
        store.insert_item(&new)?;
    }
    Ok(())
}
