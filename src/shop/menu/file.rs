//! The whole menu as a file or as a table: export, import, and preview of an import.
//!
//! In a file things are known again by their Indonesian name, in a table by their numbers: a price edited there is a
//! price changed, and not another dish. What is left out is retired.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    domain::{
        Menu, MenuFile, MenuItem, Money, Refusal, Repricing, RetiredItem, Staff, Subject, TableRow,
        Words, known_headings, text,
    },
    shop::{ShopError, ShopMenu, read_table, write_table},
    store::{Failure, StoreError, Writer},
};

/// What the menu is to become.
#[derive(Debug)]
pub enum NewMenu {
    /// What a file says.
    File(MenuFile),
    /// What a table makes of it.
    Table(Vec<TableRow>),
    /// The same with other prices.
    Prices(Repricing),
}

impl NewMenu {
    /// What a table makes of the menu, as CSV.
    ///
    /// # Errors
    /// [`Refusal::UnfitTable`] or [`Refusal::MenuFull`].
    pub fn of_csv(bytes: &[u8]) -> Result<Self, Refusal> {
        read_table(bytes, known_headings).map(Self::Table)
    }

    fn file(self, menu: &Menu, retired: &[RetiredItem]) -> Result<MenuFile, Refusal> {
        let file = match self {
            Self::File(file) => file,
            Self::Table(rows) => MenuFile::of_table(&rows, menu, retired)?,
            Self::Prices(repricing) => repricing.file(menu)?,
        };
        file.checked()
    }
}

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
    /// Whether the order, a category or a choice is another.
    pub changes_more: bool,
}

/// What a file does to one item.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedItem {
    /// What it is called, in Indonesian.
    pub name: String,
    /// `added`, `changed` or `retired`.
    pub change: &'static str,
    /// What it was called, in Indonesian, if that was something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The prices that are others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<PriceMove>,
}

/// Another price of an item.
#[derive(Debug, Clone, Serialize)]
pub struct PriceMove {
    /// The price level whose own price it is, by code; none is the menu's price.
    pub level: Option<String>,
    /// None where the level had the menu's price with its mark-up.
    pub before: Option<Money>,
    /// None where it has that from now on.
    pub after: Option<Money>,
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

    /// The menu as a table, as CSV for spreadsheets in the shop's language.
    pub async fn csv(&self) -> Result<Vec<u8>, ShopError> {
        let read = self.0.store.read(|store| {
            let language = store.settings()?.locale;
            Ok::<_, ShopError>((language, store.menu()?.table(language)))
        });
        let (language, rows) = read.await?;
        Ok(write_table(language, rows))
    }

    /// Makes the menu another. As a preview, it only answers what would change.
    ///
    /// # Errors
    /// [`Refusal::UnfitMenu`] or [`Refusal::UnfitTable`], with the place, or [`Refusal::MenuFull`]; of prices
    /// [`Refusal::MenuMovedOn`] or [`Refusal::PriceTooLow`].
    pub async fn import(
        &self,
        by: &Staff,
        new: NewMenu,
        for_show: bool,
    ) -> Result<ImportReport, ShopError> {
        let (clock, by) = (self.0.clock.clone(), by.name.clone());
        let imported = self.0.store.write(move |store| {
            let (before, at) = (store.current_menu()?, clock.now());
            let retired = store.retired_items()?;
            let file = new.file(&before, &retired)?;
            write_file(store, &before, &retired, &file, at)?;
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

/// Writes what the file says over the menu that was `before`, and brings back what it names of the `retired`.
pub(super) fn write_file(
    store: &Writer<'_>,
    before: &Menu,
    retired: &[RetiredItem],
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

    let taken_off = retired.iter().map(|retired| &retired.item);
    let by_number: HashMap<i64, &MenuItem> = before
        .items()
        .chain(taken_off)
        .map(|item| (item.id, item))
        .collect();
    let named: HashSet<i64> = file.items.iter().filter_map(|item| item.known).collect();
    let mut items_gone: Vec<_> = before.items().collect();
    items_gone.retain(|item| !named.contains(&item.id));
    let mut waiting = Vec::new();
    for (item, position) in file.items.iter().zip(0..) {
        let category_id = categories[item.category.as_str()];
        let known = match item.known {
            Some(id) => by_number.get(&id).copied(),
            None => take(&mut items_gone, |one| {
                one.category_id == category_id && same(&one.name, &item.name)
            }),
        };
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
                if before.item(known.id).is_none() {
                    store.retire_item(known.id, None)?;
                }
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
                left.retain(|one| !draft.options.iter().any(|option| option.id == Some(one.id)));
                for option in draft
                    .options
                    .iter_mut()
                    .filter(|option| option.id.is_none())
                {
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
    let of_items = |change: &&crate::domain::Change| change.subject == Subject::Item;
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
    let named = [("added", added), ("changed", changed), ("retired", retired)];
    let items = named.into_iter().flat_map(|(change, ids)| {
        let of = move |id: i64| ImportedItem::of(change, before.item(id), after.item(id));
        ids.into_iter().filter_map(of)
    });
    ImportReport {
        added: counts.0,
        changed: counts.1,
        retired: counts.2,
        unchanged: after.items().count() - counts.0 - counts.1,
        items: items.collect(),
        changes_more: difference.changes.iter().any(|change| !of_items(&change)),
    }
}

impl ImportedItem {
    /// What became of an item that is on one of the two menus.
    fn of(
        change: &'static str,
        before: Option<&MenuItem>,
        after: Option<&MenuItem>,
    ) -> Option<Self> {
        let name = after.or(before)?.name.id.clone();
        let both = before.zip(after);
        let was = both.map(|(before, _)| before.name.id.clone());
        Some(Self {
            was: was.filter(|was| *was != name),
            prices: both
                .map(|(before, after)| moves(before, after))
                .unwrap_or_default(),
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
