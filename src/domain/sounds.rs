//! Which screens make themselves heard, and how loud.

use serde::{Deserialize, Serialize};

use super::{Refusal, wire::wire_enum};

wire_enum! {
    /// A screen that may make itself heard.
    pub enum Speaker {
        /// The till, for a new order.
        Cashier = "cashier",
        /// The kitchen, for a new, changed or cancelled ticket.
        Kitchen = "kitchen",
        /// The board, with a chime and the number, when an order is ready.
        Board = "board",
        /// A customer's own phone, when their order is ready.
        Customer = "customer",
    }
}

/// The sounds of the shop. A screen that may sound can still be turned off by whoever stands before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sounds {
    /// How loud, in percent of what a tablet's loudspeaker bears, 10..100.
    pub volume_percent: i64,
    /// Which may; none is a silent shop.
    pub screens: Vec<Speaker>,
}

impl Sounds {
    /// Keeps them only if they can be heard; each screen once.
    ///
    /// # Errors
    /// [`Refusal::UnfitSetting`], naming the part.
    pub fn checked(self) -> Result<Self, Refusal> {
        if !(10..=100).contains(&self.volume_percent) {
            return Err(Refusal::UnfitSetting {
                field: "sounds.volume_percent",
            });
        }
        let chosen = |screen: &Speaker| self.screens.contains(screen);
        let screens = Speaker::ALL.iter().copied().filter(chosen).collect();
        Ok(Self { screens, ..self })
    }
}
