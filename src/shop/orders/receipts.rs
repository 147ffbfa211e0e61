//! An order's receipt. Made when it is looked at and never kept: an order can still change, and what it cost stands in
//! its own rows.

use crate::{
    domain::{Document, Language, Letterhead, Order, OrderUid, Refusal, receipt, receipt_of_check},
    shop::{Receipts, ShopError},
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
                let order = store.find_order(&uid)?.ok_or(ShopError::OrderNotFound)?;
                let mut shop = Letterhead::of(&store.settings()?);
                shop.language = language.unwrap_or(shop.language);
                Ok(document(&shop, &order, check_id, &tracking_url)?)
            })
            .await
    }
}

fn document(
    shop: &Letterhead,
    order: &Order,
    check_id: Option<i64>,
    tracking_url: &str,
) -> Result<Document, Refusal> {
    let Some(id) = check_id else {
        return Ok(receipt(shop, order, tracking_url));
    };
    receipt_of_check(shop, order, id, tracking_url).ok_or(Refusal::UnknownCheck)
}
