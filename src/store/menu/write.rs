//! Writes the menu row by row; a removed item is retired and never deleted.

use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::params;

use crate::{
    domain::{CategoryDraft, GroupDraft, ItemDraft, Menu},
    store::{Committed, StoreError, Writer, rows::millis},
};

impl Writer<'_> {
    /// Adds a category at the end; returns its number.
    pub fn insert_category(&self, category: &CategoryDraft) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into categories (position, name_id, name_en, station, served)
             values ((select coalesce(max(position), -1) + 1 from categories), ?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            category.name.id,
            category.name.en,
            category.station,
            category.served
        ])?;
        Ok(self.last_insert_rowid())
    }

    /// Rewrites a category.
    pub fn update_category(&self, id: i64, category: &CategoryDraft) -> Result<(), StoreError> {
        self.prepare_cached(
            "update categories set name_id = ?2, name_en = ?3, station = ?4, served = ?5 where id = ?1",
        )?
        .execute(params![
            id,
            category.name.id,
            category.name.en,
            category.station,
            category.served
        ])?;
        Ok(())
    }

    /// Puts a category at its position among the others, counted from 0.
    pub fn place_category(&self, id: i64, position: i64) -> Result<(), StoreError> {
        self.prepare_cached("update categories set position = ?2 where id = ?1")?
            .execute([id, position])?;
        Ok(())
    }

    /// Takes a category off the menu, or brings it back with no time; says whether there was one.
    pub fn retire_category(&self, id: i64, at: Option<Timestamp>) -> Result<bool, StoreError> {
        let changed = self
            .prepare_cached(
                "update categories set retired_at = iif(?2 is null, null, coalesce(retired_at, ?2))
                 where id = ?1",
            )?
            .execute(params![id, at.map(millis)])?;
        Ok(changed > 0)
    }

    /// Adds a choice with its options; returns its number.
    pub fn insert_group(&self, group: &GroupDraft) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into modifier_groups (name_id, name_en, min_choices, max_choices)
             values (?1, ?2, ?3, ?4)",
        )?
        .execute(params![group.name.id, group.name.en, group.min, group.max])?;
        let id = self.last_insert_rowid();
        self.write_options(id, group)?;
        Ok(id)
    }

    /// Rewrites a choice. Its options are the whole list: those not named are retired.
    pub fn update_group(
        &self,
        id: i64,
        group: &GroupDraft,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "update modifier_groups
             set name_id = ?2, name_en = ?3, min_choices = ?4, max_choices = ?5 where id = ?1",
        )?
        .execute(params![
            id,
            group.name.id,
            group.name.en,
            group.min,
            group.max
        ])?;
        // All of them, and each that is still there comes back in the next step.
        self.prepare_cached(
            "update modifier_options set retired_at = ?2
             where group_id = ?1 and retired_at is null",
        )?
        .execute(params![id, millis(at)])?;
        self.write_options(id, group)
    }

    /// Takes a choice off every item, or brings it back with no time; says whether there was one.
    pub fn retire_group(&self, id: i64, at: Option<Timestamp>) -> Result<bool, StoreError> {
        let changed = self
            .prepare_cached("update modifier_groups set retired_at = iif(?2 is null, null, coalesce(retired_at, ?2))
                 where id = ?1")?
            .execute(params![id, at.map(millis)])?;
        Ok(changed > 0)
    }

    fn write_options(&self, group_id: i64, group: &GroupDraft) -> Result<(), StoreError> {
        let mut insert = self.prepare_cached(
            "insert into modifier_options
                 (group_id, position, name_id, name_en, price, is_available, is_default)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let mut update = self.prepare_cached(
            "update modifier_options
             set position = ?2, name_id = ?3, name_en = ?4, price = ?5, is_available = ?6,
                 is_default = ?7, back_at = iif(?6, null, back_at), retired_at = null
             where group_id = ?1 and id = ?8",
        )?;
        for (option, position) in group.options.iter().zip(0_i64..) {
            let name = &option.name;
            let (price, available) = (option.price.amount(), option.is_available);
            let default = option.is_default;
            let known = match option.id {
                None => 0,
                Some(id) => update.execute(params![
                    group_id, position, name.id, name.en, price, available, default, id
                ])?,
            };
            if known == 0 {
                insert.execute(params![
                    group_id, position, name.id, name.en, price, available, default
                ])?;
            }
        }
        Ok(())
    }

    /// Adds an item at the end of its category; returns its number.
    pub fn insert_item(&self, item: &ItemDraft) -> Result<i64, StoreError> {
        self.prepare_cached(
            "insert into menu_items
                 (category_id, position, name_id, name_en, description_id, description_en, price,
                  is_available, photo_url, station, tax_class)
             values
                 (?1,
                  (select coalesce(max(position), -1) + 1 from menu_items where category_id = ?1),
                  ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            item.category_id,
            item.name.id,
            item.name.en,
            item.description.id,
            item.description.en,
            item.price.amount(),
            item.is_available,
            item.photo_url,
            item.station,
            item.tax.as_str(),
        ])?;
        let id = self.last_insert_rowid();
        self.write_choices(id, item)?;
        self.write_level_prices(id, item)?;
        Ok(id)
    }

    /// Rewrites an item. In another category it stands last.
    pub fn update_item(&self, id: i64, item: &ItemDraft) -> Result<(), StoreError> {
        self.prepare_cached(
            "update menu_items set
                 position = case when category_id = ?2 then position else
                     (select coalesce(max(position), -1) + 1
                      from menu_items where category_id = ?2) end,
                 category_id = ?2, name_id = ?3, name_en = ?4, description_id = ?5,
                 description_en = ?6, price = ?7, is_available = ?8, photo_url = ?9, station = ?10,
                 tax_class = ?11, back_at = iif(?8, null, back_at)
             where id = ?1",
        )?
        .execute(params![
            id,
            item.category_id,
            item.name.id,
            item.name.en,
            item.description.id,
            item.description.en,
            item.price.amount(),
            item.is_available,
            item.photo_url,
            item.station,
            item.tax.as_str(),
        ])?;
        self.prepare_cached("delete from item_prices where menu_item_id = ?1")?
            .execute([id])?;
        self.write_level_prices(id, item)?;
        // A choice that is retired keeps its items, behind the others: it may come back.
        let retired = "(select id from modifier_groups where retired_at is not null)";
        self.prepare_cached(&format!(
            "delete from menu_item_groups where menu_item_id = ?1 and group_id not in {retired}"
        ))?
        .execute([id])?;
        self.prepare_cached(
            "update menu_item_groups set position = 1000 + group_id where menu_item_id = ?1",
        )?
        .execute([id])?;
        self.write_choices(id, item)
    }

    fn write_choices(&self, id: i64, item: &ItemDraft) -> Result<(), StoreError> {
        let mut insert = self.prepare_cached("insert into menu_item_groups values (?1, ?2, ?3)")?;
        for (group_id, position) in item.group_ids.iter().zip(0_i64..) {
            insert.execute(params![id, position, group_id])?;
        }
        Ok(())
    }

    /// Puts an item into a category, at its position among the others, counted from 0.
    pub fn place_item(&self, id: i64, category_id: i64, position: i64) -> Result<(), StoreError> {
        self.prepare_cached("update menu_items set category_id = ?2, position = ?3 where id = ?1")?
            .execute([id, category_id, position])?;
        Ok(())
    }

    /// Takes an item off the menu, or brings it back with no time; says whether there was one.
    pub fn retire_item(&self, id: i64, at: Option<Timestamp>) -> Result<bool, StoreError> {
        let changed = self
            .prepare_cached(
                "update menu_items set retired_at = iif(?2 is null, null, coalesce(retired_at, ?2))
                 where id = ?1",
            )?
            .execute(params![id, at.map(millis)])?;
        Ok(changed > 0)
    }

    /// Marks an item as sold out, and when it is back by itself, or as back.
    pub fn set_item_availability(
        &self,
        id: i64,
        available: bool,
        back_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.prepare_cached("update menu_items set is_available = ?2, back_at = ?3 where id = ?1")?
            .execute(params![id, available, back_at.map(millis)])?;
        Ok(())
    }

    /// Marks an option as sold out, and when it is back by itself, or as back.
    pub fn set_option_availability(
        &self,
        id: i64,
        available: bool,
        back_at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "update modifier_options set is_available = ?2, back_at = ?3 where id = ?1",
        )?
        .execute(params![id, available, back_at.map(millis)])?;
        Ok(())
    }

    /// Marks everything as back that was to be back by then.
    pub fn bring_back(&self, at: Timestamp) -> Result<(), StoreError> {
        for table in ["menu_items", "modifier_options"] {
            let back =
                format!("update {table} set is_available = 1, back_at = null where back_at <= ?1");
            self.prepare_cached(&back)?.execute([millis(at)])?;
        }
        Ok(())
    }

    /// Closes a change of the menu that was `before`: what is different has the next revision, is
    /// published, and is kept under the name of who did it. A change that changed nothing is none.
    pub fn publish_menu(
        &mut self,
        before: &Menu,
        by: Option<&str>,
        at: Timestamp,
    ) -> Result<Arc<Menu>, StoreError> {
        let mut menu = self.menu()?;
        let difference = menu.difference(before);
        // A shop's first menu may be an empty one; it has been given all the same.
        if !difference.is_nothing() || menu.rev == 0 {
            self.prepare_cached("update shop_state set menu_rev = menu_rev + 1")?
                .execute([])?;
            menu.rev = self.menu_rev()?;
        }
        let menu = Arc::new(menu);
        self.remember_menu(&menu);
        if difference.is_nothing() {
            return Ok(menu);
        }
        if let Some(by) = by {
            for change in &difference.changes {
                self.insert_change(change, by, at)?;
            }
        }
        self.publish_after_commit(Committed::Menu {
            menu: menu.clone(),
            difference: Arc::new(difference),
            at,
        });
        Ok(menu)
    }
}
