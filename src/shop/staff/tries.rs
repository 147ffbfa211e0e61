//! Wrong PINs and codes: five are free, then each costs more time than the one before.
//!
//! Counted by address, and by account for addresses that are not the shop's: a stranger who spreads
//! guesses over many addresses is slowed down, and the shop's own devices are never locked out by
//! somebody else's guessing.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::shop::limits::{Budget, TooMuch};

/// Wrong tries that cost nothing: thumbs slip.
const FREE: u32 = 5;
/// What the next one costs; each after it twice as much.
const FIRST_DELAY: Duration = Duration::from_secs(30);
/// No more than this, so that an owner who forgot can still get in on the same day.
const LONGEST_DELAY: Duration = Duration::from_mins(15);
/// After this long without a wrong try the earlier ones are forgotten.
const FORGOTTEN: Duration = Duration::from_hours(1);
/// The book of wrong tries.
#[derive(Debug, Default)]
pub(in crate::shop) struct Tries {
    book: Mutex<Book>,
    /// Names are kept as their hashes: nobody can read here what was tried, and none is long.
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct Book {
    of_address: HashMap<IpAddr, HashMap<u64, Wrong>>,
    of_account: HashMap<u64, Wrong>,
}

#[derive(Debug, Clone, Copy)]
struct Wrong {
    count: u32,
    last: Instant,
}

/// A try under way. It counts as a wrong one until it turns out right.
#[derive(Debug)]
pub(super) struct Try {
    from: IpAddr,
    account: u64,
}

impl Tries {
    /// Begins a try of `account` from `from`.
    ///
    /// # Errors
    /// When there were too many wrong ones lately.
    pub(super) fn begin(&self, from: IpAddr, is_ours: bool, account: &str) -> Result<Try, TooMuch> {
        let account = self.hasher.hash_one(account.to_lowercase());
        let now = Instant::now();
        let mut book = self.book();
        book.forget(now);
        let of_address = book.of_address.get(&from).map(|tries| Wrong {
            count: tries.values().map(|wrong| wrong.count).sum(),
            last: tries.values().map(|wrong| wrong.last).max().unwrap_or(now),
        });
        let of_account = book.of_account.get(&account).copied().filter(|_| !is_ours);
        let waits = [of_address, of_account].into_iter().flatten();
        let wait = waits.map(|wrong| wrong.wait(now)).max().unwrap_or_default();
        if !wait.is_zero() {
            return Err(TooMuch {
                of: Budget::Tries,
                wait,
            });
        }
        // Many tries at the same moment are as many tries.
        let tries = book.of_address.entry(from).or_default();
        Wrong::add(tries, account, now);
        if !is_ours {
            Wrong::add(&mut book.of_account, account, now);
        }
        Ok(Try { from, account })
    }

    /// It was right: this account's wrong tries from there are forgiven, and no other's.
    pub(super) fn right(&self, this: &Try) {
        let mut book = self.book();
        if let Some(tries) = book.of_address.get_mut(&this.from) {
            tries.remove(&this.account);
        }
        book.of_account.remove(&this.account);
    }

    /// Nobody knows whether it was right: it does not count.
    pub(super) fn undone(&self, this: &Try) {
        let mut book = self.book();
        if let Some(tries) = book.of_address.get_mut(&this.from) {
            Wrong::take_back(tries, this.account);
        }
        Wrong::take_back(&mut book.of_account, this.account);
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    /// Each try costs the time of a PIN's check, so that an hour's worth of them is a bounded book.
    fn forget(&mut self, now: Instant) {
        self.of_address.retain(|_, tries| {
            tries.retain(|_, wrong| wrong.is_remembered(now));
            !tries.is_empty()
        });
        self.of_account.retain(|_, wrong| wrong.is_remembered(now));
    }
}

impl Wrong {
    fn add(tries: &mut HashMap<u64, Self>, account: u64, now: Instant) {
        let wrong = tries.entry(account).or_insert(Self {
            count: 0,
            last: now,
        });
        *wrong = Self {
            count: wrong.count.saturating_add(1),
            last: now,
        };
    }

    fn take_back(tries: &mut HashMap<u64, Self>, account: u64) {
        if let Some(wrong) = tries.get_mut(&account) {
            wrong.count = wrong.count.saturating_sub(1);
        }
    }

    fn is_remembered(&self, now: Instant) -> bool {
        now.duration_since(self.last) < FORGOTTEN && self.count > 0
    }

    /// How long until the next try.
    fn wait(&self, now: Instant) -> Duration {
        let Some(over) = self.count.checked_sub(FREE) else {
            return Duration::ZERO;
        };
        let delay = FIRST_DELAY
            .saturating_mul(1 << over.min(10))
            .min(LONGEST_DELAY);
        (self.last + delay).saturating_duration_since(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLET: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 20));

    fn stranger(n: u8) -> IpAddr {
        IpAddr::from([192, 168, 1, 100 + n])
    }

    fn waits(tries: &Tries, from: IpAddr, is_ours: bool, name: &str) -> u64 {
        match tries.begin(from, is_ours, name) {
            Ok(_) => 0,
            Err(too_much) => too_much.wait.as_secs(),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn five_are_free_and_then_each_costs_twice_as_much() {
        let tries = Tries::default();
        for _ in 0..5 {
            assert_eq!(waits(&tries, stranger(1), false, "Dewi"), 0);
        }
        for delay in [30, 60, 120, 240, 480, 900, 900] {
            assert_eq!(waits(&tries, stranger(1), false, "Dewi"), delay);
            tokio::time::advance(Duration::from_secs(delay)).await;
            assert_eq!(waits(&tries, stranger(1), false, "Dewi"), 0);
        }
        tokio::time::advance(FORGOTTEN).await;
        assert_eq!(waits(&tries, stranger(1), false, "Dewi"), 0);
        assert_eq!(
            waits(&tries, stranger(1), false, "Dewi"),
            0,
            "all forgotten"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn guesses_from_many_addresses_slow_each_other_and_not_the_shops_own_devices() {
        let tries = Tries::default();
        for n in 0..5 {
            assert_eq!(waits(&tries, stranger(n), false, "dewi"), 0);
        }
        assert_eq!(waits(&tries, stranger(9), false, "DEWI"), 30);
        assert_eq!(
            waits(&tries, stranger(9), false, "Rina"),
            0,
            "another account"
        );
        assert_eq!(waits(&tries, TABLET, true, "Dewi"), 0, "one of the shop's");
    }

    #[tokio::test(start_paused = true)]
    async fn ones_own_pin_does_not_forgive_guesses_at_somebody_elses() {
        let tries = Tries::default();
        for _ in 0..4 {
            assert_eq!(waits(&tries, TABLET, true, "Dewi"), 0);
        }
        let own = tries.begin(TABLET, true, "Budi").expect("a try");
        tries.right(&own);
        assert_eq!(waits(&tries, TABLET, true, "Dewi"), 0);
        assert_eq!(waits(&tries, TABLET, true, "Dewi"), 30);
    }

    #[tokio::test(start_paused = true)]
    async fn many_tries_at_once_are_as_many_tries() {
        let tries = Tries::default();
        let begun: Vec<_> = (0..6).map(|_| tries.begin(TABLET, true, "Dewi")).collect();
        assert_eq!(begun.iter().filter(|begun| begun.is_ok()).count(), 5);
    }
}
