//! Where a screen listens.

use super::{Language, OrderUid, Party};

/// A room in which a screen hears what concerns it, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Room {
    /// The whole journal, for the till.
    Cashier,
    /// What is cooked.
    Kitchen,
    /// The numbers on the wall.
    Board,
    /// What everybody may know of the shop: its name, its settings, its tables.
    Shop,
    /// The menu, in the language of who reads it.
    Menu(Language),
    /// One customer's order.
    Order(OrderUid),
}

impl Room {
    /// Reads a room's name on the wire; the menu's room is entered in `language`.
    #[must_use]
    pub fn parse(name: &str, language: Language) -> Option<Self> {
        match name {
            "cashier" => Some(Self::Cashier),
            "kitchen" => Some(Self::Kitchen),
            "board" => Some(Self::Board),
            "shop" => Some(Self::Shop),
            "menu" => Some(Self::Menu(language)),
            _ => name
                .strip_prefix("order:")
                .and_then(OrderUid::parse)
                .map(Self::Order),
        }
    }

    /// What kind of room it is: its name, but for the order in it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Cashier => "cashier",
            Self::Kitchen => "kitchen",
            Self::Board => "board",
            Self::Shop => "shop",
            Self::Menu(_) => "menu",
            Self::Order(_) => "order",
        }
    }

    /// Whether `party` may enter; an order's room is open to whoever knows its uid.
    #[must_use]
    pub const fn is_open_to(&self, party: Party) -> bool {
        match self {
            Self::Cashier => matches!(party, Party::Cashier | Party::Owner),
            Self::Kitchen => matches!(party, Party::Kitchen | Party::Cashier | Party::Owner),
            Self::Board | Self::Shop | Self::Menu(_) | Self::Order(_) => true,
        }
    }
}

/// The room's name on the wire.
impl std::fmt::Display for Room {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Order(uid) => write!(out, "{}:{uid}", self.kind()),
            _ => out.write_str(self.kind()),
        }
    }
}
