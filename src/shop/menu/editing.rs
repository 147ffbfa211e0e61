//! Edits of the menu by the owner, and marks of sold-out items by all staff. Each is compared with the menu before it:
//! the difference is published and noted in the history.

use std::{collections::HashSet, sync::Arc};

use jiff::Timestamp;

use crate::{
    domain::{
        Actor, CategoryDraft, Change, GroupDraft, ItemDraft, Menu, MenuItem, Refusal, RetiredItem,
        Staff, Subject, bounds::MOST_PIECES,
    },
    shop::{ShopError, ShopMenu},
    store::{Reader, Writer},
};

/// Where every item is to stand: categories in order, each with its items in order.
pub type MenuOrdering = Vec<(i64, Vec<i64>)>;

impl ShopMenu {
    /// The menu with both languages, and what was taken off it.
    pub async fn for_editing(&self) -> Result<(Menu, Vec<RetiredItem>), ShopError> {
        self.0
            .store
            .read(|store| Ok((store.menu()?, store.retired_items()?)))
            .await
    }

    /// Adds an item at the end of its category; answers the menu and the item's number.
    ///
    /// # Errors
    /// [`Refusal::UnfitMenu`] or [`Refusal::MenuFull`].
    pub async fn add_item(
        &self,
        by: &Staff,
        draft: ItemDraft,
    ) -> Result<(Arc<Menu>, i64), ShopError> {
        self.edit(by, move |store, menu, _| {
            let draft = fit(draft.checked()?, menu)?;
            Ok(store.insert_item(&draft)?)
        })
        .await
    }

    /// Changes an item; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::UnfitMenu`].
    pub async fn change_item(
        &self,
        by: &Staff,
        id: i64,
        change: impl FnOnce(ItemDraft) -> ItemDraft + Send + 'static,
    ) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, menu, _| {
            let item = menu.item(id).ok_or(ShopError::ItemNotFound)?;
            let draft = fit(change(item.draft()).checked()?, menu)?;
            Ok(store.update_item(id, &draft)?)
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Takes an item off the menu; orders keep it, and it can be restored.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`].
    pub async fn retire_item(&self, by: &Staff, id: i64) -> Result<RetiredItem, ShopError> {
        let edited = self.edit(by, move |store, _, at| {
            if !store.retire_item(id, Some(at))? {
                return Err(ShopError::ItemNotFound);
            }
            let retired = store.retired_items()?;
            let found = retired.into_iter().find(|retired| retired.item.id == id);
            found.ok_or(ShopError::ItemNotFound)
        });
        edited.await.map(|(_, value)| value)
    }

    /// Brings an item back, with its category if that is gone, too; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::MenuFull`].
    pub async fn restore_item(&self, by: &Staff, id: i64) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, menu, _| {
            if menu.item(id).is_some() {
                return Ok(());
            }
            let retired = store.retired_items()?;
            let retired = retired.into_iter().find(|retired| retired.item.id == id);
            let retired = retired.ok_or(ShopError::ItemNotFound)?;
            store.retire_item(id, None)?;
            store.retire_category(retired.item.category_id, None)?;
            Ok(())
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Puts everything where `arrangement` says; answers the menu.
    ///
    /// # Errors
    /// [`Refusal::MenuMovedOn`] when the menu is not the one that was arranged;
    /// [`Refusal::UnfitMenu`] when something is missing, strange or named twice.
    pub async fn arrange(
        &self,
        by: &Staff,
        rev: i64,
        arrangement: MenuOrdering,
    ) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, menu, _| {
            if menu.rev != rev {
                return Err(Refusal::MenuMovedOn.into());
            }
            whole(&arrangement, menu)?;
            for ((category, items), position) in arrangement.iter().zip(0..) {
                store.place_category(*category, position)?;
                for (item, position) in items.iter().zip(0..) {
                    store.place_item(*item, *category, position)?;
                }
            }
            Ok(())
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Adds a category at the end; answers the menu and its number.
    ///
    /// # Errors
    /// [`Refusal::UnfitMenu`] or [`Refusal::MenuFull`].
    pub async fn add_category(
        &self,
        by: &Staff,
        draft: CategoryDraft,
    ) -> Result<(Arc<Menu>, i64), ShopError> {
        self.edit(by, move |store, _, _| {
            Ok(store.insert_category(&draft.checked()?)?)
        })
        .await
    }

    /// Changes a category; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::UnfitMenu`].
    pub async fn change_category(
        &self,
        by: &Staff,
        id: i64,
        change: impl FnOnce(CategoryDraft) -> CategoryDraft + Send + 'static,
    ) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, menu, _| {
            let category = menu.category(id).ok_or(ShopError::ItemNotFound)?;
            Ok(store.update_category(id, &change(category.draft()).checked()?)?)
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Takes an empty category off the menu.
    ///
    /// # Errors
    /// [`Refusal::CategoryNotEmpty`] or [`ShopError::ItemNotFound`].
    pub async fn retire_category(&self, by: &Staff, id: i64) -> Result<(), ShopError> {
        let edited = self.edit(by, move |store, menu, at| {
            if menu
                .category(id)
                .is_some_and(|category| !category.items.is_empty())
            {
                return Err(Refusal::CategoryNotEmpty.into());
            }
            found(store.retire_category(id, Some(at))?)
        });
        edited.await.map(|(_, value)| value)
    }

    /// Brings a category back; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::MenuFull`].
    pub async fn restore_category(&self, by: &Staff, id: i64) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, _, _| {
            found(store.retire_category(id, None)?)
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Adds a choice; answers the menu and its number.
    ///
    /// # Errors
    /// [`Refusal::UnfitMenu`] or [`Refusal::MenuFull`].
    pub async fn add_group(
        &self,
        by: &Staff,
        draft: GroupDraft,
    ) -> Result<(Arc<Menu>, i64), ShopError> {
        self.edit(by, move |store, _, _| {
            Ok(store.insert_group(&draft.checked()?)?)
        })
        .await
    }

    /// Changes a choice on every item that has it; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::UnfitMenu`].
    pub async fn change_group(
        &self,
        by: &Staff,
        id: i64,
        change: impl FnOnce(GroupDraft) -> GroupDraft + Send + 'static,
    ) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, menu, at| {
            let group = menu.group(id).ok_or(ShopError::ItemNotFound)?;
            Ok(store.update_group(id, &change(group.draft()).checked()?, at)?)
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Takes a choice off every item.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`].
    pub async fn retire_group(&self, by: &Staff, id: i64) -> Result<(), ShopError> {
        let edited = self.edit(by, move |store, _, at| {
            found(store.retire_group(id, Some(at))?)
        });
        edited.await.map(|(_, value)| value)
    }

    /// Brings a choice back to the items that had it; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::MenuFull`].
    pub async fn restore_group(&self, by: &Staff, id: i64) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, _, _| found(store.retire_group(id, None)?));
        edited.await.map(|(menu, ())| menu)
    }

    /// Marks items as sold out, or as back; answers the menu. With `until`, they are back by themselves
    /// ([`Settings::back_at`](crate::domain::Settings::back_at)). Asking for what holds already is not published.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] when one is not on the menu, or [`Refusal::UnknownWord`]: none is marked then.
    pub async fn set_item_availability(
        &self,
        by: &Staff,
        ids: Vec<i64>,
        available: bool,
        until: Option<String>,
    ) -> Result<Arc<Menu>, ShopError> {
        let edited = self.edit(by, move |store, menu, at| {
            let back_at = back_at(store, available, until, at)?;
            for id in ids {
                found(menu.item(id).is_some())?;
                store.set_item_availability(id, available, back_at)?;
                // What is there again was not all that there is: it is counted no more.
                if available && store.current_stock()?.left(id) == Some(0) {
                    store.set_stock(id, None)?;
                }
            }
            Ok(())
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Counts an item down from so many pieces, or no more with none. One that was marked as sold out is back with
    /// them.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`], or [`Refusal::UnfitMenu`] for more than [`MOST_PIECES`] or less than none.
    pub async fn set_stock(&self, by: &Staff, id: i64, left: Option<i64>) -> Result<(), ShopError> {
        let field = || "left".to_owned();
        if left.is_some_and(|left| !(0..=MOST_PIECES).contains(&left)) {
            return Err(Refusal::UnfitMenu { field: field() }.into());
        }
        let who = by.name.clone();
        let edited = self.edit(by, move |store, menu, at| {
            let item = menu.item(id).ok_or(ShopError::ItemNotFound)?;
            let before = store.current_stock()?.left(id);
            if before != left {
                store.set_stock(id, left)?;
                let said = |left: Option<i64>| left.map(|left| left.to_string());
                let change = Change {
                    subject: Subject::Item,
                    subject_id: id,
                    name: item.name.id.clone(),
                    field: "stock".to_owned(),
                    before: said(before),
                    after: said(left),
                };
                store.insert_change(&change, &who, at)?;
            }
            if left.is_some_and(|left| left > 0) && !item.is_available {
                store.set_item_availability(id, true, None)?;
            }
            Ok(())
        });
        edited.await.map(|(_, value)| value)
    }

    /// Marks an option as sold out, or as back, on every item that has it; with `until` as items.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::UnknownWord`].
    pub async fn set_option_availability(
        &self,
        by: &Staff,
        id: i64,
        available: bool,
        until: Option<String>,
    ) -> Result<(), ShopError> {
        let edited = self.edit(by, move |store, menu, at| {
            let back_at = back_at(store, available, until, at)?;
            let mut options = menu.groups.iter().flat_map(|group| &group.options);
            found(options.any(|option| option.id == id))?;
            Ok(store.set_option_availability(id, available, back_at)?)
        });
        edited.await.map(|(_, value)| value)
    }

    /// Marks as back what was to be back by now.
    pub(in crate::shop) async fn bring_back(&self) -> Result<(), ShopError> {
        let now = self.0.clock.now();
        let is_back = move |store: &Reader<'_>| Ok::<_, ShopError>(store.is_back_by(now)?);
        if self.0.store.read(is_back).await? {
            let clock = Actor::Clock.name().to_owned();
            let back = self.edit_as(clock, |store, _, at| Ok(store.bring_back(at)?));
            back.await?;
        }
        Ok(())
    }

    /// One edit of the menu by one of the staff.
    pub(in crate::shop) async fn edit<T: Send + 'static>(
        &self,
        by: &Staff,
        edit: impl FnOnce(&mut Writer<'_>, &Menu, Timestamp) -> Result<T, ShopError> + Send + 'static,
    ) -> Result<(Arc<Menu>, T), ShopError> {
        self.edit_as(by.name.clone(), edit).await
    }

    /// One edit of the menu: applied, compared with the menu before, published and noted, or undone as a whole.
    async fn edit_as<T: Send + 'static>(
        &self,
        by: String,
        edit: impl FnOnce(&mut Writer<'_>, &Menu, Timestamp) -> Result<T, ShopError> + Send + 'static,
    ) -> Result<(Arc<Menu>, T), ShopError> {
        let clock = self.0.clock.clone();
        self.0
            .store
            .write(move |store| {
                let (before, at) = (store.current_menu()?, clock.now());
                let value = edit(store, &before, at)?;
                let menu = store.publish_menu(&before, Some(&by), at)?;
                menu.within_bounds()?;
                Ok((menu, value))
            })
            .await
    }
}

/// When something is back that is marked now; what is not sold out is never said to be.
fn back_at(
    store: &mut Writer<'_>,
    available: bool,
    until: Option<String>,
    at: Timestamp,
) -> Result<Option<Timestamp>, ShopError> {
    let until = until.filter(|_| !available);
    let settings = store.current_settings()?;
    Ok(until
        .map(|until| settings.back_at(&until, at))
        .transpose()?)
}

fn found(it_is: bool) -> Result<(), ShopError> {
    if it_is {
        Ok(())
    } else {
        Err(ShopError::ItemNotFound)
    }
}

/// An item stands in a category that there is and asks choices that there are.
fn fit(draft: ItemDraft, menu: &Menu) -> Result<ItemDraft, Refusal> {
    let unfit = |field: &str| Refusal::UnfitMenu {
        field: field.to_owned(),
    };
    if menu.category(draft.category_id).is_none() {
        return Err(unfit("category_id"));
    }
    if draft
        .level_prices
        .keys()
        .any(|code| menu.level(code).is_none())
    {
        return Err(unfit("level_prices"));
    }
    if draft.group_ids.iter().any(|id| menu.group(*id).is_none()) {
        return Err(unfit("modifier_group_ids"));
    }
    Ok(draft)
}

/// An arrangement names every category and every item exactly once.
fn whole(arrangement: &MenuOrdering, menu: &Menu) -> Result<(), Refusal> {
    let same = |named: Vec<i64>, there: HashSet<i64>| {
        named.len() == there.len() && named.into_iter().collect::<HashSet<_>>() == there
    };
    let categories = arrangement.iter().map(|(category, _)| *category);
    let items = arrangement.iter().flat_map(|(_, items)| items).copied();
    let all_categories = menu.categories.iter().map(|category| category.id);
    let all_items = menu.items().map(|item: &MenuItem| item.id);
    if same(categories.collect(), all_categories.collect())
        && same(items.collect(), all_items.collect())
    {
        Ok(())
    } else {
        let field = "categories".to_owned();
        Err(Refusal::UnfitMenu { field })
    }
}
