//! The code by which an order is paid with QRIS. Made when it is looked at and never kept: the amount in it is what is
//! owed at that moment.

use crate::{
    domain::OrderUid,
    shop::{Orders, ShopError},
};

impl Orders {
    /// The text of the code that pays what is still owed.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`]; the shop has no code; nothing is owed, the order is cancelled, or it is more than
    /// one payment may be.
    pub async fn qris(&self, uid: OrderUid) -> Result<String, ShopError> {
        self.0
            .store
            .read(move |store| {
                let order = store.find_order(&uid)?.ok_or(ShopError::OrderNotFound)?;
                Ok(store.settings()?.qris.code_of(&order)?)
            })
            .await
    }
}
