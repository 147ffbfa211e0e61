//! The guests' Wi-Fi, which is printed on the QR cards of the tables.

use super::{ShopError, Tables};
use crate::domain::{Staff, Wifi};

impl Tables {
    /// Decides which Wi-Fi stands on the cards.
    ///
    /// # Errors
    /// When no phone could join it.
    pub async fn change_wifi(
        &self,
        by: &Staff,
        change: impl FnOnce(Wifi) -> Wifi + Send + 'static,
    ) -> Result<Wifi, ShopError> {
        let (by, at) = (by.name.clone(), self.0.clock.now());
        self.0
            .store
            .write(move |store| {
                let before = store.wifi()?;
                let wifi = change(before.clone()).checked()?;
                if wifi != before {
                    store.update_wifi(&wifi)?;
                }
                for change in wifi.difference(&before) {
                    store.insert_change(&change, &by, at)?;
                }
                Ok(wifi)
            })
            .await
    }
}
