//! The menu, read whole.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::Row;

use crate::{
    domain::{
        Category, Menu, MenuItem, ModifierGroup, ModifierOption, Money, RetiredItem, TaxClass,
        Words,
    },
    store::{
        Reader, StoreError,
        rows::{Columns, millis},
    },
};

impl Reader<'_> {
    /// The menu's revision; 0 before the shop was given one.
    pub fn menu_rev(&self) -> Result<i64, StoreError> {
        Ok(self
            .prepare_cached("select menu_rev from shop_state")?
            .query_row([], |row| row.get(0))?)
    }

    /// Everything that can be ordered.
    pub fn menu(&self) -> Result<Menu, StoreError> {
        let groups = self.groups()?;
        let mut items: HashMap<i64, Vec<MenuItem>> = HashMap::new();
        for (item, retired_at) in self.items(&groups, "retired_at is null")? {
            debug_assert!(retired_at.is_none());
            items.entry(item.category_id).or_default().push(item);
        }
        let mut list = self.prepare_cached(
            "select * from categories where retired_at is null order by position, id",
        )?;
        let mut rows = list.query([])?;
        let mut categories = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            let items = items.remove(&id).unwrap_or_default();
            categories.push(Category {
                id,
                name: words(row, "name")?,
                station: row.get("station")?,
                served: row.get("served")?,
                items,
            });
        }
        Ok(Menu {
            rev: self.menu_rev()?,
            categories,
            groups,
            levels: self.levels()?,
            fees: self.fees()?,
        })
    }

    /// The categories that guests order at some hours only, with these.
    pub fn served_hours(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut list = self.prepare_cached(
            "select id, served from categories where served <> '' and retired_at is null order by id",
        )?;
        let rows = list.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether an item or option that is sold out until some time is back in stock by then.
    pub fn is_back_by(&self, at: Timestamp) -> Result<bool, StoreError> {
        let mut find = self.prepare_cached(
            "select exists (select 1 from menu_items where back_at <= ?1)
                 or exists (select 1 from modifier_options where back_at <= ?1)",
        )?;
        Ok(find.query_row([millis(at)], |row| row.get(0))?)
    }

    /// What was taken off the menu, the latest first.
    pub fn retired_items(&self) -> Result<Vec<RetiredItem>, StoreError> {
        let items = self.items(&self.groups()?, "retired_at is not null")?;
        let mut retired: Vec<_> = items
            .into_iter()
            .filter_map(|(item, retired_at)| {
                retired_at.map(|retired_at| RetiredItem { item, retired_at })
            })
            .collect();
        retired.sort_by_key(|retired| std::cmp::Reverse((retired.retired_at, retired.item.id)));
        Ok(retired)
    }

    fn groups(&self) -> Result<Vec<Arc<ModifierGroup>>, StoreError> {
        let mut options: HashMap<i64, Vec<ModifierOption>> = HashMap::new();
        let mut list = self.prepare_cached(
            "select * from modifier_options where retired_at is null order by position, id",
        )?;
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
                    back_at: row.time_if_any("back_at")?,
                    is_default: row.get("is_default")?,
                });
        }
        let mut list = self
            .prepare_cached("select * from modifier_groups where retired_at is null order by id")?;
        let mut rows = list.query([])?;
        let mut groups = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            groups.push(Arc::new(ModifierGroup {
                id,
                name: words(row, "name")?,
                min: row.get("min_choices")?,
                max: row.get("max_choices")?,
                options: options.remove(&id).unwrap_or_default(),
            }));
        }
        Ok(groups)
    }

    /// The items of which `condition` holds, in order, each with when it was retired.
    fn items(
        &self,
        groups: &[Arc<ModifierGroup>],
        condition: &'static str,
    ) -> Result<Vec<(MenuItem, Option<Timestamp>)>, StoreError> {
        let groups: HashMap<i64, &Arc<ModifierGroup>> =
            groups.iter().map(|group| (group.id, group)).collect();
        let mut of_item: HashMap<i64, Vec<Arc<ModifierGroup>>> = HashMap::new();
        let mut list = self.prepare_cached(
            "select menu_item_id, group_id from menu_item_groups order by menu_item_id, position",
        )?;
        let mut rows = list.query([])?;
        while let Some(row) = rows.next()? {
            // A choice that was retired is no longer offered.
            let group = groups.get(&row.get("group_id")?).copied().cloned();
            of_item
                .entry(row.get("menu_item_id")?)
                .or_default()
                .extend(group);
        }
        let mut own_prices: HashMap<i64, BTreeMap<String, Money>> = HashMap::new();
        let mut list = self.prepare_cached("select * from item_prices")?;
        let mut rows = list.query([])?;
        while let Some(row) = rows.next()? {
            let prices = own_prices.entry(row.get("menu_item_id")?).or_default();
            prices.insert(row.get("level")?, row.money("price")?);
        }
        let mut list = self.prepare_cached(&format!(
            "select menu_items.*, categories.station as category_station
             from menu_items join categories on categories.id = category_id
             where menu_items.{condition} order by menu_items.position, menu_items.id",
        ))?;
        let mut rows = list.query([])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get("id")?;
            let own: Option<String> = row.get("station")?;
            let has_own_station = own.is_some();
            let item = MenuItem {
                id,
                category_id: row.get("category_id")?,
                name: words(row, "name")?,
                description: words(row, "description")?,
                price: row.money("price")?,
                tax: row.word("tax_class", TaxClass::parse)?,
                level_prices: own_prices.remove(&id).unwrap_or_default(),
                is_available: row.get("is_available")?,
                back_at: row.time_if_any("back_at")?,
                photo_url: row.get("photo_url")?,
                station: own.map_or_else(|| row.get("category_station"), Ok)?,
                has_own_station,
                modifier_groups: of_item.remove(&id).unwrap_or_default(),
            };
            items.push((item, row.time_if_any("retired_at")?));
        }
        Ok(items)
    }
}

pub(super) fn words(row: &Row<'_>, column: &str) -> Result<Words, StoreError> {
    let id = row.get(format!("{column}_id").as_str())?;
    let en = row.get(format!("{column}_en").as_str())?;
    Ok(Words { id, en })
}
