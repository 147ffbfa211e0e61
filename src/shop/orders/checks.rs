//! Splitting a bill into checks, and joining it again.

use crate::{
    domain::{Actor, Order, OrderUid, SplitBy},
    shop::{Orders, ShopError},
};

impl Orders {
    /// Splits an order's bill, in the place of a split before, or makes one bill of its checks again. The same again is
    /// answered as it was.
    ///
    /// # Errors
    /// When money came in, the order has moved on, or the checks do not take each dish exactly once.
    pub async fn split_bill(
        &self,
        uid: OrderUid,
        by: Actor,
        how: Option<SplitBy>,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |_, order, at| match how {
            Some(how) => Ok(order.split_bill(&by, how, at)?),
            None => Ok(order.join_checks(&by, at)?),
        })
        .await
    }
}
