//! Lays the items of a table over those of the menu.
//!
//! First by number, then by name within the category, then by name alone: a row that has lost its number is still the
//! same item, and a row with a number keeps the item through a new name.

use std::{collections::HashSet, sync::Arc};

use super::{Field, Row, TableFault};
use crate::domain::{
    FileCategory, FileItem, Menu, MenuFile, MenuItem, ModifierGroup, Refusal, RetiredItem, Words,
    bounds::{MENU_NAME_LENGTH, MOST_CATEGORIES},
    menu::file::group_word,
    text,
};

/// Where a category cooks that is the first of a menu and does not say so.
const FIRST_STATION: &str = "dapur";

/// Makes the items of `file` what the rows say.
pub(super) fn lay_over(
    file: &mut MenuFile,
    rows: &[Row<'_>],
    menu: &Menu,
    retired: &[RetiredItem],
) -> Result<(), Refusal> {
    let known = known(rows, menu, retired)?;
    let mut placed = Vec::new();
    for (row, known) in rows.iter().zip(known) {
        let category = category(row, known, menu, file)?;
        let item = item(row, known, menu, &file.categories[category])?;
        let stays = known.filter(|known| file.categories[category].id == word(known.category_id));
        // One without a place of its own keeps the one it has, and what is new stands last.
        let place = match row.text(Field::Position) {
            Some(_) => row.number(Field::Position)?,
            None => stays.and_then(|known| position(known, menu)),
        };
        placed.push((category, place.unwrap_or(i64::MAX), item));
    }
    // Stable: rows of one place are in the order of the table.
    placed.sort_by_key(|(category, place, _)| (*category, *place));
    file.items = placed.into_iter().map(|(.., item)| item).collect();
    Ok(())
}

/// Which item each row is, as it is now.
fn known<'m>(
    rows: &[Row<'_>],
    menu: &'m Menu,
    retired: &'m [RetiredItem],
) -> Result<Vec<Option<&'m MenuItem>>, Refusal> {
    let mut taken = HashSet::new();
    let mut known = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(id) = row.number(Field::Id)? else {
            known.push(None);
            continue;
        };
        let gone = || {
            retired
                .iter()
                .map(|retired| &retired.item)
                .find(|item| item.id == id)
        };
        let item = menu.item(id).or_else(gone);
        let item = item.ok_or_else(|| row.refuse(TableFault::UnknownId, Field::Id))?;
        if !taken.insert(id) {
            return Err(row.refuse(TableFault::Twice, Field::Id));
        }
        known.push(Some(item));
    }
    let left = menu.categories.iter().flat_map(|category| {
        let name = text::key(&category.name.id);
        category
            .items
            .iter()
            .map(move |item| (name.clone(), text::key(&item.name.id), item))
    });
    let mut left: Vec<_> = left
        .filter(|(.., item)| !taken.contains(&item.id))
        .collect();
    for needs_part in [true, false] {
        for (row, known) in rows.iter().zip(&mut known) {
            if known.is_some() {
                continue;
            }
            let name = text::key(row.text(Field::Name).unwrap_or_default());
            let part = text::key(row.text(Field::Part).unwrap_or_default());
            let found = left
                .iter()
                .position(|(of, called, _)| *called == name && (!needs_part || *of == part));
            *known = found.map(|found| left.remove(found).2);
        }
    }
    Ok(known)
}

/// The place of the row's category in the file; one that the menu does not have is added to it.
fn category(
    row: &Row<'_>,
    known: Option<&MenuItem>,
    menu: &Menu,
    file: &mut MenuFile,
) -> Result<usize, Refusal> {
    let name = row.fit(Field::Part, "", MENU_NAME_LENGTH)?;
    let categories = &file.categories;
    let its_own = known.and_then(|known| {
        categories
            .iter()
            .position(|category| category.id == word(known.category_id))
    });
    let empty = || row.refuse(TableFault::Empty, Field::Part);
    if row.text(Field::Part).is_none() {
        return its_own.ok_or_else(empty);
    }
    let key = text::key(&name);
    if key.is_empty() {
        return Err(empty());
    }
    let is_it = |category: &FileCategory| {
        text::key(&category.name.id) == key || text::key(&category.name.en) == key
    };
    // Of two with one name, it is the item's own.
    let found = its_own.filter(|place| is_it(&categories[*place]));
    if let Some(place) = found.or_else(|| categories.iter().position(is_it)) {
        return Ok(place);
    }
    // Before it is looked through for each of many thousand rows.
    if categories.len() >= MOST_CATEGORIES {
        return Err(Refusal::MenuFull);
    }
    let first = menu
        .categories
        .first()
        .map(|category| category.station.clone());
    let station = row
        .station()?
        .or(first)
        .unwrap_or_else(|| FIRST_STATION.to_owned());
    file.categories.push(FileCategory {
        id: format!("new{}", categories.len()),
        name: Words {
            id: name,
            en: String::new(),
        },
        station,
        served: None,
    });
    Ok(file.categories.len() - 1)
}

/// What the row makes of the item.
fn item(
    row: &Row<'_>,
    known: Option<&MenuItem>,
    menu: &Menu,
    category: &FileCategory,
) -> Result<FileItem, Refusal> {
    let nothing = Words::default();
    let before = known.map(FileItem::of);
    let price = match row.price()? {
        Some(price) => price,
        None => match &before {
            Some(before) => before.price,
            None => return Err(row.refuse(TableFault::Empty, Field::Price)),
        },
    };
    let mut level_prices = known
        .map(|known| known.level_prices.clone())
        .unwrap_or_default();
    for code in row.columns.levels() {
        match row.level_price(code)? {
            Some(price) => level_prices.insert(code.to_owned(), price),
            None => level_prices.remove(code),
        };
    }
    let station = match row.text(Field::Station) {
        None => before.as_ref().and_then(|before| before.station.clone()),
        // What an export for programs says is where it is made, own or not.
        Some(cell) => {
            let is_same = |of: &str| text::key(cell) == text::key(of);
            let as_it_is = known.filter(|known| is_same(&known.station));
            let is_own = match as_it_is {
                Some(known) => known.has_own_station,
                None => !is_same(&category.station),
            };
            row.station()?.filter(|_| is_own)
        }
    };
    Ok(FileItem {
        known: known.map(|known| known.id),
        category: category.id.clone(),
        name: row.name(known.map_or(&nothing, |known| &known.name))?,
        description: row.description(known.map_or(&nothing, |known| &known.description))?,
        price,
        tax_class: before.as_ref().and_then(|before| before.tax_class),
        level_prices: Some(level_prices),
        modifier_groups: choices(row, known, menu)?,
        is_available: row
            .answer()?
            .unwrap_or(known.is_none_or(|known| known.is_available)),
        station,
    })
}

/// The choices of the row's item, by the words of the file. A name can have the sign in it that separates them.
fn choices(row: &Row<'_>, known: Option<&MenuItem>, menu: &Menu) -> Result<Vec<String>, Refusal> {
    let own = known
        .map(|known| &known.modifier_groups)
        .into_iter()
        .flatten();
    let own: Vec<_> = own.filter(|group| menu.group(group.id).is_some()).collect();
    let names: Vec<&str> = own.iter().map(|group| group.name.id.as_str()).collect();
    let kept = || own.iter().map(|group| group_word(group)).collect();
    let Some(cell) = row.text(Field::Choices) else {
        return Ok(kept());
    };
    if text::key(cell) == text::key(&names.join("; ")) {
        return Ok(kept());
    }
    let mut words = Vec::new();
    for name in cell.split(';').filter(|name| !name.trim().is_empty()) {
        let is_it = |group: &&Arc<ModifierGroup>| text::key(&group.name.id) == text::key(name);
        // Of two with one name, it is the item's own.
        let of_item: Vec<_> = own.iter().copied().filter(is_it).collect();
        let is_own = !of_item.is_empty();
        let candidates = if is_own {
            of_item
        } else {
            menu.groups.iter().filter(is_it).collect()
        };
        if candidates.is_empty() {
            return Err(row.refuse(TableFault::UnknownChoice, Field::Choices));
        }
        if candidates.len() > 1 && !is_own {
            return Err(row.refuse(TableFault::Ambiguous, Field::Choices));
        }
        let mut left = candidates.into_iter().map(|group| group_word(group));
        let word = left.find(|word| !words.contains(word));
        words.push(word.ok_or_else(|| row.refuse(TableFault::Twice, Field::Choices))?);
    }
    Ok(words)
}

/// What the file calls a category of the menu.
fn word(category_id: i64) -> String {
    format!("c{category_id}")
}

/// Where an item stands in its category, from 1.
fn position(item: &MenuItem, menu: &Menu) -> Option<i64> {
    let mut items = menu.category(item.category_id)?.items.iter().zip(1..);
    items
        .find(|(other, _)| other.id == item.id)
        .map(|(_, position)| position)
}
