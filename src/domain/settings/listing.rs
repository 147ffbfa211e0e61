//! All settings and the guests' Wi-Fi, as `siap config` lists them.

use serde::{Deserialize, Serialize};

use super::keys::{self, SettingError};
use crate::domain::{Refusal, Settings, Wifi};

/// The settings and, as `wifi.…`, the guests' Wi-Fi.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllSettings {
    /// What holds in the whole shop.
    #[serde(flatten)]
    pub settings: Settings,
    /// Printed on the cards. Fewer people may read it than the settings.
    pub wifi: Wifi,
}

impl AllSettings {
    /// Every one by its name, as a person writes it.
    pub fn by_name(&self) -> Vec<(String, String)> {
        keys::by_name(self)
    }

    /// The same with one of them as it is `written`, if the shop can work with that.
    pub fn with(&self, name: &str, written: &str) -> Result<Self, SettingError> {
        let changed = keys::with(self, name, written)?
            .checked()
            .map_err(SettingError::Refused)?;
        // A password without a Wi-Fi is dropped if nothing could join with it.
        if !written.trim().is_empty() && changed.value(name).is_some_and(|now| now.is_empty()) {
            return Err(SettingError::Unreadable);
        }
        Ok(changed)
    }

    /// One of them, as a person writes it.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut all = self.by_name().into_iter();
        all.find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Known names that are like a mistyped one.
    pub fn like(&self, name: &str) -> Vec<String> {
        keys::like(self, name)
    }

    fn checked(self) -> Result<Self, Refusal> {
        Ok(Self {
            settings: self.settings.checked()?,
            wifi: self.wifi.checked()?,
        })
    }
}
