//! Throttles wrong PINs and codes: five are free, then each costs more time than the one before.
//!
//! Counted by address, and PINs by account, too, for addresses that are not the shop's: a stranger who spreads guesses
//! over many addresses is slowed down. A device with an earlier login has a count of its own, so that
//! guesses from elsewhere never make it wait. Codes have no account: at 40 bits a guesser gets nowhere, and one count
//! for all would let a guesser make all others wait.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{
    domain::text,
    shop::limits::{Budget, LimitExceeded},
    store::TokenHash,
};

/// Wrong tries that cost nothing: thumbs slip.
const FREE: u32 = 5;
/// What the next one costs; each after it twice as much.
const FIRST_DELAY: Duration = Duration::from_secs(30);
/// No more than this, so that an owner who forgot can still get in on the same day.
const LONGEST_DELAY: Duration = Duration::from_mins(15);
/// After this long without a wrong try the earlier ones are forgotten.
const FORGOTTEN: Duration = Duration::from_hours(1);

#[derive(Debug, Clone, Copy)]
pub(super) enum Credential<'a> {
    /// The PIN of the person with this name.
    Pin(&'a str),
    /// A code of this kind.
    Code(&'a str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    /// A device on which the person with that PIN has logged in before.
    Device(TokenHash),
    /// An address that only answers for itself.
    Address(IpAddr),
    /// An address without a session.
    Stranger(IpAddr),
}

/// By what tries are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Source {
    Device(TokenHash),
    Address(IpAddr),
}

#[derive(Debug, Default)]
pub(in crate::shop) struct LoginThrottle {
    failures: Mutex<Failures>,
    /// Names are kept as their hashes: what was tried cannot be read from memory, and none is long.
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct Failures {
    of_source: HashMap<Source, HashMap<u64, FailedAttempts>>,
    of_account: HashMap<u64, FailedAttempts>,
}

#[derive(Debug, Clone, Copy)]
struct FailedAttempts {
    count: u32,
    last: Instant,
}

/// A try under way. It counts as a wrong one until it turns out right.
#[derive(Debug)]
pub(super) struct Attempt {
    from: Source,
    account: u64,
    /// Whether it also counts for the account, together with tries from other addresses.
    is_shared: bool,
}

impl LoginThrottle {
    /// Begins a try.
    ///
    /// # Errors
    /// When there were too many wrong ones lately.
    pub(super) fn begin(
        &self,
        asker: Origin,
        guess: Credential<'_>,
    ) -> Result<Attempt, LimitExceeded> {
        let account = match guess {
            Credential::Pin(name) => ("pin", text::key(name)),
            Credential::Code(kind) => ("code", kind.to_owned()),
        };
        let account = self.hasher.hash_one(account);
        let from = match asker {
            Origin::Device(mark) => Source::Device(mark),
            Origin::Address(address) | Origin::Stranger(address) => Source::Address(address),
        };
        let is_shared = matches!(asker, Origin::Stranger(_)) && matches!(guess, Credential::Pin(_));
        let now = Instant::now();
        let mut failures = self.failures();
        failures.forget(now);
        let of_source = failures.of_source.get(&from).map(|tries| FailedAttempts {
            count: tries.values().map(|wrong| wrong.count).sum(),
            last: tries.values().map(|wrong| wrong.last).max().unwrap_or(now),
        });
        let of_account = failures
            .of_account
            .get(&account)
            .copied()
            .filter(|_| is_shared);
        let waits = [of_source, of_account].into_iter().flatten();
        let wait = waits.map(|wrong| wrong.wait(now)).max().unwrap_or_default();
        if !wait.is_zero() {
            return Err(LimitExceeded {
                of: Budget::Tries,
                wait,
            });
        }
        // Many tries at the same moment are as many tries.
        let tries = failures.of_source.entry(from).or_default();
        FailedAttempts::add(tries, account, now);
        if is_shared {
            FailedAttempts::add(&mut failures.of_account, account, now);
        }
        Ok(Attempt {
            from,
            account,
            is_shared,
        })
    }

    /// It was right: this account's wrong tries from there are forgiven, and no other's. Those of strangers only if it
    /// was one: a person who logs in and out all day must not give a guesser five more each time.
    pub(super) fn right(&self, this: &Attempt) {
        let mut failures = self.failures();
        if let Some(tries) = failures.of_source.get_mut(&this.from) {
            tries.remove(&this.account);
        }
        if this.is_shared {
            failures.of_account.remove(&this.account);
        }
    }

    /// It was not checked: it does not count.
    pub(super) fn undone(&self, this: &Attempt) {
        let mut failures = self.failures();
        if let Some(tries) = failures.of_source.get_mut(&this.from) {
            FailedAttempts::take_back(tries, this.account);
        }
        if this.is_shared {
            FailedAttempts::take_back(&mut failures.of_account, this.account);
        }
    }

    fn failures(&self) -> MutexGuard<'_, Failures> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Failures {
    /// Each try costs the time of a PIN's check, so that an hour's worth of them is a bounded book.
    fn forget(&mut self, now: Instant) {
        self.of_source.retain(|_, tries| {
            tries.retain(|_, wrong| wrong.is_remembered(now));
            !tries.is_empty()
        });
        self.of_account.retain(|_, wrong| wrong.is_remembered(now));
    }
}

impl FailedAttempts {
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

    const TABLET: Origin = Origin::Address(IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 20)));

    fn stranger(n: u8) -> Origin {
        Origin::Stranger(IpAddr::from([192, 168, 1, 100 + n]))
    }

    fn waits(throttle: &LoginThrottle, asker: Origin, name: &str) -> u64 {
        match throttle.begin(asker, Credential::Pin(name)) {
            Ok(_) => 0,
            Err(too_much) => too_much.wait.as_secs(),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn five_are_free_and_then_each_costs_twice_as_much() {
        let throttle = LoginThrottle::default();
        for _ in 0..5 {
            assert_eq!(waits(&throttle, stranger(1), "Dewi"), 0);
        }
        for delay in [30, 60, 120, 240, 480, 900, 900] {
            assert_eq!(waits(&throttle, stranger(1), "Dewi"), delay);
            tokio::time::advance(Duration::from_secs(delay)).await;
            assert_eq!(waits(&throttle, stranger(1), "Dewi"), 0);
        }
        tokio::time::advance(FORGOTTEN).await;
        assert_eq!(waits(&throttle, stranger(1), "Dewi"), 0);
        assert_eq!(waits(&throttle, stranger(1), "Dewi"), 0, "all forgotten");
    }

    #[tokio::test(start_paused = true)]
    async fn guesses_from_many_addresses_slow_each_other_and_not_the_shops_own_devices() {
        let throttle = LoginThrottle::default();
        for n in 0..5 {
            assert_eq!(waits(&throttle, stranger(n), "dewi"), 0);
        }
        assert_eq!(waits(&throttle, stranger(9), "DEWI"), 30);
        assert_eq!(waits(&throttle, stranger(9), "Rina"), 0, "another account");
        assert_eq!(waits(&throttle, TABLET, "Dewi"), 0, "one of the shop's");
    }

    #[tokio::test(start_paused = true)]
    async fn ones_own_pin_does_not_forgive_guesses_at_somebody_elses() {
        let throttle = LoginThrottle::default();
        for _ in 0..4 {
            assert_eq!(waits(&throttle, TABLET, "Dewi"), 0);
        }
        let own = throttle
            .begin(TABLET, Credential::Pin("Budi"))
            .expect("a try");
        throttle.right(&own);
        assert_eq!(waits(&throttle, TABLET, "Dewi"), 0);
        assert_eq!(waits(&throttle, TABLET, "Dewi"), 30);
    }

    #[tokio::test(start_paused = true)]
    async fn a_device_that_was_here_before_waits_for_its_own_tries_only() {
        let (throttle, device) = (LoginThrottle::default(), Origin::Device([7; 32]));
        for n in 0..6 {
            waits(&throttle, stranger(n), "Dewi");
        }
        assert_eq!(waits(&throttle, stranger(9), "Dewi"), 30);
        let own = throttle
            .begin(device, Credential::Pin("Dewi"))
            .expect("a try");
        throttle.right(&own);
        assert_eq!(waits(&throttle, stranger(9), "Dewi"), 30, "not forgiven");
        for _ in 0..5 {
            assert_eq!(waits(&throttle, device, "Dewi"), 0);
        }
        assert_eq!(waits(&throttle, device, "Dewi"), 30);
        assert_eq!(waits(&throttle, Origin::Device([8; 32]), "Dewi"), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn codes_are_slowed_down_by_address_alone() {
        let throttle = LoginThrottle::default();
        let code = |n| {
            throttle
                .begin(stranger(n), Credential::Code("pairing"))
                .is_ok()
        };
        assert_eq!((0..6).filter(|_| code(1)).count(), 5);
        assert!(code(2) && !code(1));
    }

    #[tokio::test(start_paused = true)]
    async fn many_tries_at_once_are_as_many_tries() {
        let throttle = LoginThrottle::default();
        let begun: Vec<_> = (0..6)
            .map(|_| throttle.begin(TABLET, Credential::Pin("Dewi")))
            .collect();
        assert_eq!(begun.iter().filter(|begun| begun.is_ok()).count(), 5);
    }
}
