//! What a change of the menu as a whole does to it: what a preview shows, and what is answered when it is done.

use std::collections::{BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use crate::domain::{Change, Menu, MenuItem, Money, Subject, Words};

/// What a file does to a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The menu's revision: the one a preview is of, or the one that was made.
    pub rev: i64,
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
    /// Whether the order, a category or a choice is another.
    pub changes_more: bool,
}

/// What a file does to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedItem {
    /// What it is called.
    pub name: Words,
    /// What becomes of it.
    pub change: ItemChange,
    /// What it was called, if that was something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Words>,
    /// The prices that are others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<PriceMove>,
    /// Whether it is marked as sold out, and whether it was, if that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<AvailabilityMove>,
}

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemChange {
    /// It was not on the menu.
    Added,
    /// It looks different.
    Changed,
    /// It is no longer on the menu.
    Retired,
}

/// Another mark of an item; false is sold out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AvailabilityMove {
    /// As it was.
    pub before: bool,
    /// As it is from now on.
    pub after: bool,
}

/// Another price of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceMove {
    /// The price level whose own price it is, by code; none is the menu's price.
    pub level: Option<String>,
    /// None where the level had the menu's price with its mark-up.
    pub before: Option<Money>,
    /// None where it has that from now on.
    pub after: Option<Money>,
}

impl ImportReport {
    /// How the menu is `after` another than `before`.
    pub(super) fn of(before: &Menu, after: &Menu) -> Self {
        let difference = after.difference(before);
        let of_items = |change: &&Change| change.subject == Subject::Item;
        let noted = |field: &'static str| {
            let noted = difference.changes.iter().filter(of_items);
            let noted = noted.filter(|change| change.field == field);
            noted.map(|change| change.subject_id).collect::<Vec<_>>()
        };
        let (added, retired) = (noted("added"), noted("retired"));
        let new: HashSet<i64> = added.iter().copied().collect();
        let changed = difference.items.iter().filter(|id| !new.contains(id));
        let changed: Vec<i64> = changed.copied().collect();
        let counts = (added.len(), changed.len(), retired.len());
        let named = [
            (ItemChange::Added, added),
            (ItemChange::Changed, changed),
            (ItemChange::Retired, retired),
        ];
        let items = named.into_iter().flat_map(|(change, ids)| {
            let of = move |id: i64| ImportedItem::of(change, before.item(id), after.item(id));
            ids.into_iter().filter_map(of)
        });
        Self {
            rev: after.rev,
            added: counts.0,
            changed: counts.1,
            retired: counts.2,
            unchanged: after.items().count() - counts.0 - counts.1,
            items: items.collect(),
            changes_more: difference.changes.iter().any(|change| !of_items(&change)),
        }
    }
}

impl ImportedItem {
    /// What became of an item that is on one of the two menus.
    fn of(change: ItemChange, before: Option<&MenuItem>, after: Option<&MenuItem>) -> Option<Self> {
        let name = after.or(before)?.name.clone();
        let both = before.zip(after);
        let was = both.map(|(before, _)| before.name.clone());
        let marks = both.map(|(before, after)| AvailabilityMove {
            before: before.is_available,
            after: after.is_available,
        });
        Some(Self {
            was: was.filter(|was| *was != name),
            prices: both
                .map(|(before, after)| moves(before, after))
                .unwrap_or_default(),
            available: marks.filter(|marks| marks.before != marks.after),
            name,
            change,
        })
    }
}

/// The prices of an item that are others than before.
fn moves(before: &MenuItem, after: &MenuItem) -> Vec<PriceMove> {
    let of_menu = PriceMove {
        level: None,
        before: Some(before.price),
        after: Some(after.price),
    };
    let levels: BTreeSet<&String> = before
        .level_prices
        .keys()
        .chain(after.level_prices.keys())
        .collect();
    let of_levels = levels.into_iter().map(|code| PriceMove {
        level: Some(code.clone()),
        before: before.level_prices.get(code).copied(),
        after: after.level_prices.get(code).copied(),
    });
    let all = std::iter::once(of_menu).chain(of_levels);
    all.filter(|each| each.before != each.after).collect()
}
