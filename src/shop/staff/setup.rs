//! The first start: the code that the machine shows makes its holder the owner, once.

use super::{
    login_throttle::Credential,
    sessions::{LoggedIn, LoginClient, new_session, new_token},
};
use crate::{
    domain::{BillSettings, Language, PairingCode, Pin, Role, Staff},
    shop::{FirstMenu, Setup, ShopError, random},
    store::{StoreError, Writer},
};

/// How far the first start is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetupState {
    /// The shop has no owner yet.
    pub is_open: bool,
    /// It was gone through to its end.
    pub is_finished: bool,
}

/// What an owner says at the first start.
pub struct FirstStart {
    /// The shop's name.
    pub shop_name: String,
    /// The language of the shop.
    pub locale: Language,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's PIN.
    pub pin: Pin,
    /// What is on the menu.
    pub menu: FirstMenu,
    /// What is added to its prices; none where it stays as it is.
    pub bill: Option<BillSettings>,
}

impl Setup {
    /// How far the first start is.
    pub async fn state(&self) -> Result<SetupState, ShopError> {
        self.0
            .store
            .read(|store| {
                Ok(SetupState {
                    is_open: store.count_owners()? == 0,
                    is_finished: store.is_set_up()?,
                })
            })
            .await
    }

    /// The code that opens the first start, to be shown on the machine; none once there is an owner of
    /// the shop.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub async fn code(&self) -> Result<Option<PairingCode>, ShopError> {
        if !self.state().await?.is_open {
            self.0.setup_code.forget().await;
            return Ok(None);
        }
        if let Some(kept) = self.0.setup_code.kept().await {
            return Ok(Some(kept));
        }
        let code = PairingCode::from_random(random()?);
        self.0.setup_code.keep(&code).await?;
        Ok(Some(code))
    }

    /// Whether this code opens the first start; a request from the machine itself needs none.
    ///
    /// # Errors
    /// [`ShopError::WrongSetupCode`], or [`ShopError::AlreadySetUp`].
    pub async fn check_code(
        &self,
        typed: Option<&str>,
        client: &LoginClient,
    ) -> Result<(), ShopError> {
        if !self.state().await?.is_open {
            return Err(ShopError::AlreadySetUp);
        }
        let typed = match typed {
            None | Some("") if client.is_at_machine => return Ok(()),
            None | Some("") => return Err(ShopError::WrongSetupCode),
            Some(typed) => typed,
        };
        let this = self
            .0
            .sessions()
            .begin_try(client, Credential::Code("setup"))
            .await?;
        let code = self.0.setup_code.kept().await;
        let right = code.is_some_and(|code| code.matches(typed)).then_some(());
        self.0
            .sessions()
            .end_try(this, Ok(right), ShopError::WrongSetupCode)
    }

    /// Makes the owner and the shop, all of it or nothing, and never again.
    ///
    /// # Errors
    /// As [`check_code`](Self::check_code), or what cannot be used.
    pub async fn make_owner(
        &self,
        code: Option<&str>,
        first: FirstStart,
        client: LoginClient,
    ) -> Result<LoggedIn, ShopError> {
        self.check_code(code, &client).await?;
        let name = Staff::fit_name(&first.owner_name)?;
        let hash = self.0.pin_hasher.hash(first.pin).await?;
        let (token, at) = (new_token()?, self.0.clock.now());
        let opened = token.clone();
        let staff = self
            .0
            .store
            .write(move |store| {
                // Two phones, one owner: the writer decides, not the faster finger.
                if store.count_owners()? > 0 {
                    return Err(ShopError::AlreadySetUp);
                }
                super::people::free_name(store, &name, None)?;
                let staff = store.insert_staff(&name, Role::Owner, Some(&hash), at)?;
                super::people::note(store, &staff, &name, at, ("added", None, None))?;
                let mut settings = store.settings()?;
                settings.shop_name = first.shop_name;
                settings.locale = first.locale;
                settings.bill = first.bill.unwrap_or(settings.bill);
                store.update_settings(&settings.checked()?)?;
                if first.menu == FirstMenu::Empty {
                    clear_menu(store, &name, at)?;
                }
                store.insert_session(&new_session(&opened, &staff, client, at))?;
                Ok(staff)
            })
            .await?;
        self.0.setup_code.forget().await;
        log::info!("{} owns the shop now", staff.name);
        Ok(LoggedIn {
            staff,
            is_screen: false,
            till: None,
            token,
        })
    }

    /// Notes that the first start was gone through to its end.
    pub async fn finish(&self) -> Result<(), ShopError> {
        self.0
            .store
            .write(|store| Ok::<_, ShopError>(store.set_is_set_up()?))
            .await?;
        self.0.network().note_first_address().await
    }
}

/// Retires the starter menu; all of it can be restored.
fn clear_menu(store: &mut Writer<'_>, by: &str, at: jiff::Timestamp) -> Result<(), StoreError> {
    let before = store.current_menu()?;
    for item in before.items() {
        store.retire_item(item.id, Some(at))?;
    }
    for category in &before.categories {
        store.retire_category(category.id, Some(at))?;
    }
    for group in &before.groups {
        store.retire_group(group.id, Some(at))?;
    }
    store.publish_menu(&before, Some(by), at)?;
    Ok(())
}
