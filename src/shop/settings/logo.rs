//! The shop's logo: on the menu, on the kiosk and on the cards.

use std::path::Path;

use bytes::Bytes;

use crate::{
    domain::{Picture, Refusal, Settings, Staff},
    shop::{LARGEST_PICTURE, ShopError, ShopSettings},
    store::{self, StoreError},
};

impl ShopSettings {
    /// Gives the shop a picture.
    ///
    /// # Errors
    /// [`Refusal::UnfitPhoto`].
    pub async fn set_logo(&self, by: &Staff, sent: Bytes) -> Result<Settings, ShopError> {
        let picture = Picture::parse(&sent).ok_or(Refusal::UnfitPhoto)?;
        // The picture first: the shop must never point at one that is not there.
        let name = self.0.store.keep_photo(picture).await?;
        self.point_at_logo(by, Some(url(&name))).await
    }

    /// Takes it away.
    pub async fn remove_logo(&self, by: &Staff) -> Result<Settings, ShopError> {
        self.point_at_logo(by, None).await
    }

    async fn point_at_logo(
        &self,
        by: &Staff,
        logo_url: Option<String>,
    ) -> Result<Settings, ShopError> {
        self.change(by, |now| Ok(Settings { logo_url, ..now }))
            .await
    }
}

/// Stores a picture in the folder of a shop, open or not; returns its address.
///
/// # Errors
/// [`Refusal::UnfitPhoto`], or when the disk refuses.
pub fn set_logo_from_command(folder: &Path, file: &[u8]) -> Result<String, ShopError> {
    let fits = file.len() <= LARGEST_PICTURE;
    let picture = Picture::parse(file).filter(|_| fits);
    let kept = store::store_photo_from_command(folder, &picture.ok_or(Refusal::UnfitPhoto)?);
    let name = kept.map_err(|error| StoreError::Photo(error.to_string()))?;
    Ok(url(&name))
}

fn url(name: &str) -> String {
    format!("/photos/{name}")
}
