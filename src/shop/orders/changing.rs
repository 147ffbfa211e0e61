//! Moves of an order and of its lines, by people and by the clock, up to the erasure of its customer's name and notes.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use futures_util::{StreamExt, stream};
use jiff::Timestamp;

use super::placing::{IdempotencyKey, answered_before};
use crate::{
    domain::{Actor, Event, LineStatus, Move, Order, OrderStatus, OrderUid, Refusal, Till},
    shop::{Orders, ShopError},
    store::{Reader, StoreError, Writer},
};

/// Orders that the clock ends in one look. The next look goes on.
const AT_ONE_LOOK: usize = 500;
/// Of them so many wait for the writer together, and so for one flush; a guest's order waits behind no more.
const TOGETHER: usize = 64;
/// Orders of which the guest is forgotten in one transaction: no order waits long behind them.
const ERASED_TOGETHER: i64 = 100;

/// Orders that the clock could not end at its last look: their rows cannot be read or written.
#[derive(Debug, Default)]
pub(in crate::shop) struct UnreadableOrders(Mutex<HashSet<OrderUid>>);

impl UnreadableOrders {
    fn orders(&self) -> MutexGuard<'_, HashSet<OrderUid>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As many as are to be looked at so that these hold up none of the others.
    fn limit(&self) -> usize {
        AT_ONE_LOOK + self.orders().len()
    }
}

impl Orders {
    /// Moves an order. With `expected_rev`, only if it has not moved on since it was read.
    pub async fn set_status(
        &self,
        uid: OrderUid,
        by: Actor,
        to: OrderStatus,
        reason: Option<String>,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |store, order, at| {
            let is_sent = order.status.step_to(to) == Some(Move::Send);
            match order.set_status(&by, to, reason, at) {
                Ok(_) if is_sent && !may_be_sent(store, order)? => Err(Refusal::PaysFirst.into()),
                Err(Refusal::TooLate) if was_closed(store, order)? => {
                    Ok(order.reopen_closed(&by, &store.settings()?.day_around(at), at)?)
                }
                outcome => Ok(outcome?),
            }
        })
        .await
    }

    /// Ticks a line of an order, or takes the tick back.
    pub async fn set_line(
        &self,
        uid: OrderUid,
        by: Actor,
        line_id: i64,
        to: LineStatus,
        expected_rev: Option<i64>,
    ) -> Result<Order, ShopError> {
        self.change(uid, expected_rev, move |_, order, at| {
            Ok(order.set_line(&by, line_id, to, at)?)
        })
        .await
    }

    /// Cancels orders whose time to be paid is over, a few hundred at most; answers how many.
    pub async fn expire_unpaid(&self, at: Timestamp) -> Result<usize, ShopError> {
        let (limit, times_set) = (self.0.unended.limit(), self.0.clock.times_set());
        let overdue = move |store: &Reader<'_>| store.list_overdue(at, limit);
        let overdue = self.0.store.read(overdue).await?;
        let clock = self.0.clock.clone();
        let expire = move |_: &Reader<'_>, order: &mut Order, _: Timestamp| {
            // The clock was set meanwhile, and `expires_at` with it.
            if clock.times_set() != times_set {
                let (from, to) = (order.status, Some(OrderStatus::Cancelled));
                return Err(Refusal::IllegalMove { from, to }.into());
            }
            Ok(order.expire(at)?)
        };
        self.end_each(overdue, expire).await
    }

    /// Completes orders that are ready, paid and of a business day that is over `at` then, a few hundred at most; says
    /// how many. None, where the owner has switched that off or it is not known what time it is.
    pub async fn complete_ready(&self, at: Timestamp) -> Result<usize, ShopError> {
        let settings = self.0.settings().current().await?;
        if !settings.completes_ready_orders || !self.0.clock.is_right() {
            return Ok(0);
        }
        let (before, limit) = (settings.day_over_before(at), self.0.unended.limit());
        let forgotten = move |store: &Reader<'_>| store.list_ready_since_before(before, limit);
        let forgotten = self.0.store.read(forgotten).await?;
        // By the time and the settings in the writer's turn: the clock may have been set meanwhile, and `ready_at` with
        // it, and the owner may have switched it off.
        let close = |store: &Reader<'_>, order: &mut Order, now: Timestamp| {
            let settings = store.settings()?;
            if !settings.completes_ready_orders {
                let (from, to) = (order.status, Some(OrderStatus::Completed));
                return Err(Refusal::IllegalMove { from, to }.into());
            }
            Ok(order.close(settings.day_over_before(now), now)?)
        };
        self.end_each(forgotten, close).await
    }

    /// Erases the names and notes of guests whose business day ended longer before `at` than the owner keeps them;
    /// returns of how many orders. Erases none if they are kept forever, or if the clock is in doubt: what is erased
    /// does not come back.
    pub async fn forget_guests(&self, at: Timestamp) -> Result<usize, ShopError> {
        if !self.0.clock.is_right() {
            return Ok(0);
        }
        let (clock, times_set) = (self.0.clock.clone(), self.0.clock.times_set());
        let step = move |store: &mut Writer<'_>| {
            // Meanwhile it may have become another time.
            if clock.times_set() != times_set {
                return Ok(0);
            }
            // In the writer's turn: the owner may have changed the setting meanwhile.
            let day = store.settings()?.guests_forgotten_before(at);
            let erase = |day| store.erase_guests_before(day, ERASED_TOGETHER);
            Ok::<_, ShopError>(day.map_or(Ok(0), erase)?)
        };
        let mut erased = 0;
        let outcome = loop {
            match self.0.store.write(step.clone()).await {
                Ok(of_step) => {
                    erased += of_step;
                    if i64::try_from(of_step).is_ok_and(|of_step| of_step < ERASED_TOGETHER) {
                        break Ok(());
                    }
                }
                Err(error) => break Err(error),
            }
        };
        if erased > 0 {
            self.0.store.empty_log().await?;
            log::info!("erased the names and notes of {erased} orders");
        }
        outcome.map(|()| erased)
    }

    /// Ends these orders, each by itself: one whose row cannot be read or written holds up none of the others.
    async fn end_each(
        &self,
        due: Vec<OrderUid>,
        end: impl FnOnce(&Reader<'_>, &mut Order, Timestamp) -> Result<Vec<Event>, ShopError>
        + Clone
        + Send
        + 'static,
    ) -> Result<usize, ShopError> {
        let outcomes = stream::iter(due).map(|uid| {
            let done = self.change(uid.clone(), None, end.clone());
            async move { (uid, done.await) }
        });
        let mut outcomes = std::pin::pin!(outcomes.buffered(TOGETHER));
        let mut ended = 0;
        while let Some((uid, outcome)) = outcomes.next().await {
            match outcome {
                Ok(_) => ended += 1,
                // Paid, cancelled or picked up in the meantime.
                Err(ShopError::Refused { .. }) => {}
                Err(error) if is_of_one_order(&error) => {
                    if self.0.unended.orders().insert(uid) {
                        log::error!("an order could not be ended, and is left as it is: {error}");
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(ended)
    }

    pub(super) async fn change(
        &self,
        uid: OrderUid,
        expected_rev: Option<i64>,
        rule: impl FnOnce(&Reader<'_>, &mut Order, Timestamp) -> Result<Vec<Event>, ShopError>
        + Send
        + 'static,
    ) -> Result<Order, ShopError> {
        let changed = self.change_once(uid, expected_rev, None, rule).await?;
        Ok(changed.order)
    }

    /// Changes an order. With `key`, the same request again is answered as it was and changes nothing.
    pub(super) async fn change_once(
        &self,
        uid: OrderUid,
        expected_rev: Option<i64>,
        key: Option<IdempotencyKey>,
        rule: impl FnOnce(&Reader<'_>, &mut Order, Timestamp) -> Result<Vec<Event>, ShopError>
        + Send
        + 'static,
    ) -> Result<Changed, ShopError> {
        self.change_at(None, uid, expected_rev, key, rule).await
    }

    /// Changes an order at a drawer: what moves of its money belongs to the shift that is open there.
    pub(super) async fn change_at(
        &self,
        till: Option<Till>,
        uid: OrderUid,
        expected_rev: Option<i64>,
        key: Option<IdempotencyKey>,
        rule: impl FnOnce(&Reader<'_>, &mut Order, Timestamp) -> Result<Vec<Event>, ShopError>
        + Send
        + 'static,
    ) -> Result<Changed, ShopError> {
        let clock = self.0.clock.clone();
        let moved_on = move |order: &Order| expected_rev.is_some_and(|rev| rev != order.rev);
        self.0
            .store
            .write(move |store| {
                if let Some(asked) = &key
                    && let Some(order) = answered_before(store, asked)?
                {
                    return Ok(Changed { order, again: true });
                }
                let mut stored = store.find_stored(&uid)?.ok_or(ShopError::OrderNotFound)?;
                let before = stored.order.clone();
                let at = clock.now();
                let events = match rule(store, &mut stored.order, at) {
                    Ok(events) => events,
                    // A stale request gets that answer first, before the rules are asked.
                    Err(ShopError::Refused { refusal, .. })
                        if refusal.is_about_now() && moved_on(&before) =>
                    {
                        return Err(ShopError::of_order(Refusal::MovedOn, before));
                    }
                    Err(ShopError::Refused { refusal, .. }) => {
                        return Err(ShopError::of_order(refusal, before));
                    }
                    Err(error) => return Err(error),
                };
                // First «is it so already?», then «has it moved on?»: a tablet that repeats a tap
                // whose answer it lost must get yes.
                let order = if events.is_empty() {
                    before
                } else if moved_on(&before) {
                    return Err(ShopError::of_order(Refusal::MovedOn, before));
                } else {
                    let shift = till.map_or(Ok(None), |till| store.open_shift(till))?;
                    store.update_order(&stored, events, shift)?;
                    stored.order.clone()
                };
                if let Some(asked) = key {
                    let answer = (stored.id(), order.rev);
                    store.remember_answer(&asked.key, asked.fingerprint, answer, at)?;
                }
                Ok(Changed {
                    order,
                    again: false,
                })
            })
            .await
    }
}

/// An order that was changed, now or when the same request came before.
#[derive(Debug, Clone)]
pub struct Changed {
    /// As it was right after: the same request gets the same answer again.
    pub order: Order,
    /// Whether the request had come before.
    pub again: bool,
}

/// Whether the owner lets the kitchen start this order before it is paid.
fn may_be_sent(store: &Reader<'_>, order: &Order) -> Result<bool, StoreError> {
    let open_bills = store.settings()?.open_bills;
    Ok(open_bills.allows(order.order_type, order.number.channel))
}

/// Whether the clock completed this order.
fn was_closed(store: &Reader<'_>, order: &Order) -> Result<bool, StoreError> {
    if order.status != OrderStatus::Completed {
        return Ok(false);
    }
    let entries = store.history_entries_of_order(&order.uid)?;
    let completed = entries
        .iter()
        .rfind(|entry| entry.status == OrderStatus::Completed);
    Ok(completed.is_some_and(|entry| entry.by == Actor::Clock.name()))
}

/// Whether it is about one order's rows, and not about the disk or the whole file.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only errors of the store can be about the whole file"
)]
fn is_of_one_order(error: &ShopError) -> bool {
    match error {
        ShopError::Store(error) => match error {
            StoreError::Unreadable(_)
            | StoreError::Sqlite(_)
            | StoreError::Taken(_)
            | StoreError::Panicked => true,
            StoreError::Broken
            | StoreError::Full
            | StoreError::Busy
            | StoreError::Closed
            | StoreError::Slow
            | StoreError::Spoiled
            | StoreError::Photo(_) => false,
        },
        _ => true,
    }
}
