//! The whole menu as a file: export, import, and preview of an import.
//!
//! Things are known again by their Indonesian name: a price edited in a file is a price changed,
//! and not another dish. What the file leaves out is retired.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{Menu, MenuFile, Staff, Subject, Words, text},
    shop::{ShopError, ShopMenu},
    store::{Failure, StoreError, Writer},
};

/// What a file does to a menu.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ImportReport {
    /// Items that were not there.
    pub added: usize,
    /// Items that look different.
    pub changed: usize,
    /// Items that the file does not have.
    pub retired: usize,
    /// Items that stay as they are.
    pub unchanged: usize,
    /// All but the last, by name.
    pub items: Vec<ImportedItem>,
}

/// What a file does to one item.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedItem {
    /// What it is called, in Indonesian.
    pub name: String,
    /// `added`, `changed` or `retired`.
    pub change: &'static str,
}

/// Ends a transaction that was for show, or failed.
enum Stop {
    Shown(ImportReport),
    Failed(ShopError),
}

impl<E: Into<ShopError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl Failure for Stop {
    fn is_full(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_full())
    }
}

impl ShopMenu {
    /// The menu as a file.
    pub async fn file(&self) -> Result<MenuFile, ShopError> {
        self.0
            .store
            .read(|store| {
                let name = store.settings()?.shop_name;
                Ok(MenuFile::of(&store.menu()?, &name))
            })
            .await
    }

    /// Makes the menu what the file says. As a preview, it only answers what would change.
    ///
    /// # Errors
    /// [`Refusal::UnfitMenu`](crate::domain::Refusal::UnfitMenu), with the location in the file, or
    /// [`Refusal::MenuFull`](crate::domain::Refusal::MenuFull).
    pub async fn import(
        &self,
        by: &Staff,
        file: MenuFile,
        for_show: bool,
    ) -> Result<ImportReport, ShopError> {
        let file = file.checked()?;
        let (clock, by) = (self.0.clock.clone(), by.name.clone());
        let imported = self.0.store.write(move |store| {
            let (before, at) = (store.current_menu()?, clock.now());
            write_file(store, &before, &file, at)?;
            let menu = store.publish_menu(&before, Some(&by), at)?;
            let report = report(&before, &menu);
            if for_show {
                Err(Stop::Shown(report))
            } else {
                Ok(report)
            }
        });
        match imported.await {
            Ok(report) | Err(Stop::Shown(report)) => Ok(report),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

/// Writes what the file says over the menu that was `before`.
pub(super) fn write_file(
    store: &Writer<'_>,
    before: &Menu,
    file: &MenuFile,
    at: Timestamp,
) -> Result<(), StoreError> {
    let groups = write_groups(store, before, file, at)?;
    let mut gone: Vec<_> = before.categories.iter().collect();
    let mut categories = HashMap::new();
    for (category, position) in file.categories.iter().zip(0..) {
        let mut draft = category.draft();
        let known = take(&mut gone, |one| same(&one.name, &draft.name));
        let id = match known {
            Some(known) => {
                if category.served.is_none() {
                    draft.served.clone_from(&known.served);
                }
                store.update_category(known.id, &draft)?;
                known.id
            }
            None => store.insert_category(&draft)?,
        };
        store.place_category(id, position)?;
        categories.insert(category.id.as_str(), id);
    }

    let mut items_gone: Vec<_> = before.items().collect();
    let mut waiting = Vec::new();
    for (item, position) in file.items.iter().zip(0..) {
        let category_id = categories[item.category.as_str()];
        let known = take(&mut items_gone, |one| {
            one.category_id == category_id && same(&one.name, &item.name)
        });
        waiting.push((item, position, category_id, known));
    }
    for (item, position, category_id, known) in waiting {
        // One that has moved to another category is still the same dish.
        let known = known.or_else(|| take(&mut items_gone, |one| same(&one.name, &item.name)));
        let choices = item
            .modifier_groups
            .iter()
            .map(|word| groups[word.as_str()]);
        let mut draft = item.draft(category_id, choices.collect());
        let named = std::mem::take(&mut draft.level_prices).into_iter();
        let known_levels = named.filter_map(|(word, price)| {
            let code = before.level_of_word(&word)?;
            Some((code.to_owned(), price))
        });
        draft.level_prices = known_levels.collect();
        let id = match known {
            Some(known) => {
                if item.level_prices.is_none() {
                    draft.level_prices.clone_from(&known.level_prices);
                }
                draft.tax = item.tax_class.unwrap_or(known.tax);
                draft.photo_url.clone_from(&known.photo_url);
                store.update_item(known.id, &draft)?;
                known.id
            }
            None => store.insert_item(&draft)?,
        };
        store.place_item(id, category_id, position)?;
    }
    for item in items_gone {
        store.retire_item(item.id, Some(at))?;
    }
    for category in gone {
        store.retire_category(category.id, Some(at))?;
    }
    Ok(())
}

fn write_groups<'f>(
    store: &Writer<'_>,
    before: &Menu,
    file: &'f MenuFile,
    at: Timestamp,
) -> Result<HashMap<&'f str, i64>, StoreError> {
    let mut gone: Vec<_> = before.groups.iter().collect();
    let mut ids = HashMap::new();
    for group in &file.modifier_groups {
        let mut draft = group.draft();
        let id = match take(&mut gone, |one| same(&one.name, &draft.name)) {
            Some(known) => {
                let mut left: Vec<_> = known.options.iter().collect();
                for option in &mut draft.options {
                    let known = take(&mut left, |one| same(&one.name, &option.name));
                    option.id = known.map(|one| one.id);
                }
                store.update_group(known.id, &draft, at)?;
                known.id
            }
            None => store.insert_group(&draft)?,
        };
        ids.insert(group.id.as_str(), id);
    }
    for group in gone {
        store.retire_group(group.id, Some(at))?;
    }
    Ok(ids)
}

/// Takes the first that fits out of the list.
fn take<T>(list: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> Option<T> {
    let index = list.iter().position(fits)?;
    Some(list.remove(index))
}

fn same(one: &Words, other: &Words) -> bool {
    text::key(&one.id) == text::key(&other.id)
}

fn report(before: &Menu, after: &Menu) -> ImportReport {
    let difference = after.difference(before);
    let noted = |field: &'static str| {
        let of_items = difference.changes.iter();
        let of_items = of_items.filter(|change| change.subject == Subject::Item);
        let noted = of_items.filter(|change| change.field == field);
        noted
            .map(|change| (change.subject_id, change.name.clone()))
            .collect::<Vec<_>>()
    };
    let (added, retired) = (noted("added"), noted("retired"));
    let new: HashSet<i64> = added.iter().map(|(id, _)| *id).collect();
    let changed = difference.items.iter().filter(|id| !new.contains(id));
    let changed: Vec<_> = changed
        .filter_map(|id| after.item(*id))
        .map(|item| (item.id, item.name.id.clone()))
        .collect();
    let counts = (added.len(), changed.len(), retired.len());
    let named = [("added", added), ("changed", changed), ("retired", retired)];
    let items = named.into_iter().flat_map(|(change, items)| {
        items
            .into_iter()
            .map(move |(_, name)| ImportedItem { name, change })
    });
    ImportReport {
        added: counts.0,
        changed: counts.1,
        retired: counts.2,
        unchanged: after.items().count() - counts.0 - counts.1,
        items: items.collect(),
    }
}
