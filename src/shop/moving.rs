//! Everything that happens to an order after it was placed.

use jiff::Timestamp;

use super::{Shop, ShopError};
use crate::domain::{
    Actor, Event, LineStatus, Money, Order, OrderStatus, OrderUid, PaymentMethod, Refusal,
};

impl Shop {
    /// Confirms that an order's money is there. The second time answers with the first payment.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub async fn confirm_payment(
        &self,
        uid: OrderUid,
        by: Actor,
        method: Option<PaymentMethod>,
        tendered: Option<Money>,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |order, at| {
            order.pay(&by, method, tendered, at)
        })
        .await
    }

    /// Moves an order. With `expected_rev`, only if it has not moved on since it was read.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub async fn set_status(
        &self,
        uid: OrderUid,
        by: Actor,
        to: OrderStatus,
        reason: Option<String>,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |order, at| {
            order.set_status(&by, to, reason, at)
        })
        .await
    }

    /// Ticks a line of an order, or takes the tick back.
    ///
    /// # Errors
    /// When the rules refuse it.
    pub async fn set_line(
        &self,
        uid: OrderUid,
        by: Actor,
        line_id: i64,
        to: LineStatus,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |order, at| {
            order.set_line(&by, line_id, to, at)
        })
        .await
    }

    /// Cancels every order whose time to be paid is over; answers how many.
    ///
    /// # Errors
    /// When the store cannot.
    pub async fn expire_unpaid(&self, at: Timestamp) -> Result<usize, ShopError> {
        let overdue = self.store.read(move |store| store.list_overdue(at)).await?;
        let mut expired = 0;
        for uid in overdue {
            match self
                .change(uid, None, move |order, _| order.expire(at))
                .await
            {
                Ok(_) => expired += 1,
                // Paid or cancelled in the meantime: not ours any more.
                Err(ShopError::Refused { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(expired)
    }

    async fn change(
        &self,
        uid: OrderUid,
        expected_rev: Option<i64>,
        rule: impl FnOnce(&mut Order, Timestamp) -> Result<Vec<Event>, Refusal> + Send + 'static,
    ) -> Result<Order, ShopError> {
        let clock = self.clock.clone();
        let moved_on = move |order: &Order| expected_rev.is_some_and(|rev| rev != order.rev);
        self.store
            .write(move |store| {
                let mut stored = store.find_stored(&uid)?.ok_or(ShopError::OrderNotFound)?;
                let before = stored.order.clone();
                let events = match rule(&mut stored.order, clock.now()) {
                    Ok(events) => events,
                    // What was asked of an older order is told so, whatever the rules say now.
                    Err(refusal) if refusal.is_about_now() && moved_on(&before) => {
                        return Err(ShopError::of_order(Refusal::MovedOn, before));
                    }
                    Err(refusal) => return Err(ShopError::of_order(refusal, before)),
                };
                // First «is it so already?», then «has it moved on?»: a tablet that repeats a tap
                // whose answer it lost must hear yes.
                if events.is_empty() {
                    return Ok(before);
                }
                if moved_on(&before) {
                    return Err(ShopError::of_order(Refusal::MovedOn, before));
                }
                store.update_order(&stored, events)?;
                Ok(stored.order)
            })
            .await
    }
}
