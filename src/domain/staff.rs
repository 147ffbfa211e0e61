//! Staff: names, PINs and roles, and the actors behind a change.

use serde::Serialize;

use super::{Initiator, Refusal, string_enum::string_enum, text};

string_enum! {
    /// What a member of the staff may do, or a screen that belongs to the shop.
    pub enum Role {
        /// Everything.
        Owner = "owner",
        /// Orders, money, what is sold out.
        Cashier = "cashier",
        /// Orders at the tables, without money.
        Waiter = "waiter",
        /// What is cooked and what is sold out.
        Kitchen = "kitchen",
        /// A screen over the counter: what everybody may see, and nothing else.
        Board = "board",
        /// A screen at which customers order.
        Kiosk = "kiosk",
        /// The second screen at a till: what the guest there is to see of the sale, and nothing else.
        Display = "display",
    }
}

impl Role {
    /// Whether a person can have it.
    pub const fn is_for_people(self) -> bool {
        match self {
            Self::Owner | Self::Cashier | Self::Waiter | Self::Kitchen => true,
            Self::Board | Self::Kiosk | Self::Display => false,
        }
    }

    /// Whether a screen that hangs somewhere can have it.
    pub const fn is_for_screens(self) -> bool {
        match self {
            Self::Kitchen | Self::Board | Self::Kiosk | Self::Display => true,
            Self::Owner | Self::Cashier | Self::Waiter => false,
        }
    }

    /// Whose rights it gives at an order.
    pub const fn party(self) -> Initiator {
        match self {
            Self::Owner => Initiator::Owner,
            Self::Cashier => Initiator::Cashier,
            Self::Waiter => Initiator::Waiter,
            Self::Kitchen => Initiator::Kitchen,
            Self::Board | Self::Kiosk | Self::Display => Initiator::Customer,
        }
    }

    /// Whether it is a screen that shows what is rung up at one till.
    pub const fn follows_till(self) -> bool {
        match self {
            Self::Display => true,
            Self::Owner
            | Self::Cashier
            | Self::Waiter
            | Self::Kitchen
            | Self::Board
            | Self::Kiosk => false,
        }
    }

    /// Whether it may pair a screen with this role. A cashier pairs the display at the till, which learns nothing that
    /// the guest in front of it does not see.
    pub const fn may_pair(self, screen: Self) -> bool {
        match self {
            Self::Owner => true,
            Self::Cashier => screen.follows_till(),
            Self::Waiter | Self::Kitchen | Self::Board | Self::Kiosk | Self::Display => false,
        }
    }
}

/// A member of the staff, or a paired screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Staff {
    /// Their number in the database.
    pub id: i64,
    /// The name they log in with.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

/// Forty characters are enough for any name on a shift plan.
pub const NAME_LENGTH: usize = 40;

impl Staff {
    /// Checks the name of a person.
    ///
    /// # Errors
    /// [`Refusal::UnfitName`] when it is empty, too long, or not only letters.
    pub fn fit_name(name: &str) -> Result<String, Refusal> {
        match text::fit(name, NAME_LENGTH) {
            Ok(name) if !name.is_empty() => Ok(name),
            _ => Err(Refusal::UnfitName),
        }
    }
}

/// A PIN of 4 to 10 digits. Cannot be shown, so that it never stands in a log.
pub struct Pin(String);

impl Pin {
    /// Checks a chosen PIN.
    ///
    /// # Errors
    /// [`Refusal::UnfitPin`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let digits = text.bytes().all(|digit| digit.is_ascii_digit());
        if digits && (4..=10).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::UnfitPin)
        }
    }

    /// The digits.
    pub fn digits(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Who is behind a change to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The holder of the order's link.
    Customer,
    /// A member of the staff.
    Staff(Staff),
    /// Time itself: an order that was not paid.
    Clock,
}

impl Actor {
    /// The party whose rights this actor has.
    pub const fn party(&self) -> Initiator {
        match self {
            Self::Customer => Initiator::Customer,
            Self::Clock => Initiator::Clock,
            Self::Staff(staff) => staff.role.party(),
        }
    }

    /// The name for the order's history.
    pub fn name(&self) -> &str {
        match self {
            Self::Customer => "customer",
            Self::Clock => "clock",
            Self::Staff(staff) => &staff.name,
        }
    }
}
