//! An order's receipt. Made when it is looked at and never kept: an order can still change, and what it cost stands in
//! its own rows.

use crate::{
    domain::{
        Document, Language, Letterhead, OrderUid, PaperWidth, Profile, Refusal, receipt,
        receipt_of_check,
    },
    shop::{
        Receipts, ShopError,
        printing::{encoded, letterhead},
    },
    store::Reader,
};

impl Receipts {
    /// The receipt of an order, or of one check of its bill; in the shop's language, if none is asked for. Its code
    /// leads to `tracking_url`.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`], [`Refusal::UnknownCheck`].
    pub async fn receipt(
        &self,
        uid: OrderUid,
        check_id: Option<i64>,
        language: Option<Language>,
        tracking_url: String,
    ) -> Result<Document, ShopError> {
        self.0
            .store
            .read(move |store| {
                let mut shop = letterhead(store)?;
                shop.language = language.unwrap_or(shop.language);
                document(store, &shop, &uid, check_id, &tracking_url)
            })
            .await
    }

    /// The same in the shop's language, as the bytes for a printer of this width that is at the device itself.
    ///
    /// # Errors
    /// As [`Receipts::receipt`].
    pub async fn receipt_bytes(
        &self,
        uid: OrderUid,
        check_id: Option<i64>,
        tracking_url: String,
        width: PaperWidth,
    ) -> Result<Vec<u8>, ShopError> {
        self.0
            .store
            .read(move |store| {
                let shop = letterhead(store)?;
                let document = document(store, &shop, &uid, check_id, &tracking_url)?;
                encoded(store, &document, Profile::plain(width))
            })
            .await
    }
}

fn document(
    store: &Reader<'_>,
    shop: &Letterhead,
    uid: &OrderUid,
    check_id: Option<i64>,
    tracking_url: &str,
) -> Result<Document, ShopError> {
    let order = store.find_order(uid)?.ok_or(ShopError::OrderNotFound)?;
    let Some(id) = check_id else {
        return Ok(receipt(shop, &order, tracking_url));
    };
    let of_check = receipt_of_check(shop, &order, id, tracking_url);
    Ok(of_check.ok_or(Refusal::UnknownCheck)?)
}
