//! The shop's QRIS code: found in a photo of its sticker, and made for an amount at the till. A photo is read on a
//! thread of its own, since that takes a small machine a second, and the reader may panic on a picture of something
//! else.

use bytes::Bytes;

use crate::{
    domain::{Graymap, Merchant, Money, Qris, Refusal},
    shop::{ShopError, ShopSettings},
};

impl ShopSettings {
    /// The shop's code in a photo of it: its text, and who is paid.
    ///
    /// # Errors
    /// [`Refusal::UnfitGraymap`], [`Refusal::NoCodeInPhoto`], or what is wrong with the code that is
    /// in it.
    pub async fn qris_in_photo(&self, photo: Bytes) -> Result<(String, Merchant), ShopError> {
        let read =
            tokio::task::spawn_blocking(move || Graymap::read(&photo).map(|photo| photo.codes()));
        let codes = read.await.unwrap_or_else(|_| Some(Vec::new()));
        let codes = codes.ok_or(Refusal::UnfitGraymap)?.into_iter();
        let mut read = codes.map(|code| Qris::fit(&code)).collect::<Vec<_>>();
        // A sticker may have other codes, too: the address of a shop, a parcel's number.
        let fits = read.iter().position(Result::is_ok).unwrap_or(0);
        if read.is_empty() {
            return Err(Refusal::NoCodeInPhoto.into());
        }
        let (code, qris) = read.swap_remove(fits)?;
        Ok((code, qris.merchant()))
    }

    /// The text of the code that pays an amount.
    ///
    /// # Errors
    /// [`Refusal::NoQris`], or [`Refusal::UnfitQris`] for nothing and for more than one payment may be.
    pub async fn qris_for(&self, amount: Money) -> Result<String, ShopError> {
        let settings = self.current().await?;
        Ok(settings.qris.code_for(amount)?)
    }
}
