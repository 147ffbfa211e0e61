//! Pictures of dishes: small ones, of kinds that every browser shows.

use std::sync::Arc;

use bytes::Bytes;
use imagesize::ImageType;

use crate::{
    domain::{Menu, Refusal, Staff},
    shop::{Shop, ShopError},
};

/// Largest side of a picture, in pixels: beyond it a phone only spends memory.
const LARGEST_SIDE: usize = 2048;
/// Largest picture, in bytes: what a phone fetches at a glance.
pub const LARGEST_PICTURE: usize = 256 * 1024;

impl Shop {
    /// Gives an item a picture; answers the menu.
    ///
    /// # Errors
    /// [`Refusal::UnfitPhoto`] or [`ShopError::ItemNotFound`].
    pub async fn set_photo(
        &self,
        by: &Staff,
        id: i64,
        picture: Bytes,
    ) -> Result<Arc<Menu>, ShopError> {
        let ending = picture_kind(&picture).ok_or(Refusal::UnfitPhoto)?;
        let on_menu = self.store.read(move |store| {
            let menu = store.menu()?;
            Ok::<_, ShopError>(menu.item(id).is_some())
        });
        if !on_menu.await? {
            return Err(ShopError::ItemNotFound);
        }
        // The picture first: a dish must never point at one that is not there.
        let name = self.store.keep_photo(picture, ending).await?;
        let url = format!("/photos/{name}");
        self.change_item(by, id, |mut item| {
            item.photo_url = Some(url);
            item
        })
        .await
    }

    /// A picture by its name.
    pub async fn photo(&self, name: &str) -> Option<Vec<u8>> {
        self.store.photo(name).await
    }

    /// Removes the pictures that nothing shows any more.
    pub(in crate::shop) async fn sweep_photos(&self) -> Result<(), ShopError> {
        let used = self
            .store
            .read(|store| Ok::<_, ShopError>(store.photos_in_use()?))
            .await?;
        Ok(self.store.sweep_photos(used).await?)
    }
}

/// What the bytes themselves say they are, if it is something a page can show.
pub(in crate::shop) fn picture_kind(picture: &[u8]) -> Option<&'static str> {
    let ending = match imagesize::image_type(picture).ok()? {
        ImageType::Jpeg => "jpg",
        ImageType::Png => "png",
        ImageType::Webp => "webp",
        _ => return None,
    };
    let size = imagesize::blob_size(picture).ok()?;
    let fits = |side| (1..=LARGEST_SIDE).contains(&side);
    (fits(size.width) && fits(size.height)).then_some(ending)
}
