//! Rooms: the channels that screens join, and who may join which.

use super::{Language, OrderUid, Party, string_enum::string_enum};

string_enum! {
    /// What kind of room it is: its name on the wire, without the order or the language in it.
    pub enum RoomKind {
        /// [`Room::Cashier`].
        Cashier = "cashier",
        /// [`Room::Kitchen`].
        Kitchen = "kitchen",
        /// [`Room::Board`].
        Board = "board",
        /// [`Room::Queue`].
        Queue = "queue",
        /// [`Room::Shop`].
        Shop = "shop",
        /// [`Room::Menu`].
        Menu = "menu",
        /// [`Room::Order`].
        Order = "order",
    }
}

/// A room: a channel with what concerns one kind of screen, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Room {
    /// The whole journal, for the till.
    Cashier,
    /// What is cooked.
    Kitchen,
    /// The numbers on the wall.
    Board,
    /// Who is before whom, for guests who wait.
    Queue,
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
        let (kind, uid) = match name.split_once(':') {
            Some((kind, uid)) => (kind, Some(uid)),
            None => (name, None),
        };
        match (RoomKind::parse(kind)?, uid) {
            (RoomKind::Cashier, None) => Some(Self::Cashier),
            (RoomKind::Kitchen, None) => Some(Self::Kitchen),
            (RoomKind::Board, None) => Some(Self::Board),
            (RoomKind::Queue, None) => Some(Self::Queue),
            (RoomKind::Shop, None) => Some(Self::Shop),
            (RoomKind::Menu, None) => Some(Self::Menu(language)),
            (RoomKind::Order, Some(uid)) => OrderUid::parse(uid).map(Self::Order),
            (RoomKind::Order, None)
            | (
                RoomKind::Cashier
                | RoomKind::Kitchen
                | RoomKind::Board
                | RoomKind::Queue
                | RoomKind::Shop
                | RoomKind::Menu,
                Some(_),
            ) => None,
        }
    }

    /// What kind of room it is.
    pub const fn kind(&self) -> RoomKind {
        match self {
            Self::Cashier => RoomKind::Cashier,
            Self::Kitchen => RoomKind::Kitchen,
            Self::Board => RoomKind::Board,
            Self::Queue => RoomKind::Queue,
            Self::Shop => RoomKind::Shop,
            Self::Menu(_) => RoomKind::Menu,
            Self::Order(_) => RoomKind::Order,
        }
    }

    /// Whether `party` may enter; an order's room is open to all who know its uid.
    pub const fn is_open_to(&self, party: Party) -> bool {
        match self {
            Self::Cashier => match party {
                Party::Waiter | Party::Cashier | Party::Owner => true,
                Party::Customer | Party::Kitchen | Party::Clock => false,
            },
            Self::Kitchen => match party {
                Party::Kitchen | Party::Waiter | Party::Cashier | Party::Owner => true,
                Party::Customer | Party::Clock => false,
            },
            Self::Board | Self::Queue | Self::Shop | Self::Menu(_) | Self::Order(_) => true,
        }
    }
}

/// The room's name on the wire.
impl std::fmt::Display for Room {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Order(uid) => write!(out, "{}:{uid}", self.kind().as_str()),
            Self::Cashier
            | Self::Kitchen
            | Self::Board
            | Self::Queue
            | Self::Shop
            | Self::Menu(_) => out.write_str(self.kind().as_str()),
        }
    }
}
