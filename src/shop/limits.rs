//! Rate limits and permits by client address. A request above a limit is refused at once and costs little, so that no
//! other address has to wait for it.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    state::keyed::HashMapStateStore,
};

use crate::{
    domain::{Limits, OrderUid},
    store::TokenHash,
};

/// How long to wait before looking again whether an order was paid, or a socket closed.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// Sockets and streams of one session at once: more than all tabs of a device have.
const MOST_OF_SESSION: i64 = 32;

/// How often in a minute one session may show something else at its till: faster than any hand rings up. No setting,
/// since no shop has a reason for another.
const DISPLAYS_PER_MINUTE: i64 = 240;

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Budget {
    /// Orders in a minute.
    Orders,
    /// Unpaid orders, at once.
    UnpaidOrders,
    /// Questions what a cart costs, in a minute.
    Prices,
    /// Look-ups, by number and code or of orders that do not exist, in a minute.
    Lookups,
    /// Names and PINs, or codes, that were wrong.
    Tries,
    /// Sockets and event streams at once.
    Sockets,
    /// Messages over sockets in a minute.
    Messages,
    /// Calls from a table, one in a minute.
    Calls,
    /// What one session shows on displays, in a minute.
    Displays,
}

/// A limit is exceeded; says which, and when to ask again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitExceeded {
    /// Of what.
    pub of: Budget,
    /// After how long it is worth asking again.
    pub wait: Duration,
}

/// Holds every address to its limits; or none, for load programs.
#[derive(Debug)]
pub struct Limiter {
    is_on: bool,
    now: RwLock<Arc<Buckets>>,
    sockets: Permits<IpAddr>,
    of_session: Permits<TokenHash>,
    connections: Permits<IpAddr>,
    displays: Bucket<TokenHash>,
    /// Orders of each address that may still be unpaid.
    unpaid: Mutex<HashMap<IpAddr, Vec<OrderUid>>>,
}

type Bucket<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock>;

#[derive(Debug)]
struct Buckets {
    limits: Limits,
    orders: Bucket<IpAddr>,
    kiosk_orders: Bucket<IpAddr>,
    prices: Bucket<IpAddr>,
    lookups: Bucket<IpAddr>,
    unknown_orders: Bucket<IpAddr>,
    messages: Bucket<IpAddr>,
}

impl Buckets {
    fn new(limits: Limits) -> Self {
        Self {
            limits,
            orders: bucket(limits.orders_per_minute),
            kiosk_orders: bucket(limits.kiosk_orders_per_minute),
            prices: bucket(limits.prices_per_minute),
            lookups: bucket(limits.lookups_per_minute),
            unknown_orders: bucket(limits.unknown_orders_per_minute),
            messages: bucket(limits.messages_per_minute),
        }
    }

    fn all(&self) -> [&Bucket<IpAddr>; 6] {
        [
            &self.orders,
            &self.kiosk_orders,
            &self.prices,
            &self.lookups,
            &self.unknown_orders,
            &self.messages,
        ]
    }
}

/// So many at once, and then one more each time a minute's share of them has passed.
fn bucket<K: Clone + Eq + Hash>(per_minute: i64) -> Bucket<K> {
    let per_minute = u32::try_from(per_minute).ok().and_then(NonZeroU32::new);
    Bucket::keyed(Quota::per_minute(per_minute.unwrap_or(NonZeroU32::MIN)))
}

impl Limiter {
    pub(super) fn new(is_on: bool, limits: Limits) -> Self {
        Self {
            is_on,
            now: RwLock::new(Arc::new(Buckets::new(limits))),
            sockets: Permits::default(),
            of_session: Permits::default(),
            connections: Permits::default(),
            displays: bucket(DISPLAYS_PER_MINUTE),
            unpaid: Mutex::default(),
        }
    }

    /// Holds everybody to other limits from now on; what they have had is forgotten.
    pub(super) fn set(&self, limits: Limits) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.limits != limits {
            *now = Arc::new(Buckets::new(limits));
        }
    }

    /// Whether limits are on.
    pub const fn is_on(&self) -> bool {
        self.is_on
    }

    /// One order more.
    pub fn order(&self, from: IpAddr, at_kiosk: bool) -> Result<(), LimitExceeded> {
        let now = self.buckets();
        let bucket = if at_kiosk {
            &now.kiosk_orders
        } else {
            &now.orders
        };
        self.take(bucket, from, Budget::Orders)
    }

    /// One question more what a cart costs.
    pub fn price(&self, from: IpAddr) -> Result<(), LimitExceeded> {
        self.take(&self.buckets().prices, from, Budget::Prices)
    }

    /// One look-up by number and code more.
    pub fn lookup(&self, from: IpAddr) -> Result<(), LimitExceeded> {
        self.take(&self.buckets().lookups, from, Budget::Lookups)
    }

    /// One question more for an order that does not exist.
    pub fn unknown_order(&self, from: IpAddr) -> Result<(), LimitExceeded> {
        self.take(&self.buckets().unknown_orders, from, Budget::Lookups)
    }

    /// One socket more without a session. It costs as much as a message, since the shop's own screens may get an update
    /// for each.
    pub fn handshake(&self, from: IpAddr) -> Result<(), LimitExceeded> {
        self.message(from)
    }

    /// One message over a socket more.
    pub fn message(&self, from: IpAddr) -> Result<(), LimitExceeded> {
        self.take(&self.buckets().messages, from, Budget::Messages)
    }

    /// One thing more that a session shows on displays.
    pub(super) fn display(&self, session: TokenHash) -> Result<(), LimitExceeded> {
        self.take(&self.displays, session, Budget::Displays)
    }

    /// A permit for one more socket or stream; dropping it gives it back.
    pub fn socket(&self, from: IpAddr) -> Result<Option<Permit<IpAddr>>, LimitExceeded> {
        let most = self.buckets().limits.sockets;
        self.permit(&self.sockets, from, most)
    }

    /// The same for a session, from all addresses together.
    pub fn socket_of_session(
        &self,
        session: TokenHash,
    ) -> Result<Option<Permit<TokenHash>>, LimitExceeded> {
        self.permit(&self.of_session, session, MOST_OF_SESSION)
    }

    fn permit<K: Copy + Eq + Hash>(
        &self,
        permits: &Permits<K>,
        of: K,
        most: i64,
    ) -> Result<Option<Permit<K>>, LimitExceeded> {
        if !self.is_on {
            return Ok(None);
        }
        permits.take(of, most).map(Some).ok_or(LimitExceeded {
            of: Budget::Sockets,
            wait: LOOK_AGAIN,
        })
    }

    /// A permit for one more connection; none if the limit is reached.
    pub fn connection(&self, from: IpAddr) -> Option<Permit<IpAddr>> {
        let most = if self.is_on {
            self.buckets().limits.connections
        } else {
            i64::MAX
        };
        self.connections.take(from, most)
    }

    /// Whether an address may have one more unpaid order; `is_unpaid` looks each one up.
    pub(super) fn unpaid_order<E: From<LimitExceeded>>(
        &self,
        from: IpAddr,
        is_unpaid: impl Fn(&OrderUid) -> Result<bool, E>,
    ) -> Result<(), E> {
        if !self.is_on {
            return Ok(());
        }
        let of_address = lock(&self.unpaid).get(&from).cloned().unwrap_or_default();
        let mut still = Vec::new();
        for uid in of_address {
            if is_unpaid(&uid)? {
                still.push(uid);
            }
        }
        let most = usize::try_from(self.buckets().limits.unpaid_orders).unwrap_or_default();
        let one_too_many = still.len() >= most;
        let mut unpaid = lock(&self.unpaid);
        if still.is_empty() {
            unpaid.remove(&from);
        } else {
            unpaid.insert(from, still);
        }
        if one_too_many {
            return Err(E::from(LimitExceeded {
                of: Budget::UnpaidOrders,
                wait: LOOK_AGAIN,
            }));
        }
        Ok(())
    }

    /// Notes whose order that is, until it is paid.
    pub(super) fn note_order(&self, from: IpAddr, uid: OrderUid) {
        if self.is_on {
            lock(&self.unpaid).entry(from).or_default().push(uid);
        }
    }

    /// Forgets addresses without a recent request.
    pub(super) fn forget_idle(&self) {
        for bucket in self.buckets().all() {
            bucket.retain_recent();
            bucket.shrink_to_fit();
        }
        self.displays.retain_recent();
        self.displays.shrink_to_fit();
    }

    /// The orders that are noted.
    pub(super) fn noted_orders(&self) -> HashSet<OrderUid> {
        lock(&self.unpaid).values().flatten().cloned().collect()
    }

    /// Forgets those of `noted` that are not among the `unpaid`. One that was noted meanwhile stays.
    pub(super) fn forget_paid(&self, noted: &HashSet<OrderUid>, unpaid: &HashSet<OrderUid>) {
        lock(&self.unpaid).retain(|_, uids| {
            uids.retain(|uid| unpaid.contains(uid) || !noted.contains(uid));
            !uids.is_empty()
        });
    }

    fn take<K: Copy + Eq + Hash>(
        &self,
        bucket: &Bucket<K>,
        from: K,
        of: Budget,
    ) -> Result<(), LimitExceeded> {
        if !self.is_on {
            return Ok(());
        }
        bucket.check_key(&from).map_err(|until| LimitExceeded {
            of,
            wait: until.wait_time_from(DefaultClock::default().now()),
        })
    }

    fn buckets(&self) -> Arc<Buckets> {
        self.now
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// A number of permits for each address, or for each session.
#[derive(Debug)]
struct Permits<K>(Arc<Mutex<HashMap<K, i64>>>);

impl<K> Default for Permits<K> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Copy + Eq + Hash> Permits<K> {
    fn take(&self, of: K, most: i64) -> Option<Permit<K>> {
        let mut taken = lock(&self.0);
        let count = taken.get(&of).copied().unwrap_or_default();
        if count >= most {
            return None;
        }
        taken.insert(of, count + 1);
        Some(Permit {
            of,
            permits: Self(self.0.clone()),
        })
    }
}

/// A permit, given back when this is dropped.
#[derive(Debug)]
pub struct Permit<K: Copy + Eq + Hash> {
    of: K,
    permits: Permits<K>,
}

impl<K: Copy + Eq + Hash> Drop for Permit<K> {
    fn drop(&mut self) {
        let mut taken = lock(&self.permits.0);
        if let Some(count) = taken.get_mut(&self.of) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.of);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 20));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 21));

    #[test]
    fn who_asks_too_much_waits_and_nobody_else_does() {
        let limiter = Limiter::new(true, Limits::default());
        for _ in 0..10 {
            assert_eq!(limiter.order(PHONE, false), Ok(()));
        }
        let refused = limiter.order(PHONE, false).expect_err("one too many");
        assert_eq!(refused.of, Budget::Orders);
        assert!(refused.wait <= Duration::from_secs(6), "{refused:?}");
        assert_eq!(limiter.order(OTHER, false), Ok(()));
        assert_eq!(limiter.order(PHONE, true), Ok(()), "a kiosk has its own");
    }

    #[test]
    fn a_place_is_free_again_when_it_is_left() {
        let limits = Limits {
            sockets: 2,
            ..Limits::default()
        };
        let limiter = Limiter::new(true, limits);
        let (first, _second) = (limiter.socket(PHONE), limiter.socket(PHONE));
        assert!(limiter.socket(PHONE).is_err());
        assert!(limiter.socket(OTHER).is_ok());
        drop(first);
        assert!(limiter.socket(PHONE).is_ok());
    }

    #[test]
    fn a_paid_order_makes_room_for_another() {
        let limiter = Limiter::new(true, Limits::default());
        let uids: Vec<_> = (0..3).map(|n| OrderUid::from_random([n; 16])).collect();
        for uid in &uids {
            limiter.note_order(PHONE, uid.clone());
        }
        let ask =
            |unpaid: usize| limiter.unpaid_order(PHONE, |uid| Ok(uids[..unpaid].contains(uid)));
        let refused: Result<(), LimitExceeded> = ask(3);
        assert_eq!(refused.expect_err("one too many").of, Budget::UnpaidOrders);
        assert_eq!(ask(2), Ok(()));
    }

    #[test]
    fn paid_orders_are_forgotten_and_one_that_is_noted_meanwhile_stays() {
        let limiter = Limiter::new(true, Limits::default());
        let [paid, unpaid, new] = [1, 2, 3].map(|n| OrderUid::from_random([n; 16]));
        limiter.note_order(PHONE, paid.clone());
        limiter.note_order(OTHER, unpaid.clone());
        let noted = limiter.noted_orders();
        assert_eq!(noted, HashSet::from([paid.clone(), unpaid.clone()]));
        limiter.note_order(PHONE, new.clone());
        limiter.forget_paid(&noted, &HashSet::from([unpaid.clone()]));
        assert_eq!(limiter.noted_orders(), HashSet::from([unpaid, new]));
    }

    #[test]
    fn switched_off_nobody_is_held_to_anything() {
        let limiter = Limiter::new(false, Limits::default());
        for _ in 0..1000 {
            assert_eq!(limiter.order(PHONE, false), Ok(()));
        }
    }
}
