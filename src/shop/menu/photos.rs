//! Photos of items: small ones, in formats that every browser shows.

use std::sync::Arc;

use bytes::Bytes;

use crate::{
    domain::{Menu, Picture, Refusal, Staff},
    shop::{ShopError, ShopMenu},
};

/// Largest picture, in bytes: what a phone fetches at a glance.
pub const LARGEST_PICTURE: usize = 256 * 1024;

impl ShopMenu {
    /// Gives an item a picture; answers the menu.
    ///
    /// # Errors
    /// [`Refusal::UnfitPhoto`] or [`ShopError::ItemNotFound`].
    pub async fn set_photo(
        &self,
        by: &Staff,
        id: i64,
        sent: Bytes,
    ) -> Result<Arc<Menu>, ShopError> {
        let picture = Picture::parse(&sent).ok_or(Refusal::UnfitPhoto)?;
        let on_menu = self.0.store.read(move |store| {
            let menu = store.menu()?;
            Ok::<_, ShopError>(menu.item(id).is_some())
        });
        if !on_menu.await? {
            return Err(ShopError::ItemNotFound);
        }
        // The picture first: a dish must never point at one that is not there.
        let name = self.0.store.keep_photo(picture).await?;
        let url = format!("/photos/{name}");
        self.change_item(by, id, |mut item| {
            item.photo_url = Some(url);
            item
        })
        .await
    }

    /// A picture by its name.
    pub async fn photo(&self, name: &str) -> Option<Picture> {
        self.0.store.photo(name).await
    }

    /// Keeps pictures from before as they are shown, under names that say so; what lay there before is swept away.
    pub(in crate::shop) async fn keep_photos_as_shown(&self) -> Result<(), ShopError> {
        let used = self
            .0
            .store
            .read(|store| Ok::<_, ShopError>(store.photos_in_use()?))
            .await?;
        let (renamed, at) = (self.0.store.keep_as_shown(used).await?, self.0.clock.now());
        if renamed.is_empty() {
            return Ok(());
        }
        self.0
            .store
            .write(move |store| {
                let menu = store.current_menu()?;
                for (before, now) in &renamed {
                    store.rename_photo(before, now)?;
                }
                store.publish_menu(&menu, None, at)?;
                store.publish_settings();
                Ok(())
            })
            .await
    }

    /// Removes the pictures that nothing shows any more.
    pub(in crate::shop) async fn sweep_photos(&self) -> Result<(), ShopError> {
        let used = self
            .0
            .store
            .read(|store| Ok::<_, ShopError>(store.photos_in_use()?))
            .await?;
        Ok(self.0.store.sweep_photos(used).await?)
    }
}
