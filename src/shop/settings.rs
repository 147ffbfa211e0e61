//! What the owner decides, and what everybody may know of it.

use super::{Shop, ShopError};
use crate::domain::Settings;

/// What a screen needs to know of the shop.
#[derive(Debug, Clone)]
pub struct ShopFacts {
    /// What the owner decided.
    pub settings: Settings,
    /// Whether the machine's clock is not behind.
    pub clock_ok: bool,
}

impl Shop {
    /// What a screen needs to know.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn facts(&self) -> Result<ShopFacts, ShopError> {
        Ok(ShopFacts {
            settings: self.settings().await?,
            clock_ok: self.clock_is_right(),
        })
    }

    /// What the owner decided.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn settings(&self) -> Result<Settings, ShopError> {
        self.store.read(|store| Ok(store.settings()?)).await
    }

    /// Decides anew; orders already placed keep what held when they were placed.
    ///
    /// # Errors
    /// When the shop cannot work with it.
    pub async fn change_settings(
        &self,
        change: impl FnOnce(Settings) -> Settings + Send + 'static,
    ) -> Result<Settings, ShopError> {
        self.store
            .write(move |store| {
                let settings = change(store.settings()?).checked()?;
                store.update_settings(&settings)?;
                Ok(settings)
            })
            .await
    }
}
