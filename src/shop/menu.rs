//! The menu: read by everybody at noon, changed now and then.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::{Shop, ShopError, rooms};
use crate::domain::{Language, Menu, MenuItem};

/// The menu as it is sent, in each language.
#[derive(Debug)]
pub struct MenuText {
    rev: i64,
    indonesian: Bytes,
    english: Bytes,
}

impl MenuText {
    /// The text in `language`, as JSON.
    #[must_use]
    pub fn r#in(&self, language: Language) -> Bytes {
        match language {
            Language::Indonesian => self.indonesian.clone(),
            Language::English => self.english.clone(),
        }
    }

    fn of(menu: &Menu) -> Self {
        let text = |language| Bytes::from(rooms::json(&menu.view(language)));
        Self {
            rev: menu.rev,
            indonesian: text(Language::Indonesian),
            english: text(Language::English),
        }
    }
}

/// The last menu that was read, good until a newer one was told.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Option<Arc<MenuText>>>);

impl Shop {
    /// The menu.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn menu(&self) -> Result<Arc<MenuText>, ShopError> {
        let told = self.rooms.menu_rev();
        let kept = self
            .menu
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(text) = kept.filter(|text| text.rev >= told) {
            return Ok(text);
        }
        let text = self
            .store
            .read(|store| Ok::<_, ShopError>(MenuText::of(&store.menu()?)))
            .await?;
        let text = Arc::new(text);
        *self.menu.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.clone());
        Ok(text)
    }

    /// Marks an item as sold out, or as back; answers the item. Asking for what holds already
    /// tells nobody.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`].
    pub async fn set_item_availability(
        &self,
        id: i64,
        available: bool,
    ) -> Result<MenuItem, ShopError> {
        let clock = self.clock.clone();
        self.store
            .write(move |store| {
                let menu = if store.set_item_availability(id, available)? {
                    store.publish_menu(clock.now(), |item| item.id == id)?
                } else {
                    store.current_menu()?
                };
                menu.item(id).cloned().ok_or(ShopError::ItemNotFound)
            })
            .await
    }

    /// Marks an option as sold out, or as back, wherever it can be chosen.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`].
    pub async fn set_option_availability(&self, id: i64, available: bool) -> Result<(), ShopError> {
        let has_option = move |item: &MenuItem| {
            item.modifier_groups
                .iter()
                .any(|group| group.options.iter().any(|option| option.id == id))
        };
        let clock = self.clock.clone();
        self.store
            .write(move |store| {
                let menu = if store.set_option_availability(id, available)? {
                    store.publish_menu(clock.now(), has_option)?
                } else {
                    store.current_menu()?
                };
                let known = menu
                    .categories
                    .iter()
                    .flat_map(|category| &category.items)
                    .any(has_option);
                if known {
                    Ok(())
                } else {
                    Err(ShopError::ItemNotFound)
                }
            })
            .await
    }
}
