//! The first menu of a new shop.

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::over::write_file;
use crate::{
    domain::{Menu, MenuFile},
    shop::{ShopError, ShopMenu},
    store::{Retired, StoreError, Writer},
};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/starter");

/// What a new shop has on its menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstMenu {
    /// A small warung's: five categories, some thirty dishes and drinks.
    Starter,
    /// Nothing yet.
    Empty,
}

impl ShopMenu {
    /// Gives a new shop its first menu; a shop that ever had one keeps what it has.
    pub async fn begin_with(&self, first: FirstMenu) -> Result<(), ShopError> {
        let clock = self.0.clock.clone();
        self.0
            .store
            .write(move |store| {
                let before = store.current_menu()?;
                if before.rev > 0 {
                    return Ok(());
                }
                if first == FirstMenu::Starter {
                    write_starter(store, &before, clock.now())?;
                }
                store.publish_menu(&before, None, clock.now())?;
                Ok(())
            })
            .await
    }
}

fn write_starter(
    store: &mut Writer<'_>,
    before: &Menu,
    at: jiff::Timestamp,
) -> Result<(), StoreError> {
    let text = STARTER
        .get_file("menu.json")
        .and_then(|file| file.contents_utf8());
    let file: MenuFile = serde_json::from_str(text.unwrap_or_default())?;
    let file = file.checked();
    let file =
        file.map_err(|refusal| StoreError::Unreadable(format!("the starter menu: {refusal:?}")))?;
    // `siap config` may have named the shop before it was opened for the first time.
    if !store.is_decided("shop_name")? {
        let mut settings = store.settings()?;
        settings.shop_name.clone_from(&file.shop_name);
        store.update_settings(&settings)?;
    }
    write_file(store, before, &Retired::default(), &file, at)
}
