//! What staff change in an order that was placed: dishes added and taken off, quantities, table, name and note.

use super::{changing::Changed, payments::MoneyAsker, placing::IdempotencyKey};
use crate::{
    domain::{
        Actor, DetailsPatch, LineRequest, Menu, MoneyAct, Object, Offer, Order, OrderUid,
        PriceLevel, Refusal, Till, price_lines,
    },
    shop::{Orders, ShopError},
    store::Reader,
};

impl Orders {
    /// Adds dishes to an order, as a round of their own.
    ///
    /// # Errors
    /// When one cannot be had, or the order is over or has moved on.
    pub async fn add_lines(
        &self,
        uid: OrderUid,
        by: Actor,
        items: Vec<Object<LineRequest>>,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        self.change_once(
            uid,
            Some(expected_rev),
            Some(key),
            move |store, order, at| {
                // Of this transaction: what was sold out a moment ago cannot be had.
                let (menu, settings) = (store.menu()?, store.settings()?);
                let offer = Offer {
                    menu: &menu,
                    stock: &store.stock()?,
                };
                let level = level_for(order, &menu)?;
                let lines = price_lines(items, offer, level, &settings)?;
                Ok(order.add_lines(&by, lines, at)?)
            },
        )
        .await
    }

    /// Changes how many of a dish, before the kitchen has the order.
    ///
    /// # Errors
    /// When the kitchen has it, or less would be owed than was paid.
    pub async fn set_quantity(
        &self,
        uid: OrderUid,
        by: Actor,
        line_id: i64,
        quantity: i64,
        expected_rev: Option<i64>,
        till: Till,
    ) -> Result<Order, ShopError> {
        let change = move |store: &Reader<'_>, order: &mut Order, at| {
            let stock = store.stock()?;
            let line = order.lines.iter().find(|line| line.id == line_id);
            let held = line.and_then(|line| Some((line.menu_item_id?, line.quantity)));
            let events = order.set_quantity(&by, line_id, quantity, at)?;
            if let Some((item, before)) = held
                && stock
                    .left(item)
                    .is_some_and(|left| quantity - before > left)
            {
                stock.admit([(item, quantity - before)], &store.menu()?)?;
            }
            Ok(events)
        };
        let changed = self.change_at(Some(till), uid, expected_rev, None, change);
        Ok(changed.await?.order)
    }

    /// Takes a dish off. What the kitchen has may need an approval.
    ///
    /// # Errors
    /// When it needs an approval or a reason, or less would be owed than was paid.
    pub async fn void_line(
        &self,
        uid: OrderUid,
        asker: MoneyAsker,
        line_id: i64,
        reason: Option<String>,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        self.change_at(
            Some(asker.till),
            uid,
            Some(expected_rev),
            Some(key),
            move |store, order, at| {
                // A fee was never in the kitchen: a reason is enough.
                let is_made = order.status.is_the_kitchens() && !order.is_fee(line_id);
                let act = is_made.then_some(MoneyAct::Void);
                let by = asker.approved(act, &store.settings()?.approvals, store)?;
                Ok(order.void_line(by, line_id, reason, at)?)
            },
        )
        .await
    }

    /// Changes table, name, note, and where it will be eaten.
    ///
    /// # Errors
    /// When the order is over, or a text does not fit.
    pub async fn change_details(
        &self,
        uid: OrderUid,
        by: Actor,
        patch: DetailsPatch,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |_, order, at| {
            Ok(order.change_details(&by, patch, at)?)
        })
        .await
    }
}

/// At which prices more is added to an order: its own, or those of where it is eaten.
pub(super) fn level_for<'m>(order: &Order, menu: &'m Menu) -> Result<&'m PriceLevel, Refusal> {
    let named = order
        .level
        .as_ref()
        .and_then(|level| menu.level(&level.code));
    named.map_or_else(|| menu.level_of(order.order_type), Ok)
}
