//! Logging in and out, and what a session may do.

use std::sync::Arc;

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::{Shop, ShopError, ordering::random};
use crate::{
    domain::{Refusal, Role, Staff},
    hub::Subscriber,
    store::StoreError,
};

/// How long a session lasts without being used, in hours.
const IDLE_HOURS: i64 = 12;
/// How often a session's use is written down, in minutes.
const TOUCH_MINUTES: i64 = 10;

/// SHA-256 of a session's token: names the session without being able to open it.
pub type SessionKey = [u8; 32];

/// Checks PINs one at a time: argon2id takes 19 MiB each, and a guesser must not take the rest.
#[derive(Debug)]
pub(super) struct Doorman(Arc<Semaphore>);

impl Default for Doorman {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

/// Somebody on a device.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub staff: Staff,
    /// Which session.
    pub key: SessionKey,
}

/// A session just opened.
#[derive(Debug, Clone)]
pub struct LoggedIn {
    /// Who.
    pub staff: Staff,
    /// 256 random bits as 64 hexadecimal digits; the only time it is known.
    pub token: String,
}

impl Shop {
    /// Opens a session for who knows the PIN.
    ///
    /// # Errors
    /// [`ShopError::WrongNameOrPin`], which does not say which.
    pub async fn log_in(&self, name: &str, pin: String) -> Result<LoggedIn, ShopError> {
        let name = name.trim().to_owned();
        let found = self
            .store
            .read(move |store| store.find_staff(&name))
            .await?;
        let (staff, hash) = match found {
            Some(found) => (Some(found.staff), found.pin_hash),
            // As much work for a name that nobody has, so that time does not tell.
            None => (None, NOBODYS_HASH.to_owned()),
        };
        let right = self.check_pin(pin, hash).await?;
        let staff = staff.filter(|_| right).ok_or(ShopError::WrongNameOrPin)?;
        let token = hex(&random::<32>()?);
        let (key, id, at) = (session_key(&token), staff.id, self.clock.now());
        self.store
            .write(move |store| store.insert_session(&key, id, at))
            .await?;
        Ok(LoggedIn { staff, token })
    }

    /// Whose session a token opens, if it does.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, ShopError> {
        self.session_with_key(session_key(token)).await
    }

    /// Whose session this is, if it has not ended.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn session_with_key(&self, key: SessionKey) -> Result<Option<Session>, ShopError> {
        let now = self.clock.now();
        let fresh = now
            .saturating_sub(SignedDuration::from_hours(IDLE_HOURS))
            .unwrap_or(now);
        let found = self
            .store
            .read(move |store| store.find_session(&key, fresh))
            .await?;
        let Some((staff, last_used)) = found else {
            return Ok(None);
        };
        if now.duration_since(last_used) > SignedDuration::from_mins(TOUCH_MINUTES) {
            // Staff must be able to look also when nothing can be written.
            let noted: Result<_, StoreError> = self
                .store
                .write(move |store| store.touch_session(&key, now))
                .await;
            if let Err(error) = noted {
                log::warn!("a session's use could not be noted: {error}");
            }
        }
        Ok(Some(Session { staff, key }))
    }

    /// Ends a session; its sockets are closed.
    ///
    /// # Errors
    /// When the store cannot write.
    pub async fn log_out(&self, key: SessionKey) -> Result<(), ShopError> {
        self.store
            .write(move |store| store.delete_session(&key))
            .await?;
        self.sessions.tell(&key, || ());
        Ok(())
    }

    /// Waits for the end of a session.
    #[must_use]
    pub fn session_end(&self, key: SessionKey) -> Subscriber<SessionKey, ()> {
        self.sessions.subscribe(key, 1)
    }

    async fn check_pin(&self, pin: String, hash: String) -> Result<bool, ShopError> {
        let turn = self
            .doorman
            .0
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| StoreError::Closed)?;
        let checked = tokio::task::spawn_blocking(move || {
            // Whoever asked may hang up; the turn lasts as long as the work.
            let _turn = turn;
            PasswordHash::new(&hash).is_ok_and(|hash| {
                Argon2::default()
                    .verify_password(pin.as_bytes(), &hash)
                    .is_ok()
            })
        });
        Ok(checked.await.map_err(|_| StoreError::Panicked)?)
    }
}

/// Forty characters are enough for any name on a shift plan.
const NAME_LENGTH: usize = 40;

/// Checks a name and a PIN of somebody new, and hashes the PIN with argon2id (RFC 9106).
///
/// # Errors
/// When one of them cannot be used.
pub fn hash_pin(name: &str, role: Role, pin: &str) -> Result<(String, Role, String), ShopError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_LENGTH || name.chars().any(char::is_control) {
        return Err(Refusal::UnfitName.into());
    }
    if !(4..=10).contains(&pin.len()) || !pin.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Refusal::UnfitPin.into());
    }
    let hash = Argon2::default()
        .hash_password(pin.as_bytes())
        .map_err(|error| StoreError::Unreadable(error.to_string()))?;
    Ok((name.to_owned(), role, hash.to_string()))
}

fn session_key(token: &str) -> SessionKey {
    Sha256::digest(token.as_bytes()).into()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The hash of a random PIN that nobody has.
const NOBODYS_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2lhcC1ub2JvZHktaGVyZQ$\
    CTFhFdXPJO1aFaMaO6Mm5c8y7cJHapzArZZRimPhZkw";
