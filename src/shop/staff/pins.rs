//! PINs: hashed with argon2id, and checked one at a time.

use std::sync::Arc;

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use tokio::sync::Semaphore;

use crate::{domain::Pin, shop::ShopError, store::StoreError};

/// How many may wait for a PIN to be checked or hashed; a guesser must not fill the memory.
const MOST_WAITING: usize = 32;

/// Checks PINs one at a time: argon2id takes 19 MiB each, and a guesser must not take the rest.
#[derive(Debug)]
pub(in crate::shop) struct PinHasher {
    turn: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Default for PinHasher {
    fn default() -> Self {
        Self {
            turn: Arc::new(Semaphore::new(1)),
            queue: Arc::new(Semaphore::new(MOST_WAITING)),
        }
    }
}

impl PinHasher {
    /// Whether a PIN is the one of this hash.
    pub(super) async fn check(&self, pin: String, hash: String) -> Result<bool, ShopError> {
        self.in_turn(move || {
            Ok(PasswordHash::new(&hash).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(pin.as_bytes(), &hash)
                    .is_ok()
            }))
        })
        .await
    }

    pub(super) async fn hash(&self, pin: Pin) -> Result<String, ShopError> {
        self.in_turn(move || hash_pin(&pin)).await
    }

    /// Off the threads that serve requests, and never more than one at once.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ShopError> + Send + 'static,
    ) -> Result<T, ShopError> {
        let _place = self
            .queue
            .clone()
            .try_acquire_owned()
            .map_err(|_| StoreError::Busy)?;
        let turn = self.turn.clone().acquire_owned().await;
        let turn = turn.map_err(|_| StoreError::Closed)?;
        let done = tokio::task::spawn_blocking(move || {
            // The client may hang up; the turn lasts as long as the work.
            let _turn = turn;
            work()
        });
        done.await.map_err(|_| StoreError::Panicked)?
    }
}

/// Hashes a PIN with argon2id (RFC 9106); takes some 20 ms and 19 MiB.
pub fn hash_pin(pin: &Pin) -> Result<String, ShopError> {
    let hash = Argon2::default()
        .hash_password(pin.digits())
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    Ok(hash.to_string())
}

/// The hash of a random PIN. Checked where a name is unknown, so that this takes as long as a wrong PIN.
pub(super) const DUMMY_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2lhcC1ub2JvZHktaGVyZQ$\
    CTFhFdXPJO1aFaMaO6Mm5c8y7cJHapzArZZRimPhZkw";
