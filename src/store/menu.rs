//! The menu, read whole and changed in small steps.

use std::{collections::HashMap, sync::Arc};

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{News, Reader, StoreError, Writer, rows::Columns};
use crate::domain::{Category, Menu, MenuItem, ModifierGroup, ModifierOption, Money, Words};

/// A category to be written.
#[derive(Debug)]
pub struct NewCategory {
    /// What stands over it.
    pub name: Words,
    /// Who in the kitchen makes what is under it.
    pub station: String,
}

/// A choice to be written.
#[derive(Debug)]
pub struct NewGroup {
    /// What is chosen.
    pub name: Words,
    /// Fewest options.
    pub min: i64,
    /// Most options.
    pub max: i64,
    /// In the order they are shown.
    pub options: Vec<NewOption>,
}

/// An option to be written.
#[derive(Debug)]
pub struct NewOption {
    /// What it is called.
    pub name: Words,
    /// What it adds.
    pub price: Money,
    /// Taken when a required choice was left open.
    pub is_default: bool,
}

/// An item to be written.
#[derive(Debug)]
pub struct NewItem {
    /// Where it stands.
    pub category_id: i64,
    /// What it is called.
    pub name: Words,
    /// What it is.
    pub description: Words,
    /// Without modifiers.
    pub price: Money,
    /// False when sold out.
    pub is_available: bool,
    /// What can or must be chosen, in order.
    pub group_ids: Vec<i64>,
}

impl Reader<'_> {
    /// The menu's revision; 0 before the shop was given one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn menu_rev(&self) -> Result<i64, StoreError> {
        Ok(self
            .prepare_cached("select menu_rev from settings")?
            .query_row([], |row| row.get(0))?)
    }

    /// Everything that can be ordered.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn menu(&self) -> Result<Menu, StoreError> {
        let groups = self.groups()?;
        let mut items = self.items_by_category(&groups)?;
        let mut list = self.prepare_cached("select * from categories order by position, id")?;
        let mut rows = list.query([])?;
        let mut categories = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            let items = items.remove(&id).unwrap_or_default();
            categories.push(Category {
                id,
                name: words(row, "name")?,
                items,
            });
        }
        Ok(Menu {
            rev: self.menu_rev()?,
            categories,
        })
    }

    fn groups(&self) -> Result<HashMap<i64, Arc<ModifierGroup>>, StoreError> {
        let mut options: HashMap<i64, Vec<ModifierOption>> = HashMap::new();
        let mut list =
            self.prepare_cached("select * from modifier_options order by position, id")?;
        let mut rows = list.query([])?;
        while let Some(row) = rows.next()? {
            options
                .entry(row.get("group_id")?)
                .or_default()
                .push(ModifierOption {
                    id: row.get("id")?,
                    name: words(row, "name")?,
                    price: row.money("price")?,
                    is_available: row.get("is_available")?,
                    is_default: row.get("is_default")?,
                });
        }
        let mut list = self.prepare_cached("select * from modifier_groups")?;
        let mut rows = list.query([])?;
        let mut groups = HashMap::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            let group = ModifierGroup {
                id,
                name: words(row, "name")?,
                min: row.get("min_choices")?,
                max: row.get("max_choices")?,
                options: options.remove(&id).unwrap_or_default(),
            };
            groups.insert(id, Arc::new(group));
        }
        Ok(groups)
    }

    fn items_by_category(
        &self,
        groups: &HashMap<i64, Arc<ModifierGroup>>,
    ) -> Result<HashMap<i64, Vec<MenuItem>>, StoreError> {
        let mut of_item: HashMap<i64, Vec<Arc<ModifierGroup>>> = HashMap::new();
        let mut list = self.prepare_cached(
            "select menu_item_id, group_id from menu_item_groups order by menu_item_id, position",
        )?;
        let mut rows = list.query([])?;
        while let Some(row) = rows.next()? {
            let group = groups.get(&row.get("group_id")?).cloned();
            of_item
                .entry(row.get("menu_item_id")?)
                .or_default()
                .extend(group);
        }
        let mut list = self.prepare_cached(
            "select menu_items.*, station from menu_items
             join categories on categories.id = category_id
             where retired_at is null order by menu_items.position, menu_items.id",
        )?;
        let mut rows = list.query([])?;
        let mut items: HashMap<i64, Vec<MenuItem>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            items
                .entry(row.get("category_id")?)
                .or_default()
                .push(MenuItem {
                    id,
                    name: words(row, "name")?,
                    description: words(row, "description")?,
                    price: row.money("price")?,
                    is_available: row.get("is_available")?,
                    photo_url: row.get("photo_url")?,
                    station: row.get("station")?,
                    modifier_groups: of_item.remove(&id).unwrap_or_default(),
                });
        }
        Ok(items)
    }
}

impl Writer<'_> {
    /// Adds a category at the end.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn insert_category(&self, category: &NewCategory) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into categories (position, name_id, name_en, station)
             values ((select count(*) from categories), ?1, ?2, ?3)",
        )?
        .execute(params![
            category.name.id,
            category.name.en,
            category.station
        ])?;
        Ok(self.last_insert_rowid())
    }

    /// Adds a choice with its options; returns its number.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn insert_group(&self, group: &NewGroup) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into modifier_groups (name_id, name_en, min_choices, max_choices)
             values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![group.name.id, group.name.en, group.min, group.max])?;
        let id = self.last_insert_rowid();
        let mut insert = self.prepare_cached(
            "insert into modifier_options (group_id, position, name_id, name_en, price, is_default)
             values (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (option, position) in group.options.iter().zip(0_i64..) {
            let Words {
                id: name_id,
                en: name_en,
            } = &option.name;
            let price = option.price.amount();
            insert.execute(params![
                id,
                position,
                name_id,
                name_en,
                price,
                option.is_default
            ])?;
        }
        Ok(id)
    }

    /// Adds an item at the end of its category; returns its number.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn insert_item(&self, item: &NewItem) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into menu_items
                 (category_id, position, name_id, name_en, description_id, description_en, price,
                  is_available)
             values (?1, (select count(*) from menu_items where category_id = ?1), ?2, ?3, ?4, ?5,
                     ?6, ?7)",
        )?
        .execute(params![
            item.category_id,
            item.name.id,
            item.name.en,
            item.description.id,
            item.description.en,
            item.price.amount(),
            item.is_available,
        ])?;
        let id = self.last_insert_rowid();
        let mut insert = self.prepare_cached("insert into menu_item_groups values (?1, ?2, ?3)")?;
        for (group_id, position) in item.group_ids.iter().zip(0_i64..) {
            insert.execute(params![id, position, group_id])?;
        }
        Ok(id)
    }

    /// Marks an item as sold out or not; says whether there is such an item and it changed.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn set_item_availability(&self, id: i64, available: bool) -> Result<bool, StoreError> {
        let changed = self
            .prepare_cached(
                "update menu_items set is_available = ?2
                where id = ?1 and is_available <> ?2 and retired_at is null",
            )?
            .execute(params![id, available])?;
        Ok(changed > 0)
    }

    /// Marks an option as sold out or not; says whether there is such an option and it changed.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn set_option_availability(&self, id: i64, available: bool) -> Result<bool, StoreError> {
        let changed = self
            .prepare_cached(
                "update modifier_options set is_available = ?2
                where id = ?1 and is_available <> ?2",
            )?
            .execute(params![id, available])?;
        Ok(changed > 0)
    }

    /// Closes a change of the menu: gives it the next revision and has the items that `changed`
    /// picks told, whole.
    ///
    /// # Errors
    /// When the file refuses.
    pub fn publish_menu(
        &mut self,
        at: Timestamp,
        changed: impl Fn(&MenuItem) -> bool,
    ) -> Result<Arc<Menu>, StoreError> {
        self.prepare_cached("update settings set menu_rev = menu_rev + 1")?
            .execute([])?;
        let menu = self.current_menu()?;
        let all = menu.categories.iter().flat_map(|category| &category.items);
        let items = all.filter(|item| changed(item)).cloned().collect();
        self.announce(News::Menu {
            rev: menu.rev,
            items,
            at,
        });
        Ok(menu)
    }
}

fn words(row: &Row<'_>, column: &str) -> Result<Words, StoreError> {
    let id = row.get(format!("{column}_id").as_str())?;
    let en = row.get(format!("{column}_en").as_str())?;
    Ok(Words { id, en })
}
