//! Pairs a screen with the shop: the owner's device shows a code, which is typed on the screen.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use tokio::time::Instant;

use super::{
    devices::note_device,
    login_throttle::Credential,
    people::{free_name, note},
    sessions::{LoggedIn, LoginClient, new_session, new_token},
};
use crate::{
    domain::{PairingCode, Refusal, Role, Staff, Till, text},
    shop::{Devices, ShopError, random},
    store::{NewSession, SessionsToEnd},
};

/// How long a code is valid.
const VALID: Duration = Duration::from_mins(10);
/// Codes that are open at once.
const MOST: usize = 20;

/// A code that was handed out.
#[derive(Debug, Clone)]
pub struct Pairing {
    /// What the screen is to say.
    pub code: PairingCode,
    /// Until when.
    pub expires_at: Timestamp,
}

/// The codes that are open. They do not outlive the program: a new one is a touch away.
#[derive(Debug, Default)]
pub(in crate::shop) struct Pairings(Mutex<Vec<Open>>);

#[derive(Debug, Clone)]
struct Open {
    code: PairingCode,
    name: String,
    role: Role,
    /// The till that a display will follow.
    till: Option<Till>,
    by: String,
    until: Instant,
}

impl Pairings {
    fn open(&self) -> MutexGuard<'_, Vec<Open>> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        open.retain(|pairing| pairing.until > now);
        open
    }

    /// The pairing a code opens; it opens nothing again.
    fn take(&self, typed: &str) -> Option<Open> {
        let mut open = self.open();
        let index = open
            .iter()
            .position(|pairing| pairing.code.matches(typed))?;
        Some(open.remove(index))
    }
}

impl Devices {
    /// Hands out a code for a screen of this name and job; a display will follow `till`.
    ///
    /// # Errors
    /// [`Refusal::UnfitName`], [`Refusal::NameTaken`], or a role that no screen has.
    pub async fn pair(
        &self,
        by: &Staff,
        name: &str,
        role: Role,
        till: Till,
    ) -> Result<Pairing, ShopError> {
        let name = Staff::fit_name(name)?;
        if !role.is_for_screens() {
            return Err(Refusal::UnknownWord { field: "role" }.into());
        }
        let asked = name.clone();
        let taken = self
            .0
            .store
            .read(move |store| Ok::<_, ShopError>(store.is_name_taken(&asked, None)?));
        if taken.await? {
            return Err(Refusal::NameTaken.into());
        }
        let code = PairingCode::from_random(random()?);
        let expires_at = self.0.clock.now().saturating_add(VALID);
        let mut open = self.0.pairings.open();
        // A second code for the same screen replaces the first one.
        let key = text::key(&name);
        open.retain(|pairing| text::key(&pairing.name) != key);
        if open.len() >= MOST {
            open.remove(0);
        }
        open.push(Open {
            code: code.clone(),
            name,
            role,
            till: role.follows_till().then_some(till),
            by: by.name.clone(),
            until: Instant::now() + VALID,
        });
        Ok(Pairing {
            code,
            expires_at: expires_at.unwrap_or_else(|_| self.0.clock.now()),
        })
    }

    /// Lets in the screen that says an open code.
    ///
    /// # Errors
    /// [`ShopError::WrongPairingCode`] when it is unknown, used or too old.
    pub async fn pair_screen(
        &self,
        typed: &str,
        client: LoginClient,
    ) -> Result<LoggedIn, ShopError> {
        let this = self
            .0
            .sessions()
            .begin_try(&client, Credential::Code("pairing"))
            .await?;
        let pairing = Ok(self.0.pairings.take(typed));
        let pairing = self
            .0
            .sessions()
            .end_try(this, pairing, ShopError::WrongPairingCode)?;
        let (token, at, had) = (new_token()?, self.0.clock.now(), client.had);
        let (opened, till) = (token.clone(), pairing.till);
        let (staff, ended) = self
            .0
            .store
            .write(move |store| {
                free_name(store, &pairing.name, None)?;
                let staff = store.insert_staff(&pairing.name, pairing.role, None, at)?;
                let ended = match had {
                    Some(key) => store.end_session(SessionsToEnd::OfToken(key), at)?,
                    None => Vec::new(),
                };
                let session = NewSession {
                    till: pairing.till,
                    ..new_session(&opened, &staff, client, at)
                };
                store.insert_session(&session)?;
                note(store, &staff, &pairing.by, at, ("added", None, None))?;
                if let Some(device) = store.find_session(&session.token_hash, at)? {
                    note_device(store, &device, "paired", &pairing.by, at)?;
                }
                Ok::<_, ShopError>((staff, ended))
            })
            .await?;
        self.0.sessions().publish_ended(&ended);
        Ok(LoggedIn {
            staff,
            is_screen: true,
            till,
            token,
        })
    }
}
