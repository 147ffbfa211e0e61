//! Counts dishes down: what orders take and give back, in the transaction of the order.
//!
//! What an order holds of a dish is compared before and after a change, and the difference is moved. So each piece is
//! given back once, however its line ends, and a line that goes over to another order is taken there.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::{Event, EventKind, LineStatus, Order, OrderStatus, Stock},
    store::{Committed, Reader, StoreError, Writer},
};

/// Pieces of dishes, by their numbers.
type Pieces = BTreeMap<i64, i64>;

impl Reader<'_> {
    /// What is left of the dishes that are counted down.
    pub fn stock(&self) -> Result<Stock, StoreError> {
        let mut list = self.prepare_cached("select menu_item_id, pieces from stock")?;
        let rows = list.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What an order in the file holds of each dish.
    fn pieces_of(&self, order_id: i64) -> Result<Pieces, StoreError> {
        let mut list = self.prepare_cached(
            "select menu_item_id, sum(quantity) from order_lines
             join orders on orders.id = order_id
             where order_id = ?1 and menu_item_id is not null and moved_to is null
                 and order_lines.status <> ?2 and orders.status <> ?3
             group by menu_item_id",
        )?;
        let (void, cancelled) = (LineStatus::Void.as_str(), OrderStatus::Cancelled.as_str());
        let rows = list.query_map(rusqlite::params![order_id, void, cancelled], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Writer<'_> {
    /// What is left, in this transaction.
    pub fn current_stock(&mut self) -> Result<Arc<Stock>, StoreError> {
        if let Some(stock) = &self.cache.stock {
            return Ok(stock.clone());
        }
        let stock = Arc::new(self.stock()?);
        self.cache.stock = Some(stock.clone());
        Ok(stock)
    }

    /// Counts a dish down from so many pieces, or no more, and publishes it.
    pub fn set_stock(&mut self, item_id: i64, left: Option<i64>) -> Result<(), StoreError> {
        let mut stock = (*self.current_stock()?).clone();
        stock.set(item_id, left);
        match left {
            Some(left) => self
                .prepare_cached(
                    "insert into stock (menu_item_id, pieces) values (?1, ?2)
                     on conflict (menu_item_id) do update set pieces = excluded.pieces",
                )?
                .execute([item_id, left])?,
            None => self
                .prepare_cached("delete from stock where menu_item_id = ?1")?
                .execute([item_id])?,
        };
        self.stock_is(stock);
        Ok(())
    }

    /// What an order holds before it is changed by these events, where that is asked for. Without counted dishes the
    /// file is asked nothing.
    pub(in crate::store) fn held_before(
        &mut self,
        order_id: i64,
        events: &[Event],
    ) -> Result<Option<Pieces>, StoreError> {
        if self.current_stock()?.is_empty() || !events.iter().any(moves_pieces) {
            return Ok(None);
        }
        self.pieces_of(order_id).map(Some)
    }

    /// Takes what an order holds now and did not before, and puts back what it no longer holds.
    pub(in crate::store) fn move_pieces(
        &mut self,
        before: &Pieces,
        order: &Order,
    ) -> Result<(), StoreError> {
        let stock = self.current_stock()?;
        if stock.is_empty() {
            return Ok(());
        }
        let mut back = before.clone();
        for (item_id, pieces) in order.pieces() {
            *back.entry(item_id).or_default() -= pieces;
        }
        let mut changed = None;
        for (item_id, pieces) in back.into_iter().filter(|(_, pieces)| *pieces != 0) {
            let stock = changed.get_or_insert_with(|| (*stock).clone());
            if stock.put(item_id, pieces) {
                self.prepare_cached(
                    "update stock set pieces = pieces + ?2 where menu_item_id = ?1",
                )?
                .execute([item_id, pieces])?;
            }
        }
        if let Some(changed) = changed.filter(|changed| *changed != *stock) {
            self.stock_is(changed);
        }
        Ok(())
    }

    fn stock_is(&mut self, stock: Stock) {
        self.cache.stock = Some(Arc::new(stock));
        self.publish_after_commit(Committed::Stock);
    }
}

/// Whether an event can change how many pieces an order takes. A change of status does when the order is cancelled, or
/// reopened.
fn moves_pieces(event: &Event) -> bool {
    match &event.kind {
        EventKind::OrderStatusUpdate {
            previous_status, ..
        } => {
            let ends = [*previous_status, event.order.status];
            ends.contains(&OrderStatus::Cancelled)
        }
        EventKind::NewOrder
        | EventKind::BillChanged
        | EventKind::OrderLinesAdded { .. }
        | EventKind::OrderLinesMovedIn { .. }
        | EventKind::OrderLinesMovedOut { .. }
        | EventKind::OrderLineVoided { .. } => true,
        EventKind::OrderLineUpdate { .. }
        | EventKind::PaymentReceived
        | EventKind::PaymentSuccess
        | EventKind::PaymentRefunded
        | EventKind::PaymentCorrected
        | EventKind::ClaimRecorded
        | EventKind::ClaimSettled { .. }
        | EventKind::OrderLinesRequested { .. }
        | EventKind::OrderLinesDeclined { .. }
        | EventKind::OrderDetailsChanged => false,
    }
}
