//! Rooms: the channels that screens join, and who may join which.

use super::{Initiator, Language, OrderUid, Till, string_enum::string_enum};

string_enum! {
    /// What kind of room it is: its name on the wire, without the order, the till or the
    /// language in it.
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
        /// [`Room::Display`].
        Display = "display",
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
    /// What the guest at one till is shown.
    Display(Till),
}

impl Room {
    /// Reads a room's name on the wire; the menu's room is entered in `language`.
    #[must_use]
    pub fn parse(name: &str, language: Language) -> Option<Self> {
        let (kind, of) = match name.split_once(':') {
            Some((kind, of)) => (kind, Some(of)),
            None => (name, None),
        };
        match (RoomKind::parse(kind)?, of) {
            (RoomKind::Cashier, None) => Some(Self::Cashier),
            (RoomKind::Kitchen, None) => Some(Self::Kitchen),
            (RoomKind::Board, None) => Some(Self::Board),
            (RoomKind::Queue, None) => Some(Self::Queue),
            (RoomKind::Shop, None) => Some(Self::Shop),
            (RoomKind::Menu, None) => Some(Self::Menu(language)),
            (RoomKind::Order, Some(uid)) => OrderUid::parse(uid).map(Self::Order),
            (RoomKind::Display, Some(till)) => {
                till.parse().ok().and_then(Till::new).map(Self::Display)
            }
            (RoomKind::Order | RoomKind::Display, None)
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
            Self::Display(_) => RoomKind::Display,
        }
    }

    /// The till of a display's room.
    pub const fn till(&self) -> Option<Till> {
        match self {
            Self::Display(till) => Some(*till),
            Self::Cashier
            | Self::Kitchen
            | Self::Board
            | Self::Queue
            | Self::Shop
            | Self::Menu(_)
            | Self::Order(_) => None,
        }
    }

    /// Whether `party` may enter; an order's room is open to all who know its uid. `follows` is the till of a paired
    /// display, which enters the room of no other.
    pub fn is_open_to(&self, party: Initiator, follows: Option<Till>) -> bool {
        match self {
            Self::Cashier => match party {
                Initiator::Waiter | Initiator::Cashier | Initiator::Owner => true,
                Initiator::Customer | Initiator::Kitchen | Initiator::Clock => false,
            },
            Self::Kitchen => match party {
                Initiator::Kitchen | Initiator::Waiter | Initiator::Cashier | Initiator::Owner => {
                    true
                }
                Initiator::Customer | Initiator::Clock => false,
            },
            // Who stands at a till has its display in a second window, too.
            Self::Display(till) => match party {
                Initiator::Cashier | Initiator::Owner => true,
                Initiator::Customer | Initiator::Kitchen | Initiator::Waiter | Initiator::Clock => {
                    follows == Some(*till)
                }
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
            Self::Display(till) => write!(out, "{}:{}", self.kind().as_str(), till.number()),
            Self::Cashier
            | Self::Kitchen
            | Self::Board
            | Self::Queue
            | Self::Shop
            | Self::Menu(_) => out.write_str(self.kind().as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_enters_the_room_of_its_own_till_only() {
        let [first, second] = [1, 2].map(|n| Till::new(n).expect("a till"));
        let room = Room::parse("display:2", Language::Indonesian).expect("a room");
        assert_eq!(
            (&room, room.to_string().as_str()),
            (&Room::Display(second), "display:2")
        );
        let may = |party, follows| room.is_open_to(party, follows);
        assert!(may(Initiator::Customer, Some(second)));
        assert!(!may(Initiator::Customer, Some(first)) && !may(Initiator::Customer, None));
        assert!(may(Initiator::Cashier, None) && may(Initiator::Owner, None));
        assert!(!may(Initiator::Waiter, None) && !may(Initiator::Kitchen, None));
        for name in [
            "display",
            "display:",
            "display:0",
            "display:10",
            "display:x",
        ] {
            assert_eq!(Room::parse(name, Language::Indonesian), None, "{name}");
        }
    }
}
