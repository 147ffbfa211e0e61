//! The menu as it was before it was last changed as a whole: kept row by row, and put back row by row.
//!
//! A file or a table says less than the rows do: numbers, when something is back, the prices at levels that are off. So
//! what undoes a change is not made from one of them. Photos are left as they are, for no file changes them.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::read::words;
use crate::{
    domain::{RetiredItem, Words},
    store::{Reader, StoreError, Writer, rows::millis},
};

/// Tables whose rows are retired and never deleted, each with what a change of the menu as a whole can write.
const THINGS: [(&str, &str); 4] = [
    (
        "categories",
        "id, position, name_id, name_en, station, served, retired_at",
    ),
    (
        "modifier_groups",
        "id, name_id, name_en, min_choices, max_choices, retired_at",
    ),
    (
        "modifier_options",
        "id, group_id, position, name_id, name_en, price, is_available, is_default, back_at, retired_at",
    ),
    (
        "menu_items",
        "id, category_id, position, name_id, name_en, description_id, description_en, price, is_available, station,
         tax_class, back_at, retired_at",
    ),
];

/// Tables that say something of items, and whose rows come and go.
const OF_ITEMS: [(&str, &str); 2] = [
    ("item_prices", "menu_item_id, level, price"),
    ("menu_item_groups", "menu_item_id, position, group_id"),
];

/// A change of the menu as a whole.
#[derive(Debug, Clone)]
pub struct WholeChange {
    /// What asked for it, and of which revision.
    pub fingerprint: [u8; 32],
    /// What was answered, as JSON.
    pub report: String,
}

/// The rows of a menu.
#[derive(Debug)]
pub struct MenuRows(String);

/// What was taken off the menu, the latest first.
#[derive(Debug, Default)]
pub struct Retired {
    /// Items.
    pub items: Vec<RetiredItem>,
    /// Categories, by number and name.
    pub categories: Vec<(i64, Words)>,
    /// Choices, likewise.
    pub groups: Vec<(i64, Words)>,
    /// Options by the number of their choice, those of a choice that was taken off whole among them.
    pub options: HashMap<i64, Vec<(i64, Words)>>,
}

impl Reader<'_> {
    /// The last change of the menu as a whole, if there was one.
    pub fn last_whole_change(&self) -> Result<Option<WholeChange>, StoreError> {
        let mut find = self.prepare_cached("select fingerprint, report from menu_before")?;
        let change = find.query_row([], |row| {
            Ok(WholeChange {
                fingerprint: row.get(0)?,
                report: row.get(1)?,
            })
        });
        Ok(change.optional()?)
    }

    /// Everything that was taken off the menu.
    pub fn retired(&self) -> Result<Retired, StoreError> {
        let of = |table: &str| {
            format!(
                "select * from {table} where retired_at is not null order by retired_at desc, id desc"
            )
        };
        let mut options: HashMap<i64, Vec<(i64, Words)>> = HashMap::new();
        let gone = "select option.id, group_id, option.name_id, option.name_en
             from modifier_options option join modifier_groups on modifier_groups.id = group_id
             where coalesce(option.retired_at, modifier_groups.retired_at) is not null
             order by option.retired_at is not null, option.retired_at desc, option.id desc";
        let gone = self.list(gone, [], |row| {
            Ok((row.get("group_id")?, row.get("id")?, words(row, "name")?))
        })?;
        for (group, id, name) in gone {
            options.entry(group).or_default().push((id, name));
        }
        Ok(Retired {
            items: self.retired_items()?,
            categories: self.list(&of("categories"), [], |row| {
                Ok((row.get("id")?, words(row, "name")?))
            })?,
            groups: self.list(&of("modifier_groups"), [], |row| {
                Ok((row.get("id")?, words(row, "name")?))
            })?,
            options,
        })
    }

    /// The rows of the menu as they are.
    pub fn menu_rows(&self) -> Result<MenuRows, StoreError> {
        let tables = THINGS.iter().chain(&OF_ITEMS).map(|(table, columns)| {
            format!(
                "'{table}', json((select json_group_array(json_array({columns})) from {table}))"
            )
        });
        let all = tables.collect::<Vec<_>>().join(", ");
        let mut read = self.prepare_cached(&format!("select json_object({all})"))?;
        Ok(MenuRows(read.query_row([], |row| row.get(0))?))
    }
}

impl Writer<'_> {
    /// Keeps how the menu was before a change, and forgets how it was before the last one.
    pub fn keep_menu_before(
        &self,
        change: &WholeChange,
        before: &MenuRows,
    ) -> Result<(), StoreError> {
        self.prepare_cached(
            "insert into menu_before (id, fingerprint, report, menu) values (1, ?1, ?2, ?3)
             on conflict (id) do update set fingerprint = ?1, report = ?2, menu = ?3",
        )?
        .execute(params![change.fingerprint, change.report, before.0])?;
        Ok(())
    }

    /// Makes every row of the menu what was kept; what has come since is retired.
    pub fn put_menu_back(&self, at: Timestamp) -> Result<(), StoreError> {
        for (table, columns) in THINGS {
            let others = columns.split(',').map(str::trim).skip(1);
            let set = others.map(|column| format!("{column} = excluded.{column}"));
            let set = set.collect::<Vec<_>>().join(", ");
            self.prepare_cached(&format!(
                "insert into {table} ({columns}) {} where true on conflict (id) do update set {set}",
                kept(table, columns)
            ))?
            .execute([])?;
            self.prepare_cached(&format!(
                "update {table} set retired_at = ?1 where retired_at is null and id not in ({})",
                kept(table, "id")
            ))?
            .execute([millis(at)])?;
        }
        for (table, columns) in OF_ITEMS {
            self.prepare_cached(&format!(
                "delete from {table} where menu_item_id in ({})",
                kept("menu_items", "id")
            ))?
            .execute([])?;
            self.prepare_cached(&format!(
                "insert into {table} ({columns}) {}",
                kept(table, columns)
            ))?
            .execute([])?;
        }
        Ok(())
    }
}

/// The first columns of the kept rows of a table.
fn kept(table: &str, columns: &str) -> String {
    let columns = (0..columns.split(',').count()).map(|at| format!("value ->> {at}"));
    let columns = columns.collect::<Vec<_>>().join(", ");
    format!("select {columns} from menu_before, json_each(menu, '$.{table}')")
}
