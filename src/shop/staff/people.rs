//! Adds, changes and retires members of the staff.

use jiff::Timestamp;

use crate::{
    domain::{Change, Pin, Refusal, Role, Staff, Subject},
    shop::{People, Session, ShopError},
    store::{Device, Member, SessionsToEnd, StoreError, Writer},
};

/// A patch of a staff member; what is left out stays.
#[derive(Default)]
pub struct StaffChange {
    /// Another name.
    pub name: Option<String>,
    /// Another job.
    pub role: Option<Role>,
    /// Another PIN.
    pub pin: Option<Pin>,
}

impl People {
    /// The people who work or worked here, by name.
    pub async fn list(&self) -> Result<Vec<Member>, ShopError> {
        self.0.store.read(|store| Ok(store.members()?)).await
    }

    /// Adds a member of the staff.
    ///
    /// # Errors
    /// [`Refusal::UnfitName`], [`Refusal::NameTaken`], or a role that no person has.
    pub async fn hire(
        &self,
        by: &Staff,
        name: &str,
        role: Role,
        pin: Pin,
    ) -> Result<Member, ShopError> {
        let name = Staff::fit_name(name)?;
        let role = for_people(role)?;
        let hash = self.0.pin_hasher.hash(pin).await?;
        let (by, at) = (by.name.clone(), self.0.clock.now());
        self.0
            .store
            .write(move |store| {
                free_name(store, &name, None)?;
                let staff = store.insert_staff(&name, role, Some(&hash), at)?;
                note(store, &staff, &by, at, ("added", None, None))?;
                member(store, staff.id)
            })
            .await
    }

    /// Changes a name, a role or a PIN. A new job or PIN ends their sessions, but not `except`.
    ///
    /// # Errors
    /// [`ShopError::StaffNotFound`], [`Refusal::NameTaken`], [`Refusal::LastOwner`].
    pub async fn change(
        &self,
        by: &Staff,
        id: i64,
        change: StaffChange,
        except: super::SessionKey,
    ) -> Result<Member, ShopError> {
        let name = change.name.as_deref().map(Staff::fit_name).transpose()?;
        let role = change.role.map(for_people).transpose()?;
        let hash = match change.pin {
            Some(pin) => Some(self.0.pin_hasher.hash(pin).await?),
            None => None,
        };
        let (by, at) = (by.name.clone(), self.0.clock.now());
        let (member, ended) = self
            .0
            .store
            .write(move |store| {
                let before = working(store, id)?;
                let now = Staff {
                    id,
                    name: name.unwrap_or_else(|| before.name.clone()),
                    role: role.unwrap_or(before.role),
                };
                free_name(store, &now.name, Some(&before))?;
                if before.role == Role::Owner && now.role != Role::Owner {
                    keep_an_owner(store)?;
                }
                if now != before || hash.is_some() {
                    store.update_staff(&now, hash.as_deref())?;
                }
                if now.name != before.name {
                    let names = (Some(before.name.clone()), Some(now.name.clone()));
                    note(store, &now, &by, at, ("name", names.0, names.1))?;
                }
                if now.role != before.role {
                    let words = [before.role, now.role].map(|role| Some(role.as_str().to_owned()));
                    let [then, is] = words;
                    note(store, &now, &by, at, ("role", then, is))?;
                }
                if hash.is_some() {
                    note(store, &now, &by, at, ("pin", None, None))?;
                }
                let ended = if now.role != before.role || hash.is_some() {
                    end_all(store, id, Some(except), at)?
                } else {
                    Vec::new()
                };
                Ok::<_, ShopError>((self::member(store, id)?, ended))
            })
            .await?;
        self.0.sessions().publish_ended(&ended);
        Ok(member)
    }

    /// Changes the PIN of who is logged in, who says the one they have. Their other sessions end.
    ///
    /// # Errors
    /// [`Refusal::WrongPin`], or that there were too many tries.
    pub async fn change_own_pin(
        &self,
        session: &Session,
        pin: String,
        new: Pin,
    ) -> Result<Member, ShopError> {
        let sessions = self.0.sessions();
        sessions.confirm_own_pin(&session.staff, pin).await?;
        let change = StaffChange {
            pin: Some(new),
            ..StaffChange::default()
        };
        self.change(&session.staff, session.staff.id, change, session.key)
            .await
    }

    /// Retires a member of the staff; their sessions end.
    ///
    /// # Errors
    /// [`ShopError::StaffNotFound`], [`Refusal::LastOwner`].
    pub async fn retire(&self, by: &Staff, id: i64) -> Result<Member, ShopError> {
        let (by, at) = (by.name.clone(), self.0.clock.now());
        let (member, ended) = self
            .0
            .store
            .write(move |store| {
                let staff = working(store, id)?;
                if staff.role == Role::Owner {
                    keep_an_owner(store)?;
                }
                store.set_retired(id, Some(at))?;
                note(store, &staff, &by, at, ("retired", None, None))?;
                let ended = end_all(store, id, None, at)?;
                Ok::<_, ShopError>((self::member(store, id)?, ended))
            })
            .await?;
        self.0.sessions().publish_ended(&ended);
        Ok(member)
    }

    /// Restores a retired member of the staff, with the PIN they had.
    ///
    /// # Errors
    /// [`ShopError::StaffNotFound`], [`Refusal::NameTaken`].
    pub async fn restore(&self, by: &Staff, id: i64) -> Result<Member, ShopError> {
        let (by, at) = (by.name.clone(), self.0.clock.now());
        self.0
            .store
            .write(move |store| {
                let before = member(store, id)?;
                if before.retired_at.is_some() {
                    free_name(store, &before.staff.name, None)?;
                    store.set_retired(id, None)?;
                    note(store, &before.staff, &by, at, ("restored", None, None))?;
                }
                member(store, id)
            })
            .await
    }
}

/// Adds a member of the staff from the command line, also while a server has the shop open.
///
/// # Errors
/// [`StoreError::Taken`] when a member of the staff has that name.
pub fn hire_from_command(
    store: &Writer<'_>,
    name: &str,
    role: Role,
    pin_hash: &str,
    at: Timestamp,
) -> Result<Staff, StoreError> {
    if store.is_name_taken(name, None)? {
        return Err(StoreError::Taken(name.to_owned()));
    }
    let staff = store.insert_staff(name, role, Some(pin_hash), at)?;
    note(store, &staff, COMMAND_LINE, at, ("added", None, None))?;
    Ok(staff)
}

/// Changes a PIN from the command line; the sessions end. None if no member of the staff has that
/// name.
pub fn reset_pin_from_command(
    store: &Writer<'_>,
    name: &str,
    pin_hash: &str,
    at: Timestamp,
) -> Result<Option<Staff>, StoreError> {
    let Some(found) = store.find_staff(name)? else {
        return Ok(None);
    };
    store.update_staff(&found.staff, Some(pin_hash))?;
    note(store, &found.staff, COMMAND_LINE, at, ("pin", None, None))?;
    end_all(store, found.staff.id, None, at)?;
    Ok(Some(found.staff))
}

/// Who did it, where it was done on the machine itself.
pub const COMMAND_LINE: &str = "command line";

fn member(store: &Writer<'_>, id: i64) -> Result<Member, ShopError> {
    store.member(id)?.ok_or(ShopError::StaffNotFound)
}

/// A member of the staff who is not retired.
fn working(store: &Writer<'_>, id: i64) -> Result<Staff, ShopError> {
    let member = member(store, id)?;
    if member.retired_at.is_some() {
        return Err(ShopError::StaffNotFound);
    }
    Ok(member.staff)
}

fn for_people(role: Role) -> Result<Role, Refusal> {
    if role.is_for_people() {
        Ok(role)
    } else {
        Err(Refusal::UnknownWord { field: "role" })
    }
}

/// The name is free, or belongs to the person who keeps it.
pub(super) fn free_name(
    store: &Writer<'_>,
    name: &str,
    whose: Option<&Staff>,
) -> Result<(), ShopError> {
    let kept = whose.is_some_and(|staff| staff.name.eq_ignore_ascii_case(name));
    if !kept && store.is_name_taken(name, whose.map(|staff| staff.id))? {
        return Err(Refusal::NameTaken.into());
    }
    Ok(())
}

fn keep_an_owner(store: &Writer<'_>) -> Result<(), ShopError> {
    if store.count_owners()? < 2 {
        return Err(Refusal::LastOwner.into());
    }
    Ok(())
}

fn end_all(
    store: &Writer<'_>,
    staff_id: i64,
    except: Option<super::SessionKey>,
    at: Timestamp,
) -> Result<Vec<Device>, StoreError> {
    store.end_session(
        SessionsToEnd::OfStaff {
            id: staff_id,
            except,
        },
        at,
    )
}

/// Notes a change of the staff in the history.
pub(super) fn note(
    store: &Writer<'_>,
    staff: &Staff,
    by: &str,
    at: Timestamp,
    (field, before, after): (&str, Option<String>, Option<String>),
) -> Result<(), StoreError> {
    let change = Change {
        subject: Subject::Staff,
        subject_id: staff.id,
        name: staff.name.clone(),
        field: field.to_owned(),
        before,
        after,
    };
    store.insert_change(&change, by, at)
}
