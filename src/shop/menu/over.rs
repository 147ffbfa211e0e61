//! Writes a menu file over the menu that there is.
//!
//! In a file things are known again by their Indonesian name: first on the menu, then among what was taken off it. So
//! what comes back has the number, the photo and the history that it had.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::{
    domain::{FileItem, Menu, MenuFile, MenuItem, Words, text},
    store::{Retired, StoreError, Writer},
};

/// Writes what the file says over the menu that was `before`, and brings back what it names of the `retired`.
pub(super) fn write_file(
    store: &Writer<'_>,
    before: &Menu,
    retired: &Retired,
    file: &MenuFile,
    at: Timestamp,
) -> Result<(), StoreError> {
    let groups = write_groups(store, before, retired, file, at)?;
    let categories = write_categories(store, before, retired, file, at)?;
    let taken_off = retired.items.iter().map(|retired| &retired.item);
    let by_number: HashMap<i64, &MenuItem> = before
        .items()
        .chain(taken_off.clone())
        .map(|item| (item.id, item))
        .collect();
    let named: HashSet<i64> = file.items.iter().filter_map(|item| item.known).collect();
    let unnamed = |item: &&MenuItem| !named.contains(&item.id);
    let mut gone: Vec<_> = before.items().filter(unnamed).collect();
    let mut taken_off: Vec<_> = taken_off.filter(unnamed).collect();
    let mut waiting = Vec::new();
    for (item, position) in file.items.iter().zip(0..) {
        let category_id = categories[item.category.as_str()];
        let known = match item.known {
            Some(id) => by_number.get(&id).copied(),
            None => take(&mut gone, |one| is_it(one, item, category_id)),
        };
        waiting.push((item, position, category_id, known));
    }
    for (item, position, category_id, known) in waiting {
        // One that has moved to another category is still the same dish.
        let known = known
            .or_else(|| take(&mut gone, |one| same(&one.name, &item.name)))
            .or_else(|| take(&mut taken_off, |one| is_it(one, item, category_id)));
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
                store.retire_item(known.id, None)?;
                store.update_item(known.id, &draft)?;
                known.id
            }
            None => store.insert_item(&draft)?,
        };
        store.place_item(id, category_id, position)?;
    }
    for item in gone {
        store.retire_item(item.id, Some(at))?;
    }
    Ok(())
}

/// Answers the number of each category by the file's word for it. Those that the file does not have are retired.
fn write_categories<'f>(
    store: &Writer<'_>,
    before: &Menu,
    retired: &Retired,
    file: &'f MenuFile,
    at: Timestamp,
) -> Result<HashMap<&'f str, i64>, StoreError> {
    let named = file
        .categories
        .iter()
        .map(|one| (one.id.as_str(), &one.name));
    let there = before.categories.iter().map(|one| (one.id, &one.name));
    let known = Known::of('c', named, there, &retired.categories);
    let mut ids = HashMap::new();
    for ((category, known), position) in file.categories.iter().zip(known.ids).zip(0..) {
        let mut draft = category.draft();
        let as_it_is = known.and_then(|id| before.category(id));
        if let Some(as_it_is) = as_it_is.filter(|_| category.served.is_none()) {
            draft.served.clone_from(&as_it_is.served);
        }
        let id = match known {
            Some(id) => {
                store.retire_category(id, None)?;
                store.update_category(id, &draft)?;
                id
            }
            None => store.insert_category(&draft)?,
        };
        store.place_category(id, position)?;
        ids.insert(category.id.as_str(), id);
    }
    for id in known.gone {
        store.retire_category(id, Some(at))?;
    }
    Ok(ids)
}

/// The same of choices.
fn write_groups<'f>(
    store: &Writer<'_>,
    before: &Menu,
    retired: &Retired,
    file: &'f MenuFile,
    at: Timestamp,
) -> Result<HashMap<&'f str, i64>, StoreError> {
    let named = file
        .modifier_groups
        .iter()
        .map(|one| (one.id.as_str(), &one.name));
    let there = before.groups.iter().map(|one| (one.id, &one.name));
    let known = Known::of('g', named, there, &retired.groups);
    let mut ids = HashMap::new();
    for (group, known) in file.modifier_groups.iter().zip(known.ids) {
        let mut draft = group.draft();
        let id = match known {
            Some(id) => {
                let there = before.group(id).map(|group| group.options.iter());
                let there = there.into_iter().flatten();
                let there = there.map(|option| (option.id, &option.name));
                let gone = retired.options.get(&id).into_iter().flatten();
                let mut left: Vec<_> = there.chain(gone.map(|(id, name)| (*id, name))).collect();
                left.retain(|(id, _)| !draft.options.iter().any(|one| one.id == Some(*id)));
                let unknown = draft.options.iter_mut();
                for option in unknown.filter(|option| option.id.is_none()) {
                    let known = take(&mut left, |(_, name)| same(name, &option.name));
                    option.id = known.map(|(id, _)| id);
                }
                store.retire_group(id, None)?;
                store.update_group(id, &draft, at)?;
                id
            }
            None => store.insert_group(&draft)?,
        };
        ids.insert(group.id.as_str(), id);
    }
    for id in known.gone {
        store.retire_group(id, Some(at))?;
    }
    Ok(ids)
}

/// Which of the shop's things those of a list of the file are.
struct Known {
    /// The number of each; none of what is new.
    ids: Vec<Option<i64>>,
    /// What is on the menu and not in the file.
    gone: Vec<i64>,
}

impl Known {
    /// By name. Of several with one name it is the one that the file's word is of, as of a file that this shop made.
    fn of<'n>(
        letter: char,
        named: impl Iterator<Item = (&'n str, &'n Words)>,
        there: impl Iterator<Item = (i64, &'n Words)>,
        retired: &'n [(i64, Words)],
    ) -> Self {
        let mut there: Vec<_> = there.collect();
        let mut retired: Vec<_> = retired.iter().map(|(id, name)| (*id, name)).collect();
        let mut found: Vec<_> = named.map(|(word, name)| (word, name, None)).collect();
        for (word, name, id) in &mut found {
            let is_it =
                |(id, of): &(i64, &Words)| same(of, name) && format!("{letter}{id}") == *word;
            let known = take(&mut there, is_it).or_else(|| take(&mut retired, is_it));
            *id = known.map(|(id, _)| id);
        }
        for list in [&mut there, &mut retired] {
            for (_, name, id) in found.iter_mut().filter(|(.., id)| id.is_none()) {
                *id = take(list, |(_, of)| same(of, name)).map(|(id, _)| id);
            }
        }
        Self {
            ids: found.into_iter().map(|(.., id)| id).collect(),
            gone: there.into_iter().map(|(id, _)| id).collect(),
        }
    }
}

/// Takes the first that fits out of the list.
fn take<T>(list: &mut Vec<T>, fits: impl Fn(&T) -> bool) -> Option<T> {
    let index = list.iter().position(fits)?;
    Some(list.remove(index))
}

fn is_it(one: &MenuItem, item: &FileItem, category_id: i64) -> bool {
    one.category_id == category_id && same(&one.name, &item.name)
}

fn same(one: &Words, other: &Words) -> bool {
    text::key(&one.id) == text::key(&other.id)
}
