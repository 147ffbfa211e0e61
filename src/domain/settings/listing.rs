//! Everything the owner decided, as the command line names it.

use serde::{Deserialize, Serialize};

use super::keys::{self, Unset};
use crate::domain::{Refusal, Settings, Wifi};

/// The settings and, as `wifi.…`, the guests' Wi-Fi.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    /// What holds in the whole shop.
    #[serde(flatten)]
    pub settings: Settings,
    /// What stands on the cards. The settings are told to more people than this.
    pub wifi: Wifi,
}

impl Decisions {
    /// Every one by its name, as a person writes it.
    #[must_use]
    pub fn by_name(&self) -> Vec<(String, String)> {
        keys::by_name(self)
    }

    /// The same with one of them as it is `written`, if the shop can work with that.
    ///
    /// # Errors
    /// Why not.
    pub fn with(&self, name: &str, written: &str) -> Result<Self, Unset> {
        let changed = keys::with(self, name, written)?
            .checked()
            .map_err(Unset::Refused)?;
        // A password without a Wi-Fi is dropped if nothing could join with it.
        if !written.trim().is_empty() && changed.value(name).is_some_and(|now| now.is_empty()) {
            return Err(Unset::Unreadable);
        }
        Ok(changed)
    }

    /// One of them, as a person writes it.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        let mut all = self.by_name().into_iter();
        all.find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The names that somebody may have meant.
    #[must_use]
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
