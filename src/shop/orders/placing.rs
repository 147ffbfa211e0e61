//! Placing an order.

use std::net::IpAddr;

use super::day_of;
use crate::{
    domain::{
        Actor, LookupCode, Offer, Order, OrderRequest, OrderUid, PlacementContext, PricedOrder,
        Refusal, TableToken,
    },
    shop::{Orders, ShopError, random},
    store::{Reader, Space, StoreError},
};

/// An order that was placed, now or when the same request came before.
#[derive(Debug, Clone)]
pub struct Placed {
    /// As it was right after being placed: the same request gets the same answer again.
    pub order: Order,
    /// Whether the request had come before.
    pub again: bool,
}

/// A request's name for itself, and what it was.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// The idempotency key.
    pub key: String,
    /// SHA-256 of the request.
    pub fingerprint: [u8; 32],
}

/// A customer who orders.
#[derive(Debug, Clone, Copy)]
pub struct OrderingClient {
    /// Their address in the network.
    pub address: IpAddr,
    /// Whether they stand at a kiosk of the shop: many people, one address.
    pub at_kiosk: bool,
}

impl Orders {
    /// Places an order. With `idempotency_key`, the same request again is answered and not repeated.
    /// For a client other than the till, `from` is its address, whose limits apply.
    ///
    /// # Errors
    /// When the rules refuse it, the key was used for another request, or it is one too many.
    pub async fn place(
        &self,
        request: OrderRequest,
        idempotency_key: Option<IdempotencyKey>,
        by: Actor,
        from: Option<OrderingClient>,
    ) -> Result<Placed, ShopError> {
        if let Err(refused) = self.takes_another(from) {
            // An order that arrived is answered, also to a client that may place no more now.
            return self.placed_before(idempotency_key).await?.ok_or(refused);
        }
        let from = from.filter(|client| !client.at_kiosk);
        let shop = self.0.clone();
        self.0
            .store
            .write_after_checks(move |store| {
                if let Some(asked) = &idempotency_key
                    && let Some(order) = answered_before(store, asked)?
                {
                    return Ok(Placed { order, again: true });
                }
                if let Some(client) = from {
                    let is_unpaid = |uid: &OrderUid| Ok::<_, ShopError>(store.is_unpaid(uid)?);
                    shop.limits.unpaid_order(client.address, is_unpaid)?;
                }
                let request = seated(store, request)?;
                let now = shop.time();
                let at = now.at;
                let settings = store.current_settings()?;
                let (menu, stock) = (store.current_menu()?, store.current_stock()?);
                let offer = Offer {
                    menu: &menu,
                    stock: &stock,
                };
                let priced = PricedOrder::price(request, offer, &settings, (&by, now), true)?;
                let day = day_of(store, &settings, at)?;
                let stamp = PlacementContext {
                    uid: OrderUid::from_random(random()?),
                    code: LookupCode::from_random(random()?),
                    counter: store.next_counter(day, priced.channel())?,
                    day,
                    at,
                };
                let event = priced.place(stamp, &settings, &by)?;
                let order = event.order.clone();
                let id = store.insert_order(event)?;
                if let Some(client) = from {
                    shop.limits.note_order(client.address, order.uid.clone());
                }
                if let Some(asked) = idempotency_key {
                    store.remember_answer(&asked.key, asked.fingerprint, (id, order.rev), at)?;
                }
                Ok(Placed {
                    order,
                    again: false,
                })
            })
            .await
    }

    /// What an order would cost, or with no fees what would be added to one. Writes nothing.
    ///
    /// # Errors
    /// When the rules would refuse it, or it is one question too many.
    pub async fn price(
        &self,
        request: OrderRequest,
        by: Actor,
        from: Option<OrderingClient>,
        with_fees: bool,
    ) -> Result<PricedOrder, ShopError> {
        if let Some(client) = from {
            self.0.limits.price(client.address)?;
        }
        let menu = self.0.menu().text().await?;
        let asked = |store: &Reader<'_>| Ok::<_, ShopError>((store.settings()?, store.stock()?));
        let (settings, stock) = self.0.store.read(asked).await?;
        let offer = Offer {
            menu: menu.menu(),
            stock: &stock,
        };
        let now = self.0.time();
        let priced = PricedOrder::price(request, offer, &settings, (&by, now), with_fees)?;
        Ok(priced)
    }

    /// Whether there is room for one order more, on the disk and in the client's budget. Before
    /// the writer has it: a job that finds the disk full costs the others of its commit their turn.
    pub(super) fn takes_another(&self, from: Option<OrderingClient>) -> Result<(), ShopError> {
        if self.0.store.space() == Space::Short {
            return Err(StoreError::Full.into());
        }
        match from {
            Some(client) => Ok(self.0.limits.order(client.address, client.at_kiosk)?),
            None => Ok(()),
        }
    }

    /// What the same request was answered with before, if it was.
    pub(super) async fn placed_before(
        &self,
        asked: Option<IdempotencyKey>,
    ) -> Result<Option<Placed>, ShopError> {
        let Some(asked) = asked else { return Ok(None) };
        let order = self
            .0
            .store
            .read(move |store| answered_before(store, &asked))
            .await?;
        Ok(order.map(|order| Placed { order, again: true }))
    }
}

/// The request with the table of its card. The name is looked up here, where of a renewal and an order the later one
/// is the later one.
fn seated(store: &Reader<'_>, request: OrderRequest) -> Result<OrderRequest, ShopError> {
    let Some(token) = &request.table_token else {
        return Ok(request);
    };
    let token = TableToken::parse(token).ok_or(Refusal::CardNotValid)?;
    let table = store.table_with(&token)?.ok_or(Refusal::CardNotValid)?;
    Ok(OrderRequest {
        table_number: Some(table),
        ..request
    })
}

/// The answer that was given to this request before: the order as it was right after.
pub(super) fn answered_before(
    store: &Reader<'_>,
    asked: &IdempotencyKey,
) -> Result<Option<Order>, ShopError> {
    let Some(before) = store.stored_answer(&asked.key)? else {
        return Ok(None);
    };
    if before.fingerprint != asked.fingerprint {
        return Err(ShopError::KeyReused);
    }
    let then = store.events_of_order(&before.uid, before.rev - 1, 1)?.pop();
    match then {
        Some(then) if then.event.order.rev == before.rev => Ok(Some(then.event.order)),
        _ => Ok(store.find_order(&before.uid)?),
    }
}
