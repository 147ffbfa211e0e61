//! Signed-in devices and paired screens: listed and revoked by the owner.

use jiff::Timestamp;

use super::sessions::fresh;
use crate::{
    domain::{Change, Staff, Subject},
    shop::{Devices, ShopError},
    store::{Device, SessionsToEnd, StoreError, Writer},
};

impl Devices {
    /// Every device that may come in, the last used first, each with whether it listens now.
    pub async fn list(&self) -> Result<Vec<(Device, bool)>, ShopError> {
        let fresh = fresh(&self.0.clock);
        let devices = self
            .0
            .store
            .read(move |store| Ok::<_, ShopError>(store.devices(fresh)?))
            .await?;
        let listens = |device: &Device| self.0.session_ends.has_listeners(&device.token_hash);
        Ok(devices
            .into_iter()
            .map(|device| (device.clone(), listens(&device)))
            .collect())
    }

    /// Lets a device in no longer; its sockets are closed at once.
    ///
    /// # Errors
    /// [`ShopError::DeviceNotFound`].
    pub async fn revoke(&self, by: &Staff, id: i64) -> Result<(), ShopError> {
        let (by, at) = (by.name.clone(), self.0.clock.now());
        let ended = self
            .0
            .store
            .write(move |store| {
                let ended = store.end_session(SessionsToEnd::OfDevice(id), at)?;
                let device = ended.first().ok_or(ShopError::DeviceNotFound)?;
                note_device(store, device, "revoked", &by, at)?;
                Ok::<_, ShopError>(ended)
            })
            .await?;
        self.0.sessions().publish_ended(&ended);
        Ok(())
    }
}

/// Keeps in the history what became of a device.
pub(super) fn note_device(
    store: &Writer<'_>,
    device: &Device,
    field: &str,
    by: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let change = Change {
        subject: Subject::Device,
        subject_id: device.id,
        name: device.staff.name.clone(),
        field: field.to_owned(),
        before: None,
        after: None,
    };
    store.insert_change(&change, by, at)
}
