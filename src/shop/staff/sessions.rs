//! Sessions: log in, log out, and the person behind a token.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::{
    login_throttle::{Attempt, Credential, Origin},
    pins::DUMMY_HASH,
};
use crate::{
    domain::{Refusal, Staff, Till},
    hub::Subscriber,
    shop::{Clock, Sessions, ShopError, random},
    store::{Device, NewSession, Reader, SessionsToEnd, StaffSecret, StoreError, TokenHash},
};

/// How long a session lasts without being used, in hours.
const IDLE_HOURS: i64 = 12;
/// How often a session's use is written down, in minutes.
const TOUCH_MINUTES: i64 = 10;

/// SHA-256 of a session's token: names the session without being able to open it.
pub type SessionKey = TokenHash;

/// The client of a login: address, device and earlier session.
#[derive(Debug, Clone)]
pub struct LoginClient {
    /// Their address in the network.
    pub address: IpAddr,
    /// Whether that address is certain; it is not where a proxy's headers contradict each other.
    pub is_attributed: bool,
    /// What their device says it is.
    pub device: String,
    /// Whether they sit at the shop's own machine.
    pub is_at_machine: bool,
    /// The session their device had until now, which the new one replaces.
    pub had: Option<SessionKey>,
    /// What their device is known again by; none if it was never here, or keeps nothing.
    pub mark: Option<String>,
}

/// A person signed in on a device, or a paired screen.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub staff: Staff,
    /// Whether it is a paired screen and not a person's.
    pub is_screen: bool,
    /// The till that it follows, if it is a display.
    pub till: Option<Till>,
    /// Which session.
    pub key: SessionKey,
}

/// A session just opened.
#[derive(Debug, Clone)]
pub struct LoggedIn {
    /// Who.
    pub staff: Staff,
    /// Whether it is a screen of the shop.
    pub is_screen: bool,
    /// The till that it follows, if it is a display.
    pub till: Option<Till>,
    /// 256 random bits as 64 hexadecimal digits; the only time it is known.
    pub token: String,
}

impl Sessions {
    /// Opens a session for a person who knows the PIN.
    ///
    /// # Errors
    /// [`ShopError::WrongNameOrPin`], which does not say which; or that there were too many tries.
    pub async fn log_in(
        &self,
        name: &str,
        pin: String,
        client: LoginClient,
    ) -> Result<LoggedIn, ShopError> {
        let this = self.begin_try(&client, Credential::Pin(name)).await?;
        let checked = self.verify_pin(name.to_owned(), pin).await;
        let known = self.end_try(this, checked, ShopError::WrongNameOrPin)?;
        self.open_session(known, client).await
    }

    async fn verify_pin(
        &self,
        name: String,
        pin: String,
    ) -> Result<Option<StaffSecret>, ShopError> {
        let found = self
            .0
            .store
            .read(move |store| Ok::<_, ShopError>(store.find_staff(&name)?))
            .await?;
        // As much work for an unknown name, so that the time does not reveal it.
        let hash = found
            .as_ref()
            .map_or(DUMMY_HASH, |found| &found.pin_hash)
            .to_owned();
        let right = self.0.pin_hasher.check(pin, hash).await?;
        Ok(found.filter(|_| right))
    }

    /// Who types a PIN to approve what `asker` asks for. Wrong ones make only approvals at this account wait, never a
    /// login.
    ///
    /// # Errors
    /// [`Refusal::ApprovalRefused`], which does not say whether it was the name; or that there were too many tries.
    pub async fn approver(
        &self,
        asker: &Staff,
        name: &str,
        pin: String,
    ) -> Result<Staff, ShopError> {
        let account = format!("approval {}", asker.id);
        self.find_by_pin(&account, name, pin, Refusal::ApprovalRefused)
            .await
    }

    /// Has `staff` say the PIN they have. Wrong ones make only this question wait at this account, never a login.
    ///
    /// # Errors
    /// [`Refusal::WrongPin`], or that there were too many tries.
    pub(super) async fn confirm_own_pin(
        &self,
        staff: &Staff,
        pin: String,
    ) -> Result<(), ShopError> {
        let account = format!("own pin {}", staff.id);
        self.find_by_pin(&account, &staff.name, pin, Refusal::WrongPin)
            .await?;
        Ok(())
    }

    async fn find_by_pin(
        &self,
        account: &str,
        name: &str,
        pin: String,
        otherwise: Refusal,
    ) -> Result<Staff, ShopError> {
        let this = if self.0.limits.is_on() {
            let asker = Origin::Device(session_key(account));
            Some(self.0.login_throttle.begin(asker, Credential::Pin(name))?)
        } else {
            None
        };
        let checked = self.verify_pin(name.to_owned(), pin).await;
        let known = self.end_try(this, checked, otherwise.into())?;
        Ok(known.staff)
    }

    /// Begins a try of something that could be guessed.
    pub(super) async fn begin_try(
        &self,
        client: &LoginClient,
        guess: Credential<'_>,
    ) -> Result<Option<Attempt>, ShopError> {
        if !self.0.limits.is_on() {
            return Ok(None);
        }
        let asker = match guess {
            Credential::Pin(name) => self.asker(client, name.to_owned()).await?,
            Credential::Code(_) => Origin::Address(client.address),
        };
        Ok(Some(self.0.login_throttle.begin(asker, guess)?))
    }

    /// Who it is that says a PIN: a device that was here under this name, an address of the shop, or a stranger.
    async fn asker(&self, client: &LoginClient, name: String) -> Result<Origin, ShopError> {
        let (address, fresh) = (client.address.to_string(), fresh(&self.0.clock));
        let is_attributed = client.is_attributed;
        let mark = client.mark.as_deref().map(session_key);
        let known = self.0.store.read(move |store| {
            let marked = match mark {
                Some(mark) if store.is_device_of(&mark, &name)? => Some(mark),
                _ => None,
            };
            let is_ours = is_attributed && store.is_address_of_device(&address, fresh)?;
            Ok::<_, ShopError>((marked, is_ours))
        });
        Ok(match known.await? {
            (Some(mark), _) => Origin::Device(mark),
            (None, is_ours) if is_ours || client.is_at_machine => Origin::Address(client.address),
            (None, _) => Origin::Stranger(client.address),
        })
    }

    /// Marks a device after a login, so that it is known again; `had` is the mark it came with.
    pub async fn mark_device(
        &self,
        staff: &Staff,
        had: Option<String>,
    ) -> Result<String, ShopError> {
        let (id, at) = (staff.id, self.0.clock.now());
        let mark = match had {
            Some(had) => had,
            None => new_token()?,
        };
        let hash = session_key(&mark);
        let noted = self
            .0
            .store
            .write(move |store| Ok::<_, ShopError>(store.note_mark(&hash, id, at)?));
        noted.await.map(|()| mark)
    }

    /// What became of a try: none is `wrong`.
    pub(super) fn end_try<T>(
        &self,
        this: Option<Attempt>,
        outcome: Result<Option<T>, ShopError>,
        wrong: ShopError,
    ) -> Result<T, ShopError> {
        if let Some(this) = this {
            match &outcome {
                Ok(Some(_)) => self.0.login_throttle.right(&this),
                Ok(None) => {}
                Err(_) => self.0.login_throttle.undone(&this),
            }
        }
        outcome?.ok_or(wrong)
    }

    /// Opens a session for the member who was `known` when the PIN was checked. The check takes a while, in which the
    /// PIN may have been changed or the member dismissed, and their sessions ended: this login must then fail, too.
    async fn open_session(
        &self,
        known: StaffSecret,
        client: LoginClient,
    ) -> Result<LoggedIn, ShopError> {
        let (token, at, had) = (new_token()?, self.0.clock.now(), client.had);
        let opened = token.clone();
        let (staff, ended) = self
            .0
            .store
            .write(move |store| {
                let now = store.staff_with_secret(known.staff.id)?;
                let now = now.filter(|now| now.pin_hash == known.pin_hash);
                let staff = now.ok_or(ShopError::WrongNameOrPin)?.staff;
                let session = new_session(&opened, &staff, client, at);
                let ended = match had {
                    Some(key) => store.end_session(SessionsToEnd::OfToken(key), at)?,
                    None => Vec::new(),
                };
                store.insert_session(&session)?;
                Ok::<_, ShopError>((staff, ended))
            })
            .await?;
        self.publish_ended(&ended);
        Ok(LoggedIn {
            staff,
            is_screen: false,
            till: None,
            token,
        })
    }

    /// Whose session a token opens, if it does.
    pub async fn with_token(
        &self,
        token: &str,
        from: IpAddr,
    ) -> Result<Option<Session>, ShopError> {
        self.with_key(session_key(token), from).await
    }

    /// Whose session this is, if it has not ended.
    pub async fn with_key(
        &self,
        key: SessionKey,
        from: IpAddr,
    ) -> Result<Option<Session>, ShopError> {
        let Some(device) = self.find_since(key, fresh(&self.0.clock)).await? else {
            return Ok(None);
        };
        let now = self.0.clock.now();
        let address = from.to_string();
        let unnoted = now.duration_since(device.last_used_at);
        let moved = device.address != address && unnoted > SignedDuration::from_mins(1);
        if unnoted > SignedDuration::from_mins(TOUCH_MINUTES) || moved {
            // Staff must be able to look also when nothing can be written.
            let noted: Result<_, StoreError> = self
                .0
                .store
                .write(move |store| store.touch_session(&key, &address, now))
                .await;
            if let Err(error) = noted {
                log::warn!("a session's use could not be noted: {error}");
            }
        }
        Ok(Some(Session {
            staff: device.staff,
            is_screen: device.is_screen,
            till: device.till,
            key,
        }))
    }

    /// The session that was used since `since`. A clock that was set back after `since` was read has taken the session
    /// with it: then by what the clock says now.
    async fn find_since(
        &self,
        key: SessionKey,
        mut since: Timestamp,
    ) -> Result<Option<Device>, ShopError> {
        loop {
            let find = move |store: &Reader<'_>| store.find_session(&key, since);
            let found = self.0.store.read(find).await?;
            let now = fresh(&self.0.clock);
            if found.is_some() || now >= since {
                return Ok(found);
            }
            since = now;
        }
    }

    /// Ends a session; its sockets are closed.
    pub async fn log_out(&self, key: SessionKey) -> Result<(), ShopError> {
        let at = self.0.clock.now();
        let ended = self
            .0
            .store
            .write(move |store| {
                Ok::<_, ShopError>(store.end_session(SessionsToEnd::OfToken(key), at)?)
            })
            .await?;
        self.publish_ended(&ended);
        Ok(())
    }

    /// Waits for the end of a session.
    pub(crate) fn end_of(&self, key: SessionKey) -> Subscriber<SessionKey, ()> {
        self.0.session_ends.subscribe(key, 1)
    }

    pub(super) fn publish_ended(&self, ended: &[Device]) {
        for device in ended {
            self.publish_end(&device.token_hash);
        }
    }

    /// Closes its sockets, and takes off what it shows a guest.
    fn publish_end(&self, key: &SessionKey) {
        let shop = &self.0;
        shop.session_ends.publish(key, || ());
        shop.displays.clear_of(&shop.rooms, *key, shop.clock.now());
    }

    /// Tells the sockets of sessions that another program has ended, as `siap staff reset-pin` does.
    pub(in crate::shop) async fn publish_ended_elsewhere(&self) -> Result<(), ShopError> {
        let listening = self.0.session_ends.rooms_in_use();
        if listening.is_empty() {
            return Ok(());
        }
        let kept = self
            .0
            .store
            .read(|store| Ok::<_, ShopError>(store.session_keys()?))
            .await?;
        for key in listening.iter().filter(|key| !kept.contains(*key)) {
            self.publish_end(key);
        }
        Ok(())
    }
}

/// Since when a session must have been used.
pub(super) fn fresh(clock: &Clock) -> Timestamp {
    let now = clock.now();
    let idle = SignedDuration::from_hours(IDLE_HOURS);
    // A session that is looked at while the clock is changed was used a moment ago, even if its time differs.
    let idle = idle.saturating_add(clock.leeway());
    now.saturating_sub(idle).unwrap_or(now)
}

pub(super) fn new_token() -> Result<String, StoreError> {
    Ok(hex(&random::<32>()?))
}

pub(super) fn new_session(
    token: &str,
    staff: &Staff,
    client: LoginClient,
    at: Timestamp,
) -> NewSession {
    NewSession {
        token_hash: session_key(token),
        staff_id: staff.id,
        device: client.device,
        address: client.address.to_string(),
        till: None,
        at,
    }
}

/// What a token is held against.
pub fn session_key(token: &str) -> SessionKey {
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
