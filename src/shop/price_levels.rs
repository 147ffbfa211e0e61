//! The price levels and fees of a shop. They are edited as the menu is: a change is compared with what was before,
//! published with the menu and noted in the history.

use std::sync::Arc;

use super::{PriceLevels, ShopError};
use crate::domain::{Fee, FeeKind, Menu, PriceLevel, Refusal, Staff, Words, bounds};

impl PriceLevels {
    /// The menu, whose part they are.
    pub async fn menu(&self) -> Result<Arc<Menu>, ShopError> {
        Ok(self.0.menu().text().await?.menu().clone())
    }

    /// Adds a level of the owner's; answers the menu and the level's code.
    ///
    /// # Errors
    /// [`Refusal::UnfitMenu`], or [`Refusal::MenuFull`] where there are as many as there can be.
    pub async fn add(
        &self,
        by: &Staff,
        name: Words,
        change: impl FnOnce(PriceLevel) -> PriceLevel + Send + 'static,
    ) -> Result<(Arc<Menu>, String), ShopError> {
        let menu = self.0.menu();
        menu.edit(by, move |store, menu, _| {
            if menu.levels.len() >= bounds::MOST_LEVELS {
                return Err(Refusal::MenuFull.into());
            }
            let last = menu.levels.iter().map(|level| level.position).max();
            let level = PriceLevel::own(last.unwrap_or_default() + 1, name);
            let level = change(level).checked()?;
            store.write_level(&level)?;
            Ok(level.code)
        })
        .await
    }

    /// Changes a level; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::UnfitMenu`].
    pub async fn change(
        &self,
        by: &Staff,
        code: String,
        change: impl FnOnce(PriceLevel) -> PriceLevel + Send + 'static,
    ) -> Result<Arc<Menu>, ShopError> {
        let menu = self.0.menu();
        let edited = menu.edit(by, move |store, menu, _| {
            let level = menu.level(&code).ok_or(ShopError::ItemNotFound)?;
            Ok(store.write_level(&change(level.clone()).checked()?)?)
        });
        edited.await.map(|(menu, ())| menu)
    }

    /// Changes a fee; answers the menu.
    ///
    /// # Errors
    /// [`ShopError::ItemNotFound`] or [`Refusal::UnfitMenu`].
    pub async fn change_fee(
        &self,
        by: &Staff,
        code: FeeKind,
        change: impl FnOnce(Fee) -> Fee + Send + 'static,
    ) -> Result<Arc<Menu>, ShopError> {
        let menu = self.0.menu();
        let edited = menu.edit(by, move |store, menu, _| {
            let fee = menu.fees.iter().find(|fee| fee.code == code);
            let fee = fee.ok_or(ShopError::ItemNotFound)?;
            Ok(store.write_fee(&change(fee.clone()).checked()?)?)
        });
        edited.await.map(|(menu, ())| menu)
    }
}
