//! Orders: looked up here, placed and changed in the files below.

mod changes;
mod changing;
mod checks;
mod claims;
mod merging;
mod payments;
mod placing;
mod qris;
mod receipts;
mod requests;

use jiff::Timestamp;

use super::{Orders, ShopError};
use crate::{
    domain::{BusinessDay, HistoryEntry, Order, OrderNumber, OrderUid, Settings},
    store::{OrderFilter, Reader, StoreError},
};

pub use changing::Changed;
pub(super) use changing::UnreadableOrders;
pub use claims::{ClaimRequest, CorrectionRequest, SettlementRequest};
pub use merging::{Destination, MoveRequest};
pub use payments::{DiscountRequest, MoneyAsker, RefundRequest};
pub use placing::{IdempotencyKey, OrderingClient, Placed};

/// A part of the list of orders, with the journal's number it belongs to.
#[derive(Debug, Clone)]
pub struct OrderList {
    /// Newest last.
    pub orders: Vec<Order>,
    /// Pass as the cursor for more.
    pub next: Option<i64>,
    /// The newest number of the journal at that moment.
    pub seq: i64,
}

impl Orders {
    /// The order with this uid.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`].
    pub async fn find(&self, uid: OrderUid) -> Result<Order, ShopError> {
        self.0
            .store
            .read(move |store| store.find_order(&uid)?.ok_or(ShopError::OrderNotFound))
            .await
    }

    /// The order with this uid, and what happened to it.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`].
    pub async fn with_history(
        &self,
        uid: OrderUid,
    ) -> Result<(Order, Vec<HistoryEntry>), ShopError> {
        self.0
            .store
            .read(move |store| {
                let order = store.find_order(&uid)?.ok_or(ShopError::OrderNotFound)?;
                Ok((order, store.history_entries_of_order(&uid)?))
            })
            .await
    }

    /// Today's order by what is called out, with the code printed next to it.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`], for a wrong number and a wrong code alike.
    pub async fn look_up(&self, number: &str, code: &str) -> Result<OrderUid, ShopError> {
        let order = self.find_today(OrderNumber::parse(number)).await?;
        if order.code.matches(code) {
            Ok(order.uid)
        } else {
            Err(ShopError::OrderNotFound)
        }
    }

    /// The order that a scanner or a cashier names: a link, a uid, or today's number.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`].
    pub async fn scan(&self, text: &str) -> Result<Order, ShopError> {
        match OrderUid::from_scan(text) {
            Some(uid) => self.find(uid).await,
            None => self.find_today(OrderNumber::parse(text)).await,
        }
    }

    /// A page of the list of orders.
    pub async fn list(&self, filter: OrderFilter) -> Result<OrderList, ShopError> {
        self.0
            .store
            .read(move |store| {
                let page = store.list_orders(&filter)?;
                let seq = store.newest_seq()?;
                Ok(OrderList {
                    orders: page.orders,
                    next: page.next,
                    seq,
                })
            })
            .await
    }

    /// The business day it is in the shop.
    pub async fn today(&self) -> Result<BusinessDay, ShopError> {
        let at = self.0.clock.now();
        self.0
            .store
            .read(move |store| Ok(day_of(store, &store.settings()?, at)?))
            .await
    }

    async fn find_today(&self, number: Option<OrderNumber>) -> Result<Order, ShopError> {
        let number = number.ok_or(ShopError::OrderNotFound)?;
        let today = self.today().await?;
        self.0
            .store
            .read(move |store| {
                store
                    .find_order_by_number(today, number)?
                    .ok_or(ShopError::OrderNotFound)
            })
            .await
    }
}

/// The business day of `at`; never before the one that the shop has reached by the clock as it goes.
pub(super) fn day_of(
    store: &Reader<'_>,
    settings: &Settings,
    at: Timestamp,
) -> Result<BusinessDay, StoreError> {
    let day = BusinessDay::of(at, &settings.zone(), settings.day_cutoff_minutes);
    Ok(day.no_earlier_than(store.day_reached()?))
}
