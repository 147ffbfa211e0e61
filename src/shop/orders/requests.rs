//! Rounds that guests add to their order from their own phones.

use super::{
    changes::level_for,
    changing::Changed,
    placing::{IdempotencyKey, OrderingClient},
};
use crate::{
    domain::{
        Actor, LineRequest, Object, Offer, OptionRequest, OrderUid, PriceLevel, Refusal,
        RoundRequest, Settings, price_lines,
    },
    shop::{Rounds, ShopError},
};

impl Rounds {
    /// Adds dishes to the order of who holds its link, or has them wait for the till: as the settings say, and always
    /// where a shop that is paid first would cook what was not paid.
    ///
    /// # Errors
    /// When guests of this shop may not, the shop is closed, the order is over, a dish cannot be had, or it is one
    /// request too many of that address.
    pub async fn add(
        &self,
        uid: OrderUid,
        items: Vec<Object<LineRequest>>,
        key: IdempotencyKey,
        from: Option<OrderingClient>,
    ) -> Result<Changed, ShopError> {
        let orders = self.0.orders();
        if let Err(refused) = orders.takes_another(from) {
            // A round that arrived is answered, also to a client that may send no more now.
            let before = orders.placed_before(Some(key)).await?.ok_or(refused)?;
            return Ok(Changed {
                order: before.order,
                again: true,
            });
        }
        let shop = self.0.clone();
        let change = orders.change_once(uid, None, Some(key), move |store, order, at| {
            let (menu, settings) = (store.menu()?, store.settings()?);
            if !settings.orders.guests_may_add {
                return Err(Refusal::GuestsCannotAdd.into());
            }
            settings.admits_guests(shop.time())?;
            let asked = items.iter().map(|Object(line)| line.menu_item_id);
            menu.admit_now(asked, &settings, shop.time())?;
            let offer = Offer {
                menu: &menu,
                stock: &store.stock()?,
            };
            let lines = price_lines(items, offer, level_for(order, &menu)?, &settings)?;
            let waits = settings.orders.rounds_need_acceptance
                || order.starts_unpaid(settings.payment_timing);
            let by = Actor::Customer;
            Ok(if waits {
                order.request_lines(&by, lines, at)?
            } else {
                order.add_lines(&by, lines, at)?
            })
        });
        change.await
    }

    /// Makes what a guest asked for a round of the order, at the prices that the guest was told.
    ///
    /// # Errors
    /// When there is no such round, it was declined, the order is over or has moved on, or a dish is sold out by now.
    pub async fn accept(
        &self,
        uid: OrderUid,
        by: Actor,
        id: i64,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        let (orders, rev) = (self.0.orders(), Some(expected_rev));
        let change = orders.change_once(uid, rev, Some(key), move |store, order, at| {
            let (menu, settings) = (store.menu()?, store.settings()?);
            let offer = Offer {
                menu: &menu,
                stock: &store.stock()?,
            };
            for request in order.waiting_requests().filter(|one| one.id == id) {
                can_be_had(request, offer, level_for(order, &menu)?, &settings)?;
            }
            Ok(order.accept_request(&by, id, at)?)
        });
        change.await
    }

    /// Says no to what a guest asked for, with a reason for the guest.
    ///
    /// # Errors
    /// When there is no such round, it was accepted, the order is over or has moved on, or no reason is given.
    pub async fn decline(
        &self,
        uid: OrderUid,
        by: Actor,
        id: i64,
        reason: Option<String>,
        expected_rev: i64,
        key: IdempotencyKey,
    ) -> Result<Changed, ShopError> {
        let (orders, rev) = (self.0.orders(), Some(expected_rev));
        let change = orders.change_once(uid, rev, Some(key), move |_, order, at| {
            Ok(order.decline_request(&by, id, reason, at)?)
        });
        change.await
    }
}

/// Whether every dish of a round is still on the menu and not sold out.
fn can_be_had(
    request: &RoundRequest,
    offer: Offer<'_>,
    level: &PriceLevel,
    settings: &Settings,
) -> Result<(), Refusal> {
    let again = request.lines.iter().filter_map(|line| {
        let options = line.modifiers.iter();
        Some(Object(LineRequest {
            menu_item_id: line.menu_item_id?,
            quantity: line.quantity,
            modifiers: options
                .map(|option| {
                    Object(OptionRequest {
                        option_id: option.option_id,
                    })
                })
                .collect(),
            note: None,
        }))
    });
    price_lines(again.collect(), offer, level, settings).map(|_| ())
}
