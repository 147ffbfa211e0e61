//! Payments of orders.

use crate::{
    domain::{Actor, Money, Order, OrderUid, PaymentMethod},
    shop::{Orders, ShopError},
};

impl Orders {
    /// Confirms that an order's money is there. The second time answers with the first payment.
    pub async fn confirm_payment(
        &self,
        uid: OrderUid,
        by: Actor,
        method: Option<PaymentMethod>,
        tendered: Option<Money>,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |_, order, at| {
            Ok(order.pay(&by, method, tendered, at)?)
        })
        .await
    }
}
