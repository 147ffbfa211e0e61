//! The menu: read by customers and staff, changed seldom.

mod editing;
mod file;
mod over;
mod photos;
mod report;
mod starter;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use editing::MenuOrdering;
pub use file::{MenuChange, NewMenu};
pub use photos::LARGEST_PICTURE;
pub use report::ImportReport;
pub use starter::FirstMenu;

use bytes::Bytes;

use super::{ShopError, ShopMenu, live::rooms};
use crate::domain::{Language, Menu};

/// The menu as it is sent, in each language.
#[derive(Debug)]
pub struct MenuText {
    menu: Arc<Menu>,
    indonesian: Bytes,
    english: Bytes,
}

impl MenuText {
    /// The text in `language`, as JSON.
    pub fn r#in(&self, language: Language) -> Bytes {
        match language {
            Language::Indonesian => self.indonesian.clone(),
            Language::English => self.english.clone(),
        }
    }

    /// The menu itself.
    pub fn menu(&self) -> &Arc<Menu> {
        &self.menu
    }

    fn of(menu: Menu) -> Self {
        let text = |language| Bytes::from(rooms::json(&menu.view(language)));
        Self {
            indonesian: text(Language::Indonesian),
            english: text(Language::English),
            menu: Arc::new(menu),
        }
    }
}

/// The last menu that was read, valid until a newer one was published.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Option<Arc<MenuText>>>);

impl Cache {
    fn text(&self) -> MutexGuard<'_, Option<Arc<MenuText>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ShopMenu {
    /// The menu as everybody reads it.
    pub async fn text(&self) -> Result<Arc<MenuText>, ShopError> {
        let told = self.0.rooms.menu_rev();
        let kept = self.0.menu_text.text().clone();
        if let Some(text) = kept.filter(|text| text.menu.rev >= told) {
            return Ok(text);
        }
        let text = self
            .0
            .store
            .read(|store| Ok::<_, ShopError>(MenuText::of(store.menu()?)))
            .await?;
        let text = Arc::new(text);
        *self.0.menu_text.text() = Some(text.clone());
        Ok(text)
    }
}
