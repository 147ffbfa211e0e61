//! Which backups are kept, and where else.

use serde::{Deserialize, Serialize};

use super::{Refusal, text};

/// Which backups are kept, and where else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRules {
    /// The newest of so many hours in which there were any, 1..240.
    pub hourly: i64,
    /// The newest of so many days, 0..366.
    pub daily: i64,
    /// The newest of so many weeks, from Monday on, 0..520.
    pub weekly: i64,
    /// A folder on another disk, as a path from the root; empty where there is none.
    pub place: String,
}

/// Most characters of a path.
const PLACE_LENGTH: usize = 200;

impl Default for BackupRules {
    fn default() -> Self {
        Self {
            hourly: 24,
            daily: 7,
            weekly: 8,
            place: String::new(),
        }
    }
}

impl BackupRules {
    /// Keeps rules only if a shop can work with them.
    ///
    /// # Errors
    /// Names the first that cannot be used.
    pub fn checked(self) -> Result<Self, Refusal> {
        let unfit = |field| Err(Refusal::UnfitSetting { field });
        if !(1..=240).contains(&self.hourly) {
            return unfit("backups.hourly");
        }
        if !(0..=366).contains(&self.daily) {
            return unfit("backups.daily");
        }
        if !(0..=520).contains(&self.weekly) {
            return unfit("backups.weekly");
        }
        match text::fit_exact(&self.place, PLACE_LENGTH) {
            Ok(place) if place.is_empty() || is_folder(&place) => Ok(Self { place, ..self }),
            _ => unfit("backups.place"),
        }
    }
}

/// A path from the root, and not the root.
fn is_folder(place: &str) -> bool {
    place.starts_with('/') && place.bytes().any(|letter| letter != b'/')
}
