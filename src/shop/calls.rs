//! Calls from the tables: a guest asks for a waiter or for the bill, and every till shows it until one answers.
//!
//! In memory, as presence is, and not in the journal: a call is no part of an order, it ends with a tap within minutes,
//! and a guest whose call a restart forgot calls again.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use serde::Serialize;
use tokio::{sync::watch, time::Instant};

use super::{Budget, LimitExceeded, ShopError, Tables};
use crate::{
    domain::{CallKind, OrderUid, Refusal, TableToken},
    store::Reader,
};

/// The least time between two calls of one address from one table.
const PACE: Duration = Duration::from_mins(1);
/// How long a call that no till answers is shown.
const SHOWN: Duration = Duration::from_hours(1);
/// More tables than call at once in any shop; the oldest call gives way.
const MOST: usize = 100;

/// By what a guest proves to sit at a table.
#[derive(Debug)]
pub enum AtTable {
    /// The token of the table's card.
    Card(String),
    /// An order at the table that is not over.
    Order(OrderUid),
}

/// A table that calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableCall {
    /// Which call it is, since the shop was opened.
    pub id: i64,
    /// What stands on the table.
    pub table_number: String,
    /// What is asked for.
    pub wish: CallKind,
    /// When it was first asked for.
    pub since: Timestamp,
}

/// The calls that no till has answered.
#[derive(Debug)]
pub struct Calls {
    now: Mutex<Now>,
    published: watch::Sender<Arc<str>>,
}

#[derive(Debug, Default)]
struct Now {
    newest: i64,
    /// With the moment until which each is shown.
    calls: Vec<(TableCall, Instant)>,
    /// When each address last called from a table.
    last: HashMap<(String, IpAddr), Instant>,
}

impl Calls {
    pub(super) fn new() -> Self {
        Self {
            now: Mutex::default(),
            published: watch::Sender::new(as_json(&[])),
        }
    }

    /// The calls as JSON, and every change of them.
    pub fn changes(&self) -> watch::Receiver<Arc<str>> {
        let mut changes = self.published.subscribe();
        // A till that was away for a moment still shows calls that another one has answered since, or that ended with
        // the program.
        changes.mark_changed();
        changes
    }

    /// A table that calls again for the same is one call, since the first time.
    fn call(
        &self,
        (table, wish): (String, CallKind),
        from: Option<IpAddr>,
        at: Timestamp,
    ) -> Result<TableCall, LimitExceeded> {
        let (mut now, moment) = (self.lock(), Instant::now());
        now.last.retain(|_, last| last.elapsed() < PACE);
        if let Some(from) = from {
            let asked = (table.clone(), from);
            if let Some(last) = now.last.get(&asked) {
                return Err(LimitExceeded {
                    of: Budget::Calls,
                    wait: PACE.saturating_sub(last.elapsed()),
                });
            }
            now.last.insert(asked, moment);
        }
        let known = |call: &TableCall| call.table_number == table && call.wish == wish;
        if let Some((call, until)) = now.calls.iter_mut().find(|(call, _)| known(call)) {
            *until = moment + SHOWN;
            return Ok(call.clone());
        }
        now.newest += 1;
        let call = TableCall {
            id: now.newest,
            table_number: table,
            wish,
            since: at,
        };
        if now.calls.len() == MOST {
            now.calls.remove(0);
        }
        now.calls.push((call.clone(), moment + SHOWN));
        self.publish(&now);
        Ok(call)
    }

    fn waiting(&self) -> Vec<TableCall> {
        let now = self.lock();
        now.calls.iter().map(|(call, _)| call.clone()).collect()
    }

    fn answer(&self, id: i64) {
        let mut now = self.lock();
        now.calls.retain(|(call, _)| call.id != id);
        self.publish(&now);
    }

    /// Forgets calls that no till has answered for an hour.
    pub(super) fn forget_old(&self) {
        let mut now = self.lock();
        now.calls.retain(|(_, until)| *until > Instant::now());
        self.publish(&now);
    }

    /// Under the lock, so that an older list never follows a newer one.
    fn publish(&self, now: &Now) {
        let list = as_json(&now.calls);
        self.published.send_if_modified(|published| {
            let is_other = **published != *list;
            *published = list;
            is_other
        });
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn as_json(calls: &[(TableCall, Instant)]) -> Arc<str> {
    let calls: Vec<_> = calls.iter().map(|(call, _)| call).collect();
    serde_json::json!({ "calls": calls }).to_string().into()
}

impl Tables {
    /// Calls the staff to the table of a card or of an order.
    ///
    /// # Errors
    /// When guests of this shop cannot call, the card is not valid, the order does not exist, is over or has no table,
    /// or the address called from this table within the last minute.
    pub async fn call(
        &self,
        from_where: AtTable,
        wish: CallKind,
        from: IpAddr,
    ) -> Result<TableCall, ShopError> {
        let shop = &self.0;
        let table = shop
            .store
            .read(move |store| table_of(store, from_where))
            .await?;
        let from = shop.limits.is_on().then_some(from);
        Ok(shop.calls.call((table, wish), from, shop.clock.now())?)
    }

    /// The tables that call, the one that waits longest first; 100 at most.
    pub fn calls(&self) -> Vec<TableCall> {
        self.0.calls.waiting()
    }

    /// Takes a call away from every till; one that is gone already stays gone.
    pub fn answer_call(&self, id: i64) {
        self.0.calls.answer(id);
    }
}

fn table_of(store: &Reader<'_>, from_where: AtTable) -> Result<String, ShopError> {
    if !store.settings()?.orders.guests_may_call {
        return Err(Refusal::GuestsCannotCall.into());
    }
    match from_where {
        AtTable::Card(token) => {
            let token = TableToken::parse(&token).ok_or(Refusal::CardNotValid)?;
            Ok(store.table_with(&token)?.ok_or(Refusal::CardNotValid)?)
        }
        AtTable::Order(uid) => {
            let order = store.find_order(&uid)?.ok_or(ShopError::OrderNotFound)?;
            if !order.status.is_open() {
                return Err(Refusal::OrderOver.into());
            }
            Ok(order.table_number.ok_or(Refusal::NotAtATable)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 20));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 21));

    fn call(calls: &Calls, table: &str, wish: CallKind, from: IpAddr) -> Result<i64, Duration> {
        let called = calls.call((table.to_owned(), wish), Some(from), Timestamp::UNIX_EPOCH);
        called.map(|call| call.id).map_err(|refused| refused.wait)
    }

    fn shown(calls: &Calls) -> usize {
        calls.lock().calls.len()
    }

    #[tokio::test(start_paused = true)]
    async fn an_address_calls_from_a_table_once_a_minute() {
        let calls = Calls::new();
        assert_eq!(call(&calls, "5", CallKind::Waiter, PHONE), Ok(1));
        tokio::time::advance(Duration::from_secs(20)).await;
        let wait = Err(Duration::from_secs(40));
        assert_eq!(call(&calls, "5", CallKind::Bill, PHONE), wait);
        // Another table, and another phone at the same one, which is the same call.
        assert_eq!(call(&calls, "6", CallKind::Waiter, PHONE), Ok(2));
        assert_eq!(call(&calls, "5", CallKind::Waiter, OTHER), Ok(1));
        tokio::time::advance(Duration::from_secs(40)).await;
        assert_eq!(call(&calls, "5", CallKind::Bill, PHONE), Ok(3));
        assert_eq!(shown(&calls), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_is_shown_until_it_is_answered_or_an_hour_old() {
        let calls = Calls::new();
        let mut heard = calls.changes();
        assert!(heard.has_changed().expect("open"), "that there is none");
        assert_eq!(&**heard.borrow_and_update(), r#"{"calls":[]}"#);
        assert_eq!(call(&calls, "5", CallKind::Waiter, PHONE), Ok(1));
        assert!(heard.borrow_and_update().contains(r#""table_number":"5""#));
        calls.answer(1);
        assert_eq!(&**heard.borrow_and_update(), r#"{"calls":[]}"#);
        calls.answer(1);
        assert!(!heard.has_changed().expect("open"), "answered twice");
        assert!(calls.changes().has_changed().expect("open"), "who was away");

        assert_eq!(call(&calls, "6", CallKind::Bill, PHONE), Ok(2));
        tokio::time::advance(SHOWN).await;
        calls.forget_old();
        assert_eq!(shown(&calls), 0);
    }

    #[test]
    fn so_many_tables_call_at_most() {
        let calls = Calls::new();
        for table in 0..=MOST {
            let called = call(&calls, &table.to_string(), CallKind::Waiter, PHONE);
            assert!(called.is_ok());
        }
        assert_eq!(shown(&calls), MOST);
        assert_eq!(calls.lock().calls[0].0.table_number, "1");
    }
}
