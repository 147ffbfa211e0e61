//! Service at the tables: an order that was brought there, and dishes that go over from one order to another, both
//! written in one transaction.

use jiff::Timestamp;

use super::{
    changing::Changed,
    day_of,
    placing::{IdempotencyKey, answered_before},
};
use crate::{
    domain::{
        Actor, Channel, LookupCode, Move, NewBill, Order, OrderUid, Pieces, PlacementContext,
        Refusal,
    },
    shop::{ShopError, TableService, random},
    store::{Reader, Stored},
};

/// Where dishes go over to.
#[derive(Debug, Clone)]
pub enum Destination {
    /// An order that there is, with the revision of it that was looked at.
    Order(OrderUid, i64),
    /// An order of its own.
    New(NewBill),
}

/// Dishes that are to go over to another order.
#[derive(Debug, Clone)]
pub struct MoveRequest {
    /// Which; none for all of them, and the order ends.
    pub pieces: Option<Vec<Pieces>>,
    /// Where to.
    pub to: Destination,
    /// The revision of the order that was looked at.
    pub expected_rev: i64,
}

impl TableService {
    /// Notes that an order was brought to its table, or not after all.
    ///
    /// # Errors
    /// When it is not ready.
    pub async fn serve(
        &self,
        uid: OrderUid,
        by: Actor,
        is_served: bool,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        let orders = self.0.orders();
        orders
            .change(uid, expected_rev, move |_, order, at| {
                Ok(order.serve(&by, is_served, at)?)
            })
            .await
    }

    /// Has an order take over dishes of another one; answers with the order that has them then.
    ///
    /// # Errors
    /// When either order is over, has payments or has moved on, or they cannot be on one bill.
    pub async fn move_dishes(
        &self,
        uid: OrderUid,
        by: Actor,
        request: MoveRequest,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        let clock = self.0.clock.clone();
        self.0
            .store
            .write(move |store| {
                if let Some(order) = answered_before(store, &key)? {
                    return Ok(Changed { order, again: true });
                }
                let at = clock.now();
                let MoveRequest {
                    pieces,
                    to,
                    expected_rev,
                } = request;
                let step = match pieces {
                    Some(_) => Move::MoveLines,
                    None => Move::Merge,
                };
                let mut from = checked(store, &uid, expected_rev, step, &by, at)?;
                let before = from.order.clone();
                let refused = |refusal| ShopError::of_order(refusal, before.clone());
                let (id, order) = match to {
                    Destination::Order(other, _) if other == uid => {
                        return Err(refused(Refusal::SameOrder));
                    }
                    Destination::Order(other, rev) => {
                        let mut into = checked(store, &other, rev, Move::TakeOver, &by, at)?;
                        let moved = match &pieces {
                            Some(pieces) => from.order.move_lines(pieces, &mut into.order, &by, at),
                            None => from.order.merge(&mut into.order, &by, at),
                        };
                        let moved = moved.map_err(refused)?;
                        store.update_order(&from, moved.from, None)?;
                        store.update_order(&into, moved.into, None)?;
                        (into.id(), into.order)
                    }
                    Destination::New(bill) => {
                        let context = context(store, at)?;
                        let pieces = pieces.unwrap_or_default();
                        let split = from.order.split(&pieces, bill, context, &by, at);
                        let mut moved = split.map_err(refused)?;
                        let placed = moved.into.pop().ok_or(ShopError::OrderNotFound)?;
                        let order = placed.order.clone();
                        let id = store.insert_order(placed)?;
                        store.update_order(&from, moved.from, None)?;
                        (id, order)
                    }
                };
                store.remember_answer(&key.key, key.fingerprint, (id, order.rev), at)?;
                Ok(Changed {
                    order,
                    again: false,
                })
            })
            .await
    }
}

/// An order of which dishes go over, or to which they come; by its own rules, and only as it was looked at.
fn checked(
    store: &Reader<'_>,
    uid: &OrderUid,
    rev: i64,
    step: Move,
    by: &Actor,
    at: Timestamp,
) -> Result<Stored, ShopError> {
    let stored = store.find_stored(uid)?.ok_or(ShopError::OrderNotFound)?;
    let is_other = stored.order.rev != rev;
    let of_order = |refusal| ShopError::of_order(refusal, stored.order.clone());
    match stored.order.may_exchange_dishes(step, by, at) {
        Err(refusal) if !is_other || !refusal.is_about_now() => Err(of_order(refusal)),
        Ok(_) if !is_other => Ok(stored),
        Ok(_) | Err(_) => Err(of_order(Refusal::MovedOn)),
    }
}

/// What the shop adds to an order that dishes of another one make.
fn context(store: &Reader<'_>, at: Timestamp) -> Result<PlacementContext, ShopError> {
    let day = day_of(store, &store.settings()?, at)?;
    Ok(PlacementContext {
        uid: OrderUid::from_random(random()?),
        code: LookupCode::from_random(random()?),
        counter: store.next_counter(day, Channel::Counter)?,
        day,
        at,
    })
}
