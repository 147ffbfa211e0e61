//! Placing an order, and finding it again.

use std::net::IpAddr;

use jiff::Timestamp;

use super::{Shop, ShopError};
use crate::{
    domain::{
        Actor, BusinessDay, Deed, Draft, LookupCode, Order, OrderNumber, OrderRequest, OrderUid,
        Refusal, Settings, Stamp, TableToken,
    },
    store::{OrderFilter, Reader, Space, StoreError},
};

/// An order that was placed, now or when the same request came before.
#[derive(Debug, Clone)]
pub struct Placed {
    /// As it was right after being placed: the same request gets the same answer again.
    pub order: Order,
    /// Whether the request had come before.
    pub again: bool,
}

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

/// A request's name for itself, and what it was.
#[derive(Debug, Clone)]
pub struct Repeatable {
    /// The idempotency key.
    pub key: String,
    /// SHA-256 of the request.
    pub fingerprint: [u8; 32],
}

/// A customer who orders.
#[derive(Debug, Clone, Copy)]
pub struct Guest {
    /// Their address in the network.
    pub address: IpAddr,
    /// Whether they stand at a kiosk of the shop: many people, one address.
    pub at_kiosk: bool,
}

impl Shop {
    /// Places an order. With `repeatable`, the same request again is answered and not repeated.
    /// Whoever is not of the till asks `from` an address, and is held to its limits.
    ///
    /// # Errors
    /// When the rules refuse it, the key was used for another request, or it is one too many.
    pub async fn place_order(
        &self,
        request: OrderRequest,
        repeatable: Option<Repeatable>,
        by: Actor,
        from: Option<Guest>,
    ) -> Result<Placed, ShopError> {
        if let Err(refused) = self.takes_another(from) {
            // An order that arrived is answered, whoever may place no more now.
            return self.placed_before(repeatable).await?.ok_or(refused);
        }
        let from = from.filter(|guest| !guest.at_kiosk);
        let shop = self.clone();
        self.store
            .write(move |store| {
                if let Some(asked) = &repeatable
                    && let Some(order) = answered_before(store, asked)?
                {
                    return Ok(Placed { order, again: true });
                }
                if let Some(guest) = from {
                    let is_unpaid = |uid: &OrderUid| Ok::<_, ShopError>(store.is_unpaid(uid)?);
                    shop.limits.unpaid_order(guest.address, is_unpaid)?;
                }
                let request = seated(store, request)?;
                let at = shop.clock.now();
                let settings = store.current_settings()?;
                let menu = store.current_menu()?;
                let draft = Draft::price(request, &menu, &settings, &by)?;
                let day = day_of(store, &settings, at)?;
                let stamp = Stamp {
                    uid: OrderUid::from_random(random()?),
                    code: LookupCode::from_random(random()?),
                    counter: store.next_counter(day, draft.channel())?,
                    day,
                    at,
                };
                let event = draft.place(stamp, &settings, &by);
                let order = event.order.clone();
                let id = store.insert_order(event)?;
                if let Some(guest) = from {
                    shop.limits.note_order(guest.address, order.uid.clone());
                }
                if let Some(asked) = repeatable {
                    store.remember_answer(&asked.key, asked.fingerprint, id, at)?;
                }
                Ok(Placed {
                    order,
                    again: false,
                })
            })
            .await
    }

    /// Whether there is room for one order more, on the disk and in the budget of whoever asks. Before
    /// the writer has it: a job that finds the disk full costs the others of its commit their turn.
    fn takes_another(&self, from: Option<Guest>) -> Result<(), ShopError> {
        if self.store.space() == Space::Short {
            return Err(StoreError::Full.into());
        }
        match from {
            Some(guest) => Ok(self.limits.order(guest.address, guest.at_kiosk)?),
            None => Ok(()),
        }
    }

    /// What the same request was answered with before, if it was.
    async fn placed_before(&self, asked: Option<Repeatable>) -> Result<Option<Placed>, ShopError> {
        let Some(asked) = asked else { return Ok(None) };
        let order = self
            .store
            .read(move |store| answered_before(store, &asked))
            .await?;
        Ok(order.map(|order| Placed { order, again: true }))
    }

    /// The order with this uid.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`].
    pub async fn find_order(&self, uid: OrderUid) -> Result<Order, ShopError> {
        self.store
            .read(move |store| store.find_order(&uid)?.ok_or(ShopError::OrderNotFound))
            .await
    }

    /// The order with this uid, and what happened to it.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`].
    pub async fn order_with_history(&self, uid: OrderUid) -> Result<(Order, Vec<Deed>), ShopError> {
        self.store
            .read(move |store| {
                let order = store.find_order(&uid)?.ok_or(ShopError::OrderNotFound)?;
                Ok((order, store.deeds_of_order(&uid)?))
            })
            .await
    }

    /// Today's order by what is called out, for whoever knows the code printed beside it.
    ///
    /// # Errors
    /// [`ShopError::OrderNotFound`], whichever of the two was wrong.
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
            Some(uid) => self.find_order(uid).await,
            None => self.find_today(OrderNumber::parse(text)).await,
        }
    }

    /// A page of the list of orders.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn list_orders(&self, filter: OrderFilter) -> Result<OrderList, ShopError> {
        self.store
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
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn today(&self) -> Result<BusinessDay, ShopError> {
        let at = self.clock.now();
        self.store
            .read(move |store| Ok(day_of(store, &store.settings()?, at)?))
            .await
    }

    async fn find_today(&self, number: Option<OrderNumber>) -> Result<Order, ShopError> {
        let number = number.ok_or(ShopError::OrderNotFound)?;
        let today = self.today().await?;
        self.store
            .read(move |store| {
                store
                    .find_order_by_number(today, number)?
                    .ok_or(ShopError::OrderNotFound)
            })
            .await
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

/// The business day of `at`; never before the one that the shop has reached by the clock as it goes.
fn day_of(
    store: &Reader<'_>,
    settings: &Settings,
    at: Timestamp,
) -> Result<BusinessDay, StoreError> {
    let day = BusinessDay::of(at, &settings.zone(), settings.day_cutoff_minutes);
    Ok(day.no_earlier_than(store.day_reached()?))
}

/// The answer that was given to this request before: the order as it was when it was placed.
fn answered_before(store: &Reader<'_>, asked: &Repeatable) -> Result<Option<Order>, ShopError> {
    let Some(before) = store.remembered_answer(&asked.key)? else {
        return Ok(None);
    };
    if before.fingerprint != asked.fingerprint {
        return Err(ShopError::KeyReused);
    }
    let first = store.events_of_order(&before.uid, 0, 1)?.pop();
    match first {
        Some(first) if first.event.order.rev == 1 => Ok(Some(first.event.order)),
        _ => Ok(store.find_order(&before.uid)?),
    }
}

/// Random bytes from the operating system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| StoreError::Unreadable(format!("random source: {error}")))?;
    Ok(bytes)
}
