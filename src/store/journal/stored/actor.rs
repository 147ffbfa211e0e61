//! Who did what an event tells, as it is stored.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::domain::Actor;

/// Who did it; of the staff: number, name and role.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum By<'e> {
    Customer,
    Clock,
    Staff(
        i64,
        #[serde(borrow)] Cow<'e, str>,
        #[serde(borrow)] Cow<'e, str>,
    ),
}

impl<'e> By<'e> {
    pub(super) fn of(actor: &'e Actor) -> Self {
        match actor {
            Actor::Customer => Self::Customer,
            Actor::Clock => Self::Clock,
            Actor::Staff(staff) => Self::Staff(
                staff.id,
                staff.name.as_str().into(),
                staff.role.as_str().into(),
            ),
        }
    }
}
